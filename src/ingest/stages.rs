//! The chain of 评估审查: 个人自评, 科室检查, 交叉互查, 群众评议, 领导小组审定 as columns, each with a level of its own. A level
//! whose giver nobody knows is kept apart, so that no other is taken for the only one.

use super::heads::Labels;
use super::opinions;
use super::rater::{self, Rater};
use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// Fields that a head may name by who gives a level: 科室, 本人, 科室负责人.
const PLACES: [Field; 5] = [
    Field::Section,
    Field::Person,
    Field::Owner,
    Field::Head,
    Field::Leader,
];

/// Names the columns of the chain that nothing else named. Only what levels stand in is a level.
pub fn settle(columns: &mut [Column], labels: &[Labels], sample: &Sample<'_>) {
    read_with_parents(columns, labels);
    read_with_brackets(columns);
    read_first_rating(columns);
    for at in 0..columns.len() {
        let column = &columns[at];
        let col = column.cell.col;
        let parent = labels[at].parent.as_deref();
        let unnamed = column.field.is_none() && column.by == Evidence::None;
        let placed = column.field.is_some_and(|field| PLACES.contains(&field));
        // Most heads name a field already, and of the others most name nobody, whatever stands below them.
        if !(unnamed || placed) || giver(&column.label, parent, true, sample).is_none() {
            continue;
        }
        let levels = sample.mostly_levels(col);
        // 自评 | 科室 | 领导小组: what levels stand under is no section and nobody's name.
        let misnamed = levels && placed;
        let giver = giver(&column.label, parent, levels, sample);
        let Some((rater, sure)) = giver.filter(|_| unnamed || misnamed) else {
            continue;
        };
        let is_level = |c: &Column| c.field.is_some_and(Field::is_level);
        let beside = at > 0 && columns[at - 1].by == Evidence::Stage;
        let open = || sample.is_blank(col) || sample.mostly_rulings(col);
        let may_be = (sure || beside) && columns.iter().any(is_level) && open();
        if rater == Rater::Stranger || (!may_be && !levels) {
            continue;
        }
        // A second one of the same field is no better than the first; what they say is compared entry by entry.
        let field = field_of(rater, &column.label, columns);
        columns[at].field = field;
        columns[at].by = if field.is_some() {
            Evidence::Stage
        } else {
            Evidence::LessExact
        };
    }
}

/// The field of the level that somebody gives: 科室自评 beside 个人自评, 初评 beside 自评 is the section's.
fn field_of(rater: Rater, label: &str, columns: &[Column]) -> Option<Field> {
    let taken = columns.iter().any(|c| c.field == Some(Field::Level));
    let of_section = label.contains("初评") || rater::names_section(label);
    match rater {
        Rater::Own if taken && of_section => Rater::Section.field(),
        rater => rater.field(),
    }
}

/// 初评 before 复评 where nobody rates himself is what the form declares.
fn read_first_rating(columns: &mut [Column]) {
    let rated_again = columns.iter().any(|c| c.label.contains("复评"));
    if !rated_again || columns.iter().any(|c| c.field == Some(Field::Level)) {
        return;
    }
    let is_first =
        |c: &&mut Column| c.label.contains("初评") && c.field.is_some_and(Field::is_level);
    if let Some(column) = columns.iter_mut().find(is_first) {
        column.field = Some(Field::Level);
        column.by = Evidence::Stage;
    }
}

/// 等级 under 自评 and again under 专家组评定: of several such heads each is read with the one above it.
fn read_with_parents(columns: &mut [Column], labels: &[Labels]) {
    let is_plain = |c: &Column| {
        c.field == Some(Field::Level)
            && c.by == Evidence::Synonym
            && rater::of(&text::label_key(&c.label)).is_none()
    };
    if columns
        .iter()
        .filter(|c| c.field == Some(Field::Level))
        .count()
        < 2
    {
        return;
    }
    for (column, labels) in columns.iter_mut().zip(labels) {
        let Some(parent) = labels.parent.as_ref().filter(|_| is_plain(column)) else {
            continue;
        };
        if rater::of(&text::label_key(parent)).is_some() {
            column.label = format!("{parent}{}", column.label);
            column.field = None;
            column.by = Evidence::None;
        }
    }
}

/// 风险等级（自评） beside 风险等级（领导小组审定）: of several such heads each is read with what stands in its brackets.
fn read_with_brackets(columns: &mut [Column]) {
    let named: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.field == Some(Field::Level) && c.by == Evidence::Brackets)
        .filter(|(_, c)| rater::of(&in_brackets(&c.label)).is_some())
        .map(|(at, _)| at)
        .collect();
    for at in named.iter().filter(|_| named.len() > 1) {
        columns[*at].field = None;
        columns[*at].by = Evidence::None;
    }
}

/// What stands in the first brackets of a head.
fn in_brackets(label: &str) -> String {
    let (_, inner) = text::parted_by_brackets(&text::label_key(label));
    inner.into_iter().next().unwrap_or_default()
}

/// Sets apart the levels that nobody could name: beside another they put it in doubt; the only one is the level, and a
/// person is asked to look. Those of something else than a risk are no such levels.
pub fn settle_unread(columns: &mut [Column], sample: &Sample<'_>) {
    let has_level = columns.iter().any(|c| c.field.is_some_and(Field::is_level));
    let mut unread = Vec::new();
    for (at, column) in columns.iter_mut().enumerate() {
        let key = sample.lookup.bare_head(&column.label);
        let key = text::without_brackets(&key);
        if column.field.is_some() || column.by != Evidence::None {
            continue;
        }
        // 廉政办审核 over nothing but levels gives levels as well.
        let gives = || has_level && rater::names_act(&key) && sample.mostly_levels(column.cell.col);
        if !rater::ends_like_level(&key) && !gives() {
            continue;
        }
        if sample.lookup.is_other_level(&key) {
            column.by = Evidence::OtherLevel;
        } else {
            unread.push(at);
        }
    }
    match unread[..] {
        [only] if !has_level => {
            if sample.mostly_levels(columns[only].cell.col) {
                columns[only].field = Some(Field::Level);
                columns[only].by = Evidence::Loose;
            }
        }
        // Of several that nobody could name none is better than the others: 2025年等级 | 2026年等级.
        ref several => {
            for at in several {
                columns[*at].by = Evidence::UnreadLevel;
            }
        }
    }
}

/// Who gives the level of a head, and whether the heads alone say that it is a level; without a word of rating it may be,
/// where `levels` stand below.
fn giver(
    label: &str,
    parent: Option<&str>,
    levels: bool,
    sample: &Sample<'_>,
) -> Option<(Rater, bool)> {
    let key = sample.lookup.bare_head(label);
    let key = text::without_brackets(&key);
    // Opinions are read as such, whatever stands in them.
    if opinions::is_opinion(&key) {
        return None;
    }
    let above = parent.map(text::label_key).unwrap_or_default();
    let sure = rater::ends_like_level(&key) || rater::names_level(&above);
    if !sure && !levels && !rater::names_act(&key) {
        // Beside another step of the chain a bare name may be the next one, not yet filled in.
        let bare = rater::is_bare(&key).then(|| rater::of(&key));
        return bare.flatten().map(|rater| (rater, false));
    }
    let rater = rater::of(&key).or_else(|| rater::of(&in_brackets(label)));
    rater.map(|rater| (rater, sure))
}
