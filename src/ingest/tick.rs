//! Levels chosen by a tick: `☑一级 □二级 □三级` in one cell, or √ under one of several level heads.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::policy::without_choice;
use crate::text;

/// Marks of a choice taken.
const TICKED: &str = "☑✓✔√■☒●◉▣";
/// Marks of a choice left.
const OPEN: &str = "□☐○◯▢";

/// What a cell with boxes says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// No boxes at all.
    NoBoxes,
    /// Boxes, but none ticked.
    Unticked,
    /// The words ticked.
    Ticked(Vec<String>),
}

/// Reads the boxes of a cell.
pub fn choice(written: &str) -> Choice {
    let Some((ticked, before)) = ticked(written) else {
        return Choice::NoBoxes;
    };
    if ticked.is_empty() {
        Choice::Unticked
    } else {
        let words = ticked.iter().map(|words| last_word(words, before));
        Choice::Ticked(words.collect())
    }
}

/// All that is said behind the boxes ticked, without the blanks that were filled in: ☑调整为_一_级. None where none is.
pub fn chosen(written: &str) -> Option<String> {
    let (ticked, _) = ticked(written)?;
    let bare = |words: &String| text::squash(&words.replace('_', ""));
    let ticked: Vec<String> = ticked.iter().map(bare).collect();
    (!ticked.is_empty()).then(|| ticked.join("；"))
}

/// The words ticked, and whether marks stand before theirs; none where there are no boxes.
fn ticked(written: &str) -> Option<(Vec<String>, bool)> {
    let key = without_frames(&text::simplified(&text::nfkc(written)));
    let is_mark = |c: char| TICKED.contains(c) || OPEN.contains(c);
    let (lead, _) = key.split_once(is_mark)?;
    // Marks stand before their words, unless the cell begins with a word.
    let before = lead.chars().all(|c| !c.is_alphanumeric());
    let mut ticked = Vec::new();
    let mut word = String::new();
    let mut mark = None;
    for c in key.chars().chain(std::iter::once('□')) {
        if !is_mark(c) {
            word.push(c);
            continue;
        }
        let decides = if before { mark } else { Some(c) };
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if decides.is_some_and(|m| TICKED.contains(m)) && !bare.is_empty() {
            ticked.push(bare);
        }
        word.clear();
        mark = Some(c);
    }
    Some((ticked, before))
}

/// （√）一级（ ）二级: brackets that hold a mark, or nothing, are boxes where there are several of them.
fn without_frames(written: &str) -> String {
    static FRAME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"[(\[]\s*([☑✓✔√■☒●◉▣□☐○◯▢vV对]?)\s*[)\]]").ok());
    match FRAME.as_ref() {
        Some(frame) if frame.find_iter(written).count() > 1 => {
            let mark = |found: &Captures<'_>| match &found[1] {
                "" => "□".to_owned(),
                "v" | "V" | "对" => "√".to_owned(),
                mark => mark.to_owned(),
            };
            frame.replace_all(written, mark).into_owned()
        }
        _ => written.to_owned(),
    }
}

/// In `一级、二级√` the mark decides only on the word next to it.
fn last_word(words: &str, marks_before: bool) -> String {
    // ☑B.二级: the letter of an option is no word.
    let bare = without_choice(words).unwrap_or_else(|| text::without_list_number(words));
    let mut parts = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty());
    let part = if marks_before {
        parts.next()
    } else {
        parts.next_back()
    };
    part.unwrap_or("").to_owned()
}

/// Whether a cell under a level head is ticked.
pub fn is_tick(written: &str) -> bool {
    let key = text::key(written);
    !key.is_empty()
        && (key.chars().all(|c| TICKED.contains(c))
            || ["是", "对", "y", "v", "1", "true"].contains(&key.as_str()))
}

/// Whether a cell under a level head holds nothing but an empty box or star.
pub fn is_empty_box(written: &str) -> bool {
    ["☆", "false"].contains(&text::key(written).as_str()) || choice(written) == Choice::Unticked
}

/// Whether a cell holds one star. In a column for levels it is the lowest of them; under the head of a level it is a tick,
/// since there it says nothing of its own.
pub fn is_star(written: &str) -> bool {
    text::key(written) == "★"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_name_the_word_beside_the_tick() {
        let one = |word: &str| Choice::Ticked(vec![word.to_owned()]);
        for (cell, choice_made) in [
            ("☑一级 □二级 □三级", one("一级")),
            ("□一级 ☑二级 □三级", one("二级")),
            ("一级□ 二级□ 三级√", one("三级")),
            ("√高 中 低", one("高")),
            ("一级、二级√", one("二级")),
            ("□A.一级 ☑B.二级 □C.三级", one("二级")),
            ("□1.一级 □2.二级 ☑3.三级", one("三级")),
            ("（ ）A、高 （√）B、中 （ ）C、低", one("中")),
            ("□一级 □二级 □三级", Choice::Unticked),
            ("一级", Choice::NoBoxes),
            ("★★", Choice::NoBoxes),
        ] {
            assert_eq!(choice(cell), choice_made, "{cell}");
        }
        assert_eq!(
            choice("☑一级 ☑二级"),
            Choice::Ticked(vec!["一级".to_owned(), "二级".to_owned()])
        );
    }
}
