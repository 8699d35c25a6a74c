//! Numbers as lists write them, by the names of Word's number formats.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];
/// Beyond this the signs of a format would fill pages.
const MOST: u32 = 9_999;

/// A number in a format; as plain digits in one that is not known.
pub(super) fn numeral(number: u32, format: &str) -> String {
    let plain = || number.to_string();
    if number > MOST {
        return plain();
    }
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "chineseCounting" | "taiwaneseCounting" if number > 99 => digits(number),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => counted(number, &DIGITS, ['十', '百', '千']),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counted(number, &FORMAL, ['拾', '佰', '仟'])
        }
        "ideographDigital"
        | "taiwaneseDigital"
        | "japaneseDigitalTenThousand"
        | "koreanDigital" => digits(number),
        "ideographTraditional" => nth(STEMS, number).unwrap_or_else(plain),
        "ideographZodiac" => nth(BRANCHES, number).unwrap_or_else(plain),
        "ideographEnclosedCircle" => sign('㊀', 10, number).unwrap_or_else(plain),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            sign('①', 20, number).unwrap_or_else(plain)
        }
        "decimalEnclosedParen" => sign('⑴', 20, number).unwrap_or_else(|| format!("({number})")),
        "decimalEnclosedFullstop" => sign('⒈', 20, number).unwrap_or_else(|| format!("{number}.")),
        "decimalFullWidth" | "decimalFullWidth2" => full_width(number),
        _ => plain(),
    }
}

/// One of a row of signs that begins with `first`.
fn sign(first: char, count: u32, number: u32) -> Option<String> {
    let inside = (1..=count).contains(&number);
    let sign = char::from_u32(u32::from(first) + number.wrapping_sub(1));
    sign.filter(|_| inside).map(String::from)
}

fn nth(signs: &str, number: u32) -> Option<String> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    signs.chars().nth(at).map(String::from)
}

fn digit_of(c: char) -> usize {
    c.to_digit(10).map_or(0, |d| d as usize)
}

fn digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|c| DIGITS[digit_of(c)])
        .collect()
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0);
    number.to_string().chars().filter_map(wide).collect()
}

/// 十二、一百零三: digits with their places; the one before ten is not said.
fn counted(number: u32, digits: &[char; 10], places: [char; 3]) -> String {
    let written = number.to_string();
    let mut out = String::new();
    let mut gap = false;
    for (at, c) in written.chars().enumerate() {
        let place = written.len() - at - 1;
        let digit = digit_of(c);
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('零');
        }
        gap = false;
        let silent = digit == 1 && place == 1 && out.is_empty() && places[0] == '十';
        if !silent {
            out.push(digits[digit]);
        }
        if let Some(sign) = place.checked_sub(1).and_then(|p| places.get(p)) {
            out.push(*sign);
        }
    }
    if out.is_empty() {
        digits[0].to_string()
    } else {
        out
    }
}

fn roman(number: u32) -> String {
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in ROMAN {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// a … z, aa, bb: the letter again for each round of the alphabet.
fn letters(number: u32) -> String {
    let Some(at) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = u8::try_from(at % 26).map_or('a', |at| char::from(b'a' + at));
    (0..=at / 26).map(|_| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, number, written) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 12, "十二"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseCountingThousand", 103, "一百零三"),
            ("chineseCounting", 21, "二十一"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 11, "壹拾壹"),
            ("ideographTraditional", 2, "乙"),
            ("ideographZodiac", 3, "寅"),
            ("decimalEnclosedCircle", 2, "②"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedParen", 3, "⑶"),
            ("decimalFullWidth", 10, "１０"),
            ("ideographEnclosedCircle", 1, "㊀"),
            ("upperLetter", 27, "AA"),
            ("lowerRoman", 9, "ix"),
            ("upperRoman", 4, "IV"),
            ("cardinalText", 4, "4"),
        ] {
            assert_eq!(numeral(number, format), written, "{format} {number}");
        }
    }
}
