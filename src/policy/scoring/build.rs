//! Makes the scheme of what is written; what does not fit together is for `check`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::written::{Kind, WrittenItem, WrittenLedger, WrittenQuota, WrittenScoring};
use super::{
    Band, Evaluator, METRICS, Metric, Part, Quota, ScoreDimension, ScoreItem, ScoreRule, Scoring,
    TieRule, Veto, check,
};
use crate::model::{Disposition, LedgerField, Points, ScoredKind};
use crate::policy::WordSet;
use crate::policy::decode::{At, List, Marks, Set};
use crate::policy::source::Report;
use crate::text;

/// The scheme; `is_rule` says whether a code is that of a rule.
pub fn build(written: &WrittenScoring, is_rule: impl Fn(&str) -> bool, report: &Report) -> Scoring {
    let capped = written.bonus_capped.value() != Some(&false);
    let mut scoring = Scoring {
        deadline: super::super::notices::day(&written.deadline, "scoring.deadline", report),
        undated: written.undated.value().copied().unwrap_or_default(),
        substance: written.substance.texts(),
        reasons: written.reasons.texts(),
        full: marks(&written.full),
        bonus_cap: written.bonus_cap.value().map(|m| m.0).filter(|_| capped),
        converted: marks(&written.converted),
        bands: bands(written, report),
        dispositions: Disposition::ALL
            .map(|d| (d, set(written.dispositions.get(&d))))
            .to_vec(),
        heads: heads(&written.ledger),
        within: set(Some(&written.ledger.within_words)),
        monitoring: set(Some(&written.ledger.monitoring_words)),
        closed: [&written.ledger.closed_words, &written.ledger.open_words].map(|w| set(Some(w))),
        ..Scoring::default()
    };
    for At { value, span } in written.dimensions.iter() {
        scoring.dimensions.push(ScoreDimension {
            key: needed(&value.key, span, "key", report),
            name: needed(&value.name, span, "name", report),
            points: points(&value.points, span, "points", report),
        });
    }
    for At { value, span } in written.evaluators.iter() {
        scoring.evaluators.push(Evaluator {
            key: needed(&value.key, span, "key", report),
            name: needed(&value.name, span, "name", report),
            weight: value.weight.number().unwrap_or(0),
            own: value.own.value() == Some(&true),
        });
    }
    for written_item in written.items.iter().filter(|i| !i.value.is_off()) {
        let item = item(written_item, (&scoring, written), report);
        scoring.items.extend(item);
    }
    for At { value, span } in written.vetoes.iter() {
        let metric = metric(&value.metric, span, report);
        let code = needed(&value.code, span, "code", report);
        let subjects = subjects(&value.subjects, report);
        let name = needed(&value.name, span, "name", report);
        scoring.vetoes.extend(metric.map(|metric| Veto {
            code,
            subjects,
            metric,
            name,
        }));
    }
    scoring.quota = quota(&written.quota, &scoring, report);
    check::sums(&scoring, written, report);
    check::substance(written, is_rule, report);
    scoring
}

fn marks(written: &Set<Marks>) -> Points {
    written.value().map_or(Points::ZERO, |marks| marks.0)
}

fn set(words: Option<&List<String>>) -> WordSet {
    let mut set = WordSet::default();
    let words = words.map_or(&[][..], |words| words);
    set.extend(words, "scoring", None, &mut Vec::new());
    set
}

fn heads(ledger: &WrittenLedger) -> BTreeMap<String, Vec<(LedgerField, usize)>> {
    let words = |field| match field {
        LedgerField::Seq => &ledger.seq,
        LedgerField::Section => &ledger.section,
        LedgerField::Post => &ledger.post,
        LedgerField::Person => &ledger.person,
        LedgerField::Kind => &ledger.kind,
        LedgerField::On => &ledger.on,
        LedgerField::Channel => &ledger.channel,
        LedgerField::Ground => &ledger.ground,
        LedgerField::Measure => &ledger.measure,
        LedgerField::Deadline => &ledger.deadline,
        LedgerField::Done => &ledger.done,
        LedgerField::ClosedOn => &ledger.closed_on,
        LedgerField::Remark => &ledger.remark,
    };
    let mut heads: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for field in LedgerField::ALL {
        for (rank, word) in words(field).iter().enumerate() {
            let head = text::label_key(&word.value);
            let known = heads.entry(head).or_default();
            if known.iter().all(|(f, _)| *f != field) {
                known.push((field, rank));
            }
        }
    }
    heads
}

