//! What became of last year's risk points.

use crate::model::{Book, Change, ChangeClass};
use crate::writer::page::{Bar, Bars, Tone};

/// How many are new, gone, higher, lower; none where there is no result of last year.
pub fn block(changes: Option<&[Change]>, last_year: Option<i32>) -> Option<Bars> {
    let changes = changes?;
    let count = |class| changes.iter().filter(|c| c.class == class).count();
    Some(bars(count, last_year))
}

/// The same of these counts.
pub fn bars(count: impl Fn(ChangeClass) -> usize, last_year: Option<i32>) -> Bars {
    let counts = ChangeClass::ALL.map(|class| (class, count(class)));
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let rows = counts.into_iter().filter(|(_, count)| *count > 0);
    let rows = rows.map(|(class, count)| {
        let tone = match class {
            ChangeClass::Up | ChangeClass::New => Tone::Alert,
            _ => Tone::Plain,
        };
        Bar::single(class.title(), count, most, tone).to(Book::Changes.file_name())
    });
    let year = last_year.map_or("上年".to_owned(), |year| format!("{year} 年"));
    Bars {
        id: "changes".to_owned(),
        title: format!("与{year}对比"),
        unit: "单位：条".to_owned(),
        rows: rows.collect(),
        empty: "前后都没有登记风险点。".to_owned(),
        ..Bars::default()
    }
}
