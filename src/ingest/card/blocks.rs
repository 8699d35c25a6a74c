//! Tables whose rows hold several risks beside each other: 风险点1, 等级1, 措施1, 风险点2 …; or one column for each kind or
//! level of risk. Each risk is an entry, with what its row says of all of them.

use super::holds::Holds;
use crate::ingest::elsewhere;
use crate::ingest::filled::{is_footer_word, is_total};
use crate::ingest::header::Head;
use crate::ingest::heads::{Labels, labels};
use crate::ingest::label::signs_or_opines;
use crate::ingest::located::{Card, CardEntry, Content, Located};
use crate::ingest::tick;
use crate::ingest::under;
use crate::ingest::unlabelled::signs_off;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Origin, RowSpan, SkipKind, SkippedRow};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Rows at the top of a sheet in which the head is looked for.
pub const TOP: usize = 20;
/// A row that reaches over more columns is no such head.
pub const WIDEST: u32 = 100;

/// The table of a sheet whose rows hold several risks.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let found = rows.iter().take(TOP).find_map(|first| {
        let last = bottom(view, *first);
        let heads = labels_of(view, *first, last)?;
        let holds = Holds::of(&heads, lookup)?;
        Some((*first, last, heads, holds))
    });
    let (first, last, heads, holds) = found?;
    let body: Vec<u32> = rows.iter().copied().filter(|row| *row > last).collect();
    let table = Blocks {
        view,
        head: Head {
            first,
            last,
            columns: columns(&heads, &holds),
        },
        holds: &holds,
        lookup,
    };
    let by_level = table.holds.iter().any(Holds::is_of_level);
    if !table.fits(&body) {
        return None;
    }
    let card = table.card(&body);
    let located = Located::of_blocks(table.head, &rows, card)?;
    let by_level = by_level.then(|| "风险分类的层次（一级、二级、三级风险）".to_owned());
    Some(Located {
        could_be: by_level.into_iter().collect(),
        ..located
    })
}

/// Whether the head of a table has several risks.
pub fn several(head: &Head, view: View<'_>, lookup: &Lookup<'_>) -> bool {
    let heads = labels(view, head.first, head.last, head.left(), head.right());
    Holds::of(&heads, lookup).is_some()
}

/// The last row of a head that begins in this one: where it groups columns, the next one.
pub fn bottom(view: View<'_>, first: u32) -> u32 {
    let cells = view.whole_row(first);
    let groups = cells.len() > 1 && cells.iter().any(|(at, _)| view.width(*at) > 1);
    first + u32::from(groups)
}

fn labels_of(view: View<'_>, first: u32, last: u32) -> Option<Vec<Labels>> {
    let cells = view.whole_row(first);
    let (left, right) = (cells.first()?.0, cells.last()?.0);
    let right = right.col + view.width(right) - 1;
    (cells.len() > 2 && right - left.col <= WIDEST)
        .then(|| labels(view, first, last, left.col, right))
}

/// The columns, those without a meaning too, and one for each field that only heads say.
fn columns(heads: &[Labels], holds: &[Holds]) -> Vec<Column> {
    let mut columns: Vec<Column> = holds.iter().map(|h| h.column.clone()).collect();
    let others = heads
        .iter()
        .filter(|head| holds.iter().all(|h| h.column.cell != head.cell));
    columns.extend(
        others
            .filter(|head| !head.own.is_empty())
            .map(|head| Column {
                cell: head.cell,
                label: head.own.clone(),
                field: None,
                by: Evidence::None,
            }),
    );
    for (own, (field, _)) in holds.iter().filter_map(|h| Some((h, h.says.as_ref()?))) {
        if columns.iter().all(|c| c.field != Some(*field)) {
            columns.push(Column {
                field: Some(*field),
                ..own.column.clone()
            });
        }
    }
    columns.sort_by_key(|c| c.cell.col);
    columns
}

