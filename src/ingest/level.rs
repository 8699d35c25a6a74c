//! Levels of one column, read together: a five-grade scale shows only when the whole column is looked at.
//! What cannot be decided stays open, with the reason; nothing is guessed.

use std::collections::BTreeSet;

use super::rater::LEVELS;
use super::tick::{self, Choice};
use crate::model::{Level, RANKS};
use crate::policy::{LevelWord, Lookup, without_choice};
use crate::text;

/// In a column with so many levels of one kind, a single one of another kind was typed by mistake.
const MANY: usize = 8;

/// What a level cell was read as.
#[derive(Debug)]
pub enum LevelReading {
    /// Nothing, or a blank mark.
    Blank,
    /// A level.
    Known(Level),
    /// Nobody can tell: what counts of it, and why.
    Open(String, Why),
}

/// Why nobody can tell a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No notation knows it.
    Unknown,
    /// It names several.
    Several,
    /// It counts levels.
    Count,
    /// Its column has more than three grades.
    Scale,
    /// It is itself a grade beyond three.
    Finer,
    /// It alone is of another scale than all others of its column.
    Slip,
}

/// Reads the cells of a level column. `context` holds the head and the notes of the table.
pub fn read_column(cells: &[String], context: &[String], lookup: &Lookup<'_>) -> Vec<LevelReading> {
    let chosen: Vec<String> = cells.iter().map(|cell| chosen(cell)).collect();
    let words: Vec<LevelWord> = chosen.iter().map(|cell| lookup.level_word(cell)).collect();
    let scales = Scales::of(&words, context, lookup);
    let read = |(at, cell): (usize, &String)| {
        if scales.slips.contains(&at) {
            LevelReading::Open(cell.clone(), Why::Slip)
        } else {
            read_cell(cell, &words[at], &scales.spoiled, lookup)
        }
    };
    chosen.iter().enumerate().map(read).collect()
}

/// The level of a cell that stands alone.
pub fn read_one(cell: &str, lookup: &Lookup<'_>) -> Option<Level> {
    match read_column(&[cell.to_owned()], &[], lookup)[..] {
        [LevelReading::Known(level)] => Some(level),
        _ => None,
    }
}

/// Whether two cells say the same level, or the same words.
pub fn agree(one: &str, other: &str, lookup: &Lookup<'_>) -> bool {
    match (read_one(one, lookup), read_one(other, lookup)) {
        (Some(one), Some(other)) => one == other,
        _ => text::key(one) == text::key(other),
    }
}

/// The ticked words of a cell with boxes, else the cell as it is. A mark without words says something, but nobody knows what.
fn chosen(cell: &str) -> String {
    match tick::choice(cell) {
        Choice::NoBoxes => cell.to_owned(),
        Choice::Unticked if !cell.contains(char::is_alphanumeric) => cell.to_owned(),
        Choice::Unticked => String::new(),
        Choice::Ticked(words) => words.join("、"),
    }
}

fn read_cell(
    cell: &str,
    word: &LevelWord,
    spoiled: &BTreeSet<usize>,
    lookup: &Lookup<'_>,
) -> LevelReading {
    let known: BTreeSet<Level> = word.known.iter().map(|(_, level)| *level).collect();
    let in_spoiled = |n: &usize| spoiled.contains(n);
    let foreign =
        word.foreign.iter().any(in_spoiled) || (known.is_empty() && !word.foreign.is_empty());
    if foreign {
        return LevelReading::Open(cell.to_owned(), Why::Finer);
    }
    if word.known.iter().any(|(n, _)| in_spoiled(n)) {
        return LevelReading::Open(cell.to_owned(), Why::Scale);
    }
    if let [level] = known.into_iter().collect::<Vec<_>>()[..] {
        return LevelReading::Known(level);
    }
    if lookup.is_blank(cell) {
        return LevelReading::Blank;
    }
    if let Some(level) = said_twice(cell, lookup) {
        return LevelReading::Known(level);
    }
    LevelReading::Open(cell.to_owned(), unreadable(cell, lookup))
}

