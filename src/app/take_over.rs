//! What a new year takes over from last year's working folder: the roster, the settings, the bureau's own report templates. Of the
//! settings those are left out that hold for one year.

use std::fs;
use std::path::{Path, PathBuf};

use super::policy_file::{self, POLICY_FILE, with_roster};
use super::reason::failed;
use super::roster_file;
use super::upward::FOLDER as TEMPLATES;
use crate::error::Error;
use crate::policy::edit::{Change, Worth, changed, for_year};

/// What is taken over.
#[derive(Debug, Default)]
pub struct TakenOver {
    /// The files, by their names in the new folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was taken over and what was not, in sentences.
    pub told: Vec<String>,
}

impl TakenOver {
    /// Whether there is a file of this name.
    pub fn names(&self, name: &str) -> bool {
        self.files.iter().any(|(own, _)| own == name)
    }
}

/// What a new folder takes over from this one, for a year and a unit; where these are not said, for the year after that one
/// and the same unit.
///
/// # Errors
/// It is no working folder, or its policy or roster cannot be read.
pub fn taken_over(previous: &Path, (year, unit): (Option<i32>, &str)) -> Result<TakenOver, Error> {
    let folder = working_folder(previous)?;
    let mut taken = TakenOver::default();
    let mut source = policy_file::source(&folder.join(POLICY_FILE))?;
    // The policy must be valid as it stands, and so must be what is made of it.
    let roster = || roster_file::read(&roster_file::in_folder(&folder));
    let old = with_roster(Some(&source), roster()?)?;
    let year = year.or(old.year.map(|year| year + 1));
    let (text, days) = for_year(&source, year)?;
    source.text = text;
    let unit = unit.trim();
    if !unit.is_empty() && unit != old.unit {
        let change = Change::Setting {
            path: "unit.name".to_owned(),
            value: Some(Worth::Text(unit.to_owned())),
        };
        source.text = changed(&source, &change)?;
    }
    with_roster(Some(&source), roster()?)?;
    let bytes = source.text.into_bytes();
    taken.files.push((POLICY_FILE.to_owned(), bytes));
    let mut named = vec![match year {
        Some(year) => format!("{POLICY_FILE}（年度写作 {year}）"),
        None => POLICY_FILE.to_owned(),
    }];
    let books = roster_file::in_folder(&folder);
    let books = books.into_iter().take(1).map(|book| (String::new(), book));
    for (within, path) in books.chain(templates(&folder)) {
        let bytes = fs::read(&path).map_err(|e| failed(&path, &e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{within}{name}");
        named.push(name.clone());
        taken.files.push((name, bytes));
    }
    taken.told.push(format!(
        "从“{}”带来了：{}。请核对人员、科室有没有变动。",
        folder.display(),
        named.join("、")
    ));
    if !days.is_empty() {
        taken.told.push(format!(
            "上年的报送截止日期、回复期限（{}）没有带来，留在 {POLICY_FILE} 里作说明；今年的请在那里写上，或者在网页的“口径”页填。",
            days.join("、")
        ));
    }
    Ok(taken)
}

/// The folder itself, or that of the result.
fn working_folder(previous: &Path) -> Result<PathBuf, Error> {
    let folders = [Some(previous), previous.parent()];
    let mut folders = folders.into_iter().flatten();
    let found = folders.find(|folder| folder.join(POLICY_FILE).is_file());
    found.map(Path::to_path_buf).ok_or_else(|| {
        Error::Unknown(format!(
            "“{}”里没有口径文件 {POLICY_FILE}，不是上年的工作文件夹，什么也没有建。请核对写法",
            previous.display()
        ))
    })
}

/// The templates of the report that the bureau has changed.
fn templates(folder: &Path) -> Vec<(String, PathBuf)> {
    let there = fs::read_dir(folder.join(TEMPLATES))
        .into_iter()
        .flatten()
        .flatten();
    let files = there
        .map(|entry| entry.path())
        .filter(|path| path.is_file());
    let mut files: Vec<_> = files.map(|path| (format!("{TEMPLATES}/"), path)).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::super::init::{InitOptions, init};
    use super::*;
    use crate::app::load_policy;

    #[test]
    fn a_new_year_begins_with_last_years_roster_and_settings() {
        let dir = tempfile::tempdir().expect("a folder");
        let [old, new] = ["2026", "2027"].map(|name| dir.path().join(name));
        let first = InitOptions {
            folder: old.clone(),
            unit: "青云区财政局".to_owned(),
            year: Some(2026),
            previous: None,
        };
        init(&first).expect("made");
        let mut text = fs::read_to_string(old.join(POLICY_FILE)).expect("read");
        text.push_str("[scoring]\ndeadline = \"2026-11-20\" # 会上定的\n[fields.risk]\nsynonyms = [\"隐患\"]\n");
        fs::write(old.join(POLICY_FILE), &text).expect("written");
        fs::create_dir(old.join(TEMPLATES)).expect("made");
        fs::write(old.join("report/定级.md"), "定级").expect("written");
        fs::rename(old.join("花名册.xlsx"), old.join("花名册.xlsm")).expect("renamed");
        let next = InitOptions {
            folder: new.clone(),
            previous: Some(old.join("结果")),
            ..InitOptions::default()
        };
        let made = init(&next).expect("made");
        assert!(
            made.told[0].contains("qingfeng.toml（年度写作 2027）、花名册.xlsm、report/定级.md"),
            "{:?}",
            made.told
        );
        assert!(
            made.told[1].contains("（2026-11-20）没有带来"),
            "{:?}",
            made.told
        );
        let own = fs::read_to_string(new.join(POLICY_FILE)).expect("read");
        let wanted = text
            .replace("year = 2026", "year = 2027")
            .replace("deadline =", "# deadline =");
        let wanted = wanted.replace("# # ", "# ");
        assert_eq!(own, wanted);
        assert!(!new.join("花名册.xlsx").exists() && new.join("花名册.xlsm").is_file());
        let policy = load_policy(None, std::slice::from_ref(&new)).expect("valid");
        assert_eq!(
            (policy.unit.as_str(), policy.year),
            ("青云区财政局", Some(2027))
        );
        // What is no working folder is none, and nothing is made of it.
        let none = InitOptions {
            folder: dir.path().join("2028"),
            previous: Some(dir.path().join("没有")),
            ..InitOptions::default()
        };
        assert!(init(&none).is_err() && !none.folder.exists());
    }
}
