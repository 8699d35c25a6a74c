//! The lines around a table stand in the same grid, and every cell keeps the name it has in its own table.

use super::{read, sheets};
use crate::support::document::{Document, cells, line, paragraph, plain, run};

fn named(sheet: &qingfeng::reader::Sheet) -> Vec<(String, String)> {
    cells(&sheet.grid)
}

fn texts(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(at, text)| ((*at).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn lines_go_to_the_table_below_them_and_the_last_ones_to_the_table_above() {
    let body = [
        line("自查表"),
        line(""),
        paragraph(&format!(
            "{}<w:r><w:tab/></w:r>{}",
            run("科室：预算科"),
            run("日期：2026年11月2日")
        )),
        plain(&["序号|风险点"]),
        line("附表"),
        plain(&["序号|措施"]),
        line("填表人：张一"),
    ];
    let reading = read(&Document::new(&body.concat()).bytes());
    let [first, second] = sheets(&reading) else {
        panic!("two tables")
    };
    let above = [
        ("表上方第2段", "自查表"),
        ("表上方第1段", "科室：预算科\t日期：2026年11月2日"),
        ("A1", "序号"),
        ("B1", "风险点"),
    ];
    assert_eq!(named(first), texts(&above));
    assert_eq!(
        named(second),
        texts(&[
            ("表上方第1段", "附表"),
            ("A1", "序号"),
            ("B1", "措施"),
            ("A2", "填表人：张一")
        ])
    );
}

#[test]
fn lines_before_a_new_page_belong_to_the_table_on_the_old_one() {
    let breaks = [
        paragraph("<w:r><w:br w:type=\"page\"/></w:r>"),
        paragraph("<w:pPr><w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr></w:pPr>"),
    ];
    let before = format!(
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{}</w:p>",
        run("表二")
    );
    let pages = breaks
        .iter()
        .map(|page| format!("{page}{}", line("表二")))
        .chain([before]);
    for page in pages {
        let body = format!(
            "{}{}{page}{}",
            plain(&["甲"]),
            line("签字：张一"),
            plain(&["乙"])
        );
        let reading = read(&Document::new(&body).bytes());
        let [first, second] = sheets(&reading) else {
            panic!("two tables")
        };
        assert_eq!(named(first), texts(&[("A1", "甲"), ("A2", "签字：张一")]));
        assert_eq!(
            named(second),
            texts(&[("表上方第1段", "表二"), ("A1", "乙")])
        );
    }
}

#[test]
fn a_section_that_goes_on_on_the_same_page_parts_nothing() {
    let section = "<w:p><w:pPr><w:sectPr><w:type w:val=\"continuous\"/></w:sectPr></w:pPr></w:p>";
    let body = format!(
        "{}{}{section}{}",
        plain(&["甲"]),
        line("附表"),
        plain(&["乙"])
    );
    let reading = read(&Document::new(&body).bytes());
    assert_eq!(named(&sheets(&reading)[1])[0].1, "附表");
}
