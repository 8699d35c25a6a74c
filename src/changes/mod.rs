//! 年度对比: holds this year's risk points against last year's. A risk point is the same by its number; where the numbers of
//! two results have nothing to do with each other, by what it says.

mod checks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{
    BothTexts, Change, ChangeClass, Farewell, Field, Former, Level, RegisterItem, Retired, Standing,
};

pub use checks::ALL as CHECKS;

/// What is known of this year.
#[derive(Debug, Default)]
pub struct Now<'n> {
    /// What stands.
    pub standing: Vec<Standing>,
    /// Numbers that stand no more.
    pub retired: &'n [Retired],
    /// What sections say is gone.
    pub farewells: &'n [Farewell],
    /// Entries sent back for correction, by their keys: they are not gone.
    pub returned: BTreeSet<String>,
    /// Sections that have handed something in; none where that is not known.
    pub sections: Option<BTreeSet<String>>,
}

/// An item as a later year sees it.
pub fn standing(item: &RegisterItem) -> Standing {
    let entry = &item.entry;
    let texts = Field::ALL.iter().filter(|f| !f.is_level() && !f.is_date());
    let text = |field: &Field| Some((*field, entry.text(*field)?.to_owned()));
    Standing {
        id: item.id.clone(),
        keys: item.keys.clone(),
        texts: texts.filter_map(text).collect(),
        declared: entry.declared,
        effective: item.effective,
        confirmed: entry.confirmed_level(),
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
    let gone = before.items.iter().enumerate();
    for (_, item) in gone.filter(|(at, _)| !met.contains(at)) {
        if !is_returned(item, now) {
            changes.push(change(Some(item), None, farewell(item, now)));
        }
    }
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

/// Whether an item is not gone but sent back for correction.
fn is_returned(item: &Standing, now: &Now<'_>) -> bool {
    item.keys.iter().any(|key| now.returned.contains(key))
}

/// Why an item stands no more, if that is known.
fn farewell(item: &Standing, now: &Now<'_>) -> Option<String> {
    let own = |farewell: &&Farewell| {
        farewell.id.as_ref() == Some(&item.id) || item.keys.contains(&farewell.key)
    };
    if let Some(said) = now.farewells.iter().find(own) {
        return Some(said.reason.clone());
    }
    let into = now.retired.iter().find(|number| number.id == item.id);
    if let Some(into) = into.and_then(|number| number.into.as_ref()) {
        return Some(format!("并入 {into}"));
    }
    let section = item.text(Field::Section).unwrap_or_default();
    let known = now.sections.as_ref();
    let silent = known.is_some_and(|known| !known.contains(section));
    silent.then(|| UNREPORTED.to_owned())
}

/// The reason of what is missing because its section is.
const UNREPORTED: &str = "科室尚未报送";

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
