//! Tables whose rows hold several risks beside each other: 风险点1, 等级1, 措施1, 风险点2 …; or one column for each kind of
//! risk. Each risk is an entry, with what its row says of all of them.

use crate::ingest::header::Head;
use crate::ingest::label::{Meaning, is_opinion};
use crate::ingest::located::{Card, CardEntry, Content, Located};
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Origin, RowSpan, SkipKind, SkippedRow};
use crate::policy::Lookup;

/// Rows at the top of a sheet in which the head is looked for.
const TOP: usize = 20;

/// What a column of such a table holds.
#[derive(Clone, Debug, PartialEq)]
struct Holds {
    column: Column,
    field: Field,
    /// The block it belongs to; none where it speaks for all.
    block: Option<u32>,
    /// The category of its risks.
    category: Option<String>,
}

/// The table of a sheet on which none with one risk a row was found.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let found = rows.iter().take(TOP).enumerate().find_map(|(at, row)| {
        let holds = holds(&view.whole_row(*row), lookup)?;
        Some((at, *row, holds))
    });
    let (at, first, holds) = found?;
    let body = rows.get(at + 1..).unwrap_or_default();
    let last = body.last().copied().unwrap_or(first);
    let columns = columns(&holds);
    let card = card(view, &holds, &columns, body);
    (!card.entries.is_empty()).then(|| Located {
        head: Head {
            first,
            last: first,
            columns,
        },
        above: rows[..at].to_vec(),
        last,
        zone: (0, CellRef::MAX_COL),
        card: Some(Card {
            shared: vec![first],
            ..card
        }),
    })
}

/// Whether the head of a table has several risks, each with its number: 风险点1, 风险点2.
pub fn several(head: &Head, lookup: &Lookup<'_>) -> bool {
    let is_numbered = |c: &&Column| {
        let meaning = Meaning::of(&c.label, lookup);
        matches!(
            meaning,
            Some(Meaning::Field(Field::Risk | Field::Manifestation, Some(_)))
        )
    };
    head.columns.iter().filter(is_numbered).count() >= 2
}

/// What the columns hold, where a row is the head of such a table.
fn holds(cells: &RowCells<'_>, lookup: &Lookup<'_>) -> Option<Vec<Holds>> {
    let mut blocks: Vec<u32> = Vec::new();
    let mut known = Vec::new();
    for (at, label) in cells {
        let (field, block, category) = match Meaning::of(label, lookup) {
            Some(Meaning::Field(field, number)) => (field, number, None),
            Some(Meaning::Category(category)) => {
                let number = u32::try_from(known.len()).ok()?;
                (Field::Risk, Some(1000 + number), Some(category))
            }
            _ => continue,
        };
        if matches!(field, Field::Risk | Field::Manifestation) {
            blocks.extend(block.filter(|b| !blocks.contains(b)));
        }
        let column = Column {
            cell: *at,
            label: label.text().to_owned(),
            field: Some(field),
            by: Evidence::Label,
        };
        known.push(Holds {
            column,
            field,
            block,
            category,
        });
    }
    let mostly = known.len() * 4 >= cells.len() * 3;
    (blocks.len() >= 2 && known.len() >= 3 && mostly).then_some(known)
}

/// A column for each field.
fn columns(holds: &[Holds]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for own in holds {
        if columns.iter().all(|c| c.field != Some(own.field)) {
            columns.push(own.column.clone());
        }
        if own.category.is_some() && columns.iter().all(|c| c.field != Some(Field::Category)) {
            columns.push(Column {
                field: Some(Field::Category),
                ..own.column.clone()
            });
        }
    }
    columns
}

fn card(view: View<'_>, holds: &[Holds], columns: &[Column], rows: &[u32]) -> Card {
    let mut card = Card::default();
    let mut below = false;
    for row in rows.iter().copied() {
        let own = view.whole_row(row);
        below |= own.first().is_some_and(|(_, first)| is_opinion(*first));
        let before = card.entries.len();
        if !below {
            card.entries.extend(of_row(view, row, holds, columns));
        }
        if card.entries.len() == before {
            let texts: Vec<&str> = own.iter().map(|(_, t)| t.text()).collect();
            card.skipped.push(SkippedRow {
                row,
                kind: SkipKind::Footer,
                text: texts.join(" | "),
            });
        }
    }
    let used = view.grid().cells().map(|(at, _)| at.col);
    card.right = used.max().unwrap_or(0);
    card
}

/// The entries of a row: one for each block in which a risk stands.
fn of_row(view: View<'_>, row: u32, holds: &[Holds], columns: &[Column]) -> Vec<CardEntry> {
    let place = |field: Field| columns.iter().position(|c| c.field == Some(field));
    let content = |own: &Holds| {
        let seen = view.seen(CellRef::new(row, own.column.cell.col))?;
        let content = Content {
            cell: seen.cell,
            text: seen.raw.text().to_owned(),
            origin: if seen.merged {
                Origin::Merged
            } else {
                Origin::Cell
            },
        };
        Some((place(own.field)?, content))
    };
    let risks = holds
        .iter()
        .filter(|h| matches!(h.field, Field::Risk | Field::Manifestation));
    let mut entries: Vec<(u32, CardEntry)> = Vec::new();
    for own in risks {
        let (Some(block), Some((_, said))) = (own.block, content(own)) else {
            continue;
        };
        if said.text.is_empty()
            || said.text == "无"
            || entries.iter().any(|(known, _)| *known == block)
        {
            continue;
        }
        let of_block = holds.iter().filter(|h| h.block.is_none_or(|b| b == block));
        let mut cells: Vec<(usize, Content)> = of_block.filter_map(content).collect();
        if let (Some(category), Some(at)) = (&own.category, place(Field::Category)) {
            let head = Content {
                cell: own.column.cell,
                text: category.clone(),
                origin: Origin::Group,
            };
            cells.push((at, head));
        }
        let rows = RowSpan {
            first: row,
            last: row,
        };
        entries.push((
            block,
            CardEntry {
                at: said.cell,
                rows,
                cells,
            },
        ));
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}
