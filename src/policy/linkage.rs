//! `[linkage]`: when two entries are one, when a person is asked, and what the merged entry takes from each.

use super::compile::Layer;
use super::decode::{At, Cursor};
use super::source::Problem;
use crate::text;

/// Between the words of a group: `收入/支出`.
const BETWEEN: char = '/';

/// Names of the lists, in the order of [`LinkagePolicy::lists`].
const LISTS: [&str; 9] = [
    "synonyms",
    "similar_words",
    "look_alikes",
    "confusable",
    "antonyms",
    "negations",
    "restrictions",
    "exceptions",
    "particles",
];
/// Lists whose words stand alone; in the others each is a group of at least two.
const SINGLE: [&str; 4] = ["negations", "restrictions", "exceptions", "particles"];
/// Names of the numbers with their ranges, in the order of [`LinkagePolicy::numbers`].
const NUMBERS: [(&str, std::ops::RangeInclusive<i64>); 6] = [
    ("slip_every", 1..=1000),
    ("extra_clauses", 0..=3),
    ("similar", 1..=100),
    ("similar_untied", 1..=100),
    ("equal_length", 1..=1000),
    ("most_questions", 1..=100),
];

/// What one policy file says of linkage.
#[derive(Debug, Default)]
pub struct WrittenLinkage {
    merge: Option<bool>,
    replace: bool,
    lists: [Vec<At<String>>; LISTS.len()],
    numbers: [Option<i64>; NUMBERS.len()],
    level: Option<LevelOf>,
    text: Option<TextOf>,
    measures: Option<MeasuresOf>,
}

impl WrittenLinkage {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let mut written = Self {
            merge: cursor.boolean("merge", out),
            replace: cursor.boolean("replace", out).unwrap_or(false),
            lists: LISTS.map(|key| cursor.strings(key, out)),
            numbers: NUMBERS.map(|(key, range)| cursor.integer(key, range, out).map(|n| n.value)),
            ..Self::default()
        };
        if let Some(mut kept) = cursor.table("survivorship", out) {
            let levels = [("highest", LevelOf::Highest), ("kept", LevelOf::Kept)];
            written.level = kept.choice("level", &levels, out);
            let texts = [("fullest", TextOf::Fullest), ("first", TextOf::First)];
            written.text = kept.choice("text", &texts, out);
            let measures = [("union", MeasuresOf::Union), ("kept", MeasuresOf::Kept)];
            written.measures = kept.choice("measures", &measures, out);
            kept.finish(out);
        }
        cursor.finish(out);
        written
    }
}

/// Whose level a merged entry has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LevelOf {
    /// 就高: the highest of all.
    #[default]
    Highest,
    /// That of the entry kept.
    Kept,
}

/// Which entry is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextOf {
    /// The one with the fullest text.
    #[default]
    Fullest,
    /// The first in the order of the files.
    First,
}

/// Whose measures a merged entry has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasuresOf {
    /// Those of all, without repeats.
    #[default]
    Union,
    /// Those of the entry kept.
    Kept,
}

/// How repeats are told and merged (合并口径). Words are folded by [`text::key`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkagePolicy {
    /// Whether repeats are merged at all; else every one of them is a question.
    pub merge: bool,
    /// One slip of the pen is forgiven for so many characters.
    pub slip_every: usize,
    /// Clauses one text may have more than the other.
    pub extra_clauses: usize,
    /// From which likeness on other words may mean the same on one matter or post, 0–1.
    pub similar: f64,
    /// The same where neither matter nor post can be compared.
    pub similar_untied: f64,
    /// Length from which on equal texts of different sections or matters are worth a question, in characters.
    pub equal_length: usize,
    /// Most questions about one entry.
    pub most_questions: usize,
    /// Spellings of one word: merged.
    pub synonyms: Vec<Vec<String>>,
    /// Words of like meaning: they raise a question, never more.
    pub similar_words: Vec<Vec<String>>,
    /// Characters mistaken for each other by their shape.
    pub look_alikes: Vec<Vec<String>>,
    /// Words that sound alike and mean different things: no slip of the pen.
    pub confusable: Vec<Vec<String>>,
    /// Words of opposite meaning.
    pub antonyms: Vec<Vec<String>>,
    /// 不, 未, 无 and the like.
    pub negations: Vec<String>,
    /// Words that narrow what is meant: 副, 总, 仅.
    pub restrictions: Vec<String>,
    /// Words that begin an exception.
    pub exceptions: Vec<String>,
    /// Characters that carry no meaning here: 的, 地, 得.
    pub particles: Vec<String>,
    /// Whose level a merged entry has.
    pub level: LevelOf,
    /// Which entry is kept.
    pub text: TextOf,
    /// Whose measures a merged entry has.
    pub measures: MeasuresOf,
}

