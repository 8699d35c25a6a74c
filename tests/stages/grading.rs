//! Suggested levels: a decision table with every combination of the answers, the notations they come in, the other methods,
//! and the order in which the four levels count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use qingfeng::app::{self, Occasion};
use qingfeng::model::{Answer, Basis, Entry, Field, Form, Level};
use qingfeng::policy::{Policy, Source};
use qingfeng::reader;
use rust_xlsxwriter::{Format, Workbook};

use crate::support;

/// 三重一大, 人财物, 裁量权: 是 (y), 否 (n), nothing or nothing readable (x). 可能后果: 刑事 (刑), 党纪政纪 (党), 内部 (内),
/// nothing (空), nothing readable (？). Then the level with its criteria, or what the answers leave open: the answers that
/// alone could turn it, or that no criterion fits. Several characters in one place are several rows.
///
/// Criteria: A 三重一大; B 人财物 and 裁量权; C 刑事. D 裁量权 without 人财物; E 党纪政纪 without 人财物. F none of all this.
const DECISIONS: &str = "
    y    y    y    刑        1 ABC
    y    y    y    党内空？  1 AB
    y    y    nx   刑        1 AC
    y    nx   ynx  刑        1 AC
    y    y    nx   党内空？  1 A
    y    nx   ynx  党内空？  1 A
    nx   y    y    刑        1 BC
    nx   y    y    党内空？  1 B
    nx   y    nx   刑        1 C
    nx   n    y    刑        1 C
    nx   x    ynx  刑        1 C
    n    n    n    刑        1 C    contradiction
    n    n    x    刑        1 C
    x    n    nx   刑        1 C
    n    n    y    内空      2 D
    n    n    y    党        2 DE
    n    n    nx   党        2 E
    n    n    n    内空      3 F
    n    n    x    内空      ?      裁
    n    y    n    党内空    ?      none
    n    y    x    党内空    ?      裁
    n    x    yn   党内空    ?      人
    n    x    x    党内空    ?      人裁
    n    n    yn   ？        ?      后
    n    n    x    ？        ?      裁后
    n    y    n    ？        ?      后
    n    y    x    ？        ?      裁后
    n    x    yn   ？        ?      人后
    n    x    x    ？        ?      人裁后
    x    n    yn   党内空    ?      三
    x    n    x    党        ?      三
    x    n    x    内空      ?      三裁
    x    n    yn   ？        ?      三后
    x    n    x    ？        ?      三裁后
    x    y    n    党内空    ?      三
    x    y    x    党内空    ?      三裁
    x    y    n    ？        ?      三后
    x    y    x    ？        ?      三裁后
    x    x    yn   党内空    ?      三人
    x    x    x    党内空    ?      三人裁
    x    x    yn   ？        ?      三人后
    x    x    x    ？        ?      三人裁后
";

/// How each answer is written: yes, no, blank, unreadable.
const WRITTEN: [[&str; 4]; 3] = [
    ["是", "否", "", "不清楚"],
    ["是", "否", "", "不清楚"],
    ["有", "无", "", "不清楚"],
];
const CONSEQUENCES: [(char, &str); 5] = [
    ('刑', "刑事责任"),
    ('党', "党纪政纪处分"),
    ('内', "内部责任追究"),
    ('空', ""),
    ('？', "视情节而定"),
];
const CRITERIA: [(char, &str); 6] = [
    ('A', "事项属于三重一大"),
    ('B', "岗位直接掌握人财物，并且有自由裁量权"),
    ('C', "一旦滥用可能构成犯罪"),
    ('D', "不直接掌握人财物，但有自由裁量权"),
    ('E', "不直接掌握人财物，但一旦失守可能受到党纪政纪处分"),
    (
        'F',
        "不涉及三重一大，不掌握人财物，没有自由裁量权，也没有填报更重的后果",
    ),
];

/// One combination: which of the four ways each question is answered, and the consequence.
type Case = ([usize; 3], char);

fn all_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for n in 0..64_usize {
        let answers = [n / 16, n / 4 % 4, n % 4];
        cases.extend(CONSEQUENCES.iter().map(|(c, _)| (answers, *c)));
    }
    cases
}

