//! 空白台账: heads the reader knows, lists where the answers are known, rows to be filled in.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::template::days;
use crate::location::{Area, CellRef};
use crate::model::{Disposition, LedgerEntry, LedgerField, LedgerKind, PartialDate};
use crate::policy::Policy;
use crate::writer::{
    Allowed, Content, InputSpec, Message, Otherwise, ProtectionSpec, SheetSpec, StyleRole,
};

/// Rows to be filled in.
const ROWS: u32 = 18;
/// Height of such a row in points: two lines of writing.
const ROOM: f64 = 36.0;
const SIGNATURES: &str = "填表人：　　　　　　　　　　　　审核：　　　　　　　　　　　　日期：";

/// The sheet; its first rows are these lines.
pub fn sheet(
    kind: LedgerKind,
    lines: &[LedgerEntry],
    policy: &Policy,
    context: &ReportContext,
) -> SheetSpec {
    let columns = kind.columns();
    let widths = columns.iter().map(|(field, _)| width(*field)).collect();
    let mut canvas = Canvas::new(kind.title(), widths, true);
    let title = context.title(kind.title());
    canvas.line(title.as_str(), StyleRole::Title);
    canvas.line(advice(kind), StyleRole::Note);
    let head = canvas.heads(columns.iter().map(|(_, head)| *head));
    canvas.keep_heads(head, head, 1);
    let first = canvas.next();
    let blank = (0..ROWS).map(|_| None);
    for (number, line) in (1..).zip(lines.iter().map(Some).chain(blank)) {
        let cells = columns.iter().map(|(field, _)| match field {
            LedgerField::Seq => (Content::count(number), StyleRole::Count),
            field => {
                let said = line.map_or(Content::Blank, |line| content(line, *field));
                (said, style(kind, *field))
            }
        });
        let row = canvas.cells(cells);
        canvas.sheet().heights.push((row, ROOM));
    }
    let last = canvas.next() - 1;
    canvas.line(SIGNATURES, StyleRole::Sign);
    let sheet = canvas.sheet();
    for (col, (field, head)) in (0..).zip(columns) {
        let area = Area::new(CellRef::new(first, col), CellRef::new(last, col));
        sheet
            .inputs
            .extend(input(*field, head, area, policy, context.year));
    }
    sheet.print.footer_left = title;
    sheet.growing = Some((first, last));
    sheet.protection = Some(ProtectionSpec {
        open_from: Some(first),
        open: Vec::new(),
    });
    canvas.finish().described()
}

/// What a line says of a field.
fn content(line: &LedgerEntry, field: LedgerField) -> Content {
    let scored = &line.scored;
    let day = |on: Option<PartialDate>| {
        let words = line.written.get(&field).cloned().unwrap_or_default();
        on.and_then(PartialDate::day)
            .map_or_else(|| Content::text(words), Content::Date)
    };
    match field {
        LedgerField::Section => Content::text(scored.section.clone()),
        LedgerField::Post => Content::text(scored.post.clone().unwrap_or_default()),
        LedgerField::Person => Content::text(scored.person.clone().unwrap_or_default()),
        LedgerField::Ground => Content::text(line.ground.clone()),
        LedgerField::Measure => Content::text(line.measure.clone()),
        LedgerField::On => day(line.on),
        LedgerField::Deadline => day(line.deadline),
        LedgerField::ClosedOn => day(line.closed_on),
        field => Content::text(line.written.get(&field).cloned().unwrap_or_default()),
    }
}

const fn advice(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Disposition => {
            "一行写一件事、一个人（针对科室的，不写岗位和姓名）。处置方式只有四种：警示提醒、问责或诫勉谈话、责令整改、党纪政纪处理。\
             本年度没有处置的，不必报送。"
        }
        LedgerKind::Rectification => {
            "一行写一个问题、一个责任科室；落实到人的，写明岗位和姓名。销号的，“是否销号”写“是”并写明销号日期；没有销号的写“否”。"
        }
        LedgerKind::Monitoring => {
            "一行写一个苗头性问题：哪一天、从哪里发现的，采取了什么监控措施，处理得怎样。已经受到处置的，另填处置台账。本期没有发现的，不必报送。"
        }
    }
}

const fn width(field: LedgerField) -> f64 {
    match field {
        LedgerField::Seq => 6.0,
        LedgerField::Section | LedgerField::Post => 16.0,
        LedgerField::Person => 10.0,
        LedgerField::Kind => 17.0,
        LedgerField::On | LedgerField::Deadline | LedgerField::ClosedOn => 13.0,
        LedgerField::Done => 9.0,
        LedgerField::Ground | LedgerField::Measure => 34.0,
        LedgerField::Channel | LedgerField::Remark => 14.0,
    }
}

const fn style(kind: LedgerKind, field: LedgerField) -> StyleRole {
    match field {
        LedgerField::On | LedgerField::Deadline | LedgerField::ClosedOn => StyleRole::Date,
        LedgerField::Ground | LedgerField::Measure | LedgerField::Remark => StyleRole::Body,
        LedgerField::Done if matches!(kind, LedgerKind::Monitoring) => StyleRole::Body,
        _ => StyleRole::BodyCenter,
    }
}

fn input(
    field: LedgerField,
    head: &str,
    area: Area,
    policy: &Policy,
    year: i32,
) -> Option<InputSpec> {
    let prompt = prompt(field)?;
    let allowed = allowed(field, policy, year);
    let otherwise = match field {
        LedgerField::Kind | LedgerField::Done => Otherwise::Refuse,
        LedgerField::Person => Otherwise::Accept,
        _ => Otherwise::Ask,
    };
    let alert = match &allowed {
        Allowed::Dates(..) => "请核对日期：确实无误的，点“是”保留；写错的，点“否”改正。",
        _ => "请从下拉列表中选择。确实无误的，点“是”保留。",
    };
    Some(InputSpec {
        area,
        allowed,
        otherwise,
        prompt: Message::new(head, prompt),
        alert: Message::new(head, alert),
    })
}

/// What is said when a cell is chosen; nothing where the head says enough.
const fn prompt(field: LedgerField) -> Option<&'static str> {
    match field {
        LedgerField::Section => Some("从列表中选择科室，一行一个科室。"),
        LedgerField::Person => Some("一行写一个人；针对整个科室的，空着。"),
        LedgerField::Kind => Some("从列表中选择，只有这四种。"),
        LedgerField::On => Some("处置决定的日期，如 2026-6-30。"),
        LedgerField::Deadline => Some("要求在哪一天以前完成。"),
        LedgerField::ClosedOn => Some("实际完成、经核实销号的日期；没有完成的空着。"),
        LedgerField::Done => Some("已经销号的选“是”，没有的选“否”。"),
        _ => None,
    }
}

fn allowed(field: LedgerField, policy: &Policy, year: i32) -> Allowed {
    let words = match field {
        LedgerField::Section => policy.section_names(),
        LedgerField::Kind => Disposition::ALL.map(|d| d.title().to_owned()).to_vec(),
        LedgerField::Done => vec!["是".to_owned(), "否".to_owned()],
        _ => Vec::new(),
    };
    let span = match field {
        LedgerField::On => days(year, year),
        LedgerField::Deadline | LedgerField::ClosedOn => days(year - 1, year + 1),
        _ => None,
    };
    match span {
        Some((from, to)) => Allowed::Dates(from, to),
        None if words.is_empty() => Allowed::Anything,
        None => Allowed::OneOf(words),
    }
}
