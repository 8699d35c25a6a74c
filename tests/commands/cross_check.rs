//! 交叉互查 and 群众评议: forms drawn from the register, filled in, and laid beside the levels.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::support::edit::filled;
use crate::support::review::{Office, cell_of, cells_of, rows_of};
use crate::support::{folder_bytes, qingfeng};

const FORM: &str = "序号|岗位|权力事项|风险点|风险等级|防控措施";
const SECTIONS: [&str; 3] = ["预算科", "国库科", "办公室"];

/// A sheet with these rows in a workbook of its own, the cells of each with `|` between them.
fn sheet(name: &str, rows: &[impl AsRef<str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name).expect("a name");
    for (row, cells) in (0..).zip(rows) {
        let cells = cells.as_ref().split('|');
        for (col, text) in (0..).zip(cells).filter(|(_, t)| !t.is_empty()) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Three sections with two entries each: the first of level two, the second of level three.
fn office() -> Office {
    let office = Office::new(&[]);
    fs::remove_file(office.dir.path().join("收表/预算科.xlsx")).expect("no form yet");
    for section in SECTIONS {
        let entry = |number, matter, level| {
            let risk = risk(section, matter);
            let measure = format!("{matter}由两人分别复核并在台账签字，每季度抽查一次");
            format!("{number}|综合管理岗|{matter}|{risk}|{level}|{measure}")
        };
        let rows = [
            format!("{section}廉政风险点自查表"),
            FORM.to_owned(),
            entry(1, "资金拨付", "二级"),
            entry(2, "公文收发", "三级"),
        ];
        office.hand_in(&format!("{section}.xlsx"), &sheet("自查表", &rows));
    }
    office.runs(&[]);
    office
}

fn forms(office: &Office, more: &[&str]) -> PathBuf {
    let out = office.dir.path().join(format!("互查{}", more.join("")));
    let result = office.out();
    let mut arguments = vec!["template", "-o", out.to_str().expect("a path")];
    arguments.extend(["--date", "2026-11-01", "--cross-check"]);
    arguments.push(result.to_str().expect("a path"));
    arguments.extend(more);
    let said = qingfeng(&arguments);
    assert_eq!(said.status, 0, "{}", said.err);
    out
}

/// The file by which somebody looks into this section, and who.
fn checked_by(out: &Path, section: &str) -> (PathBuf, String) {
    let files = fs::read_dir(out.join("交叉互查")).expect("the folder");
    let mut files = files.map(|f| f.expect("a file").path());
    let end = format!("查{section}-2026年交叉互查表.xlsx");
    let path = files.find(|p| p.to_string_lossy().ends_with(&end));
    let path = path.expect("somebody looks into every section");
    let name = path.file_name().expect("a name").to_string_lossy();
    let by = name.trim_end_matches(&end).to_owned();
    (path, by)
}

fn items(office: &Office) -> BTreeMap<String, Value> {
    let items = office.lines("register.jsonl").into_iter();
    items
        .map(|i| (i["risk"].as_str().expect("a risk").to_owned(), i))
        .collect()
}

fn risk(section: &str, matter: &str) -> String {
    format!("{section}办理{matter}时照顾关系单位")
}

fn balanced(office: &Office) {
    let run = fs::read_to_string(office.out().join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("JSON");
    assert_eq!(run["rows"]["balanced"], true);
    assert_eq!(
        office.lines("register.jsonl").len(),
        6,
        "opinions are no entries"
    );
}

#[test]
fn every_section_looks_into_another_one_and_the_same_seed_draws_the_same_ring() {
    let office = office();
    let out = forms(&office, &[]);
    let pairs: BTreeMap<&str, String> = SECTIONS
        .map(|s| (s, checked_by(&out, s).1))
        .into_iter()
        .collect();
    let by: BTreeSet<&str> = pairs.values().map(String::as_str).collect();
    assert_eq!(by, BTreeSet::from(SECTIONS), "everybody looks into one");
    assert!(pairs.iter().all(|(of, by)| of != by), "{pairs:?}");
    for section in SECTIONS {
        let told = cells_of(&checked_by(&out, section).0, "互查表").join("\n");
        let matters = ["资金拨付", "公文收发"].map(|m| risk(section, m));
        assert!(matters.iter().all(|m| told.contains(m)), "{told}");
        let others = SECTIONS.iter().filter(|s| **s != section);
        assert!(
            others.clone().all(|s| !told.contains(&risk(s, "资金拨付"))),
            "{told}"
        );
    }
    assert!(out.join("群众评议/2026年群众评议表.xlsx").is_file());
    let again = office.dir.path().join("再一次");
    fs::rename(&out, &again).expect("moved");
    assert_eq!(folder_bytes(&forms(&office, &[])), folder_bytes(&again));
    let rings = ["1", "2", "3", "4", "5", "6"].map(|seed| {
        let out = forms(&office, &["--seed", seed]);
        SECTIONS.map(|s| checked_by(&out, s).1)
    });
    assert!(
        rings.iter().any(|ring| *ring != rings[0]),
        "another seed, another ring"
    );
}

#[test]
fn blank_forms_among_the_collected_ones_say_nothing() {
    let office = office();
    let out = forms(&office, &[]);
    let before = office.lines("findings.jsonl");
    for section in SECTIONS {
        let bytes = fs::read(checked_by(&out, section).0).expect("a form");
        office.hand_in(&format!("互查-{section}.xlsx"), &bytes);
    }
    let ballots = fs::read(out.join("群众评议/2026年群众评议表.xlsx")).expect("the ballots");
    office.hand_in("评议.xlsx", &ballots);
    office.runs(&[]);
    assert_eq!(office.lines("findings.jsonl"), before);
    assert!(items(&office).values().all(|i| i["opinions"] == json!([])));
    balanced(&office);
}

#[test]
fn a_cross_check_stands_beside_the_levels_and_a_difference_goes_to_the_group() {
    for among_forms in [true, false] {
        let office = office();
        let (path, by) = checked_by(&forms(&office, &[]), "预算科");
        let cell = |head, row| cell_of(&path, "互查表", head, row);
        let first = rows_of(&path, "互查表")[0].1;
        let bytes = filled(
            &path,
            "互查表",
            &[
                (cell("互查等级", first), "同意"),
                (cell("互查等级", first + 1), "二级"),
                (cell("互查意见", first + 1), "经手的文件涉密"),
                (cell("互查人", first + 1), "王三"),
                (cell("互查日期", first + 1), "2026-11-05"),
            ],
        );
        if among_forms {
            office.hand_in("互查.xlsx", &bytes);
            office.runs(&[]);
        } else {
            office.runs(&[&office.review("互查.xlsx", &bytes)]);
        }
        let items = items(&office);
        let said = json!([{
            "voice": "cross_check", "date": "2026-11-05", "level": 2, "votes": null,
            "words": "经手的文件涉密", "section": by, "by": "王三", "whole_section": false, "in_form": false,
        }]);
        let changed = &items[&risk("预算科", "公文收发")];
        assert_eq!(changed["opinions"], said);
        assert_eq!(changed["effective_level"], 3, "no level is changed by it");
        let agreed = &items[&risk("预算科", "资金拨付")]["opinions"];
        assert_eq!(agreed[0]["level"], 2, "同意 is the level as it is");
        let asked = office.asked("待评审");
        assert_eq!(asked.len(), 1, "{asked:?}");
        let shown = cells_of(&office.book(), "待评审").join("\n");
        let question = format!("交叉互查：二级（{by}，王三，2026-11-05）与自评三级不同");
        assert!(shown.contains(&question), "{shown}");
        assert!(shown.contains("经手的文件涉密"), "{shown}");
        let register = office.out().join("01-廉政风险点登记汇总表.xlsx");
        let grounds = cells_of(&register, "定级依据").join("\n");
        assert!(grounds.contains("经手的文件涉密"), "{grounds}");
        balanced(&office);

        // The group decides; what is decided is not asked again.
        let row = asked[0].1;
        let level = office.cell("审定等级", row);
        let decided = filled(&office.book(), "待评审", &[(level, "三级")]);
        let review = office.review("评审.xlsx", &decided);
        let cross = office.dir.path().join("互查.xlsx");
        if among_forms {
            office.runs(&[&review]);
        } else {
            office.runs(&[&review, &cross]);
        }
        assert_eq!(office.asked("待评审"), []);
    }
}

#[test]
fn ballots_stand_beside_the_levels_and_a_majority_for_another_one_goes_to_the_group() {
    let office = office();
    let path = forms(&office, &[]).join("群众评议/2026年群众评议表.xlsx");
    let cell = |head, row| cell_of(&path, "按条目评议", head, row);
    let first = rows_of(&path, "按条目评议")[0].1;
    let votes = [
        // For the level as it is; for another one; against it; not as many as took part; no number.
        [("二级票数", "9"), ("一级票数", "2"), ("参评人数", "11")],
        [("一级票数", "8"), ("三级票数", "3"), ("参评人数", "11")],
        [("同意票数", "3"), ("不同意票数", "8"), ("参评人数", "11")],
        [("同意票数", "9"), ("不同意票数", "1"), ("参评人数", "11")],
        [
            ("同意票数", "多数"),
            ("不同意票数", "1"),
            ("参评人数", "11"),
        ],
    ];
    let cells = (first..)
        .zip(votes)
        .flat_map(|(row, votes)| votes.map(|(head, count)| (cell(head, row), count)));
    let bytes = filled(&path, "按条目评议", &cells.collect::<Vec<_>>());
    office.hand_in("评议.xlsx", &bytes);
    office.runs(&[]);
    let rows: Vec<Value> = office.lines("register.jsonl");
    let ballots = rows
        .iter()
        .map(|i| i["opinions"].as_array().expect("a list").len());
    assert_eq!(ballots.collect::<Vec<_>>(), [1, 1, 1, 1, 0, 0]);
    assert_eq!(rows[0]["opinions"][0]["votes"]["levels"], json!([2, 9, 0]));
    assert_eq!(office.asked("待评审").len(), 2);
    let shown = cells_of(&office.book(), "待评审").join("\n");
    assert!(
        shown.contains("票数最多的是一级，与自评三级不同"),
        "{shown}"
    );
    assert!(
        shown.contains("同意 3 票、不同意 8 票，参评 11 人，不同意自评二级的多"),
        "{shown}"
    );
    let at = |head, row| format!("按条目评议!{}", cell(head, row));
    let [sum, number] = ["Z03", "Z02"].map(|code| office.found(code));
    assert_eq!((sum.len(), number.len()), (1, 1));
    assert_eq!(sum[0].0, at("参评人数", first + 3));
    assert!(
        sum[0].1.contains("合计 10 票，参评人数是 11 人"),
        "{}",
        sum[0].1
    );
    assert_eq!(number[0].0, at("同意票数", first + 4));
    balanced(&office);
}

#[test]
fn forms_made_by_hand_are_known_by_their_heads_and_laid_by_number_or_by_words() {
    let office = office();
    let number = items(&office)[&risk("国库科", "公文收发")]["id"].clone();
    let number = number.as_str().expect("a number").to_owned();
    let (one, other) = (risk("预算科", "资金拨付"), risk("办公室", "公文收发"));
    let cross = [
        "清风市青云区财政局廉政风险点交叉互查情况表".to_owned(),
        "序号|登记编号|科室|岗位|风险点|自评等级|防控措施|交叉互查等级|互查意见|互查人员"
            .to_owned(),
        format!("1|{number}|国库科|||三级|两人复核|一级||李二"),
        format!("2||预算科|综合管理岗|{one}|二级|两人复核||建议调整为一级|李二"),
        "3||预算科||没有的风险点|二级|两人复核|三级||".to_owned(),
        "4|2026-9999|预算科|||二级|两人复核|三级||".to_owned(),
    ];
    office.hand_in("情况.xlsx", &sheet("Sheet1", &cross));
    let ballots = [
        "群众评议结果".to_owned(),
        "序号|科室|风险点|风险等级|群众评议等级|同意票|不同意票|参评人数".to_owned(),
        format!("1|办公室|{other}|三级|二级|9|2|11"),
        "2|国库科||||2|9|11".to_owned(),
    ];
    let ballots = sheet("Sheet1", &ballots);
    office.hand_in("评议.xlsx", &ballots);
    office.runs(&[]);
    balanced(&office);
    let items = items(&office);
    let level =
        |section, matter, at: usize| items[&risk(section, matter)]["opinions"][at]["level"].clone();
    assert_eq!(level("国库科", "公文收发", 0), 1, "by its number");
    assert_eq!(level("预算科", "资金拨付", 0), 1, "by its words");
    assert_eq!(level("办公室", "公文收发", 0), 2);
    let whole = &items[&risk("国库科", "资金拨付")]["opinions"][0];
    assert_eq!(
        whole["whole_section"], true,
        "a section's ballot is about all of it"
    );
    let unlaid = office.found("Z04");
    assert_eq!(unlaid.len(), 2);
    assert_eq!(unlaid[0].0, "Sheet1!H5");
    assert!(unlaid[1].1.contains("2026-9999"), "{}", unlaid[1].1);
}

#[test]
fn a_ballot_of_this_year_asks_again_what_was_decided_last_year() {
    let office = office();
    let told = office.asked("其余条目");
    let book = office.book();
    let cells: Vec<_> = told
        .iter()
        .map(|(_, row)| (cell_of(&book, "其余条目", "审定等级", *row), "二级"))
        .collect();
    let review = office.review("评审.xlsx", &filled(&book, "其余条目", &cells));
    office.runs(&[&review]);
    let last_year = office.dir.path().join("上年");
    fs::rename(office.out(), &last_year).expect("moved");
    let id = |section| risk(section, "资金拨付");
    let rows = [
        "群众评议表".to_owned(),
        "科室|风险点|一级票数|二级票数|三级票数|参评人数".to_owned(),
        format!("预算科|{}|9|1|1|11", id("预算科")),
        format!("国库科|{}|1|9|1|11", id("国库科")),
    ];
    office.hand_in("评议.xlsx", &sheet("Sheet1", &rows));
    let (forms, out) = (office.dir.path().join("收表"), office.out());
    let said = qingfeng(&[
        "run",
        forms.to_str().expect("a path"),
        "-o",
        out.to_str().expect("a path"),
        "--date",
        "2027-11-30",
        "--previous",
        last_year.to_str().expect("a path"),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let asked = cells_of(&office.book(), "待评审").join("\n");
    assert_eq!(office.asked("待评审").len(), 1, "{asked}");
    assert!(
        asked.contains("票数最多的是一级，与审定二级不同"),
        "{asked}"
    );
    assert_eq!(
        items(&office)[&id("预算科")]["effective_level"],
        2,
        "last year's level counts on"
    );
}

#[test]
fn what_others_say_in_a_column_of_a_self_check_form_is_heard_as_well() {
    let office = Office::new(&[]);
    let rows = [
        "清风市青云区财政局预算科廉政风险点自查表",
        "序号|岗位|风险点|风险等级|交叉互查等级|群众评议等级|防控措施",
        "1|指标管理岗|违规调整预算指标|三级|二级|三级|由两人分别复核并在台账签字",
        "2|档案管理岗|移交档案不及时|三级|三级|三级|由交接双方清点并在清单签字",
    ];
    office.hand_in("预算科.xlsx", &sheet("自查表", &rows));
    office.runs(&[]);
    let items = office.lines("register.jsonl");
    assert_eq!(items.len(), 2, "it is a self-check form all the same");
    let levels = |at: usize| {
        let said = items[at]["opinions"].as_array().expect("a list");
        said.iter().map(|o| o["level"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(levels(0), [2, 3]);
    assert_eq!(office.asked("待评审").len(), 1);
    let shown = cells_of(&office.book(), "待评审").join("\n");
    assert!(shown.contains("交叉互查：二级与自评三级不同"), "{shown}");
}

#[test]
fn leadership_stays_out_of_the_ring_and_one_section_alone_looks_into_nobody() {
    let office = office();
    for section in ["国库科", "办公室"] {
        fs::remove_file(office.dir.path().join(format!("收表/{section}.xlsx"))).expect("a form");
    }
    let policy = "[[sections]]\nname = \"局领导班子\"\nkind = \"leadership\"\n\
                  [[sections]]\nname = \"预算科\"\n";
    fs::write(office.dir.path().join("qingfeng.toml"), policy).expect("a policy");
    let risk = risk("局领导班子", "重大项目安排");
    let rows = [
        "局领导班子廉政风险点自查表".to_owned(),
        FORM.to_owned(),
        format!("1|班子成员|重大项目安排|{risk}|一级|集体研究决定并记录在案，全程公开"),
    ];
    office.hand_in("局领导班子.xlsx", &sheet("自查表", &rows));
    office.runs(&[]);
    let registered = office.lines("register.jsonl");
    assert!(
        registered.iter().any(|i| i["section"] == "局领导班子"),
        "{registered:?}"
    );
    let out = forms(&office, &[]);
    assert!(!out.join("交叉互查").exists(), "nobody looks into itself");
    let ballots = cells_of(&out.join("群众评议/2026年群众评议表.xlsx"), "按科室评议");
    assert!(ballots.contains(&"预算科".to_owned()), "{ballots:?}");
    assert!(!ballots.contains(&"局领导班子".to_owned()), "{ballots:?}");
}

#[test]
fn what_is_said_after_the_decision_changes_nothing_and_is_told() {
    for (day, told) in [("2026-11-05", 0), ("2026-11-20", 1)] {
        let office = office();
        let risk = risk("预算科", "公文收发");
        let rows = [
            "廉政风险点交叉互查表".to_owned(),
            "科室|风险点|自评等级|互查等级|互查意见|互查日期".to_owned(),
            format!("预算科|{risk}|三级|二级|涉密|{day}"),
        ];
        office.hand_in("互查.xlsx", &sheet("Sheet1", &rows));
        office.runs(&[]);
        let row = office.asked("待评审")[0].1;
        let cell = |head| office.cell(head, row);
        let cells = [(cell("审定等级"), "三级"), (cell("审定日期"), "2026-11-10")];
        let decided = office.review("评审.xlsx", &filled(&office.book(), "待评审", &cells));
        office.runs(&[&decided]);
        assert_eq!(office.found("Z05").len(), told, "{day}");
        assert_eq!(items(&office)[&risk]["effective_level"], 3);
        assert_eq!(office.asked("待评审"), []);
    }
}

/// A cross check of 预算科 filled in, with the level it finds and the day.
fn filled_in(path: &Path, level: &str, day: &str) -> Vec<u8> {
    let first = rows_of(path, "互查表")[0].1;
    let cell = |head, row| cell_of(path, "互查表", head, row);
    let cells = [
        (cell("互查等级", first + 1), level),
        (cell("互查人", first + 1), "王三"),
        (cell("互查日期", first + 1), day),
    ];
    filled(path, "互查表", &cells)
}

/// What is said of the entry that both versions speak of, and which files were replaced.
fn heard(office: &Office) -> (Vec<Value>, Vec<String>) {
    balanced(office);
    let items = items(office);
    let asked = items[&risk("预算科", "公文收发")]["opinions"].clone();
    let found = office.lines("findings.jsonl").into_iter();
    let found = found.filter(|f| f["code"] == "M03");
    let files = found.map(|f| f["place"]["file"].as_str().expect("a file").to_owned());
    let levels = asked.as_array().expect("opinions").iter();
    (
        levels.map(|o| o["level"].clone()).collect(),
        files.collect(),
    )
}

#[test]
fn a_newer_version_of_a_cross_check_replaces_the_older_one() {
    let office = office();
    let out = forms(&office, &[]);
    let (path, _) = checked_by(&out, "预算科");
    for (name, level, day) in [
        ("互查.xlsx", "一级", "2026-11-05"),
        ("互查（改）.xlsx", "二级", "2026-11-08"),
    ] {
        office.hand_in(name, &filled_in(&path, level, day));
    }
    office.runs(&[]);
    assert_eq!(
        heard(&office),
        (vec![json!(2)], vec!["互查.xlsx".to_owned()])
    );
}

#[test]
fn versions_of_a_cross_check_are_settled_wherever_they_are_given() {
    let office = office();
    let out = forms(&office, &[]);
    let (path, _) = checked_by(&out, "预算科");
    let old = filled_in(&path, "一级", "2026-11-05");
    let new = filled_in(&path, "二级", "2026-11-08");
    // Both beside the forms, under one name in two folders.
    let beside = |folder: &str, bytes: &[u8]| {
        let folder = office.dir.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("互查.xlsx"), bytes).expect("written");
        folder.join("互查.xlsx")
    };
    let [first, second] = [beside("先", &old), beside("后", &new)];
    let one = |name: &str| (vec![json!(2)], vec![name.to_owned()]);
    for given in [[&*first, &*second], [&*second, &*first]] {
        office.runs(&given);
        assert_eq!(heard(&office), one("先/互查.xlsx"));
    }
    let [result, forms] =
        [office.out(), office.dir.path().join("收表")].map(|p| p.display().to_string());
    let again = qingfeng(&["verify", &result, "--inputs", &forms]);
    assert_eq!(again.status, 0, "{}{}", again.out, again.err);
    // One of them among the forms, the other beside them; the same one twice is nothing to settle.
    office.hand_in("早的.xlsx", &old);
    office.runs(&[&second]);
    assert_eq!(heard(&office), one("早的.xlsx"));
    office.hand_in("早的.xlsx", &new);
    office.runs(&[&first]);
    assert_eq!(heard(&office), one("互查.xlsx"));
    office.runs(&[&second]);
    assert_eq!(heard(&office), (vec![json!(2)], Vec::new()));
    let found = office.lines("findings.jsonl");
    assert!(found.iter().all(|f| f["code"] != "M02"), "{found:?}");
}
