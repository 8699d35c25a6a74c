//! The figures that stand out: what came in, what was registered and how high, what is confirmed, what must be mended.

use super::OverviewInput;
use super::levels::total;
use super::rows::Anchors;
use crate::diagnostic::{Severity, errors};
use crate::model::{Book, SectionCoverage};
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
    let came = sections.iter().filter(|s| s.has_reported());
    match sections.len() {
        0 => "没有花名册，未核对".to_owned(),
        all => format!("报送科室 {} / {all}", came.count()),
    }
}

/// A share to a tenth, as the books have it; nothing but all is 100 %.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let tenths = (part * 2000 + whole) / (whole * 2);
    let tenths = if part < whole {
        tenths.min(999)
    } else {
        tenths
    };
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{rest}%", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_rounded_to_a_tenth_and_only_all_is_all() {
        let said = [
            (15, 199),
            (17, 39),
            (1, 2),
            (1999, 2000),
            (3, 3),
            (0, 5),
            (0, 0),
        ];
        let said = said.map(|(part, whole)| percent(part, whole));
        assert_eq!(said, ["7.5%", "43.6%", "50%", "99.9%", "100%", "0%", "—"]);
    }
}
