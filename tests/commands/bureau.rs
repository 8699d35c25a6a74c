//! An invented bureau's working folder: forms of its sections, and the runs of its years.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::{Said, qingfeng, temp};

const HEADS: &str = "序号|登记编号|岗位|权力（业务）事项|风险点|风险等级|防控措施|责任人|消除原因";
pub const MEASURE: &str = "由两人分别核对并登记，科长每月抽查五笔";

/// A bureau's working folder.
pub struct Bureau {
    dir: tempfile::TempDir,
}

impl Bureau {
    pub fn new() -> Self {
        let bureau = Self { dir: temp() };
        bureau.policy("");
        bureau
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn policy(&self, sections: &str) {
        let text = format!("[unit]\nname = \"青云区财政局\"\n{sections}");
        fs::write(self.path("qingfeng.toml"), text).expect("written");
    }

    /// A form of a section, with the rows under the usual heads.
    pub fn form(&self, year: i32, section: &str, rows: &[&str]) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let title = format!("{section}廉政风险点自查表");
        let date = format!("填报日期：{year}-10-20");
        let mut lines = vec![title.as_str(), date.as_str(), HEADS];
        lines.extend(rows);
        for (row, line) in (0u32..).zip(lines) {
            for (col, text) in (0u16..).zip(line.split('|')) {
                sheet.write(row, col, text).expect("written");
            }
        }
        let folder = self.path(&format!("{year}"));
        fs::create_dir_all(&folder).expect("made");
        book.save(folder.join(format!("{section}.xlsx")))
            .expect("saved");
    }

    pub fn run(&self, year: i32, more: &[&str]) -> String {
        let path = |name: String| self.path(&name).display().to_string();
        let mut arguments = vec!["run".to_owned(), path(format!("{year}"))];
        let fixed = [
            "-o",
            &path(format!("结果{year}")),
            "--date",
            &format!("{year}-11-30"),
        ];
        arguments.extend(fixed.map(str::to_owned));
        arguments.extend(["--policy".to_owned(), path("qingfeng.toml".to_owned())]);
        arguments.extend(more.iter().map(ToString::to_string));
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        let record = fs::read_to_string(self.path(&format!("结果{year}/run.json")));
        let record: Value = serde_json::from_str(&record.expect("read")).expect("JSON");
        assert_eq!(record["rows"]["balanced"], true, "{year}");
        said.out
    }

    /// The blank forms of a year, prefilled from results of earlier years.
    pub fn blanks(&self, year: i32, to: &str, previous: &[&str]) -> Said {
        let path = |name: &str| self.path(name).display().to_string();
        let mut arguments = [
            "template",
            "-o",
            &path(to),
            "--policy",
            &path("qingfeng.toml"),
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.extend([
            "--year".to_owned(),
            year.to_string(),
            "--previous".to_owned(),
        ]);
        arguments.extend(previous.iter().map(|name| path(name)));
        qingfeng(&arguments)
    }

    /// The run with last year's result.
    pub fn run_on(&self, year: i32) -> String {
        let before = self.path(&format!("结果{}", year - 1));
        self.run(year, &["--previous", &before.display().to_string()])
    }

    pub fn lines(&self, year: i32, name: &str) -> Vec<Value> {
        let path = self.path(&format!("结果{year}/data/{name}.jsonl"));
        let text = fs::read_to_string(path).expect("read");
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }

    /// A member of each item of the register, by risk.
    pub fn register(&self, year: i32, member: &str) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let lines = self.lines(year, "register").into_iter();
        lines
            .map(|line| (text(&line["risk"]), text(&line[member])))
            .collect()
    }

    pub fn classes(&self, year: i32) -> BTreeMap<String, String> {
        let lines = self.lines(year, "changes").into_iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        lines
            .map(|line| (text(&line["id"]), text(&line["class"])))
            .collect()
    }

    pub fn codes(&self, year: i32) -> Vec<String> {
        let lines = self.lines(year, "findings").into_iter();
        let graver = lines.filter(|l| l["severity"] != "note");
        graver
            .map(|l| l["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

/// A row without a number.
pub fn row(number: usize, post: &str, matter: &str, risk: &str, level: &str) -> String {
    format!("{number}||{post}|{matter}|{risk}|{level}|{MEASURE}|{post}|")
}

pub fn refs(rows: &[String]) -> Vec<&str> {
    rows.iter().map(String::as_str).collect()
}

/// The cell below a head of a sheet.
pub fn below(book: &Path, sheet: &str, head: &str) -> String {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, sheet).expect("the sheet");
    let start = range.start().expect("cells");
    let mut cells = range.cells();
    let found = cells.find(|(_, _, value)| value.to_string().replace('\n', "") == *head);
    let (row, col, _) = found.expect("the head");
    let letter = char::from(b'A' + u8::try_from(col).expect("near"));
    format!("{letter}{}", start.0 as usize + row + 2)
}

/// All that a sheet says.
pub fn said(book: &Path, sheet: &str) -> String {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, sheet).expect("the sheet");
    let cells = range.used_cells().map(|(_, _, value)| value.to_string());
    cells.collect::<Vec<String>>().join("|")
}
