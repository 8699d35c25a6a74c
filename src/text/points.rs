//! How many points a text lists: 1.… 2.… 3.…, （1）…（2）…, ①…②…, 一是…二是…, one below the other or in one line.

/// Signs after which a number may begin a point.
const BREAKS: &str = "。；;，,：:、！!？?）)】";
/// What ends a line that is one point of a list without numbers.
const ENDS: [char; 3] = ['；', ';', '。'];
/// Signs before a number that is the name of something: 第1、2项, 附件1.
const NAMES: &str = "第表件图款条项之附";

/// How the points of a list are counted: by kind of number, and the sign behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// 1. 1、 1)
    Digits(char),
    /// 1.1 1.2, of one number in front.
    Second(u32),
    /// (1) (一)
    Brackets,
    /// ① ⑴ ⒈ ㈠
    Whole,
    /// 一、
    Numeral,
    /// 一是
    Is,
    /// 第一，
    Ordinal,
}

/// A number in a text: how it is written, what it counts, and where it and what follows it begin.
#[derive(Clone, Copy, Debug)]
struct Mark {
    style: Style,
    number: u32,
    at: usize,
    behind: usize,
}

/// The points that `text` lists, at least one. Only numbers that count from one, each once and in order, count points; where
/// several lists stand in each other, the outer one counts.
pub fn points(text: &str) -> usize {
    // Cheap, for most texts list nothing and are asked more than once.
    if !text.chars().map(plain).any(is_first) {
        return lines_ended(text);
    }
    let chars: Vec<char> = text.chars().map(plain).collect();
    let marks: Vec<Mark> = (0..chars.len()).filter_map(|at| mark(&chars, at)).collect();
    let Some(style) = marks.iter().find(|m| m.number == 1).map(|m| m.style) else {
        return lines_ended(text);
    };
    let mut run: Vec<Mark> = Vec::new();
    for mark in marks.into_iter().filter(|m| m.style == style) {
        let last = run.last().map_or(0, |m| m.number);
        // A list that begins anew lists further points.
        if mark.number == last + 1 || (mark.number == 1 && last > 1) {
            run.push(mark);
        }
    }
    let ends = run.iter().skip(1).map(|m| m.at).chain([chars.len()]);
    let said =
        |(mark, end): (&Mark, usize)| chars[mark.behind..end].iter().any(|c| super::is_word(*c));
    run.iter()
        .zip(ends)
        .filter(|pair| said(*pair))
        .count()
        .max(1)
}

/// The lines of `text` that say something.
pub fn point_lines(text: &str) -> usize {
    let said = |line: &&str| line.chars().any(super::is_word);
    text.lines().filter(said).count()
}

/// Lines without numbers are points where each ends like one.
fn lines_ended(text: &str) -> usize {
    let own: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let (_, before) = own.split_last().unwrap_or((&"", &[]));
    if before.iter().all(|line| line.ends_with(ENDS)) {
        point_lines(text).max(1)
    } else {
        1
    }
}

/// Wide digits, brackets and stops as narrow ones.
const fn plain(c: char) -> char {
    match c {
        '０'..='９' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(digit) => digit,
            None => c,
        },
        '（' | '﹙' => '(',
        '）' | '﹚' => ')',
        '．' | '﹒' => '.',
        '､' | '﹑' => '、',
        c => c,
    }
}

