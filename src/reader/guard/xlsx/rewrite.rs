//! A part of an .xlsx written again, event by event, without what calamine 0.38 stumbles over: the hint of the range, `$` in
//! the names of cells, white space around numbers, unknown elements inside a cell; and with the signs people see where a run of text is set in a
//! symbol font, which calamine does not tell.

use quick_xml::Writer;
use quick_xml::events::{BytesStart, BytesText, Event};

use super::kind::Kind;
use crate::reader::guard::Refusal;
use crate::reader::guard::meter::attribute;
use crate::reader::guard::package::{Package, Size};
use crate::reader::shown::Signs;

/// The part written again.
pub(super) fn rewritten(
    package: &mut Package<'_>,
    part: &str,
    size: Size,
) -> Result<Vec<u8>, Refusal> {
    let mut rewrite = Rewrite {
        out: Writer::new(Vec::new()),
        skipped: 0,
        path: Vec::new(),
        signs: None,
    };
    package.scan(part, size, &mut |event| rewrite.event(event))?;
    Ok(rewrite.out.into_inner())
}

/// An element the pass is in.
#[derive(Clone, Copy, PartialEq)]
enum Element {
    /// A cell; in the value of most types white space says nothing.
    Cell {
        bare: bool,
    },
    /// A value in which white space says nothing.
    BareValue,
    Text,
    /// A run of text, or a whole one: a font named in it ends with it.
    Run,
    Other,
}

struct Rewrite {
    out: Writer<Vec<u8>>,
    /// How deep the pass is inside an element that is left out.
    skipped: usize,
    /// The elements around.
    path: Vec<Element>,
    /// The font of the run, if it is one of signs.
    signs: Option<Signs>,
}

impl Rewrite {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        let around = self.path.last().copied().unwrap_or(Element::Other);
        match (event, self.signs) {
            (Event::Start(tag), _) => self.start(tag, around),
            (Event::End(_), _) if self.skipped > 0 => {
                self.skipped -= 1;
                Ok(())
            }
            (Event::End(_), _) => {
                self.path.pop();
                if around == Element::Run {
                    self.signs = None;
                }
                self.write(event)
            }
            (Event::Eof, _) => Ok(()),
            _ if self.skipped > 0 => Ok(()),
            (Event::Text(text), _) if around == Element::BareValue => {
                self.write(&Event::Text(BytesText::new(text.trim())))
            }
            (Event::Text(text), Some(signs)) if around == Element::Text => self.sign(signs, text),
            (Event::CData(text), Some(signs)) if around == Element::Text => self.sign(signs, text),
            (Event::GeneralRef(entity), Some(signs)) if around == Element::Text => {
                match entity.resolve_char_ref() {
                    Ok(Some(c)) => self.sign(signs, &c.to_string()),
                    _ => self.write(event),
                }
            }
            _ => self.write(event),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, around: Element) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        let in_cell = matches!(around, Element::Cell { .. });
        let unknown = in_cell && !matches!(name, "f" | "v" | "is");
        if self.skipped > 0 || unknown || name == "dimension" {
            self.skipped += 1;
            return Ok(());
        }
        self.path.push(match name {
            "c" => Element::Cell {
                bare: !Kind::of(&attribute(tag, "t")?.unwrap_or_default()).is_text(),
            },
            "v" if around == (Element::Cell { bare: true }) => Element::BareValue,
            "t" => Element::Text,
            "r" | "si" => Element::Run,
            _ => Element::Other,
        });
        match name {
            "c" => return self.cell(tag),
            "rFont" => {
                let font = attribute(tag, "val")?.unwrap_or_default();
                self.signs = Signs::of_font(&font);
            }
            _ => {}
        }
        self.write(&Event::Start(tag.borrow()))
    }

    /// A cell whose name is written the plain way.
    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(name) = attribute(tag, "r")?.filter(|name| name.contains('$')) else {
            return self.write(&Event::Start(tag.borrow()));
        };
        // The end of the cell bears the name it had.
        let mut plain = BytesStart::new(tag.name().as_ref().to_owned());
        plain.push_attribute(("r", name.replace('$', "").as_str()));
        for key in ["s", "t", "vm"] {
            if let Some(value) = attribute(tag, key)? {
                plain.push_attribute((key, value.as_str()));
            }
        }
        self.write(&Event::Start(plain))
    }

    /// Text in a font of signs.
    fn sign(&mut self, signs: Signs, text: &str) -> Result<(), Refusal> {
        self.write(&Event::Text(BytesText::new(&signs.translated(text))))
    }

    fn write(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        self.out
            .write_event(event.borrow())
            .map_err(|_| Refusal::damaged("部件无法整理"))
    }
}
