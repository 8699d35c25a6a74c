//! The public edition seen from outside: no name anywhere in the file, every masking listed with its cell, and nothing
//! else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::app;
use qingfeng::policy::{Policy, Source};
use qingfeng::text::Projection;
use serde_json::Value;

use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::package::{self, Book};
use crate::support::{qingfeng, samples, temp, workbook};

const BOOK: &str = "06-公示表.xlsx";

/// The public edition of a run, and what the run says of it.
struct Run {
    bytes: Vec<u8>,
    entries: Vec<Value>,
    items: Vec<Value>,
    findings: Vec<Value>,
}

impl Run {
    fn of(outcome: &Outcome) -> Self {
        Self {
            bytes: outcome.file(BOOK).to_vec(),
            entries: outcome.lines("data/entries.jsonl"),
            items: outcome.lines("data/register.jsonl"),
            findings: outcome.lines("data/findings.jsonl"),
        }
    }
}

fn run(input: &Path) -> Run {
    Run::of(&Outcome::of(input))
}

fn policy_of(folder: &Path) -> Policy {
    let text = fs::read_to_string(folder.join("qingfeng.toml")).expect("a policy");
    policy(&text).expect("valid")
}

fn policy(text: &str) -> Result<Policy, qingfeng::error::Error> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks())
}

/// Everybody whom the roster names, and whom a form names as a person.
fn people(folder: &Path, run: &Run) -> BTreeSet<String> {
    let roster = policy_of(folder).roster;
    let mut names = BTreeSet::new();
    for section in roster.sections() {
        names.extend(section.staff.iter().map(|p| p.name.clone()));
        names.extend(section.head.clone());
        names.extend(section.leader.clone());
    }
    assert!(names.len() > 20, "a roster worth its name");
    for entry in &run.entries {
        let person = entry["person"].as_str().unwrap_or("");
        names.extend(person.split('、').map(str::to_owned));
    }
    names.retain(|n| n.chars().count() > 1);
    names
}

/// Every text and every attribute of every part of a package, as it is searched for names.
fn pieces(bytes: &[u8]) -> Vec<(String, String)> {
    let parts = package::parts(bytes);
    assert!(parts.keys().any(|k| k.starts_with("docProps/")));
    let mut out = Vec::new();
    for (part, text) in parts {
        for piece in text.split(['<', '>', '"']) {
            let folded = Projection::squashed(piece).folded().to_owned();
            out.push((part.clone(), folded));
        }
    }
    out
}

fn assert_nobody<'n>(bytes: &[u8], names: impl IntoIterator<Item = &'n str>) {
    let pieces = pieces(bytes);
    for name in names {
        let key = Projection::squashed(name).folded().to_owned();
        let found = pieces.iter().find(|(_, piece)| piece.contains(&key));
        assert!(found.is_none(), "{name} stands in {found:?}");
    }
}

/// The lines of the public list by their heads.
fn lines(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let book = Book::read(bytes);
    let sheet = book.sheet("公示表");
    let (head, first) = sheet.find("序号").expect("a head");
    let heads: Vec<String> = (first..20).map(|c| sheet.text(head, c)).collect();
    let line = |row: u32| {
        let named = heads.iter().filter(|h| !h.is_empty());
        let cells = (first..).zip(named);
        cells
            .map(|(col, name)| (name.replace('\n', ""), sheet.text(row, col)))
            .collect::<BTreeMap<_, _>>()
    };
    (head + 1..)
        .take(100_000)
        .map(line)
        .take_while(|l| l["序号"].parse::<u32>().is_ok())
        .collect()
}

fn of_code<'r>(run: &'r Run, codes: &[&str]) -> Vec<&'r Value> {
    let code = |f: &&Value| codes.contains(&f["code"].as_str().unwrap_or(""));
    run.findings.iter().filter(code).collect()
}

#[test]
fn nobody_of_the_samples_stands_in_the_public_edition() {
    let run = Run::of(&SAMPLES);
    let names = people(&samples(), &run);
    assert_nobody(&run.bytes, names.iter().map(String::as_str));
    assert_eq!(lines(&run.bytes).len(), run.items.len());
    // Owners who are persons are in the samples, so that this test means something.
    let owners = run.items.iter().filter_map(|i| i["owner"].as_array());
    let persons = owners
        .flatten()
        .filter(|o| names.contains(o.as_str().unwrap()));
    assert!(persons.count() > 20);
}