/// What the table says of a case.
struct Expected {
    level: Option<Level>,
    criteria: BTreeSet<char>,
    open: &'static str,
}

fn expected((answers, consequence): Case) -> Expected {
    let fits = |row: &[&str]| {
        let kind = |answer: usize| ['y', 'n', 'x', 'x'][answer];
        let questions = answers.iter().zip(row);
        questions
            .into_iter()
            .all(|(a, given)| given.contains(kind(*a)))
            && row[3].contains(consequence)
    };
    let rows = DECISIONS
        .lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>());
    let rows: Vec<_> = rows.filter(|r| !r.is_empty() && fits(r)).collect();
    let [row] = rows.as_slice() else {
        panic!("{answers:?} {consequence} fits {} rows", rows.len());
    };
    let level = row[4].parse().ok().and_then(Level::from_number);
    let (criteria, open) = if level.is_some() {
        (row[5].chars().collect(), row.get(6).copied().unwrap_or(""))
    } else {
        (BTreeSet::new(), row[5])
    };
    Expected {
        level,
        criteria,
        open,
    }
}

const HEADS: [&str; 6] = [
    "风险点",
    "是否涉及三重一大",
    "是否直接掌握人财物",
    "有无自由裁量权",
    "可能后果",
    "防控措施",
];
/// Excel's letters of the answers.
const LETTERS: [char; 4] = ['B', 'C', 'D', 'E'];

fn sheet(heads: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (col, head) in (0..).zip(heads) {
        sheet.write(0, col, *head).expect("a head");
    }
    for (row, cells) in (1..).zip(rows) {
        for (col, text) in (0..).zip(cells).filter(|(_, t)| !t.is_empty()) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn policy(text: &str) -> Policy {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).unwrap_or_else(|e| panic!("{e}"))
}

/// A form as the program understands, checks and grades it.
fn form(bytes: &[u8], policy: &Policy) -> Form {
    let folder = support::temp();
    let path = folder.path().join("预算科.xlsx");
    std::fs::write(&path, bytes).expect("a form");
    let source = reader::Source {
        path,
        shown: Arc::from("预算科.xlsx"),
    };
    let occasion = Occasion {
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        year: 2026,
    };
    app::process(&source, policy, occasion)
}

/// Codes of grading by Excel's row, each with the letter of its cell.
fn codes(form: &Form) -> BTreeMap<u32, BTreeSet<String>> {
    let mut codes: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for finding in form.findings.iter().filter(|f| f.code.starts_with('G')) {
        let cell = finding.place.cell.expect("a cell");
        let letter = cell.to_string().chars().next().expect("a letter");
        let code = format!("{}{letter}", finding.code);
        codes.entry(cell.excel_row()).or_default().insert(code);
    }
    codes
}

#[test]
fn every_combination_of_answers_has_its_suggestion_with_its_reasons() {
    let cases = all_cases();
    assert_eq!(cases.len(), 320);
    let row = |(n, (answers, consequence)): (usize, &Case)| {
        let mut cells = vec![format!("第{n}个风险点在办理时照顾关系单位")];
        let questions = answers.iter().zip(WRITTEN);
        cells.extend(questions.map(|(a, words)| words[*a].to_owned()));
        let (_, word) = CONSEQUENCES
            .iter()
            .find(|(c, _)| c == consequence)
            .expect("known");
        cells.push((*word).to_owned());
        cells.push("由两人复核并留存记录，每季度抽查一次".to_owned());
        cells
    };
    let rows: Vec<Vec<String>> = cases.iter().enumerate().map(row).collect();
    // Without a level column nothing is compared; that entries without a level are returned does not matter here.
    let form = form(&sheet(&HEADS, &rows), &policy(""));
    let codes = codes(&form);
    let entries: Vec<&Entry> = form.entries().collect();
    assert_eq!(entries.len(), cases.len());
    for (case, entry) in cases.into_iter().zip(entries) {
        let expected = expected(case);
        let grading = &entry.grading;
        assert_eq!(grading.suggested, expected.level, "{case:?}");
        let named = |reason: &qingfeng::model::Reason| {
            let known = CRITERIA
                .iter()
                .find(|(_, text)| reason.text.starts_with(&format!("{text}（")));
            known.expect("a criterion of the policy").0
        };
        let criteria: BTreeSet<char> = grading.reasons.iter().map(named).collect();
        assert_eq!(criteria, expected.criteria, "{case:?}");
        assert!(
            grading
                .reasons
                .iter()
                .all(|r| !r.clause.is_empty() && !r.cells.is_empty())
        );
        assert_eq!(
            grading.doubts.is_empty(),
            expected.open.is_empty(),
            "{case:?}"
        );
        let row = entry.rows.first + 1;
        let found = codes.get(&row).cloned().unwrap_or_default();
        assert_eq!(found, codes_of(case, &expected), "{case:?}");
    }
}

/// The findings a case must raise: each unreadable answer; the first answer left out that matters; a case no criterion fits;
/// a contradiction.
fn codes_of((answers, consequence): Case, expected: &Expected) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut missing = None;
    for ((letter, name), answer) in LETTERS.iter().zip("三人裁".chars()).zip(answers) {
        if answer == 3 {
            codes.insert(format!("G03{letter}"));
        }
        if answer == 2 && expected.open.contains(name) {
            missing = missing.or(Some(format!("G04{letter}")));
        }
    }
    codes.extend(missing);
    if consequence == '？' {
        codes.insert("G03E".to_owned());
    }
    match expected.open {
        // There is no level column: it is said at the entry itself.
        "none" => codes.insert("G05A".to_owned()),
        "contradiction" => codes.insert("G06E".to_owned()),
        _ => false,
    };
    codes
}

