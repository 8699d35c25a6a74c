//! Contents below each other beside one label that is merged over their rows: each may go with a risk of its own, or they
//! are the lines of one text.

use super::entry::of_risk;
use super::pair::Pair;
use crate::ingest::label::Meaning;
use crate::model::Field;

/// How many of these pairs, from the first, are lines beside one label. Risks are none: each is one of its own.
pub fn first(pairs: &[Pair]) -> usize {
    let Some(pair) = pairs.first() else {
        return 0;
    };
    let parts = of_risk(&pair.meaning)
        && !pair.meaning.is_level()
        && pair.meaning != Meaning::Field(Field::Risk, None);
    let same = |p: &&Pair| parts && p.label == pair.label && p.meaning == pair.meaning;
    pairs.iter().take_while(same).count().max(1)
}

/// One pair with all their lines.
pub fn joined(pairs: &[Pair]) -> Pair {
    let lines: Vec<&str> = pairs.iter().map(|p| p.content.as_str()).collect();
    Pair {
        content: lines.join("\n"),
        last: pairs.iter().map(|p| p.last).max().unwrap_or_default(),
        ..pairs[0].clone()
    }
}
