//! Repeats as the clerk lives them: forms that repeat each other go in, a run merges and asks, the review workbook is filled
//! in, and the next runs have the answers.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use support::{filled, folder_bytes, libreoffice, qingfeng, temp};

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

struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(temp());
        fs::create_dir(office.path("收表")).expect("a folder");
        office.hand_in("预算科自查表.xlsx", "预算科廉政风险自查表", &SECTION);
        office.hand_in("张一.xlsx", "岗位廉政风险自查表", &PERSON);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn hand_in(&self, name: &str, title: &str, lines: &[Line]) {
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

    fn book(&self) -> PathBuf {
        self.path("结果/05-评审表.xlsx")
    }

    fn run(&self, more: &[&str]) -> support::Said {
        let [forms, out] = ["收表", "结果"].map(|p| self.path(p).display().to_string());
        let fixed = ["run", &forms, "-o", &out, "--date", "2026-11-30"];
        qingfeng(&[&fixed, more].concat())
    }

    fn runs(&self, more: &[&str]) {
        let said = self.run(more);
        assert_eq!(said.status, 0, "{}", said.err);
    }

    fn reviewed(&self, book: &Path) {
        self.runs(&["--review", &book.display().to_string()]);
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path("结果/data").join(name)).expect("data");
        let lines = text.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("JSON")
    }

    /// Matters of the register, with the number of entries each item was made from.
    fn items(&self) -> Vec<(String, usize)> {
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
    fn pairs(&self, sheet: &str) -> Vec<(u32, String)> {
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

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn item(matter: &str, sources: usize) -> (String, usize) {
    (matter.to_owned(), sources)
}

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
fn a_choice_is_followed_and_never_asked_again_whoever_saved_the_workbook() {
    for format in ["", "xlsx", "ods", "xls"] {
        let office = Office::new();
        office.runs(&[]);
        let (open, _) = office.pairs("疑似重复")[0];
        let (merged, _) = office.pairs("合并情况")[0];
        let choose = |row: u32, word| (format!("J{row}"), word);
        let reason = (format!("K{open}"), "会议研究确定");
        let first = filled(&office.book(), "疑似重复", &[choose(open, "合并"), reason]);
        let path = office.path("会上填的.xlsx");
        fs::write(&path, first).expect("saved");
        let bytes = filled(&path, "合并情况", &[choose(merged, "不合并")]);
        let saved = match format {
            "" => Some(bytes),
            format => libreoffice(&bytes, format, office.0.path()),
        };
        let Some(saved) = saved else { continue };
        let name = if format.is_empty() { "xlsx" } else { format };
        let path = office.path(&format!("会上填的.{name}"));
        fs::write(&path, saved).expect("saved");
        office.reviewed(&path);
        let mut items = office.items();
        items.sort();
        let wanted = [
            item("部门预算编制", 1),
            item("部门预算编制", 1),
            item("项目库管理", 2),
            item("预算指标调整", 1),
            item("预算指标调整", 1),
        ];
        assert_eq!(items, wanted, "{format}");
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
    office.runs(&[]);
    let before = office.items();
    let again = temp();
    let out = again.path().join("结果").display().to_string();
    let register = office
        .path("结果/01-廉政风险点登记汇总表.xlsx")
        .display()
        .to_string();
    let said = qingfeng(&["run", &register, "-o", &out, "--date", "2026-11-30"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let lines = fs::read_to_string(Path::new(&out).join("data/register.jsonl")).expect("data");
    assert_eq!(lines.lines().count(), before.len());
    let run = fs::read_to_string(Path::new(&out).join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("JSON");
    assert_eq!(run["rows"]["merged"], 0, "the trail is no form");
}