/// Lays one file's section over what was said before: words are added, with `replace` the lists named are new.
pub fn lay(linkage: &mut LinkagePolicy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &layer.written.linkage;
    linkage.merge = written.merge.unwrap_or(linkage.merge);
    lay_numbers(linkage, written.numbers);
    for (name, words) in LISTS.iter().zip(&written.lists) {
        lay_list(linkage, name, words, written.replace, out);
    }
    linkage.level = written.level.unwrap_or(linkage.level);
    linkage.text = written.text.unwrap_or(linkage.text);
    linkage.measures = written.measures.unwrap_or(linkage.measures);
}

fn lay_numbers(linkage: &mut LinkagePolicy, numbers: [Option<i64>; NUMBERS.len()]) {
    let [slip_every, extra, similar, untied, length, most] =
        numbers.map(|n| n.and_then(|n| u16::try_from(n).ok()));
    let slots = [
        (&mut linkage.slip_every, slip_every),
        (&mut linkage.extra_clauses, extra),
        (&mut linkage.equal_length, length),
        (&mut linkage.most_questions, most),
    ];
    for (slot, number) in slots {
        *slot = number.map_or(*slot, usize::from);
    }
    let share = |slot: f64, number: Option<u16>| number.map_or(slot, |n| f64::from(n) / 100.0);
    linkage.similar = share(linkage.similar, similar);
    linkage.similar_untied = share(linkage.similar_untied, untied);
}

fn lay_list(
    linkage: &mut LinkagePolicy,
    name: &str,
    words: &[At<String>],
    replace: bool,
    out: &mut Vec<Problem>,
) {
    let replace = replace && !words.is_empty();
    if SINGLE.contains(&name) {
        let list = match name {
            "negations" => &mut linkage.negations,
            "restrictions" => &mut linkage.restrictions,
            "exceptions" => &mut linkage.exceptions,
            _ => &mut linkage.particles,
        };
        if replace {
            list.clear();
        }
        let folded = words.iter().map(|w| text::key(&w.value));
        list.extend(folded.filter(|w| !w.is_empty()));
        return;
    }
    let list = match name {
        "synonyms" => &mut linkage.synonyms,
        "similar_words" => &mut linkage.similar_words,
        "look_alikes" => &mut linkage.look_alikes,
        "confusable" => &mut linkage.confusable,
        _ => &mut linkage.antonyms,
    };
    if replace {
        list.clear();
    }
    list.extend(words.iter().filter_map(|w| group(name, w, out)));
}

/// The words of a group; a problem where there are fewer than two.
fn group(name: &str, written: &At<String>, out: &mut Vec<Problem>) -> Option<Vec<String>> {
    let words = written.value.split([BETWEEN, '／']).map(text::key);
    let words: Vec<String> = words.filter(|w| !w.is_empty()).collect();
    if words.len() >= 2 {
        return Some(words);
    }
    let title = format!("“linkage.{name}”中的“{}”不成一组", written.value);
    let help = "每一项写一组词，用斜线隔开，至少两个，如 \"收入/支出\"。";
    out.push(Problem::new(written.span.clone(), title, help));
    None
}

/// Holds the lists against each other once all files are laid: two spellings of one word cannot be opposites.
pub fn settle(linkage: &LinkagePolicy, layers: &[Layer<'_>], out: &mut Vec<Problem>) {
    let apart = || linkage.antonyms.iter().chain(&linkage.confusable);
    for layer in layers {
        for written in &layer.written.linkage.lists[0] {
            let words: Vec<String> = written.value.split(BETWEEN).map(text::key).collect();
            let both =
                |group: &&Vec<String>| group.iter().filter(|w| words.contains(w)).count() > 1;
            if let Some(group) = apart().find(both) {
                let title = format!(
                    "“{}”写成了同一个词，又列为意思不同的词（{}）",
                    written.value,
                    group.join("/")
                );
                let help = "synonyms 里的词一律当作相同，请只保留一处。";
                out.push(Problem::new(written.span.clone(), title, help));
            }
        }
    }
}
