//! 口径建议: what the decisions about repeats come to as lines for the bureau's policy, with the pairs they come from. Shown, to
//! be copied by whoever agrees; the program applies nothing of it.

use super::super::canvas::{Canvas, count};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{Choice, Proposal, Review, policy_lines};
use crate::writer::{Sheet, StyleRole};

/// Name of the sheet.
const SHEET: &str = "口径建议";
const PAGE: f64 = 150.0;
/// Pairs that are named one by one.
const NAMED: usize = 5;
const NOTES: [&str; 2] = [
    "下列各词，是已经定过的成对条目里唯一不同的地方。认可的，把最后几行照抄进 qingfeng.toml，以后遇到就不再问；不抄就不生效，程序不会自己采用。",
    "只认可一部分的，删去不认可的词组再抄。qingfeng.toml 里已有 [linkage] 一节的，不再抄这一行；已有同名一行的，把词组加进那一行。",
];

fn columns<'r>() -> Columns<'r, &'r Proposal> {
    columns! { &'r Proposal;
        number();
        word("词", Short(16.0, 24.0), |p| p.words.join(" / "));
        prose("建议", Fixed(34.0), |p| meaning(p.choice));
        prose("从哪几对来", Prose(40.0), |p| grounds(p));
        col("几对", Fixed(7.0), |p| count(p.from.len()));
        prose("口径写法", Short(26.0, 36.0), |p| format!("{} 加 {}", p.list(), p.group()));
    }
}

fn meaning(choice: Choice) -> &'static str {
    match choice {
        Choice::Merge => "写哪个都一样：风险点相同的，只差这两个词就合并，不再问",
        Choice::Apart => "不是一回事：只差这两个词的，不合并，也不再问",
    }
}

fn grounds(proposal: &Proposal) -> String {
    let named = proposal.from.iter().take(NAMED).map(|written| {
        let [kept, _] = &written.about;
        let choice = written.choice.title();
        format!("{}：{choice}（{}）", kept.short(), written.id)
    });
    let mut lines: Vec<String> = named.collect();
    if proposal.from.len() > NAMED {
        lines.push(format!("等 {} 对", proposal.from.len()));
    }
    lines.join("\n")
}

/// The sheet; none where nothing is proposed.
pub fn sheet<'r>(review: &'r Review, context: &ReportContext) -> Option<Sheet<'r>> {
    let proposals = &review.pairs.proposals;
    if proposals.is_empty() {
        return None;
    }
    let table = Table::new(columns(), proposals.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, (SHEET, "合并口径建议"), context);
    canvas.notes(NOTES);
    canvas.listing(table, 2, "");
    canvas.gap();
    canvas.line("照抄进 qingfeng.toml 的几行：", StyleRole::Note);
    canvas.line("[linkage]", StyleRole::Body);
    for line in policy_lines(proposals) {
        canvas.line(line, StyleRole::Body);
    }
    Some(canvas.finish())
}
