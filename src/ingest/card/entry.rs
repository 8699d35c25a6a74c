//! An entry of a card in the making: what its fields say, and which rows are its own.

use std::collections::BTreeMap;

use crate::ingest::label::Meaning;
use crate::ingest::rater::{self, Rater};
use crate::ingest::tick::{self, Choice};
use crate::location::CellRef;
use crate::model::{Field, KeyValue, RowSpan};
use crate::policy::Lookup;
use crate::text;

/// What a field of an entry says.
#[derive(Clone, Debug)]
pub struct SaidOf {
    /// The label's cell.
    pub label: CellRef,
    /// The label.
    pub name: String,
    /// The content's cell.
    pub cell: CellRef,
    /// The content.
    pub text: String,
    /// Whether it speaks for all entries.
    pub shared: bool,
}

impl SaidOf {
    /// What a label says by itself.
    pub fn of_label(label: CellRef, name: &str, text: String) -> Self {
        Self {
            label,
            name: name.to_owned(),
            cell: label,
            text,
            shared: false,
        }
    }

    /// The label, made comparable.
    pub fn key(&self) -> String {
        text::label_key(&self.name)
    }

    /// The same beside the entries.
    pub fn key_value(&self) -> KeyValue {
        KeyValue {
            key: self.name.clone(),
            value: self.text.clone(),
            cell: self.cell,
        }
    }
}

/// An entry in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its rows.
    pub rows: RowSpan,
    /// The row in which it begins.
    pub at: u32,
    /// The label of its risk.
    pub label: CellRef,
    /// What it says.
    pub said: BTreeMap<Field, SaidOf>,
    /// Levels that it gives again under other labels.
    pub levels: Vec<SaidOf>,
    /// The label that stands over it and others.
    pub group: Option<CellRef>,
    /// Its number, where several are counted.
    pub number: Option<u32>,
    /// Whether no risk was written behind its label.
    pub hollow: bool,
}

impl Draft {
    /// A level that it gives again. Of two the one whose giver is known is the field's.
    pub fn add_level(&mut self, field: Field, said: &SaidOf) {
        let counts = field.is_level() && self.has(field);
        let Some(known) = self.said.get_mut(&field).filter(|_| counts) else {
            return;
        };
        let is_stranger = |said: &SaidOf| {
            let key = text::without_brackets(&text::label_key(&said.name));
            rater::of(&key) == Some(Rater::Stranger)
        };
        let mut other = said.clone();
        if is_stranger(known) && !is_stranger(&other) {
            std::mem::swap(known, &mut other);
        }
        self.levels.push(other);
    }

    /// Whether it says a field; what was left blank says nothing.
    pub fn has(&self, field: Field) -> bool {
        let said = self.said.get(&field);
        said.is_some_and(|said| !said.text.is_empty())
    }

    /// Takes what is said of a field, unless it says it already.
    pub fn fill(&mut self, field: Field, said: SaidOf) {
        if !self.has(field) {
            self.said.insert(field, said);
        }
    }

    /// Whether it stands under a label, or that label is its own: 风险点 over several rows, with its level and measures beside.
    pub fn stands_under(&self, group: Option<CellRef>) -> bool {
        self.group == group || group == Some(self.label)
    }

    /// The same; what stands under no label may be anybody's.
    pub fn stands_in(&self, group: Option<CellRef>) -> bool {
        group.is_none() || self.stands_under(group)
    }

    /// Whether it says something: a risk, or of one that was not written what belongs to it alone.
    pub fn tells(&self, lookup: &Lookup<'_>) -> bool {
        let of_it = [Field::Manifestation, Field::Level, Field::Measures];
        let own = of_it.iter().filter_map(|field| self.said.get(field));
        let mut own = own.filter(|said| !said.shared && !lookup.is_blank(&said.text));
        !self.hollow || own.any(|said| tick::choice(&said.text) != Choice::Unticked)
    }
}

/// Where no label is that of the risk, what describes it is the risk.
pub fn settle_risk(drafts: &mut [Draft]) {
    if drafts.iter().any(|d| d.said.contains_key(&Field::Risk)) {
        return;
    }
    for draft in drafts {
        let said = draft.said.remove(&Field::Manifestation);
        draft.said.extend(said.map(|said| (Field::Risk, said)));
    }
}

/// Whether a label speaks of a risk and not of the person.
pub fn of_risk(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Field(field, _) if is_of_risk(*field))
}

/// Gives what was said to several entries: said once it is said of all of them, else of each in its turn.
pub fn deal(run: &[SaidOf], field: Field, drafts: &mut [&mut Draft]) {
    // What is said once too often is said of none of them.
    if run.len() > drafts.len() {
        return;
    }
    for (at, draft) in drafts.iter_mut().enumerate() {
        let said = match run {
            [once] => Some(SaidOf {
                shared: true,
                ..once.clone()
            }),
            several => several.get(at).cloned(),
        };
        match said {
            Some(said) => draft.said.insert(field, said),
            None => draft.said.remove(&field),
        };
    }
}

/// Whether a field speaks of a risk and not of the person.
pub const fn is_of_risk(field: Field) -> bool {
    !matches!(
        field,
        Field::Person
            | Field::Section
            | Field::Post
            | Field::Head
            | Field::Leader
            | Field::ReportedOn
            | Field::RatedOn
    )
}

/// Rows with two more among them.
pub const fn joined(rows: RowSpan, one: u32, other: u32) -> RowSpan {
    let (low, high) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    RowSpan {
        first: if low < rows.first { low } else { rows.first },
        last: if high > rows.last { high } else { rows.last },
    }
}