/// A table whose rows hold several risks.
struct Blocks<'a> {
    view: View<'a>,
    head: Head,
    holds: &'a [Holds],
    lookup: &'a Lookup<'a>,
}

impl Blocks<'_> {
    /// Whether the cells fit a head with a column for each level. Such heads may as well be steps of a hierarchy of
    /// categories: lists, a gap behind what is filled, or measures for each of them say that they are levels.
    fn fits(&self, rows: &[u32]) -> bool {
        let is_mark = |text: &str| tick::is_tick(text) || tick::is_empty_box(text);
        let risks = || self.holds.iter().filter(|h| h.is_risk());
        let ticked =
            |row: &u32| risks().any(|h| self.content(h, *row).is_some_and(|c| is_mark(&c.text)));
        // Ticks say of which kind a risk is; they name none.
        if rows.iter().any(ticked) {
            return false;
        }
        let levels: Vec<&Holds> = self.holds.iter().filter(|h| h.is_of_level()).collect();
        let rows: Vec<Vec<Option<Content>>> = rows
            .iter()
            .map(|row| levels.iter().map(|h| self.content(h, *row)).collect())
            .collect();
        let all = || rows.iter().flatten().flatten();
        let joined = |c: &Content| self.view.bottom(c.cell) > c.cell.row;
        if levels.is_empty() {
            return true;
        }
        if all().any(joined) {
            return false;
        }
        let filled = |c: &Option<Content>| c.as_ref().is_some_and(|c| self.says(&c.text));
        let gap =
            |row: &Vec<Option<Content>>| row.windows(2).any(|w| filled(&w[0]) && !filled(&w[1]));
        let own_measures = |h: &Holds| h.says.is_none() && h.block.is_some();
        self.holds.iter().any(own_measures)
            || all().any(|c| numbered(&c.text).len() > 1 || !self.says(&c.text))
            || rows.iter().any(gap)
    }

    /// Whether a cell says more than that there is nothing.
    fn says(&self, text: &str) -> bool {
        !self.lookup.is_blank(text)
    }

    fn card(&self, rows: &[u32]) -> Card {
        let mut card = Card::default();
        let mut below = false;
        for (at, row) in rows.iter().copied().enumerate() {
            let own = self.view.whole_row(row);
            let next = rows.get(at + 1).map(|next| self.view.whole_row(*next));
            below |= self.ends(&own, &next.unwrap_or_default());
            let before = card.entries.len();
            let first = own.first().map(|(_, first)| first);
            let total = first.is_some_and(|first| is_total(first, self.lookup));
            let numbers = card.entries.is_empty() && under::numbers(&own);
            if !below && !total && !numbers && !self.is_line(&own) {
                card.entries.extend(self.of_row(row));
            }
            if card.entries.len() == before {
                let texts: Vec<&str> = own.iter().map(|(_, t)| t.text()).collect();
                card.skipped.push(SkippedRow {
                    row,
                    kind: match (total, numbers) {
                        (true, _) => SkipKind::Total,
                        (_, true) => SkipKind::RepeatedHead,
                        _ => SkipKind::Footer,
                    },
                    text: texts.join(" | "),
                });
            }
        }
        let used = self.view.grid().cells().map(|(at, _)| at.col);
        card.right = used.max().unwrap_or(0);
        card
    }

    /// Whether a row is the first below the table: opinions, signatures, the date. A row filled as entries are begins with
    /// the like where 审核 is a post.
    fn ends(&self, own: &[(CellRef, Written<'_>)], below: &[(CellRef, Written<'_>)]) -> bool {
        let Some((_, first)) = own.first() else {
            return false;
        };
        let sparse = own.len() * 2 <= self.head.columns.len();
        let labelled = || first.contains([':', '：']);
        signs_or_opines(*first)
            || ((sparse || labelled()) && is_footer_word(first, self.lookup))
            || signs_off(self.view, own, below, &self.head, self.lookup)
    }

    /// Whether a row is a line across the table, or says something of all its entries.
    fn is_line(&self, own: &[(CellRef, Written<'_>)]) -> bool {
        let across = |at: CellRef| {
            let width = usize::try_from(self.view.width(at)).unwrap_or(usize::MAX);
            width >= 3 && width * 2 >= self.head.columns.len()
        };
        matches!(own, [(at, _)] if across(*at))
            || elsewhere::states_measures(own, &self.head, self.lookup)
    }

    fn content(&self, own: &Holds, row: u32) -> Option<Content> {
        self.at(own.column.cell.col, row)
    }

    fn at(&self, col: u32, row: u32) -> Option<Content> {
        let seen = self.view.seen(CellRef::new(row, col));
        seen.as_ref().map(Content::of)
    }

    /// The same where the cell is blank.
    fn cell(&self, own: &Holds, row: u32) -> Content {
        let blank = || Content {
            cell: CellRef::new(row, own.column.cell.col),
            text: String::new(),
            origin: Origin::Cell,
        };
        self.content(own, row).unwrap_or_else(blank)
    }

    /// Whether a block says something of a risk that was not written.
    fn says_besides(&self, block: u32, row: u32) -> bool {
        let mut others = self.holds.iter();
        others.any(|h| !h.is_risk() && h.block == Some(block) && self.says(&self.cell(h, row).text))
    }

    /// The entries of a row: one for each block in which a risk stands; of a column for a level one for each risk listed.
    fn of_row(&self, row: u32) -> Vec<CardEntry> {
        let mut entries: Vec<CardEntry> = Vec::new();
        let mut known: Vec<u32> = Vec::new();
        for own in self.holds.iter().filter(|h| h.is_risk()) {
            let Some(block) = own.block else {
                continue;
            };
            let said = self.cell(own, row);
            let told = self.says(&said.text) || self.says_besides(block, row);
            if !told || known.contains(&block) {
                continue;
            }
            known.push(block);
            let listed = if own.is_of_level() {
                numbered(&said.text)
            } else {
                Vec::new()
            };
            let risks = if listed.len() > 1 {
                listed
            } else {
                vec![said.text.clone()]
            };
            entries.extend(risks.into_iter().map(|risk| {
                let risk = Content {
                    text: risk,
                    ..said.clone()
                };
                self.entry(row, (own, block), risk)
            }));
        }
        entries
    }

    fn entry(&self, row: u32, (own, block): (&Holds, u32), risk: Content) -> CardEntry {
        let place = |field: Field| {
            self.head
                .columns
                .iter()
                .position(|c| c.field == Some(field))
        };
        let at = risk.cell;
        let of_block = self
            .holds
            .iter()
            .filter(|h| h.block.is_none_or(|b| b == block) && h.column != own.column);
        let others = of_block.filter_map(|h| Some((place(h.field)?, self.cell(h, row))));
        let said = own.says.as_ref().and_then(|(field, text)| {
            let head = Content {
                cell: own.column.cell,
                text: text.clone(),
                origin: Origin::Group,
            };
            Some((place(*field)?, head))
        });
        let unnamed = self
            .head
            .columns
            .iter()
            .enumerate()
            .filter(|(_, c)| c.field.is_none());
        let unnamed = unnamed.filter_map(|(at, c)| Some((at, self.at(c.cell.col, row)?)));
        let risk = place(own.field).map(|at| (at, risk));
        CardEntry {
            at,
            rows: RowSpan {
                first: row,
                last: row,
            },
            cells: risk
                .into_iter()
                .chain(others)
                .chain(said)
                .chain(unnamed)
                .collect(),
        }
    }
}

/// The numbered items of a list, each with its number; one item where nothing is numbered.
fn numbered(written: &str) -> Vec<String> {
    let lines = text::unbroken(written);
    let items = lines.split('\n').map(str::trim).filter(|l| !l.is_empty());
    let items: Vec<String> = items.map(str::to_owned).collect();
    if items
        .iter()
        .all(|item| text::after_list_number(item).is_some())
    {
        items
    } else {
        Vec::new()
    }
}
