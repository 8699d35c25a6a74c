//! A long sheet is made row by row and flows through a temporary file: who opens it cannot tell.

use std::collections::BTreeMap;

use qingfeng::location::{Area, CellRef};
use qingfeng::writer::{
    Body, BookSpec, CellSpec, Content, Draft, LinkTarget, Maker, Run, Sheet, SheetSpec, StyleRole,
    draft_to_bytes, to_bytes,
};

use crate::support::package::{Book, assert_well_formed, parts};

/// More rows than are kept in memory.
const ROWS: u32 = 6_000;

/// A sheet with a merged title above the rows and a total below them, beside a short one.
fn draft<'a>() -> Draft<'a> {
    let cell = |row, content: Content, style| CellSpec {
        at: CellRef::new(row, 0),
        content,
        style,
    };
    let total = Content::Formula {
        formula: format!("=SUM(A4:A{})", ROWS + 3),
        result: f64::from(ROWS * (ROWS + 1) / 2),
    };
    let long = SheetSpec {
        name: "长表".to_owned(),
        widths: vec![8.0, 20.0, 20.0, 12.0],
        cells: vec![
            cell(0, "长表".into(), StyleRole::Title),
            cell(2, "序号".into(), StyleRole::Head),
            cell(ROWS + 3, total, StyleRole::Total),
        ],
        merges: vec![Area::new(CellRef::new(0, 0), CellRef::new(1, 3))],
        ..SheetSpec::default()
    };
    let short = SheetSpec {
        name: "短表".to_owned(),
        cells: vec![cell(0, "短".into(), StyleRole::Body)],
        ..SheetSpec::default()
    };
    let body = Body {
        first: 3,
        rows: ROWS,
        maker: Maker::Rows(Box::new(row)),
    };
    let sheets = [
        Sheet::from(short),
        Sheet {
            spec: long,
            bodies: vec![body],
            further: Vec::new(),
        },
    ];
    Draft::new(BookSpec::default(), sheets)
}

fn row(index: u32) -> Vec<(Content, StyleRole)> {
    let run = |text: &str, marked| Run {
        text: text.to_owned(),
        marked,
    };
    let paths = [
        "../收表/表.xlsx",
        "C:/收 表/甲&乙#1.xlsx",
        "//服务器/收表/甲 乙.xlsx",
    ];
    let target = match paths.get(index as usize % 5) {
        Some(path) => LinkTarget::File {
            path: (*path).to_owned(),
            at: Some(("甲's & “表”".to_owned(), CellRef::new(index, 1))),
        },
        None => LinkTarget::Inside {
            sheet: "短表".to_owned(),
            cell: CellRef::new(0, 0),
        },
    };
    let text = format!("第{index}行");
    vec![
        (Content::Number(f64::from(index + 1)), StyleRole::Count),
        (
            Content::text("风险点".repeat(index as usize % 40)),
            StyleRole::Body,
        ),
        (
            Content::Rich(vec![run("甲", true), run(&text, false)]),
            StyleRole::Body,
        ),
        (Content::Link { target, text }, StyleRole::LinkCenter),
    ]
}

#[test]
fn a_long_sheet_reads_as_if_it_had_been_described_whole() {
    let flowed = draft_to_bytes(draft()).unwrap();
    assert_well_formed(&flowed);
    let described = draft().described();
    let whole = to_bytes(&described).unwrap();
    let [flowed, whole] = [flowed, whole].map(|bytes| (parts(&bytes), Book::read(&bytes)));
    for name in ["短表", "长表"] {
        let (one, other) = (flowed.1.sheet(name), whole.1.sheet(name));
        assert_eq!(one.formulas, other.formulas);
        for (row, col) in (0..ROWS + 4).flat_map(|row| (0..4).map(move |col| (row, col))) {
            assert_eq!(
                one.text(row, col),
                other.text(row, col),
                "{name} {row} {col}"
            );
        }
    }
    assert_eq!(
        whole.1.sheet("长表").text(ROWS + 2, 3),
        format!("第{}行", ROWS - 1)
    );
    let links = |parts: &BTreeMap<String, String>| {
        let (_, links) = parts["xl/worksheets/sheet2.xml"]
            .split_once("<hyperlinks>")
            .unwrap();
        let (links, _) = links.split_once("</hyperlinks>").unwrap();
        let targets = &parts["xl/worksheets/_rels/sheet2.xml.rels"];
        [links.to_owned(), targets.clone()]
    };
    assert!(links(&flowed.0) == links(&whole.0), "links differ");
    let [flowed, whole] =
        [flowed.0, whole.0].map(|parts| Layout::of(&parts["xl/worksheets/sheet2.xml"]));
    let numbers: Vec<u32> = flowed.rows.iter().map(|row| row.0).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "a row stands twice");
    // An empty row ends what flows.
    assert_eq!(flowed.rows[..whole.rows.len()], whole.rows);
    assert_eq!((flowed.merges, flowed.links), (whole.merges, whole.links));
}

/// How the rows of a sheet are laid.
struct Layout {
    /// Each row's number and height.
    rows: Vec<(u32, String)>,
    merges: usize,
    links: usize,
}

impl Layout {
    fn of(sheet: &str) -> Self {
        let attribute = |row: &str, name: &str| {
            let (_, rest) = row.split_once(name).unwrap_or_default();
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let rows = sheet.split("<row ").skip(1).map(|row| {
            let tag = row.split('>').next().unwrap();
            (
                attribute(tag, "r=\"").parse().unwrap(),
                attribute(tag, "ht=\""),
            )
        });
        Self {
            rows: rows.collect(),
            merges: sheet.matches("<mergeCell ").count(),
            links: sheet.matches("<hyperlink ").count(),
        }
    }
}

#[test]
fn a_long_sheet_has_the_same_bytes_again() {
    assert!(draft_to_bytes(draft()).unwrap() == draft_to_bytes(draft()).unwrap());
}
