//! The body of a table: which rows are entries, which belong to the entry above, and what the others are.
//! Every row below the head gets exactly one fate (invariant 6).

use std::collections::BTreeMap;

use super::body::{self, Body, RawEntry, counted};
use super::elsewhere;
use super::filled::{Filled, counts, is_footer_word, is_serial, is_total, totals_of_part};
use super::group::{self, Group, Heading};
use super::header::Head;
use super::keyvalue;
use super::label::{says_who, signs_or_opines};
use super::lines_below::{has_no_number, is_paragraph, leads, led_by, stated_day};
use super::named_below;
use super::names;
use super::outline;
use super::pages::{is_page_line, page_key};
use super::under;
use super::unlabelled::signs_off;
use super::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Evidence, Field, RowSpan, SkipKind, SkippedRow};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Rows below a heading in which an entry must follow, else it is a note under the table.
const HEADING_REACH: u32 = 30;

/// Goes through the rows below a head.
pub struct Scanner<'a> {
    view: View<'a>,
    head: &'a Head,
    lookup: &'a Lookup<'a>,
    filled: Filled<'a>,
    /// Labels of all head rows by column, to know them again on the next printed page.
    labels: BTreeMap<u32, Vec<String>>,
    /// Comparable texts of the lines above the head, for the same reason.
    above: Vec<String>,
    group: Group,
    /// Whether a line above calls the form one of persons.
    personal: bool,
    /// Whether a line above names the leader, so that a further one may do so below.
    led: bool,
    /// Whether a footer was met; only full rows are entries below it.
    below_footer: bool,
    body: Body,
}

impl<'a> Scanner<'a> {
    /// A scanner for the table under `head`; `above` are the lines above it.
    pub fn new(view: View<'a>, head: &'a Head, above: &[String], lookup: &'a Lookup<'a>) -> Self {
        let continued = head.columns.iter().any(|c| c.by == Evidence::Continued);
        let rows = (head.first..=head.last).filter(|_| !continued);
        let cells = rows.flat_map(|row| view.row(row, head.left(), head.right()));
        let mut labels: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (at, label) in cells {
            let of_column = labels.entry(at.col).or_default();
            of_column.push(label.label().to_owned());
        }
        for column in &head.columns {
            let of_column = labels.entry(column.cell.col).or_default();
            of_column.push(text::label_key(&column.label));
        }
        let personal = above.iter().any(|line| line.contains("个人"));
        let led = above.iter().any(|line| leads(line, lookup));
        let above = above
            .iter()
            .map(|line| page_key(line).into_owned())
            .collect();
        Self {
            view,
            head,
            lookup,
            filled: Filled { head, lookup },
            labels,
            above,
            group: Group::default(),
            personal,
            led,
            below_footer: false,
            body: Body::default(),
        }
    }

    /// Reads the rows from `first` to `last`, both inside. What stands below the `edge` of the table may begin under it.
    pub fn scan(mut self, first: u32, last: u32, edge: Option<CellRef>) -> Body {
        let edge = edge.map(|edge| (edge.col, self.view.bottom(edge)));
        for row in counted(self.view, first, last) {
            let under = edge.filter(|(_, bottom)| row > *bottom);
            let left = under.map_or(self.head.left(), |(col, _)| col);
            let own = self.view.row(row, left, self.head.right());
            match self.skip_kind(row, &own, last) {
                Some(kind) => self.skip(row, kind, &own),
                None => self.enter(row),
            }
        }
        self.body
    }

    fn enter(&mut self, row: u32) {
        self.body.entries.push(RawEntry {
            rows: RowSpan {
                first: row,
                last: row,
            },
            group: self.group.clone(),
        });
    }

