//! What people noted in a document (批注), by the numbers by which its text refers to it.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::reader::guard::{Refusal, character, local_attribute, scan_whole};
use crate::reader::limits::Limits;

/// Bytes after which no more of a note is kept.
const KEPT: usize = 600;

/// The notes of a document.
#[derive(Debug, Default)]
pub(super) struct Comments(BTreeMap<String, String>);

impl Comments {
    pub fn read(part: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let mut notes = BTreeMap::new();
        let (mut open, mut in_text) = (String::new(), false);
        let mut say = |open: &str, text: &str| {
            let note: &mut String = notes.entry(open.to_owned()).or_default();
            if note.len() < KEPT {
                note.push_str(text);
            }
        };
        scan_whole(part, limits, &mut |event| {
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "comment" => open = local_attribute(tag, "id")?.unwrap_or_default(),
                    "p" => say(&open, "\n"),
                    "t" => in_text = true,
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "t" => in_text = false,
                Event::Text(text) if in_text => say(&open, text),
                Event::GeneralRef(entity) if in_text => {
                    say(&open, character(entity).encode_utf8(&mut [0; 4]));
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self(notes))
    }

    /// The note of this number, if it says something.
    pub fn get(&self, number: &str) -> Option<&str> {
        self.0.get(number).map(|note| note.trim())
    }
}
