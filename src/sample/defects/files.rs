//! Whole files that do not belong among the forms: blank forms handed back, a ledger with deadlines nobody can read.

use super::bench::Bench;
use super::kind::{Defect, file};
use chrono::NaiveDate;

use crate::location::{Area, CellRef};
use crate::sample::bureau::{Office, UNIT};
use crate::sample::layout::Layout;
use crate::sample::made::OtherFile;
use crate::sample::plan::Plan;
use crate::sample::truth::FindingTruth;
use crate::writer::{BookSpec, CellSpec, Content, SheetSpec, StyleRole};

/// The blank form.
const BLANK_FORM: Defect = file("T11", "交来的是空表");
/// The ledger.
const LEDGER: Defect = file("D01", "台账的整改时限不是日期");

/// Sheet of the ledger.
const SHEET: &str = "台账";

/// The family.
pub const DEFECTS: [Defect; 2] = [BLANK_FORM, LEDGER];

/// Forms per blank form and per ledger among them, if every form had a defect.
const SELDOM: usize = 5;

/// Layouts of the blank forms handed back in a year of `forms` forms.
pub fn blank_layouts(plan: &Plan, forms: usize) -> impl Iterator<Item = Layout> {
    let layouts = [
        Layout::Plain,
        Layout::KeyValueLine,
        Layout::Footers,
        Layout::TitleOnly,
        Layout::ThreeLevels,
    ];
    layouts.into_iter().cycle().take(count(plan, forms))
}

impl Bench<'_> {
    /// Says of a form drawn without entries what a checker reports.
    pub fn leave_blank(&mut self) {
        self.take_up(BLANK_FORM.code, BLANK_FORM.title);
        for page in 0..self.draft.pages.len() {
            let heads = self.draft.pages[page].tables.iter();
            let heads: Vec<CellRef> = heads.map(|t| t.head.first).collect();
            for head in heads {
                self.report(page, Some(head));
            }
        }
    }
}

fn count(plan: &Plan, forms: usize) -> usize {
    let rate = usize::try_from(plan.defects).unwrap_or(0);
    (forms * rate).div_ceil(1000 * SELDOM)
}

/// Ledgers handed in among the forms.
pub fn ledgers(plan: &Plan, forms: usize, offices: &[Office]) -> Vec<OtherFile> {
    let offices = offices.iter().rev().take(count(plan, forms));
    offices
        .map(|office| one_ledger(plan.year, office))
        .collect()
}

/// Heads and lines of a ledger: 立行立改 is a deadline in words, 尽快完成 is none.
fn ledger_lines(section: &str) -> [[&str; 8]; 3] {
    [
        [
            "序号",
            "存在问题",
            "牵头单位",
            "整改目标",
            "整改措施",
            "责任单位",
            "整改时限",
            "是否销号",
        ],
        [
            "1",
            "个别审批事项没有留下复核记录",
            section,
            "记录齐全",
            "补齐复核记录，审批表增设复核签字栏",
            section,
            "立行立改",
            "是",
        ],
        [
            "2",
            "内控制度没有随政策调整及时修订",
            section,
            "制度修订到位",
            "对照新规逐条修订，报局长办公会审定后印发",
            section,
            "尽快完成",
            "否",
        ],
    ]
}

fn one_ledger(year: i32, office: &Office) -> OtherFile {
    let section = office.name.as_str();
    let cell = |row, col, text: &str, style| CellSpec {
        at: CellRef::new(row, col),
        content: Content::text(text),
        style,
    };
    let title = format!("{year}年廉政风险问题整改台账");
    let mut cells = vec![cell(0, 0, &title, StyleRole::Title)];
    for (row, texts) in (1..).zip(ledger_lines(section)) {
        let style = if row == 1 {
            StyleRole::Head
        } else {
            StyleRole::Body
        };
        cells.extend(
            (0..)
                .zip(texts)
                .map(|(col, text)| cell(row, col, text, style)),
        );
    }
    let sheet = SheetSpec {
        name: SHEET.to_owned(),
        widths: vec![6.0, 30.0, 14.0, 16.0, 36.0, 14.0, 12.0, 10.0],
        cells,
        merges: vec![Area::new(CellRef::new(0, 0), CellRef::new(0, 7))],
        ..SheetSpec::default()
    };
    OtherFile {
        file_name: format!("{section}整改台账.xlsx"),
        book: BookSpec {
            title: String::new(),
            author: UNIT.to_owned(),
            created: NaiveDate::from_ymd_opt(year, 11, 20),
            names: Vec::new(),
            sheets: vec![sheet],
        },
        findings: vec![deadline(CellRef::new(3, 6))],
    }
}

fn deadline(cell: CellRef) -> FindingTruth {
    FindingTruth {
        sheet: Some(SHEET.to_owned()),
        cell: Some(cell),
        code: LEDGER.code,
        what: LEDGER.title,
    }
}