/// The answers of one entry.
fn answers(cells: [&str; 4], policy: &Policy) -> [Option<Answer>; 4] {
    let mut row = vec!["违规调整预算项目".to_owned()];
    row.extend(cells.map(str::to_owned));
    row.push("由两人复核并留存记录".to_owned());
    let form = form(&sheet(&HEADS, &[row]), policy);
    let entry = form.entries().next().expect("an entry");
    [
        Field::ThreeImportant,
        Field::Resources,
        Field::Discretion,
        Field::Consequence,
    ]
    .map(|field| entry.answers.get(&field).copied())
}

#[test]
fn answers_are_known_in_every_notation_and_others_are_not_guessed() {
    use Answer::{Criminal, Discipline, Internal, No, Yes};
    let policy = policy("");
    for yes in [
        "是",
        "有",
        "√",
        "✔",
        "☑",
        "Y",
        "yes",
        "Ｙ",
        "涉及",
        "是（大额资金）",
        "有，直接管钱",
        "☑是 □否",
        "是√ 否□",
    ] {
        assert_eq!(answers([yes; 4], &policy)[..3], [Some(Yes); 3], "{yes}");
    }
    for no in [
        "否",
        "无",
        "×",
        "X",
        "N",
        "no",
        "没有",
        "不涉及",
        "無",
        "□是 ☑否",
        "□有 √无",
        "无，已取消",
    ] {
        assert_eq!(answers([no; 4], &policy)[..3], [Some(No); 3], "{no}");
    }
    for open in [
        "",
        "/",
        "—",
        "是/否",
        "有/无",
        "□是 □否",
        "☑是 ☑否",
        "部分",
        "不好说",
        "1",
        "是，但金额小",
    ] {
        assert_eq!(answers([open; 4], &policy), [None; 4], "{open}");
    }
    for (written, answer) in [
        ("构成犯罪，由司法机关追究刑事责任", Some(Criminal)),
        ("党纪、政务处分", Some(Discipline)),
        ("警示谈话", Some(Internal)),
        ("☑刑事责任 □党纪政纪处分 □内部责任追究", Some(Criminal)),
        ("□刑事责任 ☑党纪政纪处分 □内部责任追究", Some(Discipline)),
        ("□刑事责任 □党纪政纪处分 □内部责任追究", None),
        ("党纪处分或者刑事责任", None),
        ("不会追究刑事责任", None),
        ("无", None),
    ] {
        assert_eq!(answers([written; 4], &policy)[3], answer, "{written}");
    }
}

