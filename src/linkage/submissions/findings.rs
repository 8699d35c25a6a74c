//! What is said about versions: files replaced (M03), entries only the older one has (M01), files nobody can order (M02).

use std::collections::BTreeSet;

use super::candidate::Candidate;
use super::checks;
use super::groups::{Group, Replaced};
use super::lacking::lacking;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::Field;
use crate::text;

/// Characters of an entry's text that are shown.
const SHOWN: usize = 40;

impl Group<'_> {
    /// The findings on these forms.
    pub fn report(&self, out: &mut Vec<Diagnostic>) {
        for (at, replaced) in &self.replaced {
            self.report_replaced(*at, replaced, out);
        }
        let unclear = self.unclear.iter();
        out.extend(unclear.map(|(files, why)| self.ask(files, why)));
    }

    fn report_replaced(&self, at: usize, replaced: &Replaced, out: &mut Vec<Diagnostic>) {
        let (older, newer) = (&self.candidates[at], &self.candidates[replaced.by]);
        let by = &newer.form.file;
        let message = format!("这份表是旧版，整份由“{by}”代替：{}", replaced.why);
        let finding = Diagnostic::new(&checks::REPLACED, Place::file(&older.form.file), message);
        out.push(of_section(finding, older));
        for said in lacking(&older.said, &newer.said) {
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
            out.push(of_section(finding, older));
        }
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
        let finding = Diagnostic::new(&checks::UNCLEAR, Place::file(&files[0].form.file), message);
        of_section(finding, files[0])
    }
}

fn of_section(mut finding: Diagnostic, of: &Candidate<'_>) -> Diagnostic {
    finding.section = of.section().map(str::to_owned);
    finding.section = finding.section.or(of.form.named_section.clone());
    finding
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
