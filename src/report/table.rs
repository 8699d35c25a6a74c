//! A table as its columns: what each is called, how wide it is, what it shows of a row. Measured in one pass over the rows,
//! which are made again, one by one, while they are written: a long table is never whole in memory.

use std::sync::Arc;

use super::canvas::{Canvas, count, short, text};
use super::context::ReportContext;
use super::entry::{answer_text, cell_of, field_text, raw_text};
use super::spread::{index, spread};
use super::widths::{Demand, Width, widths};
use crate::model::{Entry, Field};
use crate::writer::{Cell, Content, RowMaker, StyleRole};

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its number in the table, from 1.
    pub number: usize,
    /// Its row on the sheet, from 0.
    pub row: u32,
}

/// What a column shows of a row.
type Show<'a, R> = Box<dyn Fn(&R, Line) -> Cell + Send + Sync + 'a>;
/// The number a column adds up over all rows.
type Total<'a, R> = Box<dyn Fn(&R) -> usize + Send + Sync + 'a>;

/// The columns of a table.
pub type Columns<'a, R> = Vec<Column<'a, R>>;

/// A column of a table whose rows are `R`.
pub struct Column<'a, R> {
    /// Its head, with a break where it is narrow.
    pub head: String,
    /// Head above it that it shares with its neighbours; an empty one gives its place to the column's own.
    group: Option<String>,
    width: Width,
    optional: bool,
    show: Show<'a, R>,
    total: Option<Total<'a, R>>,
}

/// Columns, one to a line: `word("科室", Short(9.0, 12.0), |row| row.section.clone()).if_any();` after the type of a row.
macro_rules! columns {
    (@ $row:ty, $kind:ident ($head:expr, $width:expr, |$r:pat_param| $show:expr)) => {
        $kind($head, $width, move |$r: &$row| $show)
    };
    (@ $row:ty, $kind:ident ($head:expr, $width:expr, |$r:pat_param, $line:pat_param| $show:expr)) => {
        $kind($head, $width, move |$r: &$row, $line| $show)
    };
    (@ $row:ty, $kind:ident ($($any:tt)*)) => {
        $kind($($any)*)
    };
    ($row:ty; $($kind:ident $args:tt $(.$more:ident $with:tt)*;)*) => {
        vec![$($crate::report::table::columns!(@ $row, $kind $args)$(.$more $with)*),*]
    };
}
pub use super::laid::Laid;
pub(crate) use columns;

/// A column with a cell for each row.
pub fn col<'a, R>(
    head: impl Into<String>,
    width: Width,
    show: impl Fn(&R) -> Cell + Send + Sync + 'a,
) -> Column<'a, R> {
    live(head, width, move |row, _| show(row))
}

/// A column whose cells know where they stand, as formulas must.
pub fn live<'a, R>(
    head: impl Into<String>,
    width: Width,
    show: impl Fn(&R, Line) -> Cell + Send + Sync + 'a,
) -> Column<'a, R> {
    Column {
        head: head.into(),
        group: None,
        width,
        optional: false,
        show: Box::new(show),
        total: None,
    }
}

/// A column that numbers the lines.
pub fn number<'a, R>() -> Column<'a, R> {
    live("序号", Width::Fixed(6.0), |_, line| count(line.number))
}

/// A column of short text.
pub fn word<'a, R, S: Into<Arc<str>>>(
    head: impl Into<String>,
    width: Width,
    show: impl Fn(&R) -> S + Send + Sync + 'a,
) -> Column<'a, R> {
    col(head, width, move |row| short(show(row)))
}

/// A column of prose.
pub fn prose<'a, R, S: Into<Arc<str>>>(
    head: impl Into<String>,
    width: Width,
    show: impl Fn(&R) -> S + Send + Sync + 'a,
) -> Column<'a, R> {
    col(head, width, move |row| text(show(row)))
}

/// A column of counts, added up below the table where it has totals.
pub fn tally<'a, R>(
    head: impl Into<String>,
    width: Width,
    of: impl Fn(&R) -> usize + Clone + Send + Sync + 'a,
) -> Column<'a, R> {
    let shown = of.clone();
    col(head, width, move |row| count(shown(row))).adding(of)
}

