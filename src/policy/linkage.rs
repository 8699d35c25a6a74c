//! `[linkage]`: when two entries are one, when a person is asked, and what the merged entry takes from each.

use std::collections::HashMap;

use serde::Deserialize;

use super::decode::{At, List, Part, Set, Whole};
use super::source::Report;
use crate::text;

/// Between the words of a group, or the sides of a contrast: `收入/支出`.
const BETWEEN: [char; 2] = ['/', '／'];
/// Between words of one side of a contrast: `收取 / 退还 = 退回`.
const ALIKE: [char; 2] = ['=', '＝'];

/// Words that tell texts apart, by their sides: words of one side do not.
pub type Contrast = Vec<Vec<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenLinkage {
    merge: Set<bool>,
    #[serde(rename = "replace")]
    _replace: Set<bool>,
    slip_every: Set<Whole<1, 1000>>,
    extra_clauses: Set<Whole<0, 3>>,
    similar: Percent,
    similar_untied: Percent,
    stock: Percent,
    equal_length: Set<Whole<1, 1000>>,
    most_questions: Set<Whole<1, 100>>,
    first_questions: Set<Whole<1, 10000>>,
    anchor_length: Set<Whole<1, 1000>>,
    rewordings: Set<Whole<0, 3>>,
    synonyms: List<String>,
    interchangeable: List<String>,
    similar_words: List<String>,
    look_alikes: List<String>,
    confusable: List<String>,
    antonyms: List<String>,
    series: List<String>,
    negations: List<String>,
    restrictions: List<String>,
    exceptions: List<String>,
    indefinite: List<String>,
    particles: List<String>,
    survivorship: Part<WrittenSurvivorship>,
}

type Percent = Set<Whole<1, 100>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenSurvivorship {
    level: Set<LevelOf>,
    text: Set<TextOf>,
    measures: Set<MeasuresOf>,
}

/// Whose level a merged entry has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelOf {
    /// 就高: the highest of all.
    #[default]
    Highest,
    /// That of the entry kept.
    Kept,
}

/// Which entry is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextOf {
    /// The one with the fullest text.
    #[default]
    Fullest,
    /// The first in the order of the files.
    First,
}

/// Whose measures a merged entry has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// From which share of stock phrases (套话) on a text is no rewording of another such text that is not much alike, 0–1.
    pub stock: f64,
    /// Length from which on equal texts of different sections or matters are worth a question, in characters.
    pub equal_length: usize,
    /// Most questions about one entry.
    pub most_questions: usize,
    /// Most questions on the first page of the review book's list of pairs; the others stand behind it.
    pub first_questions: usize,
    /// Length from which on an equal risk point anchors two entries, in characters.
    pub anchor_length: usize,
    /// Rewordings the manifestations of anchored entries may differ in and still be one.
    pub rewordings: usize,
    /// Spellings of one word: merged.
    pub synonyms: Vec<Vec<String>>,
    /// Words either of which a clerk writes: no reason to ask about anchored entries.
    pub interchangeable: Vec<Vec<String>>,
    /// Words of like meaning: they raise a question, never more.
    pub similar_words: Vec<Vec<String>>,
    /// Characters mistaken for each other by their shape.
    pub look_alikes: Vec<Vec<String>>,
    /// Words that sound alike and mean different things: no slip of the pen.
    pub confusable: Vec<Vec<String>>,
    /// Words of opposite meaning: neither merged nor asked about, whatever else the texts say.
    pub antonyms: Vec<Contrast>,
    /// Members of a series (概算/预算/决算): never merged.
    pub series: Vec<Contrast>,
    /// 不, 未, 无 and the like.
    pub negations: Vec<String>,
    /// Words that narrow what is meant: 副, 总, 仅.
    pub restrictions: Vec<String>,
    /// Words that begin an exception.
    pub exceptions: Vec<String>,
    /// Words for an amount that is left open: 多, 若干.
    pub indefinite: Vec<String>,
    /// Characters that carry no meaning here: 的, 地, 得.
    pub particles: Vec<String>,
    /// Whose level a merged entry has.
    pub level: LevelOf,
    /// Which entry is kept.
    pub text: TextOf,
    /// Whose measures a merged entry has.
    pub measures: MeasuresOf,
}

