//! Tables that cross posts or sections, named along the top, with kinds of risk, named down the left: the cell where they meet
//! is the risk. Risk, level and measures may stand beside each other under each post, or below each other beside each kind.

use super::blocks::{self, TOP, WIDEST};
use super::met;
use crate::ingest::header::Head;
use crate::ingest::label::{Meaning, is_category};
use crate::ingest::located::{CardEntry, Content, Located};
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Origin, RowSpan, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// What the names of posts end with.
const POSTS: [&str; 13] = [
    "岗",
    "岗位",
    "员",
    "长",
    "主任",
    "负责人",
    "会计",
    "出纳",
    "干部",
    "师",
    "书记",
    "干事",
    "主管",
];

/// The table of a sheet whose risks stand where posts and kinds cross.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let mut tops = rows.iter().take(TOP);
    tops.find_map(|first| Crossed::at(view, *first, lookup)?.table(&rows))
}

/// One line of names, along the top or down the left.
struct Line {
    /// The cell of the name.
    cell: CellRef,
    /// The post, section or kind.
    name: String,
    /// Rows or columns in which it is asked for these fields.
    asks: Vec<(u32, Field)>,
}

struct Crossed<'a> {
    view: View<'a>,
    lookup: &'a Lookup<'a>,
    /// First and last row of the head.
    head: (u32, u32),
    /// The cell over the kinds, and its text.
    corner: (CellRef, String),
    /// What the names along the top are.
    whose: Field,
    across: Vec<Line>,
    down: Vec<Line>,
}

impl<'a> Crossed<'a> {
    fn at(view: View<'a>, first: u32, lookup: &'a Lookup<'a>) -> Option<Self> {
        let last = blocks::bottom(view, first);
        let below = view.grid().rows_in(last + 1..).next()?;
        let left = view.whole_row(below).first()?.0.col;
        let corner = CellRef::new(first, left);
        let label = view.own(corner).map(|written| written.text().to_owned());
        let down = kinds(view, (last + 1, left), lookup);
        let behind = left + view.width(down.first()?.cell);
        let labelled = down.iter().flat_map(|kind| &kind.asks).next().is_some();
        let across = names(view, (first, last), behind + u32::from(labelled), lookup)?;
        let whose = whose(label.as_deref().unwrap_or_default(), &across, lookup)?;
        let several = across.len() >= 2 && down.len() >= 2;
        // Fields are asked for on one side: beside each kind, or under each post.
        let one_side = !labelled || across.iter().all(|name| name.asks.len() == 1);
        let table = Self {
            view,
            lookup,
            head: (first, last),
            corner: (corner, label.unwrap_or_default()),
            whose,
            across,
            down,
        };
        (several && one_side && table.is_whole()).then_some(table)
    }

    /// Whether fields are asked for beside the kinds.
    fn is_labelled(&self) -> bool {
        self.down.iter().any(|kind| !kind.asks.is_empty())
    }

    /// Whether every cell of its rows is a name, a label or what they ask for.
    fn is_whole(&self) -> bool {
        let (first, last) = self.head;
        let named = self.across.iter().map(|name| {
            let end = name.cell.col + self.view.width(name.cell);
            name.cell.col..end
        });
        let named: Vec<_> = named.collect();
        let beside = self.corner.0.col + self.view.width(self.down[0].cell);
        let is_label = |at: CellRef| at.col == beside && self.is_labelled();
        let is_kind = |at: CellRef| self.down.iter().any(|kind| kind.cell == at);
        let of_body = self.down.iter().flat_map(|kind| {
            let bottom = self.view.bottom(kind.cell);
            kind.cell.row..=bottom
        });
        (first..=last).chain(of_body).all(|row| {
            let cells = self.view.whole_row(row);
            cells.iter().all(|(at, _)| {
                let asked = named.iter().any(|cols| cols.contains(&at.col));
                asked || is_kind(*at) || is_label(*at) || *at == self.corner.0
            })
        })
    }

    fn table(&self, rows: &[u32]) -> Option<Located> {
        let columns = self.columns();
        let mut entries: Vec<CardEntry> = Vec::new();
        for kind in &self.down {
            let of_kind = self.across.iter();
            entries.extend(of_kind.filter_map(|name| self.entry(kind, name, &columns)));
        }
        let (first, last) = self.head;
        let head = Head {
            first,
            last,
            columns,
        };
        let head = (head, self.corner.0.col);
        met::table((self.view, rows), head, entries, |_| SkipKind::Footer)
    }

    /// A column for each field, named by the first cell that asks for it.
    fn columns(&self) -> Vec<Column> {
        let column = |cell: CellRef, label: &str, field| Column {
            cell,
            label: text::label_key(label),
            field: Some(field),
            by: Evidence::Beside,
        };
        let mut columns = vec![
            column(self.corner.0, &self.corner.1, Field::Category),
            column(self.across[0].cell, &self.across[0].name, self.whose),
        ];
        for (at, field) in self.asked() {
            let label = self.view.own(at).map_or("", |written| written.text());
            if columns.iter().all(|c| c.field != Some(field)) {
                columns.push(column(at, label, field));
            }
        }
        columns
    }

    /// The cells that ask for fields.
    fn asked(&self) -> Vec<(CellRef, Field)> {
        let (_, last) = self.head;
        let beside = self.corner.0.col + self.view.width(self.down[0].cell);
        let rows = self.down.iter().flat_map(|kind| &kind.asks);
        let rows = rows.map(|(row, field)| (CellRef::new(*row, beside), *field));
        let own = self.across.iter().flat_map(|name| &name.asks);
        let own = own.map(|(col, field)| (CellRef::new(last, *col), *field));
        let mut all: Vec<(CellRef, Field)> = rows.collect();
        if all.is_empty() {
            all.extend(own);
        }
        all
    }