    fn skip(&mut self, row: u32, kind: SkipKind, own: &[(CellRef, Written<'_>)]) {
        if kind == SkipKind::Continuation
            && let Some(entry) = self.body.entries.last_mut()
        {
            entry.rows.last = row;
        }
        // 防控措施：双人复核 below an entry says more of it, and a note right under the head explains: neither ends a table.
        let says_more = || elsewhere::states_measures(own, self.head, self.lookup);
        let ends = kind == SkipKind::Footer && !self.body.entries.is_empty();
        self.below_footer |= ends && !says_more();
        let texts: Vec<&str> = own.iter().map(|(_, t)| t.text()).collect();
        self.body.skipped.push(SkippedRow {
            row,
            kind,
            text: texts.join(" | "),
        });
    }

    /// Why the row is no entry; none if it is one.
    fn skip_kind(
        &mut self,
        row: u32,
        own: &[(CellRef, Written<'_>)],
        last: u32,
    ) -> Option<SkipKind> {
        if self.view.leaves_out_row(row) {
            return Some(SkipKind::Hidden);
        }
        if body::continues(&self.body, (self.view, row), own, self.filled) {
            return Some(SkipKind::Continuation);
        }
        if self.filled.is_blank(own) || self.filled.says_none(own) {
            return Some(SkipKind::Blank);
        }
        if self.is_repeated_head(own) {
            return Some(SkipKind::RepeatedHead);
        }
        if self.body.entries.is_empty() && under::explains_levels(own) {
            return Some(SkipKind::Footer);
        }
        let first = self.body.entries.is_empty() && under::adjoins(&self.body.skipped);
        if first
            && let Some(kind) = under::fate((self.view, row, last), own, self.head, self.lookup)
        {
            return Some(kind);
        }
        let full = self.filled.is_full(own);
        if self.filled.is_example_row(own) {
            return Some(SkipKind::Example);
        }
        let (_, first) = own.first()?;
        if ((!full || counts(own)) && is_total(first, self.lookup)) || totals_of_part(own) {
            return Some(SkipKind::Total);
        }
        if let Some(kind) = self.said_by_labels((row, last), own, full) {
            return Some(kind);
        }
        let ends = || self.starts_footer(*first, own) || self.signs_off(row, own, last);
        if says_who(own) && !self.has_entries_below(row, last) {
            return Some(SkipKind::Footer);
        }
        let states_level = || elsewhere::states_level(own, self.head, self.lookup);
        let below = || self.below_footer && !self.counts_on(own);
        if self.filled.signs(own) || states_level() || (!full && (below() || ends())) {
            return Some(SkipKind::Footer);
        }
        let entry = self.body.entries.last().map(|entry| entry.rows.first);
        if has_no_number((self.view, row, last), own, self.filled, entry)
            || (is_paragraph(self.view, own, self.head) && !self.has_entries_below(row, last))
        {
            return Some(SkipKind::Footer);
        }
        if let Some(matter) = outline::heading(own, &self.next(row, last), self.filled) {
            self.group.enter(Field::Matter, matter);
            return Some(SkipKind::Group);
        }
        self.heading(row, own, last)
    }

    /// Goes on below a row that names the leader, or says by labels whose the entries are; what it is.
    fn said_by_labels(
        &mut self,
        (row, last): (u32, u32),
        own: &[(CellRef, Written<'_>)],
        full: bool,
    ) -> Option<SkipKind> {
        if self.has_entries_below(row, last)
            && let Some((field, heading)) = led_by(own, self.filled)
            && (self.led || self.body.entries.is_empty() || self.group.has(field))
        {
            self.enter_before_keys(own);
            self.group.enter(field, heading);
            return Some(SkipKind::Group);
        }
        let whose = [Field::Person, Field::Post, Field::Owner];
        if whose.iter().all(|field| self.head.column(*field).is_none())
            && let Some(person) = named_below::filled_in(self.view, row, &self.above, self.lookup)
            && self.is_repeated_head(&self.next(row, last))
        {
            return Some(self.go_below_labels(vec![(Field::Person, person)], row, last));
        }
        if own.len() > 1
            && let said = named_below::whose(self.view, row, self.lookup)
            && !said.is_empty()
            && (own.len() > 2 || !full)
        {
            return Some(self.go_below_labels(said, row, last));
        }
        None
    }

    /// Whether a row bears the number after that of the last entry and names a risk in a cell of its own: it is the next entry,
    /// whatever it lacks and whatever stands between them.
    fn counts_on(&self, own: &[(CellRef, Written<'_>)]) -> bool {
        let number = |at: CellRef| self.view.own(at)?.folded().parse::<u32>().ok();
        let (Some(column), Some(last)) = (self.head.column(Field::Seq), self.body.entries.last())
        else {
            return false;
        };
        let [before, this] =
            [last.rows.first, own[0].0.row].map(|row| CellRef::new(row, column.cell.col));
        let next = number(before).and_then(|n| n.checked_add(1));
        next.is_some() && next == number(this) && self.filled.names_risk(self.view, own)
    }

    fn is_repeated_head(&self, own: &[(CellRef, Written<'_>)]) -> bool {
        let heads = own
            .iter()
            .filter(|(at, t)| {
                let of_column = self.labels.get(&at.col);
                of_column.is_some_and(|labels| labels.iter().any(|label| label == t.label()))
            })
            .count();
        if heads >= 2 && heads * 5 >= own.len() * 3 {
            return true;
        }
        own.iter().all(|(_, t)| is_page_line(t, &self.above))
    }

    fn starts_footer(&self, first: Written<'_>, own: &[(CellRef, Written<'_>)]) -> bool {
        let sparse = own.len() * 2 <= self.head.columns.len();
        let long_word = self
            .lookup
            .after_footer(&first)
            .is_some_and(|rest| rest.chars().count() <= 4);
        is_footer_word(&first, self.lookup)
            || signs_or_opines(first)
            || elsewhere::states_measures(own, self.head, self.lookup)
            || stated_day(own, self.filled)
            || (sparse && long_word && first.folded().chars().count() >= 4)
    }

    /// Whether a row is the section, its seal or the date under the table, and not what a column of dates holds.
    fn signs_off(&self, row: u32, own: &[(CellRef, Written<'_>)], last: u32) -> bool {
        let below = self.next(row, last.min(row + 3));
        signs_off(self.view, own, &below, self.head, self.lookup)
    }

    /// The next row with content.
    fn next(&self, row: u32, last: u32) -> RowCells<'a> {
        let rows = self.view.grid().rows_in(row + 1..=last);
        let mut below = rows.map(|row| self.view.row(row, self.head.left(), self.head.right()));
        below.find(|cells| !cells.is_empty()).unwrap_or_default()
    }

    /// A heading across the table, or a note before the footers; none if the row is an entry.
    fn heading(&mut self, row: u32, own: &[(CellRef, Written<'_>)], last: u32) -> Option<SkipKind> {
        // The number of a heading may stand in a cell of its own.
        let (at, written) = match own {
            [(at, written)] => (at, written),
            [(_, number), (at, written)]
                if is_serial(number)
                    && (self.names_section(written) || self.filled.spans(self.view, *at)) =>
            {
                (at, written)
            }
            [(_, label), (at, _)] if !is_serial(label) && self.filled.spans(self.view, *at) => {
                let ends = !self.has_entries_below(row, last);
                return ends.then_some(SkipKind::Footer);
            }
            _ => return None,
        };
        let behind = CellRef::new(row, at.col + self.view.width(*at));
        if own.len() == 1
            && self.filled.spans(self.view, behind)
            && !self.has_entries_below(row, last)
        {
            return Some(SkipKind::Footer);
        }
        let columns = self.head.columns.len();
        let width = usize::try_from(self.view.width(*at)).unwrap_or(columns);
        let across = width >= 3 && width * 2 >= columns;
        let enumerated = text::after_list_number(written).is_some()
            && at.col <= self.head.left() + 1
            && !self.filled.is_strong(*at, *written);
        // Words alone in the column of numbers stand there for want of another place.
        let no_number = self.filled.field(*at) == Some(Field::Seq) && !is_serial(written);
        let section = names::section_in(text::without_list_number(written), self.lookup);
        let under_merge = (self.head.left()..=self.head.right()).any(|col| {
            self.view
                .seen(CellRef::new(row, col))
                .is_some_and(|s| s.cell.row < row)
        });
        if under_merge
            || !(across
                || enumerated
                || no_number
                || (section.is_some() && at.col <= self.head.left() + 1 && self.section_free()))
        {
            return None;
        }
        if !self.has_entries_below(row, last) {
            return Some(SkipKind::Footer);
        }
        self.go_below(*at, *written);
        Some(SkipKind::Group)
    }

    /// Goes on below a heading: it names a level, or a section, a post, a person or a kind of risk, or nobody knows what.
    fn go_below(&mut self, at: CellRef, written: Written<'_>) {
        let heading = |name: String| Heading {
            name,
            raw: written.text().to_owned(),
            cell: at,
        };
        let mut columns = self.head.columns.iter();
        if columns.all(|c| !c.field.is_some_and(Field::is_level))
            && let Some(level) = elsewhere::of_heading(&written, self.lookup)
        {
            self.group.enter(Field::Level, heading(level));
            return;
        }
        let personal = self.personal || self.group.has(Field::Person);
        let named = group::names(&written, personal, self.lookup);
        if named.is_empty() {
            self.group.enter_unknown(&written);
        }
        self.group.enter_all(named, heading);
    }

    /// 一、预算科（科长：张一）: below the section that stands before the label.
    fn enter_before_keys(&mut self, own: &[(CellRef, Written<'_>)]) {
        let section = |written: &Written<'_>| {
            let before = keyvalue::before_keys(written, self.lookup)?;
            names::heading_section(before, self.lookup)
        };
        for (cell, written) in own {
            if let Some(name) = section(written) {
                let raw = written.text().to_owned();
                let cell = *cell;
                self.group
                    .enter(Field::Section, Heading { name, raw, cell });
            }
        }
    }

    /// Goes on below a row that says by labels whose the entries are; where none follow it is a footer.
    fn go_below_labels(&mut self, said: Vec<(Field, Heading)>, row: u32, last: u32) -> SkipKind {
        if !self.has_entries_below(row, last) {
            return SkipKind::Footer;
        }
        for (field, heading) in said {
            self.group.enter(field, heading);
        }
        SkipKind::Group
    }

    /// Whether a cell holds a section's name and nothing else, in a table that has no column for it.
    fn names_section(&self, written: &str) -> bool {
        let named = names::section_in(written, self.lookup);
        self.section_free() && named.is_some() && text::squash(written).chars().count() <= 12
    }

    /// Whether the table has no section column, so that a lone section name is a heading and not half an entry.
    fn section_free(&self) -> bool {
        self.head.column(Field::Section).is_none()
    }

    fn has_entries_below(&self, row: u32, last: u32) -> bool {
        (row + 1..=last.min(row + HEADING_REACH)).any(|r| {
            let own = self.view.row(r, self.head.left(), self.head.right());
            self.filled.is_full(&own)
        })
    }
}
