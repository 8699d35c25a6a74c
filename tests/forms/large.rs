//! Sheets of unusual size: one cell that holds a book, many rows or columns of nothing, a stray cell far below. What can be
//! read is read, what cannot is told, and neither takes long.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::location::CellRef;
use qingfeng::model::{Entry, Field, SkipKind};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};

/// Rows of cells parted by `|`, each at its row.
fn read(rows: &[(u32, &str)]) -> Understood {
    let mut grid = Grid::default();
    for (row, cells) in rows {
        for (col, text) in (0..).zip(cells.split('|')) {
            grid.set(CellRef::new(*row, col), CellValue::Text(text.to_owned()));
        }
    }
    let sheet = Sheet {
        name: Arc::from("Sheet1"),
        visibility: Visibility::Visible,
        grid,
    };
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: vec![sheet],
    };
    let policy = Policy::embedded().expect("valid");
    understand(&workbook, &Arc::from("自查表.xlsx"), &policy)
}

fn entries(read: &Understood) -> Vec<&Entry> {
    let tables = read.sheets.iter().flat_map(|s| &s.tables);
    tables.flat_map(|t| &t.entries).collect()
}

fn codes(read: &Understood) -> Vec<&str> {
    read.findings.iter().map(|f| f.code.as_str()).collect()
}

const HEAD: &str = "序号|岗位|风险点|风险等级|防控措施";
const ENTRY: &str = "1|出纳|白条抵库|一级|定期盘点";

#[test]
fn a_line_of_a_page_above_a_table_names_no_section_and_hides_nothing() {
    for sign in [
        "一",
        "科",
        "是",
        "前",
        "1.",
        "甲：",
        " 甲：乙",
        "财政局",
        "2026.11.2 ",
    ] {
        let line = sign.repeat(8_000);
        let read = read(&[(0, line.as_str()), (1, HEAD), (2, ENTRY)]);
        let entries = entries(&read);
        assert_eq!(entries.len(), 1, "{sign}");
        assert_eq!(entries[0].text(Field::Section), None, "{sign}");
        assert_eq!(entries[0].text(Field::Risk), Some("白条抵库"), "{sign}");
    }
}

#[test]
fn a_page_in_one_cell_of_an_entry_is_kept_whole() {
    for sign in ["1", "1.", "一、", "（", "是", "1.1 ", "√", "□"] {
        let page = sign.repeat(8_000);
        let row = format!("1|出纳|{page}|一级|定期盘点");
        let read = read(&[(0, HEAD), (1, &row)]);
        let entries = entries(&read);
        assert_eq!(entries.len(), 1, "{sign}");
        let risk = entries[0].values.get(&Field::Risk).expect("written");
        assert_eq!(*risk.raw, *page.trim(), "{sign}");
    }
}

#[test]
fn the_greatest_number_under_a_head_is_a_number() {
    let numbers = format!("{}|0|1|2|3", u32::MAX);
    let read = read(&[(0, HEAD), (1, &numbers), (2, ENTRY)]);
    let last = entries(&read).pop().expect("an entry");
    assert_eq!(last.text(Field::Risk), Some("白条抵库"));
}

#[test]
fn many_rows_and_columns_without_a_head_are_told_once() {
    let down: Vec<(u32, &str)> = (0..3_000).map(|row| (row, "甲|乙")).collect();
    let wide = ["甲：乙"].repeat(3_000).join("|");
    let heads = ["风险点", "风险等级", "爱好"].repeat(800).join("|");
    let sheets = [down, vec![(0, &*wide)], vec![(0, &*heads), (1, &*heads)]];
    for rows in sheets {
        let read = read(&rows);
        assert_eq!(entries(&read).len(), 0);
        assert_eq!(codes(&read), ["T01"]);
        let cells = &read.sheets[0].cells;
        assert_eq!(cells.read, cells.claims.values().sum::<usize>());
    }
}

const CARD: [&str; 8] = [
    "姓名|张一",
    "性别|女",
    "学历|本科",
    "岗位|出纳",
    "风险点|白条抵库",
    "风险等级|一级",
    "防控措施|定期盘点",
    "责任人|李二",
];

#[test]
fn a_stray_cell_far_below_a_card_adds_no_rows_but_its_own() {
    let mut rows: Vec<(u32, &str)> = (0..).zip(CARD).collect();
    rows.push((10, "请于月底前报送"));
    rows.push((300_000, "备用"));
    let read = read(&rows);
    assert_eq!(entries(&read).len(), 1);
    let skipped = &read.sheets[0].tables[0].skipped;
    let found: Vec<(u32, SkipKind)> = skipped.iter().map(|s| (s.row, s.kind)).collect();
    let (blank, footer) = (SkipKind::Blank, SkipKind::Footer);
    assert_eq!(
        found,
        [(8, blank), (9, blank), (10, footer), (300_000, footer)]
    );
}

#[test]
fn risks_of_a_card_are_counted_in_numerals_beyond_ten() {
    let numerals = [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "二十",
        "二十一",
    ];
    let mut lines = vec!["姓名|张一".to_owned(), "岗位|出纳".to_owned()];
    for (at, numeral) in numerals.iter().enumerate() {
        lines.push(format!("风险点{numeral}|虚报费用{at}"));
        lines.push(format!("风险等级{numeral}|二级"));
        lines.push(format!("防控措施{numeral}|定期复核{at}"));
    }
    let rows: Vec<(u32, &str)> = (0..).zip(lines.iter().map(String::as_str)).collect();
    let read = read(&rows);
    let risks: Vec<String> = entries(&read)
        .iter()
        .map(|e| {
            let text = |field| e.text(field).unwrap_or_default();
            format!("{} {}", text(Field::Risk), text(Field::Measures))
        })
        .collect();
    let wanted: Vec<String> = (0..numerals.len())
        .map(|at| format!("虚报费用{at} 定期复核{at}"))
        .collect();
    assert_eq!(risks, wanted);
}

#[test]
fn a_label_before_every_line_of_a_list_makes_no_card_without_end() {
    let mut lines = vec!["姓名|张一".to_owned(), "岗位|出纳".to_owned()];
    lines.extend((0..700).map(|n| format!("风险点|虚报费用{n}")));
    lines.extend((0..700).map(|n| format!("防控措施|定期复核{n}")));
    let rows: Vec<(u32, &str)> = (0..).zip(lines.iter().map(String::as_str)).collect();
    let read = read(&rows);
    assert_eq!(entries(&read).len(), 0);
    assert_eq!(
        codes(&read),
        ["T01"],
        "told, and nothing registered by halves"
    );
}
