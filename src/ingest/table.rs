//! A table of entries: its rows, what stands around it, and what was found wrong in it.

use super::body::Body;
use super::entry::Assembler;
use super::filled::Filled;
use super::header::Head;
use super::located::{Card, Located};
use super::rows::Scanner;
use super::surroundings::{Names, Surroundings};
use super::view::View;
use super::{
    below, bodies, checks, closing, dated, elsewhere, gone, headings, named_below, referred,
    revoked, told_heads, totals, under, under_each, unrepeated, whose_form,
};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Evidence, FormKind, FormTable, KeyValue, Reading, SkipKind, SkippedRow};
use crate::policy::Lookup;
use crate::text;

/// Reads a table.
pub struct TableReader<'a> {
    /// File and sheet.
    pub place: &'a Place,
    /// The file's name without folders and ending.
    pub stem: &'a str,
    /// Whether its sheets are named after persons.
    pub of_persons: bool,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl TableReader<'_> {
    /// Reads it; what stands around the table `before` it speaks for it too where it says nothing itself.
    pub fn read(
        &self,
        view: View<'_>,
        at: &Located,
        before: Option<&Surroundings>,
        findings: &mut Vec<Diagnostic>,
    ) -> (FormTable, Surroundings) {
        let place = self.place;
        let head = &at.head;
        let view = view.within(at.zone.0, at.zone.1);
        let mut body = self.body(view, at);
        let names = Names {
            sheet: place.sheet.as_deref().unwrap_or_default(),
            file: self.stem,
            of_persons: self.of_persons,
        };
        named_below::settle(&mut body, view, &at.above, self.lookup);
        closing::settle(&mut body, view, head, self.lookup);
        under_each::settle(&mut body, view, head, self.lookup);
        let around = Surroundings::read(view, at, &body, names, before, self.lookup);
        let mut settled = head.clone();
        bodies::settle(&mut settled, view, &body, &around, self.lookup);
        let head = &settled;
        let assembler = Assembler {
            view,
            head,
            around: &around,
            lookup: self.lookup,
            place,
        };
        let entries = match &at.card {
            Some(card) => assembler.of_card((card, at.last), findings),
            None => assembler.assemble(&body.entries, findings),
        };
        let (entries, gone) = gone::parted(entries);
        body.skipped.extend(gone::rows(&gone, view));
        body.skipped.sort_by_key(|row| row.row);
        findings.extend(dated::check_dates(&entries, view));
        findings.extend(around.which_date.as_ref().map(|d| dated::which(d, place)));
        findings.extend(match &at.card {
            Some(card) => without_risk(card, place),
            None => self.like_examples(view, head, &body),
        });
        let left = below::like_entries(view, &body, head, (place, self.lookup));
        findings.extend(left.or_else(|| below::in_words(view, &body, place)));
        self.look_over((head, view), &entries, (&around, names), findings);
        let (notes, numbers) = stated(view, at, &body, self.lookup);
        let against_stated = totals::compare(&notes, &numbers, &entries, place, self.lookup);
        findings.extend(against_stated);
        findings.extend(totals::compare_rows(&entries));
        let headings = parts(view, at, &body, self.lookup);
        findings.extend(headings::told(&headings, &entries, place, self.lookup));
        findings.extend(entries.is_empty().then(|| without_entries(head, place)));
        let table = FormTable {
            kind: FormKind::SelfCheck,
            title: around.title.clone(),
            title_at: around.title_at,
            header_rows: header_rows(at),
            area: at.area(),
            reading: Reading::new(at.layout, &head.columns, at.could_be.clone()),
            columns: head.columns.clone(),
            key_values: key_values(at.card.as_ref(), &around),
            entries,
            skipped: body.skipped,
            gone,
        };
        (table, around)
    }

    /// What a person has to look at in heads and entries that are read.
    fn look_over(
        &self,
        (head, view): (&Head, View<'_>),
        entries: &[Entry],
        (around, names): (&Surroundings, Names<'_>),
        findings: &mut Vec<Diagnostic>,
    ) {
        let (place, lookup) = (self.place, self.lookup);
        told_heads::check(head, entries, place, lookup, findings);
        findings.extend(revoked::told(entries, &head.columns, lookup));
        findings.extend(referred::told(entries));
        findings.extend(unrepeated::told(entries, head, (view, place)));
        let columns = (place, head.columns.as_slice());
        findings.extend(whose_form::told(around, names, columns, lookup));
    }

    /// The rows below the head, and what each is.
    fn body(&self, view: View<'_>, at: &Located) -> Body {
        if let Some(card) = &at.card {
            return card.body();
        }
        let head = &at.head;
        let above = at.above.iter().flat_map(|row| view.whole_row(*row));
        let above: Vec<String> = above.map(|(_, text)| text.text().to_owned()).collect();
        let scanner = Scanner::new(view, head, &above, self.lookup);
        let first = if is_continued(head) {
            head.first
        } else {
            head.last + 1
        };
        scanner.scan(first, at.last, at.edge)
    }

    /// Notes on rows of which a person must say whether they are entries or a template's examples.
    fn like_examples(&self, view: View<'_>, head: &Head, body: &Body) -> Vec<Diagnostic> {
        let filled = Filled {
            head,
            lookup: self.lookup,
        };
        let entries = body.entries.iter().map(|e| (e.rows.first, true));
        let examples = body.skipped.iter().filter(|s| s.kind == SkipKind::Example);
        let examples = examples.map(|s| (s.row, false));
        let like = entries.chain(examples).filter_map(|(row, entered)| {
            let own = view.row(row, head.left(), head.right());
            let (cell, written, what) = match filled.doubtful_example(&own) {
                Some((cell, written)) if entered => (cell, written, "模板的示例，按条目登记"),
                Some((cell, written)) => (cell, written, "模板的示例，按示例跳过"),
                None if entered || filled.is_example_row(&own) => return None,
                None if under::leaves_no_doubt(&own, head) => return None,
                None => {
                    let (cell, written) = own.first()?;
                    let written = written.text().to_owned();
                    (*cell, written, "填表说明，这一行按说明跳过")
                }
            };
            let message = format!("“{}”像是{what}", text::excerpt(&written, 20));
            let place = Place {
                cell: Some(cell),
                ..self.place.clone()
            };
            Some(Diagnostic::new(&checks::EXAMPLE_OR_ENTRY, place, message).found(written))
        });
        like.collect()
    }
}

/// Whether it goes on from a table before it, without a head of its own.
fn is_continued(head: &Head) -> bool {
    head.columns.iter().any(|c| c.by == Evidence::Continued)
}

fn header_rows(at: &Located) -> Vec<u32> {
    match &at.card {
        Some(card) => card.shared.clone(),
        None if is_continued(&at.head) => Vec::new(),
        None => (at.head.first..=at.head.last).collect(),
    }
}

/// Those of the card, then those around it.
fn key_values(card: Option<&Card>, around: &Surroundings) -> Vec<KeyValue> {
    let own: &[KeyValue] = card.map_or(&[], |card| &card.key_values);
    let around = around.key_values.iter();
    let others = around.filter(|kv| own.iter().all(|k| k.cell != kv.cell));
    own.iter().chain(others).cloned().collect()
}

fn without_entries(head: &Head, place: &Place) -> Diagnostic {
    let place = Place {
        cell: Some(CellRef::new(head.first, head.left())),
        ..place.clone()
    };
    let message = "表头下面没有填写任何条目";
    Diagnostic::new(&checks::EMPTY_TABLE, place, message)
}

/// Persons of a sheet of cards of whom nothing was registered.
fn without_risk(card: &Card, place: &Place) -> Vec<Diagnostic> {
    let told = card.without.iter().map(|person| {
        let change = match &person.label {
            Some((at, label)) => format!(
                "如果{at}“{}”右边写的是风险点，请把这个栏名改为“风险点”",
                text::excerpt(label, 16)
            ),
            None => "请在“风险点”一栏写明内容".to_owned(),
        };
        let name = text::excerpt(&person.name, 16);
        let message = format!("“{name}”一张没有读出风险点，没有登记。{change}");
        let place = Place {
            cell: Some(person.cell),
            ..place.clone()
        };
        Diagnostic::new(&checks::UNREAD, place, message)
    });
    told.collect()
}

/// Texts around a table with their cells, and the one number of each row of totals.
type Stated = (Vec<(CellRef, String)>, Vec<(CellRef, usize)>);

/// Words of a row of totals of a part: 小计, 预算科小计, 预算科 汇总.
const PART: [&str; 2] = ["小计", "汇总"];

/// Words in heads of columns whose sums count no risk points.
const OTHER_SUMS: [&str; 6] = ["人", "额", "元", "分", "次", "资金"];

fn is_part(row: &SkippedRow) -> bool {
    let first = text::key(row.text.split(" | ").next().unwrap_or_default());
    first.starts_with(PART[0]) || PART.iter().any(|word| first.ends_with(word))
}

fn stated(view: View<'_>, at: &Located, body: &Body, lookup: &Lookup<'_>) -> Stated {
    // 小计 below one heading of several, or one of several, states a part.
    let subtotals = body.skipped.iter().filter(|s| is_part(s));
    let parted = subtotals.count() > 1 || body.skipped.iter().any(|s| s.kind == SkipKind::Group);
    let of = |kind: SkipKind| {
        let own = body.skipped.iter().filter(move |s| s.kind == kind);
        own.filter(move |s| !(parted && is_part(s))).map(|s| s.row)
    };
    let mut totals = of(SkipKind::Total);
    let of_part = |row: &u32| is_of_part(view, *row, body, lookup);
    let rows = at
        .above
        .iter()
        .copied()
        .filter(|row| !of_part(row))
        .chain(totals.clone())
        .chain(of(SkipKind::Footer).filter(|row| !of_part(row)));
    let notes = rows.flat_map(|row| view.whole_row(row));
    let notes = notes
        .map(|(cell, note)| (cell, note.text().to_owned()))
        .collect();
    // Only a last row of totals speaks for the table.
    let last = totals
        .next_back()
        .map(|row| view.row(row, at.head.left(), at.head.right()));
    let cells = last.unwrap_or_default();
    // 合计 over a column of amounts or persons counts these.
    let counts = |cell: CellRef| {
        let mut columns = at.head.columns.iter();
        let own = columns.find(|c| c.cell.col == cell.col && c.field.is_none());
        own.is_none_or(|c| !OTHER_SUMS.iter().any(|word| c.label.contains(word)))
    };
    let numbers: Vec<(CellRef, usize)> = cells
        .iter()
        .filter(|(cell, _)| counts(*cell))
        .filter_map(|(cell, t)| text::nfkc(t).trim().parse().ok().map(|n| (*cell, n)))
        .collect();
    let single = if numbers.len() == 1 {
        numbers
    } else {
        Vec::new()
    };
    (notes, single)
}

/// Whether a line around the table speaks of a part of it alone: beside headings inside the table, the heading above its head,
/// and one below which nothing stands.
fn is_of_part(view: View<'_>, row: u32, body: &Body, lookup: &Lookup<'_>) -> bool {
    let parted = body.skipped.iter().any(|s| s.kind == SkipKind::Group);
    match view.whole_row(row)[..] {
        [(_, line)] => parted && elsewhere::of_heading(&line, lookup).is_some(),
        _ => false,
    }
}

/// The headings of the parts of a table, with their cells.
fn parts(view: View<'_>, at: &Located, body: &Body, lookup: &Lookup<'_>) -> Vec<(CellRef, String)> {
    let inside = body.skipped.iter();
    let inside = inside.filter(|s| matches!(s.kind, SkipKind::Group | SkipKind::Footer));
    let of_part = |row: &u32| is_of_part(view, *row, body, lookup);
    let heads = inside.filter(|s| s.kind == SkipKind::Group || of_part(&s.row));
    let above = at.above.iter().copied().filter(of_part);
    let rows = above.chain(heads.map(|s| s.row));
    let cells = rows.flat_map(|row| view.whole_row(row));
    cells
        .map(|(cell, text)| (cell, text.text().to_owned()))
        .collect()
}
