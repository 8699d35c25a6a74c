//! Slips of the pen: a wrong character that sounds or looks like the right one, two neighbours exchanged, a character left
//! out or written twice. Whatever else differs is another word.

use std::fmt;

use super::cause::{Cause, Guard};
use super::guards::{Guards, is_exact, is_figure};
use super::phrase::Phrase;
use super::swap::shown;
use crate::text::{Stretch, differences};

/// What lies between two texts that are not equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap<'t> {
    /// Nothing but slips.
    Slips(Vec<Slip>),
    /// Something that changes the meaning.
    Guarded(Guard<'t>),
    /// Other words.
    Words,
}

/// A slip of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two neighbours that changed places.
    Turned(char, char),
    /// A character written twice.
    Twice(char),
    /// A character left out.
    LeftOut(char),
    /// A character for another.
    For(char, char),
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Turned(a, b) => write!(f, "“{}”前后颠倒", shown(&[a, b])),
            Self::Twice(c) => write!(f, "“{c}”重复"),
            Self::LeftOut(c) => write!(f, "漏写“{c}”"),
            Self::For(a, b) => write!(f, "“{a}”与“{b}”"),
        }
    }
}

/// Longest word that is plainly a negation or none: 未, 没有, 严格.
const SHORT_WORD: usize = 2;
/// Shortest text in which a character left out is still told from another word.
const SHORTEST: usize = 6;
/// Shortest text at the end of which a character left out is.
const LONG: usize = 12;
/// Longest word that may have been put in or left out.
const LONGEST_WORD: usize = 4;
/// Shortest text in which a wrong character is.
const SHORT: usize = 4;

/// What lies between two texts.
pub fn gap<'t>(a: &'t Phrase, b: &'t Phrase, guards: &'t Guards) -> Gap<'t> {
    let (ours, theirs) = (a.chars(), b.chars());
    let longest = ours.len().max(theirs.len());
    // More than slips lies between texts that do not share most of their characters.
    let mostly_shared = |shared: usize| shared * 5 >= longest * 3;
    if !mostly_shared(ours.len().min(theirs.len())) {
        return Gap::Words;
    }
    let uneven = a.uneven(b);
    if !mostly_shared((ours.len() + theirs.len() - uneven.len()) / 2) {
        return Gap::Words;
    }
    match guards.between(a, b, &uneven) {
        Some(guard) => Gap::Guarded(guard),
        None => told(ours, theirs, guards),
    }
}

/// What the stretches that differ tell.
fn told<'t>(a: &'t [char], b: &'t [char], guards: &Guards) -> Gap<'t> {
    let mut stretches = differences(a, b);
    let mut slips = exchanged(&mut stretches, a, b);
    if stretches.windows(3).any(is_another_word) {
        return Gap::Words;
    }
    let shortest = a.len().min(b.len());
    let mut guard: Option<Guard<'t>> = None;
    for stretch in stretches.iter().filter(|s| !s.same) {
        let (ours, theirs) = (&a[stretch.first.clone()], &b[stretch.second.clone()]);
        let found = match (ours, theirs) {
            ([], more) => added(more, b, stretch.second.start, shortest, guards),
            (more, []) => added(more, a, stretch.first.start, shortest, guards),
            _ => replaced(ours, theirs, shortest, guards),
        };
        match found {
            Gap::Slips(more) => slips.extend(more),
            // One that is certain outweighs a doubt.
            Gap::Guarded(found) => guard = guard.filter(|g| g.certain).or(Some(found)),
            Gap::Words => return Gap::Words,
        }
    }
    guard.map_or(Gap::Slips(slips), Gap::Guarded)
}

/// Whether what each of the texts has more stands around one character of both: 石子 for 碎石 is another word, not a character
/// left out here and one there.
fn is_another_word(three: &[Stretch]) -> bool {
    let [before, between, after] = three else {
        return false;
    };
    let crossed = (before.first.is_empty() && after.second.is_empty())
        || (before.second.is_empty() && after.first.is_empty());
    !before.same && !after.same && between.first.len() == 1 && crossed
}

