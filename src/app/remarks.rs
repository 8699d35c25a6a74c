//! Remarks on a run as a whole: what rested for want of a roster, settings nothing used.

use std::collections::BTreeSet;

use crate::diagnostic::errors;
use crate::model::{Coverage, CoverageBasis, Statistics};
use crate::policy::{Policy, Setting};

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
