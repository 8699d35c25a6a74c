//! Pairs of entries, each labelled by a person who knew the rules and not the program: what it makes of them.

use std::collections::BTreeMap;

use qingfeng::linkage::Consolidated;
use qingfeng::model::Linkage;
use serde::Deserialize;

use super::bureau::{Written, consolidated, form};

/// What a careful clerk would want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    Match,
    Possible,
    Apart,
    ApartOrPossible,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    pub id: String,
    pub kind: String,
    pub expect: Wanted,
    pub a: Written,
    pub b: Written,
}

/// What became of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    Merged,
    Asked,
    Apart,
}

/// The set, and what became of each of its pairs; `strangers` are entries of different cases that were merged.
pub struct Measured {
    pub cases: Vec<(Case, Became)>,
    pub strangers: Vec<String>,
    pub questions: usize,
}

/// Runs a set, all of it at once: the entries of all cases stand in one bureau.
pub fn measure(lines: &str) -> Measured {
    let parse = |line: &str| serde_json::from_str::<Case>(line).expect("a case");
    let lines = lines.lines().filter(|l| !l.trim().is_empty());
    measure_cases(lines.map(parse).collect())
}

/// The same of cases.
pub fn measure_cases(cases: Vec<Case>) -> Measured {
    let first = form("各科室.xlsx", cases.iter().map(|c| &c.a));
    let second = form("个人.xlsx", cases.iter().map(|c| &c.b));
    let done = consolidated(vec![second, first], Vec::new());
    let items = items(&done);
    let asked_about = asked_about(&done);
    let key = |n: usize| [("各科室.xlsx", n), ("个人.xlsx", n)].map(|(f, n)| (f.to_owned(), n));
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut out = Vec::new();
    for (n, case) in cases.into_iter().enumerate() {
        let [a, b] = key(n).map(|k| items.get(&k).cloned().unwrap_or_default());
        for id in [&a, &b] {
            let id = items.values().find(|i| *i == id).map_or("", String::as_str);
            owners.entry(id).or_default().push(n);
        }
        let asked = asked_about.contains(&[a.clone(), b.clone()])
            || asked_about.contains(&[b.clone(), a.clone()]);
        let became = match (a == b, asked) {
            (true, _) => Became::Merged,
            (false, true) => Became::Asked,
            (false, false) => Became::Apart,
        };
        out.push((case, became));
    }
    let strangers = owners
        .values()
        .filter(|cases| cases.iter().any(|c| *c != cases[0]))
        .map(|cases| {
            cases
                .iter()
                .map(|c| out[*c].0.id.clone())
                .collect::<Vec<_>>()
                .join(" + ")
        });
    Measured {
        strangers: strangers.collect(),
        questions: asked_about.len(),
        cases: out,
    }
}

/// The register's number of each row, by file and place in it.
fn items(done: &Consolidated) -> BTreeMap<(String, usize), String> {
    let rows = done.rows.iter();
    rows.map(|row| {
        let at = row.place.cell.expect("a cell").row as usize - 1;
        let id = row.register_id.clone().expect("registered");
        ((row.place.file.to_string(), at), id)
    })
    .collect()
}

/// Pairs of items that are asked about.
fn asked_about(done: &Consolidated) -> Vec<[String; 2]> {
    let of: BTreeMap<&str, &str> = done
        .rows
        .iter()
        .filter_map(|r| Some((r.id.as_str(), r.register_id.as_deref()?)))
        .collect();
    let open = done
        .register
        .links
        .iter()
        .filter(|l| l.decision == Linkage::PossibleMatch);
    open.map(|l| {
        [
            of[l.kept.as_str()].to_owned(),
            of[l.merged.as_str()].to_owned(),
        ]
    })
    .collect()
}

impl Measured {
    /// Share of merged pairs that should be.
    pub fn precision(&self) -> f64 {
        let merged = self.count(|_, b| b == Became::Merged) + self.strangers.len();
        share(
            self.count(|w, b| w == Wanted::Match && b == Became::Merged),
            merged,
        )
    }

    /// Share of pairs that should be merged which are.
    pub fn recall(&self) -> f64 {
        let wanted = self.count(|w, _| w == Wanted::Match);
        share(
            self.count(|w, b| w == Wanted::Match && b == Became::Merged),
            wanted,
        )
    }

    /// Share of pairs a person should see that are asked about.
    pub fn asked(&self) -> f64 {
        let wanted = self.count(|w, _| w == Wanted::Possible);
        share(
            self.count(|w, b| w == Wanted::Possible && b == Became::Asked),
            wanted,
        )
    }

    /// Pairs merged that must not be.
    pub fn traps(&self) -> usize {
        self.count(|w, b| w != Wanted::Match && b == Became::Merged)
    }

    fn count(&self, fits: impl Fn(Wanted, Became) -> bool) -> usize {
        self.cases
            .iter()
            .filter(|(c, b)| fits(c.expect, *b))
            .count()
    }

    /// The pairs that came out otherwise than wanted, and what was merged that belongs to different cases.
    pub fn report(&self) -> String {
        let mut kinds: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        let mut lines = Vec::new();
        for (case, became) in &self.cases {
            kinds.entry(&case.kind).or_default()[*became as usize] += 1;
            let right = match case.expect {
                Wanted::Match => *became == Became::Merged,
                Wanted::Possible => *became == Became::Asked,
                Wanted::Apart => *became == Became::Apart,
                Wanted::ApartOrPossible => *became != Became::Merged,
            };
            if !right {
                let text = |w: &Written| {
                    format!(
                        "{}|{}|{}|{}|{}",
                        w.section, w.post, w.matter, w.risk, w.manifestation
                    )
                };
                lines.push(format!(
                    "{} wanted {:?}, became {became:?}\n    {}\n    {}",
                    case.id,
                    case.expect,
                    text(&case.a),
                    text(&case.b)
                ));
            }
        }
        let kinds = kinds.iter().map(|(kind, [m, q, a])| {
            format!("{kind:<28} merged {m:>3}  asked {q:>3}  apart {a:>3}")
        });
        lines.extend(kinds);
        lines.extend(self.strangers.iter().map(|s| format!("STRANGERS {s}")));
        lines.push(format!(
            "{} pairs: precision {:.4}, recall {:.4}, asked of those to be asked {:.4}; {} questions in all",
            self.cases.len(), self.precision(), self.recall(), self.asked(), self.questions
        ));
        lines.join("\n")
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).expect("small"));
    if whole == 0 {
        1.0
    } else {
        number(part) / number(whole)
    }
}