#[test]
fn the_matrix_multiplies_and_an_open_answer_counts_only_where_it_matters() {
    let policy = policy("[grading]\nmethod = \"matrix\"\n");
    let heads = ["风险点", "发生可能性", "影响程度", "防控措施"];
    let words = [("高", 3), ("中", 2), ("低", 1), ("", 0), ("说不清", 0)];
    for (likely, a) in words {
        for (impact, b) in words {
            let row = ["违规调整预算项目", likely, impact, "由两人复核并留存记录"];
            let form = form(&sheet(&heads, &[row.map(str::to_owned).to_vec()]), &policy);
            let entry = form.entries().next().expect("an entry");
            let number = match a * b {
                // One of them open: the product may be anything from once to three times the other.
                0 => None,
                6.. => Some(1),
                3..=5 => Some(2),
                _ => Some(3),
            };
            let level = number.and_then(Level::from_number);
            assert_eq!(entry.grading.suggested, level, "{likely} × {impact}");
            assert_eq!(entry.grading.reasons.len(), usize::from(level.is_some()));
        }
    }
}

#[test]
fn a_reason_claims_no_grade_nobody_gave() {
    let limits = "[grading]\nmethod = \"matrix\"\n[grading.matrix]\none = 9\ntwo = 8\n";
    let heads = ["风险点", "发生可能性", "影响程度", "防控措施"];
    for (likely, impact, said) in [
        ("低", "", "发生可能性 1 分 × 影响程度 1～3 分 = 1～3 分"),
        (
            "看情况",
            "小",
            "发生可能性 1～3 分 × 影响程度 1 分 = 1～3 分",
        ),
        ("中", "大", "发生可能性 2 分 × 影响程度 3 分 = 6 分"),
    ] {
        let row = ["违规调整预算项目", likely, impact, "由两人复核并留存记录"];
        let bytes = sheet(&heads, &[row.map(str::to_owned).to_vec()]);
        let form = form(&bytes, &policy(limits));
        let grading = &form.entries().next().expect("an entry").grading;
        assert_eq!(grading.suggested, Some(Level::Three), "{likely} × {impact}");
        let text = &grading.reasons[0].text;
        assert!(text.starts_with(&format!("{said}（")), "{text}");
    }
}

/// How many of the three questions have which answer: yes, no, neither; and the level by the default's limits, two for
/// level one and one for level two, unless the open answers could still turn it.
const COUNTS: [([usize; 3], Option<Level>); 10] = [
    ([3, 0, 0], Some(Level::One)),
    ([2, 1, 0], Some(Level::One)),
    ([2, 0, 1], Some(Level::One)),
    ([1, 2, 0], Some(Level::Two)),
    ([1, 1, 1], None),
    ([1, 0, 2], None),
    ([0, 3, 0], Some(Level::Three)),
    ([0, 2, 1], None),
    ([0, 1, 2], None),
    ([0, 0, 3], None),
];

#[test]
fn the_count_of_yes_answers_gives_the_level() {
    let policy = policy("[grading]\nmethod = \"count\"\n");
    let cases: Vec<[usize; 3]> = (0..64).map(|n| [n / 16, n / 4 % 4, n % 4]).collect();
    let row = |answers: &[usize; 3]| {
        let mut row = vec!["违规调整预算项目".to_owned()];
        let questions = answers.iter().zip(WRITTEN);
        row.extend(questions.map(|(a, words)| words[*a].to_owned()));
        // Not counted, and so of no effect.
        row.extend(["刑事责任", "由两人复核并留存记录"].map(str::to_owned));
        row
    };
    let rows: Vec<Vec<String>> = cases.iter().map(row).collect();
    let form = form(&sheet(&HEADS, &rows), &policy);
    assert_eq!(form.entries().count(), cases.len());
    for (answers, entry) in cases.iter().zip(form.entries()) {
        let number = |wanted: fn(usize) -> bool| answers.iter().filter(|a| wanted(**a)).count();
        let counts = [number(|a| a == 0), number(|a| a == 1), number(|a| a > 1)];
        let (_, level) = COUNTS.iter().find(|(c, _)| *c == counts).expect("listed");
        assert_eq!(entry.grading.suggested, *level, "{answers:?}");
        assert_eq!(
            entry.grading.doubts.is_empty(),
            level.is_some(),
            "{answers:?}"
        );
        let yes = format!("3 问中答“是（有）”的 {} 个（", counts[0]);
        assert!(
            entry
                .grading
                .reasons
                .iter()
                .all(|r| r.text.starts_with(&yes))
        );
        assert_eq!(entry.grading.reasons.len(), usize::from(level.is_some()));
    }
}

