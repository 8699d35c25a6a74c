//! How one person writes: notation of levels and dates, numbering of lists, marks for blanks, care or lack of it.
//! A form has one manner throughout.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::answers::{Consequence, Verdict};
use super::content::read;
use super::rng::Rng;
use crate::model::Level;
use crate::writer::Content;

/// Longest text of a cell in characters.
const LONGEST: usize = 120;

/// How carefully a form is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// Title, coloured head, centred short values.
    Neat,
    /// Lines around the cells and nothing else.
    Lined,
    /// Typed straight into an empty sheet.
    Raw,
}

/// What is written where nobody can decide, and the check that must say so.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Open {
    /// No level at all.
    Unknown(&'static str),
    /// Several levels.
    Several(&'static str),
    /// How many there are of each.
    Count(&'static str),
}

/// A notation of levels.
#[derive(Debug, Deserialize)]
pub struct Notation {
    /// Levels one, two, three.
    words: [&'static str; 3],
    /// A fourth, which would make it a finer scale.
    fourth: &'static str,
    /// Undecided.
    open: Open,
}

/// Numbering of lists: what stands before each item, and between items.
#[derive(Debug, Deserialize)]
#[serde(bound = "'de: 'static")]
struct Numbering {
    numbers: [&'static str; 4],
    between: String,
}

/// Yes and no to a question, to a question whether there is something, and 可能后果 from 刑事 downwards.
#[derive(Debug, Deserialize)]
#[serde(bound = "'de: 'static")]
struct Answering {
    is: [&'static str; 2],
    has: [&'static str; 2],
    consequences: [&'static str; 3],
}

#[derive(Deserialize)]
#[serde(bound = "'de: 'static")]
struct Manners {
    notations: Vec<Notation>,
    traditional: Notation,
    lists: Vec<Numbering>,
    answerings: Vec<Answering>,
}

static MANNERS: LazyLock<Manners> = LazyLock::new(|| read(include_str!("data/manners.toml")));

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// A date cell where the date has a cell of its own, else 2026-11-02.
    Cell,
    /// 2026-11-2.
    Dashes,
    /// 2026.11.2.
    Dots,
    /// 2026/11/2.
    Slashes,
    /// 2026年11月2日.
    Chinese,
    /// 2026年11月.
    Month,
    /// ２０２６年１１月２日.
    Wide,
}

const DATES: [DateStyle; 7] = [
    DateStyle::Cell,
    DateStyle::Dashes,
    DateStyle::Dots,
    DateStyle::Slashes,
    DateStyle::Chinese,
    DateStyle::Month,
    DateStyle::Wide,
];

/// Who is named as 责任人.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerStyle {
    /// The post.
    Post,
    /// The person.
    Person,
    /// 科室主要负责人 for level one, the post for the others.
    ByLevel,
    /// 分管领导 and 科室负责人 for level one, on two lines.
    Two,
}

/// One person's way of writing.
#[derive(Clone, Debug)]
pub struct Manner {
    /// How carefully the form is drawn.
    pub care: Care,
    /// Notation of levels.
    pub notation: &'static Notation,
    /// How the date is written.
    pub date: DateStyle,
    /// Who is named as 责任人.
    pub owner: OwnerStyle,
    /// What is written where there is nothing to say.
    pub blank: &'static str,
    /// What is written for 同上.
    pub ditto: &'static str,
    list: &'static Numbering,
    half_width: bool,
    /// Notation of answers.
    answering: &'static Answering,
}

impl Manner {
    /// A manner for form `number`; the notations take turns, so that a year has all of them.
    pub fn new(rng: &mut Rng, number: usize) -> Self {
        let m = &*MANNERS;
        Self {
            care: *rng.pick(&[Care::Neat, Care::Neat, Care::Lined, Care::Lined, Care::Raw]),
            notation: &m.notations[number % m.notations.len()],
            date: DATES[(number + rng.below(2)) % DATES.len()],
            owner: *rng.pick(&[
                OwnerStyle::Post,
                OwnerStyle::ByLevel,
                OwnerStyle::Person,
                OwnerStyle::Two,
            ]),
            blank: *rng.pick(&["", "", "无", "/", "—", "暂无"]),
            ditto: *rng.pick(&["同上", "〃"]),
            list: &m.lists[(number + rng.below(3)) % m.lists.len()],
            half_width: rng.chance(15),
            answering: &m.answerings[number % m.answerings.len()],
        }
    }

    /// Yes or no; `has` for a question whether there is something.
    pub fn yes_no(&self, answer: Option<bool>, has: bool) -> &'static str {
        let Answering {
            is, has: there_is, ..
        } = self.answering;
        let words = if has { there_is } else { is };
        answer.map_or("", |yes| words[usize::from(!yes)])
    }

    /// 可能后果.
    pub fn consequence(&self, consequence: Consequence) -> &'static str {
        let words = self.answering.consequences;
        match consequence {
            Consequence::Criminal => words[0],
            Consequence::Discipline => words[1],
            Consequence::Internal => words[2],
            Consequence::NotGiven | Consequence::Unclear => "",
        }
    }

    /// The same manner, levels in traditional characters.
    pub fn in_traditional(&mut self) {
        self.notation = &MANNERS.traditional;
    }

    /// The text of a level.
    pub fn level(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Known(Level::One) => self.notation.words[0],
            Verdict::Known(Level::Two) => self.notation.words[1],
            Verdict::Known(Level::Three) => self.notation.words[2],
            Verdict::Open => match self.notation.open {
                Open::Unknown(text) | Open::Several(text) | Open::Count(text) => text,
            },
            Verdict::Blank => "",
        }
    }

    /// A word that shows a scale of more than three levels in this notation.
    pub fn fourth_level(&self) -> &'static str {
        self.notation.fourth
    }

    /// What is wrong with a level cell as it stands: the code of the check and the words; nothing for a level.
    pub fn level_fault(&self, verdict: Verdict) -> Option<(&'static str, &'static str)> {
        match (verdict, &self.notation.open) {
            (Verdict::Known(_), _) => None,
            (Verdict::Blank, _) => Some(("E01", "等级空着")),
            (Verdict::Open, Open::Unknown(_)) => Some(("L01", "等级没有定下来")),
            (Verdict::Open, Open::Several(_)) => Some(("L02", "一格写了几个等级")),
            (Verdict::Open, Open::Count(_)) => Some(("L03", "等级栏写的是个数")),
        }
    }

    /// Text as this person types it.
    pub fn typed(&self, text: &str) -> String {
        if !self.half_width {
            return text.to_owned();
        }
        text.chars()
            .map(|c| match c {
                '，' => ',',
                '；' => ';',
                '：' => ':',
                '（' => '(',
                '）' => ')',
                c => c,
            })
            .collect()
    }

    /// Several sentences in one cell; as many as there is room for, at least the first.
    pub fn list<'a>(&self, items: impl IntoIterator<Item = &'a String>) -> String {
        let items: Vec<&String> = items.into_iter().collect();
        let Numbering { numbers, between } = self.list;
        let mut out = String::new();
        for (item, number) in items.iter().zip(numbers) {
            let more = if out.is_empty() { "" } else { between };
            let number = if items.len() == 1 { "" } else { *number };
            let more = format!("{more}{number}{item}");
            if !out.is_empty() && out.chars().count() + more.chars().count() >= LONGEST {
                break;
            }
            out.push_str(&more);
        }
        if between != "\n" {
            out.push('。');
        }
        self.typed(&out)
    }

    /// A date in running text.
    pub fn date_text(&self, date: NaiveDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.date {
            DateStyle::Cell => date.to_string(),
            DateStyle::Dashes => format!("{year}-{month}-{day}"),
            DateStyle::Dots => format!("{year}.{month}.{day}"),
            DateStyle::Slashes => format!("{year}/{month}/{day}"),
            DateStyle::Chinese => format!("{year}年{month}月{day}日"),
            DateStyle::Month => format!("{year}年{month}月"),
            DateStyle::Wide => wide(&format!("{year}年{month}月{day}日")),
        }
    }

    /// A date in a cell of its own.
    pub fn date_content(&self, date: NaiveDate) -> Content {
        match self.date {
            DateStyle::Cell => Content::Date(date),
            _ => Content::text(self.date_text(date)),
        }
    }
}

/// Digits in full width.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(u32::from('０') + digit).unwrap_or(c),
            None => c,
        })
        .collect()
}

/// A level as a tick before one of three.
pub fn ticked(verdict: Verdict) -> String {
    let boxes = Level::ALL.map(|level| {
        let tick = if verdict == Verdict::Known(level) {
            "√"
        } else {
            " "
        };
        format!("（{tick}）{level}")
    });
    boxes.concat()
}
