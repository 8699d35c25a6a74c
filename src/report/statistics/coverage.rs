//! 覆盖情况: who has handed in and who has not, and how that was judged.

use super::super::canvas::{Canvas, count, short};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, tally};
use super::super::widths::Width::Fixed;
use super::summary::HandedIn;
use crate::model::{Coverage, CoverageBasis, SectionCoverage};
use crate::writer::{Cell, Sheet, StyleRole};

/// What is said where nothing can be checked.
pub const NO_ROSTER: &str = "没有花名册，无法核对哪些科室和人员尚未报送。\
    需要核对的，请填写口径文件旁边的“花名册.xlsx”（科室、人员）后重新汇总。";
const RULE: &str = "核对办法：表中填有姓名的科室，按花名册逐人核对；只报科室表、表中没有姓名的，视为该科室已报送，\
    不逐人核对；登记、退回按条目计。";

type Row<'r> = &'r SectionCoverage;

fn columns<'r>() -> Columns<'r, Row<'r>> {
    let by_name = |s: &Row<'_>| matches!(s.basis, CoverageBasis::Nothing | CoverageBasis::ByName);
    let checked = move |s: &Row<'_>, of: usize| if by_name(s) { count(of) } else { short("—") };
    columns! { Row<'_>;
        number();
        prose("科室", Fixed(24.0), |s| s.section.clone());
        tally("报送\n文件数", Fixed(10.0), |s| s.files);
        tally("登记", Fixed(8.0), |s| s.registered);
        tally("退回", Fixed(8.0), |s| s.returned);
        col("报送情况", Fixed(10.0), |s| state(s));
        tally("花名册\n人数", Fixed(10.0), |s| s.staff);
        col("已报\n人数", Fixed(8.0), |s| checked(s, s.reported)).adding(|s| s.reported);
        col("漏报\n人数", Fixed(8.0), |s| checked(s, s.missing.len())).adding(|s| s.missing.len());
        prose("漏报人员", Fixed(40.0), |s| s.missing.join("、"));
        prose("没有条目的岗位", Fixed(30.0), |s| posts(s));
        prose("核对方式", Fixed(30.0), |s| judged(s.basis));
    }
}

fn posts(section: &SectionCoverage) -> String {
    let posts = section.silent_posts.iter().map(|(post, _)| post.as_str());
    posts.collect::<Vec<_>>().join("、")
}

fn state(section: &SectionCoverage) -> Cell {
    match section.state() {
        (said, true) => (said.into(), StyleRole::Alert),
        (said, false) => short(said),
    }
}

/// The sheet.
pub fn sheet<'r>(coverage: &'r Coverage, context: &ReportContext) -> Sheet<'r> {
    let table = Table::fixed(columns(), coverage.sections.iter().collect());
    let mut canvas = Canvas::over(&table, ("覆盖情况", "自查报送覆盖情况"), context);
    if coverage.sections.is_empty() {
        canvas.notes([NO_ROSTER]);
        return canvas.finish();
    }
    canvas.notes([RULE]);
    let laid = canvas.table(table);
    canvas.totals(1, laid.totals());
    canvas.notes(unchecked(&coverage.sections));
    if !coverage.unknown_sections.is_empty() {
        let names = coverage.unknown_sections.join("、");
        canvas.notes([format!(
            "花名册中没有的科室名称：{names}。如为已有科室的别称，请在花名册（或口径文件）中登记为该科室的别名。"
        )]);
    }
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.finish()
}

/// The figures of the summary.
pub fn figures(sections: &[SectionCoverage]) -> HandedIn {
    if sections.is_empty() {
        return HandedIn {
            note: Some(NO_ROSTER.to_owned()),
            ..HandedIn::default()
        };
    }
    let absent = |s: &&SectionCoverage| s.basis == CoverageBasis::Nothing;
    let absent = sections.iter().filter(absent).count();
    let came = sections.iter().filter(|s| s.has_reported()).count();
    let heads = [
        "花名册科室",
        "已报送科室",
        "未报送科室",
        "花名册人数",
        "已报人数",
        "漏报人数",
    ];
    let counts = [
        sections.len(),
        came,
        absent,
        sections.iter().map(|s| s.staff).sum(),
        sections.iter().map(|s| s.reported).sum(),
        sections.iter().map(|s| s.missing.len()).sum(),
    ];
    HandedIn {
        figures: Some((heads, counts)),
        note: [unread(sections), unchecked(sections)]
            .into_iter()
            .flatten()
            .reduce(|a, b| a + &b),
    }
}

/// Why 已报送 and 未报送 may be fewer than all sections; none where they are not.
fn unread(sections: &[SectionCoverage]) -> Option<String> {
    let unread = sections.iter();
    let unread = unread.filter(|s| s.basis == CoverageBasis::Unread);
    let unread: Vec<&str> = unread.map(|s| s.section.as_str()).collect();
    let (count, named) = (unread.len(), unread.join("、"));
    (count > 0).then(|| {
        format!("另有 {count} 个科室已交未读出（{named}），不计入已报送，也不计入未报送。")
    })
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
        CoverageBasis::SectionForm => "有的表没有写姓名，未逐人核对",
        CoverageBasis::NoStaff => "花名册未列人员，只核对科室",
        CoverageBasis::ByName => "按姓名逐人核对",
    }
}
