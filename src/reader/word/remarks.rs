//! What a person must know of the cells of a document beside their text: what tracked changes made of them, what is struck
//! through, what floats over them.

use std::sync::Arc;

use super::passage::Passage;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::reader::checks;
use crate::reader::notes::{Context, Remarks};
use crate::reader::shown::quoted;

/// Cells named in one message.
const MOST_NAMED: usize = 10;

/// The remarks on one table.
#[derive(Debug, Default)]
pub(super) struct Remarked {
    changed: Remarks,
    /// Cells that were blank before the tracked changes, with what they say now.
    filled_in: Vec<(CellRef, String)>,
    /// Cells that show something else than they hold.
    shown: Remarks,
    unread: Remarks,
    nested: Remarks,
    unreadable: Remarks,
}

impl Remarked {
    /// Looks at what stands in a cell.
    pub fn passage(&mut self, at: CellRef, passage: &Passage) {
        let now = passage.now.trim();
        let mut said = Vec::new();
        match passage.before() {
            Some("") if !now.is_empty() => self.filled_in.push((at, now.to_owned())),
            Some(was) if passage.struck.trim().is_empty() => {
                said.push(format!(
                    "这一格原来是{}，修订时删去，按空白读取",
                    quoted(was)
                ));
            }
            Some(was) => said.push(format!(
                "这一格有修订，原来是{}，改为{}，按改后的读取",
                quoted(was),
                quoted(passage.struck.trim())
            )),
            None => {}
        }
        if let Some(struck) = passage.with_struck() {
            let read = if now.is_empty() {
                "空白".to_owned()
            } else {
                quoted(now)
            };
            said.push(format!(
                "这一格有用删除线划掉的文字，写的是{}，不算划掉的是{read}，按不算划掉的读取",
                quoted(struck)
            ));
        }
        if !said.is_empty() {
            self.changed.insert(at, said.join("；"));
        }
        if passage.repeated {
            let message = format!(
                "这一格的内容在文件里接连写了几遍，按一遍读取：{}",
                quoted(now)
            );
            self.shown.insert(at, message);
        }
        if let Some(signs) = passage.unknown {
            let message = format!(
                "这一格有{}，认不出是什么，读出来是{}",
                signs.unknown(),
                quoted(now)
            );
            self.shown.insert(at, message);
        }
        if !passage.boxes.is_empty() {
            let boxes: Vec<String> = passage
                .boxes
                .iter()
                .take(MOST_NAMED)
                .map(|text| quoted(text))
                .collect();
            self.unread.insert(
                at,
                format!("这里的文本框没有读取，写的是{}", boxes.join("、")),
            );
        }
    }

    /// A row that tracked changes took out, where it stood.
    pub fn dropped(&mut self, at: CellRef, said: &str) {
        let message = format!("这里有一行已用修订删去或移走，没有读取：{}", quoted(said));
        let remark = self.changed.entry(at).or_default();
        if !remark.is_empty() {
            remark.push('；');
        }
        remark.push_str(&message);
    }

    /// A cell with more text than a cell can have.
    pub fn long(&mut self, at: CellRef, units: usize) {
        let message = format!("这一格有 {units} 个字，超过一格的上限，没有读取");
        self.unreadable.insert(at, message);
    }

    /// A cell with a table inside, and the name of that table.
    pub fn nested(&mut self, at: CellRef, name: &str) {
        let message = format!("这一格里还套着一个表格，单独作为“{name}”读取");
        self.nested.insert(at, message);
    }

    /// Reports everything.
    pub fn report(self, sheet: &Arc<str>, context: &mut Context<'_>) {
        if let Some((first, _)) = self.filled_in.first() {
            let named = self.filled_in.iter().take(MOST_NAMED);
            let named: Vec<String> = named
                .map(|(at, now)| format!("{at}{}", quoted(now)))
                .collect();
            let message = format!(
                "有 {} 格的内容是用修订填进去的，原来是空白，按填入后的读取：{}",
                self.filled_in.len(),
                named.join("、")
            );
            let place = Place::cell(context.file, sheet, *first);
            context
                .findings
                .push(Diagnostic::new(&checks::TRACKED_CHANGES, place, message));
        }
        for (check, cells) in [
            (&checks::TRACKED_CHANGES, &self.changed),
            (&checks::SHOWN_OTHERWISE, &self.shown),
            (&checks::NOT_READ, &self.unread),
            (&checks::NESTED_TABLE, &self.nested),
            (&checks::UNREADABLE_CELL, &self.unreadable),
        ] {
            context.cells(sheet, check, cells);
        }
    }
}
