//! Invariant 6 as a property: whatever stands in a sheet, every row below a head has exactly one fate, and the sums agree.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use qingfeng::ingest::understand;
use qingfeng::linkage::{Given, Numbering, consolidate};
use qingfeng::location::{Area, CellRef};
use qingfeng::model::{Form, FormTable, Layout, Row};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};
use qingfeng::rules::Occasion;

use crate::support::properties::cases;

/// The day the forms are read.
fn occasion() -> Occasion {
    Occasion {
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        year: 2026,
    }
}

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::embedded().expect("valid"));

/// What may stand in a cell: heads, values, marks, footers, rubbish.
const TEXTS: [&str; 40] = [
    "序号",
    "科室",
    "岗位",
    "权力事项",
    "风险点",
    "表现形式",
    "风险等级",
    "防控措施",
    "责任人",
    "责任领导",
    "监测频次",
    "1",
    "2",
    "预算科",
    "国库科",
    "预算编制岗",
    "资金拨付",
    "未按规定程序审批",
    "1.审核不严",
    "2.把关不够",
    "一级",
    "高/中",
    "1中2低",
    "低",
    "落实双人复核制度",
    "科长",
    "同上",
    "〃",
    "无",
    "/",
    "填表人：张一",
    "审核人",
    "注：一式两份",
    "合计",
    "小计",
    "示例",
    "一、预算科",
    "科室：预算科  填报日期：2026年11月2日",
    "廉政风险点登记表",
    "第 2 页 共 3 页",
];

/// Heads of an ordinary table, so that most sheets have one.
const HEAD: [&str; 7] = [
    "序号",
    "科室",
    "权力事项",
    "风险点",
    "表现形式",
    "风险等级",
    "防控措施",
];

fn grids() -> impl Strategy<Value = Grid> {
    let cells = prop::collection::vec((0u32..24, 0u32..9, 0usize..TEXTS.len()), 0..120);
    let merges = prop::collection::vec((0u32..22, 0u32..8, 0u32..4, 0u32..4), 0..8);
    (cells, merges, prop::option::of(0u32..6), any::<bool>()).prop_map(
        |(cells, merges, head, hide)| {
            let mut grid = Grid::default();
            for (row, col, text) in cells {
                grid.set(
                    CellRef::new(row, col),
                    CellValue::Text(TEXTS[text].to_owned()),
                );
            }
            for (col, label) in (0u32..).zip(HEAD).filter(|_| head.is_some()) {
                grid.set(
                    CellRef::new(head.unwrap_or(0), col),
                    CellValue::Text(label.to_owned()),
                );
            }
            for (row, col, height, width) in merges {
                grid.merge(Area::new(
                    CellRef::new(row, col),
                    CellRef::new(row + height, col + width),
                ));
            }
            if hide {
                grid.hidden_rows.insert(7);
            }
            grid
        },
    )
}

fn form(grids: Vec<Grid>) -> Form {
    let policy = &*POLICY;
    let sheet = |(index, grid)| Sheet {
        name: Arc::from(format!("Sheet{index}")),
        visibility: Visibility::Visible,
        grid,
    };
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: grids.into_iter().enumerate().map(sheet).collect(),
    };
    let file: Arc<str> = Arc::from("自查表.xlsx");
    let understood = understand(&workbook, &file, policy);
    let mut form = Form {
        file,
        sha256: "00".to_owned(),
        bytes: 0,
        modified: None,
        named_section: None,
        kind: understood.kind,
        own: None,
        sheets: understood.sheets,
        annex: qingfeng::model::Annex::default(),
        findings: understood.findings,
        used: understood.used,
        marked_from: Vec::new(),
    };
    form.findings
        .extend(qingfeng::rules::check(&form, policy, occasion()));
    form
}