/// A column that is to be filled in by hand.
pub fn blank<'a, R>(head: impl Into<String>, width: f64, style: StyleRole) -> Column<'a, R> {
    col(head, Width::Fixed(width), move |_| (Content::Blank, style))
}

/// Rows that show an entry.
pub trait HasEntry {
    /// The entry.
    fn entry(&self) -> &Entry;
}

/// A field as it was understood, prose to the left and all else centred.
pub fn field<'a, R: HasEntry>(field: Field, head: &str, width: Width) -> Column<'a, R> {
    if field.is_prose() {
        prose(head, width, move |row: &R| field_text(row.entry(), field))
    } else {
        word(head, width, move |row: &R| field_text(row.entry(), field))
    }
}

/// A field as it was written.
pub fn raw<'a, R: HasEntry>(field: Field, head: &str, width: Width) -> Column<'a, R> {
    word(head, width, move |row: &R| {
        raw_text(row.entry(), field).to_owned()
    })
}

/// An answer in the usual word for it.
pub fn answer<'a, R: HasEntry>(field: Field, head: &str, width: Width) -> Column<'a, R> {
    word(head, width, move |row: &R| {
        answer_text(row.entry(), field).to_owned()
    })
}

/// The cell a field stands in.
pub fn place<'a, R: HasEntry>(field: Field, head: &str, width: Width) -> Column<'a, R> {
    word(head, width, move |row: &R| cell_of(row.entry(), field))
}

impl<'a, R> Column<'a, R> {
    /// The column is left out where nothing stands in it.
    pub fn if_any(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// The column stands under a head it shares with its neighbours.
    pub fn under(self, group: impl Into<String>) -> Self {
        Self {
            group: Some(group.into()),
            ..self
        }
    }

    /// The column adds up these numbers below the table.
    pub fn adding(self, of: impl Fn(&R) -> usize + Send + Sync + 'a) -> Self {
        Self {
            total: Some(Box::new(of)),
            ..self
        }
    }
}

/// Columns and rows, with their widths reckoned.
pub struct Table<'a, R> {
    /// The columns that are left.
    pub columns: Arc<Columns<'a, R>>,
    rows: Vec<R>,
    /// Widths by which the columns fill the page.
    pub widths: Vec<f64>,
}

impl<'a, R: Send + Sync + 'a> Table<'a, R> {
    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A table that fills about `page` characters; columns in which nothing would stand are left out.
    pub fn new(columns: Columns<'a, R>, rows: Vec<R>, page: f64) -> Self {
        let mut demands: Vec<Demand> = columns.iter().map(|_| Demand::default()).collect();
        for (number, row) in (1..).zip(&rows) {
            let line = Line { number, row: 0 };
            for (column, demand) in columns.iter().zip(&mut demands) {
                if column.optional || !matches!(column.width, Width::Fixed(_)) {
                    demand.add(&(column.show)(row, line).0.shown());
                }
            }
        }
        let all = columns.into_iter().zip(demands);
        let kept = all.filter(|(column, demand)| !column.optional || !demand.is_empty());
        let (columns, demands): (Vec<Column<'a, R>>, Vec<Demand>) = kept.unzip();
        let measured = columns.iter().zip(&demands);
        let measured: Vec<_> = measured
            .map(|(c, d)| (c.width, c.head.as_str(), d))
            .collect();
        Self {
            widths: widths(&measured, page),
            columns: Arc::new(columns),
            rows,
        }
    }

    /// A table whose columns are all as wide as they say.
    pub fn fixed(columns: Columns<'a, R>, rows: Vec<R>) -> Self {
        Self::new(columns, rows, 0.0)
    }

    /// The cells of a row.
    pub fn cells(&self, row: &R, line: Line) -> Vec<Cell> {
        self.columns.iter().map(|c| (c.show)(row, line)).collect()
    }
}

