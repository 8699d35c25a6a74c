//! The score book stays alive: engines that are not ours recalculate it to what is stored, and after a change they say what
//! the program itself would have said.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "rows, columns and counts of a small workbook"
)]

#[path = "scorebook/engine.rs"]
mod engine;
#[path = "scorebook/random.rs"]
mod random;
mod support;
#[path = "support/year.rs"]
mod year;

use std::fs;
use std::path::Path;

use engine::{Engine, Shown, Stored};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use qingfeng::location::CellRef;
use qingfeng::model::{Points, Score, ScoredKind};
use qingfeng::policy::Scoring;
use qingfeng::score;
use qingfeng::writer::{Content, StyleRole};
use serde_json::Value;
use support::{changed, libreoffice, qingfeng, temp};

/// The score book of the samples, and its `scores.jsonl`.
fn samples() -> (Vec<u8>, Vec<Value>) {
    let out = temp();
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let result = out.path().join("结果");
    let [from, to] = [&forms, &result].map(|p| p.to_str().expect("a path"));
    let said = qingfeng(&["run", from, "-o", to, "--date", "2026-11-30"]);
    assert!(said.status < 2, "{}", said.err);
    let book = fs::read(result.join("03-年度考核评分表.xlsx")).expect("the score book");
    (book, year::lines(&result.join("data/scores.jsonl")))
}

/// Every figure of `scores.jsonl` stands in the workbook, and the sample year leaves nothing open.
#[test]
fn the_lines_of_scores_equal_the_workbook() {
    let (bytes, lines) = samples();
    let stored = Stored::open(&bytes);
    assert!(lines.len() > 100, "{} lines", lines.len());
    for line in &lines {
        let subject = line["subject"].as_str().expect("a subject");
        let [section, post, person] = ["section", "post", "person"].map(|k| line[k].as_str());
        let is_section = line["kind"] == "section";
        let sheet = if is_section {
            "考核汇总"
        } else {
            "岗位和人员"
        };
        let names = [section, post, person].map(|n| n.unwrap_or("—"));
        let row = stored.row(sheet, if is_section { &names[..1] } else { &names[..] });
        let cell =
            |head: &str| stored.shown(sheet, row, stored.find(sheet, head).expect("a head").1);
        assert_eq!(line["missing"], 0, "{subject}");
        for (key, head) in [
            ("rank", "名次"),
            ("total", "总分"),
            ("band", "等次"),
            ("converted", "折算分"),
            ("coefficient", "绩效\n系数"),
            ("bonus", "加分"),
            ("deductions", "扣分"),
            ("missing", "未评\n项数"),
        ] {
            assert_eq!(
                cell(head).map(Shown::json),
                Some(line[key].clone()),
                "{subject} {key}"
            );
        }
        for (dimension, name) in line["dimensions"]
            .as_array()
            .expect("dimensions")
            .iter()
            .zip(AIMS)
        {
            let head = format!("{name}\n（20）");
            assert_eq!(
                cell(&head).map(Shown::json),
                Some(dimension["earned"].clone()),
                "{subject} {name}"
            );
        }
        let (detail, from) = if is_section {
            (section.expect("a section"), 0)
        } else {
            let from = stored.find("岗位评分明细", subject).expect("the block").0;
            ("岗位评分明细", from)
        };
        let (head, approved) = stored.find(detail, "核定\n得分").expect("a head");
        // What came out stands at the head of the items.
        let outcome = if is_section { head + 1 } else { from };
        let total = stored.shown(detail, outcome, approved).map(Shown::json);
        assert_eq!(total, Some(line["total"].clone()), "{subject}");
        let said = |key: &str| line[key].to_string().replace("null", "—").replace('"', "");
        let standing = standing(["rank", "band", "converted", "coefficient"].map(said));
        let shown = stored.shown(detail, outcome, approved + 1);
        assert_eq!(shown, Some(&Shown::Text(standing)), "{subject}");
        for item in line["items"].as_array().expect("items") {
            let code = item["code"].as_str().expect("a code");
            let at = stored.below(detail, from, code);
            assert_eq!(
                stored.shown(detail, at, approved).map(Shown::json),
                Some(item["earned"].clone()),
                "{subject} {code}"
            );
            let basis = stored.shown(detail, at, approved + 2);
            assert_eq!(
                basis.map(Shown::json),
                Some(item["basis"].clone()),
                "{subject} {code}"
            );
        }
    }
}

