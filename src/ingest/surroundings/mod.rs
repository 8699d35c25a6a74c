//! What stands around a table and speaks for all its entries: key-values, the title, names of sheet and file.

mod holder;
mod levels;
mod passed_down;

use std::collections::BTreeSet;

use super::body::Body;
use super::dated::WhichDate;
use super::elsewhere;
use super::group::{Group, Heading};
use super::header::Head;
use super::key;
use super::keyvalue;
use super::labelled;
use super::located::Located;
use super::named;
use super::names;
use super::title_line::{self, title};
use super::unit;
use super::unlabelled::{self, Bare};
use super::unread;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, KeyValue, Origin, SkipKind, Value};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Fields a key-value above the table can give to all entries.
const FROM_ABOVE: [Field; 13] = [
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Matter,
    Field::Owner,
    Field::Head,
    Field::Leader,
    Field::ThreeImportant,
    Field::Resources,
    Field::Discretion,
    Field::Consequence,
    Field::Likelihood,
    Field::Impact,
];

/// Fields of which a heading may name one or both.
const HOLDERS: [Field; 2] = [Field::Post, Field::Person];

/// What stands around a table.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The title.
    pub title: Option<String>,
    /// The title's cell.
    pub title_at: Option<CellRef>,
    /// Key-values above and below.
    pub key_values: Vec<KeyValue>,
    /// Texts above and below, for scales and stated totals.
    pub notes: Vec<String>,
    /// Columns of the head in which nothing stands at all.
    pub empty_columns: BTreeSet<Field>,
    /// Dates of which one or another may be the form's.
    pub which_date: Option<WhichDate>,
    values: Vec<(Field, Value)>,
}

/// Names from outside the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// The sheet's name.
    pub sheet: &'n str,
    /// The file's name without folders and ending.
    pub file: &'n str,
    /// Whether the sheets of the file are named after persons.
    pub of_persons: bool,
}

impl Surroundings {
    /// Reads the lines above the head and below the body. What they do not say is taken from the table `before` it.
    pub fn read(
        view: View<'_>,
        at: &Located,
        body: &Body,
        names: Names<'_>,
        before: Option<&Self>,
        lookup: &Lookup<'_>,
    ) -> Self {
        let (head, above) = (&at.head, at.above.as_slice());
        let edge = at.beside(view);
        let own = title(view, above, lookup).or_else(|| title_line::beside(edge?));
        let (title_at, title) = own.unzip();
        let keyed = |rows: &[u32]| -> Vec<KeyValue> {
            let rows = rows.iter();
            rows.flat_map(|row| keyvalue::read_row(view, *row, lookup))
                .collect()
        };
        let mut pairs = keyed(above);
        let mut out = Self {
            title,
            title_at,
            empty_columns: body.empty_columns(view, head),
            ..Self::default()
        };
        let personal = out.is_personal(head, names);
        out.take_values(&pairs, personal, lookup);
        out.find_heading(view, above, lookup);
        out.take_edge(edge, lookup);
        let card = at.card.as_ref().map_or(&[][..], |card| &card.key_values);
        let footers = body.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
        let below: Vec<u32> = footers.map(|s| s.row).collect();
        let footer_pairs = keyed(&below);
        let asked = passed_down::asked([&pairs, card, &footer_pairs], view, above, lookup);
        let unsaid = asked.contains(&Field::Section);
        out.take_from_below(&footer_pairs, lookup);
        let sealed = holder::sealed(view, &below, lookup);
        out.find_section(names, before.filter(|_| !unsaid), sealed, lookup);
        out.find_post(lookup);
        out.find_person(names, lookup);
        out.find_unit(head, names, lookup);
        let of_persons = out.titled_personal(names) || before.is_some_and(Self::heads_persons);
        let headings = named::above(view, above, of_persons, lookup);
        for (field, value) in headings {
            out.add(field, value);
        }
        out.take_passed_down(head, &asked, before);
        pairs.extend(footer_pairs);
        let around: Vec<u32> = above.iter().chain(&below).copied().collect();
        out.find_date(view, &around, &pairs, before, lookup);
        out.key_values = pairs;
        let stated = elsewhere::stated_for_all(view, &around, &body.between(), lookup);
        out.take_levels(stated, (view, at), names, lookup);
        let asks = |c: &Column| c.field == Some(Field::Measures) || c.by == Evidence::Part;
        if !head.columns.iter().any(asks) {
            let stated = elsewhere::stated_measures(view, &around, lookup);
            out.values.extend(stated.map(|v| (Field::Measures, v)));
        }
        out.notes = unread::notes(view, above, &below, lookup);
        out
    }

    /// The leading group, where nothing else says whose form it is and it is that of the whole unit.
    fn find_unit(&mut self, head: &Head, names: Names<'_>, lookup: &Lookup<'_>) {
        let column = head.columns.iter().any(|c| c.field == Some(Field::Section));
        if !column && !self.has(Field::Section) {
            let unit = unit::section(self.title.as_deref(), (names.sheet, names.file), lookup);
            self.values.extend(unit.map(|v| (Field::Section, v)));
        }
    }

