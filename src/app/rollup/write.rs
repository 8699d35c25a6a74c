//! The files of a roll-up: books, the page, the report, the data, the record. What a unit holds is read again when its turn
//! comes, so that no more than a few books' rows are in memory.

use std::io::Write;
use std::sync::Arc;

use super::data::{CHANGES, FINDINGS, TABLES, UnitData, naming, path_of};
use super::files::columns;
use super::paths::Origin;
use super::read;
use super::record;
use super::rolled::{Rolled, RolledUnit};
use crate::app::contents::{self, OVERVIEW, page};
use crate::app::data::lines;
use crate::app::reason::{failed, json_fault};
use crate::app::record::{POLICY_COPY, RECORD};
use crate::app::result::Sink;
use crate::app::session::{File, Session};
use crate::app::upward::{self, GAPS, Wording};
use crate::emit;
use crate::error::Error;
use crate::model::{Book, ChangeClass, UnitChange, UnitItem, UnitPublic, UnitSummary};
use crate::policy::Policy;
use crate::report::{self, Part, ReportContext, RollupInput, UnitClasses, Upward, parts};
use crate::writer;

/// Where a file goes.
type Out<'o> = &'o mut (dyn Write + Send);

/// Units with so many rows each.
type Rows = Vec<(Arc<str>, usize)>;

/// What the files are made of.
struct Contents<'r> {
    rolled: &'r Rolled,
    policy: &'r Policy,
    context: ReportContext,
    summaries: Vec<UnitSummary>,
    classes: Option<Vec<UnitClasses>>,
}

/// Writes a roll-up.
///
/// # Errors
/// A template asks for something that is not there, a file cannot be made or written, the data of a unit are not what they
/// were, or the work shall stop.
pub fn write(
    session: &Session<'_>,
    (rolled, policy): (&Rolled, &Policy),
    (origin, wording): (&Origin, &Wording),
    sink: &mut dyn Sink,
) -> Result<Upward, Error> {
    let contents = Contents::new(rolled, policy, session);
    let input = contents.input();
    let report = report::rollup_upward(
        &input,
        &wording.templates,
        &wording.known,
        &contents.context,
    )?;
    let (items, public) = (contents.register_parts(), contents.public_parts());
    let changed = contents.changed_parts();
    let mut books = contents.registers(&items);
    books.push(contents::book(Book::Statistics, || {
        report::rollup_statistics_book(&input, &contents.context)
    }));
    books.push(contents::book(Book::Findings, || {
        report::rollup_findings_book(&input, &rolled.addresses, &contents.context)
    }));
    books.extend(contents.publics(&public));
    books.extend(contents::letter(&report));
    if let Some(changed) = &changed {
        books.extend(contents.changes(changed));
    }
    let mut rest = vec![page(OVERVIEW, || {
        report::rollup_page(&input, &contents.context)
    })];
    rest.extend(contents.public_pages(&public));
    rest.extend(contents.data());
    if origin.parquet {
        rest.extend(columns(rolled, session.occasion.year)?);
    }
    let gaps = |out: &mut emit::Rows<'_>| out.all(report.gaps.iter());
    rest.push(lines(GAPS.to_owned(), gaps));
    session.write([&books, &rest], false, sink)?;
    drop((books, rest));
    if policy.file.is_some() {
        sink.file(POLICY_COPY, policy.text.as_bytes())?;
    }
    for (copy, bytes) in upward::copies(&wording.templates) {
        sink.file(&copy, &bytes)?;
    }
    let record = record::json(
        (rolled, policy),
        session.occasion,
        (origin, &report),
        sink.written(),
    );
    sink.record(record.map_err(json_fault(RECORD))?.as_bytes())?;
    Ok(report)
}

/// Parts, and how many rows of which unit stand in them.
type Parted = (Vec<Part>, Rows);

