//! Tables whose heads stand below each other, with a column for each entry: the whole sheet, or a part of a card.

use super::trial::{Trial, quoted};
use crate::ingest::view::RowCells;

/// A table of which the heads stand below each other, with a column for each entry.
pub fn whole(trial: &Trial<'_>) -> Option<String> {
    let mut labels = trial.cells().filter_map(|cells| cells.first().copied());
    let (at, label) = labels.find(|(_, label)| trial.lookup.field(label).is_some())?;
    // What stands beside one label is the content of a card, not a column of entries.
    let several = |cells: &RowCells<'_>| cells.len() > 2;
    let labelled = |cells: &RowCells<'_>| {
        let mut beside = cells.iter().skip(1);
        beside.any(|(_, text)| trial.lookup.field(text).is_some())
    };
    let filled = trial.cells().filter(|cells| cells.len() > 1);
    let (wide, narrow): (Vec<_>, Vec<_>) = filled.partition(several);
    if wide.len() < narrow.len() || wide.iter().any(labelled) || !trial.reads_turned() {
        return None;
    }
    let copied = if trial.view.grid().is_in_document() {
        "请把整张表复制到 Excel 里，再"
    } else {
        "请"
    };
    Some(format!(
        "像是横过来的表：从{}往下是栏名，一条占一列。{copied}复制整张表，用“选择性粘贴—转置”贴到一张空白工作表上，使栏名排成一行",
        quoted(at, &label)
    ))
}

/// Such a table below the lines of a person or a post.
pub fn in_part(trial: &Trial<'_>) -> Option<String> {
    let is_row = |cells: &RowCells<'_>| {
        let mut labels = cells
            .iter()
            .map(|(_, text)| trial.lookup.field(text).is_some());
        cells.len() > 2 && labels.next() == Some(true) && !labels.any(|label| label)
    };
    let own: Vec<RowCells<'_>> = trial.cells().filter(is_row).collect();
    let rows: Vec<u32> = own.iter().map(|cells| cells[0].0.row).collect();
    let (at, label) = *own.first()?.first()?;
    let reads = rows.len() > 1 && Trial::new(trial.view, &rows, trial.lookup).reads_turned();
    reads.then(|| {
        format!(
            "从{}往下像是横过来的表：栏名在左，一条占一列。请改为栏名排成一行（“风险点”“风险等级”“防控措施”），下面一条一行，其余各行不动",
            quoted(at, &label)
        )
    })
}
