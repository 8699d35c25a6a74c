//! Like findings said once: findings of one kind become one numbered item that names all their cells, in plain
//! language, with the advice as the section needs it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::location::Place;
use crate::text;

/// A place, the text that varies there, and in a document the words its row begins with. A place in a book that the section
/// does not have is none to it.
type Spot<'r> = (Option<&'r Place>, Option<&'r str>, Option<&'r str>);

/// What is wrong in the same words at one or more places.
struct Part<'r> {
    words: Words<'r>,
    /// The places, each with the text that varies.
    places: Vec<Spot<'r>>,
}

/// Where the text stands that varies between findings in otherwise the same words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Varies {
    /// Nowhere.
    Not,
    /// At the beginning, found in the cell: “甲”看不懂; of several each stands beside its cell.
    AtCell,
    /// In quotes, without a cell: 没有“张一”; several stand one after the other.
    Within,
}

/// The words of a finding without the text that varies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Words<'r> {
    varies: Varies,
    before: &'r str,
    after: &'r str,
    example: Option<&'r str>,
}

impl<'r> Words<'r> {
    fn of(finding: &'r Diagnostic, placed: bool) -> (Self, Option<&'r str>) {
        let message = finding.message.trim();
        let begins = |found: &'r str| {
            let rest = message.strip_prefix('“')?.strip_prefix(found)?;
            Some((Varies::AtCell, "", rest.strip_prefix('”')?, Some(found)))
        };
        let quotes = || {
            let (before, rest) = message.rsplit_once('“')?;
            let (inside, after) = rest.split_once('”')?;
            Some((Varies::Within, before, after, Some(inside)))
        };
        let split = match finding.place.cell.filter(|_| placed) {
            Some(_) => finding.found.as_deref().and_then(begins),
            None => quotes(),
        };
        let (varies, before, after, text) = split.unwrap_or((Varies::Not, message, "", None));
        let words = Self {
            varies,
            before,
            after,
            example: finding.example.as_deref(),
        };
        (words, text)
    }
}

/// Findings of one kind with the same advice.
pub struct Group<'r> {
    first: &'r Diagnostic,
    count: usize,
    parts: Vec<Part<'r>>,
    /// Where a part stands, by its words.
    known: BTreeMap<Words<'r>, usize>,
}

/// The findings by kind, the gravest first; `placed` says whether they are about a file of the section's, in which it can look
/// up their cells.
pub fn groups<'r>(findings: &[&'r Diagnostic], placed: bool) -> impl Iterator<Item = Group<'r>> {
    let mut groups: BTreeMap<_, Group<'r>> = BTreeMap::new();
    for finding in findings.iter().copied() {
        let kind = (Reverse(finding.severity), &finding.code, &finding.title);
        let key = (kind, finding.confidence, &finding.help);
        let group = groups.entry(key).or_insert_with(|| Group {
            first: finding,
            count: 0,
            parts: Vec::new(),
            known: BTreeMap::new(),
        });
        group.add(finding, placed);
    }
    groups.into_values()
}

impl<'r> Group<'r> {
    fn add(&mut self, finding: &'r Diagnostic, placed: bool) {
        self.count += 1;
        let (words, text) = Words::of(finding, placed);
        let next = self.parts.len();
        let at = *self.known.entry(words).or_insert(next);
        if at == next {
            self.parts.push(Part {
                words,
                places: Vec::new(),
            });
        }
        let place = placed.then_some(&finding.place);
        self.parts[at].places.push((place, text, finding.row()));
    }

    /// The item in words, one or several lines.
    pub fn lines(&self, number: usize) -> Vec<String> {
        let label = match self.first.severity {
            Severity::Error => "【必须改正】",
            Severity::Warning | Severity::Note => "【请核对】",
        };
        // One example for all is given once, at the end.
        let examples: BTreeSet<_> = self.parts.iter().map(|p| p.words.example).collect();
        let shared = (examples.len() == 1).then_some(self.first.example.as_deref());
        let mut end = self.advice();
        end.push_str(&example(shared.flatten()));
        if let [part] = &self.parts[..] {
            let what = part.said(true, false);
            return vec![format!("{number}.{label}{what}{end}")];
        }
        // One sheet is named once, above its cells.
        let places = self.parts.iter().flat_map(|p| &p.places);
        let sheets: BTreeSet<_> = places
            .map(|(place, ..)| place.and_then(|p| p.sheet.as_deref()))
            .collect();
        let sheet = match (sheets.len(), sheets.first()) {
            (1, Some(Some(sheet))) => format!("{}，", on_sheet(sheet)),
            _ => String::new(),
        };
        let (title, count) = (&self.first.title, self.count);
        let mut lines = vec![format!("{number}.{label}{sheet}{title}，共 {count} 处：")];
        lines.extend(self.parts.iter().map(|part| {
            let said = part.said(sheet.is_empty(), shared.is_none());
            format!("　　{said}")
        }));
        if !end.is_empty() {
            lines.push(format!("　　{end}"));
        }
        lines
    }

