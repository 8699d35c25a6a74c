//! One pass over the text of a document: which element stands in which, and what each is for. Names are told by what
//! follows their prefix, so that transitional and strict documents read alike.

use quick_xml::events::{BytesStart, Event};

use super::block::Blocks;
use super::control::Control;
use super::inline::Inline;
use super::section::Sections;
use super::tag::{is_on, value};
use crate::reader::guard::{Refusal, character, local_attribute};

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    /// Anything that only holds others.
    Plain,
    Paragraph,
    ParagraphProps,
    /// The properties of a paragraph's end.
    ParagraphEnd,
    Section,
    Run,
    RunProps,
    Text,
    Code,
    Table,
    Row,
    RowProps,
    Cell,
    CellProps,
    Control,
    ControlProps,
    /// The content of a control; not read where it is only the words that ask for one.
    ControlContent(bool),
    Inserted,
    Deleted,
    /// The same thing in several ways.
    Alternatives(bool),
    FormField,
}

/// Elements that say how something was, or say it again.
const LEFT_OUT: [&str; 5] = ["rt", "rubyPr", "tblPr", "tblGrid", "tblPrEx"];
/// Elements that draw.
const DRAWINGS: [&str; 3] = ["drawing", "pict", "object"];

/// Elements inside each other, at most; no program comes near.
const DEEPEST: usize = 1_000;

/// Where the pass stands.
pub(super) struct Walk<'a> {
    blocks: Blocks<'a>,
    inline: Inline<'a>,
    stack: Vec<Node>,
    controls: Vec<Control>,
    /// How deep the pass is inside something left out.
    skipped: usize,
    /// How deep it is inside a drawing, and from which depth on inside a box with text.
    drawn: usize,
    boxed: Option<usize>,
    sections: Sections,
}

impl<'a> Walk<'a> {
    pub fn new(blocks: Blocks<'a>, inline: Inline<'a>) -> Self {
        Self {
            blocks,
            inline,
            stack: Vec::new(),
            controls: Vec::new(),
            skipped: 0,
            drawn: 0,
            boxed: None,
            sections: Sections::default(),
        }
    }

    /// What the sections say of the pages.
    pub const fn sections(&self) -> &Sections {
        &self.sections
    }

    /// The code of the field that is being read.
    pub fn code(&mut self) -> Option<&str> {
        self.inline.last_field().map(|field| field.code.as_str())
    }

