//! Compares two folded texts: equal, nearly equal (slips, clauses in another order, a clause more), guarded, or other words.

use super::fold::{Clause, Folded};
use super::guards::{Guard, Guards};
use super::slips::{Gap, gap};
use crate::policy::LinkagePolicy;

/// How two texts compare in their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Equal once folded.
    Equal,
    /// Nearly equal; how they differ.
    Near(String),
    /// Nearly equal but for something that matters.
    Guarded(Guard),
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

impl Terms<'_> {
    /// Compares two texts, both of them not empty.
    pub fn compare(&self, a: &Folded, b: &Folded) -> Wording {
        if a.flat == b.flat {
            return Wording::Equal;
        }
        if a.len().max(b.len()) > LONGEST {
            return Wording::Other;
        }
        let (ours, theirs, common) = unequal(a, b);
        if ours.is_empty() && theirs.is_empty() {
            return Wording::Near("语句次序不同".to_owned());
        }
        let allowance = (a.len().min(b.len()) / self.policy.slip_every).max(1);
        let whole = if a.len().abs_diff(b.len()) <= allowance + 2 {
            gap(&a.flat, &b.flat, self.guards)
        } else {
            Gap::Words
        };
        if let Gap::Slips(slips) = &whole
            && slips.len() <= allowance
        {
            return Wording::Near(described(slips, 0));
        }
        match (self.by_clauses(&ours, &theirs, common, allowance), whole) {
            (Wording::Other, Gap::Guarded(guard)) => Wording::Guarded(guard),
            (by_clauses, _) => by_clauses,
        }
    }

    /// Pairs the clauses that are not equal; `common` is the number of characters in those that are.
    fn by_clauses(
        &self,
        ours: &[&Clause],
        theirs: &[&Clause],
        common: usize,
        allowance: usize,
    ) -> Wording {
        let (few, many) = if ours.len() <= theirs.len() {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let extra = many.len() - few.len();
        if extra > self.policy.extra_clauses || many.len() > MOST_CLAUSES {
            return Wording::Other;
        }
        let mut left: Vec<&Clause> = many.to_vec();
        let (mut slips, mut common, mut guard) = (Vec::new(), common, None);
        for clause in few {
            match self.partner(clause, &left) {
                Some((at, found)) => {
                    common += clause.flat.len();
                    left.remove(at);
                    slips.extend(found);
                }
                None => guard = Some(self.guard_of(clause, &left)),
            }
        }
        match guard {
            // A clause without a partner, but one that is nearly equal and guarded.
            Some(Some(guard)) => return Wording::Guarded(guard),
            Some(None) => return Wording::Other,
            None => {}
        }
        let added: usize = left.iter().map(|c| c.flat.len()).sum();
        if slips.len() > allowance || (extra > 0 && !worth(common, added)) {
            return Wording::Other;
        }
        match left.iter().find_map(|c| self.guards.in_clause(&c.flat)) {
            Some(guard) => Wording::Guarded(guard),
            None => Wording::Near(described(&slips, extra)),
        }
    }

    /// The clause of `left` that differs from `clause` by slips only.
    fn partner(&self, clause: &Clause, left: &[&Clause]) -> Option<(usize, Vec<String>)> {
        left.iter().enumerate().find_map(|(at, other)| {
            if clause.items == other.items {
                return Some((at, Vec::new()));
            }
            match gap(&clause.flat, &other.flat, self.guards) {
                Gap::Slips(slips) => Some((at, slips)),
                _ => None,
            }
        })
    }

    fn guard_of(&self, clause: &Clause, left: &[&Clause]) -> Option<Guard> {
        left.iter()
            .find_map(|other| match gap(&clause.flat, &other.flat, self.guards) {
                Gap::Guarded(guard) => Some(guard),
                _ => None,
            })
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
        let same = theirs.iter().position(|other| other.items == clause.items);
        match same {
            Some(at) => {
                theirs.remove(at);
                common += clause.flat.len();
            }
            None => ours.push(clause),
        }
    }
    (ours, theirs, common)
}

/// Slips and further clauses in words.
pub fn described(slips: &[String], extra: usize) -> String {
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
