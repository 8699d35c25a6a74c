//! Remarks on a run as a whole: what rested for want of a roster, settings nothing used.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, errors};
use crate::model::{Coverage, CoverageBasis, MidYear, Statistics};
use crate::policy::{Policy, Setting};

/// The code of "no result of an earlier year was given".
const NO_EARLIER: &str = "K07";

/// Unused settings named one by one at most.
const MOST_NAMED: usize = 12;

/// The remarks, in the order in which they are shown.
pub fn remarks(policy: &Policy, used: &BTreeSet<String>, statistics: &Statistics) -> Vec<String> {
    let mut out = Vec::new();
    match policy.file_name() {
        Some(file) => out.push(format!("口径：{file}")),
        None => out.push("口径：内置默认（没有找到 qingfeng.toml）".to_owned()),
    }
    if let Some(book) = &policy.book {
        let errors = errors(&book.findings);
        let mistakes = match errors {
            0 => String::new(),
            count => format!("，其中有 {count} 处要改，见问题清单的 B 各码"),
        };
        out.push(format!(
            "花名册：{}（{} 个科室{mistakes}）",
            book.shown, book.sections
        ));
    }
    if policy.roster.is_empty() {
        out.push("没有花名册：未核对谁没有交表，也未核对科室名称；请填写口径文件旁边的“花名册.xlsx”，或 qingfeng.toml 的 sections。".to_owned());
    } else {
        out.extend(silent(&statistics.coverage));
    }
    out.extend(policy.moved.iter().cloned());
    let (aliases, others): (Vec<&Setting>, Vec<&Setting>) = policy
        .unused(used)
        .into_iter()
        .partition(|s| s.id.starts_with("sections.aliases"));
    let named: Vec<String> = others
        .iter()
        .take(MOST_NAMED)
        .map(|s| format!("第 {} 行 {}", s.line, s.id))
        .collect();
    if !named.is_empty() {
        let more = if others.len() > MOST_NAMED {
            format!(" 等 {} 项", others.len())
        } else {
            String::new()
        };
        out.push(format!(
            "口径中本次没有用到的设置：{}{more}",
            named.join("；")
        ));
    }
    if !aliases.is_empty() {
        out.push(format!(
            "口径中有 {} 个科室别名本次没有遇到（不影响结果）。",
            aliases.len()
        ));
    }
    out
}

/// What was asked for and could not be done on this day: a day of answer that has passed, a comparison without anything to
/// compare with.
pub fn undone(policy: &Policy, date: NaiveDate, mid_year: Option<&MidYear>) -> Vec<String> {
    let passed = policy.reply.passed(date).map(|day| {
        let instead = policy.reply.date(date).map_or(
            "通知里没有写期限".to_owned(),
            |by| format!("通知里写的是 {by} 以前"),
        );
        format!(
            "口径里“请科室在哪天以前回复”写的 {day} 已经过了，退回通知没有用它，{instead}。请在“口径”一页改成今后的日期，或者清空（命令行：qingfeng.toml 的 notices.reply_by）。"
        )
    });
    let alone = mid_year.filter(|report| report.since.is_none()).map(|_| {
        "中期监控报告没有比较年初以来的变化：没有带入年初（或上年）的结果。需要比较的，请选年初的结果文件夹，再写出一次结果（命令行：加 --previous 年初结果）。".to_owned()
    });
    passed.into_iter().chain(alone).collect()
}

/// What must be mended before anything else: until then the figures are not those of the bureau.
pub fn first(findings: &[Diagnostic], coverage: &Coverage) -> Vec<String> {
    let late = findings.iter().find(|f| f.code == NO_EARLIER);
    let late = late.map(|finding| format!("{}。", finding.message));
    let names = &coverage.unknown_sections;
    let unknown = (!names.is_empty()).then(|| {
        format!(
            "表上有 {} 个科室名称不在花名册（{}），统计和报告把它们各算一个科室。请在“看表”一页的“科室”里选它在花名册里叫什么，点“改”（命令行：写进花名册的“别名”），再写出一次结果。",
            names.len(),
            names.join("、")
        )
    });
    late.into_iter().chain(unknown).collect()
}

/// Sections of which nothing came in, and those whose files could not be read, by name.
fn silent(coverage: &Coverage) -> Vec<String> {
    let of = |basis: CoverageBasis| -> Vec<&str> {
        let all = coverage.sections.iter().filter(|s| s.basis == basis);
        all.map(|s| s.section.as_str()).collect()
    };
    let (nothing, unread) = (of(CoverageBasis::Nothing), of(CoverageBasis::Unread));
    let mut out = Vec::new();
    if !nothing.is_empty() {
        out.push(format!(
            "有 {} 个科室没有交表，名单见 02-风险等级统计表.xlsx 的覆盖情况。",
            nothing.len()
        ));
    }
    if !unread.is_empty() {
        out.push(format!(
            "有 {} 个科室已交未读出：{}。交来的文件没有读到条目，见问题清单。",
            unread.len(),
            unread.join("、")
        ));
    }
    out
}
