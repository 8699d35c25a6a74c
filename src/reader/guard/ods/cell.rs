//! One cell of an OpenDocument spreadsheet: what it holds, and what it shows. The text of a cell is that of its own
//! paragraphs; shapes, text boxes and remarks that hang on the cell are not.

use quick_xml::escape::escape;
use quick_xml::events::BytesStart;

use super::styles::Styles;
use crate::reader::guard::Refusal;
use crate::reader::guard::meter::local_attribute;
use crate::reader::shown::{Face, Signs, differs, is_error_text};

/// What the text of a cell may be divided into.
const BLOCKS: [&str; 7] = [
    "p",
    "h",
    "list",
    "list-item",
    "list-header",
    "section",
    "numbered-paragraph",
];
/// What hangs on a paragraph and is no part of it.
const HANGING: [&str; 21] = [
    "annotation",
    "annotation-end",
    "caption",
    "circle",
    "connector",
    "control",
    "custom-shape",
    "ellipse",
    "frame",
    "g",
    "line",
    "measure",
    "note",
    "object",
    "page-thumbnail",
    "path",
    "polygon",
    "polyline",
    "rect",
    "regular-polygon",
    "ruby-text",
];

/// A cell being read.
pub(super) struct Cell {
    pub repeat: u32,
    /// The type of the value; `error` if the cell is said to be one in any way.
    kind: String,
    /// The value as the attributes give it, and the attribute.
    value: Option<(String, String)>,
    formula: bool,
    /// The font of the cell.
    signs: Option<Signs>,
    /// The fonts of the spans around the text being read; a span may not name one.
    spans: Vec<Option<Face>>,
    lines: Lines,
    /// What is noted at it.
    pub note: Option<String>,
    paragraphs: usize,
    /// How deep the reading is inside a paragraph.
    depth: usize,
    text: String,
    /// UTF-16 units of the text so far, kept or not.
    pub units: usize,
    most: usize,
    /// White space has been seen and not yet written: it counts only between words.
    space: bool,
    is_own_font: bool,
}

/// What a cell came to.
#[derive(Default)]
pub(super) struct Content {
    /// The value as an attribute that calamine reads; none if there is nothing, or nothing that can be used.
    pub attribute: Option<String>,
    /// What is shown, where it is something else.
    pub shown: Option<String>,
    pub is_error: bool,
    pub no_result: bool,
    /// A formula whose result is an empty text, or a cell of nothing at all.
    pub is_blank: bool,
}

/// Lines through the text of a cell.
#[derive(Default)]
struct Lines {
    /// Whether one goes through what the cell sets, and each span around the text being read.
    around: Vec<bool>,
    /// Whether there was text with one, and text without.
    met: bool,
    missed: bool,
}

impl Lines {
    /// Begins a span, which may say nothing of it.
    fn enter(&mut self, line: Option<bool>) {
        let outer = self.around.last().copied().unwrap_or_default();
        self.around.push(line.unwrap_or(outer));
    }

    fn meet(&mut self, text: &str) {
        if !text.trim().is_empty() {
            let line = self.around.last() == Some(&true);
            self.met |= line;
            self.missed |= !line;
        }
    }
}

impl Cell {
    /// Reads the attributes; `most` is the longest text kept.
    pub fn new(
        tag: &BytesStart<'_>,
        repeat: u32,
        signs: Option<Signs>,
        most: usize,
    ) -> Result<Self, Refusal> {
        let mut cell = Self {
            repeat,
            kind: String::new(),
            value: None,
            formula: local_attribute(tag, "formula")?.is_some(),
            signs,
            spans: Vec::new(),
            lines: Lines::default(),
            note: None,
            paragraphs: 0,
            depth: 0,
            text: String::new(),
            units: 0,
            most,
            space: false,
            is_own_font: false,
        };
        for attribute in tag.attributes().with_checks(false).flatten() {
            if attribute.key.local_name().as_ref() == "value-type" {
                // LibreOffice says a second time, in a name of its own, what is an error.
                let kind = attribute.value.to_string();
                if cell.kind.is_empty() || kind == "error" {
                    cell.kind = kind;
                }
            }
        }
        for name in [
            "value",
            "string-value",
            "date-value",
            "time-value",
            "boolean-value",
        ] {
            if cell.value.is_none()
                && let Some(value) = local_attribute(tag, name)?
            {
                cell.units += value.encode_utf16().count();
                cell.value = Some((name.to_owned(), value));
            }
        }
        Ok(cell)
    }

