//! Characters that sound alike, so that one is easily typed for the other.

use pinyin::ToPinyinMulti as _;

/// Whether two characters share a reading, tones aside, as 审 and 申 do. What many speakers do not tell apart counts as
/// the same: zh and z, ch and c, sh and s, -ng and -n.
pub fn sound_alike(a: char, b: char) -> bool {
    let theirs = readings(b);
    readings(a).iter().any(|reading| theirs.contains(reading))
}

fn readings(c: char) -> Vec<String> {
    let all = c.to_pinyin_multi().into_iter().flatten();
    all.map(|pinyin| plain(pinyin.plain())).collect()
}

fn plain(reading: &str) -> String {
    let mut initial = String::with_capacity(reading.len());
    let rest = match reading.as_bytes() {
        [first @ (b'z' | b'c' | b's'), b'h', ..] => {
            initial.push(char::from(*first));
            &reading[2..]
        }
        _ => reading,
    };
    initial.push_str(
        rest.strip_suffix("ng")
            .map_or(rest, |_| &rest[..rest.len() - 1]),
    );
    initial
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
            ('资', '支'),
            ('行', '航'),
            ('经', '金'),
        ] {
            assert!(sound_alike(a, b), "{a}{b}");
        }
        for (a, b) in [
            ('租', '借'),
            ('收', '支'),
            ('市', '区'),
            ('前', '后'),
            ('审', 'a'),
            ('1', '2'),
        ] {
            assert!(!sound_alike(a, b), "{a}{b}");
        }
    }
}
