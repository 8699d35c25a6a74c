//! Which files are versions of one form, and which of two is newer. Two forms of one key are versions only if their names are
//! equal but for marks, or most of what one says stands in the other; one is given up for the other only where that is
//! certain and their order clear. Whatever is in doubt is asked.

use std::cmp::Ordering;

use super::candidate::Candidate;
use super::lacking::{lacking, shared};
use super::marks::{Marks, order_partial};
use crate::model::{PartialDate, Subject};

/// What is known of two files that may be versions of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Two forms.
    Apart,
    /// The first is older, with the evidence in words.
    Older(String),
    /// The first is newer, with the evidence in words.
    Newer(String),
    /// They may be versions of one form; why that or their order is not certain.
    Unclear(String),
}

/// How two candidates of one key stand to each other.
pub fn relation(a: &Candidate<'_>, b: &Candidate<'_>) -> Relation {
    if !may_be_one(a, b) {
        return Relation::Apart;
    }
    match order(a.dated(), b.dated()) {
        Err(why) => Relation::Unclear(why),
        Ok((Ordering::Less, evidence)) => match doubt(a, b) {
            None => Relation::Older(evidence),
            Some(why) => Relation::Unclear(why),
        },
        Ok((_, evidence)) => match doubt(b, a) {
            None => Relation::Newer(evidence),
            Some(why) => Relation::Unclear(why),
        },
    }
}

/// Whether two forms of one key may be versions of one.
fn may_be_one(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let unnamed = a.key.person.is_none();
    let two = |a: Option<&String>, b: Option<&String>| a.is_some() && b.is_some() && a != b;
    let two_people = unnamed && !a.staff.is_empty() && !b.staff.is_empty() && a.staff != b.staff;
    if two_people || two(a.post.as_ref(), b.post.as_ref()) {
        return false;
    }
    // Forms of no section may come from anywhere; an equal name says nothing then.
    if a.same_stem(b) && !a.key.sections.is_empty() {
        return true;
    }
    // A section's own form and the collection of its people's say the same, and neither is a version of the other.
    if a.names_people != b.names_people {
        return false;
    }
    // Forms of one section share single entries as a matter of course, and what is the same is merged entry by entry.
    let both = shared(&a.said, &b.said);
    both > 1 && most(both, a.said.len().min(b.said.len()))
}

/// Four fifths: less is common among different forms of one section.
const fn most(part: usize, all: usize) -> bool {
    5 * part >= 4 * all
}

/// What tells the order of two files.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'c> {
    /// The latest date it bears.
    pub date: Option<PartialDate>,
    /// The marks of its name and folders.
    pub marks: &'c Marks,
}

impl Candidate<'_> {
    const fn dated(&self) -> Dated<'_> {
        Dated {
            date: self.date,
            marks: &self.name.marks,
        }
    }
}

/// Which of the two is newer and why: by 填报日期, then by the marks of the names.
///
/// # Errors
/// Why it cannot be told.
pub fn order(a: Dated<'_>, b: Dated<'_>) -> Result<(Ordering, String), String> {
    if let (Some(first), Some(second)) = (a.date, b.date) {
        let found = order_partial(first, second);
        if found.is_ne() {
            let newer = if found.is_gt() { a } else { b };
            if newer.marks.void && !(a.marks.void && b.marks.void) {
                return Err("文件名注明不用的一份，填报日期反而较晚".to_owned());
            }
            let (older, newer) = (first.min(second), first.max(second));
            return Ok((found, format!("填报日期较早（{older}，{newer}）")));
        }
    }
    let (ours, theirs) = (a.marks, b.marks);
    match ours.order(theirs) {
        None => Err(format!(
            "{}中的版本标记互相矛盾（{}，{}）",
            ours.places(theirs),
            ours.title(),
            theirs.title()
        )),
        Some(Ordering::Equal) => Err("填报日期和文件名都分不出先后".to_owned()),
        Some(found) => {
            let (older, newer) = if found.is_lt() {
                (ours, theirs)
            } else {
                (theirs, ours)
            };
            let evidence = format!(
                "{}中的版本标记较早（{}，{}）",
                ours.places(theirs),
                older.title(),
                newer.title()
            );
            Ok((found, evidence))
        }
    }
}

/// Why the older form is not given up for the newer one; none where it is.
fn doubt(older: &Candidate<'_>, newer: &Candidate<'_>) -> Option<String> {
    if older.key.sections.is_empty() {
        return Some("表中没有写明科室".to_owned());
    }
    let (ours, theirs) = (&older.name.marks, &newer.name.marks);
    let versions = older.same_stem(newer)
        && (theirs.names_a_version() || ours.names_a_version())
        && ours.order(theirs) == Some(Ordering::Less);
    if older.key.person.is_none() {
        if older.staff != newer.staff {
            return Some("只有一份的文件名中有姓名".to_owned());
        }
        let personal = older.key.subject == Some(Subject::Person);
        if personal && older.staff.len() != 1 && !versions {
            return Some("个人表中没有写姓名".to_owned());
        }
    }
    if older.remainder != newer.remainder {
        let (ours, theirs) = (&older.remainder, &newer.remainder);
        return Some(format!("文件名另有不同（“{ours}”，“{theirs}”）"));
    }
    let all = older.said.len();
    let kept = all - lacking(&older.said, &newer.said).len();
    let enough = match older.same_stem(newer) {
        true if versions => kept > 0,
        true => 2 * kept >= all,
        // Of two names nothing but the content ties the forms.
        false => most(kept, all),
    };
    (!enough).then(|| match kept {
        0 => "两份表没有相同的条目".to_owned(),
        _ => format!("较早的一份 {all} 条，只有 {kept} 条也在较晚的一份中"),
    })
}