    /// An element inside the cell; says whether it belongs to the cell's text.
    pub fn start(
        &mut self,
        tag: &BytesStart<'_>,
        styles: &Styles,
        most_spaces: u64,
    ) -> Result<bool, Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.depth == 0 {
            if name == "table" {
                return Err(Refusal::odd("单元格中套有子表"));
            }
            if matches!(name, "p" | "h") {
                if self.paragraphs > 0 {
                    self.put('\n');
                }
                self.paragraphs += 1;
                self.depth = 1;
                self.space = false;
            }
            return Ok(BLOCKS.contains(&name));
        }
        if HANGING.contains(&name) {
            return Ok(false);
        }
        self.depth += 1;
        match name {
            "s" => {
                let count = local_attribute(tag, "c")?.map_or(Ok(1), |c| c.parse::<u64>());
                let count = count.unwrap_or(u64::MAX);
                if count > most_spaces {
                    return Err(Refusal::odd("文字中的连续空格异常地多"));
                }
                self.between();
                (0..count).for_each(|_| self.put(' '));
            }
            "tab" => self.put('\t'),
            "line-break" => self.put('\n'),
            "span" => {
                let style = local_attribute(tag, "style-name")?.unwrap_or_default();
                let font = styles.font(&style);
                self.is_own_font |= font.is_some();
                self.spans.push(font);
                self.lines.enter(styles.is_struck(&style));
            }
            _ => {}
        }
        Ok(true)
    }

    pub fn end(&mut self, name: &str) {
        if self.depth > 0 {
            self.depth -= 1;
            if name == "span" {
                self.spans.pop();
                self.lines.around.pop();
            }
        }
    }

    /// The same, where a line goes through what its style sets.
    pub fn with_line(mut self, line: bool) -> Self {
        self.lines.around = vec![line];
        self
    }

    /// Whether a line goes through its text, and through all of it.
    pub fn struck(&self) -> Option<bool> {
        self.lines.met.then_some(!self.lines.missed)
    }

    /// Text between the elements; only that of paragraphs counts. Runs of white space are one space, as they are shown.
    pub fn text(&mut self, text: &str) {
        if self.depth == 0 {
            return;
        }
        let signs = self.spans.iter().rev().find_map(|font| *font);
        let signs = signs.map_or(self.signs, Face::signs);
        self.lines.meet(text);
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\r' | '\n') {
                self.space = !self.text.is_empty() && !self.text.ends_with(['\n', ' ']);
                continue;
            }
            self.between();
            match signs {
                Some(signs) => signs
                    .translated(c.encode_utf8(&mut [0; 4]))
                    .chars()
                    .for_each(|c| self.put(c)),
                None => self.put(c),
            }
        }
    }

    fn between(&mut self) {
        if std::mem::take(&mut self.space) {
            self.put(' ');
        }
    }

    fn put(&mut self, c: char) {
        self.units += c.len_utf16();
        if self.units <= self.most {
            self.text.push(c);
        }
    }

    /// What it all comes to.
    pub fn finish(self) -> Content {
        let stored = self.value.as_ref().map_or("", |(_, value)| value.as_str());
        let said = if self.text.is_empty() {
            stored
        } else {
            &self.text
        };
        let is_error = self.kind == "error" || self.formula && is_error_text(said);
        if is_error && !said.is_empty() {
            return Content {
                attribute: Some(string(said)),
                is_error: true,
                ..Content::default()
            };
        }
        match self.value.as_ref().map(|(n, v)| (n.as_str(), v.as_str())) {
            Some(("value", value)) if self.kind != "string" => self.number(value),
            Some(("value" | "string-value", value)) => self.stored_text(value),
            Some((name, value)) => Content {
                attribute: Some(format!("office:{name}=\"{}\"", escape(value))),
                ..Content::default()
            },
            None if !self.text.trim().is_empty() => self.written(&self.text),
            None => Content {
                no_result: self.formula && self.paragraphs == 0,
                is_blank: true,
                ..Content::default()
            },
        }
    }

    fn number(&self, value: &str) -> Content {
        let Some(number) = value.trim().parse::<f64>().ok().filter(|n| n.is_finite()) else {
            return self.written(if self.paragraphs > 0 {
                &self.text
            } else {
                value
            });
        };
        let truth = match (self.text.as_str(), value.trim()) {
            ("TRUE" | "真", "1") => Some(true),
            ("FALSE" | "假", "0") => Some(false),
            _ => None,
        };
        let attribute = match truth {
            Some(truth) => format!("office:boolean-value=\"{truth}\""),
            None => format!("office:value=\"{number}\""),
        };
        let differs = self.paragraphs > 0 && truth.is_none() && differs(&self.text, number);
        Content {
            attribute: Some(attribute),
            shown: differs.then(|| self.text.clone()),
            ..Content::default()
        }
    }

    /// A text kept in an attribute; what the paragraphs show may be more than that.
    fn stored_text(&self, value: &str) -> Content {
        let value = self
            .signs
            .map_or_else(|| value.to_owned(), |s| s.translated(value));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let shown = bare(&self.text);
        // A program that keeps the text in the wrong attribute, or shows nothing of it, says nothing by that.
        let differs = !shown.is_empty() && shown != bare(&value);
        let mut content = self.written(&value);
        if differs {
            content.shown = Some(self.text.clone());
        }
        content
    }

    fn written(&self, text: &str) -> Content {
        let unknown = self
            .signs
            .filter(|_| !self.is_own_font && Signs::leaves_unknown(text));
        Content {
            attribute: Some(string(text)).filter(|_| !text.trim().is_empty()),
            shown: unknown.map(Signs::unknown),
            is_blank: text.trim().is_empty(),
            ..Content::default()
        }
    }
}

/// A text as an attribute; line breaks would be taken for spaces there.
fn string(text: &str) -> String {
    let escaped = escape(text).replace('\n', "&#10;").replace('\t', "&#9;");
    format!("office:string-value=\"{escaped}\"")
}
