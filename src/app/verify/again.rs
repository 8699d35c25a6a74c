//! Works a result out again from the forms, in memory, and compares what comes out.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::VerifyOptions;
use super::account::Section;
use super::inputs::Found;
use crate::app::astray;
use crate::app::before;
use crate::app::collect::Collected;
use crate::app::origins::Origins;
use crate::app::outcome::Asked;
use crate::app::policy_file::with_roster;
use crate::app::progress::Progress;
use crate::app::record::{POLICY_COPY, RECORD, Record, Written};
use crate::app::result::{Make, Sink};
use crate::app::returns::HandedIn;
use crate::app::review;
use crate::app::rollup;
use crate::app::roster_file;
use crate::app::run;
use crate::app::session::Session;
use crate::app::upward::{self, Wording};
use crate::digest::Digested;
use crate::error::Error;
use crate::policy::{Policy, Source};
use crate::rules::Occasion;

/// Parts of the record that say how a run was made, not what came of it, or that are compared by themselves.
const NOT_COMPARED: &[&str] = &["version", "left_out", "outputs"];

/// What differs when everything is worked out again with the same policy, date, year, seed and decisions. Links to the forms
/// are taken as they were, so that the forms may lie elsewhere now.
///
/// # Errors
/// There is nothing to read, the record's policy or decisions cannot be read any more, or the work shall stop.
pub fn differences(
    folder: &Path,
    record: &Record,
    found: &Found,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<Section, Error> {
    let occasion = Occasion {
        date: record.date,
        year: record.year,
    };
    let session = Session::new(policy(folder, record)?, occasion, jobs, progress);
    let mut reviews =
        review::read_again(&record.reviews, folder, (&session.policy, session.occasion))?;
    let mut forms = session.forms(&found.paths, &found.leave_out)?;
    let mut origins = Origins::of(&[], &forms, &reviews, &session.policy, folder);
    as_recorded(record, &mut forms, &mut origins);
    let astray = astray::told(&origins.as_review, &forms, &session.policy);
    reviews.decisions.findings.extend(astray);
    let seed = record.follow_up.spot_check.seed;
    let before = before::again(folder, &session.policy)?;
    origins.copies.extend(before.copies()?);
    let wording = Wording {
        templates: upward::templates_again(folder, record)?,
        known: upward::gaps(folder),
    };
    origins.copies.extend(upward::copies(&wording.templates));
    let asked = Asked {
        seed: Some(seed),
        mid_year: record.mid_year,
        parquet: record.parquet,
    };
    let handed_in = HandedIn::of(&forms);
    let outcome = session.outcome(forms, reviews.decisions, &before, asked)?;
    let mut made = Made::default();
    let report = upward::upward(&outcome, &wording, &session.context())?;
    let gathered = run::Gathered {
        origins: &origins,
        handed_in: &handed_in,
        report: &report,
        lasting: &record.left,
    };
    run::write(&session, &outcome, gathered, &mut made)?;
    Ok(made.against(folder, record))
}

/// What differs when the units are put together again with the same policy, date and year.
///
/// # Errors
/// There is nothing to read, the record's policy cannot be read any more, or the work shall stop.
pub fn rolled_up(
    folder: &Path,
    record: &Record,
    options: &VerifyOptions,
    progress: &dyn Progress,
) -> Result<Section, Error> {
    let policy = policy(folder, record)?;
    let mut made = Made::default();
    let given = (options.inputs.as_slice(), options.jobs);
    rollup::again((folder, record), &policy, given, progress, &mut made)?;
    Ok(made.against(folder, record))
}

fn policy(folder: &Path, record: &Record) -> Result<Policy, Error> {
    let lost = |path: PathBuf, what: &str| Error::Unverifiable {
        path,
        reason: format!("其中应有写出结果时的{what}，却读不出来，不能重新计算"),
    };
    let source = match &record.policy.file {
        None => None,
        Some(name) => {
            let copy = folder.join(POLICY_COPY);
            let text = std::fs::read_to_string(&copy).map_err(|_| lost(copy, "口径"))?;
            let name = name.clone();
            Some(Source { name, text })
        }
    };
    let book = record.roster.as_ref().map(|roster| {
        let copy = folder.join(&roster.copy);
        roster_file::read_as(&copy, &roster.file).map_err(|_| lost(copy, "花名册"))
    });
    with_roster(source.as_ref(), book.transpose()?)
}

/// What the books say of places and times is taken from the record.
fn as_recorded(record: &Record, collected: &mut Collected, origins: &mut Origins) {
    for input in &record.inputs {
        if let Some(address) = &input.address {
            origins
                .addresses
                .insert(Arc::clone(&input.file), address.clone());
        }
        let mut forms = collected.forms.iter_mut();
        if let (Some(at), Some(form)) = (&input.modified, forms.find(|f| f.file == input.file)) {
            form.modified = Some(at.clone());
        }
    }
    origins.given.clone_from(&record.given);
    origins.policy.clone_from(&record.policy.address);
    origins.reviews.clone_from(&record.reviews);
    let as_review = record.inputs.iter().filter(|input| input.as_review);
    origins.as_review = as_review.map(|input| Arc::clone(&input.file)).collect();
    if let Some(roster) = &record.roster {
        let address = roster.address.iter().cloned();
        let addresses = address.map(|address| (Arc::clone(&roster.file), address));
        origins.addresses.extend(addresses);
    }
    origins.roster.clone_from(&record.roster);
}

/// What came out: digests, and the record.
#[derive(Default)]
struct Made {
    written: Vec<Written>,
    record: Value,
}

impl Sink for Made {
    fn take(&self, name: &str, make: &Make<'_>) -> Result<Written, Error> {
        let mut out = Digested::new(io::sink());
        make(&mut out)?;
        Ok(Written::of(name, out).0)
    }

    fn add(&mut self, written: Written) {
        self.written.push(written);
    }

    fn record(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.record = serde_json::from_slice(bytes).unwrap_or_default();
        Ok(())
    }

    fn written(&self) -> &[Written] {
        &self.written
    }
}

impl Made {
    fn against(&self, folder: &Path, record: &Record) -> Section {
        let mut differences = Vec::new();
        let of = |files: &[Written], path: &str| files.iter().any(|f| f.path == path);
        for made in &self.written {
            if record.outputs.contains(made) {
                continue;
            }
            differences.push(if of(&record.outputs, &made.path) {
                format!("“{}”与重新算出的不同", made.path)
            } else {
                format!("重新计算多写出“{}”", made.path)
            });
        }
        for output in &record.outputs {
            if !of(&self.written, &output.path) {
                differences.push(format!("重新计算没有写出“{}”", output.path));
            }
        }
        differences.extend(self.of_record(folder));
        Section {
            compared: self.written.len() + 1,
            differences,
        }
    }

    fn of_record(&self, folder: &Path) -> Vec<String> {
        let text = std::fs::read(folder.join(RECORD)).unwrap_or_default();
        let there: Value = serde_json::from_slice(&text).unwrap_or_default();
        let (Some(there), Some(made)) = (there.as_object(), self.record.as_object()) else {
            return vec![format!("{RECORD} 读不懂")];
        };
        // Records of old versions say less.
        let old = !there.contains_key("given");
        let parts: BTreeSet<&String> = there.keys().chain(made.keys()).collect();
        let differing = parts.into_iter().filter(|part| {
            let compared = !old && !NOT_COMPARED.contains(&part.as_str());
            compared && there.get(*part) != made.get(*part)
        });
        differing
            .map(|part| format!("{RECORD} 中的“{part}”与重新算出的不同"))
            .collect()
    }
}
