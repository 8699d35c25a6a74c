//! From what people wrote to rules: kinds with their settings, and every problem with its line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::book::{Adjustment, RuleBook};
use super::kinds::KINDS;
use super::message::Message;
use super::rule::{Facts, Fields, Kind, KindInfo, Rule};
use super::scope::When;
use super::written::{WrittenRule, WrittenWhen};
use crate::diagnostic::{Check, Confidence};
use crate::model::{Level, Roster, Subject};
use crate::policy::decode::{At, Set};
use crate::policy::fault::Fault;
use crate::policy::reader::Reader;
use crate::policy::source::{Report, Source};
use crate::text;

/// Names of the settings that only some kinds take.
static SETTINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let of_kinds = KINDS.iter().flat_map(|kind| kind.settings);
    of_kinds.map(|(name, _)| *name).collect()
});

/// Where the rules were written last, and of which kind each was from the beginning.
#[derive(Debug, Default)]
pub struct Origins(BTreeMap<String, Origin>);

#[derive(Debug)]
struct Origin {
    kind: Option<String>,
    line: String,
}

impl Origins {
    /// Notes the rules of a file. What is wrong with them whatever stands in earlier files is reported.
    pub fn add(&mut self, document: &Reader<'_>, source: &Source, report: &Report) {
        let mut seen = BTreeSet::new();
        for table in document.tables("rules") {
            let rule: WrittenRule = table.also(Some(&SETTINGS)).read();
            let Some(code) = code_of(&rule, &table.span(), report) else {
                continue;
            };
            if !seen.insert(code.to_owned()) {
                let title = format!("代码“{code}”写了两次");
                let help = "同一个代码只写一节 [[rules]]；要新增规则，请另取代码，如 U01。";
                report.wrong(&table.span(), title, help);
                continue;
            }
            let known = self.0.get(code).and_then(|origin| origin.kind.clone());
            if let (Some(own), Some(kind)) = (&known, &*rule.kind)
                && *own != kind.value
            {
                let title = format!("这个代码已用于“{own}”规则，不能改成“{}”", kind.value);
                let help = "请删去 kind 这一行；要新增规则，请另取代码，如 U01。";
                report.wrong(&kind.span, title, help);
            }
            let kind = known.or_else(|| rule.kind.value().cloned());
            if let Some(info) = KINDS.iter().find(|info| Some(info.name) == kind.as_deref()) {
                // Whether anything is missing cannot be said before the files lie over each other.
                let _ = (info.make)(table.also(None), &Facts::default());
            }
            let line = source.line(table.span().start);
            let line = format!("{}:{line}", source.file_name());
            self.0.insert(code.to_owned(), Origin { kind, line });
        }
    }
}

/// The rules of the document; `checks` are those the program makes while reading.
pub fn build(
    document: &Reader<'_>,
    origins: &Origins,
    checks: &[&'static Check],
    facts: &Facts,
    report: &Report,
) -> RuleBook {
    let mut rules = BTreeMap::new();
    let mut adjustments = BTreeMap::new();
    for table in document.tables("rules") {
        let written: WrittenRule = table.also(None).read();
        // A code that is none has been reported.
        let origin = written
            .code
            .as_ref()
            .and_then(|code| origins.0.get_key_value(&code.value));
        let Some((code, Origin { line, .. })) = origin else {
            continue;
        };
        let (code, line) = (code.clone(), line.clone());
        if let Some(check) = checks.iter().find(|check| check.code == code) {
            adjustments.insert(code, adjustment(check, &table, &written, line, report));
        } else if let Some(kind) = &*written.kind {
            let title = |name: &str| format!("没有“{name}”这种规则");
            let known = KINDS.iter().map(|info| (info.name, info));
            let info = report.one_of(kind, known, title, "可用的种类有");
            let rule = info.and_then(|info| rule((&table, line), &written, info, facts, report));
            rules.extend(rule.map(|rule| (code, rule)));
        } else {
            let own = rules.keys().map(String::as_str);
            let codes = own.chain(checks.iter().map(|c| c.code));
            let near = text::nearest(&code, codes);
            let near = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
            let help = "全部代码见“默认口径（说明书）.toml”（命令行：qingfeng rules）；要新增规则，请用 kind 写明是哪一种。";
            let place = written
                .code
                .as_ref()
                .map_or(table.span(), |code| code.span.clone());
            report.wrong(&place, format!("没有代码为“{code}”的检查"), near + help);
        }
    }
    RuleBook {
        rules: rules.into_values().collect(),
        adjustments,
        checks: checks.to_vec(),
    }
}

fn code_of<'r>(rule: &'r WrittenRule, span: &Range<usize>, report: &Report) -> Option<&'r str> {
    let help = "代码写成字母加数字，如 code = \"W03\"；自己新增的规则可用 U01、U02。";
    let Some(code) = &*rule.code else {
        report.wrong(span, "这条规则没有代码", help);
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
        report.wrong(
            &code.span,
            format!("“{}”不是规则代码的样子", code.value),
            help,
        );
    }
    fits.then_some(&code.value)
}

