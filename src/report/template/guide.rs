//! 填表说明: how to fill the form in, column by column, what the levels mean and rest on, how to hand it in. Nearly all
//! of it is the policy's words.

use super::super::canvas::{Canvas, short, text};
use super::super::context::ReportContext;
use super::columns::Column;
use crate::model::Level;
use crate::policy::Policy;
use crate::writer::{Cell, ProtectionSpec, SheetSpec, StyleRole};

const WIDTHS: [f64; 5] = [14.0, 7.0, 34.0, 30.0, 34.0];
const HEADS: [&str; 5] = ["栏目", "必填", "怎样填写", "可以填的内容", "正确写法"];

/// The sheet.
pub fn sheet(columns: &[Column<'_>], policy: &Policy, context: &ReportContext) -> SheetSpec {
    let template = &policy.template;
    let mut canvas = Canvas::new("填表说明", WIDTHS.to_vec(), false);
    let title = format!("{}填表说明", context.title(&template.title));
    canvas.line(title.as_str(), StyleRole::Title);
    canvas.sheet().print.footer_left = title;
    lines(&mut canvas, "一、怎样填写", numbered(&template.filling));
    canvas.line("二、各栏填什么", StyleRole::Heading);
    canvas.heads(HEADS);
    for column in columns {
        canvas.cells(about(column));
    }
    let levels = Level::ALL.iter().zip(&template.levels);
    let levels = levels.map(|(level, words)| format!("{level}：{words}"));
    let levels = answers_first(columns).into_iter().chain(levels);
    lines(&mut canvas, "三、等级怎样定", levels.collect());
    lines(&mut canvas, "四、怎样报送", numbered(&template.handing_in));
    let mut sheet = canvas.finish().described();
    sheet.protection = Some(ProtectionSpec::default());
    sheet
}

/// That the level follows from the answers, on forms that ask for them.
fn answers_first(columns: &[Column<'_>]) -> Option<String> {
    let asked = columns.iter().filter(|c| c.field.is_answer());
    let heads: Vec<String> = asked.map(|c| format!("“{}”", c.head)).collect();
    (!heads.is_empty()).then(|| {
        format!(
            "先如实回答{}，再对照下面各级的情形填写等级。等级应当与回答相符；不相符的，由领导小组审定。",
            heads.join("")
        )
    })
}

fn about(column: &Column<'_>) -> [Cell; 5] {
    [
        short(column.head),
        short(if column.required { "是" } else { "" }),
        text(column.hint.unwrap_or_default()),
        text(column.allowed_words()),
        text(column.example.as_deref().unwrap_or_default()),
    ]
}

fn numbered(lines: &[String]) -> Vec<String> {
    let lines = (1..).zip(lines);
    lines.map(|(n, line)| format!("{n}. {line}")).collect()
}

/// A heading with its lines; nothing where there are none.
fn lines(canvas: &mut Canvas<'_>, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    canvas.line(heading, StyleRole::Heading);
    for line in lines {
        canvas.line(line, StyleRole::Prose);
    }
}
