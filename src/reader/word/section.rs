//! What the sections of a document say of its pages: which headers and footers they have.

use quick_xml::events::BytesStart;

use crate::reader::guard::{Refusal, local_attribute};

/// The headers and footers of a document's pages.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Their relationships, each with whether it is that of a first page.
    named: Vec<(bool, String)>,
    /// Whether first pages have their own.
    first_differs: bool,
}

impl Sections {
    /// Takes note of a property. Those of even pages say what the others say.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if name == "titlePg" {
            self.first_differs = true;
            return Ok(());
        }
        let kind = local_attribute(tag, "type")?.unwrap_or_default();
        if let Some(id) = local_attribute(tag, "id")?.filter(|_| kind != "even") {
            self.named.push((kind == "first", id));
        }
        Ok(())
    }

    /// Whether pages show the header or footer of this relationship.
    pub fn show(&self, id: &str) -> bool {
        let mut named = self.named.iter().filter(|(_, own)| own == id);
        named.any(|(first, _)| !first || self.first_differs)
    }
}
