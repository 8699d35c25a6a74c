//! The links of a long sheet, put into the finished package as the library would have written them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::location::CellRef;

/// Links, from top to bottom.
#[derive(Debug, Default)]
pub struct Links {
    elements: String,
    /// The file each one leads to that leads to a file, and the files.
    targets: Vec<usize>,
    files: BTreeMap<String, usize>,
}

impl Links {
    /// Adds the link of a cell, by an address of `link`.
    pub fn add(&mut self, at: CellRef, address: &str, text: &str) {
        // Writing into a String cannot fail.
        let _ = write!(self.elements, "<hyperlink ref=\"{at}\"");
        if let Some(place) = address.strip_prefix("internal:") {
            self.attribute("location", place);
            self.attribute("display", text);
        } else {
            let (file, place) = address.split_once('#').unwrap_or((address, ""));
            let next = self.files.len();
            let file = *self.files.entry(target(file).to_owned()).or_insert(next);
            self.targets.push(file);
            let _ = write!(self.elements, " r:id=\"rId{}\"", self.targets.len());
            if !place.is_empty() {
                self.attribute("location", place);
            }
        }
        self.elements.push_str("/>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.elements, " {name}=\"{}\"", escaped(value));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Whether any leads to a file.
    pub fn lead_out(&self) -> bool {
        !self.targets.is_empty()
    }

    /// Writes them as an element of the sheet.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write!(out, "<hyperlinks>{}</hyperlinks>", self.elements)
    }

    /// Writes the part that says which files they lead to.
    pub fn write_targets(&self, out: &mut impl Write) -> io::Result<()> {
        let mut files = vec![""; self.files.len()];
        for (file, at) in &self.files {
            files[*at] = file;
        }
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
            <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        )?;
        for (id, file) in (1..).zip(&self.targets) {
            let file = escaped(files[*file]);
            write!(
                out,
                "<Relationship Id=\"rId{id}\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" \
                Target=\"{file}\" TargetMode=\"External\"/>"
            )?;
        }
        out.write_all(b"</Relationships>")
    }
}

/// The file as the package names it: a relative path stands alone.
fn target(file: &str) -> &str {
    let path = file.strip_prefix("file:///").unwrap_or(file);
    let absolute = path.starts_with(r"\\") || path.find(':') == Some(1);
    if absolute { file } else { path }
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("&#xA;"),
            c => out.push(c),
        }
    }
    out
}
