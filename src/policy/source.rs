//! A policy file's text and the problems found in it, drawn with the lines concerned.

use std::cell::RefCell;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::decode::At;
use crate::model::Field;
use crate::text;

/// The text of a policy file and the name people know it by.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path, or the name of the embedded default.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// The name without its folders: the result must not depend on where a folder lies.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// Line of a byte position, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(&self.text);
        before.matches('\n').count() + 1
    }
}

/// One thing wrong in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the text concerned.
    pub span: Range<usize>,
    /// What is wrong.
    pub title: String,
    /// What to write instead.
    pub help: String,
}

/// Collects what is wrong, so that all of it is told at once.
#[derive(Debug)]
pub struct Report {
    source: Source,
    problems: RefCell<Vec<Problem>>,
}

impl Report {
    /// Nothing is wrong yet in this file.
    pub const fn new(source: Source) -> Self {
        let problems = RefCell::new(Vec::new());
        Self { source, problems }
    }

    /// The file.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Line of the bytes, counted from 1.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.source.line(span.start)
    }

    /// A problem at these bytes.
    pub fn wrong(&self, span: &Range<usize>, title: impl Into<String>, help: impl Into<String>) {
        let problem = Problem {
            span: span.clone(),
            title: title.into(),
            help: help.into(),
        };
        self.problems.borrow_mut().push(problem);
    }

    /// Whether a problem of this place says so already.
    pub fn has(&self, span: &Range<usize>, words: &str) -> bool {
        let problems = self.problems.borrow();
        let mut own = problems.iter().filter(|p| p.span == *span);
        own.any(|p| p.title.contains(words))
    }

    /// Where something is wrong.
    pub fn spans(&self) -> Vec<Range<usize>> {
        self.problems
            .borrow()
            .iter()
            .map(|p| p.span.clone())
            .collect()
    }

    /// All problems in the order of the text, each once.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|p| p.span.start);
        let mut told = std::collections::BTreeSet::new();
        problems.retain(|p| told.insert((p.span.start, p.span.end, p.title.clone())));
        problems
    }

    /// The field of this name.
    pub fn field(&self, name: &At<String>) -> Option<Field> {
        let known = Field::ALL.iter().map(|field| (field.key(), *field));
        let title = |name: &str| format!("没有名为“{name}”的栏目");
        self.one_of(name, known, title, "可用的栏目有")
    }

    /// What a word stands for among those known; `title` says what is wrong with any other, `list` introduces what
    /// there is.
    pub fn one_of<'k, T>(
        &self,
        word: &At<String>,
        known: impl IntoIterator<Item = (&'k str, T)>,
        title: impl FnOnce(&str) -> String,
        list: &str,
    ) -> Option<T> {
        let mut names = Vec::new();
        for (name, value) in known {
            if name == word.value {
                return Some(value);
            }
            names.push(name);
        }
        let near = text::nearest(&word.value, names.iter().copied());
        let near = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
        let help = format!("{near}{list}：{}。", names.join("、"));
        self.wrong(&word.span, title(&text::excerpt(&word.value, 30)), help);
        None
    }
}

/// All problems of a policy as text, each with its file, line and the line itself.
pub fn render(source: &Source, problems: &[Problem]) -> String {
    drawn("口径文件", source, problems)
}

/// All problems of a text that is called `what`, likewise.
pub fn drawn(what: &str, source: &Source, problems: &[Problem]) -> String {
    let renderer = Renderer::plain().decor_style(DecorStyle::Unicode);
    let drawn: Vec<String> = problems
        .iter()
        .map(|p| render_one(source, p, &renderer))
        .collect();
    format!(
        "{what}“{}”有 {} 处需要改正，改好之前没有读取任何表格：\n\n{}",
        source.name,
        problems.len(),
        drawn.join("\n\n")
    )
}

fn render_one(source: &Source, problem: &Problem, renderer: &Renderer) -> String {
    let start = problem.span.start.min(source.text.len());
    let end = problem.span.end.clamp(start, source.text.len());
    let line = source.line(start);
    let group = Level::ERROR
        .with_name("错误")
        .primary_title(format!("第 {line} 行：{}", problem.title))
        .element(
            Snippet::source(&source.text)
                .path(&source.name)
                .annotation(AnnotationKind::Primary.span(start..end)),
        )
        .element(Level::HELP.with_name("改法").message(&problem.help));
    renderer.render(&[group])
}
