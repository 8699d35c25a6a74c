//! The cells below a head, as far as they help to understand it: a column of levels is one of levels, whatever its head.

use super::label::is_category;
use super::names;
use super::person_names;
use super::ruling::{self, Beside};
use super::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::reader::Written;

/// Rows below a head that are looked at.
const ROWS: u32 = 30;

/// The first rows below a head.
pub struct Sample<'a> {
    /// The sheet.
    pub view: View<'a>,
    /// The last row of the head.
    pub head: u32,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl<'a> Sample<'a> {
    fn texts(&self, col: u32) -> impl Iterator<Item = Written<'a>> {
        let rows = self.head + 1..=self.head.saturating_add(ROWS);
        rows.filter_map(move |row| self.view.own(CellRef::new(row, col)))
    }

    /// Whether nothing stands there.
    pub fn is_blank(&self, col: u32) -> bool {
        self.texts(col).next().is_none()
    }

    /// Whether half of what stands there, or more, is `true` for `is`.
    fn mostly(&self, col: u32, is: impl Fn(Written<'a>) -> bool) -> bool {
        let (mut all, mut fit) = (0, 0);
        for text in self.texts(col) {
            all += 1;
            fit += usize::from(is(text));
        }
        all > 0 && fit * 2 >= all
    }

    /// Whether levels stand there.
    pub fn mostly_levels(&self, col: u32) -> bool {
        self.mostly(col, |text| self.lookup.level_word(&text).is_level())
    }

    /// Whether levels stand there, or words that give one or agree with one: 同意, 调整为二级.
    pub fn mostly_rulings(&self, col: u32) -> bool {
        self.mostly(col, |text| {
            ruling::agrees(&text) || ruling::read(&text, Beside::default(), self.lookup).is_some()
        })
    }

    /// Whether several levels and nothing else stand there, as words: 高风险, not 1.
    pub fn all_levels(&self, col: u32) -> bool {
        let is_level = |text: Written<'_>| {
            !text.folded().is_ascii() && self.lookup.level_word(&text).is_level()
        };
        let mut texts: Vec<&str> = Vec::new();
        for text in self.texts(col) {
            if !is_level(text) {
                return false;
            }
            texts.push(text.folded());
        }
        texts.sort_unstable();
        texts.dedup();
        texts.len() > 1
    }

    /// Whether nothing but numbers, or words that are counted, stand there: 1, (二), 风险点1, 措施一.
    pub fn mostly_numbers(&self, col: u32) -> bool {
        let words = ["风险点", "风险", "措施", "第", "条", "项", "点"];
        self.mostly(col, |text| {
            let mut rest = text.folded().to_owned();
            for word in words {
                rest = rest.replace(word, "");
            }
            let numeral = |c: char| {
                !c.is_alphanumeric() || c.is_numeric() || "一二三四五六七八九十".contains(c)
            };
            text.chars().nth(5).is_none()
                && rest.chars().any(char::is_alphanumeric)
                && rest.chars().all(numeral)
        })
    }

    /// Whether names of kinds of risk stand there.
    pub fn mostly_categories(&self, col: u32) -> bool {
        self.mostly(col, |text| is_category(text.folded(), self.lookup))
    }

    /// Whether names of sections or of posts stand there, so that the column says whose the rows are.
    pub fn names_whose(&self, col: u32) -> bool {
        self.mostly_sections(col) || self.mostly_posts(col)
    }

    /// Whether names of posts stand there: 拨付岗.
    pub fn mostly_posts(&self, col: u32) -> bool {
        self.mostly(col, |text| names::post_in(&text).is_some())
    }

    /// Whether names of persons stand there, one or several in a cell.
    pub fn mostly_persons(&self, col: u32) -> bool {
        self.mostly(col, |text| {
            let mut names = text.split(['、', '，', ',', '\n', ' ', '　']);
            names.all(|name| {
                person_names::is_person(name, self.lookup) && self.lookup.section(name).is_none()
            })
        })
    }

    /// Whether names of sections stand there.
    pub fn mostly_sections(&self, col: u32) -> bool {
        self.mostly(col, |text| {
            self.lookup.looks_like_section(&text) && !self.lookup.looks_like_unit(&text)
        })
    }
}
