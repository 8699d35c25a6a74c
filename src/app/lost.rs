//! Whether so much of the input is gone that the former result is worth more than a new one: a network folder that was
//! dropped must not turn a full register into an empty one.

use std::collections::BTreeSet;

use super::collect::Collected;
use super::reason::as_written;
use super::result::Former;
use crate::error::Error;
use crate::model::{Form, FormTable};

/// Files that may be missing in any case: one is moved, another is open in a program that keeps others out.
const FEW: usize = 2;
/// From this number on it is too many, however many there are in all.
const MANY: usize = 10;
/// Between the two it is too many from one in this many.
const SHARE: usize = 10;
/// Files named at most.
const NAMED: usize = 10;

/// Stops a run that would replace a result with one that lacks many files, or more than half of the rows.
///
/// # Errors
/// [`Error::InputsLost`], with the files.
pub fn keep_former(collected: &Collected, former: &Former) -> Result<(), Error> {
    let forms = &collected.forms;
    if !former.is_result() {
        return Ok(());
    }
    let lost: Vec<&Form> = forms.iter().filter(|f| is_lost(f)).collect();
    if too_many(lost.len(), forms.len()) {
        return Err(Error::InputsLost(format!(
            "收表中有 {} 个文件（共 {} 个）在读取时已经不见了，或者打不开：{}。可能是网络文件夹断开了，或者文件正在移动。\
             没有运行，原来的结果没有动。请确认这些文件都在、都能打开，再运行一次；确实不要的，请从收表文件夹中移走，\
             或用 -o 另外指定结果文件夹。",
            lost.len(),
            forms.len(),
            names(&lost)
        )));
    }
    let rows: usize = forms
        .iter()
        .flat_map(Form::tables)
        .map(FormTable::rows_read)
        .sum();
    let before = former.record().map_or(1, |record| record.rows.read);
    if rows * 2 >= before {
        return Ok(());
    }
    let read = if rows == 0 {
        let all: Vec<&Form> = forms.iter().collect();
        format!(
            "收表中的 {} 个文件一张自查表也没有读出来：{}",
            forms.len(),
            names(&all)
        )
    } else {
        let gone = gone(collected, former);
        format!(
            "这一次只读到 {rows} 行，上一次有 {before} 行，少了一半以上；上一次有、这一次没有的文件 {} 个：{}",
            gone.len(),
            named(&gone)
        )
    };
    Err(Error::InputsLost(format!(
        "{read}。而“{}”里有上一次的结果。没有运行，原来的结果没有动。请核对收表文件夹写得对不对、网络文件夹是否断开；\
         确实只有这些的，请用 -o 另外指定结果文件夹。",
        as_written(former.folder()).display()
    )))
}

/// A remark on files of the former result that are not among the forms any more.
pub fn missing_since(collected: &Collected, former: &Former) -> Option<String> {
    let gone = gone(collected, former);
    (!gone.is_empty()).then(|| {
        format!(
            "上一次结果里有、这次收表中没有的文件 {} 个：{}。不是有意移走的，请核对收表文件夹（网络文件夹是否断开）后再运行一次。",
            gone.len(),
            named(&gone)
        )
    })
}

/// The files of the former result that are not among the forms, nor is anything of the same content under a new name: a
/// folder that was moved or renamed has lost nothing.
fn gone<'f>(collected: &Collected, former: &'f Former) -> Vec<&'f str> {
    let before = || former.record().into_iter().flat_map(|r| &r.inputs);
    let known: BTreeSet<&str> = before().map(|input| &*input.file).collect();
    let new = collected.forms.iter();
    let new = new.filter(|form| !known.contains(&*form.file));
    let there: BTreeSet<&str> = new.map(|form| form.sha256.as_str()).collect();
    let gone = before().filter(|input| {
        let same = !input.sha256.is_empty() && there.contains(input.sha256.as_str());
        !collected.paths.contains_key(&input.file) && !same
    });
    gone.map(|input| &*input.file).collect()
}

/// Whether the operating system did not hand out a single byte of it.
fn is_lost(form: &Form) -> bool {
    form.sha256.is_empty() && form.bytes == 0
}

const fn too_many(lost: usize, all: usize) -> bool {
    lost > 0 && (lost == all || lost >= MANY || (lost > FEW && lost * SHARE >= all))
}

fn names(forms: &[&Form]) -> String {
    named(&forms.iter().map(|f| &*f.file).collect::<Vec<_>>())
}

fn named(files: &[&str]) -> String {
    let more = if files.len() > NAMED { " 等" } else { "" };
    files[..files.len().min(NAMED)].join("、") + more
}

#[cfg(test)]
mod tests {
    use super::too_many;

    #[test]
    fn a_few_missing_files_stop_nothing_and_a_dropped_folder_does() {
        for (lost, all, stops) in [
            (0, 40, false),
            (1, 40, false),
            (2, 10, false),
            (1, 1, true),
            (3, 30, true),
            (3, 31, false),
            (9, 200, false),
            (10, 1000, true),
            (5, 5, true),
        ] {
            assert_eq!(too_many(lost, all), stops, "{lost} of {all}");
        }
    }
}
