//! Headers and footers of the pages. Offices print the section, and the day, there; what is labelled, and days, are read as
//! lines below each table of the document. Numbers of pages and mottos say nothing of a form.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::block::Blocks;
use super::comments::Comments;
use super::inline::Inline;
use super::numbering::Numbering;
use super::passage::Passage;
use super::section::Sections;
use super::styles::Styles;
use super::table::Block;
use super::walk::Walk;
use crate::reader::guard::{Parts, Refusal, local_attribute, scan_whole};
use crate::reader::limits::Limits;

/// Codes of fields that show the day on which a document is looked at, saved or printed.
const CLOCKS: [&str; 2] = ["DATE", "TIME"];

/// The lines that say something, each once.
pub(super) fn lines(
    sections: &Sections,
    parts: &Parts,
    styles: &Styles,
    limits: &Limits,
) -> Result<Vec<Passage>, Refusal> {
    let mut lines: Vec<String> = Vec::new();
    for (_, part) in parts.margins.iter().filter(|(id, _)| sections.show(id)) {
        for line in read(part, styles, limits)? {
            let line = without_pages(&line);
            if says(&line) && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    // Boxes and pictures in margins are decoration.
    let passage = |line: String| Passage {
        struck: line.clone(),
        was: line.clone(),
        now: line,
        ..Passage::default()
    };
    Ok(lines.into_iter().map(passage).collect())
}

/// The lines of one header or footer; none where a day in it is that of a clock.
fn read(part: &[u8], styles: &Styles, limits: &Limits) -> Result<Vec<String>, Refusal> {
    let mut walk = Walk::new(
        Blocks::new(limits),
        Inline::new(styles, Numbering::default(), Comments::default()),
    );
    let mut clock = false;
    scan_whole(part, limits, &mut |event| {
        walk.event(event)?;
        clock |= walk.code().is_some_and(is_clock);
        if let Event::Start(tag) = event
            && let Some(code) = local_attribute(tag, "instr")?
        {
            clock |= is_clock(&code);
        }
        Ok(())
    })?;
    let mut blocks = walk.finish();
    let mut lines = Vec::new();
    for block in blocks.body.into_iter().filter(|_| !clock) {
        match block {
            Block::Line(line) => lines.push(line.now),
            Block::Page => {}
            Block::Table(number) => {
                let table = std::mem::take(&mut blocks.tables[number]);
                let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
                for (at, passage) in table.cells.into_iter().filter(|(_, p)| !p.is_blank()) {
                    rows.entry(at.row).or_default().push(passage.now);
                }
                lines.extend(rows.values().map(|cells| in_a_line(cells)));
            }
        }
    }
    Ok(lines)
}

/// The cells of a row as one line: 科室 | 预算科 is 科室：预算科.
fn in_a_line(cells: &[String]) -> String {
    let labelled = cells.iter().any(|cell| cell.contains([':', '：']));
    let pairs = cells.chunks_exact(2);
    if labelled || !pairs.remainder().is_empty() {
        return cells.join("  ");
    }
    let pairs: Vec<String> = pairs.map(|pair| pair.join("：")).collect();
    pairs.join("  ")
}

/// A line without the numbers of pages: 填报日期：2026年10月20日  第1页 共2页.
fn without_pages(line: &str) -> String {
    let mut rest = line.to_owned();
    for mark in ['第', '共'] {
        let is_count = |c: char| c.is_whitespace() || c.is_numeric();
        let parted = rest.split_once(mark);
        let parted = parted.and_then(|(before, behind)| {
            let after = behind.trim_start_matches(is_count).strip_prefix('页')?;
            Some(format!("{before}{after}"))
        });
        rest = parted.unwrap_or(rest);
    }
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | '—' | '–' | '，' | '、');
    rest.trim_matches(is_mark).to_owned()
}

fn is_clock(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default();
    let name = name.to_uppercase();
    CLOCKS.iter().any(|clock| name.ends_with(clock))
}

/// Whether a line says something behind a label, or a day.
fn says(line: &str) -> bool {
    let day = line.contains('年') && line.contains(char::is_numeric);
    line.contains([':', '：']) || day
}
