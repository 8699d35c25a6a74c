//! Like findings said once: findings of one kind become one numbered item that names all their cells, in plain
//! language, with the advice as the section needs it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::location::{CellRef, Place};

/// What is wrong in the same words at one or more places.
struct Part<'r> {
    message: &'r str,
    example: Option<&'r str>,
    places: Vec<&'r Place>,
}

/// Findings of one kind with the same advice.
pub struct Group<'r> {
    first: &'r Diagnostic,
    count: usize,
    parts: Vec<Part<'r>>,
    /// Where a part stands, by its words.
    known: BTreeMap<(&'r str, Option<&'r str>), usize>,
}

/// The findings of a file by kind, the gravest first.
pub fn groups<'r>(findings: &[&'r Diagnostic]) -> impl Iterator<Item = Group<'r>> {
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
        group.add(finding);
    }
    groups.into_values()
}

impl<'r> Group<'r> {
    fn add(&mut self, finding: &'r Diagnostic) {
        self.count += 1;
        let (message, example) = (finding.message.as_str(), finding.example.as_deref());
        let next = self.parts.len();
        let at = *self.known.entry((message, example)).or_insert(next);
        if at == next {
            self.parts.push(Part {
                message,
                example,
                places: Vec::new(),
            });
        }
        self.parts[at].places.push(&finding.place);
    }

    /// The item in words, one or several lines.
    pub fn lines(&self, number: usize) -> Vec<String> {
        let label = match self.first.severity {
            Severity::Error => "【必须改正】",
            Severity::Warning | Severity::Note => "【请核对】",
        };
        let advice = self.advice();
        if let [part] = &self.parts[..] {
            let what = part.said(true);
            return vec![format!("{number}.{label}{what}{advice}")];
        }
        // One sheet is named once, above its cells.
        let places = self.parts.iter().flat_map(|p| &p.places);
        let sheets: BTreeSet<_> = places.map(|p| p.sheet.as_deref()).collect();
        let sheet = match (sheets.len(), sheets.first()) {
            (1, Some(Some(sheet))) => format!("{}，", on_sheet(sheet)),
            _ => String::new(),
        };
        let (title, count) = (&self.first.title, self.count);
        let mut lines = vec![format!("{number}.{label}{sheet}{title}，共 {count} 处：")];
        let each = |part: &Part<'_>| format!("　　{}", part.said(sheet.is_empty()));
        lines.extend(self.parts.iter().map(each));
        if !advice.is_empty() {
            lines.push(format!("　　{advice}"));
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
    fn said(&self, with_sheet: bool) -> String {
        let place = named(&self.places, with_sheet);
        let colon = if place.is_empty() { "" } else { "：" };
        let message = sentence(self.message.trim());
        let example = self.example.map(|e| sentence(e.trim()));
        let example = example.map_or_else(String::new, |e| format!("正确写法：{e}"));
        format!("{place}{colon}{message}{example}")
    }
}

/// All places by name: 工作表“自查表”C5、C8.
fn named(places: &[&Place], with_sheet: bool) -> String {
    let mut sheets: BTreeMap<Option<&str>, BTreeSet<CellRef>> = BTreeMap::new();
    for place in places {
        let cells = sheets.entry(place.sheet.as_deref()).or_default();
        cells.extend(place.cell);
    }
    let named = sheets.iter().map(|(sheet, cells)| {
        let sheet = sheet.filter(|_| with_sheet).map(on_sheet);
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
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

/// Advice is written for the office, which passes it on: to the section itself the office's own business is left
/// out, and the section is spoken to.
fn for_section(help: &str) -> String {
    let clauses = help.split_inclusive(['。', '；']);
    let kept: String = clauses
        .filter(|c| !c.contains("口径") && !c.contains("重新运行"))
        .collect();
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
        ] {
            assert_eq!(for_section(help), said);
        }
    }
}
