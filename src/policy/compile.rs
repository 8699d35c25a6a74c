//! Lays the user's file over the embedded default and checks the settings against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::decode::At;
use super::levels::{Levels, Notation};
use super::rules;
use super::schema::{Hidden, LIMITS, WORD_LISTS, Written, WrittenSection};
use super::source::{Problem, Source};
use super::words::{Setting, WordSet, record};
use super::{
    Bounds, Label, Policy, SubjectWords, Words, followup, grading, linkage, public, scoring,
    template,
};
use crate::diagnostic::Check;
use crate::model::{Field, SectionInfo, Staff};
use crate::text;

/// A decoded file with its source; `user` is none for the embedded default.
pub struct Layer<'s> {
    /// The settings.
    pub written: Written,
    /// The file.
    pub source: &'s Source,
    /// The file, if it is the user's.
    pub user: Option<&'s Source>,
}

/// Builds the policy from the layers, default first; contradictions in the last layer are added to `out`.
pub fn compile(layers: &[Layer<'_>], checks: &[&'static Check], out: &mut Vec<Problem>) -> Policy {
    let mut policy = Policy::default();
    let mut rules = rules::Layers::default();
    for layer in layers {
        let written = &layer.written;
        take(&mut policy.unit, written.unit.clone());
        policy.principal = written
            .principal
            .clone()
            .filter(|p| !p.is_empty())
            .or(policy.principal.take());
        policy.year = written
            .year
            .and_then(|y| i32::try_from(y).ok())
            .or(policy.year);
        lay_fields(&mut policy, layer, out);
        lay_subjects(&mut policy, layer);
        lay_levels(&mut policy, layer, out);
        lay_words(&mut policy.words, layer, &mut policy.settings);
        lay_roster(&mut policy, layer, out);
        lay_bounds(&mut policy.bounds, written);
        grading::lay(&mut policy.grading, layer, &mut policy.settings);
        followup::lay(&mut policy.follow_up, &written.follow_up);
        linkage::lay(&mut policy.linkage, layer, out);
        public::lay(&mut policy, layer, out);
        template::lay(&mut policy, layer, out);
        policy.register_errors = written.register_errors.unwrap_or(policy.register_errors);
        rules.lay(&written.rules, layer.source, checks, out);
    }
    policy.scoring = scoring::lay(layers, out);
    policy.rule_book = rules.build(checks, &policy.roster, out);
    scoring::settle(&policy, layers, out);
    template::settle(&mut policy, layers, out);
    if let Some(last) = layers.last() {
        grading::settle(&policy.grading, last, out);
    }
    linkage::settle(&policy.linkage, layers, out);
    public::settle(&policy, layers, out);
    for field in policy.required.clone() {
        if !policy.labels.values().any(|l| l.field == field) {
            let title = format!("“fields.{}”设为必填，却没有任何表头写法", field.key());
            out.push(Problem::new(
                0..0,
                title,
                "请在 synonyms 中写上至少一种表头，或改为 required = false。",
            ));
        }
    }
    policy
}

fn take(slot: &mut String, value: Option<String>) {
    if let Some(value) = value {
        *slot = value;
    }
}

fn lay_fields(policy: &mut Policy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    for (field, written) in &layer.written.fields {
        if written.replace {
            policy.labels.retain(|_, label| label.field != *field);
        }
        for (slot, text) in [
            (&mut policy.hints, &written.hint),
            (&mut policy.examples, &written.example),
        ] {
            slot.extend(text.clone().map(|t| (*field, t)));
        }
        match written.required {
            Some(true) => policy.required.insert(*field),
            Some(false) => policy.required.remove(field),
            None => false,
        };
        for synonym in &written.synonyms {
            lay_synonym(policy, *field, synonym, layer, out);
        }
    }
}

/// Gives a head to a field. The user's word for a head outranks the default's; two words of one file contradict.
fn lay_synonym(
    policy: &mut Policy,
    field: Field,
    word: &At<String>,
    layer: &Layer<'_>,
    out: &mut Vec<Problem>,
) {
    let key = text::label_key(&word.value);
    let present = policy.labels.get(&key);
    let same_layer = |label: &&Label| label.setting.is_some() == layer.user.is_some();
    if let Some(other) = present.filter(|l| l.field != field).filter(same_layer) {
        let (a, b) = (other.field.title(), field.title());
        let title = format!("表头“{}”同时写在“{a}”和“{b}”两个栏目下", word.value);
        out.push(Problem::new(
            word.span.clone(),
            title,
            "一个表头只能属于一个栏目，请只保留一处。",
        ));
        return;
    }
    if present.is_some_and(|l| l.field == field) {
        return;
    }
    if let Some(other) = present {
        let (from, to) = (other.field.title(), field.title());
        policy.moved.push(format!(
            "口径把表头“{}”从“{from}”栏改归“{to}”栏，请确认这是本意。",
            word.value
        ));
    }
    let path = format!("fields.{}.synonyms", field.key());
    let setting = layer
        .user
        .map(|source| record(&path, word, source, &mut policy.settings));
    policy.labels.insert(key, Label { field, setting });
}

fn lay_subjects(policy: &mut Policy, layer: &Layer<'_>) {
    for written in &layer.written.subjects {
        let slot = policy.subjects.entry(written.subject).or_default();
        if written.replace {
            *slot = SubjectWords::default();
        }
        let texts =
            |words: &[At<String>]| words.iter().map(|w| w.value.clone()).collect::<Vec<_>>();
        slot.titles.extend(texts(&written.titles));
        slot.categories.extend(texts(&written.categories));
    }
}