/// 三级（低）, 三级/低, 1.三级: the same level in several notations, or with the number of a list.
fn said_twice(cell: &str, lookup: &Lookup<'_>) -> Option<Level> {
    let folded = text::key(cell);
    if let Some(answer) = without_choice(&folded) {
        let known = lookup.level_word(answer).level();
        return known.or_else(|| said_twice(answer, lookup));
    }
    let level = |word: &str| lookup.level_word(text::without_list_number(word)).level();
    if let Some(word) = after_letter(&folded) {
        return level(word);
    }
    if let Some((outer, inner)) = folded.strip_suffix(')').and_then(|f| f.split_once('(')) {
        return level(outer).filter(|l| level(inner) == Some(*l) || is_signature(inner));
    }
    let mut pieces = folded
        .split(['、', '/', ',', ';'])
        .filter(|p| !p.is_empty());
    let first = level(pieces.next()?)?;
    pieces
        .all(|piece| level(piece) == Some(first))
        .then_some(first)
}

/// B二级: a level in words behind the letter of its box.
fn after_letter(folded: &str) -> Option<&str> {
    let word = folded.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    let in_words = word.starts_with(|c: char| !c.is_ascii());
    in_words.then_some(word)
}

/// 二级（签字：张一）, 一级（盖章）: what stands in the brackets is who gave the level.
fn is_signature(inner: &str) -> bool {
    ["签字", "签名", "签章", "盖章", "公章"]
        .iter()
        .any(|word| inner.contains(word))
}

/// Scales of more than three grades in a column.
struct Scales {
    /// Notations of which the column or its notes show more than three grades.
    spoiled: BTreeSet<usize>,
    /// Cells that are the only ones of their scale among many of another.
    slips: BTreeSet<usize>,
}

impl Scales {
    fn of(words: &[LevelWord], context: &[String], lookup: &Lookup<'_>) -> Self {
        let cells = |is: &dyn Fn(&LevelWord) -> bool| -> Vec<usize> {
            let all = words.iter().enumerate().filter(|(_, word)| is(word));
            all.map(|(at, _)| at).collect()
        };
        let levels = &lookup.policy().levels;
        let (mut spoiled, mut slips) = (BTreeSet::new(), BTreeSet::new());
        let mut known = BTreeSet::new();
        for n in 0..levels.notations.len() {
            let own = cells(&|word| word.known.iter().any(|(known, _)| *known == n));
            let finer = cells(&|word| word.foreign.contains(&n));
            known.extend((!own.is_empty()).then_some(n));
            match (own.as_slice(), finer.as_slice()) {
                ([], _) | (_, []) => {}
                ([only], many) | (many, [only]) if many.len() >= MANY => {
                    slips.insert(*only);
                }
                _ => {
                    spoiled.insert(n);
                }
            }
        }
        spoiled.extend(explained(&known, context, lookup));
        Self { spoiled, slips }
    }
}

/// Notations of which the head or the notes say that they have more than three grades.
fn explained(known: &BTreeSet<usize>, context: &[String], lookup: &Lookup<'_>) -> BTreeSet<usize> {
    let levels = &lookup.policy().levels;
    let mut spoiled = BTreeSet::new();
    for note in context {
        let key = without_ranks(&text::key(note));
        for mark in levels.scale_marks.iter().filter(|mark| key.contains(*mark)) {
            let rest = key.replace(mark, "");
            // Such notes speak of levels.
            let topical = rest.contains("风险") || LEVELS.iter().any(|word| rest.contains(word));
            spoiled.extend(known.iter().filter(|n| {
                let notation = &levels.notations[**n];
                let words = || notation.words.iter().flat_map(crate::policy::WordSet::iter);
                let graded = topical || words().any(|word| rest.contains(word));
                (graded && notation.foreign.exact(mark).is_some())
                    || words().any(|word| explains(&key, word, mark))
            }));
        }
    }
    spoiled
}

