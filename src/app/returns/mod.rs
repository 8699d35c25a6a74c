//! Forms that go back to their sections: each section's own file with the faults marked in it, and beside it one notice.

mod going;
mod made;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use going::HandedIn;

use super::progress::Progress;
use super::reason::failed;
use super::record::Written;
use super::result::{Finished, Kept, Sink, Staging};
use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::report::{self, Notice, ReturnedPaths};
use crate::writer::marked::{REFILL, Unmarkable};
use going::going;
use made::{Anew, made};

/// The notice beside the forms of a section.
const NOTICE: &str = "退回通知.txt";

/// What goes back to the sections.
#[derive(Default)]
pub struct Returned {
    /// Where each marked form stands, and each notice.
    pub paths: ReturnedPaths,
    /// How many forms are marked, and how many are not.
    counts: [usize; 2],
    written: Vec<Written>,
}

impl Returned {
    /// Marks the forms and gives them to `sink` with the notices, under a folder whose name ends with `/` or is empty. They
    /// stand in the result once they are added.
    ///
    /// # Errors
    /// A file cannot be written, or the work shall stop.
    pub fn make(
        session: &Session<'_>,
        handed_in: &HandedIn,
        findings: &[Diagnostic],
        folder: &str,
        sink: &dyn Sink,
    ) -> Result<Self, Error> {
        let going = going(handed_in, findings, folder);
        let marked = session.each(&going, |form| {
            let made = made(session, form, &handed_in.sources[form.file]);
            made.map(|made| {
                let to = form.to.iter();
                let taken = to.map(|to| taken(sink, to.path(made.anew.is_some()), &made.bytes));
                (made.anew, taken.collect::<Result<Vec<_>, _>>())
            })
        })?;
        let mut out = Self::default();
        let mut sections: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for (form, marked) in going.iter().zip(marked) {
            out.counts[usize::from(marked.is_err())] += 1;
            let anew = matches!(marked, Ok((Some(_), _)));
            for to in &form.to {
                let how = marked.as_ref().map(|(why, _)| *why).map_err(|why| *why);
                let said = said(form.file, to.path(anew), how);
                let section = (to.section, &*to.folder);
                sections.entry(section).or_default().push(said);
            }
            if let Ok((_, written)) = marked {
                let first = form.to[0].path(anew).to_owned();
                out.paths.forms.insert(Arc::clone(form.file), first);
                out.written.extend(written?);
            }
        }
        for (copy, original) in &handed_in.copies {
            if let Some(path) = out.paths.forms.get(original).cloned() {
                let forms = &mut out.paths.forms;
                forms.entry(Arc::clone(copy)).or_insert(path);
            }
        }
        let notices = notices(session, handed_in, findings);
        for ((section, folder), said) in sections {
            let text = notices.get(section).map_or("", String::as_str);
            let text = format!("{text}\n\n{}\n", said.join("\n"));
            let path = format!("{folder}{NOTICE}");
            out.written.push(taken(sink, &path, text.as_bytes())?);
            out.paths.notices.insert(section.to_owned(), path);
        }
        Ok(out)
    }

    /// Adds them to the result.
    pub fn add(self, sink: &mut dyn Sink) {
        self.written.into_iter().for_each(|file| sink.add(file));
    }
}

fn taken(sink: &dyn Sink, path: &str, bytes: &[u8]) -> Result<Written, Error> {
    let fault = |e| failed(Path::new(path), &e);
    sink.take(path, &|out| out.write_all(bytes).map_err(fault))
}

/// What the notice says of a form: whether it was marked itself or written again, and why; or why neither.
fn said(file: &str, path: &str, how: Result<Option<Anew>, Unmarkable>) -> String {
    let bare = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let (own, new) = (bare(file), bare(path));
    match how {
        Ok(None) if own != new => format!(
            "《{file}》已标出要改的地方，另名《{new}》，与本通知放在一起，请直接在其中改好报回。"
        ),
        Ok(None) => format!("《{new}》已标出要改的地方，与本通知放在一起，请直接在其中改好报回。"),
        Ok(Some(anew)) => {
            let Unmarkable(why) = anew.why;
            let moved = if anew.moved {
                "（表格上方的文字也占行，单元格以其中“需改正清单”写的为准）"
            } else {
                ""
            };
            let refill = if anew.refill {
                format!("写着“{REFILL}”的格，原来的内容无法判断，请填上正确的内容。")
            } else {
                String::new()
            };
            format!(
                "《{own}》不能在原表上标注（{why}），内容已按原来的位置誊到《{new}》{moved}，标出要改的地方，与本通知放在一起，请在其中改好，报回这一份。{refill}"
            )
        }
        Err(Unmarkable(why)) => {
            format!("《{own}》没有在原表上标注（{why}），请按本通知在原表中改。")
        }
    }
}

/// What is said to each section.
fn notices(
    session: &Session<'_>,
    handed_in: &HandedIn,
    findings: &[Diagnostic],
) -> BTreeMap<String, String> {
    let policy = &session.policy;
    let reply = policy.reply.date(session.occasion.date);
    let files = handed_in.sources.keys();
    let files = files
        .map(|file| (file, handed_in.copies.get(file)))
        .collect();
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for Notice { section, text } in report::notices(findings, &policy.roster, &files, reply) {
        let said = out.entry(section).or_default();
        if !said.is_empty() {
            said.push_str("\n\n");
        }
        said.push_str(&text);
    }
    out
}

/// Writes them into a folder of their own, and says what was written.
///
/// # Errors
/// A file cannot be written, or the work shall stop.
pub fn write(
    session: &Session<'_>,
    handed_in: &HandedIn,
    findings: &[Diagnostic],
    folder: &Path,
    progress: &dyn Progress,
) -> Result<String, Error> {
    let mut staging = Staging::open(folder, progress)?;
    let returned = Returned::make(session, handed_in, findings, "", &staging)?;
    let [marked, unmarked] = returned.counts;
    let notices = returned.paths.notices.len();
    if notices == 0 {
        return Ok("没有需要退回的表，没有写退改的文件。\n".to_owned());
    }
    returned.add(&mut staging);
    let Finished { kept, .. } = staging.add()?;
    let mut told = vec![format!(
        "退改的表写在 {}：标好的表 {marked} 份，退回通知 {notices} 份，按科室分放。",
        folder.display()
    )];
    if unmarked > 0 {
        let more = format!("另有 {unmarked} 份没有在原表上标注，原因见各科室的退回通知。");
        told.push(more);
    }
    told.extend(kept.iter().map(Kept::remark));
    Ok(told.join("\n") + "\n")
}

/// Marked forms must not lie among those that are read: they would be read as further forms.
///
/// # Errors
/// The folder lies in one of the inputs.
pub fn keep_out(folder: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let real = |path: &Path| path.canonicalize().ok();
    let own = absolute.ancestors().find_map(real);
    let inside = |input: &PathBuf| {
        let input = real(input).filter(|input| input.is_dir());
        own.as_ref()
            .zip(input)
            .is_some_and(|(own, input)| own.starts_with(input))
    };
    if !inputs.iter().any(inside) {
        return Ok(());
    }
    Err(Error::Output {
        path: folder.to_path_buf(),
        reason: "退改的表不能放在收表的文件夹里，否则下次会当作报来的表读取。请另外指定一个文件夹（命令行：例如 --returns 退改）".to_owned(),
    })
}
