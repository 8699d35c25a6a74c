//! What is found while grading, each at its cell; and the doubts the leading group is asked about.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answers, Given};
use super::{Outcome, checks};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::{Answer, Basis, Entry, Field, FormTable, Level};
use crate::policy::GradingPolicy;
use crate::text;

/// A place, with the section whose form it is.
pub struct At {
    place: Place,
    section: Option<String>,
}

impl At {
    /// A cell of the entry's sheet; without a cell, the entry's own.
    pub fn new(entry: &Entry, cell: Option<CellRef>) -> Self {
        Self {
            place: Place {
                cell: cell.or(entry.place.cell),
                ..entry.place.clone()
            },
            section: entry.text(Field::Section).map(str::to_owned),
        }
    }

    fn of(entry: &Entry, field: Field) -> Self {
        Self::new(entry, entry.values.get(&field).and_then(|v| v.cell))
    }

    fn finding(self, check: &Check, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            section: self.section,
            ..Diagnostic::new(check, self.place, message)
        }
    }
}

/// Findings of one table, of which some stand for many entries.
pub struct Report {
    columns: BTreeMap<Field, CellRef>,
    asked: BTreeSet<Field>,
    /// Cells of unreadable answers already reported; a merged cell speaks for many entries.
    seen: BTreeSet<CellRef>,
    /// Answers for which the table has no column and which leave an entry open.
    absent: BTreeSet<Field>,
    /// How many entries they leave open.
    left_open: usize,
    /// The place of the table's head.
    head: Option<At>,
}

impl Report {
    /// Of this table.
    pub fn new(table: &FormTable, asked: &BTreeSet<Field>) -> Self {
        let columns = table.columns.iter();
        let head = table.entries.first();
        Self {
            columns: columns.filter_map(|c| Some((c.field?, c.cell))).collect(),
            asked: asked.clone(),
            seen: BTreeSet::new(),
            absent: BTreeSet::new(),
            left_open: 0,
            head: head.map(|e| At::new(e, table.columns.first().map(|c| c.cell))),
        }
    }

    /// What is to be said of one entry.
    pub fn entry(&mut self, entry: &Entry, outcome: &Outcome) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for field in self.asked.clone() {
            found.extend(self.unreadable(entry, field));
        }
        let answers = Answers::of(entry);
        let blank = |f: &&Field| answers.given(**f) == Given::Blank;
        let missing = outcome.missing.iter().filter(blank);
        let (asked, absent): (Vec<Field>, Vec<Field>) =
            missing.partition(|f| self.asked.contains(f));
        self.left_open += usize::from(!absent.is_empty());
        self.absent.extend(absent);
        if let Some(first) = asked.first() {
            let message = format!("没有填{}，提不出建议等级", names(&asked));
            let at = At::new(entry, self.cell(entry, *first));
            found.push(at.finding(&checks::ANSWER_MISSING, message));
        }
        if outcome.open_case {
            let message = "各项回答不符合任何一条定级标准，提不出建议等级";
            let at = At::new(entry, self.cell(entry, Field::Level));
            found.push(at.finding(&checks::OPEN_CASE, message));
        }
        for (fields, text) in &outcome.contradictions {
            let field = fields.last().copied().unwrap_or(Field::Level);
            let found_text = entry.text(field).unwrap_or_default();
            let finding = At::of(entry, field).finding(&checks::CONTRADICTION, text.as_str());
            found.push(finding.found(found_text));
        }
        found
    }

    /// The cell in which an entry's answer stands or should stand.
    fn cell(&self, entry: &Entry, field: Field) -> Option<CellRef> {
        let own = entry.values.get(&field).and_then(|v| v.cell);
        let column = self.columns.get(&field);
        own.or_else(|| column.map(|head| CellRef::new(entry.rows.first, head.col)))
    }

    fn unreadable(&mut self, entry: &Entry, field: Field) -> Option<Diagnostic> {
        if Answers::of(entry).given(field) != Given::Unreadable {
            return None;
        }
        let value = entry.values.get(&field)?;
        if value.cell.is_some_and(|cell| !self.seen.insert(cell)) {
            return None;
        }
        let message = format!(
            "“{}”的回答“{}”看不懂",
            field.title(),
            text::excerpt(&value.raw, 30)
        );
        let mut finding = At::of(entry, field).finding(&checks::ANSWER_UNREADABLE, message);
        let usual = match field {
            Field::Consequence => Answer::Discipline.word(field),
            _ => Answer::Yes.word(field).filter(|_| field.is_yes_no()),
        };
        finding.example = usual.map(str::to_owned);
        Some(finding.found(&*value.raw))
    }

    /// What is to be said of columns the table does not have.
    pub fn columns(self) -> Option<Diagnostic> {
        if self.absent.is_empty() {
            return None;
        }
        let fields: Vec<Field> = self.absent.into_iter().collect();
        let message = format!(
            "表中没有{}的栏目，有 {} 条提不出建议等级",
            names(&fields),
            self.left_open
        );
        Some(self.head?.finding(&checks::COLUMN_MISSING, message))
    }
}

