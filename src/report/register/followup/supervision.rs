//! 监管分工 and 分级监管清单: who supervises how many items, and which. Every leader's items begin a new page, so that each
//! can be handed his own.

use std::collections::BTreeMap;
use std::iter::Peekable;

use super::super::super::canvas::{Canvas, column, live_count, sum};
use super::super::super::context::ReportContext;
use super::super::super::spread;
use super::super::super::table::{Columns, Laid, Table, col, columns, live, number};
use super::super::super::widths::Width::Fixed;
use super::super::columns::{
    BASIS, Item, LEVEL, POINTS, PointsOf, basis, effective, id, level_word, matter, measures,
    owner, person, points, post, risk, risk_points, section,
};
use super::super::sentence::{PAGE, Sentence};
use crate::location::{Area, CellRef};
use crate::model::{Basis, Level, Register, RegisterItem, Role};
use crate::text;
use crate::writer::{Content, LinkTarget, Sheet, SheetSpec, StyleRole};

/// Name of the list.
pub const SHEET: &str = "分级监管清单";

const LEVELS: [Option<Level>; 4] = [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
/// Rows beside the items: title, heads, a heading, a signature, the note.
const FRAME: u32 = 16;
/// Characters of a supervisor's name that a heading shows; a formula holds no more than 255 in one piece.
const SHOWN: usize = 60;

const NOTE: &str = "各领导监管的风险点从新的一页开始，可以分别打印送交；由岗位监管的按科室排列。定级依据写“待审定”的，暂按登记的等级确定监管人，\
    审定后以审定的等级为准；等级待定的，审定之前没有监管人，列在最后。";

const SIGNATURE: &str = "监管人（签字）：　　　　　　　　　　　　　　　　　日期：";

/// The items of one supervisor, or of the posts of one section.
struct Group<'r> {
    title: String,
    by_leader: bool,
    items: Vec<&'r RegisterItem>,
}

/// What makes two supervisors the same one: role, name, section.
type Key = (Option<Role>, String, String);

fn key(item: &RegisterItem) -> Key {
    let Some(supervisor) = &item.follow_up.supervisor else {
        return (None, String::new(), String::new());
    };
    let name = match supervisor.role {
        Role::Post => "",
        _ => supervisor.name.as_deref().unwrap_or_default(),
    };
    let section = supervisor.section.as_deref().unwrap_or_default();
    (Some(supervisor.role), text::key(name), text::key(section))
}

/// What is said where a level is open.
const NOBODY: &str = "等级待定，尚未确定监管人";
/// Ends the title of the posts of a section.
const POSTS: &str = "各岗位";

/// Whether this is the title of a leader's group, not of posts or of what is open.
pub fn is_leader(title: &str) -> bool {
    title != NOBODY && !title.ends_with(POSTS)
}

fn title(item: &RegisterItem) -> String {
    let title = match &item.follow_up.supervisor {
        None => NOBODY.to_owned(),
        Some(s) if s.role == Role::Post => {
            format!("{}{POSTS}", s.section.as_deref().unwrap_or_default())
        }
        Some(supervisor) => supervisor.to_string(),
    };
    text::excerpt(&title, SHOWN)
}

/// The groups: the principal, the leaders, the heads, the posts, at last what is open; within a role as in the register.
fn groups(register: &Register) -> Vec<Group<'_>> {
    let mut groups: Vec<(Option<Role>, Group<'_>)> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for item in &register.items {
        let key = key(item);
        let role = key.0;
        let at = *known.entry(key).or_insert(groups.len());
        if at == groups.len() {
            let group = Group {
                title: title(item),
                by_leader: role.is_some_and(|role| role != Role::Post),
                items: Vec::new(),
            };
            groups.push((role, group));
        }
        groups[at].1.items.push(item);
    }
    groups.sort_by_key(|(role, _)| (role.is_none(), *role));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Both sheets, the overview first; none where nothing is registered.
