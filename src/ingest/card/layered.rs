//! Tables of kinds along the top in which every post takes several rows, one for each field, named in a column of labels:
//! 岗位 | 项目 | 思想道德风险 | 岗位职责风险 with 风险点, 等级 and 措施 below each other beside every post. Where a post and a kind
//! meet stands one entry.

use std::collections::BTreeSet;

use super::blocks::{self, TOP, WIDEST};
use super::crossed::of_risk;
use super::met;
use crate::ingest::header::Head;
use crate::ingest::heads::is_content;
use crate::ingest::label::{Meaning, is_category};
use crate::ingest::located::{CardEntry, Content, Located};
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Origin, RowSpan, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// The table of a sheet in which every post takes several rows.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let mut tops = rows.iter().take(TOP);
    tops.find_map(|first| Layered::at(view, *first, lookup)?.table(&rows))
}

/// Fewer heads are none of such a table.
const FEWEST: usize = 3;
/// A longer text is no head.
const LONGEST: usize = 16;

/// What a column holds.
enum Holds {
    /// What speaks for all entries of a block of rows.
    All(Field),
    /// The labels of the rows.
    Labels,
    /// What they ask for; of a kind of risk where its head names one.
    Contents(Option<String>),
}

struct Layered<'a> {
    view: View<'a>,
    lookup: &'a Lookup<'a>,
    /// First and last row of the head.
    head: (u32, u32),
    /// The columns by the cells of their heads.
    columns: Vec<(CellRef, Holds)>,
    /// The rows of each block, with what is asked for in them.
    blocks: Vec<Vec<(u32, Field)>>,
    /// Rows that say the head again.
    repeated: BTreeSet<u32>,
}

impl<'a> Layered<'a> {
    fn at(view: View<'a>, first: u32, lookup: &'a Lookup<'a>) -> Option<Self> {
        let last = blocks::bottom(view, first);
        let columns = columns(view, (first, last), lookup)?;
        let labels = columns
            .iter()
            .find(|(_, holds)| matches!(holds, Holds::Labels));
        let labels = labels?.0.col;
        let mut table = Self {
            view,
            lookup,
            head: (first, last),
            columns,
            blocks: Vec::new(),
            repeated: BTreeSet::new(),
        };
        table.part(labels)?;
        (table.blocks.len() > 1 && table.blocks.iter().all(|rows| table.is_block(rows)))
            .then_some(table)
    }

    /// Parts the rows below the head into blocks: each begins with the label of the first. None where a label asks for nothing
    /// of a risk, or stands again below the table.
    fn part(&mut self, labels: u32) -> Option<()> {
        let below = self.view.grid().rows_in(self.head.1 + 1..);
        let mut first = None;
        let head = self.view.seen(CellRef::new(self.head.1, labels));
        let mut ended = false;
        for row in below {
            let label = self.view.own(CellRef::new(row, labels));
            let field = label.and_then(|label| of_risk(&label, self.lookup));
            let again = label.zip(head).filter(|_| field.is_none());
            let is_head = again.is_some_and(|(label, head)| label.label() == head.raw.label());
            match field {
                Some(_) if ended => return None,
                Some(field) if first.is_none() || first == Some(field) => {
                    first = Some(field);
                    self.blocks.push(vec![(row, field)]);
                }
                Some(field) => self.blocks.last_mut()?.push((row, field)),
                None if is_head => {
                    self.repeated.insert(row);
                }
                None => ended = true,
            }
        }
        Some(())
    }

    /// Whether a block asks for the risk, and for no field twice, in rows right below each other that say nothing else of the
    /// post than the first.
    fn is_block(&self, rows: &[(u32, Field)]) -> bool {
        let fields: BTreeSet<Field> = rows.iter().map(|(_, field)| *field).collect();
        let adjoin = rows.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        let speaks_again = |col: u32| {
            let mut further = rows.iter().skip(1);
            further.any(|(row, _)| self.view.own(CellRef::new(*row, col)).is_some())
        };
        let mut all = self
            .columns
            .iter()
            .filter(|(_, holds)| matches!(holds, Holds::All(_)));
        let tells = fields.contains(&Field::Risk) || fields.contains(&Field::Manifestation);
        let parted = rows.len() > 1 && fields.len() == rows.len();
        tells && parted && adjoin && !all.any(|(head, _)| speaks_again(head.col))
    }

    fn table(&self, rows: &[u32]) -> Option<Located> {
        let columns = self.named();
        let mut entries = Vec::new();
        for block in &self.blocks {
            for (head, holds) in &self.columns {
                if let Holds::Contents(kind) = holds {
                    entries.extend(self.entry(block, (*head, kind.as_deref()), &columns));
                }
            }
        }
        let (first, last) = self.head;
        let head = Head {
            first,
            last,
            columns,
        };
        let head = (head, self.columns.first()?.0.col);
        let of_block: BTreeSet<u32> = self.blocks.iter().flatten().map(|(row, _)| *row).collect();
        // A block in which no kind has a risk is blank.
        let kind = |row| {
            if self.repeated.contains(&row) {
                SkipKind::RepeatedHead
            } else if of_block.contains(&row) {
                SkipKind::Blank
            } else {
                SkipKind::Footer
            }
        };
        met::table((self.view, rows), head, entries, kind)
    }

