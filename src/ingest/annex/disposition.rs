//! 处置方式 as people write it: 给予政务记过处分（六个月） is one of the four kinds, in a word of the policy.

use crate::model::Disposition;
use crate::policy::Scoring;
use crate::text;

/// What parts several dispositions in one cell, beside the marks of a list.
const AND: [char; 7] = ['+', '。', '和', '并', '及', '与', '且'];
/// What is written before a disposition without changing it.
const BEFORE: [&str; 8] = ["给予", "予以", "受到", "作出", "进行", "已", "被", "处"];
/// What is written behind it.
const BEHIND: [&str; 6] = ["处分", "处理", "处置", "决定", "教育", "期"];
/// A detail of the one before it: 党内警告，处分期一年.
const DETAILS: [&str; 3] = ["处分期", "影响期", "期限"];

/// The kinds a cell names, the mildest first; or the words nobody knows.
pub fn read(written: &str, scoring: &Scoring) -> Result<Vec<Disposition>, Vec<String>> {
    let bare = text::without_brackets(written);
    if let Some(kind) = known(&bare, scoring).or_else(|| known(written, scoring)) {
        return Ok(vec![kind]);
    }
    let parts = bare
        .split(|c| text::is_list_mark(c) || AND.contains(&c))
        .map(str::trim);
    let parts = parts.filter(|p| !p.is_empty() && !DETAILS.iter().any(|d| p.starts_with(d)));
    let mut kinds = Vec::new();
    let mut unknown = Vec::new();
    for part in parts {
        match known(part, scoring) {
            Some(kind) => kinds.push(kind),
            None => unknown.push(part.to_owned()),
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    if unknown.is_empty() && !kinds.is_empty() {
        Ok(kinds)
    } else {
        Err(unknown)
    }
}

/// The kind that a text names, without how long or how often, and without the words around it.
fn known(written: &str, scoring: &Scoring) -> Option<Disposition> {
    let is_count = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十个月年次人".contains(c);
    let key = text::label_key(written);
    let mut rest = key.as_str();
    loop {
        let sets = scoring.dispositions.iter();
        let exact = sets.clone().find(|(_, set)| set.exact(rest).is_some());
        if let Some((kind, _)) = exact {
            return Some(*kind);
        }
        let shorter = BEFORE.iter().find_map(|word| rest.strip_prefix(word));
        let shorter = shorter.or_else(|| BEHIND.iter().find_map(|word| rest.strip_suffix(word)));
        let counted = rest.trim_end_matches(is_count);
        rest = shorter.or_else(|| Some(counted).filter(|c| c.len() < rest.len()))?;
    }
}

/// All words that are known, kind by kind, for people.
pub fn known_words(scoring: &Scoring) -> String {
    let kinds = scoring.dispositions.iter().map(|(kind, set)| {
        let words: Vec<&str> = set.iter().collect();
        format!("{}（{}）", kind.title(), words.join("、"))
    });
    kinds.collect::<Vec<_>>().join("；")
}
