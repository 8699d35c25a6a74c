//! The account of two entries, field by field, as people read it.

use super::compare::{Folded, Wording, described, described_swaps};
use super::decide::{Compared, Judge};
use super::side::Side;
use super::texts::{BLANK, TextId};
use crate::model::{Comparison, Field, Linkage, Verdict};

/// What was decided about two entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The decision; none where they stay apart.
    pub decision: Option<Linkage>,
    /// How much they have in common, 0–1.
    pub score: f64,
    /// Field by field.
    pub comparisons: Vec<Comparison>,
    /// Why, in a sentence.
    pub why: String,
}

/// The full account of two entries, whatever is decided about them.
pub fn account(judge: &Judge<'_>, a: Side<'_>, b: Side<'_>) -> Account {
    let likeness = judge.likeness(a, b);
    let wordings = judge.wordings(a, b);
    let decided = judge.decide(a, b, &wordings, likeness);
    let (decision, why) = decided.map_or((None, String::new()), |(decision, why)| {
        (Some(decision), why.to_string())
    });
    let comparisons = comparisons(judge, a, b, wordings);
    Account {
        decision,
        score: score(&comparisons, likeness),
        comparisons,
        why,
    }
}

fn comparisons(
    judge: &Judge<'_>,
    a: Side<'_>,
    b: Side<'_>,
    [risk, manifestation]: [Compared<'_>; 2],
) -> Vec<Comparison> {
    let (ours, theirs) = (&a.record.told, &b.record.told);
    let (said, other) = (a.said, b.said);
    let told = (said.manifestation, other.manifestation);
    let fields = [
        plain(judge, Field::Section, (ours.section, theirs.section)),
        plain(judge, Field::Post, (ours.post, theirs.post)),
        plain(judge, Field::Matter, (ours.matter, theirs.matter)),
        prose(judge, Field::Risk, (said.risk, other.risk), risk),
        prose(judge, Field::Manifestation, told, manifestation),
    ];
    fields.into_iter().flatten().collect()
}

/// The account of a field that is equal or is not; nothing where both are blank.
fn plain(judge: &Judge<'_>, field: Field, (a, b): (TextId, TextId)) -> Option<Comparison> {
    let flat = |id| judge.means.texts.get(id).flat();
    let likeness = || judge.rarity.between(flat(a), flat(b));
    let (similarity, verdict, note) = match (a, b) {
        (BLANK, BLANK) => return None,
        (BLANK, _) | (_, BLANK) => (0.0, Verdict::Missing, String::new()),
        (a, b) if a == b => (1.0, Verdict::Equal, String::new()),
        (a, b) => match judge.slips(a, b) {
            Some(slips) => (likeness(), Verdict::Near, described(&slips, 0)),
            None => (likeness(), Verdict::Different, String::new()),
        },
    };
    Some(comparison(field, similarity, verdict, note))
}

fn prose(
    judge: &Judge<'_>,
    field: Field,
    (a, b): (&Folded, &Folded),
    wording: Compared<'_>,
) -> Option<Comparison> {
    if a.is_empty() && b.is_empty() {
        return None;
    }
    let literal = || judge.rarity.between(a.flat(), b.flat());
    let (similarity, verdict, note) = match wording {
        None => (0.0, Verdict::Missing, String::new()),
        Some(Wording::Equal) => (1.0, Verdict::Equal, String::new()),
        Some(Wording::Reordered) => (literal(), Verdict::Near, "语句次序不同".to_owned()),
        Some(Wording::Near(slips, extra)) => (literal(), Verdict::Near, described(&slips, extra)),
        Some(Wording::Reworded(swaps)) => {
            let note = format!("只差{}", described_swaps(&swaps));
            (literal(), Verdict::Near, note)
        }
        Some(Wording::Guarded(guard)) => (literal(), Verdict::Guarded, guard.cause.to_string()),
        Some(Wording::Other) => {
            let [ours, theirs] = [a, b].map(|text| judge.means.folder.meaning(text));
            let similarity = judge.rarity.between(&ours, &theirs);
            let similar = similarity >= judge.means.policy.similar;
            let verdict = if similar {
                Verdict::Similar
            } else {
                Verdict::Different
            };
            (similarity, verdict, String::new())
        }
    };
    Some(comparison(field, similarity, verdict, note))
}

fn comparison(field: Field, similarity: f64, verdict: Verdict, note: String) -> Comparison {
    Comparison {
        field,
        similarity: rounded(similarity),
        verdict,
        note,
    }
}

/// The mean of the texts' similarities; of texts in other words their likeness as a whole.
fn score(comparisons: &[Comparison], likeness: f64) -> f64 {
    let texts = comparisons
        .iter()
        .filter(|c| matches!(c.field, Field::Risk | Field::Manifestation));
    let told: Vec<&Comparison> = texts.filter(|c| c.verdict != Verdict::Missing).collect();
    if told.is_empty() || told.iter().any(|c| c.verdict >= Verdict::Similar) {
        return rounded(likeness);
    }
    let count = u32::try_from(told.len()).unwrap_or(1);
    rounded(told.iter().map(|c| c.similarity).sum::<f64>() / f64::from(count))
}

/// Three decimals are all anybody reads.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
