//! Fields: what is seen of one is its result. A few have none, and what they show is told by their code.

use quick_xml::events::BytesStart;

use super::tag::{is_on, number, value};
use crate::reader::guard::Refusal;
use crate::reader::shown::Signs;

/// A field being read.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its code.
    pub code: String,
    /// Whether its result is being read.
    pub in_result: bool,
    /// Whether the result had any text.
    pub has_result: bool,
    /// The state of a box to tick.
    pub ticked: Option<bool>,
    /// The choices of a drop-down field, and which of them is chosen.
    pub choices: Vec<String>,
    pub chosen: usize,
}

/// A box as it is read, ticked or not.
pub(super) const fn tick_box(ticked: bool) -> &'static str {
    if ticked { "☑" } else { "☐" }
}

/// Frames that something is set in, and what a tick in one is read as.
const BOXES: &str = "□囗口☐▢";
const RINGS: &str = "○〇◯";
const TICKS: &str = "√✓✔";
const CROSSES: &str = "×✕xX";

impl Field {
    /// Takes note of a property of a form field; says whether those inside it are properties too.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<bool, Refusal> {
        match name {
            "checkBox" => {
                self.ticked = Some(false);
                return Ok(true);
            }
            "ddList" => return Ok(true),
            "default" | "checked" if self.ticked.is_some() => self.ticked = Some(is_on(tag)?),
            "default" | "result" => self.chosen = number(tag)?.unwrap_or(0) as usize,
            "listEntry" => self.choices.extend(value(tag)?),
            _ => {}
        }
        Ok(false)
    }

    /// What is seen of a field that ended without a result.
    pub fn seen(&self) -> String {
        if self.has_result {
            return String::new();
        }
        if let Some(ticked) = self.ticked {
            return tick_box(ticked).to_owned();
        }
        if let Some(choice) = self.choices.get(self.chosen) {
            return choice.clone();
        }
        let code = self.code.trim();
        let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
        match name.to_uppercase().as_str() {
            "EQ" => framed(rest).unwrap_or_default(),
            "SYMBOL" => symbol(rest).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// `\o\ac(□,√)`: signs set over each other, as Word writes characters in a frame and readings above them.
fn framed(code: &str) -> Option<String> {
    let (_, rest) = code.split_once("\\o").or_else(|| code.split_once("\\O"))?;
    let (_, rest) = rest.split_once('(')?;
    let parts = arguments(rest);
    let parts: Vec<&str> = parts
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.starts_with('\\'))
        .collect();
    let [frame, inside] = parts[..] else {
        return Some(parts.concat());
    };
    let one_of =
        |signs: &str, text: &str| !text.is_empty() && text.chars().all(|c| signs.contains(c));
    let number = inside.parse::<u32>().ok().filter(|n| (1..=20).contains(n));
    Some(if one_of(BOXES, frame) && one_of(TICKS, inside) {
        tick_box(true).to_owned()
    } else if one_of(BOXES, frame) && one_of(CROSSES, inside) {
        "☒".to_owned()
    } else if let Some(ring) = number
        .filter(|_| one_of(RINGS, frame))
        .and_then(|n| char::from_u32(u32::from('①') + n - 1))
    {
        ring.to_string()
    } else if one_of(BOXES, frame) || one_of(RINGS, frame) {
        inside.to_owned()
    } else {
        format!("{frame}{inside}")
    })
}

/// The parts between commas up to the closing bracket.
fn arguments(code: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    for c in code.chars() {
        match c {
            ')' if depth == 0 => break,
            ',' | ';' | '，' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// `254 \f Wingdings`: one character of a font.
fn symbol(code: &str) -> Option<String> {
    let number = code.split_whitespace().next()?;
    let code_point = match number.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let letter = char::from_u32(code_point)?.to_string();
    let font = code
        .split_once("\\f")
        .map_or("", |(_, font)| font.split('\\').next().unwrap_or_default());
    Some(match Signs::of_font(font) {
        Some(signs) => signs.translated(&letter),
        None => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_without_a_result_shows_what_its_code_says() {
        for (code, seen) in [
            (" EQ \\o\\ac(□,√) ", "☑"),
            ("eq \\o\\ac(○,2)", "②"),
            ("eq \\o(□,×)", "☒"),
            ("EQ \\* jc2 \\o\\ad(\\s\\up 9(zhù),注)", "注"),
            ("SYMBOL 254 \\f \"Wingdings\" \\s 10", "☑"),
            ("MACROBUTTON NoMacro [点击此处输入]", ""),
            ("EQ \\o\\ac(", ""),
        ] {
            let field = Field {
                code: code.to_owned(),
                ..Field::default()
            };
            assert_eq!(field.seen(), seen, "{code}");
        }
    }
}
