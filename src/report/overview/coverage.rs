//! Who has handed in and who has not, by name.

use crate::model::{Book, Coverage, CoverageBasis, SectionCoverage};
use crate::writer::page::{Line, Long, PRINTED, PageCell, PageTable, Tone, heads};

/// Names that are written out at most.
const NAMED: usize = 6;

/// The sections from which something is missing.
pub fn block(coverage: &Coverage) -> PageTable {
    let sections = &coverage.sections;
    let lacking = sections.iter().filter(|s| !missing(s).is_empty());
    let rows: Long<Line> = lacking.map(line).collect();
    let whole = sections.len() - rows.len();
    let unit = match sections.len() {
        0 => String::new(),
        all => format!("花名册 {all} 个科室，报齐 {whole} 个{}", others(coverage)),
    };
    let empty = if sections.is_empty() {
        "没有花名册，无法核对哪些科室和人员尚未报送。"
    } else {
        "花名册上的科室都已报齐。"
    };
    PageTable {
        id: "coverage".to_owned(),
        title: "尚未报齐的科室".to_owned(),
        unit,
        heads: heads([("科室", 8), ("情况", 6), ("缺什么", 12)]),
        rows,
        printed: PRINTED / 3,
        empty: empty.to_owned(),
        ..PageTable::default()
    }
}

/// Names written on forms that the roster does not know: beside its sections they are counted as sections too.
fn others(coverage: &Coverage) -> String {
    let names = &coverage.unknown_sections;
    let more = if names.len() > NAMED { "等" } else { "" };
    match names.len() {
        0 => String::new(),
        count => format!(
            "；另有 {count} 个名称不在花名册，也各算一个科室：{}{more}",
            names[..count.min(NAMED)].join("、")
        ),
    }
}

fn line(section: &SectionCoverage) -> Line {
    let state = match section.basis {
        CoverageBasis::Nothing => "未报送",
        CoverageBasis::Unread => "已交未读出",
        _ => "有漏报",
    };
    let name = PageCell {
        href: Book::Statistics.file_name().to_owned(),
        ..PageCell::text(section.section.clone())
    };
    let state = PageCell::text(state).toned(Tone::Alert);
    Line(vec![name, state, PageCell::text(missing(section))])
}

/// What is missing; empty where nothing is.
fn missing(section: &SectionCoverage) -> String {
    let people = section.missing.join("、");
    let posts = section.silent_posts.iter().map(|(post, _)| post.as_str());
    let posts = posts.collect::<Vec<_>>().join("、");
    let whole = match section.basis {
        CoverageBasis::Nothing => "没有收到该科室的条目",
        CoverageBasis::Unread => "文件已交，没有读到条目",
        _ => "",
    };
    let parts = [
        (whole.is_empty(), whole.to_owned()),
        (people.is_empty(), format!("人员：{people}")),
        (posts.is_empty(), format!("岗位：{posts}")),
    ];
    let parts = parts
        .into_iter()
        .filter(|(blank, _)| !blank)
        .map(|(_, text)| text);
    parts.collect::<Vec<_>>().join("；")
}
