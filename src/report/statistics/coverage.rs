//! 覆盖情况: who has handed in and who has not, and how that was judged.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, short, sum, text};
use crate::model::{Coverage, CoverageBasis, SectionCoverage};
use crate::writer::{Content, SheetSpec, StyleRole};

/// What is said where nothing can be checked.
pub const NO_ROSTER: &str = "口径文件中没有花名册，无法核对哪些科室和人员尚未报送。\
    需要核对的，请在口径文件中填写花名册（科室、人员）后重新汇总。";
const RULE: &str = "核对办法：表中填有姓名的科室，按花名册逐人核对；只报科室表、表中没有姓名的，视为该科室已报送，\
    不逐人核对；登记、退回按条目计。";

/// The sheet.
pub fn sheet(coverage: &Coverage, context: &ReportContext) -> SheetSpec {
    let widths = vec![6.0, 24.0, 10.0, 8.0, 8.0, 10.0, 10.0, 8.0, 8.0, 40.0, 30.0];
    let mut canvas = Canvas::new("覆盖情况", widths, true);
    canvas.title(context, "自查报送覆盖情况");
    if coverage.sections.is_empty() {
        canvas.line(NO_ROSTER, StyleRole::Note);
        return canvas.finish();
    }
    canvas.line(RULE, StyleRole::Note);
    let head = canvas.heads([
        "序号",
        "科室",
        "报送\n文件数",
        "登记",
        "退回",
        "报送情况",
        "花名册\n人数",
        "已报\n人数",
        "漏报\n人数",
        "漏报人员",
        "核对方式",
    ]);
    for (number, section) in (1..).zip(&coverage.sections) {
        canvas.cells(line(number, section));
    }
    total(&mut canvas, &coverage.sections, head + 1);
    if let Some(note) = unchecked(&coverage.sections) {
        canvas.line(note, StyleRole::Note);
    }
    if !coverage.unknown_sections.is_empty() {
        let names = coverage.unknown_sections.join("、");
        canvas.line(
            format!("花名册中没有的科室名称：{names}。如为已有科室的别称，请在口径文件中登记为该科室的别名。"),
            StyleRole::Note,
        );
    }
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}

fn line(number: usize, section: &SectionCoverage) -> Vec<Cell> {
    let checked = matches!(
        section.basis,
        CoverageBasis::Nothing | CoverageBasis::ByName
    );
    let state = match section.basis {
        CoverageBasis::Nothing => ("未报送".into(), StyleRole::Alert),
        CoverageBasis::Unread => ("已交未读出".into(), StyleRole::Alert),
        _ if section.missing.is_empty() => short("已报送"),
        _ => ("有漏报".into(), StyleRole::Alert),
    };
    let reported = if checked {
        count(section.reported)
    } else {
        short("—")
    };
    let missing = if checked {
        count(section.missing.len())
    } else {
        short("—")
    };
    vec![
        count(number),
        text(section.section.as_str()),
        count(section.files),
        count(section.registered),
        count(section.returned),
        state,
        count(section.staff),
        reported,
        missing,
        text(section.missing.join("、")),
        text(judged(section.basis)),
    ]
}

/// Why 花名册人数 may be more than 已报 and 漏报 together; none where it is not.
pub fn unchecked(sections: &[SectionCoverage]) -> Option<String> {
    let of = |part: fn(&SectionCoverage) -> usize| sections.iter().map(part).sum::<usize>();
    let judged = of(|s| s.reported) + of(|s| s.missing.len());
    let left = of(|s| s.staff).saturating_sub(judged);
    (left > 0).then(|| {
        format!("花名册中有 {left} 人所在科室只报了科室表，未逐人核对，不计入已报人数和漏报人数。")
    })
}

/// How a section was judged, in words.
const fn judged(basis: CoverageBasis) -> &'static str {
    match basis {
        CoverageBasis::Nothing => "没有收到该科室的条目",
        CoverageBasis::Unread => "文件已交，但没有读到条目，见问题清单",
        CoverageBasis::SectionForm => "科室表，无姓名，未逐人核对",
        CoverageBasis::NoStaff => "花名册未列人员，只核对科室",
        CoverageBasis::ByName => "按姓名逐人核对",
    }
}

fn total(canvas: &mut Canvas, sections: &[SectionCoverage], first: u32) {
    let row = canvas.next();
    let add =
        |col: u32, result: usize| (sum(column(col, first, row - 1), result), StyleRole::Total);
    let of = |part: fn(&SectionCoverage) -> usize| sections.iter().map(part).sum::<usize>();
    let blank = || (Content::Blank, StyleRole::TotalLabel);
    canvas.cells([
        ("合计".into(), StyleRole::TotalLabel),
        blank(),
        add(2, of(|s| s.files)),
        add(3, of(|s| s.registered)),
        add(4, of(|s| s.returned)),
        blank(),
        add(6, of(|s| s.staff)),
        add(7, of(|s| s.reported)),
        add(8, of(|s| s.missing.len())),
        blank(),
        blank(),
    ]);
}
