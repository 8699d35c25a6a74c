//! The head of a 互查表 or 群众评议表: which column holds what, and whether it is none of a self-check form that shows the same
//! steps of 评估审查 beside its own entries.

use super::super::super::heads;
use super::super::super::rater::{self, Rater};
use super::super::super::view::{RowCells, View};
use super::label::{self, Called, Part, Said};
use crate::location::CellRef;
use crate::model::{Field, Number, Voice};
use crate::policy::Lookup;
use crate::text;

/// A row that reaches over more columns is no such head.
const WIDEST: u32 = 60;
/// A longer text is no head.
const LONGEST_LABEL: usize = 30;
/// Rows above a head in which a title is looked for.
const TITLE_ROWS: u32 = 6;
/// Rows below a head that are looked at.
const LOOKED_AT: u32 = 30;

/// The columns of such a form.
#[derive(Debug)]
pub struct Head {
    /// Its first row.
    pub first: u32,
    /// Its last row.
    pub last: u32,
    columns: Vec<(Part, u32)>,
    labels: Vec<String>,
}

impl Head {
    /// The head that begins in this row; `named` is what the names of sheet and file call the form.
    pub fn at(
        view: View<'_>,
        row: u32,
        lookup: &Lookup<'_>,
        named: Option<Called>,
    ) -> Option<Self> {
        let cells = view.whole_row(row);
        let speaks = cells
            .iter()
            .any(|(_, label)| label::may_speak(label.folded()));
        if !is_row_of_heads(&cells) || !(speaks || named.is_some()) {
            return None;
        }
        let title = called(view, row);
        let titled = title.or(named).and_then(Called::voice);
        let alone = Self::of(view, (row, row), &cells, titled, lookup);
        let grouped = cells
            .iter()
            .any(|(at, _)| view.width(*at) > 1 && view.bottom(*at) == row);
        let both = grouped.then(|| Self::of(view, (row, row + 1), &cells, titled, lookup));
        let head = match both {
            Some(both) if both.proofs() > alone.proofs() => both,
            _ => alone,
        };
        let is_own = title == Some(Called::Own);
        // A name of the file says less than what is asked: who rates himself and says what he does fills in a form of his own.
        let rates_itself = || head.has(Field::Measures) && head.names(Rater::Own, view, lookup);
        let named = named.filter(|_| !rates_itself() || head.bears_numbers(view));
        let called = title.or(named);
        (!is_own && head.is_of_opinions(view, called, lookup)).then_some(head)
    }

    fn of(
        view: View<'_>,
        (first, last): (u32, u32),
        cells: &RowCells<'_>,
        titled: Option<Voice>,
        lookup: &Lookup<'_>,
    ) -> Self {
        let left = cells.first().map_or(0, |(at, _)| at.col);
        let right = cells
            .last()
            .map_or(0, |(at, _)| at.col + view.width(*at) - 1);
        let mut columns: Vec<(Part, u32)> = Vec::new();
        let mut own = Vec::new();
        for labels in heads::labels(view, first, last, left, right) {
            let parent = labels.parent.as_deref();
            let part = label::part(&labels.own, parent, titled, lookup);
            let Some(part) = part.filter(|p| columns.iter().all(|(known, _)| known != p)) else {
                continue;
            };
            columns.push((part, labels.cell.col));
            own.push(text::label_key(&labels.own));
        }
        Self {
            first,
            last,
            columns,
            labels: own,
        }
    }

    /// Where a part stands.
    pub fn column(&self, part: Part) -> Option<u32> {
        let found = self.columns.iter().find(|(own, _)| *own == part);
        found.map(|(_, col)| *col)
    }

    /// Whether the row repeats the head, on a further page.
    pub fn is_repeated(&self, row: u32, view: View<'_>) -> bool {
        let said = |col| view.seen(CellRef::new(row, col)).map(|s| s.raw.label());
        let mut both = self.columns.iter().zip(&self.labels);
        both.all(|((_, col), label)| said(*col) == Some(label))
    }

    /// Whether the other one has the same columns, on a further page.
    pub fn repeats(&self, other: &Self) -> bool {
        (&self.columns, &self.labels) == (&other.columns, &other.labels)
    }

    fn proofs(&self) -> usize {
        self.columns
            .iter()
            .filter(|(part, _)| part.proves())
            .count()
    }

    fn has(&self, field: Field) -> bool {
        self.column(Part::About(field)).is_some()
    }

    /// Whether it asks for opinions and for nothing else: the own levels, the measures and what others say of them beside
    /// each other are the chain of a self-check form, unless the title says otherwise or the lines bear numbers of the
    /// register.
    fn is_of_opinions(&self, view: View<'_>, called: Option<Called>, lookup: &Lookup<'_>) -> bool {
        let fields = [Field::Number, Field::Section, Field::Matter, Field::Risk];
        if self.proofs() == 0 || !fields.iter().any(|field| self.has(*field)) {
            return false;
        }
        let measures = self.has(Field::Measures);
        let confirmed =
            || self.has(Field::ConfirmedLevel) || self.names(Rater::Group, view, lookup);
        if let Some(Called::Of(_)) = called {
            return !(measures && confirmed());
        }
        let parts = || self.columns.iter().map(|(part, _)| *part);
        let votes = parts().any(|p| matches!(p, Part::Level(_) | Part::Agree | Part::Against));
        if called.is_some() {
            return votes && !measures;
        }
        // Levels alone, one beside the other, are the chain as well.
        let is_level = |part| matches!(part, Part::Of(_, Said::Level | Said::Either));
        let said = parts().filter(|part| !matches!(part, Part::About(_)));
        let said: Vec<Part> = said.collect();
        let more = said.len() > 1 && !said.iter().all(|part| is_level(*part));
        (self.bears_numbers(view) || (!measures && more)) && !confirmed()
    }

    /// Whether a head names who gives a level, in words the policy has no field for.
    fn names(&self, rater: Rater, view: View<'_>, lookup: &Lookup<'_>) -> bool {
        let cells = view.whole_row(self.last);
        let of_rater = |label: &str| rater::of(&lookup.bare_head(label)) == Some(rater);
        cells.iter().any(|(_, label)| of_rater(label))
    }

    fn bears_numbers(&self, view: View<'_>) -> bool {
        let Some(col) = self.column(Part::About(Field::Number)) else {
            return false;
        };
        let rows = self.last + 1..=self.last.saturating_add(LOOKED_AT);
        let mut written = rows.filter_map(|row| view.own(CellRef::new(row, col)));
        written.any(|text| text::plain(&text).parse::<Number>().is_ok())
    }
}

/// Whether the cells of a row are heads, and neither a title nor keys with their values.
fn is_row_of_heads(cells: &RowCells<'_>) -> bool {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
        return false;
    };
    let short = |text: &str| {
        text.chars().nth(LONGEST_LABEL).is_none() && !text.contains(['：', ':']) && !text.is_empty()
    };
    cells.len() >= 3
        && last.0.col - first.0.col <= WIDEST
        && cells.iter().all(|(_, text)| short(text))
}

/// What the lines above a head call the form.
fn called(view: View<'_>, row: u32) -> Option<Called> {
    let above = (row.saturating_sub(TITLE_ROWS)..row).rev();
    let titles = above.filter_map(|row| match view.whole_row(row)[..] {
        [(_, line)] => Some(line),
        _ => None,
    });
    let mut titles = titles.filter(|line| !line.contains(['。', '；', ';', '：', ':']));
    titles.find_map(|line| Called::by(line.folded()))
}
