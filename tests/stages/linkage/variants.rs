//! Entries with variants of what they say, one word for another: which are one, and which never are.

use std::collections::BTreeMap;

use super::bureau::Written;
use super::labelled::{Case, Measured, Wanted, measure_cases};

/// Runs the variants in rounds: in each, one variant of every entry stands in one bureau.
pub fn measure(text: &str) -> Measured {
    let mut rounds: BTreeMap<(&str, usize), Vec<Case>> = BTreeMap::new();
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    for (number, block) in blocks.enumerate() {
        let mut lines = block
            .lines()
            .filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let Some(entry) = lines.next().map(entry) else {
            continue;
        };
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        let (beside, lines): (Vec<&str>, Vec<&str>) = lines.partition(|l| l.starts_with('~'));
        for line in lines {
            let (kind, expect, b) = variant(&entry, line);
            let nth = counted.entry(kind).or_default();
            let case = Case {
                id: format!("{kind}-{number:02}-{nth}"),
                kind: kind.to_owned(),
                expect,
                a: entry.clone(),
                b,
            };
            let round = rounds.entry((kind, *nth)).or_default();
            if let [one, other] = beside[..] {
                round.push(Case {
                    id: format!("{kind}-{number:02}-{nth}-beside"),
                    kind: "other-risk-beside".to_owned(),
                    expect: Wanted::ApartOrPossible,
                    a: retold(&entry, &one[1..]),
                    b: retold(&entry, &other[1..]),
                });
            }
            round.push(case);
            *nth += 1;
        }
    }
    let mut all = Measured {
        cases: Vec::new(),
        strangers: Vec::new(),
        questions: 0,
    };
    for measured in rounds.into_values().map(measure_cases) {
        all.cases.extend(measured.cases);
        all.strangers.extend(measured.strangers);
        all.questions += measured.questions;
    }
    all
}

fn entry(line: &str) -> Written {
    let parts: Vec<&str> = line.split('|').collect();
    let [section, post, matter, risk, told] = parts[..] else {
        panic!("no entry: {line}");
    };
    Written {
        section: section.to_owned(),
        post: post.to_owned(),
        matter: matter.to_owned(),
        risk: risk.to_owned(),
        manifestation: told.to_owned(),
        measures: "双人复核，每月抽查一次".to_owned(),
        level: "二级".to_owned(),
        ..Written::default()
    }
}

/// What a line makes of an entry: the kind of the pair, what is wanted, and the other entry.
fn variant(entry: &Written, line: &str) -> (&'static str, Wanted, Written) {
    let mut other = entry.clone();
    let (sign, told) = line.split_at(1);
    let (kind, expect) = match sign {
        "+" => ("near", Wanted::Match),
        "-" => ("trap", Wanted::ApartOrPossible),
        "?" => ("reworded", Wanted::Possible),
        "!" => ("other-risk", Wanted::ApartOrPossible),
        "*" => ("clause", Wanted::Match),
        "@" => ("cross-section", Wanted::Possible),
        "^" => ("cross-matter", Wanted::Possible),
        _ => panic!("no variant: {line}"),
    };
    match sign {
        "?" => other = retold(entry, told),
        "!" => told.clone_into(&mut other.risk),
        "*" => other.manifestation.push_str(told),
        "^" => told.clone_into(&mut other.matter),
        "@" => {
            let (section, post) = told.split_once('|').expect("both");
            section.clone_into(&mut other.section);
            post.clone_into(&mut other.post);
        }
        _ => told.split(';').for_each(|swap| exchange(&mut other, swap)),
    }
    (kind, expect, other)
}

/// An entry that says something else: risk point|manifestation.
fn retold(entry: &Written, told: &str) -> Written {
    let (risk, manifestation) = told.split_once('|').expect("both");
    Written {
        risk: risk.to_owned(),
        manifestation: manifestation.to_owned(),
        ..entry.clone()
    }
}

/// A word for another, in the manifestation or else in the risk point.
fn exchange(entry: &mut Written, swap: &str) {
    let (from, to) = swap.split_once('=').expect("words for words");
    let fields = [&mut entry.manifestation, &mut entry.risk];
    let field = fields.into_iter().find(|text| text.contains(from));
    let field = field.unwrap_or_else(|| panic!("stands nowhere: {swap}"));
    *field = field.replacen(from, to, 1);
}
