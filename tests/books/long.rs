//! A long sheet is made row by row and flows through a temporary file: who opens it cannot tell.

use std::collections::BTreeMap;

use qingfeng::location::{Area, CellRef};
use qingfeng::writer::{
    Allowed, Body, BookSpec, CellSpec, Content, Draft, InputSpec, LinkTarget, Maker,
    ProtectionSpec, Run, Sheet, SheetSpec, StyleRole, draft_to_bytes, to_bytes,
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

/// Rows of a block: a line over all columns, one with a formula, one to be written in.
const IN_BLOCK: u32 = 3;

/// Blocks one below the other, each with ranges merged, a rule of input and cells that may be written.
fn blocks<'a>() -> Draft<'a> {
    let widths = vec![8.0, 20.0, 12.0];
    let of_block = widths.clone();
    let block = move |first: u32| {
        let cell = |row, col, content: Content, style| CellSpec {
            at: CellRef::new(first + row, col),
            content,
            style,
        };
        let input = Area::new(CellRef::new(first + 2, 1), CellRef::new(first + 2, 1));
        let formula = Content::Formula {
            formula: format!("=A{}+1", first + 2),
            result: f64::from(first) + 1.0,
        };
        let line = Area::new(CellRef::new(first, 0), CellRef::new(first, 2));
        let long = "评分依据".repeat(first as usize % 50);
        SheetSpec {
            widths: of_block.clone(),
            cells: vec![
                cell(
                    0,
                    0,
                    format!("第 {first} 行起").into(),
                    StyleRole::TotalText,
                ),
                cell(1, 0, Content::Number(f64::from(first)), StyleRole::Count),
                cell(1, 1, long.into(), StyleRole::Body),
                cell(1, 2, formula, StyleRole::Decimal),
                cell(2, 1, Content::Blank, StyleRole::InputDecimal),
            ],
            merges: vec![line],
            inputs: vec![InputSpec {
                area: input,
                allowed: Allowed::Decimals(0.0, 5.0),
                ..InputSpec::default()
            }],
            protection: Some(ProtectionSpec {
                open_from: None,
                open: vec![input],
            }),
            ..SheetSpec::default()
        }
    };
    let made = (0..ROWS / IN_BLOCK).map(|at| {
        let (first, block) = (1 + at * IN_BLOCK, block.clone());
        Body {
            first,
            rows: IN_BLOCK,
            maker: Maker::Block(Box::new(move || block(first))),
        }
    });
    let head = CellSpec {
        at: CellRef::new(0, 0),
        content: "明细".into(),
        style: StyleRole::Head,
    };
    let spec = SheetSpec {
        name: "明细".to_owned(),
        widths,
        cells: vec![head],
        growing: Some((1, ROWS)),
        protection: Some(ProtectionSpec::default()),
        ..SheetSpec::default()
    };
    let sheet = Sheet {
        spec,
        bodies: made.collect(),
        further: Vec::new(),
    };
    Draft::new(BookSpec::default(), [sheet])
}

#[test]
fn blocks_that_flow_read_as_if_they_had_been_described_whole() {
    let flowed = draft_to_bytes(blocks()).unwrap();
    assert_well_formed(&flowed);
    let whole = to_bytes(&blocks().described()).unwrap();
    let [one, other] = [&flowed, &whole].map(|bytes| Book::read(bytes));
    assert_eq!(one.sheet("明细").all_text(), other.sheet("明细").all_text());
    assert_eq!(one.sheet("明细").formulas, other.sheet("明细").formulas);
    let [one, other] = [&flowed, &whole].map(|bytes| {
        let mut parts = parts(bytes);
        parts.remove("xl/worksheets/sheet1.xml").unwrap()
    });
    let between = |sheet: &str, from: &str, to: &str| {
        let (_, rest) = sheet.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    for (from, to) in [
        ("<sheetProtection", ">"),
        ("<mergeCells", "</mergeCells>"),
        ("<dataValidations", "</dataValidations>"),
    ] {
        assert_eq!(between(&one, from, to), between(&other, from, to), "{from}");
    }
    let [one, other] = [one, other].map(|sheet| Layout::of(&sheet));
    assert_eq!(one.rows[..other.rows.len()], other.rows);
}

/// Cells of each style, and which of them are locked, are the same by whichever way they were written.
#[test]
fn cells_that_may_be_written_stay_so_when_they_flow() {
    let open = |bytes: &[u8]| {
        let mut parts = parts(bytes);
        let styles = parts.remove("xl/styles.xml").unwrap();
        let (_, formats) = styles.split_once("<cellXfs").unwrap();
        let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
        let unlocked: Vec<bool> = formats.iter().map(|f| f.contains("locked=\"0\"")).collect();
        let sheet = parts.remove("xl/worksheets/sheet1.xml").unwrap();
        let cells = sheet.split("<c r=\"").skip(1).filter_map(|cell| {
            let (at, rest) = cell.split_once('"')?;
            let style = rest.strip_prefix(" s=\"")?.split('"').next()?;
            unlocked[style.parse::<usize>().ok()?].then(|| at.to_owned())
        });
        cells.collect::<Vec<_>>()
    };
    let flowed = open(&draft_to_bytes(blocks()).unwrap());
    assert_eq!(u32::try_from(flowed.len()), Ok(ROWS / IN_BLOCK));
    assert_eq!(flowed, open(&to_bytes(&blocks().described()).unwrap()));
}

#[test]
fn a_long_sheet_has_the_same_bytes_again() {
    assert!(draft_to_bytes(blocks()).unwrap() == draft_to_bytes(blocks()).unwrap());
    assert!(draft_to_bytes(draft()).unwrap() == draft_to_bytes(draft()).unwrap());
}
