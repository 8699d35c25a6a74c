//! 中期监控情况: the half year on one page, in sentences and section by section.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, tally, word};
use super::super::widths::Width::{Fixed, Short};
use crate::model::{ChangeClass, CoverageBasis, Handling, MidYear, SectionMonitoring};
use crate::writer::{Cell, Sheet, StyleRole};

const PAGE: f64 = 150.0;
/// What became of a risk point, as far as a leader asks.
const TOLD: [ChangeClass; 8] = [
    ChangeClass::New,
    ChangeClass::Gone,
    ChangeClass::Up,
    ChangeClass::Down,
    ChangeClass::Measures,
    ChangeClass::Open,
    ChangeClass::Returned,
    ChangeClass::Unreported,
];
/// How many of them have a column in any case; the others only where they are met.
const USUAL: usize = 5;
const SIGNATURES: &str =
    "主要负责人：　　　　　　　　　分管领导：　　　　　　　　　纪检监督：　　　　　　　　　制表：";

type Row<'r> = &'r SectionMonitoring;

/// Whether a section has handed in, in words.
pub fn state(section: &SectionMonitoring) -> Cell {
    match section.basis {
        None => short("花名册中没有"),
        Some(CoverageBasis::Nothing) => ("未报送".into(), StyleRole::Alert),
        Some(CoverageBasis::Unread) => ("已交未读出".into(), StyleRole::Alert),
        Some(_) if section.missing.is_empty() => short("已报送"),
        Some(_) => ("有漏报".into(), StyleRole::Alert),
    }
}

/// The columns; `shown` are the changes that have one, where there was anything to compare with.
fn columns<'r>(shown: Option<&[ChangeClass]>) -> Columns<'r, Row<'r>> {
    let sign = |handling: Handling| {
        let of = move |s: &Row<'_>| s.signs.get(&handling).copied().unwrap_or(0);
        tally(handling.title(), Fixed(9.0), of).under("苗头性问题")
    };
    let change = |class: ChangeClass| {
        let of = move |s: &Row<'_>| s.changes.get(&class).copied().unwrap_or(0);
        tally(class.title(), Fixed(9.0), of).under("年初以来的变化")
    };
    let mut columns = columns! { Row<'r>;
        number();
        word("科室", Short(12.0, 22.0), |s| s.section.clone());
        col("报送情况", Fixed(12.0), |s| state(s));
        tally("登记\n条目", Fixed(7.0), |s| s.registered);
    };
    if let Some(shown) = shown {
        columns.extend(shown.iter().copied().map(change));
    }
    columns.extend(Handling::ALL.map(sign));
    columns.extend(columns! { Row<'r>;
        tally("逾期\n事项", Fixed(7.0), |s| s.overdue);
    });
    columns
}

/// The sheet.
pub fn sheet<'r>(report: &'r MidYear, context: &ReportContext) -> Sheet<'r> {
    let rows = report.sections.iter().collect();
    let met = |class: &ChangeClass| {
        let is_usual = TOLD.iter().take(USUAL).any(|usual| usual == class);
        is_usual || report.changes.iter().any(|c| c.class == *class)
    };
    let shown: Vec<ChangeClass> = TOLD.into_iter().filter(met).collect();
    let shown = report.since.is_some().then_some(shown.as_slice());
    let table = Table::new(columns(shown), rows, PAGE);
    let title = ("中期监控情况", "廉政风险中期监控情况表");
    let mut canvas = Canvas::over(&table, title, context);
    canvas.notes(sentences(report));
    let laid = canvas.table(table);
    canvas.totals(1, laid.totals());
    canvas.keep_heads(laid.head - 1, laid.head, 2);
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.finish()
}

/// What a leader reads, naming only what there is.
fn sentences(report: &MidYear) -> Vec<String> {
    let mut said = vec![handed_in(&report.sections)];
    said.push(match &report.since {
        None => "没有年初（或上年）的结果，年初以来的变化没有比较。".to_owned(),
        Some(since) => {
            let count = |class| report.changes.iter().filter(|c| c.class == class).count();
            let told = listed(TOLD.map(|class| (class.title(), count(class))), "个");
            format!(
                "与{since}相比：{}。",
                told.unwrap_or_else(|| "没有变化".to_owned())
            )
        }
    });
    let count = |handling| {
        report
            .signs
            .iter()
            .filter(|(_, own)| *own == handling)
            .count()
    };
    let told = listed(Handling::ALL.map(|h| (h.title(), count(h))), "件");
    said.push(match told {
        Some(told) => format!("发现苗头性问题 {} 件：{told}。", report.signs.len()),
        None => "没有收到苗头性问题。".to_owned(),
    });
    said.push(match report.overdue.len() {
        0 => "没有逾期未办的事项。".to_owned(),
        overdue => format!("逾期未办的事项 {overdue} 件，见“逾期事项”。"),
    });
    said
}

fn handed_in(sections: &[SectionMonitoring]) -> String {
    let known: Vec<Row<'_>> = sections.iter().filter(|s| s.basis.is_some()).collect();
    if known.is_empty() {
        return "口径中没有花名册，没有核对哪些科室还没有报送。".to_owned();
    }
    let of = |wanted: CoverageBasis| known.iter().filter(move |s| s.basis == Some(wanted));
    let names = |wanted| {
        let names: Vec<&str> = of(wanted).map(|s| s.section.as_str()).collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let silent = names(CoverageBasis::Nothing).map(|names| format!("；未报送：{names}"));
    let unread = names(CoverageBasis::Unread).map(|names| format!("；已交未读出：{names}"));
    let partly = known.iter().filter(|s| !s.missing.is_empty());
    let partly = partly.filter(|s| s.basis == Some(CoverageBasis::ByName));
    let partly: Vec<&str> = partly.map(|s| s.section.as_str()).collect();
    let partly = (!partly.is_empty()).then(|| format!("；有人员漏报：{}", partly.join("、")));
    let read = known.iter().filter_map(|s| s.basis);
    let read = read.filter(|basis| basis.is_read()).count();
    format!(
        "应报送 {} 个科室，已报送 {} 个{}{}{}。",
        known.len(),
        read,
        silent.unwrap_or_default(),
        unread.unwrap_or_default(),
        partly.unwrap_or_default()
    )
}

/// `新增 3 个，消除 1 个`, naming only what there is.
fn listed<const N: usize>(counts: [(&str, usize); N], unit: &str) -> Option<String> {
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told
        .map(|(title, count)| format!("{title} {count} {unit}"))
        .collect();
    (!told.is_empty()).then(|| told.join("，"))
}
