//! The figures that stand out: what came in, what was registered and how high, what is confirmed, what must be mended.

use super::OverviewInput;
use super::levels::total;
use super::rows::Anchors;
use crate::diagnostic::{Severity, errors};
use crate::model::{Book, CoverageBasis, SectionCoverage};
use crate::writer::page::Figure;

/// The figures.
pub fn figures(input: &OverviewInput<'_>, anchors: &Anchors) -> Vec<Figure> {
    let (register, statistics) = (input.register, input.statistics);
    let all = total(statistics);
    let levels = [all.one, all.two, all.three].map(|n| n.to_string());
    let here = anchors.all();
    let findings = input.findings.iter();
    let warnings = findings.filter(|f| f.severity == Severity::Warning).count();
    let registered = Book::Register.file_name();
    vec![
        figure(
            ("收到文件（个）", register.files.len().to_string()),
            reported(&statistics.coverage.sections),
            registered,
        ),
        figure(
            ("风险点（个）", all.total().to_string()),
            format!("登记 {} 条", register.items.len()),
            &here,
        ),
        figure(
            ("一级 / 二级 / 三级", levels.join(" / ")),
            format!("待定 {} 个", all.open),
            &here,
        ),
        figure(
            ("已经审定", percent(statistics.basis[0], all.total())),
            format!("待审定事项 {} 项", input.review.open.len()),
            Book::Review.file_name(),
        ),
        figure(
            ("退回修改（条）", register.returned.len().to_string()),
            String::new(),
            registered,
        ),
        figure(
            ("要改的错误（处）", errors(input.findings).to_string()),
            format!("另有注意事项 {warnings} 处"),
            Book::Findings.file_name(),
        ),
    ]
}

pub fn figure((label, value): (&str, String), note: String, href: &str) -> Figure {
    Figure {
        label: label.to_owned(),
        value,
        note,
        href: href.to_owned(),
    }
}

/// How many sections have handed something in.
fn reported(sections: &[SectionCoverage]) -> String {
    let came = sections
        .iter()
        .filter(|s| s.basis != CoverageBasis::Nothing);
    match sections.len() {
        0 => "没有花名册，未核对".to_owned(),
        all => format!("报送科室 {} / {all}", came.count()),
    }
}

/// A share, rounded down: nothing but all is 100 %.
pub fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "—".to_owned(),
        whole => format!("{}%", part * 100 / whole),
    }
}
