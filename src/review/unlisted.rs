//! Rows people added to the review workbook by hand: without 评审编号, they are held against the register by what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::applied::{Applied, finding};
use super::checks;
use crate::model::{About, Field, Register, RegisterItem, ReviewId, Unused, WrittenDecision};
use crate::text;

/// The decisions with their ids. One without an id is about the only item of which all its words are true; where there is
/// none, or there are several, it is told and kept.
pub fn find(
    register: &Register,
    decisions: Vec<WrittenDecision>,
    out: &mut Applied,
) -> Vec<(ReviewId, WrittenDecision)> {
    let mut found = Vec::with_capacity(decisions.len());
    let by_risk = by_risk(register);
    for mut written in decisions {
        if let Some(id) = &written.id {
            found.push((id.clone(), written));
            continue;
        }
        let items = by_risk.get(text::key(&written.about.risk).as_str());
        let items = items.into_iter().flatten().copied();
        let fitting: Vec<&RegisterItem> = items.filter(|i| fits(&written.about, i)).collect();
        if let [item] = fitting[..] {
            let id = ReviewId::of_item(item);
            written.id = Some(id.clone());
            found.push((id, written));
        } else {
            leave(written, &fitting, out);
        }
    }
    found
}

/// The items by their risk points, those of entries merged into them included.
fn by_risk(register: &Register) -> BTreeMap<&str, Vec<&RegisterItem>> {
    let mut out: BTreeMap<&str, Vec<&RegisterItem>> = BTreeMap::new();
    for item in &register.items {
        let members = item.members.iter().map(|m| &*m.entry);
        let risks = members.chain([&*item.entry]).map(|e| e.key(Field::Risk));
        for risk in risks.collect::<BTreeSet<&str>>() {
            out.entry(risk).or_default().push(item);
        }
    }
    out
}

/// Whether the item, or an entry merged into it, says all that the row says; the risk point must be among it.
fn fits(about: &About, item: &RegisterItem) -> bool {
    let members = item.members.iter().map(|m| &*m.entry);
    let mut entries = members.chain([&*item.entry]);
    entries.any(|entry| {
        let own = About::entry(entry);
        let plain = |field| entry.text(field).unwrap_or_default();
        let says = |wanted: &str, told: &[&str]| {
            let wanted = text::key(wanted);
            wanted.is_empty() || told.iter().any(|t| text::key(t) == wanted)
        };
        says(&about.section, &[&own.section])
            && says(&about.post, &[&own.post, plain(Field::Post)])
            && says(&about.matter, &[&own.matter])
            && says(&about.risk, &[&own.risk])
    })
}

fn leave(written: WrittenDecision, fitting: &[&RegisterItem], out: &mut Applied) {
    let why = match fitting {
        [] => "登记表里没有科室、岗位、事项、风险点与它完全相同的条目".to_owned(),
        several => {
            let ids: Vec<&str> = several.iter().map(|i| i.id.as_str()).collect();
            format!(
                "登记表里有几条与它相同（{}），看不出是哪一条",
                ids.join("、")
            )
        }
    };
    let ruled = written.ruling.title();
    let message = format!(
        "{}审定为{ruled}，这一行没有评审编号，{why}",
        written.about.short()
    );
    out.findings
        .push(finding(&checks::UNLISTED, &written, message));
    out.unused.push(Unused { written, why });
}
