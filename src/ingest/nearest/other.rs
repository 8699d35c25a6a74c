//! Sheets that are something else than self-check tables, by what stands on them.

use std::collections::BTreeSet;

use super::trial::{Trial, quoted};
use crate::ingest::counted;
use crate::ingest::filled::is_count;
use crate::ingest::keyvalue;
use crate::ingest::unread;
use crate::ingest::view::RowCells;
use crate::model::Field;
use crate::reader::{CellValue, Written};
use crate::text;

/// What charts of a process are drawn with.
const ARROWS: &str = "↓↑→←⇓⇑⇒⇐▼▲►◄➡⬇⬆⬅↘↙↗↖";
/// Heads of score sheets.
const SCORES: [&str; 12] = [
    "分值",
    "标准分",
    "评分标准",
    "评分办法",
    "扣分",
    "加分",
    "得分",
    "自评分",
    "考核分",
    "评分",
    "考核内容",
    "考评内容",
];
/// Texts longer than this are prose.
const PROSE: usize = 15;
/// Fewer cells than these are hardly anything.
const FEW: usize = 4;

/// Nothing but pictures.
pub fn pictures(trial: &Trial<'_>) -> Option<String> {
    let cells = trial.cells().flatten().map(|(at, _)| at);
    let mut pictures = cells.filter(|at| trial.view.value(*at) == Some(&CellValue::Picture));
    let first = pictures.next()?;
    let all = trial.cells().flatten().count();
    (all <= 2 * (1 + pictures.count())).then(|| {
        format!("像是图片：{first} 等处放的是图片，图片里的字读不出来。请照着图片把内容填进单元格")
    })
}

/// Boxes joined by arrows.
pub fn flow_chart(trial: &Trial<'_>) -> Option<String> {
    let is_arrow = |written: &str| {
        let signs = written.chars().filter(|c| !c.is_whitespace());
        signs.clone().count() > 0 && signs.clone().all(|c| ARROWS.contains(c))
    };
    let drawn = trial.cells().flatten();
    let mut drawn = drawn.filter(|(_, text)| is_arrow(text) || text.ends_with(['→', '↓', '⇒']));
    let (at, _) = drawn.next()?;
    drawn.next()?;
    Some(format!(
        "像是流程图（{at} 等处是箭头）。流程图上的风险点请另填一张自查表，一条一行，写明“风险点”“风险等级”“防控措施”"
    ))
}

