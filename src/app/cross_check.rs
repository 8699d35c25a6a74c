//! `template --cross-check`: from the register of this year the forms by which sections look into each other, and the staff's
//! ballots on the levels.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::file_name::unique;
use super::previous::{Group, Previous, previous};
use super::progress::Progress;
use super::record::Written;
use super::result::{Sink as _, Staging};
use super::session::{Inputs, Session};
use super::template::{TemplateResult, searched};
use crate::error::Error;
use crate::followup;
use crate::model::Entry;
use crate::policy::Policy;
use crate::report::{self, CrossCheckForm, ReportContext};

/// Folder of the forms by which sections look into each other.
const CROSS_CHECKS: &str = "交叉互查";
/// Folder of the ballots.
const BALLOTS: &str = "群众评议";

/// What forms to make.
#[derive(Debug)]
pub struct CrossCheckOptions {
    /// Folder to write.
    pub out: PathBuf,
    /// This year's result, or its register.
    pub result: Inputs,
    /// Seed of the ring; else the year, so that every year draws anew.
    pub seed: Option<u64>,
}

/// Writes the forms that are not there yet. One that is there may have been filled in, and is never replaced.
///
/// # Errors
/// The policy is not valid, the result cannot be read or has no entries, or the folder cannot be written.
pub fn cross_check(
    options: &CrossCheckOptions,
    progress: &dyn Progress,
) -> Result<TemplateResult, Error> {
    let paths = &options.result.paths;
    let inputs = Inputs {
        paths: searched(&options.out, paths),
        ..options.result.clone()
    };
    let session = Session::open(&inputs, progress)?;
    let mut staging = Staging::open(&options.out, progress)?;
    let register = previous(&session, paths)?;
    let (policy, context) = (&session.policy, session.context());
    let groups: Vec<&Group> = register
        .groups
        .iter()
        .filter(|g| is_checked(g, policy))
        .collect();
    if groups.is_empty() {
        let named: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        return Err(Error::NothingToRead(named.join("、")));
    }
    let seed = options
        .seed
        .unwrap_or_else(|| context.year.unsigned_abs().into());
    let names: Vec<&str> = groups.iter().map(|g| g.section.as_str()).collect();
    let ring = followup::ring(&names, seed);
    let mut taken = BTreeSet::new();
    for (by, of) in &ring {
        let form = CrossCheckForm {
            by,
            staff: policy.roster.section(by).map_or(&[], |s| &s.staff),
            of,
            entries: register.of(of),
        };
        let book = report::cross_check_book(&form, &context);
        let name = format!("{by}查{of}-{}年交叉互查表", context.year);
        let name = unique(&name, &mut taken);
        staging.book(&format!("{CROSS_CHECKS}/{name}"), &book)?;
    }
    let sections: Vec<(&str, &[Entry])> = groups
        .iter()
        .map(|g| (g.section.as_str(), g.entries.as_slice()))
        .collect();
    let book = report::ballot_book(&sections, &context);
    staging.book(&ballots(&context), &book)?;
    let (written, left) = staging.add_missing()?;
    Ok(TemplateResult {
        summary: summary(options, (&register, &ring, seed), (&written, &left)),
        written,
    })
}

fn ballots(context: &ReportContext) -> String {
    format!("{BALLOTS}/{}年群众评议表.xlsx", context.year)
}

/// Whether others look into a section: it has a name, and is not the leadership.
fn is_checked(group: &Group, policy: &Policy) -> bool {
    let name = group.section.as_str();
    let leads = match policy.roster.section(name) {
        Some(section) => section.is_leadership(),
        None => policy.leadership_in(name).is_some(),
    };
    !name.is_empty() && !leads
}

/// A section with the one it looks into.
type Pair<'s> = (&'s str, &'s str);

fn summary(
    options: &CrossCheckOptions,
    (register, ring, seed): (&Previous, &[Pair<'_>], u64),
    (written, left): (&[Written], &[String]),
) -> String {
    let mut lines = vec![format!("互查表、评议表 {} 份：", written.len())];
    lines.extend(written.iter().map(|file| format!("  {}", file.path)));
    let order: Vec<&str> = ring
        .iter()
        .map(|(by, _)| *by)
        .chain(ring.first().map(|r| r.0))
        .collect();
    let mut remarks = Vec::new();
    if order.is_empty() {
        remarks.push("登记的条目只有一个科室的，没法互查，没有生成互查表。".to_owned());
    } else {
        remarks.push(format!(
            "互查次序（种子 {seed}，同样的种子和科室次序相同）：{}。",
            order.join("→")
        ));
    }
    if !left.is_empty() {
        remarks.push(format!(
            "文件夹里已有同名而内容不同的表 {} 份，可能已经填写，没有动：{}。要重新生成的，先把它移走。",
            left.len(),
            left.join("、")
        ));
    }
    let unnamed = register.of("").len();
    if unnamed > 0 {
        remarks.push(format!("有 {unnamed} 条看不出科室，没有列入。"));
    }
    remarks.push(
        "填好以后放进收表文件夹，与自查表一起再写出一次结果（命令行：run）；结果在 05、01 的“定级依据”。".to_owned(),
    );
    remarks.extend(register.remarks.iter().cloned());
    lines.extend(remarks.iter().map(|remark| format!("• {remark}")));
    lines.push(format!("结果在 {}", options.out.display()));
    lines.join("\n") + "\n"
}
