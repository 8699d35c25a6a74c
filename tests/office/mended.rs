//! Every form at hand that has errors, from beginning to end: marked, opened and saved by LibreOffice, mended, read, cleaned.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::location::CellRef;
use qingfeng::writer::marked::{Fill, Filling, filled};
use serde_json::Value;

use crate::libreoffice::converted_from;
use crate::returns::no_mark_is_left;
use crate::support::{folder_bytes, forms, qingfeng, samples, temp};

/// So often a form may come back until nothing is wrong with it any more: what was mended may show what else is wrong.
const ROUNDS: usize = 3;

/// A form that went back.
struct Case {
    source: PathBuf,
    policy: Option<PathBuf>,
    /// The marked one.
    back: PathBuf,
    /// Whether it is its own file and was not written again.
    own: bool,
}

/// Runs a command on a file by the policy it belongs to.
fn of_file(command: &str, path: &Path, policy: Option<&Path>, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec![command, path.to_str().expect("a path"), "--format", "json"];
    arguments.extend(["--date", "2026-11-20"]);
    if let Some(policy) = policy {
        arguments.extend(["--policy", policy.to_str().expect("a path")]);
    }
    arguments.extend(more);
    let said = qingfeng(&arguments);
    assert!(said.err.is_empty(), "{}", said.err);
    let values = serde_json::Deserializer::from_str(&said.out).into_iter();
    values.map(|value| value.expect("JSON")).collect()
}

fn errors(path: &Path, policy: Option<&Path>) -> Vec<Value> {
    let mut found = of_file("check", path, policy, &[]);
    found.retain(|f| f["severity"] == "error");
    found
}

/// What is read of a form, without what only says which file it is.
fn entries(path: &Path, policy: Option<&Path>) -> String {
    fn forget(value: &mut Value) {
        match value {
            Value::Object(all) => {
                for name in ["path", "file", "sha256", "bytes", "modified", "section"] {
                    all.remove(name);
                }
                all.values_mut().for_each(forget);
            }
            Value::Array(all) => all.iter_mut().for_each(forget),
            _ => {}
        }
    }
    let mut read = of_file("inspect", path, policy, &[]).remove(0);
    forget(&mut read);
    read.to_string()
}

/// The forms of these folders that go back, each marked in a folder of its own.
fn cases(folders: &[PathBuf], to: &Path) -> Vec<Case> {
    let files = folders.iter().flat_map(|folder| {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name();
        files.into_iter().map(|e| e.expect("an entry").into_path())
    });
    let mut cases = Vec::new();
    for (number, source) in files.enumerate() {
        let known = qingfeng::reader::discover(std::slice::from_ref(&source), &[]);
        let is_form = known.is_ok_and(|found| !found.sources.is_empty());
        if !source.is_file() || !is_form {
            continue;
        }
        let above = source.ancestors().map(|above| above.join("qingfeng.toml"));
        let policy = above.into_iter().find(|policy| policy.is_file());
        let out = to.join(number.to_string());
        let more = ["--returns", out.to_str().expect("a path")];
        of_file("check", &source, policy.as_deref(), &more);
        if !out.is_dir() {
            continue;
        }
        let files: Vec<PathBuf> = folder_bytes(&out).into_keys().collect();
        let notice = files.iter().find(|file| file.ends_with("退回通知.txt"));
        let notice = fs::read_to_string(out.join(notice.expect("a notice"))).expect("read");
        let back = files.iter().find(|file| !file.ends_with("退回通知.txt"));
        let Some(back) = back else {
            assert!(
                notice.contains("没有在原表上标注"),
                "{}: {notice}",
                source.display()
            );
            continue;
        };
        cases.push(Case {
            back: out.join(back),
            own: !notice.contains("不能在原表上标注"),
            source,
            policy,
        });
    }
    cases
}

/// These files as LibreOffice saves them, in their order.
fn saved(files: &[&Path]) -> Vec<Vec<u8>> {
    let mut by_ending: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let ending = file.extension().expect("an ending").to_string_lossy();
        by_ending.entry(ending.to_lowercase()).or_default().push(at);
    }
    let mut out = vec![Vec::new(); files.len()];
    for (ending, own) in by_ending {
        let books: Vec<Vec<u8>> = own
            .iter()
            .map(|at| fs::read(files[*at]).expect("read"))
            .collect();
        let saved = converted_from(&ending, &books, "xlsx");
        own.into_iter()
            .zip(saved)
            .for_each(|(at, book)| out[at] = book);
    }
    out
}

/// What a person writes into a cell of this kind.
fn right(field: &str) -> &'static str {
    match field {
        "section" => "预算科",
        "level" | "confirmed_level" => "三级",
        "measures" => "由两人分别核对并登记，科长每季度抽查三笔",
        "risk" => "在项目入库审核中照顾关系单位",
        "post" => "综合管理岗",
        _ => "张一",
    }
}

