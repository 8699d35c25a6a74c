//! `inspect` for people: each head with its evidence, each entry with its row, each row that is no entry with the reason.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::location::{column_letters, row_number};
use crate::model::{Annex, Entry, Evidence, Field, Form, FormKind, FormTable, OtherTable};
use crate::text;

/// Characters of a value shown on a line.
const SHOWN: usize = 40;

/// The forms as text, in the order given; `roster` is what is wrong with the roster book.
pub fn inspect_text(forms: &[Form], roster: &[Diagnostic]) -> String {
    let mut out = String::new();
    if let Some(first) = roster.first() {
        let _ = writeln!(out, "■ {}（花名册）", first.place.file);
        write_findings(&mut out, roster);
        out.push('\n');
    }
    for form in forms {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "■ {}（{}）", form.file, form.kind.title());
        for sheet in &form.sheets {
            for table in &sheet.tables {
                write_table(&mut out, &sheet.name, table);
            }
            for table in &sheet.others {
                write_other(&mut out, &sheet.name, table);
            }
            if sheet.tables.is_empty() && sheet.others.is_empty() {
                let _ = writeln!(out, "  工作表“{}”：没有自查表", sheet.name);
            }
        }
        write_annex(&mut out, &form.annex);
        write_findings(&mut out, &form.findings);
        out.push('\n');
    }
    out
}

fn write_findings(out: &mut String, findings: &[Diagnostic]) {
    for finding in findings {
        let _ = writeln!(
            out,
            "  [{}] {} {}：{}",
            finding.severity.title(),
            finding.code,
            finding.place,
            finding.message
        );
    }
}

/// Each line of a ledger, each mark of a score sheet.
fn write_annex(out: &mut String, annex: &Annex) {
    for line in &annex.ledger {
        let kind = line.disposition.map_or(line.ledger.title(), |d| d.title());
        let ground = text::excerpt(&line.ground, SHOWN);
        let fault = line.fault.as_ref();
        let fault = fault.map_or(String::new(), |f| format!("（不计入：{f}）"));
        let _ = writeln!(
            out,
            "  {}  {}  {kind}  {ground}{fault}",
            line.place, line.scored
        );
    }
    for sheet in &annex.sheets {
        let (by, marks) = (&sheet.by, sheet.marks.len());
        let _ = writeln!(
            out,
            "  {}  评分方 {}，评分人 {by}，评分 {marks} 项，未评 {} 项",
            sheet.place, sheet.evaluator, sheet.blank
        );
        for mark in &sheet.marks {
            let reason = text::excerpt(&mark.reason, SHOWN);
            let _ = writeln!(
                out,
                "    {}  {}  {} {}  {reason}",
                mark.place,
                mark.scored,
                mark.item,
                mark.shown()
            );
        }
    }
}

/// A table without entries; what a ledger or score sheet says follows below.
fn write_other(out: &mut String, sheet: &str, table: &OtherTable) {
    let what = match table.kind {
        FormKind::Ledger | FormKind::ScoreSheet | FormKind::Opinions => {
            table.kind.title().to_owned()
        }
        kind => format!("{}，没有登记", kind.title()),
    };
    let title = table.title.as_deref().unwrap_or("（无标题）");
    let rows = (
        row_number(table.area.first.row),
        row_number(table.area.last.row),
    );
    let _ = writeln!(
        out,
        "  工作表“{sheet}” 第 {}–{} 行  {title}  [{what}]",
        rows.0, rows.1
    );
}

fn write_table(out: &mut String, sheet: &str, table: &FormTable) {
    let _ = writeln!(
        out,
        "  工作表“{sheet}” {}  {}",
        table.area,
        table.title.as_deref().unwrap_or("（无标题）")
    );
    let reading = &table.reading;
    let _ = writeln!(out, "    {}（{}）", reading.layout.title(), reading.why);
    if !reading.could_be.is_empty() {
        let _ = writeln!(out, "    也可能是：{}", reading.could_be.join("；"));
    }
    for pair in &table.key_values {
        let _ = writeln!(
            out,
            "    {} {} = {}",
            pair.cell,
            text::excerpt(&pair.key, SHOWN),
            text::excerpt(&pair.value, SHOWN)
        );
    }
    let heads: Vec<String> = table
        .header_rows
        .iter()
        .map(|r| row_number(*r).to_string())
        .collect();
    let at = if heads.is_empty() {
        "没有表头".to_owned()
    } else {
        format!("表头在第 {} 行", heads.join("、"))
    };
    let _ = writeln!(out, "    {at}：");
    for column in table.columns.iter().filter(|c| !c.label.is_empty()) {
        let field = column.field.map_or("（未识别，原样保留）", Field::title);
        let why = if column.by == Evidence::None {
            ""
        } else {
            column.by.title()
        };
        let _ = writeln!(
            out,
            "      {} “{}” → {field} {why}",
            column_letters(column.cell.col),
            column.label
        );
    }
    let _ = writeln!(out, "    条目 {} 条：", table.entries.len());
    for entry in &table.entries {
        let _ = writeln!(out, "      {}", entry_line(entry));
    }
    for row in &table.skipped {
        let _ = writeln!(
            out,
            "      第 {} 行 不是条目（{}）{}",
            row_number(row.row),
            row.kind.title(),
            text::excerpt(&row.text, SHOWN)
        );
    }
}

fn entry_line(entry: &Entry) -> String {
    let rows = if entry.rows.first == entry.rows.last {
        format!("第 {} 行", row_number(entry.rows.first))
    } else {
        format!(
            "第 {}–{} 行",
            row_number(entry.rows.first),
            row_number(entry.rows.last)
        )
    };
    let level = match (entry.written_level(), entry.text(Field::Level)) {
        (Some(level), _) => level.title().to_owned(),
        (None, Some(written)) => format!("待定（{}）", text::excerpt(written, SHOWN)),
        (None, None) => "未填".to_owned(),
    };
    let mut level = level;
    for (field, own) in [
        (Field::SuggestedLevel, entry.suggested),
        (Field::ConfirmedLevel, entry.confirmed),
    ] {
        if let Some(own) = own {
            let _ = write!(level, "，{}{}", field.title(), own.title());
        }
    }
    for doubt in entry.extras.iter().filter(|x| x.doubts.is_some()) {
        let said = text::excerpt(&doubt.text, SHOWN);
        let _ = write!(level, "，另有“{}”{said}", doubt.label);
    }
    let fields = [
        Field::Section,
        Field::Post,
        Field::Person,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
    ];
    let values: Vec<String> = fields.iter().filter_map(|f| value(entry, *f)).collect();
    format!("{rows} [{level}] {}", values.join(" · "))
}

fn value(entry: &Entry, field: Field) -> Option<String> {
    use crate::model::Origin;
    let written = text::excerpt(entry.text(field)?, SHOWN);
    let origin = entry.values.get(&field).map_or(Origin::Cell, |v| v.origin);
    let note = if origin == Origin::Cell {
        String::new()
    } else {
        format!("（据{}）", origin.title())
    };
    Some(format!("{written}{note}"))
}
