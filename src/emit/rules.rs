//! Rules and checks explained: the list of codes, one code at length, and the whole as a reference page. All three come
//! from the policy and the checks themselves, so that they cannot say anything else than what is done.

use std::fmt::Write as _;

use crate::diagnostic::{Check, Severity};
use crate::model::{Level, Subject};
use crate::policy::{Policy, Rule, When};
use crate::text;

/// Groups of codes by their first letter.
const GROUPS: [(&str, &str); 21] = [
    ("F", "文件"),
    ("T", "表格的样子"),
    ("L", "等级的写法"),
    ("G", "定级"),
    ("R", "评审"),
    ("Z", "互查、评议"),
    ("M", "新旧版与合并"),
    ("P", "公示"),
    ("D", "日期"),
    ("E", "必填"),
    ("W", "文字内容"),
    ("C", "风险类别"),
    ("S", "责任领导"),
    ("N", "花名册"),
    ("B", "花名册.xlsx"),
    ("Q", "序号与重复"),
    ("Y", "标题"),
    ("V", "漏报"),
    ("H", "台账"),
    ("A", "考核评分"),
    ("U", "本单位新增"),
];

/// One code with all there is to say about it.
struct Explained<'p> {
    code: &'p str,
    title: &'p str,
    severity: Severity,
    off: bool,
    fixed: bool,
    /// What it looks for.
    about: String,
    message: Option<String>,
    help: &'p str,
    example: Option<&'p str>,
    clause: Option<&'p str>,
    settings: Vec<String>,
    line: Option<&'p str>,
}

/// The list of all codes, one line each, by group.
pub fn rules_list(policy: &Policy) -> String {
    let all = explained(policy);
    let mut out = String::new();
    for (name, group) in grouped(&all) {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{name}");
        for one in group {
            let state = if one.off {
                "关闭"
            } else {
                one.severity.title()
            };
            let _ = writeln!(out, "  {}  {state}  {}", one.code, one.title);
        }
    }
    let off = all.iter().filter(|e| e.off).count();
    let _ = writeln!(
        out,
        "\n共 {} 种，关闭 {off} 种。错误：必须改正，条目退回；注意：请看一眼，照常登记；提示：供了解。\n要看其中一种的说明（命令行：qingfeng rules 代码，例如 qingfeng rules W03）",
        all.len()
    );
    out
}

/// One code at length.
///
/// # Errors
/// A message for people, with the nearest code, if there is no such code.
pub fn rule_explained(policy: &Policy, code: &str) -> Result<String, String> {
    let wanted = text::key(code).to_uppercase();
    let all = explained(policy);
    let Some(one) = all.iter().find(|e| e.code == wanted) else {
        let near = text::nearest(&wanted, all.iter().map(|e| e.code));
        let hint = near.map_or(String::new(), |n| format!("是否想看 {n}？"));
        return Err(format!(
            "没有代码“{code}”。{hint}全部代码见“默认口径（说明书）.toml”（命令行：qingfeng rules）"
        ));
    };
    let mut out = format!("{} {}　{}\n", one.code, one.title, state(one));
    for (name, value) in lines(one) {
        let _ = writeln!(out, "  {name}：{value}");
    }
    if !one.fixed {
        let _ = write!(
            out,
            "\n要改这一条，在 qingfeng.toml 中写（severity 可写 error、warning、note；不要这一条则改写 off = true）：\n\n  [[rules]]\n  code = \"{}\"\n  severity = \"{}\"\n",
            one.code,
            key(one.severity)
        );
    }
    Ok(out)
}

/// The reference of all codes in Markdown.
pub fn rules_reference(policy: &Policy) -> String {
    let all = explained(policy);
    let mut out = format!(
        "# 问题代码\n\n<!-- 由程序生成，请勿手改 -->\n\n共 {} 种。**错误**必须改正，所在条目退回；**注意**请看一眼，条目照常登记；**提示**供了解。\n\
         程度、字数、用词都可以在 `qingfeng.toml` 的 `[[rules]]` 中改，写法见 `templates/policy.toml`。\n",
        all.len()
    );
    for (name, group) in grouped(&all) {
        let _ = write!(out, "\n## {name}\n");
        for one in group {
            let _ = write!(
                out,
                "\n### {} {}\n\n{}\n\n",
                one.code,
                one.title,
                state(one)
            );
            for (name, value) in lines(one).into_iter().filter(|(name, _)| *name != "出处") {
                let _ = writeln!(out, "- {name}：{}", value.replace('|', "\\|"));
            }
        }
    }
    out
}

