//! The styles of marked cells, appended to those of the workbook: each is the cell's own with another fill.

use std::collections::BTreeMap;

use super::Unmarkable;
use super::xml::{Edits, Kind, child, end, prefixed, tags};

/// What a fill says: what must be mended is red, what is to be checked yellow.
const FILLS: [&str; 2] = ["FFFFC7CE", "FFFFEB9C"];
const NO_STYLES: Unmarkable = Unmarkable("文件中没有样式");

/// The styles of a workbook, and those that come to them.
pub struct Styles {
    text: String,
    /// The elements of the formats of cells that are there.
    formats: Vec<String>,
    added: Vec<String>,
    known: BTreeMap<(usize, bool), usize>,
    fills: usize,
}

impl Styles {
    /// The styles of this part.
    pub fn new(text: String) -> Result<Self, Unmarkable> {
        let found = tags(&text)?;
        let children = |name: &str| {
            let parent = child(&found, name).ok_or(NO_STYLES)?;
            let inside = parent + 1..end(&found, parent);
            let begins = inside.filter(|i| found[*i].depth == 2 && found[*i].kind != Kind::Close);
            Ok::<_, Unmarkable>(begins.collect::<Vec<_>>())
        };
        let fills = children("fills")?.len();
        let whole = |index: &usize| {
            let range = found[*index].at.start..found[end(&found, *index)].at.end;
            text.get(range).unwrap_or_default().to_owned()
        };
        let formats: Vec<String> = children("cellXfs")?.iter().map(whole).collect();
        if fills == 0 || formats.is_empty() {
            return Err(NO_STYLES);
        }
        Ok(Self {
            formats,
            added: Vec::new(),
            known: BTreeMap::new(),
            fills,
            text,
        })
    }

    /// The number of a style with the fill of a fault.
    pub fn filled(&mut self, base: usize, must: bool) -> usize {
        if let Some(known) = self.known.get(&(base, must)) {
            return *known;
        }
        let own = self.formats.get(base).unwrap_or(&self.formats[0]);
        let fill = (self.fills + usize::from(!must)).to_string();
        // A format of its own prefix stands alone here; only its first tag is changed.
        let cut = own.find('>').map_or(own.len(), |at| at + 1);
        let (first, rest) = own.split_at(cut);
        let tag = super::xml::Tag {
            name: "xf",
            at: 0..cut,
            kind: if first.ends_with("/>") {
                Kind::Empty
            } else {
                Kind::Open
            },
            depth: 0,
            text: first,
        };
        let sets = [("fillId", Some(fill.as_str())), ("applyFill", Some("1"))];
        let number = self.formats.len() + self.added.len();
        self.added.push(tag.with(&sets) + rest);
        self.known.insert((base, must), number);
        number
    }

    /// The number of a style whose text is broken into lines.
    pub fn wrapped(&mut self) -> usize {
        let own = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
        let own =
            tags(&self.text).map_or_else(|_| own.to_owned(), |t| prefixed(&t, own).into_owned());
        self.added.push(own);
        self.formats.len() + self.added.len() - 1
    }

    /// The part with what was added.
    pub fn finish(self) -> Result<String, Unmarkable> {
        let found = tags(&self.text)?;
        let mut edits = Edits::default();
        let fills = FILLS.map(|color| {
            let fill = format!(
                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{color}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
            );
            prefixed(&found, &fill).into_owned()
        });
        let added = self.added.concat();
        let additions = [
            ("fills", self.fills + fills.len(), fills.concat()),
            ("cellXfs", self.formats.len() + self.added.len(), added),
        ];
        for (name, count, added) in additions {
            let parent = child(&found, name).ok_or(NO_STYLES)?;
            let count = count.to_string();
            let tag = &found[parent];
            edits.replace(tag.at.clone(), tag.with(&[("count", Some(&count))]));
            edits.insert(found[end(&found, parent)].at.start, added);
        }
        Ok(edits.apply(&self.text))
    }
}
