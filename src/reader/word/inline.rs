//! The paragraph being read: its text with the marks on it, its fields, and the list it belongs to.

use quick_xml::events::BytesStart;

use super::comments::Comments;
use super::field::{Field, tick_box};
use super::numbering::Numbering;
use super::passage::{Marks, Passage};
use super::styles::{ListOf, Look, Styles};
use crate::reader::guard::Refusal;
use crate::reader::shown::Signs;

/// Fields inside each other, at most.
const MOST_FIELDS: usize = 100;

/// A paragraph that has been read to its end.
pub(super) struct Ended {
    pub passage: Passage,
    /// Whether its end was taken out, so that the next paragraph goes on in the same line.
    pub end_deleted: bool,
    /// Whether a new page begins before or after it.
    pub page_before: bool,
    pub page_after: bool,
}

/// The paragraph being read.
pub(super) struct Inline<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    comments: Comments,
    open: Option<Passage>,
    style: Option<String>,
    list: ListOf,
    look: Look,
    run_style: Option<String>,
    fields: Vec<Field>,
    /// Where the last plain control began and ended.
    plain: Option<(usize, usize)>,
    /// The text of a box that floats here.
    boxed: String,
    end_deleted: bool,
    pub page_before: bool,
    page_after: bool,
    /// How many open elements say that what they hold is inserted, deleted, or not to be read.
    pub inserted: usize,
    pub deleted: usize,
    pub silent: usize,
}

impl<'a> Inline<'a> {
    pub fn new(styles: &'a Styles, numbering: Numbering, comments: Comments) -> Self {
        Self {
            styles,
            numbering,
            comments,
            open: None,
            style: None,
            list: ListOf::default(),
            look: Look::default(),
            run_style: None,
            fields: Vec::new(),
            plain: None,
            boxed: String::new(),
            end_deleted: false,
            page_before: false,
            page_after: false,
            inserted: 0,
            deleted: 0,
            silent: 0,
        }
    }

    pub fn begin(&mut self) {
        self.open = Some(Passage::default());
        self.style = None;
        self.list = ListOf::default();
        self.plain = None;
        (self.end_deleted, self.page_before, self.page_after) = (false, false, false);
    }

    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub fn begin_run(&mut self) {
        self.look = Look::default();
        self.run_style = None;
    }

    pub fn style(&mut self, name: Option<String>) {
        self.style = name;
    }

    pub fn run_style(&mut self, name: Option<String>) {
        self.run_style = name;
    }

    pub fn list(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.list.property(name, tag)
    }

    pub fn look(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.look.property(name, tag)
    }

    pub fn end_deleted(&mut self) {
        self.end_deleted = true;
    }

    pub fn section_break(&mut self, breaks: bool) {
        self.page_after = breaks;
    }

