//! 交叉互查 and 群众评议: lays what others say, on forms of their own or in columns of a self-check form, on the risk points they
//! speak of. No level is changed by it: where it differs, the
//! leading group is asked.

use std::collections::BTreeMap;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{Meant, Opinion, OpinionLine, Register, RegisterItem, Unmeant, Voice};
use crate::text;

/// Lays the lines on their items, each thing said once. Answers with the lines that fit none, and with what was said after
/// the leading group had decided.
pub fn hear(register: &mut Register, lines: Vec<OpinionLine>) -> Vec<Diagnostic> {
    for item in &mut register.items {
        let own = item.entry.extras.iter().filter_map(Opinion::in_form);
        item.opinions.extend(own);
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut laid: BTreeMap<usize, Vec<OpinionLine>> = BTreeMap::new();
    let meant = Meant::of(register);
    for line in lines {
        match items(&meant, &line) {
            Ok(items) => {
                for at in items {
                    laid.entry(at).or_default().push(line.clone());
                }
            }
            Err(why) => findings.push(unlaid(&line, &why)),
        }
    }
    for (at, lines) in laid {
        let item = &mut register.items[at];
        for line in lines {
            findings.extend(late(item, &line));
            if !item.opinions.contains(&line.opinion) {
                item.opinions.push(line.opinion);
            }
        }
        item.opinions.sort();
    }
    findings
}

/// The items a line speaks of: one, or all of a section.
fn items(meant: &Meant<'_>, line: &OpinionLine) -> Result<Vec<usize>, String> {
    if line.opinion.whole_section {
        let section = &line.about.section;
        let own = meant.of_section(section);
        return match (own.is_empty(), section.is_empty()) {
            (false, _) => Ok(own),
            (true, true) => Err("没有写登记编号，也没有写科室和风险点".to_owned()),
            (true, false) => Err(format!(
                "没有写登记编号和风险点，登记表里也没有“{}”的条目",
                text::excerpt(section, 30)
            )),
        };
    }
    let found = meant.find(&line.id, &line.about);
    found.map(|at| vec![at]).map_err(|why| match why {
        Unmeant::NoNumber => format!("登记表里没有编号“{}”", line.id),
        Unmeant::OtherWords(other) => format!(
            "编号写的是“{}”，风险点写的却是“{other}”的，看不出是哪一条",
            line.id
        ),
        Unmeant::NoWords => {
            "没有写登记编号，登记表里也没有科室、岗位、事项、风险点与它完全相同的条目".to_owned()
        }
        Unmeant::Several(ids) => format!(
            "没有写登记编号，登记表里有几条与它相同（{}），看不出是哪一条",
            ids.join("、")
        ),
    })
}

/// Whose voice, on what: `交叉互查对预算科“违规调整预算”的意见`.
fn named(line: &OpinionLine) -> String {
    let what = match line.opinion.voice {
        Voice::CrossCheck => "意见",
        Voice::Ballot => "评议",
    };
    let whom = if line.about.risk.is_empty() {
        let words = [&line.id, &line.about.matter, &line.about.section];
        let word = words.into_iter().find(|word| !word.is_empty());
        word.map_or(String::new(), |word| {
            format!("“{}”", text::excerpt(word, 30))
        })
    } else {
        line.about.short()
    };
    format!("{}对{whom}的{what}", line.opinion.voice.title())
}

fn unlaid(line: &OpinionLine, why: &str) -> Diagnostic {
    let message = format!("{}没有采用：{why}", named(line));
    let finding = Diagnostic::new(&checks::OPINION_UNLAID, line.place.clone(), message);
    finding.found(line.opinion.in_full())
}

/// What was said of another level after the leading group had decided: its decision stands, and a person is asked to look.
fn late(item: &RegisterItem, line: &OpinionLine) -> Option<Diagnostic> {
    let decision = item.entry.decision.as_ref()?;
    let (on, said) = (decision.on?.day()?, line.opinion.date?.day()?);
    let differs = line.opinion.question(item.effective, item.basis)?;
    let message = format!(
        "{}（{}）：{differs}，而领导小组在 {on} 已经审定，审定不变",
        line.about.short(),
        item.id
    );
    let new = said > on && !item.carried.decided;
    new.then(|| Diagnostic::new(&checks::OPINION_LATE, line.place.clone(), message))
}
