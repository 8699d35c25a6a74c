//! Which column means which field, and why.

use std::collections::BTreeSet;

use super::heads::{Labels, is_content};
use super::sample::Sample;
use super::{
    doubles, graded, heads_of_two, heads_over_numbers, key, loose, opinions, parts, plain, revised,
    stages,
};
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// The columns with their fields. What the bureau says is no field is neither guessed at nor counts for the others.
pub fn name_columns(labels: Vec<Labels>, sample: &Sample<'_>) -> Vec<Column> {
    let (out, labels): (Vec<_>, Vec<_>) = labels
        .into_iter()
        .partition(|labels| is_no_field(labels, sample.lookup));
    let mut columns = settled(&labels, sample);
    columns.extend(out.into_iter().map(|labels| Column {
        cell: labels.cell,
        label: labels.own,
        field: None,
        by: Evidence::NoField,
    }));
    columns.sort_by_key(|column| column.cell.col);
    columns
}

fn is_no_field(labels: &Labels, lookup: &Lookup<'_>) -> bool {
    let with_parent = || {
        let parent = labels.parent.as_deref()?;
        Some(lookup.is_no_field(&format!("{parent}{}", labels.own)))
    };
    !labels.own.is_empty() && (lookup.is_no_field(&labels.own) || with_parent().unwrap_or_default())
}

fn settled(labels: &[Labels], sample: &Sample<'_>) -> Vec<Column> {
    let lookup = sample.lookup;
    let mut columns: Vec<Column> = labels.iter().map(|l| name_column(l, lookup)).collect();
    settle_whose(&mut columns, labels, lookup);
    revised::settle(&mut columns, labels, lookup);
    settle_ticks(&mut columns, lookup);
    settle_numbers(&mut columns, labels, lookup);
    heads_over_numbers::settle(&mut columns, labels, sample);
    doubles::settle(&mut columns);
    doubles::settle_responsible(&mut columns, labels);
    doubles::settle_posts(&mut columns, labels);
    doubles::settle_owners(&mut columns, labels);
    doubles::settle_sections(&mut columns, sample);
    stages::settle(&mut columns, labels, sample);
    heads_of_two::settle(&mut columns, labels, lookup);
    if !columns.iter().any(|c| is_hierarchy(&c.label)) {
        graded::settle(&mut columns, sample);
    }
    settle_levels(&mut columns);
    opinions::settle(&mut columns, |c| sample.mostly_levels(c.cell.col));
    settle_risk(&mut columns, labels);
    parts::settle(&mut columns, labels, lookup);
    settle_units(&mut columns, labels, sample);
    settle_categories(&mut columns, sample);
    loose::settle(&mut columns, sample);
    stages::settle_unread(&mut columns, sample);
    columns
}

/// Heads over 科室, 岗位 or 姓名 that say what these do, and not whose the risk is: 监督 over 科室 and 责任人, 签字确认 over 本人 and 科室.
const DEEDS: [&str; 10] = [
    "监督", "监管", "签字", "签名", "签章", "确认", "审核", "审批", "把关", "复核",
];
/// What such a head is about, and not what is done: 监督对象 over 科室 and 岗位.
const ABOUT: [&str; 2] = ["对象", "信息"];
/// Heads that may name whose the risk is, where nothing else does.
const DUTIES: [&str; 3] = ["落实", "整改", "督办"];

/// 科室, 岗位 or 姓名 under what somebody does is who does it, or a part of the measures.
fn settle_whose(columns: &mut [Column], labels: &[Labels], lookup: &Lookup<'_>) {
    let whose = |c: &Column| {
        c.field.filter(|f| {
            [Field::Section, Field::Post, Field::Person].contains(f) && c.by != Evidence::Parent
        })
    };
    let over = |labels: &Labels, words: &[&str]| {
        let parent = labels.parent.as_deref().filter(|_| !labels.own.is_empty());
        let has = |words: &[&str]| parent.is_some_and(|p| words.iter().any(|w| p.contains(w)));
        has(words) && !has(&ABOUT)
    };
    // 责任科室 says more than that.
    let bare = |c: &Column| c.label.chars().count() == 2;
    let of_measures = |labels: &Labels| {
        let parent = labels.parent.as_deref();
        parent.is_some_and(|parent| lookup.field(parent) == Some(Field::Measures))
    };
    for at in 0..columns.len() {
        let Some(field) = whose(&columns[at]) else {
            continue;
        };
        let own = &labels[at];
        let elsewhere = || {
            let mut others = columns.iter().zip(labels).enumerate();
            others.any(|(other, (c, labels))| {
                other != at && whose(c) == Some(field) && !over(labels, &DUTIES)
            })
        };
        let deed = over(own, &DEEDS) || (over(own, &DUTIES) && elsewhere());
        let by = match () {
            () if deed => Evidence::LessExact,
            () if of_measures(own) && bare(&columns[at]) => Evidence::None,
            () => continue,
        };
        columns[at].field = None;
        columns[at].by = by;
    }
}

