//! 疑似重复, 合并情况 and 未采用的合并决定: two entries above each other, what differs between them marked, and the cells for the
//! choice. Read back like the levels, so that nothing is asked twice and every merge can be taken back.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::super::links::Links;
use super::super::pair;
use super::super::widths::Width::{Fixed, Prose, Short};
use super::super::widths::{Width, fitting};
use super::date_input;
use super::decided::date;
use crate::location::{Area, CellRef};
use crate::model::{
    About, Choice, Entry, Field, Link, PAIR_HEADS, REVIEW_HEADS, Register, Review, WrittenChoice,
};
use crate::writer::{
    Allowed, Content, InputSpec, Message, Otherwise, ProtectionSpec, SheetSpec, StyleRole,
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
/// Columns of the cells to be filled in.
const CHOICE: std::ops::RangeInclusive<u32> = 9..=12;

const OPEN: &str = "下列各对条目可能是重复填报，程序没有合并。上下两行不同的字用红色、加粗、下划线标出。请在“是否合并”中选“合并”或“不合并”，暂不决定的留空；\
    填好保存后，运行 qingfeng run 时加上 --review 和本文件。合并编号请勿改动。";
const DECIDED: &str = "上一行是保留的条目，下一行是与它合并（或决定不合并）的条目。“是否合并”空着的，是程序按口径合并的：不必填；要拆开，选“不合并”。\
    填着的，是以前的决定：要改变，重新选；要撤回，删去“是否合并”里的字。";
const UNUSED: &str = "这些决定没有采用，原因见“为什么”。条目恢复原样后会自动采用；确实不再需要的，删去“是否合并”里的字。";
const SIGNATURES: &str =
    "主持人：　　　　　　　　　参加人：　　　　　　　　　　　　　　　　　　记录人：";

/// Two rows of a sheet.
struct Shown<'r> {
    /// The cells of [`FIELDS`] for each entry.
    fields: [Vec<Cell>; 2],
    why: String,
    choice: Option<&'r WrittenChoice>,
    sources: [Cell; 2],
    id: String,
}

/// The sheets, as far as there is anything to show.
pub fn sheets(
    review: &Review,
    register: &Register,
    links: &Links<'_>,
    context: &ReportContext,
) -> Vec<SheetSpec> {
    let entries = pair::entries(register);
    let two = |link: &Link, choice| {
        let both = [&link.kept, &link.merged].map(|id| entries.get(id.as_str()).copied());
        let [Some(kept), Some(other)] = both else {
            return None;
        };
        Some(Shown {
            fields: fields(kept, other),
            why: pair::grounds(link),
            choice,
            sources: [kept, other].map(|e| source(e, links)),
            id: link.id.to_string(),
        })
    };
    let pairs = &review.pairs;
    let open = pairs.open.iter().filter_map(|link| two(link, None));
    let decided = pairs.decided.iter();
    let decided = decided.filter_map(|d| two(&d.link, d.choice.as_ref()));
    let unused = pairs.unused.iter().map(|unused| Shown {
        fields: [0, 1].map(|at| about(&unused.written.about[at])),
        why: unused.why.clone(),
        choice: Some(&unused.written),
        sources: [short(""), short("")],
        id: unused.written.id.to_string(),
    });
    let sheet = |name, title, note, shown| sheet((name, title), note, shown, context);
    [
        sheet("疑似重复", "疑似重复填报决定表", OPEN, open.collect()),
        sheet("合并情况", "重复填报合并情况", DECIDED, decided.collect()),
        sheet(
            "未采用的合并决定",
            "未采用的合并决定",
            UNUSED,
            unused.collect(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
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
fn source(entry: &Entry, links: &Links<'_>) -> Cell {
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

fn heads() -> [(&'static str, Width); 15] {
    let [.., section, post, matter, risk] = REVIEW_HEADS;
    let [id, choice, reason, by, on] = PAIR_HEADS;
    [
        ("序号", Fixed(6.0)),
        (section, Short(9.0, 12.0)),
        (post, Short(8.0, 12.0)),
        (Field::Person.title(), Short(8.0, 9.0)),
        (matter, Prose(14.0)),
        (risk, Prose(18.0)),
        (Field::Manifestation.title(), Prose(22.0)),
        ("等级\n原文", Short(7.0, 10.0)),
        ("为什么", Prose(18.0)),
        (choice, Fixed(10.0)),
        (reason, Fixed(14.0)),
        (by, Fixed(9.0)),
        (on, Fixed(12.0)),
        ("出处", Short(9.0, 18.0)),
        (id, Fixed(17.0)),
    ]
}

fn sheet(
    (name, title): (&str, &str),
    note: &str,
    pairs: Vec<Shown<'_>>,
    context: &ReportContext,
) -> Option<SheetSpec> {
    if pairs.is_empty() {
        return None;
    }
    let heads = heads();
    let numbered = (1..).zip(pairs);
    let rows: Vec<[Vec<Cell>; 2]> = numbered.map(|(n, pair)| rows(n, pair)).collect();
    let widths = fitting(&heads, &rows.concat(), PAGE);
    let mut canvas = Canvas::new(name, widths, true);
    canvas.title(context, title);
    canvas.line(note, StyleRole::Note);
    let head = canvas.heads(heads.iter().map(|h| h.0));
    for [upper, lower] in rows {
        let first = canvas.cells(upper);
        canvas.cells(lower);
        let joint =
            JOINT.map(|col| Area::new(CellRef::new(first, col), CellRef::new(first + 1, col)));
        canvas.sheet().merges.extend(joint);
    }
    let last = canvas.next() - 1;
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(head, head, 1);
    let column = |col| Area::new(CellRef::new(head + 1, col), CellRef::new(last, col));
    let sheet = canvas.sheet();
    sheet.inputs.push(choice_input(column(*CHOICE.start())));
    sheet
        .inputs
        .push(date_input(column(*CHOICE.end()), context.date_year()));
    sheet.growing = Some((head + 1, last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open: CHOICE.map(column).collect(),
    });
    Some(canvas.finish())
}

fn rows(number: usize, pair: Shown<'_>) -> [Vec<Cell>; 2] {
    let [kept, other] = pair.fields;
    let [above, below] = pair.sources;
    let written = |of: fn(&WrittenChoice) -> &str| pair.choice.map_or("", of);
    let upper = std::iter::once(count(number))
        .chain(kept)
        .chain([
            text(pair.why),
            (written(|c| c.choice.title()).into(), StyleRole::InputCenter),
            (written(|c| &c.reason).into(), StyleRole::Input),
            (written(|c| &c.by).into(), StyleRole::InputCenter),
            (date(pair.choice.and_then(|c| c.on)).0, StyleRole::InputDate),
            above,
            short(pair.id),
        ])
        .collect();
    let blank = |style| (Content::Blank, style);
    let lower = std::iter::once(blank(StyleRole::Count))
        .chain(other)
        .chain([
            blank(StyleRole::Body),
            blank(StyleRole::InputCenter),
            blank(StyleRole::Input),
            blank(StyleRole::InputCenter),
            blank(StyleRole::InputDate),
            below,
            blank(StyleRole::BodyCenter),
        ])
        .collect();
    [upper, lower]
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
