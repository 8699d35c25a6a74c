//! Reads the review workbooks given to a run, and keeps decisions from being overwritten.

use std::path::{Path, PathBuf};

use super::process::limits;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ingest::{self, Decisions};
use crate::model::{Review, WrittenChoice, WrittenDecision};
use crate::policy::Policy;
use crate::reader::{self, Source};

/// Name of the review workbook in the output folder.
pub const BOOK: &str = "05-评审表.xlsx";

/// What the review workbooks say, in the order they are given: later ones count. The one in the output folder is known by
/// the name under which it stays there, if it is kept `aside`.
///
/// # Errors
/// A path does not exist.
pub fn read(
    paths: &[PathBuf],
    (folder, aside): (&Path, Option<&str>),
    policy: &Policy,
) -> Result<Decisions, Error> {
    let mut out = Decisions::default();
    let own = folder.join(BOOK).canonicalize().ok();
    for path in paths {
        let found = reader::discover(std::slice::from_ref(path), &[])?;
        for mut source in found.sources {
            let is_own = own.is_some() && source.path.canonicalize().ok() == own;
            if let Some(name) = aside.filter(|_| is_own) {
                source.shown = name.into();
            }
            let read = read_one(&source, policy);
            out.decisions.extend(read.decisions);
            out.choices.extend(read.choices);
            out.findings.extend(read.findings);
        }
    }
    let adjusted = |f: Diagnostic| policy.rule_book.adjusted(f);
    out.findings = out.findings.into_iter().filter_map(adjusted).collect();
    Ok(out)
}

fn read_one(source: &Source, policy: &Policy) -> Decisions {
    let reading = reader::read(source, &limits(policy));
    let mut out = match reading.workbook {
        Some(workbook) => ingest::decisions(&workbook, &source.shown, policy),
        None => Decisions::default(),
    };
    out.findings.extend(reading.findings);
    out
}

/// Refuses to write over a review workbook that holds decisions this run does not know; one of those given is known.
///
/// # Errors
/// There are such decisions; the message says how many and what to do.
pub fn keep_decisions(
    folder: &Path,
    given: &[PathBuf],
    review: &Review,
    policy: &Policy,
) -> Result<(), Error> {
    let path = folder.join(BOOK);
    let Ok(there) = path.canonicalize() else {
        return Ok(());
    };
    if given
        .iter()
        .any(|p| p.canonicalize().is_ok_and(|p| p == there))
    {
        return Ok(());
    }
    let known = |written: &&WrittenDecision| {
        let settled = review.settled.iter().map(|s| &s.written);
        let mut all = settled.chain(review.unused.iter().map(|u| &u.written));
        all.any(|w| w.id == written.id && w.decision.level == written.decision.level)
    };
    let there = read(std::slice::from_ref(&path), (folder, None), policy)?;
    let pairs = &review.pairs;
    let followed = || pairs.decided.iter().filter_map(|d| d.choice.as_ref());
    let known_choice = |written: &&WrittenChoice| {
        let mut all = followed().chain(pairs.unused.iter().map(|u| &u.written));
        all.any(|w| w.id == written.id && w.choice == written.choice)
    };
    let choices = there.choices.iter().filter(|w| !known_choice(w)).count();
    let lost = there.decisions.iter().filter(|w| !known(w)).count() + choices;
    if lost == 0 {
        return Ok(());
    }
    let reason = format!(
        "其中已填写的 {lost} 项审定或合并决定没有带入本次运行，覆盖后就丢失了。请在命令末尾加上 --review {}；不再需要这些决定的，先把该文件移走",
        path.display()
    );
    Err(Error::Kept { path, reason })
}
