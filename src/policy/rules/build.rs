//! From what people wrote to rules: later files over earlier ones by code, kinds with their settings, and every problem
//! with its line.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{KINDS, KindInfo};
use super::message::Message;
use super::params::{Params, read_fields};
use super::written::{WrittenRule, WrittenWhen};
use super::{Adjustment, Rule, RuleBook, When};
use crate::diagnostic::{Check, Confidence};
use crate::model::{Level, Roster, Subject};
use crate::policy::decode::At;
use crate::policy::source::{Problem, Source};
use crate::text;

/// The rules written so far, by code.
#[derive(Default)]
pub struct Layers {
    rules: BTreeMap<String, (WrittenRule, String)>,
    changes: Vec<(WrittenRule, String)>,
}

impl Layers {
    /// Lays the rules of a file over those before; `checks` are the codes taken by the program itself.
    pub fn lay(
        &mut self,
        rules: &[WrittenRule],
        source: &Source,
        checks: &[&Check],
        out: &mut Vec<Problem>,
    ) {
        let mut seen = BTreeSet::new();
        for rule in rules {
            let Some(code) = code_of(rule, out) else {
                continue;
            };
            if !seen.insert(code) {
                let title = format!("代码“{code}”写了两次");
                let help = "同一个代码只写一节 [[rules]]；要新增规则，请另取代码，如 U01。";
                out.push(Problem::new(rule.span.clone(), title, help));
                continue;
            }
            let line = format!("{}:{}", source.file_name(), source.line(rule.span.start));
            if checks.iter().any(|c| c.code == code) {
                self.changes.push((rule.clone(), line));
                continue;
            }
            let laid = if let Some((earlier, _)) = self.rules.get(code) {
                same_kind(earlier, rule, out);
                earlier.overlaid(rule)
            } else if rule.kind.is_some() {
                rule.clone()
            } else {
                out.push(unknown_code(code, rule, self.rules.keys(), checks));
                continue;
            };
            self.rules.insert(code.to_owned(), (laid, line));
        }
    }

    /// The rules built; problems are added to `out`.
    pub fn build(
        &self,
        checks: &[&'static Check],
        roster: &Roster,
        out: &mut Vec<Problem>,
    ) -> RuleBook {
        let rules = self.rules.iter();
        let adjustments = self.changes.iter().filter_map(|(rule, line)| {
            let code = &rule.code.as_ref()?.value;
            let check = checks.iter().find(|c| c.code == code)?;
            Some((code.clone(), adjustment(check, rule, line, out)))
        });
        let adjustments = adjustments.collect();
        RuleBook {
            rules: rules
                .filter_map(|(code, (rule, line))| build_rule(code, rule, line, roster, out))
                .collect(),
            adjustments,
            checks: checks.to_vec(),
        }
    }
}

fn code_of<'r>(rule: &'r WrittenRule, out: &mut Vec<Problem>) -> Option<&'r str> {
    let help = "代码写成字母加数字，如 code = \"W03\"；自己新增的规则可用 U01、U02。";
    let Some(code) = &rule.code else {
        out.push(Problem::new(rule.span.clone(), "这条规则没有代码", help));
        return None;
    };
    let digits = code
        .value
        .trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = code.value.len() - digits.len();
    let fits = (1..=3).contains(&letters)
        && (2..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    if !fits {
        let title = format!("“{}”不是规则代码的样子", code.value);
        out.push(Problem::new(code.span.clone(), title, help));
        return None;
    }
    Some(&code.value)
}

fn same_kind(earlier: &WrittenRule, rule: &WrittenRule, out: &mut Vec<Problem>) {
    let own = earlier.kind.as_ref().map_or("", |k| k.value.as_str());
    if let Some(kind) = rule.kind.as_ref().filter(|k| k.value != own) {
        let title = format!("这个代码已用于“{own}”规则，不能改成“{}”", kind.value);
        let help = "请删去 kind 这一行；要新增规则，请另取代码，如 U01。";
        out.push(Problem::new(kind.span.clone(), title, help));
    }
}

fn unknown_code<'c>(
    code: &str,
    rule: &WrittenRule,
    known: impl Iterator<Item = &'c String>,
    checks: &'c [&Check],
) -> Problem {
    let codes = known
        .map(String::as_str)
        .chain(checks.iter().map(|c| c.code));
    let near = text::nearest(code, codes).map_or(String::new(), |n| format!("是否想写“{n}”？"));
    Problem::new(
        rule.code
            .as_ref()
            .map_or(rule.span.clone(), |c| c.span.clone()),
        format!("没有代码为“{code}”的检查"),
        format!("{near}全部代码见 qingfeng rules；要新增规则，请用 kind 写明是哪一种。"),
    )
}

fn adjustment(check: &Check, rule: &WrittenRule, line: &str, out: &mut Vec<Problem>) -> Adjustment {
    let code = check.code;
    if check.fixed && (rule.severity.is_some() || rule.off == Some(true)) {
        out.push(Problem::new(
            rule.span.clone(),
            format!("“{code} {}”的程度不能改，也不能关闭", check.title),
            "出现这种问题的文件没有读入，必须让您知道。可以改的是 title、help、example、clause。",
        ));
    }
    let extra: Vec<&str> = rule.particular().map(|(name, _)| name).collect();
    let named = rule.kind.is_some() || rule.when.is_some() || rule.text("message").is_some();
    if named || !extra.is_empty() {
        out.push(Problem::new(
            rule.span.clone(),
            format!("“{code} {}”是读表时的检查，只能改程度和文字", check.title),
            "可用的设置有：severity、off、title、help、example、clause。",
        ));
    }
    let text = |name| rule.text(name).map(|t| t.value.clone());
    Adjustment {
        severity: rule.severity,
        off: rule.off.unwrap_or(false),
        title: text("title"),
        help: text("help"),
        example: text("example"),
        clause: text("clause"),
        line: line.to_owned(),
    }
}

