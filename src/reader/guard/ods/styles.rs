//! The styles of an OpenDocument spreadsheet, as far as they change what is seen: hidden sheets, fonts of signs, and lines
//! through words.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use crate::reader::guard::Refusal;
use crate::reader::guard::meter::local_attribute;
use crate::reader::shown::Face;

/// Styles by their names.
#[derive(Default)]
pub(super) struct Styles {
    /// Fonts by the names styles use for them.
    faces: BTreeMap<String, Face>,
    /// The style being read.
    open: Option<String>,
    parents: BTreeMap<String, String>,
    /// Styles that name a font.
    fonts: BTreeMap<String, Face>,
    /// Styles that say whether a line goes through the letters.
    lines: BTreeMap<String, bool>,
    hidden: BTreeSet<String>,
}

impl Styles {
    /// Takes what stands outside the tables.
    pub fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) if tag.local_name().as_ref() == "style" => {
                self.open = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let named = |name| local_attribute(tag, name);
        match (tag.local_name().as_ref(), &self.open) {
            ("font-face", _) => {
                if let (Some(name), Some(family)) = (named("name")?, named("font-family")?) {
                    self.faces.insert(name, Face::of_font(&family));
                }
            }
            ("style", _) => {
                self.open = named("name")?;
                if let (Some(name), Some(parent)) = (&self.open, named("parent-style-name")?) {
                    self.parents.insert(name.clone(), parent);
                }
            }
            ("table-properties", Some(style)) if named("display")?.as_deref() == Some("false") => {
                self.hidden.insert(style.clone());
            }
            ("text-properties", Some(style)) => {
                if let Some(line) = named("text-line-through-style")? {
                    self.lines.insert(style.clone(), line != "none");
                }
                let face = match named("font-name")? {
                    Some(face) => Some(face),
                    None => named("font-family")?,
                };
                if let Some(name) = face {
                    let face = self.faces.get(&name).copied();
                    let face = face.unwrap_or_else(|| Face::of_font(&name));
                    self.fonts.insert(style.clone(), face);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether sheets of this style are hidden.
    pub fn is_hidden(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// The font that a style, or the one it is made from, names.
    pub fn font(&self, style: &str) -> Option<Face> {
        self.of(&self.fonts, style)
    }

    /// Whether a line goes through what is set in a style; none where it does not say.
    pub fn is_struck(&self, style: &str) -> Option<bool> {
        self.of(&self.lines, style)
    }

    /// What a style, or the one it is made from, says.
    fn of<T: Copy>(&self, said: &BTreeMap<String, T>, style: &str) -> Option<T> {
        let mut name = style;
        // Styles are made from each other a few times over; a ring of them would have no end.
        for _ in 0..16 {
            if let Some(said) = said.get(name) {
                return Some(*said);
            }
            name = self.parents.get(name)?;
        }
        None
    }
}
