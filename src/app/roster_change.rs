//! A roster book put in place of the one that lies beside the policy: read first, and the former one kept under another name.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::policy_file;
use super::reason::failed;
use super::result::Hold;
use super::roster_file::{self, ROSTER_FILE};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::{report, writer};

/// What a table may have that is written on a page.
const MOST_ROWS: usize = 5_000;
/// Columns of it.
const MOST_COLUMNS: usize = 40;
/// Characters of a cell.
const LONGEST: usize = 500;

/// Puts a roster book into the working folder. Answers under which names those stay that lay there.
///
/// # Errors
/// It cannot be read, or the folder cannot be written; then everything stays as it is.
pub fn change_roster(
    hold: &Hold,
    folder: &Path,
    (file, name): (TempPath, &str),
) -> Result<Vec<String>, Error> {
    let unread = |reason: &str| {
        Error::Unknown(format!(
            "“{name}”没有换上，原来的花名册没有动：没有读成花名册，{reason}"
        ))
    };
    let read = roster_file::read_as(&file, &name.into());
    let read = read.map_err(|error| match error {
        Error::Roster { reason, .. } => unread(&reason),
        other => other,
    })?;
    let source = policy_file::search(folder);
    let source = source.as_deref().map(policy_file::source).transpose()?;
    let policy = policy_file::with_roster(source.as_ref(), Some(read))?;
    if let Some(book) = policy.book.filter(|book| book.sections == 0) {
        let first = book.findings.first();
        let said = first.map(|f| {
            let cell = f.place.cell.map(|cell| format!("单元格 {cell}，"));
            format!("{}{}。{}", cell.unwrap_or_default(), f.message, f.help)
        });
        return Err(unread(said.as_deref().unwrap_or("一个科室也没有写")));
    }
    let to = folder.join(roster_file::called_like(name));
    let bytes = fs::read(&file).map_err(|e| failed(&to, &e))?;
    let digest = sha256_hex(&bytes);
    hold.change(|| {
        let there = roster_file::in_folder(folder);
        let same = |path: &PathBuf| fs::read(path).is_ok_and(|b| sha256_hex(&b) == digest);
        if there.len() == 1 && same(&there[0]) {
            return Ok(Vec::new());
        }
        let mut kept = Vec::new();
        for path in there {
            let aside = aside(&path);
            fs::rename(&path, &aside).map_err(|e| failed(&path, &e))?;
            let name = aside.file_name().unwrap_or_default();
            kept.push(name.to_string_lossy().into_owned());
        }
        writer::put(file, &to).map_err(|e| failed(&to, &e))?;
        Ok(kept)
    })
}

/// Makes a roster book of a table that is written out, a person or a section a line, its cells parted by tabs as they are
/// pasted, else by commas and spaces; and puts it into the working folder as [`change_roster`] does.
///
/// # Errors
/// The table has no line below its head, or is more than a roster holds; or as for [`change_roster`].
pub fn write_roster(hold: &Hold, folder: &Path, written: &str) -> Result<Vec<String>, Error> {
    let lines = written.lines().filter(|line| !line.trim().is_empty());
    let cells = |line: &str| -> Vec<String> {
        if line.contains('\t') {
            return line
                .split('\t')
                .map(|cell| cell.trim().to_owned())
                .collect();
        }
        let cells = line.split(|c: char| c.is_whitespace() || ",，".contains(c));
        cells
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let table: Vec<Vec<String>> = lines.map(cells).collect();
    let refused = |why: &str| Err(Error::Unknown(format!("没有建花名册：{why}")));
    if table.len() < 2 {
        return refused("第一行是栏名（如 科室、岗位、姓名），下面一人一行。请填好再点");
    }
    let fits = |cells: &Vec<String>| {
        cells.len() <= MOST_COLUMNS && cells.iter().all(|cell| cell.chars().count() <= LONGEST)
    };
    if table.len() > MOST_ROWS || !table.iter().all(fits) {
        return refused("行、栏太多，或者一格里的字太多。请做成 Excel 表再放进来");
    }
    let bytes = writer::to_bytes(&report::roster_of(&table))?;
    let file = tempfile::NamedTempFile::new_in(hold.aside()?);
    let file = file.map_err(|e| failed(folder, &e))?.into_temp_path();
    fs::write(&file, bytes).map_err(|e| failed(folder, &e))?;
    change_roster(hold, folder, (file, ROSTER_FILE))
}

/// A name beside the book that nothing has.
fn aside(path: &Path) -> PathBuf {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let stem = ROSTER_FILE.split('.').next().unwrap_or_default();
    let named = |n: u32| path.with_file_name(format!("{stem}（换下的{n}）.{ending}"));
    let free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    (1..u32::MAX)
        .map(named)
        .find(free)
        .unwrap_or_else(|| named(u32::MAX))
}
