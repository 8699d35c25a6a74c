//! 职务职级: ranks of officials. A rank says how high somebody stands, not which post he holds.

/// Ranks that are counted as levels are: 四级主任科员.
pub const RANKS: [&str; 12] = [
    "主任科员",
    "调研员",
    "巡视员",
    "高级警长",
    "警长",
    "警员",
    "主管",
    "主办",
    "法官",
    "检察官",
    "职员",
    "执法员",
];
/// What many hold at once and no post is called.
const COMMON: [&str; 11] = [
    "科员",
    "办事员",
    "工勤",
    "工勤人员",
    "职工",
    "干部",
    "一般干部",
    "工作人员",
    "科室人员",
    "试用期",
    "试用期人员",
];

/// Whether a text names a rank and no post: 科员, 四级主任科员, 副调研员.
pub fn is_rank(post: &str) -> bool {
    let key = crate::text::key(post);
    let bare = key.strip_prefix('副').unwrap_or(&key);
    let graded = bare
        .split_once('级')
        .filter(|(grade, _)| grade.chars().count() == 1 && "一二三四1234".contains(*grade));
    let bare = graded.map_or(bare, |(_, rank)| rank);
    RANKS.contains(&bare) && (graded.is_some() || bare.ends_with(['员'])) || COMMON.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_no_post() {
        for rank in [
            "科员",
            "四级主任科员",
            "副主任科员",
            "二级调研员",
            "一级科员",
            "工作人员",
        ] {
            assert!(is_rank(rank), "{rank}");
        }
        for post in [
            "科长",
            "出纳岗",
            "专户管理岗",
            "法官助理岗",
            "会计主管",
            "主管",
            "主办",
            "副科长",
        ] {
            assert!(!is_rank(post), "{post}");
        }
    }
}
