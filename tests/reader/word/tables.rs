//! The shape of tables: what is merged, left out, wrapped in controls, stands inside or against each other.

use qingfeng::location::CellRef;
use qingfeng::reader::CellValue;

use super::{findings, read, sheets, texts};
use crate::support::document::{
    Document, HANDS, cell, cells, line, merges, of_grid, plain, row, table,
};

fn at(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn merged_cells_are_those_of_the_table_whoever_wrote_it() {
    let mut grid = qingfeng::reader::Grid::default();
    for (name, text) in [
        ("A1", "科室"),
        ("B1", "责任"),
        ("B2", "责任人"),
        ("C2", "领导"),
        ("A3", "预算科"),
        ("B3", "张一"),
        ("C5", "李二"),
    ] {
        grid.set(
            name.parse().expect("a cell"),
            CellValue::Text(text.to_owned()),
        );
    }
    for (first, last) in [("A1", "A2"), ("B1", "C1"), ("A3", "A5"), ("B3", "C4")] {
        let corner = |name: &str| name.parse::<CellRef>().expect("a cell");
        grid.merge(qingfeng::location::Area::new(corner(first), corner(last)));
    }
    for hand in HANDS {
        let reading = read(&Document::new(&of_grid(&grid, hand)).by(hand));
        let found = &sheets(&reading)[0].grid;
        assert_eq!(cells(found), cells(&grid), "{hand:?}");
        assert_eq!(merges(found), merges(&grid), "{hand:?}");
        assert!(reading.findings.is_empty(), "{hand:?}");
    }
}

#[test]
fn columns_left_out_at_the_edges_of_a_row_are_counted() {
    let total = format!(
        "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/></w:trPr>{}</w:tr>",
        cell("", &line("合计"))
    );
    let body = table(&[
        row(&["甲", "乙", "丙", "丁"].map(|t| cell("", &line(t)))),
        total,
    ]);
    assert!(texts(&Document::new(&body)).contains(&at("C2", "合计")));
}

#[test]
fn cells_merged_across_in_the_old_way_are_one() {
    let head = row(&[
        cell(
            "<w:hMerge w:val=\"restart\"/><w:vMerge w:val=\"restart\"/>",
            &line("是否涉及"),
        ),
        cell("<w:hMerge/><w:vMerge w:val=\"restart\"/>", &line("")),
        cell("", &line("等级")),
    ]);
    let below = row(&[
        cell("<w:hMerge w:val=\"restart\"/><w:vMerge/>", &line("")),
        cell("<w:hMerge w:val=\"continue\"/><w:vMerge/>", &line("")),
        cell("", &line("一级")),
    ]);
    let reading = read(&Document::new(&table(&[head, below])).bytes());
    let grid = &sheets(&reading)[0].grid;
    assert_eq!(merges(grid).into_iter().collect::<Vec<_>>(), ["A1:B2"]);
    assert_eq!(
        cells(grid),
        [at("A1", "是否涉及"), at("C1", "等级"), at("C2", "一级")]
    );
}

#[test]
fn a_cell_that_goes_on_with_nothing_begins_anew_and_what_it_covers_stays_known() {
    let rows = [
        row(&[
            cell("<w:vMerge/>", &line("甲")),
            cell("<w:vMerge w:val=\"restart\"/>", &line("预算科")),
        ]),
        row(&[cell("", &line("乙")), cell("<w:vMerge/>", &line("残留"))]),
    ];
    let reading = read(&Document::new(&table(&rows)).bytes());
    let grid = &sheets(&reading)[0].grid;
    assert_eq!(
        cells(grid),
        [
            at("A1", "甲"),
            at("B1", "预算科"),
            at("A2", "乙"),
            at("B2", "残留")
        ]
    );
    assert_eq!(merges(grid).into_iter().collect::<Vec<_>>(), ["B1:B2"]);
}

#[test]
fn controls_and_custom_xml_around_tables_rows_and_cells_hide_nothing() {
    let control = |content: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:lock w:val=\"sdtLocked\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let custom = |content: &str| {
        format!("<w:customXml w:element=\"e\"><w:customXmlPr/>{content}</w:customXml>")
    };
    let first = row(&[
        control(&cell("", &line("甲"))),
        custom(&cell("", &line("乙"))),
    ]);
    let second = control(&control(&row(&[
        cell("", &control(&line("丙"))),
        cell("", &line("丁")),
    ])));
    let body = control(&custom(&table(&[
        first,
        second,
        custom(&row(&[cell("", &line("戊"))])),
    ])));
    let expected = [
        at("A1", "甲"),
        at("B1", "乙"),
        at("A2", "丙"),
        at("B2", "丁"),
        at("A3", "戊"),
    ];
    assert_eq!(texts(&Document::new(&body)), expected);
}