/// A text that must be there.
fn needed(written: &Set<String>, span: &Range<usize>, key: &str, report: &Report) -> String {
    let value = written.text().trim();
    if value.is_empty() {
        let span = written.as_ref().map_or(span, |w| &w.span);
        lacking(span, key, "\"…\"", report);
    }
    value.to_owned()
}

/// Points that must be there.
fn points(written: &Set<Marks>, span: &Range<usize>, key: &str, report: &Report) -> Points {
    if written.is_none() {
        lacking(span, key, "数", report);
    }
    marks(written)
}

fn lacking(span: &Range<usize>, key: &str, shape: &str, report: &Report) {
    let title = format!("这一段没有写 {key}");
    report.wrong(span, title, format!("请补上 {key} = {shape}。"));
}

/// One of a few words.
fn one_of<'k, T>(
    word: &At<String>,
    known: impl IntoIterator<Item = (&'k str, T)>,
    key: &str,
    report: &Report,
) -> Option<T> {
    let title = |word: &str| format!("“scoring”的 {key} 不认识“{word}”");
    report.one_of(word, known, title, "可以写")
}

/// One of a few words, which must be there.
fn choice<'k, T>(
    written: &Set<String>,
    known: impl IntoIterator<Item = (&'k str, T)>,
    (span, key): (&Range<usize>, &str),
    report: &Report,
) -> Option<T> {
    let Some(word) = &**written else {
        lacking(span, key, "\"…\"", report);
        return None;
    };
    one_of(word, known, key, report)
}

const SUBJECTS: [(&str, ScoredKind); 2] = [
    (ScoredKind::Section.key(), ScoredKind::Section),
    (ScoredKind::Post.key(), ScoredKind::Post),
];

fn subjects(written: &[At<String>], report: &Report) -> Vec<ScoredKind> {
    let read = written.iter();
    read.filter_map(|w| one_of(w, SUBJECTS, "subjects", report))
        .collect()
}

fn metric(written: &Set<String>, span: &Range<usize>, report: &Report) -> Option<Metric> {
    let known = METRICS.iter().map(|m| (m.key, m.metric));
    choice(written, known, (span, "metric"), report)
}

/// Bands from the best to the last.
fn bands(written: &WrittenScoring, report: &Report) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (at, band) in written.bands.iter().enumerate() {
        let At { value, span } = band;
        let is_last = at + 1 == written.bands.len();
        let name = needed(&value.name, span, "name", report);
        let coefficient = points(&value.coefficient, span, "coefficient", report);
        let min = if is_last {
            marks(&value.min)
        } else {
            points(&value.min, span, "min", report)
        };
        let new = Band {
            name,
            min,
            coefficient,
        };
        check::band(&new, band, &bands, is_last, report);
        bands.push(new);
    }
    bands
}

fn item(
    At { value, span }: &At<WrittenItem>,
    scheme: (&Scoring, &WrittenScoring),
    report: &Report,
) -> Option<ScoreItem> {
    let code = needed(&value.code, span, "code", report);
    let subject = choice(&value.subject, SUBJECTS, (span, "subject"), report);
    let name = needed(&value.name, span, "name", report);
    let points = points(&value.points, span, "points", report);
    let part = part(value, span, scheme.0, report);
    let by = evaluators(value, scheme.0, report);
    let kind = choice(&value.kind, KINDS, (span, "kind"), report)?;
    let rule = if matches!(kind, Kind::Range | Kind::Weighted | Kind::Average) {
        check::marked(value, span, kind, &by, scheme, report);
        match kind {
            Kind::Range => ScoreRule::Range,
            Kind::Weighted => ScoreRule::Weighted,
            _ => ScoreRule::Average,
        }
    } else {
        check::unmarked(value, report);
        of_data(value, span, kind, (points, part), report)?
    };
    Some(ScoreItem {
        code,
        subject: subject?,
        part: part?,
        name,
        standard: value.standard.text().to_owned(),
        points,
        rule,
        by,
        if_none: value.if_none.value().copied().unwrap_or_default(),
        reason: value.reason.value().copied().unwrap_or_default(),
    })
}

