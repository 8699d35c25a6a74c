//! Columns by which a row may not count (any more): 是否保留 with 否, 变化情况 with 已消除, 审核结果 with 退回, a tick under 无. The row is
//! registered as it stands, and a person is asked.

use super::checks;
use super::level_column::{Undecided, whole};
use super::remarked;
use super::tick;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Column, Entry, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// What such a cell says, whatever its head is.
const REVOKED: [&str; 46] = [
    "不再上报",
    "不上报",
    "不报",
    "此条删除",
    "此条取消",
    "本条删除",
    "本条取消",
    "此项删除",
    "取消",
    "已取消",
    "删除",
    "已删除",
    "删去",
    "撤销",
    "已撤销",
    "撤回",
    "注销",
    "已注销",
    "销号",
    "已销号",
    "整改销号",
    "已整改销号",
    "消除",
    "已消除",
    "风险已消除",
    "已化解",
    "已解除",
    "已终止",
    "不保留",
    "不再保留",
    "不存在",
    "已不存在",
    "不再存在",
    "退回",
    "退回重报",
    "不通过",
    "未通过",
    "不予通过",
    "不登记",
    "不予登记",
    "不再登记",
    "不列入",
    "不纳入",
    "剔除",
    "作废",
    "已作废",
];
/// Answers that deny what the head asks.
const DENIALS: [&str; 5] = ["否", "无", "不是", "没有", "无风险"];
/// Heads that ask whether the row counts, whatever follows.
const ASKED: [&str; 5] = ["是否保留", "是否继续", "是否纳入", "是否列入", "是否登记"];
/// Heads that ask whether there is something, where that is the risk itself: 是否存在风险, not 是否存在利益冲突.
const ASKED_OF: [&str; 6] = [
    "是否存在",
    "是否仍存在",
    "是否还存在",
    "是否有",
    "有无",
    "有没有",
];
/// What such a head says of the risk.
const RISK: [&str; 8] = ["廉政", "廉洁", "风险", "该", "此", "这", "项", "点"];
/// Heads under which a tick denies it.
const DENYING: [&str; 6] = ["无", "否", "没有", "不存在", "无风险", "取消"];

/// Tells of the rows that one of these columns takes back.
pub fn told(entries: &[Entry], columns: &[Column], lookup: &Lookup<'_>) -> Vec<Diagnostic> {
    let open = columns
        .iter()
        .filter(|c| c.field.is_none() && c.by == Evidence::None);
    let remarks = columns.iter().filter(|c| c.field == Some(Field::Remark));
    let told = open.chain(remarks).filter_map(|column| {
        let own = entries
            .iter()
            .filter_map(|entry| said(entry, column, lookup));
        let own: Vec<Undecided> = own.collect();
        let own: Vec<&Undecided> = own.iter().collect();
        whole(&checks::REVOKED, &own, |_, words| {
            format!(
                "“{}”栏写着{words}，看不出这一条还算不算，程序没有当作取消",
                text::excerpt(&column.label, 20)
            )
        })
    });
    told.collect()
}

/// What the column says of an entry, where that takes it back.
fn said(entry: &Entry, column: &Column, lookup: &Lookup<'_>) -> Option<Undecided> {
    let (cell, written) = remarked::remark_of(entry, column)?;
    let head = text::without_brackets(&lookup.bare_head(&column.label));
    let key = text::without_brackets(&text::key(&written));
    let denies = asks(&head) && {
        let ticked = tick::chosen(&written).map(|word| text::key(&word));
        DENIALS.contains(&ticked.as_deref().unwrap_or(&key))
    };
    let ticked = DENYING.contains(&head.as_str()) && tick::is_tick(&written);
    let place = Place {
        cell: Some(cell),
        ..entry.place.clone()
    };
    (denies || ticked || REVOKED.contains(&key.as_str()))
        .then(|| Undecided::of_word(place, &written))
}

/// Whether a comparable head asks whether the row counts, or whether there is the risk.
fn asks(head: &str) -> bool {
    let of_risk = |asked: &&str| {
        let mut rest = head.strip_prefix(*asked)?;
        while let Some(more) = RISK.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = more;
        }
        rest.is_empty().then_some(())
    };
    ASKED.iter().any(|asked| head.starts_with(asked))
        || ASKED_OF.iter().any(|asked| of_risk(asked).is_some())
}
