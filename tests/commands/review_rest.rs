//! The whole register in the leading group's hands: the rest confirmed in one stroke, entries struck out or added by hand, and
//! words that name a level.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::edit::filled;
use crate::support::review::{Office, ROWS, cell_of, cells_of};

/// How many of [`ROWS`] must be decided.
const OPEN: usize = 5;

/// The cell that confirms all, and the matters of 其余条目 with their rows.
fn rest_of(office: &Office) -> (String, Vec<(String, u32)>) {
    let rest = office.asked("其余条目");
    let head = cell_of(&office.book(), "其余条目", "审定等级", 0);
    assert!(!head.is_empty());
    // Title, unit, advice, the usual line; then the cell.
    ("C5".to_owned(), rest)
}

#[test]
fn all_that_nobody_asks_about_is_listed_with_what_the_group_must_know() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (_, rest) = rest_of(&office);
    let matters: Vec<&str> = rest.iter().map(|(m, _)| m.as_str()).collect();
    assert_eq!(matters, ["政府采购方式审批", "信息公开"]);
    let all = office.asked("待评审").len() + rest.len();
    assert_eq!(all, ROWS.len(), "every registered entry is in the book");
    for sheet in ["待评审", "其余条目"] {
        for head in ["风险点", "防控措施", "自评等级", "审定等级", "评审编号"] {
            assert!(
                !cell_of(&office.book(), sheet, head, 1).is_empty(),
                "{sheet} {head}"
            );
        }
    }
}

#[test]
fn the_rest_is_confirmed_in_one_stroke_or_a_section_at_a_time() {
    for by_section in [false, true] {
        let office = Office::new(&ROWS);
        office.runs(&[]);
        let (whole, rest) = rest_of(&office);
        let cell = |head, at: usize| cell_of(&office.book(), "其余条目", head, rest[at].1);
        let stroke = if by_section {
            (cell("本科室其余一并审定", 0), "本科室其余按建议审定")
        } else {
            (whole, "其余按建议审定")
        };
        let cells = [
            stroke,
            ("C4".to_owned(), "领导小组"),
            ("F4".to_owned(), "2026-12-01"),
            (cell("审定等级", 1), "二级"),
            (cell("审定理由", 1), "集体研究"),
        ];
        let bytes = filled(&office.book(), "其余条目", &cells);
        let review = office.review("会上填的.xlsx", &bytes);
        office.runs(&[&review]);
        for _ in 0..2 {
            let levels = office.levels();
            let confirmed = |level| (Some(level), "confirmed".to_owned());
            assert_eq!(levels["政府采购方式审批"], confirmed(1));
            assert_eq!(
                levels["信息公开"],
                confirmed(2),
                "its own word counts before the stroke"
            );
            assert_eq!(office.asked("已定事项").len(), 2);
            assert!(office.asked("其余条目").is_empty());
            assert_eq!(
                office.asked("待评审").len(),
                OPEN,
                "what is asked stays asked"
            );
            let items = office.lines("register.jsonl");
            let own = items.iter().find(|i| i["matter"] == "政府采购方式审批");
            let decision = &own.expect("the item")["decision"];
            assert_eq!(
                (&decision["by"], &decision["on"]),
                (&"领导小组".into(), &"2026-12-01".into()),
                "{decision}"
            );
            assert!(office.found("R05").is_empty());
            let own = office.book();
            office.runs(&[&own]);
        }
    }
}

