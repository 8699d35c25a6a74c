//! One sheet: its tables with their entries and what was found wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{self, Assembler};
use super::header::{Head, is_hierarchy};
use super::locate::{Located, locate};
use super::rows::{Body, Scanner};
use super::surroundings::{Names, Surroundings};
use super::view::View;
use super::{checks, outside, totals, unread};
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef, Place};
use crate::model::{Column, Evidence, Field, FormSheet, FormTable, SkipKind};
use crate::policy::Lookup;
use crate::reader::Sheet;
use crate::text;

/// A table that a following one may continue.
#[derive(Debug)]
pub struct Before {
    columns: Vec<Column>,
    around: Surroundings,
}

/// Reads the sheets of one file.
pub struct SheetReader<'a> {
    /// The file.
    pub file: &'a Arc<str>,
    /// Its name without folders and ending.
    pub stem: &'a str,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl SheetReader<'_> {
    /// Reads a sheet. `before` is the last table of the sheets before it, which a sheet without a head continues;
    /// it becomes the last table of this one.
    pub fn read(&self, sheet: &Sheet, before: &mut Option<Before>) -> (FormSheet, Vec<Diagnostic>) {
        let bounds = &self.lookup.policy().bounds;
        let view = View::new(&sheet.grid, bounds.hidden_rows, bounds.hidden_columns);
        let place = Place::sheet(self.file, &sheet.name);
        let mut located = locate(view, self.lookup);
        let mut findings = Vec::new();
        let mut around = None;
        if located.is_empty()
            && let Some(table) = before.as_ref()
            && let Some(continued) = self.continuation(view, &table.columns)
        {
            let message = format!("工作表“{}”没有表头，按前一张表的栏目读取", sheet.name);
            findings.push(Diagnostic::new(&checks::CONTINUED, place.clone(), message));
            located.push(continued);
            around = Some(table.around.clone());
        }
        let mut tables = Vec::new();
        for at in &located {
            let (table, own) = self.table(view, at, sheet, around.as_ref(), &mut findings);
            *before = Some(Before {
                columns: table.columns.clone(),
                around: own.clone(),
            });
            around = Some(own);
            tables.push(table);
        }
        findings.extend(outside::error_values(view, &located, &place));
        findings.extend(outside::text_outside(view, &located, &place));
        findings.extend(unread::findings(view, &located, self.lookup, &place));
        (
            FormSheet {
                name: Arc::clone(&sheet.name),
                tables,
            },
            findings,
        )
    }

    /// A head made of the columns of the table before, if the sheet's rows fit them.
    fn continuation(&self, view: View<'_>, before: &[Column]) -> Option<Located> {
        let rows = view.grid().rows();
        let (first, last) = (*rows.first()?, *rows.last()?);
        let columns: Vec<Column> = before
            .iter()
            .map(|c| Column {
                cell: CellRef::new(first, c.cell.col),
                by: Evidence::Continued,
                ..c.clone()
            })
            .collect();
        let level = columns
            .iter()
            .find(|c| c.field == Some(Field::Level))?
            .cell
            .col;
        let fits = |row: &&u32| {
            let seen = view.seen(CellRef::new(**row, level));
            seen.is_some_and(|s| !self.lookup.level_word(&s.raw).known.is_empty())
        };
        let entries = rows.iter().filter(fits).count();
        let head = Head {
            first,
            last: first,
            columns,
        };
        (entries * 2 >= rows.len()).then_some(Located {
            head,
            above: Vec::new(),
            last,
            zone: (0, CellRef::MAX_COL),
        })
    }

    fn table(
        &self,
        view: View<'_>,
        at: &Located,
        sheet: &Sheet,
        before: Option<&Surroundings>,
        findings: &mut Vec<Diagnostic>,
    ) -> (FormTable, Surroundings) {
        let place = &Place::sheet(self.file, &sheet.name);
        let head = &at.head;
        let view = view.within(at.zone.0, at.zone.1);
        let above: Vec<String> = at
            .above
            .iter()
            .flat_map(|r| view.whole_row(*r))
            .map(|(_, t)| t)
            .collect();
        let continued = head.columns.iter().any(|c| c.by == Evidence::Continued);
        let scanner = Scanner::new(view, head, &above, self.lookup);
        let first = if continued { head.first } else { head.last + 1 };
        let body = scanner.scan(first, at.last);
        let names = Names {
            sheet: &sheet.name,
            file: self.stem,
        };
        let around = Surroundings::read(view, head, &at.above, &body, names, before, self.lookup);
        let assembler = Assembler {
            view,
            head,
            around: &around,
            lookup: self.lookup,
            place,
        };
        let entries = assembler.assemble(&body.entries, findings);
        findings.extend(entry::check_dates(&entries, view));
        check_columns(head, place, self.lookup, findings);
        let (notes, numbers) = stated(view, at, &body);
        findings.extend(totals::compare(
            &notes,
            &numbers,
            &entries,
            place,
            self.lookup,
        ));
        let top = CellRef::new(head.first, head.left());
        if entries.is_empty() {
            let message = "表头下面没有填写任何条目";
            let place = Place {
                cell: Some(top),
                ..place.clone()
            };
            findings.push(Diagnostic::new(&checks::EMPTY_TABLE, place, message));
        }
        let table = FormTable {
            title: around.title.clone(),
            title_at: around.title_at,
            header_rows: if continued {
                Vec::new()
            } else {
                (head.first..=head.last).collect()
            },
            area: Area::new(top, CellRef::new(at.last, head.right())),
            columns: head.columns.clone(),
            key_values: around.key_values.clone(),
            entries,
            skipped: body.skipped,
        };
        (table, around)
    }
}

