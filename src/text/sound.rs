//! Characters that sound alike, so that one is easily typed for the other.

use pinyin::ToPinyin as _;

/// Whether two characters share their usual reading, tones aside, as 审 and 申 do; -eng and -en, -ing and -in, which many
/// speakers do not tell apart, count as the same. Rare readings do not count: hardly anybody types by them.
pub fn sound_alike(a: char, b: char) -> bool {
    let ours = reading(a);
    ours.is_some() && ours == reading(b)
}

fn reading(c: char) -> Option<&'static str> {
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