/// Rows of the body, each with the number of fates it has. An entry of a card has all rows between its labels.
fn fates(table: &FormTable) -> Vec<(u32, usize)> {
    if table.reading.layout == Layout::Card {
        let rows = table.area.first.row..=table.area.last.row;
        let fate = |row: u32| {
            let entries = table.entries.iter();
            let entries = entries.filter(|e| (e.rows.first..=e.rows.last).contains(&row));
            let skipped = table.skipped.iter().filter(|s| s.row == row);
            let heads = table.header_rows.iter().filter(|head| **head == row);
            (row, entries.count() + skipped.count() + heads.count())
        };
        return rows.map(fate).collect();
    }
    let first = table
        .header_rows
        .last()
        .map_or(table.area.first.row, |r| r + 1);
    (first..=table.area.last.row)
        .map(|row| {
            let entries = table.entries.iter().filter(|e| e.rows.first == row).count();
            (
                row,
                entries + table.skipped.iter().filter(|s| s.row == row).count(),
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_row_has_one_fate_and_the_sums_agree(sheets in prop::collection::vec(grids(), 1..3)) {
        let form = form(sheets);
        for table in form.tables() {
            for (row, count) in fates(table) {
                prop_assert_eq!(count, 1, "row {} of {:?}", row, table.area);
            }
        }
        let read: usize = form.tables().map(FormTable::rows_read).sum();
        let consolidated = consolidate(vec![form], Given::default(), &POLICY, Numbering { year: 2026, former: None, provisional: false });
        let rows = &consolidated.register.rows;
        prop_assert!(rows.balances());
        prop_assert_eq!(rows.read, read);
        prop_assert_eq!(consolidated.rows.len(), read);
        prop_assert_eq!(consolidated.register.items.len(), rows.registered);
        prop_assert_eq!(consolidated.register.returned.len(), rows.returned);
        prop_assert_eq!(consolidated.register.skipped.len(), rows.skipped_total());
    }

    #[test]
    fn every_text_below_a_head_is_kept(grid in grids()) {
        let cells: Vec<(CellRef, String)> = grid.cells().map(|(at, v)| (at, v.display())).collect();
        let form = form(vec![grid.clone()]);
        for table in form.tables() {
            let last_head = table.header_rows.last().copied().unwrap_or(0);
            for (at, text) in cells.iter().filter(|(at, _)| table.area.contains(*at) && at.row > last_head) {
                // Under a merged range there is nothing to see: Excel keeps only its first cell.
                if grid.anchor(*at) != *at {
                    continue;
                }
                let kept = is_kept(table, *at, text) || is_brought(&form, *at, text);
                prop_assert!(kept, "{} {} is lost", at, text);
            }
        }
    }
}

/// Whether the cell of a table of measures was brought to the risk in another table.
fn is_brought(form: &Form, at: CellRef, text: &str) -> bool {
    let mut entries = form.tables().flat_map(|table| &table.entries);
    entries.any(|entry| {
        let own = entry.values.values();
        let mut own = own.filter(|value| value.cell == Some(at));
        let mut extras = entry.extras.iter().filter(|extra| extra.cell == at);
        own.any(|value| value.raw.contains(text)) || extras.any(|extra| extra.text.contains(text))
    })
}

fn is_kept(table: &FormTable, at: CellRef, text: &str) -> bool {
    let in_entry = table
        .entries
        .iter()
        .filter(|e| (e.rows.first..=e.rows.last).contains(&at.row))
        .any(|e| {
            e.values.values().any(|v| v.raw.contains(text))
                || e.extras.iter().any(|x| x.text.contains(text))
        });
    // The labels of a card stand among its values, and those of what was left blank say nothing.
    let blank =
        table.reading.layout == Layout::Card && (TEXTS[..11].contains(&text) || text == "审核人");
    // What a card says beside its entries stands beside them, a label and its content of one cell apart.
    let beside = table.key_values.iter().any(|kv| {
        kv.cell == at && text.contains(&kv.key) && text.trim_end().ends_with(kv.value.trim_end())
    });
    let is_label = blank || table.columns.iter().any(|column| column.cell == at);
    in_entry
        || is_label
        || beside
        || table
            .skipped
            .iter()
            .any(|s| s.row == at.row && s.text.contains(text))
}

#[test]
fn rows_of_a_file_another_stands_for_are_skipped_and_counted() {
    let mut grid = Grid::default();
    for (col, label) in (0u32..).zip(HEAD) {
        grid.set(CellRef::new(0, col), CellValue::Text(label.to_owned()));
    }
    for (col, text) in (0u32..).zip([
        "1",
        "预算科",
        "资金拨付",
        "未按程序",
        "无复核",
        "一级",
        "落实复核",
    ]) {
        grid.set(CellRef::new(1, col), CellValue::Text(text.to_owned()));
    }
    let first = form(vec![grid.clone()]);
    let second = Form {
        file: Arc::from("自查表(1).xlsx"),
        ..form(vec![grid])
    };
    let consolidated = consolidate(
        vec![first, second],
        Given::default(),
        &POLICY,
        Numbering {
            year: 2026,
            former: None,
            provisional: false,
        },
    );
    assert_eq!(consolidated.register.items.len(), 1);
    assert!(consolidated.register.rows.balances());
    let stand_ins: Vec<Option<&str>> = consolidated
        .rows
        .iter()
        .map(|r: &Row| r.stand_in.as_ref().map(|s| s.file.as_ref()))
        .collect();
    assert_eq!(stand_ins, [None, Some("自查表.xlsx")]);
}
