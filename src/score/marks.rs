//! What people gave: the marks of all score sheets, by who is scored, item and evaluator.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{EvaluatorMark, Mark, Points, ScoreSheet, Scored};
use crate::policy::Scoring;
use crate::text;

/// Section, post, person; item; evaluator.
type Key = ([String; 3], String, String);

/// One mark with the name of who gave it.
struct Given<'y> {
    by: String,
    mark: &'y Mark,
}

/// All marks of a year.
pub struct Marks {
    marks: BTreeMap<Key, EvaluatorMark>,
    findings: Vec<Diagnostic>,
}

impl Marks {
    /// Brings the sheets together.
    pub fn of(sheets: &[ScoreSheet], scored: &[Scored], scheme: &Scoring) -> Self {
        let known: BTreeSet<[String; 3]> = scored.iter().map(Scored::key).collect();
        let mut given: BTreeMap<Key, Vec<Given<'_>>> = BTreeMap::new();
        let mut findings = Vec::new();
        for sheet in sheets {
            for mark in &sheet.marks {
                let who = mark.scored.key();
                if !known.contains(&who) {
                    findings.push(nobody(mark));
                    continue;
                }
                let key = (who, text::key(&mark.item), sheet.evaluator.clone());
                let by = text::key(&sheet.by);
                given.entry(key).or_default().push(Given { by, mark });
            }
        }
        let mut marks = BTreeMap::new();
        for (key, given) in given {
            let name = scheme
                .evaluator(&key.2)
                .map_or(key.2.as_str(), |e| e.name.as_str());
            let mark = together(&given, &key.2, name, &mut findings);
            marks.insert(key, mark);
        }
        Self { marks, findings }
    }

    /// What an evaluator gave on an item.
    pub fn find(&self, scored: &Scored, item: &str, evaluator: &str) -> EvaluatorMark {
        let key = (scored.key(), text::key(item), evaluator.to_owned());
        let none = || EvaluatorMark {
            evaluator: evaluator.to_owned(),
            ..EvaluatorMark::default()
        };
        self.marks.get(&key).cloned().unwrap_or_else(none)
    }

    /// What was found on the way.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}

/// The mark of one evaluator: of several people the mean; none where one person gave two different ones.
fn together(
    given: &[Given<'_>],
    evaluator: &str,
    name: &str,
    findings: &mut Vec<Diagnostic>,
) -> EvaluatorMark {
    let mut out = EvaluatorMark {
        evaluator: evaluator.to_owned(),
        mark: None,
        cells: given.iter().map(|g| g.mark.place.clone()).collect(),
        reasons: Vec::new(),
    };
    for reason in given
        .iter()
        .map(|g| g.mark.reason.as_str())
        .filter(|r| !r.is_empty())
    {
        if !out.reasons.iter().any(|r| r == reason) {
            out.reasons.push(reason.to_owned());
        }
    }
    let unnamed = given.iter().any(|g| g.by.is_empty());
    let mut people: BTreeMap<&str, &Mark> = BTreeMap::new();
    let mut clash = false;
    for one in given {
        // Who does not say who marked may be any of the others.
        let by = if unnamed { "" } else { one.by.as_str() };
        let before = people.insert(by, one.mark);
        if let Some(before) = before.filter(|b| b.mark != one.mark.mark) {
            findings.push(differs(before, one.mark, name, unnamed));
            clash = true;
        }
    }
    if !clash {
        let marks: Vec<Points> = people.values().map(|m| m.mark).collect();
        out.mark = Points::mean(&marks);
    }
    out
}

fn differs(before: &Mark, mark: &Mark, evaluator: &str, unnamed: bool) -> Diagnostic {
    let check = if unnamed {
        &checks::UNNAMED
    } else {
        &checks::TWO_SHEETS
    };
    let message = format!(
        "{evaluator}对“{}”的 {} 打了 {} 分，{} 打的是 {} 分，这一项没有计分",
        mark.scored, mark.item, mark.mark, before.place, before.mark
    );
    Diagnostic::new(check, mark.place.clone(), message).found(mark.mark.to_string())
}

fn nobody(mark: &Mark) -> Diagnostic {
    let message = format!("考核名单中没有“{}”，这一分没有用上", mark.scored);
    let place = mark.place.clone();
    Diagnostic::new(&checks::NOBODY, place, message).found(mark.scored.to_string())
}
