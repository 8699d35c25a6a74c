//! The score book held against engines that are not ours: random schemes and years, changed cells, and what should come out.
#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "rows, columns and counts of a small workbook"
)]

pub mod change;
pub mod engine;
pub mod random;

use std::collections::BTreeMap;
use std::sync::Arc;

use qingfeng::model::{Points, Score, Scorecard};
use qingfeng::policy::{Policy, Scoring};
use qingfeng::report::{MOST_ROWS, ReportContext, score_book};
use qingfeng::writer::{BookSpec, Draft, draft_to_bytes};

use engine::{Shown, Stored};

/// The score book.
pub fn book(card: &Scorecard, policy: &Policy) -> Vec<u8> {
    narrow_book(card, policy, MOST_ROWS)
}

/// The score book with sheets that take few rows.
pub fn narrow_book(card: &Scorecard, policy: &Policy, most_rows: u32) -> Vec<u8> {
    draft_to_bytes(draft(card, policy, most_rows)).expect("a workbook")
}

/// The score book, described.
pub fn spec(card: &Scorecard, policy: &Policy) -> BookSpec {
    draft(card, policy, MOST_ROWS).described()
}

fn draft<'r>(card: &'r Scorecard, policy: &'r Policy, most_rows: u32) -> Draft<'r> {
    static NOWHERE: BTreeMap<Arc<str>, String> = BTreeMap::new();
    let context = ReportContext {
        unit: "示例局".to_owned(),
        year: 2026,
        date: random::day(30),
        most_rows,
    };
    score_book(card, &policy.scoring, &NOWHERE, &context)
}

/// What stands beside the total at the head of the items.
pub fn standing([rank, band, converted, coefficient]: [String; 4]) -> String {
    format!("名次 {rank}　等次 {band}　折算分 {converted}　绩效系数 {coefficient}")
}

/// The lines of a summary and the heads of the sections' sheets in the engine against the scores reckoned here.
pub fn compare(
    shown: impl Fn(&str, u32, u32) -> Option<Shown>,
    stored: &Stored,
    sheet: &str,
    scores: &[Score],
    scheme: &Scoring,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for score in scores {
        let who = &score.scored;
        let person = who.person.as_deref();
        let name = person.or(who.post.as_deref()).unwrap_or(&who.section);
        let (row, _) = stored.find(sheet, name).expect("the line");
        let head = |text: &str| stored.find(sheet, text).expect("the head").1;
        let result = &score.result;
        let number = |points: Option<Points>, word: &str| {
            points.map_or(Shown::Text(word.to_owned()), |p| Shown::Number(p.as_f64()))
        };
        let rank = result
            .rank
            .map_or(Shown::Text("—".to_owned()), |r| Shown::Number(r as f64));
        let band = result.band.map_or("—", |b| scheme.bands[b].name.as_str());
        for (what, expected) in [
            ("名次", rank),
            ("总分", number(result.total, "未评完")),
            ("等次", Shown::Text(band.to_owned())),
            ("折算分", number(result.converted, "—")),
            ("绩效\n系数", number(result.coefficient, "—")),
            ("加分", number(Some(result.bonus), "")),
            ("扣分", number(Some(result.deductions), "")),
        ] {
            let got = shown(sheet, row, head(what));
            let same = match (&expected, &got) {
                (Shown::Number(a), Some(Shown::Number(b))) => (a - b).abs() < 1e-9,
                _ => Some(&expected) == got.as_ref(),
            };
            if !same {
                wrong.push(format!("{who} {what}: {got:?}, reckoned {expected:?}"));
            }
        }
        let or_none = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
        let expected = Shown::Text(standing([
            or_none(result.rank.map(|r| r.to_string())),
            band.to_owned(),
            or_none(result.converted.map(|p| p.to_string())),
            or_none(result.coefficient.map(|p| p.to_string())),
        ]));
        let (head, approved) = stored.find(&who.section, "核定\n得分").expect("the head");
        let got = shown(&who.section, head + 1, approved + 1);
        if got.as_ref() != Some(&expected) {
            wrong.push(format!("{who}: {got:?}, reckoned {expected:?}"));
        }
    }
    wrong
}