    /// The entry where a kind and a name meet, if a risk, or something else of one, stands there.
    fn entry(&self, kind: &Line, name: &Line, columns: &[Column]) -> Option<CardEntry> {
        let asked: Vec<(u32, u32, Field)> = if kind.asks.is_empty() {
            let own = name.asks.iter();
            own.map(|(col, field)| (kind.cell.row, *col, *field))
                .collect()
        } else {
            let own = kind.asks.iter();
            own.map(|(row, field)| (*row, name.cell.col, *field))
                .collect()
        };
        let place = |field: Field| columns.iter().position(|c| c.field == Some(field));
        let head = |line: &Line, field| {
            let content = Content {
                cell: line.cell,
                text: line.name.clone(),
                origin: Origin::Group,
            };
            Some((place(field)?, content))
        };
        let said = asked.iter().filter_map(|(row, col, field)| {
            let content = Content::at(self.view, CellRef::new(*row, *col));
            Some((place(*field)?, content))
        });
        let said: Vec<(usize, Content)> = said.collect();
        let told = said.iter().any(|(_, c)| !self.lookup.is_blank(&c.text));
        let first = asked.iter().map(|(row, ..)| *row).min()?;
        let last = asked.iter().map(|(row, ..)| *row).max()?;
        let at = said.first()?.1.cell;
        let names = [head(kind, Field::Category), head(name, self.whose)];
        told.then(|| CardEntry {
            at,
            rows: RowSpan { first, last },
            cells: names.into_iter().flatten().chain(said).collect(),
        })
    }
}

/// The kinds that follow each other down the left, each named once.
fn kinds(view: View<'_>, (top, left): (u32, u32), lookup: &Lookup<'_>) -> Vec<Line> {
    let mut kinds: Vec<Line> = Vec::new();
    let mut row = top;
    while let Some(written) = view.own(CellRef::new(row, left)) {
        let name = written.text().to_owned();
        if !is_category(written.folded(), lookup) || kinds.iter().any(|k| k.name == name) {
            break;
        }
        let cell = CellRef::new(row, left);
        let bottom = view.bottom(cell);
        let beside = left + view.width(cell);
        let label = |row| {
            let label = view.own(CellRef::new(row, beside))?;
            Some((row, of_risk(&label, lookup)?))
        };
        let asks: Option<Vec<(u32, Field)>> = (row..=bottom).map(label).collect();
        let asks = asks.unwrap_or_default();
        // Several rows of a kind without labels may be several risks: nobody knows which belong together.
        if asks.is_empty() && bottom > row {
            return Vec::new();
        }
        kinds.push(Line { cell, name, asks });
        row = bottom + 1;
    }
    kinds
}

/// The names along the top, each with the fields asked for below it; none where something else stands there.
fn names(
    view: View<'_>,
    (first, last): (u32, u32),
    from: u32,
    lookup: &Lookup<'_>,
) -> Option<Vec<Line>> {
    let cells = view.whole_row(first).into_iter();
    let cells: Vec<_> = cells.filter(|(at, _)| at.col >= from).collect();
    let (end, _) = cells.last()?;
    if end.col - from > WIDEST {
        return None;
    }
    let name = |(at, written): &(CellRef, crate::reader::Written<'_>)| {
        let cols = at.col..at.col + view.width(*at);
        let ask = |col| {
            let own = view.own(CellRef::new(last, col)).filter(|_| last > first);
            match own {
                Some(label) => Some((col, of_risk(&label, lookup)?)),
                None => Some((col, Field::Risk)).filter(|_| view.width(*at) == 1),
            }
        };
        let asks: Vec<(u32, Field)> = cols.map(ask).collect::<Option<_>>()?;
        let risks = asks.iter().filter(|(_, field)| *field == Field::Risk);
        (risks.count() == 1).then(|| Line {
            cell: *at,
            name: written.text().to_owned(),
            asks,
        })
    };
    cells.iter().map(name).collect()
}

/// The field of a risk that a label asks for.
pub fn of_risk(label: &str, lookup: &Lookup<'_>) -> Option<Field> {
    let asked = [
        Field::Risk,
        Field::Manifestation,
        Field::Measures,
        Field::Owner,
    ];
    match Meaning::of(label, lookup)? {
        Meaning::Field(field, None) if asked.contains(&field) || field.is_level() => Some(field),
        _ => None,
    }
}

/// What the names along the top are: posts or sections. 科长 asks for a name elsewhere.
fn whose(corner: &str, across: &[Line], lookup: &Lookup<'_>) -> Option<Field> {
    let key = text::label_key(corner);
    let bare = |line: &Line| text::without_brackets(&text::label_key(&line.name));
    let is_name = |line: &Line| match Meaning::of(&line.name, lookup) {
        None => true,
        Some(Meaning::Field(field, _)) => matches!(field, Field::Head | Field::Leader),
        Some(_) => false,
    };
    if !(key.is_empty() || key.contains("类") || key.contains("风险"))
        || !across.iter().all(is_name)
    {
        return None;
    }
    if across
        .iter()
        .all(|line| lookup.looks_like_section(&bare(line)))
    {
        return Some(Field::Section);
    }
    let is_post = |line: &Line| POSTS.iter().any(|end| bare(line).ends_with(end));
    (key.contains('岗') || across.iter().all(is_post)).then_some(Field::Post)
}
