//! Decides about two entries: match, possible match, or neither. Text alone never decides: the section must be the same, and
//! the matter, or the post where a matter is missing.

use std::fmt;

use super::compare::{
    Cause, Folded, Folder, Gap, Guards, Rarity, Slip, Swap, Terms, Wording, described_swaps, gap,
};
use super::record::Tie;
use super::side::Side;
use super::texts::{BLANK, TextId, Texts, Told};
use crate::model::Linkage;
use crate::policy::LinkagePolicy;

/// What all comparing rests on.
#[derive(Clone, Copy, Debug)]
pub struct Means<'p> {
    /// The policy.
    pub policy: &'p LinkagePolicy,
    /// What folds texts.
    pub folder: &'p Folder,
    /// What small differences hide.
    pub guards: &'p Guards,
    /// What the entries say.
    pub texts: &'p Texts,
}

impl<'p> Means<'p> {
    /// What comparing two texts needs to know.
    pub const fn terms(&self) -> Terms<'p> {
        Terms {
            policy: self.policy,
            guards: self.guards,
        }
    }
}

/// Decides about pairs.
#[derive(Debug)]
pub struct Judge<'p> {
    /// What it rests on.
    pub means: Means<'p>,
    /// How rare words are.
    pub rarity: Rarity,
}

/// How two texts compare; none where one of them is blank.
pub type Compared<'t> = Option<Wording<'t>>;

