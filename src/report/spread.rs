//! A table with more rows than a sheet takes goes on, on further sheets that begin like the first: title, heads, widths,
//! filter, what may be written. What stands below the table stands below its first part, and counts over all of them.

use super::canvas::Canvas;
use crate::location::{Area, CellRef};
use crate::writer::{
    Body, CellSpec, Content, InputSpec, PrintSpec, ProtectionSpec, Sheet, SheetSpec,
};

/// Rows left free below the first part, for totals, notes and signatures.
const BELOW: u32 = 64;

/// How many rows of a table stand on each sheet, if they begin in row `first` of sheets that take `most` rows.
pub fn spread(rows: u32, first: u32, most: u32) -> Vec<u32> {
    let room = most.saturating_sub(first).max(1);
    let below = BELOW.min(room / 2);
    if rows + below <= room {
        return vec![rows];
    }
    let mut counts = vec![room - below];
    let mut left = rows - (room - below);
    while left > 0 {
        counts.push(left.min(room));
        left -= left.min(room);
    }
    counts
}

/// Name of the sheet with this part of a table, counted from 0.
pub fn name(first: &str, part: usize) -> String {
    match part {
        0 => first.to_owned(),
        _ => format!("{first}({})", part + 1),
    }
}

/// Rows beside those of groups: title, notes, heads, signature.
const FRAME: u32 = 16;

/// Groups of rows that stand together on one sheet.
pub struct Part<G> {
    /// Name of the sheet.
    pub name: String,
    /// What is said of the other sheets.
    pub others: Option<String>,
    /// The groups.
    pub groups: Vec<G>,
}

/// Groups of rows that stand together, on as many sheets as they need. `rows` says how many rows a group has.
pub fn parts<G>(
    first: &str,
    groups: Vec<G>,
    most: u32,
    rows: impl Fn(&G) -> usize,
) -> Vec<Part<G>> {
    let room = most.saturating_sub(FRAME) as usize;
    let mut parts: Vec<Vec<G>> = Vec::new();
    let mut taken = 0;
    for group in groups {
        taken += rows(&group);
        match parts.last_mut() {
            Some(part) if taken <= room => part.push(group),
            _ => {
                taken = rows(&group);
                parts.push(vec![group]);
            }
        }
    }
    let names: Vec<String> = (0..parts.len()).map(|at| name(first, at)).collect();
    let others = format!(
        "一张工作表放不下，分在 {} 张：“{}”。",
        names.len(),
        names.join("”“")
    );
    let others = Some(others).filter(|_| names.len() > 1);
    let parts = names.into_iter().zip(parts);
    let parts = parts.map(|(name, groups)| Part {
        name,
        others: others.clone(),
        groups,
    });
    parts.collect()
}

/// A sheet of groups of rows that stand together, with further ones where one does not take them all; none without groups.
/// `rows` says how many rows a group has, `sheet` makes one of its name, what is said of the other sheets, and its groups.
pub fn grouped<'a, G>(
    first: &str,
    groups: Vec<G>,
    most: u32,
    rows: impl Fn(&G) -> usize,
    sheet: impl Fn(&str, Option<&str>, Vec<G>) -> Sheet<'a>,
) -> Option<Sheet<'a>> {
    let parts = parts(first, groups, most, rows).into_iter();
    let mut sheets = parts.map(|part| sheet(&part.name, part.others.as_deref(), part.groups));
    let first = sheets.next()?;
    let further = sheets.collect();
    Some(Sheet { further, ..first })
}

/// The line that says which rows stand where.
pub fn index(sheet: &str, counts: &[u32]) -> String {
    let mut before = 0;
    let places = counts.iter().enumerate().map(|(part, count)| {
        let first = before + 1;
        before += count;
        format!("第 {first}—{before} 行在“{}”", name(sheet, part))
    });
    let places: Vec<String> = places.collect();
    let rows: u32 = counts.iter().sum();
    format!(
        "本表共 {rows} 行，一张工作表放不下，分在 {} 张：{}。筛选各张分别进行，表下的合计包括各张。",
        counts.len(),
        places.join("，")
    )
}

/// The cells of a column, on all sheets over which it is spread.
pub struct Ranges(Vec<String>);

