//! The charts of a section: a step a box, its risk points beside it, an arrow to the next.

use super::super::canvas::{Canvas, level, short, text};
use super::super::context::ReportContext;
use super::TITLE;
use crate::location::{Area, CellRef};
use crate::model::{Field, Flow, Level, Register, RegisterItem, Step};
use crate::writer::page::{Line, PageCell, PageTable, Tone, heads};
use crate::writer::{Cell, Content, Sheet, StyleRole};

const WIDTHS: [f64; 5] = [18.0, 32.0, 8.0, 36.0, 16.0];
const HEADS: [&str; 5] = ["环节", "风险点", "风险等级", "防控措施", "监管人"];
/// What stands for risk points beside which no step is named.
const NAMELESS: &str = "（没有写明环节）";
const ARROW: &str = "▼";

/// The sheet of a section's matters, and the row in which each begins.
pub fn sheet<'r>(
    name: &str,
    flows: &[Flow],
    register: &'r Register,
    context: &ReportContext,
) -> (Sheet<'r>, Vec<u32>) {
    let mut canvas = Canvas::new(name, WIDTHS.to_vec(), false);
    canvas.bound(context);
    let mut rows = Vec::new();
    for (nth, flow) in flows.iter().enumerate() {
        if nth > 0 {
            canvas.begin_page();
        }
        rows.push(draw(&mut canvas, flow, register));
    }
    canvas.sheet().print.footer_left = context.title(TITLE);
    (canvas.finish(), rows)
}

fn draw(canvas: &mut Canvas<'_>, flow: &Flow, register: &Register) -> u32 {
    let title = canvas.line(format!("{}　{TITLE}", flow.matter), StyleRole::Title);
    canvas.line(format!("科室：{}", flow.section), StyleRole::MetaLeft);
    canvas.heads(HEADS);
    for (nth, step) in flow.steps.iter().enumerate() {
        if nth > 0 && step.name.is_some() {
            let row = canvas.advance();
            canvas.put(row, 0, ARROW, StyleRole::Caption);
        }
        let first = canvas.next();
        for (at, item) in step.items.iter().enumerate() {
            let (name, style) = label(nth, step);
            // One cell over all its risk points: under it nothing stands.
            let name = if at == 0 { name } else { Content::Blank };
            let own = cells(&register.items[*item]);
            canvas.cells(std::iter::once((name, style)).chain(own));
        }
        let last = canvas.next() - 1;
        if first < last {
            let area = Area::new(CellRef::new(first, 0), CellRef::new(last, 0));
            canvas.sheet().merges.push(area);
        }
    }
    title
}

fn label(nth: usize, step: &Step) -> Cell {
    match &step.name {
        Some(name) => (format!("{}. {name}", nth + 1).into(), StyleRole::Head),
        None => short(NAMELESS),
    }
}

fn cells(item: &RegisterItem) -> [Cell; 4] {
    let of = |field| item.entry.text(field).unwrap_or_default();
    [
        text(of(Field::Risk)),
        level(item.effective, "待定"),
        text(of(Field::Measures)),
        text(watched_by(item)),
    ]
}

/// Who watches over it; empty while its level is open.
fn watched_by(item: &RegisterItem) -> String {
    let supervisor = item.follow_up.supervisor.as_ref();
    supervisor.map_or(String::new(), ToString::to_string)
}

/// A matter as a table of a page.
pub fn on_page(flow: &Flow, register: &Register) -> PageTable {
    let line = |(nth, step): (usize, &Step)| {
        let name = match &step.name {
            Some(name) => format!("{}. {name}", nth + 1),
            None => NAMELESS.to_owned(),
        };
        let items = step.items.iter().zip(0..);
        let lines = items.map(move |(item, at)| {
            let item = &register.items[*item];
            let of = |field| PageCell::text(item.entry.text(field).unwrap_or_default());
            let step = if at == 0 { name.clone() } else { String::new() };
            let shown = item.effective.map_or("待定", Level::title);
            Line(vec![
                PageCell::text(step),
                of(Field::Risk),
                PageCell::text(shown).toned(tone(item.effective)),
                of(Field::Measures),
                PageCell::text(watched_by(item)),
            ])
        });
        lines.collect::<Vec<_>>()
    };
    PageTable {
        title: flow.matter.clone(),
        heads: heads(HEADS.into_iter().zip([8, 12, 5, 12, 6])),
        rows: flow.steps.iter().enumerate().flat_map(line).collect(),
        ..PageTable::default()
    }
}

fn tone(level: Option<Level>) -> Tone {
    match level {
        Some(Level::One) => Tone::One,
        Some(Level::Two) => Tone::Two,
        Some(Level::Three) => Tone::Three,
        None => Tone::Open,
    }
}
