//! Year and unit: the folders a file lies in, by which engines find it, and what the file itself says of them.

use std::fmt::Write;

use chrono::NaiveDate;

use super::table::{UNIT, YEAR};

/// What all rows of a file have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Partition {
    /// 年度.
    pub year: i32,
    /// 单位; empty where it has no name.
    pub unit: String,
    /// 制表日期 of the result, where there is one; no key, but a file says it.
    pub date: Option<NaiveDate>,
}

/// What Hive writes for a value there is none of.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";
/// What stands for itself in no folder's name, as Hive and Spark have it, with what Windows does not allow.
const ESCAPED: &str = "\"#%'*/:=?\\{[]^<>|";

impl Partition {
    /// Whether any system takes the names of the folders: they may be 255 bytes long.
    pub fn fits(&self) -> bool {
        self.folders().split('/').all(|name| name.len() <= 255)
    }

    /// The folders, with `/` between them: `year=2026/unit=清河区财政局`.
    pub fn folders(&self) -> String {
        let Self { year, unit, .. } = self;
        format!("{YEAR}={year}/{UNIT}={}", escaped(unit))
    }
}

/// A value as part of a path: Chinese as it is, since not every engine reads bytes of a character back.
fn escaped(value: &str) -> String {
    if value.is_empty() {
        return NONE.to_owned();
    }
    let length = value.chars().count();
    let mut out = String::new();
    for (nth, c) in (1..).zip(value.chars()) {
        // Windows takes blanks and points off the end of a name.
        let falls_off = nth == length && matches!(c, ' ' | '.');
        if c.is_ascii_control() || ESCAPED.contains(c) || falls_off {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_units_become_folders_any_system_takes() {
        for (unit, folder) in [
            ("清河区财政局", "清河区财政局"),
            ("", NONE),
            ("局/所=甲", "局%2F所%3D甲"),
            ("100%（本级）", "100%25（本级）"),
            ("a. ", "a.%20"),
            ("a.", "a%2E"),
            ("一 二", "一 二"),
            ("x\n\u{7f}y", "x%0A%7Fy"),
        ] {
            let unit = unit.to_owned();
            let folders = Partition {
                year: 2026,
                unit,
                date: None,
            }
            .folders();
            assert_eq!(folders, format!("year=2026/unit={folder}"));
        }
    }
}
