//! The words of a message to a section: whom it speaks to, what was found in which file, and what to do.

use chrono::NaiveDate;

use super::super::context::chinese;
use super::alike::groups;
use super::sections::Section;
use crate::diagnostic::{Diagnostic, Severity};

/// The findings of one file, or those that concern no file.
#[derive(Default)]
pub struct Block<'r> {
    /// The file as the section knows it.
    pub file: Option<String>,
    /// Files of the same content, which need no block of their own.
    pub copies: Vec<String>,
    /// What was found: errors and warnings.
    pub findings: Vec<&'r Diagnostic>,
}

/// A line of a message.
pub enum Line {
    /// Names the file the items below are about.
    Heading(String),
    /// What was found.
    Item(String),
}

/// A message in its parts.
pub struct Text {
    /// Whom it speaks to, and how much there is.
    pub opening: String,
    /// What was found, line by line.
    pub lines: Vec<Line>,
    /// What to do.
    pub closing: String,
}

impl Text {
    /// In one piece.
    pub fn whole(&self) -> String {
        let lines = self.lines.iter().map(|line| match line {
            Line::Heading(text) | Line::Item(text) => text.as_str(),
        });
        let all = [self.opening.as_str()].into_iter().chain(lines);
        let all: Vec<&str> = all.chain([self.closing.as_str()]).collect();
        all.join("\n")
    }
}

/// The message to a section, which asks for an answer until this day.
pub fn text(section: Section<'_>, blocks: &[Block<'_>], reply: Option<NaiveDate>) -> Text {
    let (files, others): (Vec<&Block<'_>>, Vec<&Block<'_>>) =
        blocks.iter().partition(|b| b.file.is_some());
    // A single file is named in the opening.
    let in_opening = files.len() == 1 && files[0].copies.is_empty();
    let mut lines = Vec::new();
    let mut number = 0;
    for block in files.iter().chain(&others) {
        let heading = match &block.file {
            Some(file) if !in_opening => Some(format!("《{file}》{}：", copies(block))),
            None if !files.is_empty() => Some("另外：".to_owned()),
            _ => None,
        };
        lines.extend(heading.map(Line::Heading));
        for group in groups(&block.findings, block.file.is_some()) {
            number += 1;
            lines.extend(group.lines(number).into_iter().map(Line::Item));
        }
    }
    let counts = counts(files.iter().copied());
    Text {
        opening: opening(section, &files, counts),
        lines,
        closing: closing(!files.is_empty(), counts, reply),
    }
}

/// Errors and warnings.
pub fn counts<'a, 'r: 'a>(blocks: impl Iterator<Item = &'a Block<'r>>) -> [usize; 2] {
    let mut counts = [0; 2];
    for finding in blocks.flat_map(|b| &b.findings) {
        counts[usize::from(finding.severity != Severity::Error)] += 1;
    }
    counts
}

/// Copies named one by one at most.
const MOST_COPIES: usize = 5;

fn copies(block: &Block<'_>) -> String {
    let all = block.copies.len();
    if all == 0 {
        return String::new();
    }
    let named = block.copies.iter().take(MOST_COPIES);
    let named: Vec<String> = named.map(|c| format!("《{c}》")).collect();
    let more = if all > MOST_COPIES {
        format!("等 {all} 份")
    } else {
        String::new()
    };
    format!("（另收到内容相同的{}{more}）", named.concat())
}

fn opening(section: Section<'_>, files: &[&Block<'_>], counts: [usize; 2]) -> String {
    let (title, you, amount) = (section.title(), section.you(), amount(counts));
    match files {
        [] => format!("{title}：请{you}办理下列事项："),
        [block] => {
            let file = block.file.as_deref().unwrap_or_default();
            if section.name.is_none() {
                return format!("报送《{file}》的科室：这份表格有 {amount}：");
            }
            format!("{title}：{you}报送的《{file}》有 {amount}：")
        }
        files => format!("{title}：{you}报送的 {} 份表格有 {amount}：", files.len()),
    }
}

fn amount([errors, warnings]: [usize; 2]) -> String {
    let parts = [(errors, "处需要改正"), (warnings, "处请核对")];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, what)| format!("{n} {what}")).collect();
    parts.join("、")
}

fn closing(files: bool, counts: [usize; 2], reply: Option<NaiveDate>) -> String {
    let until = reply.map(|day| format!("请于 {} 前", chinese(day)));
    let by = |otherwise: &str| until.clone().unwrap_or_else(|| otherwise.to_owned());
    match (files, counts) {
        (false, _) => format!("{}办理；已经办妥的，请告知。谢谢！", by("请尽快")),
        (_, [0, _]) => format!(
            "{}回复：需要修改的，改好后重新报送整份表格；核对无误的，说明即可。谢谢！",
            by("请尽快")
        ),
        (_, [_, 0]) => format!("{}改正，并重新报送整份表格。谢谢！", by("请于收到后")),
        _ => format!(
            "{}改正，并重新报送整份表格；“请核对”的地方如果无误，回复说明即可。谢谢！",
            by("请于收到后")
        ),
    }
}
