//! The upward report of a run: the bureau's own templates beside its policy, and what people filled into the report before.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::process::limits;
use super::reason::plain_reason;
use super::record::Record;
use crate::error::Error;
use crate::policy::{Policy, Source};
use crate::reader::{self, Filled};
use crate::report::{self, Asked, Main, ReportContext, Templates, Upward, UpwardInput};

/// The report as a document.
pub const REPORT: &str = "07-上报报告.docx";
/// The same text for pasting.
pub const REPORT_TEXT: &str = "07-上报报告.md";
/// The gaps of a report, and what people filled in.
pub const GAPS: &str = "data/gaps.jsonl";
/// The folder of the bureau's own templates beside its policy.
pub const FOLDER: &str = "report";
/// Where a result keeps copies of them.
const COPIES: &str = "data/report/";

/// What a report is written with.
#[derive(Debug)]
pub struct Wording {
    /// The templates.
    pub templates: Templates,
    /// The gaps of the report before, and what was said in them.
    pub known: Vec<Asked>,
}

/// The templates for a policy: the program's, with those in the folder beside the policy over them.
///
/// # Errors
/// One cannot be read, or something is wrong in it: then everything wrong is told with its line.
pub fn templates(policy: &Policy) -> Result<Templates, Error> {
    let own = policy.file.as_ref().map(|file| beside(Path::new(file)));
    Templates::with(own.transpose()?.unwrap_or_default())
}

/// The bureau's own templates beside a policy file.
///
/// # Errors
/// One cannot be read.
pub fn beside(policy: &Path) -> Result<Vec<Source>, Error> {
    let Some(folder) = policy.parent() else {
        return Ok(Vec::new());
    };
    let paths = in_folder(&folder.join(FOLDER))?;
    paths.iter().map(|path| source(path)).collect()
}

/// The names of the bureau's own templates that a result was written with, each with its digest.
pub fn recorded(record: &Record) -> impl Iterator<Item = (&str, &str)> {
    let outputs = record.outputs.iter();
    outputs.filter_map(|output| Some((output.path.strip_prefix(COPIES)?, output.sha256.as_str())))
}

/// The templates of a folder, in the order of their names; none where there is no such folder.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let cannot = |e: std::io::Error| Error::MissingPath {
        path: folder.to_path_buf(),
        reason: plain_reason(&e),
    };
    let entries = match fs::read_dir(folder) {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        entries => entries.map_err(cannot)?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(cannot)?;
    let is_template = |path: &PathBuf| {
        let ending = path.extension().and_then(|e| e.to_str());
        ending.is_some_and(|e| e.eq_ignore_ascii_case("md")) && path.is_file()
    };
    paths.retain(is_template);
    paths.sort();
    Ok(paths)
}

fn source(path: &Path) -> Result<Source, Error> {
    let bytes = fs::read(path).map_err(|e| Error::MissingPath {
        path: path.to_path_buf(),
        reason: plain_reason(&e),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Error::Policy(format!(
            "报告模板“{}”不是 UTF-8 编码的文本。请用记事本打开，另存时把编码选为 UTF-8。",
            path.display()
        ))
    })?;
    Ok(Source {
        name: path.display().to_string(),
        text: text.trim_start_matches('\u{feff}').to_owned(),
    })
}

/// The templates with which a result was written, by the copies it keeps.
///
/// # Errors
/// A copy cannot be read any more.
pub fn templates_again(folder: &Path, record: &Record) -> Result<Templates, Error> {
    let copies = folder.join(COPIES);
    let sources = recorded(record).map(|(name, _)| source(&copies.join(name)));
    Templates::with(sources.collect::<Result<_, _>>()?)
}

/// Copies of the bureau's own templates, with which the result can be repeated from itself: names and contents.
pub fn copies(templates: &Templates) -> impl Iterator<Item = (String, Vec<u8>)> {
    let own = templates.own().iter();
    own.map(|file| {
        let name = format!("{COPIES}{}", file.file_name());
        (name, file.text.clone().into_bytes())
    })
}

/// The gaps that a result knows of, without looking at the report itself.
pub fn gaps(folder: &Path) -> Vec<Asked> {
    let text = fs::read_to_string(folder.join(GAPS)).unwrap_or_default();
    let lines = text.lines().map(serde_json::from_str);
    // Whoever spoils the file has the gaps asked anew; the report itself still says what was filled in.
    lines.filter_map(Result::ok).collect()
}

/// What is known of the gaps of a report.
#[derive(Debug)]
pub struct Known {
    /// The gaps, and what was said in them.
    pub gaps: Vec<Asked>,
    /// What is to be said about it.
    pub remarks: Vec<String>,
}

