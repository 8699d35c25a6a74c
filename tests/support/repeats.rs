//! A section's form and one of its people's that repeats it, runs over them, and the pairs of the review workbook.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::edit::filled;
use super::{Said, qingfeng, temp};

const HEADS: [&str; 8] = [
    "序号",
    "岗位",
    "姓名",
    "权力事项",
    "风险点",
    "表现形式",
    "风险等级",
    "防控措施",
];

type Line = [&'static str; 7];

/// The section's own form.
const SECTION: [Line; 3] = [
    [
        "综合管理岗",
        "",
        "部门预算编制",
        "对部门预算申报材料审核把关不严",
        "对不符合条件的项目予以通过；编制依据不充分，预算虚高",
        "二级",
        "1.实行初审、复审双人审核\n2.审核意见留痕归档",
    ],
    [
        "综合管理岗",
        "",
        "预算指标调整",
        "未经集体研究擅自调整预算指标",
        "个人决定调整事项；超过50万元的调整未上会",
        "一级",
        "调整事项一律提交集体研究并留存会议记录",
    ],
    [
        "专管员",
        "",
        "项目库管理",
        "对入库项目审核流于形式",
        "不看现场、不核对资料就同意项目入库",
        "三级",
        "建立入库审核清单，逐项核对并签字存档",
    ],
];
/// One of its people's: repeats the first with a slip and the clauses in another order, differs from the second in an
/// amount, and tells the third in other words.
const PERSON: [Line; 3] = [
    [
        "综合管理岗",
        "张一",
        "部门预算编制",
        "对部门预算申报材料审合把关不严",
        "编制依据不充分，预算虚高；对不符合条件的项目予以通过",
        "一级",
        "1. 实行初审、复审双人审核\n2. 每季度向分管领导报告一次",
    ],
    [
        "综合管理岗",
        "张一",
        "预算指标调整",
        "未经集体研究擅自调整预算指标",
        "个人决定调整事项；超过5万元的调整未上会",
        "一级",
        "调整事项一律提交集体研究并留存会议记录",
    ],
    [
        "专管员",
        "张一",
        "项目库管理",
        "入库项目审查流于形式",
        "没有到现场核对资料就同意项目入库",
        "三级",
        "建立入库审核清单，逐项核对并签字存档",
    ],
];

/// Two people who tell of one thing in other words.
const RETOLD: [[Line; 1]; 2] = [
    [[
        "拨款岗",
        "王三",
        "资金拨付",
        "拨付资金审核不严",
        "不看合同和进度资料就签字付款",
        "一级",
        "拨付资料双人审核签字",
    ]],
    [[
        "拨款岗",
        "李二",
        "资金拨付",
        "资金拨付把关不严",
        "没有核对合同、进度资料就签字同意付款",
        "一级",
        "拨付资料双人审核签字",
    ]],
];

pub struct Office(pub tempfile::TempDir);

impl Office {
    pub fn new() -> Self {
        let office = Self(temp());
        fs::create_dir(office.path("收表")).expect("a folder");
        office.hand_in("预算科自查表.xlsx", "预算科廉政风险自查表", &SECTION);
        office.hand_in("张一.xlsx", "岗位廉政风险自查表", &PERSON);
        office
    }

    /// One in which there is more to ask than the policy lets stand on the first page.
    pub fn with_more_to_ask() -> Self {
        let office = Self::new();
        let policy = "[linkage]\nfirst_questions = 1\n";
        fs::write(office.path("收表/qingfeng.toml"), policy).expect("written");
        for ([line], name) in RETOLD.iter().zip(["王三.xlsx", "李二.xlsx"]) {
            office.hand_in(name, "岗位廉政风险自查表", &[*line]);
        }
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn hand_in(&self, name: &str, title: &str, lines: &[Line]) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, title).expect("title");
        sheet.write(1, 0, "科室：预算科").expect("section");
        for (col, head) in (0..).zip(HEADS) {
            sheet.write(2, col, head).expect("a head");
        }
        for (row, line) in (3..).zip(lines) {
            sheet.write(row, 0, row - 2).expect("a number");
            for (col, text) in (1..).zip(line).filter(|(_, t)| !t.is_empty()) {
                sheet.write(row, col, *text).expect("a cell");
            }
        }
        book.save(self.path("收表").join(name)).expect("a form");
    }

    pub fn book(&self) -> PathBuf {
        self.path("结果/05-评审表.xlsx")
    }

    pub fn run(&self, more: &[&str]) -> Said {
        let [forms, out] = ["收表", "结果"].map(|p| self.path(p).display().to_string());
        let fixed = ["run", &forms, "-o", &out, "--date", "2026-11-30"];
        qingfeng(&[&fixed, more].concat())
    }

    pub fn runs(&self, more: &[&str]) {
        let said = self.run(more);
        assert_eq!(said.status, 0, "{}", said.err);
    }

    pub fn reviewed(&self, book: &Path) {
        self.runs(&["--review", &book.display().to_string()]);
    }

    pub fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path("结果/data").join(name)).expect("data");
        let lines = text.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("JSON")
    }

    /// Matters of the register, with the number of entries each item was made from.
    pub fn items(&self) -> Vec<(String, usize)> {
        let items = self.lines("register.jsonl").into_iter();
        let items = items.map(|i| {
            (
                text(&i["matter"]),
                i["sources"].as_array().map_or(0, Vec::len),
            )
        });
        items.collect()
    }

    /// Rows (as Excel shows them) of a sheet of the review workbook in which a pair begins, with its matter.
    pub fn pairs(&self, sheet: &str) -> Vec<(u32, String)> {
        let mut book: Xlsx<_> = open_workbook(self.book()).expect("the review workbook");
        let Ok(range) = book.worksheet_range(sheet) else {
            return Vec::new();
        };
        let rows = (1..).zip(range.rows());
        let rows = rows.filter(|(_, cells)| matches!(cells[0], Data::Float(_)));
        rows.map(|(row, cells)| (row, cells[4].to_string()))
            .collect()
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub fn item(matter: &str, sources: usize) -> (String, usize) {
    (matter.to_owned(), sources)
}

/// A choice for both pairs: what was asked is one, what was merged is not; the workbook with them.
pub fn choose_both(office: &Office) -> Vec<u8> {
    let (open, _) = office.pairs("疑似重复")[0];
    let (merged, _) = office.pairs("合并情况")[0];
    let choose = |row: u32, word| (format!("J{row}"), word);
    let reason = (format!("K{open}"), "会议研究确定");
    let first = filled(&office.book(), "疑似重复", &[choose(open, "合并"), reason]);
    let path = office.path("会上填的.xlsx");
    fs::write(&path, first).expect("saved");
    filled(&path, "合并情况", &[choose(merged, "不合并")])
}

/// Asserts that the choices of a review workbook are followed, and never asked for again.
pub fn assert_chosen(office: &Office, review: &Path) {
    office.reviewed(review);
    let mut items = office.items();
    items.sort();
    let wanted = [
        item("部门预算编制", 1),
        item("部门预算编制", 1),
        item("项目库管理", 2),
        item("预算指标调整", 1),
        item("预算指标调整", 1),
    ];
    assert_eq!(items, wanted, "{}", review.display());
    assert!(office.pairs("疑似重复").is_empty());
    assert_eq!(office.pairs("合并情况").len(), 2);
    // The new workbook alone carries all choices.
    let own = office.book();
    let before = office.items();
    office.reviewed(&own);
    assert_eq!(office.items(), before);
    // Without it they would be lost, so the run refuses.
    let said = office.run(&[]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("2 项") && said.err.contains("--review"),
        "{}",
        said.err
    );
}
