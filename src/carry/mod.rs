//! 上年带入: what last year's result passes on to the risk points that go on. A level the leading group has confirmed counts on
//! while the section declares nothing else and the risk point says the same; the years of a rating are counted on while the
//! level is the same (三年一评定). Decides nothing anew: what changed is asked.

mod checks;
mod open;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::location::Place;
use crate::model::{
    Decision, Entry, Field, Former, Level, REPORTED_AGAIN, Register, RegisterItem, Retired, Row,
    RowSource, Standing,
};

pub use checks::ALL as CHECKS;
pub use open::go_on;

/// Lays what last year's result knows on the items that have its numbers. Decisions of this year count before it.
pub fn pass_on(register: &mut Register, rows: &mut [Row], last_year: &Former) {
    let items = last_year.items.iter();
    let known: BTreeMap<&str, &Standing> = items.map(|item| (item.id.as_str(), item)).collect();
    let struck = last_year.retired.iter().filter(|number| number.struck);
    let struck: BTreeMap<&str, &Retired> = struck.map(|n| (n.id.as_str(), n)).collect();
    let place = Place::file(&Arc::from(source(last_year)));
    let mut decided: BTreeMap<String, Decision> = BTreeMap::new();
    for item in &mut register.items {
        let Some(standing) = known.get(item.id.as_str()) else {
            let struck = struck.get(item.id.as_str()).filter(|_| !is_decided(item));
            item.carried.question = struck.map(|number| reported_again(number));
            continue;
        };
        if let Some(decision) = counts_on(item, standing, &place) {
            decided.insert(item.id.clone(), decision.clone());
            item.decide(decision);
            item.carried.decided = true;
        }
        item.carried.question = question(item, standing);
        let same = item.effective.is_some() && item.effective == standing.effective;
        item.carried.since = standing.rated.filter(|_| same);
    }
    for row in rows {
        let decision = row.register_id.as_ref().and_then(|id| decided.get(id));
        if let (Some(decision), RowSource::Entry(entry)) = (decision, &mut row.source) {
            Arc::make_mut(entry).decision = Some(decision.clone());
        }
    }
}

/// How the result is called where a decision's place is shown.
fn source(last_year: &Former) -> String {
    last_year
        .year
        .map_or("上年结果".to_owned(), |year| format!("{year}年结果"))
}

/// The decision that counts on, if one does.
fn counts_on(item: &RegisterItem, standing: &Standing, place: &Place) -> Option<Decision> {
    let entry = &item.entry;
    let level = standing.confirmed?;
    let unchanged = declared(entry).is_none_or(|own| is_former(own, standing));
    let new = entry.decision.is_some() || entry.text(Field::ConfirmedLevel).is_some();
    if new || !unchanged || item.levels_differ() || changed(entry, standing).is_some() {
        return None;
    }
    let former = standing.decision.as_ref();
    let told = |of: fn(&crate::model::FormerDecision) -> &String| {
        former.map_or(String::new(), |decision| of(decision).clone())
    };
    Some(Decision {
        level,
        reason: told(|d| &d.reason),
        by: told(|d| &d.by),
        on: former.and_then(|decision| decision.on),
        place: place.clone(),
    })
}

fn declared(entry: &Entry) -> Option<Level> {
    entry.written_level()
}

fn is_former(level: Level, standing: &Standing) -> bool {
    [standing.declared, standing.effective].contains(&Some(level))
}

/// What a decision rests on and this year's entry says otherwise.
fn changed(entry: &Entry, standing: &Standing) -> Option<&'static str> {
    const RESTS_ON: [Field; 3] = [Field::Post, Field::Matter, Field::Risk];
    let differs = |field: &&Field| !standing.says(**field, entry);
    let text = RESTS_ON.iter().find(differs).map(|field| field.title());
    // Books do not tell the answers of last year.
    let answers = standing.answers.is_empty() || standing.answers == entry.answers;
    text.or_else(|| (!answers).then_some("评级依据"))
}

/// Whether this year has settled its level.
fn is_decided(item: &RegisterItem) -> bool {
    item.entry.decision.is_some() || item.entry.confirmed_level().is_some()
}

/// What is asked of an entry that the leading group has struck out before.
fn reported_again(number: &Retired) -> String {
    let reason = number.reason.as_deref().unwrap_or("领导小组：不登记");
    let year = number
        .year
        .map_or(String::new(), |year| format!("（{year} 年）"));
    format!("{reason}{year}，{REPORTED_AGAIN}")
}

/// What must be asked because of last year, where nobody has decided this year.
fn question(item: &RegisterItem, standing: &Standing) -> Option<String> {
    let entry = &item.entry;
    let before = standing.confirmed.or(standing.effective)?;
    if is_decided(item) {
        return None;
    }
    let basis = if standing.confirmed.is_some() {
        "审定"
    } else {
        "登记"
    };
    match declared(entry) {
        Some(own) if !is_former(own, standing) => {
            Some(format!("上年{basis}为{before}，本年自评{own}"))
        }
        _ => {
            let what = standing.confirmed.and_then(|_| changed(entry, standing))?;
            Some(format!("上年审定为{before}，本年{what}与上年不同"))
        }
    }
}
