//! 数据来源: every figure of the report a second time, with the book, the sheet and the cell it is taken from.

use super::figures::Figure;
use crate::writer::official::{Column, Paragraph, Span, Spans, Table};

/// The title of the annex.
pub const TITLE: &str = "数据来源表";

/// The annex; figures of one line of a list share a line.
pub fn appendix(label: &str, figures: &[&Figure]) -> Vec<Paragraph> {
    let same = |a: &&Figure, b: &&Figure| {
        let line = |f: &Figure| f.line.clone().map(|[list, line, _]| [list, line]);
        line(a).is_some() && line(a) == line(b)
    };
    let rows = figures.chunk_by(same).enumerate();
    let rows = rows.map(|(at, figures)| {
        let source = &figures[0].source;
        let all = |of: fn(&Figure) -> String| {
            let all: Vec<String> = figures.iter().map(|f| of(f)).collect();
            all.join("、")
        };
        let name = match &figures[0].line {
            Some([_, line, _]) => format!("{line}：{}", all(field)),
            None => figures[0].name.clone(),
        };
        let cells = all(|f| f.source.cell.to_string());
        [
            (at + 1).to_string(),
            name,
            all(|f| f.value.to_string()),
            source.book.trim_end_matches(".xlsx").to_owned(),
            format!("{} {cells}", source.sheet),
        ]
        .map(text)
        .to_vec()
    });
    let column = |(head, centred): (&str, bool)| Column {
        head: head.to_owned(),
        centred,
    };
    let heads = [
        ("序号", true),
        ("指标", false),
        ("数值", true),
        ("出自", false),
        ("工作表和单元格", false),
    ];
    let table = Table {
        columns: heads.map(column).to_vec(),
        rows: rows.collect(),
    };
    vec![
        Paragraph::Annex(label.to_owned(), text(TITLE.to_owned())),
        Paragraph::Table(table),
    ]
}

fn field(figure: &Figure) -> String {
    let line = figure.line.as_ref();
    line.map_or(String::new(), |[_, _, field]| field.clone())
}

fn text(text: String) -> Spans {
    vec![Span::Text(text)]
}
