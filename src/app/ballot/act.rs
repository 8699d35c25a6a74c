//! What is decided on a page, as the cells of the review workbook that a person would fill in for it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Ballot;
use crate::error::Error;
use crate::ingest::{Filled, Standing, StandingRow, StandingSheet};
use crate::model::{Choice, Level, REVIEW_HEADS, REVIEW_LEVELS, Ruling, Stroke};
use crate::text;
use crate::writer::MAX_TEXT;
use crate::writer::marked::{Fill, Filling};

/// Characters of a risk point in what is told of a step.
const SHOWN: usize = 20;

/// A row of the workbook: its sheet by number, and the row in it, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The sheet, as [`Ballot::sheets`] has them.
    pub sheet: usize,
    /// The row.
    pub row: u32,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A row is decided, with a reason where one is given.
    Rule(Spot, Ruling, String),
    /// The rows of a section that are still to be decided get the level that is suggested for each.
    Agree(String),
    /// What was filled in for the rows of a section that were to be decided is taken out.
    Reopen(String),
    /// All that is left of a section, or all of it, is confirmed; or is no longer.
    Stroke(Option<String>, bool),
    /// A pair is one or is not.
    Pair(Spot, Choice, String),
    /// What was written into a row is taken out.
    Clear(Spot),
    /// By whom and on which day all rows are decided that do not say it themselves.
    By(String, Option<NaiveDate>),
}

/// The level a row is put forward with: 拟审定等级, else 建议等级, else 自评等级; none where that is no level by itself.
pub fn put_forward(sheet: &StandingSheet, row: &StandingRow) -> Option<Level> {
    let [declared, suggested, proposed] = REVIEW_LEVELS.map(|head| sheet.shown(row, head).trim());
    let said = [proposed, suggested, declared]
        .into_iter()
        .find(|said| !said.is_empty())?;
    Level::ALL.into_iter().find(|level| level.title() == said)
}

/// The section a row is of.
pub fn section_of<'r>(sheet: &StandingSheet, row: &'r StandingRow) -> &'r str {
    sheet.shown(row, REVIEW_HEADS[5])
}

impl Ballot {
    /// The cells for a step, and how the step is told.
    ///
    /// # Errors
    /// The workbook has no such row, or nothing is left to be decided so; the text says what.
    pub fn fills(&self, act: &Act) -> Result<(Vec<Fill>, String), Error> {
        fits_a_cell(act)?;
        match act {
            Act::Rule(spot, ruling, reason) => self.rule(*spot, *ruling, reason),
            Act::Agree(section) => self.agree(section),
            Act::Reopen(section) => self.reopen(section),
            Act::Stroke(section, on) => self.stroke(section.as_deref(), *on),
            Act::Pair(spot, choice, reason) => {
                let (sheet, row) = self.row(*spot)?;
                let what = format!("{}：{}", short(sheet, row), choice.title());
                Ok((self.written(*spot, choice.title(), reason)?, what))
            }
            Act::Clear(spot) => {
                let (sheet, row) = self.row(*spot)?;
                Ok((
                    emptied(sheet, row).collect(),
                    format!("{}：不定了", short(sheet, row)),
                ))
            }
            Act::By(by, on) => self.by(by, *on),
        }
    }

    /// The row of a spot, with its sheet.
    ///
    /// # Errors
    /// There is none.
    pub fn row(&self, spot: Spot) -> Result<(&StandingSheet, &StandingRow), Error> {
        let sheet = self.sheets.get(spot.sheet);
        let row = sheet.and_then(|s| Some((s, s.rows.iter().find(|r| r.row == spot.row)?)));
        row.ok_or_else(|| {
            Error::Unknown("评审表里没有这一行，可能已经重新生成。请刷新页面".to_owned())
        })
    }

    fn rule(&self, spot: Spot, ruling: Ruling, reason: &str) -> Result<(Vec<Fill>, String), Error> {
        if ruling == Ruling::Struck && reason.trim().is_empty() {
            let why = "不登记的，要写明理由，以后才说得清。请填写理由再点“不登记”";
            return Err(Error::Unknown(why.to_owned()));
        }
        let (sheet, row) = self.row(spot)?;
        let what = format!("{}：{}", short(sheet, row), ruling.title());
        Ok((self.written(spot, ruling.title(), reason)?, what))
    }

    /// The word, and the reason where one is given. Where nobody is named above the table, the row says by whom and when.
    fn written(&self, spot: Spot, word: &str, reason: &str) -> Result<Vec<Fill>, Error> {
        let (sheet, row) = self.row(spot)?;
        let verdict = &row.verdict;
        let mut cells = vec![fill(&sheet.name, &verdict.ruling, text_or_none(word))];
        if !reason.trim().is_empty() {
            cells.push(fill(&sheet.name, &verdict.reason, text_or_none(reason)));
        }
        let (by, on) = self.usual();
        if sheet.by.cell.is_none() {
            cells.push(fill(&sheet.name, &verdict.by, text_or_none(by)));
            cells.push(fill(&sheet.name, &verdict.on, day(on)));
        }
        Ok(cells.into_iter().flatten().collect())
    }

