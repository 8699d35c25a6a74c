//! A book of strings nobody should write into a form, and somebody always does.

use qingfeng::location::{Area, CellRef};
use qingfeng::writer::{
    Allowed, BookSpec, CellSpec, ChartSpec, Content, InputSpec, LinkTarget, Message, NoteSpec,
    PrintSpec, ProtectionSpec, SheetSpec, StyleRole,
};

const NASTY: [&str; 9] = [
    "控\u{0}制\u{7}符\u{1b}",
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+86-000",
    "-1",
    "@SUM(1)",
    "😀表情\u{fffe}",
    "<b>&amp;\"'</b>",
    "_x0041_",
];

/// A link to a cell of a file.
pub fn file(path: &str) -> LinkTarget {
    LinkTarget::File {
        path: path.to_owned(),
        at: Some(("自'查 #1".to_owned(), CellRef::new(6, 1))),
    }
}

/// A cell of the body.
pub fn cell(row: u32, col: u32, content: Content) -> CellSpec {
    CellSpec {
        at: CellRef::new(row, col),
        content,
        style: StyleRole::Body,
    }
}

/// A list that needs cells, a text that is too long for every message, dates and lengths that cannot be.
fn inputs() -> Vec<InputSpec> {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let allowed = [
        Allowed::OneOf(vec!["甲,乙".to_owned(), "丙\u{2}".to_owned()]),
        Allowed::OneOf(Vec::new()),
        Allowed::OneOf(vec!["项".repeat(40_000)]),
        Allowed::Dates(day(1850), day(12_000)),
        Allowed::Dates(day(2026), day(2025)),
        Allowed::Length(9, 3),
        Allowed::Anything,
    ];
    let input = |(col, allowed)| InputSpec {
        area: Area::new(CellRef::new(0, col), CellRef::new(9, col)),
        allowed,
        prompt: Message::new("题\u{5}\n".repeat(40), "说\u{6}明😀".repeat(90)),
        alert: Message::new("错😀".repeat(40), "误\u{7}<&".repeat(200)),
        ..InputSpec::default()
    };
    (1..).zip(allowed).map(input).collect()
}

/// The book.
pub fn hostile() -> BookSpec {
    let long_name = "政府采购监督管理科".repeat(5);
    let names = [
        "a/b[1]:*?\\",
        "'引号'",
        "History",
        "",
        "表",
        "表",
        &long_name,
        &long_name,
        "铃\u{7}",
    ];
    let nasty = NASTY
        .iter()
        .zip(0..)
        .map(|(text, row)| cell(row, 0, Content::text(*text)));
    let mut cells: Vec<CellSpec> = nasty.collect();
    cells.push(cell(20, 0, Content::text("长".repeat(40_000))));
    cells.push(cell(
        21,
        0,
        Content::Link {
            target: file("表 1#甲%.xlsx"),
            text: "原\u{1}表".to_owned(),
        },
    ));
    cells.push(cell(
        22,
        0,
        Content::Link {
            target: file(&"长".repeat(3_000)),
            text: "地址太长".to_owned(),
        },
    ));
    cells.push(cell(23, 0, Content::Number(f64::NAN)));
    cells.push(cell(
        24,
        0,
        Content::Date(chrono::NaiveDate::from_ymd_opt(1850, 1, 1).unwrap()),
    ));
    let sheet = SheetSpec {
        cells,
        merges: vec![Area::new(CellRef::new(0, 0), CellRef::new(0, 0))],
        inputs: inputs(),
        notes: vec![NoteSpec {
            at: CellRef::new(0, 0),
            text: "批\u{b}注".repeat(20_000),
        }],
        growing: Some((0, 3)),
        protection: Some(ProtectionSpec {
            open_from: Some(2),
            open: vec![Area::default()],
        }),
        charts: vec![ChartSpec {
            title: "图\u{3}&<".to_owned(),
            series: vec![(CellRef::new(0, 0), Area::default())],
            size: (300, 200),
            ..ChartSpec::default()
        }],
        print: PrintSpec {
            footer_left: "甲 & 乙\u{4}".repeat(60),
            ..PrintSpec::default()
        },
        ..SheetSpec::default()
    };
    BookSpec {
        title: "题\u{5}<&".to_owned(),
        author: "者\u{6}".to_owned(),
        created: None,
        names: Vec::new(),
        sheets: names
            .iter()
            .map(|name| SheetSpec {
                name: (*name).to_owned(),
                ..sheet.clone()
            })
            .collect(),
    }
}
