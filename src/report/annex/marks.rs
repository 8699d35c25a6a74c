//! 空白评分表: one row for every mark that somebody is asked for, with the points and the standard beside it.

use super::super::canvas::{Canvas, short, text};
use super::super::context::ReportContext;
use super::super::score::{headed, limits, method, points_of};
use super::super::template::days;
use crate::location::{Area, CellRef};
use crate::model::{MARK_HEADS, MARK_KEYS, Scored, ScoredKind};
use crate::policy::{Evaluator, Part, Policy, ReasonWanted, ScoreItem, ScoreRule, Scoring};
use crate::writer::{
    Allowed, Cell, Content, InputSpec, Message, Otherwise, ProtectionSpec, SheetSpec, StyleRole,
};

const ADVICE: &str = "请在黄色格里填写评分和理由，写明评分人和评分日期。不评的空着，不要写 0；不要改动别的格，不要增删行。";
const SIGNATURES: &str =
    "评分人（签字）：　　　　　　　　　　　　审核：　　　　　　　　　　　　日期：";

/// Whom a score sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// All there are.
    Everybody,
    /// A section that marks itself.
    Section(&'a str),
    /// The sections this 分管领导 leads; without a name those of whom nobody said who leads them.
    Led(&'a str),
}

impl<'a> Whose<'a> {
    /// The section or the leader, where the sheet is for one.
    pub fn name(self) -> Option<&'a str> {
        match self {
            Self::Section(name) | Self::Led(name) => Some(name).filter(|n| !n.is_empty()),
            Self::Everybody => None,
        }
    }

    fn holds(self, scored: &Scored, policy: &Policy) -> bool {
        let leader = || {
            let section = policy.roster.section(&scored.section);
            section
                .and_then(|s| s.leader.as_deref())
                .unwrap_or_default()
        };
        match self {
            Self::Everybody => true,
            Self::Section(name) => scored.section == name,
            Self::Led(name) => leader() == name,
        }
    }
}

/// A blank score sheet.
#[derive(Clone, Copy, Debug)]
pub struct ScoreForm<'a> {
    /// By which scheme: that of the year, or of a special check.
    pub scheme: &'a Scoring,
    /// Who marks, by the place in the scheme.
    pub evaluator: usize,
    /// Whom it is about.
    pub whose: Whose<'a>,
    /// Who is marked: all there are, of whom those without an item that this one marks are left out.
    pub scored: &'a [Scored],
}

impl ScoreForm<'_> {
    /// Who marks.
    pub fn evaluator(&self) -> &Evaluator {
        &self.scheme.evaluators[self.evaluator]
    }

    /// The marks asked for, one who is scored after the other.
    pub fn rows(&self, policy: &Policy) -> Vec<(&Scored, &ScoreItem)> {
        let own = self.scored.iter();
        let own = own.filter(|s| self.whose.holds(s, policy));
        let asked = own.flat_map(|scored| {
            let (kind, standing) = (scored.kind(), policy.standing(scored));
            let items = self.scheme.marked_by(self.evaluator, kind, standing);
            // Who is ranked with nobody has no place to be given.
            let leads = policy.roster.is_leadership(&scored.section);
            let ranks = |item: &ScoreItem| matches!(item.rule, ScoreRule::Rank { .. });
            let items = items.filter(move |item| !(leads && ranks(item)));
            items.map(move |item| (scored, item))
        });
        asked.collect()
    }
}

/// The sheet.
pub fn sheet(form: &ScoreForm<'_>, policy: &Policy, context: &ReportContext) -> SheetSpec {
    let scheme = form.scheme;
    let rows = form.rows(policy);
    let people = rows
        .iter()
        .any(|(scored, _)| scored.kind() == ScoredKind::Post);
    let heads = heads(people);
    let mut canvas = Canvas::new("评分表", heads.iter().map(|h| h.1).collect(), true);
    let name = &form.evaluator().name;
    let whom = form.whose.name().map_or(String::new(), |s| format!("·{s}"));
    let called = scheme.called("度廉政风险防范管理考核");
    let title = context.title(&format!("{called}评分表（{name}{whom}）"));
    canvas.line(title.as_str(), StyleRole::Title);
    canvas.line(ADVICE, StyleRole::Note);
    let mut open = above(&mut canvas, form, rows.len(), context.year);
    let head = canvas.heads(heads.iter().map(|h| h.0));
    canvas.keep_heads(head, head, if people { 4 } else { 2 });
    let first = canvas.next();
    let (mark, reason) = (columns(people) - 2, columns(people) - 1);
    for (number, (scored, item)) in (1..).zip(&rows) {
        let row = canvas.cells(line(number, scored, item, (scheme, people)));
        canvas
            .sheet()
            .inputs
            .push(limits::of(CellRef::new(row, mark), item));
        canvas
            .sheet()
            .inputs
            .extend(why(CellRef::new(row, reason), item, scheme));
    }
    let last = canvas.next().max(first + 1) - 1;
    open.push(Area::new(
        CellRef::new(first, mark),
        CellRef::new(last, reason),
    ));
    canvas.filter(head, last);
    canvas.line(SIGNATURES, StyleRole::Sign);
    let sheet = canvas.sheet();
    sheet.print.footer_left = title;
    sheet.growing = Some((first, last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open,
    });
    canvas.finish().described()
}

