//! Automatic numbers, counted as Word counts them.

use super::{in_cell, texts};
use crate::support::document::{Document, cell, line, paragraph, row, run, table};

/// A level: its start, format and text.
fn level(at: u32, start: u32, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn kind(id: u32, levels: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
}

fn list(id: u32, kind: u32, own: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{own}</w:num>")
}

/// A paragraph of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    let number = format!(
        "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>"
    );
    paragraph(&(number + &run(text)))
}

/// What is read of these paragraphs in one cell.
fn lines(numbering: &str, content: &str) -> String {
    let document = Document::new("").numbering(numbering);
    in_cell(&document, content).unwrap_or_default()
}

#[test]
fn numbers_of_a_list_go_on_from_cell_to_cell() {
    let numbering = kind(0, &level(0, 1, "decimal", "%1")) + &list(1, 0, "");
    let rows: Vec<String> = ["甲", "乙"]
        .iter()
        .map(|risk| row(&[cell("", &item(1, 0, "")), cell("", &line(risk))]))
        .collect();
    let found = texts(&Document::new(&table(&rows)).numbering(&numbering));
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(at, text)| (at.as_str(), text.trim()))
        .collect();
    assert_eq!(
        found,
        [("A1", "1"), ("B1", "甲"), ("A2", "2"), ("B2", "乙")]
    );
}

#[test]
fn levels_begin_anew_below_the_one_above() {
    let levels = level(0, 1, "chineseCountingThousand", "（%1）")
        + &level(1, 1, "decimal", "%1.%2")
        + &level(2, 3, "decimalEnclosedCircle", "%3");
    let numbering = kind(0, &levels) + &list(1, 0, "");
    let content: String = [
        (0, "甲"),
        (1, "乙"),
        (1, "丙"),
        (0, "丁"),
        (1, "戊"),
        (2, "己"),
    ]
    .iter()
    .map(|(at, text)| item(1, *at, text))
    .collect();
    assert_eq!(
        lines(&numbering, &content),
        "（一）甲\n一.1 乙\n一.2 丙\n（二）丁\n二.1 戊\n③己"
    );
    let plain = levels.replace("<w:lvl w:ilvl=\"1\">", "<w:lvl w:ilvl=\"1\"><w:isLgl/>");
    let never = plain.replace(
        "<w:lvl w:ilvl=\"1\">",
        "<w:lvl w:ilvl=\"1\"><w:lvlRestart w:val=\"0\"/>",
    );
    assert_eq!(
        lines(&(kind(0, &never) + &list(1, 0, "")), &content),
        "（一）甲\n1.1 乙\n1.2 丙\n（二）丁\n2.3 戊\n③己"
    );
}

#[test]
fn lists_of_one_kind_go_on_together_unless_one_has_a_start_of_its_own() {
    let own = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let numbering = kind(0, &level(0, 1, "decimal", "%1、"))
        + &list(1, 0, "")
        + &list(2, 0, "")
        + &list(3, 0, own);
    let content: String = [1, 2, 3, 3, 1]
        .iter()
        .map(|id| item(*id, 0, "甲"))
        .collect();
    assert_eq!(
        lines(&numbering, &content),
        "1、甲\n2、甲\n1、甲\n2、甲\n3、甲"
    );
    let level = format!(
        "<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>",
        level(0, 5, "upperLetter", "%1)")
    );
    let numbering = kind(0, "") + &list(1, 0, &level);
    assert_eq!(lines(&numbering, &item(1, 0, "甲")), "E)甲");
}

#[test]
fn a_style_may_give_the_number_and_its_level() {
    let levels = level(0, 1, "decimal", "%1.")
        + &level(1, 1, "decimal", "(%2)").replace("</w:lvl>", "<w:pStyle w:val=\"sub\"/></w:lvl>");
    let document = Document::new("")
        .numbering(&(kind(0, &levels) + &list(1, 0, "")))
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"ListNumber\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"own\"><w:basedOn w:val=\"ListNumber\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"sub\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>");
    let styled = |style: &str, more: &str| {
        paragraph(&format!(
            "<w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}",
            run("甲")
        ))
    };
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let content = [
        styled("ListNumber", ""),
        styled("own", ""),
        styled("sub", ""),
        styled("own", none),
    ]
    .concat();
    assert_eq!(
        in_cell(&document, &content).as_deref(),
        Some("1.甲\n2.甲\n(1)甲\n甲")
    );
}

#[test]
fn a_list_may_take_its_kind_from_a_style() {
    let linked =
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>";
    let document = Document::new("")
        .numbering(&(kind(0, &level(0, 1, "ideographDigital", "%1、")) + linked + &list(1, 0, "") + &list(2, 1, "")))
        .styles("<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>");
    assert_eq!(
        in_cell(&document, &item(2, 0, "甲")).as_deref(),
        Some("一、甲")
    );
}

#[test]
fn bullets_adorn_but_a_box_or_a_tick_says_something() {
    let bullet = |code: &str| {
        let text = format!(
            "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"{code}\"/><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr></w:lvl>"
        );
        kind(0, &text) + &list(1, 0, "")
    };
    assert_eq!(lines(&bullet("\u{f06c}"), &item(1, 0, "甲")), "甲");
    assert_eq!(lines(&bullet("\u{f0fe}"), &item(1, 0, "一级")), "☑一级");
}

#[test]
fn a_number_alone_is_content_in_a_column_of_numbers_only() {
    let numbering = kind(0, &level(0, 1, "decimal", "%1、"))
        + &list(1, 0, "")
        + &kind(1, &level(0, 1, "decimal", "%1、"))
        + &list(2, 1, "");
    let pair = |text: &str| row(&[cell("", &item(1, 0, "")), cell("", &item(2, 0, text))]);
    let found = texts(&Document::new(&table(&[pair("核对"), pair("")])).numbering(&numbering));
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(at, text)| (at.as_str(), text.as_str()))
        .collect();
    assert_eq!(found, [("A1", "1、"), ("B1", "1、核对"), ("A2", "2、")]);
}

#[test]
fn rows_and_paragraphs_taken_out_move_no_list_on() {
    let numbering = kind(0, &level(0, 1, "decimal", "%1")) + &list(1, 0, "");
    let gone = format!(
        "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr>",
        cell("", &item(1, 0, ""))
    );
    let kept = || row(&[cell("", &item(1, 0, ""))]);
    let found = texts(&Document::new(&table(&[kept(), gone, kept()])).numbering(&numbering));
    assert_eq!(
        found
            .last()
            .map(|(at, text)| format!("{at} {}", text.trim()))
            .as_deref(),
        Some("A2 2")
    );
}
