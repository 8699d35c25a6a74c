//! Decides about two entries: match, possible match, or neither, with the account field by field. Text alone never decides:
//! the section must be the same, and the matter, or the post where a matter is missing.

use super::compare::{
    Folded, Folder, Gap, Guards, Profile, Rarity, Terms, Wording, described, gap,
};
use super::record::{Record, Texts, Tie};
use crate::model::{Comparison, Field, Linkage, Verdict};
use crate::policy::LinkagePolicy;

/// An entry made ready to be compared.
#[derive(Debug)]
pub struct Side<'r> {
    /// The record.
    pub record: &'r Record,
    /// Its folded texts.
    pub texts: Texts,
    /// Its risk point by meaning.
    pub risk: Profile,
    /// All of its text by meaning.
    pub whole: Profile,
}

/// What was decided about two entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The decision; none where they stay apart.
    pub decision: Option<Linkage>,
    /// How much they have in common, 0–1.
    pub score: f64,
    /// Field by field.
    pub comparisons: Vec<Comparison>,
    /// Why, in a sentence.
    pub why: String,
}

/// How the texts of two entries compare as a whole.
enum Whole {
    /// They say the same; whether word for word.
    Same(bool),
    /// A person has to look, for this reason.
    Ask(String),
    /// They do not.
    Apart,
}

impl Side<'_> {
    /// Whether two entries of one section are alike enough to be compared at all.
    pub fn is_worth(&self, other: &Self) -> bool {
        self.whole.likeness(&other.whole) >= LEAST || self.risk.likeness(&other.risk) >= LEAST_RISK
    }
}

/// Decides about pairs.
#[derive(Debug)]
pub struct Judge<'p> {
    policy: &'p LinkagePolicy,
    folder: &'p Folder,
    guards: Guards,
    rarity: Rarity,
}

impl<'p> Judge<'p> {
    /// A judge by this policy, who knows how rare words are.
    pub fn new(policy: &'p LinkagePolicy, folder: &'p Folder, rarity: Rarity) -> Self {
        Self {
            policy,
            folder,
            guards: Guards::new(policy),
            rarity,
        }
    }

