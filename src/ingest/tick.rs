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
    let Some(ticked) = ticked(written) else {
        return Choice::NoBoxes;
    };
    if ticked.is_empty() {
        Choice::Unticked
    } else {
        let words = ticked.iter().map(|(words, side)| nearest(words, *side));
        Choice::Ticked(words.collect())
    }
}

/// All that is said behind the boxes ticked, without the blanks that were filled in: ☑调整为_一_级. None where none is.
pub fn chosen(written: &str) -> Option<String> {
    let ticked = ticked(written)?;
    let bare = |words: &str| text::squash(&words.replace('_', ""));
    let ticked: Vec<String> = ticked.iter().map(|(words, _)| bare(words)).collect();
    (!ticked.is_empty()).then(|| ticked.join("；"))
}

/// On which side of its words a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

fn is_mark(c: char) -> bool {
    TICKED.contains(c) || OPEN.contains(c)
}

fn says(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

/// The words ticked, with the side on which their mark stands; none where there are no boxes. Where nobody can tell the side,
/// what stands on either is ticked.
fn ticked(written: &str) -> Option<Vec<(String, Side)>> {
    let key = without_frames(&text::simplified(&text::nfkc(written)));
    let marks: Vec<char> = key.chars().filter(|c| is_mark(*c)).collect();
    if marks.is_empty() {
        return None;
    }
    let words: Vec<&str> = key.split(is_mark).collect();
    let side = side(&words);
    let mut ticked = Vec::new();
    for (at, mark) in marks.into_iter().enumerate() {
        if !TICKED.contains(mark) {
            continue;
        }
        for (own, words) in [(Side::Behind, words[at]), (Side::Before, words[at + 1])] {
            let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
            if side.is_none_or(|side| side == own) && !bare.is_empty() {
                ticked.push((bare.to_owned(), own));
            }
        }
    }
    Some(ticked)
}

/// The side on which the marks between these words stand, if that can be told: no words before the first or behind the last
/// mark tell it, else what the marks touch.
fn side(words: &[&str]) -> Option<Side> {
    let (first, last) = (words.first()?, words.last()?);
    if !says(first) {
        return Some(Side::Before);
    }
    if !says(last) {
        return Some(Side::Behind);
    }
    let touches = words.windows(2).map(|pair| {
        let before = pair[1].starts_with(char::is_alphanumeric);
        let behind = pair[0].ends_with(char::is_alphanumeric);
        match (before, behind) {
            (true, false) => Some(Side::Before),
            (false, true) => Some(Side::Behind),
            _ => None,
        }
    });
    let mut touches: Vec<Option<Side>> = touches.collect();
    touches.dedup();
    match touches[..] {
        [only] => only,
        _ => None,
    }
}

/// （√）一级（ ）二级: brackets that hold a mark, or nothing, are boxes where there are several of them.
fn without_frames(written: &str) -> String {
    static FRAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[(\[]\s*([☑✓✔√■☒●◉▣□☐○◯▢vV对]?)\s*[)\]]|\[\s*[xX]\s*\]").ok()
    });
    match FRAME.as_ref() {
        Some(frame) if frame.find_iter(written).count() > 1 => {
            // [x] is how ticks are typed; (x) may strike a choice out.
            let mark = |found: &Captures<'_>| match found.get(1).map_or("√", |own| own.as_str()) {
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
fn nearest(words: &str, mark: Side) -> String {
    // ☑B.二级: the letter of an option is no word.
    let bare = without_choice(words).unwrap_or_else(|| text::without_list_number(words));
    let mut parts = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty());
    let part = match mark {
        Side::Before => parts.next(),
        Side::Behind => parts.next_back(),
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
            ("一级 二级 √三级", one("三级")),
            ("高 √中 低", one("中")),
            ("一级/√二级/三级", one("二级")),
            ("一级\n√二级\n三级", one("二级")),
            ("一级√ 二级 三级", one("一级")),
            ("风险等级：√一级 □二级 □三级", one("一级")),
            ("三级√（经讨论）", one("三级")),
            ("一级 □二级 √三级", one("三级")),
            ("□A.一级 ☑B.二级 □C.三级", one("二级")),
            ("□1.一级 □2.二级 ☑3.三级", one("三级")),
            ("（ ）A、高 （√）B、中 （ ）C、低", one("中")),
            ("□一级 □二级 □三级", Choice::Unticked),
            ("[ ]高 [x]中 [ ]低", one("中")),
            ("[X] 一级  [ ] 二级", one("一级")),
            ("一级", Choice::NoBoxes),
            ("★★", Choice::NoBoxes),
        ] {
            assert_eq!(choice(cell), choice_made, "{cell}");
        }
        // Where the mark may belong to either, both are ticked, and a person is asked.
        for cell in ["☑一级 ☑二级", "一级 √ 二级 三级", "一级√二级"] {
            let both = Choice::Ticked(vec!["一级".to_owned(), "二级".to_owned()]);
            assert_eq!(choice(cell), both, "{cell}");
        }
    }
}
