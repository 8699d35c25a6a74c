//! 数据来源: every figure of the report a second time, with the book, the sheet and the cell it is taken from.

use std::collections::BTreeSet;

use super::figures::Figure;
use crate::location::CellRef;
use crate::writer::official::{Column, Paragraph, Span, Spans, Table};

/// The title of the annex.
pub const TITLE: &str = "数据来源表";

/// The annex; figures of one line of a list share a line.
pub fn appendix(label: &str, figures: &[&Figure]) -> Vec<Paragraph> {
    let same = |a: &&Figure, b: &&Figure| {
        let line = |f: &Figure| f.line.clone().map(|[list, line, _]| [list, line]);
        line(a).is_some() && line(a) == line(b)
    };
    let rows = (1..).zip(figures.chunk_by(same));
    let rows = rows.map(|(at, figures)| row(at, figures).map(text).to_vec());
    let column = |(head, centred): (&str, bool)| Column {
        head: head.to_owned(),
        centred,
    };
    let heads = [
        ("序号", true),
        ("指标", false),
        ("数值", true),
        ("出自", false),
    ];
    let books: BTreeSet<&str> = figures.iter().map(|f| f.source.book).collect();
    let books: Vec<String> = books
        .into_iter()
        .map(|book| format!("{}即“{book}”", number(book)))
        .collect();
    let note = format!(
        "“出自”一栏依次是表的编号（{}）、工作表和单元格。",
        books.join("，")
    );
    let table = Table {
        columns: heads.map(column).to_vec(),
        rows: rows.collect(),
        small: true,
    };
    vec![
        Paragraph::Annex(label.to_owned(), text(TITLE.to_owned())),
        Paragraph::Text(text(note)),
        Paragraph::Table(table),
    ]
}

/// A line of the annex, its figures in the order of their cells.
fn row(at: usize, figures: &[&Figure]) -> [String; 4] {
    let mut figures = figures.to_vec();
    figures.sort_by_key(|figure| figure.source.cell);
    let all = |of: fn(&Figure) -> String| {
        let all: Vec<String> = figures.iter().map(|f| of(f)).collect();
        all.join("、")
    };
    let source = &figures[0].source;
    let name = match &figures[0].line {
        Some([_, line, _]) => format!("{line}：{}", all(field)),
        None => figures[0].name.clone(),
    };
    let cells: Vec<CellRef> = figures.iter().map(|f| f.source.cell).collect();
    let beside = |pair: &[CellRef]| pair[1] == CellRef::new(pair[0].row, pair[0].col + 1);
    let cells = match cells.as_slice() {
        [first, .., last] if cells.windows(2).all(beside) => format!("{first}:{last}"),
        _ => all(|f| f.source.cell.to_string()),
    };
    [
        at.to_string(),
        name,
        all(|f| f.value.to_string()),
        format!("{} {} {cells}", number(source.book), source.sheet),
    ]
}

/// The number by which a book is called.
fn number(book: &str) -> &str {
    book.split('-').next().unwrap_or(book)
}

fn field(figure: &Figure) -> String {
    let line = figure.line.as_ref();
    line.map_or(String::new(), |[_, _, field]| field.clone())
}

fn text(text: String) -> Spans {
    vec![Span::Text(text)]
}
