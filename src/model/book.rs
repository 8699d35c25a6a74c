//! The books a run writes, by which name and mark they are known wherever they lie.

use serde::{Deserialize, Serialize};

/// A book of a result folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Book {
    /// 登记汇总表.
    Register,
    /// 等级统计表.
    Statistics,
    /// 考核评分表.
    Scores,
    /// The score book of a special check (专项考核), of which there may be any number.
    Special,
    /// 问题清单.
    Findings,
    /// 评审表.
    Review,
    /// 公示表.
    Public,
    /// 年度对比.
    Changes,
    /// 中期监控报告.
    MidYear,
    /// 权力运行流程图.
    Flow,
}

impl Book {
    /// The name of the mark in a book; its value is the book's [`Book::file_name`].
    pub const MARK: &'static str = "_qingfeng";

    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Register,
        Self::Statistics,
        Self::Scores,
        Self::Special,
        Self::Findings,
        Self::Review,
        Self::Public,
        Self::Changes,
        Self::MidYear,
        Self::Flow,
    ];

    /// Its name in the result folder; that of a special check also bears its name.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Register => "01-廉政风险点登记汇总表.xlsx",
            Self::Statistics => "02-风险等级统计表.xlsx",
            Self::Scores => "03-年度考核评分表.xlsx",
            Self::Special => "03-专项考核.xlsx",
            Self::Findings => "04-问题清单.xlsx",
            Self::Review => "05-评审表.xlsx",
            Self::Public => "06-公示表.xlsx",
            Self::Changes => "08-年度对比.xlsx",
            Self::MidYear => "09-中期监控报告.xlsx",
            Self::Flow => "09-权力运行流程图.xlsx",
        }
    }

    /// Sheets it always has; no form has all of them.
    const fn sheets(self) -> &'static [&'static str] {
        match self {
            Self::Register => &["登记汇总表", "来源对照", "行数核对"],
            Self::Statistics => &["汇总", "科室×等级", "岗位×等级"],
            Self::Scores => &["考核汇总", "评分出处", "评分方案"],
            Self::Special => &["专项考核汇总", "评分出处", "评分方案"],
            Self::Findings => &["问题清单", "各文件问题数", "退回通知"],
            Self::Review => &["待评审"],
            Self::Public => &["公示表", "等级统计"],
            Self::Changes => &["对比汇总", "变动明细"],
            Self::MidYear => &["中期监控情况", "苗头性问题", "逾期事项"],
            Self::Flow => &["流程图目录"],
        }
    }

    /// The book with this mark; of one whose mark another program has dropped, or that is older than the marks, by its
    /// sheets.
    pub fn recognise(mark: Option<&str>, sheets: &[&str]) -> Option<Self> {
        let marked = |book: &Self| mark.is_some_and(|mark| mark == book.file_name());
        let has_all = |book: &Self| book.sheets().iter().all(|sheet| sheets.contains(sheet));
        let mut all = Self::ALL.into_iter();
        let known = all.clone().find(marked);
        known.or_else(|| all.find(has_all))
    }
}
