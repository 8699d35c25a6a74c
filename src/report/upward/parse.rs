//! The text with markup as an official document: heads with their numbers, paragraphs, gaps, tables, the signature, annexes.

use std::collections::BTreeMap;

use super::escape::unescaped;
use crate::digest::fingerprint;
use crate::writer::official::{Column, Gap, Paragraph, Sign, Span, Spans, Table};

/// Begins a gap, up to the next 】.
const GAP: &str = "【待填：";
/// Begins a line of the signature.
const SIGN: char = '→';
/// Stands between the text and its annexes.
const ANNEX: &str = "---";
/// Begins what gaps are known by.
pub const TAG: &str = "qingfeng-";
/// Digits of what gaps are known by.
const DIGITS: usize = 16;

/// The document, and how many annexes it has; `more` of them follow that are not in the text.
pub fn parsed(text: &str, more: &[&str]) -> (Vec<Paragraph>, usize) {
    let mut parser = Parser::default();
    for line in text.lines() {
        parser.line(line.trim());
    }
    parser.end();
    let paragraphs = without_empty_heads(parser.out);
    numbered(paragraphs, more)
}

#[derive(Default)]
struct Parser {
    out: Vec<Paragraph>,
    /// Lines of the paragraph that is open.
    open: Vec<String>,
    /// Whether the next title is that of an annex.
    annex: bool,
    /// How many gaps ask for the same.
    asked: BTreeMap<String, usize>,
}

impl Parser {
    fn line(&mut self, line: &str) {
        let head = line.trim_start_matches('#');
        let depth = line.len() - head.len();
        if line.is_empty() {
            self.end();
        } else if line == ANNEX {
            self.end();
            self.annex = true;
        } else if (1..=5).contains(&depth) && head.starts_with([' ', '　']) {
            self.end();
            self.head(depth, head.trim());
        } else if let Some(signed) = line.strip_prefix(SIGN) {
            self.end();
            let line = self.spans(signed.trim());
            match self.out.last_mut() {
                Some(Paragraph::Signature(sign)) => sign.lines.push(line),
                _ => self
                    .out
                    .push(Paragraph::Signature(Sign { lines: vec![line] })),
            }
        } else if line.starts_with('|') {
            self.row(line);
        } else {
            self.open.push(line.to_owned());
        }
    }

    /// Closes the open paragraph.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.open).concat();
        if text.is_empty() {
            return;
        }
        let after_title = matches!(self.out.last(), Some(Paragraph::Title(_)));
        let addressed = after_title && text.ends_with('：');
        let spans = self.spans(&text);
        self.out.push(if addressed {
            Paragraph::Addressee(spans)
        } else {
            Paragraph::Text(spans)
        });
    }

    fn head(&mut self, depth: usize, text: &str) {
        let spans = self.spans(text);
        self.out.push(match (depth, self.annex) {
            (1, true) => Paragraph::Annex(String::new(), spans),
            (1, false) => Paragraph::Title(spans),
            (depth, _) => Paragraph::Heading(u8::try_from(depth - 1).unwrap_or(4), spans),
        });
    }

    /// A line of a table: the first is its heads, the second says how they stand.
    fn row(&mut self, line: &str) {
        if !self.open.is_empty() {
            self.end();
        }
        let line = line.trim_matches('|');
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let rule = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| "-:".contains(c));
        if let Some(Paragraph::Table(table)) = self.out.last_mut()
            && table.rows.is_empty()
            && cells.iter().all(rule)
        {
            for (column, cell) in table.columns.iter_mut().zip(&cells) {
                column.centred = cell.starts_with(':') && cell.ends_with(':');
            }
            return;
        }
        let mut cells: Vec<Spans> = cells.into_iter().map(|cell| self.spans(cell)).collect();
        if let Some(Paragraph::Table(table)) = self.out.last_mut() {
            cells.resize(table.columns.len(), Spans::new());
            table.rows.push(cells);
            return;
        }
        let heads = cells.iter().map(|cell| Column {
            head: cell.iter().map(Span::shown).collect(),
            centred: false,
        });
        self.out.push(Paragraph::Table(Table {
            columns: heads.collect(),
            ..Table::default()
        }));
    }

    /// Text and gaps.
    fn spans(&mut self, text: &str) -> Spans {
        let mut spans = Spans::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once(GAP) {
            let Some((prompt, after)) = behind.split_once('】') else {
                break;
            };
            push(&mut spans, before);
            spans.push(Span::Gap(self.gap(unescaped(prompt))));
            rest = after;
        }
        push(&mut spans, rest);
        spans
    }

    fn gap(&mut self, prompt: String) -> Gap {
        let same = self.asked.entry(prompt.clone()).or_insert(0);
        *same += 1;
        let known = [prompt.clone(), same.to_string()];
        Gap {
            tag: format!("{TAG}{}", fingerprint(&known, DIGITS)),
            prompt,
            ..Gap::default()
        }
    }
}

