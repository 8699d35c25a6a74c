//! The words before a number or a level: who decides or proposes, and whom they name where no number does.

use super::number;
use super::words::{PARTS, PROPOSES, Whom};
use crate::ingest::ruling;

/// Behind what a level is given to all.
const ALL: [&str; 5] = ["均", "都", "全部", "一律", "统一"];
/// All entries.
const THESE: [&str; 11] = [
    "各项",
    "各条",
    "各风险点",
    "以上",
    "上述",
    "以上各项",
    "上述各项",
    "以上风险点",
    "上述风险点",
    "所有风险点",
    "全部风险点",
];
/// The one that the form is about.
const THIS: [&str; 9] = [
    "等级",
    "风险等级",
    "风险点",
    "风险",
    "该风险点",
    "本风险点",
    "该风险",
    "此风险点",
    "其",
];
/// Characters of the longest words before the first number.
const LONGEST_LEAD: usize = 24;

/// Whom words before a level name, behind those that say who decides or, where the text only proposes, that it does.
pub fn whom(before: &str, only_proposes: bool) -> Whom {
    let ends = before.char_indices().map(|(at, c)| at + c.len_utf8());
    let parted = ends.take(LONGEST_LEAD).map(|end| before.split_at(end));
    let led = parted.filter(|(lead, _)| ruling::is_lead(lead));
    let rest = led.map(|(_, rest)| rest).reduce(|_, shorter| shorter);
    let rest = rest.unwrap_or(before);
    let rest = rest.trim_start_matches(['将', '把', '对']);
    let proposed = PROPOSES.iter().find_map(|word| rest.strip_suffix(word));
    let rest = proposed.filter(|_| only_proposes).unwrap_or(rest);
    let all = ALL.iter().find_map(|word| rest.strip_suffix(word));
    match all.unwrap_or(rest) {
        "" if all.is_some() => Whom::Rest,
        "" => Whom::Only,
        named if THESE.contains(&named) => Whom::Rest,
        named if THIS.contains(&named) => Whom::Only,
        named => Whom::Named(named.to_owned()),
    }
}

/// Where the words end that only say who decides or proposes, before the first number: 同意1定为一级, 经研究将第2项定为二级.
pub fn end(rest: &str) -> Option<usize> {
    let word = rest.split(PARTS).next()?;
    let starts = word.char_indices().skip(1).map(|(at, _)| at);
    starts.take(LONGEST_LEAD).find(|at| {
        let (before, behind) = word.split_at(*at);
        let before = before.trim_end_matches(['将', '把', '对']);
        let proposed = PROPOSES.iter().find_map(|word| before.strip_suffix(word));
        number::first(behind).is_some() && ruling::is_lead(proposed.unwrap_or(before))
    })
}
