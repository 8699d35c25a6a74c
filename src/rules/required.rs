//! Required fields: a blank cell is reported at that cell, a missing column once for its table.

use crate::check;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Form, FormTable};
use crate::policy::Policy;

check!(
    /// A required cell is blank.
    BLANK, "E01", "必填项空着", Error,
    "请填报科室补填后重报。只有真正合并的单元格才会向下沿用，没有合并的空格视为漏填。"
);
check!(
    /// A required column is missing.
    NO_COLUMN, "E02", "缺少必填的栏目", Error,
    "请填报科室补上这一栏后重报；如该栏用了别的名称，请在口径文件相应的 synonyms 中加上。"
);
check!(
    /// Nobody can tell which section a table comes from.
    NO_SECTION, "E03", "看不出是哪个科室", Error,
    "请在表头上方写明“科室：××科”，或在文件名中写上科室名称后重报；科室另有叫法的，请在口径文件 sections.aliases 中加上。"
);

/// Findings for every required field that is blank.
pub fn check(form: &Form, policy: &Policy) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for sheet in &form.sheets {
        for table in sheet.tables.iter().filter(|t| !t.entries.is_empty()) {
            for field in policy
                .required
                .iter()
                .copied()
                .filter(|f| !is_answered(table, *f))
            {
                check_field(
                    table,
                    field,
                    &Place::sheet(&form.file, &sheet.name),
                    &mut findings,
                );
            }
        }
    }
    findings
}

/// A form that describes risks without naming them has answered 风险点 by 表现形式.
fn is_answered(table: &FormTable, field: Field) -> bool {
    let has = |wanted: Field| table.columns.iter().any(|c| c.field == Some(wanted));
    field == Field::Risk && !has(Field::Risk) && has(Field::Manifestation)
}

fn check_field(table: &FormTable, field: Field, sheet: &Place, findings: &mut Vec<Diagnostic>) {
    let blank: Vec<&Entry> = table.entries.iter().filter(|e| !e.answers(field)).collect();
    let column = table.columns.iter().find(|c| c.field == Some(field));
    if column.is_none() && blank.len() == table.entries.len() {
        findings.push(missing(table, field, sheet));
        return;
    }
    for entry in blank {
        let cell = CellRef::new(
            entry.rows.first,
            column.map_or(table.area.first.col, |c| c.cell.col),
        );
        let written = entry
            .values
            .get(&field)
            .map(|v| v.raw.clone())
            .filter(|raw| !raw.is_empty());
        let what = written.as_ref().map_or_else(
            || "空着".to_owned(),
            |raw| format!("写的是“{raw}”，等于没有填"),
        );
        let message = format!("“{}”是必填项，这一格{what}", field.title());
        let place = Place {
            cell: Some(cell),
            ..sheet.clone()
        };
        let finding = Diagnostic::new(&BLANK, place, message);
        findings.push(written.into_iter().fold(finding, Diagnostic::found));
    }
}

/// The finding for a field no column gives, at the table's head; of a table without a head, on its sheet.
fn missing(table: &FormTable, field: Field, sheet: &Place) -> Diagnostic {
    let head = Some(table.area.first).filter(|_| !table.header_rows.is_empty());
    let place = Place {
        cell: head,
        ..sheet.clone()
    };
    let count = table.entries.len();
    if field == Field::Section {
        let message = format!(
            "表中没有科室栏，表头信息、标题、工作表名和文件名也看不出科室，表内 {count} 条无法登记"
        );
        return Diagnostic::new(&NO_SECTION, place, message);
    }
    let labels: Vec<&str> = table
        .columns
        .iter()
        .map(|c| c.label.as_str())
        .filter(|l| !l.is_empty())
        .collect();
    let message = format!(
        "表头中没有“{}”栏，表内 {count} 条无法登记；现有栏目：{}",
        field.title(),
        labels.join("、")
    );
    Diagnostic::new(&NO_COLUMN, place, message)
}