fn adjustment(
    check: &Check,
    table: &Reader<'_>,
    written: &WrittenRule,
    line: String,
    report: &Report,
) -> Adjustment {
    let named = format!("“{} {}”", check.code, check.title);
    let off = written.off.value() == Some(&true);
    if check.fixed && (written.severity.is_some() || off) {
        let help =
            "出现这种问题的文件没有读入，必须让您知道。可以改的是 title、help、example、clause。";
        report.wrong(
            &table.span(),
            format!("{named}的程度不能改，也不能关闭"),
            help,
        );
    }
    let foreign = ["kind", "when", "message", "fields"];
    let is_foreign = |key: &str| foreign.contains(&key) || SETTINGS.contains(&key);
    if table.keys().any(|(key, _)| is_foreign(key)) {
        let title = format!("{named}是读表时的检查，只能改程度和文字");
        let help = "可用的设置有：severity、off、title、help、example、clause。";
        report.wrong(&table.span(), title, help);
    }
    Adjustment {
        severity: written.severity.value().copied(),
        off,
        title: written.title.value().cloned(),
        help: written.help.value().cloned(),
        example: written.example.value().cloned(),
        clause: written.clause.value().cloned(),
        line,
    }
}

fn rule(
    (table, line): (&Reader<'_>, String),
    written: &WrittenRule,
    info: &'static KindInfo,
    facts: &Facts,
    report: &Report,
) -> Option<Rule> {
    let span = table.span();
    let code = written.code.text();
    check_settings(table, info, report);
    let kind = kind(table, written, info, facts, report);
    let fields = written
        .fields
        .iter()
        .filter_map(|f| report.field(f))
        .collect();
    let when = written.when.value().map(|w| when(w, &facts.roster, report));
    let message = required(&written.message, "message", &span, report);
    let message = message.and_then(|m| message_of(m, info, report));
    let title = required(&written.title, "title", &span, report);
    let help = required(&written.help, "help", &span, report);
    if written.severity.is_none() {
        let title = format!("规则“{code}”没有写明程度");
        let help = "请加一行 severity = \"error\"（必须改正）、\"warning\"（请看一眼）或 \"note\"（供了解）。";
        report.wrong(&span, title, help);
    }
    let text = |text: &Set<String>| text.value().filter(|t| !t.is_empty()).cloned();
    Some(Rule {
        code: code.to_owned(),
        kind: kind?,
        info,
        fields,
        when: when.unwrap_or_default(),
        title: title?.value.clone(),
        severity: *written.severity.value()?,
        confidence: written
            .confidence
            .value()
            .copied()
            .unwrap_or(Confidence::High),
        message: message?,
        help: help?.value.clone(),
        example: text(&written.example),
        clause: text(&written.clause),
        about: text(&written.about),
        off: written.off.value() == Some(&true),
        line,
        examples: facts.examples.clone(),
    })
}

/// What the rule looks for; what its kind needs and is not written is reported.
fn kind(
    table: &Reader<'_>,
    written: &WrittenRule,
    info: &KindInfo,
    facts: &Facts,
    report: &Report,
) -> Option<Arc<dyn Kind>> {
    let unnamed = info.fields == Fields::Needed && written.fields.is_empty();
    let made = if unnamed {
        Err(Fault::Missing("fields"))
    } else {
        (info.make)(table.also(None), facts)
    };
    if let Err(Fault::Missing(name)) = made {
        let mut examples = info.settings.iter();
        let example = examples.find(|(own, _)| *own == name);
        let example = example.map_or("[\"measures\"]", |(_, example)| example);
        let title = format!("“{}”这种规则必须写明 {name}", info.name);
        report.wrong(
            &table.span(),
            title,
            format!("请加一行 {name} = {example}。"),
        );
        return None;
    }
    made.ok()
}

/// Settings of other kinds have no meaning here.
fn check_settings(table: &Reader<'_>, info: &KindInfo, report: &Report) {
    let fields = (info.fields != Fields::Own).then_some("fields");
    let settings = info.settings.iter().map(|(name, _)| *name);
    let own: Vec<&str> = fields.into_iter().chain(settings).collect();
    for (key, span) in table.keys() {
        let is_particular = key == "fields" || SETTINGS.contains(&key);
        if !is_particular || own.contains(&key) {
            continue;
        }
        let takes = if own.is_empty() {
            "这种规则没有专门的设置".to_owned()
        } else {
            format!("这种规则用的是 {}", own.join("、"))
        };
        let title = format!("“{}”这种规则不用 {key}", info.name);
        report.wrong(&span, title, format!("请删去 {key}；{takes}。"));
    }
}

fn required<'r>(
    text: &'r Set<String>,
    name: &str,
    span: &Range<usize>,
    report: &Report,
) -> Option<&'r At<String>> {
    let written = text.as_ref().filter(|t| !t.value.trim().is_empty());
    if written.is_none() {
        let title = format!("这条规则没有写 {name}");
        report.wrong(span, title, format!("请加一行 {name} = \"……\"。"));
    }
    written
}

