//! Random schemes and random years for them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use qingfeng::app;
use qingfeng::location::{CellRef, Place};
use qingfeng::model::{
    Coverage, Disposition, LedgerEntry, LedgerKind, Mark, Points, Register, ScoreSheet, Scorecard,
    Scored, ScoredKind,
};
use qingfeng::policy::{Policy, Scoring, Source, Standing};
use qingfeng::score;

const SECTIONS: [&str; 6] = ["预算科", "国库科", "会计科", "综合科", "人事科", "金融科"];
const EVALUATORS: [&str; 3] = ["self", "office", "group"];

/// A scheme and a year in numbers; `policy` and `score` make words of them.
#[derive(Clone, Debug)]
pub struct RandomYear {
    sections: usize,
    /// Points of each item in hundredths with its rule, by dimension.
    dimensions: Vec<Vec<(i64, usize)>>,
    bonus: Vec<i64>,
    cap: Option<i64>,
    deductions: Vec<i64>,
    veto: bool,
    mins: BTreeSet<i64>,
    quota: Option<(i64, usize)>,
    converted: i64,
    /// For every section, item and evaluator: a mark in thousandths of the points; none for 未评.
    marks: Vec<Option<u16>>,
    /// Section and kind of each disposition.
    dispositions: Vec<(usize, usize)>,
    /// Section and whether it was closed in time.
    rectifications: Vec<(usize, bool)>,
}

/// Any year.
pub fn year() -> impl Strategy<Value = RandomYear> {
    let item = (1_i64..3000, 0_usize..7);
    let few = |n| prop::collection::vec(1_i64..1000, 0..n);
    // Few different marks, so that equal totals are common.
    let mark = prop_oneof![1 => Just(None), 6 => prop::sample::select(vec![0_u16, 500, 800, 1000]).prop_map(Some), 6 => (0_u16..=1000).prop_map(Some)];
    let scheme = (
        prop::collection::vec(prop::collection::vec(item, 1..4), 1..5),
        few(3),
        prop::option::of(1_i64..1500),
        few(3),
        any::<bool>(),
        prop::collection::btree_set(1_i64..9000, 1..4),
        prop::option::of((1_i64..=100, 0_usize..3)),
        1_i64..2000,
    );
    let data = (
        1_usize..=SECTIONS.len(),
        prop::collection::vec(mark, 300),
        prop::collection::vec((0..SECTIONS.len(), 0_usize..4), 0..8),
        prop::collection::vec((0..SECTIONS.len(), any::<bool>()), 0..8),
    );
    (scheme, data).prop_map(|(scheme, data)| {
        let (dimensions, bonus, cap, deductions, veto, mins, quota, converted) = scheme;
        let (sections, marks, dispositions, rectifications) = data;
        RandomYear {
            sections,
            dimensions,
            bonus,
            cap,
            deductions,
            veto,
            mins,
            quota,
            converted,
            marks,
            dispositions,
            rectifications,
        }
    })
}

fn shown(hundredths: i64) -> Points {
    Points::hundredths(hundredths)
}

fn rule(number: usize, points: i64) -> String {
    match number {
        0 => "kind = \"range\"\nby = [\"office\"]".to_owned(),
        1 => "kind = \"weighted\"\nby = [\"self\", \"office\", \"group\"]".to_owned(),
        2 => "kind = \"average\"\nby = [\"office\", \"group\"]".to_owned(),
        3 => "kind = \"average\"\nby = [\"self\", \"office\", \"group\"]".to_owned(),
        4 => format!(
            "kind = \"per_time\"\nmetric = \"reminders\"\neach = {}\nfloor = {}",
            shown(points / 3),
            shown(points / 5)
        ),
        5 => "kind = \"all_or_nothing\"\nmetric = \"admonitions\"".to_owned(),
        _ => "kind = \"rate\"\nmetric = \"rectified_in_time\"".to_owned(),
    }
}

impl RandomYear {
    /// The policy with this scheme.
    pub fn policy(&self) -> Policy {
        let source = Source {
            name: "qingfeng.toml".to_owned(),
            text: self.toml(),
        };
        Policy::from_source(&source, &app::checks())
            .unwrap_or_else(|e| panic!("{}\n{e}", self.toml()))
    }

