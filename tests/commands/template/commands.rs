//! The command: what it writes, what it says, and what it never touches.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::outcome::SAMPLES;
use crate::support::{Said, folder_bytes, qingfeng, samples, temp};

const REGISTER: &str = "01-廉政风险点登记汇总表.xlsx";

const FIELDS: [&str; 12] = [
    "post",
    "person",
    "matter",
    "category",
    "risk",
    "manifestation",
    "level",
    "measures",
    "owner",
    "leader",
    "remark",
    "answers",
];

fn template(out: &Path, more: &[&str]) -> Said {
    let mut arguments = vec![
        "template",
        "-o",
        out.to_str().unwrap(),
        "--date",
        "2027-10-12",
    ];
    arguments.extend(more);
    qingfeng(&arguments)
}

/// Entries by section, each as its values.
type Entries = BTreeMap<String, Vec<Vec<Value>>>;

/// The entries of all files of a path; rows that only name people are left out.
fn entries(path: &Path, policy: &Path) -> Entries {
    let mut out = Entries::new();
    for (_, own) in entries_by_file(path, policy) {
        for (section, entries) in own {
            out.entry(section).or_default().extend(entries);
        }
    }
    out
}

/// The same by the names of the files.
fn entries_by_file(path: &Path, policy: &Path) -> Vec<(String, Entries)> {
    let (path, policy) = (path.to_str().unwrap(), policy.to_str().unwrap());
    let said = qingfeng(&["inspect", path, "--policy", policy, "--format", "json"]);
    let seen: Value = serde_json::from_str(&said.out).unwrap();
    let list = |value: &Value, key: &str| value[key].as_array().unwrap().clone();
    let entries = |file: &Value| {
        let mut out = Entries::new();
        let tables = list(file, "sheets")
            .into_iter()
            .flat_map(|s| list(&s, "tables"));
        let own = tables.filter(|t| !t["title"].as_str().unwrap_or("").contains("退回"));
        for entry in own.flat_map(|t| list(&t, "entries")) {
            let values: Vec<Value> = FIELDS.iter().map(|f| entry[f].clone()).collect();
            let nothing =
                |v: &Value| v.is_null() || v == &Value::Array(Vec::new()) || v == &json!({});
            if values[2..].iter().all(nothing) {
                continue;
            }
            let section = entry["section"].as_str().unwrap_or("").to_owned();
            out.entry(section).or_default().push(values);
        }
        (file["path"].as_str().unwrap().to_owned(), out)
    };
    list(&seen, "files").iter().map(entries).collect()
}

#[test]
fn a_year_comes_back_prefilled_into_the_forms_of_the_next() {
    let dir = temp();
    let forms = dir.path().join("空白表");
    let policy = samples().join("qingfeng.toml");
    let register = dir.path().join(REGISTER);
    fs::write(&register, SAMPLES.file(REGISTER)).unwrap();
    let said = template(
        &forms,
        &[
            "--policy",
            policy.to_str().unwrap(),
            "--year",
            "2027",
            "--previous",
            register.to_str().unwrap(),
        ],
    );
    assert_eq!(said.status, 0, "{}", said.err);
    // A bureau's own books are no forms of its; a bureau above it reads them.
    let text = fs::read_to_string(&policy).unwrap();
    let above = dir.path().join("上级口径.toml");
    fs::write(&above, text.replace("青云区财政局", "财政局")).unwrap();
    let policy = above;
    let before = entries(&register, &policy);
    let count: usize = before.values().map(Vec::len).sum();
    assert!(count > 150, "{count}");
    let all = before.values().flatten();
    let answered = all.filter(|values| values[11]["discretion"].is_string());
    assert!(answered.count() > 80, "answers to be carried over");
    assert!(
        said.out.contains(&format!("填入上年的条目 {count} 条")),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("部门负责人（22 条）"),
        "what has no column is named: {}",
        said.out
    );
    assert!(
        said.out.contains("定为不登记的 1 条没有带入"),
        "{}",
        said.out
    );
    let pending = crate::bureau::said(&register, "登记汇总表");
    let pending = pending.matches("|待审定|").count();
    let mut others = 0;
    let forms: BTreeMap<String, Entries> = entries_by_file(&forms, &policy).into_iter().collect();
    for (section, entries) in &before {
        let own = &forms[&format!("{section}-2027年廉政风险点自查表.xlsx")];
        let [own, entries] = [&own[section], entries].map(|entries| {
            let mut entries = entries.clone();
            let levels: Vec<Value> = entries.iter_mut().map(|values| values[6].take()).collect();
            (entries, levels)
        });
        assert_eq!(own.0, entries.0);
        let levels = own.1.iter().zip(&entries.1);
        others += levels.filter(|(own, before)| own != before).count();
    }
    // What was pending was registered at the higher level, and is handed out as the section declared it.
    assert!(others <= pending, "{others} of {pending}");
    let total: usize = forms
        .values()
        .flat_map(BTreeMap::values)
        .map(Vec::len)
        .sum();
    assert_eq!(total, count, "nothing stands in any other form");
}

