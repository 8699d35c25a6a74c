//! Compares two folded texts: equal, nearly equal (slips, clauses in another order, a clause more), guarded, or other words.

use super::cause::Guard;
use super::fold::{Clause, Folded};
use super::guards::Guards;
use super::rewording::{Reworded, reworded};
use super::slips::{Gap, Slip, gap};
use super::swap::Swap;
use crate::policy::LinkagePolicy;

/// How two texts compare in their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording<'t> {
    /// Equal once folded.
    Equal,
    /// Nearly equal: their clauses stand in another order.
    Reordered,
    /// Nearly equal but for slips, and for clauses one has more.
    Near(Vec<Slip>, usize),
    /// Nearly equal but for rewordings; only entries that an equal risk point anchors are compared so far.
    Reworded(Vec<Swap<'t>>),
    /// Nearly equal but for something that matters.
    Guarded(Guard<'t>),
    /// Other words.
    Other,
}

/// Shortest common part to which a clause may be added, in characters.
const SHORTEST_COMMON: usize = 4;
/// Clauses of a text beyond which they are not paired.
const MOST_CLAUSES: usize = 60;
/// Characters beyond which texts are compared as a whole only.
const LONGEST: usize = 3000;

/// What comparing texts needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The numbers of the policy.
    pub policy: &'p LinkagePolicy,
    /// Its words.
    pub guards: &'p Guards,
}

impl<'p> Terms<'p> {
    /// Compares two texts, both of them not empty.
    pub fn compare<'t>(&self, a: &'t Folded, b: &'t Folded) -> Wording<'t>
    where
        'p: 't,
    {
        if a.flat() == b.flat() {
            return Wording::Equal;
        }
        if a.len().max(b.len()) > LONGEST {
            return Wording::Other;
        }
        let (ours, theirs, common) = unequal(a, b);
        if ours.is_empty() && theirs.is_empty() {
            return Wording::Reordered;
        }
        let allowance = (a.len().min(b.len()) / self.policy.slip_every).max(1);
        let single = a.clauses.len() == 1 && b.clauses.len() == 1;
        // Of single clauses all has been said by what lies between the whole texts.
        let whole = if single || a.len().abs_diff(b.len()) <= allowance + 2 {
            gap(a.phrase(), b.phrase(), self.guards)
        } else {
            Gap::Words
        };
        match whole {
            Gap::Slips(slips) if slips.len() <= allowance => Wording::Near(slips, 0),
            Gap::Guarded(guard) if single => Wording::Guarded(guard),
            _ if single => Wording::Other,
            whole => match (self.by_clauses(ours, theirs, common, allowance), whole) {
                (Wording::Other, Gap::Guarded(guard)) => Wording::Guarded(guard),
                (by_clauses, _) => by_clauses,
            },
        }
    }

    /// Compares two texts in other words, of entries that all else ties together; `elsewhere` is what else they say.
    pub fn reworded<'t>(&self, a: &'t Folded, b: &'t Folded, elsewhere: &[&[char]]) -> Wording<'t>
    where
        'p: 't,
    {
        if a.len().max(b.len()) > LONGEST {
            return Wording::Other;
        }
        let most = self.policy.rewordings;
        match reworded(a.phrase(), b.phrase(), elsewhere, most, self.guards) {
            Reworded::Swaps(swaps) => Wording::Reworded(swaps),
            Reworded::Guarded(guard) => Wording::Guarded(guard),
            Reworded::Other => Wording::Other,
        }
    }

    /// Pairs the clauses that are not equal; `common` is the number of characters in those that are.
    fn by_clauses<'t>(
        &self,
        ours: Vec<&'t Clause>,
        theirs: Vec<&'t Clause>,
        common: usize,
        allowance: usize,
    ) -> Wording<'t>
    where
        'p: 't,
    {
        let (few, mut left) = if ours.len() <= theirs.len() {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let extra = left.len() - few.len();
        if extra > self.policy.extra_clauses || left.len() > MOST_CLAUSES {
            return Wording::Other;
        }
        let (mut slips, mut common, mut guard) = (Vec::new(), common, None);
        for clause in few {
            match self.partner(clause, &left) {
                Ok((at, found)) => {
                    common += clause.phrase.chars().len();
                    left.remove(at);
                    slips.extend(found);
                }
                Err(found) => guard = Some(found),
            }
        }
        match guard {
            // A clause without a partner, but one that is nearly equal and guarded.
            Some(Some(guard)) => return Wording::Guarded(guard),
            Some(None) => return Wording::Other,
            None => {}
        }
        let added: usize = left.iter().map(|c| c.phrase.chars().len()).sum();
        if slips.len() > allowance || (extra > 0 && !worth(common, added)) {
            return Wording::Other;
        }
        let mut more = left.iter();
        match more.find_map(|c| self.guards.in_clause(c.phrase.chars())) {
            Some(guard) => Wording::Guarded(guard),
            None => Wording::Near(slips, extra),
        }
    }

    /// The clause of `left` that differs from `clause` by slips only; else the first guard against one of them.
    fn partner<'t>(
        &self,
        clause: &'t Clause,
        left: &[&'t Clause],
    ) -> Result<(usize, Vec<Slip>), Option<Guard<'t>>>
    where
        'p: 't,
    {
        let mut first = None;
        for (at, other) in left.iter().enumerate() {
            if clause.says(other) {
                return Ok((at, Vec::new()));
            }
            match gap(&clause.phrase, &other.phrase, self.guards) {
                Gap::Slips(slips) => return Ok((at, slips)),
                Gap::Guarded(guard) => first = first.or(Some(guard)),
                Gap::Words => {}
            }
        }
        Err(first)
    }
}

/// Whether the common part is large enough beside what one text has more.
fn worth(common: usize, added: usize) -> bool {
    common >= SHORTEST_COMMON && common * 2 >= added
}

/// The clauses only one of the texts has, and the number of characters in the others.
fn unequal<'f>(a: &'f Folded, b: &'f Folded) -> (Vec<&'f Clause>, Vec<&'f Clause>, usize) {
    let mut theirs: Vec<&Clause> = b.clauses.iter().collect();
    let (mut ours, mut common) = (Vec::new(), 0);
    for clause in &a.clauses {
        let same = theirs.iter().position(|other| other.says(clause));
        match same {
            Some(at) => {
                theirs.remove(at);
                common += clause.phrase.chars().len();
            }
            None => ours.push(clause),
        }
    }
    (ours, theirs, common)
}

/// Slips and further clauses in words.
pub fn described(slips: &[Slip], extra: usize) -> String {
    let slips: Vec<String> = slips.iter().map(Slip::to_string).collect();
    let mut parts = Vec::new();
    if !slips.is_empty() {
        parts.push(format!("疑为笔误：{}", slips.join("、")));
    }
    if extra > 0 {
        parts.push(format!("一方多 {extra} 句"));
    }
    if parts.is_empty() {
        parts.push("只差虚字或语句次序".to_owned());
    }
    parts.join("；")
}