    /// A column for each field, named by the first cell that asks for it.
    fn named(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        let mut add = |cell: CellRef, field: Field| {
            if columns.iter().all(|c| c.field != Some(field)) {
                let label = self.view.own(cell).map_or("", |written| written.text());
                columns.push(Column {
                    cell,
                    label: text::label_key(label),
                    field: Some(field),
                    by: Evidence::Beside,
                });
            }
        };
        for (head, holds) in &self.columns {
            match holds {
                Holds::All(field) => add(*head, *field),
                Holds::Labels => {
                    for (row, field) in self.blocks.iter().flatten() {
                        add(CellRef::new(*row, head.col), *field);
                    }
                }
                Holds::Contents(Some(_)) => add(*head, Field::Category),
                Holds::Contents(None) => {}
            }
        }
        columns
    }

    /// The entry of a block under one head, if something stands there.
    fn entry(
        &self,
        block: &[(u32, Field)],
        (head, kind): (CellRef, Option<&str>),
        columns: &[Column],
    ) -> Option<CardEntry> {
        let place = |field: Field| columns.iter().position(|c| c.field == Some(field));
        let (first, last) = (block.first()?.0, block.last()?.0);
        let own = block.iter().filter_map(|(row, field)| {
            Some((
                place(*field)?,
                Content::at(self.view, CellRef::new(*row, head.col)),
            ))
        });
        let own: Vec<(usize, Content)> = own.collect();
        if own
            .iter()
            .all(|(_, content)| self.lookup.is_blank(&content.text))
        {
            return None;
        }
        let kind = kind.and_then(|kind| {
            let content = Content {
                cell: head,
                text: kind.to_owned(),
                origin: Origin::Group,
            };
            Some((place(Field::Category)?, content))
        });
        let all = self.columns.iter().filter_map(|(cell, holds)| match holds {
            Holds::All(field) => Some((
                place(*field)?,
                Content::at(self.view, CellRef::new(first, cell.col)),
            )),
            _ => None,
        });
        Some(CardEntry {
            at: CellRef::new(first, head.col),
            rows: RowSpan { first, last },
            cells: all.chain(kind).chain(own).collect(),
        })
    }
}

/// What the columns under such a head hold; none where it is no such head.
fn columns(
    view: View<'_>,
    (first, last): (u32, u32),
    lookup: &Lookup<'_>,
) -> Option<Vec<(CellRef, Holds)>> {
    let cells = view.whole_row(first);
    let (left, (end, label)) = (cells.first()?.0.col, *cells.last()?);
    let right = end.col + view.width(end) - 1;
    if cells.len() < FEWEST || right - left > WIDEST || label.chars().nth(LONGEST).is_some() {
        return None;
    }
    let mut columns: Vec<(CellRef, Holds)> = Vec::new();
    // From the right, where most rows of a card have a value.
    for col in (left..=right).rev() {
        let at = CellRef::new(last, col);
        let seen = view.seen(at);
        let label = seen.as_ref().map_or("", |seen| seen.raw.text());
        let cell = seen.as_ref().map_or(at, |seen| seen.cell);
        let asked = |row| of_risk(&view.own(CellRef::new(row, col))?, lookup);
        let labels = || {
            let own = asked(last + 1);
            own.is_some() && asked(last + 2).is_some_and(|next| own != Some(next))
        };
        let holds = match Meaning::of(label, lookup) {
            Some(Meaning::Category(_)) => Holds::Contents(Some(label.to_owned())),
            _ if is_category(&text::label_key(label), lookup) => {
                Holds::Contents(Some(label.to_owned()))
            }
            // What is asked for stands behind the labels.
            _ if col < right && labels() => Holds::Labels,
            Some(Meaning::Field(field, None)) if !told_in_rows(field) => Holds::All(field),
            None if is_content(&text::label_key(label)) => Holds::Contents(None),
            _ => return None,
        };
        columns.push((cell, holds));
    }
    columns.reverse();
    let labels = columns
        .iter()
        .filter(|(_, holds)| matches!(holds, Holds::Labels));
    let contents = columns
        .iter()
        .filter(|(_, holds)| matches!(holds, Holds::Contents(_)));
    let kinds = columns.iter().filter_map(|(_, holds)| match holds {
        Holds::Contents(Some(kind)) => Some(kind),
        _ => None,
    });
    let kinds: BTreeSet<&String> = kinds.collect();
    let several = kinds.len() > 1 && kinds.len() == contents.clone().count();
    let single = contents.clone().count() == 1;
    (labels.count() == 1 && (several || single)).then_some(columns)
}

/// Whether a field stands in a row of each block, not in a column of its own.
const fn told_in_rows(field: Field) -> bool {
    matches!(field, Field::Risk | Field::Manifestation | Field::Measures) || field.is_level()
}
