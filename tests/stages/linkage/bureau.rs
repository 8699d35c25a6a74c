//! Entries as a bureau's forms have them: rows of a sheet, read by the program as it reads any other.

use std::sync::{Arc, LazyLock};

use qingfeng::ingest::understand;
use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};
use qingfeng::location::CellRef;
use qingfeng::model::{Form, WrittenChoice};
use qingfeng::policy::{Policy, Source};
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};
use serde::{Deserialize, Serialize};

/// Entries with errors are registered, so that a set may leave fields out.
pub static POLICY: LazyLock<Policy> = LazyLock::new(|| policy(""));

/// The default policy, registering entries with errors, with more settings.
pub fn policy(more: &str) -> Policy {
    let text = format!("[entries]\nwith_errors = \"register\"\n{more}");
    let name = "qingfeng.toml".to_owned();
    Policy::from_source(&Source { name, text }, &[]).expect("a valid policy")
}

/// One entry as it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    pub section: String,
    pub post: String,
    pub person: String,
    pub matter: String,
    pub category: String,
    pub risk: String,
    pub manifestation: String,
    pub measures: String,
    pub level: String,
}

const HEADS: [&str; 10] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "权力事项",
    "风险类别",
    "风险点",
    "表现形式",
    "防控措施",
    "风险等级",
];

impl Written {
    fn cells(&self) -> [&str; 9] {
        [
            &self.section,
            &self.post,
            &self.person,
            &self.matter,
            &self.category,
            &self.risk,
            &self.manifestation,
            &self.measures,
            &self.level,
        ]
    }
}

/// A form with these entries; entry `n` stands in row `n + 2` of Excel.
pub fn form<'w>(file: &str, entries: impl IntoIterator<Item = &'w Written>) -> Form {
    let mut grid = Grid::default();
    for (col, head) in (0..).zip(HEADS) {
        grid.set(CellRef::new(0, col), CellValue::Text(head.to_owned()));
    }
    for (row, entry) in (1..).zip(entries) {
        grid.set(CellRef::new(row, 0), CellValue::Number(row.into()));
        for (col, text) in (1..).zip(entry.cells()).filter(|(_, t)| !t.is_empty()) {
            grid.set(CellRef::new(row, col), CellValue::Text(text.to_owned()));
        }
    }
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: vec![Sheet {
            name: Arc::from("自查表"),
            visibility: Visibility::Visible,
            grid,
        }],
    };
    let file: Arc<str> = Arc::from(file);
    let understood = understand(&workbook, &file, &POLICY);
    Form {
        sha256: qingfeng::digest::sha256_hex(format!("{file}{workbook:?}").as_bytes()),
        file,
        bytes: 0,
        modified: None,
        named_section: None,
        kind: understood.kind,
        own: None,
        sheets: understood.sheets,
        annex: qingfeng::model::Annex::default(),
        findings: Vec::new(),
        used: understood.used,
        marked_from: Vec::new(),
    }
}

/// The forms consolidated, with what people chose.
pub fn consolidated(forms: Vec<Form>, choices: Vec<WrittenChoice>) -> Consolidated {
    let given = Given {
        choices,
        ..Given::default()
    };
    consolidate(
        forms,
        given,
        &POLICY,
        Numbering {
            year: 2026,
            former: None,
            provisional: false,
        },
    )
}
