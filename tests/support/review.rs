//! The leading group's review as its clerk lives it: forms, runs over them, and review workbooks filled in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType as _, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::edit::filled;
use super::{Said, qingfeng, temp};

const HEADS: [&str; 10] = [
    "序号",
    "岗位",
    "权力事项",
    "风险点",
    "风险等级",
    "是否涉及三重一大",
    "是否直接掌握人财物",
    "有无自由裁量权",
    "可能后果",
    "防控措施",
];
pub const MEASURE: &str = "由两人分别复核并在台账签字，每季度抽查一次";

/// Matter, level, four answers. Five of them must be decided: 2 underrated, 3 overrated, 4 open, 5 contradictory, 7 unreadable.
pub const ROWS: [[&str; 6]; 7] = [
    ["政府采购方式审批", "一级", "是", "是", "有", "刑事责任"],
    ["预算指标下达", "三级", "否", "否", "有", ""],
    ["项目库入库审核", "一级", "否", "否", "无", "通报批评"],
    ["现金支付", "二级", "否", "是", "无", "党纪政纪处分"],
    ["公文收发", "三级", "否", "否", "无", "刑事责任"],
    ["信息公开", "三级", "否", "否", "无", ""],
    ["决算批复", "中高", "否", "否", "有", ""],
];

pub fn form(rows: &[[&str; 6]], measure: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "预算科廉政风险点自查表").expect("title");
    for (col, head) in (0..).zip(HEADS) {
        sheet.write(1, col, head).expect("a head");
    }
    for (row, entry) in (2..).zip(rows) {
        let [matter, level, answers @ ..] = entry;
        let risk = format!("办理{matter}时照顾关系单位");
        let cells = ["", "综合管理岗", matter, &risk, level];
        let cells = cells
            .into_iter()
            .chain(answers.iter().copied())
            .chain([measure]);
        for (col, text) in (0..).zip(cells).filter(|(_, t)| !t.is_empty()) {
            sheet.write(row, col, text).expect("a cell");
        }
        sheet.write(row, 0, row - 1).expect("a number");
    }
    book.save_to_buffer().expect("a workbook")
}

/// A folder with forms and a folder for the result.
pub struct Office {
    pub dir: tempfile::TempDir,
}

impl Office {
    pub fn new(rows: &[[&str; 6]]) -> Self {
        let office = Self { dir: temp() };
        fs::create_dir(office.dir.path().join("收表")).expect("a folder");
        office.hand_in("预算科.xlsx", &form(rows, MEASURE));
        office
    }

    pub fn hand_in(&self, name: &str, bytes: &[u8]) {
        fs::write(self.dir.path().join("收表").join(name), bytes).expect("a form");
    }

    pub fn out(&self) -> PathBuf {
        self.dir.path().join("结果")
    }

    pub fn book(&self) -> PathBuf {
        self.out().join("05-评审表.xlsx")
    }

    /// Keeps bytes as a review workbook beside the folders.
    pub fn review(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::write(&path, bytes).expect("a review workbook");
        path
    }

    pub fn run(&self, reviews: &[&Path]) -> Said {
        let mut arguments = vec![
            "run".to_owned(),
            self.dir.path().join("收表").display().to_string(),
            "-o".to_owned(),
            self.out().display().to_string(),
            "--date".to_owned(),
            "2026-11-30".to_owned(),
        ];
        for path in reviews {
            arguments.extend(["--review".to_owned(), path.display().to_string()]);
        }
        qingfeng(&arguments)
    }

    pub fn runs(&self, reviews: &[&Path]) {
        let said = self.run(reviews);
        assert_eq!(said.status, 0, "{}", said.err);
    }

    pub fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.out().join("data").join(name)).expect("data");
        let lines = text.lines();
        lines
            .map(|l| serde_json::from_str(l).expect("JSON"))
            .collect()
    }

    /// Matter, effective level and its basis of every registered item.
    pub fn levels(&self) -> BTreeMap<String, (Option<u64>, String)> {
        let items = self.lines("register.jsonl").into_iter().map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or("").to_owned();
            let level = item["effective_level"].as_u64();
            (text("matter"), (level, text("basis")))
        });
        items.collect()
    }

    /// Cell and message of the findings with this code.
    pub fn found(&self, code: &str) -> Vec<(String, String)> {
        let findings = self.lines("findings.jsonl").into_iter();
        let own = findings.filter(|f| f["code"] == code).map(|f| {
            let place = &f["place"];
            let place = |key: &str| place[key].as_str().unwrap_or("").to_owned();
            let at = format!("{}!{}", place("sheet"), place("cell"));
            (at, f["message"].as_str().unwrap_or("").to_owned())
        });
        own.collect()
    }

    /// The cell below a head of 待评审.
    pub fn cell(&self, head: &str, row: u32) -> String {
        cell_of(&self.book(), "待评审", head, row)
    }

    /// Matters on a sheet of the review workbook, each with its row as Excel shows it.
    pub fn asked(&self, sheet: &str) -> Vec<(String, u32)> {
        rows_of(&self.book(), sheet)
    }
}

