//! Numbers made comparable: 5万元, ５００００元, 50,000元 and 五万元 are one amount; 3个 and 三个 are one count.

/// What a Chinese number is a number of; without it, it may be part of a word (统一, 一般).
const UNITS: &str = "个名人次天日月年周项份元家级类号条款层倍季成台套处间栋亩户米吨公%笔张件批期届所支岁分角页册部门科室小工";
/// What 一 may stand before without counting: 一人经办 is no figure, 一级 is one.
const OPEN: &str = "个名人次年项份家处套间户笔张件批科室支台栋册页所";
/// What follows 个 where it counts a time: 一个月 is a figure.
const TIMES: &str = "月工星小季";
/// Before a percentage in words.
const PER_CENT: &[char] = &['百', '分', '之'];
/// Longest number read as one; what is longer is a code.
const LONGEST: usize = 15;

/// Whether a character belongs to a Chinese number.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || power(c).is_some()
}

/// What a numeral stands for.
const fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '拾' => 10,
        _ => return None,
    })
}

/// The power of ten by which a number goes on.
const fn power(c: char) -> Option<usize> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// The number at the start of `text` in its plainest form, and how many characters it takes; none where no number stands
/// there. `text` is folded: half width, simplified. A mere one (一个, 1个) is 一, which is a word like others.
pub fn number(text: &[char]) -> Option<(String, usize)> {
    let (number, length) = counted(text)?;
    let open = match text.get(length) {
        Some('个') => text.get(length + 1).is_none_or(|c| !TIMES.contains(*c)),
        Some(c) => OPEN.contains(*c),
        None => false,
    };
    Some((
        if open && number == "1" {
            "一".to_owned()
        } else {
            number
        },
        length,
    ))
}

/// The same with a mere one as 1.
pub fn counted(text: &[char]) -> Option<(String, usize)> {
    if let Some(share) = text.strip_prefix(PER_CENT) {
        return per_cent(share);
    }
    if text.first()?.is_ascii_digit() {
        return Some(arabic(text));
    }
    chinese(text)
}

/// `百分之三十` as `30%`; `share` is what follows 百分之.
fn per_cent(share: &[char]) -> Option<(String, usize)> {
    let (number, length) = if share.first()?.is_ascii_digit() {
        arabic(share)
    } else {
        let length = share.iter().take_while(|c| is_numeral(**c)).count();
        (
            value(share.get(..length).filter(|n| !n.is_empty())?)?.to_string(),
            length,
        )
    };
    Some((format!("{number}%"), PER_CENT.len() + length))
}

/// `50,000.50` with 万, 亿 behind it.
fn arabic(text: &[char]) -> (String, usize) {
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut whole = String::new();
    let mut at = 0;
    while is_digit(at) {
        whole.push(text[at]);
        at += 1;
        let thousands =
            text.get(at) == Some(&',') && (1..=3).all(|n| is_digit(at + n)) && !is_digit(at + 4);
        if thousands {
            at += 1;
        }
    }
    let mut fraction = String::new();
    if text.get(at) == Some(&'.') && is_digit(at + 1) {
        at += 1;
        while is_digit(at) {
            fraction.push(text[at]);
            at += 1;
        }
    }
    let mut shift = 0;
    while let Some(power) = text.get(at).and_then(|c| power(*c)) {
        shift += power;
        at += 1;
    }
    (shifted(&whole, &fraction, shift), at)
}

/// A decimal number times a power of ten, without zeros nobody needs.
fn shifted(whole: &str, fraction: &str, shift: usize) -> String {
    let moved = fraction.len().min(shift);
    let (up, rest) = fraction.split_at(moved);
    let zeros = "0".repeat((shift - moved).min(LONGEST));
    let all = format!("{whole}{up}{zeros}");
    let whole = all.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{rest}")
    }
}

/// `三个`, `十五日`, `二十万元`: a Chinese number before what it counts.
fn chinese(text: &[char]) -> Option<(String, usize)> {
    let length = text
        .iter()
        .take(LONGEST)
        .take_while(|c| is_numeral(**c))
        .count();
    let starts = text
        .first()
        .is_some_and(|c| digit(*c).is_some() || *c == '十');
    let counts = text.get(length).is_some_and(|c| UNITS.contains(*c));
    if length == 0 || !starts || !counts {
        return None;
    }
    value(&text[..length]).map(|value| (value.to_string(), length))
}

/// The value of a Chinese number, digit by digit (二〇二六) or with powers (二十六).
fn value(numerals: &[char]) -> Option<u64> {
    if numerals.len() > 1 && numerals.iter().all(|c| power(*c).is_none()) {
        return numerals
            .iter()
            .try_fold(0_u64, |all, c| all.checked_mul(10)?.checked_add(digit(*c)?));
    }
    let (mut all, mut part, mut last) = (0_u64, 0_u64, None::<u64>);
    for c in numerals {
        match (power(*c), digit(*c)) {
            (Some(power), _) if power >= 4 => {
                part = part.checked_add(last.take().unwrap_or(0))?.max(1);
                let factor = 10_u64.checked_pow(u32::try_from(power).ok()?)?;
                all = all.checked_add(part.checked_mul(factor)?)?;
                part = 0;
            }
            (Some(power), _) => {
                let factor = 10_u64.checked_pow(u32::try_from(power).ok()?)?;
                part = part.checked_add(last.take().unwrap_or(1).checked_mul(factor)?)?;
            }
            (None, digit) => last = digit,
        }
    }
    all.checked_add(part)?.checked_add(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        number(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn one_amount_has_one_form() {
        for written in [
            "5万元",
            "50000元",
            "50,000元",
            "5.0万元",
            "五万元",
            "伍万元",
            "05万元",
        ] {
            assert_eq!(
                read(written).map(|n| n.0),
                Some("50000".to_owned()),
                "{written}"
            );
        }
        for (written, plain) in [
            ("3.5万", "35000"),
            ("0.35亿", "35000000"),
            ("1,234,567", "1234567"),
            ("12,34", "12"),
            ("3.50%", "3.5"),
            ("二十六个", "26"),
            ("十五日", "15"),
            ("一百二十万元", "1200000"),
            ("二〇二六年", "2026"),
            ("三千零五元", "3005"),
            ("十万元", "100000"),
            ("百分之三十", "30%"),
            ("百分之5.0", "5%"),
            ("一级", "1"),
            ("一个月", "1"),
            ("1个", "一"),
            ("一人", "一"),
        ] {
            assert_eq!(
                read(written).map(|n| n.0),
                Some(plain.to_owned()),
                "{written}"
            );
        }
    }

    #[test]
    fn words_with_numerals_are_no_numbers() {
        for word in [
            "一般",
            "统一",
            "一致",
            "万一",
            "百姓",
            "三重一大",
            "千方百计",
        ] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