#[test]
fn each_entry_a_missing_column_leaves_open_is_counted() {
    // The first entry lacks only one of the absent answers, the second only the other.
    let own = policy(
        r#"
[[grading.criteria]]
level = 1
when = { three_important = ["yes"], consequence = ["criminal"] }
text = "三重一大，后果是刑事责任"
[[grading.criteria]]
level = 2
when = { discretion = ["yes"], consequence = ["internal"] }
text = "有裁量权，后果是内部追究"
"#,
    );
    let row = |consequence: &str| {
        ["违规调整预算项目", consequence, "由两人复核并留存记录"]
            .map(str::to_owned)
            .to_vec()
    };
    let rows = [row("刑事责任"), row("内部责任追究"), row("党纪政纪处分")];
    let form = form(&sheet(&["风险点", "可能后果", "防控措施"], &rows), &own);
    let missing = form.findings.iter().filter(|f| f.code == "G08");
    let said: Vec<&str> = missing.map(|f| f.message.as_str()).collect();
    assert_eq!(
        said,
        ["表中没有“涉及三重一大”、“自由裁量权”的栏目，有 2 条提不出建议等级"]
    );
}

#[test]
fn heads_in_quotation_marks_and_answers_merged_or_above_the_table_are_read() {
    let policy = policy("");
    let grading_of = |book: &mut Workbook| -> Vec<Option<Level>> {
        let form = form(&book.save_to_buffer().expect("a workbook"), &policy);
        form.entries().map(|e| e.grading.suggested).collect()
    };
    let plain = Format::new();

    let mut merged = Workbook::new();
    let sheet = merged.add_worksheet();
    let heads = [
        "风险点",
        "是否涉及“三重一大”",
        "是否直接掌握「人财物」",
        "有无 自由\n裁量权？",
        "防控措施",
    ];
    for (col, head) in (0..).zip(heads) {
        sheet.write(0, col, head).expect("a head");
    }
    for (row, risk) in (1..).zip(["违规调整预算项目", "拖延下达指标", "泄露未公开的数据"])
    {
        sheet.write(row, 0, risk).expect("a risk");
        sheet.write(row, 2, "否").expect("an answer");
        sheet.write(row, 3, "有").expect("an answer");
        sheet
            .write(row, 4, "由两人复核并留存记录")
            .expect("measures");
    }
    // The merged answer is that of the first two entries; the third has its own.
    sheet
        .merge_range(1, 1, 2, 1, "是", &plain)
        .expect("a merged cell");
    sheet.write(3, 1, "否").expect("an answer");
    assert_eq!(
        grading_of(&mut merged),
        [Some(Level::One), Some(Level::One), Some(Level::Two)]
    );

    let mut above = Workbook::new();
    let sheet = above.add_worksheet();
    let pairs = [
        ["是否涉及三重一大：", "☑是 □否"],
        ["是否直接掌握人财物：", "N"],
        ["有无自由裁量权：", "×"],
    ];
    for (row, [label, value]) in (0..).zip(pairs) {
        sheet.write(row, 0, label).expect("a label");
        sheet.write(row, 1, value).expect("an answer");
    }
    for (col, text) in (0..).zip(["风险点", "防控措施"]) {
        sheet.write(4, col, text).expect("a head");
    }
    for (col, text) in (0..).zip(["违规调整预算项目", "由两人复核并留存记录"]) {
        sheet.write(5, col, text).expect("a cell");
    }
    assert_eq!(grading_of(&mut above), [Some(Level::One)]);
}

