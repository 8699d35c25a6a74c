//! The fields that heads and labels name in plain words, though nobody has listed them.

use super::rater::LEVELS;
use crate::model::Field;

/// A longer head is prose.
const LONGEST: usize = 14;
/// What a head with 风险 in it names instead of the risk, beside its level.
const NOT_RISK: [&str; 10] = [
    "类", "领域", "环节", "责任", "编号", "数", "因素", "来源", "程度", "是否",
];
/// What it names instead where it ends so: 风险岗位 is a post, 本岗位的风险 is a risk.
const OF_RISK: [&str; 4] = ["岗位", "部门", "科室", "股室"];

/// What they end in where they name how high it is, if the cells below are levels: 风险评级, 廉政风险分级.
const HOW_HIGH: [&str; 9] = [
    "级",
    "级次",
    "评级",
    "分级",
    "划分",
    "高低",
    "大小",
    "度",
    "评估结果",
];

/// Endings of heads that name measures.
const MEASURES: [&str; 7] = ["措施", "举措", "办法", "对策", "手段", "机制", "制度"];
/// What they say besides.
const AGAINST: [&str; 13] = [
    "防", "控", "采取", "应对", "化解", "治理", "制约", "监管", "监督", "制度", "对策", "针对",
    "承诺",
];

/// Endings of heads that name who answers for a risk.
const OWNERS: [&str; 8] = [
    "责任人",
    "责任者",
    "责任人姓名",
    "责任人及职务",
    "落实人",
    "承办人",
    "防控人",
    "承办人员",
];
/// What such a head, or one of a post, names instead: 监督责任人, 是否重点岗位.
const OTHERS: [&str; 14] = [
    "监",
    "审",
    "检查",
    "协",
    "配合",
    "是否",
    "轮",
    "领导",
    "姓名",
    "科",
    "部门",
    "单位",
    "及岗位",
    "/岗",
];

/// Words of heads that name a section, where names of sections stand below them: 内设机构, 承办科（室）, 股室/单位.
const SECTIONS: [&str; 30] = [
    "科室", "股室", "处室", "部室", "部门", "单位", "机构", "中心", "名称", "责任", "主责", "承办",
    "归口", "牵头", "主管", "主办", "防控", "所属", "所在", "工作", "内设", "涉及", "业务", "科",
    "股", "处", "室", "所", "及", "和",
];

/// Endings of heads that name a matter by the power or the business it is.
const MATTERS: [&str; 5] = ["名称", "事项", "流程", "权力", "职权"];

/// Whether a comparable head with 风险 in it names something else than the risk: its level, its kind, its number.
pub fn names_else(key: &str) -> bool {
    let mut words = LEVELS.iter().chain(&NOT_RISK);
    words.any(|word| key.contains(word))
}

/// The field that a comparable head names in plain words.
pub fn field(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| key.ends_with(word));
    if key.chars().nth(LONGEST).is_some() {
        None
    } else if has(&MEASURES[..4]) && has(&AGAINST[..5])
        || ends(&MEASURES) && has(&AGAINST) && !has(&["风险点", "表现"])
    {
        Some(Field::Measures)
    } else if ends(&HOW_HIGH) && key.contains("风险") {
        Some(Field::Level)
    } else if ends(&["隐患", "腐败行为", "权力风险点"])
        || key
            .rsplit_once("风险")
            .is_some_and(|(_, end)| !OF_RISK.iter().any(|word| end.contains(word)))
            && !names_else(key)
            && !key.contains('权')
    {
        Some(Field::Risk)
    } else if has(&["职权", "权力", "业务", "事项"])
        && ends(&MATTERS)
        && !has(&["风险", "类", "是否", "编号", "数", "等级"])
    {
        Some(Field::Matter)
    } else if ends(&OWNERS) && !has(&OTHERS[..8]) {
        Some(Field::Owner)
    } else if key.contains('岗') && ends(&["岗", "岗位", "岗位名称", "岗位设置"]) && !has(&OTHERS)
    {
        Some(Field::Post)
    } else if ["等次", "级次", "档次", "定级", "级"].contains(&key) {
        Some(Field::Level)
    } else {
        None
    }
}

/// Whether a comparable head says nothing but that a section stands below it.
pub fn is_section(key: &str) -> bool {
    let mut rest: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    let named = !rest.is_empty();
    for word in SECTIONS {
        rest = rest.replace(word, "");
    }
    named && rest.is_empty()
}
