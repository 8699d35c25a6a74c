//! The main job as a user meets it: what is written, that the sums agree everywhere, and what is said when it cannot run.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::support::outcome::Outcome;
use crate::support::{Said, folder_bytes, forms, qingfeng, temp};

/// Runs the main job over the forms of the tests.
fn run_forms(out: &Path, more: &[&str]) -> Said {
    let mut arguments = vec![
        "run".to_owned(),
        forms().display().to_string(),
        "-o".to_owned(),
        out.display().to_string(),
    ];
    arguments.extend(
        ["--date", "2026-11-30"]
            .iter()
            .chain(more)
            .map(|a| (*a).to_owned()),
    );
    qingfeng(&arguments)
}

fn json_lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a JSON lines file");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("valid JSON"))
        .collect()
}

fn number(value: &Value) -> usize {
    value
        .as_u64()
        .and_then(|n| usize::try_from(n).ok())
        .expect("a count")
}

/// The run over the forms of the tests, with the bytes of the forms before and after.
static FORMS: LazyLock<(Outcome, [BTreeMap<PathBuf, String>; 2])> = LazyLock::new(|| {
    let before = folder_bytes(&forms());
    let outcome = Outcome::of(&forms());
    (outcome, [before, folder_bytes(&forms())])
});

#[test]
fn every_row_is_accounted_for_in_the_terminal_the_data_and_the_book() {
    let (outcome, _) = &*FORMS;
    let run: Value = serde_json::from_str(outcome.text("run.json")).expect("JSON");
    let rows = &run["rows"];
    let skipped: usize = rows["skipped"]
        .as_object()
        .expect("kinds")
        .values()
        .map(number)
        .sum();
    let sum =
        number(&rows["registered"]) + number(&rows["merged"]) + number(&rows["returned"]) + skipped;
    assert_eq!(number(&rows["read"]), sum);
    assert_eq!(rows["balanced"], Value::Bool(true));

    let line = format!(
        "读到 {} 行 = 登记 {} + 合并 {} + 退回 {} + 跳过 {skipped}",
        rows["read"], rows["registered"], rows["merged"], rows["returned"]
    );
    let said = &outcome.said.out;
    assert!(said.contains(&line), "{line} not in:\n{said}");

    let entries = outcome.lines("data/entries.jsonl");
    let status = |name: &str| entries.iter().filter(|e| e["status"] == *name).count();
    assert_eq!(
        entries.len(),
        number(&rows["read"]),
        "one line for every row read"
    );
    assert_eq!(status("registered"), number(&rows["registered"]));
    assert_eq!(status("returned"), number(&rows["returned"]));
    assert_eq!(status("skipped"), skipped);
    assert_eq!(
        outcome.lines("data/register.jsonl").len(),
        number(&rows["registered"])
    );

    let register = sheet(outcome.file("01-廉政风险点登记汇总表.xlsx"), "登记汇总表");
    let numbered = register
        .iter()
        .filter(|r| r.first().is_some_and(|c| c.starts_with("2026-")))
        .count();
    assert_eq!(
        numbered,
        number(&rows["registered"]),
        "one line of the register for every registered row"
    );
}

#[test]
fn every_registered_item_can_be_followed_to_its_cell() {
    let (outcome, _) = &*FORMS;
    let entries: BTreeMap<String, Value> = outcome
        .lines("data/entries.jsonl")
        .into_iter()
        .map(|e| (e["id"].as_str().expect("an id").to_owned(), e))
        .collect();
    let items = outcome.lines("data/register.jsonl");
    assert!(!items.is_empty());
    for item in items {
        let source = &entries[item["sources"][0].as_str().expect("a source")];
        assert_eq!(source["register_id"], item["id"]);
        assert_eq!(source["risk"], item["risk"]);
        let file = source["place"]["file"].as_str().expect("a file");
        assert!(forms().join(file).is_file(), "{file}");
        assert!(source["place"]["cell"].is_string());
    }
}

