//! How forms are laid out in life. Each layout is a short function that fills a [`Pad`]; what it says comes from
//! `compose`, how it is worded from `manner`.

mod cells;
mod columns;
mod elsewhere;
mod grouped;
mod marks;
mod names;
mod pad;
mod page;
mod pages;
mod plain;

pub use columns::Column;
pub use page::{Page, Says, Table};

use chrono::NaiveDate;

use super::bureau::{Office, Person};
use super::compose::Fact;
use super::manner::Manner;
use super::rng::Rng;
use crate::writer::SheetSpec;

/// A way to lay out a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// One table, one head row.
    Plain,
    /// A head of two rows: 责任 over 责任人 and 责任领导.
    TwoRowHead,
    /// Heads with spaces and line breaks.
    SpacedHeads,
    /// Heads in traditional characters.
    Traditional,
    /// 自评等级, 建议等级 and 审定等级 side by side.
    ThreeLevels,
    /// Section, matter, head and leader merged downwards.
    MergedDown,
    /// Each entry over three physical rows.
    ThreeRows,
    /// Heading rows inside the table (一、预算编制类).
    GroupRows,
    /// The section only in a key-value line above the table.
    KeyValueLine,
    /// The section only in the title.
    TitleOnly,
    /// The section only in the names of the sheets, one sheet for each post.
    SheetPerPost,
    /// The section only in the file's name.
    FileNameOnly,
    /// A person's own form with name and post in cells above the table.
    Personal,
    /// Two tables with different columns on one sheet.
    TwoTables,
    /// Title and head again on every printed page.
    PrintedPages,
    /// The table begins at C5, a logo line and an attachment mark above it.
    Offset,
    /// 同上 and marks for blanks.
    DittoMarks,
    /// Example row, prefilled numbers, totals, signatures, notes and a column nobody asked for.
    Footers,
}

/// The one place where a form says which section it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionPlace {
    /// A column of the table.
    Column,
    /// A key-value above the table.
    KeyValue,
    /// The title.
    Title,
    /// The sheets' names.
    SheetName,
    /// The file's name.
    FileName,
}

/// Everything a layout needs to know.
pub struct Job<'a> {
    /// The section that hands in the form.
    pub office: &'a Office,
    /// The section's name as this form writes it.
    pub section: String,
    /// The person, for a person's own form.
    pub person: Option<&'a Person>,
    /// What to say.
    pub facts: Vec<Fact>,
    /// How to word it.
    pub manner: Manner,
    /// How many manifestations stand in one cell.
    pub shown: usize,
    /// Year of the forms.
    pub year: i32,
    /// Day of reporting.
    pub date: NaiveDate,
    /// Chance for small choices.
    pub rng: Rng,
}

/// A form laid out.
pub struct Draft {
    /// The file's name.
    pub file_name: String,
    /// Its sheets.
    pub pages: Vec<Page>,
    /// 填报日期 as a perfect reader gets it; none where the form has no date.
    pub reported_on: Option<String>,
    /// Further sheets, hidden.
    pub hidden: Vec<SheetSpec>,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 18] = [
        Self::Plain,
        Self::MergedDown,
        Self::FileNameOnly,
        Self::TwoRowHead,
        Self::KeyValueLine,
        Self::ThreeRows,
        Self::Personal,
        Self::GroupRows,
        Self::DittoMarks,
        Self::SheetPerPost,
        Self::PrintedPages,
        Self::SpacedHeads,
        Self::Footers,
        Self::Offset,
        Self::TwoTables,
        Self::Traditional,
        Self::TitleOnly,
        Self::ThreeLevels,
    ];

    /// What is special about it, for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "一行表头，规规矩矩",
            Self::TwoRowHead => "两行表头，“责任”下分责任人、责任领导",
            Self::SpacedHeads => "表头里有空格和换行",
            Self::Traditional => "表头是繁体字",
            Self::ThreeLevels => "自评、建议、审定三个等级栏并列",
            Self::MergedDown => "科室、职权名称、负责人向下合并",
            Self::ThreeRows => "一条风险占三行，表现形式逐行填写",
            Self::GroupRows => "表内有“一、……类”小标题行",
            Self::KeyValueLine => "科室只写在表格上方一行",
            Self::TitleOnly => "科室只写在标题里",
            Self::SheetPerPost => "一岗一张工作表，科室只写在工作表名里",
            Self::FileNameOnly => "科室只写在文件名里",
            Self::Personal => "个人自查表，姓名、岗位写在表格上方",
            Self::TwoTables => "一张工作表上有两个表",
            Self::PrintedPages => "按打印页重复标题和表头",
            Self::Offset => "表格从 C5 开始，上方有单位标识",
            Self::DittoMarks => "用“同上”“〃”和“无”“/”代替填写",
            Self::Footers => "有示例行、预填序号、合计、签字和说明",
        }
    }

    /// Where the form says which section it is of.
    pub const fn section_place(self) -> SectionPlace {
        match self {
            Self::KeyValueLine
            | Self::GroupRows
            | Self::Personal
            | Self::TwoTables
            | Self::PrintedPages
            | Self::Footers => SectionPlace::KeyValue,
            Self::TitleOnly => SectionPlace::Title,
            Self::SheetPerPost => SectionPlace::SheetName,
            Self::FileNameOnly => SectionPlace::FileName,
            Self::Plain
            | Self::TwoRowHead
            | Self::SpacedHeads
            | Self::Traditional
            | Self::ThreeLevels
            | Self::MergedDown
            | Self::ThreeRows
            | Self::Offset
            | Self::DittoMarks => SectionPlace::Column,
        }
    }

    /// Lays out the form.
    pub fn draw(self, job: &mut Job<'_>) -> Draft {
        let (pages, dated) = match self {
            Self::Plain => (vec![plain::plain(job)], true),
            Self::TwoRowHead => (vec![plain::two_row_head(job)], false),
            Self::SpacedHeads => (vec![plain::spaced_heads(job)], true),
            Self::Traditional => (vec![plain::traditional(job)], false),
            Self::ThreeLevels => (vec![plain::three_levels(job)], true),
            Self::MergedDown => (vec![grouped::merged_down(job)], false),
            Self::ThreeRows => (vec![grouped::three_rows(job)], false),
            Self::GroupRows => (vec![grouped::group_rows(job)], true),
            Self::KeyValueLine => (vec![elsewhere::key_value_line(job)], true),
            Self::TitleOnly => (vec![elsewhere::title_only(job)], false),
            Self::SheetPerPost => (elsewhere::sheet_per_post(job), false),
            Self::FileNameOnly => (vec![elsewhere::file_name_only(job)], false),
            Self::Personal => (vec![elsewhere::personal(job)], true),
            Self::TwoTables => (vec![pages::two_tables(job)], true),
            Self::PrintedPages => (vec![pages::printed_pages(job)], true),
            Self::Offset => (vec![pages::offset(job)], true),
            Self::DittoMarks => (vec![marks::ditto_marks(job)], false),
            Self::Footers => (vec![marks::footers(job)], true),
        };
        Draft {
            file_name: names::file_name(self, job),
            pages,
            reported_on: dated.then(|| job.manner.date_truth(job.date)),
            hidden: Vec::new(),
        }
    }
}
