//! Builds the policy of what is written, and checks its parts against each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{At, List, Set};
use super::levels::Notation;
use super::reader::Reader;
use super::roster_book::RosterBook;
use super::roster_words::RosterWords;
use super::rules::{self, Facts, Origins};
use super::schema::{
    Hidden, Limit, WithErrors, Written, WrittenNotation, WrittenScale, WrittenWords,
};
use super::settings::{Bounds, Label, Policy, SubjectWords, Words};
use super::source::{Report, Source};
use super::words::{Setting, WordSet, record};
use super::{
    blank, category, followup, grading, linkage, notices, public, rollup, roster, scoring, sections,
};
use crate::diagnostic::Check;
use crate::model::Field;
use crate::reader::Workbook;
use crate::text;

/// The policy of a document; `user` is the bureau's own file, `book` its roster.
pub fn build(
    document: &Reader<'_>,
    origins: &Origins,
    (user, book): (Option<&Source>, Option<(RosterBook, &Workbook)>),
    checks: &[&'static Check],
    report: &Report,
) -> Policy {
    let mut written: Written = document.clone().read();
    let principal = written.leaders.principal.value();
    let mut policy = Policy {
        file: user.map(|s| s.name.clone()),
        text: user.map(|s| s.text.clone()).unwrap_or_default(),
        unit: written.unit.name.text().to_owned(),
        unit_code: text::squash(written.unit.code.text()).to_uppercase(),
        year: written.unit.year.number(),
        principal: principal.filter(|p| !p.is_empty()).cloned(),
        bounds: bounds(&written),
        grading: grading::build(&written.grading, report),
        follow_up: followup::build(
            &written.supervision,
            &written.rating,
            &written.spot_check,
            report,
        ),
        linkage: linkage::build(&written.linkage, report),
        reply: notices::build(&written.notices, report),
        rollup: rollup::build(&written.rollup, &written.units, report),
        roster_words: RosterWords::new(&written.roster, sections::ranked(&written)),
        register_errors: written.entries.with_errors.value() == Some(&WithErrors::Register),
        ..Policy::default()
    };
    fields(&mut policy, &written, user, report);
    for (subject, words) in written.subjects.iter() {
        let words = SubjectWords {
            titles: words.titles.texts(),
            categories: words.categories.texts(),
            sections: words.sections.texts(),
        };
        policy.subjects.insert(*subject, words);
    }
    policy.category_names = category::names(&policy);
    levels(&mut policy, &written, user, report);
    policy.words = words(&written.words, user, &mut policy.settings);
    if let Some((mut book, workbook)) = book {
        roster::take(&mut book, workbook, &mut written, &mut policy);
        policy.book = Some(book);
    }
    sections::build(&mut policy, &written, user, report);
    policy.public = public::build(&written.public, &policy.roster, report);
    let facts = facts(&policy);
    policy.rule_book = rules::build(document, origins, checks, &facts, report);
    let is_rule = |code: &str| policy.rule_book.rules.iter().any(|r| r.code == code);
    let checks = &written.special_checks;
    policy.scoring = scoring::build(&written.scoring, Some(checks), is_rule, report);
    // Without a roster any name may be one.
    let roster = &policy.roster;
    let section = |name: &str| match roster.section(name) {
        Some(section) => Some(section.name.clone()),
        None => roster.is_empty().then(|| name.to_owned()),
    };
    policy.special_checks = scoring::special_checks(checks, section, is_rule, report);
    sections::check_classes(&policy, &written, report);
    policy.template = blank::build(&written.template, &policy, report);
    policy
}

/// What rules look things up in.
fn facts(policy: &Policy) -> Facts {
    let categories = policy.subjects.iter();
    Facts {
        unit: policy.unit.clone(),
        principal: policy.principal.clone(),
        roster: policy.roster.clone(),
        required: policy.required.clone(),
        examples: policy.examples.clone(),
        categories: categories
            .map(|(s, words)| (*s, words.categories.clone()))
            .collect(),
        suffixes: [&policy.words.owner_suffixes, &policy.words.section_suffixes].map(Clone::clone),
    }
}

fn fields(policy: &mut Policy, written: &Written, user: Option<&Source>, report: &Report) {
    let text = |text: &Set<String>| text.value().cloned();
    let mut examples = BTreeMap::new();
    for (field, written) in written.fields.iter() {
        policy
            .hints
            .extend(text(&written.hint).map(|t| (*field, t)));
        examples.extend(text(&written.example).map(|t| (*field, t)));
        if written.required.value() == Some(&true) {
            policy.required.insert(*field);
        }
    }
    policy.examples = Arc::new(examples);
    // The bureau's word for a head outranks the default's, wherever that stands.
    for own in [false, true] {
        for (field, written) in written.fields.iter() {
            for word in written.synonyms.iter().filter(|w| w.is_own() == own) {
                synonym(policy, *field, word, user.filter(|_| own), report);
            }
        }
    }
    for word in written.words.no_fields.iter() {
        no_field(policy, word, report);
    }
    for field in policy.required.clone() {
        if !policy.labels.values().any(|l| l.field == field) {
            let title = format!("“fields.{}”设为必填，却没有任何表头写法", field.key());
            let help = "请在 synonyms 中写上至少一种表头，或改为 required = false。";
            report.wrong(&(0..0), title, help);
        }
    }
}

/// Gives a head to a field. The user's word for a head outranks the default's; two words of one file contradict.
fn synonym(
    policy: &mut Policy,
    field: Field,
    word: &At<String>,
    user: Option<&Source>,
    report: &Report,
) {
    let key = text::label_key(&word.value);
    let present = policy.labels.get(&key);
    if present.is_some_and(|l| l.field == field) {
        return;
    }
    if let Some(other) = present {
        let (from, to) = (other.field.title(), field.title());
        if other.setting.is_some() == user.is_some() {
            let title = format!("表头“{}”同时写在“{from}”和“{to}”两个栏目下", word.value);
            report.wrong(
                &word.span,
                title,
                "一个表头只能属于一个栏目，请只保留一处。",
            );
            return;
        }
        policy.moved.push(format!(
            "口径把表头“{}”从“{from}”栏改归“{to}”栏，请确认这是本意。",
            word.value
        ));
    }
    let path = format!("fields.{}.synonyms", field.key());
    let setting = user.map(|source| record(&path, word, source, &mut policy.settings));
    policy.labels.insert(key, Label { field, setting });
}

/// Takes a head from the field it would mean. Of one file only one of the two can hold.
fn no_field(policy: &mut Policy, word: &At<String>, report: &Report) {
    let Some(label) = policy.labels.remove(&text::label_key(&word.value)) else {
        return;
    };
    let field = label.field.title();
    if label.setting.is_some() == word.is_own() {
        let title = format!("表头“{}”写作“{field}”，又写作不是栏目", word.value);
        report.wrong(&word.span, title, "一个表头只能有一种读法，请只保留一处。");
    } else if word.is_own() {
        policy.moved.push(format!(
            "口径写明表头“{}”不是栏目（原来读作“{field}”），这一栏照抄、不登记，请确认这是本意。",
            word.value
        ));
    }
}

/// A set of words; the use of the bureau's own is kept account of under `path`.
fn set(
    words: &List<String>,
    path: &str,
    user: Option<&Source>,
    settings: &mut Vec<Setting>,
) -> WordSet {
    let mut set = WordSet::default();
    let (own, earlier): (Vec<_>, Vec<_>) = words.iter().cloned().partition(At::is_own);
    set.extend(&earlier, path, None, settings);
    set.extend(&own, path, user, settings);
    set
}

fn levels(policy: &mut Policy, written: &Written, user: Option<&Source>, report: &Report) {
    let (levels, settings) = (&mut policy.levels, &mut policy.settings);
    levels.suffixes = set(&written.levels.suffixes, "levels.suffixes", None, settings);
    levels.scale_marks = set(
        &written.levels.scale_marks,
        "levels.scale_marks",
        None,
        settings,
    );
    let mut scales: Vec<&At<WrittenScale>> = written.levels.notations.iter().collect();
    scales.sort_by_key(|scale| scale.is_own());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for At { value: scale, span } in scales {
        let Some(name) = scale.name.as_ref() else {
            report.wrong(
                span,
                "这种等级记法没有名称",
                "请加一行 name = \"记法名称\"。",
            );
            continue;
        };
        let notation = WrittenNotation {
            name: name.clone(),
            words: [&scale.one, &scale.two, &scale.three].map(|words| words.to_vec()),
            foreign: scale.foreign.to_vec(),
        };
        let own = name.is_own();
        if own {
            meanings(&notation, &mut seen, report);
        }
        let compiled = Notation::new(&notation, user.filter(|_| own), settings);
        levels.add(compiled);
    }
}

/// A word means one level, in this notation and in all seen before.
fn meanings(notation: &WrittenNotation, seen: &mut BTreeMap<String, usize>, report: &Report) {
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    for (level, words) in notation.words.iter().enumerate() {
        for word in words {
            let key = text::label_key(&word.value);
            let clash = own.insert(key.clone(), level);
            let clash = clash.or_else(|| seen.insert(key, level));
            if clash.is_some_and(|other| other != level) {
                let title = format!("“{}”同时表示两个不同的等级", word.value);
                report.wrong(
                    &word.span,
                    title,
                    "一种写法只能表示一个等级，请只保留一处。",
                );
            }
        }
    }
}

fn words(written: &WrittenWords, user: Option<&Source>, settings: &mut Vec<Setting>) -> Words {
    // Words that are looked up are kept account of; title words and endings are tried, and their use cannot be told from a
    // hit by another word.
    let mut looked_up = |words, name| set(words, &format!("words.{name}"), user, settings);
    let tried = |words| set(words, "words", None, &mut Vec::new());
    Words {
        blanks: looked_up(&written.blanks, "blanks"),
        dittos: looked_up(&written.dittos, "dittos"),
        footers: looked_up(&written.footers, "footers"),
        totals: looked_up(&written.totals, "totals"),
        examples: looked_up(&written.examples, "examples"),
        section_suffixes: tried(&written.section_suffixes),
        unit_suffixes: tried(&written.unit_suffixes),
        owner_suffixes: tried(&written.owner_suffixes),
        step_heads: tried(&written.step_heads),
        nobody: tried(&written.nobody),
        register_titles: tried(&written.register_titles),
        ledger_titles: tried(&written.ledger_titles),
        score_titles: tried(&written.score_titles),
        list_titles: tried(&written.list_titles),
        guide_titles: tried(&written.guide_titles),
        card_labels: tried(&written.card_labels),
        other_dates: tried(&written.other_dates),
        export_heads: tried(&written.export_heads),
        filling_notes: tried(&written.filling_notes),
        other_levels: tried(&written.other_levels),
        no_fields: looked_up(&written.no_fields, "no_fields"),
        result_titles: tried(&written.result_titles),
        other_subjects: tried(&written.other_subjects),
        own_subjects: tried(&written.own_subjects),
    }
}

fn bounds(written: &Written) -> Bounds {
    let read = |part: &Set<Hidden>| part.value() == Some(&Hidden::Read);
    let limit = |limit: &Limit| limit.number().unwrap_or_default();
    let (reading, limits) = (&written.reading, &written.limits);
    Bounds {
        hidden_sheets: read(&reading.hidden_sheets),
        hidden_rows: read(&reading.hidden_rows),
        hidden_columns: read(&reading.hidden_columns),
        file_mb: limit(&limits.file_mb),
        unpacked_mb: limit(&limits.unpacked_mb),
        cells: limit(&limits.cells),
        merged_ranges: limit(&limits.merged_ranges),
        sheets: limit(&limits.sheets),
    }
}
