//! What templates may call by name: which cells the figures stand in, which lists and texts there are. The one table of the
//! report's vocabulary.

use super::figures::Kind;
use crate::model::Book;

/// How a figure's cell is found on its sheet.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// Right below this head.
    Below(&'static str),
    /// Below the head, in the line that begins with the words.
    Beside(&'static str, &'static str),
}

use At::{Below, Beside};
use Kind::{Count, Share};

/// A figure: its name, what it is, its book and sheet, its cell. Figures of one sheet are there or lacking together.
pub type Named = (&'static str, Kind, Book, &'static str, At);

const POINTS: &str = "风险点（个）";
const SHARE: &str = "占风险点总数";
const POSTS: &str = "岗位（个）";
const MATTERS: &str = "权力事项（项）";
const SECTIONS: &str = "涉及科室（个）";
const UNITS: &str = "涉及单位（个）";
const S: Book = Book::Statistics;
const SUM: &str = "汇总";
const WORK: &str = "工作情况";
const CHANGES: &str = "对比汇总";
const ALL: &str = "合计";

/// The figures of the sheet 工作情况, each called as its line there.
const DONE: &[&str] = &[
    "收到自查表",
    "重复和旧版的自查表",
    "单位排查的风险点",
    "科室排查的风险点",
    "个人排查的风险点",
    "写明措施的风险点",
    "防控措施条数",
    "局主要领导监管的风险点",
    "分管领导监管的风险点",
    "科室负责人监管的风险点",
    "岗位监管的风险点",
    "等级评定已超期",
    "等级评定将到期",
    "列入抽查",
    "已抽查",
    "苗头性问题",
    "苗头性问题已处理",
    "苗头性问题尚未了结",
    "警示提醒",
    "问责或诫勉谈话",
    "责令整改",
    "党纪政纪处理",
    "整改任务",
    "整改已销号",
    "整改逾期未销号",
    "考核科室",
    "评完科室",
    "一票否决科室",
    "考核岗位",
    "评完岗位",
    "一票否决岗位",
];

/// All figures.
pub fn figures() -> impl Iterator<Item = Named> {
    let done = DONE.iter().copied();
    let done = done.map(|name| (name, Count, S, WORK, Beside("数量", name)));
    FIGURES.iter().copied().chain(done)
}

/// The figures of the other sheets.
const FIGURES: &[Named] = &[
    ("登记条数", Count, S, SUM, Below("登记")),
    ("合并条数", Count, S, SUM, Below("合并")),
    ("退回条数", Count, S, SUM, Below("退回")),
    ("风险点", Count, S, SUM, Beside(POINTS, ALL)),
    ("一级风险点", Count, S, SUM, Beside(POINTS, "一级")),
    ("二级风险点", Count, S, SUM, Beside(POINTS, "二级")),
    ("三级风险点", Count, S, SUM, Beside(POINTS, "三级")),
    ("待定风险点", Count, S, SUM, Beside(POINTS, "待定")),
    ("一级占比", Share, S, SUM, Beside(SHARE, "一级")),
    ("二级占比", Share, S, SUM, Beside(SHARE, "二级")),
    ("三级占比", Share, S, SUM, Beside(SHARE, "三级")),
    ("待定占比", Share, S, SUM, Beside(SHARE, "待定")),
    ("岗位", Count, S, SUM, Beside(POSTS, ALL)),
    ("一级岗位", Count, S, SUM, Beside(POSTS, "一级")),
    ("二级岗位", Count, S, SUM, Beside(POSTS, "二级")),
    ("三级岗位", Count, S, SUM, Beside(POSTS, "三级")),
    ("权力事项", Count, S, SUM, Beside(MATTERS, ALL)),
    ("一级权力事项", Count, S, SUM, Beside(MATTERS, "一级")),
    ("二级权力事项", Count, S, SUM, Beside(MATTERS, "二级")),
    ("三级权力事项", Count, S, SUM, Beside(MATTERS, "三级")),
    ("涉及科室", Count, S, SUM, Beside(SECTIONS, ALL)),
    ("收到结果", Count, S, SUM, Below("收到结果（份）")),
    ("应报单位", Count, S, SUM, Below("应报单位")),
    ("已报单位", Count, S, SUM, Below("已报单位")),
    ("未报单位", Count, S, SUM, Below("未报单位")),
    ("未读出单位", Count, S, SUM, Below("已交未读出单位")),
    ("离群单位", Count, S, SUM, Below("离群单位")),
    ("涉及单位", Count, S, SUM, Beside(UNITS, ALL)),
    ("审定风险点", Count, S, SUM, Below("审定")),
    ("自评风险点", Count, S, SUM, Below("自评")),
    ("建议风险点", Count, S, SUM, Below("建议")),
    ("待审定风险点", Count, S, SUM, Below("待审定")),
    ("审定占比", Share, S, SUM, Below("审定占比")),
    ("应报科室", Count, S, SUM, Below("花名册科室")),
    ("已报科室", Count, S, SUM, Below("已报送科室")),
    ("未报科室", Count, S, SUM, Below("未报送科室")),
    ("在册人员", Count, S, SUM, Below("花名册人数")),
    ("已报人员", Count, S, SUM, Below("已报人数")),
    ("漏报人员", Count, S, SUM, Below("漏报人数")),
    (
        "上年风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("上年", ALL),
    ),
    (
        "新增风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("新增", ALL),
    ),
    (
        "消除风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("消除", ALL),
    ),
    (
        "升级风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("升级", ALL),
    ),
    (
        "降级风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("降级", ALL),
    ),
    (
        "措施变化的风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("措施变化", ALL),
    ),
    (
        "未变风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("未变", ALL),
    ),
    (
        "今年风险点",
        Count,
        Book::Changes,
        CHANGES,
        Beside("今年", ALL),
    ),
];