/// Heads nobody can name, and fields with two columns.
fn check_columns(head: &Head, place: &Place, lookup: &Lookup<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<Field, &Column> = BTreeMap::new();
    let at = |cell| Place {
        cell: Some(cell),
        ..place.clone()
    };
    for column in head
        .columns
        .iter()
        .filter(|c| !c.label.is_empty() && c.by != Evidence::Continued)
    {
        let label = &column.label;
        match column.field {
            None if is_hierarchy(label) => {
                let message = format!("表头“{label}”不是等级栏");
                findings.push(
                    Diagnostic::new(&checks::HIERARCHY, at(column.cell), message).found(label),
                );
            }
            None => {
                let near = lookup
                    .nearest_field(label)
                    .map_or(String::new(), |(word, field)| {
                        format!("，最接近的已知写法是“{word}”（{}栏）", field.title())
                    });
                let message = format!("不认识表头“{}”{near}", text::excerpt(label, 30));
                findings.push(
                    Diagnostic::new(&checks::UNMAPPED, at(column.cell), message).found(label),
                );
            }
            Some(_) if column.by == Evidence::Tick => {}
            Some(field) => {
                if let Some(other) = seen.insert(field, column) {
                    let message = format!("“{}”与“{label}”都是“{}”栏", other.label, field.title());
                    findings.push(
                        Diagnostic::new(&checks::DOUBLE, at(column.cell), message).found(label),
                    );
                    seen.insert(field, other);
                }
            }
        }
    }
}

/// Texts around a table with their cells, and the one number of each row of totals.
type Stated = (Vec<(CellRef, String)>, Vec<(CellRef, usize)>);

fn stated(view: View<'_>, at: &Located, body: &Body) -> Stated {
    let is = |kind| move |s: &&crate::model::SkippedRow| s.kind == kind;
    let mut totals = body
        .skipped
        .iter()
        .filter(is(SkipKind::Total))
        .map(|s| s.row);
    let footers = body
        .skipped
        .iter()
        .filter(is(SkipKind::Footer))
        .map(|s| s.row);
    let rows = at
        .above
        .iter()
        .copied()
        .chain(totals.clone())
        .chain(footers);
    let notes = rows.flat_map(|row| view.whole_row(row)).collect();
    // 小计 rows state parts; only a last row of totals speaks for the table.
    let last = totals
        .next_back()
        .map(|row| view.row(row, at.head.left(), at.head.right()));
    let cells = last.unwrap_or_default();
    let numbers: Vec<(CellRef, usize)> = cells
        .iter()
        .filter_map(|(cell, t)| text::nfkc(t).trim().parse().ok().map(|n| (*cell, n)))
        .collect();
    let single = if numbers.len() == 1 {
        numbers
    } else {
        Vec::new()
    };
    (notes, single)
}
