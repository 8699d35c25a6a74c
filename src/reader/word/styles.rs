//! The styles of a document, as far as they change what is read: numbers, hidden and struck text, fonts of signs.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::tag::{is_on, value};
use crate::reader::guard::{Refusal, local_attribute, scan_whole};
use crate::reader::limits::Limits;
use crate::reader::shown::Signs;

/// How text looks, where it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    pub signs: Option<Signs>,
}

impl Look {
    /// Takes note of a property of a run.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match name {
            "vanish" => self.hidden = Some(is_on(tag)?),
            "strike" | "dstrike" => {
                self.struck = Some(is_on(tag)? || self.struck == Some(true));
            }
            "rFonts" => self.signs = fonts(tag)?.or(self.signs),
            _ => {}
        }
        Ok(())
    }

    /// What this look leaves open, as the other has it.
    pub fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            signs: self.signs.or(other.signs),
        }
    }
}

/// The list a paragraph belongs to: the number of the list and the level in it.
#[derive(Clone, Debug, Default)]
pub(super) struct ListOf {
    pub list: Option<String>,
    pub level: Option<usize>,
}

impl ListOf {
    /// Takes note of a property.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match name {
            "numId" => self.list = value(tag)?,
            "ilvl" => self.level = value(tag)?.and_then(|v| v.parse().ok()),
            _ => {}
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: ListOf,
    look: Look,
}

/// All styles by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

/// The longest line of styles that rest on each other; a longer one goes in a circle.
const MOST_BASES: usize = 20;

impl Styles {
    /// Reads the part.
    pub fn read(part: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let mut out = Self::default();
        let mut name = String::new();
        let mut changed = 0usize;
        scan_whole(part, limits, &mut |event| {
            match event {
                Event::Start(tag) => {
                    let tag_name = tag.local_name();
                    let tag_name = tag_name.as_ref();
                    // What a style was before somebody changed it.
                    if changed > 0 || tag_name.ends_with("Change") {
                        changed += 1;
                    } else if tag_name == "style" {
                        name = local_attribute(tag, "styleId")?.unwrap_or_default();
                        out.begin(&name, tag)?;
                    } else if let Some(style) = out.styles.get_mut(&name) {
                        match tag_name {
                            "basedOn" => style.based_on = value(tag)?,
                            other => {
                                style.list.property(other, tag)?;
                                style.look.property(other, tag)?;
                            }
                        }
                    }
                }
                Event::End(_) => changed = changed.saturating_sub(1),
                _ => {}
            }
            Ok(())
        })?;
        Ok(out)
    }

    fn begin(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let usual = local_attribute(tag, "default")?.is_some_and(|v| v == "1" || v == "true");
        if usual && local_attribute(tag, "type")?.as_deref() == Some("paragraph") {
            self.usual = Some(name.to_owned());
        }
        self.styles.insert(name.to_owned(), Style::default());
        Ok(())
    }

    /// A style and those it rests on, itself first.
    fn bases<'s>(
        &'s self,
        name: Option<&str>,
    ) -> impl Iterator<Item = (&'s String, &'s Style)> + use<'s> {
        let first = name.or(self.usual.as_deref());
        let first = first.and_then(|name| self.styles.get_key_value(name));
        std::iter::successors(first, |(_, style)| {
            self.styles.get_key_value(style.based_on.as_deref()?)
        })
        .take(MOST_BASES)
    }

    /// How text of this style looks.
    pub fn look(&self, name: Option<&str>) -> Look {
        let looks = self.bases(name).map(|(_, style)| style.look);
        looks.fold(Look::default(), Look::or)
    }

    /// The list that paragraphs of this style belong to, and the name of the style that says so.
    pub fn list<'s>(&'s self, name: Option<&str>) -> Option<(&'s str, &'s ListOf)> {
        let mut bases = self.bases(name);
        let found = bases.find(|(_, style)| style.list.list.is_some());
        found.map(|(name, style)| (name.as_str(), &style.list))
    }
}

/// The font of signs that a run is set in.
pub(super) fn fonts(tag: &BytesStart<'_>) -> Result<Option<Signs>, Refusal> {
    for name in ["ascii", "hAnsi", "eastAsia", "cs"] {
        let font = local_attribute(tag, name)?;
        if let Some(signs) = font.as_deref().and_then(Signs::of_font) {
            return Ok(Some(signs));
        }
    }
    Ok(None)
}
