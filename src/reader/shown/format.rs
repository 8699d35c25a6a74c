//! Number formats that show words: `[=1]"一级";[=2]"二级"`, `@"科"`, `;;;`.
//!
//! What is told and what is not: a format that shows a word, a sign or nothing in place of a number, and one that adds a word
//! to a text, are told. A number that stays to be seen may have a unit beside it (`0"个"`, `0"级"`, `"第"0"条"`): three
//! letters or ideographs are a unit, more are words of their own and are told. Dates, percentages, currencies, leading zeros,
//! Chinese numerals, and a zero shown as a dash or not at all, are ordinary.

use crate::reader::grid::CellValue;
use crate::text;

/// Letters and ideographs that make a unit and no more.
pub(super) const UNIT: usize = 3;
/// What `General` is called in files.
const GENERAL: &[&str] = &["general", "g/通用格式", "通用格式", "standard"];

/// What says nothing by itself: a dash for a zero, a space for the width of a bracket.
pub(super) fn is_mild(c: char) -> bool {
    c.is_whitespace() || "-–—－/.,·()（）".contains(c)
}

/// A number format some section of which shows words, or nothing.
#[derive(Clone, Debug)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// What one section of a format shows, for numbers that meet its condition.
#[derive(Clone, Debug, Default)]
struct Section {
    condition: Option<(String, f64)>,
    pieces: Vec<Piece>,
    is_date: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(String),
    Number,
    Text,
}

impl Section {
    fn has(&self, piece: &Piece) -> bool {
        self.pieces.contains(piece)
    }

    fn say(&mut self, c: char) {
        if let Some(Piece::Words(words)) = self.pieces.last_mut() {
            words.push(c);
        } else {
            self.pieces.push(Piece::Words(c.to_string()));
        }
    }

    fn add(&mut self, piece: Piece) {
        if !self.has(&piece) {
            self.pieces.push(piece);
        }
    }