/// What is known of the gaps of the report in a folder: what people filled into it, and under that what was said in the reports
/// of earlier results, which stands marked until somebody has looked at it.
pub fn known(folder: &Path, main: Main, previous: &[PathBuf], policy: &Policy) -> Known {
    let (mut known, remark) = filled(folder, policy);
    let mut remarks: Vec<String> = remark.into_iter().collect();
    // What a unit reports is not what those above it report.
    let of = |path: &PathBuf| {
        let record = Record::read(path).ok()?;
        (record.rollup == (main == Main::Rollup)).then_some(record.year)
    };
    let mut earlier: Vec<(i32, &PathBuf)> = previous
        .iter()
        .filter_map(|path| Some((of(path)?, path)))
        .collect();
    earlier.sort();
    if !earlier.is_empty() {
        for asked in &mut known {
            asked.earlier = None;
        }
    }
    for (year, path) in earlier {
        let said = match back(path, policy) {
            Ok(Some(back)) => report::answered(&gaps(path), &back).0,
            Ok(None) => gaps(path),
            Err(reason) => {
                remarks.push(format!(
                    "“{}”里的“{REPORT}”没有读出来（{reason}），最后在其中填的内容没有带过来。",
                    path.display()
                ));
                gaps(path)
            }
        };
        report::recall(&mut known, (year, said));
    }
    Known {
        gaps: known,
        remarks,
    }
}

/// The report in a folder as it came back; none where there is none.
///
/// # Errors
/// It cannot be read; the reason says why.
fn back(folder: &Path, policy: &Policy) -> Result<Option<Filled>, String> {
    let path = folder.join(REPORT);
    let Ok(told) = fs::metadata(&path) else {
        return Ok(None);
    };
    let limits = limits(policy);
    if !told.is_file() {
        return Ok(None);
    }
    if told.len() > limits.file_bytes {
        return Err("文件太大".to_owned());
    }
    let bytes = fs::read(&path).map_err(|e| plain_reason(&e))?;
    reader::filled(&bytes, &limits).map(Some)
}

/// The gaps of the report in a folder with what people filled into them, and what is to be said about it.
fn filled(folder: &Path, policy: &Policy) -> (Vec<Asked>, Option<String>) {
    let known = gaps(folder);
    match back(folder, policy) {
        Ok(None) => (known, None),
        Ok(Some(back)) => {
            let (known, lost) = report::answered(&known, &back);
            let named: Vec<String> = lost.iter().map(|prompt| format!("“{prompt}”")).collect();
            let remark = (!lost.is_empty()).then(|| {
                format!(
                    "“{REPORT}”里待填的{}找不到了（那一处可能删了或改动较大），没有带过来；要保留的，请在新的报告里重新填。",
                    named.join("、")
                )
            });
            (known, remark)
        }
        Err(reason) => {
            let remark = format!(
                "“{REPORT}”没有读出来（{reason}），这次在其中新填的内容没有带过来；以前带过的照旧。"
            );
            (known, Some(remark))
        }
    }
}

/// What is to be said of the gaps of a report: what earlier reports said and nobody has looked at, what has no place any more.
pub fn told(upward: &Upward) -> impl Iterator<Item = String> {
    let marked = |gap: &&Asked| gap.text.is_none() && gap.earlier.is_some();
    let marked = upward.gaps.iter().filter(marked).count();
    let to_check = (marked > 0).then(|| {
        format!(
            "上报报告里有 {marked} 处写的是以前的报告里填过的话，标着“请核对”：还对的，在“{REPORT}”里把标记删去；不对的，改写。"
        )
    });
    to_check.into_iter().chain(displaced(upward))
}

/// What people filled into gaps that the report has no more.
fn displaced(upward: &Upward) -> impl Iterator<Item = String> {
    let gaps = upward.gaps.iter().filter(|gap| !gap.placed);
    gaps.filter_map(|gap| {
        let text = gap.text.as_ref()?;
        Some(format!(
            "上报报告里填过的“{}”（{}），这次的报告没有对应的地方，没有写进去；文字存在 {GAPS}，有了对应的地方会自动带上。",
            gap.prompt,
            crate::text::excerpt(text, 30)
        ))
    })
}

/// Writes the report of an outcome.
///
/// # Errors
/// A template asks for something that is not there.
pub fn upward(
    outcome: &Outcome<'_>,
    wording: &Wording,
    context: &ReportContext,
) -> Result<Upward, Error> {
    let (joined, policy) = (&outcome.joined, outcome.policy);
    let card = &outcome.scores.year;
    let input = UpwardInput {
        register: &joined.register,
        statistics: &joined.statistics,
        findings: &joined.findings,
        roster: &policy.roster,
        changes: outcome.changes.as_deref(),
        last_year: outcome.last_year,
        scores: (card, policy.scheme(&card.scheme)),
        method: policy.grading.method,
    };
    report::upward(&input, &wording.templates, &wording.known, context)
}