/// The first row in which several cells are such heads.
fn headed<'v>(trial: &Trial<'v>, is_head: impl Fn(Written<'v>) -> bool) -> Option<RowCells<'v>> {
    let heads = |cells: &RowCells<'v>| cells.iter().filter(|(_, text)| is_head(*text)).count();
    trial.cells().find(|cells| heads(cells) >= 2)
}

/// Items with points.
pub fn score_sheet(trial: &Trial<'_>) -> Option<String> {
    let is_head =
        |text: Written<'_>| SCORES.contains(&text::without_brackets(text.label()).as_str());
    let head = headed(trial, is_head)?;
    let (at, first) = *head.first()?;
    Some(format!(
        "像是考核评分表（{}一行是评分的栏名）。要交的是自查表的，请换成自查表；要交评分表的，请用同空白表一起生成的评分表填写（命令行：qingfeng template）",
        quoted(at, &first)
    ))
}

/// Numbers under heads that count.
pub fn statistics(trial: &Trial<'_>) -> Option<String> {
    let head = headed(trial, |text| counted::is_head(text, trial.lookup))?;
    let (at, first) = *head.first()?;
    let body = trial.below(at.row).map(|row| trial.view.whole_row(row));
    // Names of sections and posts stand in the first column.
    let cells: Vec<_> = body.flat_map(|cells| cells.into_iter().skip(1)).collect();
    let numbers = cells.iter().filter(|(_, text)| is_count(text.folded()));
    let numbers = numbers.count();
    (numbers >= 2 && numbers * 3 >= cells.len() * 2).then(|| {
        format!(
            "像是统计表（{}一行下面写的是个数）。统计表不用交，请交逐条写明风险点的自查表",
            quoted(at, &first)
        )
    })
}

/// Rows that say in one cell what belongs in several columns: 风险点：…；等级：…；措施：….
pub fn in_one_cell(trial: &Trial<'_>) -> Option<String> {
    let fields = |written: &str| -> BTreeSet<Field> {
        let pairs = keyvalue::split(written, trial.lookup).into_iter();
        let fields = pairs.filter_map(|(key, _)| trial.lookup.field(&key));
        fields.filter(|field| field.is_telling()).collect()
    };
    let all = trial.cells().flatten();
    let told: Vec<_> = all.filter(|(_, text)| fields(text).len() > 1).collect();
    let (at, first) = *told.first()?;
    let columns = told.iter().all(|(own, _)| own.col == at.col);
    (told.len() > 1 && columns).then(|| {
        format!(
            "像是一格里写了几项的表：{}这一列里，风险点、等级、措施写在同一格。请把这一列拆开，“风险点”“风险等级”“防控措施”各占一栏，逐行填写",
            quoted(at, &first)
        )
    })
}

/// Names and posts, and nothing of risks.
pub fn people(trial: &Trial<'_>) -> Option<String> {
    let fields = |cells: &RowCells<'_>| -> Vec<Field> {
        let named = cells
            .iter()
            .filter_map(|(_, text)| trial.lookup.field(text));
        named.collect()
    };
    let is_list = |cells: &RowCells<'_>| {
        let fields = fields(cells);
        let who = [Field::Person, Field::Post]
            .iter()
            .any(|f| fields.contains(f));
        fields.len() >= 2 && who && !fields.iter().any(|f| f.is_telling())
    };
    let head = trial.cells().find(is_list)?;
    let (at, first) = *head.first()?;
    let below = trial.below(at.row);
    let mut below = below.map(|row| trial.view.whole_row(row)).peekable();
    below.peek()?;
    // On a card labels stand in the rows below too; 科长 alone is a post.
    let labelled = |cells: &RowCells<'_>| {
        let first = cells
            .first()
            .is_some_and(|(_, text)| trial.lookup.field(text).is_some());
        first || fields(cells).len() > 1
    };
    (!below.any(|cells| labelled(&cells))).then(|| {
        format!(
            "像是通讯录、花名册一类的人员名单或者岗位清单（{}一行是栏名），没有写风险。只是名单的，不用改，请移出收表文件夹；\
             要报风险点的，请另填自查表",
            quoted(at, &first)
        )
    })
}

/// Rows and columns of which no head is known.
pub fn unknown_table(trial: &Trial<'_>) -> Option<String> {
    let blocks = unread::blocks(trial.view, &trial.rows, trial.lookup);
    let (row, _) = *blocks.first()?;
    let head = trial.view.whole_row(row);
    let (at, first) = *head.first()?;
    Some(format!(
        "像是一张表，但从{}起的一行栏名一个也认不出。如果是自查表，请把写风险、等级、措施的三栏的栏名改为“风险点”“风险等级”“防控措施”",
        quoted(at, &first)
    ))
}

/// Sentences below each other.
pub fn prose(trial: &Trial<'_>) -> Option<String> {
    let rows: Vec<RowCells<'_>> = trial.cells().collect();
    let is_sentence = |cells: &&RowCells<'_>| {
        let length = |(_, text): &(_, Written<'_>)| text.chars().count();
        cells.len() <= 2 && cells.iter().any(|cell| length(cell) > PROSE)
    };
    let sentences = rows.iter().filter(is_sentence).count();
    let (at, first) = *rows.first()?.first()?;
    (sentences * 2 >= rows.len()).then(|| {
        format!(
            "像是文字材料（从{}起）。请把其中的风险点填进自查表，一条一行，写明“风险点”“风险等级”“防控措施”",
            quoted(at, &first)
        )
    })
}

/// A title, and nothing below it.
pub fn hardly_anything(trial: &Trial<'_>) -> Option<String> {
    let cells: Vec<_> = trial.cells().flatten().collect();
    let (at, first) = *cells.first()?;
    (cells.len() < FEW).then(|| {
        format!(
            "像是空白表：只有{}等 {} 格有字。如果打开看得到内容，那是图片或文本框里的字，读不出来，请填进单元格",
            quoted(at, &first),
            cells.len()
        )
    })
}
