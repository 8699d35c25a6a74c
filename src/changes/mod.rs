//! 年度对比: holds this year's risk points against last year's. A risk point is the same by its number; where the numbers of
//! two results have nothing to do with each other, by what it says.

mod checks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{
    BothTexts, Change, ChangeClass, Field, Former, Level, RegisterItem, Retired, Standing,
};

pub use checks::ALL as CHECKS;

/// What is known of this year.
#[derive(Debug, Default)]
pub struct Now<'n> {
    /// What stands.
    pub standing: Vec<Standing>,
    /// What stands no more, and why.
    pub retired: Vec<&'n Retired>,
}

/// What is compared of an item.
pub fn standing(item: &RegisterItem) -> Standing {
    let fields = [Field::Section, Field::Matter, Field::Risk, Field::Measures];
    let text = |field: Field| Some((field, item.entry.text(field)?.to_owned()));
    Standing {
        id: item.id.clone(),
        keys: item.keys.clone(),
        texts: fields.into_iter().filter_map(text).collect(),
        effective: item.effective,
        ..Standing::default()
    }
}

/// What became of every risk point of last year, and which are new; this year's in their order, then those that are gone.
pub fn compare(before: &Former, now: &Now<'_>) -> Vec<Change> {
    let known = matched(before, now);
    let mut met: BTreeSet<usize> = BTreeSet::new();
    let mut changes: Vec<Change> = Vec::new();
    for (item, former) in now.standing.iter().zip(&known) {
        met.extend(former);
        changes.push(change(former.map(|at| &before.items[at]), Some(item), None));
    }
    let endings = Endings::of(now);
    let gone = before.items.iter().enumerate();
    let gone = gone.filter(|(at, _)| !met.contains(at));
    changes.extend(gone.map(|(_, item)| {
        let ended = endings.find(item);
        let mut change = change(Some(item), None, ended.and_then(reason));
        change.class = ended.map_or(ChangeClass::Gone, class_of_ended);
        change
    }));
    changes
}

/// The former item of each one that stands now: by its number, else by its keys where only one fits.
fn matched(before: &Former, now: &Now<'_>) -> Vec<Option<usize>> {
    let numbered: BTreeMap<&str, usize> = before
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| !item.id.is_empty())
        .map(|(at, item)| (item.id.as_str(), at))
        .collect();
    let by_number = |item: &Standing| numbered.get(item.id.as_str()).copied();
    let mut out: Vec<Option<usize>> = now.standing.iter().map(by_number).collect();
    // Numbers go on from year to year, or they say nothing at all.
    if out.iter().any(Option::is_some) {
        return out;
    }
    let mut keyed: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, item) in before.items.iter().enumerate() {
        for key in &item.keys {
            keyed.entry(key).or_default().insert(at);
        }
    }
    let mut taken = BTreeSet::new();
    for (own, item) in out.iter_mut().zip(&now.standing) {
        let fitting: BTreeSet<usize> = item
            .keys
            .iter()
            .filter_map(|key| keyed.get(key.as_str()))
            .flatten()
            .copied()
            .collect();
        let only = fitting.first().filter(|_| fitting.len() == 1);
        *own = only.copied().filter(|at| taken.insert(*at));
    }
    out
}

/// How items ended, by number and by key.
struct Endings<'n>(BTreeMap<&'n str, &'n Retired>);

impl<'n> Endings<'n> {
    fn of(now: &Now<'n>) -> Self {
        let numbered = |ended: &&&Retired| !ended.id.is_empty();
        let by_key = now.retired.iter().flat_map(|ended| {
            let keys = ended.keys.iter();
            keys.map(|key| (key.as_str(), *ended))
        });
        let by_number = now
            .retired
            .iter()
            .filter(numbered)
            .map(|ended| (ended.id.as_str(), *ended));
        // The number counts before what an entry says.
        Self(by_key.chain(by_number).collect())
    }

    fn find(&self, item: &Standing) -> Option<&'n Retired> {
        let mut names = std::iter::once(&item.id).chain(&item.keys);
        names.find_map(|name| self.0.get(name.as_str()).copied())
    }
}

/// Why an item stands no more, as far as that is known.
fn reason(ended: &Retired) -> Option<String> {
    let into = || ended.into.as_ref().map(|into| format!("并入 {into}"));
    let unreported = || {
        let why = if ended.unread {
            "科室交来的表没有读出"
        } else {
            "科室尚未报送"
        };
        ended.unreported.then(|| why.to_owned())
    };
    ended.reason.clone().or_else(into).or_else(unreported)
}

/// What is gone, and what only has not come in right. Of a section that has said nothing nobody knows what is gone; what
/// was merged, struck out or said to be gone is.
fn class_of_ended(ended: &Retired) -> ChangeClass {
    let said = ended.struck || ended.into.is_some() || ended.reason.is_some();
    if ended.returned {
        ChangeClass::Returned
    } else if ended.unreported && !said {
        ChangeClass::Unreported
    } else {
        ChangeClass::Gone
    }
}

fn change(before: Option<&Standing>, now: Option<&Standing>, reason: Option<String>) -> Change {
    let text = |field: Field, of: Option<&Standing>| of?.text(field).map(str::to_owned);
    let both = |field| BothTexts {
        before: text(field, before),
        now: text(field, now),
    };
    let levels = [before, now].map(|of| of.and_then(|of| of.effective));
    let either = |field| text(field, now).or_else(|| text(field, before));
    let id = now.or(before).map_or(String::new(), |of| of.id.clone());
    let measures = both(Field::Measures);
    Change {
        id,
        class: class(before, now, levels),
        section: either(Field::Section).unwrap_or_default(),
        matter: either(Field::Matter),
        risk: both(Field::Risk),
        level_before: levels[0],
        level_now: levels[1],
        measures,
        reason,
    }
}

fn class(
    before: Option<&Standing>,
    now: Option<&Standing>,
    [was, is]: [Option<Level>; 2],
) -> ChangeClass {
    let (Some(before), Some(now)) = (before, now) else {
        return if now.is_some() {
            ChangeClass::New
        } else {
            ChangeClass::Gone
        };
    };
    let measures = |of: &Standing| crate::text::key(of.text(Field::Measures).unwrap_or_default());
    match (was, is) {
        // The highest level sorts first.
        (Some(was), Some(is)) if is < was => ChangeClass::Up,
        (Some(was), Some(is)) if is > was => ChangeClass::Down,
        (Some(_), None) | (None, Some(_)) => ChangeClass::Open,
        _ if measures(before) != measures(now) => ChangeClass::Measures,
        _ => ChangeClass::Same,
    }
}

/// What sections must be asked: why a risk point is gone. `files` names a form of each section.
pub fn check(changes: &[Change], files: &BTreeMap<String, Arc<str>>) -> Vec<Diagnostic> {
    let unsaid = |c: &&Change| c.class == ChangeClass::Gone && c.reason.is_none();
    let asked = changes.iter().filter(unsaid).map(|change| {
        let nothing: Arc<str> = Arc::from("上年结果");
        let file = files.get(&change.section).unwrap_or(&nothing);
        let risk = change.risk.before.as_deref().unwrap_or_default();
        let message = format!(
            "{} “{}”上年登记，今年没有报，也没有写消除原因",
            change.id,
            crate::text::excerpt(risk, 30)
        );
        let mut finding = Diagnostic::new(&checks::NO_REASON, Place::file(file), message);
        finding.section = Some(change.section.clone()).filter(|s| !s.is_empty());
        finding.found(change.id.clone())
    });
    asked.collect()
}