/// Matters on a sheet of a review workbook; empty where there is no such sheet.
pub fn rows_of(book: &Path, sheet: &str) -> Vec<(String, u32)> {
    let mut book: Xlsx<_> = open_workbook(book).expect("the review workbook");
    let Ok(range) = book.worksheet_range(sheet) else {
        return Vec::new();
    };
    let top = range.start().map_or(0, |(row, _)| row);
    let rows = (top + 1..).zip(range.rows());
    // Rows of the table begin with a number.
    let rows = rows.filter(|(_, cells)| matches!(cells[0], Data::Float(_)));
    rows.map(|(row, cells)| (cells[3].to_string(), row))
        .collect()
}

/// All texts on a sheet of a workbook.
pub fn cells_of(book: &Path, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.cells().map(|(_, _, cell)| cell.to_string()).collect()
}

/// The cell of a row below a head on a sheet of a review workbook; heads broken for width are known without the break.
pub fn cell_of(book: &Path, sheet: &str, head: &str, row: u32) -> String {
    let mut book: Xlsx<_> = open_workbook(book).expect("the review workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let is_head = |cell: &Data| cell.to_string().replace('\n', "") == head;
    let left = range.start().map_or(0, |(_, col)| col);
    let at = range
        .rows()
        .find_map(|cells| cells.iter().position(is_head));
    let col = left + u32::try_from(at.expect("the head")).expect("small");
    let letter = char::from_u32(u32::from('A') + col).expect("a letter");
    format!("{letter}{row}")
}

/// Levels for all items asked, in turn; the decisions by matter.
pub fn decide_all(office: &Office) -> (Vec<u8>, BTreeMap<String, u64>) {
    let mut cells = vec![];
    let mut decided = BTreeMap::new();
    for (matter, row) in office.asked("待评审") {
        let level = u64::from(row % 3) + 1;
        let word = ["一级", "二级", "三级"][usize::try_from(level).expect("small") - 1];
        cells.push((office.cell("审定等级", row), word));
        cells.push((office.cell("审定理由", row), "会议研究确定"));
        decided.insert(matter, level);
    }
    (filled(&office.book(), "待评审", &cells), decided)
}

/// Asserts that a filled review workbook settles all that was asked, and that the new one carries it on.
pub fn assert_decided(office: &Office, review: &Path, decided: &BTreeMap<String, u64>) {
    // The workbook in the folder has not been filled in: nothing is lost by writing it anew.
    office.runs(&[review]);
    assert_settled(office, decided);
    // The new workbook alone carries all decisions.
    office.runs(&[&office.book()]);
    assert_settled(office, decided);
}

/// Asserts that nothing is asked any more and that every book and list says what was decided.
pub fn assert_settled(office: &Office, decided: &BTreeMap<String, u64>) {
    assert_eq!(office.asked("待评审"), []);
    assert_eq!(office.asked("已定事项").len(), decided.len());
    let levels = office.levels();
    for (matter, level) in decided {
        let expected = (Some(*level), "confirmed".to_owned());
        assert_eq!(levels[matter], expected, "{matter}");
    }
    for entry in office.lines("entries.jsonl") {
        let matter = entry["matter"].as_str().unwrap_or("");
        let confirmed = entry["confirmed_level"].as_u64();
        assert_eq!(confirmed, decided.get(matter).copied(), "{matter}");
        assert_eq!(entry["effective_level"].as_u64(), levels[matter].0);
    }
    // The books say the same.
    let mut counts = [0_u64; 3];
    for (level, _) in levels.values() {
        counts[usize::try_from(level.expect("no level is open") - 1).expect("small")] += 1;
    }
    let run = fs::read_to_string(office.out().join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("JSON");
    let stated = ["one", "two", "three"].map(|l| run["levels"][l].as_u64().expect("a count"));
    assert_eq!(stated, counts);
    let mut list: Xlsx<_> =
        open_workbook(office.out().join("01-廉政风险点登记汇总表.xlsx")).expect("the register");
    let list = list.worksheet_range("登记汇总表").expect("the list");
    let words = |word: &str| {
        let cells = list.rows().flatten();
        u64::try_from(cells.filter(|c| c.get_string() == Some(word)).count()).expect("small")
    };
    assert_eq!(["一级", "二级", "三级"].map(words), counts);
}