impl<'r> Contents<'r> {
    fn new(rolled: &'r Rolled, policy: &'r Policy, session: &Session<'_>) -> Self {
        let classes = |unit: &RolledUnit| (Arc::clone(&unit.summary.unit), unit.classes.clone());
        let year = rolled.last_year;
        Self {
            rolled,
            policy,
            context: ReportContext {
                unit: policy.unit.clone(),
                ..session.context()
            },
            summaries: rolled.summaries(),
            classes: year.map(|_| rolled.units.iter().map(classes).collect()),
        }
    }
}

impl Contents<'_> {
    fn input(&self) -> RollupInput<'_> {
        RollupInput {
            units: &self.summaries,
            roster: !self.policy.rollup.units.all().is_empty(),
            statistics: &self.rolled.statistics,
            outliers: &self.rolled.outliers,
            rows: &self.rolled.rows,
            findings: &self.rolled.findings,
            changes: self.classes.as_deref(),
            last_year: self.rolled.last_year,
        }
    }

    fn parted(&self, book: Book, rows: impl Fn(&RolledUnit) -> usize) -> Parted {
        let units = self.rolled.units.iter();
        let rows: Rows = units
            .map(|unit| (Arc::clone(&unit.summary.unit), rows(unit)))
            .collect();
        let counts: Vec<usize> = rows.iter().map(|(_, rows)| *rows).collect();
        (parts(book, &counts, self.policy.rollup.rows_per_book), rows)
    }

    fn register_parts(&self) -> Parted {
        self.parted(Book::Register, |unit| unit.summary.counts.items)
    }

    fn public_parts(&self) -> Parted {
        self.parted(Book::Public, |unit| unit.summary.counts.items)
    }

    /// What has changed.
    fn changed_parts(&self) -> Option<Parted> {
        self.classes.as_ref()?;
        let changed = |unit: &RolledUnit| {
            let counts = unit.classes.iter();
            counts
                .filter(|(class, _)| **class != ChangeClass::Same)
                .map(|(_, n)| n)
                .sum()
        };
        Some(self.parted(Book::Changes, changed))
    }

    fn registers<'c>(&'c self, parted: &'c Parted) -> Vec<File<'c>> {
        self.books(parted, read_items, |items, part, out| {
            let book = report::rollup_register_book(items, part, &parted.1, &self.context);
            writer::write(book, out)
        })
    }

    fn publics<'c>(&'c self, parted: &'c Parted) -> Vec<File<'c>> {
        let columns = &self.policy.public.columns;
        self.books(parted, read_public, |items, part, out| {
            let book = report::rollup_public_book(items, columns, part, &parted.1, &self.context);
            writer::write(book, out)
        })
    }

    /// The pages of the public edition, one beside each of its books.
    fn public_pages<'c>(&'c self, parted: &'c Parted) -> Vec<File<'c>> {
        let columns = &self.policy.public.columns;
        let write = |items: &[UnitPublic], (at, all): (usize, &[Part]), out: Out<'_>| {
            let page = report::units_page(items, columns, &self.context);
            writer::page::page(&page, out).map_err(|e| failed(all[at].file.as_ref(), &e))
        };
        let files = self.books(parted, read_public, write).into_iter();
        let named = |(name, make): File<'c>| (name.replace(".xlsx", ".html").into(), make);
        files.map(named).collect()
    }

    fn changes<'c>(&'c self, parted: &'c Parted) -> Vec<File<'c>> {
        let (classes, year) = (
            self.classes.as_deref().unwrap_or_default(),
            self.rolled.last_year,
        );
        let read = |unit: &RolledUnit| {
            let all = unit
                .changes
                .values::<crate::model::Change>(CHANGES)?
                .into_iter();
            let changed = all.filter(|change| change.class != ChangeClass::Same);
            let changed = changed.map(|change| UnitChange {
                unit: Arc::clone(&unit.summary.unit),
                change,
            });
            Ok(changed.collect())
        };
        self.books(parted, read, move |items, part, out| {
            let all = (classes, year);
            let book = report::rollup_changes_book(items, all, part, &parted.1, &self.context);
            writer::write(book, out)
        })
    }

    /// The books of a long table, each of the units in it, which are read when it is made.
    fn books<'c, T: Send + Sync + 'c>(
        &'c self,
        (parts, _): &'c Parted,
        read: impl Fn(&RolledUnit) -> Result<Vec<T>, String> + Clone + Send + Sync + 'c,
        write: impl Fn(&[T], (usize, &[Part]), Out<'_>) -> Result<(), Error> + Clone + Send + Sync + 'c,
    ) -> Vec<File<'c>> {
        let book = |(at, part): (usize, &'c Part)| -> File<'c> {
            let (read, write) = (read.clone(), write.clone());
            let make = move |out: &mut (dyn Write + Send)| {
                let mut rows = Vec::new();
                for unit in &self.rolled.units[part.units.clone()] {
                    rows.extend(read(unit).map_err(|reason| altered(unit, &reason))?);
                }
                write(&rows, (at, parts), out)
            };
            (part.file.clone().into(), Box::new(make))
        };
        parts.iter().enumerate().map(book).collect()
    }

    /// The tables of all units, each line with its unit.
    fn data<'c>(&'c self) -> Vec<File<'c>> {
        let units = || self.rolled.units.iter();
        let mut files: Vec<File<'c>> = Vec::new();
        let always = [super::data::REGISTER, super::data::ENTRIES, FINDINGS];
        for table in TABLES {
            let own = table == FINDINGS;
            if always.contains(&table) || units().any(|unit| unit.data.has(table)) {
                files.push(self.table(table, |unit| &unit.data, own));
            }
        }
        if self.classes.is_some() {
            files.push(self.table(CHANGES, |unit| &unit.changes, false));
        }
        files
    }

    /// A table; `own` says whether what was found in the roll-up itself belongs to it.
    fn table<'c>(
        &'c self,
        table: &'static str,
        of: fn(&RolledUnit) -> &UnitData,
        own: bool,
    ) -> File<'c> {
        let name = path_of(table);
        let shown = name.clone();
        let make = move |out: &mut (dyn Write + Send)| {
            let fault = |e: std::io::Error| failed(shown.as_ref(), &e);
            for unit in &self.rolled.units {
                let named = naming(&unit.summary.unit);
                let mut broken = Ok(());
                let read = of(unit).each(table, |line| {
                    let rest = line.strip_prefix('{').unwrap_or(line);
                    let written = out.write_all(named.as_bytes());
                    let written = written.and_then(|()| out.write_all(rest.as_bytes()));
                    broken = written.and_then(|()| out.write_all(b"\n"));
                    broken.as_ref().map_err(|_| String::new()).copied()
                });
                broken.map_err(fault)?;
                read.map_err(|reason| altered(unit, &reason))?;
            }
            if own {
                let mut lines = Vec::new();
                let made =
                    emit::findings_rows(&self.rolled.findings, &mut emit::Rows::Json(&mut lines));
                made.map_err(json_fault(&shown))?;
                for line in String::from_utf8_lossy(&lines).lines() {
                    let rest = line.strip_prefix('{').unwrap_or(line);
                    writeln!(out, "{{\"unit\":null,{rest}").map_err(fault)?;
                }
            }
            Ok(())
        };
        (name.into(), Box::new(make))
    }
}

fn read_items(unit: &RolledUnit) -> Result<Vec<UnitItem>, String> {
    read::items(&unit.summary.unit, &unit.data)
}

fn read_public(unit: &RolledUnit) -> Result<Vec<UnitPublic>, String> {
    read::public(&unit.summary.unit, &unit.data)
}

/// The data of a unit are not what they were when they were counted.
fn altered(unit: &RolledUnit, reason: &str) -> Error {
    Error::InputsLost(format!(
        "“{}”的结果在汇总的时候变了：{reason}。没有写出任何文件，原来的结果没有动；请等它写完以后再汇总。",
        unit.summary.unit
    ))
}
