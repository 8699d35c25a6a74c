//! 疑似重复, 其余疑似重复, 合并情况 and 未采用的合并决定: two entries above each other, what differs between them marked, and the cells for the
//! choice. Read back like the levels, so that nothing is asked twice and every merge can be taken back.

use super::super::canvas::{Canvas, count, short, text};
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::pair;
use super::super::spread::grouped;
use super::super::table::{Columns, Table, col, columns};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::input::{date, date_input};
use super::shown::SIGNATURES;
use crate::location::{Area, CellRef};
use crate::model::{
    About, Choice, Entry, Field, Link, PAIR_HEADS, PAIR_QUESTIONS, REVIEW_HEADS, Register, Review,
    WrittenChoice,
};
use crate::writer::{
    Allowed, Cell, Content, InputSpec, Message, Otherwise, ProtectionSpec, Sheet, StyleRole,
};

const PAGE: f64 = 196.0;

/// Fields of an entry; none of them is left out, so that every sheet reads alike.
const FIELDS: [Field; 7] = [
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Matter,
    Field::Risk,
    Field::Manifestation,
    Field::Level,
];
/// Columns that stand once for both entries: number, why, choice, reason, by whom, on which day, id.
const JOINT: [u32; 7] = [0, 8, 9, 10, 11, 12, 14];
/// The sheet behind the first page of questions.
const OTHERS: &str = PAIR_QUESTIONS[1];
const OPEN: &str = "下列各对条目可能是重复填报，程序没有合并。上下两行不同的字用红色、加粗、下划线标出。请在“是否合并”中选“合并”或“不合并”，暂不决定的留空；\
    填好保存后，再写出一次结果就带入。合并编号请勿改动。";
const DECIDED: &str = "上一行是保留的条目，下一行是与它合并（或决定不合并）的条目。“是否合并”空着的，是程序按口径合并的：不必填；要拆开，选“不合并”。\
    填着的，是以前的决定：要改变，重新选；要撤回，删去“是否合并”里的字。";
const UNUSED: &str = "这些决定没有采用，原因见“为什么”。条目恢复原样后会自动采用；确实不再需要的，删去“是否合并”里的字。";

/// One of the two rows of a pair; what stands once for both is in the upper one.
struct Row<'r> {
    number: usize,
    /// The cells of [`FIELDS`].
    fields: Vec<Cell>,
    source: Cell,
    joint: Option<Joint<'r>>,
}

/// What stands once for both entries.
struct Joint<'r> {
    why: String,
    choice: Option<&'r WrittenChoice>,
    id: String,
}

/// Two entries above each other.
type Pair<'r> = ([Vec<Cell>; 2], [Cell; 2], Joint<'r>);

/// The sheets, as far as there is anything to show.
pub fn sheets<'r>(
    review: &'r Review,
    register: &'r Register,
    links: Links<'r>,
    context: &ReportContext,
) -> [Option<Sheet<'r>>; 4] {
    let entries = pair::entries(register);
    let two = |link: &Link, choice| -> Option<Pair<'r>> {
        let kept = entries.get(link.kept.as_str()).copied()?;
        let other = entries.get(link.merged.as_str()).copied()?;
        let joint = Joint {
            why: pair::grounds(link),
            choice,
            id: link.id.to_string(),
        };
        let sources = [kept, other].map(|e| source(e, links));
        Some((fields(kept, other), sources, joint))
    };
    let pairs = &review.pairs;
    let (first, others) = pairs.open.split_at(pairs.first.min(pairs.open.len()));
    let [first, others] = [first, others].map(|links| {
        let shown = links.iter().filter_map(|link| two(link, None));
        shown.collect::<Vec<_>>()
    });
    let behind = format!(
        "这里先列最值得定的；另有 {} 对列在“{OTHERS}”，填法相同，不急的可以以后再定。",
        others.len()
    );
    let all_here = others.is_empty();
    let on_top = [OPEN, &behind];
    let on_top = &on_top[..if all_here { 1 } else { 2 }];
    let decided = pairs.decided.iter();
    let decided = decided.filter_map(|d| two(&d.link, d.choice.as_ref()));
    let unused = pairs.unused.iter().map(|unused| {
        let written = &unused.written;
        let joint = Joint {
            why: unused.why.clone(),
            choice: Some(written),
            id: written.id.to_string(),
        };
        let fields = [0, 1].map(|at| about(&written.about[at]));
        (fields, [short(""), short("")], joint)
    });
    let sheet = |name, title: &str, notes: &[&str], shown: Vec<Pair<'r>>| {
        let numbered = (1..).zip(shown).collect();
        let part = |name: &str, others: Option<&str>, pairs| {
            let notes = [notes, others.as_slice()].concat();
            sheet((name, title), &notes, pairs, context)
        };
        grouped(name, numbered, context.most_rows, |_| 2, part)
    };
    let (likely, title) = (PAIR_QUESTIONS[0], "疑似重复填报决定表");
    let not_used = "未采用的合并决定";
    [
        sheet(likely, title, on_top, first),
        sheet(OTHERS, &format!("其余{title}"), &[OPEN], others),
        sheet(
            "合并情况",
            "重复填报合并情况",
            &[DECIDED],
            decided.collect(),
        ),
        sheet(not_used, not_used, &[UNUSED], unused.collect()),
    ]
}