    fn advice(&self) -> String {
        let mut advice = for_section(&self.first.help);
        if self.first.confidence == Confidence::Low {
            advice.push_str("（这一处仅供参考，以实际为准。）");
        }
        advice
    }
}

impl Part<'_> {
    /// Where, and what is wrong there, as a sentence.
    fn said(&self, with_sheet: bool, with_example: bool) -> String {
        let mut seen = BTreeSet::new();
        let texts = self.places.iter().filter_map(|p| p.1);
        let texts: Vec<&str> = texts.filter(|text| seen.insert(*text)).collect();
        let words = &self.words;
        let beside = words.varies == Varies::AtCell && texts.len() > 1;
        let place = named(&self.places, with_sheet, beside);
        let colon = if place.is_empty() { "" } else { "：" };
        let quoted: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
        let quoted = if beside {
            String::new()
        } else {
            quoted.concat()
        };
        let message = sentence(&format!("{}{quoted}{}", words.before, words.after));
        let example = example(words.example.filter(|_| with_example));
        format!("{place}{colon}{message}{example}")
    }
}

fn example(example: Option<&str>) -> String {
    example.map_or_else(String::new, |e| format!("示例：{}", sentence(e.trim())))
}

/// All places by name: 工作表“自查表”C5、C8; each with the text that varies if asked for.
fn named(places: &[Spot<'_>], with_sheet: bool, with_text: bool) -> String {
    let mut sheets: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (place, text, row) in places {
        let Some(place) = place else { continue };
        let cells = sheets.entry(place.sheet.as_deref()).or_default();
        cells.extend(place.cell.map(|cell| (cell, *text, *row)));
    }
    let named = sheets.iter().map(|(sheet, cells)| {
        let sheet = sheet.filter(|_| with_sheet).map(on_sheet);
        let cells = cells.iter().map(|(cell, text, row)| {
            let row = row.map_or(String::new(), |words| format!("（“{words}”一行）"));
            match text {
                Some(text) if with_text => format!("{cell}{row}“{text}”"),
                _ => format!("{cell}{row}"),
            }
        });
        let cells: Vec<String> = cells.collect();
        format!("{}{}", sheet.unwrap_or_default(), cells.join("、"))
    });
    named.collect::<Vec<_>>().join("，")
}

fn on_sheet(sheet: &str) -> String {
    format!("工作表“{sheet}”")
}

fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['。', '！', '？', '；', '：']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}

/// Words of advice that only the office can act on.
const OFFICE: [&str; 6] = [
    "口径",
    "花名册",
    "催交",
    "重新运行",
    "写出结果",
    "写出一次结果",
];

/// Advice is written for the office, which passes it on: to the section itself the office's own business is left
/// out, and the section is spoken to.
pub fn for_section(help: &str) -> String {
    let help = text::without_command(help);
    let clauses = help.split_inclusive(['。', '；']);
    let offices = |c: &&str| OFFICE.iter().any(|word| c.contains(word));
    let kept: String = clauses.filter(|c| !offices(c)).collect();
    let spoken = kept
        .replace("请问填报科室", "请问")
        .replace("请填报科室", "请")
        .replace("请报送科室", "请");
    match spoken.trim().strip_suffix('；') {
        Some(cut) => format!("{cut}。"),
        None => sentence(spoken.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_to_a_section_leaves_out_what_only_the_office_can_do() {
        for (help, said) in [
            (
                "请填报科室用空白表填报（命令行：qingfeng template；见说明）。请再写出一次结果。",
                "请用空白表填报。",
            ),
            (
                "请填报科室补上这一栏后重报；如该栏用了别的名称，请在口径文件相应的 synonyms 中加上。",
                "请补上这一栏后重报。",
            ),
            (
                "请填报科室写明“一级”“二级”或“三级”。本单位常用的其他写法，可加到口径文件 levels.notations 中。",
                "请写明“一级”“二级”或“三级”。",
            ),
            ("请问填报科室：是不是空表。", "请问：是不是空表。"),
            ("请重新报送", "请重新报送。"),
            ("请在口径文件中改正。", ""),
            ("请催交；已经交来的，请核对与花名册是否一致。", ""),
        ] {
            assert_eq!(for_section(help), said);
        }
    }
}
