//! A workbook whose long sheets are made row by row while they are written, so that their cells are never all in memory.

use std::collections::BTreeMap;
use std::fmt;

use super::spec::{BookSpec, Cell, CellSpec, SheetSpec};
use crate::location::CellRef;

/// A workbook: its description, and the rows that are made on demand.
#[derive(Debug)]
pub struct Draft<'a> {
    book: BookSpec,
    bodies: Bodies<'a>,
}

/// The bodies of each sheet, by its place in the workbook.
pub type Bodies<'a> = BTreeMap<usize, Vec<Body<'a>>>;

/// A worksheet: its description, and the rows that are made on demand.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// All but those rows.
    pub spec: SheetSpec,
    /// The rows, from top to bottom; no other cell stands in them.
    pub bodies: Vec<Body<'a>>,
    /// Sheets that follow it, with the rows it could not take.
    pub further: Vec<Sheet<'a>>,
}

/// Rows that stand below each other and are made on demand.
pub struct Body<'a> {
    /// The first of them.
    pub first: u32,
    /// How many there are.
    pub rows: u32,
    /// What makes them.
    pub maker: Maker<'a>,
}

/// Makes the rows of a body.
pub enum Maker<'a> {
    /// One by one.
    Rows(RowMaker<'a>),
    /// All at once.
    Block(BlockMaker<'a>),
}

/// Makes the cells of a row, counted from 0 within the body, from column A on. Nothing is merged there.
pub type RowMaker<'a> = Box<dyn Fn(u32) -> Vec<Cell> + Send + Sync + 'a>;
/// Makes rows that hang together, as part of the description of their sheet: widths, cells, merged ranges, rules of input
/// without long lists, and cells that may be written.
pub type BlockMaker<'a> = Box<dyn Fn() -> SheetSpec + Send + Sync + 'a>;

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} + {})", self.first, self.rows)
    }
}

impl From<SheetSpec> for Sheet<'_> {
    fn from(spec: SheetSpec) -> Self {
        Self {
            spec,
            bodies: Vec::new(),
            further: Vec::new(),
        }
    }
}

impl<'a> Draft<'a> {
    /// A workbook of these sheets; those `book` has already come first.
    pub fn new(mut book: BookSpec, sheets: impl IntoIterator<Item = Sheet<'a>>) -> Self {
        let mut bodies = Bodies::new();
        for mut sheet in sheets {
            let further = std::mem::take(&mut sheet.further);
            for sheet in std::iter::once(sheet).chain(further) {
                bodies.insert(book.sheets.len(), sheet.bodies);
                book.sheets.push(sheet.spec);
            }
        }
        Self { book, bodies }
    }

    /// The description and the bodies.
    pub fn parts(&self) -> (&BookSpec, &Bodies<'a>) {
        (&self.book, &self.bodies)
    }

    /// The whole as a description, every row made.
    pub fn described(self) -> BookSpec {
        let Self {
            mut book,
            mut bodies,
        } = self;
        let sheets = std::mem::take(&mut book.sheets).into_iter().enumerate();
        let sheets = sheets.map(|(at, spec)| Sheet {
            spec,
            bodies: bodies.remove(&at).unwrap_or_default(),
            further: Vec::new(),
        });
        book.sheets = sheets.map(Sheet::described).collect();
        book
    }
}

impl Sheet<'_> {
    /// The sheet as a description, every row made.
    pub fn described(self) -> SheetSpec {
        let mut spec = self.spec;
        for body in &self.bodies {
            match &body.maker {
                Maker::Rows(make) => {
                    let rows = (0..body.rows).flat_map(|row| body.placed(row, make(row)));
                    spec.cells.extend(rows);
                }
                Maker::Block(make) => spec.take_in(make()),
            }
        }
        spec.cells.sort_by_key(|cell| cell.at);
        spec
    }
}

impl Body<'_> {
    /// The cells of a row, counted from 0 within the body, in their places.
    pub fn placed(&self, row: u32, cells: Vec<Cell>) -> impl Iterator<Item = CellSpec> {
        let at = self.first + row;
        (0..)
            .zip(cells)
            .map(move |(col, (content, style))| CellSpec {
                at: CellRef::new(at, col),
                content,
                style,
            })
    }
}
