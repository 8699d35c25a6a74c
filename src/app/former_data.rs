//! The data of a result, read back: `data/register.jsonl` and `data/numbers.jsonl`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::reason::plain_reason;
use super::record::Record;
use crate::digest::sha256_hex;
use crate::model::{
    About, Answer, Fate, Field, Former, FormerDecision, LedgerEntry, LedgerKind, Level, RatedFrom,
    Retired, Standing,
};

/// The register as data.
pub const REGISTER: &str = "data/register.jsonl";
/// All rows as data.
const ENTRIES: &str = "data/entries.jsonl";
/// The numbers that stand no more.
pub const NUMBERS: &str = "data/numbers.jsonl";
/// What people chose about repeats.
pub const CHOICES: &str = "data/choices.jsonl";
/// The lines of the ledgers.
pub const LEDGER: &str = "data/ledger.jsonl";
/// Last year's result, as it was used.
pub const LAST_YEAR: &str = "data/previous.json";
/// This year's result as it was when the year began.
pub const START: &str = "data/start.json";

/// Fields whose texts are passed on: all but what is read as levels, answers, dates and people, or belongs to a form alone.
pub fn passed_on() -> impl Iterator<Item = Field> {
    let alone = [Field::Seq, Field::Number, Field::Owner, Field::Gone];
    let fields = Field::ALL.iter().copied();
    fields.filter(move |f| !(f.is_level() || f.is_answer() || f.is_date() || alone.contains(f)))
}

/// A line of the register, as far as it is passed on.
#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    owner: Option<Vec<String>>,
    #[serde(default)]
    answers: BTreeMap<Field, Answer>,
    #[serde(default)]
    level_text: Option<String>,
    declared_level: Option<Level>,
    effective_level: Option<Level>,
    confirmed_level: Option<Level>,
    #[serde(default)]
    decision: Option<FormerDecision>,
    #[serde(default)]
    rated_from: Option<RatedFrom>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

/// Files of the data that are read back.
const READ_BACK: [&str; 4] = [REGISTER, NUMBERS, CHOICES, LEDGER];

/// A line of the register as what a later result may take over.
///
/// # Errors
/// It is no line of the register.
pub fn standing_of(line: &str) -> serde_json::Result<Standing> {
    serde_json::from_str(line).map(standing)
}

/// Whether what is read back is what was written: a file that was cut short or is missing would pass on less without a word.
///
/// # Errors
/// It is not; the reason names the file.
fn check(folder: &Path, record: &Record) -> Result<(), String> {
    let written = record.outputs.iter();
    for output in written.filter(|o| READ_BACK.contains(&o.path.as_str())) {
        match fs::read(folder.join(&output.path)) {
            Ok(bytes) if sha256_hex(&bytes) == output.sha256 => {}
            Ok(_) => {
                return Err(format!(
                    "{} 与写出时不同，被改动过或者没有写全",
                    output.path
                ));
            }
            // A register that is lost as a whole is for the caller.
            Err(error) if error.kind() == ErrorKind::NotFound && output.path == REGISTER => {}
            Err(error) => {
                return Err(format!(
                    "{} 读不出来：{}",
                    output.path,
                    plain_reason(&error)
                ));
            }
        }
    }
    Ok(())
}

/// What is left of a result whose register is lost: the highest number it gave. None where there is no result, or it has its
/// register.
pub fn lost(folder: &Path) -> Option<Former> {
    let record = Record::read(folder).ok()?;
    let written = record.outputs.iter().any(|o| o.path == REGISTER);
    if !written || folder.join(REGISTER).exists() {
        return None;
    }
    let last = record.last_number.map(|id| Retired {
        id,
        ..Retired::default()
    });
    Some(Former {
        year: Some(record.year),
        retired: last.into_iter().collect(),
        ..Former::default()
    })
}

/// Whether a result stands in a folder, by its data.
pub fn is_result(folder: &Path) -> bool {
    folder.join(REGISTER).is_file()
}

