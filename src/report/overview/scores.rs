//! How the scores of the year fell: the ranking of the sections, and how many have which band.

use crate::model::{Book, Points, Score, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::page::{Bar, Bars, Line, PageCell, PageTable, Tone, heads};

/// Sections shown at most.
const MOST: usize = 26;

/// The sections by rank, those without a total behind; none where no section is scored.
pub fn ranking(card: &Scorecard, scheme: &Scoring) -> Option<Bars> {
    let mut scores: Vec<&Score> = card.sections.iter().collect();
    if scores.is_empty() {
        return None;
    }
    let order = |score: &&Score| {
        let result = &score.result;
        (result.rank.is_none(), score.group, result.rank)
    };
    scores.sort_by_key(order);
    let length = |points: Points| usize::try_from(points.in_hundredths()).unwrap_or(0);
    let totals = scores.iter().filter_map(|score| score.result.total);
    let most = totals.map(length).max().unwrap_or(0);
    let rest = scores.len().saturating_sub(MOST);
    let rows = scores.iter().take(MOST).map(|score| {
        let result = &score.result;
        let rank = result
            .rank
            .map_or(String::new(), |rank| format!("{rank}. "));
        let label = format!("{rank}{}", score.scored);
        let length = result.total.map_or(0, length);
        let tone = if result.vetoed {
            Tone::Alert
        } else {
            Tone::Shade(4)
        };
        let bar = Bar::single(label, length, most, tone);
        bar.saying(words(score, scheme))
            .to(Book::Scores.file_name())
    });
    let notes = (rest > 0).then(|| format!("其余 {rest} 个科室见年度考核评分表。"));
    Some(Bars {
        id: "scores".to_owned(),
        title: "年度考核：科室得分和名次".to_owned(),
        unit: "单位：分".to_owned(),
        rows: rows.collect(),
        notes: notes.into_iter().collect(),
        ..Bars::default()
    })
}

fn words(score: &Score, scheme: &Scoring) -> String {
    let result = &score.result;
    if result.vetoed {
        return "一票否决".to_owned();
    }
    let Some(total) = result.total else {
        return format!("未评完（{} 项）", result.missing);
    };
    match result.band.and_then(|band| scheme.bands.get(band)) {
        Some(band) => format!("{total} {}", band.name),
        None => total.to_string(),
    }
}

/// How many sections and people have which band; none where nobody is scored.
pub fn bands(card: &Scorecard, scheme: &Scoring) -> Option<PageTable> {
    let all = ScoredKind::ALL.map(|kind| (kind, card.of(kind)));
    if all.iter().all(|(_, scores)| scores.is_empty()) {
        return None;
    }
    let book = Book::Scores.file_name();
    let of = |scores: &[Score], band: Option<usize>| {
        scores
            .iter()
            .filter(|score| score.result.band == band)
            .count()
    };
    let names = scheme.bands.iter().map(|band| (&*band.name, 3));
    let columns = std::iter::once(("考核对象", 5)).chain(names);
    let columns = columns.chain([("未评完", 4), ("合计", 3)]);
    let rows = all.iter().filter(|(_, scores)| !scores.is_empty());
    let rows = rows.map(|(kind, scores)| {
        let bands = (0..scheme.bands.len()).map(Some).chain([None]);
        let cells = bands.map(|band| PageCell::number(of(scores, band), book));
        let name = PageCell::text(kind.title());
        let all = PageCell::number(scores.len(), book);
        Line(std::iter::once(name).chain(cells).chain([all]).collect())
    });
    Some(PageTable {
        id: "bands".to_owned(),
        title: "年度考核：等次分布".to_owned(),
        unit: "单位：个".to_owned(),
        heads: heads(columns),
        rows: rows.collect(),
        ..PageTable::default()
    })
}
