//! Lays the files' schemes over each other; `build` makes the scheme of them, and what does not fit together is for `settle`.

use std::ops::Range;

use chrono::NaiveDate;

use super::Scoring;
use super::settle::Report;
use super::written::{WrittenDimension, WrittenEvaluator, WrittenItem, WrittenQuota, WrittenVeto};
use crate::model::{Disposition, LedgerField};
use crate::policy::WordSet;
use crate::policy::compile::Layer;
use crate::policy::decode::At;
use crate::policy::source::Problem;
use crate::text;

/// What the files say of scoring, laid over each other.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    pub dimensions: Vec<WrittenDimension>,
    pub evaluators: Vec<WrittenEvaluator>,
    pub items: Vec<WrittenItem>,
    pub vetoes: Vec<WrittenVeto>,
    pub quota: WrittenQuota,
    /// Where the last file writes the full score; empty where it does not.
    pub full: Range<usize>,
}

/// The scheme of these files, the default first; problems are those of the last of them.
pub fn lay(layers: &[Layer<'_>], out: &mut Vec<Problem>) -> Scoring {
    let mut scoring = Scoring::default();
    let mut laid = Laid::default();
    let last = layers.len().saturating_sub(1);
    for (at, layer) in layers.iter().enumerate() {
        let written = &layer.written.scoring;
        lay_numbers(&mut scoring, layer, out);
        lay_words(&mut scoring, layer);
        if written.replace {
            laid = Laid::default();
        }
        laid.add(layer);
        if !written.bands.is_empty() {
            scoring.bands = super::settle::bands(&written.bands, out);
        }
        // Places in an earlier file mean nothing in the last one.
        if at != last {
            laid.forget_places();
        }
    }
    let mut report = Report::new(out);
    super::build::fill(&mut scoring, &laid, &mut report);
    super::settle::sums(&scoring, &laid, &mut report);
    scoring
}

fn lay_numbers(scoring: &mut Scoring, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &layer.written.scoring;
    if let Some(day) = &written.deadline {
        scoring.deadline = NaiveDate::parse_from_str(&day.value, "%Y-%m-%d").ok();
        if scoring.deadline.is_none() && !day.value.is_empty() {
            let title = format!("“scoring.deadline”写的“{}”不是日期", day.value);
            let help = "请写成 \"2026-11-20\" 的样子；没有截止日期的，写 \"\"。";
            out.push(Problem::new(day.span.clone(), title, help));
        }
    }
    scoring.undated = written.undated.unwrap_or(scoring.undated);
    if let Some(codes) = &written.substance {
        scoring.substance = codes.iter().map(|c| c.value.clone()).collect();
    }
    if let Some(reasons) = &written.reasons {
        scoring.reasons = reasons.iter().map(|r| r.value.clone()).collect();
    }
    let [full, cap, converted] = written
        .numbers
        .each_ref()
        .map(|n| n.as_ref().map(|n| n.value));
    scoring.full = full.unwrap_or(scoring.full);
    scoring.converted = converted.unwrap_or(scoring.converted);
    scoring.bonus_cap = cap.or(scoring.bonus_cap);
    if written.bonus_capped == Some(false) {
        scoring.bonus_cap = None;
    }
}

fn lay_words(scoring: &mut Scoring, layer: &Layer<'_>) {
    let written = &layer.written.scoring;
    let mut unused = Vec::new();
    let mut add = |set: &mut WordSet, words: &[At<String>]| {
        set.extend(words, "scoring", None, &mut unused);
    };
    if scoring.dispositions.is_empty() {
        scoring.dispositions = Disposition::ALL.map(|d| (d, WordSet::default())).to_vec();
        scoring.heads = LedgerField::ALL.map(|f| (f, Vec::new())).to_vec();
    }
    for ((_, set), words) in scoring.dispositions.iter_mut().zip(&written.dispositions) {
        add(set, words);
    }
    for ((_, known), words) in scoring.heads.iter_mut().zip(&written.heads) {
        let new = words.iter().map(|w| text::label_key(&w.value));
        known.extend(new);
    }
    for (set, words) in scoring.closed.iter_mut().zip(&written.closed) {
        add(set, words);
    }
}

impl Laid {
    fn add(&mut self, layer: &Layer<'_>) {
        let written = &layer.written.scoring;
        let full = written.numbers[0].as_ref();
        self.full = full.map_or(0..0, |full| full.span.clone());
        for new in &written.dimensions {
            let own = &mut self.dimensions;
            overlay(
                own,
                new,
                |d| value(d.key.as_ref()),
                WrittenDimension::overlaid,
            );
        }
        for new in &written.evaluators {
            let own = &mut self.evaluators;
            overlay(
                own,
                new,
                |e| value(e.key.as_ref()),
                WrittenEvaluator::overlaid,
            );
        }
        for new in &written.items {
            let own = &mut self.items;
            overlay(own, new, |i| value(i.text("code")), WrittenItem::overlaid);
        }
        for new in &written.vetoes {
            let replaced = |_: &WrittenVeto, new: &WrittenVeto| new.clone();
            let own = &mut self.vetoes;
            overlay(own, new, |v| value(v.code.as_ref()), replaced);
        }
        if let Some(new) = &written.quota {
            self.quota = self.quota.overlaid(new);
        }
    }

    fn forget_places(&mut self) {
        for item in &mut self.items {
            item.span = 0..0;
            let texts = item.texts.iter_mut().flatten().map(|t| &mut t.span);
            let numbers = item.numbers.iter_mut().flatten().map(|n| &mut n.span);
            let by = item.by.iter_mut().flatten().map(|b| &mut b.span);
            for span in texts.chain(numbers).chain(by) {
                *span = 0..0;
            }
        }
        for dimension in &mut self.dimensions {
            dimension.span = 0..0;
            forget([&mut dimension.key, &mut dimension.name]);
            forget([&mut dimension.points]);
        }
        for evaluator in &mut self.evaluators {
            evaluator.span = 0..0;
            forget([&mut evaluator.key, &mut evaluator.name]);
            forget([&mut evaluator.weight]);
        }
        for veto in &mut self.vetoes {
            veto.span = 0..0;
        }
        forget([&mut self.quota.percent]);
        forget([&mut self.quota.ties]);
        for key in &mut self.quota.compare {
            key.span = 0..0;
        }
    }
}

/// Lays a later entry over the one of the same key, or adds it.
fn overlay<T: Clone>(
    known: &mut Vec<T>,
    new: &T,
    key: impl Fn(&T) -> &str,
    overlaid: impl Fn(&T, &T) -> T,
) {
    let own = key(new);
    let old = known.iter_mut().find(|k| !own.is_empty() && key(k) == own);
    match old {
        Some(old) => *old = overlaid(old, new),
        None => known.push(new.clone()),
    }
}

fn forget<'a, T: 'a>(written: impl IntoIterator<Item = &'a mut Option<At<T>>>) {
    for one in written.into_iter().flatten() {
        one.span = 0..0;
    }
}

/// The text written, or nothing.
pub fn value(written: Option<&At<String>>) -> &str {
    written.map_or("", |w| w.value.as_str())
}
