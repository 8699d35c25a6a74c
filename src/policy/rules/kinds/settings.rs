//! Settings that more than one kind takes, and how they are shown.

use std::sync::OnceLock;

use regex::{Match, Regex, RegexSet};
use serde::de::{Deserialize, Deserializer, Error};

use crate::model::Field;
use crate::policy::decode::{List, Set, Whole};
use crate::text;

/// Words of a list that are shown.
const SHOWN: usize = 12;

/// A number below which a rule would say nothing, or the same of everything.
pub type Count<const LEAST: i64> = Whole<LEAST, 1000>;

/// Words by their comparable keys, longest first.
#[derive(Debug)]
pub struct Words(pub Vec<String>);

/// Patterns, matched against the text without white space.
#[derive(Debug)]
pub struct Patterns {
    /// Each by itself.
    pub each: Vec<Regex>,
    /// All at once, to pass over what nearly every text is; none where they are too large together. Made when first needed.
    any: OnceLock<Option<RegexSet>>,
}

impl Patterns {
    /// What the first pattern that fits matches.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let all = || RegexSet::new(self.each.iter().map(Regex::as_str)).ok();
        let any = self.any.get_or_init(all).as_ref();
        if any.is_some_and(|any| !any.is_match(text)) {
            return None;
        }
        self.each.iter().find_map(|pattern| pattern.find(text))
    }
}

/// Other fields.
#[derive(Debug)]
pub struct FieldList(pub Vec<Field>);

/// A list of which one must be there; those that are wrong have been reported.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<Vec<T>, D::Error> {
    let list = List::<Set<T>>::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(D::Error::missing_field(name));
    }
    Ok(list.into_values().filter_map(Set::into_value).collect())
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words: Vec<String> = list(deserializer, "words")?;
        let mut words: Vec<String> = words.iter().map(|word| text::key(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        Ok(Self(words))
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let patterns: Vec<Pattern> = list(deserializer, "patterns")?;
        Ok(Self {
            each: patterns.into_iter().map(|pattern| pattern.0).collect(),
            any: OnceLock::new(),
        })
    }
}

impl<'de> Deserialize<'de> for FieldList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        list(deserializer, "of").map(Self)
    }
}

/// A pattern that does not fit everything.
struct Pattern(Regex);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        match Regex::new(&written) {
            Ok(pattern) if !pattern.is_match("") => Ok(Self(pattern)),
            Ok(_) => Err(D::Error::custom(format!(
                "正则表达式“{written}”连空白也符合\n每一格都会成为问题：请写明至少要有的字。"
            ))),
            Err(error) => Err(D::Error::custom(format!(
                "正则表达式“{written}”有误\n请改正后再用：{}。",
                plain(&error)
            ))),
        }
    }
}

/// The usual mistakes in a regular expression, in plain words.
const MISTAKES: [(&str, &str); 6] = [
    ("unclosed character class", "方括号 [ 没有配对的 ]"),
    ("unclosed group", "括号 ( 没有配对的 )"),
    (
        "unopened group",
        "括号 ) 前面没有配对的 (；要查括号本身，写成 \\(",
    ),
    (
        "repetition operator missing",
        "* + ? 或 { 前面没有要重复的字",
    ),
    ("look-around", "不支持 (?= (?! (?<= (?<! 这几种写法"),
    ("backreferences", "不支持 \\1 一类的写法"),
];

/// What is wrong with a regular expression, on one line.
fn plain(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or("");
    let known = MISTAKES.iter().find(|(said, _)| last.contains(said));
    known.map_or_else(
        || last.trim_start_matches("error: ").to_owned(),
        |(_, plain)| (*plain).to_owned(),
    )
}

/// The words of a list as they are shown, cut where they are many.
pub fn shown<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> String {
    let count = words.len();
    let first: Vec<&str> = words.take(SHOWN).collect();
    let more = if count > SHOWN {
        format!(" 等 {count} 个")
    } else {
        String::new()
    };
    format!("{}{more}", first.join("、"))
}
