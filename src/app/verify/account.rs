//! What a check has seen, as text.

use std::fmt::Write as _;
use std::path::Path;

use super::Verified;
use crate::app::record::Record;

/// The files of one kind that were compared, and what differs.
#[derive(Debug, Default)]
pub struct Section {
    /// Files compared.
    pub compared: usize,
    /// A sentence for each difference.
    pub differences: Vec<String>,
}

/// What was seen so far.
#[derive(Debug)]
pub struct Account {
    text: String,
    notes: Vec<String>,
    differences: Vec<String>,
}

impl Account {
    /// Begins with what the record says of the run.
    pub fn new(result: &Path, record: &Record) -> Self {
        let text = format!(
            "核对 {}（年度 {}，制表日期 {}，程序版本 {}）\n",
            result.display(),
            record.year,
            record.date,
            record.version
        );
        let mut account = Self {
            text,
            notes: Vec::new(),
            differences: Vec::new(),
        };
        let own = env!("CARGO_PKG_VERSION");
        if record.version != own {
            account.note(&format!(
                "写出结果的程序是 {} 版，现在的是 {own} 版：重新计算有不同时，可能是程序的改进。",
                record.version
            ));
        }
        account
    }

    /// Adds what came of the files of one kind.
    pub fn section(&mut self, title: &str, section: Section) {
        let Section {
            compared,
            differences,
        } = section;
        // Writing into a String cannot fail.
        let _ = if differences.is_empty() {
            writeln!(self.text, "{title} {compared} 个：完全相同")
        } else {
            writeln!(self.text, "{title}：{} 处不同", differences.len())
        };
        for difference in &differences {
            let _ = writeln!(self.text, "  {difference}");
        }
        self.differences.extend(differences);
    }

    /// Adds a remark that is no difference.
    pub fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    /// A sentence for each difference seen so far.
    pub fn differences(self) -> Vec<String> {
        self.differences
    }

    /// The whole.
    pub fn finish(mut self) -> Verified {
        for note in &self.notes {
            let _ = writeln!(self.text, "• {note}");
        }
        let same = self.differences.is_empty();
        let _ = if same {
            writeln!(self.text, "核对完毕，没有发现不同。")
        } else {
            writeln!(
                self.text,
                "核对完毕，共有 {} 处不同。",
                self.differences.len()
            )
        };
        Verified {
            text: self.text,
            same,
        }
    }
}
