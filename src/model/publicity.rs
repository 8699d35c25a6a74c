//! 公示: one registered item as the public may see it.

use super::{Level, Role};

/// One line of the public edition. Holds no name, no self-rating, no ground, no remark and no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicItem {
    /// 科室.
    pub section: String,
    /// 岗位.
    pub post: String,
    /// 权力（业务）事项.
    pub matter: String,
    /// 风险类别.
    pub category: String,
    /// 风险点.
    pub risk: String,
    /// 表现形式.
    pub manifestation: String,
    /// 防控措施.
    pub measures: String,
    /// The level, unless it is still to be confirmed.
    pub level: Option<Level>,
    /// 责任岗位.
    pub owner: String,
    /// Who supervises, by role.
    pub supervisor: Option<Role>,
}