/// 序号 under 防控措施 counts the measures of one risk.
fn settle_numbers(columns: &mut [Column], labels: &[Labels], lookup: &Lookup<'_>) {
    for (column, labels) in columns.iter_mut().zip(labels) {
        let parent = labels.parent.as_deref();
        let of_measures = parent.and_then(|p| lookup.field(p)) == Some(Field::Measures);
        if of_measures && column.field == Some(Field::Seq) {
            column.field = None;
            column.by = Evidence::LessExact;
        }
    }
}

/// Where nothing else is the risk point, what describes it is.
fn settle_risk(columns: &mut [Column], labels: &[Labels]) {
    let of = |columns: &[Column], field| columns.iter().filter(|c| c.field == Some(field)).count();
    // 一级风险 | 二级风险 | 三级风险 name the risk by its place in a hierarchy.
    let placed = columns.iter().any(|c| is_hierarchy(&c.label));
    if placed || of(columns, Field::Risk) > 0 {
        return;
    }
    // 存在的廉政风险 | 具体表现: the risk is named in plain words.
    let plainly = |c: &Column| {
        let unnamed = c.field.is_none() && c.by == Evidence::None;
        unnamed && plain::field(&text::label_key(&c.label)) == Some(Field::Risk)
    };
    if columns.iter().filter(|c| plainly(c)).count() == 1 {
        return;
    }
    let told: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].field == Some(Field::Manifestation))
        .collect();
    // 风险内容 | 风险表现: of several the one that does not say that it tells how the risk shows.
    let names_risk = |at: &&usize| {
        let (own, above) = (&columns[**at].label, labels[**at].parent.as_deref());
        let risk = own.contains("风险") || above.is_some_and(|above| above.contains("风险"));
        risk && !own.contains("表现")
    };
    let named: Vec<usize> = told.iter().filter(names_risk).copied().collect();
    let own = match (told.as_slice(), named.as_slice()) {
        ([only], _) | (_, [only]) => *only,
        _ => return,
    };
    columns[own].field = Some(Field::Risk);
    columns[own].by = Evidence::OnlyRisk;
}

/// 单位名称 or 承办科室 over names of sections names the section, where nothing else does; so does no head at all over them, or over posts.
fn settle_units(columns: &mut [Column], labels: &[Labels], sample: &Sample<'_>) {
    type Holds<'a> = fn(&Sample<'a>, u32) -> bool;
    let whose: [(Field, Holds<'_>); 2] = [
        (Field::Section, Sample::mostly_sections),
        (Field::Post, Sample::mostly_posts),
    ];
    for (field, holds) in whose {
        let is_whose = |(c, labels): &(&mut Column, &Labels)| {
            let unnamed = c.field.is_none() && c.by == Evidence::None;
            let blank = c.label.is_empty() && labels.parent.is_none();
            let named = || {
                let section = || plain::is_section(&text::label_key(&c.label));
                field == Field::Section && (key::is_unit_key(&c.label) || section())
            };
            unnamed && (blank || named()) && holds(sample, c.cell.col)
        };
        if columns.iter().any(|c| c.field == Some(field)) {
            continue;
        }
        let mut found = columns.iter_mut().zip(labels).filter(is_whose);
        if let Some((column, _)) = found.next() {
            let listed = column.label.is_empty() || key::is_unit_key(&column.label);
            // 牵头科室 | 承办科室: of several nobody knows which one is meant.
            if !listed && found.next().is_some() {
                continue;
            }
            column.field = Some(field);
            column.by = if listed {
                Evidence::Cells
            } else {
                Evidence::Loose
            };
        }
    }
}

/// 自查内容 over names of kinds of risk is the category, where nothing else is.
fn settle_categories(columns: &mut [Column], sample: &Sample<'_>) {
    if columns.iter().any(|c| c.field == Some(Field::Category)) {
        return;
    }
    let is_kind = |c: &&mut Column| {
        let unnamed = c.field.is_none()
            && c.by == Evidence::None
            && !c.label.is_empty()
            && !is_hierarchy(&c.label);
        unnamed && sample.mostly_categories(c.cell.col)
    };
    if let Some(column) = columns.iter_mut().find(is_kind) {
        column.field = Some(Field::Category);
        column.by = Evidence::Cells;
    }
}

/// One column with its field, seen by itself.
pub fn name_column(labels: &Labels, lookup: &Lookup<'_>) -> Column {
    let found = [
        (lookup.field(&labels.own), Evidence::Synonym),
        (with_parent(labels, lookup), Evidence::Parent),
        (
            lookup.field(without_notes(&text::without_brackets(&labels.own))),
            Evidence::Brackets,
        ),
        (tick_column(labels, lookup), Evidence::Tick),
    ];
    // 姓名 under 责任领导 is the leader's name, not a member of staff: there the head above decides.
    let chosen = found[3].0 == Some(Field::Category);
    let ordered = if chosen {
        [found[3], found[1], found[0], found[2]]
    } else if labels.parent.is_some() {
        [found[1], found[0], found[2], found[3]]
    } else {
        found
    };
    let hit = ordered
        .into_iter()
        .find_map(|(field, by)| field.map(|f| (f, by)));
    Column {
        cell: labels.cell,
        label: labels.own.clone(),
        field: hit.map(|(f, _)| f),
        by: hit.map_or(Evidence::None, |(_, by)| by),
    }
}