fn lay_levels(policy: &mut Policy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &layer.written;
    if written.replace_levels {
        policy.levels = Levels::default();
    }
    policy.levels.suffixes.extend(
        &written.suffixes,
        "levels.suffixes",
        None,
        &mut policy.settings,
    );
    policy.levels.scale_marks.extend(
        &written.scale_marks,
        "levels.scale_marks",
        None,
        &mut policy.settings,
    );
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for notation in &written.notations {
        let mut own: BTreeMap<String, usize> = BTreeMap::new();
        for (level, words) in notation.words.iter().enumerate() {
            for word in words {
                let key = text::label_key(&word.value);
                let clash = own
                    .insert(key.clone(), level)
                    .or_else(|| seen.insert(key, level));
                if clash.is_some_and(|other| other != level) {
                    let title = format!("“{}”同时表示两个不同的等级", word.value);
                    out.push(Problem::new(
                        word.span.clone(),
                        title,
                        "一种写法只能表示一个等级，请只保留一处。",
                    ));
                }
            }
        }
        let compiled = Notation::new(notation, layer.user, &mut policy.settings);
        policy.levels.notations.retain(|n| n.name != compiled.name);
        policy.levels.notations.push(compiled);
    }
}

fn lay_words(words: &mut Words, layer: &Layer<'_>, settings: &mut Vec<Setting>) {
    let slots: [&mut WordSet; WORD_LISTS.len()] = [
        &mut words.blanks,
        &mut words.dittos,
        &mut words.footers,
        &mut words.totals,
        &mut words.examples,
        &mut words.section_suffixes,
        &mut words.unit_suffixes,
        &mut words.owner_suffixes,
        &mut words.register_titles,
        &mut words.ledger_titles,
        &mut words.score_titles,
        &mut words.review_titles,
        &mut words.list_titles,
        &mut words.guide_titles,
        &mut words.result_titles,
    ];
    for ((slot, list), name) in slots.into_iter().zip(&layer.written.words).zip(WORD_LISTS) {
        if layer.written.replace_words && !list.is_empty() {
            *slot = WordSet::default();
        }
        // Title words and endings are tried, not looked up: their use cannot be told from a hit by another word.
        let user = layer
            .user
            .filter(|_| !name.ends_with("suffixes") && !name.ends_with("titles"));
        slot.extend(list, &format!("words.{name}"), user, settings);
    }
}

fn lay_roster(policy: &mut Policy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for section in &layer.written.sections {
        for name in std::iter::once(&section.name).chain(&section.aliases) {
            let key = text::key(&name.value);
            if let Some(other) = owners.insert(key, section.name.value.clone()) {
                let title = format!(
                    "科室名称“{}”写了两次（“{other}”与“{}”）",
                    name.value, section.name.value
                );
                out.push(Problem::new(
                    name.span.clone(),
                    title,
                    "一个名称或别名只能属于一个科室，请只保留一处。",
                ));
            }
        }
        check_staff(section, out);
        if let Some(source) = layer.user {
            for alias in &section.aliases {
                let id = record("sections.aliases", alias, source, &mut policy.settings);
                policy.alias_settings.insert(text::key(&alias.value), id);
            }
        }
        policy.roster.sections.push(section_info(section));
    }
}

fn check_staff(section: &WrittenSection, out: &mut Vec<Problem>) {
    let mut names = BTreeSet::new();
    let posts: BTreeSet<String> = section.posts.iter().map(|p| text::key(&p.value)).collect();
    for (name, post) in &section.staff {
        if !names.insert(text::key(&name.value)) {
            let title = format!("“{}”的人员“{}”写了两次", section.name.value, name.value);
            out.push(Problem::new(
                name.span.clone(),
                title,
                "请删去重复的一处；若确有同名的两人，请加注以便区分，如“张一（大）”。",
            ));
        }
        let Some(post) = post else { continue };
        if !posts.is_empty() && !posts.contains(&text::key(&post.value)) {
            let title = format!(
                "“{}”的岗位“{}”不在该科室的 posts 中",
                name.value, post.value
            );
            out.push(Problem::new(
                post.span.clone(),
                title,
                "请核对岗位名称，或把它补进 posts。",
            ));
        }
    }
}

fn section_info(section: &WrittenSection) -> SectionInfo {
    let mut posts: Vec<String> = section.posts.iter().map(|p| p.value.clone()).collect();
    for (_, post) in &section.staff {
        if let Some(post) = post.as_ref().filter(|p| !posts.contains(&p.value)) {
            posts.push(post.value.clone());
        }
    }
    SectionInfo {
        name: section.name.value.clone(),
        aliases: section.aliases.iter().map(|a| a.value.clone()).collect(),
        leader: section.leader.clone(),
        head: section.head.clone(),
        posts,
        staff: section
            .staff
            .iter()
            .map(|(name, post)| Staff {
                name: name.value.clone(),
                post: post.as_ref().map(|p| p.value.clone()),
            })
            .collect(),
    }
}

fn lay_bounds(bounds: &mut Bounds, written: &Written) {
    let slots = [
        &mut bounds.hidden_sheets,
        &mut bounds.hidden_rows,
        &mut bounds.hidden_columns,
    ];
    for (slot, value) in slots.into_iter().zip(written.hidden) {
        *slot = value.map_or(*slot, |v| v == Hidden::Read);
    }
    let limits: [&mut u64; LIMITS.len()] = [
        &mut bounds.file_mb,
        &mut bounds.unpacked_mb,
        &mut bounds.cells,
        &mut bounds.merged_ranges,
        &mut bounds.sheets,
    ];
    for (slot, value) in limits.into_iter().zip(written.limits) {
        *slot = value.and_then(|v| u64::try_from(v).ok()).unwrap_or(*slot);
    }
}
