//! What of the year's scores is still open, read from a result: which items, of whom, and who is to give them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::reason::plain_reason;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::location::Place;
use crate::model::ScoredKind;
use crate::policy::{Part, Policy};
use crate::{ingest, score};

/// The scores, and the findings.
const SCORES: &str = "data/scores.jsonl";
const FINDINGS: &str = "data/findings.jsonl";
/// Who gives what no score sheet gives.
const APPROVED: &str = "核定";

/// What is open.
#[derive(Debug, Default, Serialize)]
pub struct OpenScores {
    /// The items, in the order of the score book.
    pub items: Vec<OpenItem>,
    /// How many items each is to give, the most first.
    pub by: Vec<(String, usize)>,
    /// Sections and posts that are scored.
    pub scored: usize,
    /// 评完: those of which it is settled what comes of it, by a total or a veto.
    pub complete: usize,
    /// What a person must look at: score sheets and ledgers that could not be counted.
    pub remarks: Vec<Remark>,
}

/// An item without points.
#[derive(Debug, Serialize)]
pub struct OpenItem {
    /// The special check; an empty text for the score of the year.
    pub scheme: String,
    /// 科室 or 岗位.
    pub kind: &'static str,
    /// The section.
    pub section: String,
    /// The post.
    pub post: String,
    /// The person.
    pub person: String,
    /// The item's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its points.
    pub points: String,
    /// Who is to give them.
    pub by: String,
    /// How it stands.
    pub basis: String,
}

/// A finding about scores.
#[derive(Debug, Serialize)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    severity: Severity,
    place: Place,
    message: String,
    help: String,
}

#[derive(Deserialize)]
struct Line {
    scheme: Option<String>,
    kind: ScoredKind,
    section: String,
    post: Option<String>,
    person: Option<String>,
    items: Vec<Item>,
    vetoes: Vec<serde::de::IgnoredAny>,
    total: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Item {
    code: String,
    points: serde_json::Value,
    not_applicable: bool,
    earned: Option<serde_json::Value>,
    basis: String,
    marks: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    evaluator: String,
    mark: Option<serde_json::Value>,
}

/// What is open in the result of this folder; none where there is no result yet.
///
/// # Errors
/// Its data cannot be read.
pub fn open_scores(result: &Path, policy: &Policy) -> Result<Option<OpenScores>, Error> {
    if !result.join(SCORES).is_file() {
        return Ok(None);
    }
    let mut out = OpenScores::default();
    for line in lines::<Line>(result, SCORES)? {
        out.scored += 1;
        out.complete += usize::from(line.total.is_some() || !line.vetoes.is_empty());
        out.items.extend(open(&line, policy));
    }
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for who in out.items.iter().flat_map(|item| item.by.split('、')) {
        *by.entry(who).or_default() += 1;
    }
    let mut by: Vec<_> = by
        .into_iter()
        .map(|(who, count)| (who.to_owned(), count))
        .collect();
    by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    out.by = by;
    let ours = |finding: &Finding| {
        let mut checks = score::CHECKS.iter().chain(ingest::ANNEX_CHECKS);
        checks.any(|check| check.code == finding.code) && finding.severity != Severity::Note
    };
    let findings = lines::<Finding>(result, FINDINGS)?.into_iter();
    out.remarks = findings.filter(ours).map(remark).collect();
    Ok(Some(out))
}

fn remark(finding: Finding) -> Remark {
    Remark {
        severity: finding.severity,
        place: finding.place.to_string(),
        message: finding.message,
        help: finding.help,
    }
}

fn open(line: &Line, policy: &Policy) -> Vec<OpenItem> {
    let name = line.scheme.as_deref().unwrap_or_default();
    let scheme = policy.scheme(name);
    let items = scheme.items_of(line.kind).zip(&line.items);
    let open = items.filter(|(item, earned)| {
        matches!(item.part, Part::Dimension(_)) && earned.earned.is_none() && !earned.not_applicable
    });
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    open.map(|(item, earned)| {
        let missing = earned.marks.iter().filter(|m| m.mark.is_none());
        let who = missing.filter_map(|m| scheme.evaluator(&m.evaluator));
        let who: Vec<&str> = who.map(|e| e.name.as_str()).collect();
        OpenItem {
            scheme: name.to_owned(),
            kind: line.kind.title(),
            section: line.section.clone(),
            post: or_none(&line.post),
            person: or_none(&line.person),
            code: earned.code.clone(),
            name: item.name.clone(),
            points: earned.points.to_string(),
            by: if who.is_empty() {
                APPROVED.to_owned()
            } else {
                who.join("、")
            },
            basis: earned.basis.clone(),
        }
    })
    .collect()
}

/// The lines of a file of data.
fn lines<T: for<'d> Deserialize<'d>>(result: &Path, name: &str) -> Result<Vec<T>, Error> {
    let unreadable = |reason: String| Error::Unverifiable {
        path: result.join(name),
        reason: format!("{reason}。请重新运行一次，生成完整的结果"),
    };
    let file = fs::File::open(result.join(name)).map_err(|e| unreadable(plain_reason(&e)))?;
    let read = BufReader::new(file).lines().map(|line| {
        let line = line.map_err(|e| unreadable(plain_reason(&e)))?;
        serde_json::from_str(&line).map_err(|_| unreadable("内容读不懂，可能被改动过".to_owned()))
    });
    read.collect()
}
