//! `verify`: every difference is named, and nothing is written.

use std::fs;
use std::path::Path;

use crate::office::{FILES, OLD, Office, files};
use crate::support::{Said, qingfeng};

fn verify(office: &Office, inputs: Option<&Path>) -> Said {
    let result = office.out();
    let mut arguments = vec!["verify".into(), result.into_os_string()];
    if let Some(inputs) = inputs {
        arguments.extend(["--inputs".into(), inputs.as_os_str().to_owned()]);
    }
    let before = files(&office.path(""));
    let said = qingfeng::<std::ffi::OsString>(&arguments);
    assert!(files(&office.path("")) == before, "verify writes nothing");
    said
}

fn office() -> Office {
    let office = Office::new();
    fs::write(office.path("qingfeng.toml"), "[unit]\nname = \"某局\"\n").expect("a policy");
    office.runs(OLD);
    office
}

#[test]
fn the_record_lists_every_file_but_itself() {
    let office = office();
    let mut found = files(&office.out());
    let record = found.remove("run.json").expect("the record");
    let record: serde_json::Value = serde_json::from_slice(&record).expect("JSON");
    let outputs = record["outputs"].as_array().expect("a list");
    let mut listed: Vec<&str> = outputs
        .iter()
        .map(|o| o["path"].as_str().expect("a path"))
        .collect();
    listed.sort_unstable();
    let names: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(listed, names);
}

#[test]
fn an_untouched_result_is_the_same_and_comes_out_the_same_again() {
    let office = office();
    let inbox = office.inbox();
    for inputs in [None, Some(inbox.as_path())] {
        let said = verify(&office, inputs);
        assert_eq!(said.status, 0, "{} {}", said.out, said.err);
        assert!(said.out.contains("没有发现不同"), "{}", said.out);
    }
    assert!(
        verify(&office, Some(&inbox))
            .out
            .contains(&format!("重新计算的文件 {} 个：完全相同", FILES + 1))
    );
}

#[test]
fn forms_that_lie_elsewhere_now_give_the_same_result() {
    let office = office();
    let moved = office.path("档案/2026/收表");
    fs::create_dir_all(&moved).expect("a folder");
    fs::copy(
        office.inbox().join("预算科.xlsx"),
        moved.join("预算科.xlsx"),
    )
    .expect("copied");
    fs::remove_dir_all(office.inbox()).expect("removed");
    let said = verify(&office, Some(&moved));
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    // Nobody knows where they are now: then the rest is verified, and it is said.
    let said = verify(&office, None);
    assert_eq!(said.status, 0, "{}", said.out);
    assert!(said.out.contains("没有核对收表"), "{}", said.out);
}

#[test]
fn every_difference_is_named() {
    let office = office();
    let out = office.out();
    fs::write(out.join("06-公示表.xlsx"), "改过").expect("changed");
    fs::remove_file(out.join("data/merges.jsonl")).expect("removed");
    fs::write(out.join("data/多的.jsonl"), "").expect("added");
    fs::write(office.path("qingfeng.toml"), "[unit]\nname = \"另一局\"\n").expect("changed");
    fs::copy(
        out.join("02-风险等级统计表.xlsx"),
        office.inbox().join("又一份.xlsx"),
    )
    .expect("added");
    let said = verify(&office, None);
    assert_eq!(said.status, 1, "{}", said.err);
    for part in [
        "“06-公示表.xlsx”的内容变了",
        "缺少“data/merges.jsonl”",
        "多出“data/多的.jsonl”",
        "“qingfeng.toml”的内容变了",
        "多出“又一份.xlsx”",
        "共有 5 处不同",
    ] {
        assert!(said.out.contains(part), "{part} not in {}", said.out);
    }
    fs::remove_file(office.inbox().join("预算科.xlsx")).expect("removed");
    assert!(verify(&office, None).out.contains("缺少“预算科.xlsx”"));
}

#[test]
fn a_result_changed_together_with_its_record_does_not_come_out_again() {
    let office = office();
    let path = office.out().join("run.json");
    let text = fs::read_to_string(&path).expect("the record");
    let read = "\"read\": ";
    assert!(text.contains(read));
    fs::write(&path, text.replacen(read, "\"read\": 1", 1)).expect("changed");
    assert_eq!(verify(&office, None).status, 0, "no digest tells of it");
    let said = verify(&office, Some(&office.inbox()));
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(said.out.contains("run.json 中的“"), "{}", said.out);
}

#[test]
fn a_result_with_decisions_comes_out_again_from_the_copies_it_keeps() {
    let office = office();
    let own = office.out().join("05-评审表.xlsx");
    let own = own.to_str().expect("text");
    let said = office.run(&["--review", own, "--seed", "7"], OLD);
    assert_eq!(said.status, 0, "{}", said.err);
    let said = verify(&office, Some(&office.inbox()));
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    assert!(
        said.out
            .contains(&format!("重新计算的文件 {} 个：完全相同", FILES + 2)),
        "{}",
        said.out
    );
}

#[test]
fn what_is_kept_for_people_is_no_difference() {
    let office = office();
    fs::write(office.out().join("03-年度考核评分表.xlsx"), "会上改的").expect("changed");
    office.runs(OLD);
    fs::write(office.out().join("~$06-公示表.xlsx"), "打开着").expect("written");
    let said = verify(&office, None);
    assert_eq!(said.status, 0, "{}", said.out);
}

#[test]
fn what_cannot_be_verified_is_said_with_another_status() {
    let office = office();
    let record = office.out().join("run.json");
    fs::write(&record, "{").expect("spoilt");
    let said = verify(&office, None);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("读不懂"), "{}", said.err);
    fs::remove_file(&record).expect("removed");
    assert!(verify(&office, None).err.contains("没有 run.json"));
    fs::remove_dir_all(office.out()).expect("removed");
    assert_eq!(verify(&office, None).status, 2);
}
