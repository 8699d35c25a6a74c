//! Every form at hand that has errors: marked and handed in again unchanged it has the same entries and the same findings, and
//! without its marks it is the same file. What is written again in another kind of file says the same at the same places.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::build::ods_of;
use crate::support::{self, forms, qingfeng, samples, temp};

/// Findings of how a file is written: in a file written again, what could not be told is to be filled in anew.
const OF_WRITING: [&str; 4] = ["F11", "F12", "F20", "F21"];

/// Runs a command on a file by the policy it belongs to.
fn of_file(command: &str, path: &Path, policy: Option<&Path>, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec![command, path.to_str().unwrap(), "--format", "json"];
    arguments.extend(["--date", "2026-11-20"]);
    if let Some(policy) = policy {
        arguments.extend(["--policy", policy.to_str().unwrap()]);
    }
    arguments.extend(more);
    let said = qingfeng(&arguments);
    assert!(said.err.is_empty(), "{}", said.err);
    let values = serde_json::Deserializer::from_str(&said.out).into_iter();
    values.map(|value| value.expect("JSON")).collect()
}

/// The files of a folder with errors.
fn with_errors(folder: &Path) -> BTreeSet<PathBuf> {
    let findings = of_file("check", folder, None, &[]).into_iter();
    let errors = findings.filter(|f| f["severity"] == "error");
    let files = errors.map(|f| folder.join(f["place"]["file"].as_str().unwrap()));
    files.filter(|path| path.is_file()).collect()
}

/// Takes out what only says which file it is.
fn forget(value: &mut Value) {
    match value {
        Value::Object(all) => {
            for name in ["file", "sha256", "bytes", "modified", "section"] {
                all.remove(name);
            }
            all.values_mut().for_each(forget);
        }
        Value::Array(all) => all.iter_mut().for_each(forget),
        _ => {}
    }
}

fn said(mut values: Vec<Value>) -> Vec<String> {
    values.iter_mut().for_each(forget);
    let mut said: Vec<String> = values.iter().map(Value::to_string).collect();
    said.sort();
    said
}

/// The findings that a file written again still must have: in a document all rows move, for the lines above its table.
fn lasting(findings: Vec<Value>, document: bool) -> Vec<String> {
    let lasting = findings
        .into_iter()
        .filter(|f| f["severity"] != "note" && !OF_WRITING.iter().any(|code| f["code"] == *code));
    let short = |f: &Value| {
        let cell = if document {
            &Value::Null
        } else {
            &f["place"]["cell"]
        };
        let message = f["message"].as_str().unwrap();
        let message = if document {
            message.split('：').next().unwrap()
        } else {
            message
        };
        format!("{} {message} {} {cell}", f["code"], f["place"]["sheet"])
    };
    let mut out: Vec<String> = lasting.map(|f| short(&f)).collect();
    out.sort();
    out
}

fn goes_back_and_comes_again(path: &Path) -> Option<bool> {
    let folder = temp();
    let policy = path.ancestors().map(|above| above.join("qingfeng.toml"));
    let policy = policy.into_iter().find(|policy| policy.is_file());
    let policy = policy.as_deref();
    let out = folder.path().join("退改");
    let before = of_file("check", path, policy, &["--returns", out.to_str().unwrap()]);
    let files = support::folder_bytes(&out);
    let notice = files
        .keys()
        .find(|file| file.ends_with("退回通知.txt"))
        .unwrap();
    let notice = fs::read_to_string(out.join(notice)).unwrap();
    let back = files.keys().find(|file| !file.ends_with("退回通知.txt"));
    let Some(back) = back.map(|file| out.join(file)) else {
        assert!(notice.contains("没有在原表上标注"), "{notice}");
        return None;
    };
    let shown = path.display();
    let after = of_file("check", &back, policy, &[]);
    if notice.contains("不能在原表上标注") {
        let name = path.extension().unwrap().to_string_lossy().to_lowercase();
        let document = name.starts_with("doc");
        let unread = |findings: &[Value]| -> Vec<Value> {
            let unread = findings.iter().filter(|f| f["code"] == "F11");
            unread.map(|f| f["place"]["cell"].clone()).collect()
        };
        let asked = unread(&after);
        assert!(asked.len() >= unread(&before).len(), "{shown}");
        // A formula without a result is a blank cell no more: it is to be filled in anew.
        let of_others = |f: &Value| document || !asked.contains(&f["place"]["cell"]);
        let before = before.into_iter().filter(of_others).collect();
        assert_eq!(
            lasting(before, document),
            lasting(after, document),
            "{shown}"
        );
        return Some(false);
    }
    assert_eq!(said(before), said(after), "{shown}");
    let read = |path: &Path| said(of_file("inspect", path, policy, &[]));
    assert_eq!(read(path), read(&back), "{shown}");
    let clean = folder.path().join("清");
    let said = qingfeng(&[
        "clean".as_ref(),
        back.as_os_str(),
        "-o".as_ref(),
        clean.as_os_str(),
    ]);
    assert_eq!(said.status, 0, "{shown} {}", said.err);
    let clean = fs::read(clean.join(back.file_name().unwrap())).unwrap();
    assert!(clean == fs::read(path).unwrap(), "{shown}");
    Some(true)
}

#[test]
fn whatever_goes_back_comes_again_the_same() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let folders = [forms(), samples(), cases]
        .into_iter()
        .filter(|f| f.is_dir());
    let (mut marked, mut anew) = (0, 0);
    for path in folders.flat_map(|folder| with_errors(&folder)) {
        match goes_back_and_comes_again(&path) {
            Some(true) => marked += 1,
            Some(false) => anew += 1,
            None => {}
        }
    }
    assert!(
        marked > 4 && anew > 2,
        "{marked} marked, {anew} written again"
    );
}

#[test]
fn struck_words_and_notes_stay_in_a_file_written_again() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let plain = |cells: &str| row(cells.split('|').map(cell).collect());
    let struck = "<table:table-cell table:style-name=\"S\"><office:annotation><text:p>领导小组：这一条不要</text:p></office:annotation>\
        <text:p>双人复核并登记在册</text:p></table:table-cell>";
    let level = "<table:table-cell/>";
    let rows = [
        plain("会计科廉政风险点自查表"),
        plain("序号|岗位|风险点|风险等级|防控措施"),
        row(["1", "出纳岗", "坐支现金"].map(cell).concat() + level + struck),
        plain("2|稽核岗|审核走过场|二级|每月抽查两成凭证并登记"),
    ]
    .concat();
    let form = ods_of(&format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"S\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name=\"自查表\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    ));
    let folder = temp();
    let path = folder.path().join("会计科.ods");
    fs::write(&path, form).unwrap();
    let found = of_file("check", &path, None, &[]);
    let of = |code: &str| found.iter().filter(|f| f["code"] == code).count();
    assert_eq!((of("F24"), of("T26")), (1, 1), "{found:?}");
    assert_eq!(goes_back_and_comes_again(&path), Some(false));
}
