//! Texts of forms inside a text with markup: what would be markup is written in signs that no template holds, and read back
//! once the markup is understood.

/// Begins a sign; a character for private use.
const SIGN: char = '\u{e000}';
/// Characters that are markup, each with its sign.
const MARKUP: [(char, char); 8] = [
    (SIGN, '0'),
    ('#', '1'),
    ('|', '2'),
    ('【', '3'),
    ('】', '4'),
    ('→', '5'),
    ('-', '6'),
    ('：', '7'),
];

/// A text none of which is markup, in one line.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match MARKUP.iter().find(|(own, _)| *own == c) {
            Some((_, sign)) => out.extend([SIGN, *sign]),
            None if c.is_control() => out.push(' '),
            None => out.push(c),
        }
    }
    out
}

/// The text as it was.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let sign = if c == SIGN { chars.next() } else { None };
        let own = sign.and_then(|sign| MARKUP.iter().find(|(_, own)| *own == sign));
        out.push(own.map_or(c, |(own, _)| *own));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup_and_every_text_comes_back() {
        for text in [
            "# 一",
            "a|b",
            "【待填：甲】",
            "→ 落款",
            "---",
            "\u{e000}1",
            "预算科：",
            "<b>&{{",
        ] {
            let inside = escaped(text);
            let plain = |c: char| MARKUP.iter().all(|(own, _)| *own == SIGN || *own != c);
            assert!(inside.chars().all(plain), "{inside}");
            assert_eq!(unescaped(&inside), text);
        }
    }
}
