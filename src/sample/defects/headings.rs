//! Above and below the table: a title of another year or unit, totals that do not add up.

use super::bench::Bench;
use super::kind::{Defect, Topic, in_form};
use crate::location::CellRef;
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::sample::layout::{Layout, Says};
use crate::writer::{CellSpec, StyleRole};

/// A unit that is not the bureau.
const OTHER_UNIT: &str = "清风市白鹭区财政局";

/// The family.
pub const DEFECTS: [Defect; 4] = [
    in_form(Topic::Title, "Y01", "标题是去年的年份", other_year),
    in_form(Topic::Title, "Y02", "标题写的是别的单位", other_unit),
    in_form(
        Topic::Names,
        "Y02",
        "“单位”一行写的是别的单位",
        other_unit_line,
    ),
    in_form(Topic::Total, "T08", "合计数与条目数不符", wrong_total),
];

fn other_year(b: &mut Bench<'_>) -> bool {
    let Some((page, number, cell, title)) = b.note(Says::Title) else {
        return false;
    };
    let (year, before) = (format!("{}年", b.job.year), format!("{}年", b.job.year - 1));
    let title = if title.contains(&year) {
        title.replacen(&year, &before, 1)
    } else if let Some(rest) = title.strip_prefix(UNIT) {
        format!("{UNIT}{before}{rest}")
    } else {
        format!("{before}{title}")
    };
    b.reword(page, number, title);
    b.report(page, Some(cell));
    true
}

fn other_unit(b: &mut Bench<'_>) -> bool {
    let Some((page, number, cell, title)) = b.note(Says::Title) else {
        return false;
    };
    let title = title.strip_prefix(UNIT).unwrap_or(&title);
    let title = format!("{OTHER_UNIT}{title}");
    b.reword(page, number, title);
    b.report(page, Some(cell));
    true
}

fn other_unit_line(b: &mut Bench<'_>) -> bool {
    let Some((page, number, cell, unit)) = b.note(Says::Unit) else {
        return false;
    };
    b.reword(page, number, unit.replacen(UNIT, OTHER_UNIT, 1));
    b.report(page, Some(cell));
    true
}

/// A total that is one or two off: the one there is, or one written below the table.
fn wrong_total(b: &mut Bench<'_>) -> bool {
    let all = b.all();
    let right = format!("共{}个风险点", all.len());
    let by = b.rng.between(1, 2);
    let wrong = if all.len() > by && b.rng.chance(50) {
        all.len() - by
    } else {
        all.len() + by
    };
    let wrong = format!("共{wrong}个风险点");
    let cells = b.draft.pages[0].sheet.cells.iter();
    let stated = cells
        .filter(|c| c.content.shown() == right)
        .map(|c| c.at)
        .next();
    if let Some(at) = stated {
        b.put(0, at, wrong);
        b.report(0, Some(at));
        return true;
    }
    let has_tail = b.draft.pages[0].rows.footer > 0 || b.layout == Layout::ThreeRows;
    let one_table = b.draft.pages.iter().map(|p| p.tables.len()).sum::<usize>() == 1;
    if has_tail || !one_table {
        return false;
    }
    let page = &mut b.draft.pages[0];
    let (Some(table), Some(last)) = (page.tables.first(), page.entries.last()) else {
        return false;
    };
    let row = last.row;
    let columns = [Field::Risk, Field::Matter, Field::Measures];
    let Some(col) = columns.iter().find_map(|f| table.col(*f)) else {
        return false;
    };
    let at = CellRef::new(row, col);
    let label = CellRef::new(row, table.head.first.col);
    for (at, text) in [(label, "合计"), (at, wrong.as_str())] {
        page.sheet.cells.push(CellSpec {
            at,
            content: text.into(),
            style: StyleRole::Body,
        });
    }
    page.rows.total += 1;
    b.report(0, Some(at));
    true
}