pub fn sheets<'r>(register: &'r Register, context: &ReportContext) -> [Option<Sheet<'r>>; 2] {
    let groups = groups(register);
    if groups.is_empty() {
        return [None, None];
    }
    let (list, placed) = lists(register, groups, context);
    [Some(overview(placed, context)), Some(list)]
}

/// A group on the list: its sheet and heading, and the cells of its levels and their bases.
struct Placed<'r> {
    group: Group<'r>,
    sheet: String,
    heading: u32,
    levels: Area,
    bases: Area,
    points: Option<Area>,
}

fn columns<'r>() -> Columns<'r, Item<'r>> {
    columns! { Item<'_>;
        number();
        id();
        section();
        post();
        person();
        matter();
        risk();
        effective(LEVEL);
        basis(8.0);
        measures();
        owner();
    }
}

/// The list, on further sheets where one cannot take all groups; the overview leads to each group on its sheet.
fn lists<'r>(
    register: &'r Register,
    groups: Vec<Group<'r>>,
    context: &ReportContext,
) -> (Sheet<'r>, Vec<Placed<'r>>) {
    let mut columns = columns();
    if let Some(points) = points(&register.items) {
        let level = columns.iter().position(|c| c.head == LEVEL);
        columns.insert(level.unwrap_or(columns.len()), points);
    }
    let table = Table::new(columns, register.items.iter().collect(), PAGE);
    let mut places = Vec::new();
    let mut lists = Vec::new();
    let mut groups = pieces(groups, context.most_rows).into_iter().peekable();
    while groups.peek().is_some() {
        let name = spread::name(SHEET, lists.len());
        lists.push(list((&name, &table), &mut groups, &mut places, context));
    }
    let mut lists = lists.into_iter();
    let first = lists.next().unwrap_or_else(|| SheetSpec::default().into());
    let further = lists.collect();
    (Sheet { further, ..first }, places)
}

/// The groups, those in pieces that would not stand on one sheet.
fn pieces(groups: Vec<Group<'_>>, most_rows: u32) -> Vec<Group<'_>> {
    let room = most_rows.saturating_sub(FRAME).max(1) as usize;
    let mut out = Vec::with_capacity(groups.len());
    for mut group in groups {
        while group.items.len() > room {
            let rest = group.items.split_off(room);
            let title = format!("{}（续）", group.title.trim_end_matches("（续）"));
            let rest = Group {
                title,
                by_leader: group.by_leader,
                items: rest,
            };
            out.push(std::mem::replace(&mut group, rest));
        }
        out.push(group);
    }
    out
}

/// One sheet of the list, with as many of the groups as it takes.
fn list<'r>(
    (name, table): (&str, &Table<'r, Item<'r>>),
    groups: &mut Peekable<impl Iterator<Item = Group<'r>>>,
    places: &mut Vec<Placed<'r>>,
    context: &ReportContext,
) -> Sheet<'r> {
    let mut canvas = Canvas::over(table, (name, "廉政风险分级监管清单"), context);
    let laid = canvas.heads_of(table);
    let first = places.len();
    loop {
        let taken = canvas.next() + FRAME;
        let fits =
            |group: &Group<'_>| group.items.len() + taken as usize <= context.most_rows as usize;
        let Some(group) = groups.next_if(|group| places.len() == first || fits(group)) else {
            break;
        };
        let before = places.get(first..).and_then(<[_]>::last);
        if before.is_some_and(|p: &Placed<'_>| group.by_leader || p.group.by_leader) {
            canvas.begin_page();
        }
        let own = placed(group, (name, canvas.next()), &laid);
        canvas.line(heading(&own), StyleRole::TotalText);
        canvas.rows(&table.columns, own.group.items.clone());
        if own.group.by_leader {
            canvas.line(SIGNATURE, StyleRole::Sign);
        }
        places.push(own);
    }
    canvas.notes([NOTE]);
    // Each leader is handed his pages alone: they carry the title as well.
    canvas.keep_heads(0, laid.head, 2);
    canvas.finish()
}

