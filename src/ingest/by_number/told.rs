//! What is said of levels given by numbers.

use std::collections::BTreeMap;

use super::line::{Giver, Line};
use crate::diagnostic::Diagnostic;
use crate::ingest::checks;
use crate::location::Place;
use crate::model::{Entry, Field, Level};
use crate::text;

/// Numbers or entries named in one message.
const MOST_NAMED: usize = 12;

/// The entries that were given each level, by their names.
pub type Read = BTreeMap<Level, Vec<String>>;

/// Why a line was not taken, or not for all of its entries.
#[derive(Debug)]
pub enum Why {
    /// Its words.
    Words,
    /// It names entries that are not there, or not once.
    Missing(Vec<String>),
    /// It numbers several entries alike.
    Several(Vec<String>),
    /// Entries of other tables have the same numbers.
    Tables,
    /// It does not say which of several entries it means.
    Whole,
    /// No entry has a number.
    Unnumbered,
    /// Nobody knows who gives it.
    Stranger,
    /// It says something else than the entry does.
    Against(Vec<String>),
}

/// What is said of one line.
pub struct Told<'a> {
    pub line: &'a Line,
    pub giver: Giver,
    pub place: &'a Place,
}

impl Told<'_> {
    /// What was read so.
    pub fn read(&self, read: &Read) -> Diagnostic {
        let levels = read
            .iter()
            .map(|(level, own)| format!("{}：{level}", listed(own)));
        let levels: Vec<String> = levels.collect();
        let what = match self.giver {
            Giver::Others => "各条旁边的意见",
            _ => self.giver.field().title(),
        };
        let message = format!(
            "“{}”写的等级，读作{what}（{}），原文保留，请核对",
            self.line.name(),
            levels.join("；")
        );
        self.finding(&checks::LEVEL_BY_NUMBER, message)
    }

    /// What was not, and why.
    pub fn unread(&self, why: &Why, held: usize) -> Diagnostic {
        let reason = match why {
            Why::Words => "话里有看不出意思的地方".to_owned(),
            Why::Missing(names) => format!("表中没有{}", listed(names)),
            Why::Whole => "没有写是哪几条".to_owned(),
            Why::Several(numbers) => format!("序号 {} 在表中不止一条", listed(numbers)),
            Why::Tables => "同一张工作表上几张表都有这些序号，看不出说的是哪一张".to_owned(),
            Why::Unnumbered => "表中各条没有写序号".to_owned(),
            Why::Stranger => "看不出这是哪一道的等级".to_owned(),
            Why::Against(both) => format!("与表中写的不一致（{}）", listed(both)),
        };
        let left = match self.giver {
            Giver::Others => "没有取用".to_owned(),
            _ => format!("没有取用，{held} 条等级待定"),
        };
        let message = format!("“{}”写了各条的等级，而{reason}；{left}", self.line.name());
        self.finding(&checks::LEVEL_NUMBER_OPEN, message)
    }

    fn finding(&self, check: &crate::diagnostic::Check, message: String) -> Diagnostic {
        let place = Place {
            cell: Some(self.line.cell),
            ..self.place.clone()
        };
        Diagnostic::new(check, place, message).found(&*self.line.text)
    }
}

/// The entry by its number, else by its risk.
pub fn name(entry: &Entry) -> String {
    let number = entry.text(Field::Seq).or(entry.text(Field::Risk));
    text::excerpt(number.unwrap_or("—"), 8)
}

/// An entry with the level that it has itself.
pub fn both(giver: Giver, entry: &Entry) -> String {
    let own = entry.text(giver.field()).or(entry.text(Field::Level));
    let own = text::excerpt(own.unwrap_or("—"), 8);
    format!("{}：表中“{own}”", name(entry))
}

fn listed(words: &[String]) -> String {
    let shown: Vec<&str> = words.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = if words.len() > MOST_NAMED { "等" } else { "" };
    format!("{}{more}", shown.join("、"))
}
