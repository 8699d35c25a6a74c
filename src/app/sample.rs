//! `sample`: writes a synthetic year to try the program on.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use super::policy_file::{POLICY_FILE, checks};
use super::progress::Silent;
use super::reason::json_fault;
use super::record::Written;
use super::result::{Sink as _, Staging};
use super::{fill, handouts};
use crate::error::Error;
use crate::policy::{Policy, Source};
use crate::report::{self, MOST_ROWS, ReportContext, Whose};
use crate::sample::{FindingTruth, Marker, Plan, Year, year};
use crate::score;

/// The list of what is wrong with the forms.
const DEFECTS_FILE: &str = "defects.jsonl";

/// What sample to write.
#[derive(Debug)]
pub struct SampleOptions {
    /// Folder to write.
    pub out: PathBuf,
    /// Number of sections.
    pub sections: usize,
    /// Number of entries.
    pub entries: usize,
    /// Seed: the same seed gives the same files.
    pub seed: u64,
    /// 年度.
    pub year: i32,
    /// How many entries out of a thousand get a planted defect, and how many forms; 0 for none.
    pub defects: u32,
    /// Whether forms of all kinds are made: cards, several entries in a row, exports of online forms, documents.
    pub all_kinds: bool,
    /// How many sections report entries twice.
    pub repeats: usize,
    /// Whether ledgers and score sheets are written too, filled in.
    pub scores: bool,
}

/// Writes the forms of a synthetic year and the policy that goes with them.
///
/// # Errors
/// The folder cannot be written, or has other files of the same names.
pub fn sample(options: &SampleOptions) -> Result<Vec<Written>, Error> {
    let plan = Plan {
        seed: options.seed,
        sections: options.sections,
        entries: options.entries,
        year: options.year,
        defects: options.defects,
        all_kinds: options.all_kinds,
        repeats: options.repeats,
    };
    let made = year(&plan);
    let mut staging = Staging::open(&options.out, &Silent)?;
    for form in &made.forms {
        staging.file(&form.file_name, &form.to_bytes()?)?;
    }
    for other in &made.others {
        staging.book(&other.file_name, &other.book)?;
    }
    if options.defects > 0 {
        staging.file(DEFECTS_FILE, defects_jsonl(&made)?.as_bytes())?;
    }
    if options.scores {
        conduct(options, &made, &mut staging)?;
    }
    staging.file(POLICY_FILE, made.policy_toml.as_bytes())?;
    Ok(staging.add_new()?.written)
}

/// The ledgers, and the score sheets of everybody who marks.
fn conduct(options: &SampleOptions, made: &Year, staging: &mut Staging<'_>) -> Result<(), Error> {
    let source = Source {
        name: POLICY_FILE.to_owned(),
        text: made.policy_toml.clone(),
    };
    let policy = Policy::from_source(&source, &checks())?;
    let day = NaiveDate::from_ymd_opt(options.year, 11, 26).unwrap_or_default();
    let context = ReportContext {
        unit: made.unit.clone(),
        year: options.year,
        date: day,
        most_rows: MOST_ROWS,
    };
    for (kind, lines) in &made.ledgers {
        let mut book = report::ledger_book(*kind, &[], &policy, &context);
        fill::ledger(&mut book, lines);
        staging.book(&handouts::ledger_name(*kind, &context), &book)?;
    }
    let scored = score::of_roster(&policy, &policy.scoring);
    for (name, form) in handouts::forms(&policy, &policy.scoring, &scored, &context) {
        let mut book = report::score_form(&form, &policy, &context);
        let by = match form.whose {
            Whose::Led(leader) => Some(leader.to_owned()),
            Whose::Section(name) => policy.roster.section(name).and_then(|s| s.head.clone()),
            Whose::Everybody => None,
        };
        let by = by.or_else(|| policy.principal.clone());
        let mut marker = Marker::new(options.seed, form.evaluator);
        let given = fill::Given {
            by: by.unwrap_or_default(),
            day,
        };
        fill::score_sheet(&mut book, &form, &policy, given, &mut marker);
        staging.book(&format!("{}/{name}", handouts::SHEETS), &book)?;
    }
    Ok(())
}

/// One line of the list.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    finding: &'a FindingTruth,
}

/// What is wrong with the forms, one finding a line, form by form and from top to bottom.
fn defects_jsonl(made: &Year) -> Result<String, Error> {
    let forms = made.forms.iter().map(|f| (&f.file_name, &f.truth.findings));
    let others = made.others.iter().map(|o| (&o.file_name, &o.findings));
    let mut out = String::new();
    for (file, findings) in forms.chain(others) {
        let mut findings: Vec<&FindingTruth> = findings.iter().collect();
        findings.sort();
        for finding in findings {
            let line = serde_json::to_string(&Line { file, finding });
            out += &line.map_err(json_fault(DEFECTS_FILE))?;
            out.push('\n');
        }
    }
    Ok(out)
}