#[test]
fn one_form_for_each_section_and_a_general_one_under_names_every_system_accepts() {
    let dir = temp();
    let policy = dir.path().join("qingfeng.toml");
    let text = "[[sections]]\nname = \"综合科/政研室\"\n[[sections]]\nname = \"综合科、政研室\"\n[[sections]]\nname = \"a:b*?\"\n";
    fs::write(&policy, text).unwrap();
    let out = dir.path().join("空白表");
    // The policy beside the output folder is found without being named.
    let said = template(&out, &["--year", "2027"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let all = folder_bytes(&out).into_keys();
    let all: Vec<String> = all.map(|p| p.display().to_string()).collect();
    let (inner, files): (Vec<String>, Vec<String>) = all.into_iter().partition(|p| p.contains('/'));
    assert_eq!(
        inner,
        [
            "台账/2027年中期监控台账.xlsx",
            "台账/2027年处置台账.xlsx",
            "台账/2027年整改台账.xlsx",
            "评分表/办公室-2027年考核评分表.xlsx",
            "评分表/自评-a：b＊？-2027年考核评分表.xlsx",
            "评分表/自评-综合科、政研室-2027年考核评分表.xlsx",
            "评分表/自评-综合科、政研室-2027年考核评分表（2）.xlsx",
            "评分表/领导小组-2027年考核评分表.xlsx",
        ]
    );
    assert!(
        said.out.contains("空白台账 3 份") && said.out.contains("空白评分表 5 份"),
        "{}",
        said.out
    );
    assert_eq!(
        files,
        [
            "a：b＊？-2027年廉政风险点自查表.xlsx",
            "综合科、政研室-2027年廉政风险点自查表.xlsx",
            "综合科、政研室-2027年廉政风险点自查表（2）.xlsx",
            "通用-2027年廉政风险点自查表.xlsx",
        ]
    );
    assert!(files.iter().all(|f| said.out.contains(f)), "{}", said.out);
}

#[test]
fn sections_the_roster_does_not_know_get_a_form_of_their_own_and_are_named() {
    let dir = temp();
    let policy = dir.path().join("qingfeng.toml");
    fs::write(&policy, "[[sections]]\nname = \"国库科\"\n").unwrap();
    let form = crate::support::forms().join("01-plain.xlsx");
    let before = entries(&form, &policy);
    let out = dir.path().join("空白表");
    let said = template(&out, &["--previous", form.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}", said.err);
    for section in ["预算科", "办公室"] {
        let words = format!("花名册中没有“{section}”");
        assert!(said.out.contains(&words), "{}", said.out);
        let own = out.join(format!("花名册外-{section}-2027年廉政风险点自查表.xlsx"));
        assert_eq!(entries(&own, &policy)[section], before[section]);
    }
    let known = out.join("国库科-2027年廉政风险点自查表.xlsx");
    assert_eq!(entries(&known, &policy)["国库科"], before["国库科"]);
    assert_eq!(
        entries(&out, &policy),
        before,
        "nothing is lost and nothing is there twice"
    );
}

#[test]
fn without_a_roster_last_year_tells_the_sections() {
    let dir = temp();
    let policy = dir.path().join("qingfeng.toml");
    fs::write(&policy, "[unit]\nname = \"\"\n").unwrap();
    let form = crate::support::forms().join("01-plain.xlsx");
    let before = entries(&form, &policy);
    let out = dir.path().join("空白表");
    let said = template(&out, &["--previous", form.to_str().unwrap()]);
    assert!(said.out.contains("没有花名册"), "{}", said.out);
    assert_eq!(entries(&out, &policy), before);
}

#[test]
fn a_file_without_entries_is_named_and_a_missing_one_stops_the_work() {
    let dir = temp();
    let out = dir.path().join("空白表");
    let empty = crate::support::forms().join("66-some-other-list.xlsx");
    let said = template(&out, &["--previous", empty.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out
            .contains("“66-some-other-list.xlsx”中没有读到上年的条目"),
        "{}",
        said.out
    );
    let said = template(&dir.path().join("另"), &["--previous", "没有这个文件.xlsx"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("没有这个文件.xlsx"), "{}", said.err);
}

#[test]
fn equal_orders_give_equal_bytes_and_a_form_filled_in_is_never_replaced() {
    let dir = temp();
    let out = dir.path().join("空白表");
    assert_eq!(template(&out, &[]).status, 0);
    let before = folder_bytes(&out);
    assert_eq!(
        template(&out, &[]).status,
        0,
        "the same forms again do no harm"
    );
    assert_eq!(folder_bytes(&out), before);
    let form = out.join("通用-2027年廉政风险点自查表.xlsx");
    fs::write(&form, b"filled in").unwrap();
    let lost = out.join("台账/2027年处置台账.xlsx");
    fs::remove_file(&lost).unwrap();
    let said = template(&out, &[]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.contains("可能已经填写，没有动：通用-2027"),
        "{}",
        said.out
    );
    assert_eq!(fs::read(&form).unwrap(), b"filled in");
    assert!(lost.is_file(), "only what is missing is written");
}
