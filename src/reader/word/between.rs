//! Lines between two tables that belong to the one above: where each person signs below a form of his own, the same labels
//! stand below every table, also the last, and not above the first.

use super::passage::Passage;

/// How many of the lines before a later table belong to the one before it: as many as stand with the same labels below the last.
/// `above` are the lines above each table, `below` those below the last.
pub(super) fn below_each(above: &[&[Passage]], below: &[Passage]) -> usize {
    let [first, later @ ..] = above else {
        return 0;
    };
    let wanted: Vec<Vec<&str>> = below
        .iter()
        .map(labels)
        .take_while(|of_line| !of_line.is_empty())
        .collect();
    let again = |lines: &&[Passage]| {
        let mut of_lines = lines.iter().map(labels);
        wanted
            .iter()
            .all(|own| of_lines.next().as_ref() == Some(own))
    };
    let own = !later.is_empty()
        && later.iter().all(again)
        && !first.iter().any(|line| wanted.contains(&labels(line)));
    if own { wanted.len() } else { 0 }
}

/// The words before the colons of a line: 科室：预算科　姓名：张一.
fn labels(line: &Passage) -> Vec<&str> {
    let mut parts: Vec<&str> = line.now.split([':', '：']).collect();
    parts.pop();
    let last_word = |part: &&str| !part.trim().is_empty();
    let words = parts.into_iter().filter(last_word);
    words
        .filter_map(|part| part.split_whitespace().next_back())
        .collect()
}
