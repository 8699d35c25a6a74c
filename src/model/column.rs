//! The columns of a table, and why each was taken for its field.

use serde::{Deserialize, Serialize};

use super::Field;
use crate::location::CellRef;

/// Why a head was taken for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The head is a synonym of the field.
    Synonym,
    /// The lower head is no synonym alone, but together with the head above it.
    Parent,
    /// The head is a synonym once the words in brackets are left out.
    Brackets,
    /// The table has no head; its columns are those of the table before it.
    Continued,
    /// One level of several heads under 风险等级, chosen by a tick.
    Tick,
    /// Only level column of the table, though its head names 建议 or 审定.
    OnlyLevel,
    /// The label stands beside its content, not above it.
    Label,
    /// One of several columns of a kind: each risk of a row is an entry.
    Beside,
    /// A step of 评估审查, told by its head and by the levels below it.
    Stage,
    /// An opinion of who reviews, in words.
    Opinion,
    /// A part of 防控措施: 前期预防, 中期监控, 后期处置.
    Part,
    /// The cells below it say what it is.
    Cells,
    /// It names the field in plain words, though nobody has listed it.
    Loose,
    /// Only column that says what the risk is, though its head names 表现 or 描述.
    OnlyRisk,
    /// Another column of the same field is more exact; this one is kept as it is.
    LessExact,
    /// What another column says as it is now: 原风险点 beside 调整后风险点.
    Earlier,
    /// What it was adjusted to: 调整后风险点.
    Later,
    /// A level beside another, and nobody can say whose.
    UnreadLevel,
    /// A level of something else than a risk: 行政级别, 密级.
    OtherLevel,
    /// The bureau says that it is no field.
    NoField,
    /// No field.
    None,
}

impl Evidence {
    /// Whether the head says it by itself, so that nobody need look at it.
    pub const fn is_certain(self) -> bool {
        matches!(
            self,
            Self::Synonym
                | Self::Parent
                | Self::Brackets
                | Self::Continued
                | Self::Label
                | Self::Tick
                | Self::Stage
                | Self::Later
                | Self::Part
                | Self::NoField
        )
    }

    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Synonym => "表头同义词",
            Self::Parent => "上下两行表头合读",
            Self::Brackets => "去掉括号内说明后的同义词",
            Self::Continued => "沿用前一张表的表头",
            Self::Tick => "等级分列打勾",
            Self::OnlyLevel => "表中唯一的等级列",
            Self::Label => "竖排：栏名在内容旁边",
            Self::Beside => "一行并列几个风险点，各算一条",
            Self::Stage => "评估审查的一道，栏内写的是等级",
            Self::Opinion => "审查意见，照抄；写明定为哪一级的，读作这一道的等级",
            Self::Part => "防控措施的一部分",
            Self::Loose => "按字面读取，请核对",
            Self::Cells => "按栏内写的内容",
            Self::OnlyRisk => "表中唯一写风险的栏",
            Self::LessExact => "另有更具体的同类栏，内容照抄",
            Self::Earlier => "是调整前的，以调整后的为准，内容照抄",
            Self::Later => "调整前后都有，以调整后的为准",
            Self::UnreadLevel => "是等级，看不出由谁评定",
            Self::OtherLevel => "是别的等级，与风险无关",
            Self::NoField => "口径写明不是栏目，照抄在条目旁边",
            Self::None => "未识别",
        }
    }
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Cell of the head.
    pub cell: CellRef,
    /// The head's text, without line breaks and spaces.
    pub label: String,
    /// The field it was taken for.
    pub field: Option<Field>,
    /// Why.
    pub by: Evidence,
}
