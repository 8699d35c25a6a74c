//! Makes the scheme of what is written; what does not fit together is for `check`.

use std::collections::BTreeMap;

use super::named::{self, marks, needed, one_of, points};
use super::written::{Leaders, WrittenLedger, WrittenScoring};
use super::{Band, Evaluator, ScoreDimension, Scoring, check, items, quota, taken};
use crate::model::{Disposition, LedgerField, Points};
use crate::policy::WordSet;
use crate::policy::decode::{At, List, Set, Tables};
use crate::policy::source::Report;
use crate::text;

/// The scheme of the year, whose items take results of these `checks`, or that of one of them; `is_rule` says whether a code
/// is that of a rule.
pub fn build(
    written: &WrittenScoring,
    checks: Option<&Tables<WrittenScoring>>,
    is_rule: impl Fn(&str) -> bool,
    report: &Report,
) -> Scoring {
    if checks.is_some() {
        taken::annual(written, report);
    }
    let capped = written.bonus_capped.value() != Some(&false);
    let mut scoring = Scoring {
        deadline: super::super::notices::day(&written.deadline, "scoring.deadline", report),
        undated: written.undated.value().copied().unwrap_or_default(),
        scores_leaders: written.leaders.value() != Some(&Leaders::Skip),
        substance: written.substance.texts(),
        reasons: written.reasons.texts(),
        full: marks(&written.full),
        bonus_cap: written.bonus_cap.value().map(|m| m.0).filter(|_| capped),
        converted: marks(&written.converted),
        bands: bands(written, report),
        ballots: ballots(written, report),
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
            led: value.led.value() == Some(&true),
            ..Evaluator::default()
        });
    }
    instead(written, &mut scoring, report);
    for written_item in written.items.iter().filter(|i| !i.value.is_off()) {
        taken::known(written_item, checks, report);
        let item = items::item(written_item, (&scoring, written), report);
        scoring.items.extend(item);
    }
    for at in written.vetoes.iter() {
        let veto = items::veto(at, &scoring, report);
        scoring.vetoes.extend(veto);
    }
    scoring.classes = quota::classes(written, report);
    scoring.quota = quota::build(written, &scoring, report);
    check::sums(&scoring, written, report);
    check::substance(written, is_rule, report);
    scoring
}

/// Who marks heads and leaders in place of an evaluator.
fn instead(written: &WrittenScoring, scoring: &mut Scoring, report: &Report) {
    for (at, evaluator) in written.evaluators.iter().enumerate() {
        let named = |who: &Set<String>, key: &str| {
            let who = who.as_ref()?;
            one_of(who, named::evaluators(scoring), key, report)
        };
        let heads_by = named(&evaluator.value.heads_by, "heads_by");
        let leaders_by = named(&evaluator.value.leaders_by, "leaders_by");
        let own = &mut scoring.evaluators[at];
        (own.heads_by, own.leaders_by) = (heads_by, leaders_by);
    }
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

/// The words on ballots.
fn ballots(written: &WrittenScoring, report: &Report) -> Vec<(String, Points)> {
    let ballots = written.ballots.iter().map(|At { value, span }| {
        let name = needed(&value.name, span, "name", report);
        (
            name,
            points(&value.coefficient, span, "coefficient", report),
        )
    });
    ballots.collect()
}