#[test]
fn the_result_does_not_depend_on_jobs_or_on_the_order_of_paths() {
    let dir = temp();
    let (one, two, three) = (
        dir.path().join("a"),
        dir.path().join("b"),
        dir.path().join("c"),
    );
    run_forms(&one, &["--jobs", "1"]);
    run_forms(&two, &["--jobs", "7"]);
    assert_eq!(folder_bytes(&one), folder_bytes(&two));

    let mut files: Vec<String> = fs::read_dir(forms())
        .expect("forms")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "xlsx"))
        .map(|p| p.display().to_string())
        .collect();
    files.sort();
    let list = |files: &[String], out: &Path| {
        let mut arguments = vec!["run".to_owned()];
        arguments.extend(files.iter().cloned());
        arguments
            .extend(["-o", &out.display().to_string(), "--date", "2026-11-30"].map(str::to_owned));
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}", said.err);
        folder_bytes(out)
    };
    let forward = list(&files, &three);
    files.reverse();
    let backward = list(&files, &dir.path().join("d"));
    assert_eq!(forward, backward);
}

#[test]
fn inputs_are_never_touched() {
    let (_, [before, after]) = &*FORMS;
    assert!(!before.is_empty());
    assert_eq!(before, after);
}

#[test]
fn a_file_handed_in_twice_counts_once() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    fs::create_dir(&inbox).expect("inbox");
    let form = forms().join("01-plain.xlsx");
    fs::copy(&form, inbox.join("预算科.xlsx")).expect("copy");
    fs::copy(&form, inbox.join("预算科(1).xlsx")).expect("copy");
    let out = dir.path().join("结果");
    let said = qingfeng(&[
        "run",
        &inbox.display().to_string(),
        "-o",
        &out.display().to_string(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let entries = json_lines(&out.join("data/entries.jsonl"));
    let of = |status: &str| {
        entries
            .iter()
            .filter(|e| e["status"] == *status && !e["risk"].is_null())
            .count()
    };
    assert_eq!(of("registered"), of("skipped"));
    assert!(of("registered") > 0);
    let stand_in = entries
        .iter()
        .find(|e| e["status"] == "skipped")
        .expect("a skipped row");
    assert_eq!(stand_in["skip"], "duplicate_file");
    assert!(stand_in["stand_in"].is_string());
}

#[test]
fn bad_files_become_findings_and_the_run_goes_on() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    fs::create_dir(&inbox).expect("inbox");
    fs::copy(forms().join("01-plain.xlsx"), inbox.join("预算科.xlsx")).expect("copy");
    fs::write(inbox.join("坏.xlsx"), b"PK\x03\x04 broken").expect("write");
    fs::write(inbox.join("空.xls"), b"").expect("write");
    fs::write(inbox.join("网页.xls"), "<html><table></table></html>").expect("write");
    fs::write(inbox.join("说明.docx"), b"PK\x03\x04").expect("write");
    fs::write(inbox.join("~$预算科.xlsx"), b"lock").expect("write");
    let out = dir.path().join("结果");
    let said = qingfeng(&[
        "run",
        &inbox.display().to_string(),
        "-o",
        &out.display().to_string(),
        "--strict",
    ]);
    assert_eq!(said.status, 1, "errors with --strict: {}", said.err);
    let findings = json_lines(&out.join("data/findings.jsonl"));
    for file in ["坏.xlsx", "空.xls", "网页.xls", "说明.docx"] {
        let hit = findings
            .iter()
            .find(|f| f["place"]["file"] == *file && f["severity"] == "error");
        let help = hit.unwrap_or_else(|| panic!("no finding for {file}"))["help"]
            .as_str()
            .expect("help");
        assert!(help.chars().count() > 5, "{help}");
    }
    assert!(!findings.iter().any(|f| {
        f["place"]["file"]
            .as_str()
            .is_some_and(|p| p.contains("~$"))
    }));
    assert!(said.out.contains("不读的文件"), "{}", said.out);
    assert!(!json_lines(&out.join("data/register.jsonl")).is_empty());
}

#[test]
fn what_keeps_the_program_from_running_is_said_in_one_message() {
    let dir = temp();
    let empty = dir.path().join("空文件夹");
    fs::create_dir(&empty).expect("folder");
    let file = dir.path().join("一个文件");
    fs::write(&file, "x").expect("file");
    let policy = dir.path().join("坏口径.toml");
    fs::write(&policy, "[unit]\nnmae = \"x\"\n").expect("policy");
    let (forms, out) = (text(&forms()), text(&dir.path().join("结果")));
    for (arguments, part) in [
        (
            vec!["run", &text(&empty), "-o", &out],
            "没有找到任何表格文件",
        ),
        (
            vec!["run", &text(&dir.path().join("没有")), "-o", &out],
            "找不到",
        ),
        (vec!["run", &forms, "-o", &text(&file)], "无法写入"),
        (
            vec!["run", &forms, "-o", &text(&file.join("下级"))],
            "无法写入",
        ),
        (
            vec!["run", &forms, "-o", &out, "--policy", &text(&policy)],
            "第 2 行",
        ),
        (
            vec![
                "run",
                &forms,
                "-o",
                &out,
                "--policy",
                &text(&dir.path().join("无.toml")),
            ],
            "找不到",
        ),
        (vec!["run", &forms], "还缺少"),
        (
            vec!["run", &forms, "-o", &forms],
            "结果文件夹不能就是收表的文件夹",
        ),
        (
            vec!["run", &forms, "-o", &out, "--date", "明天"],
            "2026-11-30",
        ),
    ] {
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 2, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(part), "{part} not in {}", said.err);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        assert!(
            !Path::new(&out).exists(),
            "nothing is written when the program could not run"
        );
    }
    assert!(
        hidden_leftovers(dir.path()).is_empty(),
        "no temporary folder stays behind"
    );
}

