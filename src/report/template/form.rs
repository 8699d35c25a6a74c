//! 自查表: title, section and date, heads with notes, an example, the rows to be filled in, room for signatures.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::widths::{Demand, widths};
use super::columns::{Column, days};
use crate::location::{Area, CellRef};
use crate::model::{Entry, Field, Level, SectionInfo, Staff};
use crate::policy::Policy;
use crate::writer::{
    Allowed, Content, InputSpec, Message, NoteSpec, Otherwise, ProtectionSpec, SheetSpec, StyleRole,
};

/// Width of a printed page in characters: what still reads well on A4 across.
const PAGE: f64 = 164.0;
/// Least widths of the parts of the line above the table: section and date, each a label and a cell to fill in.
const LABEL: f64 = 11.0;
const SECTION: f64 = 24.0;
const DATE: f64 = 14.0;
/// Height of a row to be filled in, in points: two lines of writing.
const ROOM: f64 = 36.0;
/// Columns that stay in view when the form is moved sideways.
const KEPT: [Field; 4] = [Field::Seq, Field::Section, Field::Post, Field::Person];

const ADVICE: &str =
    "填写前请先看“填表说明”。带 * 的栏必填；灰色的示例行只作参考，不算内容，不必删除。";
const SIGNATURES: &str =
    "填表人：　　　　　　　　　　　　科室负责人：　　　　　　　　　　　　分管领导：";

const OF_LEADERS: &str = "填表人：　　　　　　　　　　　　局主要负责人：";

/// A form to be made.
#[derive(Clone, Debug, Default)]
pub struct BlankForm<'a> {
    /// The section it is for; none for the general form, on which the section is yet to be written.
    pub section: Option<&'a SectionInfo>,
    /// Last year's entries, to be kept, mended or cleared.
    pub entries: Vec<&'a Entry>,
    /// People whose posts and names are printed, each on a row of his own to be filled in; nobody beside last year's
    /// entries, for a form handed back as it is must be right.
    pub staff: Vec<&'a Staff>,
    /// What must be said above the table.
    pub notices: Vec<String>,
}

/// Fields that only last year's result can fill.
const CARRIED: [Field; 3] = [Field::Number, Field::RatedOn, Field::Gone];

impl BlankForm<'_> {
    /// The fields that are printed because last year's entries have them.
    pub fn carried(&self) -> Vec<Field> {
        let has = |field: &Field| match field {
            Field::RatedOn => self.entries.iter().any(|e| e.rated_on.is_some()),
            // Whatever was registered may be gone.
            Field::Gone => !self.entries.is_empty(),
            field => self.entries.iter().any(|e| e.text(*field).is_some()),
        };
        CARRIED.into_iter().filter(has).collect()
    }
}

