//! A form that went back marked has come back, and the file it was made from lies among the forms as well: it counts once.

use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::writer::marked::{Fill, Filling, filled};
use serde_json::Value;

use super::returns::{check, cleaned, returned};
use crate::support::document::{Document, cell, line, paragraph, row, table};
use crate::support::{folder_bytes, forms, qingfeng, temp};

/// Its last rows lack the section: what is to be mended is whose they are.
const OLD: &str = "25-merges-broken-by-a-page.xls";

/// Fills cells of a workbook in.
fn fill(path: &Path, sheet: &str, cells: &[(&str, &str)]) {
    let fills = cells.iter().map(|(cell, text)| Fill {
        sheet: sheet.into(),
        cell: cell.parse().unwrap(),
        content: Filling::Text((*text).to_owned()),
    });
    let bytes = filled(&fs::read(path).unwrap(), &fills.collect::<Vec<_>>()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The workbooks in a folder.
fn books(folder: &Path) -> Vec<PathBuf> {
    let files = folder_bytes(folder).into_keys();
    let books = files.filter(|file| file.extension().is_some_and(|e| e == "xlsx"));
    books.map(|file| folder.join(file)).collect()
}

/// Runs over the forms; the record, and the findings that are more than notes.
fn run(folder: &Path, inputs: &Path) -> (Value, Vec<Value>) {
    let out = folder.join("结果");
    let [forms, to] = [inputs, &out].map(|path| path.to_str().unwrap());
    let said = qingfeng(&["run", forms, "-o", to, "--date", "2026-11-20"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let record = fs::read_to_string(out.join("run.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["rows"]["balanced"], true);
    let findings = fs::read_to_string(out.join("data/findings.jsonl")).unwrap();
    let findings = findings
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let findings = findings.filter(|f: &Value| f["severity"] != "note");
    (record, findings.collect())
}

/// A folder with the form, and the marked one that goes back to its section.
fn sent(folder: &Path) -> (PathBuf, PathBuf) {
    let inputs = folder.join("收表");
    fs::create_dir_all(&inputs).unwrap();
    fs::copy(forms().join(OLD), inputs.join(OLD)).unwrap();
    let out = returned(folder, &inputs);
    let back = books(&out).remove(0);
    (inputs, back)
}

/// The file each file is replaced by.
fn replaced(record: &Value) -> Vec<(&str, &str)> {
    let inputs = record["inputs"].as_array().unwrap().iter();
    inputs
        .filter_map(|file| Some((file["file"].as_str()?, file["replaced_by"].as_str()?)))
        .collect()
}

#[test]
fn a_form_written_again_replaces_the_file_it_came_from() {
    for (name, mended) in [
        ("25-merges-broken-by-a-page.xlsx", false),
        ("25-merges-broken-by-a-page.xlsx", true),
        ("经济建设科按要求改正.xlsx", true),
        ("第二批/国库科.xlsx", true),
    ] {
        let folder = temp();
        let (inputs, back) = sent(folder.path());
        if mended {
            fill(
                &back,
                "Sheet1",
                &[("A8", "经济建设科"), ("A9", "经济建设科")],
            );
        }
        let to = inputs.join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&back, &to).unwrap();
        let (record, findings) = run(folder.path(), &inputs);
        assert_eq!(replaced(&record), [(OLD, name)]);
        let rows = &record["rows"];
        let [registered, returned] = if mended { [6, 0] } else { [4, 2] };
        assert_eq!(rows["registered"], registered, "{rows}");
        assert_eq!(rows["returned"], returned, "{rows}");
        assert_eq!(rows["merged"], 0, "{rows}");
        let of_old = findings.iter().filter(|f| f["place"]["file"] == OLD);
        assert_eq!(of_old.count(), 0, "{findings:?}");
    }
}

#[test]
fn what_a_form_came_from_is_known_through_every_round() {
    let folder = temp();
    let (inputs, back) = sent(folder.path());
    let measure = "概算由两人分别复核并登记，科长每季度抽查三个项目";
    fill(&back, "Sheet1", &[("E3", measure)]);
    fs::copy(&back, inputs.join("经建.xlsx")).unwrap();
    fs::remove_dir_all(folder.path().join("退改")).unwrap();
    let out = returned(folder.path(), &inputs);
    let second = books(&out);
    assert_eq!(
        second.len(),
        1,
        "only the one that counts goes back: {second:?}"
    );
    fill(&second[0], "Sheet1", &[("A8", "经济建设科")]);
    fs::copy(&second[0], inputs.join("再报.xlsx")).unwrap();
    let (record, findings) = run(folder.path(), &inputs);
    let mut known = replaced(&record);
    known.sort_unstable();
    assert_eq!(known, [(OLD, "再报.xlsx"), ("经建.xlsx", "再报.xlsx")]);
    assert_eq!(record["rows"]["registered"], 6, "{}", record["rows"]);
    assert!(findings.iter().all(|f| f["code"] != "E01"), "{findings:?}");
    // The one in the middle may be gone.
    fs::remove_file(inputs.join("经建.xlsx")).unwrap();
    let (record, _) = run(folder.path(), &inputs);
    assert_eq!(replaced(&record), [(OLD, "再报.xlsx")]);
}

#[test]
fn a_form_that_came_back_without_its_entries_replaces_nothing() {
    let folder = temp();
    let (inputs, back) = sent(folder.path());
    let rows = [3, 4, 5, 8, 9, 10];
    let cells: Vec<String> = rows
        .iter()
        .flat_map(|row| ["B", "C", "D"].map(|c| format!("{c}{row}")))
        .collect();
    let cells: Vec<(&str, &str)> = cells.iter().map(|cell| (cell.as_str(), "")).collect();
    fill(&back, "Sheet1", &cells);
    fs::copy(&back, inputs.join("空.xlsx")).unwrap();
    let (record, findings) = run(folder.path(), &inputs);
    assert!(replaced(&record).is_empty());
    assert_eq!(record["rows"]["registered"], 4, "{}", record["rows"]);
    let asked = findings.iter().find(|f| f["code"] == "M02").expect("asked");
    assert!(
        asked["message"].as_str().unwrap().contains("空.xlsx"),
        "{asked}"
    );
}

#[test]
fn a_document_whose_changes_are_tracked_comes_back_filled_in_and_counts_once() {
    let changed = |old: &str, new: &str| {
        paragraph(&format!(
            "<w:del w:id=\"1\"><w:r><w:delText>{old}</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>{new}</w:t></w:r></w:ins>"
        ))
    };
    let entry = |number: &str, risk: &str, level: String| {
        let measure = format!("由两人分别核对并登记，科长每月抽查{number}笔");
        let texts = [
            line(number),
            line(risk),
            level,
            line(&measure),
            line("张一"),
        ];
        row(&texts.map(|text| cell("", &text)))
    };
    let head = ["序号", "风险点", "风险等级", "防控措施", "责任人"];
    let rows = [
        row(&head.map(|text| cell("", &line(text)))),
        entry("1", "压低基数照顾熟人单位", changed("三级", "二级")),
        entry("2", "未评审的项目直接入库", changed("一级", "三级")),
        entry("3", "丢失涉密文件不报告", line("三级")),
        entry("4", "超时限批复追加预算", changed("二级", "一级")),
        entry("5", "随意调剂项目支出", line("")),
    ];
    let document = Document::new(&(line("预算科廉政风险点自查表") + &table(&rows)));
    let folder = temp();
    let inputs = folder.path().join("收表");
    fs::create_dir_all(&inputs).unwrap();
    fs::write(inputs.join("预算科.docx"), document.bytes()).unwrap();
    run(folder.path(), &inputs);
    let back = books(&folder.path().join("结果/退改")).remove(0);
    let refill = |path: &Path| {
        let said = check(path, &[]).out;
        let findings = serde_json::Deserializer::from_str(&said).into_iter::<Value>();
        let asked = findings.map(Result::unwrap).filter(|f| f["code"] == "F11");
        let asked = asked.map(|f| f["place"]["cell"].as_str().unwrap().to_owned());
        asked.collect::<Vec<_>>()
    };
    assert_eq!(refill(&back), ["C3", "C4", "C6"], "each that is in doubt");
    let cells = [
        ("C3", "二级"),
        ("C4", "三级"),
        ("C6", "一级"),
        ("C7", "二级"),
    ];
    fill(&back, "表格1", &cells);
    assert!(refill(&back).is_empty());
    fs::copy(&back, inputs.join("预算科.xlsx")).unwrap();
    let (record, findings) = run(folder.path(), &inputs);
    assert_eq!(replaced(&record), [("预算科.docx", "预算科.xlsx")]);
    assert_eq!(record["rows"]["registered"], 5, "{}", record["rows"]);
    let errors = findings.iter().filter(|f| f["severity"] == "error");
    assert_eq!(errors.count(), 0, "{findings:?}");
    let clean = cleaned(folder.path(), &inputs.join("预算科.xlsx"));
    fs::write(inputs.join("预算科.xlsx"), clean).unwrap();
    fs::remove_file(inputs.join("预算科.docx")).unwrap();
    let (record, _) = run(folder.path(), &inputs);
    assert_eq!(record["rows"]["registered"], 5, "{}", record["rows"]);
}