    /// What was found.
    pub fn finish(self) -> Blocks<'a> {
        self.blocks
    }

    pub fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(tag) if self.drawn > 0 => self.draw(tag.local_name().as_ref()),
            Event::End(tag) if self.drawn > 0 => self.drawn_end(tag.local_name().as_ref()),
            Event::Start(tag) => {
                if self.stack.len() >= DEEPEST {
                    return Err(Refusal::odd("文件内部的标记套得太深"));
                }
                if let Some(node) = self.start(tag)? {
                    self.stack.push(node);
                }
            }
            Event::End(_) => return self.end(),
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::CData(text) if self.skipped == 0 => self.text(text),
            Event::GeneralRef(entity) if self.skipped == 0 => {
                self.text(character(entity).encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.boxed.is_some() {
            self.inline.boxed(text);
            return;
        }
        match self.stack.last() {
            // A line break in the file is none in the text.
            Some(Node::Text) => self.inline.text(&text.replace(['\n', '\r'], " ")),
            Some(Node::Code) => self.inline.code(text),
            _ => {}
        }
    }

    /// The element that holds this one, whatever alternatives stand between.
    fn parent(&self) -> Node {
        let mut open = self.stack.iter().rev();
        let found = open.find(|node| !matches!(node, Node::Alternatives(_)));
        found.copied().unwrap_or(Node::Plain)
    }

    /// What an element is for; nothing if it is left out with all it holds.
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<Option<Node>, Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        let parent = self.parent();
        if name.ends_with("Change") || LEFT_OUT.contains(&name) || self.is_second(name) {
            self.skipped = 1;
            return Ok(None);
        }
        Ok(Some(match (parent, name) {
            (_, "AlternateContent") => Node::Alternatives(false),
            (_, "Choice" | "Fallback")
                if matches!(self.stack.last(), Some(Node::Alternatives(_))) =>
            {
                Node::Alternatives(true)
            }
            (_, "headerReference" | "footerReference" | "titlePg") => {
                self.sections.property(name, tag)?;
                Node::Plain
            }
            (Node::ParagraphProps, _) => return self.paragraph_property(name, tag).map(Some),
            (Node::ParagraphEnd, "del" | "moveFrom") => {
                self.inline.end_deleted();
                Node::Plain
            }
            (Node::Section, "type") => {
                self.inline
                    .section_break(value(tag)?.as_deref() != Some("continuous"));
                Node::Plain
            }
            (Node::RunProps, "rStyle") => {
                self.inline.run_style(value(tag)?);
                Node::Plain
            }
            (Node::RunProps, _) => {
                self.inline.look(name, tag)?;
                Node::Plain
            }
            (Node::RowProps, _) => {
                let row = self.blocks.row();
                row.map_or(Ok(()), |row| row.property(name, tag))?;
                Node::Plain
            }
            (Node::CellProps, _) => {
                let cell = self.blocks.cell();
                cell.map_or(Ok(()), |cell| cell.property(name, tag))?;
                Node::Plain
            }
            (Node::ControlProps, _) => {
                let control = self.controls.last_mut();
                let deeper = control.map_or(Ok(false), |control| control.property(name, tag))?;
                if deeper { parent } else { Node::Plain }
            }
            (Node::FormField, _) => {
                let field = self.inline.last_field();
                let deeper = field.map_or(Ok(false), |field| field.property(name, tag))?;
                if deeper { parent } else { Node::Plain }
            }
            (Node::Run, _) => return self.in_run(name, tag),
            _ => self.container(name, parent)?,
        }))
    }

    /// Of several ways to say the same the first is read.
    fn is_second(&mut self, name: &str) -> bool {
        match self.stack.last_mut() {
            Some(Node::Alternatives(taken)) if matches!(name, "Choice" | "Fallback") => {
                std::mem::replace(taken, true)
            }
            _ => false,
        }
    }

    fn container(&mut self, name: &str, parent: Node) -> Result<Node, Refusal> {
        Ok(match name {
            "p" => {
                self.inline.begin();
                Node::Paragraph
            }
            "pPr" => Node::ParagraphProps,
            "r" => {
                self.inline.begin_run();
                Node::Run
            }
            "tbl" => {
                self.blocks.begin_table()?;
                Node::Table
            }
            "tr" if self.blocks.begin_row() => Node::Row,
            "trPr" if parent == Node::Row => Node::RowProps,
            "tc" if self.blocks.begin_cell()? => Node::Cell,
            "tcPr" if parent == Node::Cell => Node::CellProps,
            "sdt" => {
                self.controls.push(Control::default());
                Node::Control
            }
            "sdtPr" if parent == Node::Control => Node::ControlProps,
            "sdtContent" => self.control_content(),
            "ins" | "moveTo" => {
                self.inline.inserted += 1;
                Node::Inserted
            }
            "del" | "moveFrom" => {
                self.inline.deleted += 1;
                Node::Deleted
            }
            "altChunk" => {
                self.blocks.embedded = true;
                Node::Plain
            }
            _ => Node::Plain,
        })
    }

    fn in_run(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<Option<Node>, Refusal> {
        match name {
            "rPr" => return Ok(Some(Node::RunProps)),
            "t" | "delText" => return Ok(Some(Node::Text)),
            "instrText" | "delInstrText" => return Ok(Some(Node::Code)),
            "ffData" => return Ok(Some(Node::FormField)),
            "r" => {
                self.inline.begin_run();
                return Ok(Some(Node::Run));
            }
            "tab" | "ptab" => self.inline.text("\t"),
            "cr" => self.inline.text("\n"),
            "br" => match local_attribute(tag, "type")?.as_deref() {
                Some("page" | "column") => self.inline.page_break(),
                _ => self.inline.text("\n"),
            },
            "commentReference" => {
                let number = local_attribute(tag, "id")?.unwrap_or_default();
                self.inline.comment(&number);
            }
            "noBreakHyphen" => self.inline.text("-"),
            "sym" | "symEx" => {
                let code = local_attribute(tag, "char")?.unwrap_or_default();
                self.inline
                    .sign(&code, &local_attribute(tag, "font")?.unwrap_or_default());
            }
            "fldChar" => {
                self.inline
                    .field(local_attribute(tag, "fldCharType")?.as_deref())?;
                return Ok(Some(Node::Run));
            }
            "ruby" | "rubyBase" => return Ok(Some(Node::Run)),
            _ if DRAWINGS.contains(&name) => {
                self.drawn = 1;
                return Ok(None);
            }
            _ => {}
        }
        Ok(Some(Node::Plain))
    }

    fn paragraph_property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<Node, Refusal> {
        match name {
            "rPr" => return Ok(Node::ParagraphEnd),
            "numPr" => return Ok(Node::ParagraphProps),
            "sectPr" => {
                self.inline.section_break(true);
                return Ok(Node::Section);
            }
            "pageBreakBefore" if is_on(tag)? => self.inline.page_before = true,
            "pStyle" => self.inline.style(value(tag)?),
            _ => self.inline.list(name, tag)?,
        }
        Ok(Node::Plain)
    }

    /// What stands in a control; of a box to tick its state, whatever sign was chosen for it.
    fn control_content(&mut self) -> Node {
        if let Some(control) = self.controls.last_mut() {
            control.from = self.inline.length();
        }
        let control = self.controls.last().copied().unwrap_or_default();
        let ticked = control.ticked.filter(|_| self.inline.is_open());
        if let Some(ticked) = ticked {
            self.inline.tick(ticked);
        }
        let silent = control.placeholder || ticked.is_some();
        self.inline.silent += usize::from(silent);
        Node::ControlContent(silent)
    }

    fn draw(&mut self, name: &str) {
        self.drawn += 1;
        match name {
            "txbxContent" => self.boxed = self.boxed.or(Some(self.drawn)),
            "blip" | "imagedata" => self.inline.picture(),
            _ => {}
        }
    }

    fn drawn_end(&mut self, name: &str) {
        if self.boxed == Some(self.drawn) {
            self.boxed = None;
            self.inline.end_box();
        } else if name == "p" && self.boxed.is_some() {
            self.inline.boxed(" ");
        }
        self.drawn -= 1;
    }

    fn end(&mut self) -> Result<(), Refusal> {
        match self.stack.pop() {
            Some(Node::Paragraph) => {
                let counted = !self.blocks.in_deleted_row();
                if let Some(ended) = self.inline.end(counted) {
                    return self.blocks.paragraph(ended);
                }
            }
            Some(Node::Table) => self.blocks.end_table()?,
            Some(Node::Row) => self.blocks.end_row()?,
            Some(Node::Cell) => self.blocks.end_cell(),
            Some(Node::Control) => {
                let control = self.controls.pop().filter(Control::is_nameless);
                if let Some(control) = control {
                    self.inline.end_nameless(control.from);
                }
            }
            Some(Node::ControlContent(true)) => self.inline.silent -= 1,
            Some(Node::Inserted) => self.inline.inserted -= 1,
            Some(Node::Deleted) => self.inline.deleted -= 1,
            _ => {}
        }
        Ok(())
    }
}