/// The result in a folder by its data; none where it has no register. Its year is not known where its record cannot be read.
///
/// # Errors
/// The data cannot be read; the reason names file and line.
pub fn of_folder(folder: &Path) -> Result<Option<Former>, String> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let record = Record::read(folder).ok();
    let items = lines::<Line>(folder, REGISTER)?;
    if let Some(record) = &record {
        check(folder, record)?;
    }
    let Some(items) = items else {
        return Ok(None);
    };
    Ok(Some(Former {
        year: record.map(|record| record.year),
        items: items.into_iter().map(standing).collect(),
        retired: lines(folder, NUMBERS)?.unwrap_or_default(),
        choices: lines(folder, CHOICES)?.unwrap_or_default(),
        open: open(lines(folder, LEDGER)?.unwrap_or_default()),
    }))
}

/// An earlier result of which the result in a folder keeps a copy under this name; none where it keeps none.
///
/// # Errors
/// It cannot be read; the reason names the file.
pub fn kept(folder: &Path, name: &str) -> Result<Option<Former>, String> {
    let Some(text) = text(folder, name)? else {
        return Ok(None);
    };
    let read = serde_json::from_str(&text);
    read.map(Some)
        .map_err(|_| format!("{name} 不是本程序写的内容"))
}

/// What goes on among these lines: rectifications, and dispositions with a day by which they shall be settled, that are not
/// closed.
fn open(lines: Vec<LedgerEntry>) -> Vec<LedgerEntry> {
    let is_awaited = |line: &LedgerEntry| match line.ledger {
        LedgerKind::Rectification => true,
        LedgerKind::Disposition => line.deadline.is_some() || line.deadline_words.is_some(),
        LedgerKind::Monitoring => false,
    };
    let is_open =
        |line: &LedgerEntry| is_awaited(line) && line.fault.is_none() && !line.is_closed();
    lines.into_iter().filter(is_open).collect()
}

/// A line of the entries, as far as what was sent back is told.
#[derive(Deserialize)]
struct Handed {
    status: Fate,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    post: Option<String>,
    #[serde(default)]
    matter: Option<String>,
    #[serde(default)]
    risk: Option<String>,
}

/// The entries of the result in a folder that were sent back or struck out.
///
/// # Errors
/// The data cannot be read; the reason names file and line.
pub fn returned(folder: &Path) -> Result<Vec<About>, String> {
    // A book beside which data lie is no folder.
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let all = lines::<Handed>(folder, ENTRIES)?.unwrap_or_default();
    let returned = all.into_iter().filter(|line| line.status == Fate::Returned);
    let about = returned.map(|line| About {
        section: line.section.unwrap_or_default(),
        post: line.post.unwrap_or_default(),
        matter: line.matter.unwrap_or_default(),
        risk: line.risk.unwrap_or_default(),
    });
    Ok(about.collect())
}

fn text(folder: &Path, name: &str) -> Result<Option<String>, String> {
    match fs::read_to_string(folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        // People may have put a file where the data would stand.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(format!("{name} 读不出来：{}", plain_reason(&error))),
    }
}

fn lines<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Option<Vec<T>>, String> {
    let Some(text) = text(folder, name)? else {
        return Ok(None);
    };
    let mut out = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let read = serde_json::from_str(line);
        out.push(read.map_err(|_| format!("{name} 第 {number} 行不是本程序写的内容"))?);
    }
    Ok(Some(out))
}

fn standing(line: Line) -> Standing {
    let text = |field: Field| Some((field, line.rest.get(field.key())?.as_str()?.to_owned()));
    Standing {
        texts: passed_on().filter_map(text).collect(),
        id: line.id,
        keys: line.keys,
        owners: line.owner.unwrap_or_default(),
        answers: line.answers,
        level_text: line.level_text.filter(|_| line.effective_level.is_none()),
        declared: line.declared_level,
        effective: line.effective_level,
        confirmed: line.confirmed_level,
        decision: line.decision,
        rated: line.rated_from,
    }
}