/// The mark that begins here.
fn mark(chars: &[char], at: usize) -> Option<Mark> {
    let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
    let first = *chars.get(at)?;
    let found = |style, number, length: usize| {
        Some(Mark {
            style,
            number,
            at,
            behind: at + length,
        })
    };
    if let Some(number) = whole(first) {
        return found(Style::Whole, number, 1);
    }
    if first == '(' {
        let (number, length) = number(&chars[at + 1..])?;
        let closed = chars.get(at + 1 + length) == Some(&')');
        return closed
            .then(|| found(Style::Brackets, number, length + 2))
            .flatten();
    }
    let free = before.is_none_or(|c| c.is_whitespace() || BREAKS.contains(c));
    if first == '第' && free {
        let (number, length) = number(&chars[at + 1..])?;
        let closed = chars
            .get(at + 1 + length)
            .is_some_and(|c| "，,、".contains(*c));
        return closed
            .then(|| found(Style::Ordinal, number, length + 2))
            .flatten();
    }
    // 12. is one number, and so is 1.5.
    let within =
        before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || numeral(c).is_some());
    if within {
        return None;
    }
    let (number, length) = number(&chars[at..])?;
    let (sign, next) = (*chars.get(at + length)?, chars.get(at + length + 1));
    if first.is_ascii_digit() {
        return digits(
            (before, free),
            (number, length),
            (sign, &chars[at + length + 1..]),
        )
        .and_then(|(style, number, length)| found(style, number, length));
    }
    let follows = next.is_some_and(|c| numeral(*c).is_some());
    match sign {
        '、' | '.' if free && !follows => found(Style::Numeral, number, length + 1),
        '是' if free => found(Style::Is, number, length + 1),
        _ => None,
    }
}

/// A mark of digits, by what stands before it, its number with its length, and what stands behind.
fn digits(
    (before, free): (Option<char>, bool),
    (first, length): (u32, usize),
    (sign, rest): (char, &[char]),
) -> Option<(Style, u32, usize)> {
    if sign == '.'
        && let Some((second, more)) = number(rest).filter(|_| rest[0].is_ascii_digit())
    {
        // 1.1 begins a line; 1.5 万元 is a number.
        let sure = before.is_none_or(|c| c == '\n') || (free && second > 1);
        return sure.then_some((Style::Second(first), second, length + 1 + more));
    }
    let named = before.is_some_and(|c| NAMES.contains(c));
    let follows = rest.first().is_some_and(char::is_ascii_digit);
    let goes_on = first > 1 && !named;
    (".、)".contains(sign) && !follows && (free || goes_on)).then_some((
        Style::Digits(sign),
        first,
        length + 1,
    ))
}

/// The number at the start of these characters, in digits or numerals, and its length.
fn number(chars: &[char]) -> Option<(u32, usize)> {
    let digits = chars.iter().take(3).take_while(|c| c.is_ascii_digit());
    let digits = digits.count();
    if (1..=2).contains(&digits) {
        let read = chars[..digits].iter().collect::<String>();
        return read.parse().ok().map(|n| (n, digits));
    }
    let numerals: Vec<u32> = chars.iter().map_while(|c| numeral(*c)).take(4).collect();
    let read = match numerals[..] {
        [10] => 10,
        [one] => one,
        [10, one] if one < 10 => 10 + one,
        [tens, 10] if tens < 10 => tens * 10,
        [tens, 10, one] if tens < 10 && one < 10 => tens * 10 + one,
        _ => return None,
    };
    Some((read, numerals.len()))
}

/// What a Chinese numeral counts.
fn numeral(c: char) -> Option<u32> {
    let place = "一二三四五六七八九十".chars().position(|n| n == c)?;
    u32::try_from(place + 1).ok()
}

/// What one character that is a list number by itself counts.
fn whole(c: char) -> Option<u32> {
    let firsts = ['①', '⑴', '⒈', '⓵', '❶', '➀', '➊', '㈠', '㊀'];
    let count = |first: char| (c as u32).checked_sub(first as u32).filter(|n| *n < 10);
    let number = firsts.into_iter().find_map(count)?;
    Some(number + 1)
}

/// Whether a character stands in the number one, however it is written.
fn is_first(c: char) -> bool {
    matches!(c, '1' | '一') || whole(c) == Some(1)
}

/// The number that a text is, in digits up to 99 or in numerals: 12, 十二; none where that is not all there is.
pub fn whole_number(text: &str) -> Option<u32> {
    // The longest are 九十九 and 99.
    let chars: Vec<char> = text.chars().take(4).collect();
    let (number, length) = number(&chars)?;
    (length == chars.len()).then_some(number)
}

