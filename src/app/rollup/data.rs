//! The data of one unit: where its lines lie, and how they are read one by one.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Take};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::app::reason::plain_reason;
use crate::digest::Digested;

/// Tables a roll-up takes over from its units, as they are called in `data/`.
pub const TABLES: [&str; 9] = [
    REGISTER, ENTRIES, "merges", FINDINGS, SCORES, COVERAGE, NUMBERS, "ledger", PUBLIC,
];
/// What is registered.
pub const REGISTER: &str = "register";
/// All rows.
pub const ENTRIES: &str = "entries";
/// What is wrong with them.
pub const FINDINGS: &str = "findings";
/// Who was scored.
pub const SCORES: &str = "scores";
/// Which sections have handed in.
pub const COVERAGE: &str = "coverage";
/// Numbers that stand no more.
pub const NUMBERS: &str = "numbers";
/// What the public may read.
pub const PUBLIC: &str = "public";

/// What became of last year's risk points.
pub const CHANGES: &str = "changes";

/// Where a table stands in a result.
pub fn path_of(table: &str) -> String {
    format!("data/{table}.jsonl")
}

/// The lines of one unit in a file.
#[derive(Clone, Debug)]
pub struct Portion {
    path: PathBuf,
    from: u64,
    bytes: u64,
    /// How every line begins that names its unit already.
    named: Option<String>,
}

/// The data of one unit, table by table.
#[derive(Clone, Debug, Default)]
pub struct UnitData(BTreeMap<&'static str, Portion>);

impl UnitData {
    /// Takes a whole file as a table.
    ///
    /// # Errors
    /// There is no such file.
    pub fn whole(&mut self, table: &'static str, path: PathBuf) -> io::Result<()> {
        let bytes = std::fs::metadata(&path)?.len();
        let portion = Portion {
            path,
            from: 0,
            bytes,
            named: None,
        };
        self.0.insert(table, portion);
        Ok(())
    }

    /// Takes lines of a file that stand together and all name this unit. Answers with false where the table has other lines
    /// of it already.
    pub fn part(
        &mut self,
        table: &'static str,
        path: &Path,
        (from, bytes): (u64, u64),
        unit: &str,
    ) -> bool {
        let portion = Portion {
            path: path.to_path_buf(),
            from,
            bytes,
            named: Some(naming(unit)),
        };
        self.0.insert(table, portion).is_none()
    }

    /// Whether there is such a table.
    pub fn has(&self, table: &str) -> bool {
        self.0.contains_key(table)
    }

    /// Goes through the lines of a table, as they were before any of them named its unit. There is none where there is no such
    /// table.
    ///
    /// # Errors
    /// The file cannot be read, or `each` does not take a line; the reason names the table and the line.
    pub fn each(
        &self,
        table: &str,
        mut each: impl FnMut(&str) -> Result<(), String>,
    ) -> Result<(), String> {
        let Some(portion) = self.0.get(table) else {
            return Ok(());
        };
        let name = path_of(table);
        let unread = |e: io::Error| format!("{name} 读不出来：{}", plain_reason(&e));
        let mut lines = portion.open().map_err(unread)?;
        let mut line = String::new();
        for number in 1.. {
            line.clear();
            if lines.read_line(&mut line).map_err(unread)? == 0 {
                break;
            }
            let bare = portion.bare(line.trim_end_matches('\n'));
            each(&bare).map_err(|reason| format!("{name} 第 {number} 行{reason}"))?;
        }
        Ok(())
    }

    /// The lines of a table as values.
    ///
    /// # Errors
    /// The file cannot be read, or a line is none of this program's.
    pub fn values<T: DeserializeOwned>(&self, table: &str) -> Result<Vec<T>, String> {
        let mut out = Vec::new();
        self.each(table, |line| {
            out.push(value(line)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// Digest of a table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn digest(&self, table: &str) -> Result<String, String> {
        let mut out = Digested::new(io::sink());
        self.each(table, |line| {
            let write = |out: &mut dyn io::Write, bytes: &[u8]| out.write_all(bytes);
            let written = write(&mut out, line.as_bytes()).and_then(|()| write(&mut out, b"\n"));
            written.map_err(|e| plain_reason(&e))
        })?;
        Ok(out.end().2)
    }
}

impl Portion {
    fn open(&self) -> io::Result<BufReader<Take<File>>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.from))?;
        Ok(BufReader::with_capacity(1 << 16, file.take(self.bytes)))
    }

    /// The line without the name of its unit.
    fn bare<'l>(&self, line: &'l str) -> std::borrow::Cow<'l, str> {
        let rest = self
            .named
            .as_deref()
            .and_then(|named| line.strip_prefix(named));
        rest.map_or(line.into(), |rest| format!("{{{rest}").into())
    }
}

/// How a line begins that names its unit.
pub fn naming(unit: &str) -> String {
    let name = serde_json::Value::from(unit);
    format!("{{\"unit\":{name},")
}

/// A line as a value.
///
/// # Errors
/// It is none of this program's.
pub fn value<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|_| "不是本程序写的内容".to_owned())
}
