//! A policy file's text and the problems found in it, drawn with the lines concerned.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

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
        self.text
            .get(..at)
            .unwrap_or(&self.text)
            .matches('\n')
            .count()
            + 1
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

impl Problem {
    /// A problem at `span`.
    pub fn new(span: Range<usize>, title: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            span,
            title: title.into(),
            help: help.into(),
        }
    }
}

/// All problems as text, each with its file, line and the line itself.
pub fn render(source: &Source, problems: &[Problem]) -> String {
    let renderer = Renderer::plain().decor_style(DecorStyle::Unicode);
    let drawn: Vec<String> = problems
        .iter()
        .map(|p| render_one(source, p, &renderer))
        .collect();
    format!(
        "口径文件“{}”有 {} 处需要改正，改好之前没有读取任何表格：\n\n{}",
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
