//! The shared strings of an .xlsx: how many, how long, and which bring their own fonts.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::is_on;
use super::rewrite::rewritten;
use crate::reader::guard::Refusal;
use crate::reader::guard::meter::{attribute, utf16_units};
use crate::reader::guard::package::{Package, Size};
use crate::reader::guard::repack::Repack;
use crate::reader::shown::Signs;

/// What is known of the shared strings.
#[derive(Default)]
pub(super) struct Strings {
    /// UTF-16 units of each.
    units: Vec<usize>,
    own_fonts: BTreeSet<usize>,
    struck: BTreeSet<usize>,
}

impl Strings {
    /// The length of a string in UTF-16 units; 0 if there is no such string.
    pub fn units(&self, index: usize) -> usize {
        self.units.get(index).copied().unwrap_or(0)
    }

    /// Whether parts of the string are set in fonts of their own.
    pub fn has_own_fonts(&self, index: usize) -> bool {
        self.own_fonts.contains(&index)
    }

    /// Whether a line goes through parts of the string.
    pub fn is_struck(&self, index: usize) -> bool {
        self.struck.contains(&index)
    }
}

/// Looks through the part and adds it to the new package.
pub(super) fn inspect(
    package: &mut Package<'_>,
    part: &str,
    made: &mut Repack,
) -> Result<Strings, Refusal> {
    let mut strings = Strings::default();
    let (mut in_text, mut signs) = (false, false);
    // The shortest string takes five bytes (`<si/>`); calamine reserves room for as many as are announced.
    let most = package.size(part) / 5;
    package.scan(part, Size::Other, &mut |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sst" => refuse_count(attribute(tag, "uniqueCount")?, most)?,
                "si" => strings.units.push(0),
                "t" => in_text = true,
                "strike" if is_on(tag)? => {
                    let at = strings.units.len().saturating_sub(1);
                    strings.struck.insert(at);
                }
                "rFont" => {
                    let font = attribute(tag, "val")?.unwrap_or_default();
                    signs |= Signs::of_font(&font).is_some();
                    strings
                        .own_fonts
                        .insert(strings.units.len().saturating_sub(1));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "t" => in_text = false,
            Event::Text(text) if in_text => strings.add(utf16_units(text)),
            Event::CData(text) if in_text => strings.add(utf16_units(text)),
            Event::GeneralRef(_) if in_text => strings.add(1),
            _ => {}
        }
        Ok(())
    })?;
    let name = "xl/sharedStrings.xml";
    if signs {
        let bytes = rewritten(package, part, Size::Other)?;
        made.put(name, &bytes)?;
    } else {
        made.copy(package, part, name)?;
    }
    Ok(strings)
}

impl Strings {
    fn add(&mut self, units: usize) {
        if let Some(last) = self.units.last_mut() {
            *last += units;
        }
    }
}

fn refuse_count(count: Option<String>, most: u64) -> Result<(), Refusal> {
    let Some(count) = count else {
        return Ok(());
    };
    let too_many = count
        .trim()
        .parse::<u64>()
        .map_or(count.len() > 18, |n| n > most);
    if too_many {
        return Err(Refusal::odd("文件声称的文字数量与实际不符"));
    }
    Ok(())
}