/// `“自由裁量权”、“可能后果”`.
fn names(fields: &[Field]) -> String {
    let names: Vec<String> = fields.iter().map(|f| format!("“{}”", f.title())).collect();
    names.join("、")
}

/// Said once of a form that does not ask at all.
pub fn not_asked(at: At) -> Diagnostic {
    at.finding(
        &checks::NOT_ASKED,
        "表中没有定级依据的栏目，没有提出建议等级",
    )
}

/// What only people can decide on an entry.
pub fn doubts(entry: &Entry, outcome: &Outcome) -> Vec<String> {
    let answers = Answers::of(entry);
    let (unread, blank): (Vec<Field>, Vec<Field>) = outcome
        .missing
        .iter()
        .partition(|f| answers.given(**f) == Given::Unreadable);
    let mut doubts = Vec::new();
    if !blank.is_empty() {
        doubts.push(format!("没有填{}", names(&blank)));
    }
    if !unread.is_empty() {
        doubts.push(format!("{}的回答看不懂", names(&unread)));
    }
    if outcome.open_case {
        doubts.push("回答不符合任何一条定级标准".to_owned());
    }
    let contradictions = outcome.contradictions.iter();
    doubts.extend(contradictions.map(|(_, text)| text.clone()));
    doubts
}

/// The declared level beside the suggested one.
pub fn compared(entry: &Entry) -> Option<Diagnostic> {
    let confirmed =
        entry.text(Field::ConfirmedLevel).is_some() || entry.level_is == Basis::Confirmed;
    let (own, suggested) = (entry.written_level()?, entry.suggested_level()?);
    if confirmed || own == suggested {
        return None;
    }
    let check = if own > suggested {
        &checks::UNDERRATED
    } else {
        &checks::OVERRATED
    };
    let reasons: Vec<&str> = entry
        .grading
        .reasons
        .iter()
        .map(|r| r.text.as_str())
        .collect();
    let grounds = if reasons.is_empty() {
        "表中另有建议等级".to_owned()
    } else {
        reasons.join("；")
    };
    let message = format!("自评{own}，建议{suggested}：{grounds}");
    let mut finding = At::of(entry, Field::Level).finding(check, message);
    finding.found = entry.values.get(&Field::Level).map(|v| v.raw.to_string());
    finding.example = Some(suggested.title().to_owned());
    let clauses = entry.grading.reasons.iter().map(|r| r.clause.as_str());
    let clauses: Vec<&str> = clauses.filter(|c| !c.is_empty()).collect();
    finding.clause = Some(clauses.join("；")).filter(|c| !c.is_empty());
    Some(finding)
}

/// Entries of level three, with no suggestion beside it, whose texts name a weighty matter.
pub fn weighty(entries: &[Entry], grading: &GradingPolicy) -> Vec<Diagnostic> {
    let lowest = entries.iter().filter(|e| {
        e.written_level() == Some(Level::Three)
            && e.suggested_level().is_none()
            && e.confirmed_level().is_none()
    });
    lowest
        .filter_map(|entry| question(entry, grading))
        .collect()
}

fn question(entry: &Entry, grading: &GradingPolicy) -> Option<Diagnostic> {
    [Field::Matter, Field::Risk, Field::Manifestation]
        .into_iter()
        .find_map(|field| {
            let written = entry.text(field)?;
            let (word, _) = grading.question_words.within(&text::label_key(written))?;
            let message = format!(
                "自评三级，“{}”中写有“{word}”，请看一眼等级是否合适",
                field.title()
            );
            let finding = At::of(entry, field).finding(&checks::WEIGHTY_WORDS, message);
            Some(finding.found(written))
        })
}
