//! What is said about versions: files replaced (M03), entries only the older one has (M01), files nobody can order (M02).

use std::collections::BTreeSet;

use std::sync::Arc;

use super::candidate::{Candidate, section};
use super::checks;
use super::groups::Group;
use super::lacking::{Said, lacking};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Field, Form};
use crate::text;

/// Characters of an entry's text that are shown.
const SHOWN: usize = 40;

/// A form with what its entries say.
pub struct Version<'s, 'f> {
    /// The form.
    pub form: &'f Form,
    /// Its entries.
    pub said: &'s [Said<'f>],
}

/// Says that a form has been replaced by another file, and what it has that the other lacks.
pub fn replaced(
    older: &Version<'_, '_>,
    (by, newer): (&Arc<str>, &[Said<'_>]),
    why: &str,
    out: &mut Vec<Diagnostic>,
) {
    let message = format!("这份表是旧版，整份由“{by}”代替：{why}");
    let finding = Diagnostic::new(&checks::REPLACED, Place::file(&older.form.file), message);
    let section = section(older.form);
    let of_section = |finding: Diagnostic| Diagnostic {
        section: section.clone(),
        ..finding
    };
    out.push(of_section(finding));
    for said in lacking(older.said, newer) {
        let names = [Field::Matter, Field::Risk, Field::Manifestation];
        let texts = names.iter().filter_map(|f| said.entry.text(*f)).take(2);
        let texts: Vec<String> = texts.map(|t| text::excerpt(t, SHOWN)).collect();
        // A row that only names somebody is no entry that could be missed.
        if texts.is_empty() {
            continue;
        }
        let message = format!(
            "旧版中的条目“{}”在新版“{by}”中没有，未登记",
            texts.join("：")
        );
        let place = said.entry.place_of(Field::Risk);
        let finding = Diagnostic::new(&checks::LACKING, place, message);
        out.push(of_section(finding));
    }
}

impl Group<'_> {
    /// The findings on these forms.
    pub fn report(&self, out: &mut Vec<Diagnostic>) {
        for (at, by) in &self.replaced {
            let (older, newer) = (&self.candidates[*at], &self.candidates[by.by]);
            let version = Version {
                form: older.form,
                said: &older.said,
            };
            replaced(&version, (&newer.form.file, &newer.said), &by.why, out);
        }
        let unclear = self.unclear.iter();
        out.extend(unclear.map(|(files, why)| self.ask(files, why)));
    }

    /// Asks which of these files counts.
    fn ask(&self, files: &BTreeSet<usize>, why: &BTreeSet<String>) -> Diagnostic {
        let files: Vec<&Candidate<'_>> = files.iter().map(|at| &self.candidates[*at]).collect();
        let listed: Vec<String> = files.iter().map(|c| evidence(c)).collect();
        let why: Vec<&str> = why.iter().map(String::as_str).collect();
        let message = format!(
            "{} 份表像是同一份表的不同版本，看不出以哪一份为准（{}），都已照常处理：{}",
            files.len(),
            why.join("；"),
            listed.join("；")
        );
        let place = Place::file(&files[0].form.file);
        Diagnostic {
            section: section(files[0].form),
            ..Diagnostic::new(&checks::UNCLEAR, place, message)
        }
    }
}

/// What is known of when a file was written.
fn evidence(candidate: &Candidate<'_>) -> String {
    let date = candidate.date.map_or_else(
        || "没有填报日期".to_owned(),
        |date| format!("填报日期 {date}"),
    );
    let modified = candidate.form.modified.as_deref();
    let modified = modified.map_or(String::new(), |at| format!("，文件修改时间 {at}"));
    let marks = candidate.name.marks.title();
    let marks = if candidate.name.marks.is_empty() {
        "文件名无版本标记".to_owned()
    } else {
        format!("文件名标记{marks}")
    };
    format!("“{}”（{date}，{marks}{modified}）", candidate.form.file)
}