    /// Makes an entry ready.
    pub fn side<'r>(&self, record: &'r Record) -> Side<'r> {
        let texts = record.texts(self.folder);
        let mut risk = self.folder.meaning(&texts.risk);
        let own = self.rarity.profile(&risk);
        risk.extend(self.folder.meaning(&texts.manifestation));
        Side {
            record,
            whole: self.rarity.profile(&risk),
            risk: own,
            texts,
        }
    }

    /// Decides about two entries, with how much they have in common; nothing where they stay apart.
    pub fn decide(&self, a: &Side<'_>, b: &Side<'_>) -> Option<(Linkage, f64)> {
        let wordings = self.wordings(a, b);
        let (decision, _) = self.verdict(a, b, self.whole(a, b, &wordings));
        decision.map(|decision| (decision, a.whole.likeness(&b.whole)))
    }

    /// The full account of two entries, whatever is decided about them.
    pub fn account(&self, a: &Side<'_>, b: &Side<'_>) -> Decided {
        let wordings = self.wordings(a, b);
        let (decision, why) = self.verdict(a, b, self.whole(a, b, &wordings));
        let comparisons = self.comparisons(a, b, wordings);
        Decided {
            decision,
            score: score(&comparisons, a.whole.likeness(&b.whole)),
            comparisons,
            why,
        }
    }

    /// How 风险点 and 表现形式 compare.
    fn wordings(&self, a: &Side<'_>, b: &Side<'_>) -> [Option<Wording>; 2] {
        [
            self.wording(&a.texts.risk, &b.texts.risk),
            self.wording(&a.texts.manifestation, &b.texts.manifestation),
        ]
    }

    /// How two texts compare; none where one of them is blank.
    fn wording(&self, a: &Folded, b: &Folded) -> Option<Wording> {
        let terms = Terms {
            policy: self.policy,
            guards: &self.guards,
        };
        (!a.is_empty() && !b.is_empty()).then(|| terms.compare(a, b))
    }

    fn whole(&self, a: &Side<'_>, b: &Side<'_>, wordings: &[Option<Wording>; 2]) -> Whole {
        let [risk, manifestation] = wordings.each_ref().map(Option::as_ref);
        let (ours, theirs) = (&a.texts, &b.texts);
        let one_blank = ours.risk.is_empty() != theirs.risk.is_empty()
            || ours.manifestation.is_empty() != theirs.manifestation.is_empty();
        let joined = one_blank.then(|| {
            let all = |t: &Texts| t.risk.joined(&t.manifestation);
            self.wording(&all(ours), &all(theirs))
        });
        let joined = joined.flatten();
        let own = [risk, manifestation];
        let parts: Vec<&Wording> = match &joined {
            Some(joined) => vec![joined],
            None => own.into_iter().flatten().collect(),
        };
        if let Some(whole) = settled(&parts) {
            return whole;
        }
        if one_blank && risk.is_some_and(is_same) && ours.risk.len() >= self.policy.equal_length {
            return Whole::Ask("风险点相同，一方没有写表现形式".to_owned());
        }
        let told = manifestation.is_some_and(is_same);
        if told && ours.manifestation.len() >= self.policy.equal_length {
            return Whole::Ask("表现形式相同，风险点写法不同".to_owned());
        }
        let meaning = |t: &Texts| self.folder.meaning(&t.risk.joined(&t.manifestation));
        let least = match self.tie(a.record, b.record) {
            Tie::Same => self.policy.similar,
            Tie::Different | Tie::Unknown => self.policy.similar_untied,
        };
        if a.whole.likeness(&b.whole) < least
            || self
                .guards
                .between_meanings(&meaning(ours), &meaning(theirs))
                .is_some()
        {
            return Whole::Apart;
        }
        Whole::Ask("意思相近，写法不同".to_owned())
    }

    /// What ties two entries; a matter or post with a slip of the pen is the same.
    fn tie(&self, a: &Record, b: &Record) -> Tie {
        let known = a.tie(b);
        let meant = if a.matter.is_empty() || b.matter.is_empty() {
            (&a.post, &b.post)
        } else {
            (&a.matter, &b.matter)
        };
        match known {
            Tie::Different if self.is_slip(meant.0, meant.1) => Tie::Same,
            known => known,
        }
    }

    /// Whether only a slip of the pen lies between two matters or posts, both folded.
    pub fn is_slip(&self, a: &str, b: &str) -> bool {
        self.slips(a, b).is_some()
    }

    /// The slips between two short folded texts; none where more lies between them.
    fn slips(&self, a: &str, b: &str) -> Option<Vec<String>> {
        let [a, b]: [Vec<char>; 2] = [a, b].map(|text| text.chars().collect());
        match gap(&a, &b, &self.guards) {
            Gap::Slips(slips) if slips.len() <= 1 => Some(slips),
            _ => None,
        }
    }

    fn verdict(&self, a: &Side<'_>, b: &Side<'_>, whole: Whole) -> (Option<Linkage>, String) {
        let ask = |why: String| (Some(Linkage::PossibleMatch), why);
        let apart = || (None, String::new());
        let one_section = a.record.section == b.record.section && !a.record.section.is_empty();
        let tie = self.tie(a.record, b.record);
        let long = a.texts.len().min(b.texts.len()) >= self.policy.equal_length;
        match (whole, tie) {
            (Whole::Same(exact), Tie::Same) if one_section => {
                let how = if exact { "相同" } else { "基本相同" };
                let by = tied_by(a.record, b.record);
                let why = format!("同一科室、同一{by}，内容{how}");
                if self.policy.merge {
                    (Some(Linkage::Match), why)
                } else {
                    ask(why)
                }
            }
            (Whole::Same(_), Tie::Unknown) if one_section => {
                ask("内容相同，但没有事项或岗位可以对照".to_owned())
            }
            (Whole::Same(_), Tie::Different) if one_section && long => {
                let by = tied_by(a.record, b.record);
                ask(format!("内容相同，{by}不同"))
            }
            (Whole::Same(true), Tie::Same | Tie::Unknown) if long => {
                ask("内容相同，科室不同".to_owned())
            }
            (Whole::Ask(why), Tie::Same | Tie::Unknown) if one_section => ask(why),
            _ => apart(),
        }
    }

    fn comparisons(
        &self,
        a: &Side<'_>,
        b: &Side<'_>,
        [risk, manifestation]: [Option<Wording>; 2],
    ) -> Vec<Comparison> {
        let plain = |field, ours: &str, theirs: &str| self.plain(field, ours, theirs);
        let (ours, theirs) = (a.record, b.record);
        let short = [
            plain(Field::Section, &ours.section, &theirs.section),
            plain(Field::Post, &ours.post, &theirs.post),
            plain(Field::Matter, &ours.matter, &theirs.matter),
        ];
        let texts = [
            self.prose(Field::Risk, (&a.texts.risk, &b.texts.risk), risk),
            self.prose(
                Field::Manifestation,
                (&a.texts.manifestation, &b.texts.manifestation),
                manifestation,
            ),
        ];
        short.into_iter().chain(texts).flatten().collect()
    }

    /// The account of a field that is equal or is not; nothing where both are blank.
    fn plain(&self, field: Field, a: &str, b: &str) -> Option<Comparison> {
        let profile = |text: &str| self.rarity.profile(&text.chars().collect::<Vec<_>>());
        let likeness = || profile(a).likeness(&profile(b));
        let (similarity, verdict, note) = match (a.is_empty(), b.is_empty()) {
            (true, true) => return None,
            (false, false) if a == b => (1.0, Verdict::Equal, String::new()),
            (false, false) => match self.slips(a, b) {
                Some(slips) => (likeness(), Verdict::Near, described(&slips, 0)),
                None => (likeness(), Verdict::Different, String::new()),
            },
            _ => (0.0, Verdict::Missing, String::new()),
        };
        Some(Comparison {
            field,
            similarity: rounded(similarity),
            verdict,
            note,
        })
    }

    fn prose(
        &self,
        field: Field,
        (a, b): (&Folded, &Folded),
        wording: Option<Wording>,
    ) -> Option<Comparison> {
        if a.is_empty() && b.is_empty() {
            return None;
        }
        let likeness = |a: &[char], b: &[char]| {
            let [a, b] = [a, b].map(|t| self.rarity.profile(t));
            a.likeness(&b)
        };
        let (similarity, verdict, note) = match wording {
            None => (0.0, Verdict::Missing, String::new()),
            Some(Wording::Equal) => (1.0, Verdict::Equal, String::new()),
            Some(Wording::Near(note)) => (likeness(&a.flat, &b.flat), Verdict::Near, note),
            Some(Wording::Guarded(guard)) => {
                (likeness(&a.flat, &b.flat), Verdict::Guarded, guard.note)
            }
            Some(Wording::Other) => {
                let [ours, theirs] = [a, b].map(|t| self.folder.meaning(t));
                let similarity = likeness(&ours, &theirs);
                let similar = similarity >= self.policy.similar;
                let verdict = if similar {
                    Verdict::Similar
                } else {
                    Verdict::Different
                };
                (similarity, verdict, String::new())
            }
        };
        Some(Comparison {
            field,
            similarity: rounded(similarity),
            verdict,
            note,
        })
    }
}

/// Likeness of whole texts, and of risk points, below which two entries are not even compared.
pub const LEAST: f64 = 0.3;
/// The same of risk points alone.
pub const LEAST_RISK: f64 = 0.4;

fn is_same(wording: &Wording) -> bool {
    matches!(wording, Wording::Equal | Wording::Near(_))
}

/// What the words of the fields decide by themselves.
fn settled(parts: &[&Wording]) -> Option<Whole> {
    let guard = |certain: bool| {
        parts.iter().find_map(|part| match part {
            Wording::Guarded(guard) if guard.certain == certain => Some(guard.note.clone()),
            _ => None,
        })
    };
    if guard(true).is_some() {
        return Some(Whole::Apart);
    }
    if parts.iter().any(|part| matches!(part, Wording::Other)) || parts.is_empty() {
        return None;
    }
    if let Some(note) = guard(false) {
        return Some(Whole::Ask(note));
    }
    let exact = parts.iter().all(|part| matches!(part, Wording::Equal));
    Some(Whole::Same(exact))
}

/// What ties two entries, or parts them.
fn tied_by(a: &Record, b: &Record) -> &'static str {
    if a.matter.is_empty() || b.matter.is_empty() {
        "岗位"
    } else {
        "事项"
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
