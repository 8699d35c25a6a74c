//! Forms given for review workbooks: they are read with the others, and it is told.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::collect::Collected;
use crate::diagnostic::Diagnostic;
use crate::ingest::Decisions;
use crate::location::Place;
use crate::model::{Form, FormKind};
use crate::policy::Policy;

crate::checks! {
    /// A form was given as a review workbook.
    GIVEN_AS_REVIEW, "R08", "自查表当作评审表带入", Warning,
    "作为评审表带入的文件是自查表、台账或评分表，没有评审决定；或者是评审表，里面还有自查表。",
    "自查表、台账、评分表已和收来的表一起读取，以后请直接放进收表文件夹。要带入评审决定的，请带上填好审定等级的 05-评审表.xlsx 再写出一次结果（命令行：用 --review 写明）；评审表里夹着的自查表没有登记，请另存成一个文件放进收表文件夹。";
}

/// Files named at most.
const NAMED: usize = 5;

/// Whether a file given as a review workbook is a form, of which nothing would be read as one: it decides nothing.
pub fn is_form(form: &Form, read: &Decisions, is_review: bool) -> bool {
    use FormKind::{Ledger, Mixed, Register, ScoreSheet, SelfCheck};
    let decides = !read.decisions.is_empty() || !read.choices.is_empty();
    let is_kind = matches!(
        form.kind,
        SelfCheck | Register | Mixed | Ledger | ScoreSheet
    );
    form.own.is_none() && !decides && is_kind && (!is_review || form.entries().next().is_some())
}

/// What is told of entries that stand in a review workbook and are not read.
pub fn unread(form: &Form) -> Option<Diagnostic> {
    let entries = form.entries().count();
    let message = format!("这份评审表里还有自查表（{entries} 条），评审决定已读取，自查表没有登记");
    let place = Place::file(&form.file);
    (form.own.is_none() && entries > 0).then(|| Diagnostic::new(&GIVEN_AS_REVIEW, place, message))
}

/// Those of the forms that do not lie in what was given to be read.
pub fn elsewhere(forms: &[PathBuf], given: &[PathBuf]) -> Vec<PathBuf> {
    let given = given.iter().filter_map(|path| path.canonicalize().ok());
    let given: Vec<PathBuf> = given.collect();
    let is_there = |form: &&PathBuf| {
        let form = form.canonicalize();
        form.is_ok_and(|form| given.iter().any(|path| form.starts_with(path)))
    };
    forms
        .iter()
        .filter(|form| !is_there(form))
        .cloned()
        .collect()
}

/// The names under which these files are shown among all that were read.
pub fn names(paths: &[PathBuf], collected: &Collected) -> BTreeSet<Arc<str>> {
    let real = paths.iter().filter_map(|path| path.canonicalize().ok());
    let real: BTreeSet<PathBuf> = real.collect();
    if real.is_empty() {
        return BTreeSet::new();
    }
    let is_one = |path: &PathBuf| path.canonicalize().is_ok_and(|path| real.contains(&path));
    let shown = collected.paths.iter().filter(|(_, path)| is_one(path));
    shown.map(|(name, _)| Arc::clone(name)).collect()
}

/// What is said of them in the terminal.
pub fn remark(names: &BTreeSet<Arc<str>>) -> Option<String> {
    let shown: Vec<&str> = names.iter().take(NAMED).map(|name| &**name).collect();
    let more = if names.len() > NAMED { " 等" } else { "" };
    (!names.is_empty()).then(|| {
        format!(
            "作为评审表带入的文件中有 {} 个不是评审表，里面没有评审决定，已和收来的表一起读取：{}{more}。",
            names.len(),
            shown.join("、")
        )
    })
}

/// What is told of the forms of these names.
pub fn told(names: &BTreeSet<Arc<str>>, collected: &Collected, policy: &Policy) -> Vec<Diagnostic> {
    let forms = collected.forms.iter().filter(|f| names.contains(&f.file));
    let tell = |form: &Form| {
        let kind = match form.kind {
            FormKind::Mixed => "自查表、台账一类",
            kind => kind.title(),
        };
        let message = format!(
            "这个文件作为评审表带入（命令行：--review），却是收来的{kind}，里面没有评审决定；已和收来的表一起读取"
        );
        let place = Place::file(&form.file);
        Diagnostic::new(&GIVEN_AS_REVIEW, place, message)
    };
    let told = forms.map(tell);
    told.filter_map(|f| policy.rule_book.adjusted(f)).collect()
}
