//! `[[special_checks]]` 专项考核: schemes of their own beside that of the year, any number of them, written and built like it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Scoring;
use super::named::needed;
use super::written::WrittenScoring;
use crate::policy::decode::{At, Tables};
use crate::policy::source::Report;
use crate::text;

/// The schemes; `section` gives the name a section has in the roster, where it stands there.
pub fn build(
    checks: &Tables<WrittenScoring>,
    section: impl Fn(&str) -> Option<String>,
    is_rule: impl Fn(&str) -> bool,
    report: &Report,
) -> Vec<Scoring> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let build = |At { value, span }: &At<WrittenScoring>| {
        let name = needed(&value.name, span, "name", report);
        let own = value.name.as_ref().map_or(span, |n| &n.span);
        let before = known.insert(text::key(&name), name.clone());
        if let Some(before) = before.filter(|_| !name.is_empty()) {
            let title = format!("专项考核“{name}”写了两次（“{before}”）");
            report.wrong(own, title, "每个专项考核的 name 要不同，请改一处的名称。");
        }
        if value.items.is_empty() {
            let title = format!("专项考核“{name}”没有考核项目");
            let help = "请用 [[special_checks.items]] 写考核项目，用 [[special_checks.dimensions]] 写维度，写法与 scoring 相同。";
            report.wrong(own, title, help);
        }
        common(value, own, report);
        let mut scheme = super::build(value, None, &is_rule, report);
        if value.converted.is_none() {
            scheme.converted = scheme.full;
        }
        if value.bonus_cap.is_none() {
            scheme.bonus_cap = None;
        }
        scheme.name = name;
        scheme.sections = sections(value, &section, report);
        scheme
    };
    checks.iter().map(build).collect()
}

/// Words by which ledgers are read are the same for all schemes.
fn common(value: &WrittenScoring, span: &Range<usize>, report: &Report) {
    let ledger = &value.ledger;
    let words = [
        &ledger.seq,
        &ledger.section,
        &ledger.post,
        &ledger.person,
        &ledger.kind,
        &ledger.on,
        &ledger.channel,
        &ledger.ground,
        &ledger.measure,
        &ledger.deadline,
        &ledger.done,
        &ledger.closed_on,
        &ledger.remark,
        &ledger.closed_words,
        &ledger.open_words,
        &ledger.within_words,
        &ledger.monitoring_words,
    ];
    let mut words = words.into_iter().chain(value.dispositions.values());
    let first = words.find_map(|words| words.first());
    if let Some(word) = first {
        let title = "台账的栏名和用语不能在专项考核里写";
        let help = "请写在 [scoring.ledger]、[scoring.dispositions] 里，各个考核通用。";
        report.wrong(if word.is_own() { &word.span } else { span }, title, help);
    }
}

/// The sections it is about, by their names in the roster.
fn sections(
    value: &WrittenScoring,
    section: &impl Fn(&str) -> Option<String>,
    report: &Report,
) -> Vec<String> {
    let own = value.sections.iter().map(|written| {
        section(&written.value).unwrap_or_else(|| {
            let title = format!("花名册中没有“{}”", text::excerpt(&written.value, 30));
            let help = "请写花名册中科室的名称或别名；所有科室都考核的，删去 sections。";
            report.wrong(&written.span, title, help);
            written.value.clone()
        })
    });
    own.collect()
}