#[test]
fn nobody_of_a_synthetic_year_stands_in_the_public_edition() {
    let dir = temp();
    let year = dir.path().join("年");
    let said = qingfeng(&[
        "sample".as_ref(),
        "-o".as_ref(),
        year.as_os_str(),
        "--seed".as_ref(),
        "7".as_ref(),
        "--entries".as_ref(),
        "300".as_ref(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let run = run(&year);
    let names = people(&year, &run);
    assert_nobody(&run.bytes, names.iter().map(String::as_str));
}

#[test]
fn what_names_nobody_is_published_as_it_is_registered() {
    let run = Run::of(&SAMPLES);
    assert!(of_code(&run, &["P01", "P02", "P03"]).is_empty());
    let lines = lines(&run.bytes);
    let fields = [
        ("section", "科室"),
        ("post", "岗位"),
        ("matter", "权力（业务）事项"),
        ("category", "风险类别"),
        ("risk", "风险点"),
        ("manifestation", "表现形式"),
        ("measures", "防控措施"),
    ];
    for (item, line) in run.items.iter().zip(&lines) {
        for (field, head) in fields {
            let own = item[field].as_str().unwrap_or("");
            let shown = line.get(head).map_or("", String::as_str);
            assert_eq!(shown, own, "{} {field}", item["id"]);
        }
    }
}

const HEADS: [&str; 10] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "权力事项",
    "风险点",
    "风险等级",
    "防控措施",
    "责任人",
    "备注",
];

/// A folder with one form and its policy.
fn folder(dir: &Path, rows: &[[&str; 9]], footer: &str, policy: &str) -> PathBuf {
    let text = |t: &&str| toml::Value::from(*t);
    let mut sheet = vec![
        vec![text(&"廉政风险点自查表")],
        HEADS.iter().map(text).collect(),
    ];
    for (number, row) in (1..).zip(rows) {
        let mut cells = vec![toml::Value::from(number)];
        cells.extend(row.iter().map(text));
        sheet.push(cells);
    }
    sheet.push(vec![text(&footer)]);
    let sheet = workbook::Sheet {
        name: "自查表".to_owned(),
        rows: sheet,
        ..workbook::Sheet::default()
    };
    let folder = dir.join("收表");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("表.xlsx"), workbook::xlsx(&[sheet])).expect("written");
    fs::write(folder.join("qingfeng.toml"), policy).expect("written");
    folder
}

const ROSTER: &str = r#"
[unit]
name = "青云区财政局"
[leaders]
principal = "局长 赵一"
[public]
unconfirmed = "show"
not_names = ["高峰期"]
[[sections]]
name = "预算科"
leader = "钱二"
head = "孙四"
staff = [{ name = "张一", post = "预算编制岗" }, { name = "李二" }, { name = "高峰" }, { name = "张一山" }]
"#;

/// Names in every guise, each in a text of its own.
fn hidden() -> Vec<[&'static str; 9]> {
    vec![
        [
            "预算科",
            "编制岗",
            "张一",
            "经张一山同意的调整",
            "张　一、李 二擅自调整预算",
            "一级",
            "由張一、李\u{200b}二、孫四会签后报赵一（局长）审定，联系13800001111",
            "张一、李二",
            "李二已阅",
        ],
        [
            "预算科",
            "李二",
            "王五",
            "预算下达",
            "高峰期拖延下达指标的",
            "二级",
            "业务高峰期由高\u{fe00}峰顶岗，指标下达由王\n五登记造册",
            "张一（科长）",
            "",
        ],
        [
            "预算科 张一",
            "执行岗",
            "李二",
            "预算执行",
            "执行中随意追加预算的",
            "三级",
            "追加预算由两人会签，证件号110101199001011237存档备查",
            "科长孙四",
            "",
        ],
        [
            "预算科",
            "执行岗",
            "李二",
            "预算公开",
            "提前泄露预算数据的",
            "高/中",
            "外发的数据须经周六与张·一登记签字后方可寄出",
            "郑七八",
            "",
        ],
    ]
}

#[test]
fn names_in_every_guise_are_masked_and_each_is_listed_with_its_cell() {
    let dir = temp();
    let folder = folder(
        dir.path(),
        &hidden(),
        "填表人：周六　　审核人：吴八九",
        ROSTER,
    );
    let run = run(&folder);
    assert_eq!(run.items.len(), 4);
    let names = [
        "张一",
        "李二",
        "张一山",
        "赵一",
        "钱二",
        "孙四",
        "王五",
        "周六",
        "吴八九",
        "郑七八",
        "13800001111",
        "110101199001011237",
        "已阅",
        "科长孙四",
    ];
    assert_nobody(&run.bytes, names);
    let lines = lines(&run.bytes);
    let shown = |line: usize, head: &str| lines[line][head].as_str();
    assert_eq!(shown(0, "权力（业务）事项"), "经某同志同意的调整");
    assert_eq!(shown(0, "风险点"), "某同志、某同志擅自调整预算");
    assert_eq!(
        shown(0, "防控措施"),
        "由某同志、某同志、某同志会签后报某同志（局长）审定，联系（已隐去）"
    );
    assert_eq!(shown(0, "责任岗位"), "预算编制岗、执行岗");
    assert_eq!(
        shown(1, "防控措施"),
        "业务高峰期由某同志顶岗，指标下达由某同志登记造册"
    );
    assert_eq!(shown(1, "风险点"), "高峰期拖延下达指标的");
    assert_eq!(shown(1, "岗位"), "某同志");
    assert_eq!(shown(1, "责任岗位"), "预算编制岗");
    assert_eq!(shown(2, "责任岗位"), "岗位责任人");
    // A section nobody knows comes last.
    assert_eq!(shown(3, "科室"), "预算科某同志");
    assert_eq!(shown(3, "责任岗位"), "科长");
    assert_eq!([shown(2, "风险等级"), shown(2, "监管责任")], ["待审定", ""]);
    assert_eq!(
        [shown(0, "风险等级"), shown(0, "监管责任")],
        ["一级", "局主要领导"]
    );
    let listed = of_code(&run, &["P01", "P02", "P03", "P04"]);
    let listed: Vec<String> = listed
        .iter()
        .map(|f| {
            assert_eq!(f["severity"], "note");
            format!(
                "{} {}",
                f["code"].as_str().unwrap(),
                f["place"]["cell"].as_str().unwrap()
            )
        })
        .collect();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(
        sorted,
        [
            "P01 B5", "P01 C4", "P01 E3", "P01 F3", "P01 H3", "P01 H4", "P01 H6", "P02 I6",
            "P03 H3", "P03 H5", "P04 I3", "P04 I4", "P04 I5",
        ]
    );
}

#[test]
fn the_list_of_what_was_masked_is_in_the_book_of_findings_and_not_in_the_public_one() {
    let dir = temp();
    let folder = folder(dir.path(), &hidden(), "", ROSTER);
    let outcome = Outcome::of(&folder);
    let run = Run::of(&outcome);
    let told = pieces(outcome.file("04-问题清单.xlsx"));
    for finding in of_code(&run, &["P01", "P02", "P03", "P04"]) {
        let message = Projection::squashed(finding["message"].as_str().unwrap());
        let message = message.folded().replace('"', "");
        assert!(told.iter().any(|(_, t)| t.contains(&message)), "{message}");
    }
    let public = pieces(&run.bytes);
    for word in ["p01", "p02", "表.xlsx", "公示为", "备注", "自评", "姓名"] {
        assert!(!public.iter().any(|(_, t)| t.contains(word)), "{word}");
    }
    let properties = &package::parts(&run.bytes)["docProps/core.xml"];
    assert!(
        properties.contains("<dc:creator>青云区财政局</dc:creator>"),
        "{properties}"
    );
}

#[test]
fn levels_nobody_confirmed_are_published_as_the_policy_says() {
    let dir = temp();
    let rows = hidden();
    let policy = ROSTER.replace("unconfirmed = \"show\"\n", "");
    let folder = folder(dir.path(), &rows, "", &policy);
    let run = run(&folder);
    for line in lines(&run.bytes) {
        assert_eq!(line["风险等级"], "待审定");
    }
    let book = Book::read(&run.bytes);
    let sheet = book.sheet("等级统计");
    let (head, open) = sheet.find("待审定").expect("a column");
    let (last, _) = sheet.find("合计").map(|_| (head + 2, 0)).expect("totals");
    let counted: usize = (head + 1..=last)
        .filter(|row| sheet.text(*row, 1).starts_with("预算科"))
        .map(|row| sheet.count(row, open))
        .sum();
    assert_eq!(counted, rows.len());
}

#[test]
fn columns_are_those_of_the_policy_and_in_its_order() {
    let dir = temp();
    let columns = "columns = [\"seq\", \"risk\", \"level\", \"supervision\"]\n[[sections]]";
    let policy = ROSTER.replacen("[[sections]]", columns, 1);
    let folder = folder(dir.path(), &hidden(), "", &policy);
    let run = run(&folder);
    let book = Book::read(&run.bytes);
    let sheet = book.sheet("公示表");
    let (head, _) = sheet.find("序号").expect("a head");
    let heads: Vec<String> = (0..6)
        .map(|c| sheet.text(head, c).replace('\n', ""))
        .collect();
    assert_eq!(heads, ["序号", "风险点", "风险等级", "监管责任", "", ""]);
    assert!(of_code(&run, &["P04"]).is_empty(), "no owner is published");
    assert_nobody(&run.bytes, ["张一", "李二", "王五"]);
}

#[test]
fn mistakes_in_the_settings_are_named_with_their_line() {
    let sections = "\n[[sections]]\nname = \"预算科\"\nstaff = [{ name = \"张一\" }]\n";
    for (setting, said) in [
        ("mask = \"\"", "隐去姓名之后不能只写“”（public.mask）"),
        ("mask = \"张一同志\"", "“public.mask”含有姓名“张一”"),
        ("mask = \"某某某某某某某某某某某\"", "（public.mask）"),
        (
            "not_names = [\"张 一\"]",
            "“张 一”是要遮盖的姓名，不能列为例外",
        ),
        ("not_names = [\"高\"]", "“高”太短"),
        ("names = [\"王\"]", "“王”太短"),
        ("unconfirmed = \"hide\"", "“public.unconfirmed”不认识“hide”"),
        (
            "columns = [\"seq\", \"risk\", \"person\"]",
            "不能有“person”（姓名）栏",
        ),
        (
            "columns = [\"seq\", \"risk\", \"remark\"]",
            "“remark”（备注）是内部内容，不公示",
        ),
        (
            "columns = [\"seq\", \"risk\", \"suggested_level\"]",
            "是内部的等级，不公示",
        ),
        (
            "columns = [\"seq\", \"risk\", \"three_important\"]",
            "是内部内容，不公示",
        ),
        (
            "columns = [\"seq\", \"risk\", \"rsik\"]",
            "公示表没有名为“rsik”的栏目",
        ),
        ("columns = [\"seq\", \"risk\", \"risk\"]", "写了两次"),
        ("columns = [\"risk\"]", "公示表只有 1 栏，太少"),
        ("colums = []", "没有名为“public.colums”的设置"),
    ] {
        let text = format!("[public]\n{setting}\n{sections}");
        let refused = policy(&text).expect_err(setting).to_string();
        assert!(refused.contains(said), "{setting}: {refused}");
        assert!(refused.contains("第 2 行"), "{setting}: {refused}");
    }
}

#[test]
fn who_stands_beside_a_post_or_in_a_column_of_owners_is_masked_everywhere() {
    let dir = temp();
    let row = |post, risk, measures, owner| {
        [
            "预算科",
            post,
            "",
            "拨付",
            risk,
            "二级",
            measures,
            owner,
            "",
        ]
    };
    let rows = [
        row(
            "经费岗\n（梁九）",
            "拖延拨付时收受好处",
            "由梁九和科长会签拨付单据",
            "科长",
        ),
        row(
            "资助岗（秋月）",
            "让秋月之弟冒领补助",
            "名单与学籍系统逐条比对",
            "科长",
        ),
        row(
            "基建岗：韩六",
            "虚报基建工程量",
            "跟踪审计并由韩六逐次公示",
            "科长",
        ),
        row(
            "采购岗",
            "冬七收受教材商回扣",
            "统一招标采购并双人验收",
            "冬七",
        ),
        row(
            "国库岗",
            "国库资金窗口滞留",
            "国库窗口逐日对账并留存记录",
            "国库",
        ),
        row(
            "受理岗（窗口）",
            "窗口受理时吃拿卡要",
            "窗口公开办理时限并逐件登记",
            "支付组",
        ),
    ];
    let run = run(&folder(dir.path(), &rows, "", ""));
    assert_nobody(&run.bytes, ["梁九", "秋月", "韩六", "冬七"]);
    let told = of_code(&run, &["P01"]);
    let at = |cell: &str| told.iter().any(|f| f["place"]["cell"] == cell);
    for cell in ["C3", "H3", "C4", "F4", "C5", "H5", "F6"] {
        assert!(at(cell), "{cell}: {told:?}");
    }
    let lines = lines(&run.bytes);
    let shown = |line: usize, head: &str| lines[line][head].clone();
    assert_eq!(shown(4, "防控措施"), rows[4][6], "a word is no name");
    assert_eq!(shown(5, "岗位"), "受理岗（窗口）");
    assert_eq!(shown(5, "风险点"), rows[5][4]);
    assert_eq!(shown(5, "责任岗位"), "支付组", "a group is published");
}