/// A list: its name, book and sheet, the head of what its lines are called, and its fields with their heads.
pub type Listed = (
    &'static str,
    Book,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const LEVELS: &[(&str, &str)] = &[
    ("风险点", "合计"),
    ("一级", "一级"),
    ("二级", "二级"),
    ("三级", "三级"),
    ("待定", "待定"),
];

/// The lists whose lines are lines of a table.
pub const LISTS: &[Listed] = &[
    ("各科室", S, "科室×等级", "科室", LEVELS),
    ("各单位", S, "单位×等级", "单位", LEVELS),
    ("各类别", S, "类别×等级", "风险类别", LEVELS),
    ("各领导", Book::Register, "监管分工", "监管人", LEVELS),
    (
        "各等次",
        S,
        WORK,
        "考核等次",
        &[("科室", "科室（个）"), ("岗位", "岗位（个）")],
    ),
    (
        "各专项考核",
        S,
        WORK,
        "专项考核",
        &[("科室", "考核科室（个）"), ("岗位", "考核岗位（个）")],
    ),
];

/// The sections with the most risk points, some lines of 各科室.
pub const MOST: &str = "风险点较多的科室";
/// The units with the most risk points, some lines of 各单位.
pub const MOST_UNITS: &str = "风险点较多的单位";
/// What was found wrong: errors and warnings by kind, from the line of totals of 04.
pub const FAULTS: &str = "各类问题";
/// The sheet of 04 that counts them.
pub const FAULT_SHEET: &str = "按科室统计";
/// The field of a fault that holds its code.
pub const CODE: &str = "代码";
/// The field of a fault that says how many there are.
pub const PLACES: &str = "处数";
/// What every line of a list is called by.
pub const NAME: &str = "名称";
/// Of a band, the sections that came into it.
pub const MEMBERS: &str = "科室名单";

/// The texts.
pub const TEXTS: &[&str] = &[
    "单位",
    "年度",
    "日期",
    "上年",
    "未报科室名单",
    "未读出科室名单",
    "有漏报的科室名单",
    "花名册外科室名单",
    "定级办法",
    "未报单位名单",
    "未读出单位名单",
];

/// What is so or not.
pub const FLAGS: &[&str] = &["有花名册", "逐人核对", "有上年", "有单位名单"];

/// Every name there is.
pub fn report_names() -> impl Iterator<Item = &'static str> {
    let lists = LISTS
        .iter()
        .map(|list| list.0)
        .chain([MOST, MOST_UNITS, FAULTS]);
    let texts = TEXTS.iter().chain(FLAGS).copied();
    figures().map(|figure| figure.0).chain(lists).chain(texts)
}
