//! 花名册: a blank roster book for a clerk to fill in, with lists and prompts, and a page that says how. What it is headed is
//! what the policy reads.

mod columns;
mod listed;

use super::canvas::{Canvas, short, text};
use crate::policy::RosterWords;
use crate::writer::{BookSpec, Content, ProtectionSpec, SheetSpec, StyleRole};
use columns::{PAGES, Page, ROWS};

pub use listed::roster_of;

/// Height of a row to be filled in, in points.
const ROOM: f64 = 20.0;

/// The sheet that explains.
const GUIDE: &str = "填写说明";
const FILLING: [&str; 7] = [
    "先填“领导”和“科室”，再填“岗位”“人员”：后面的表从前面的表里选，不会写错。带 * 的栏必填。",
    "这个文件要和口径文件 qingfeng.toml 放在同一个文件夹，名字就叫“花名册”，不要改名。填好保存、关闭以后再运行程序。",
    "人员有变动，直接在这里改：新增科室写一行，撤销的删去一行，改名的把旧名写进“别名”（编号才接得上）。",
    "行可以插入、删除、排序，栏可以增加、移动，多出来的栏程序不读。本单位原有的花名册，栏名是科室（部门）、岗位（职务）、姓名的，改名为“花名册.xlsx”也可以直接用。",
    "填得对不对，网页的“开始”页看得到：哪张表哪一格、错在哪里、怎样改（命令行：qingfeng check 花名册.xlsx）。有错的一处不采用，其余照用。",
    "新增了科室，再做一次空白表（命令行：qingfeng template），只补上缺的空白表，已有的一份也不动。",
    "口径文件里也写了花名册的，同名的科室合成一个；两处不一样的，以口径文件为准。",
];
const EXAMPLE: [[&str; 4]; 7] = [
    ["工作表", "栏名", "可以这样写", "说明"],
    [
        "科室",
        "科室名称",
        "政府采购监督管理科",
        "登记表里就用这个名称",
    ],
    [
        "科室",
        "别名",
        "采购办、采购科",
        "各科室交来的表上写这些，都归到这个科室",
    ],
    ["科室", "分管领导", "赵一", "二级风险由其监管"],
    [
        "岗位",
        "岗位名称",
        "采购监管岗",
        "一行一个，暂时没有人的也写",
    ],
    ["人员", "姓名", "张一", "一行一人，名字中间不用空格"],
    [
        "领导",
        "领导类别",
        "局主要领导",
        "一级风险由其监管，只有一位",
    ],
];

/// The blank book.
pub fn roster_book(words: &RosterWords) -> BookSpec {
    let pages = PAGES.iter().map(|page| sheet(page, words));
    BookSpec {
        title: "花名册".to_owned(),
        sheets: pages.chain([guide()]).collect(),
        ..BookSpec::default()
    }
}

fn sheet(page: &Page, words: &RosterWords) -> SheetSpec {
    let widths = page.columns.iter().map(|column| column.width).collect();
    let mut canvas = Canvas::new(page.name, widths, false);
    canvas.headline(format!("花名册（{}）", page.name));
    canvas.line(page.advice, StyleRole::Note);
    let head = canvas.heads(page.columns.iter().map(|column| column.head));
    canvas.keep_heads(head, head, 1);
    for _ in 0..ROWS {
        let cells = page
            .columns
            .iter()
            .map(|_| (Content::Blank, StyleRole::Body));
        let row = canvas.cells(cells);
        canvas.sheet().heights.push((row, ROOM));
    }
    let last = canvas.next() - 1;
    let sheet = canvas.sheet();
    for (col, column) in (0..).zip(page.columns) {
        sheet.inputs.push(column.input(col, words));
    }
    sheet.growing = Some((head + 1, last));
    canvas.finish().described()
}

fn guide() -> SheetSpec {
    let mut canvas = Canvas::new(GUIDE, vec![12.0, 14.0, 28.0, 40.0], false);
    canvas.headline("花名册怎样填".to_owned());
    canvas.line("一、怎样填写", StyleRole::Heading);
    for (number, line) in (1..).zip(FILLING) {
        canvas.line(format!("{number}. {line}"), StyleRole::Prose);
    }
    canvas.line("二、举例", StyleRole::Heading);
    let [heads, rows @ ..] = EXAMPLE;
    canvas.heads(heads);
    for [sheet, head, example, remark] in rows {
        canvas.cells([short(sheet), short(head), text(example), text(remark)]);
    }
    let mut sheet = canvas.finish().described();
    sheet.protection = Some(ProtectionSpec::default());
    sheet
}