/// A rule that rests on the data.
fn of_data(
    value: &WrittenItem,
    span: &Range<usize>,
    kind: Kind,
    (most, part): (Points, Option<Part>),
    report: &Report,
) -> Option<ScoreRule> {
    let metric = metric(&value.metric, span, report)?;
    Some(match kind {
        Kind::AllOrNothing => ScoreRule::AllOrNothing(metric),
        Kind::Rate => {
            check::rate(value, span, metric, part, report);
            ScoreRule::Rate(metric)
        }
        _ => {
            let each = points(&value.each, span, "each", report);
            let floor = marks(&value.floor);
            if let Some(written) = value.floor.as_ref().filter(|_| floor > most) {
                let title = format!("最低 {floor} 分比满分 {most} 分还多");
                report.wrong(&written.span, title, "floor 应当不超过 points。");
            }
            ScoreRule::PerTime {
                metric,
                each,
                floor,
            }
        }
    })
}

fn part(
    value: &WrittenItem,
    span: &Range<usize>,
    scoring: &Scoring,
    report: &Report,
) -> Option<Part> {
    let parts = [("bonus", Part::Bonus), ("deduction", Part::Deduction)];
    match (&*value.dimension, &*value.part) {
        (Some(_), Some(both)) => {
            let title = "一个项目不能既属于维度，又是加分或扣分";
            report.wrong(&both.span, title, "dimension 和 part 请只写一个。");
            None
        }
        (Some(key), None) => {
            let dimension = one_of(key, dimensions(scoring), "dimension", report);
            dimension.map(Part::Dimension)
        }
        (None, Some(part)) => one_of(part, parts, "part", report),
        (None, None) => {
            let title = format!("项目“{}”不知道属于哪一部分", value.code.text());
            let help = "请写 dimension（维度的 key），或者 part = \"bonus\"（加分）、\"deduction\"（扣分）。";
            report.wrong(span, title, help);
            None
        }
    }
}

fn dimensions(scoring: &Scoring) -> impl Iterator<Item = (&str, usize)> {
    let dimensions = scoring.dimensions.iter().enumerate();
    dimensions.map(|(at, dimension)| (dimension.key.as_str(), at))
}

fn evaluators(value: &WrittenItem, scoring: &Scoring, report: &Report) -> Vec<usize> {
    let known = || {
        scoring
            .evaluators
            .iter()
            .enumerate()
            .map(|(at, e)| (e.key.as_str(), at))
    };
    let named = value.by.iter();
    let by: BTreeSet<usize> = named
        .filter_map(|b| one_of(b, known(), "by", report))
        .collect();
    by.into_iter().collect()
}

const KINDS: [(&str, Kind); 6] = [
    ("all_or_nothing", Kind::AllOrNothing),
    ("per_time", Kind::PerTime),
    ("rate", Kind::Rate),
    ("range", Kind::Range),
    ("weighted", Kind::Weighted),
    ("average", Kind::Average),
];

fn quota(written: &WrittenQuota, scoring: &Scoring, report: &Report) -> Option<Quota> {
    if written.off.value() == Some(&true) {
        return None;
    }
    let percent = written.percent.number()?;
    let compare = written.compare.iter();
    let compare = compare.filter_map(|c| one_of(c, dimensions(scoring), "quota.compare", report));
    let compare: Vec<usize> = compare.collect();
    let ties = match written.ties.text() {
        "" | "include" => TieRule::Include,
        "exclude" => TieRule::Exclude,
        // An unknown key among them was told already.
        "compare" if !written.compare.is_empty() => TieRule::Compare(compare),
        other => {
            let span = written.ties.as_ref().map_or(0..0, |t| t.span.clone());
            if other == "compare" {
                let title = "同分按维度比较，却没有写比较哪些维度";
                report.wrong(&span, title, "请在 compare 中写维度的 key。");
            } else {
                let title = format!("“scoring.quota.ties”不认识“{}”", text::excerpt(other, 20));
                let help = "请写 \"include\"（同分都评上）、\"exclude\"（同分都不评）或 \"compare\"（按维度比较）。";
                report.wrong(&span, title, help);
            }
            TieRule::Include
        }
    };
    let subjects = match written.subjects.value() {
        Some(named) => subjects(named, report).into_iter().collect(),
        None => ScoredKind::ALL.into(),
    };
    Some(Quota {
        percent,
        ties,
        subjects,
    })
}
