//! How a matter stands, in a word of the policy, or in such a word with its day: 已于2026年8月10日完成.

use std::sync::LazyLock;

use regex::Regex;

use super::super::date::{self, DateReading};
use crate::model::PartialDate;
use crate::policy::WordSet;
use crate::text;

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let whole = r"\d{4}(?:年\d{1,2}月\d{1,2}[日号]?|[-./]\d{1,2}[-./]\d{1,2})";
    Regex::new(&format!(r"{whole}|\d{{1,2}}月\d{{1,2}}[日号]")).ok()
});

/// What is said behind a word for what is over.
const KEPT: [&str; 6] = [
    "长期坚持",
    "持续坚持",
    "长期保持",
    "持续巩固",
    "持续保持",
    "坚持执行",
];

/// Whether it is closed, and the day on which it was where that stands beside the word; `year` is that of the ledger, for
/// days that name none. None where nobody can tell. A day alone may be one that was only set: what is over says 已.
pub fn read(
    written: &str,
    year: Option<i32>,
    [closed, open]: &[WordSet; 2],
) -> Option<(bool, Option<PartialDate>)> {
    let state = |key: &str| match (closed.exact(key).is_some(), open.exact(key).is_some()) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let key = text::label_key(written);
    if let Some(state) = state(&key) {
        return Some((state, None));
    }
    // 已完成并长期坚持, 已整改到位，持续巩固: what is over stays so.
    let kept = KEPT.iter().find_map(|word| key.strip_suffix(word));
    let over = kept.map(|rest| rest.trim_end_matches(|c| c == '并' || !text::is_word(c)));
    if over.is_some_and(|word| word.starts_with('已') && state(word) == Some(true)) {
        return Some((true, None));
    }
    let folded = text::arabic(&key);
    let found = DAY.as_ref()?.find(&folded)?;
    let (before, behind) = (folded.get(..found.start())?, folded.get(found.end()..)?);
    let word = format!("{before}{behind}").replace("已于", "已");
    let word: String = word.chars().filter(|c| text::is_word(*c)).collect();
    let over = word.starts_with('已') && state(&word) == Some(true);
    let day = found.as_str();
    let read = |day: &str| match date::read_text(day) {
        DateReading::Known(day) => Some(day),
        _ => None,
    };
    let day = read(day).or_else(|| read(&format!("{}年{day}", year?)));
    over.then_some((true, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn what_is_over_is_told_with_its_day() {
        let policy = Policy::embedded().expect("valid");
        let words = &policy.scoring.closed;
        let day = |iso: &str| iso.parse::<PartialDate>().ok();
        for (written, expected) in [
            ("已完成", Some((true, None))),
            ("×", Some((false, None))),
            ("已于2026年8月10日完成", Some((true, day("2026-08-10")))),
            ("已于8月10日完成。", Some((true, day("2026-08-10")))),
            ("已整改到位（2026.8.10）", Some((true, day("2026-08-10")))),
            ("2026-08-10已销号", Some((true, day("2026-08-10")))),
            ("拟于2026年8月10日完成", None),
            ("已完成并长期坚持", Some((true, None))),
            ("已整改到位，持续巩固。", Some((true, None))),
            ("持续推进并长期坚持", None),
            ("2026年8月10日完成", None),
            ("已于2026年8月10日部署", None),
            ("2026年8月10日", None),
        ] {
            assert_eq!(read(written, Some(2026), words), expected, "{written}");
        }
    }
}
