//! How one person writes: notation of levels and dates, numbering of lists, marks for blanks, care or lack of it.
//! A form has one manner throughout.

use chrono::{Datelike, NaiveDate};

use Open::{Count, Several, Unknown};

use super::answers::Consequence;
use super::compose::Verdict;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// No level at all.
    Unknown(&'static str),
    /// Several levels.
    Several(&'static str),
    /// How many there are of each.
    Count(&'static str),
}

/// A notation of levels: one, two, three, a fourth that makes it a finer scale, and what is written where nobody can
/// decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// Levels one, two, three.
    words: [&'static str; 3],
    /// A fourth level.
    fourth: &'static str,
    /// Undecided.
    open: Open,
}

const fn notation(words: [&'static str; 3], fourth: &'static str, open: Open) -> Notation {
    Notation {
        words,
        fourth,
        open,
    }
}

/// The notations seen in life.
const NOTATIONS: [Notation; 13] = [
    notation(["一级", "二级", "三级"], "四级", Several("一、二级")),
    notation(["一级", "二级", "三级"], "四级", Several("二级或三级")),
    notation(
        ["一级风险", "二级风险", "三级风险"],
        "四级风险",
        Unknown("待定"),
    ),
    notation(["Ⅰ级", "Ⅱ级", "Ⅲ级"], "Ⅳ级", Several("Ⅰ、Ⅱ级")),
    notation(["I级", "II级", "III级"], "IV级", Unknown("待研究")),
    notation(["1", "2", "3"], "4", Unknown("待定")),
    notation(["1级", "2级", "3级"], "4级", Several("1-2级")),
    notation(["高", "中", "低"], "极高", Several("高/中")),
    notation(["高", "中", "低"], "极高", Count("1中2低")),
    notation(["高级", "中级", "低级"], "极高级", Several("中级或低级")),
    notation(
        ["高风险", "中风险", "低风险"],
        "极高风险",
        Several("高、中风险"),
    ),
    notation(["A", "B", "C"], "D", Several("B、C")),
    notation(["重大", "较大", "一般"], "特别重大", Unknown("待定")),
];
const STARS: Notation = notation(["★★★", "★★", "★"], "★★★★", Unknown("待定"));
const TRADITIONAL: Notation = notation(["一級", "二級", "三級"], "四級", Unknown("待定"));

/// Numbering of lists: what stands before the first item and so on, and between items.
const LISTS: [(&[&str], &str); 8] = [
    (&["1.", "2.", "3.", "4."], "\n"),
    (&["1、", "2、", "3、", "4、"], "\n"),
    (&["（1）", "（2）", "（3）", "（4）"], "\n"),
    (&["①", "②", "③", "④"], "；"),
    (&["一是", "二是", "三是", "四是"], "；"),
    (&["1.", "2.", "3.", "4."], "；"),
    (&["1）", "2）", "3）", "4）"], ""),
    (&["", "", "", ""], "；"),
];

/// Yes and no to a question, to a question whether there is something, and 可能后果 from 刑事 downwards.
type Answering = ([&'static str; 2], [&'static str; 2], [&'static str; 3]);
const ANSWERINGS: [Answering; 4] = [
    (
        ["是", "否"],
        ["有", "无"],
        ["刑事责任", "党纪政纪处分", "内部责任追究"],
    ),
    (
        ["√", "×"],
        ["√", "×"],
        ["构成犯罪，追究刑事责任", "党纪处分", "通报批评"],
    ),
    (
        ["Y", "N"],
        ["Y", "N"],
        ["移送司法机关", "党纪政务处分", "诫勉谈话"],
    ),
    (
        ["☑是 □否", "□是 ☑否"],
        ["☑有 □无", "□有 ☑无"],
        ["刑事", "党纪政纪", "内部"],
    ),
];

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
    pub notation: Notation,
    /// How the date is written.
    pub date: DateStyle,
    /// Who is named as 责任人.
    pub owner: OwnerStyle,
    /// What is written where there is nothing to say.
    pub blank: &'static str,
    /// What is written for 同上.
    pub ditto: &'static str,
    list: usize,
    half_width: bool,
    /// Notation of answers.
    answering: usize,
}

impl Manner {
    /// A manner for form `number`; the notations take turns, so that a year has all of them.
    pub fn new(rng: &mut Rng, number: usize) -> Self {
        Self {
            care: *rng.pick(&[Care::Neat, Care::Neat, Care::Lined, Care::Lined, Care::Raw]),
            notation: if number % 14 == 13 {
                STARS
            } else {
                NOTATIONS[number % 14]
            },
            date: DATES[(number + rng.below(2)) % DATES.len()],
            owner: *rng.pick(&[
                OwnerStyle::Post,
                OwnerStyle::ByLevel,
                OwnerStyle::Person,
                OwnerStyle::Two,
            ]),
            blank: *rng.pick(&["", "", "无", "/", "—", "暂无"]),
            ditto: *rng.pick(&["同上", "〃"]),
            list: (number + rng.below(3)) % LISTS.len(),
            half_width: rng.chance(15),
            answering: number % ANSWERINGS.len(),
        }
    }

    /// Yes or no; `has` for a question whether there is something.
    pub fn yes_no(&self, answer: Option<bool>, has: bool) -> &'static str {
        let (is, there_is, _) = ANSWERINGS[self.answering];
        let words = if has { there_is } else { is };
        answer.map_or("", |yes| words[usize::from(!yes)])
    }

    /// 可能后果.
    pub const fn consequence(&self, consequence: Consequence) -> &'static str {
        let words = ANSWERINGS[self.answering].2;
        match consequence {
            Consequence::Criminal => words[0],
            Consequence::Discipline => words[1],
            Consequence::Internal => words[2],
            Consequence::NotGiven | Consequence::Unclear => "",
        }
    }

    /// The same manner, levels in traditional characters.
    pub fn in_traditional(&mut self) {
        self.notation = TRADITIONAL;
    }

    /// The text of a level.
    pub fn level(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Known(Level::One) => self.notation.words[0],
            Verdict::Known(Level::Two) => self.notation.words[1],
            Verdict::Known(Level::Three) => self.notation.words[2],
            Verdict::Open => match self.notation.open {
                Unknown(text) | Several(text) | Count(text) => text,
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
        match (verdict, self.notation.open) {
            (Verdict::Known(_), _) => None,
            (Verdict::Blank, _) => Some(("E01", "等级空着")),
            (Verdict::Open, Unknown(_)) => Some(("L01", "等级没有定下来")),
            (Verdict::Open, Several(_)) => Some(("L02", "一格写了几个等级")),
            (Verdict::Open, Count(_)) => Some(("L03", "等级栏写的是个数")),
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
        let (numbers, between) = LISTS[self.list];
        let mut out = String::new();
        for (item, number) in items.iter().zip(numbers) {
            let more = if out.is_empty() {
                String::new()
            } else {
                between.to_owned()
            };
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
            _ => Content::Text(self.date_text(date)),
        }
    }

    /// What a perfect reader gets of the date.
    pub fn date_truth(&self, date: NaiveDate) -> String {
        match self.date {
            DateStyle::Month => date.format("%Y-%m").to_string(),
            _ => date.to_string(),
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
