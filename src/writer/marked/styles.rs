//! The styles of marked cells, appended to those of the workbook: each is the cell's own with another fill.

use std::collections::BTreeMap;

use super::Unmarkable;
use super::xml::{Edits, Kind, child, end, prefixed, tags};

/// What a fill says: what must be mended is red, what is to be checked yellow. They are a shade beside those that programs
/// offer for bad and neutral cells, so that ours are known.
const COLORS: [&str; 2] = ["FFFFC7CD", "FFFFEB9B"];
const NO_STYLES: Unmarkable = Unmarkable("文件中没有样式");

/// The styles of a workbook, and those that come to them.
pub struct Styles {
    text: String,
    /// The elements of the fills and of the formats of cells, those that came to them at the end.
    fills: Vec<String>,
    formats: Vec<String>,
    /// How many were there.
    there: [usize; 2],
    /// Of each format that was added, the one it was made of.
    bases: Vec<usize>,
    known: BTreeMap<(usize, usize), usize>,
    known_fills: BTreeMap<String, usize>,
}

impl Styles {
    /// The styles of this part.
    pub fn new(text: String) -> Result<Self, Unmarkable> {
        let found = tags(&text)?;
        let children = |name: &str| {
            let parent = child(&found, name).ok_or(NO_STYLES)?;
            let inside = parent + 1..end(&found, parent);
            let begins = inside.filter(|i| found[*i].depth == 2 && found[*i].kind != Kind::Close);
            let whole = |index: usize| {
                let range = found[index].at.start..found[end(&found, index)].at.end;
                text.get(range).unwrap_or_default().to_owned()
            };
            Ok::<_, Unmarkable>(begins.map(whole).collect::<Vec<_>>())
        };
        let (fills, formats) = (children("fills")?, children("cellXfs")?);
        if fills.is_empty() || formats.is_empty() {
            return Err(NO_STYLES);
        }
        Ok(Self {
            there: [fills.len(), formats.len()],
            fills,
            formats,
            bases: Vec::new(),
            known: BTreeMap::new(),
            known_fills: BTreeMap::new(),
            text,
        })
    }

    /// The number of a style with the fill of a fault.
    pub fn filled(&mut self, base: usize, must: bool) -> usize {
        let color = COLORS[usize::from(!must)];
        let fill = format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{color}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        );
        self.with_fill(base, &fill)
    }

    /// The number of a style with the fill that a cell had before it was marked, where this is the style of a marked cell.
    pub fn unfilled(&mut self, style: usize, fill: Option<&str>) -> Option<usize> {
        let own = self.fill_of(style)?;
        if !COLORS.iter().any(|color| own.contains(color)) {
            return None;
        }
        let first = self.fills[0].clone();
        Some(self.with_fill(style, fill.unwrap_or(&first)))
    }

    /// The fill of a style, where it has any.
    pub fn fill_of(&self, style: usize) -> Option<&str> {
        let found = tags(self.formats.get(style)?).ok()?;
        let fill = found[0].number("fillId").filter(|fill| *fill > 0)?;
        self.fills.get(fill).map(String::as_str)
    }

    fn with_fill(&mut self, base: usize, fill: &str) -> usize {
        let fill = self.fill(fill);
        if let Some(known) = self.known.get(&(base, fill)) {
            return *known;
        }
        let own = self.formats.get(base).unwrap_or(&self.formats[0]);
        let Ok(found) = tags(own) else { return base };
        let number = fill.to_string();
        let sets = [("fillId", Some(number.as_str())), ("applyFill", Some("1"))];
        let (_, rest) = own.split_at(found[0].at.end);
        let made = found[0].with(&sets) + rest;
        self.formats.push(made);
        self.bases.push(base);
        let number = self.formats.len() - 1;
        self.known.insert((base, fill), number);
        number
    }

    /// The number of a fill.
    fn fill(&mut self, fill: &str) -> usize {
        if let Some(known) = self.known_fills.get(fill) {
            return *known;
        }
        let own = self.own(fill);
        let place = self.fills.iter().position(|there| *there == own);
        let number = place.unwrap_or_else(|| {
            self.fills.push(own);
            self.fills.len() - 1
        });
        self.known_fills.insert(fill.to_owned(), number);
        number
    }

    /// An element as this part writes it.
    fn own(&self, element: &str) -> String {
        let found = tags(&self.text).unwrap_or_default();
        prefixed(&found, element).into_owned()
    }

    /// The number of a style whose text is broken into lines.
    pub fn wrapped(&mut self) -> usize {
        let own = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
        self.formats.push(self.own(own));
        self.bases.push(0);
        self.formats.len() - 1
    }

    /// The number of the first style that was added, and which each of them was made of.
    pub fn bases(&self) -> (usize, Vec<usize>) {
        (self.there[1], self.bases.clone())
    }

    /// The part with what was added.
    pub fn finish(self) -> Result<String, Unmarkable> {
        let found = tags(&self.text)?;
        let mut edits = Edits::default();
        for (name, all, there) in [
            ("fills", &self.fills, self.there[0]),
            ("cellXfs", &self.formats, self.there[1]),
        ] {
            if all.len() == there {
                continue;
            }
            let parent = child(&found, name).ok_or(NO_STYLES)?;
            let count = all.len().to_string();
            let tag = &found[parent];
            edits.replace(tag.at.clone(), tag.with(&[("count", Some(&count))]));
            edits.insert(found[end(&found, parent)].at.start, all[there..].concat());
        }
        Ok(edits.apply(&self.text))
    }
}
