//! 07-上报报告: its layout, its figures, what people fill in, and templates of a bureau.

mod figures;
mod gaps;
mod layout;
mod recount;
mod templates;
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::package::parts;

const REPORT: &str = "07-上报报告.docx";
const TEXT: &str = "07-上报报告.md";

/// The parts of the report in a result.
fn report(result: &Path) -> BTreeMap<String, String> {
    parts(&fs::read(result.join(REPORT)).expect("the report"))
}

/// The same text as Markdown.
fn text(result: &Path) -> String {
    fs::read_to_string(result.join(TEXT)).expect("the text")
}

/// The text without its annexes.
fn prose(result: &Path) -> String {
    let text = text(result);
    text.split("## 附件").next().unwrap_or_default().to_owned()
}

/// The record of a run.
fn record(result: &Path) -> Value {
    let text = fs::read_to_string(result.join("run.json")).expect("the record");
    serde_json::from_str(&text).expect("JSON")
}

/// What a document says, paragraph by paragraph.
fn paragraphs(document: &str) -> Vec<String> {
    let paragraphs = document.split("</w:p>").map(|paragraph| {
        let texts = paragraph.split("<w:t").skip(1);
        let texts = texts.filter(|text| text.starts_with(['>', ' ']));
        let texts = texts.filter_map(|text| text.split_once('>')?.1.split("</w:t>").next());
        texts.collect::<String>()
    });
    paragraphs
        .map(|text| {
            quick_xml::escape::unescape(&text)
                .expect("text")
                .into_owned()
        })
        .collect()
}
