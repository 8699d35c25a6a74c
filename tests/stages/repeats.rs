//! Repeats as the clerk lives them: forms that repeat each other go in, a run merges and asks, the review workbook is filled
//! in, and the next runs have the answers.

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::edit::filled;
use crate::support::repeats::{Office, assert_chosen, choose_both, item, text};
use crate::support::review::{cell_of, cells_of, rows_of};
use crate::support::{folder_bytes, qingfeng, temp};

#[test]
fn what_is_the_same_is_merged_what_may_be_is_asked_and_an_amount_keeps_apart() {
    let office = Office::new();
    office.runs(&[]);
    let wanted = [
        item("部门预算编制", 2),
        item("项目库管理", 1),
        item("项目库管理", 1),
        item("预算指标调整", 1),
        item("预算指标调整", 1),
    ];
    let mut items = office.items();
    items.sort();
    assert_eq!(items, wanted);
    assert_eq!(
        office
            .pairs("疑似重复")
            .into_iter()
            .map(|p| p.1)
            .collect::<Vec<_>>(),
        ["项目库管理"]
    );
    let merges = office.lines("merges.jsonl");
    let decisions: Vec<String> = merges.iter().map(|m| text(&m["decision"])).collect();
    assert_eq!(decisions, ["match", "possible_match"]);
    let register = office.lines("register.jsonl");
    let joint = register
        .iter()
        .find(|i| i["matter"] == "部门预算编制")
        .expect("the joint item");
    assert_eq!(joint["effective_level"], 1, "the highest level");
    assert_eq!(joint["basis"], "pending", "which the group must confirm");
    assert_eq!(joint["person"], "张一");
    assert_eq!(
        joint["measures"],
        "1.实行初审、复审双人审核\n2.审核意见留痕归档\n3.每季度向分管领导报告一次"
    );
    assert_eq!(joint["risk"], "对部门预算申报材料审核把关不严");
    let run: Value =
        serde_json::from_str(&fs::read_to_string(office.path("结果/run.json")).expect("run.json"))
            .expect("JSON");
    assert_eq!(run["rows"]["read"], 6);
    assert_eq!(run["rows"]["registered"], 5);
    assert_eq!(run["rows"]["merged"], 1);
    assert_eq!(run["links"]["match"], 1);
    let found = office.lines("findings.jsonl");
    assert!(found.iter().any(|f| f["code"] == "M04"), "{found:?}");
}

#[test]
fn the_trail_marks_the_characters_that_differ() {
    let office = Office::new();
    office.runs(&[]);
    let bytes = fs::read(office.path("结果/01-廉政风险点登记汇总表.xlsx")).expect("the register");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut part = parts.by_name("xl/sharedStrings.xml").expect("the texts");
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut part, &mut xml).expect("XML");
    let marked: Vec<&str> = xml
        .split("<r><rPr><b/>")
        .skip(1)
        .filter_map(|run| run.split("</t>").next()?.split('>').next_back())
        .collect();
    assert!(
        marked.contains(&"核") && marked.contains(&"合"),
        "{marked:?}"
    );
}

#[test]
fn a_choice_is_followed_and_never_asked_again() {
    let office = Office::new();
    office.runs(&[]);
    let bytes = choose_both(&office);
    let review = office.path("会上填的.xlsx");
    fs::write(&review, bytes).expect("saved");
    assert_chosen(&office, &review);
}

#[test]
fn what_stands_behind_the_first_page_is_chosen_and_read_back_as_well() {
    let office = Office::with_more_to_ask();
    office.runs(&[]);
    let first = office.pairs("疑似重复");
    let behind = office.pairs("其余疑似重复");
    assert_eq!((first.len(), behind.len()), (1, 1), "{first:?} {behind:?}");
    assert_eq!(first[0].1, "资金拨付", "the higher level is asked first");
    assert_eq!(behind[0].1, "项目库管理");
    let note = cells_of(&office.book(), "疑似重复").join("|");
    assert!(note.contains("另有 1 对列在“其余疑似重复”"), "{note}");
    let choice = [(format!("J{}", behind[0].0), "合并")];
    let bytes = filled(&office.book(), "其余疑似重复", &choice);
    let review = office.path("会上填的.xlsx");
    fs::write(&review, bytes).expect("saved");
    office.reviewed(&review);
    let items = office.items();
    assert!(items.contains(&item("项目库管理", 2)), "{items:?}");
    assert_eq!(office.pairs("疑似重复")[0].1, first[0].1);
    assert!(office.pairs("其余疑似重复").is_empty());
}

