//! 退回通知: for each section one text, ready to be pasted into a message. Notes are for the office and not part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::super::canvas::{Canvas, count, short};
use super::super::context::ReportContext;
use super::super::links::to;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::Fixed;
use super::FindingsInput;
use super::compose::{self, Block};
use super::pieces::{WIDTH, pieces};
use super::sections::Section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Roster;
use crate::writer::Sheet;

/// Findings by section; those of no known section by file.
type Grouped<'r> = BTreeMap<(Section<'r>, &'r str), Vec<&'r Diagnostic>>;

/// The files read, those with the same content as another with that one.
pub type Files<'r> = BTreeMap<&'r Arc<str>, Option<&'r Arc<str>>>;

const HINT: &str = "每个科室一条，可直接粘贴到微信、QQ 或邮件。双击“通知内容”格，全选（Ctrl+A）后复制，首尾不会多出引号。\
    “提示”类问题不需要科室处理，不写入通知。";

/// A text for a section. Of the first of them the counts are given.
struct Row<'r> {
    section: Section<'r>,
    counts: Option<[usize; 2]>,
    text: String,
    /// Its own file.
    path: Option<&'r str>,
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    let counted = |r: &Row<'_>, at: usize| match r.counts {
        Some(counts) => count(counts[at]),
        None => short(""),
    };
    let more = |r: &Row<'_>| if r.counts.is_none() { "（续）" } else { "" };
    columns! { Row<'_>;
        number();
        word("科室", Fixed(16.0), |r| format!("{}{}", r.section.title(), more(r)));
        col("需改正\n（处）", Fixed(8.0), |r| counted(r, 0));
        col("请核对\n（处）", Fixed(8.0), |r| counted(r, 1));
        prose("通知内容", Fixed(WIDTH), |r| r.text.clone());
        col("通知文件", Fixed(10.0), |r| r.path.map_or(short(""), |path| to(path, "打开"))).if_any();
    }
}

/// The sheet.
pub fn sheet<'r>(
    findings: &[&'r Diagnostic],
    input: &FindingsInput<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let (register, roster) = (input.register, input.roster);
    let files = register.files.iter();
    let files: Files<'_> = files.map(|f| (&f.file, f.duplicate_of.as_ref())).collect();
    let mut rows = Vec::new();
    for ((section, _), findings) in grouped(findings, roster, &files) {
        let blocks = blocks(&findings, &files);
        let counts = compose::counts(blocks.iter());
        let message = compose::text(section, &blocks, input.reply);
        let path = input.returned.notices.get(section.title());
        let path = path.map(String::as_str);
        let pieces = pieces(&message, section.title()).into_iter().enumerate();
        rows.extend(pieces.map(|(index, text)| Row {
            section,
            counts: (index == 0).then_some(counts),
            text,
            path: path.filter(|_| index == 0),
        }));
    }
    let table = Table::fixed(columns(), rows);
    let mut canvas = Canvas::over(&table, ("退回通知", "自查表退回改正通知"), context);
    canvas.notes([HINT]);
    canvas.listing(table, 2, "没有需要通知科室的问题。");
    canvas.finish()
}

/// A message to a section, or about a file of which nobody could tell the section.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The section, as books name it.
    pub section: String,
    /// The message.
    pub text: String,
}

/// The messages of the sheet as texts of their own: `files` are the files read, those with the same content as another with
/// that one; sections are asked to answer until `reply`.
pub fn notices(
    findings: &[Diagnostic],
    roster: &Roster,
    files: &Files<'_>,
    reply: Option<NaiveDate>,
) -> Vec<Notice> {
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    let grouped = grouped(&findings, roster, files).into_iter();
    let notice = |((section, _), findings): ((Section<'_>, &str), Vec<&Diagnostic>)| {
        let message = compose::text(section, &blocks(&findings, files), reply);
        Notice {
            section: section.title().to_owned(),
            text: message.whole(),
        }
    };
    grouped.map(notice).collect()
}

/// Errors and warnings by section. What concerns neither a section nor a file is nobody's message.
fn grouped<'r>(findings: &[&'r Diagnostic], roster: &Roster, files: &Files<'_>) -> Grouped<'r> {
    let mut grouped = Grouped::new();
    for finding in findings.iter().filter(|f| f.severity != Severity::Note) {
        let section = Section::of(finding, roster);
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
fn blocks<'r>(findings: &[&'r Diagnostic], files: &Files<'r>) -> Vec<Block<'r>> {
    let names = Names::of(findings);
    let original = |file: &'r Arc<str>| {
        let (file, first) = files.get_key_value(file)?;
        Some(first.filter(|f| names.has(f)).unwrap_or(file))
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
