//! The public edition as everybody may read it: no name of anybody, however it was written; every masking listed; nothing
//! else changed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use qingfeng::policy::{Policy, Source};
use qingfeng::text;
use rust_xlsxwriter::Workbook;

use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::{qingfeng, samples, temp};

const BOOK: &str = "06-公示表.xlsx";
const PAGE: &str = "06-公示表.html";

/// All text of all parts of a workbook, made comparable, without the white space people spread names with.
fn everything(bytes: &[u8]) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut all = String::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        all.push_str(&String::from_utf8_lossy(&content));
        all.push('\n');
    }
    text::key(&all).replace('·', "")
}

/// Everybody of a policy's roster.
fn roster(policy: &Path) -> BTreeSet<String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: fs::read_to_string(policy).expect("a policy"),
    };
    let policy = Policy::from_source(&source, &qingfeng::app::checks()).expect("valid");
    let sections = &policy.roster.sections();
    let staff = sections.iter().flat_map(|s| &s.staff).map(|p| &p.name);
    let leaders = sections.iter().flat_map(|s| s.leader.iter().chain(&s.head));
    let all = staff.chain(leaders).chain(&policy.principal);
    all.map(|name| text::key(name)).collect()
}

/// Persons the forms name.
fn persons(out: &Outcome) -> BTreeSet<String> {
    let entries = out.lines("data/entries.jsonl");
    let written = entries.iter().filter_map(|e| e["person"].as_str());
    written
        .flat_map(|p| p.split(['、', '，', '/']).map(text::key))
        .filter(|name| name.chars().count() > 1)
        .collect()
}

fn assert_nameless(out: &Outcome, names: &BTreeSet<String>) {
    assert!(!names.is_empty());
    let page = text::key(out.text(PAGE)).replace('·', "");
    for all in [everything(out.file(BOOK)), page] {
        assert!(all.contains("公示表"));
        for name in names {
            assert!(!all.contains(name.as_str()), "{name} is published");
        }
    }
}

#[test]
fn no_name_of_the_samples_is_published() {
    let mut names = roster(&samples().join("qingfeng.toml"));
    names.extend(persons(&SAMPLES));
    // The samples do name their people, or this would prove nothing.
    let register = SAMPLES.text("data/register.jsonl");
    assert!(
        names
            .iter()
            .filter(|n| register.contains(n.as_str()))
            .count()
            > 10
    );
    assert_nameless(&SAMPLES, &names);
}

#[test]
fn no_name_of_a_synthetic_year_is_published() {
    for seed in ["7", "99"] {
        let dir = temp();
        let forms = dir.path().join("样表");
        let said = qingfeng(&[
            "sample",
            "-o",
            &forms.display().to_string(),
            "--seed",
            seed,
            "--defects",
            "0.2",
        ]);
        assert_eq!(said.status, 0, "{}", said.err);
        let out = Outcome::of(&forms);
        let mut names = roster(&forms.join("qingfeng.toml"));
        names.extend(persons(&out));
        assert_nameless(&out, &names);
    }
}

const POLICY: &str = r#"
[unit]
name = "清河区财政局"
[leaders]
principal = "赵大力"
[public]
unconfirmed = "show"
not_names = ["高峰期"]
[[sections]]
name = "预算科"
leader = "钱二毛"
head = "孙三石"
posts = ["预算编制岗", "预算执行岗"]
staff = [{ name = "张一", post = "预算编制岗" }, { name = "李二", post = "预算执行岗" }, { name = "高峰", post = "预算执行岗" }]
"#;

/// Risk, measure, owner.
const ROWS: [[&str; 3]; 6] = [
    [
        "审核时照顾张一的亲友",
        "由张 一与李　二交叉复核，报孙三石签字",
        "张一、李二",
    ],
    ["业务高峰期审核不严", "高峰期由高峰值班", "张一（组长）"],
    ["無故拖延下達指標", "由張-一、錢.二_毛督辦", "预算科负责人"],
    [
        "泄露未公开数据",
        "联系电话13812345678，邮箱 a.b@qh.gov.cn，超时上报",
        "周四五",
    ],
    [
        "随意调整项目",
        "调整须经集体研究并留存会议纪要，每季度抽查一次",
        "预算执行岗",
    ],
    [
        "虚报预算",
        "由赵·大力审批，身份证11010119900101123X登记",
        "出纳",
    ],
];

fn forms(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("qingfeng.toml"), POLICY).expect("a policy");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "预算科廉政风险点自查表").expect("title");
    let heads = [
        "序号",
        "姓名",
        "风险点",
        "风险等级",
        "防控措施",
        "责任人",
        "备注",
    ];
    for (col, head) in (0..).zip(heads) {
        sheet.write(1, col, head).expect("a head");
    }
    for (row, [risk, measure, owner]) in (2..).zip(ROWS) {
        let cells = ["王麻子", risk, "二级", measure, owner, "内部备注"];
        for (col, text) in (1..).zip(cells) {
            sheet.write(row, col, text).expect("a cell");
        }
        sheet.write(row, 0, row - 1).expect("a number");
    }
    book.save(folder.join("预算科.xlsx")).expect("a form");
}

