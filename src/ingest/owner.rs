//! 责任人: one or several in a cell, with line breaks that separate or only fit the width.

use crate::policy::Lookup;
use crate::text;

/// The persons in charge named in a cell, in order, without repeats.
pub fn read(written: &str, lookup: &Lookup<'_>) -> Vec<String> {
    let mut owners: Vec<String> = Vec::new();
    for part in numbered_apart(written).split(|c| c != '\n' && text::is_list_mark(c)) {
        for owner in lines(part, lookup) {
            let bare = text::without_list_number(&owner).to_owned();
            if !bare.is_empty() && !owners.contains(&bare) {
                owners.push(bare);
            }
        }
    }
    owners
}

/// ①科长②会计: each circled number begins a line.
fn numbered_apart(written: &str) -> String {
    let mut out = String::new();
    for c in written.chars() {
        if ('①'..='⑳').contains(&c) {
            out.push('\n');
        }
        out.push(c);
    }
    out
}

/// 分管领导人↵科室负责人 is two; 科室↵负责人 is one, broken for width.
fn lines(part: &str, lookup: &Lookup<'_>) -> Vec<String> {
    let lines: Vec<String> = part
        .split('\n')
        .map(text::squash)
        .filter(|l| !l.is_empty())
        .collect();
    let complete =
        |line: &String| text::after_list_number(line).is_some() || lookup.looks_like_owner(line);
    if lines.len() > 1 && lines.iter().all(complete) {
        return lines;
    }
    vec![lines.concat()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn breaks_separate_owners_only_where_each_line_is_one() {
        let policy = Policy::embedded().expect("valid");
        let lookup = Lookup::new(&policy);
        for (written, owners) in [
            ("科室\n负责人", vec!["科室负责人"]),
            ("分管领导人\n科室负责人", vec!["分管领导人", "科室负责人"]),
            ("科长、经办人", vec!["科长", "经办人"]),
            ("1.科长\n2.出纳", vec!["科长", "出纳"]),
            ("①科长②会计", vec!["科长", "会计"]),
            ("张 一", vec!["张一"]),
            ("", vec![]),
        ] {
            assert_eq!(read(written, &lookup), owners, "{written}");
        }
    }
}
