//! The fields an entry can have. Which head means which field is the policy's business, not ours.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $key:literal $title:literal;)*) => {
        /// One field of an entry (一列的含义).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Field { $($(#[$doc])* #[serde(rename = $key)] $name,)* }

        impl Field {
            /// Every field, in the order of the register's columns.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Name in the policy and in JSON.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Name shown to people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

fields! {
    /// 序号 as written on the form.
    Seq "seq" "序号";
    /// 登记编号, printed on a prefilled form.
    Number "number" "登记编号";
    /// 消除原因: why a risk point of last year is no more.
    Gone "gone" "消除原因";
    /// 科室.
    Section "section" "科室";
    /// 岗位.
    Post "post" "岗位";
    /// 姓名 of the person the entry concerns.
    Person "person" "姓名";
    /// 职权或业务事项.
    Matter "matter" "权力（业务）事项";
    /// 风险类别.
    Category "category" "风险类别";
    /// 风险点.
    Risk "risk" "风险点";
    /// 表现形式.
    Manifestation "manifestation" "表现形式";
    /// 风险点数量 where a form states one for each line.
    RiskCount "risk_count" "风险点数量";
    /// The level the form declares (自评等级, or the only level column there is).
    Level "level" "风险等级";
    /// 建议等级, where it stands beside another level.
    SuggestedLevel "suggested_level" "建议等级";
    /// 审定等级, where it stands beside another level.
    ConfirmedLevel "confirmed_level" "审定等级";
    /// 是否涉及三重一大.
    ThreeImportant "three_important" "涉及三重一大";
    /// 是否直接掌握人、财、物.
    Resources "resources" "直接掌握人财物";
    /// 有无自由裁量权.
    Discretion "discretion" "自由裁量权";
    /// 可能后果: 刑事责任, 党纪政纪处分, 内部责任追究.
    Consequence "consequence" "可能后果";
    /// 可能性, for the risk matrix.
    Likelihood "likelihood" "发生可能性";
    /// 影响程度, for the risk matrix.
    Impact "impact" "影响程度";
    /// 防控措施.
    Measures "measures" "防控措施";
    /// 责任人.
    Owner "owner" "责任人";
    /// 部门（科室）负责人.
    Head "head" "部门负责人";
    /// 责任领导（分管领导）.
    Leader "leader" "责任领导";
    /// 监测指标.
    Indicator "indicator" "监测指标";
    /// 备注.
    Remark "remark" "备注";
    /// 填报日期.
    ReportedOn "reported_on" "填报日期";
    /// 评定日期: when the level was last rated (三年一评定).
    RatedOn "rated_on" "评定日期";
}

impl Field {
    /// Whether the field holds prose, which may be split over several physical rows of one entry.
    pub const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Matter
                | Self::Risk
                | Self::Manifestation
                | Self::Measures
                | Self::Indicator
                | Self::Remark
        )
    }

    /// Whether the field holds a level.
    pub const fn is_level(self) -> bool {
        matches!(
            self,
            Self::Level | Self::SuggestedLevel | Self::ConfirmedLevel
        )
    }

    /// Whether the field holds an answer (定级依据) on which the policy suggests a level.
    pub const fn is_answer(self) -> bool {
        self.is_yes_no() || matches!(self, Self::Consequence | Self::Likelihood | Self::Impact)
    }

    /// Whether the field is answered by yes or no, so that 无 is an answer and not a blank.
    pub const fn is_yes_no(self) -> bool {
        matches!(
            self,
            Self::ThreeImportant | Self::Resources | Self::Discretion
        )
    }

    /// Whether the field holds a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::ReportedOn | Self::RatedOn)
    }

    /// The field with this name in the policy and in JSON.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.key() == key)
    }

    /// Whether only a form for risk points has such a column; used to tell such forms from other tables.
    pub const fn is_telling(self) -> bool {
        matches!(
            self,
            Self::Matter
                | Self::Category
                | Self::Risk
                | Self::Manifestation
                | Self::Level
                | Self::Measures
        )
    }
}
