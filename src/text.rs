//! Strings made comparable: full and half width, 繁简, spaces, line breaks, invisible characters, list numbers.
//! Says nothing about what a string means; the words with a meaning stand in the policy.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

mod command;
mod difference;
mod fold;
mod lists;
mod points;
mod projection;
mod shared;
mod sound;
mod visible;
mod years;

pub use command::without_command;
pub use difference::{Stretch, differences};
pub use lists::{after_list_number, is_list_mark, list_items, unbroken, without_list_number};
pub use points::{point_lines, points, stated_at_end, stated_number, whole_number};
pub use projection::Projection;
pub use shared::Text;
pub use sound::sound_alike;
use visible::is_invisible;
pub use visible::{escaped, named, printable};
pub use years::{arabic, years};

/// A text that knows its comparable form.
pub trait Keyed {
    /// The form in which texts are compared, by [`key`].
    fn key(&self) -> Cow<'_, str>;

    /// That of a column head, by [`label_key`].
    fn label_key(&self) -> Cow<'_, str> {
        match self.key() {
            Cow::Borrowed(key) => Cow::Borrowed(label_of(key)),
            Cow::Owned(key) => Cow::Owned(label_of(&key).to_owned()),
        }
    }
}

impl Keyed for str {
    fn key(&self) -> Cow<'_, str> {
        Cow::Owned(key(self))
    }
}

impl Keyed for String {
    fn key(&self) -> Cow<'_, str> {
        Cow::Owned(key(self))
    }
}

/// A comparable form that is known already.
#[derive(Clone, Copy, Debug)]
pub struct Key<'k>(pub &'k str);

impl Keyed for Key<'_> {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }
}

/// Whether [`clean`] leaves the text as it is.
pub fn is_clean(text: &str) -> bool {
    fold::is_clean(text) && text.trim().len() == text.len()
}

/// Removes invisible characters, unifies line breaks to `\n`, and trims both ends.
/// The characters themselves stay as they were written.
pub fn clean(text: &str) -> String {
    if fold::is_clean(text) {
        return text.trim().to_owned();
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = unified.chars().filter(|c| !is_invisible(*c)).collect();
    visible.trim().to_owned()
}

/// Compatibility form (NFKC): full-width digits and letters, roman numeral and circled characters become plain ones.
pub fn nfkc(text: &str) -> String {
    fold::nfkc(text).unwrap_or_else(|| text.nfkc().collect())
}

/// [`nfkc`] without white space and what nobody sees.
pub fn plain(text: &str) -> String {
    fold::plain(text).unwrap_or_else(|| squash(&nfkc(text)))
}

/// [`nfkc`], simplified and lower case.
pub fn folded(text: &str) -> String {
    fold::folded(text).unwrap_or_else(|| simplified(&nfkc(text)).to_lowercase())
}

/// The common ideographs, each as simplified script has it. A dictionary that knows whole words takes twenty megabytes and
/// longer than to read a form; what is only compared needs none.
const IDEOGRAPHS: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut simplified: Vec<char> = IDEOGRAPHS.collect();
    let mut pairs = include_str!("text/traditional.txt").trim().chars();
    while let (Some(traditional), Some(simple)) = (pairs.next(), pairs.next()) {
        if let Some(at) = ideograph(traditional) {
            simplified[at] = simple;
        }
    }
    simplified
});

/// The number of a common ideograph among them.
fn ideograph(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(u32::from(*IDEOGRAPHS.start()))?;
    usize::try_from(number)
        .ok()
        .filter(|_| IDEOGRAPHS.contains(&c))
}

fn simple(c: char) -> char {
    ideograph(c).map_or(c, |at| SIMPLIFIED[at])
}

/// Traditional characters replaced by simplified ones (崗位風險 → 岗位风险), each by itself.
pub fn simplified(text: &str) -> String {
    text.chars().map(simple).collect()
}

/// All white space removed, line breaks included.
pub fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .collect()
}

/// A short value without the white space that only spreads it out: `科　员` → `科员`, `A 岗` stays readable.
pub fn tight(text: &str) -> String {
    let mut out = String::new();
    for word in clean(text).split_whitespace() {
        if ascii_meets(&out, word) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether two Latin words would run together.
fn ascii_meets(before: &str, after: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    before.chars().last().is_some_and(is_word) && after.chars().next().is_some_and(is_word)
}

/// The form in which labels and notations are compared: NFKC, simplified, no white space, lower case.
pub fn key(text: &str) -> String {
    fold::key(text).unwrap_or_else(|| folded(&squash(&nfkc(text))))
}

/// A column head made comparable: like [`key`], without marks of necessity and trailing colons.
pub fn label_key(text: &str) -> String {
    label_of(&key(text)).to_owned()
}

/// A comparable text without marks of necessity and trailing colons.
pub fn label_of(key: &str) -> &str {
    let is_mark = |c| matches!(c, ':' | '*' | '★' | '☆' | '※' | '。' | '、' | ',' | ';');
    let bare = key.trim_matches(is_mark);
    // A cell of stars alone is a level, not a mark of necessity.
    if bare.is_empty() { key } else { bare }
}

/// What opens a bracket that [`without_brackets`] knows.
pub const BRACKETS: [char; 5] = ['(', '（', '[', '【', '〔'];

/// What closes one.
pub const CLOSING: [char; 5] = [')', '）', ']', '】', '〕'];

/// `text` without anything in round, square or lenticular brackets: `股室(单位)` → `股室`.
pub fn without_brackets(text: &str) -> String {
    if text.contains(BRACKETS) || text.contains(CLOSING) {
        parted_by_brackets(text).0
    } else {
        text.to_owned()
    }
}

/// What stands outside brackets, and what stands in each of them: `张一（科长）` → `张一` and `科长`. Brackets in brackets
/// stay as they are.
pub fn parted_by_brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut open: Option<(String, usize)> = None;
    for c in text.chars() {
        open = match open {
            None if BRACKETS.contains(&c) => Some((String::new(), 0)),
            None => {
                outside.extend(Some(c).filter(|c| !CLOSING.contains(c)));
                None
            }
            Some((own, 0)) if CLOSING.contains(&c) => {
                inside.push(own);
                None
            }
            Some((mut own, mut depth)) => {
                depth += usize::from(BRACKETS.contains(&c));
                depth -= usize::from(CLOSING.contains(&c));
                own.push(c);
                Some((own, depth))
            }
        };
    }
    inside.extend(open.map(|(own, _)| own));
    (outside, inside)
}

/// A unit's name without 省, 市, 区, 县, which are often left out.
pub fn without_ranks(name: &str) -> String {
    name.replace(['省', '市', '区', '县'], "")
}

/// Whether a character is one of a word: a letter, an ideograph or a digit.
pub fn is_word(c: char) -> bool {
    IDEOGRAPHS.contains(&c) || c.is_alphanumeric()
}

/// Number of characters a reader counts: no white space, no punctuation.
pub fn substance_len(text: &str) -> usize {
    text.chars().filter(|c| is_word(*c)).count()
}

/// Whether a reader counts at least so many characters.
pub fn has_substance(text: &str, least: usize) -> bool {
    let mut counted = text.chars().filter(|c| is_word(*c));
    least == 0 || counted.nth(least - 1).is_some()
}

/// A number as Excel shows it: at most 15 significant digits, no exponent for everyday sizes.
pub fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let shortest: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{shortest}")
}

