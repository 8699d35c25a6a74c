//! Slips of the pen: a wrong character that sounds or looks like the right one, two neighbours exchanged, a character left
//! out or written twice. Whatever else differs is another word.

use super::guards::{Guard, Guards, is_exact, shown};
use crate::text::{Stretch, differences};

/// What lies between two texts that are not equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing but slips, each in words.
    Slips(Vec<String>),
    /// Something that changes the meaning.
    Guarded(Guard),
    /// Other words.
    Words,
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
pub fn gap(a: &[char], b: &[char], guards: &Guards) -> Gap {
    if !mostly_shared(a, b) {
        return Gap::Words;
    }
    if let Some(guard) = guards.between(a, b) {
        return Gap::Guarded(guard);
    }
    told(a, b, guards)
}

/// Whether two texts share most of their characters; where they do not, more than slips lies between them.
fn mostly_shared(a: &[char], b: &[char]) -> bool {
    let mut rest = b.to_vec();
    let shared = a.iter().filter(|c| {
        let at = rest.iter().position(|r| r == *c);
        at.map(|at| rest.swap_remove(at)).is_some()
    });
    shared.count() * 5 >= a.len().max(b.len()) * 3
}

/// What the stretches that differ tell.
fn told(a: &[char], b: &[char], guards: &Guards) -> Gap {
    let mut stretches = differences(a, b);
    let mut slips = exchanged(&mut stretches, a, b);
    let shortest = a.len().min(b.len());
    let mut guard: Option<Guard> = None;
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

/// Takes out of the stretches two neighbours that changed places: 批审 for 审批.
fn exchanged(stretches: &mut [Stretch], a: &[char], b: &[char]) -> Vec<String> {
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
        let middle = &a[between.first.clone()];
        let plain = |c: &char| !is_exact(*c);
        if middle.len() == 1
            && (one_way(0) || one_way(1))
            && middle.iter().chain(removed.concat().iter()).all(plain)
        {
            let outer = removed.concat();
            slips.push(format!("“{}{}”前后颠倒", shown(&outer), shown(middle)));
            stretches[at].same = true;
            stretches[at + 2].same = true;
        }
        at += 1;
    }
    slips
}

/// Characters only one of the texts has. `own` is that text and `at` where they stand in it.
fn added(more: &[char], own: &[char], at: usize, shortest: usize, guards: &Guards) -> Gap {
    let before = at.checked_sub(1).and_then(|at| own.get(at));
    let after = own.get(at + more.len());
    if let &[c] = more
        && !is_exact(c)
        && (before == Some(&c) || after == Some(&c))
    {
        return Gap::Slips(vec![format!("“{c}”重复")]);
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
        return Gap::Slips(vec![format!("漏写“{c}”")]);
    }
    Gap::Words
}

/// Characters that stand in one text for others in the other.
fn replaced(ours: &[char], theirs: &[char], shortest: usize, guards: &Guards) -> Gap {
    let exact = ours.iter().chain(theirs).any(|c| is_exact(*c));
    if exact {
        let note = format!("“{}”与“{}”", shown(ours), shown(theirs));
        return Gap::Guarded(Guard {
            certain: true,
            note: format!("{note}不同"),
        });
    }
    if let Some(guard) = guards.in_place(ours, theirs) {
        return Gap::Guarded(guard);
    }
    let pairs = || ours.iter().zip(theirs);
    let one_length = ours.len() == theirs.len() && shortest >= SHORT;
    if !one_length || !pairs().all(|(a, b)| guards.is_slip(*a, *b)) {
        let negates = |text: &[char]| text.iter().any(|c| guards.negates(*c));
        let short = ours.len().max(theirs.len()) <= SHORT_WORD;
        if short && negates(ours) != negates(theirs) {
            return Gap::Guarded(Guard {
                certain: true,
                note: format!("“{}”与“{}”一方是否定", shown(ours), shown(theirs)),
            });
        }
        return Gap::Words;
    }
    let shown = |(a, b): (&char, &char)| format!("“{a}”与“{b}”");
    // 未 and 末 look alike; but 未 and 为 only sound alike, and so much hangs on it that a person should look.
    let negates = pairs().find(|(a, b)| guards.negates(**a) != guards.negates(**b));
    match negates.filter(|(a, b)| !guards.look_alike(**a, **b)) {
        Some(pair) => Gap::Guarded(Guard {
            certain: false,
            note: format!("{}，其中一个是否定词", shown(pair)),
        }),
        None => Gap::Slips(pairs().map(shown).collect()),
    }
}