    /// What key-values above give to all entries; who filled in the form only where it is `personal`.
    fn take_values(&mut self, pairs: &[KeyValue], personal: bool, lookup: &Lookup<'_>) {
        let others = pairs
            .iter()
            .filter(|kv| !keyvalue::asks_who_filled_in(&kv.key));
        let others: Vec<KeyValue> = others.cloned().collect();
        let named: BTreeSet<Field> = pairs
            .iter()
            .filter_map(|kv| key::field_of(&kv.key, lookup))
            .collect();
        // The section may stand behind the key of a unit.
        let may_say = |field: &Field| *field == Field::Section || named.contains(field);
        for field in FROM_ABOVE.into_iter().filter(may_say) {
            let own = if field == Field::Person && !personal {
                &others
            } else {
                pairs
            };
            let value = keyvalue::value(field, own, lookup);
            // 责任人（签字）：张一 is a signature.
            let signed = |kv: &&KeyValue| value.as_ref().is_some_and(|v| v.cell == Some(kv.cell));
            let mut signs = own.iter().filter(signed);
            let signs = field == Field::Owner && signs.any(|kv| kv.key.contains(['签', '章']));
            self.values
                .extend(value.filter(|_| !signs).map(|value| (field, value)));
        }
        self.part_labels(pairs, lookup);
    }

    /// Where no key-value names the section: the nearest line above the head that is nothing but its name.
    fn find_heading(&mut self, view: View<'_>, above: &[u32], lookup: &Lookup<'_>) {
        let lines = above.iter().rev().map(|row| view.whole_row(*row));
        let named = lines.filter(|own| own.len() == 1).find_map(|own| {
            let section = names::heading_section(&own[0].1, lookup)?;
            Some((own[0], section))
        });
        if let Some(((cell, line), section)) = named {
            let value = Value::new(line.text(), &section, Some(cell), Origin::Title);
            self.add(Field::Section, value);
        }
    }

