//! Tracked changes and struck words: read as accepted, and told with what was there before.

use super::{findings, read, sheets};
use crate::support::document::{Document, cell, cells, line, paragraph, row, run, table};

/// The text of a cell with this content, and what was said of it.
fn said(content: &str) -> (String, Vec<(String, String)>) {
    let body = table(&[row(&[cell("", &line("等级")), cell("", content)])]);
    let reading = read(&Document::new(&body).bytes());
    let text = cells(&sheets(&reading)[0].grid)
        .into_iter()
        .find(|(at, _)| at == "B1");
    let said = findings(&reading)
        .into_iter()
        .map(|(code, at, message)| (format!("{code} {at}"), message));
    (text.map_or(String::new(), |(_, text)| text), said.collect())
}

/// Asserts what is read, and that the one finding at the cell names both.
fn told(content: &str, read: &str, words: &[&str]) {
    let (text, said) = said(content);
    assert_eq!(text, read, "{content}");
    let [(place, message)] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!(place, "F21 B1");
    for word in words {
        assert!(message.contains(&format!("“{word}”")), "{message}");
    }
}

fn deleted(text: &str) -> String {
    format!("<w:del w:id=\"1\" w:author=\"张一\"><w:r><w:delText>{text}</w:delText></w:r></w:del>")
}

fn inserted(text: &str) -> String {
    format!("<w:ins w:id=\"2\" w:author=\"张一\">{}</w:ins>", run(text))
}

#[test]
fn a_level_that_was_changed_is_told_with_both() {
    told(
        &paragraph(&(deleted("二级") + &inserted("一级"))),
        "一级",
        &["二级", "一级"],
    );
    told(
        &paragraph(&(run("一") + &deleted("级") + &inserted("级风险"))),
        "一级风险",
        &["一级", "一级风险"],
    );
    told(&paragraph(&deleted("二级")), "", &["二级"]);
}

#[test]
fn what_was_filled_in_or_moved_with_tracking_on_is_read_and_told_once() {
    for content in [
        inserted("一级"),
        format!("<w:moveTo w:id=\"3\">{}</w:moveTo>", run("一级")),
    ] {
        told(&paragraph(&content), "一级", &["一级"]);
    }
    let moved = format!("<w:moveFrom w:id=\"4\">{}</w:moveFrom>", run("二级"));
    told(
        &paragraph(&(moved + &run("一级"))),
        "一级",
        &["二级一级", "一级"],
    );
    let cells: Vec<String> = (0..30)
        .map(|_| cell("", &paragraph(&inserted("甲"))))
        .collect();
    let reading = read(&Document::new(&table(&[row(&cells)])).bytes());
    let [(_, _, message)] = &findings(&reading)[..] else {
        panic!("{:?}", reading.findings)
    };
    assert!(message.contains("30 格"), "{message}");
}

#[test]
fn a_change_of_looks_or_of_properties_is_none_of_the_text() {
    let changed = "<w:pPr><w:pPrChange w:id=\"5\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:id=\"6\"><w:rPr><w:vanish/><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>一级</w:t></w:r>";
    assert_eq!(said(&paragraph(changed)), ("一级".to_owned(), Vec::new()));
}

#[test]
fn a_paragraph_whose_end_was_taken_out_goes_on_in_the_same_line() {
    let first = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"7\"/></w:rPr></w:pPr>{}</w:p>",
        run("一")
    );
    assert_eq!(said(&(first + &line("级"))).0, "一级");
}

#[test]
fn struck_words_are_not_read_and_told() {
    for strike in ["<w:strike/>", "<w:dstrike/>"] {
        let struck = format!("<w:r><w:rPr>{strike}</w:rPr><w:t>二级</w:t></w:r>");
        told(
            &paragraph(&(struck + &run("一级"))),
            "一级",
            &["二级一级", "一级"],
        );
    }
    let not = "<w:r><w:rPr><w:strike w:val=\"false\"/></w:rPr><w:t>一级</w:t></w:r>";
    assert_eq!(said(&paragraph(not)), ("一级".to_owned(), Vec::new()));
}

#[test]
fn rows_and_cells_taken_out_are_left_out_and_told() {
    let gone = |mark: &str| {
        format!(
            "<w:tr><w:trPr>{mark}</w:trPr>{}{}</w:tr>",
            cell("", &paragraph(&deleted("甲"))),
            cell("", &line("乙"))
        )
    };
    for mark in ["<w:del w:id=\"8\"/>", "<w:moveFrom w:id=\"8\"/>"] {
        let body = table(&[
            row(&[cell("", &line("头"))]),
            gone(mark),
            row(&[cell("", &line("尾"))]),
        ]);
        let reading = read(&Document::new(&body).bytes());
        let texts: Vec<String> = cells(&sheets(&reading)[0].grid)
            .into_iter()
            .map(|(at, text)| at + &text)
            .collect();
        assert_eq!(texts, ["A1头", "A2尾"]);
        let [(_, at, message)] = &findings(&reading)[..] else {
            panic!("{:?}", reading.findings)
        };
        assert!(at == "A2" && message.contains("“甲 乙”"), "{at} {message}");
    }
    let (text, said) = said("");
    assert_eq!((text.as_str(), said.len()), ("", 0));
    let cut = row(&[
        cell("", &line("等级")),
        cell("<w:cellDel w:id=\"9\"/>", &line("二级")),
    ]);
    let reading = read(&Document::new(&table(&[cut])).bytes());
    assert!(
        findings(&reading)[0].2.contains("“二级”"),
        "{:?}",
        reading.findings
    );
}