/// Why a pair is a match or a possible match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why<'t> {
    /// One section, tied by this, and the same content; whether word for word.
    Same(&'static str, bool),
    /// One section, matter and risk point, and a manifestation in which only these words differ.
    Reworded(Vec<Swap<'t>>),
    /// The same content, tied by nothing.
    Untied,
    /// The same content, and this is another one.
    Elsewhere(&'static str),
    /// Something small differs that may matter.
    Differs(Cause<'t>),
    /// Other words, of like meaning.
    Meaning,
    /// Something else.
    Plain(&'static str),
}

/// How the texts of two entries compare as a whole.
enum Whole<'t> {
    /// They say the same; whether word for word.
    Same(bool),
    /// A person has to look, for this reason.
    Ask(Why<'t>),
    /// They do not.
    Apart,
}

/// Likeness of whole texts from which on other words are asked about; below it, only of the best partners.
pub const SURE: f64 = 0.3;
/// Likeness of manifestations that is no chance: what is less alike than [`SURE`] is asked about from here on. Entries on one
/// matter share its words whatever they say; where they tell of the same conduct, their manifestations do so as well.
const LEAST_TOLD: f64 = 0.05;
/// Likeness of risk points from which on two entries are compared, whatever else they say.
pub const LEAST_RISK: f64 = 0.4;

impl Judge<'_> {
    /// How much two entries have in common.
    pub fn likeness(&self, a: Side<'_>, b: Side<'_>) -> f64 {
        self.rarity.likeness(&a.said.whole, &b.said.whole)
    }

    /// Whether two entries of one section with so much in common are alike enough to be compared at all.
    pub fn is_worth(&self, a: Side<'_>, b: Side<'_>, likeness: f64) -> bool {
        likeness >= SURE
            || (likeness >= self.means.policy.similar && self.tell_alike(a, b))
            || self.rarity.likeness(&a.said.point, &b.said.point) >= LEAST_RISK
    }

    /// Whether what two entries tell of the conduct has something in common.
    fn tell_alike(&self, a: Side<'_>, b: Side<'_>) -> bool {
        self.rarity.likeness(&a.said.told, &b.said.told) >= LEAST_TOLD
    }

    /// How 风险点 and 表现形式 compare.
    pub fn wordings<'t>(&'t self, a: Side<'t>, b: Side<'t>) -> [Compared<'t>; 2] {
        let risk = self.wording(a.said.risk, b.said.risk);
        let (ours, theirs) = (a.said.manifestation, b.said.manifestation);
        let told = self.wording(ours, theirs);
        let other = match &told {
            Some(Wording::Other) => true,
            Some(Wording::Guarded(guard)) => !guard.certain,
            _ => false,
        };
        if !other || risk != Some(Wording::Equal) || !self.anchored(a, b) {
            return [risk, told];
        }
        let matter = self.means.texts.get(a.record.told.matter).flat();
        let elsewhere = [a.said.risk.flat(), matter];
        let reworded = self.means.terms().reworded(ours, theirs, &elsewhere);
        // What was in doubt remains so, unless it was but a part of another word: 调减 for 减少.
        let told = match (told, reworded) {
            (Some(doubted @ Wording::Guarded(_)), Wording::Guarded(guard)) if !guard.certain => {
                doubted
            }
            (Some(doubted), Wording::Other) => doubted,
            (_, reworded) => reworded,
        };
        [risk, Some(told)]
    }

    /// Whether an equal risk point is enough of an anchor for manifestations that differ: one section, one matter, and not
    /// merely a phrase that stands everywhere.
    fn anchored(&self, a: Side<'_>, b: Side<'_>) -> bool {
        let (ours, theirs) = (&a.record.told, &b.record.told);
        let one = |of: fn(&Told) -> TextId| of(ours) == of(theirs) && of(ours) != BLANK;
        let long = a.said.risk.len() >= self.means.policy.anchor_length;
        long && one(|t| t.section) && one(|t| t.matter)
    }

    fn wording<'t>(&'t self, a: &'t Folded, b: &'t Folded) -> Compared<'t> {
        (!a.is_empty() && !b.is_empty()).then(|| self.means.terms().compare(a, b))
    }

    /// Decides about two entries with so much in common, whose texts compare so; nothing where they stay apart.
    pub fn decide<'t>(
        &'t self,
        a: Side<'t>,
        b: Side<'t>,
        wordings: &[Compared<'t>; 2],
        likeness: f64,
    ) -> Option<(Linkage, Why<'t>)> {
        let (ours, theirs) = (&a.record.told, &b.record.told);
        let tie = self.tie(ours, theirs);
        let by = if ours.matter == BLANK || theirs.matter == BLANK {
            "岗位"
        } else {
            "事项"
        };
        let one_section = ours.section == theirs.section && ours.section != BLANK;
        let policy = self.means.policy;
        let long = a.said.len().min(b.said.len()) >= policy.equal_length;
        let ask = |why| Some((Linkage::PossibleMatch, why));
        let same = |exact| match &wordings[1] {
            Some(Wording::Reworded(swaps)) => Why::Reworded(swaps.clone()),
            _ => Why::Same(by, exact),
        };
        match (self.whole(a, b, wordings, (tie, likeness)), tie) {
            (Whole::Same(exact), Tie::Same) if one_section && policy.merge => {
                Some((Linkage::Match, same(exact)))
            }
            (Whole::Same(exact), Tie::Same) if one_section => ask(same(exact)),
            (Whole::Same(_), Tie::Unknown) if one_section => ask(Why::Untied),
            (Whole::Same(_), Tie::Different) if one_section && long => ask(Why::Elsewhere(by)),
            (Whole::Same(true), Tie::Same | Tie::Unknown) if long => ask(Why::Elsewhere("科室")),
            (Whole::Ask(why), Tie::Same | Tie::Unknown) if one_section => ask(why),
            _ => None,
        }
    }

    fn whole<'t>(
        &'t self,
        a: Side<'t>,
        b: Side<'t>,
        [risk, manifestation]: &[Compared<'t>; 2],
        (tie, likeness): (Tie, f64),
    ) -> Whole<'t> {
        let (ours, theirs) = (a.said, b.said);
        let one_blank = ours.risk.is_empty() != theirs.risk.is_empty()
            || ours.manifestation.is_empty() != theirs.manifestation.is_empty();
        let joined = one_blank.then(|| self.wording(ours.joined(), theirs.joined()));
        let joined = joined.flatten();
        let parts = match &joined {
            Some(joined) => [Some(joined), None],
            None => [risk.as_ref(), manifestation.as_ref()],
        };
        if let Some(whole) = settled(parts) {
            return whole;
        }
        let long = |text: &Folded| text.len() >= self.means.policy.equal_length;
        if one_blank && is_same(risk) && long(ours.risk) {
            return Whole::Ask(Why::Plain("风险点相同，一方没有写表现形式"));
        }
        if is_same(manifestation) && long(ours.manifestation) {
            return Whole::Ask(Why::Plain("表现形式相同，风险点写法不同"));
        }
        let least = self.least(a, b, tie);
        let parted = || {
            let [ours, theirs] = [ours, theirs].map(|s| s.meaning(self.means.folder));
            self.means.guards.part(ours, theirs)
        };
        if likeness < least || parted() {
            return Whole::Apart;
        }
        Whole::Ask(Why::Meaning)
    }

    /// The likeness from which on other words may mean the same. What one person wrote twice into one form is meant to be two,
    /// unless it is very much alike.
    fn least(&self, a: Side<'_>, b: Side<'_>, tie: Tie) -> f64 {
        let policy = self.means.policy;
        let by_matter = a.record.told.matter != BLANK && b.record.told.matter != BLANK;
        let one_hand = a.record.source == b.record.source && a.record.source.signed;
        match tie {
            Tie::Same if one_hand => policy.similar.max(policy.similar_untied),
            Tie::Same if by_matter && self.tell_alike(a, b) => policy.similar,
            Tie::Same => policy.similar.max(SURE),
            Tie::Different | Tie::Unknown => policy.similar_untied,
        }
    }

    /// What ties two entries; a matter or post with a slip of the pen is the same.
    fn tie(&self, a: &Told, b: &Told) -> Tie {
        let (ours, theirs) = if a.matter == BLANK || b.matter == BLANK {
            (a.post, b.post)
        } else {
            (a.matter, b.matter)
        };
        match a.tie(b) {
            Tie::Different if ours != theirs && self.slips(ours, theirs).is_some() => Tie::Same,
            known => known,
        }
    }

    /// The slip of the pen between two short texts, or none where only what carries no meaning differs; nothing where more
    /// lies between them.
    pub fn slips(&self, a: TextId, b: TextId) -> Option<Vec<Slip>> {
        let [a, b] = [a, b].map(|id| self.means.texts.get(id).phrase());
        match gap(a, b, self.means.guards) {
            Gap::Slips(slips) if slips.len() <= 1 => Some(slips),
            _ => None,
        }
    }
}