fn placed<'r>(group: Group<'r>, (sheet, heading): (&str, u32), laid: &Laid) -> Placed<'r> {
    let last = heading + u32::try_from(group.items.len()).unwrap_or(u32::MAX);
    let area = |head: &str| column(laid.position(head), heading + 1, last);
    Placed {
        group,
        sheet: sheet.to_owned(),
        heading,
        levels: area(LEVEL),
        bases: area(BASIS),
        points: laid.has(POINTS).then(|| area(POINTS)),
    }
}

/// The heading of a group with its live counts.
fn heading(placed: &Placed<'_>) -> Content {
    let (group, levels) = (&placed.group, placed.levels);
    let sums = PointsOf {
        points: placed.points,
    };
    let start = format!("{}：", group.title);
    let mut words =
        Sentence::new(&start).count("共 ", &sums.all(levels), all_of(group), " 个风险点");
    for level in LEVELS {
        let count = of_level(group, level);
        if count > 0 {
            let word = level_word(level);
            let (before, formula) = (format!("，{word} "), sums.with(levels, word));
            words = words.count(&before, &formula, count, " 个");
        }
    }
    let pending = pending(group);
    if pending > 0 {
        words = words.count(
            "；其中待审定 ",
            &sums.with(placed.bases, Basis::Pending.title()),
            pending,
            " 个",
        );
    }
    words.end("。")
}

fn all_of(group: &Group<'_>) -> usize {
    risk_points(group.items.iter().copied())
}

fn of_level(group: &Group<'_>, level: Option<Level>) -> usize {
    let items = group.items.iter().copied();
    risk_points(items.filter(|i| i.effective == level))
}

fn pending(group: &Group<'_>) -> usize {
    let items = group.items.iter().copied();
    risk_points(items.filter(|i| i.basis == Basis::Pending))
}

/// One line for each supervisor, linked to the list.
fn overview<'r>(placed: Vec<Placed<'r>>, context: &ReportContext) -> Sheet<'r> {
    let on_list = |placed: &Placed<'_>, area: Area| format!("'{}'!{area}", placed.sheet);
    let sums = move |p: &Placed<'_>| PointsOf {
        points: p.points.map(|points| on_list(p, points)),
    };
    let mut columns: Columns<'r, Placed<'r>> = vec![
        number(),
        col("监管人", Fixed(36.0), |p: &Placed<'_>| {
            (link(p), StyleRole::Link)
        }),
    ];
    columns.extend(LEVELS.map(|level| {
        let show = move |p: &Placed<'_>| {
            let own = sums(p).with(on_list(p, p.levels), level_word(level));
            (
                live_count(format!("={own}"), of_level(&p.group, level)),
                StyleRole::Count,
            )
        };
        col(level_word(level), Fixed(10.0), show).adding(move |p| of_level(&p.group, level))
    }));
    let all = live("合计", Fixed(10.0), |p: &Placed<'_>, line| {
        let own = Area::new(CellRef::new(line.row, 2), CellRef::new(line.row, 5));
        (sum(own, all_of(&p.group)), StyleRole::Count)
    });
    columns.push(all.adding(|p| all_of(&p.group)));
    let waiting = col("其中\n待审定", Fixed(12.0), move |p: &Placed<'_>| {
        let own = sums(p).with(on_list(p, p.bases), Basis::Pending.title());
        (
            live_count(format!("={own}"), pending(&p.group)),
            StyleRole::Count,
        )
    });
    columns.push(waiting.adding(|p| pending(&p.group)));
    let table = Table::fixed(columns, placed);
    let mut canvas = Canvas::new("监管分工", table.widths.clone(), false);
    canvas.title(context, "廉政风险监管分工表");
    canvas.notes([OVERVIEW_NOTE]);
    let laid = canvas.table(table);
    canvas.totals(2, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.finish()
}

const OVERVIEW_NOTE: &str =
    "单位：个（风险点）。点监管人的名称，可以到“分级监管清单”看具体是哪些风险点。";

fn link(placed: &Placed<'_>) -> Content {
    Content::Link {
        target: LinkTarget::Inside {
            sheet: placed.sheet.clone(),
            cell: CellRef::new(placed.heading, 0),
        },
        text: placed.group.title.clone(),
    }
}
