//! 责任人: one or several in a cell, with line breaks that separate or only fit the width.

use super::person_names::is_person;
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

/// 分管领导人↵科室负责人 is two, and so are two names; 科室↵负责人 is one, broken for width.
fn lines(part: &str, lookup: &Lookup<'_>) -> Vec<String> {
    let lines: Vec<String> = part
        .split('\n')
        .flat_map(|line| names(line, lookup).unwrap_or_else(|| vec![text::squash(line)]))
        .filter(|l| !l.is_empty())
        .collect();
    let whole = lines.concat();
    let of_office =
        |line: &String| text::after_list_number(line).is_some() || lookup.looks_like_owner(line);
    let complete = |line: &String| of_office(line) || is_person(line, lookup);
    let apart = lines.iter().all(of_office)
        || (lines.iter().all(complete) && !lookup.looks_like_owner(&whole));
    if lines.len() > 1 && apart {
        return lines;
    }
    vec![whole]
}

/// The names in a line, if it is nothing but names with blanks between them: 张明 李亮, and not 张　一.
fn names(line: &str, lookup: &Lookup<'_>) -> Option<Vec<String>> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let names = parts.len() > 1 && parts.iter().all(|part| is_person(part, lookup));
    names.then(|| parts.into_iter().map(str::to_owned).collect())
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
            ("张明\n李亮", vec!["张明", "李亮"]),
            ("张明 李亮", vec!["张明", "李亮"]),
            ("陈科长\n林二", vec!["陈科长", "林二"]),
            ("安全\n主管", vec!["安全主管"]),
            ("欧阳\n修", vec!["欧阳修"]),
            ("", vec![]),
        ] {
            assert_eq!(read(written, &lookup), owners, "{written}");
        }
    }
}