fn build_rule(
    code: &str,
    rule: &WrittenRule,
    line: &str,
    roster: &Roster,
    out: &mut Vec<Problem>,
) -> Option<Rule> {
    let kind = rule.kind.as_ref()?;
    let Some(info) = KINDS.iter().find(|k| k.name == kind.value) else {
        out.push(unknown_kind(kind));
        return None;
    };
    check_params(info, rule, out);
    let built = (info.build)(&mut Params::new(rule, out));
    let fields = rule.lists[0]
        .as_deref()
        .map_or(Vec::new(), |list| read_fields(list, out));
    let when = rule
        .when
        .as_ref()
        .map_or(When::default(), |w| read_when(w, roster, out));
    let message = required(rule, "message", out).and_then(|m| read_message(m, info, out));
    let title = required(rule, "title", out).map(|t| t.value.clone());
    let help = required(rule, "help", out).map(|t| t.value.clone());
    if rule.severity.is_none() {
        let title = format!("规则“{code}”没有写明程度");
        let help = "请加一行 severity = \"error\"（必须改正）、\"warning\"（请看一眼）或 \"note\"（供了解）。";
        out.push(Problem::new(rule.span.clone(), title, help));
    }
    let text = |name| {
        rule.text(name)
            .map(|t| t.value.clone())
            .filter(|t| !t.is_empty())
    };
    Some(Rule {
        code: code.to_owned(),
        kind: built?,
        info,
        fields,
        when,
        title: title?,
        severity: rule.severity?,
        confidence: rule.confidence.unwrap_or(Confidence::High),
        message: message?,
        help: help?,
        example: text("example"),
        clause: text("clause"),
        about: text("about"),
        off: rule.off.unwrap_or(false),
        line: line.to_owned(),
    })
}

fn unknown_kind(kind: &At<String>) -> Problem {
    let names: Vec<&str> = KINDS.iter().map(|k| k.name).collect();
    let near = text::nearest(&kind.value, names.iter().copied());
    let hint = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
    Problem::new(
        kind.span.clone(),
        format!("没有“{}”这种规则", kind.value),
        format!("{hint}可用的种类有：{}。", names.join("、")),
    )
}

fn check_params(info: &KindInfo, rule: &WrittenRule, out: &mut Vec<Problem>) {
    for (name, span) in rule.particular().filter(|(n, _)| !info.params.contains(n)) {
        let takes = if info.params.is_empty() {
            "这种规则没有专门的设置".to_owned()
        } else {
            format!("这种规则用的是 {}", info.params.join("、"))
        };
        let title = format!("“{}”这种规则不用 {name}", info.name);
        out.push(Problem::new(
            span,
            title,
            format!("请删去 {name}；{takes}。"),
        ));
    }
}

fn required<'r>(
    rule: &'r WrittenRule,
    name: &str,
    out: &mut Vec<Problem>,
) -> Option<&'r At<String>> {
    let text = rule.text(name).filter(|t| !t.value.trim().is_empty());
    if text.is_none() {
        let title = format!("这条规则没有写 {name}");
        let help = format!("请加一行 {name} = \"……\"。");
        out.push(Problem::new(rule.span.clone(), title, help));
    }
    text
}

fn read_message(written: &At<String>, info: &KindInfo, out: &mut Vec<Problem>) -> Option<Message> {
    let message = Message::parse(&written.value, info.slots);
    if let Err(slot) = &message {
        let slots: Vec<String> = info.slots.iter().map(|s| format!("{{{s}}}")).collect();
        let title = format!("message 中的“{slot}”没有意义");
        let help = format!("“{}”这种规则可用：{}。", info.name, slots.join("、"));
        out.push(Problem::new(written.span.clone(), title, help));
    }
    message.ok()
}

fn read_when(written: &WrittenWhen, roster: &Roster, out: &mut Vec<Problem>) -> When {
    let [levels, subjects, sections, filled] = written;
    let subject_names = Subject::ALL.map(Subject::key);
    When {
        levels: choose(
            levels,
            "等级",
            &Level::ALL.map(Level::title),
            &Level::ALL,
            out,
        ),
        subjects: choose(subjects, "排查主体", &subject_names, &Subject::ALL, out),
        sections: sections
            .iter()
            .filter_map(|name| section(name, roster, out))
            .collect(),
        filled: read_fields(filled, out),
    }
}

fn choose<T: Copy>(
    words: &[At<String>],
    what: &str,
    names: &[&str],
    values: &[T],
    out: &mut Vec<Problem>,
) -> Vec<T> {
    let mut chosen = Vec::new();
    for word in words {
        match names.iter().position(|n| *n == word.value) {
            Some(at) => chosen.push(values[at]),
            None => out.push(Problem::new(
                word.span.clone(),
                format!("没有“{}”这种{what}", word.value),
                format!("请写 {} 之一。", names.join("、")),
            )),
        }
    }
    chosen
}

fn section(name: &At<String>, roster: &Roster, out: &mut Vec<Problem>) -> Option<String> {
    if roster.is_empty() {
        return Some(name.value.clone());
    }
    if let Some(section) = roster.section(&name.value) {
        return Some(section.name.clone());
    }
    let names = roster.sections.iter().map(|s| s.name.as_str());
    let near = text::nearest(&name.value, names);
    out.push(Problem::new(
        name.span.clone(),
        format!("花名册中没有科室“{}”", name.value),
        near.map_or("请核对 sections 中的科室名称。".to_owned(), |n| {
            format!("是否想写“{n}”？")
        }),
    ));
    None
}