/// What stands beside the total at the head of the items.
fn standing([rank, band, converted, coefficient]: [String; 4]) -> String {
    format!("名次 {rank}　等次 {band}　折算分 {converted}　绩效系数 {coefficient}")
}

const AIMS: [&str; 5] = [
    "岗位职责明确",
    "权力运行规范",
    "工作流程清晰",
    "廉政风险清楚",
    "防范措施得力",
];

#[test]
fn another_engine_recalculates_the_samples_to_what_is_stored() {
    let (bytes, _) = samples();
    let stored = Stored::open(&bytes);
    assert!(
        stored.formulas.len() > 5_000,
        "{} formulas",
        stored.formulas.len()
    );
    let wrong = stored.differences(&Engine::open(&bytes));
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        stored.formulas.len(),
        wrong.join("\n")
    );
}

/// Sections whose names no sheet may bear, or that look like another sheet or a formula: the formulas still find their cells.
#[test]
fn names_of_sections_do_not_disturb_the_formulas() {
    let long = "名称长得超过工作表名三十一个字上限的那个综合行政事务管理与后勤服务保障科";
    let names = [
        "综合科/政研室",
        "综合科、政研室",
        "a:b*?[x]",
        "O'科",
        "=1+1",
        "考核汇总",
        "评分方案",
        long,
    ];
    let folder = temp();
    let section = |name: &&str| format!("[[sections]]\nname = \"{name}\"\nposts = [\"岗'位\"]\n");
    let sections: Vec<String> = names.iter().map(section).collect();
    fs::create_dir(folder.path().join("收表")).expect("a folder");
    fs::write(folder.path().join("收表/qingfeng.toml"), sections.concat()).expect("a policy");
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/01-plain.xlsx");
    fs::copy(form, folder.path().join("收表/自查表.xlsx")).expect("a form");
    let [from, to] = ["收表", "结果"].map(|n| folder.path().join(n).display().to_string());
    let said = qingfeng(&["run", &from, "-o", &to, "--date", "2026-11-30"]);
    assert!(said.status < 2, "{}", said.err);
    let bytes = fs::read(Path::new(&to).join("03-年度考核评分表.xlsx")).expect("a book");
    let stored = Stored::open(&bytes);
    assert_eq!(
        stored.differences(&Engine::open(&bytes)),
        Vec::<String>::new()
    );
    for name in names {
        assert!(stored.find("考核汇总", name).is_some(), "{name}");
    }
}

/// People may change marks, approved points, counts of vetoes and their notes; every formula and all else is locked.
#[test]
fn only_what_people_decide_is_unlocked() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..20 {
        let year = random::year().new_tree(&mut runner).expect("a year");
        let year = year.current();
        let policy = year.policy();
        let book = random::spec(&year.score(&policy), &policy);
        for sheet in &book.sheets {
            // A page with nothing but a chart has nothing to lock.
            let Some(protection) = &sheet.protection else {
                assert!(!sheet.charts.is_empty(), "{} is not locked", sheet.name);
                continue;
            };
            for cell in &sheet.cells {
                let formula = matches!(
                    cell.content,
                    Content::Formula { .. } | Content::TextFormula { .. }
                );
                let input = matches!(
                    cell.style,
                    StyleRole::Input | StyleRole::InputCenter | StyleRole::InputDecimal
                );
                let open = protection.open.iter().any(|a| a.contains(cell.at));
                assert!(
                    open == input && !(open && formula),
                    "{} {}",
                    sheet.name,
                    cell.at
                );
            }
        }
    }
}

