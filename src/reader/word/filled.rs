//! A document that comes back filled in: its content controls by their tags, and its paragraphs, as a person sees them who
//! accepts all tracked changes.

use quick_xml::events::{BytesStart, Event};

use super::tag::value;
use crate::quiet::quietly;
use crate::reader::guard::{Cleared, Refusal, clear, local_attribute, scan_whole};
use crate::reader::limits::Limits;

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The controls that bear a tag, each with the text in it, in the order of the document.
    pub controls: Vec<(String, String)>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
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
        Ok(walk.out)
    });
    let read = read.unwrap_or_else(|_| Err(Refusal::damaged("内容前后矛盾")));
    read.map_err(|refusal| refusal.message)
}

/// Elements whose texts were taken away, or are no texts.
const LEFT_OUT: [&str; 6] = ["moveFrom", "del", "instrText", "delText", "rt", "Fallback"];

#[derive(Default)]
struct Walk {
    out: Filled,
    open: Vec<Node>,
    /// How deep the pass is inside something left out.
    skipped: usize,
    /// The paragraphs that are open, by their place.
    paragraphs: Vec<usize>,
}

/// An open element.
enum Node {
    Plain,
    Text,
    Paragraph,
    /// By its place, once its tag is known.
    Control(Option<usize>),
}

impl Walk {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(tag) => self.start(tag)?,
            Event::End(_) => match self.open.pop() {
                Some(Node::Paragraph) => {
                    self.paragraphs.pop();
                    self.to_controls("\n");
                }
                Some(Node::Control(Some(at))) => {
                    let text = &mut self.out.controls[at].1;
                    *text = text.trim_matches('\n').to_owned();
                }
                _ => {}
            },
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::CData(text) if self.skipped == 0 => self.text(text),
            Event::GeneralRef(entity) if self.skipped == 0 => {
                let c = entity.resolve_char_ref().ok().flatten();
                let named = || quick_xml::escape::resolve_predefined_entity(entity);
                match c {
                    Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
                    None => self.text(named().unwrap_or_default()),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        if LEFT_OUT.contains(&name) {
            self.skipped = 1;
            return Ok(());
        }
        let node = match name {
            "p" => {
                self.paragraphs.push(self.out.paragraphs.len());
                self.out.paragraphs.push(String::new());
                Node::Paragraph
            }
            "sdt" => Node::Control(None),
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
                let mut open = self.open.iter_mut().rev();
                let control = open.find_map(|node| match node {
                    Node::Control(at) => Some(at),
                    _ => None,
                });
                if let (Some(control), Some(tag)) = (control, tag) {
                    *control = Some(self.out.controls.len());
                    self.out.controls.push((tag, String::new()));
                }
                Node::Plain
            }
            _ => Node::Plain,
        };
        self.open.push(node);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if matches!(self.open.last(), Some(Node::Text)) {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if let Some(at) = self.paragraphs.last() {
            self.out.paragraphs[*at].push_str(text);
        }
        self.to_controls(text);
    }

    fn to_controls(&mut self, text: &str) {
        for node in &self.open {
            if let Node::Control(Some(at)) = node {
                self.out.controls[*at].1.push_str(text);
            }
        }
    }
}
