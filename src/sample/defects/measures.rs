//! Words that say too little: a few characters, stock phrases, one measure for all, the risk once more.

use std::collections::BTreeSet;

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form, words};
use crate::model::Field;

/// Fewer characters than this and a text is too short as a measure.
const SUBSTANCE: usize = 10;

/// The family.
pub const DEFECTS: [Defect; 8] = [
    words(
        "W03",
        "措施只有几个字",
        Field::Measures,
        &["双人复核", "按月对账", "定期轮岗", "集体研究"],
    ),
    words(
        "W04",
        "风险点只有两三个字",
        Field::Risk,
        &["不公", "失误", "泄密", "拖延"],
    ),
    words(
        "W08",
        "表现形式只有几个字",
        Field::Manifestation,
        &["把关不严", "走过场", "吃拿卡要"],
    ),
    words(
        "W05",
        "措施全是套话",
        Field::Measures,
        &[
            "加强学习，提高认识，增强责任心。",
            "进一步加强管理，严格要求自己，自觉接受监督。",
            "1.提高思想认识；2.增强廉政意识；3.筑牢思想防线。",
        ],
    ),
    in_form(Topic::Shape, "W06", "所有风险用同一条措施", one_for_all),
    in_entry("W07", "措施照抄风险点", |b, at| {
        let risk = b.entry(at).risk.clone();
        repeat(b, at, &risk)
    }),
    in_entry("W07", "措施只在风险点前加“防止”", |b, at| {
        let risk = format!("防止{}", b.entry(at).risk);
        repeat(b, at, &risk)
    }),
    in_entry("W07", "措施照抄表现形式", |b, at| {
        let seen = b.own(at, Field::Manifestation);
        let seen = seen.map(|cell| b.shown(at.page, cell));
        seen.is_some_and(|seen| repeat(b, at, &seen))
    }),
];

/// A text long enough that nothing but the repeating is wrong with it.
fn repeat(b: &mut Bench<'_>, at: At, text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() > SUBSTANCE
        && b.write(at, Field::Measures, &[text])
}

fn one_for_all(b: &mut Bench<'_>) -> bool {
    let all = b.all();
    let risks: BTreeSet<&str> = all.iter().map(|at| b.entry(*at).risk.as_str()).collect();
    let own = all.iter().all(|at| b.own(*at, Field::Measures).is_some());
    let Some(first) = all.first().filter(|_| own && risks.len() > 2) else {
        return false;
    };
    let measures = b.entry(*first).measures.clone();
    let cell = b.own(*first, Field::Measures);
    for at in all.iter().copied() {
        b.say(at, Field::Measures, &measures);
    }
    b.closed = true;
    b.found_at(*first, cell)
}
