//! 措施是否落实: what the words of a spot check say, by those it opens with. What opens otherwise is left to people.

use super::decode::{At, List};
use super::source::Report;
use crate::text;

/// What ends the words a result opens with.
const ENDS: [char; 14] = [
    '：', ':', '，', ',', '。', '．', '.', '；', ';', '、', '（', '(', '\n', ' ',
];

/// The words by which results of spot checks are understood, each as its comparable key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarriedOutWords {
    yes: Vec<String>,
    no: Vec<String>,
}

impl CarriedOutWords {
    /// Whether the measures were carried out, as this result says; none where it opens with no word that says so, or opens with
    /// one and tells of the contrary further on.
    pub fn verdict(&self, result: &str) -> Option<bool> {
        let result = text::without_list_number(result.trim()).trim_start();
        let opening = text::key(result.split(ENDS).next().unwrap_or_default());
        if self.no.contains(&opening) {
            return Some(false);
        }
        let whole = text::key(result);
        let contrary = self.no.iter().any(|word| whole.contains(word));
        (self.yes.contains(&opening) && !contrary).then_some(true)
    }
}

/// Builds it of what is written; a word cannot say both.
pub fn build(yes: &List<String>, no: &List<String>, report: &Report) -> CarriedOutWords {
    let keys = |words: &List<String>| words.iter().map(|w| text::key(&w.value)).collect();
    let (yes_keys, no_keys): (Vec<String>, Vec<String>) = (keys(yes), keys(no));
    let both = |word: &&At<String>| {
        let key = text::key(&word.value);
        word.is_own() && yes_keys.contains(&key) && no_keys.contains(&key)
    };
    for word in yes.iter().chain(no.iter()).filter(both) {
        let title = format!("“{}”既在 carried_out，又在 not_carried_out", word.value);
        report.wrong(&word.span, title, "一种说法只有一个意思，请只留一处。");
    }
    CarriedOutWords {
        yes: yes_keys,
        no: no_keys,
    }
}

#[cfg(test)]
mod tests {
    use super::CarriedOutWords;

    #[test]
    fn only_what_it_opens_with_says_whether() {
        let keys = |words: &[&str]| words.iter().map(|w| crate::text::key(w)).collect();
        let words = CarriedOutWords {
            yes: keys(&["落实", "措施已落实"]),
            no: keys(&["未落实", "措施未落实"]),
        };
        for (result, expected) in [
            ("落实", Some(true)),
            ("1. 措施已落实，台账齐全", Some(true)),
            ("未落实", Some(false)),
            ("措施未落实：只落实了一项", Some(false)),
            ("落实（现场查看）", Some(true)),
            ("落实，但有一项未落实", None),
            ("没有发现未落实的情况", None),
            ("部分落实", None),
            ("落实情况待查", None),
            ("", None),
        ] {
            assert_eq!(words.verdict(result), expected, "{result}");
        }
    }
}
