//! Years the generator made: nothing is merged that it did not make as a repeat, and everything that it did.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{qingfeng, temp};

/// How the files are named that tell again what a section's form says.
const AGAIN: [&str; 2] = ["-岗位廉政风险自查表", "（初稿）"];

fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("data").join(name)).unwrap_or_default();
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A year of so many entries in its folder, run with more settings; the pairs merged, each with the file and the 风险点 of both,
/// and the number of questions.
fn merged(seed: usize, plan: [usize; 2], settings: &str) -> (Vec<[[String; 2]; 2]>, usize) {
    let [entries, repeats] = plan;
    let dir = temp();
    let [forms, out] = ["收表", "结果"].map(|name| dir.path().join(name));
    let [forms, result] = [&forms, &out].map(|path| path.display().to_string());
    let [seed, entries, repeats] = [seed, entries, repeats].map(|n| n.to_string());
    let plan = [
        "--seed",
        &seed,
        "--entries",
        &entries,
        "--repeats",
        &repeats,
    ];
    let made = qingfeng(&[&["sample", "-o", &forms], &plan[..]].concat());
    assert_eq!(made.status, 0, "{}", made.err);
    let policy = dir.path().join("收表/qingfeng.toml");
    let written = fs::read_to_string(&policy).expect("the policy");
    fs::write(policy, written + settings).expect("written");
    let said = qingfeng(&["run", &forms, "-o", &result, "--date", "2026-11-30"]);
    assert!(said.status < 2, "{}", said.err);
    let rows = lines(&out, "entries.jsonl");
    let rows: BTreeMap<&str, &Value> = rows.iter().map(|row| (text(&row["id"]), row)).collect();
    let links = lines(&out, "merges.jsonl");
    let (matches, asked): (Vec<_>, Vec<_>) =
        links.iter().partition(|l| text(&l["decision"]) == "match");
    let side = |id: &Value| {
        let row = rows[text(id)];
        [&row["place"]["file"], &row["risk"]].map(|value| text(value).to_owned())
    };
    let pairs = matches
        .iter()
        .map(|l| [side(&l["kept"]), side(&l["merged"])]);
    (pairs.collect(), asked.len())
}

fn prove(seeds: impl Iterator<Item = usize>, entries: usize) {
    for seed in seeds {
        let (pairs, _) = merged(seed, [entries, 0], "");
        assert!(pairs.is_empty(), "year {seed}: {pairs:?}");
    }
}

#[test]
fn in_years_of_distinct_entries_nothing_is_merged() {
    prove(1..=5, 80);
}

/// A person tells a fact again as it stands, with a slip, or with another amount, which is another fact.
#[test]
fn in_a_year_with_repeats_a_repeat_and_what_it_repeats_are_merged() {
    let (pairs, _) = merged(2, [200, 6], "");
    assert!(!pairs.is_empty());
    for [kept, other] in pairs {
        // Who repeats is a person, or the section itself in its first version.
        let again = |side: &[String; 2]| AGAIN.iter().any(|name| side[0].contains(name));
        assert!(again(&kept) != again(&other), "{kept:?} {other:?}");
        let amount = |side: &[String; 2]| side[1].contains("50万元");
        assert_eq!(amount(&kept), amount(&other), "{kept:?} {other:?}");
    }
}

/// Looking for what is told anew costs less than a third more questions: the texts of these years are not told anew.
#[test]
fn in_an_ordinary_year_few_more_are_asked_about() {
    let asked = |settings: &str| merged(21, [400, 0], settings).1;
    let (all, alike) = (asked(""), asked("\n[linkage]\nsimilar = 30\n"));
    assert!(alike > 10 && all >= alike, "{all} questions, {alike}");
    assert!(
        all * 10 <= alike * 13,
        "{all} questions, {alike} of them of what is much alike"
    );
}

#[test]
#[ignore = "takes minutes: five years of 2,000 entries"]
#[allow(clippy::print_stdout)]
fn large_years_of_distinct_entries() {
    prove(11..=15, 2000);
    for seed in 11..=15 {
        let (pairs, asked) = merged(seed, [600, 6], "");
        println!("{seed}: {} merged, {asked} questions", pairs.len());
    }
}