/// Only functions that Excel 2010, WPS and LibreOffice share.
#[test]
fn formulas_use_functions_that_all_programs_have() {
    let stored = Stored::open(&samples().0);
    let known = [
        "IF",
        "AND",
        "ISNUMBER",
        "ISTEXT",
        "RANK",
        "ROUND",
        "SUM",
        "MIN",
        "MAX",
        "COUNT",
        "COUNTIF",
        "SUMPRODUCT",
        "INT",
    ];
    for (sheet, row, col, formula) in &stored.formulas {
        let bare: String = formula.split('"').step_by(2).collect();
        let bare: String = bare.split('\'').step_by(2).collect();
        let mut word = String::new();
        for c in bare.chars() {
            if c == '(' && !word.is_empty() {
                assert!(
                    known.contains(&word.as_str()),
                    "{word} at {sheet} {row},{col}: {formula}"
                );
            }
            word = if c.is_alphanumeric() || c == '.' || c == '_' {
                word + &c.to_string()
            } else {
                String::new()
            };
        }
    }
}

/// LibreOffice reckons the samples to what is stored; a changed mark is followed as the program itself would have it.
#[test]
fn libreoffice_recalculates_the_samples_and_what_people_change() {
    let (bytes, _) = samples();
    let folder = temp();
    let Some(again) = libreoffice(&bytes, "xlsx", folder.path()) else {
        return;
    };
    let (stored, theirs) = (Stored::open(&bytes), Stored::open(&again));
    for (sheet, row, col, formula) in &stored.formulas {
        let at = |book: &Stored| book.shown(sheet, *row, *col).cloned();
        assert_eq!(at(&theirs), at(&stored), "{sheet} {row},{col}: {formula}");
    }
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut followed = 0;
    while followed < 4 {
        let year = random::year()
            .new_tree(&mut runner)
            .expect("a year")
            .current();
        let change = any::<random::Change>()
            .new_tree(&mut runner)
            .expect("a change")
            .current();
        let policy = year.policy();
        let card = year.score(&policy);
        let bytes = random::book(&card, &policy);
        let stored = Stored::open(&bytes);
        let mut scores = card.sections.clone();
        let Some(cell) = change.apply(&mut scores, &policy.scoring, &stored) else {
            continue;
        };
        score::settle(&mut scores, ScoredKind::Section, &policy.scoring);
        if scores == card.sections {
            continue;
        }
        let name = CellRef::new(cell.row, cell.col).to_string();
        let edited = changed(&bytes, &cell.sheet, &name, cell.number);
        let theirs = libreoffice(&edited, "xlsx", folder.path()).expect("LibreOffice");
        let theirs = Stored::open(&theirs);
        let shown = |sheet: &str, row, col| theirs.shown(sheet, row, col).cloned();
        let wrong = compare(shown, &stored, "考核汇总", &scores, &policy.scoring);
        assert_eq!(wrong, Vec::<String>::new(), "{change:?} of {year:?}");
        followed += 1;
    }
}