    fn words(&self) -> impl Iterator<Item = char> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::Words(words) => words.chars(),
            _ => "".chars(),
        })
    }

    fn letters(&self) -> usize {
        self.words().filter(|c| c.is_alphanumeric()).count()
    }

    /// Whether more than dashes and spaces is said.
    fn is_telling(&self) -> bool {
        self.words().any(|c| !is_mild(c))
    }

    fn meets(&self, number: f64) -> bool {
        let Some((operator, than)) = &self.condition else {
            return false;
        };
        match operator.as_str() {
            "=" => (number - than).abs() < f64::EPSILON,
            "<>" => (number - than).abs() >= f64::EPSILON,
            "<" => number < *than,
            ">" => number > *than,
            "<=" => number <= *than,
            ">=" => number >= *than,
            _ => false,
        }
    }

    fn filled(&self, value: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Number | Piece::Text => value.to_owned(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

impl Format {
    /// A format by its code; nothing if all it shows is ordinary.
    pub fn new(code: &str) -> Option<Self> {
        let mut reader = Reader {
            rest: code,
            sections: vec![Section::default()],
        };
        while reader.step() {}
        let sections = reader.sections;
        let ordinary = |s: &Section| s.is_date || (s.letters() == 0 && !s.is_telling());
        let blank = |s: &Section| !s.is_date && !s.has(&Piece::Number) && !s.has(&Piece::Text);
        let told = sections.iter().any(|s| !ordinary(s) || blank(s));
        told.then_some(Self { sections })
    }

    /// What is shown instead of the value; nothing where that says the same.
    pub fn shown(&self, value: &CellValue) -> Option<String> {
        match value {
            CellValue::Number(number) => self.of_number(*number),
            CellValue::Text(text) => self.of_text(text),
            _ => None,
        }
    }

    fn of_number(&self, number: f64) -> Option<String> {
        let section = self.number_section(number)?;
        let seen = section.has(&Piece::Number) || section.has(&Piece::Text);
        let words = section.letters() > UNIT;
        let replaced = !seen && (number != 0.0 || section.is_telling());
        let told = !section.is_date && (replaced || seen && words);
        told.then(|| section.filled(&text::number(number)))
    }

    fn of_text(&self, text: &str) -> Option<String> {
        let section = self.text_section()?;
        let told = !section.has(&Piece::Text) || section.letters() > 0;
        (told && !section.is_date).then(|| section.filled(text))
    }

    /// The section for texts, if there is one: the fourth, or the last one with an `@`.
    fn text_section(&self) -> Option<&Section> {
        match self.sections.as_slice() {
            [_, _, _, text, ..] => Some(text),
            sections => sections.last().filter(|s| s.has(&Piece::Text)),
        }
    }

    fn number_section(&self, number: f64) -> Option<&Section> {
        let of_text = self.sections.len() > 1
            && self.sections.len() < 4
            && self.sections.last().is_some_and(|s| {
                s.has(&Piece::Text) && !s.has(&Piece::Number) && s.condition.is_none()
            });
        let count = (self.sections.len() - usize::from(of_text)).min(3);
        let sections = &self.sections[..count];
        if sections.iter().any(|s| s.condition.is_some()) {
            let met = sections.iter().find(|s| s.meets(number));
            return met.or_else(|| sections.iter().rfind(|s| s.condition.is_none()));
        }
        match sections {
            [all] => Some(all),
            [_, below] if number < 0.0 => Some(below),
            [above, _] => Some(above),
            [above, below, zero] => Some(match number {
                n if n > 0.0 => above,
                n if n < 0.0 => below,
                _ => zero,
            }),
            _ => None,
        }
    }
}

/// Takes a format code apart.
struct Reader<'c> {
    rest: &'c str,
    sections: Vec<Section>,
}

impl Reader<'_> {
    /// Takes one token; says whether there was one.
    fn step(&mut self) -> bool {
        if self.general() {
            return true;
        }
        let Some(c) = self.next() else {
            return false;
        };
        if c == ';' {
            self.sections.push(Section::default());
            return true;
        }
        match c {
            '"' => {
                for c in self.until('"').chars() {
                    self.section().say(c);
                }
            }
            '[' => {
                let inner = self.until(']');
                self.bracket(&inner);
            }
            '\\' | '!' => {
                if let Some(c) = self.next() {
                    self.section().say(c);
                }
            }
            '_' | '*' => _ = self.next(),
            '0' | '#' | '?' => self.section().add(Piece::Number),
            '@' => self.section().add(Piece::Text),
            'E' | 'e' if self.rest.starts_with(['+', '-']) => _ = self.next(),
            'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'e' | 'g' | 'b' | 'Y' | 'M' | 'D' | 'H' | 'S'
            | 'A' | 'E' | 'G' | 'B' => self.section().is_date = true,
            c => self.section().say(c),
        }
        true
    }

    fn section(&mut self) -> &mut Section {
        if self.sections.is_empty() {
            self.sections.push(Section::default());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    /// What comes before `end`, or all that is left.
    fn until(&mut self, end: char) -> String {
        let (inner, rest) = self.rest.split_once(end).unwrap_or((self.rest, ""));
        let inner = inner.to_owned();
        self.rest = rest;
        inner
    }

    fn general(&mut self) -> bool {
        let longest = GENERAL.iter().filter_map(|word| {
            let head = self.rest.get(..word.len())?;
            (head.to_lowercase() == **word).then_some(word.len())
        });
        let Some(length) = longest.max() else {
            return false;
        };
        self.rest = self.rest.split_at(length).1;
        self.section().add(Piece::Number);
        true
    }

    /// A condition or an elapsed time; colours, currencies and languages say nothing.
    fn bracket(&mut self, inner: &str) {
        let split = inner
            .find(|c: char| !"<>=".contains(c))
            .unwrap_or(inner.len());
        let (operator, than) = inner.split_at(split);
        if let (false, Ok(than)) = (operator.is_empty(), than.trim().parse()) {
            self.section().condition = Some((operator.to_owned(), than));
        }
        let elapsed = !inner.is_empty() && inner.chars().all(|c| "hmsHMS".contains(c));
        self.section().is_date |= elapsed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(code: &str, number: f64) -> Option<String> {
        Format::new(code)?.shown(&CellValue::Number(number))
    }

    fn word(code: &str, word: &str) -> Option<String> {
        Format::new(code)?.shown(&CellValue::Text(word.to_owned()))
    }

    #[test]
    fn words_in_place_of_numbers_are_told() {
        for (code, value, seen) in [
            ("[=1]\"三级\";[=2]\"二级\";\"一级\"", 1.0, "三级"),
            ("[=1]\"三级\";[=2]\"二级\";\"一级\"", 2.0, "二级"),
            ("[=1]\"三级\";[=2]\"二级\";\"一级\"", 7.0, "一级"),
            ("[=1]一级;[=2]二级;General", 1.0, "一级"),
            ("[>=3]\"高\";[Red][<3]\\低", 2.0, "低"),
            ("\"有\";\"有\";\"无\"", 0.0, "无"),
            ("[=1]\"√\";\"\"", 1.0, "√"),
            ("[=1]\"√\";\"\"", 2.0, ""),
            (";;;", 7.0, ""),
            ("\"每年\"0\"次以上\"", 4.0, "每年4次以上"),
        ] {
            assert_eq!(number(code, value).as_deref(), Some(seen), "{code}");
        }
        for (code, text, seen) in [
            ("@\"科\"", "预算", "预算科"),
            ("0;0;0;\"不适用\"", "一级", "不适用"),
            (";;;", "一级", ""),
        ] {
            assert_eq!(word(code, text).as_deref(), Some(seen), "{code}");
        }
    }

    #[test]
    fn ordinary_formats_are_not() {
        for code in [
            "General",
            "G/通用格式",
            "G/通用格式\"个\"",
            "0",
            "0.00_ ",
            "000",
            "#,##0.00;[Red]-#,##0.00",
            "0%",
            "0.00E+00",
            "# ?/?",
            "@",
            "[$¥-804]#,##0.00",
            "[$USD-409] #,##0",
            "¥#,##0",
            "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
            "0;-0;;@",
            "0;-0;\"—\"",
            "0\"个\"",
            "0\"级\"",
            "\"第\"0\"条\"",
            "0.0,\"万元\"",
            "[DBNum1][$-804]General\"级\"",
            "[DBNum2]0",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]aaaa;@",
            "[h]\"小时\"mm\"分\"",
            "上午/下午h\"时\"mm\"分\"",
            "m/d/yy h:mm",
        ] {
            for value in [3.0, 0.0, -2.0] {
                assert_eq!(number(code, value), None, "{code} {value}");
            }
            assert_eq!(word(code, "一级"), None, "{code}");
        }
    }
}