#[test]
fn without_a_method_nothing_is_suggested_and_nothing_is_said() {
    let row = [
        "违规调整预算项目",
        "是",
        "也许",
        "",
        "刑事责任",
        "由两人复核并留存记录",
    ];
    let bytes = sheet(&HEADS, &[row.map(str::to_owned).to_vec()]);
    let form = form(&bytes, &policy("[grading]\nmethod = \"none\"\n"));
    let grading = &form.entries().next().expect("an entry").grading;
    assert_eq!(grading.suggested, None);
    assert!(grading.reasons.is_empty() && grading.doubts.is_empty());
    assert_eq!(codes(&form), BTreeMap::new());
}

#[test]
fn criteria_of_the_bureau_take_the_place_of_the_default() {
    let own = policy(
        r#"
[[grading.criteria]]
level = 2
when = { resources = ["yes"] }
text = "管钱管物"
clause = "本局办法第五条"
[[grading.criteria]]
level = 1
when = { resources = ["yes"], consequence = ["criminal", "discipline"] }
text = "管钱管物，后果严重"
"#,
    );
    let cells = ["是", "是", "有", "党纪处分"];
    let mut row = vec!["违规调整预算项目".to_owned()];
    row.extend(cells.map(str::to_owned));
    row.push("由两人复核并留存记录".to_owned());
    let form = form(&sheet(&HEADS, &[row]), &own);
    let grading = &form.entries().next().expect("an entry").grading;
    assert_eq!(
        grading.suggested,
        Some(Level::One),
        "the higher level comes first, wherever it is written"
    );
    assert!(grading.reasons[0].text.starts_with("管钱管物，后果严重（"));
}

#[test]
fn mistakes_in_the_criteria_are_named_with_their_line() {
    for (text, said) in [
        ("[grading]\nmethod = \"guess\"", "method"),
        (
            "[[grading.criteria]]\nlevel = 4\nwhen = { resources = [\"yes\"] }\ntext = \"x\"",
            "4",
        ),
        (
            "[[grading.criteria]]\nlevel = 1\ntext = \"x\"",
            "什么情形下适用",
        ),
        (
            "[[grading.criteria]]\nlevel = 1\nwhen = { resources = [\"yes\"] }",
            "text",
        ),
        (
            "[[grading.criteria]]\nlevel = 1\nwhen = { money = [\"yes\"] }\ntext = \"x\"",
            "money",
        ),
        (
            "[[grading.criteria]]\nlevel = 1\nwhen = { resources = [\"criminal\"] }\ntext = \"x\"",
            "criminal",
        ),
        (
            "[[grading.criteria]]\nwhen = { resources = [\"yes\"] }\ntext = \"x\"",
            "没有写明等级",
        ),
        ("[grading]\nyes = [\"否\"]", "同时表示“是”和“否”"),
        (
            "[grading.matrix]\none = 2\ntwo = 3",
            "一级的界线 2 应大于二级的界线 3",
        ),
        ("[grading.count]\nfields = [\"risk\"]", "risk"),
        ("[grading]\ncriterion = 1", "criterion"),
        (
            "[[grading.contradictions]]\nwhen = { resources = [\"no\"] }",
            "text",
        ),
    ] {
        let source = Source {
            name: "qingfeng.toml".to_owned(),
            text: text.to_owned(),
        };
        let error = Policy::from_source(&source, &app::checks()).expect_err(text);
        let error = error.to_string();
        assert!(error.contains(said), "{text}\n{error}");
        assert!(error.contains("qingfeng.toml:"), "{error}");
    }
}

/// The level that counts, for the three level columns of a form and the answers that suggest one.
fn effective(
    own: &str,
    suggested: &str,
    confirmed: &str,
    answers: [&str; 3],
) -> (Option<u8>, Basis) {
    let heads = [
        "风险点",
        "自评等级",
        "建议等级",
        "审定等级",
        "是否涉及三重一大",
        "是否直接掌握人财物",
        "有无自由裁量权",
        "防控措施",
    ];
    let mut row = vec!["违规调整预算项目", own, suggested, confirmed];
    row.extend(answers);
    row.push("由两人复核并留存记录");
    let row = row.into_iter().map(str::to_owned).collect();
    let form = form(&sheet(&heads, &[row]), &policy(""));
    let (level, basis) = form.entries().next().expect("an entry").effective_level();
    (level.map(Level::number), basis)
}