/// Similarity from which on a word may be a slip of the pen.
const NEAR: f64 = 0.5;

/// The characters of a text, roughly: told at once is what it cannot contain.
#[derive(Clone, Copy, Debug)]
pub struct Letters(u64);

impl Letters {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |all, c| all | Self::bit(c)))
    }

    fn bit(c: char) -> u64 {
        1 << (u32::from(c) % 64)
    }

    fn may_have(self, c: char) -> bool {
        self.0 & Self::bit(c) != 0
    }

    /// Whether the text may contain this one.
    pub fn may_contain(self, word: &str) -> bool {
        let Self(own) = Self::of(word);
        self.0 & own == own
    }
}

/// The candidate nearest to `word`, if it is near enough to be a slip of the pen.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (length, letters) = (word.chars().count(), Letters::of(word));
    // Every character without its like costs a step: hardly any candidate shares so many.
    let may_be_near = |other: &&str| {
        let shared = other.chars().filter(|c| letters.may_have(*c)).count();
        2 * shared >= length.max(other.chars().count())
    };
    candidates
        .into_iter()
        .filter(may_be_near)
        .map(|c| (strsim::normalized_damerau_levenshtein(word, c), c))
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, c)| c)
}

/// Width of a character in Chinese print, in halves of a square: a Chinese character or mark is 2.
pub fn print_width(c: char) -> usize {
    c.width_cjk().unwrap_or(0)
}

/// Width of a line on a terminal, in columns.
pub fn terminal_width(line: &str) -> usize {
    line.width()
}

/// At most `max` characters of `text` on one line, with `…` where something was left out. What nobody sees is left out.
pub fn excerpt(text: &str, max: usize) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let mut cut: String = line.chars().take(max.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use character_converter::traditional_to_simplified;

    use super::*;

    #[test]
    fn labels_compare_across_widths_spaces_and_scripts() {
        for (written, folded) in [
            ("序 号", "序号"),
            ("部门\n负责人", "部门负责人"),
            ("風險點", "风险点"),
            ("崗位名稱", "岗位名称"),
            ("責任領導", "责任领导"),
            ("風險等級", "风险等级"),
            ("備註", "备注"),
            ("防控措施：", "防控措施"),
            ("＊风险点", "风险点"),
            ("岗位是什麼", "岗位是什么"),
            ("权力\u{3000}事项\u{200b}", "权力事项"),
        ] {
            assert_eq!(label_key(written), folded);
        }
    }

    #[test]
    fn the_characters_of_traditional_script_are_those_the_dictionary_knows() {
        // The dictionary takes 么, which is 什么 in simplified script, for a form of 幺.
        let pair = |c: char| {
            let simple = traditional_to_simplified(&c.to_string()).into_owned();
            (simple != c.to_string()).then(|| format!("{c}{simple}"))
        };
        let known: String = IDEOGRAPHS.filter(|c| *c != '么').filter_map(pair).collect();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write("src/text/traditional.txt", format!("{known}\n")).expect("written");
        }
        assert_eq!(include_str!("text/traditional.txt").trim(), known);
    }

    #[test]
    fn the_short_way_to_a_key_leads_where_the_long_one_does() {
        let long =
            |text: &str| simplified(&squash(&text.nfkc().collect::<String>())).to_lowercase();
        for c in (0..=0x1_ffff).filter_map(char::from_u32) {
            for text in [c.to_string(), format!("甲{c}a"), format!("{c}\u{301}")] {
                assert_eq!(key(&text), long(&text), "{c:?}");
                let library: String = text.nfkc().collect();
                assert_eq!(nfkc(&text), library, "{c:?}");
                assert_eq!(plain(&text), squash(&library), "{c:?}");
                assert_eq!(folded(&text), simplified(&library).to_lowercase(), "{c:?}");
            }
        }
    }

    #[test]
    fn numbers_look_as_in_excel() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(37.0), "37");
        assert_eq!(number(2024.1), "2024.1");
    }
}