fn state(one: &Explained<'_>) -> String {
    match (one.off, one.fixed) {
        (true, _) => "已关闭".to_owned(),
        (false, true) => format!("{}（不能改程度：文件没有读入）", one.severity.title()),
        (false, false) => one.severity.title().to_owned(),
    }
}

/// What there is to say, by name.
fn lines<'e>(one: &'e Explained<'_>) -> Vec<(&'static str, String)> {
    let some = |value: &'e Option<String>| value.clone();
    let named = [
        ("查什么", Some(one.about.clone())),
        (
            "设置",
            Some(one.settings.join("；")).filter(|s| !s.is_empty()),
        ),
        ("怎么说", some(&one.message)),
        ("怎么办", Some(one.help.to_owned())),
        ("正确写法", one.example.map(str::to_owned)),
        ("依据", one.clause.map(str::to_owned)),
        ("出处", one.line.map(str::to_owned)),
    ];
    let told = named
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    told.collect()
}

fn explained(policy: &Policy) -> Vec<Explained<'_>> {
    let book = &policy.rule_book;
    let checks = book.checks.iter().map(|check| of_check(check, policy));
    let rules = book.rules.iter().map(|rule| of_rule(rule, policy));
    let mut all: Vec<Explained<'_>> = checks.chain(rules).collect();
    all.sort_by_key(|e| e.code);
    all
}

fn of_check<'p>(check: &'static Check, policy: &'p Policy) -> Explained<'p> {
    let change = policy.rule_book.adjustments.get(check.code);
    let own = |text: &'static str| Some(text).filter(|t| !t.is_empty());
    Explained {
        code: check.code,
        title: change
            .and_then(|c| c.title.as_deref())
            .unwrap_or(check.title),
        severity: change.and_then(|c| c.severity).unwrap_or(check.severity),
        off: change.is_some_and(|c| c.off),
        fixed: check.fixed,
        about: check.about.to_owned(),
        message: None,
        help: change.and_then(|c| c.help.as_deref()).unwrap_or(check.help),
        example: change
            .and_then(|c| c.example.as_deref())
            .or(own(check.example)),
        clause: change.and_then(|c| c.clause.as_deref()),
        settings: Vec::new(),
        line: change.map(|c| c.line.as_str()),
    }
}

fn of_rule<'p>(rule: &'p Rule, policy: &'p Policy) -> Explained<'p> {
    let titles: Vec<&str> = rule.fields.iter().map(|f| f.title()).collect();
    let mut settings = Vec::new();
    if !titles.is_empty() {
        settings.push(format!("fields 为{}", titles.join("、")));
    }
    let own = rule.kind.settings();
    settings.extend(
        own.into_iter()
            .map(|(name, value)| format!("{name} 为 {value}")),
    );
    settings.extend(conditions(&rule.when));
    let of_field = rule.fields.first().filter(|_| rule.fields.len() == 1);
    let example = of_field.and_then(|f| policy.example(*f));
    Explained {
        code: &rule.code,
        title: &rule.title,
        severity: rule.severity,
        off: rule.off,
        fixed: false,
        about: rule.about.clone().unwrap_or(rule.info.about.to_owned()),
        message: Some(rule.message.written()),
        help: &rule.help,
        example: rule.example.as_deref().or(example),
        clause: rule.clause.as_deref(),
        settings,
        line: Some(&rule.line),
    }
}

fn conditions(when: &When) -> Option<String> {
    let subjects = when.subjects.iter().copied().map(Subject::title);
    let levels = when.levels.iter().copied().map(Level::title);
    let filled = when.filled.iter().map(|f| f.title());
    let join = |name: &str, words: Vec<&str>| {
        (!words.is_empty()).then(|| format!("{name}{}", words.join("、")))
    };
    let told = [
        join("等级为", levels.collect()),
        join("排查主体为", subjects.collect()),
        join("科室为", when.sections.iter().map(String::as_str).collect()),
        join("已填", filled.collect()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| format!("只查{}的条目", told.join("、")))
}

/// The codes by group, groups without codes left out; codes of no group stand with those a bureau added.
fn grouped<'e, 'p>(all: &'e [Explained<'p>]) -> Vec<(String, Vec<&'e Explained<'p>>)> {
    let letter = |e: &Explained<'_>| {
        let known = GROUPS.iter().map(|g| g.0).find(|g| e.code.starts_with(g));
        known.unwrap_or("U")
    };
    let groups = GROUPS.iter().map(|(first, name)| {
        let own = all.iter().filter(|e| letter(e) == *first).collect();
        (format!("{first} {name}"), own)
    });
    groups
        .filter(|(_, own): &(_, Vec<_>)| !own.is_empty())
        .collect()
}

const fn key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