fn push(spans: &mut Spans, text: &str) {
    if !text.is_empty() {
        spans.push(Span::Text(unescaped(text)));
    }
}

/// Heads below which nothing stands are left out.
fn without_empty_heads(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut kept: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let level = match &paragraph {
            Paragraph::Heading(level, _) => *level,
            Paragraph::Signature(_) | Paragraph::Annex(..) | Paragraph::Title(_) => 0,
            _ => u8::MAX,
        };
        while matches!(kept.last(), Some(Paragraph::Heading(above, _)) if *above >= level) {
            kept.pop();
        }
        kept.push(paragraph);
    }
    while matches!(kept.last(), Some(Paragraph::Heading(..))) {
        kept.pop();
    }
    kept
}

/// Heads and annexes with their numbers; the annexes are listed above the signature.
fn numbered(paragraphs: Vec<Paragraph>, more: &[&str]) -> (Vec<Paragraph>, usize) {
    let own = paragraphs.iter().filter_map(|paragraph| match paragraph {
        Paragraph::Annex(_, title) => Some(title.iter().map(Span::shown).collect()),
        _ => None,
    });
    let titles: Vec<String> = own.chain(more.iter().map(ToString::to_string)).collect();
    let mut counts = [0_usize; 4];
    let mut annexes = 0;
    let mut out = Vec::with_capacity(paragraphs.len() + 1);
    let mut listed = titles.is_empty();
    for paragraph in paragraphs {
        let list = matches!(paragraph, Paragraph::Signature(_) | Paragraph::Annex(..)) && !listed;
        if list {
            out.push(Paragraph::Annexes(titles.clone()));
            listed = true;
        }
        out.push(match paragraph {
            Paragraph::Heading(level, mut spans) => {
                spans.insert(0, Span::Text(number(&mut counts, level)));
                Paragraph::Heading(level, spans)
            }
            Paragraph::Annex(_, title) => {
                annexes += 1;
                Paragraph::Annex(label(annexes, titles.len()), title)
            }
            other => other,
        });
    }
    if !listed && !titles.is_empty() {
        out.push(Paragraph::Annexes(titles.clone()));
    }
    (out, titles.len())
}

/// What an annex is called.
pub fn label(number: usize, of: usize) -> String {
    if of > 1 {
        format!("附件{number}")
    } else {
        "附件".to_owned()
    }
}

/// 一、 （一） 1. （1）: the number of the next head of a level.
fn number(counts: &mut [usize; 4], level: u8) -> String {
    let at = usize::from(level).clamp(1, 4) - 1;
    counts[at] += 1;
    counts[at + 1..].fill(0);
    match (at, counts[at]) {
        (0, n) => format!("{}、", chinese(n)),
        (1, n) => format!("（{}）", chinese(n)),
        (2, n) => format!("{n}. "),
        (_, n) => format!("（{n}）"),
    }
}

/// 一 to 九十九.
fn chinese(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match n / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens % 10]),
    };
    format!("{tens}{}", DIGITS[n % 10])
}