#[test]
fn confirmed_comes_first_then_what_all_agree_on_then_the_highest_pending() {
    const NONE: [&str; 3] = ["", "", ""];
    const ONE: [&str; 3] = ["是", "是", "有"];
    const TWO: [&str; 3] = ["否", "否", "有"];
    for (own, suggested, confirmed, answers, level, basis) in [
        ("三级", "二级", "一级", TWO, Some(1), Basis::Confirmed),
        ("一级", "", "三级", ONE, Some(3), Basis::Confirmed),
        ("一级", "一级", "待定", ONE, None, Basis::Open),
        ("二级", "", "", NONE, Some(2), Basis::Declared),
        ("二级", "", "", TWO, Some(2), Basis::Declared),
        ("二级", "二级", "", TWO, Some(2), Basis::Declared),
        ("三级", "", "", TWO, Some(2), Basis::Pending),
        ("一级", "", "", TWO, Some(1), Basis::Pending),
        ("三级", "二级", "", ONE, Some(1), Basis::Pending),
        ("二级", "一级", "", TWO, Some(1), Basis::Pending),
        ("二级", "三级", "", NONE, Some(2), Basis::Pending),
        ("", "", "", TWO, Some(2), Basis::Suggested),
        ("", "三级", "", NONE, Some(3), Basis::Suggested),
        ("", "三级", "", TWO, Some(2), Basis::Pending),
        ("高/中", "", "", TWO, None, Basis::Open),
        ("高/中", "二级", "", NONE, None, Basis::Open),
        ("", "", "", NONE, None, Basis::Open),
    ] {
        let got = effective(own, suggested, confirmed, answers);
        assert_eq!(
            got,
            (level, basis),
            "自评“{own}” 建议“{suggested}” 审定“{confirmed}” {answers:?}"
        );
    }
}

#[test]
fn answers_come_back_from_the_register_into_next_years_form() {
    let dir = support::temp();
    let path = |name: &str| dir.path().join(name).display().to_string();
    std::fs::create_dir(path("收表")).expect("a folder");
    let heads = [
        "风险点",
        "风险等级",
        "是否涉及三重一大",
        "是否直接掌握人财物",
        "有无自由裁量权",
        "可能后果",
        "防控措施",
    ];
    let row = [
        "违规调整预算项目",
        "二级",
        "×",
        "N",
        "√",
        "党纪处分",
        "由两人复核并留存记录，每季度抽查一次",
    ];
    let bytes = sheet(&heads, &[row.map(str::to_owned).to_vec()]);
    std::fs::write(path("收表/预算科.xlsx"), bytes).expect("a form");
    let (forms, result, blank) = (path("收表"), path("结果"), path("空白表"));
    let run = support::qingfeng(&["run", &forms, "-o", &result]);
    assert_eq!(run.status, 0, "{}", run.err);
    let register = format!("{result}/01-廉政风险点登记汇总表.xlsx");
    let made = support::qingfeng(&[
        "template",
        "-o",
        &blank,
        "--year",
        "2027",
        "--previous",
        &register,
    ]);
    assert_eq!(made.status, 0, "{}", made.err);
    let book =
        std::fs::read(format!("{blank}/预算科-2027年廉政风险点自查表.xlsx")).expect("a form");
    let form = form(&book, &policy(""));
    let entry = form.entries().next().expect("last year's entry");
    let answer = |field| entry.answers.get(&field).copied();
    assert_eq!(answer(Field::ThreeImportant), Some(Answer::No));
    assert_eq!(answer(Field::Resources), Some(Answer::No));
    assert_eq!(answer(Field::Discretion), Some(Answer::Yes));
    assert_eq!(answer(Field::Consequence), Some(Answer::Discipline));
    assert_eq!(entry.grading.suggested, Some(Level::Two));
}