#[test]
fn what_the_group_strikes_out_leaves_the_register_visibly() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (_, rest) = rest_of(&office);
    let cell = |head| cell_of(&office.book(), "其余条目", head, rest[1].1);
    let cells = [
        (cell("审定等级"), "不登记"),
        (cell("审定理由"), "与职权无关"),
    ];
    let bytes = filled(&office.book(), "其余条目", &cells);
    let before = office.lines("register.jsonl");
    let number = before
        .iter()
        .find(|i| i["matter"] == "信息公开")
        .expect("registered")["id"]
        .clone();
    let review = office.review("会上填的.xlsx", &bytes);
    office.runs(&[&review]);
    for _ in 0..2 {
        assert!(!office.levels().contains_key("信息公开"));
        let entries = office.lines("entries.jsonl");
        let own = entries
            .iter()
            .find(|e| e["matter"] == "信息公开")
            .expect("kept");
        assert_eq!(own["status"], "returned");
        let run = fs::read_to_string(office.out().join("run.json")).expect("run.json");
        let run: Value = serde_json::from_str(&run).expect("JSON");
        assert_eq!(run["rows"]["balanced"], true);
        assert_eq!(run["rows"]["returned"], 1);
        let register = office.out().join("01-廉政风险点登记汇总表.xlsx");
        let reasons = cells_of(&register, "退回条目").join("\n");
        assert!(
            reasons.contains("领导小组：不登记（与职权无关）"),
            "{reasons}"
        );
        assert_eq!(office.asked("已定事项")[0].0, "信息公开");
        let own = office.book();
        office.runs(&[&own]);
    }
    // Taken back it is the same risk point with its old number.
    let own = office.review("空的.xlsx", &added_row("没有的风险点"));
    fs::remove_file(office.book()).expect("put away");
    office.runs(&[&own]);
    let items = office.lines("register.jsonl");
    let own = items.iter().find(|i| i["matter"] == "信息公开");
    assert_eq!(own.expect("registered again")["id"], number);
}

#[test]
fn words_are_taken_where_they_can_mean_one_level_only() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let rows: Vec<(String, u32)> = office.asked("待评审");
    let at = |matter: &str| {
        let row = rows.iter().find(|(m, _)| m == matter).expect("asked").1;
        office.cell("审定等级", row)
    };
    let cells = [
        (at("预算指标下达"), "同意建议"),
        (at("项目库入库审核"), "维持自评"),
        (at("现金支付"), "同意（会议通过）"),
        (at("公文收发"), "同意"),
        (at("决算批复"), "定为三级"),
    ];
    let unclear = format!("待评审!{}", at("公文收发"));
    let bytes = filled(&office.book(), "待评审", &cells);
    let review = office.review("会上填的.xlsx", &bytes);
    office.runs(&[&review]);
    let levels = office.levels();
    let decided = ["预算指标下达", "项目库入库审核", "现金支付", "决算批复"];
    let decided = decided.map(|m| (levels[m].0, levels[m].1.as_str()));
    let confirmed = [2, 1, 2, 3].map(|level| (Some(level), "confirmed"));
    assert_eq!(decided, confirmed);
    let told = office.found("R05");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, unclear);
    assert!(
        told[0].1.contains("维持自评（三级）、同意建议（一级）"),
        "{}",
        told[0].1
    );
}

#[test]
fn a_row_added_by_hand_is_matched_by_what_it_says() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let right = office.review("加一行.xlsx", &added_row("办理信息公开时照顾关系单位"));
    office.runs(&[&right]);
    assert_eq!(
        office.levels()["信息公开"],
        (Some(1), "confirmed".to_owned())
    );
    let own = office.book();
    office.runs(&[&own]);
    assert_eq!(
        office.levels()["信息公开"].0,
        Some(1),
        "the new workbook carries it"
    );
    fs::remove_dir_all(office.out()).expect("a fresh result");
    let wrong = office.review("加错.xlsx", &added_row("办理信息公开时照顾熟人"));
    office.runs(&[&wrong]);
    for _ in 0..2 {
        assert_eq!(office.found("R07").len(), 1);
        assert_eq!(office.asked("未采用的决定")[0].0, "信息公开");
        let own = office.book();
        office.runs(&[&own]);
    }
}

/// A review workbook with one row that somebody added.
fn added_row(risk: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads = [
        "科室",
        "岗位",
        "权力（业务）事项",
        "风险点",
        "审定等级",
        "审定理由",
        "评审编号",
    ];
    let row = [
        "预算科",
        "综合管理岗",
        "信息公开",
        risk,
        "一级",
        "领导小组提高",
        "",
    ];
    for (at, cells) in [heads, row].iter().enumerate() {
        for (col, text) in (0..).zip(cells) {
            sheet
                .write(u32::try_from(at).expect("small"), col, *text)
                .expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}
