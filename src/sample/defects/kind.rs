//! What a kind of defect is.

use super::bench::{At, Bench};
use crate::model::Field;

/// A kind of defect.
#[derive(Clone, Copy)]
pub struct Defect {
    /// Code of the check that must find it.
    pub code: &'static str,
    /// What is wrong, for people.
    pub title: &'static str,
    /// How it is planted.
    pub plant: Plant,
}

/// How a defect is planted. A function that returns false has changed nothing: the defect does not fit there.
#[derive(Clone, Copy)]
pub enum Plant {
    /// Into an entry.
    Entry(fn(&mut Bench<'_>, At) -> bool),
    /// Into an entry: words that stand in a field instead of what belongs there.
    Words(Field, &'static [&'static str]),
    /// Into a form as a whole.
    Form(Topic, fn(&mut Bench<'_>) -> bool),
    /// As a file of its own.
    File,
}

/// Parts of a form that can be spoiled independently of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What its columns say throughout.
    Shape,
    /// Columns there are too many of.
    Columns,
    /// Its title.
    Title,
    /// Names around the table.
    Names,
    /// The date around the table.
    Date,
    /// The totals.
    Total,
    /// Hidden parts.
    Hidden,
}

/// A defect of an entry.
pub const fn in_entry(
    code: &'static str,
    title: &'static str,
    plant: fn(&mut Bench<'_>, At) -> bool,
) -> Defect {
    Defect {
        code,
        title,
        plant: Plant::Entry(plant),
    }
}

/// An entry that says one of these in a field.
pub const fn words(
    code: &'static str,
    title: &'static str,
    field: Field,
    words: &'static [&'static str],
) -> Defect {
    Defect {
        code,
        title,
        plant: Plant::Words(field, words),
    }
}

/// A defect of a form as a whole.
pub const fn in_form(
    topic: Topic,
    code: &'static str,
    title: &'static str,
    plant: fn(&mut Bench<'_>) -> bool,
) -> Defect {
    Defect {
        code,
        title,
        plant: Plant::Form(topic, plant),
    }
}

/// A defect that is a file of its own.
pub const fn file(code: &'static str, title: &'static str) -> Defect {
    Defect {
        code,
        title,
        plant: Plant::File,
    }
}
