//! 民主测评: the votes for each word of a ballot, as people write them into one cell.

use crate::model::Points;
use crate::text;

/// Most votes for one word; a bound only against slips of the pen.
const MOST: usize = 99_999;

/// The votes for the words of a ballot: each with its coefficient and its number.
#[derive(Debug, PartialEq, Eq)]
pub struct Votes(Vec<(String, Points, usize)>);

/// Reads `优秀12票、称职5，基本称职：1`; none where something else stands there, or no vote at all.
pub fn read(written: &str, words: &[(String, Points)]) -> Option<Votes> {
    let mut votes: Vec<_> = words.iter().map(|(w, c)| (w.clone(), *c, 0)).collect();
    let mut named = vec![false; words.len()];
    let folded = text::nfkc(written);
    let mut rest = folded.as_str();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "、,;。".contains(c));
        if rest.is_empty() {
            break;
        }
        // 称职 stands in 基本称职 as well: the longest word counts.
        let own = words.iter().enumerate();
        let own = own.filter(|(_, (word, _))| rest.starts_with(word.as_str()));
        let (at, (word, _)) = own.max_by_key(|(_, (word, _))| word.len())?;
        rest = rest.strip_prefix(word.as_str())?;
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":=".contains(c));
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let count: usize = digits.parse().ok().filter(|count| *count <= MOST)?;
        rest = rest.strip_prefix(digits.as_str())?;
        rest = rest.strip_prefix(['票', '人', '张']).unwrap_or(rest);
        if std::mem::replace(&mut named[at], true) {
            return None;
        }
        votes[at].2 = count;
    }
    let all: usize = votes.iter().map(|(_, _, count)| count).sum();
    (all > 0).then_some(Votes(votes))
}

impl Votes {
    /// The points of so many that they come to: the mean coefficient's share, at most all of them.
    pub fn points(&self, most: Points) -> Points {
        let times = |count: usize| i64::try_from(count).unwrap_or(0);
        let worth: i64 = self
            .0
            .iter()
            .map(|(_, c, n)| c.in_hundredths() * times(*n))
            .sum();
        let all: i64 = self.0.iter().map(|(_, _, n)| times(*n)).sum();
        let share = Points::hundredths(worth).converted(Points::whole(all), most);
        share.min(most)
    }

    /// `优秀 12 票、称职 5 票`.
    pub fn shown(&self) -> String {
        let given = self.0.iter().filter(|(_, _, count)| *count > 0);
        let shown: Vec<String> = given.map(|(word, _, n)| format!("{word} {n} 票")).collect();
        shown.join("、")
    }
}
