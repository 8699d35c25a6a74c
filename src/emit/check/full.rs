//! Each finding in full: what is wrong, the cells around it, what to do, and the policy line behind it.

use std::fmt::Write as _;

use super::grid;
use crate::diagnostic::Diagnostic;

/// The findings, one paragraph each, grouped by file; in each what must be mended first, what is only worth knowing last.
pub fn findings_full(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    let mut file = None;
    let by_file = findings.chunk_by(|a, b| a.place.file == b.place.file);
    let ordered = by_file.flat_map(|of_file| {
        let mut own: Vec<&Diagnostic> = of_file.iter().collect();
        own.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        own
    });
    for finding in ordered {
        if file != Some(&finding.place.file) {
            file = Some(&finding.place.file);
            let section = finding
                .section
                .as_ref()
                .map_or(String::new(), |s| format!("（{s}）"));
            // Writing into a String cannot fail.
            let _ = writeln!(out, "━━ {}{section}\n", finding.place.file);
        }
        write_finding(&mut out, finding);
    }
    out
}

fn write_finding(out: &mut String, finding: &Diagnostic) {
    let mut place = finding
        .place
        .sheet
        .as_ref()
        .map_or(String::new(), |s| format!("  工作表“{s}”"));
    if let Some(cell) = finding.place.cell {
        let _ = write!(place, " 单元格 {cell}{}", finding.row_note());
    }
    let _ = writeln!(
        out,
        "[{}] {} {}{place}",
        finding.severity.title(),
        finding.code,
        finding.title
    );
    let drawn = finding
        .excerpt
        .as_ref()
        .zip(finding.place.cell)
        .map(|(e, cell)| grid::draw(e, cell));
    for line in drawn.into_iter().flatten() {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "  问题：{}", finding.message);
    let _ = writeln!(out, "  改法：{}", finding.help);
    let more = [
        ("正确写法", &finding.example),
        ("依据", &finding.clause),
        ("口径", &finding.rule),
    ];
    for (name, value) in more
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|v| (name, v)))
    {
        let _ = writeln!(out, "  {name}：{value}");
    }
    out.push('\n');
}
