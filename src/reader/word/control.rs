//! Content controls: a place in the text that asks for something, and what was put there.

use quick_xml::events::BytesStart;

use super::tag::is_on;
use crate::reader::guard::Refusal;

/// What a control says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Control {
    /// Whether it still shows the words that ask.
    pub placeholder: bool,
    /// The state of a box to tick.
    pub ticked: Option<bool>,
    /// Where its text begins in the paragraph.
    pub from: usize,
    plain: bool,
    named: bool,
}

impl Control {
    /// Takes note of a property; says whether those inside it are properties too.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<bool, Refusal> {
        match name {
            "showingPlcHdr" => self.placeholder = is_on(tag)?,
            "text" => self.plain = true,
            "id" | "tag" | "alias" => self.named = true,
            "checkbox" => {
                self.ticked = Some(false);
                return Ok(true);
            }
            "checked" => self.ticked = Some(is_on(tag)?),
            _ => {}
        }
        Ok(false)
    }

    /// Whether it is one of plain text, without the number that Word gives to each.
    pub const fn is_nameless(&self) -> bool {
        self.plain && !self.named
    }
}
