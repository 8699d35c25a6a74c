//! Sheets that show how a form is filled in: by their names, where another sheet of the file has entries too. Alone such a sheet
//! may be the form itself, filled in where it stood.

use std::sync::Arc;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{FormSheet, FormTable};
use crate::text;

/// Names of such sheets.
const NAMES: [&str; 12] = [
    "示例",
    "填写示例",
    "填表示例",
    "填报示例",
    "示例表",
    "样例",
    "填写样例",
    "样表",
    "范例",
    "填表示范",
    "填写示范",
    "填报示范",
];

/// Leaves out the entries of such sheets with what was found of them; says which.
pub fn leave_out(sheets: &mut [FormSheet], findings: &mut Vec<Diagnostic>, file: &Arc<str>) {
    let shows = |sheet: &FormSheet| NAMES.contains(&text::key(&sheet.name).as_str());
    let has_entries = |sheet: &FormSheet| sheet.tables.iter().any(|t| !t.entries.is_empty());
    if !sheets
        .iter()
        .any(|sheet| !shows(sheet) && has_entries(sheet))
    {
        return;
    }
    for sheet in sheets.iter_mut().filter(|s| shows(s) && has_entries(s)) {
        let name = &Arc::clone(&sheet.name);
        findings.retain(|f| f.place.sheet.as_ref() != Some(name));
        let first = sheet.tables.first().map(|table| table.area.first);
        let count: usize = sheet.tables.iter().map(|table| table.entries.len()).sum();
        let place = Place {
            sheet: Some(Arc::clone(name)),
            cell: first,
            ..Place::file(file)
        };
        let message = format!(
            "工作表“{name}”像是填表的示例，其中 {count} 条没有登记；确是本科室的条目的，请把工作表改成别的名字后重报"
        );
        findings.push(Diagnostic::new(&checks::EXAMPLE_OR_ENTRY, place, message));
        let tables = std::mem::take(&mut sheet.tables);
        sheet
            .others
            .extend(tables.into_iter().map(FormTable::without_entries));
    }
}
