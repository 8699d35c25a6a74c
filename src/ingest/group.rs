//! What the small headings inside a table say of the rows below them, and how far.

use crate::location::CellRef;
use crate::model::Field;

/// What holds for the rows below the headings met so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The section, with its heading.
    pub section: Option<Heading>,
    /// The post, with its heading.
    pub post: Option<Heading>,
    /// The level, with its heading.
    pub level: Option<Heading>,
    /// The matter, with its heading.
    pub matter: Option<Heading>,
    /// What the headings of the table name, the outermost first: the one that came first holds the others.
    kinds: Vec<Field>,
}

/// A name and the heading it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub name: String,
    /// The heading's text.
    pub raw: String,
    /// Its cell.
    pub cell: CellRef,
}

impl Group {
    /// Below a heading that names a level.
    pub fn enter_level(&mut self, level: Heading) {
        self.leave(Field::Level);
        self.level = Some(level);
    }

    /// Below a heading that names a matter.
    pub fn enter_matter(&mut self, matter: Heading) {
        self.leave(Field::Matter);
        self.matter = Some(matter);
    }

    /// Below a heading that names a section, a post, or both. One that names neither changes nothing.
    pub fn enter_place(&mut self, section: Option<Heading>, post: Option<Heading>) {
        if section.is_some() {
            self.leave(Field::Section);
            self.section = section;
        }
        if post.is_some() {
            self.leave(Field::Post);
            self.post = post;
        }
    }

    /// Forgets what a heading of this kind ends: all that stands deeper. A post is always one of its section.
    fn leave(&mut self, kind: Field) {
        let place = |kind| self.kinds.iter().position(|own| *own == kind);
        let before = || place(Field::Post).filter(|_| kind == Field::Section);
        let known = place(kind);
        let at = known.or_else(before).unwrap_or(self.kinds.len());
        if known.is_none() {
            self.kinds.insert(at, kind);
        }
        for deeper in self.kinds.iter().skip(at + 1) {
            match deeper {
                Field::Section => self.section = None,
                Field::Post => self.post = None,
                Field::Matter => self.matter = None,
                _ => self.level = None,
            }
        }
    }
}