/// The cells of one mark; post and name only where people are scored.
fn line(
    number: usize,
    scored: &Scored,
    item: &ScoreItem,
    (scheme, people): (&Scoring, bool),
) -> impl Iterator<Item = Cell> {
    let standard = match item.standard.as_str() {
        "" => method(item, scheme),
        standard => standard.to_owned(),
    };
    let whom = [
        (Content::count(number), StyleRole::Count),
        short(scored.section.as_str()),
    ];
    let named = [&scored.post, &scored.person].map(|n| short(n.as_deref().unwrap_or("—")));
    let named = named.into_iter().filter(move |_| people);
    let what = [
        short(item.code.as_str()),
        text(headed(item)),
        text(standard),
        asked(item),
        (Content::Blank, StyleRole::InputDecimal),
        (Content::Blank, StyleRole::Input),
    ];
    whom.into_iter().chain(named).chain(what)
}

/// The most points, or what is to be written instead of points: the program reckons those.
fn asked(item: &ScoreItem) -> Cell {
    match item.rule {
        ScoreRule::Ballot => short("填票数"),
        ScoreRule::Rank { .. } => short("填名次"),
        ScoreRule::Tiered { .. } if item.is_counted_by_people() => short("填件数"),
        _ if item.is_counted_by_people() => short("填次数"),
        _ => points_of(item),
    }
}

fn columns(people: bool) -> u32 {
    if people { 10 } else { 8 }
}

/// Heads and widths.
fn heads(people: bool) -> Vec<(&'static str, f64)> {
    let [code, mark, section, post, person, reason] = MARK_HEADS;
    let whom = [(section, 18.0), (post, 16.0), (person, 10.0)];
    let whom = whom.into_iter().take(if people { 3 } else { 1 });
    let rest = [
        (code, 9.0),
        ("考核内容", 18.0),
        ("评分标准", 40.0),
        ("分值", 7.0),
        (mark, 9.0),
        (reason, if people { 30.0 } else { 44.0 }),
    ];
    std::iter::once(("序号", 6.0))
        .chain(whom)
        .chain(rest)
        .collect()
}

/// Who may be the one that marks: the people of a section that marks itself, the leader.
fn staff(form: &ScoreForm<'_>) -> Vec<String> {
    let section = match form.whose {
        Whose::Section(name) => name,
        Whose::Led(name) => return Vec::from_iter(Some(name.to_owned()).filter(|n| !n.is_empty())),
        Whose::Everybody => return Vec::new(),
    };
    let own = form.scored.iter().filter(|s| s.section == section);
    own.filter_map(|s| s.person.clone()).collect()
}

/// Who marks, by name, on which day. Answers with the cells to be filled in.
fn above(canvas: &mut Canvas<'_>, form: &ScoreForm<'_>, count: usize, year: i32) -> Vec<Area> {
    let [who, by, on, check] = MARK_KEYS;
    let evaluator = form.evaluator().name.as_str();
    let last = u32::try_from(canvas.sheet().widths.len()).unwrap_or(8) - 1;
    // Below 评分标准 stands the label, below 分值 and 评分 what is filled in.
    let (label, from, to) = (last - 3, last - 2, last - 1);
    let row = canvas.advance();
    canvas.span(row, 0, 1, format!("{who}："), StyleRole::MetaRight);
    canvas.span(row, 2, label - 1, evaluator, StyleRole::BodyCenter);
    canvas.put(row, label, format!("{by}："), StyleRole::MetaRight);
    canvas.span(row, from, to, Content::Blank, StyleRole::InputCenter);
    let below = canvas.advance();
    canvas.span(
        below,
        0,
        label - 1,
        match form.scheme.name.as_str() {
            "" => format!("共 {count} 项"),
            name => format!("{check}：{name}"),
        },
        StyleRole::MetaLeft,
    );
    canvas.put(below, label, format!("{on}："), StyleRole::MetaRight);
    canvas.span(below, from, to, Content::Blank, StyleRole::InputDate);
    let cell = |row| Area::new(CellRef::new(row, from), CellRef::new(row, from));
    canvas.sheet().inputs.push(InputSpec {
        area: cell(row),
        allowed: proposed(&staff(form)),
        otherwise: Otherwise::Accept,
        prompt: Message::new(
            by,
            "评分的人的姓名。几个人各交一份的，各写各的，程序取平均。",
        ),
        alert: Message::default(),
    });
    if let Some((first, day)) = days(year, year + 1) {
        canvas.sheet().inputs.push(InputSpec {
            area: cell(below),
            allowed: Allowed::Dates(first, day),
            otherwise: Otherwise::Ask,
            prompt: Message::new(on, "评分的日期，如 2026-12-10。"),
            alert: Message::new("请核对日期", "确实无误的，点“是”保留；写错的，点“否”改正。"),
        });
    }
    vec![cell(row), cell(below)]
}

/// A list to choose from; anything else may be written too.
fn proposed(words: &[String]) -> Allowed {
    if words.is_empty() {
        Allowed::Anything
    } else {
        Allowed::OneOf(words.to_vec())
    }
}

/// When a reason is wanted.
fn why(at: CellRef, item: &ScoreItem, scheme: &Scoring) -> Option<InputSpec> {
    let when = match (item.reason, item.part) {
        (ReasonWanted::Always, _) => "这一项评分要写明理由和依据".to_owned(),
        (ReasonWanted::BelowFull, Part::Dimension(_)) => {
            format!("不是满分（{} 分）的，请写明理由", item.points)
        }
        (ReasonWanted::BelowFull, Part::Bonus) => "加分的，请写明理由和依据".to_owned(),
        (ReasonWanted::BelowFull, Part::Deduction) => "扣分的，请写明理由和依据".to_owned(),
        (ReasonWanted::Never, _) => return None,
    };
    let prompt = format!("{when}；可从列表中选，也可自己写。");
    Some(InputSpec {
        area: Area::new(at, at),
        allowed: proposed(&scheme.reasons),
        otherwise: Otherwise::Accept,
        prompt: Message::new(MARK_HEADS[5], prompt),
        alert: Message::default(),
    })
}
