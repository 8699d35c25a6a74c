//! `[[sections]]`: the sections of the bureau, their people, and the classes in which they are ranked.

use std::collections::{BTreeMap, BTreeSet};

use super::decode::At;
use super::schema::{Written, WrittenSection};
use super::settings::Policy;
use super::source::{Report, Source};
use super::words::record;
use crate::model::{SectionInfo, SectionKind, Staff};
use crate::text;

/// Adds them to the roster; `user` is the bureau's own file.
pub fn build(policy: &mut Policy, written: &Written, user: Option<&Source>, report: &Report) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for At {
        value: section,
        span,
    } in written.sections.iter()
    {
        let Some(name) = section.name.as_ref() else {
            report.wrong(span, "这个科室没有名称", "请加一行 name = \"科室名称\"。");
            continue;
        };
        for one in std::iter::once(name).chain(section.aliases.iter()) {
            if let Some(other) = owners.insert(text::key(&one.value), name.value.clone()) {
                let title = format!(
                    "科室名称“{}”写了两次（“{other}”与“{}”）",
                    one.value, name.value
                );
                let help = "一个名称或别名只能属于一个科室，请只保留一处。";
                report.wrong(&one.span, title, help);
            }
        }
        let kind = section.kind.value().copied();
        if let Some(source) = user {
            for alias in section.aliases.iter().filter(|alias| alias.is_own()) {
                let id = record("sections.aliases", alias, source, &mut policy.settings);
                policy.alias_settings.insert(text::key(&alias.value), id);
            }
        }
        let mut section = section_info(section, &name.value, report);
        if kind.is_none() && policy.is_leadership_name(&section.name) {
            section.kind = SectionKind::Leadership;
        }
        policy.roster.add(section);
    }
}

/// The classes in which sections are ranked each by itself.
pub fn ranked(written: &Written) -> Vec<String> {
    let classes = written.scoring.classes.iter();
    let names = classes.filter_map(|class| class.value.name.value().cloned());
    names.chain(written.scoring.quota.groups.texts()).collect()
}

/// Where classes are ranked each by itself, a section is of one of them; of which nobody said so has no rank.
pub fn check_classes(policy: &Policy, written: &Written, report: &Report) {
    let known = &policy.scoring.classes;
    let sections = policy.roster.sections().iter();
    let named = written.sections.iter().filter(|s| s.value.name.is_some());
    for (section, At { value, span }) in sections.zip(named) {
        let foreign = section
            .class
            .as_deref()
            .filter(|c| known.iter().all(|k| k != c));
        let Some(class) = foreign.filter(|_| !known.is_empty() && !section.is_leadership()) else {
            continue;
        };
        let title = format!("“{}”的类别“{class}”不在 scoring.classes 中", section.name);
        let span = value.class.as_ref().map_or(span, |c| &c.span);
        let help = format!("请写 class = \"…\"，可用的有：{}。", known.join("、"));
        report.wrong(span, title, help);
    }
}

fn section_info(section: &WrittenSection, name: &str, report: &Report) -> SectionInfo {
    let staff = staff(section, name, report);
    let mut posts = section.posts.texts();
    for post in staff.iter().flat_map(|person| &person.posts) {
        if !posts.contains(post) {
            posts.push(post.clone());
        }
    }
    SectionInfo {
        name: name.to_owned(),
        kind: section.kind.value().copied().unwrap_or_default(),
        class: section.class.value().cloned(),
        aliases: section.aliases.texts(),
        leader: section.leader.value().cloned(),
        head: section.head.value().cloned(),
        posts,
        staff,
    }
}

fn staff(section: &WrittenSection, section_name: &str, report: &Report) -> Vec<Staff> {
    let posts: BTreeSet<String> = section.posts.iter().map(|p| text::key(&p.value)).collect();
    let mut staff: Vec<Staff> = Vec::new();
    for At { value, span } in section.staff.iter() {
        let Some(name) = value.name.as_ref() else {
            let help = "请写成 { name = \"姓名\", post = \"岗位\" }。";
            report.wrong(span, "这名人员没有姓名", help);
            continue;
        };
        let strange = |post: &&At<String>| !posts.contains(&text::key(&post.value));
        let strange = value.all_posts().filter(strange);
        for post in strange.filter(|_| !posts.is_empty()) {
            let title = format!(
                "“{}”的岗位“{}”不在该科室的 posts 中",
                name.value, post.value
            );
            report.wrong(&post.span, title, "请核对岗位名称，或把它补进 posts。");
        }
        let key = text::key(&name.value);
        let known = staff.iter_mut().find(|s| text::key(&s.name) == key);
        let is_known = known.is_some();
        let mut new = Staff {
            name: name.value.clone(),
            posts: Vec::new(),
        };
        let person = known.unwrap_or(&mut new);
        let before = person.posts.len();
        for post in value.all_posts().map(|post| &post.value) {
            if !person.holds(post) {
                person.posts.push(post.clone());
            }
        }
        // A second line of a person is that of another post, or nobody can tell what it is.
        if is_known && (before == 0 || person.posts.len() == before) {
            let title = format!("“{section_name}”的人员“{}”写了两次", name.value);
            let help = "请删去重复的一处；一人兼几个岗位的，每处各写一个岗位；若确有同名的两人，请加注以便区分，如“张一（大）”。";
            report.wrong(&name.span, title, help);
        }
        if !is_known {
            staff.push(new);
        }
    }
    staff
}
