//! Parts of 防控措施 in columns of their own: by the time they work (前期预防 | 中期监控 | 后期处置), by their kind (制度 | 流程 |
//! 技术), by who takes them (个人 | 科室 | 单位), by whether they stand already (现有 | 拟新增).

use super::heads::Labels;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// Ways to part the measures: the words by which the parts are told from each other.
const WAYS: [&[&str]; 5] = [
    &[
        "前期", "中期", "后期", "事前", "事中", "事后", "源头", "过程", "预防", "预警", "监控",
        "监测", "监督", "控制", "处置", "处理", "整改", "补救", "应急", "问责", "追责", "惩处",
        "惩治",
    ],
    &[
        "教育",
        "思想",
        "制度",
        "机制",
        "流程",
        "程序",
        "技术",
        "科技",
        "信息化",
        "管理",
        "监督",
        "人员",
        "人防",
        "物防",
        "技防",
    ],
    &[
        "个人", "本人", "岗位", "科室", "股室", "处室", "部门", "单位", "局", "组织", "领导",
    ],
    &["自律", "他律", "内部", "外部", "日常", "长效", "专项"],
    &[
        "现有",
        "已有",
        "原有",
        "现行",
        "目前",
        "已采取",
        "已落实",
        "拟采取",
        "拟新增",
        "拟增加",
        "拟制定",
        "拟落实",
        "新增",
        "补充",
        "下一步",
        "下步",
        "计划",
        "改进",
        "完善",
    ],
];

/// Those of the last way that say that something is still to come.
const PLANNED: [&str; 9] = [
    "拟采取",
    "拟新增",
    "拟增加",
    "拟制定",
    "拟落实",
    "新增",
    "补充",
    "下一步",
    "下步",
];

/// Words that name a part without 措施 behind them.
const ALONE: [&str; 13] = [
    "前期",
    "中期",
    "后期",
    "事前",
    "事中",
    "事后",
    "人防",
    "物防",
    "技防",
    "前期预防",
    "中期监控",
    "后期处置",
    "事前预防",
];

/// What may stand before and behind the word of a part.
const AROUND: [&str; 26] = [
    "防控", "防范", "预防", "监控", "监督", "处置", "处理", "控制", "管控", "制约", "约束", "保障",
    "教育", "建设", "补救", "措施", "办法", "手段", "主要", "具体", "风险", "采取", "新增", "落实",
    "制定", "的",
];

/// Numerals behind the name of a part.
const NUMERALS: &str = "一二三四五六七八九十";

/// Words behind a part that say that it is one of the measures.
const MEASURES: [&str; 5] = ["措施", "办法", "手段", "防控", "防范"];

/// Names the parts, where there are several of one way and no column holds the measures as a whole.
pub fn settle(columns: &mut [Column], labels: &[Labels], lookup: &Lookup<'_>) {
    let under = |labels: &Labels| {
        let parent = labels.parent.as_deref().and_then(|p| lookup.field(p));
        parent == Some(Field::Measures)
    };
    let could_be = |(column, labels): (&Column, &Labels)| {
        let open = column.field.is_none() || column.field == Some(Field::Measures);
        let unread = column.by != Evidence::LessExact && !column.label.is_empty();
        (open && unread).then(|| (text::label_key(&column.label), under(labels)))
    };
    let keys: Vec<Option<(String, bool)>> = columns.iter().zip(labels).map(could_be).collect();
    if settle_numbered(columns, &keys, lookup) {
        return;
    }
    let ways = WAYS.iter().map(|way| {
        let is_part = |key: &Option<(String, bool)>| {
            let (key, under) = key.as_ref()?;
            word_of(key, way, *under)
        };
        keys.iter().map(is_part).collect::<Vec<_>>()
    });
    let count = |parts: &[Option<&str>]| {
        let mut words: Vec<&str> = parts.iter().flatten().copied().collect();
        words.sort_unstable();
        words.dedup();
        words.len()
    };
    let best = ways.max_by_key(|parts| count(parts)).unwrap_or_default();
    let named = count(&best) > 1;
    let below = |at: usize| keys[at].as_ref().is_some_and(|(_, under)| *under);
    // 拟新增措施 says that 防控措施 beside it are those that stand.
    let planned = |at: usize| {
        let (key, under) = keys[at].as_ref()?;
        word_of(key, WAYS[WAYS.len() - 1], *under).filter(|word| PLANNED.contains(word))
    };
    let beside_planned = !named && (0..columns.len()).any(|at| planned(at).is_some());
    let is_part = |at: usize| {
        let column = &columns[at];
        let standing = column.field == Some(Field::Measures);
        (named && best[at].is_some())
            || (column.field.is_none() && below(at))
            || (beside_planned && (standing || planned(at).is_some()))
    };
    let parts: Vec<bool> = (0..columns.len()).map(is_part).collect();
    let whole = |(column, part): (&Column, &bool)| column.field == Some(Field::Measures) && !part;
    let several = parts.iter().filter(|part| **part).count() > 1;
    if !several || columns.iter().zip(&parts).any(whole) {
        return;
    }
    for (column, _) in columns.iter_mut().zip(&parts).filter(|(_, part)| **part) {
        column.field = None;
        column.by = Evidence::Part;
    }
}

/// 措施1 | 措施2 beside one risk, and not beside 风险点1 | 风险点2; whether they are such.
fn settle_numbered(
    columns: &mut [Column],
    keys: &[Option<(String, bool)>],
    lookup: &Lookup<'_>,
) -> bool {
    let counted = |label: &str, field: Field| {
        let key = text::label_key(label);
        let base = key.trim_end_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
        base != key && lookup.field(&text::Key(base)) == Some(field)
    };
    let is_part = |key: &Option<(String, bool)>| {
        let key = key.as_ref();
        key.is_some_and(|(key, _)| counted(key, Field::Measures))
    };
    let parts: Vec<bool> = keys.iter().map(is_part).collect();
    let several = parts.iter().filter(|part| **part).count() > 1;
    if !several || columns.iter().any(|c| counted(&c.label, Field::Risk)) {
        return false;
    }
    for (column, _) in columns.iter_mut().zip(&parts).filter(|(_, part)| **part) {
        column.field = None;
        column.by = Evidence::Part;
    }
    true
}

/// Whether a comparable label under 防控措施 names a part of them.
pub fn names_part(key: &str) -> bool {
    WAYS.iter().any(|way| word_of(key, way, true).is_some())
}

/// The word of this way by which a head names a part of the measures: nothing else stands in the head but what measures are
/// called. Under 防控措施, and behind a word that stands alone, nothing need be.
fn word_of<'w>(key: &str, way: &[&'w str], under: bool) -> Option<&'w str> {
    let words = way
        .iter()
        .filter_map(|word| Some((*word, key.split_once(word)?)));
    let (word, (before, behind)) = words.min_by_key(|(_, (before, _))| before.len())?;
    let only = |text: &str| {
        let mut rest = text;
        while let Some(shorter) = AROUND.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = shorter;
        }
        rest.is_empty()
    };
    let names_measures = MEASURES.iter().any(|word| behind.contains(word));
    let alone = ALONE.iter().any(|word| key.starts_with(word));
    (only(before) && only(behind) && (under || alone || names_measures)).then_some(word)
}