impl<'a> Canvas<'a> {
    /// A sheet across for a table, with its name and title.
    pub fn over<R: Send + Sync + 'a>(
        table: &Table<'a, R>,
        (name, title): (&str, &str),
        context: &ReportContext,
    ) -> Self {
        let mut canvas = Self::new(name, table.widths.clone(), true);
        canvas.title(context, title);
        canvas
    }

    /// The heads of a table, in one row, or in two where columns share a head.
    pub fn heads_of<R: Send + Sync + 'a>(&mut self, table: &Table<'a, R>) -> Laid {
        let group = |c: &'_ Column<'a, R>| c.group.clone().unwrap_or_default();
        let heads = table.columns.iter().map(|c| (group(c), c.head.as_str()));
        let heads: Vec<(String, &str)> = heads.collect();
        let head = if table.columns.iter().any(|c| c.group.is_some()) {
            self.grouped_heads(&heads)
        } else {
            self.heads(heads.iter().map(|h| h.1))
        };
        let add = |of: &Total<'a, R>| table.rows.iter().map(of).sum();
        let columns = table.columns.iter();
        let columns = columns.map(|c| (c.head.clone(), c.total.as_ref().map(add)));
        let rows = u32::try_from(table.rows.len()).unwrap_or(0);
        Laid {
            head,
            first: head + 1,
            last: head + rows,
            sheet: self.name().to_owned(),
            spread: vec![rows],
            columns: columns.collect(),
        }
    }

    /// A table, on several sheets where one cannot take it.
    pub fn table<R: Send + Sync + 'a>(&mut self, table: Table<'a, R>) -> Laid {
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let heads = 1 + u32::from(table.columns.iter().any(|c| c.group.is_some()));
        let mut counts = spread(rows, self.next() + heads, self.most_rows());
        if counts.len() > 1 {
            counts = spread(rows, self.next() + 1 + heads, self.most_rows());
            self.notes([index(self.name(), &counts)]);
        }
        let mut laid = self.heads_of(&table);
        laid.last = laid.head + counts[0];
        let rows = Arc::new(table.rows);
        let mut from = 0;
        for (part, count) in counts.iter().enumerate() {
            let make = maker(&table.columns, &rows, from, laid.first);
            if part == 0 {
                self.body(*count, make);
            } else {
                self.further(laid.first, *count, make);
            }
            from += count;
        }
        laid.spread = counts;
        laid
    }

    /// A table in which cells are merged afterwards.
    pub fn merging<R: Send + Sync + 'a>(&mut self, table: &Table<'a, R>) -> Laid {
        let laid = self.heads_of(table);
        for (number, row) in (1..).zip(&table.rows) {
            let line = Line {
                number,
                row: self.next(),
            };
            self.cells(table.cells(row, line));
        }
        laid
    }

    /// A table that can be filtered, whose heads and first columns, as many as `kept`, stay in view; where nothing is
    /// listed, a line that says so.
    pub fn listing<R: Send + Sync + 'a>(
        &mut self,
        table: Table<'a, R>,
        kept: u32,
        nothing: &str,
    ) -> Laid {
        let laid = self.table(table);
        if laid.last > laid.head {
            self.filter(laid.head, laid.last);
        } else {
            self.line(nothing, StyleRole::Note);
        }
        self.keep_heads(laid.head, laid.head, kept);
        laid
    }

    /// Rows of a table, numbered from 1.
    pub fn rows<R: Send + Sync + 'a>(&mut self, columns: &Arc<Columns<'a, R>>, rows: Vec<R>) {
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let make = maker(columns, &Arc::new(rows), 0, self.next());
        self.body(count, make);
    }
}

/// Makes the rows from one on, which stand on their sheet from row `first` on.
fn maker<'a, R: Send + Sync + 'a>(
    columns: &Arc<Columns<'a, R>>,
    rows: &Arc<Vec<R>>,
    from: u32,
    first: u32,
) -> RowMaker<'a> {
    let (columns, rows) = (Arc::clone(columns), Arc::clone(rows));
    Box::new(move |index| {
        let at = (from + index) as usize;
        let line = Line {
            number: at + 1,
            row: first + index,
        };
        columns.iter().map(|c| (c.show)(&rows[at], line)).collect()
    })
}
