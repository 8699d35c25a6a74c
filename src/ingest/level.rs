//! Levels of one column, read together: a five-grade scale shows only when the whole column is looked at.
//! What cannot be decided stays open, with the reason; nothing is guessed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::scales::Scales;
use super::tick::{self, Choice};
use crate::model::Level;
use crate::policy::{LevelWord, Lookup, without_choice};
use crate::text;

/// What a level cell was read as.
#[derive(Debug)]
pub enum LevelReading {
    /// Nothing, or a blank mark.
    Blank,
    /// A level.
    Known(Level),
    /// A level in another notation than nearly all others of its column.
    Mixed(Level),
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
    /// A note says of its scale that the first grade is the lowest.
    Reversed,
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
            return LevelReading::Open(cell.clone(), Why::Slip);
        }
        let known = &words[at].known;
        if known.iter().any(|(n, _)| scales.reversed.contains(n)) {
            return LevelReading::Open(cell.clone(), Why::Reversed);
        }
        match read_cell(cell, &words[at], &scales.spoiled, lookup) {
            LevelReading::Known(level) if scales.mixed.contains(&at) => LevelReading::Mixed(level),
            reading => reading,
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

/// Words that mention a level.
static MENTIONED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[一二三四五1-5Ii]级|[高中低]风险").ok());

/// Whether words mention a level: 一级, 高风险. 等级 is none.
pub fn mentions_level(words: &str) -> bool {
    MENTIONED
        .as_ref()
        .is_some_and(|level| level.is_match(words))
}

/// How many different levels words mention.
pub fn mentioned(words: &str) -> usize {
    let folded = text::nfkc(words);
    let found = MENTIONED.iter().flat_map(|level| level.find_iter(&folded));
    found
        .map(|level| level.as_str())
        .collect::<BTreeSet<_>>()
        .len()
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
        return level(outer).filter(|l| level(inner) == Some(*l) || is_beside(inner));
    }
    let mut pieces = folded
        .split(['、', '/', ',', ';'])
        .filter(|p| !p.is_empty());
    let first = level(pieces.next()?)?;
    pieces
        .all(|piece| level(piece) == Some(first))
        .then_some(first)
}

/// B二级: a level in words behind the letter of its box. Ⅰ、二级 are two, and Ⅰ级（高）, A级（高） begin with none.
fn after_letter(folded: &str) -> Option<&str> {
    let word = folded.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    let in_words = word.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic())
        && !word.starts_with(['级', '类', '等', '档']);
    in_words.then_some(word)
}

/// 二级（签字：张一）, 一级（盖章）, 一级（20分）: what stands in the brackets is who gave the level, or the points it rests on.
fn is_beside(inner: &str) -> bool {
    let points = inner.strip_suffix('分').unwrap_or_default();
    let signed = ["签字", "签名", "签章", "盖章", "公章"];
    signed.iter().any(|word| inner.contains(word)) || points.parse::<f64>().is_ok()
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
    let notations = &lookup.policy().levels.notations();
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
                LevelReading::Mixed(level) => format!("mixed {level}"),
                LevelReading::Open(_, Why::Finer | Why::Scale | Why::Reversed) => {
                    "scale".to_owned()
                }
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
    fn what_differs_from_nearly_all_of_a_column_is_told_apart() {
        let with = |more: &[&'static str]| {
            let column = ["一级", "二级", "三级"].iter().cycle().take(12);
            column.chain(more).copied().collect::<Vec<_>>()
        };
        let last = |more: &[&'static str]| {
            let all = read(&with(more), &[]);
            assert_eq!(all[..3], ["1", "2", "3"], "{more:?}");
            all[12..].to_vec()
        };
        assert_eq!(last(&["较高", "中等"]), ["Slip", "Slip"]);
        assert_eq!(last(&["极高"]), ["Slip"]);
        assert_eq!(last(&["A", "★★"]), ["mixed 一级", "mixed 二级"]);
        assert_eq!(last(&["四级"]), ["Slip"]);
        let noted = read(&with(&["四级"]), &["分为一级、二级、三级、四级四个等级"]);
        assert_eq!(noted, vec!["scale"; 13], "the note proves the scale");
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

    #[test]
    fn a_note_that_turns_the_scale_round_leaves_it_open() {
        let levels = ["一级", "二级", "三级"];
        for note in [
            "注：一级为低风险，二级为中风险，三级为高风险",
            "低风险（一级）、中风险（二级）、高风险（三级）",
            "风险等级由低到高分为一级、二级、三级",
            "一级最低，三级最高",
            "说明：三级风险对应重大",
        ] {
            assert_eq!(read(&levels, &[note]), ["scale"; 3], "{note}");
        }
        for note in [
            "注：一级为高风险，二级为中风险，三级为低风险",
            "等级从高到低分为一级、二级、三级，一级最高",
            "由低到高依次为三级、二级、一级",
            "一级由主要领导监管；低风险由三级单位负责",
            "共1中2低",
            "I级为高，II级为中，III级为低风险，由高到低为I级、II级、III级",
            "一级1个，三级2个，高风险岗位见附件",
        ] {
            assert_eq!(read(&levels, &[note]), ["1", "2", "3"], "{note}");
        }
        assert_eq!(read(&["高", "低"], &["三级为高"]), ["scale"; 2]);
        assert_eq!(read(&["高", "低"], &["三级最高"]), ["1", "3"]);
    }
}
