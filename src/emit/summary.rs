//! What the terminal shows at the end of a run: files, tables, rows and their fates, levels, findings by kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    CellAccount, FormKind, InputFile, Level, Register, Review, RowAccount, Ruling, Scorecard,
    ScoredKind,
};

/// The parts of a summary.
#[derive(Debug)]
pub struct SummaryInput<'r> {
    /// The register.
    pub register: &'r Register,
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// What the leading group must decide and has decided.
    pub review: &'r Review,
    /// The scores of the year, then those of its special checks.
    pub cards: &'r [&'r Scorecard],
    /// Files left out of the folders, by reason.
    pub left_out: &'r BTreeMap<String, usize>,
    /// What must be mended before anything else.
    pub first: &'r [String],
    /// Remarks on the run as a whole (no roster, unused settings).
    pub remarks: &'r [String],
    /// The output folder and the books in it.
    pub folder: &'r str,
    /// Names of the books.
    pub books: &'r [String],
}

/// The summary as text.
pub fn summary(input: &SummaryInput<'_>) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let register = input.register;
    for line in input.first {
        let _ = writeln!(out, "先改好：{line}");
    }
    let _ = writeln!(out, "{}\n{}", files(input), rows(&register.rows));
    let _ = writeln!(out, "{}", cells(&register.files));
    let _ = writeln!(out, "{}", levels(register));
    let _ = writeln!(out, "{}", review(input.review));
    let scores = input.cards.iter().filter_map(|card| scores(card));
    for line in repeats(input).into_iter().chain(scores) {
        let _ = writeln!(out, "{line}");
    }
    if !input.findings.is_empty() {
        let _ = writeln!(
            out,
            "\n问题（按种类；逐处见 04-问题清单.xlsx）\n{}",
            findings(input.findings)
        );
    }
    for remark in input.remarks {
        let _ = writeln!(out, "• {remark}");
    }
    let _ = writeln!(out, "\n结果在 {}：", input.folder);
    for book in input.books {
        let _ = writeln!(out, "  {book}");
    }
    out
}

/// Files named one by one at most.
const MOST_NAMED: usize = 15;

fn files(input: &SummaryInput<'_>) -> String {
    let files = &input.register.files;
    let tables: usize = files.iter().map(|f| f.tables).sum();
    let mut lines = vec![format!("文件 {} 个，表格 {tables} 张", files.len())];
    let left_out: Vec<String> = input
        .left_out
        .iter()
        .map(|(why, count)| format!("{why} {count} 个"))
        .collect();
    if !left_out.is_empty() {
        lines.push(format!("不读的文件：{}", left_out.join("、")));
    }
    let unread: Vec<&InputFile> = files
        .iter()
        .filter(|f| f.tables == 0 && f.annex_words().is_none())
        .collect();
    lines.extend(annexes(files));
    if !unread.is_empty() {
        lines.push(format!("没有读到自查表的文件 {} 个：", unread.len()));
    }
    for file in unread.iter().take(MOST_NAMED) {
        let why = file.trouble.as_deref().unwrap_or("没有找到自查表");
        lines.push(format!("  {}：{why}", file.file));
    }
    if unread.len() > MOST_NAMED {
        lines.push("  ……（其余见问题清单）".to_owned());
    }
    lines.join("\n")
}

