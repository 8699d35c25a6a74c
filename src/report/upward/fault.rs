//! What is wrong with a template, in words, with its file and line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::policy::{Problem, Source, drawn as drawn_in};
use crate::text;
use crate::writer::prose::{Fault, Wrong};

/// Something wrong, and the file it is wrong in.
pub struct Told {
    file: String,
    problem: Problem,
}

/// What is wrong, in words.
pub fn of(fault: &Fault, files: &BTreeMap<String, Source>) -> Told {
    let span = files.get(&fault.file);
    let span = span.map_or(0..0, |source| line(&source.text, fault.line));
    let (title, help) = words(fault.wrong);
    Told {
        file: fault.file.clone(),
        problem: Problem {
            span,
            title: title.to_owned(),
            help: help.to_owned(),
        },
    }
}

const fn words(wrong: Wrong) -> (&'static str, &'static str) {
    match wrong {
        Wrong::Number => (
            "这里写出的数不是数据清单里的数，或者本年没有这个数",
            "数字只能直接写清单里的名称，例如 {{ 一级风险点 }}，不能加减、数个数；只在有上年结果、有花名册时才有的数，请写在 {% if 有上年 %}…{% endif %} 一类的条件中间。",
        ),
        Wrong::NoText => (
            "这里写的是一张清单或一个“是、否”，不能直接写出来",
            "清单请用 {% for 科室 in 各科室 %}{{ 科室.名称 }}{% endfor %} 逐个写出；“是、否”用在 {% if 有上年 %} 里。",
        ),
        Wrong::Name => (
            "这一行用了没有的名称",
            "请核对点号后面的名称，例如 {{ 科室.名称 }}、{{ 科室.一级 }}；可用的名称见工作文件夹里“报告模板（说明书）”的“怎么改.md”。",
        ),
        Wrong::Function => (
            "这一行用了没有的过滤器、判断或函数",
            "常用的有 |join(\"、\")、|sort、|first、|last、|default(\"…\")。",
        ),
        Wrong::Missing => (
            "要插入的文件没有",
            "请核对 {% include \"…\" %} 里的文件名；自己新加的文件，也放在 report 文件夹里。",
        ),
        Wrong::Syntax => (
            "这一行（或它前面没有结束的 {{ }}、{% %}）写法有误",
            "请核对 {{ 与 }}、{% 与 %} 是否成对，每个 {% if %}、{% for %} 后面是否都有 {% endif %}、{% endfor %}。",
        ),
    }
}

/// A name nobody knows.
pub fn unknown(file: &Source, name: &str, known: &[&str]) -> Told {
    let near = text::nearest(name, known.iter().copied());
    let near = near.map_or(String::new(), |near| format!("是否想写“{near}”？"));
    let title = format!("没有名为“{}”的数据", text::excerpt(name, 30));
    let help = format!("{near}可用的名称见工作文件夹里“报告模板（说明书）”的“怎么改.md”。");
    told(file, place(&file.text, name), title, help)
}

/// A file that no other includes.
pub fn unused<'k>(file: &Source, known: impl Iterator<Item = &'k str>) -> Told {
    let name = file.file_name();
    let known: Vec<&str> = known.collect();
    let near = text::nearest(name, known.iter().copied());
    let near = near.map_or(String::new(), |near| format!("是否想写“{near}”？"));
    let title = format!("没有一处用到“{name}”");
    let help = format!(
        "{near}替换程序的文件，名字要与它相同：{}；新加的文件，要在“报告.md”里用 {{% include \"{name}\" %}} 插入。",
        known.join("、")
    );
    told(file, line(&file.text, 1), title, help)
}

fn told(file: &Source, span: Range<usize>, title: String, help: String) -> Told {
    Told {
        file: file.file_name().to_owned(),
        problem: Problem { span, title, help },
    }
}

/// All of it, file by file.
pub fn drawn(told: &[Told], files: &BTreeMap<String, Source>) -> String {
    let of = |(name, source): (&String, &Source)| {
        let own = told.iter().filter(|told| told.file == *name);
        let own: Vec<Problem> = own.map(|told| told.problem.clone()).collect();
        (!own.is_empty()).then(|| drawn_in("报告模板", source, &own))
    };
    files.iter().filter_map(of).collect::<Vec<_>>().join("\n\n")
}

/// The bytes of a line, counted from 1.
fn line(text: &str, number: usize) -> Range<usize> {
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    for _ in 1..number {
        start += lines.next().map_or(0, str::len);
    }
    let length = lines.next().map_or(0, |line| line.trim_end().len());
    start..start + length
}

/// Where a name first stands inside a tag as a word.
fn place(text: &str, name: &str) -> Range<usize> {
    let inside = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let open = before.rfind("{{").max(before.rfind("{%"));
        let close = before.rfind("}}").max(before.rfind("%}"));
        open.is_some_and(|open| close.is_none_or(|close| close < open))
    };
    let word = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
    let mut found = text.match_indices(name).map(|(at, _)| at);
    let start = found.find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|t| t.chars().next());
        let after = after.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        inside(*at) && word(before) && after
    });
    start.map_or(0..0, |start| start..start + name.len())
}