/// 风险等级①: a head without the numbers of notes behind it.
fn without_notes(label: &str) -> &str {
    label.trim_end_matches(|c| matches!(c, '\u{2460}'..='\u{2473}' | '¹' | '²' | '³'))
}

/// 一级, 二级, 三级 as heads under 风险等级, 思想道德, 外部环境 under 风险类型: what counts is chosen by a tick.
fn tick_column(labels: &Labels, lookup: &Lookup<'_>) -> Option<Field> {
    let parent = labels.parent.as_deref()?;
    let parent = lookup
        .field(parent)
        .or_else(|| lookup.field(&text::without_brackets(parent)))?;
    if parent == Field::Category && !labels.own.is_empty() {
        return Some(parent);
    }
    let names_level = lookup.level_word(&labels.own).is_level();
    (parent.is_level() && names_level).then_some(parent)
}

fn with_parent(labels: &Labels, lookup: &Lookup<'_>) -> Option<Field> {
    let parent = labels.parent.as_deref()?;
    if labels.own.is_empty() {
        return None;
    }
    if doubles::is_responsible(parent)
        && doubles::PERSONS.contains(&text::label_key(&labels.own).as_ref())
    {
        return Some(Field::Owner);
    }
    let people = [Field::Owner, Field::Head, Field::Leader];
    let above = lookup.field(parent).filter(|f| people.contains(f));
    let own = lookup.field(&labels.own);
    if let (Some(above), Some(Field::Person)) = (above, own) {
        return Some(above);
    }
    lookup
        .field(&format!("{parent}{}", labels.own))
        .or_else(|| lookup.field(&format!("{}{parent}", labels.own)))
        .or_else(|| content_of(parent, &labels.own, lookup))
        .or_else(|| shown(parent, &labels.own, lookup))
}

/// 表现 under 廉政风险.
fn shown(parent: &str, own: &str, lookup: &Lookup<'_>) -> Option<Field> {
    let of_risk = lookup.field(parent) == Some(Field::Risk)
        || plain::field(&text::label_key(parent)) == Some(Field::Risk);
    (of_risk && text::label_key(own).contains("表现")).then_some(Field::Manifestation)
}

/// 内容 under 廉政风险点, under 风险点及等级, under 风险排查情况: the field of the head above, or of its first part.
fn content_of(parent: &str, own: &str, lookup: &Lookup<'_>) -> Option<Field> {
    let own = text::label_key(own);
    if !is_content(&own) {
        return None;
    }
    let key = text::label_key(parent);
    let part = key.split(['及', '和', '与', '、', '/']).next()?;
    let told = [
        Field::Risk,
        Field::Manifestation,
        Field::Matter,
        Field::Measures,
    ];
    let known = lookup.field(parent).or_else(|| lookup.field(part));
    match known {
        Some(field) => Some(field).filter(|f| told.contains(f)),
        None => (part.contains("风险") && !part.contains(['防', '控']) && !plain::names_else(part))
            .then_some(Field::Risk),
    }
}

/// 一级 | 二级 | 三级 as heads of a table that has no level column: the level is chosen by a tick.
fn settle_ticks(columns: &mut [Column], lookup: &Lookup<'_>) {
    if columns.iter().any(|c| c.field.is_some_and(Field::is_level)) {
        return;
    }
    let level_of = |c: &Column| {
        let level = lookup.level_word(&c.label).level();
        level.filter(|_| c.field.is_none() && !is_hierarchy(&c.label))
    };
    let named = columns.iter().filter_map(level_of).count();
    let levels: BTreeSet<_> = columns.iter().filter_map(level_of).collect();
    // A level that stands twice is no head but what an entry says in two columns for levels.
    if levels.len() < 2 || named > levels.len() {
        return;
    }
    for column in columns.iter_mut().filter(|c| level_of(c).is_some()) {
        column.field = Some(Field::Level);
        column.by = Evidence::Tick;
    }
}

/// The only level column is the level, whatever its adjective; of several each keeps its own.
fn settle_levels(columns: &mut [Column]) {
    let levels = columns
        .iter()
        .filter(|c| c.field.is_some_and(Field::is_level))
        .count();
    if levels != 1 {
        return;
    }
    for column in columns
        .iter_mut()
        .filter(|c| c.field.is_some_and(Field::is_level))
    {
        if column.field != Some(Field::Level) {
            column.field = Some(Field::Level);
            column.by = Evidence::OnlyLevel;
        }
    }
}

/// 一级风险, 二级风险, 三级风险 as heads: a hierarchy of categories, not a severity.
pub fn is_hierarchy(label: &str) -> bool {
    let key = text::label_key(label);
    ["一级", "二级", "三级"]
        .iter()
        .any(|level| key.starts_with(level))
        && key.contains("风险")
}