fn is_same(wording: &Compared<'_>) -> bool {
    use Wording::{Equal, Near, Reordered};
    matches!(wording, Some(Equal | Reordered | Near(..)))
}

/// What the words of the fields decide by themselves.
fn settled<'t>(parts: [Option<&Wording<'t>>; 2]) -> Option<Whole<'t>> {
    let parts = || parts.into_iter().flatten();
    let guards = || {
        parts().filter_map(|part| match part {
            Wording::Guarded(guard) => Some(guard),
            _ => None,
        })
    };
    if guards().any(|guard| guard.certain) {
        return Some(Whole::Apart);
    }
    if parts().any(|part| matches!(part, Wording::Other)) || parts().next().is_none() {
        return None;
    }
    if let Some(guard) = guards().next() {
        return Some(Whole::Ask(Why::Differs(guard.cause)));
    }
    let exact = parts().all(|part| matches!(part, Wording::Equal));
    Some(Whole::Same(exact))
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(by, true) => write!(f, "同一科室、同一{by}，内容相同"),
            Self::Same(by, false) => write!(f, "同一科室、同一{by}，内容基本相同"),
            Self::Untied => f.write_str("内容相同，但没有事项或岗位可以对照"),
            Self::Elsewhere(what) => write!(f, "内容相同，{what}不同"),
            Self::Reworded(swaps) => {
                write!(f, "风险点相同，表现形式只差{}", described_swaps(swaps))
            }
            Self::Differs(cause) => cause.fmt(f),
            Self::Meaning => f.write_str("意思相近，写法不同"),
            Self::Plain(why) => f.write_str(why),
        }
    }
}
