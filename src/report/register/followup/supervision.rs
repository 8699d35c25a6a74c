//! 监管分工 and 分级监管清单: who supervises how many items, and which. Every leader's items begin a new page, so that each
//! can be handed his own.

use super::super::super::ReportContext;
use super::super::super::canvas::{Canvas, Cell, column, count, sum};
use super::super::columns::{
    BASIS, Column, Columns, ID, LEVEL, MATTER, MEASURES, OWNER, PERSON, POST, RISK, SECTION,
};
use super::super::level_word;
use super::{Sentence, numbered, numbered_widths};
use crate::location::{Area, CellRef};
use crate::model::{Basis, Level, Register, RegisterItem, Role};
use crate::text;
use crate::writer::{Content, LinkTarget, SheetSpec, StyleRole};

/// Name of the list.
pub const SHEET: &str = "分级监管清单";

const COLUMNS: &[Column] = &[
    ID, SECTION, POST, PERSON, MATTER, RISK, LEVEL, BASIS, MEASURES, OWNER,
];
const LEVELS: [Option<Level>; 4] = [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
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

fn title(item: &RegisterItem) -> String {
    let title = match &item.follow_up.supervisor {
        None => "等级待定，尚未确定监管人".to_owned(),
        Some(s) if s.role == Role::Post => {
            format!("{}各岗位", s.section.as_deref().unwrap_or_default())
        }
        Some(supervisor) => supervisor.to_string(),
    };
    text::excerpt(&title, SHOWN)
}

/// The groups: the principal, the leaders, the heads, the posts, at last what is open; within a role as in the register.
fn groups(register: &Register) -> Vec<Group<'_>> {
    let mut groups: Vec<(Key, Group<'_>)> = Vec::new();
    for item in &register.items {
        let key = key(item);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.items.push(item),
            None => groups.push((
                key,
                Group {
                    title: title(item),
                    by_leader: item
                        .follow_up
                        .supervisor
                        .as_ref()
                        .is_some_and(|s| s.role != Role::Post),
                    items: vec![item],
                },
            )),
        }
    }
    groups.sort_by_key(|((role, _, _), _)| (role.is_none(), *role));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Both sheets; none where nothing is registered.
pub fn sheets(register: &Register, context: &ReportContext) -> Vec<SheetSpec> {
    let groups = groups(register);
    if groups.is_empty() {
        return Vec::new();
    }
    let (list, places) = list(register, &groups, context);
    vec![overview(&groups, &places, context), list]
}

/// Where a group stands on the list: its heading, and the cells of its levels and their bases.
struct Placed {
    heading: u32,
    levels: Area,
    bases: Area,
}

fn list(
    register: &Register,
    groups: &[Group<'_>],
    context: &ReportContext,
) -> (SheetSpec, Vec<Placed>) {
    let items: Vec<&RegisterItem> = register.items.iter().collect();
    let columns = Columns::of(COLUMNS, &items);
    let mut canvas = Canvas::new(SHEET, numbered_widths(&columns, &items, &[]), true);
    canvas.title(context, "廉政风险分级监管清单");
    let head = canvas.heads(["序号"].into_iter().chain(columns.heads()));
    let mut places: Vec<Placed> = Vec::new();
    let mut after_leader = false;
    for group in groups {
        if !places.is_empty() && (group.by_leader || after_leader) {
            canvas.begin_page();
        }
        after_leader = group.by_leader;
        places.push(block(&mut canvas, &columns, group));
    }
    canvas.line(NOTE, StyleRole::Note);
    // Each leader is handed his pages alone: they carry the title as well.
    canvas.keep_heads(0, head, 2);
    (canvas.finish(), places)
}

/// A heading with its live counts, and the items.
fn block(canvas: &mut Canvas, columns: &Columns, group: &Group<'_>) -> Placed {
    let heading = canvas.next();
    let (first, last) = (heading + 1, heading + rows(group.items.len()));
    let area = |shown: &Column| column(columns.position(shown) + 1, first, last);
    let (levels, bases) = (area(&LEVEL), area(&BASIS));
    let whole = format!("COUNTA({levels})");
    let start = format!("{}：", group.title);
    let mut words = Sentence::new(&start).count("共 ", &whole, group.items.len(), " 个风险点");
    for level in LEVELS {
        let count = of_level(group, level);
        if count > 0 {
            let (before, formula) = (format!("，{} ", level_word(level)), counted(levels, level));
            words = words.count(&before, &formula, count, " 个");
        }
    }
    let pending = pending(group);
    if pending > 0 {
        words = words.count("；其中待审定 ", &counted_pending(bases), pending, " 个");
    }
    canvas.line(words.end("。"), StyleRole::TotalText);
    for (number, item) in (1..).zip(&group.items) {
        canvas.cells(numbered(number, columns, item));
    }
    if group.by_leader {
        canvas.line(SIGNATURE, StyleRole::Sign);
    }
    Placed {
        heading,
        levels,
        bases,
    }
}

fn rows(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn of_level(group: &Group<'_>, level: Option<Level>) -> usize {
    let items = group.items.iter();
    items.filter(|i| i.effective == level).count()
}

fn pending(group: &Group<'_>) -> usize {
    let items = group.items.iter();
    items.filter(|i| i.basis == Basis::Pending).count()
}

fn counted(levels: impl std::fmt::Display, level: Option<Level>) -> String {
    format!("COUNTIF({levels},\"{}\")", level_word(level))
}

fn counted_pending(bases: impl std::fmt::Display) -> String {
    format!("COUNTIF({bases},\"{}\")", Basis::Pending.title())
}

/// One line for each supervisor, linked to the list.
fn overview(groups: &[Group<'_>], places: &[Placed], context: &ReportContext) -> SheetSpec {
    let widths = vec![NUMBER_WIDTH, 36.0, 10.0, 10.0, 10.0, 10.0, 10.0, 12.0];
    let mut canvas = Canvas::new("监管分工", widths, false);
    canvas.title(context, "廉政风险监管分工表");
    canvas.line(OVERVIEW_NOTE, StyleRole::Note);
    let head = canvas.heads([
        "序号",
        "监管人",
        "一级",
        "二级",
        "三级",
        "待定",
        "合计",
        "其中\n待审定",
    ]);
    for ((number, group), placed) in (1..).zip(groups).zip(places) {
        let row = canvas.next();
        canvas.cells(line(number, group, placed, row));
    }
    let last = canvas.next() - 1;
    let all: usize = groups.iter().map(|g| g.items.len()).sum();
    let of = |level| groups.iter().map(|g| of_level(g, level)).sum::<usize>();
    let [one, two, three, open] = LEVELS.map(of);
    let waiting = groups.iter().map(pending).sum();
    let counts = [one, two, three, open, all, waiting];
    let totals = (2..).zip(counts);
    canvas.totals(
        2,
        totals.map(|(col, count)| sum(column(col, head + 1, last), count)),
    );
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}

const NUMBER_WIDTH: f64 = super::NUMBER;
const OVERVIEW_NOTE: &str =
    "单位：个（风险点）。点监管人的名称，可以到“分级监管清单”看具体是哪些风险点。";

fn line(number: usize, group: &Group<'_>, placed: &Placed, row: u32) -> Vec<Cell> {
    let on_list = |area: Area| format!("'{SHEET}'!{area}");
    let live = |formula: String, result: usize| match Content::count(result) {
        Content::Number(result) => Content::Formula {
            formula: format!("={formula}"),
            result,
        },
        plain => plain,
    };
    let link = Content::Link {
        target: LinkTarget::Inside {
            sheet: SHEET.to_owned(),
            cell: CellRef::new(placed.heading, 0),
        },
        text: group.title.clone(),
    };
    let mut cells = vec![count(number), (link, StyleRole::Link)];
    for level in LEVELS {
        let formula = counted(on_list(placed.levels), level);
        cells.push((live(formula, of_level(group, level)), StyleRole::Count));
    }
    let own = Area::new(CellRef::new(row, 2), CellRef::new(row, 5));
    cells.push((sum(own, group.items.len()), StyleRole::Count));
    let waiting = live(counted_pending(on_list(placed.bases)), pending(group));
    cells.push((waiting, StyleRole::Count));
    cells
}
