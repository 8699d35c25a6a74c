//! Items under a label of a card: numbered ones, and parts of the measures.

use super::pair::Known;
use super::row::{Around, Content, Row};
use crate::ingest::label::Meaning;
use crate::ingest::parts;
use crate::location::CellRef;
use crate::model::Field;
use crate::text;

impl<'g> Row<'_, 'g> {
    /// Whether a label that is merged over several rows stands over items: numbered ones, or parts of the measures.
    pub fn begins_item(&self, at: usize, label: &Meaning, around: &Around, known: &Known) -> bool {
        self.adjoining(at).is_some()
            && (self.item(at, label, around, known).is_some()
                || self.part(at, label, around, known).is_some())
    }

    /// The number of an item under a label of risks, levels or measures, with its content behind it, which may be blank.
    pub fn item(
        &self,
        at: usize,
        label: &Meaning,
        around: &Around,
        known: &Known,
    ) -> Option<(Meaning, Content<'g>)> {
        let Meaning::Field(field, None) = label else {
            return None;
        };
        let (cell, written) = self.cells.get(at)?;
        let number = item_number(written)?;
        let texts = [Field::Risk, Field::Manifestation, Field::Measures];
        let blank = CellRef::new(self.at, cell.col + self.view.width(*cell));
        let content = match self.adjoining(at + 1) {
            Some(_) if self.is_label(at + 1, around, known) => return None,
            Some((cell, text)) => (cell, text.text()),
            None => (blank, ""),
        };
        let counts = texts.contains(field) || (field.is_level() && !content.1.is_empty());
        counts.then_some((Meaning::Field(*field, Some(number)), content))
    }

    /// Whether the cell at this place names a part of the measures under whose label it stands.
    pub fn names_part(&self, at: usize, around: &Around) -> bool {
        let under = around.group.as_ref();
        let under = under.is_some_and(|(_, label)| label.says(Field::Measures));
        under && self.adjoining(at + 1).is_some() && parts::names_part(self.cells[at].1.label())
    }

    /// A part of the measures under their label, with its content: 前期预防 | 岗前谈话.
    pub fn part(
        &self,
        at: usize,
        label: &Meaning,
        around: &Around,
        known: &Known,
    ) -> Option<(CellRef, String)> {
        let (_, name) = self.cells.get(at)?;
        let named = label.says(Field::Measures) && parts::names_part(name.label());
        let (cell, text) = self.adjoining(at + 1).filter(|_| named)?;
        let part = format!("{}：{}", name.text(), text.text());
        (!self.is_label(at + 1, around, known)).then_some((cell, part))
    }
}

/// The number of an item in a cell of its own: 1, （2）, ③.
fn item_number(written: &str) -> Option<u32> {
    let key = text::key(written);
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
    let number = bare.parse().ok().or_else(|| text::whole_number(bare))?;
    (1..=99).contains(&number).then_some(number)
}
