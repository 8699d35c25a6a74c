//! The sheets of a blank roster book and their columns: what each is called, offered and asked for.

use crate::location::{Area, CellRef};
use crate::policy::RosterWords;
use crate::writer::{Allowed, InputSpec, Message, Otherwise};

/// The row of the heads, counted from 0: title and advice stand above.
const HEAD: u32 = 2;
/// Rows to be filled in.
pub const ROWS: u32 = 200;

/// A sheet.
pub struct Page {
    /// Its name.
    pub name: &'static str,
    /// What is written into it, and how.
    pub advice: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column.
pub struct Column {
    /// Its head; a star marks what must be filled in.
    pub head: &'static str,
    /// Its width.
    pub width: f64,
    /// What is said when a cell of it is chosen.
    pub hint: &'static str,
    /// What is offered.
    pub offer: Offer,
}

/// What is offered in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Nothing: anything may be written.
    Nothing,
    /// Kinds of sections.
    Kinds,
    /// Kinds of leaders.
    Roles,
    /// What stands in the column of another sheet, both counted from 0; whether something else may stand.
    Listed(usize, u32, bool),
}

const SECTIONS: usize = 0;
const POSTS: usize = 1;
const LEADERS: usize = 3;

const fn column(head: &'static str, width: f64, offer: Offer, hint: &'static str) -> Column {
    Column {
        head,
        width,
        hint,
        offer,
    }
}

const REMARK: Column = column("备注", 22.0, Offer::Nothing, "想记的都可以写，程序不读。");

/// The sheets, in their order.
pub const PAGES: [Page; 4] = [
    Page {
        name: "科室",
        advice: "一行一个科室，排在前面的在登记表里也排在前面。只有科室名称必填。",
        columns: &[
            column(
                "科室名称*",
                24.0,
                Offer::Nothing,
                "登记表里使用的名称。一个科室只写一行。",
            ),
            column(
                "类别",
                13.0,
                Offer::Kinds,
                "从列表中选。不分类的空着；局领导班子也写一行，选“局领导班子”。",
            ),
            column(
                "别名",
                30.0,
                Offer::Nothing,
                "表上可能出现的其他叫法：简称、旧名。几个的用顿号分开。没有写在这里的叫法，程序不猜。",
            ),
            column(
                "分管领导",
                12.0,
                Offer::Listed(LEADERS, 0, true),
                "从列表中选；列表取自“领导”表，请先填“领导”表。",
            ),
            column(
                "科室负责人",
                13.0,
                Offer::Nothing,
                "科室主要负责人的姓名，只写一人。",
            ),
            REMARK,
        ],
    },
    Page {
        name: "岗位",
        advice: "一行一个岗位。暂时没有人的岗位也写上。不核对岗位的，这张表可以空着。",
        columns: &[
            column(
                "科室名称*",
                24.0,
                Offer::Listed(SECTIONS, 0, false),
                "从列表中选；列表取自“科室”表。",
            ),
            column(
                "岗位名称*",
                28.0,
                Offer::Nothing,
                "岗位的规范名称，如“预算编制岗”。",
            ),
            REMARK,
        ],
    },
    Page {
        name: "人员",
        advice: "一行一人。程序按它核对谁没有交表，预填空白表，年底考核评分。",
        columns: &[
            column(
                "科室名称*",
                24.0,
                Offer::Listed(SECTIONS, 0, false),
                "从列表中选；列表取自“科室”表。",
            ),
            column(
                "岗位名称",
                28.0,
                Offer::Listed(POSTS, 1, true),
                "从列表中选；没有列出的可以直接写。一人兼几个岗位的，用顿号分开，主要的在前；或者一个岗位一行。",
            ),
            column(
                "姓名*",
                14.0,
                Offer::Nothing,
                "一行一人。同一科室有同名的两人，加注区分，如“张一（大）”。",
            ),
            REMARK,
        ],
    },
    Page {
        name: "领导",
        advice: "一行一位局领导。“科室”表的分管领导从这里选。写了“局领导班子”一行的，这里的人就是它的人员。",
        columns: &[
            column("姓名*", 14.0, Offer::Nothing, "领导的姓名。"),
            column("职务", 24.0, Offer::Nothing, "如“党组书记、局长”。"),
            column(
                "领导类别",
                16.0,
                Offer::Roles,
                "从列表中选。局主要领导只有一位，一级风险由其监管。",
            ),
            REMARK,
        ],
    },
];

/// The cells of a column that are filled in.
fn body(col: u32) -> Area {
    let first = CellRef::new(HEAD + 1, col);
    Area::new(first, CellRef::new(HEAD + ROWS, col))
}

impl Column {
    /// The rule for its cells, as the column of this number.
    pub fn input(&self, col: u32, words: &RosterWords) -> InputSpec {
        const STAY: &str = "确实无误的，点“是”保留；写错的，点“否”改正。";
        let (allowed, otherwise) = match self.offer {
            Offer::Nothing => (Allowed::Anything, Otherwise::Accept),
            Offer::Kinds => (Allowed::OneOf(words.kinds()), Otherwise::Ask),
            Offer::Roles => (Allowed::OneOf(words.roles()), Otherwise::Ask),
            Offer::Listed(page, of, more) => {
                let otherwise = if more {
                    Otherwise::Accept
                } else {
                    Otherwise::Ask
                };
                (
                    Allowed::Listed(PAGES[page].name.to_owned(), body(of)),
                    otherwise,
                )
            }
        };
        let alert = match otherwise {
            Otherwise::Ask => Message::new("列表中没有这一项", STAY),
            _ => Message::default(),
        };
        InputSpec {
            area: body(col),
            allowed,
            otherwise,
            prompt: Message::new(self.head.trim_end_matches('*'), self.hint),
            alert,
        }
    }
}