    /// What stands down the left edge says as much as a line above the head.
    fn take_edge(&mut self, edge: Option<(CellRef, Written<'_>)>, lookup: &Lookup<'_>) {
        let Some((cell, written)) = edge else {
            return;
        };
        let line = text::squash(&written);
        let named = [
            (Field::Section, names::section_in(&line, lookup)),
            (Field::Post, names::post_in(&line)),
        ];
        for (field, name) in named {
            let name = name.filter(|_| !self.has(field));
            let value =
                name.map(|name| Value::new(written.text(), &name, Some(cell), Origin::Title));
            self.values.extend(value.map(|value| (field, value)));
        }
    }

    /// Where no key-value names the section: the title, the table before, what is sealed below, the names of sheet and file,
    /// in this order.
    fn find_section(
        &mut self,
        names: Names<'_>,
        before: Option<&Self>,
        sealed: Option<Value>,
        lookup: &Lookup<'_>,
    ) {
        let title = self.title.clone().unwrap_or_default();
        self.name_section(&title, Origin::Title, lookup);
        self.inherit(Field::Section, before);
        if let Some(sealed) = sealed {
            self.add(Field::Section, sealed);
        }
        self.name_section(names.sheet, Origin::SheetName, lookup);
        self.name_section(names.file, Origin::FileName, lookup);
    }

    /// The date of the form: what is labelled as such; else the one date around it that is nothing else's, or that of the
    /// table before. Of several none is taken, unless only one of them is labelled.
    fn find_date(
        &mut self,
        view: View<'_>,
        around: &[u32],
        pairs: &[KeyValue],
        before: Option<&Self>,
        lookup: &Lookup<'_>,
    ) {
        let labelled = labelled::find(pairs, view, lookup);
        let mut bare = unlabelled::find(view, around, lookup);
        match (labelled.as_slice(), bare.as_slice()) {
            ([one], _) => {
                self.date(one);
                // Only beside who filled it in: under a seal stands the day of the seal.
                let signed = |b: &Bare| {
                    let mut beside = pairs.iter().filter(|kv| kv.cell.row == b.cell.row);
                    beside.any(|kv| keyvalue::asks_who_filled_in(&kv.key))
                };
                bare.retain(|b| signed(b) && unlabelled::differ(one, b));
                let beside = (!bare.is_empty()).then(|| WhichDate::Beside(one.clone(), bare));
                self.which_date = beside;
            }
            ([_, ..], _) => self.which_date = Some(WhichDate::Labelled(labelled)),
            // What is labelled and cannot be read is told there.
            ([], _) if let Some(value) = keyvalue::value(Field::ReportedOn, pairs, lookup) => {
                self.values.push((Field::ReportedOn, value));
            }
            ([], []) => self.inherit(Field::ReportedOn, before),
            ([], [one]) => self.date(one),
            ([], _) => self.which_date = Some(WhichDate::Unlabelled(bare)),
        }
    }

    fn date(&mut self, date: &Bare) {
        let text = text::squash(&date.written);
        let value = Value::new(
            date.written.as_str(),
            &text,
            Some(date.cell),
            Origin::KeyValue,
        );
        self.values.push((Field::ReportedOn, value));
    }

    /// Whether a form is one person's, so that who filled it in is whom it speaks of: a card, 个人…表, or a table without
    /// anything that tells posts and owners apart.
    fn is_personal(&self, head: &Head, names: Names<'_>) -> bool {
        let is_card = head.columns.iter().any(|c| c.by == Evidence::Label);
        let filled =
            |field: &Field| head.column(*field).is_some() && !self.empty_columns.contains(field);
        let of_posts = [Field::Post, Field::Owner].iter().any(filled);
        is_card || self.titled_personal(names) || !of_posts
    }

    /// Whether title or names call a form that of a person.
    fn titled_personal(&self, names: Names<'_>) -> bool {
        let title = self.title.as_deref().unwrap_or_default();
        let titled = [title, names.sheet, names.file];
        titled.iter().any(|text| text.contains("个人"))
    }

    /// The section, where something around the table names it.
    pub fn section(&self) -> Option<&str> {
        self.value(Field::Section).map(|value| &*value.text)
    }

    /// What is said of a field around the table.
    pub fn value(&self, field: Field) -> Option<&Value> {
        let own = self.values.iter().find(|(of, _)| *of == field);
        own.map(|(_, value)| value)
    }

    fn name_section(&mut self, written: &str, origin: Origin, lookup: &Lookup<'_>) {
        if self.has(Field::Section) {
            return;
        }
        let of_title =
            || names::section_of_title(written, lookup).filter(|_| origin == Origin::Title);
        let section = names::section_in(written, lookup).or_else(of_title);
        let value = section.map(|text| Value::new(written, &text, None, origin));
        self.values.extend(value.map(|v| (Field::Section, v)));
    }

    /// What was said around the table before and holds for this one too; not what is `asked` here.
    fn take_passed_down(&mut self, head: &Head, asked: &BTreeSet<Field>, before: Option<&Self>) {
        let card_of_person = head
            .column(Field::Person)
            .is_some_and(|c| c.by == Evidence::Label);
        let other = card_of_person || self.has(Field::Person);
        let kept = |field: &Field| *field != Field::Section && (*field != Field::Post || !other);
        let kept = FROM_ABOVE.into_iter().filter(kept);
        for field in kept.filter(|field| !asked.contains(field)) {
            self.inherit(field, before);
        }
    }

    fn inherit(&mut self, field: Field, before: Option<&Self>) {
        let inherited = before
            .into_iter()
            .flat_map(|b| &b.values)
            .find(|(f, _)| *f == field && !self.has(field));
        let named = inherited.filter(|(_, v)| {
            !matches!(v.origin, Origin::SheetName | Origin::FileName)
                && !self.ends(field, v)
                && before.is_some_and(|before| self.passes_down(field, before))
        });
        let value = named.map(|(_, v)| Value {
            cell: None,
            origin: Origin::PreviousTable,
            ..v.clone()
        });
        self.values.extend(value.map(|v| (field, v)));
    }

    /// Adds what is said for all entries, unless it is known.
    pub fn add(&mut self, field: Field, value: Value) {
        if !self.has(field) {
            self.values.push((field, value));
        }
    }

    /// Whether a heading names the person.
    fn heads_persons(&self) -> bool {
        let of_heading = |(field, v): &(Field, Value)| *field == Field::Person && *v.raw != *v.text;
        self.values.iter().any(of_heading)
    }

    /// Whether a heading above this table ends what one above the table before named: 一、张一（编制岗）, 二、执行岗.
    fn ends(&self, field: Field, before: &Value) -> bool {
        let of_heading = |value: &Value| *value.raw != *value.text;
        let mut own = self.values.iter().filter(|(f, _)| HOLDERS.contains(f));
        HOLDERS.contains(&field) && of_heading(before) && own.any(|(_, value)| of_heading(value))
    }

    /// The day of the form, where it stands below this row.
    pub fn day_below(&self, row: u32) -> Option<&Value> {
        let mut days = self.values.iter().filter(|(f, _)| *f == Field::ReportedOn);
        let day = days.next().map(|(_, value)| value)?;
        let below = day.cell.is_some_and(|cell| cell.row > row);
        (below && day.origin == Origin::KeyValue).then_some(day)
    }

    fn has(&self, field: Field) -> bool {
        self.values.iter().any(|(f, _)| *f == field)
    }

    /// The values for an entry under these headings; a heading inside the table outranks what stands around it.
    pub fn values_for(&self, group: &Group, lookup: &Lookup<'_>) -> Vec<(Field, Value)> {
        let mut values = self.values.clone();
        let own = self.value(Field::Section).map(|value| value.origin);
        let stated = matches!(own, Some(Origin::KeyValue | Origin::Title));
        let counts = |(field, heading): &(Field, &Heading)| {
            let certain = || names::heads_section(&heading.raw, &heading.name, lookup);
            *field != Field::Section || !stated || certain()
        };
        for (field, heading) in group.named().filter(counts) {
            values.retain(|(f, _)| *f != field);
            let (raw, cell) = (heading.raw.as_str(), Some(heading.cell));
            let value = Value::new(raw, &heading.name, cell, Origin::Group);
            values.push((field, value));
        }
        values
    }
}
