//! `template`: blank forms, one for each section of the roster and one for anybody.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::file_name::unique;
use super::handouts::{CHECKS, LEDGERS, SHEETS, handouts};
use super::previous::{Previous, previous};
use super::progress::Progress;
use super::record::Written;
use super::result::{Sink as _, Staging};
use super::session::{Inputs, Session};
use super::uncovered;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::{Entry, Field, LedgerEntry, LedgerKind, SectionInfo};
use crate::policy::Policy;
use crate::report::{self, BlankForm};

/// What forms to make.
#[derive(Debug)]
pub struct TemplateOptions {
    /// Folder to write.
    pub out: PathBuf,
    /// Last year's register, or forms, to prefill from; none for empty forms.
    pub previous: Inputs,
}

/// What was made.
#[derive(Debug)]
pub struct TemplateResult {
    /// The summary for the terminal.
    pub summary: String,
    /// The files written.
    pub written: Vec<Written>,
}

/// A workbook to be written.
struct Planned<'a> {
    /// What stands before the title in the file's name.
    name: String,
    form: BlankForm<'a>,
}

/// The folders of what is handed out beside the forms, with what lies in them.
const HANDOUTS: [(&str, &str); 3] = [
    (LEDGERS, "台账"),
    (SHEETS, "评分表"),
    (CHECKS, "专项考核评分表"),
];

/// Writes the blank forms that are not there yet. One that is there may have been filled in, and is never replaced.
///
/// # Errors
/// The policy is not valid, a file of last year does not exist, or the folder cannot be written.
pub fn template(
    options: &TemplateOptions,
    progress: &dyn Progress,
) -> Result<TemplateResult, Error> {
    let searched = Inputs {
        paths: searched(&options.out, &options.previous.paths),
        ..options.previous.clone()
    };
    let session = Session::open(&searched, progress)?;
    let mut staging = Staging::open(&options.out, progress)?;
    let previous = previous(&session, &options.previous.paths)?;
    let (policy, context) = (&session.policy, session.context());
    let strangers = strangers(&previous, policy);
    let mut taken = BTreeSet::new();
    for planned in plan(policy, &previous, &strangers) {
        let book = report::template_book(&planned.form, policy, &context);
        let title = format!("{}年{}", context.year, policy.template.title);
        let name = unique(&format!("{}-{title}", planned.name), &mut taken);
        staging.book(&name, &book)?;
    }
    let remark = handouts(&mut staging, &previous.open, policy, &context)?;
    let (written, left) = staging.add_missing()?;
    Ok(TemplateResult {
        summary: summary(
            options,
            policy,
            &previous,
            &strangers,
            (&written, &left),
            remark,
        ),
        written,
    })
}

/// Where a policy is looked for: in the output folder and those above it, beside the files of a result, in the current folder.
pub(super) fn searched(out: &Path, results: &[PathBuf]) -> Vec<PathBuf> {
    let out = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
    let existing = out.ancestors().find(|p| p.is_dir()).map(Path::to_path_buf);
    let previous = results.iter().cloned();
    existing
        .into_iter()
        .chain(previous)
        .chain([PathBuf::from(".")])
        .collect()
}

/// Sections of last year the roster does not know. Without a roster they are the sections there are.
fn strangers(previous: &Previous, policy: &Policy) -> Vec<SectionInfo> {
    let groups = previous.groups.iter();
    let unknown = groups.filter(|g| policy.roster.section(&g.section).is_none());
    unknown
        .map(|group| SectionInfo {
            name: group.section.clone(),
            ..SectionInfo::default()
        })
        .collect()
}

fn plan<'a>(
    policy: &'a Policy,
    previous: &'a Previous,
    strangers: &'a [SectionInfo],
) -> Vec<Planned<'a>> {
    let everyone = policy.asks_everyone();
    let known = policy.roster.sections().iter();
    let known = known.flat_map(|section| of_section(section, (previous, everyone)));
    let others = strangers.iter().map(|section| {
        let name = match (section.name.as_str(), policy.roster.is_empty()) {
            ("", _) => "未写明科室".to_owned(),
            (name, true) => name.to_owned(),
            (name, false) => format!("花名册外-{name}"),
        };
        prefilled(section, name, (previous, everyone))
    });
    let general = Planned {
        name: "通用".to_owned(),
        form: BlankForm::default(),
    };
    known.chain(others).chain([general]).collect()
}

/// The form of a section; and another for its people of whom last year has no entry, where all staff are asked by name or
/// not.
fn of_section<'a>(section: &'a SectionInfo, asked: (&'a Previous, bool)) -> Vec<Planned<'a>> {
    let (previous, everyone) = asked;
    let mut own = prefilled(section, section.name.clone(), asked);
    if own.form.entries.is_empty() {
        own.form.staff = section.staff.iter().collect();
    }
    let staff = uncovered::people(section, previous.of(&section.name), everyone);
    let further = (!staff.is_empty()).then(|| Planned {
        name: format!("{}-补充", section.name),
        form: BlankForm {
            section: Some(section),
            staff,
            notices: vec![FURTHER.to_owned()],
            ..BlankForm::default()
        },
    });
    std::iter::once(own).chain(further).collect()
}

fn prefilled<'a>(
    section: &'a SectionInfo,
    name: String,
    (previous, everyone): (&'a Previous, bool),
) -> Planned<'a> {
    Planned {
        name,
        form: BlankForm {
            section: Some(section),
            entries: previous.of(&section.name).iter().collect(),
            staff: Vec::new(),
            notices: uncovered::notices(section, previous, everyone),
        },
    }
}

