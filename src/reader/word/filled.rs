//! A document that comes back filled in: its content controls with the words around each, and its paragraphs, as a person
//! sees them who accepts all tracked changes.

use quick_xml::events::{BytesStart, Event};

use super::tag::value;
use crate::quiet::quietly;
use crate::reader::guard::{Cleared, Refusal, character, clear, local_attribute, scan_whole};
use crate::reader::limits::Limits;

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Its controls, in their order.
    pub controls: Vec<Control>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// A content control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// Its tag, which some programs drop.
    pub tag: Option<String>,
    /// What stands in it.
    pub text: String,
    /// The words before it in its paragraph, and behind it; up to the next control.
    pub before: String,
    /// See there.
    pub after: String,
    /// The paragraph above its own.
    pub above: String,
}

/// What a document says; why it cannot be read, in a sentence, where that is so.
///
/// # Errors
/// It is no Word document, damaged, or too large.
pub fn filled(bytes: &[u8], limits: &Limits) -> Result<Filled, String> {
    let read = quietly(|| {
        let cleared = clear(bytes, limits)?;
        let Cleared::Word(parts, _) = cleared else {
            return Err(Refusal::damaged("不是 Word 文档"));
        };
        let mut walk = Walk::default();
        scan_whole(&parts.document, limits, &mut |event| walk.event(event))?;
        Ok(walk.finish())
    });
    let read = read.unwrap_or_else(|_| Err(Refusal::damaged("内容前后矛盾")));
    read.map_err(|refusal| refusal.message)
}

/// Elements whose texts were taken away, are no texts, or say a thing again.
const LEFT_OUT: [&str; 6] = ["moveFrom", "del", "instrText", "delText", "rt", "Fallback"];

/// A part of a paragraph.
enum Piece {
    Text(String),
    /// A control by its place.
    Control(usize),
}

/// An open element.
#[derive(PartialEq, Eq)]
enum Node {
    Plain,
    Text,
    Paragraph,
    /// By its place.
    Control(usize),
}

#[derive(Default)]
struct Walk {
    controls: Vec<Control>,
    paragraphs: Vec<Vec<Piece>>,
    open: Vec<Node>,
    /// How deep the pass is inside something left out.
    skipped: usize,
    /// The paragraphs that are open, by their place.
    within: Vec<usize>,
}

impl Walk {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(tag) => self.start(tag)?,
            Event::End(_) => self.end(),
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::CData(text) if self.skipped == 0 => self.text(text),
            Event::GeneralRef(entity) if self.skipped == 0 => {
                self.text(character(entity).encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        let node = match name {
            _ if LEFT_OUT.contains(&name) => {
                self.skipped = 1;
                return Ok(());
            }
            "p" => {
                self.within.push(self.paragraphs.len());
                let outer = self.outermost().map(Piece::Control);
                self.paragraphs.push(outer.into_iter().collect());
                Node::Paragraph
            }
            "sdt" => {
                let at = self.controls.len();
                self.controls.push(Control::default());
                if let (Some(paragraph), None) = (self.within.last(), self.outermost()) {
                    self.paragraphs[*paragraph].push(Piece::Control(at));
                }
                Node::Control(at)
            }
            "t" => Node::Text,
            "br" | "cr" => {
                self.put("\n");
                Node::Plain
            }
            // A tab stop has a place; a tab has none.
            "tab" if local_attribute(tag, "pos")?.is_none() => {
                self.put("\t");
                Node::Plain
            }
            "tag" => {
                let tag = value(tag)?.filter(|tag| !tag.is_empty());
                if let Some(at) = self.innermost() {
                    self.controls[at].tag = tag;
                }
                Node::Plain
            }
            _ => Node::Plain,
        };
        self.open.push(node);
        Ok(())
    }

    fn end(&mut self) {
        if self.open.pop() == Some(Node::Paragraph) {
            self.within.pop();
            self.add("\n");
        }
    }

    /// The controls that are open, from the outside.
    fn open_controls(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.open.iter().filter_map(|node| match node {
            Node::Control(at) => Some(*at),
            _ => None,
        })
    }

    fn outermost(&self) -> Option<usize> {
        self.open_controls().next()
    }

    fn innermost(&self) -> Option<usize> {
        self.open_controls().next_back()
    }

    fn text(&mut self, text: &str) {
        if self.open.last() == Some(&Node::Text) {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if self.outermost().is_some() {
            return self.add(text);
        }
        let Some(at) = self.within.last() else { return };
        match self.paragraphs[*at].last_mut() {
            Some(Piece::Text(own)) => own.push_str(text),
            _ => self.paragraphs[*at].push(Piece::Text(text.to_owned())),
        }
    }

    /// Adds to the controls that are open.
    fn add(&mut self, text: &str) {
        let open: Vec<usize> = self.open_controls().collect();
        for at in open {
            self.controls[at].text.push_str(text);
        }
    }

    /// Says of each control what stands around it.
    fn finish(mut self) -> Filled {
        for control in &mut self.controls {
            control.text = control.text.trim_matches('\n').to_owned();
        }
        let mut paragraphs: Vec<String> = Vec::new();
        for pieces in &self.paragraphs {
            let above = paragraphs.iter().rev().find(|text| !text.trim().is_empty());
            for (at, piece) in pieces.iter().enumerate() {
                let Piece::Control(own) = piece else { continue };
                let words = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
                    Some(Piece::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                let control = &mut self.controls[*own];
                control.before = words(at.checked_sub(1));
                control.after = words(Some(at + 1));
                control.above = above.cloned().unwrap_or_default();
            }
            let shown = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Control(at) => self.controls[*at].text.as_str(),
            });
            paragraphs.push(shown.collect());
        }
        Filled {
            controls: self.controls,
            paragraphs,
        }
    }
}