/// Takes out of the stretches two neighbours that changed places: 批审 for 审批.
fn exchanged(stretches: &mut [Stretch], a: &[char], b: &[char]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut at = 0;
    while at + 2 < stretches.len() {
        let [before, between, after] = &stretches[at..at + 3] else {
            break;
        };
        let removed = [&a[before.first.clone()], &b[before.second.clone()]];
        let put = [&b[after.second.clone()], &a[after.first.clone()]];
        let one_way = |from: usize| {
            removed[from].len() == 1
                && removed[1 - from].is_empty()
                && put[from] == removed[from]
                && put[1 - from].is_empty()
        };
        let plain = |c: &char| !is_exact(*c);
        let outer = removed[0].first().or(removed[1].first());
        if let (&[middle], Some(outer)) = (&a[between.first.clone()], outer)
            && (one_way(0) || one_way(1))
            && [middle, *outer].iter().all(plain)
        {
            slips.push(Slip::Turned(*outer, middle));
            stretches[at].same = true;
            stretches[at + 2].same = true;
        }
        at += 1;
    }
    slips
}

/// Characters only one of the texts has. `own` is that text and `at` where they stand in it.
fn added<'t>(
    more: &'t [char],
    own: &[char],
    at: usize,
    shortest: usize,
    guards: &Guards,
) -> Gap<'t> {
    let before = at.checked_sub(1).and_then(|at| own.get(at));
    let after = own.get(at + more.len());
    if let &[c] = more
        && !is_exact(c)
        && (before == Some(&c) || after == Some(&c))
    {
        return Gap::Slips(vec![Slip::Twice(c)]);
    }
    // What is longer is another phrase, not a word put in.
    if more.len() > LONGEST_WORD {
        return Gap::Words;
    }
    if let Some(guard) = guards.in_addition(more) {
        return Gap::Guarded(guard);
    }
    let &[c] = more else { return Gap::Words };
    if guards.is_particle(c) {
        return Gap::Slips(Vec::new());
    }
    // At the end of a short text a character more is rather another word (材料, 材料款) than one forgotten.
    let inside = before.is_some() && after.is_some();
    if shortest >= if inside { SHORTEST } else { LONG } {
        return Gap::Slips(vec![Slip::LeftOut(c)]);
    }
    Gap::Words
}

/// Characters that stand in one text for others in the other.
pub fn replaced<'t>(
    ours: &'t [char],
    theirs: &'t [char],
    shortest: usize,
    guards: &Guards,
) -> Gap<'t> {
    if let Some(guard) = exact(ours, theirs) {
        return Gap::Guarded(guard);
    }
    if let Some(guard) = guards.in_place(ours, theirs) {
        return Gap::Guarded(guard);
    }
    let pairs = || ours.iter().copied().zip(theirs.iter().copied());
    let one_length = ours.len() == theirs.len() && shortest >= SHORT;
    if !one_length || !pairs().all(|(a, b)| guards.is_slip(a, b)) {
        let negates = |text: &[char]| text.iter().any(|c| guards.negates(*c));
        let short = ours.len().max(theirs.len()) <= SHORT_WORD;
        let known = || guards.interchangeable().share(ours, theirs);
        if short && negates(ours) != negates(theirs) && !known() {
            return Gap::Guarded(Guard::certain(Cause::NegationOfOne(ours, theirs)));
        }
        return Gap::Words;
    }
    // 未 and 末 look alike; but 未 and 为 only sound alike, and so much hangs on it that a person should look.
    let negates = pairs().find(|(a, b)| guards.negates(*a) != guards.negates(*b));
    match negates.filter(|(a, b)| !guards.look_alike(*a, *b)) {
        Some((a, b)) => Gap::Guarded(Guard::doubt(Cause::NegationBySlip(a, b))),
        None => Gap::Slips(pairs().map(|(a, b)| Slip::For(a, b)).collect()),
    }
}

/// What stands against characters of figures and numerals standing for each other or for others. A numeral that stands for no
/// other one may be part of a word (一直, 一并), and a person should look.
fn exact<'t>(ours: &'t [char], theirs: &'t [char]) -> Option<Guard<'t>> {
    let has = |text: &[char], is: fn(char) -> bool| text.iter().any(|c| is(*c));
    let exact = [ours, theirs].map(|text| has(text, is_exact));
    if exact == [false, false] {
        return None;
    }
    let figure = has(ours, is_figure) || has(theirs, is_figure);
    let cause = Cause::ExactBoth(ours, theirs);
    Some(if figure || exact == [true, true] {
        Guard::certain(cause)
    } else {
        Guard::doubt(cause)
    })
}
