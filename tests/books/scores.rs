//! The score book stays alive: engines that are not ours recalculate it to what is stored, and after a change they say what
//! the program itself would have said.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use qingfeng::location::CellRef;
use qingfeng::model::ScoredKind;
use qingfeng::score;
use qingfeng::writer::{Content, StyleRole};

use crate::engines::change::Change;
use crate::engines::engine::{Engine, Shown, Stored};
use crate::engines::{book, compare, narrow_book, random, spec, standing};
use crate::support::edit::changed;
use crate::support::outcome::SAMPLES;
use crate::support::package::Book;
use crate::support::properties::cases;
use crate::support::year::{GOOD, Year};
use crate::support::{self, qingfeng, temp};

/// The score book of the samples.
fn samples() -> &'static [u8] {
    SAMPLES.file("03-年度考核评分表.xlsx")
}

/// Every figure of `scores.jsonl` stands in the workbook, and the sample year leaves nothing open.
#[test]
fn the_lines_of_scores_equal_the_workbook() {
    let lines = SAMPLES.lines("data/scores.jsonl");
    let stored = Stored::open(samples());
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
        // Only a post of which there is no entry leaves anything open.
        assert!(!is_section || line["missing"] == 0, "{subject}");
        let open = line["missing"] != 0;
        let total = if open {
            "未评完".into()
        } else {
            line["total"].clone()
        };
        for (key, head) in [
            ("rank", "名次"),
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
        assert_eq!(
            cell("总分").map(Shown::json),
            Some(total.clone()),
            "{subject}"
        );
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
        let shown = stored.shown(detail, outcome, approved).map(Shown::json);
        assert_eq!(shown, Some(total), "{subject}");
        let said = |key: &str| line[key].to_string().replace("null", "—").replace('"', "");
        let standing = standing(["rank", "band", "converted", "coefficient"].map(said));
        let shown = stored.shown(detail, outcome, approved + 1);
        assert_eq!(shown, Some(&Shown::Text(standing)), "{subject}");
        for item in line["items"].as_array().expect("items") {
            let code = item["code"].as_str().expect("a code");
            let at = stored.below(detail, from, code);
            let out = item["not_applicable"] == true;
            let earned = if out {
                "不适用".into()
            } else {
                item["earned"].clone()
            };
            assert_eq!(
                stored
                    .shown(detail, at, approved)
                    .map_or(serde_json::Value::Null, Shown::json),
                earned,
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

const AIMS: [&str; 5] = [
    "岗位职责明确",
    "权力运行规范",
    "工作流程清晰",
    "廉政风险清楚",
    "防范措施得力",
];

#[test]
fn another_engine_recalculates_the_samples_to_what_is_stored() {
    let bytes = samples();
    let stored = Stored::open(bytes);
    assert!(
        stored.formulas.len() > 5_000,
        "{} formulas",
        stored.formulas.len()
    );
    let wrong = stored.differences(&Engine::open(bytes));
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
    let form = support::forms().join("01-plain.xlsx");
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

/// Nobody leafs through hundreds of sheets: many sections stand below each other, on as many sheets as their rows need, and
/// every formula still finds its cells.
#[test]
fn many_sections_stand_below_each_other_on_as_many_sheets_as_they_need() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let year = random::year().new_tree(&mut runner).expect("a year");
    let policy = year.current().policy();
    let mut card = year.current().score(&policy);
    let first = card.sections[0].clone();
    let named = (1..=120).map(|number| {
        let mut score = first.clone();
        score.scored.section = format!("第{number}科");
        score
    });
    card.sections = named.collect();
    score::settle(&mut card.sections, ScoredKind::Section, &policy.scoring);
    let bytes = narrow_book(&card, &policy, 600);
    let book = Book::read(&bytes);
    let details = book.sheets().filter(|(n, _)| n.starts_with("科室评分明细"));
    let details: Vec<_> = details.collect();
    assert!(details.len() > 1, "{:?}", book.names());
    assert!(!book.names().contains(&"第1科"));
    for (name, sheet) in &details {
        assert!(sheet.last_row() < 600, "{name}");
        let told = format!("分在 {} 张", details.len());
        assert!(sheet.all_text().contains(&told), "{name}");
    }
    for score in &card.sections {
        let name = &score.scored.section;
        let on = details.iter().filter(|(_, s)| s.find(name).is_some());
        assert_eq!(on.count(), 1, "{name}");
    }
    let stored = Stored::open(&bytes);
    let over = format!("'科室评分明细({})'!", details.len());
    assert!(stored.formulas.iter().any(|f| f.3.contains(&over)));
    let wrong = stored.differences(&Engine::open(&bytes));
    assert_eq!(wrong, Vec::<String>::new());
}

/// People may change marks, approved points, counts of vetoes and their notes; every formula and all else is locked.
#[test]
fn only_what_people_decide_is_unlocked() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..20 {
        let year = random::year().new_tree(&mut runner).expect("a year");
        let year = year.current();
        let policy = year.policy();
        let book = spec(&year.score(&policy), &policy);
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
    let stored = Stored::open(samples());
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: ProptestConfig::default().failure_persistence, ..cases(48) })]

    /// Any scheme, any data: stored results are what the formulas give, before and after somebody changes a cell.
    #[test]
    fn any_scheme_over_any_data(year in random::year(), change in any::<Change>()) {
        let policy = year.policy();
        let card = year.score(&policy);
        let bytes = book(&card, &policy);
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
    let year = Year::new("");
    year.form("预算科", "2026-11-02", &[GOOD]).run();
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

/// The published schemes: counts, tiers, ranks, what does not apply, classes, quotas of several bands, and the section's score
/// within its people's, all alive.
#[test]
fn another_engine_recalculates_the_books_of_the_published_schemes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/schemes");
    for scheme in fs::read_dir(folder).expect("schemes") {
        let scheme = scheme.expect("a scheme").path();
        let text = fs::read_to_string(&scheme).expect("a scheme");
        let year = Year::new(&text);
        let policy = year.path("收表/qingfeng.toml");
        let written = fs::read_to_string(&policy).expect("a policy");
        let of_class = written.replace("\nleader = ", "\nclass = \"业务科室\"\nleader = ");
        fs::write(&policy, of_class).expect("written");
        let line = |code, section, mark| [code, section, "", "", mark, "有依据"];
        let lines = [
            line("1", "预算科", "13"),
            line("2", "预算科", "7"),
            line("3", "预算科", "不适用"),
            line("4", "预算科", "15"),
            line("扣1", "预算科", "4"),
            line("1", "国库科", "12"),
            line("2", "国库科", "9"),
            line("3", "国库科", "15"),
            line("4", "国库科", "16"),
            line("扣1", "国库科", "1"),
            line("加1", "国库科", "4"),
            line("加2", "国库科", "3"),
            line("否2", "国库科", "1"),
            ["岗2", "预算科", "审核岗", "张一", "优秀3 称职2", ""],
        ];
        for evaluator in ["考核办公室", "核准", "防控办", "局领导"] {
            year.marks(&format!("{evaluator}.xlsx"), evaluator, "周九", &lines);
        }
        year.marks("自评.xlsx", "自评", "王三", &lines[..3]);
        year.marks("自评2.xlsx", "自评", "赵四", &lines[5..8]);
        year.run();
        let bytes = fs::read(year.path("结果/03-年度考核评分表.xlsx")).expect("a book");
        let stored = Stored::open(&bytes);
        let differences = stored.differences(&Engine::open(&bytes));
        assert_eq!(differences, Vec::<String>::new(), "{}", scheme.display());
    }
}
