//! Cuts a text into clauses and items, without the numbers that count a list off; numbers are made comparable on the way.

use super::numerals;
use crate::text;

/// The clauses of a text, each with the items of its enumeration (、), none of them empty.
pub fn clauses(chars: &[char]) -> Vec<Vec<Vec<char>>> {
    let mut cutter = Cutter::default();
    cutter.run(chars);
    cutter.clauses
}

#[derive(Default)]
struct Cutter {
    clauses: Vec<Vec<Vec<char>>>,
    items: Vec<Vec<char>>,
    item: Vec<char>,
    /// The last number of the list so far.
    counted: u32,
}

impl Cutter {
    fn run(&mut self, chars: &[char]) {
        let mut at = 0;
        let mut starts = true;
        while let Some(c) = chars.get(at).copied() {
            if let Some(length) = self.list_number(&chars[at..], starts) {
                self.end_clause();
                at += length;
                starts = false;
                continue;
            }
            if let Some((number, length)) = numerals::number(&chars[at..]) {
                self.item.extend(number.chars());
                at += length;
                starts = false;
                continue;
            }
            match c {
                '、' => self.end_item(),
                '\n' | ';' | '。' | '!' | '?' | ',' | ':' | '.' => self.end_clause(),
                c if is_kept(c) => self.item.push(c),
                _ => {}
            }
            starts = match c {
                '\n' | ';' | '。' | ':' | '!' | '?' | ',' | '.' => true,
                c => starts && !is_kept(c),
            };
            at += 1;
        }
        self.end_clause();
    }

    /// Length of a list number at this place. `1.` and `一、` count only in their order, so that 一、二级 stays what it is; and
    /// inside a clause only where the list has begun.
    fn list_number(&mut self, rest: &[char], starts: bool) -> Option<usize> {
        if !starts && (self.counted == 0 || !rest.first()?.is_ascii_digit()) {
            return None;
        }
        let first = *rest.first()?;
        if is_kept(first)
            && !first.is_ascii_digit()
            && first != '第'
            && !numerals::is_numeral(first)
        {
            return None;
        }
        let head: String = rest.iter().take(8).collect();
        let after = text::after_list_number(&head)?;
        let length = head.chars().count() - after.chars().count();
        let follows = rest.get(length)?;
        if rest.get(length - 1) == Some(&'、') && same_kind(rest[0], *follows) {
            return None;
        }
        let inner: Vec<char> = rest[..length]
            .iter()
            .copied()
            .filter(|c| text::is_word(*c) && !"第是".contains(*c))
            .collect();
        let number = counted(&inner)?;
        if number != 1 && number != self.counted + 1 {
            return None;
        }
        self.counted = number;
        Some(length)
    }

    fn end_item(&mut self) {
        let item = std::mem::take(&mut self.item);
        if !item.is_empty() {
            self.items.push(item);
        }
    }

    fn end_clause(&mut self) {
        self.end_item();
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.clauses.push(items);
        }
    }
}

/// Whether both are digits, or both Chinese numerals: 一、二级 names two levels, 1、一次 is the first point of a list.
fn same_kind(a: char, b: char) -> bool {
    (a.is_ascii_digit() && b.is_ascii_digit())
        || (numerals::is_numeral(a) && numerals::is_numeral(b))
}

/// What a list number counts.
fn counted(numerals: &[char]) -> Option<u32> {
    // As a number of things, for a bare Chinese numeral is read as a word.
    let with_unit: Vec<char> = numerals.iter().copied().chain(['个']).collect();
    let (number, _) = numerals::counted(&with_unit)?;
    number.parse().ok()
}

/// Characters that carry meaning; brackets, quotes, strokes and the like do not.
fn is_kept(c: char) -> bool {
    text::is_word(c)
        || matches!(
            c,
            '%' | '‰' | '℃' | '<' | '>' | '=' | '≤' | '≥' | '≠' | '+' | '#'
        )
}
