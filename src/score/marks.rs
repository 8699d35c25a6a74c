//! What people gave: the marks of all score sheets, by who is scored, item and evaluator.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{EvaluatorMark, Mark, Points, ScoreSheet, Scored};
use crate::policy::Scoring;
use crate::text;

/// Section, post, person; item; evaluator.
type Key = ([String; 3], String, String);

/// Differing marks named in a finding at most.
const MOST_SHOWN: usize = 3;

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
    /// Brings the sheets of a scheme together.
    pub fn of(sheets: &[ScoreSheet], scored: &[Scored], scheme: &Scoring) -> Self {
        let sheets = sheets.iter().filter(|sheet| sheet.scheme == scheme.name);
        let subjects = Subjects::of(scored);
        let mut given: BTreeMap<Key, Vec<Given<'_>>> = BTreeMap::new();
        let mut findings = Vec::new();
        for sheet in sheets {
            for mark in &sheet.marks {
                let Some(who) = subjects.find(&mark.scored) else {
                    findings.push(nobody(mark));
                    continue;
                };
                let key = (who, text::key(&mark.item), sheet.evaluator.clone());
                let by = text::key(&sheet.by);
                given.entry(key).or_default().push(Given { by, mark });
            }
        }
        let mut marks = BTreeMap::new();
        let mut clashes: BTreeMap<String, Vec<Clash<'_>>> = BTreeMap::new();
        for (key, given) in given {
            let own = clashes.entry(key.2.clone()).or_default();
            let mark = together(&given, &key.2, own);
            marks.insert(key, mark);
        }
        for (key, clashes) in clashes {
            let name = scheme.evaluator(&key).map_or(key.as_str(), |e| &e.name);
            findings.extend(differ(&clashes, name));
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

/// Those who are scored, as score sheets name them.
struct Subjects<'s> {
    known: BTreeSet<[String; 3]>,
    /// Those who hold several posts.
    several: Vec<&'s Scored>,
}

impl<'s> Subjects<'s> {
    fn of(scored: &'s [Scored]) -> Self {
        let several = scored.iter().filter(|s| s.person.is_some());
        Self {
            known: scored.iter().map(Scored::key).collect(),
            several: several.filter(|s| s.posts().nth(1).is_some()).collect(),
        }
    }

    /// Whom a sheet names: as they are called, or who holds several posts by one of them, with the name or without.
    fn find(&self, named: &Scored) -> Option<[String; 3]> {
        let key = named.key();
        if self.known.contains(&key) {
            return Some(key);
        }
        let mut holders = self.several.iter().map(|one| (one, one.key()));
        let mut found = holders.by_ref().filter(|(one, own)| {
            let posts: BTreeSet<String> = one.posts().map(text::key).collect();
            let named_posts = named.posts().count() > 0;
            own[0] == key[0]
                && (key[2].is_empty() || own[2] == key[2])
                && named_posts
                && named.posts().all(|post| posts.contains(&text::key(post)))
        });
        let (_, own) = found.next()?;
        found.next().is_none().then_some(own)
    }
}

/// The mark of one evaluator: of several people the mean; none where one person gave two different ones.
fn together<'y>(
    given: &[Given<'y>],
    evaluator: &str,
    clashes: &mut Vec<Clash<'y>>,
) -> EvaluatorMark {
    let mut out = EvaluatorMark {
        evaluator: evaluator.to_owned(),
        mark: None,
        not_applicable: false,
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
            clashes.push(Clash {
                before,
                mark: one.mark,
                unnamed,
            });
            clash = true;
        }
    }
    if !clash {
        let marks: Option<Vec<Points>> = people.values().map(|m| m.mark).collect();
        out.mark = marks.and_then(|marks| Points::mean(&marks));
        out.not_applicable = people.values().all(|m| m.mark.is_none());
    }
    out
}

/// Two marks of one evaluator on one thing that differ.
struct Clash<'y> {
    before: &'y Mark,
    mark: &'y Mark,
    unnamed: bool,
}

/// One finding for each two sheets, however many of their marks differ.
fn differ(clashes: &[Clash<'_>], evaluator: &str) -> Vec<Diagnostic> {
    let mut pairs: BTreeMap<(bool, &str, &str), Vec<&Clash<'_>>> = BTreeMap::new();
    for clash in clashes {
        let (before, after) = (&clash.before.place.file, &clash.mark.place.file);
        let own = pairs.entry((clash.unnamed, before, after));
        own.or_default().push(clash);
    }
    let finding = |clashes: Vec<&Clash<'_>>| {
        let first = *clashes.first()?;
        let check = if first.unnamed {
            &checks::UNNAMED
        } else {
            &checks::TWO_SHEETS
        };
        let shown = clashes.iter().take(MOST_SHOWN).map(|clash| {
            let Clash { before, mark, .. } = clash;
            format!(
                "“{}”的 {}：{} 和 {}",
                mark.scored,
                mark.item,
                before.shown(),
                mark.shown()
            )
        });
        let shown: Vec<String> = shown.collect();
        let more = if clashes.len() > MOST_SHOWN {
            "等"
        } else {
            ""
        };
        let message = format!(
            "{evaluator}的两份评分表有 {} 项评分不同（{}{more}；另一份从 {} 起），这些项没有计分",
            clashes.len(),
            shown.join("，"),
            first.before.place
        );
        let place = first.mark.place.clone();
        Some(Diagnostic::new(check, place, message).found(first.mark.shown()))
    };
    pairs.into_values().filter_map(finding).collect()
}

fn nobody(mark: &Mark) -> Diagnostic {
    let message = format!("考核名单中没有“{}”，这一分没有用上", mark.scored);
    let place = mark.place.clone();
    Diagnostic::new(&checks::NOBODY, place, message).found(mark.scored.to_string())
}
