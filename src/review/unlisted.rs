//! Rows people added to the review workbook by hand: without 评审编号, they are held against the register by what they say.

use super::applied::{Applied, finding};
use super::checks;
use crate::model::{Meant, Register, RegisterItem, ReviewId, Unused, WrittenDecision};

/// The decisions with their ids. One without an id is about the only item of which all its words are true; where there is
/// none, or there are several, it is told and kept.
pub fn find(
    register: &Register,
    decisions: Vec<WrittenDecision>,
    out: &mut Applied,
) -> Vec<(ReviewId, WrittenDecision)> {
    let mut found = Vec::with_capacity(decisions.len());
    let meant = Meant::of(register);
    for mut written in decisions {
        if let Some(id) = &written.id {
            found.push((id.clone(), written));
            continue;
        }
        let fitting = meant.fitting(&written.about).into_iter();
        let fitting: Vec<&RegisterItem> = fitting.map(|at| &register.items[at]).collect();
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
