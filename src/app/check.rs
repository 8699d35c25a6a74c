//! `check`: everything found wrong in the forms, before anything is registered.

use std::collections::BTreeSet;
use std::path::Path;

use super::collect::Collected;
use super::progress::Progress;
use super::reason::json_fault;
use super::returns::{self, HandedIn};
use super::session::{Inputs, Session};
use crate::diagnostic::errors;
use crate::emit::{self, Rows};
use crate::error::Error;
use crate::reader::Discovery;

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// With the cells around each.
    Full,
    /// One line each.
    Concise,
    /// One JSON object a line.
    Json,
}

/// What to check and how to show it.
#[derive(Debug)]
pub struct CheckOptions {
    /// The files.
    pub inputs: Inputs,
    /// How findings are shown.
    pub format: CheckFormat,
}

/// The findings as text, and how many of them are errors.
///
/// # Errors
/// A path does not exist, nothing can be read, the policy is not valid, or the work shall stop.
pub fn check(options: &CheckOptions, progress: &dyn Progress) -> Result<(String, usize), Error> {
    check_returning(options, None, progress)
}

/// The same; and with a folder for them, the forms with errors that go back to their sections, marked, with a notice for each.
///
/// # Errors
/// As for [`check`]; or the folder lies among the forms or cannot be written.
pub fn check_returning(
    options: &CheckOptions,
    returned: Option<&Path>,
    progress: &dyn Progress,
) -> Result<(String, usize), Error> {
    let Inputs { paths, .. } = &options.inputs;
    let session = Session::open(&options.inputs, progress)?;
    if let Some(folder) = returned {
        options.inputs.keep_apart(folder)?;
        returns::keep_out(folder, paths)?;
    }
    let forms = if paths.iter().all(|path| session.is_roster(path)) {
        Collected::new(Vec::new(), Discovery::default())
    } else {
        session.forms(paths, &[])?
    };
    let handed_in = HandedIn::of(&forms);
    let read = forms.forms.iter().map(|f| f.file.clone());
    let book = session.policy.book.iter().map(|book| book.shown.clone());
    let files: BTreeSet<_> = read.chain(book).collect();
    // Who handed in nothing is asked only of a whole folder: of a single form it would be everybody.
    let whole = paths.iter().any(|path| path.is_dir());
    let findings = session.findings(forms, whole)?;
    let summary = || emit::findings_summary(&findings, &files);
    let text = match options.format {
        CheckFormat::Full => emit::findings_full(&findings) + &summary(),
        CheckFormat::Concise => emit::findings_concise(&findings) + &summary(),
        CheckFormat::Json => {
            let mut lines = Vec::new();
            let put = emit::findings_rows(&findings, &mut Rows::Json(&mut lines));
            put.map_err(json_fault("check"))?;
            String::from_utf8_lossy(&lines).into_owned()
        }
    };
    let told = match returned {
        Some(folder) => returns::write(&session, &handed_in, &findings, folder, progress)?,
        None => String::new(),
    };
    let text = if options.format == CheckFormat::Json {
        text
    } else {
        text + &told
    };
    Ok((text, errors(&findings)))
}
