//! The same document as Markdown, for pasting. Texts are text in it too.

use std::fmt::Write as _;

use crate::writer::official::{Paragraph, Span, Table};

/// The document; one paragraph a line.
pub fn markdown(paragraphs: &[Paragraph]) -> String {
    let blocks: Vec<String> = paragraphs.iter().map(block).collect();
    blocks.join("\n\n") + "\n"
}

fn block(paragraph: &Paragraph) -> String {
    match paragraph {
        Paragraph::Title(spans) => format!("# {}", shown(spans)),
        Paragraph::Addressee(spans) | Paragraph::Text(spans) => shown(spans),
        Paragraph::Heading(level, spans) => {
            format!("{} {}", "#".repeat(usize::from(*level) + 1), shown(spans))
        }
        Paragraph::Table(of) => table(of),
        Paragraph::Annexes(titles) => annexes(titles),
        Paragraph::Signature(sign) => {
            let lines: Vec<String> = sign.lines.iter().map(|line| shown(line)).collect();
            lines.join("\n\n")
        }
        Paragraph::Annex(label, title) => format!("## {label} {}", shown(title)),
    }
}

fn annexes(titles: &[String]) -> String {
    let numbered = titles.len() > 1;
    let mut lines = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let begin = if at == 0 { "附件：" } else { "" };
        let number = if numbered {
            format!("{}. ", at + 1)
        } else {
            String::new()
        };
        lines.push(format!("{begin}{number}{}", escaped(title)));
    }
    lines.join("\n\n")
}

fn table(table: &Table) -> String {
    let mut out = String::new();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = table.columns.iter().map(|c| escaped(&c.head)).collect();
    let rule = table.columns.iter().map(|c| {
        let rule = if c.centred { ":-:" } else { "---" };
        rule.to_owned()
    });
    let _ = write!(out, "{}\n{}", line(heads), line(rule.collect()));
    for row in &table.rows {
        let cells = row.iter().map(|spans| shown(spans).replace('\n', " "));
        let _ = write!(out, "\n{}", line(cells.collect()));
    }
    out
}

/// A line; what a person has said in several lines begins a paragraph with each.
fn shown(spans: &[Span]) -> String {
    let text: String = spans.iter().map(|span| escaped(&span.shown())).collect();
    text.replace('\n', "\n\n")
}

/// A text none of which is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