    /// How much text the paragraph has.
    pub fn length(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.now.len())
    }

    /// Ends a control that has nothing to tell it by. LibreOffice writes what stands in one several times, one control
    /// behind the other.
    pub fn end_nameless(&mut self, from: usize) {
        let before = self.plain.filter(|(_, end)| *end == from);
        let Some(open) = &mut self.open else {
            return;
        };
        if !before.is_some_and(|(first, _)| open.drop_repeat(first, from)) {
            self.plain = Some((from, open.now.len()));
        }
    }

    /// A new page begins here: after the text that stands before it.
    pub fn page_break(&mut self) {
        if self.open.as_ref().is_some_and(|p| !p.is_blank()) {
            self.page_after = true;
        } else {
            self.page_before = true;
        }
    }

    /// How the run looks in the end: by itself, by its style, by that of the paragraph.
    fn seen(&self) -> Look {
        let run = self.run_style.as_deref();
        let run = run.map_or_else(Look::default, |name| self.styles.look(Some(name)));
        let paragraph = self.styles.look(self.style.as_deref());
        self.look.or(run).or(paragraph)
    }

    pub fn text(&mut self, text: &str) {
        let look = self.seen();
        match look.signs {
            Some(signs) => self.signs(text, signs, look),
            None => self.push(text, look),
        }
    }

    /// One sign of a font, by its number in hexadecimal.
    pub fn sign(&mut self, code: &str, font: &str) {
        let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let (letter, look) = (letter.unwrap_or('\u{fffd}').to_string(), self.seen());
        match Signs::of_font(font) {
            Some(signs) => self.signs(&letter, signs, look),
            None => self.push(&letter, look),
        }
    }

    fn signs(&mut self, text: &str, signs: Signs, look: Look) {
        let seen = signs.translated(text);
        self.push(&seen, look);
        if Signs::leaves_unknown(&seen)
            && let Some(open) = &mut self.open
        {
            open.unknown = Some(signs);
        }
    }

    pub fn tick(&mut self, ticked: bool) {
        self.push(tick_box(ticked), Look::default());
    }

    fn push(&mut self, text: &str, look: Look) {
        if self.silent > 0 || look.hidden == Some(true) || self.fields.iter().any(|f| !f.in_result)
        {
            return;
        }
        if !text.trim().is_empty() {
            self.fields.iter_mut().for_each(|f| f.has_result = true);
        }
        let marks = Marks {
            inserted: self.inserted > 0,
            deleted: self.deleted > 0,
            struck: look.struck == Some(true),
        };
        if let Some(open) = &mut self.open {
            open.push(text, marks);
        }
    }

    pub fn code(&mut self, text: &str) {
        let signs = self.seen().signs;
        if let Some(field) = self.fields.last_mut().filter(|f| !f.in_result) {
            let sign = signs.filter(|_| text.chars().count() == 1);
            let text = sign.map_or_else(|| text.to_owned(), |signs| signs.translated(text));
            field.code.push_str(&text);
        }
    }

    /// The beginning, middle or end of a field.
    pub fn field(&mut self, kind: Option<&str>) -> Result<(), Refusal> {
        match kind {
            Some("begin") if self.fields.len() >= MOST_FIELDS => {
                return Err(Refusal::odd("文档中的域套得太深"));
            }
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop() {
                    let look = self.seen();
                    self.push(&field.seen(), look);
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub fn last_field(&mut self) -> Option<&mut Field> {
        self.fields.last_mut()
    }

    /// What somebody noted here.
    pub fn comment(&mut self, number: &str) {
        if let (Some(open), Some(note)) = (&mut self.open, self.comments.get(number)) {
            open.notes.push(note.to_owned());
        }
    }

    pub fn boxed(&mut self, text: &str) {
        self.boxed.push_str(text);
    }

    pub fn end_box(&mut self) {
        let text = std::mem::take(&mut self.boxed);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(open) = self.open.as_mut().filter(|_| !text.is_empty()) {
            open.boxes.push(text);
        }
    }

    pub fn picture(&mut self) {
        if let Some(open) = &mut self.open {
            open.picture = true;
        }
    }

    /// Ends the paragraph. One that is not `counted` moves no list on.
    pub fn end(&mut self, counted: bool) -> Option<Ended> {
        // A field whose code never ended would hide all that follows.
        self.fields.retain(|field| field.in_result);
        let mut passage = self.open.take()?;
        let gone = self.end_deleted && passage.struck.trim().is_empty();
        if counted
            && !gone
            && self.silent == 0
            && let Some(label) = self.label().filter(|label| !label.is_empty())
        {
            passage.number(&label);
        }
        Some(Ended {
            passage,
            end_deleted: self.end_deleted,
            page_before: self.page_before,
            page_after: self.page_after,
        })
    }

    /// The number that stands before the paragraph.
    fn label(&mut self) -> Option<String> {
        let by_style = self.styles.list(self.style.as_deref());
        let (style, list) = match (&self.list.list, by_style) {
            (Some(list), _) => (None, list),
            (None, by_style) => {
                let (style, of_style) = by_style?;
                (Some((style, of_style.level)), of_style.list.as_ref()?)
            }
        };
        let level = self.list.level.or(style.and_then(|(_, level)| level));
        self.numbering
            .next(list, level, style.map(|(name, _)| name), self.styles)
    }
}