#[test]
fn tables_are_sheets_in_their_order_and_those_inside_cells_are_told() {
    let inner = plain(&["内甲|内乙"]);
    let outer = table(&[row(&[
        cell("", &line("外甲")),
        cell("", &format!("{}{inner}{}", line("措施"), line(""))),
    ])]);
    let body = format!("{outer}{}{}", line("之后"), plain(&["末"]));
    let reading = read(&Document::new(&body).bytes());
    let names: Vec<&str> = sheets(&reading).iter().map(|s| &*s.name).collect();
    assert_eq!(names, ["表格1", "表格2", "表格3"]);
    assert_eq!(
        cells(&sheets(&reading)[0].grid),
        [at("A1", "外甲"), at("B1", "措施")]
    );
    assert_eq!(
        cells(&sheets(&reading)[1].grid),
        [at("A1", "内甲"), at("B1", "内乙")]
    );
    let [(code, cell, message)] = &findings(&reading)[..] else {
        panic!("{:?}", reading.findings)
    };
    assert_eq!((code.as_str(), cell.as_str()), ("F23", "B1"));
    assert!(message.contains("“表格2”"), "{message}");
}

#[test]
fn a_cell_with_nothing_but_a_table_says_what_the_table_says() {
    let inner = plain(&["先核对|再审批", "后归档"]);
    let outer = table(&[row(&[
        cell("", &line("措施")),
        cell("", &format!("{inner}{}", line(""))),
    ])]);
    assert_eq!(
        texts(&Document::new(&outer))[1],
        at("B1", "先核对 再审批\n后归档")
    );
}

#[test]
fn a_frame_around_a_table_is_no_table() {
    let inner = plain(&["科室|风险点", "预算科|甲"]);
    let frame = table(&[row(&[cell(
        "",
        &format!("{}{inner}{}", line("自查表"), line("填表人：张一")),
    )])]);
    let reading = read(&Document::new(&frame).bytes());
    let [sheet] = sheets(&reading) else {
        panic!("{:?}", sheets(&reading))
    };
    assert_eq!(&*sheet.name, "表格1");
    let expected = [
        at("表上方第1段", "自查表"),
        at("A1", "科室"),
        at("B1", "风险点"),
        at("A2", "预算科"),
        at("B2", "甲"),
        at("A3", "填表人：张一"),
    ];
    assert_eq!(cells(&sheet.grid), expected);
}

#[test]
fn tables_that_touch_are_one_on_the_screen() {
    let (upper, lower) = (plain(&["科室|风险点", "预算科|甲"]), plain(&["国库科|乙"]));
    let touching = read(&Document::new(&format!("{upper}{lower}")).bytes());
    assert_eq!(
        cells(&sheets(&touching)[0].grid).last(),
        Some(&at("B3", "乙"))
    );
    assert_eq!(sheets(&touching).len(), 1);
    let parted = read(&Document::new(&format!("{upper}{}{lower}", line(""))).bytes());
    assert_eq!(sheets(&parted).len(), 2);
}

#[test]
fn rows_set_hidden_are_kept_as_hidden() {
    let hidden = format!(
        "<w:tr><w:trPr><w:hidden/></w:trPr>{}</w:tr>",
        cell("", &line("藏"))
    );
    let body = table(&[row(&[cell("", &line("见"))]), hidden]);
    let reading = read(&Document::new(&body).bytes());
    let grid = &sheets(&reading)[0].grid;
    let rows: Vec<u32> = grid
        .hidden_rows
        .iter()
        .map(|row| qingfeng::location::row_number(*row))
        .collect();
    assert_eq!(rows, [2]);
}
