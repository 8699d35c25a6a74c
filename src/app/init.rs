//! `init`: a working folder with a commented policy and a blank roster book.

use std::fs;
use std::path::{Path, PathBuf};

use super::policy_file::POLICY_FILE;
use super::progress::Silent;
use super::reason::{failed, refused};
use super::result::{Sink as _, Staging};
use super::roster_file::{self, ROSTER_FILE};
use super::take_over::taken_over;
use crate::error::Error;
use crate::policy::{DEFAULT, Policy};
use crate::report::{self, REPORT_TEMPLATES};

/// A policy to start from: the unit's own facts, with examples in comments.
const STARTER: &str = include_str!("../../templates/starter.toml");

/// The default policy beside it, which is the manual of all settings; the program does not read it there.
const MANUAL: &str = "默认口径（说明书）.toml";

/// The templates of the upward report and how to change them; the program reads changed ones in a folder of another name.
const WORDING: &str = "报告模板（说明书）";
/// What is said there about changing them.
const HOW: (&str, &str) = ("怎么改.md", include_str!("../../templates/report.md"));

/// A working folder to be made.
#[derive(Debug, Default)]
pub struct InitOptions {
    /// Where.
    pub folder: PathBuf,
    /// 单位全称; empty where it is not known yet, or is that of last year.
    pub unit: String,
    /// 年度.
    pub year: Option<i32>,
    /// Last year's working folder, or the result in it, of which roster and settings are taken over.
    pub previous: Option<PathBuf>,
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    /// The files and folders.
    pub files: Vec<PathBuf>,
    /// What was taken over from last year, and what was not, in sentences.
    pub told: Vec<String>,
}

/// Writes a commented policy, the manual of all settings, the templates of the report, a blank roster book and an inbox into
/// the folder; policy, roster and changed templates are last year's where that is named. An existing policy or roster is never
/// overwritten.
///
/// # Errors
/// The folder cannot be written, or it has a policy already; or what is to be taken over cannot be read.
pub fn init(options: &InitOptions) -> Result<Made, Error> {
    let folder = &options.folder;
    let [policy, inbox, manual] = [POLICY_FILE, "收表", MANUAL].map(|name| folder.join(name));
    let given = (options.year, options.unit.as_str());
    let taken = options
        .previous
        .as_deref()
        .map(|previous| taken_over(previous, given));
    let taken = taken.transpose()?.unwrap_or_default();
    let mut staging = Staging::open(folder, &Silent)?;
    if policy.exists() {
        let why = "已有口径文件，没有改动它。要重新生成，请先把它改名";
        return Err(refused(&policy, why));
    }
    staging.file(MANUAL, DEFAULT.as_bytes())?;
    for (name, text) in REPORT_TEMPLATES.iter().chain([&HOW]) {
        staging.file(&format!("{WORDING}/{name}"), text.as_bytes())?;
    }
    let mut files = vec![policy, inbox.clone(), manual, folder.join(WORDING)];
    if !taken.names(POLICY_FILE) {
        let text = starter(&options.unit, options.year);
        staging.file(POLICY_FILE, text.as_bytes())?;
    }
    // One under any name of a roster is somebody's work, and is read.
    let mut has_roster = !roster_file::in_folder(folder).is_empty();
    for (name, bytes) in &taken.files {
        let is_roster = roster_file::is_named(Path::new(name));
        if is_roster && has_roster {
            continue;
        }
        has_roster |= is_roster;
        staging.file(name, bytes)?;
        files.extend((name != POLICY_FILE).then(|| folder.join(name)));
    }
    if !has_roster {
        let words = Policy::embedded()?.roster_words;
        staging.book(ROSTER_FILE, &report::roster_book(&words))?;
        files.push(folder.join(ROSTER_FILE));
    }
    staging.add()?;
    fs::create_dir_all(&inbox).map_err(|e| failed(&inbox, &e))?;
    let told = taken.told;
    Ok(Made { files, told })
}

/// The starter with what is known already.
fn starter(unit: &str, year: Option<i32>) -> String {
    let plain: String = unit.chars().filter(|c| !c.is_control()).collect();
    let quoted = plain.replace('\\', "\\\\").replace('"', "\\\"");
    let named = STARTER.replacen("name = \"\"", &format!("name = \"{quoted}\""), 1);
    match year {
        Some(year) => named.replacen("# year = 2026", &format!("year = {year}"), 1),
        None => named,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::load_policy;

    #[test]
    fn what_is_known_already_stands_in_the_policy() {
        let folder = tempfile::tempdir().expect("a folder");
        let unit = "青云区“财政\"\\局\"\n#";
        let options = InitOptions {
            folder: folder.path().to_path_buf(),
            unit: unit.to_owned(),
            year: Some(2031),
            previous: None,
        };
        init(&options).expect("made");
        let policy = load_policy(None, &[folder.path().to_path_buf()]).expect("valid");
        assert_eq!(
            (policy.unit.as_str(), policy.year),
            ("青云区“财政\"\\局\"#", Some(2031))
        );
    }
}
