//! Heads that ask for two things at once: 自评/审定等级, 岗位（风险等级）, 科室及岗位.

use super::heads::Labels;
use super::opinions;
use super::rater;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text::{self, Key};

/// What parts the two that a head names.
const PARTS: [char; 7] = ['/', '、', '及', '和', '与', ',', '|'];
/// Fields behind which a level may stand.
pub const BEHIND: [Field; 4] = [Field::Post, Field::Section, Field::Person, Field::Matter];

/// Fields of whom a form speaks.
const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];

/// Characters of a label that asks for two of them, at most.
const LONGEST: usize = 16;

/// What a head asks for.
pub enum Asked {
    /// Two steps of the chain.
    Steps(Field, Field),
    /// A field, and the level behind it.
    Level(Field, Field),
    /// Two of section, post and holder.
    Whose(Field, Field),
}

/// Words that ask for the holder behind what he holds, and for nobody alone.
const HOLDER: [&str; 3] = ["人员", "任职人", "在岗人"];

/// A comparable label, and the two that it names.
fn halves(label: &str) -> Option<(String, String, String)> {
    if !label.contains(PARTS) && !label.contains(text::BRACKETS) {
        return None;
    }
    let key = text::label_key(label);
    let (outside, inside) = text::parted_by_brackets(&key);
    let inside = match inside.as_slice() {
        [] => None,
        [inside] => Some(inside.as_str()),
        _ => return None,
    };
    let two = |text: &str| {
        let (first, second) = text.split_once(PARTS)?;
        (!second.contains(PARTS)).then(|| (first.to_owned(), second.to_owned()))
    };
    let (first, second) = two(&outside)
        .filter(|_| inside.is_none())
        .or_else(|| two(inside?).filter(|_| rater::names_level(&outside)))
        .or_else(|| Some((outside.clone(), inside?.to_owned())))?;
    Some((key, first, second))
}

/// What a head that asks for two things asks for: cheap, for it is asked of every head.
pub fn asked(label: &str, parent: Option<&str>, lookup: &Lookup<'_>) -> Option<Asked> {
    let (key, first, second) = halves(label)?;
    if let Some((own, other)) = both(&first, &second, lookup) {
        return Some(Asked::Whose(own, other));
    }
    let above = parent.map(text::label_key).unwrap_or_default();
    let names_level = rater::names_level(&key) || rater::names_level(&above);
    let step = |part: &str| rater::of(part)?.field();
    if !opinions::is_opinion(&key)
        && let (Some(one), Some(other)) = (step(&first), step(&second))
        && one != other
        && (names_level || (rater::names_act(&first) && rater::names_act(&second)))
    {
        return Some(Asked::Steps(one, other));
    }
    let field = lookup.field(&Key(&first)).filter(|f| BEHIND.contains(f))?;
    let level = lookup.field(&Key(&second)).filter(|f| f.is_level())?;
    Some(Asked::Level(field, level))
}

/// Two different ones of section, post and holder.
fn both(first: &str, second: &str, lookup: &Lookup<'_>) -> Option<(Field, Field)> {
    let whose = |part: &str| {
        let holder = HOLDER.contains(&part).then_some(Field::Person);
        let field = lookup.field(&Key(part)).or(holder);
        field.filter(|f| WHOSE.contains(f))
    };
    let (own, other) = (whose(first)?, whose(second)?);
    (own != other).then_some((own, other))
}

/// The two of section, post and holder that a label asks for, in this order.
pub fn whose(label: &str, lookup: &Lookup<'_>) -> Option<(Field, Field)> {
    if label.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (_, first, second) = halves(label)?;
    both(&first, &second, lookup)
}

/// Names such columns, where no other asks for the same.
pub fn settle(columns: &mut [Column], labels: &[Labels], lookup: &Lookup<'_>) {
    for at in 0..columns.len() {
        let open = columns[at].field.is_none() && columns[at].by == Evidence::None;
        let is_level = columns[at].field.is_some_and(Field::is_level);
        if !open && !is_level {
            continue;
        }
        let Some(asked) = asked(&columns[at].label, labels[at].parent.as_deref(), lookup) else {
            continue;
        };
        let taken = |field| {
            let mut others = columns.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, c)| c.field == Some(field))
        };
        let (field, by) = match asked {
            Asked::Steps(one, other) if !taken(one) && !taken(other) && !taken(Field::Level) => {
                (Some(Field::Level), Evidence::Stage)
            }
            Asked::Steps(..) => (None, Evidence::UnreadLevel),
            Asked::Level(field, level) if open && !taken(field) && !taken(level) => {
                (Some(field), Evidence::Cells)
            }
            Asked::Whose(own, other) if open && !taken(own) && !taken(other) => {
                (Some(own), Evidence::Cells)
            }
            Asked::Level(..) | Asked::Whose(..) => continue,
        };
        columns[at].field = field;
        columns[at].by = by;
    }
}