    /// The rows of a section that are to be decided.
    fn asked(&self, section: &str) -> impl Iterator<Item = (&StandingSheet, &StandingRow)> {
        let key = text::key(section);
        let asked = self.sheets.iter().filter(|s| s.standing == Standing::Asked);
        let rows = asked.flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)));
        rows.filter(move |(sheet, row)| text::key(section_of(sheet, row)) == key)
    }

    fn reopen(&self, section: &str) -> Result<(Vec<Fill>, String), Error> {
        let decided = self
            .asked(section)
            .filter(|(_, row)| row.verdict.is_filled());
        let decided: Vec<_> = decided.collect();
        if decided.is_empty() {
            let why = format!("“{section}”的待评审事项都还没有填，没有可以清空的");
            return Err(Error::Unknown(why));
        }
        let fills = decided.iter().flat_map(|(sheet, row)| emptied(sheet, row));
        let what = format!("{section} {} 项清空，重新定", decided.len());
        Ok((fills.collect(), what))
    }

    fn agree(&self, section: &str) -> Result<(Vec<Fill>, String), Error> {
        let fills: Vec<Fill> = self
            .asked(section)
            .filter(|(_, row)| row.verdict.ruling.text.is_empty())
            .filter_map(|(sheet, row)| {
                let level = put_forward(sheet, row)?;
                fill(
                    &sheet.name,
                    &row.verdict.ruling,
                    text_or_none(level.title()),
                )
            })
            .collect();
        if fills.is_empty() {
            let why = format!(
                "“{section}”没有可以按建议审定的待评审事项：都已填写，或者没有建议等级，要逐条定"
            );
            return Err(Error::Unknown(why));
        }
        let what = format!("{section} {} 项按建议审定", fills.len());
        Ok((fills, what))
    }

    /// The word that confirms all that is left, in the cell meant for it.
    fn stroke(&self, section: Option<&str>, on: bool) -> Result<(Vec<Fill>, String), Error> {
        let rest = || self.sheets.iter().filter(|s| s.standing == Standing::Rest);
        let (stroke, who) = match section {
            Some(section) => (Stroke::Section, format!("{section}其余条目")),
            None => (Stroke::All, "全部其余条目".to_owned()),
        };
        let content = if on {
            text_or_none(stroke.title())
        } else {
            Filling::Nothing
        };
        let mut cells = match section {
            None => rest()
                .filter_map(|s| fill(&s.name, &s.whole, content.clone()))
                .collect::<Vec<_>>(),
            Some(section) => {
                let key = text::key(section);
                let rows = rest().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)));
                let own = rows.filter(|(sheet, row)| text::key(section_of(sheet, row)) == key);
                own.filter_map(|(sheet, row)| {
                    fill(&sheet.name, row.stroke.as_ref()?, content.clone())
                })
                .collect()
            }
        };
        // Said once is enough; taken back it must stand nowhere.
        if on {
            cells.truncate(1);
        }
        if cells.is_empty() {
            return Err(Error::Unknown(format!("评审表里没有“{who}”可以一并审定")));
        }
        let done = if on {
            "一并审定"
        } else {
            "不再一并审定"
        };
        Ok((cells, format!("{who}：{done}")))
    }

    fn by(&self, by: &str, on: Option<NaiveDate>) -> Result<(Vec<Fill>, String), Error> {
        let cells = self.sheets.iter().flat_map(|sheet| {
            [
                fill(&sheet.name, &sheet.by, text_or_none(by)),
                fill(&sheet.name, &sheet.on, day(on)),
            ]
        });
        let cells: Vec<Fill> = cells.flatten().collect();
        if cells.is_empty() {
            let why = "评审表里没有“审定人”“审定日期”一行，可能被删去了。请在 Excel 里逐行填写";
            return Err(Error::Unknown(why.to_owned()));
        }
        Ok((cells, "审定人和审定日期".to_owned()))
    }

    /// By whom and on which day, as written above the first table that says it.
    pub fn usual(&self) -> (&str, Option<NaiveDate>) {
        let sheet = self.sheets.iter().find(|sheet| sheet.by.cell.is_some());
        sheet.map_or(("", None), |sheet| {
            let on = NaiveDate::parse_from_str(&sheet.on.text, "%Y-%m-%d");
            (sheet.by.text.trim(), on.ok())
        })
    }
}

/// What is filled into a row, taken out.
fn emptied(sheet: &StandingSheet, row: &StandingRow) -> impl Iterator<Item = Fill> {
    let cells = row.verdict.cells().into_iter();
    let filled = cells.filter(|filled| !filled.text.is_empty());
    filled.filter_map(|filled| fill(&sheet.name, filled, Filling::Nothing))
}

/// What a row is about, in a few words.
fn short(sheet: &StandingSheet, row: &StandingRow) -> String {
    let [.., section, _, _, risk] = REVIEW_HEADS;
    let risk = text::excerpt(sheet.shown(row, risk), SHOWN);
    format!("{}“{risk}”", sheet.shown(row, section))
}

fn fill(sheet: &Arc<str>, filled: &Filled, content: Filling) -> Option<Fill> {
    Some(Fill {
        sheet: Arc::clone(sheet),
        cell: filled.cell?,
        content,
    })
}

fn text_or_none(text: &str) -> Filling {
    match text.trim() {
        "" => Filling::Nothing,
        text => Filling::Text(text.to_owned()),
    }
}

fn day(on: Option<NaiveDate>) -> Filling {
    on.map_or(Filling::Nothing, Filling::Day)
}

/// What is written must stand in a cell as it is.
fn fits_a_cell(act: &Act) -> Result<(), Error> {
    let (Act::Rule(_, _, text) | Act::Pair(_, _, text) | Act::By(text, _)) = act else {
        return Ok(());
    };
    if text.encode_utf16().count() <= MAX_TEXT {
        return Ok(());
    }
    let why = format!("写得太长了，一格最多 {MAX_TEXT} 个字，没有写入。请写短一些");
    Err(Error::Unknown(why))
}
