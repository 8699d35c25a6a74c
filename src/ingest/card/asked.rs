//! Heads of online forms that ask for something of one of several risks: 6、风险点1防控措施, 第二个风险点的等级; or of each kind of
//! risk, as questions with several lines are exported: 3、下列各方面的风险点—思想道德.

use crate::ingest::label::Meaning;
use crate::ingest::plain;
use crate::model::Field;
use crate::policy::Lookup;
use crate::text;

/// What stands between a question and one of its lines.
const BETWEEN: [char; 10] = ['—', '–', '－', '-', '―', ':', '：', '_', '[', '/'];

/// What a head asks for, and of which risk by its number.
pub fn of_numbered(label: &str, lookup: &Lookup<'_>) -> Option<Meaning> {
    let bare = lookup.bare_head(label);
    // 5、第1个风险点: the number behind the question's own is none of a question.
    let key = text::label_key(text::without_list_number(label.trim()));
    let (number, asked) = numbered_risk(&bare).or_else(|| numbered_risk(&key))?;
    let asked = asked.trim_start_matches(['的', ':', '-', '—', '、']);
    let framed = asked.strip_prefix('(').and_then(|a| a.strip_suffix(')'));
    let asked = framed.unwrap_or(asked);
    if asked.is_empty() {
        return Some(Meaning::Field(Field::Risk, Some(number)));
    }
    let field = lookup
        .field(&text::Key(asked))
        .or_else(|| plain::field(asked));
    field.map(|field| Meaning::Field(field, Some(number)))
}

/// 风险点1…, 第一个风险点…: the number, and what follows.
fn numbered_risk(key: &str) -> Option<(u32, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = key.strip_prefix('第') {
        let end = rest.trim_start_matches(is_digit);
        let number = text::whole_number(rest.strip_suffix(end)?)?;
        let end = end.trim_start_matches(['个', '条', '项']);
        return Some((number, end.strip_prefix("风险点")?));
    }
    let rest = key.strip_prefix("风险点")?.trim_start_matches(['(', '之']);
    let end = rest.trim_start_matches(is_digit);
    let number = text::whole_number(rest.strip_suffix(end)?)?;
    // 风险点一级别 may be 一 and 级别, or 一级 and 别.
    (!end.starts_with('级')).then(|| (number, end.trim_start_matches(')')))
}

/// What a line of a question asks for, and of which kind of risk.
pub fn of_kind(label: &str, lookup: &Lookup<'_>) -> Option<(Field, String)> {
    let key = text::key(label);
    let (question, line) = key.rsplit_once(BETWEEN)?;
    let line = line.trim_end_matches(']');
    let bare = lookup.bare_head(question.trim_end_matches(BETWEEN));
    let (question, category) = if let Some(category) = lookup.policy().category_of(line) {
        (bare, category)
    } else {
        // 3、(1)思想道德风险—等级
        let named = lookup.bare_head(text::without_list_number(&bare));
        (line.to_owned(), lookup.policy().category_of(&named)?)
    };
    let field = lookup.field(&text::Key(&question)).or_else(|| {
        let ends = |word: &str| question.ends_with(word);
        match () {
            () if ends("等级") || ends("级别") => Some(Field::Level),
            () if ends("措施") => Some(Field::Measures),
            () if ends("风险点") || ends("风险") => Some(Field::Risk),
            () => None,
        }
    })?;
    let of_risk = matches!(field, Field::Risk | Field::Manifestation | Field::Measures);
    (of_risk || field.is_level()).then(|| (field, category.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn questions_say_of_which_risk_they_ask() {
        let policy = Policy::embedded().expect("valid");
        let lookup = Lookup::new(&policy);
        for (label, expected) in [
            ("6、风险点1防控措施", Some((Field::Measures, 1))),
            ("9、风险点2的防控措施（必填）", Some((Field::Measures, 2))),
            ("第二个风险点的等级", Some((Field::Level, 2))),
            ("第3个风险点", Some((Field::Risk, 3))),
            ("5、第1个风险点的等级（单选）", Some((Field::Level, 1))),
            ("风险点（二）的措施", Some((Field::Measures, 2))),
            ("风险点防控措施", None),
            ("第一责任人", None),
            ("风险点一级别", None),
        ] {
            let read = match of_numbered(label, &lookup) {
                Some(Meaning::Field(field, Some(number))) => Some((field, number)),
                _ => None,
            };
            assert_eq!(read, expected, "{label}");
        }
        for (label, expected) in [
            (
                "3、下列各方面的风险点—思想道德",
                Some((Field::Risk, "思想道德")),
            ),
            (
                "4、各方面风险点的等级—岗位职责",
                Some((Field::Level, "岗位职责")),
            ),
            ("5.防控措施[外部环境]", Some((Field::Measures, "外部环境"))),
            ("3、(1)思想道德风险—等级", Some((Field::Level, "思想道德"))),
            ("风险点—其他", None),
            ("岗位/岗位职责", None),
        ] {
            let read = of_kind(label, &lookup);
            let read = read.as_ref().map(|(field, kind)| (*field, kind.as_str()));
            assert_eq!(read, expected, "{label}");
        }
    }
}
