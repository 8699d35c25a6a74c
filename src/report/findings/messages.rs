//! 退回通知: for each section one text, ready to be pasted into a message. Notes are for the office and not part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::ReportContext;
use super::super::canvas::{Canvas, count, short, text};
use super::FindingsInput;
use super::compose::{self, Block};
use super::pieces::{WIDTH, pieces};
use super::sections::Section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::InputFile;
use crate::writer::{SheetSpec, StyleRole};

/// Findings by section; those of no known section by file.
type Grouped<'r> = BTreeMap<(Section<'r>, &'r str), Vec<&'r Diagnostic>>;

/// The sheet.
pub fn sheet(
    findings: &[&Diagnostic],
    input: &FindingsInput<'_>,
    context: &ReportContext,
) -> SheetSpec {
    let files: BTreeMap<&Arc<str>, &InputFile> =
        input.register.files.iter().map(|f| (&f.file, f)).collect();
    let mut canvas = Canvas::new("退回通知", vec![6.0, 16.0, 8.0, 8.0, WIDTH], true);
    canvas.title(context, "自查表退回改正通知");
    canvas.line(HINT, StyleRole::Note);
    let head = canvas.heads([
        "序号",
        "科室",
        "需改正\n（处）",
        "请核对\n（处）",
        "通知内容",
    ]);
    let mut number = 0;
    for ((section, _), findings) in grouped(findings, input, &files) {
        let blocks = blocks(&findings, &files);
        let counts = compose::counts(blocks.iter());
        let message = compose::text(section, &blocks);
        for (index, piece) in pieces(&message, section.title()).into_iter().enumerate() {
            number += 1;
            let mut cells = vec![count(number)];
            if index == 0 {
                cells.push(short(section.title()));
                cells.extend(counts.map(count));
            } else {
                cells.push(short(format!("{}（续）", section.title())));
                cells.extend([short(""), short("")]);
            }
            cells.push(text(piece));
            canvas.cells(cells);
        }
    }
    if number == 0 {
        canvas.line("没有需要通知科室的问题。", StyleRole::Note);
    } else {
        let last = canvas.next() - 1;
        canvas.filter(head, last);
    }
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}

const HINT: &str = "每个科室一条，可直接粘贴到微信、QQ 或邮件。双击“通知内容”格，全选（Ctrl+A）后复制，首尾不会多出引号。\
    “提示”类问题不需要科室处理，不写入通知。";

/// Errors and warnings by section. What concerns neither a section nor a file is nobody's message.
fn grouped<'r>(
    findings: &[&'r Diagnostic],
    input: &FindingsInput<'_>,
    files: &BTreeMap<&Arc<str>, &InputFile>,
) -> Grouped<'r> {
    let mut grouped = Grouped::new();
    for finding in findings.iter().filter(|f| f.severity != Severity::Note) {
        let section = Section::of(finding, input.roster);
        let file: &str = &finding.place.file;
        let key = match section.name {
            Some(_) => (section, ""),
            None if files.contains_key(&finding.place.file) => (section, file),
            None => continue,
        };
        grouped.entry(key).or_default().push(finding);
    }
    grouped
}

/// The findings of a section file by file, and those that concern no file. A file with the same content as another
/// of the section is only named.
fn blocks<'r>(
    findings: &[&'r Diagnostic],
    files: &BTreeMap<&Arc<str>, &'r InputFile>,
) -> Vec<Block<'r>> {
    let names = Names::of(findings);
    let original = |file: &'r Arc<str>| {
        let input = files.get(file)?;
        let first = input.duplicate_of.as_ref().filter(|f| names.has(f));
        Some(first.unwrap_or(&input.file))
    };
    let mut blocks: BTreeMap<Option<&Arc<str>>, Block<'r>> = BTreeMap::new();
    for finding in findings.iter().copied() {
        let file = original(&finding.place.file);
        let block = blocks.entry(file).or_insert_with(|| Block {
            file: file.map(|f| names.known_as(f)),
            ..Block::default()
        });
        if file.is_none_or(|f| *f == finding.place.file) {
            block.findings.push(finding);
            continue;
        }
        let copy = names.known_as(&finding.place.file);
        if !block.copies.contains(&copy) {
            block.copies.push(copy);
        }
    }
    blocks.into_values().collect()
}

/// The files of a section and how it knows them.
struct Names<'r> {
    files: BTreeSet<&'r str>,
    /// How many files have a name, whatever their folder.
    alike: BTreeMap<&'r str, usize>,
}

impl<'r> Names<'r> {
    fn of(findings: &[&'r Diagnostic]) -> Self {
        let files: BTreeSet<&str> = findings.iter().map(|f| f.place.file.as_ref()).collect();
        let mut alike = BTreeMap::new();
        for file in &files {
            *alike.entry(bare(file)).or_insert(0) += 1;
        }
        Self { files, alike }
    }

    fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }

    /// The section knows its file by name and not by the folder the office put it in, unless two have one name.
    fn known_as(&self, file: &'r str) -> String {
        let own = bare(file);
        let single = self.alike.get(own).is_none_or(|n| *n < 2);
        if single { own } else { file }.to_owned()
    }
}

/// A file's name without its folders.
fn bare(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}
