//! How the year went: dispositions and rectifications for the ledgers, and the marks people give on score sheets.

use chrono::NaiveDate;

use super::bureau::Office;
use super::rng::Rng;
use crate::model::{Disposition, LedgerKind, Points, Scored};
use crate::writer::Content;

/// Stream of random numbers for marks.
const STREAM: u64 = 61;

/// The lines of a ledger, each with its cells in the order of [`LedgerKind::columns`].
pub type LedgerLines = (LedgerKind, Vec<Vec<Content>>);

/// The ledgers of a year. Of a small bureau there are the lines of those sections it has.
pub fn ledgers(offices: &[Office], year: i32) -> Vec<LedgerLines> {
    let numbered = |lines: Vec<Vec<Content>>| {
        let cells = |(number, cells): (usize, Vec<Content>)| {
            let number = std::iter::once(Content::count(number));
            number.chain(cells).collect()
        };
        (1..).zip(lines).map(cells).collect()
    };
    vec![
        (
            LedgerKind::Disposition,
            numbered(dispositions(offices, year)),
        ),
        (
            LedgerKind::Rectification,
            numbered(rectifications(offices, year)),
        ),
    ]
}

fn day(year: i32, (month, day): (u32, u32)) -> Content {
    NaiveDate::from_ymd_opt(year, month, day).map_or(Content::Blank, Content::Date)
}

/// Section, member of staff (none: the section as a whole), kind, day, ground, measure, deadline, day of closing.
type Deed = (
    usize,
    Option<usize>,
    Disposition,
    (u32, u32),
    &'static str,
    &'static str,
    (u32, u32),
    (u32, u32),
);

const DEEDS: [Deed; 5] = [
    (
        3,
        Some(2),
        Disposition::Reminder,
        (4, 16),
        "群众来电反映答复口径前后不一",
        "科室负责人提醒谈话，统一答复口径",
        (5, 16),
        (5, 12),
    ),
    (
        9,
        Some(1),
        Disposition::Reminder,
        (6, 3),
        "群众反映补助申请受理超过承诺时限",
        "分管领导提醒谈话，公开办理时限",
        (6, 30),
        (6, 28),
    ),
    (
        13,
        Some(3),
        Disposition::Admonition,
        (7, 21),
        "采购档案归档错漏，影响投诉处理",
        "诫勉谈话，限期补正档案",
        (8, 20),
        (8, 18),
    ),
    (
        10,
        None,
        Disposition::Rectification,
        (5, 9),
        "惠农补贴资金公示晚于规定时间",
        "责令限期整改，报送整改报告",
        (6, 9),
        (6, 20),
    ),
    (
        14,
        Some(2),
        Disposition::Sanction,
        (9, 2),
        "检查期间接受被检查单位宴请",
        "党内警告处分",
        (9, 30),
        (9, 28),
    ),
];

fn dispositions(offices: &[Office], year: i32) -> Vec<Vec<Content>> {
    let lines = DEEDS.iter().filter_map(|deed| {
        let (section, person, kind, on, ground, measure, deadline, closed) = *deed;
        let office = offices.get(section)?;
        let person = person.and_then(|at| office.staff.get(at));
        Some(vec![
            office.name.as_str().into(),
            person.map_or(Content::Blank, |p| p.post.into()),
            person.map_or(Content::Blank, |p| p.name.as_str().into()),
            kind.title().into(),
            day(year, on),
            ground.into(),
            measure.into(),
            day(year, deadline),
            day(year, closed),
            Content::Blank,
        ])
    });
    lines.collect()
}

/// Problem, measure, section, deadline, day of closing where it is closed.
type Problem = (
    &'static str,
    &'static str,
    usize,
    (u32, u32),
    Option<(u32, u32)>,
);

const PROBLEMS: [Problem; 9] = [
    (
        "个别用印事项没有登记",
        "补登用印台账，用印审批单与台账按月核对",
        0,
        (4, 30),
        Some((4, 22)),
    ),
    (
        "考勤与请销假记录不一致",
        "按月核对考勤和请销假记录，科室负责人签字",
        1,
        (5, 31),
        Some((5, 30)),
    ),
    (
        "预算调整没有留下集体研究记录",
        "预算调整一律附会议纪要",
        3,
        (6, 30),
        Some((6, 24)),
    ),
    (
        "个别账户年检资料不全",
        "补齐年检资料，逐户建档",
        4,
        (6, 30),
        Some((7, 15)),
    ),
    (
        "惠农补贴资金公示晚于规定时间",
        "资金下达后五个工作日内公示，留存公示照片",
        10,
        (6, 9),
        Some((6, 20)),
    ),
    (
        "资产处置没有及时销账",
        "处置批复后十个工作日内销账，按季对账",
        11,
        (9, 30),
        Some((9, 26)),
    ),
    (
        "采购档案归档错漏",
        "按目录逐卷补正，归档前双人核对",
        13,
        (8, 20),
        Some((8, 18)),
    ),
    (
        "绩效目标审核意见没有留痕",
        "审核意见一律书面反馈，随项目归档",
        15,
        (10, 31),
        None,
    ),
    (
        "代理记账机构年度备案核查不全",
        "列出清单逐户核查，年底前完成",
        16,
        (12, 20),
        None,
    ),
];

fn rectifications(offices: &[Office], year: i32) -> Vec<Vec<Content>> {
    let lines = PROBLEMS
        .iter()
        .filter_map(|(ground, measure, section, deadline, closed)| {
            let office = offices.get(*section)?;
            Some(vec![
                (*ground).into(),
                (*measure).into(),
                office.name.as_str().into(),
                Content::Blank,
                Content::Blank,
                day(year, *deadline),
                if closed.is_some() { "是" } else { "否" }.into(),
                closed.map_or(Content::Blank, |closed| day(year, closed)),
                Content::Blank,
            ])
        });
    lines.collect()
}

/// Why a mark is not that of full points.
const REASONS: [&str; 6] = [
    "个别岗位职责没有随分工调整及时修订",
    "抽查中有一件超过承诺时限",
    "有一项流程图没有更新公开",
    "个别事项的研究记录不够完整",
    "台账登记不够及时",
    "抽查中有一处没有留下复核记录",
];

/// Somebody who marks.
#[derive(Clone, Debug)]
pub struct Marker {
    seed: u64,
    rng: Rng,
}

impl Marker {
    /// One who marks in the year of this seed.
    pub fn new(seed: u64, evaluator: usize) -> Self {
        let stream = STREAM + u64::try_from(evaluator).unwrap_or(0);
        Self {
            seed,
            rng: Rng::new(seed, stream),
        }
    }

    /// A mark in steps of half a point, near what the one who is marked deserves, with its reason where it is not full.
    pub fn mark(&mut self, scored: &Scored, most: Points) -> (Points, &'static str) {
        let halves = usize::try_from(most.in_hundredths() / 50).unwrap_or(0);
        let deserved = self.deserved(scored);
        let off = (halves * (100 - deserved) / 100 + self.rng.below(3)).saturating_sub(1);
        let mark = Points::hundredths(50).times(halves - off.min(halves));
        let reason = if off == 0 {
            ""
        } else {
            *self.rng.pick(&REASONS)
        };
        (mark, reason)
    }

    /// What everybody thinks of one who is marked, in percent; the same whoever marks.
    fn deserved(&self, scored: &Scored) -> usize {
        let name = scored.person.as_deref().unwrap_or(&scored.section);
        let tag = name.chars().fold(0_u64, |tag, c| {
            tag.wrapping_mul(31).wrapping_add(u64::from(c))
        });
        Rng::new(self.seed, tag).between(82, 100)
    }
}
