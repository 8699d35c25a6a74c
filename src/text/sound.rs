//! Characters that sound alike, so that one is easily typed for the other.

use pinyin::ToPinyin as _;

/// Second readings that are as usual as the first: 调整, 重复, 银行, 会计, 局长, 出差, 归还, 透露, 土地.
const SECOND: [(char, &str); 9] = [
    ('调', "tiao"),
    ('重', "chong"),
    ('行', "hang"),
    ('会', "kuai"),
    ('长', "chang"),
    ('差', "chai"),
    ('还', "huan"),
    ('露', "lou"),
    ('地', "di"),
];

/// Whether two characters share a usual reading, tones aside, as 审 and 申 do; -eng and -en, -ing and -in, which many
/// speakers do not tell apart, count as the same. Rare readings do not count: hardly anybody types by them.
pub fn sound_alike(a: char, b: char) -> bool {
    readings(a).any(|ours| readings(b).any(|theirs| ours == theirs))
}

fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let second = SECOND.iter().filter(move |(of, _)| *of == c);
    first(c)
        .into_iter()
        .chain(second.map(|(_, reading)| *reading))
}

fn first(c: char) -> Option<&'static str> {
    let plain = c.to_pinyin()?.plain();
    let open = plain
        .strip_suffix('g')
        .filter(|rest| rest.ends_with("in") || rest.ends_with("en"));
    Some(open.unwrap_or(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_pinyin_sound_alike_and_other_words_do_not() {
        for (a, b) in [
            ('审', '申'),
            ('批', '披'),
            ('账', '涨'),
            ('定', '顶'),
            ('经', '金'),
            ('程', '陈'),
            ('调', '条'),
            ('调', '掉'),
            ('充', '重'),
            ('还', '换'),
        ] {
            assert!(sound_alike(a, b), "{a}{b}");
        }
        for (a, b) in [
            ('租', '借'),
            ('租', '住'),
            ('收', '支'),
            ('市', '区'),
            ('前', '后'),
            ('结', '概'),
            ('审', 'a'),
            ('1', '2'),
        ] {
            assert!(!sound_alike(a, b), "{a}{b}");
        }
    }
}