/// The rows of the public table, by head.
fn published(out: &Outcome) -> Vec<Vec<(String, String)>> {
    let bytes = Cursor::new(out.file(BOOK));
    let mut book: Xlsx<_> = Xlsx::new(bytes).expect("the public edition");
    let range = book.worksheet_range("公示表").expect("the table");
    let text = |cell: &Data| cell.to_string().replace('\n', "");
    let mut rows = range.rows();
    let heads = rows.find(|r| text(&r[0]) == "序号").expect("heads");
    let heads: Vec<String> = heads.iter().map(text).collect();
    let rows = range.rows().filter(|r| matches!(r[0], Data::Float(_)));
    let row = |r: &[Data]| {
        heads
            .iter()
            .cloned()
            .zip(r.iter().map(ToString::to_string))
            .collect()
    };
    rows.map(row).collect()
}

fn column(rows: &[Vec<(String, String)>], head: &str) -> Vec<String> {
    let cell = |row: &Vec<(String, String)>| {
        let found = row.iter().find(|(h, _)| h == head);
        found.map_or_else(String::new, |(_, text)| text.clone())
    };
    rows.iter().map(cell).collect()
}

#[test]
fn names_become_posts_texts_are_masked_and_the_rest_is_as_it_was() {
    let dir = temp();
    let folder = dir.path().join("收表");
    forms(&folder);
    let out = Outcome::of(&folder);
    let rows = published(&out);
    assert_eq!(
        column(&rows, "风险点"),
        [
            "审核时照顾某同志的亲友",
            "业务高峰期审核不严",
            "無故拖延下達指標",
            "泄露未公开数据",
            "随意调整项目",
            "虚报预算"
        ]
    );
    assert_eq!(
        column(&rows, "防控措施"),
        [
            "由某同志与某同志交叉复核，报某同志签字",
            "高峰期由某同志值班",
            "由某同志、某同志督辦",
            "联系电话（已隐去），邮箱 （已隐去），超时上报",
            "调整须经集体研究并留存会议纪要，每季度抽查一次",
            "由某同志审批，身份证（已隐去）登记"
        ]
    );
    assert_eq!(
        column(&rows, "责任岗位"),
        [
            "预算编制岗、预算执行岗",
            "预算编制岗",
            "预算科负责人",
            "岗位责任人",
            "预算执行岗",
            "出纳"
        ]
    );
    assert_eq!(column(&rows, "监管责任"), ["分管领导"; 6]);
    let all = everything(out.file(BOOK));
    for hidden in [
        "王麻子",
        "内部备注",
        "预算科.xlsx",
        "周四五",
        "13812345678",
        "自评",
    ] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    let mut names = roster(&folder.join("qingfeng.toml"));
    // 高峰期 was exempted by the policy.
    assert!(names.remove("高峰"));
    assert_nameless(&out, &names);
}

#[test]
fn every_masking_is_listed_at_its_cell_and_nothing_else_is() {
    let dir = temp();
    let folder = dir.path().join("收表");
    forms(&folder);
    let out = Outcome::of(&folder);
    let findings = out.lines("data/findings.jsonl");
    let at = |code: &str| -> Vec<String> {
        let own = findings.iter().filter(|f| f["code"] == code);
        own.map(|f| f["place"]["cell"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(at("P01"), ["C3", "E3", "E4", "E5", "E8"]);
    assert_eq!(at("P02"), ["F6"]);
    assert_eq!(at("P03"), ["E6", "E8"]);
    let first = findings
        .iter()
        .find(|f| f["place"]["cell"] == "E3" && f["code"] == "P01");
    let first = first.expect("listed");
    let message = first["message"].as_str().expect("a message");
    for name in ["张 一", "李　二", "孙三石"] {
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(first["severity"], "note");
}

#[test]
fn levels_nobody_confirmed_are_not_published_as_settled() {
    let dir = temp();
    let folder = dir.path().join("收表");
    fs::create_dir_all(&folder).expect("a folder");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "预算科廉政风险点自查表").expect("title");
    let rows = [
        ["序号", "风险点", "自评等级", "建议等级", "防控措施"],
        [
            "1",
            "违规调整预算项目",
            "三级",
            "一级",
            "由两人复核并留存记录，每季度抽查一次",
        ],
        [
            "2",
            "拖延下达预算指标",
            "二级",
            "二级",
            "收到批复三日内下达，超时由科长签注原因",
        ],
        [
            "3",
            "泄露未公开的数据",
            "高/中",
            "",
            "未公开数据专人专机保管，外发登记签字",
        ],
    ];
    for (row, cells) in (1..).zip(rows) {
        for (col, text) in (0..).zip(cells) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    book.save(folder.join("预算科.xlsx")).expect("a form");
    let rows = published(&Outcome::of(&folder));
    assert_eq!(column(&rows, "风险等级"), ["待审定"; 3]);
    let policy = "[public]\nunconfirmed = \"show\"\n";
    fs::write(folder.join("qingfeng.toml"), policy).expect("a policy");
    let rows = published(&Outcome::of(&folder));
    assert_eq!(column(&rows, "风险等级"), ["待审定", "二级", "待审定"]);
    assert_eq!(column(&rows, "监管责任"), ["", "分管领导", ""]);
}