fn message_of(written: &At<String>, info: &KindInfo, report: &Report) -> Option<Message> {
    let message = Message::parse(&written.value, info.slots);
    if let Err(slot) = &message {
        let slots: Vec<String> = info.slots.iter().map(|s| format!("{{{s}}}")).collect();
        let title = format!("message 中的“{slot}”没有意义");
        let help = format!("“{}”这种规则可用：{}。", info.name, slots.join("、"));
        report.wrong(&written.span, title, help);
    }
    message.ok()
}

fn when(written: &WrittenWhen, roster: &Roster, report: &Report) -> When {
    let levels = Level::ALL.map(|level| (level.title(), level));
    let subjects = Subject::ALL.map(|subject| (subject.key(), subject));
    let sections = written.section.iter();
    let filled = written.filled.iter();
    When {
        levels: choose(&written.level, "等级", &levels, report),
        subjects: choose(&written.subject, "排查主体", &subjects, report),
        sections: sections
            .filter_map(|s| section(s, roster, report))
            .collect(),
        filled: filled.filter_map(|f| report.field(f)).collect(),
    }
}

fn choose<T: Copy>(
    words: &[At<String>],
    what: &str,
    known: &[(&str, T)],
    report: &Report,
) -> Vec<T> {
    let title = |word: &str| format!("没有“{word}”这种{what}");
    let known = || known.iter().copied();
    let words = words.iter();
    words
        .filter_map(|w| report.one_of(w, known(), title, "可以写"))
        .collect()
}

fn section(name: &At<String>, roster: &Roster, report: &Report) -> Option<String> {
    if roster.is_empty() {
        return Some(name.value.clone());
    }
    if let Some(section) = roster.section(&name.value) {
        return Some(section.name.clone());
    }
    let known = roster.sections().iter().map(|s| (s.name.as_str(), ()));
    let title = |name: &str| format!("花名册中没有科室“{name}”");
    report.one_of(name, known, title, "花名册中的科室有");
    None
}