/// What is to be written where, so that these errors are mended.
fn mends(errors: &[Value], read: &Value) -> Vec<Fill> {
    let mut fills = Vec::new();
    let mut added = 0;
    for error in errors {
        let place = &error["place"];
        let cell = place["cell"].as_str().expect("a cell");
        let at: CellRef = cell.parse().expect("a cell");
        let sheets = read["files"][0]["sheets"]
            .as_array()
            .expect("sheets")
            .iter();
        let mut sheets = sheets.filter(|sheet| sheet["name"] == place["sheet"]);
        let tables = sheets.next().expect("the sheet")["tables"]
            .as_array()
            .expect("tables");
        let column = |of: &Value| -> CellRef {
            of["cell"]
                .as_str()
                .expect("a cell")
                .parse()
                .expect("a cell")
        };
        let heads = |table: &Value| -> Vec<u64> {
            let rows = table["header_rows"].as_array().expect("rows").iter();
            rows.filter_map(Value::as_u64).collect()
        };
        let first = |table: &Value| heads(table).into_iter().min().unwrap_or(0);
        // The table is the last one whose head stands above.
        let above = tables
            .iter()
            .filter(|table| first(table) <= u64::from(at.row) + 1);
        let table = above.max_by_key(|table| first(table));
        let columns = table.and_then(|table| table["columns"].as_array());
        let columns = columns.map_or(&[][..], Vec::as_slice);
        let mut put = |at: CellRef, text: &str| {
            fills.push(Fill {
                sheet: place["sheet"].as_str().expect("a sheet").into(),
                cell: at,
                content: Filling::Text(text.to_owned()),
            });
        };
        match error["code"].as_str().expect("a code") {
            "H04" => put(at, error["example"].as_str().expect("an example")),
            // A ledger may say whose it is in its title.
            "H02" => put(CellRef::new(0, 0), "廉政风险整改台账（预算科）"),
            // A row that only names somebody: the rest of it is missing.
            "E04" => {
                for of in columns {
                    let field = of["field"].as_str().unwrap_or_default();
                    if ["risk", "level", "measures"].contains(&field) {
                        put(CellRef::new(at.row, column(of).col), right(field));
                    }
                }
            }
            // A column is missing: it is added behind all others.
            "E02" | "E03" => {
                let message = error["message"].as_str().expect("a message");
                let named = [
                    ("风险等级", "level"),
                    ("防控措施", "measures"),
                    ("风险点", "risk"),
                ];
                let missing = named
                    .into_iter()
                    .find(|(name, _)| message.contains(&format!("没有“{name}”栏")));
                let (name, field) = missing.unwrap_or(("科室", "section"));
                let table = table.expect("a table");
                let last = columns
                    .iter()
                    .map(|of| column(of).col)
                    .max()
                    .expect("columns");
                added += 1;
                // Behind the column of what to mend, and what was added before.
                let used = last + 1 + added;
                let row = u32::try_from(first(table)).expect("a row") - 1;
                put(CellRef::new(row, used), name);
                for entry in table["entries"].as_array().expect("entries") {
                    let row = entry["row"].as_u64().expect("a row");
                    put(
                        CellRef::new(u32::try_from(row).expect("a row") - 1, used),
                        right(field),
                    );
                }
            }
            _ => {
                let own = columns.iter().find(|of| column(of).col == at.col);
                let field = own.and_then(|of| of["field"].as_str());
                put(at, right(field.unwrap_or_default()));
            }
        }
    }
    fills
}

pub fn every_form_at_hand_is_mended_in_another_program() {
    let folder = temp();
    let year = folder.path().join("一年");
    let made = ["--entries", "120", "--defects", "0.1", "--all-kinds"];
    let said = qingfeng(&[&["sample", "-o", year.to_str().expect("a path")][..], &made].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let folders = [forms(), samples(), year, shared];
    let folders: Vec<PathBuf> = folders.into_iter().filter(|f| f.is_dir()).collect();
    let cases = cases(&folders, &folder.path().join("退改"));
    assert!(cases.len() > 10, "{}", cases.len());
    let own: Vec<&Path> = cases
        .iter()
        .filter(|c| c.own)
        .map(|c| c.source.as_path())
        .collect();
    let mut as_came = saved(&own).into_iter();
    let backs: Vec<&Path> = cases.iter().map(|case| case.back.as_path()).collect();
    for (number, (case, saved)) in cases.iter().zip(saved(&backs)).enumerate() {
        let shown = case.source.display();
        let policy = case.policy.as_deref();
        let place = |name: &str, bytes: &[u8]| {
            let own = folder.path().join(name).join(number.to_string());
            fs::create_dir_all(&own).expect("a folder");
            let path = own
                .join(case.back.file_name().expect("a name"))
                .with_extension("xlsx");
            fs::write(&path, bytes).expect("written");
            path
        };
        let path = place("存", &saved);
        // What that program makes of a form without marks is what counts.
        let before = case
            .own
            .then(|| place("原", &as_came.next().expect("saved")));
        let before = before.as_deref().unwrap_or(&case.back);
        assert_eq!(entries(before, policy), entries(&path, policy), "{shown}");
        let mut left = errors(&path, policy);
        for _ in 0..ROUNDS {
            if left.is_empty() {
                break;
            }
            let read = of_file("inspect", &path, policy, &[]).remove(0);
            let bytes = filled(&fs::read(&path).expect("read"), &mends(&left, &read));
            fs::write(&path, bytes.expect("filled in")).expect("written");
            left = errors(&path, policy);
        }
        assert!(left.is_empty(), "{shown}: {left:?}");
        let out = folder.path().join("清").join(number.to_string());
        let said = qingfeng(&[
            "clean".as_ref(),
            path.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
        ]);
        assert_eq!(said.status, 0, "{shown}: {}", said.err);
        let clean = out.join(path.file_name().expect("a name"));
        no_mark_is_left(&fs::read(&clean).expect("clean"));
        assert!(errors(&clean, policy).is_empty(), "{shown}");
        assert_eq!(entries(&path, policy), entries(&clean, policy), "{shown}");
    }
}
