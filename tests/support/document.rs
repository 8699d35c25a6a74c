//! A Word document as a test describes it: paragraphs and tables as WordprocessingML, packed as a writing program packs it.

use std::collections::BTreeSet;

use qingfeng::location::{Area, CellRef};
use qingfeng::reader::Grid;

use super::build::zip;

/// What programs write differently for the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Word,
    Wps,
    LibreOffice,
    /// With the names of ISO 29500 strict.
    Strict,
}

pub const HANDS: [Hand; 4] = [Hand::Word, Hand::Wps, Hand::LibreOffice, Hand::Strict];

/// A document being described.
#[derive(Clone, Default)]
pub struct Document {
    pub body: String,
    /// Content of the parts with styles, numbers and notes, where there are any.
    pub styles: String,
    pub numbering: String,
    pub comments: String,
    /// A further relationship of the text, by the last word of its type, to a part of that name.
    pub further: Option<(&'static str, &'static str)>,
    /// Content of the headers and footers of all pages, each with what it is: `header`, `footer`.
    pub margins: Vec<(&'static str, String)>,
}

impl Document {
    pub fn new(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            ..Self::default()
        }
    }

    pub fn numbering(self, content: &str) -> Self {
        let numbering = content.to_owned();
        Self { numbering, ..self }
    }

    pub fn styles(self, content: &str) -> Self {
        let styles = content.to_owned();
        Self { styles, ..self }
    }

    pub fn margin(mut self, kind: &'static str, content: &str) -> Self {
        self.margins.push((kind, content.to_owned()));
        self
    }

    /// The bytes of a .docx as Word packs it.
    pub fn bytes(&self) -> Vec<u8> {
        self.by(Hand::Word)
    }

    pub fn by(&self, hand: Hand) -> Vec<u8> {
        let (own, office) = if hand == Hand::Strict {
            (
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
        } else {
            (
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            )
        };
        let part = |root: &str, content: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{own}\" xmlns:r=\"{office}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">{content}</w:{root}>"
            )
        };
        let relations = |targets: &[(&str, &str)]| {
            let listed = targets.iter().zip(1..).map(|((kind, target), id)| {
                format!(
                    "<Relationship Id=\"rId{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>"
                )
            });
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                listed.collect::<String>()
            )
        };
        let margins: Vec<(String, &str, &str)> = (1..)
            .zip(&self.margins)
            .map(|(number, (kind, content))| (format!("{kind}{number}.xml"), *kind, &**content))
            .collect();
        let named: Vec<String> = (1..)
            .zip(&margins)
            .map(|(id, (_, kind, _))| {
                format!("<w:{kind}Reference w:type=\"default\" r:id=\"rId{id}\"/>")
            })
            .collect();
        let named = named.concat();
        let body = format!(
            "<w:body>{}<w:sectPr>{named}<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body>",
            self.body
        );
        let mut parts = vec![
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>".to_owned()),
            ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
            ("word/document.xml", part("document", &body)),
        ];
        let mut targets: Vec<(&str, &str)> = Vec::new();
        for (name, kind, _) in &margins {
            targets.push((kind, name));
        }
        if !self.styles.is_empty() {
            parts.push(("word/styles.xml", part("styles", &self.styles)));
            targets.push(("styles", "styles.xml"));
        }
        if !self.numbering.is_empty() {
            parts.push(("word/numbering.xml", part("numbering", &self.numbering)));
            targets.push(("numbering", "numbering.xml"));
        }
        if !self.comments.is_empty() {
            parts.push(("word/comments.xml", part("comments", &self.comments)));
            targets.push(("comments", "comments.xml"));
        }
        targets.extend(self.further);
        parts.push(("word/_rels/document.xml.rels", relations(&targets)));
        let margins = margins.iter().map(|(name, kind, content)| {
            let root = if *kind == "header" { "hdr" } else { "ftr" };
            (format!("word/{name}"), part(root, content))
        });
        let parts = parts
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        let parts: Vec<(String, String)> = parts.chain(margins).collect();
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        zip(&parts)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A run of text; line breaks are the ones of a cell.
pub fn run(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!("<w:r>{}</w:r>", lines.join("<w:br/>"))
}

/// A paragraph of text.
pub fn line(text: &str) -> String {
    paragraph(&run(text))
}

/// A paragraph of runs.
pub fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

/// A cell with paragraphs inside.
pub fn cell(properties: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"1200\" w:type=\"dxa\"/>{properties}</w:tcPr>{content}</w:tc>"
    )
}

pub fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

pub fn table(rows: &[String]) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"a3\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"1200\"/></w:tblGrid>{}</w:tbl>",
        rows.concat()
    )
}

/// A table of plain texts; cells are parted by `|`.
pub fn plain(rows: &[&str]) -> String {
    let cells = |text: &&str| {
        text.split('|')
            .map(|cell_text| cell("", &line(cell_text.trim())))
            .collect::<Vec<_>>()
    };
    table(
        &rows
            .iter()
            .map(|text| row(&cells(text)))
            .collect::<Vec<_>>(),
    )
}

/// A sheet as a table: the same cells from A1 on, merged alike.
pub fn of_grid(grid: &Grid, hand: Hand) -> String {
    let bottom = grid.last_row().unwrap_or(0);
    let merged = grid.merges().iter().map(|m| m.last.col);
    let right = grid
        .cells()
        .map(|(at, _)| at.col)
        .chain(merged)
        .max()
        .unwrap_or(0);
    let rows: Vec<String> = (0..=bottom)
        .map(|at| row_of(grid, at, right, hand))
        .collect();
    table(&rows)
}

fn row_of(grid: &Grid, at: u32, right: u32, hand: Hand) -> String {
    let mut cells = Vec::new();
    let mut col = 0;
    while col <= right {
        let here = CellRef::new(at, col);
        let area = grid.merge_of(here).unwrap_or(Area::new(here, here));
        let value = grid
            .get(here)
            .map(qingfeng::reader::CellValue::display)
            .unwrap_or_default();
        cells.push(cell(&merge(area, at, hand), &line(&value)));
        col = area.last.col + 1;
    }
    row(&cells)
}

/// How a cell of a merged range says so.
fn merge(area: Area, row: u32, hand: Hand) -> String {
    let across = match area.width() {
        1 => String::new(),
        width => format!("<w:gridSpan w:val=\"{width}\"/>"),
    };
    let goes_on = if matches!(hand, Hand::Wps | Hand::LibreOffice) {
        "<w:vMerge w:val=\"continue\"/>"
    } else {
        "<w:vMerge/>"
    };
    let down = match (area.height(), row == area.first.row) {
        (1, _) => "",
        (_, true) => "<w:vMerge w:val=\"restart\"/>",
        (_, false) => goes_on,
    };
    across + down
}

/// The cells of a sheet of a document by the names they have in its table, with their texts.
pub fn cells(grid: &Grid) -> Vec<(String, String)> {
    grid.cells()
        .map(|(at, value)| (at.to_string(), value.display()))
        .collect()
}

/// The merged ranges by name.
pub fn merges(grid: &Grid) -> BTreeSet<String> {
    grid.merges().iter().map(ToString::to_string).collect()
}
