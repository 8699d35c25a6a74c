//! Fonts whose letters are drawn as signs: a tick typed as `R` in Wingdings 2 is a tick for everybody who sees the sheet.

/// A font of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Signs {
    Wingdings,
    Wingdings2,
    Webdings,
    Marlett,
}

/// A font that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Face {
    /// Its letters are letters.
    Plain,
    Signs(Signs),
}

impl Face {
    /// The font of this name.
    pub fn of_font(name: &str) -> Self {
        Signs::of_font(name).map_or(Self::Plain, Self::Signs)
    }

    /// The font, if it is one of signs.
    pub fn signs(self) -> Option<Signs> {
        match self {
            Self::Plain => None,
            Self::Signs(signs) => Some(signs),
        }
    }
}

/// Where such fonts may also lie: in the private area, as Word writes them.
const PRIVATE: u32 = 0xF000;

const WINGDINGS: &[(u8, char)] = &[
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x70, '☐'),
    (0x71, '☐'),
    (0x72, '☐'),
    (0x75, '◆'),
    (0x78, '☒'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA4, '◉'),
    (0xA5, '◎'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xB6, '☆'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xFB, '×'),
    (0xFC, '√'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];
const WINGDINGS_2: &[(u8, char)] = &[
    (0x2A, '☐'),
    (0x4F, '×'),
    (0x50, '√'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0xA3, '☐'),
];
const WEBDINGS: &[(u8, char)] = &[
    (0x61, '√'),
    (0x63, '☐'),
    (0x67, '■'),
    (0x6E, '●'),
    (0x72, '×'),
];
const MARLETT: &[(u8, char)] = &[(0x61, '√'), (0x62, '√'), (0x72, '×')];

/// Digits in circles: of which font, the code of one, and how many follow.
const CIRCLED: &[(Signs, u32, u32)] =
    &[(Signs::Wingdings, 0x81, 10), (Signs::Wingdings2, 0x6A, 10)];

impl Signs {
    /// The font of this name, if it is one of signs.
    pub fn of_font(name: &str) -> Option<Self> {
        let bare: String = name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase();
        match bare.as_str() {
            "wingdings" => Some(Self::Wingdings),
            "wingdings2" => Some(Self::Wingdings2),
            "webdings" => Some(Self::Webdings),
            "marlett" => Some(Self::Marlett),
            _ => None,
        }
    }

    /// What is seen of letters whose signs are not known here.
    pub fn unknown(self) -> String {
        let font = match self {
            Self::Wingdings => "Wingdings",
            Self::Wingdings2 => "Wingdings 2",
            Self::Webdings => "Webdings",
            Self::Marlett => "Marlett",
        };
        format!("{font} 字体的符号")
    }

    /// The text with the signs people see; what the font has no letter for, such as a Chinese character, stays.
    pub fn translated(self, text: &str) -> String {
        text.chars().map(|c| self.sign(c).unwrap_or(c)).collect()
    }

    /// Whether people see signs in the text that are not known here.
    pub fn leaves_unknown(translated: &str) -> bool {
        translated
            .chars()
            .any(|c| c.is_ascii_graphic() || (PRIVATE..PRIVATE + 0x100).contains(&u32::from(c)))
    }

    fn sign(self, c: char) -> Option<char> {
        let code = u32::from(c);
        let code = code.checked_sub(PRIVATE).unwrap_or(code);
        for (font, one, count) in CIRCLED {
            if *font == self && (*one..one + count).contains(&code) {
                return char::from_u32(u32::from('①') + code - one);
            }
        }
        let table = match self {
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Webdings => WEBDINGS,
            Self::Marlett => MARLETT,
        };
        let found = table.iter().find(|(letter, _)| u32::from(*letter) == code);
        found.map(|(_, sign)| *sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_the_signs_people_see() {
        for (font, text, seen) in [
            ("Wingdings", "þ¨ü", "☑☐√"),
            ("'Wingdings 2'", "R£P", "☑☐√"),
            ("wingdings2", "\u{f052}一级", "☑一级"),
            ("Webdings", "a", "√"),
            ("Marlett", "b", "√"),
            ("Wingdings 2", "k", "②"),
        ] {
            let signs = Signs::of_font(font).expect("a font of signs");
            assert_eq!(signs.translated(text), seen, "{font}");
        }
        for plain in ["宋体", "Wingdings 3", "Segoe UI Symbol", ""] {
            assert_eq!(Signs::of_font(plain), None, "{plain}");
        }
        assert!(Signs::leaves_unknown("☑j") && !Signs::leaves_unknown("☑ 一级"));
    }
}
