//! 评分表: who marks whom, on which item, with how many points, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::listed::{Columns, Table};
use super::other::OtherPart;
use super::{ballots, checks, which};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::{MARK_KEYS, Mark, Points, ScoreSheet, Scored};
use crate::policy::{Part, ScoreItem, ScoreRule, Scoring};
use crate::reader::CellValue;
use crate::text;

/// Reads the score sheet that stands there under these columns.
pub fn read(
    table: &Table<'_>,
    part: &OtherPart,
    columns: &Columns,
    sheets: &mut Vec<ScoreSheet>,
    findings: &mut Vec<Diagnostic>,
) {
    let above = table.keyed(part.above.iter().copied(), &MARK_KEYS);
    let [who, by, on, check] = [0, 1, 2, 3].map(|at| above[at].as_ref());
    let scheme = match which::scheme(table, check, &part.above) {
        Ok(scheme) => scheme,
        Err(finding) => {
            findings.push(*finding);
            return;
        }
    };
    let named = who.map_or("", |(_, name)| name.as_str());
    let key = text::key(named);
    let known = scheme
        .evaluators
        .iter()
        .position(|e| !key.is_empty() && (text::key(&e.name) == key || text::key(&e.key) == key));
    let place = who.map_or_else(|| table.place.clone(), |(cell, _)| table.at(*cell));
    let Some(evaluator) = known else {
        let all: Vec<&str> = scheme.evaluators.iter().map(|e| e.name.as_str()).collect();
        let message = if named.is_empty() {
            "没有写评分方，整份评分表没有用上".to_owned()
        } else {
            format!(
                "评分方“{}”不在方案中（有{}），整份评分表没有用上",
                text::excerpt(named, 20),
                all.join("、")
            )
        };
        findings.push(Diagnostic::new(&checks::EVALUATOR, place, message).found(named));
        return;
    };
    let rows = Rows {
        table,
        columns,
        scheme,
        evaluator,
    };
    let (marks, blank) = rows.read(part, findings);
    let sections: BTreeSet<String> = marks.iter().map(|m| text::key(&m.scored.section)).collect();
    if scheme.evaluators[evaluator].own && sections.len() > 1 {
        let message = format!(
            "这份“{named}”评分表评了 {} 个科室，整份没有用上",
            sections.len()
        );
        findings.push(Diagnostic::new(&checks::FOREIGN, place, message));
        return;
    }
    sheets.push(ScoreSheet {
        file: Arc::clone(&table.place.file),
        place,
        scheme: scheme.name.clone(),
        evaluator: scheme.evaluators[evaluator].key.clone(),
        by: by.map_or(String::new(), |(_, name)| name.clone()),
        on: on.and_then(|(cell, _)| table.date(*cell)),
        marks,
        blank,
    });
}

/// The rows of a score sheet.
struct Rows<'a> {
    table: &'a Table<'a>,
    columns: &'a Columns,
    scheme: &'a Scoring,
    evaluator: usize,
}