/// The cells of both entries, marked where they differ.
fn fields(kept: &Entry, other: &Entry) -> [Vec<Cell>; 2] {
    let of = |one: &Entry, against: &Entry| {
        let cells = FIELDS.iter().map(|f| pair::cell(one, against, *f));
        cells.collect()
    };
    [of(kept, other), of(other, kept)]
}

/// What a choice says of an entry that is no longer there.
fn about(about: &About) -> Vec<Cell> {
    vec![
        short(about.section.as_str()),
        short(about.post.as_str()),
        short(""),
        text(about.matter.as_str()),
        text(about.risk.as_str()),
        text(""),
        short(""),
    ]
}

/// The file and the rows, leading there; on paper only the words remain.
fn source(entry: &Entry, links: Links<'_>) -> Cell {
    let file = entry.place.file.rsplit('/').next().unwrap_or_default();
    let (content, style) = links.rows(entry);
    match content {
        Content::Link { target, text } => {
            let text = format!("{file}\n第{text}行");
            (Content::Link { target, text }, style)
        }
        other => short(format!("{file}\n第{}行", other.shown())),
    }
}

/// A cell that stands once for both entries.
fn joint(row: &Row<'_>, style: StyleRole, content: impl Fn(&Joint<'_>) -> Content) -> Cell {
    (row.joint.as_ref().map_or(Content::Blank, content), style)
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    let [.., section, post, matter, risk] = REVIEW_HEADS;
    let [id, choice, reason, by, on] = PAIR_HEADS;
    let written = |row: &Row<'_>, of: fn(&WrittenChoice) -> Content, style| {
        joint(row, style, |j| j.choice.map_or(Content::Blank, of))
    };
    columns! { Row<'_>;
        col("序号", Fixed(6.0), |r| joint(r, StyleRole::Count, |_| count(r.number).0));
        col(section, Short(9.0, 12.0), |r| r.fields[0].clone());
        col(post, Short(8.0, 12.0), |r| r.fields[1].clone());
        col(Field::Person.title(), Short(8.0, 9.0), |r| r.fields[2].clone());
        col(matter, Prose(14.0), |r| r.fields[3].clone());
        col(risk, Prose(18.0), |r| r.fields[4].clone());
        col(Field::Manifestation.title(), Prose(22.0), |r| r.fields[5].clone());
        col("等级\n原文", Short(7.0, 10.0), |r| r.fields[6].clone());
        col("为什么", Prose(18.0), |r| joint(r, StyleRole::Body, |j| j.why.as_str().into()));
        col(choice, Fixed(10.0), |r| written(r, |c| c.choice.title().into(), StyleRole::InputCenter));
        col(reason, Fixed(14.0), |r| written(r, |c| c.reason.as_str().into(), StyleRole::Input));
        col(by, Fixed(9.0), |r| written(r, |c| c.by.as_str().into(), StyleRole::InputCenter));
        col(on, Fixed(12.0), |r| written(r, |c| date(c.on).0, StyleRole::InputDate));
        col("出处", Short(9.0, 18.0), |r| r.source.clone());
        col(id, Fixed(17.0), |r| joint(r, StyleRole::BodyCenter, |j| j.id.as_str().into()));
    }
}

fn rows((number, pair): (usize, Pair<'_>)) -> [Row<'_>; 2] {
    let ([kept, other], [above, below], joint) = pair;
    let row = |fields, source, joint| Row {
        number,
        fields,
        source,
        joint,
    };
    [row(kept, above, Some(joint)), row(other, below, None)]
}

fn sheet<'r>(
    (name, title): (&str, &str),
    notes: &[&str],
    pairs: Vec<(usize, Pair<'r>)>,
    context: &ReportContext,
) -> Sheet<'r> {
    let [_, choice, reason, by, on] = PAIR_HEADS;
    let table = Table::new(columns(), pairs.into_iter().flat_map(rows).collect(), PAGE);
    let mut canvas = Canvas::over(&table, (name, title), context);
    canvas.notes(notes.iter().copied());
    let laid = canvas.merging(&table);
    for upper in (laid.first..laid.last).step_by(2) {
        let both =
            JOINT.map(|col| Area::new(CellRef::new(upper, col), CellRef::new(upper + 1, col)));
        canvas.sheet().merges.extend(both);
    }
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(laid.head, laid.head, 1);
    let sheet = canvas.sheet();
    sheet.inputs.push(choice_input(laid.column(choice)));
    let days = date_input(laid.column(on), context.date_year());
    sheet.inputs.push(days);
    sheet.growing = Some((laid.first, laid.last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open: [choice, reason, by, on]
            .map(|head| laid.column(head))
            .to_vec(),
    });
    canvas.finish()
}

/// The drop-down list of choices.
fn choice_input(area: Area) -> InputSpec {
    InputSpec {
        area,
        allowed: Allowed::OneOf(Choice::ALL.map(|c| c.title().to_owned()).to_vec()),
        otherwise: Otherwise::Refuse,
        prompt: Message::new("是否合并", "从列表中选合并或不合并；暂不决定的，留空。"),
        alert: Message::default(),
    }
}