/// How repeats are told, as it is written.
pub fn build(written: &WrittenLinkage, report: &Report) -> LinkagePolicy {
    let share = |percent: &Percent| f64::from(percent.number::<u16>().unwrap_or(0)) / 100.0;
    let groups = |name: &str, list: &List<String>| {
        let groups = list.iter().filter_map(|words| group(name, words, report));
        groups.collect::<Vec<_>>()
    };
    let contrasts = |name: &str, list: &List<String>| {
        let contrasts = list
            .iter()
            .filter_map(|words| contrast(name, words, report));
        contrasts.collect::<Vec<_>>()
    };
    let kept = &written.survivorship;
    let linkage = LinkagePolicy {
        merge: written.merge.value() == Some(&true),
        slip_every: written.slip_every.number().unwrap_or(0),
        extra_clauses: written.extra_clauses.number().unwrap_or(0),
        similar: share(&written.similar),
        similar_untied: share(&written.similar_untied),
        stock: share(&written.stock),
        equal_length: written.equal_length.number().unwrap_or(0),
        most_questions: written.most_questions.number().unwrap_or(0),
        first_questions: written.first_questions.number().unwrap_or(0),
        anchor_length: written.anchor_length.number().unwrap_or(0),
        rewordings: written.rewordings.number().unwrap_or(0),
        synonyms: groups("synonyms", &written.synonyms),
        interchangeable: groups("interchangeable", &written.interchangeable),
        similar_words: groups("similar_words", &written.similar_words),
        look_alikes: groups("look_alikes", &written.look_alikes),
        confusable: groups("confusable", &written.confusable),
        antonyms: contrasts("antonyms", &written.antonyms),
        series: contrasts("series", &written.series),
        negations: words(&written.negations),
        restrictions: words(&written.restrictions),
        exceptions: words(&written.exceptions),
        indefinite: words(&written.indefinite),
        particles: words(&written.particles),
        level: kept.level.value().copied().unwrap_or_default(),
        text: kept.text.value().copied().unwrap_or_default(),
        measures: kept.measures.value().copied().unwrap_or_default(),
    };
    check_synonyms(&linkage, written, report);
    linkage
}

fn words(list: &List<String>) -> Vec<String> {
    let folded = list.iter().map(|word| text::key(&word.value));
    folded.filter(|word| !word.is_empty()).collect()
}

/// The words of a group; a problem where there are fewer than two.
fn group(name: &str, written: &At<String>, report: &Report) -> Option<Vec<String>> {
    let words = split(&written.value, BETWEEN);
    if words.len() >= 2 {
        return Some(words);
    }
    let help = "每一项写一组词，用斜线隔开，至少两个，如 \"收入/支出\"。";
    report.wrong(&written.span, no_group(name, written), help);
    None
}

/// The sides of a contrast; a problem where there are fewer than two.
fn contrast(name: &str, written: &At<String>, report: &Report) -> Option<Contrast> {
    let sides = written.value.split(BETWEEN).map(|side| split(side, ALIKE));
    let sides: Contrast = sides.filter(|side| !side.is_empty()).collect();
    if sides.len() >= 2 {
        return Some(sides);
    }
    let help = "意思相反或不同的词用斜线隔开，至少两个；同一边的几个词用等号连起来，如 \"收取/退还=退回\"。";
    report.wrong(&written.span, no_group(name, written), help);
    None
}

fn no_group(name: &str, written: &At<String>) -> String {
    format!("“linkage.{name}”中的“{}”不成一组", written.value)
}

fn split(words: &str, between: [char; 2]) -> Vec<String> {
    let words = words.split(between).map(text::key);
    words.filter(|word| !word.is_empty()).collect()
}

/// Two spellings of one word cannot tell texts apart, nor can words either of which a clerk writes.
fn check_synonyms(linkage: &LinkagePolicy, written: &WrittenLinkage, report: &Report) {
    let one_each = |group: &Vec<String>| group.iter().map(|w| vec![w.clone()]).collect();
    let apart: Vec<Contrast> = linkage.confusable.iter().map(one_each).collect();
    let contrasts = linkage.antonyms.iter().chain(&linkage.series).chain(&apart);
    let contrasts: Vec<&Contrast> = contrasts.collect();
    let mut sides_of: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (number, sides) in contrasts.iter().enumerate() {
        for (side, words) in sides.iter().enumerate() {
            for word in words {
                sides_of.entry(word).or_default().push((number, side));
            }
        }
    }
    for (name, list) in [
        ("synonyms", &written.synonyms),
        ("interchangeable", &written.interchangeable),
    ] {
        for written in list.iter() {
            let words = split(&written.value, BETWEEN);
            let told = words.iter().filter_map(|word| sides_of.get(&**word));
            let mut told: Vec<(usize, usize)> = told.flatten().copied().collect();
            told.sort_unstable();
            told.dedup();
            let Some(two) = told.windows(2).find(|two| two[0].0 == two[1].0) else {
                continue;
            };
            let sides = contrasts[two[0].0].iter().map(|side| side.join("="));
            let title = format!(
                "“{}”写成了同一个词，又列为意思不同的词（{}）",
                written.value,
                sides.collect::<Vec<_>>().join("/")
            );
            let help = format!("{name} 里的词一律当作相同，请只保留一处。");
            report.wrong(&written.span, title, help);
        }
    }
}