/// The sheet.
pub fn sheet(
    form: &BlankForm<'_>,
    columns: &[Column<'_>],
    policy: &Policy,
    context: &ReportContext,
) -> SheetSpec {
    let rows = rows(form, columns, policy);
    let mut canvas = Canvas::new("自查表", measure(columns, &rows), true);
    let leads = form.section.is_some_and(SectionInfo::is_leadership);
    let whose = if leads { "领导班子" } else { "" };
    let title = context.title(&format!("{whose}{}", policy.template.title));
    canvas.line(title.as_str(), StyleRole::Title);
    canvas.line(ADVICE, StyleRole::Note);
    for notice in &form.notices {
        canvas.line(notice.as_str(), StyleRole::Note);
    }
    let open = above(&mut canvas, form.section, policy, context.year);
    let heads: Vec<String> = columns.iter().map(Column::marked).collect();
    let head = canvas.heads(heads.iter().map(String::as_str));
    let kept = columns.iter().take_while(|c| KEPT.contains(&c.field));
    canvas.keep_heads(head, head, u32::try_from(kept.count()).unwrap_or(0));
    if let Some(mark) = policy.example_mark() {
        example(&mut canvas, columns, mark);
    }
    let first = canvas.next();
    for row in rows {
        canvas.cells(
            row.into_iter()
                .zip(columns)
                .map(|(c, col)| (c, col.style())),
        );
    }
    let last = canvas.next() - 1;
    let entries = u32::try_from(form.entries.len()).unwrap_or(0);
    let heights = &mut canvas.sheet().heights;
    heights.extend((first + entries..=last).map(|row| (row, ROOM)));
    let signatures = if leads { OF_LEADERS } else { SIGNATURES };
    canvas.line(signatures, StyleRole::Sign);
    let sheet = canvas.sheet();
    for (col, column) in (0..).zip(columns) {
        let body = Area::new(CellRef::new(first, col), CellRef::new(last, col));
        sheet.inputs.extend(column.input(body, context.year));
        sheet.notes.push(NoteSpec {
            at: CellRef::new(head, col),
            text: column.note(),
        });
    }
    sheet.print.footer_left = title;
    sheet.growing = Some((head + 1, last));
    sheet.protection = Some(ProtectionSpec {
        open_from: Some(first),
        open,
    });
    canvas.finish().described()
}

fn measure(columns: &[Column<'_>], rows: &[Vec<Content>]) -> Vec<f64> {
    let heads: Vec<String> = columns.iter().map(Column::marked).collect();
    let demand = |at: usize| {
        let mut demand = Demand::default();
        for row in rows {
            demand.add(&row[at].shown());
        }
        demand.add(columns[at].example.as_deref().unwrap_or_default());
        demand
    };
    let demands: Vec<Demand> = (0..columns.len()).map(demand).collect();
    let columns = columns.iter().zip(&heads).zip(&demands);
    let measured = columns.map(|((c, head), demand)| (c.width(), head.as_str(), demand));
    widths(&measured.collect::<Vec<_>>(), PAGE)
}

/// Section and date above the table, each in a cell of its own beside its label. Answers with the cells to be filled in.
fn above(
    canvas: &mut Canvas<'_>,
    section: Option<&SectionInfo>,
    policy: &Policy,
    year: i32,
) -> Vec<Area> {
    let row = canvas.advance();
    let [label, value, date_label, date] = parts(&canvas.sheet().widths);
    let name = section.map_or("", |s| s.name.as_str());
    let key = policy
        .head(Field::Section)
        .unwrap_or(Field::Section.title());
    let day = policy
        .head(Field::ReportedOn)
        .unwrap_or(Field::ReportedOn.title());
    let cells = [
        (label, format!("{key}："), StyleRole::MetaRight),
        (value, name.to_owned(), StyleRole::BodyCenter),
        (date_label, format!("{day}："), StyleRole::MetaRight),
        (date, String::new(), StyleRole::Date),
    ];
    for ((left, right), text, style) in cells {
        canvas.span(row, left, right, text, style);
    }
    let cell = |col| Area::new(CellRef::new(row, col), CellRef::new(row, col));
    let mut open = vec![cell(date.0)];
    let inputs = &mut canvas.sheet().inputs;
    if let Some((from, to)) = days(year, year) {
        inputs.push(InputSpec {
            area: cell(date.0),
            allowed: Allowed::Dates(from, to),
            otherwise: Otherwise::Ask,
            prompt: Message::new(day, policy.hint(Field::ReportedOn).unwrap_or_default()),
            alert: Message::new(
                "请核对日期",
                format!("应为 {year} 年的日期。确实无误的，点“是”保留；写错的，点“否”改正。"),
            ),
        });
    }
    if section.is_none() {
        open.push(cell(value.0));
        inputs.push(InputSpec {
            area: cell(value.0),
            allowed: Allowed::OneOf(policy.section_names()),
            otherwise: Otherwise::Ask,
            prompt: Message::new(key, policy.hint(Field::Section).unwrap_or_default()),
            alert: Message::new(
                "列表中没有这个科室",
                "确实无误的，点“是”保留；写错的，点“否”改正。",
            ),
        });
    }
    open
}

/// First and last column of label, section, label, date: the outer ones at the edges of the table.
fn parts(widths: &[f64]) -> [(u32, u32); 4] {
    let last = widths.len().saturating_sub(1);
    let width =
        |from: usize, to: usize| widths.get(from..=to).map_or(0.0, |w| w.iter().sum::<f64>());
    let left_of = |end: usize, least: usize, need: f64| {
        let starts = (least..=end).rev();
        starts
            .clone()
            .find(|s| width(*s, end) >= need)
            .unwrap_or(least.min(end))
    };
    let right_of = |start: usize, most: usize, need: f64| {
        let mut ends = start..=most;
        ends.find(|e| width(start, *e) >= need)
            .unwrap_or(most.max(start))
    };
    let date = left_of(last, 3.min(last), DATE);
    let date_label = left_of(date.saturating_sub(1), 2.min(date), LABEL);
    let label = right_of(0, date_label.saturating_sub(2), LABEL);
    let section = right_of(label + 1, date_label.saturating_sub(1), SECTION);
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    [
        (0, at(label)),
        (at(label + 1), at(section)),
        (at(date_label), at(date.saturating_sub(1))),
        (at(date), at(last)),
    ]
}

/// The example row. Its mark stands in the first cell, where nothing else is asked for, or before what is.
fn example(canvas: &mut Canvas<'_>, columns: &[Column<'_>], mark: &str) {
    let cells = columns.iter().enumerate().map(|(at, column)| {
        let example = column.example.as_deref().unwrap_or_default();
        let text = match (at, column.field) {
            (0, Field::Seq) => mark.to_owned(),
            (0, _) => format!("{mark}：{example}"),
            _ => example.to_owned(),
        };
        let style = match column.style() {
            StyleRole::Body => StyleRole::Example,
            _ => StyleRole::ExampleCenter,
        };
        (Content::text(text), style)
    });
    canvas.cells(cells);
}

/// The rows to be filled in: last year's entries, then the people named, then blank ones.
fn rows(form: &BlankForm<'_>, columns: &[Column<'_>], policy: &Policy) -> Vec<Vec<Content>> {
    let kept = form.entries.iter().map(|entry| Known::Entry(entry));
    let others = form.staff.iter().copied();
    let others = others.flat_map(|person| {
        let posts = person
            .posts
            .iter()
            .map(move |post| (person, Some(post.as_str())));
        let alone = person.posts.is_empty().then_some((person, None));
        posts.chain(alone)
    });
    let blank = (0..policy.template.rows).map(|_| Known::Nothing);
    let known = kept.chain(others.map(Known::Staff)).chain(blank);
    let row = |(number, known): (usize, Known<'_>)| {
        let cells = columns.iter().map(|column| match column.field {
            Field::Seq => Content::count(number),
            // A row with number and section alone counts as blank; without a number it would not.
            Field::Section if columns.iter().any(|c| c.field == Field::Seq) => {
                Content::text(form.section.map_or("", |s| s.name.as_str()))
            }
            field => Content::text(known.text(field)),
        });
        cells.collect()
    };
    (1..).zip(known).map(row).collect()
}

/// What is known of a row beforehand.
enum Known<'a> {
    Entry(&'a Entry),
    /// A member of staff in one of the posts.
    Staff((&'a Staff, Option<&'a str>)),
    Nothing,
}

impl Known<'_> {
    fn text(&self, field: Field) -> String {
        match (self, field) {
            (Self::Entry(entry), Field::Level) => {
                // A level that nobody has decided yet is handed out as it was written.
                let level = entry.effective_level().0.map(Level::title);
                let written = || entry.text(Field::Level).unwrap_or_default();
                level.unwrap_or_else(written).to_owned()
            }
            (Self::Entry(entry), Field::RatedOn) => {
                entry.rated_on.map_or(String::new(), |on| on.to_string())
            }
            (Self::Entry(_), field) if field.is_level() || field.is_date() => String::new(),
            (Self::Entry(entry), field) => entry.text(field).unwrap_or_default().to_owned(),
            (Self::Staff((_, post)), Field::Post) => post.unwrap_or_default().to_owned(),
            (Self::Staff((person, _)), Field::Person) => person.name.clone(),
            _ => String::new(),
        }
    }
}