/// Stands on the form of those of whom last year has no entry.
const FURTHER: &str =
    "这是补充表，给上年没有条目的人员填写；上年已有的条目在本科室的另一份表上，两份都要报送。";

fn summary(
    options: &TemplateOptions,
    policy: &Policy,
    previous: &Previous,
    strangers: &[SectionInfo],
    (written, left): (&[Written], &[String]),
    remark: Option<String>,
) -> String {
    let within = |file: &&Written, folder: &str| Path::new(&file.path).starts_with(folder);
    let is_handout = |file: &&Written| HANDOUTS.iter().any(|(f, _)| within(file, f));
    let (others, forms): (Vec<&Written>, Vec<&Written>) = written.iter().partition(is_handout);
    let mut lines = vec![format!("空白自查表 {} 份：", forms.len())];
    lines.extend(forms.iter().map(|file| format!("  {}", file.path)));
    for (folder, what) in HANDOUTS {
        let count = others.iter().filter(|f| within(f, folder)).count();
        if count > 0 {
            lines.push(format!("空白{what} {count} 份，在“{folder}”文件夹中"));
        }
    }
    let mut remarks = Vec::from_iter(remark);
    if !left.is_empty() {
        remarks.push(format!(
            "文件夹里已有同名而内容不同的表 {} 份，可能已经填写，没有动：{}。要重新生成的，先把它移走。",
            left.len(),
            left.join("、")
        ));
    }
    if policy.roster.is_empty() {
        remarks.push(
            "没有花名册，没有按科室预填岗位和姓名；请填写口径文件旁边的“花名册.xlsx”。".to_owned(),
        );
    }
    remarks.extend(of_roster(policy));
    if !options.previous.paths.is_empty() {
        remarks.push(format!("填入上年的条目 {} 条。", previous.count()));
    }
    remarks.extend(uncovered::remarks(policy, previous));
    remarks.extend(still_open(&previous.open));
    remarks.extend(unknown(policy, previous, strangers));
    remarks.extend(no_column(policy, previous));
    remarks.extend(previous.remarks.iter().cloned());
    lines.extend(remarks.iter().map(|remark| format!("• {remark}")));
    lines.push(format!("结果在 {}", options.out.display()));
    lines.join("\n") + "\n"
}

/// What last year left open, by ledgers.
fn still_open(open: &[LedgerEntry]) -> impl Iterator<Item = String> {
    let of = |kind, what, ledger| {
        let count = open.iter().filter(|line| line.ledger == kind).count();
        (count > 0).then(|| format!("上年没有{what} {count} 项已填进空白的{ledger}。"))
    };
    let rectifications = of(LedgerKind::Rectification, "销号的整改", "整改台账");
    let dispositions = of(LedgerKind::Disposition, "办结的处置", "处置台账");
    rectifications.into_iter().chain(dispositions)
}

/// What is wrong with the roster book; what only informs is told by `check`.
fn of_roster(policy: &Policy) -> impl Iterator<Item = String> {
    let findings = policy.roster_findings().iter();
    let findings = findings.filter(|f| f.severity > Severity::Note);
    findings.map(|f| format!("{}：{}。{}", f.place, f.message, f.help))
}

/// Sections of last year the roster does not know, each with the form its entries went into.
fn unknown(policy: &Policy, previous: &Previous, strangers: &[SectionInfo]) -> Vec<String> {
    let remark = |section: &SectionInfo| {
        let count = previous.of(&section.name).len();
        if section.name.is_empty() {
            return Some(format!(
                "上年有 {count} 条看不出科室，写在“未写明科室”的一份里，请分到各科室的表中。"
            ));
        }
        (!policy.roster.is_empty()).then(|| {
            format!(
                "花名册中没有“{}”，其上年的 {count} 条写在“花名册外”的一份里：科室改名的，请把旧名写进花名册该科室的别名（或口径文件的 aliases）\
                 后重新生成；已撤并的，请转交承接的科室。",
                section.name
            )
        })
    };
    strangers.iter().filter_map(remark).collect()
}

/// Fields that last year's entries fill and this year's form does not ask for.
fn no_column(policy: &Policy, previous: &Previous) -> Option<String> {
    let asked = |field: &Field| policy.template.columns.contains(field);
    // Numbers and dates begin anew, the section stands above the table, the level that counts is declared again.
    let anew = |field: &Field| {
        let printed = [Field::Seq, Field::Section, Field::Number, Field::Gone];
        field.is_date() || field.is_level() || printed.contains(field)
    };
    let entries = || previous.groups.iter().flat_map(|g| &g.entries);
    let lost = Field::ALL.iter().filter(|f| !asked(f) && !anew(f));
    let counts = lost.map(|field| (field, entries().filter(|e| fills(e, *field)).count()));
    let named: Vec<String> = counts
        .filter(|(_, count)| *count > 0)
        .map(|(field, count)| format!("{}（{count} 条）", field.title()))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "上年填有而今年的表没有的栏目，没有带入：{}。需要的，请加进口径文件 template 的 columns 后重新生成。",
            named.join("、")
        )
    })
}

fn fills(entry: &Entry, field: Field) -> bool {
    entry.text(field).is_some()
}