    fn toml(&self) -> String {
        let sum = |items: &Vec<(i64, usize)>| items.iter().map(|i| i.0).sum::<i64>();
        let full: i64 = self.dimensions.iter().map(sum).sum();
        let mut out = String::new();
        for name in &SECTIONS[..self.sections] {
            let _ = writeln!(out, "[[sections]]\nname = \"{name}\"");
        }
        let cap = self.cap.map_or("bonus_capped = false".to_owned(), |cap| {
            format!("bonus_cap = {}", shown(cap))
        });
        let _ = writeln!(
            out,
            "[scoring]\nreplace = true\nfull = {}\nconverted = {}\n{cap}",
            shown(full),
            shown(self.converted)
        );
        if let Some((percent, ties)) = self.quota {
            let rule = [
                "ties = \"include\"",
                "ties = \"exclude\"",
                "ties = \"compare\"\ncompare = [\"d0\"]",
            ][ties];
            let _ = writeln!(out, "[scoring.quota]\npercent = {percent}\n{rule}");
        }
        for (key, weight) in EVALUATORS.iter().zip([20, 40, 40]) {
            let _ = writeln!(
                out,
                "[[scoring.evaluators]]\nkey = \"{key}\"\nname = \"{key}\"\nweight = {weight}"
            );
        }
        for (at, items) in self.dimensions.iter().enumerate() {
            let _ = writeln!(
                out,
                "[[scoring.dimensions]]\nkey = \"d{at}\"\nname = \"维度{at}\"\npoints = {}",
                shown(sum(items))
            );
            for (number, (points, kind)) in items.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "[[scoring.items]]\ncode = \"{at}-{number}\"\nsubject = \"section\"\ndimension = \"d{at}\"\nname = \"项目\"\npoints = {}\n{}",
                    shown(*points),
                    rule(*kind, *points)
                );
            }
        }
        let parts = [
            ("bonus", "加", &self.bonus, 2),
            ("deduction", "扣", &self.deductions, 4),
        ];
        for (part, name, all, kind) in parts {
            for (number, points) in all.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "[[scoring.items]]\ncode = \"{name}{number}\"\nsubject = \"section\"\npart = \"{part}\"\nname = \"{name}\"\npoints = {}\n{}",
                    shown(*points),
                    rule(kind, *points)
                );
            }
        }
        if self.veto {
            out += "[[scoring.vetoes]]\ncode = \"否\"\nname = \"否决\"\nsubjects = [\"section\"]\nmetric = \"sanctions\"\n";
        }
        for (at, min) in self.mins.iter().rev().chain([&0]).enumerate() {
            let _ = writeln!(
                out,
                "[[scoring.bands]]\nname = \"等{at}\"\nmin = {}\ncoefficient = {}",
                shown(*min),
                shown(120 - 7 * at as i64)
            );
        }
        out
    }

    /// What it scores.
    pub fn score(&self, policy: &Policy) -> Scorecard {
        let (ledger, sheets) = (self.ledger(), self.sheets(&policy.scoring));
        let (register, coverage, errors) =
            (Register::default(), Coverage::default(), BTreeSet::new());
        let year = score::Year {
            register: &register,
            rows: &[],
            findings: &[],
            errors: &errors,
            coverage: &coverage,
            ledger: &ledger,
            sheets: &sheets,
            year: 2026,
            date: day(30),
        };
        let (scores, findings) = score::score(&year, policy);
        assert!(findings.is_empty(), "{findings:?}");
        scores.year
    }

    fn sheets(&self, scheme: &Scoring) -> Vec<ScoreSheet> {
        let mut given = self.marks.iter().cycle();
        let sheet = |(at, key): (usize, &&str)| {
            let sections = &SECTIONS[..self.sections];
            let asked = sections.iter().flat_map(|s| {
                let items = scheme.marked_by(at, ScoredKind::Section, Standing::Staff);
                items.map(move |item| (s, item))
            });
            let marks = asked.filter_map(|(section, item)| {
                let part = (*given.next()?)?;
                Some(Mark {
                    scored: Scored {
                        section: (*section).to_owned(),
                        ..Scored::default()
                    },
                    item: item.code.clone(),
                    mark: Some(shown(item.points.in_hundredths() * i64::from(part) / 1000)),
                    reason: String::new(),
                    place: place(key),
                })
            });
            ScoreSheet {
                file: Arc::from(*key),
                place: place(key),
                scheme: String::new(),
                evaluator: (*key).to_owned(),
                by: "张一".to_owned(),
                on: None,
                marks: marks.collect(),
                blank: 0,
            }
        };
        EVALUATORS.iter().enumerate().map(sheet).collect()
    }

    fn ledger(&self) -> Vec<LedgerEntry> {
        let entry = |number: usize, section: usize| LedgerEntry {
            ledger: LedgerKind::Disposition,
            place: place("台账"),
            scored: Scored {
                section: SECTIONS[section % self.sections].to_owned(),
                ..Scored::default()
            },
            disposition: None,
            on: Some(day(1).into()),
            ground: format!("{number}"),
            measure: String::new(),
            deadline: None,
            deadline_words: None,
            done: None,
            closed_on: None,
            state_at: place("台账"),
            written: BTreeMap::new(),
            fault: None,
        };
        let deeds = self
            .dispositions
            .iter()
            .enumerate()
            .map(|(number, (section, kind))| LedgerEntry {
                disposition: Some(Disposition::ALL[*kind]),
                ..entry(number, *section)
            });
        let problems =
            self.rectifications
                .iter()
                .enumerate()
                .map(|(number, (section, in_time))| LedgerEntry {
                    ledger: LedgerKind::Rectification,
                    on: None,
                    deadline: Some(day(10).into()),
                    closed_on: Some(day(if *in_time { 9 } else { 12 }).into()),
                    ..entry(number, *section)
                });
        deeds.chain(problems).collect()
    }
}

/// A day of November.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
}

fn place(file: &str) -> Place {
    Place::cell(&Arc::from(file), &Arc::from("表"), CellRef::new(0, 0))
}