#[test]
fn what_was_written_beside_the_list_is_told() {
    let office = Office::new();
    office.runs(&[]);
    let (open, _) = office.pairs("疑似重复")[0];
    let (merged, _) = office.pairs("合并情况")[0];
    let first = filled(
        &office.book(),
        "疑似重复",
        &[(format!("J{open}"), "同意合并")],
    );
    let path = office.path("会上填的.xlsx");
    fs::write(&path, first).expect("saved");
    let bytes = filled(&path, "合并情况", &[(format!("K{merged}"), "再看看")]);
    fs::write(&path, bytes).expect("saved");
    office.reviewed(&path);
    let found = office.lines("findings.jsonl");
    let found: Vec<String> = found
        .iter()
        .filter(|f| f["code"] == "R05")
        .map(|f| text(&f["place"]["cell"]))
        .collect();
    assert_eq!(found, [format!("J{merged}"), format!("J{open}")]);
    let items = office.items();
    let merged = items.contains(&item("部门预算编制", 2));
    assert!(merged, "nothing was followed: {items:?}");
}

#[test]
fn jobs_and_the_order_of_the_paths_change_nothing() {
    let office = Office::new();
    let run = |paths: &[&str], jobs: &str, out: &str| {
        let paths: Vec<String> = paths
            .iter()
            .map(|p| office.path("收表").join(p).display().to_string())
            .collect();
        let out = office.path(out).display().to_string();
        let mut arguments = vec!["run", "-o", &out, "--jobs", jobs, "--date", "2026-11-30"];
        arguments.extend(paths.iter().map(String::as_str));
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}", said.err);
        folder_bytes(&office.path(out.as_str()))
    };
    let both = ["预算科自查表.xlsx", "张一.xlsx"];
    let first = run(&both, "1", "结果甲");
    assert_eq!(first, run(&both, "4", "结果乙"));
    assert_eq!(
        first,
        run(&["张一.xlsx", "预算科自查表.xlsx"], "2", "结果丙")
    );
}

