//! 互查表 and 评议表 handed in twice: which of two is a newer version of the other. They are versions where one voice speaks in
//! both of the same sections; their order is told as that of forms is.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks;
use super::folder;
use super::name::Name;
use super::versions::{Dated, order};
use super::{Settled, stands_in};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Form, OpinionLine, PartialDate, Voice};
use crate::text;

/// Who speaks of which section.
type Whose = BTreeSet<(Voice, String, String)>;

/// A form of opinions as a possible version of another.
struct Sheet<'f> {
    file: &'f Arc<str>,
    lines: Vec<&'f OpinionLine>,
    /// Whether it was given by itself and does not lie among the forms.
    given: bool,
    whose: Whose,
    name: Name,
    date: Option<PartialDate>,
    /// What it speaks of.
    about: BTreeSet<String>,
}

impl<'f> Sheet<'f> {
    /// The form; none where it says nothing that others say.
    fn of_form(form: &'f Form) -> Option<Self> {
        let lines: Vec<&OpinionLine> = form.annex.opinions.iter().collect();
        if lines.is_empty() || form.entries().next().is_some() {
            return None;
        }
        Some(Self::of(&form.file, lines, false))
    }

    fn of(file: &'f Arc<str>, lines: Vec<&'f OpinionLine>, given: bool) -> Self {
        let dates = lines.iter().filter_map(|line| line.opinion.date);
        Self {
            file,
            given,
            whose: lines.iter().map(|line| whose(line)).collect(),
            name: folder::named(file),
            date: dates.max_by_key(|date| (date.day().is_some(), date.last_day())),
            about: lines.iter().map(|line| about(line)).collect(),
            lines,
        }
    }

    fn dated(&self) -> Dated<'_> {
        Dated {
            date: self.date,
            marks: &self.name.marks,
        }
    }

    /// Whether two may be versions of one: most of what the one speaks of the other does as well.
    fn is_version_of(&self, other: &Self) -> bool {
        let both = self.about.intersection(&other.about).count();
        let most = 2 * both >= self.about.len().min(other.about.len());
        self.whose == other.whose && most && !self.says_what(other)
    }

    /// Whether two say the very same: nothing is to be settled then.
    fn says_what(&self, other: &Self) -> bool {
        let own = self.lines.iter().zip(&other.lines);
        let mut own =
            own.map(|(a, b)| (&a.id, &a.about, &a.opinion) == (&b.id, &b.about, &b.opinion));
        self.lines.len() == other.lines.len() && own.all(|same| same)
    }
}

fn whose(line: &OpinionLine) -> (Voice, String, String) {
    let opinion = &line.opinion;
    let section = text::key(&line.about.section);
    (opinion.voice, text::key(&opinion.section), section)
}

fn about(line: &OpinionLine) -> String {
    let said = &line.about;
    match line.id.as_str() {
        "" => [&said.section, &said.post, &said.matter, &said.risk]
            .map(|part| text::key(part))
            .join("|"),
        id => id.to_owned(),
    }
}

/// The forms that a newer one replaces, and what was found; and the files of lines `given` by themselves that a newer one
/// replaces.
pub fn settle<'f>(
    forms: impl Iterator<Item = &'f Form>,
    given: &'f [OpinionLine],
) -> (Settled, BTreeSet<Arc<str>>) {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&OpinionLine>> = BTreeMap::new();
    for line in given {
        by_file.entry(&line.place.file).or_default().push(line);
    }
    let of_given = by_file.into_iter();
    let of_given = of_given.map(|(file, lines)| Sheet::of(file, lines, true));
    let sheets: Vec<Sheet<'_>> = forms.filter_map(Sheet::of_form).chain(of_given).collect();
    let mut out = Settled::default();
    let mut gone: BTreeSet<Arc<str>> = BTreeSet::new();
    for (at, one) in sheets.iter().enumerate() {
        let Some((newer, why)) = newest(at, &sheets, &mut out.findings) else {
            continue;
        };
        let by = newer.file;
        let message = format!("这份表是旧版，整份由“{by}”代替：{why}");
        let place = Place::file(one.file);
        out.findings
            .push(Diagnostic::new(&checks::REPLACED, place, message));
        if one.given {
            gone.insert(Arc::clone(one.file));
        } else {
            out.stand_ins
                .insert(Arc::clone(one.file), stands_in(by, &why));
        }
    }
    (out, gone)
}

/// The newest version of a form, where there is a newer one, and why; whose order cannot be told is asked once.
fn newest<'s, 'f>(
    at: usize,
    sheets: &'s [Sheet<'f>],
    findings: &mut Vec<Diagnostic>,
) -> Option<(&'s Sheet<'f>, String)> {
    let one = &sheets[at];
    // Of several newer ones the newest stands for it; they are held against each other in their turn.
    let mut best: Option<(&Sheet<'_>, String)> = None;
    for (other_at, other) in sheets.iter().enumerate() {
        if at == other_at || !one.is_version_of(other) {
            continue;
        }
        match order(one.dated(), other.dated()) {
            Ok((Ordering::Less, why)) => {
                let later = best.as_ref().is_none_or(|(best, _)| {
                    order(best.dated(), other.dated()).is_ok_and(|(found, _)| found.is_lt())
                });
                if later {
                    best = Some((other, why));
                }
            }
            Err(why) if at < other_at => findings.push(unclear(one, other, &why)),
            Ok(_) | Err(_) => {}
        }
    }
    best
}

fn unclear(one: &Sheet<'_>, other: &Sheet<'_>, why: &str) -> Diagnostic {
    let message = format!(
        "这份表和“{}”像是同一份互查表（评议表）的不同版本，看不出以哪一份为准（{why}），两份的意见都摆在条目旁边",
        other.file
    );
    Diagnostic::new(&checks::UNCLEAR, Place::file(one.file), message)
}