#[test]
fn results_of_earlier_runs_are_not_read_as_forms() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    fs::create_dir(&inbox).expect("inbox");
    fs::copy(forms().join("01-plain.xlsx"), inbox.join("预算科.xlsx")).expect("copy");
    let run = |out: &Path| qingfeng(&["run", &text(dir.path()), "-o", &text(out)]);
    run(&dir.path().join("结果"));
    run(&dir.path().join("结果2"));
    let files = |out: &str| {
        let json = fs::read_to_string(dir.path().join(out).join("run.json")).expect("run.json");
        let run: Value = serde_json::from_str(&json).expect("JSON");
        run["inputs"].as_array().map(Vec::len)
    };
    assert_eq!((files("结果"), files("结果2")), (Some(1), Some(1)));
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn a_folder_without_any_form_gives_findings_and_an_empty_register() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    fs::create_dir(&inbox).expect("inbox");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "会议通知").expect("write");
    book.save(inbox.join("通知.xlsx")).expect("save");
    let out = dir.path().join("结果");
    let said = qingfeng(&[
        "run",
        &inbox.display().to_string(),
        "-o",
        &out.display().to_string(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let findings = json_lines(&out.join("data/findings.jsonl"));
    assert!(findings.iter().any(|f| f["code"] == "T01"), "{findings:?}");
    assert!(said.out.contains("读到 0 行"), "{}", said.out);
}

#[test]
fn an_earlier_result_stays_whole_and_other_files_stay_in_place() {
    let dir = temp();
    let out = dir.path().join("结果");
    run_forms(&out, &[]);
    fs::write(out.join("我的批注.txt"), "勿删").expect("write");
    let before = folder_bytes(&out);
    let said = qingfeng(&[
        "run",
        &dir.path().join("没有").display().to_string(),
        "-o",
        &out.display().to_string(),
    ]);
    assert_eq!(said.status, 2);
    assert_eq!(before, folder_bytes(&out));
    assert_eq!(run_forms(&out, &[]).status, 0);
    assert_eq!(
        before,
        folder_bytes(&out),
        "a second run gives the same bytes"
    );
}

fn hidden_leftovers(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir)
        .expect("folder")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned());
    names.filter(|n| n.starts_with('.')).collect()
}

/// The rows of a sheet as text.
fn sheet(book: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = workbook.worksheet_range(name).expect("the sheet");
    range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}