#[test]
fn the_register_read_as_input_merges_nothing_more() {
    let office = Office::new();
    let again = temp();
    // The register of a unit is read by the one above it.
    let [own, above] = ["清河区财政局", "清河市财政局"].map(|unit| {
        let policy = again.path().join(format!("{unit}.toml"));
        fs::write(&policy, format!("[unit]\nname = \"{unit}\"")).expect("a policy");
        policy.display().to_string()
    });
    office.runs(&["--policy", &own]);
    let before = office.items();
    let out = again.path().join("结果").display().to_string();
    let register = office
        .path("结果/01-廉政风险点登记汇总表.xlsx")
        .display()
        .to_string();
    let said = qingfeng(&[
        "run",
        &register,
        "-o",
        &out,
        "--date",
        "2026-11-30",
        "--policy",
        &above,
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let lines = fs::read_to_string(Path::new(&out).join("data/register.jsonl")).expect("data");
    assert_eq!(lines.lines().count(), before.len());
    let run = fs::read_to_string(Path::new(&out).join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("JSON");
    assert_eq!(run["rows"]["merged"], 0, "the trail is no form");
}

/// What was decided about one word for another comes back as a line for the policy, and only the policy makes it count.
#[test]
fn a_decision_about_one_word_is_proposed_for_the_policy() {
    let office = Office::new();
    let told = [
        "专管员",
        "李二",
        "项目库管理",
        "对入库项目审核流于形式",
        "不看现场、不核对资料就放任项目入库",
        "三级",
        "建立入库审核清单，逐项核对并签字存档",
    ];
    office.hand_in("李二.xlsx", "岗位廉政风险自查表", &[told]);
    office.runs(&[]);
    let asked = office.lines("merges.jsonl");
    let only = |m: &&Value| text(&m["why"]).contains("放任");
    assert_eq!(asked.iter().filter(only).count(), 1, "{asked:?}");
    let pairs = office.pairs("疑似重复");
    let choices = pairs.iter().map(|(row, _)| (format!("J{row}"), "合并"));
    let choices: Vec<_> = choices.collect();
    let bytes = filled(&office.book(), "疑似重复", &choices);
    let review = office.path("会上填的.xlsx");
    fs::write(&review, bytes).expect("saved");
    let said = office.run(&["--review", &review.display().to_string()]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("口径建议 1 条"), "{}", said.out);
    let shown = cells(&office, "口径建议");
    let line = "interchangeable = [\"同意/放任\"]".to_owned();
    assert!(shown.contains(&line), "{shown:?}");
    assert!(shown.iter().any(|cell| cell.contains("M-")), "{shown:?}");
    // The workbook that carries the choices carries them on, proposals and all.
    office.reviewed(&office.book());
    assert!(cells(&office, "口径建议").contains(&line));
}

/// All that stands on a sheet of the review workbook.
fn cells(office: &Office, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(office.book()).expect("the review workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let cells = range.used_cells();
    cells.map(|(.., cell)| cell.to_string()).collect()
}

/// A section's form with answers, and a person's without, of one matter in other words: the same level, on other facts.
fn hand_in_twice(office: &Office) {
    let heads = "序号|岗位|姓名|权力事项|风险点|表现形式|风险等级|防控措施";
    let measure = "建立入库审核清单，逐项核对并签字存档";
    let section = format!(
        "1|专管员||项目库管理|对入库项目审核流于形式|不看现场、不核对资料就同意项目入库|三级|{measure}|否"
    );
    let person = format!(
        "1|专管员|张一|项目库管理|入库项目审查流于形式|没有到现场核对资料就同意项目入库|三级|{measure}|"
    );
    for (name, title, heads, line) in [
        (
            "预算科自查表.xlsx",
            "预算科廉政风险自查表",
            format!("{heads}|是否涉及三重一大"),
            section,
        ),
        ("张一.xlsx", "岗位廉政风险自查表", heads.to_owned(), person),
    ] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let lines = [title, "科室：预算科", &heads, &line];
        for (row, line) in (0u32..).zip(lines) {
            for (col, text) in (0u16..).zip(line.split('|')) {
                sheet.write(row, col, text).expect("written");
            }
        }
        book.save(office.path("收表").join(name)).expect("saved");
    }
}

#[test]
fn an_approval_holds_for_what_is_merged_at_the_same_meeting_where_all_say_that_level() {
    let office = Office::new();
    hand_in_twice(&office);
    office.runs(&[]);
    let (pair, _) = office.pairs("疑似重复")[0];
    let merged = filled(&office.book(), "疑似重复", &[(format!("J{pair}"), "合并")]);
    let meeting = office.path("会上.xlsx");
    fs::write(&meeting, merged).expect("saved");
    let mut decided = 0;
    for sheet in ["待评审", "其余条目"] {
        let rows = rows_of(&office.book(), sheet).into_iter();
        let cells = rows.map(|(_, row)| cell_of(&office.book(), sheet, "审定等级", row));
        let cells: Vec<(String, &str)> = cells.map(|cell| (cell, "三级")).collect();
        decided += cells.len();
        if !cells.is_empty() {
            fs::write(&meeting, filled(&meeting, sheet, &cells)).expect("saved");
        }
    }
    assert_eq!(decided, 2);
    office.reviewed(&meeting);
    let items = office.lines("register.jsonl");
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(items[0]["confirmed_level"], 3, "{items:?}");
    let codes = office.lines("findings.jsonl");
    assert!(codes.iter().all(|line| line["code"] != "R01"), "{codes:?}");
}

#[test]
fn a_step_of_the_matter_and_a_rank_merge_nobody_unasked() {
    for rows in [
        // 权力事项 says more than what stands left of it.
        [
            "职权名称|权力事项|风险点|风险等级|防控措施",
            "采购监管|采购方式审批|审批中收受供应商好处放宽条件|二级|双人会签并在采购网公开",
            "采购监管|进口产品核准|审批中收受供应商好处放宽条件|二级|双人会签并在采购网公开",
        ],
        [
            "业务名称|重要环节|风险点|风险等级|防控措施",
            "资产处置|评估|收受好处后压低资产评估价|二级|评估机构随机抽取并公开",
            "资产处置|审批|收受好处后压低资产评估价|二级|评估机构随机抽取并公开",
        ],
        [
            "姓名|职务|风险点|风险等级|防控措施",
            "张一|科员|为亲友弄虚作假提供便利条件|二级|审核材料双人初审留痕",
            "李二|科员|为亲友弄虚作假提供便利条件|二级|审核材料双人初审留痕",
        ],
    ] {
        let folder = temp();
        let [forms, out] = ["收表", "结果"].map(|name| folder.path().join(name));
        fs::create_dir_all(&forms).expect("made");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let lines = ["采购科廉政风险登记表"].into_iter().chain(rows);
        for (row, line) in (0u32..).zip(lines) {
            for (col, text) in (0u16..).zip(line.split('|')) {
                sheet.write(row, col, text).expect("written");
            }
        }
        book.save(forms.join("采购科.xlsx")).expect("saved");
        let [forms, to] = [&forms, &out].map(|path| path.display().to_string());
        let said = qingfeng(&["run", &forms, "-o", &to, "--date", "2026-11-30"]);
        assert_eq!(said.status, 0, "{}", said.err);
        let lines = |name: &str| {
            let text = fs::read_to_string(out.join(name)).expect("read");
            text.lines().count()
        };
        let found = [lines("data/register.jsonl"), lines("data/merges.jsonl")];
        assert_eq!(found, [2, 1], "registered apart, and asked: {}", rows[0]);
    }
}
