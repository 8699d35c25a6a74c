//! Word documents that need a word, and their harmless neighbours.

use super::files::{fires, near};
use super::judge::Case;
use crate::support::document::{Document, cell, line, paragraph, plain, row, run, table};

/// A sound form in a document, with this content in the cell of the level and the one of the measure.
fn form(level: &str, measure: &str) -> Vec<u8> {
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| cell("", &line(text)))
            .collect::<Vec<_>>()
    };
    let mut entry = texts(&["1", "审核标准不一，照顾个别单位"]);
    entry.extend([cell("", level), cell("", measure)]);
    let rows = [
        row(&texts(&["序号", "风险点", "风险等级", "防控措施"])),
        row(&entry),
    ];
    Document::new(&(line("预算科廉政风险点自查表") + &table(&rows))).bytes()
}

const MEASURE: &str = "支出标准在局内公开，审核意见由两人会签";

/// All cases.
pub fn cases() -> Vec<Case> {
    let level = |content: &str| form(&paragraph(content), &line(MEASURE));
    let measure = |content: &str| form(&line("二级"), content);
    let changed = "<w:del w:id=\"1\"><w:r><w:delText>三级</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>二级</w:t></w:r></w:ins>";
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>三级</w:t></w:r>".to_owned() + &run("二级");
    let look = "<w:r><w:rPr><w:rPrChange w:id=\"3\"><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>二级</w:t></w:r>";
    let boxed = |text: &str| {
        format!(
            "{}<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
            line(MEASURE),
            line(text)
        )
    };
    let cases = vec![
        fires("F21", "等级改过", level(changed)).at(&["C2"]),
        fires("F21", "等级划掉重写", level(&struck)).at(&["C2"]),
        near("F21", "只改了字体", level(look)),
        near("F21", "没有改过", level(&run("二级"))),
        fires("F22", "措施旁有文本框", measure(&boxed("另附说明"))).at(&["D2"]),
        near("F22", "文本框是空的", measure(&boxed(""))),
        fires(
            "F23",
            "措施里套着表格",
            measure(&(line(MEASURE) + &plain(&["会签|公开"]) + &line(""))),
        )
        .at(&["D2"])
        .also(&["T05"]),
        near(
            "F23",
            "措施分成两段",
            measure(&(line(MEASURE) + &line("每季度抽查一次"))),
        ),
    ];
    cases
        .into_iter()
        .map(|case| case.named_where_it_is("预算科.docx"))
        .collect()
}

impl Case {
    /// The same file under another name; places in it stay as they are.
    fn named_where_it_is(mut self, name: &str) -> Self {
        name.clone_into(&mut self.files[0].0);
        self
    }
}