/// A comparable note without the ranks of officials in it.
fn without_ranks(key: &str) -> String {
    let of_rank = |before: &str| RANKS.iter().any(|rank| before.starts_with(rank));
    let mut out = String::new();
    let mut rest = key;
    while let Some((before, after)) = rest.split_once('级') {
        out.push_str(before);
        if !of_rank(after) {
            out.push('级');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a note explains a level word by a mark of a finer scale: `A为极高`, `A（极高）`.
fn explains(note: &str, word: &str, mark: &str) -> bool {
    [
        "", "为", "是", ":", "=", "(", "-", "级为", "级是", "级:", "级(", "类为", "类:",
    ]
    .iter()
    .any(|link| note.contains(&format!("{word}{link}{mark}")))
}

fn unreadable(cell: &str, lookup: &Lookup<'_>) -> Why {
    let key = text::key(cell);
    // 1中2低 counts; 1.二级；2.一级 numbers.
    let pairs = key.chars().zip(key.chars().skip(1));
    let has_count = pairs.into_iter().any(|(a, b)| {
        a.is_ascii_digit() && !b.is_ascii_digit() && !".、,)；;:：-~至到或/级星".contains(b)
    });
    let pieces: Vec<&str> = key
        .split(|c: char| "、/,;\n至到~-—或和及与|".contains(c))
        .filter(|p| !p.is_empty())
        .collect();
    let levels = pieces
        .iter()
        .filter(|p| lookup.level_word(**p).is_level())
        .count();
    if has_count && mentions_levels(&key, lookup) > 0 {
        Why::Count
    } else if levels > 1 || mentions_levels(&key, lookup) > 1 {
        Why::Several
    } else {
        Why::Unknown
    }
}

/// How many different levels the text mentions by a word that is not a number.
fn mentions_levels(key: &str, lookup: &Lookup<'_>) -> usize {
    let notations = &lookup.policy().levels.notations;
    let mentioned =
        |word: &str| !word.chars().all(|c| c.is_ascii_alphanumeric()) && key.contains(word);
    (0..Level::ALL.len())
        .filter(|level| {
            notations
                .iter()
                .any(|n| n.words[*level].iter().any(mentioned))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    fn read(cells: &[&str], context: &[&str]) -> Vec<String> {
        let policy = Policy::embedded().expect("valid");
        let lookup = Lookup::new(&policy);
        let own = |list: &[&str]| list.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        read_column(&own(cells), &own(context), &lookup)
            .into_iter()
            .map(|r| match r {
                LevelReading::Blank => "blank".to_owned(),
                LevelReading::Known(level) => level.number().to_string(),
                LevelReading::Open(_, Why::Finer | Why::Scale) => "scale".to_owned(),
                LevelReading::Open(_, why) => format!("{why:?}"),
            })
            .collect()
    }

    #[test]
    fn three_grades_are_read_in_mixed_notations() {
        let cells = ["一级风险", "Ⅱ级", "3", "高", "中", "低风险", "无", "★★★"];
        assert_eq!(
            read(&cells, &[]),
            ["1", "2", "3", "1", "2", "3", "blank", "1"]
        );
    }

    #[test]
    fn finer_scales_leave_the_whole_column_open() {
        assert_eq!(read(&["极高", "高", "中", "低"], &[]), ["scale"; 4]);
        assert_eq!(read(&["A", "B", "C", "D"], &[]), ["scale"; 4]);
        assert_eq!(read(&["重大", "较大", "一般", "低"], &[]), ["scale"; 4]);
        assert_eq!(
            read(&["A", "B"], &["注：A为极高，B为高，C为中，D为低"]),
            ["scale"; 2]
        );
        assert_eq!(
            read(&["高", "低"], &["风险等级(极高/高/中/低)"]),
            ["scale"; 2]
        );
        assert_eq!(
            read(&["一级", "二级"], &["A为极高"]),
            ["1", "2"],
            "notes on another notation"
        );
    }

    #[test]
    fn ticked_boxes_are_read_and_two_ticks_are_not_decided() {
        let cells = [
            "☑一级 □二级 □三级",
            "□高 □中 ☑低",
            "□一级 □二级 □三级",
            "☑一级 ☑二级 □三级",
        ];
        assert_eq!(read(&cells, &[]), ["1", "3", "blank", "Several"]);
    }

    #[test]
    fn undecided_cells_say_why() {
        let cells = [
            "1中2低",
            "一、二级",
            "中高",
            "高/中",
            "待定",
            "一级2个、三级1个",
            "1-2级",
            "1.二级；2.一级",
        ];
        assert_eq!(
            read(&cells, &[]),
            [
                "Count", "Several", "Several", "Several", "Unknown", "Count", "Several", "Several"
            ]
        );
    }
}