/// Ledgers, score sheets and forms of opinions, counted.
fn annexes(files: &[InputFile]) -> Option<String> {
    let read = || files.iter().filter(|f| f.annex_words().is_some());
    let of = |count: fn(&InputFile) -> usize, kind: FormKind, name: &str, unit: &str| {
        let own = read().filter(|f| count(f) > 0 || f.kind == kind);
        let counts: Vec<usize> = own.map(count).collect();
        let all: usize = counts.iter().sum();
        (!counts.is_empty()).then(|| format!("{name} {} 个（{all} {unit}）", counts.len()))
    };
    let parts = [
        of(|f| f.ledger_lines, FormKind::Ledger, "台账", "行"),
        of(|f| f.marks, FormKind::ScoreSheet, "评分表", "项评分"),
        of(|f| f.opinions, FormKind::Opinions, "互查评议表", "行"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("，"))
}

/// Every cell with content and what it was taken for.
fn cells(files: &[InputFile]) -> String {
    let mut all = CellAccount::default();
    for file in files {
        all.add(&file.cells);
    }
    let parts: Vec<String> = all
        .claims
        .iter()
        .map(|(claim, n)| format!("{} {n}", claim.title()))
        .collect();
    let verdict = if all.balances() {
        ""
    } else {
        "\n格数不平，请将此情况反馈给维护人员"
    };
    if parts.is_empty() {
        return "没有读到有内容的单元格".to_owned();
    }
    format!(
        "有内容的单元格 {} 个 = {}{verdict}",
        all.read,
        parts.join(" + ")
    )
}

fn rows(rows: &RowAccount) -> String {
    let skipped: Vec<String> = rows
        .skipped
        .iter()
        .map(|(kind, n)| format!("{} {n}", kind.title()))
        .collect();
    let detail = if skipped.is_empty() {
        String::new()
    } else {
        format!("（{}）", skipped.join("、"))
    };
    let verdict = if rows.balances() {
        ""
    } else {
        "\n行数不平，请将此情况反馈给维护人员"
    };
    format!(
        "读到 {} 行 = 登记 {} + 合并 {} + 退回 {} + 跳过 {}{detail}{verdict}",
        rows.read,
        rows.registered,
        rows.merged,
        rows.returned,
        rows.skipped_total()
    )
}

fn levels(register: &Register) -> String {
    let count = |level: Option<Level>| register.risk_points(level);
    let named: Vec<String> = Level::ALL
        .iter()
        .map(|l| format!("{l} {}", count(Some(*l))))
        .collect();
    let (items, open) = (register.items.len(), count(None));
    let all = open + Level::ALL.iter().map(|l| count(Some(*l))).sum::<usize>();
    let all = if all == items {
        String::new()
    } else {
        format!("（{items} 条，共 {all} 个）")
    };
    format!("登记的风险点{all}：{}，待定 {open}", named.join("，"))
}

/// What was decided: decisions, and where these are not as many, the items of the register they stand at.
fn settled(review: &Review) -> String {
    let all = review.settled.len();
    let items = review.settled.iter().flat_map(|s| &s.register_ids);
    let items: BTreeSet<&String> = items.collect();
    let struck = review
        .settled
        .iter()
        .filter(|s| s.written.ruling == Ruling::Struck);
    match (all, items.len(), struck.count()) {
        (0, ..) => String::new(),
        (all, items, 0) if items == all => format!("，已审定 {all} 项"),
        (all, items, 0) => format!("，已审定 {all} 项（登记表里是 {items} 条）"),
        (all, items, struck) => {
            format!("，已审定 {all} 项（登记表里是 {items} 条，不登记 {struck} 项）")
        }
    }
}

fn review(review: &Review) -> String {
    let open = match review.open.len() {
        0 => "没有待领导小组审定的事项".to_owned(),
        open => format!(
            "待领导小组审定 {open} 项，见 05-评审表.xlsx，填好后再写出一次结果（命令行：用 --review 带回）"
        ),
    };
    let settled = settled(review);
    let unused = match review.unused.len() {
        0 => String::new(),
        unused => format!("，没有采用的决定 {unused} 项"),
    };
    format!("{open}{settled}{unused}")
}

/// What was merged, and what a person must still look at; nothing where nothing was reported twice.
fn repeats(input: &SummaryInput<'_>) -> Option<String> {
    let merged = input.register.rows.merged;
    let open = input.review.pairs.open.len();
    let unused = input.review.pairs.unused.len();
    let proposed = input.review.pairs.proposals.len();
    let parts = [
        (
            merged,
            format!("重复填报合并 {merged} 条（见 01 的“合并对照”）"),
        ),
        (
            open,
            format!("疑似重复 {open} 对，请人决定（见 05-评审表.xlsx 的“疑似重复”）"),
        ),
        (unused, format!("没有采用的合并决定 {unused} 项")),
        (
            proposed,
            format!(
                "口径建议 {proposed} 条，可以写进 qingfeng.toml（见 05-评审表.xlsx 的“口径建议”；不写不生效）"
            ),
        ),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|p| p.0 > 0).map(|p| p.1).collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// How far the scores have come; nothing where nobody is scored.
fn scores(card: &Scorecard) -> Option<String> {
    let of = |kind: ScoredKind| {
        let scores = card.of(kind);
        let done = scores.iter().filter(|s| s.result.is_complete()).count();
        let vetoed = scores.iter().filter(|s| s.result.vetoed).count();
        let vetoed = match vetoed {
            0 => String::new(),
            vetoed => format!("（一票否决 {vetoed} 个）"),
        };
        let all = scores.len();
        let title = kind.title();
        (all > 0).then(|| format!("{title} {all} 个，评完 {done} 个{vetoed}"))
    };
    let parts: Vec<String> = ScoredKind::ALL.into_iter().filter_map(of).collect();
    let name = match card.scheme.as_str() {
        "" => "年度考核",
        name => name,
    };
    (!parts.is_empty()).then(|| format!("{name}：{}", parts.join("；")))
}

fn findings(findings: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &str, &str), usize> = BTreeMap::new();
    for finding in findings {
        *counts
            .entry((
                std::cmp::Reverse(finding.severity),
                &finding.code,
                &finding.title,
            ))
            .or_insert(0) += 1;
    }
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(["程度", "代码", "问题", "处数"]);
    for ((severity, code, title), count) in counts {
        table.add_row([severity.0.title(), code, title, &count.to_string()]);
    }
    if let Some(column) = table.column_mut(3) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}
