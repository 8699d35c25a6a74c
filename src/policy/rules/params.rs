//! The settings of a rule as its kind asks for them; what is missing or wrong is reported with its line.

use regex::Regex;

use super::written::{LISTS, NUMBERS, WrittenRule};
use crate::model::Field;
use crate::policy::decode::At;
use crate::policy::source::Problem;
use crate::text;

/// A rule's settings while it is built.
pub struct Params<'w> {
    rule: &'w WrittenRule,
    out: &'w mut Vec<Problem>,
}

impl<'w> Params<'w> {
    /// The settings of `rule`; problems are added to `out`.
    pub fn new(rule: &'w WrittenRule, out: &'w mut Vec<Problem>) -> Self {
        Self { rule, out }
    }

    fn list(&self, name: &str) -> Option<&'w Vec<At<String>>> {
        let at = LISTS.iter().position(|n| *n == name)?;
        self.rule.lists[at].as_ref().filter(|l| !l.is_empty())
    }

    fn missing(&mut self, name: &str, example: &str) {
        let kind = self.rule.kind.as_ref().map_or("", |k| k.value.as_str());
        self.out.push(Problem::new(
            self.rule.span.clone(),
            format!("“{kind}”这种规则必须写明 {name}"),
            format!("请加一行 {name} = {example}。"),
        ));
    }

    /// Asks that the fields be named.
    pub fn fields(&mut self) -> Option<()> {
        if self.list("fields").is_none() {
            self.missing("fields", "[\"measures\"]");
            return None;
        }
        Some(())
    }

    /// The other fields.
    pub fn of(&mut self) -> Option<Vec<Field>> {
        let Some(list) = self.list("of") else {
            self.missing("of", "[\"risk\"]");
            return None;
        };
        Some(read_fields(list, self.out))
    }

    /// The words by their comparable keys, longest first.
    pub fn words(&mut self) -> Option<Vec<String>> {
        let Some(list) = self.list("words") else {
            self.missing("words", "[\"加强学习\"]");
            return None;
        };
        let mut words: Vec<String> = list.iter().map(|w| text::key(&w.value)).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
        Some(words)
    }

    /// The patterns.
    pub fn patterns(&mut self) -> Option<Vec<Regex>> {
        let Some(list) = self.list("patterns") else {
            self.missing("patterns", "['【[^】]*】']");
            return None;
        };
        let mut patterns = Vec::new();
        for written in list {
            let (title, help) = match Regex::new(&written.value) {
                Ok(pattern) if !pattern.is_match("") => {
                    patterns.push(pattern);
                    continue;
                }
                Ok(_) => (
                    format!("正则表达式“{}”连空白也符合", written.value),
                    "每一格都会成为问题：请写明至少要有的字。".to_owned(),
                ),
                Err(error) => (
                    format!("正则表达式“{}”有误", written.value),
                    format!("请改正后再用：{}。", plain(&error)),
                ),
            };
            self.out
                .push(Problem::new(written.span.clone(), title, help));
        }
        Some(patterns)
    }

    /// A number.
    pub fn count(&mut self, name: &'static str) -> Option<usize> {
        let at = NUMBERS.iter().position(|n| *n == name)?;
        let Some(number) = &self.rule.numbers[at] else {
            self.missing(name, "10");
            return None;
        };
        usize::try_from(number.value).ok()
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

/// Fields by their names in the policy.
pub fn read_fields(list: &[At<String>], out: &mut Vec<Problem>) -> Vec<Field> {
    let mut fields = Vec::new();
    for name in list {
        if let Some(field) = Field::from_key(&name.value) {
            fields.push(field);
            continue;
        }
        let known = || Field::ALL.iter().map(|f| f.key());
        let near = text::nearest(&name.value, known());
        let hint = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
        let all: Vec<&str> = known().collect();
        out.push(Problem::new(
            name.span.clone(),
            format!("没有名为“{}”的栏目", name.value),
            format!("{hint}可用的栏目有：{}。", all.join("、")),
        ));
    }
    fields
}
