//! What a decision of the leading group answers: such a finding is kept for the office, and no section is asked about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::CellRef;
use crate::model::{Fate, PairReview, Register, Row, RowSpan};

/// Which decision answers a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// 审定等级: the level is settled, whoever wrote it and whatever it rests on.
    Level,
    /// 审定等级 of this year: what was decided in an earlier one has not rated it anew.
    LevelAnew,
    /// 是否合并: people have looked at both entries.
    Choice,
}

/// The findings that a decision answers. What was struck out (不登记) is asked about nothing more.
const ANSWERED: [(&str, By); 14] = [
    ("L01", By::Level),
    ("L02", By::Level),
    ("L03", By::Level),
    ("L04", By::Level),
    ("L05", By::Level),
    ("G01", By::Level),
    ("G03", By::Level),
    ("G04", By::Level),
    ("G06", By::Level),
    ("G08", By::Level),
    ("M04", By::Level),
    ("D05", By::LevelAnew),
    ("Q03", By::Choice),
    ("M08", By::Choice),
];

/// What was decided on the entry of some rows.
#[derive(Clone, Debug, Default)]
struct Decided {
    rows: Option<RowSpan>,
    /// The level in words, and whether it was decided this year.
    level: Option<(String, bool)>,
    /// What people chose about it and another entry.
    choice: Option<&'static str>,
    struck: bool,
}

impl Decided {
    /// What the decision says that answers a finding of this code; none where none does.
    fn answer(&self, code: &str) -> Option<String> {
        if self.struck {
            return Some("领导小组定为不登记".to_owned());
        }
        let (_, by) = ANSWERED.iter().find(|(own, _)| *own == code)?;
        let level = |anew: bool| {
            let level = self.level.as_ref().filter(|(_, own)| *own || !anew);
            level.map(|(level, _)| format!("领导小组已审定为{level}"))
        };
        match by {
            By::Level => level(false),
            By::LevelAnew => level(true),
            By::Choice => self.choice.map(|chosen| format!("领导小组已决定{chosen}")),
        }
    }

    fn has(&self, cell: CellRef) -> bool {
        self.rows
            .is_some_and(|rows| (rows.first..=rows.last).contains(&cell.row))
    }
}

/// What was decided, sheet by sheet: every entry of a sheet, decided or not.
pub struct Settled<'r>(BTreeMap<(&'r str, &'r str), Vec<Decided>>);

impl<'r> Settled<'r> {
    /// The decisions on the entries of these rows.
    pub fn of(rows: &'r [Row], register: &Register, pairs: &PairReview) -> Self {
        let items = register.items.iter();
        let carried = items.filter(|item| item.carried.decided);
        let carried: BTreeSet<&str> = carried.map(|item| item.id.as_str()).collect();
        let struck = register.returned.iter().filter(|entry| entry.struck);
        let struck: BTreeSet<&str> = struck.map(|entry| entry.id.as_str()).collect();
        let chosen = pairs.decided.iter();
        let chosen = chosen.filter_map(|pair| Some((&pair.link, pair.choice.as_ref()?)));
        let chosen = chosen.flat_map(|(link, choice)| {
            [&link.kept, &link.merged].map(|id| (id.as_str(), choice.choice.title()))
        });
        let chosen: BTreeMap<&str, &'static str> = chosen.collect();
        let mut out: BTreeMap<(&str, &str), Vec<Decided>> = BTreeMap::new();
        for row in rows {
            let Some(entry) = row.entry().filter(|_| row.fate != Fate::Skipped) else {
                continue;
            };
            let Some(sheet) = &entry.place.sheet else {
                continue;
            };
            let anew = row
                .register_id
                .as_deref()
                .is_none_or(|id| !carried.contains(id));
            let decision = entry.decision.as_ref();
            let decided = Decided {
                rows: Some(entry.rows),
                level: decision.map(|d| (d.level.title().to_owned(), anew)),
                choice: chosen.get(row.id.as_str()).copied(),
                struck: struck.contains(row.id.as_str()),
            };
            let of_sheet = out.entry((&entry.place.file, sheet)).or_default();
            of_sheet.push(decided);
        }
        Self(out)
    }

    /// The answer to a finding: every cell it names belongs to a decided entry; what stands over the entries, as a head does,
    /// is answered where all of them are.
    fn answer(&self, finding: &Diagnostic) -> Option<String> {
        let sheet = finding.place.sheet.as_deref()?;
        let entries = self.0.get(&(&*finding.place.file, sheet))?;
        let cells = finding.place.cell.iter().chain(&finding.more);
        let mut answers = BTreeSet::new();
        for cell in cells {
            let own: Vec<&Decided> = entries.iter().filter(|e| e.has(*cell)).collect();
            let meant = if own.is_empty() {
                entries.iter().collect()
            } else {
                own
            };
            for entry in meant {
                answers.insert(entry.answer(&finding.code)?);
            }
        }
        let answers: Vec<String> = answers.into_iter().collect();
        (!answers.is_empty()).then(|| answers.join("、"))
    }

    /// Makes notes of the findings that are answered. The first `of_forms` are counted in their files.
    pub fn lay(&self, findings: &mut [Diagnostic], of_forms: usize, register: &mut Register) {
        let files = register.files.iter_mut();
        let mut counts: BTreeMap<Arc<str>, &mut [usize; 3]> = files
            .map(|file| (Arc::clone(&file.file), &mut file.findings))
            .collect();
        let open = findings.iter_mut().enumerate();
        for (at, finding) in open.filter(|(_, f)| f.severity > Severity::Note) {
            let Some(answer) = self.answer(finding) else {
                continue;
            };
            let before = finding.severity;
            finding.severity = Severity::Note;
            finding.message = format!("{}；{answer}", finding.message);
            if let Some(counts) = counts
                .get_mut(&finding.place.file)
                .filter(|_| at < of_forms)
            {
                counts[2 - before as usize] -= 1;
                counts[2] += 1;
            }
        }
    }
}