impl Ranges {
    /// A column from row `first` on, on the sheet of this name and the further ones.
    pub fn new(sheet: &str, col: u32, first: u32, counts: &[u32]) -> Self {
        let ranges = counts.iter().enumerate().map(|(part, count)| {
            let last = (first + count).saturating_sub(1);
            let area = Area::new(CellRef::new(first, col), CellRef::new(last, col));
            match part {
                0 => area.to_string(),
                _ => format!("'{}'!{area}", name(sheet, part)),
            }
        });
        Self(ranges.collect())
    }

    /// All of them, for a function that takes any number.
    pub fn all(&self) -> String {
        self.0.join(",")
    }

    /// What is counted on each, added up.
    pub fn added(&self, counted: impl Fn(&str) -> String) -> String {
        self.beside(None, |own, _| counted(own))
    }

    /// What is counted on each with the cells of another column beside it, added up.
    pub fn beside(
        &self,
        other: Option<&Self>,
        counted: impl Fn(&str, Option<&str>) -> String,
    ) -> String {
        let beside = |at: usize| other.and_then(|other| other.0.get(at)).map(String::as_str);
        let ranges = self.0.iter().enumerate();
        let counts: Vec<String> = ranges.map(|(at, own)| counted(own, beside(at))).collect();
        counts.join("+")
    }
}

impl<'a> Canvas<'a> {
    /// The finished sheet, with the further ones on which its table goes on.
    pub fn finish(self) -> Sheet<'a> {
        let (spec, bodies, further) = self.into_parts();
        let last = bodies
            .first()
            .map_or(0, |own| (own.first + own.rows).saturating_sub(1));
        let further = further.into_iter().enumerate().map(|(at, body)| Sheet {
            spec: continued(&spec, name(&spec.name, at + 1), last, &body),
            bodies: vec![body],
            further: Vec::new(),
        });
        Sheet {
            further: further.collect(),
            spec,
            bodies,
        }
    }
}

/// The sheet for one more part of a table, the first part of which ends in row `last`.
fn continued(spec: &SheetSpec, name: String, last: u32, body: &Body<'_>) -> SheetSpec {
    let end = (body.first + body.rows).saturating_sub(1);
    // What reaches over the first part reaches over this one; what stands above it stands above this one.
    let own = |area: Area| {
        if area.last.row < body.first {
            return Some(area);
        }
        let over = area.first.row <= body.first && area.last.row >= last;
        let to = CellRef::new(end, area.last.col);
        over.then_some(Area::new(area.first, to))
    };
    let above = spec.cells.iter().filter(|cell| cell.at.row < body.first);
    let inputs = spec.inputs.iter().filter_map(|input| {
        let area = own(input.area)?;
        Some(InputSpec {
            area,
            ..input.clone()
        })
    });
    let protection = spec.protection.as_ref();
    SheetSpec {
        name,
        widths: spec.widths.clone(),
        cells: above.map(told).collect(),
        merges: spec.merges.iter().copied().filter_map(own).collect(),
        heights: (spec.heights.iter().copied())
            .filter(|(row, _)| *row < body.first)
            .collect(),
        freeze: spec.freeze,
        filter: spec.filter.and_then(own),
        inputs: inputs.collect(),
        growing: spec.growing.map(|(first, _)| (first, end)),
        protection: protection.map(|protection| ProtectionSpec {
            open_from: protection.open_from,
            open: protection.open.iter().copied().filter_map(own).collect(),
        }),
        print: PrintSpec {
            area: spec.print.area.and_then(own),
            page_starts: Vec::new(),
            ..spec.print.clone()
        },
        hidden: spec.hidden,
        hidden_columns: spec.hidden_columns.clone(),
        ..SheetSpec::default()
    }
}

/// A cell with what a formula comes to in place of it: it names cells of the first sheet.
fn told(cell: &CellSpec) -> CellSpec {
    let content = match &cell.content {
        Content::Formula { result, .. } => Content::Number(*result),
        Content::TextFormula { result, .. } => Content::text(result.as_str()),
        content => content.clone(),
    };
    CellSpec { content, ..*cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_as_many_sheets_as_it_needs_and_leaves_room_below_its_first_part() {
        assert_eq!(spread(0, 4, 1_000), [0]);
        assert_eq!(spread(932, 4, 1_000), [932]);
        assert_eq!(spread(933, 4, 1_000), [932, 1]);
        assert_eq!(spread(3_000, 4, 1_000), [932, 996, 996, 76]);
        assert_eq!(spread(5, 4, 4), [1, 1, 1, 1, 1]);
    }
}