/// The lines of a summary and the heads of the sections' sheets in the engine against the scores reckoned here.
fn compare(
    shown: impl Fn(&str, u32, u32) -> Option<Shown>,
    stored: &Stored,
    sheet: &str,
    scores: &[Score],
    scheme: &Scoring,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for score in scores {
        let who = &score.scored;
        let person = who.person.as_deref();
        let name = person.or(who.post.as_deref()).unwrap_or(&who.section);
        let (row, _) = stored.find(sheet, name).expect("the line");
        let head = |text: &str| stored.find(sheet, text).expect("the head").1;
        let result = &score.result;
        let number = |points: Option<Points>, word: &str| {
            points.map_or(Shown::Text(word.to_owned()), |p| Shown::Number(p.as_f64()))
        };
        let rank = result
            .rank
            .map_or(Shown::Text("—".to_owned()), |r| Shown::Number(r as f64));
        let band = result.band.map_or("—", |b| scheme.bands[b].name.as_str());
        for (what, expected) in [
            ("名次", rank),
            ("总分", number(result.total, "未评完")),
            ("等次", Shown::Text(band.to_owned())),
            ("折算分", number(result.converted, "—")),
            ("绩效\n系数", number(result.coefficient, "—")),
            ("加分", number(Some(result.bonus), "")),
            ("扣分", number(Some(result.deductions), "")),
        ] {
            let got = shown(sheet, row, head(what));
            let same = match (&expected, &got) {
                (Shown::Number(a), Some(Shown::Number(b))) => (a - b).abs() < 1e-9,
                _ => Some(&expected) == got.as_ref(),
            };
            if !same {
                wrong.push(format!("{who} {what}: {got:?}, reckoned {expected:?}"));
            }
        }
        let or_none = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
        let expected = Shown::Text(standing([
            or_none(result.rank.map(|r| r.to_string())),
            band.to_owned(),
            or_none(result.converted.map(|p| p.to_string())),
            or_none(result.coefficient.map(|p| p.to_string())),
        ]));
        let (head, approved) = stored.find(&who.section, "核定\n得分").expect("the head");
        let got = shown(&who.section, head + 1, approved + 1);
        if got.as_ref() != Some(&expected) {
            wrong.push(format!("{who}: {got:?}, reckoned {expected:?}"));
        }
    }
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("THOROUGH").is_some() { 600 } else { 48 }))]

    /// Any scheme, any data: stored results are what the formulas give, before and after somebody changes a cell.
    #[test]
    fn any_scheme_over_any_data(year in random::year(), change in any::<random::Change>()) {
        let policy = year.policy();
        let card = year.score(&policy);
        let bytes = random::book(&card, &policy);
        let stored = Stored::open(&bytes);
        let mut engine = Engine::open(&bytes);
        prop_assert_eq!(stored.differences(&engine), Vec::<String>::new());
        prop_assert_eq!(compare(|s, r, c| Some(engine.shown(s, r, c)), &stored, "考核汇总", &card.sections, &policy.scoring), Vec::<String>::new());

        let mut scores = card.sections.clone();
        let Some(cell) = change.apply(&mut scores, &policy.scoring, &stored) else { return Ok(()) };
        score::settle(&mut scores, ScoredKind::Section, &policy.scoring);
        engine.write(&cell.sheet, cell.row, cell.col, cell.number);
        let adjusted = stored.find(&cell.sheet, "调整").expect("a head").1;
        let said = Shown::Text(cell.said.to_owned());
        prop_assert_eq!(engine.shown(&cell.sheet, cell.row, adjusted), said);
        prop_assert_eq!(compare(|s, r, c| Some(engine.shown(s, r, c)), &stored, "考核汇总", &scores, &policy.scoring), Vec::<String>::new());
    }
}

/// What the group changed in the meeting is not lost when the program runs again.
#[test]
fn a_score_book_that_was_changed_is_kept_beside_the_new_one() {
    let year = year::Year::new("");
    year.form("预算科", "2026-11-02", &[year::GOOD]).run();
    let book = year.path("结果/03-年度考核评分表.xlsx");
    let written = fs::read(&book).expect("the book");
    let (row, col) = Stored::open(&written)
        .find("预算科", "核定\n得分")
        .expect("a head");
    let cell = CellRef::new(row + 3, col).to_string();
    let edited = changed(&written, "预算科", &cell, Some(3.5));
    fs::write(&book, &edited).expect("written");
    let said = year.run();
    let kept = year.path("结果/03-年度考核评分表（填过的1）.xlsx");
    assert_eq!(fs::read(kept).expect("kept"), edited);
    assert_eq!(fs::read(&book).expect("anew"), written);
    assert!(
        said.out
            .contains("另存为“03-年度考核评分表（填过的1）.xlsx”"),
        "{}",
        said.out
    );
    // Nothing was changed since: nothing more is kept.
    year.run();
    assert!(!year.path("结果/03-年度考核评分表（填过的2）.xlsx").exists());
}