/// A number as people state one: 3, 3个, 共三项; none where that is not all there is.
pub fn stated_number(text: &str) -> Option<usize> {
    let bare: String = text
        .chars()
        .map(plain)
        .filter(|c| !c.is_whitespace())
        .collect();
    let bare = bare.trim_matches(['(', ')', '。']);
    let bare = ["共计", "合计", "共有", "共"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    let bare = bare.strip_suffix("风险点").unwrap_or(bare);
    let bare = bare
        .strip_suffix(['个', '条', '项', '处', '点'])
        .unwrap_or(bare);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    if bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_digit()) {
        return bare.parse().ok();
    }
    whole_number(&bare.replace('两', "二")).map(|number| number as usize)
}

/// What a list says at its end of its own length: 1.…；2.…。共2个; none where it says nothing of the kind.
pub fn stated_at_end(text: &str) -> Option<usize> {
    let end = text
        .trim_end()
        .trim_end_matches(['。', ')', '）', '；', ';']);
    let at = end.rfind('共')?;
    let (before, said) = end.split_at_checked(at)?;
    let before = before.chars().next_back();
    let counts = said.ends_with(['个', '条', '项', '处']) || said.ends_with("风险点");
    let apart = before.is_none_or(|c| c.is_whitespace() || "。；;（(：:".contains(c));
    stated_number(said).filter(|_| counts && apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_counted_by_their_numbers() {
        for (text, count) in [
            ("拆分采购", 1),
            ("", 1),
            ("1.不核对进度 2.放宽要件 3.漏记台账", 3),
            ("1.申请人提供虚假资料；\n2.受利益引诱；\n3.资料不齐。", 3),
            ("1、不核对2、不登记3、不复核", 3),
            ("１．不核对；２．不登记", 2),
            ("（1）违规开户；（2）不核对资料", 2),
            ("(一)违规开户(二)不核对", 2),
            ("①私设小金库②白条抵库③坐支现金", 3),
            ("⑴违规⑵拖延", 2),
            ("一是移交不及时，二是丢失凭证。", 2),
            ("主要有：一是徇私；二是拖延；三是泄密", 3),
            ("一、违规开户\n二、不核对资料", 2),
            ("第一，徇私。第二，拖延。", 2),
            ("1)徇私 2)拖延", 2),
            ("1.1请示事项不清楚。1.2拖延报告。", 2),
            ("2.1内容空泛。2.2以述职代替述廉。", 2),
            ("一、审批：1.徇私；2.拖延\n二、支付：1.多付", 2),
            ("思想道德：1.松懈 2.讲人情\n岗位职责：1.违规 2.拖延", 4),
            ("1.第一项 2.第二项 3. ", 2),
            ("违规开户；\n不核对资料；\n漏记账。", 3),
            ("12个月内\n不核对资料", 1),
            ("1.只有一个", 1),
            ("超标准1.5倍，第1、2项不合规", 1),
            ("未按附件1、附件2审核", 1),
            ("对一、二级项目不复核", 1),
            ("挪用2024年1、2月经费", 1),
            ("编制预算时\n压低基数", 1),
            (
                "1.一 2.二 3.三 4.四 5.五 6.六 7.七 8.八 9.九 10.十 11.十一",
                11,
            ),
        ] {
            assert_eq!(points(text), count, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_state_them() {
        for (text, number) in [
            ("3", Some(3)),
            ("3个", Some(3)),
            ("共 3 个", Some(3)),
            ("三个", Some(3)),
            ("两个风险点", Some(2)),
            ("十二项", Some(12)),
            ("若干", None),
            ("3-4", None),
            ("", None),
        ] {
            assert_eq!(stated_number(text), number, "{text}");
        }
        assert_eq!(stated_at_end("1.徇私；2.拖延。共3个"), Some(3));
        assert_eq!(stated_at_end("1.徇私；2.拖延（共3个风险点）"), Some(3));
        assert_eq!(stated_at_end("骗取补贴的企业共3个"), None);
    }
}