impl Rows<'_> {
    /// The marks, and the number of rows that have none.
    fn read(&self, part: &OtherPart, findings: &mut Vec<Diagnostic>) -> (Vec<Mark>, usize) {
        let mut marks: Vec<Mark> = Vec::new();
        let mut open: Vec<(Place, String)> = Vec::new();
        let mut not_theirs: Vec<(CellRef, String)> = Vec::new();
        for row in self.table.rows(part.head.last(), part.last) {
            let Some((item, cell)) = self.item(row, findings) else {
                continue;
            };
            if let Some(whom) = self.not_theirs(row, item) {
                if self.table.view.seen(cell).is_some() {
                    not_theirs.push((cell, whom));
                }
                continue;
            }
            match self.mark(row, cell, item, findings) {
                Some(mark) => marks.push(mark),
                // Who gives no bonus has left nothing open.
                None if self.is_open(cell, item) => {
                    let what = format!("{} {}", self.scored(row), item.code);
                    open.push((self.table.at(cell), what));
                }
                None => {}
            }
        }
        self.tell_not_theirs(&not_theirs, findings);
        if let Some((first, what)) = open.first() {
            let message = format!(
                "还有 {} 项没有评分，从这一格（{what}）起；未评不是 0 分，全部未评的项目见 03 的“未评清单”",
                open.len()
            );
            findings.push(Diagnostic::new(&checks::BLANK, first.clone(), message));
        }
        (clear(marks, findings), open.len())
    }

    /// Of one whom somebody else marks instead (a head, a leader): who, and by whom.
    fn not_theirs(&self, row: u32, item: &ScoreItem) -> Option<String> {
        let policy = self.table.lookup.policy();
        let scored = self.scored(row);
        let standing = policy.standing(&scored);
        let evaluators = || self.scheme.markers(item, standing);
        if evaluators().any(|at| at == self.evaluator) {
            return None;
        }
        let others = evaluators().map(|at| self.scheme.evaluators[at].name.as_str());
        let others: Vec<&str> = others.collect();
        Some(format!("“{scored}”由{}评分", others.join("、")))
    }

    /// One finding for all those whom somebody else marks.
    fn tell_not_theirs(&self, cells: &[(CellRef, String)], findings: &mut Vec<Diagnostic>) {
        let Some((first, _)) = cells.first() else {
            return;
        };
        let whom: BTreeSet<&str> = cells.iter().map(|(_, whom)| whom.as_str()).collect();
        let whom: Vec<&str> = whom.into_iter().collect();
        let message = format!(
            "{}，不由“{}”评，这 {} 项评分没有用上",
            whom.join("；"),
            self.scheme.evaluators[self.evaluator].name,
            cells.len()
        );
        self.find(&checks::NOT_THEIRS, *first, message, "", findings);
    }

    fn is_open(&self, cell: CellRef, item: &ScoreItem) -> bool {
        let counts = matches!(item.part, Part::Dimension(_));
        counts && self.table.view.seen(cell).is_none()
    }

    fn text(&self, row: u32, at: usize) -> String {
        self.table.text(row, self.columns[at])
    }

    /// Whether this one marks an item of anybody.
    fn may_mark(&self, item: &ScoreItem) -> bool {
        let instead = |at: &usize| {
            let evaluator = &self.scheme.evaluators[*at];
            [Some(*at), evaluator.heads_by, evaluator.leaders_by].contains(&Some(self.evaluator))
        };
        item.by.iter().any(instead)
    }

    fn item(&self, row: u32, findings: &mut Vec<Diagnostic>) -> Option<(&ScoreItem, CellRef)> {
        let written = self.text(row, 0);
        let cell = CellRef::new(row, self.columns[1]?);
        let key = text::key(&written);
        let known = self.scheme.asked().find(|i| text::key(&i.code) == key);
        // A line over the whole width is a signature or a note.
        let at = CellRef::new(row, self.columns[0]?);
        let seen = [at, cell].map(|c| self.table.view.seen(c));
        let marks = seen[1].is_some();
        if marks && seen[0].as_ref().map(|s| s.cell) == seen[1].as_ref().map(|s| s.cell) {
            return None;
        }
        let wrong = match known {
            _ if key.is_empty() && !marks => return None,
            Some(item) if self.may_mark(item) => return Some((item, cell)),
            // Lines for signatures and the like bear no mark.
            None if !marks => return None,
            Some(_) => format!(
                "项目 {written} 不由“{}”评分",
                self.scheme.evaluators[self.evaluator].name
            ),
            None => format!("方案中没有项目“{}”", text::excerpt(&written, 20)),
        };
        self.find(
            &checks::ITEM,
            at,
            format!("{wrong}，这一分没有用上"),
            &written,
            findings,
        );
        None
    }

    fn mark(
        &self,
        row: u32,
        cell: CellRef,
        item: &ScoreItem,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Mark> {
        let seen = self.table.view.seen(cell)?;
        let value = self.table.view.value(seen.cell)?;
        let most = item.most();
        if item.rule == ScoreRule::Ballot {
            return self.ballots(row, cell, item, findings);
        }
        let out = item.may_not_apply() && text::key(&seen.raw) == "不适用";
        let mark = match number(value) {
            _ if out => None,
            Some(count) if item.is_counted_by_people() && !count.is_whole() => {
                let message = format!(
                    "{} 要填件数、次数或名次，{count} 不是整数，这一项算未评",
                    item.code
                );
                self.find(&checks::MARK, cell, message, &seen.raw, findings);
                return None;
            }
            Some(mark) if Points::ZERO <= mark && mark <= most => Some(mark),
            Some(mark) => {
                let message = format!(
                    "{} 评了 {mark} 分，应在 0 到 {most} 分之间，这一项算未评",
                    item.code
                );
                self.find(&checks::MARK, cell, message, &seen.raw, findings);
                return None;
            }
            None => {
                let shown = text::excerpt(&seen.raw, 20);
                let message = format!(
                    "{} 的评分“{shown}”不是最多两位小数的数，这一项算未评",
                    item.code
                );
                self.find(&checks::MARK, cell, message, &seen.raw, findings);
                return None;
            }
        };
        let reason = self.text(row, 5);
        if let Some(mark) = mark
            && item.wants_reason(mark)
            && reason.is_empty()
        {
            let at = self.columns[5].map_or(cell, |col| CellRef::new(row, col));
            let message = format!("{} 评了 {mark} 分（满分 {most}），没有写理由", item.code);
            self.find(&checks::REASON, at, message, "", findings);
        }
        Some(Mark {
            scored: self.scored(row),
            item: item.code.clone(),
            mark,
            reason,
            place: self.table.at(cell),
        })
    }

    /// The mark that the votes on ballots come to: `优秀12 称职5`. Without votes there is none.
    fn ballots(
        &self,
        row: u32,
        cell: CellRef,
        item: &ScoreItem,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Mark> {
        let raw = self.table.view.seen(cell)?.raw.text().to_owned();
        let Some(votes) = ballots::read(&raw, &self.scheme.ballots) else {
            let words: Vec<&str> = self
                .scheme
                .ballots
                .iter()
                .map(|(w, _)| w.as_str())
                .collect();
            let message = format!(
                "{} 的票数“{}”看不懂，应当写成“{}”的样子（不要写分数），这一项算未评",
                item.code,
                text::excerpt(&raw, 20),
                words.join("5 ") + "0"
            );
            self.find(&checks::MARK, cell, message, &raw, findings);
            return None;
        };
        let reason = [votes.shown(), self.text(row, 5)];
        let reason: Vec<String> = reason.into_iter().filter(|r| !r.is_empty()).collect();
        Some(Mark {
            scored: self.scored(row),
            item: item.code.clone(),
            mark: Some(votes.points(item.points)),
            reason: reason.join("；"),
            place: self.table.at(cell),
        })
    }

    fn scored(&self, row: u32) -> Scored {
        let lookup = self.table.lookup;
        let some = |at: usize| Some(self.text(row, at)).filter(|t| !lookup.is_blank(t));
        let section = self.text(row, 2);
        let known = lookup.section(&section).map(|s| s.name.clone());
        Scored {
            section: known.unwrap_or(section),
            post: some(3),
            person: some(4),
        }
    }

    fn find(
        &self,
        check: &Check,
        cell: CellRef,
        message: String,
        found: &str,
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut finding = self.table.finding(check, cell, message);
        if !found.is_empty() {
            finding = finding.found(found);
        }
        findings.push(finding);
    }
}

/// A number of points: `8`, `8.5`, `８．５`, `8分`.
fn number(value: &CellValue) -> Option<Points> {
    if let CellValue::Number(number) = value {
        return Points::from_f64(*number);
    }
    let written = text::squash(&text::nfkc(&value.display()));
    written.strip_suffix('分').unwrap_or(&written).parse().ok()
}

/// Without the marks of one thing that differ.
fn clear(mut marks: Vec<Mark>, findings: &mut Vec<Diagnostic>) -> Vec<Mark> {
    let key = |mark: &Mark| (mark.scored.key(), text::key(&mark.item));
    let mut first: BTreeMap<_, (Option<Points>, Place)> = BTreeMap::new();
    let mut torn = BTreeSet::new();
    for mark in &marks {
        let Some((points, place)) = first.get(&key(mark)) else {
            first.insert(key(mark), (mark.mark, mark.place.clone()));
            continue;
        };
        if *points != mark.mark {
            let shown = mark.shown();
            let points = points.map_or("不适用".to_owned(), |p| p.to_string());
            let message = format!(
                "“{}”的 {} 打了两次分：{points} 和 {shown}，另一处在 {place}，都没有用上",
                mark.scored, mark.item
            );
            let finding = Diagnostic::new(&checks::TWICE, mark.place.clone(), message);
            findings.push(finding.found(shown));
        }
        torn.extend((*points != mark.mark).then(|| key(mark)));
    }
    let mut seen = BTreeSet::new();
    marks.retain(|mark| !torn.contains(&key(mark)) && seen.insert(key(mark)));
    marks
}
