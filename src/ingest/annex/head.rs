//! The head of a ledger: which column holds what, by the words of the policy, and where a word may mean two things by what
//! stands below it.

use std::ops::RangeInclusive;

use super::deadline::{self, Deadline};
use super::disposition;
use crate::location::CellRef;
use crate::model::{Disposition, LedgerField, LedgerKind};
use crate::policy::{Lookup, WordSet};
use crate::text;

use super::super::listed::Labels;
use super::super::view::View;

/// Fewest columns that make a row a head.
const FEWEST: usize = 3;
/// Rows below a head that are looked at.
const LOOKED_AT: usize = 100;
/// A known word of fewer characters is no part of another label.
const SHORTEST: usize = 2;

/// The columns of a ledger.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Its last row.
    pub row: u32,
    columns: Vec<(LedgerField, u32)>,
    /// Columns that are ticked, each of one kind of disposition: 警示提醒 | 诫勉谈话 | 责令整改.
    pub ticked: Vec<(Disposition, u32)>,
    /// How many columns that only a ledger has are named by a word of the policy.
    proofs: usize,
    /// Whether its labels speak of early signs.
    monitors: bool,
    /// The column of kinds, where its label may as well say how a matter stands: 处理结果.
    unsure: Option<u32>,
}

/// A column with what its label may mean, each with the rank of the word.
type Label = (u32, Vec<(LedgerField, usize)>);

impl Head {
    /// The head that begins in this row; none where there is nothing like the head of a ledger. Where `named` says that
    /// title or names call it a ledger, labels that only contain the words of the policy count too.
    pub fn at(
        view: View<'_>,
        row: u32,
        labels: &Labels<'_>,
        lookup: &Lookup<'_>,
        named: bool,
    ) -> Option<Self> {
        let upper = known(labels, lookup);
        let lower = below(view, row, lookup);
        let alone = settle(&upper, |_, fields| fields[0]);
        let joined = lower.as_ref().map(|lower| over(view, row, &upper, lower));
        let both = joined.as_ref().filter(|both| {
            // Lines above a head name a column at most.
            alone.len() >= 2 && (is_head(&alone) || is_head(&settle(both, |_, f| f[0])))
        });
        let (last, exact) = match both {
            Some(both) => (row + 1, both),
            None => (row, &upper),
        };
        let is_state = |(_, fields): &&Label| matches!(fields[..], [(LedgerField::Done, _)]);
        let state = exact.iter().find(is_state).map(|(col, _)| *col);
        let content = Content {
            view,
            head: last,
            state,
            lookup,
        };
        let mut columns = settle(exact, |col, fields| content.field(col, fields));
        let proofs = columns.iter().filter(|(field, _)| proves(*field)).count();
        // A row of contents has numbers and dates.
        let bare = |(_, label): &(u32, &str)| !label.contains(|c: char| c.is_ascii_digit());
        if named && labels.all().iter().all(bare) {
            loosely(&mut columns, view, last, lookup);
        }
        is_head(&columns).then(|| Self {
            row: last,
            ticked: ticked(view, last, &columns, lookup),
            monitors: monitors(view, row..=last, &columns, lookup),
            unsure: unsure(exact, &columns),
            columns,
            proofs,
        })
    }

    /// Which ledger it is: a sanction has a kind; a problem that is put right has none, but a measure or a deadline. Where
    /// labels do not tell, `titled` says whether the title speaks of early signs. What became of an early sign, though it be
    /// 谈话提醒, is no sanction: such a column then says how the matter stands.
    pub fn settle_kind(&mut self, titled: bool) -> LedgerKind {
        use LedgerField as F;
        let early = self.monitors || titled;
        if let Some(col) = self.unsure.filter(|_| early) {
            let mut columns = self.columns.iter_mut();
            if let Some((field, _)) = columns.find(|(_, own)| *own == col) {
                *field = F::Done;
            }
        }
        let has = |field| self.column(field).is_some();
        let righted = has(F::Measure) || has(F::Deadline) || has(F::Done);
        if has(F::Kind) || !self.ticked.is_empty() {
            LedgerKind::Disposition
        } else if early {
            LedgerKind::Monitoring
        } else if has(F::On) && !righted {
            LedgerKind::Disposition
        } else {
            LedgerKind::Rectification
        }
    }

    /// How many of its columns only a ledger has.
    pub const fn proofs(&self) -> usize {
        self.proofs
    }

    /// Whether the other one has the same columns.
    pub fn repeats(&self, other: &Self) -> bool {
        self.columns == other.columns
    }

    /// The column of a field.
    pub fn column(&self, field: LedgerField) -> Option<u32> {
        let own = self.columns.iter().find(|(f, _)| *f == field);
        own.map(|(_, col)| *col)
    }

    /// Whether a row is a head, which may be repeated on every printed page.
    pub fn is_at(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
        let known = known(&Labels::at(view, row), lookup);
        is_head(&settle(&known, |_, fields| fields[0]))
    }

    /// All columns with what they hold.
    pub fn columns(&self) -> impl Iterator<Item = (LedgerField, u32)> {
        self.columns.iter().copied()
    }
}

/// Whether a label of what was found, when, how, or of what was done about it speaks of early signs: 监控日期, 苗头性问题.
fn monitors(
    view: View<'_>,
    rows: RangeInclusive<u32>,
    columns: &[(LedgerField, u32)],
    lookup: &Lookup<'_>,
) -> bool {
    use LedgerField as F;
    let words = &lookup.policy().scoring.monitoring;
    let telling = columns
        .iter()
        .filter(|(field, _)| matches!(field, F::On | F::Channel | F::Ground | F::Measure));
    let telling: Vec<u32> = telling.map(|(_, col)| *col).collect();
    let labels: Vec<Labels<'_>> = rows.map(|row| Labels::at(view, row)).collect();
    let mut labels = labels.iter().flat_map(Labels::all);
    labels.any(|(col, label)| telling.contains(col) && words.within(label).is_some())
}

/// The column that was taken for the kinds of disposition though its label, and no other, may say how a matter stands.
fn unsure(labels: &[Label], columns: &[(LedgerField, u32)]) -> Option<u32> {
    let has = |wanted: LedgerField| columns.iter().find(|(field, _)| *field == wanted);
    let (_, col) = has(LedgerField::Kind).filter(|_| has(LedgerField::Done).is_none())?;
    let (_, fields) = labels.iter().find(|(own, _)| own == col)?;
    let states = fields.iter().any(|(field, _)| *field == LedgerField::Done);
    states.then_some(*col)
}

const fn proves(field: LedgerField) -> bool {
    use LedgerField as F;
    matches!(
        field,
        F::Kind | F::On | F::Channel | F::Ground | F::Deadline | F::Done | F::ClosedOn
    )
}

fn is_head(columns: &[(LedgerField, u32)]) -> bool {
    let has = |fields: &[LedgerField]| columns.iter().any(|(f, _)| fields.contains(f));
    columns.len() >= FEWEST
        && has(&[LedgerField::Ground, LedgerField::Kind])
        && has(&[
            LedgerField::Section,
            LedgerField::Post,
            LedgerField::Person,
            LedgerField::Measure,
        ])
}

/// The labels of a row that the policy knows.
fn known(labels: &Labels<'_>, lookup: &Lookup<'_>) -> Vec<Label> {
    let all = labels.all().iter();
    all.filter_map(|(col, label)| Some((*col, fields(label, lookup)?.to_vec())))
        .collect()
}

/// The row below, where it goes on with the head: 整改情况 over 是否销号, 销号日期. All of it is known, or the columns beside
/// it are merged down.
fn below(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<Vec<Label>> {
    let cells = view.whole_row(row + 1);
    let lower = known(&Labels::at(view, row + 1), lookup);
    let upper = view.whole_row(row);
    let down = upper.iter().any(|(at, _)| view.bottom(*at) == row + 1);
    let under = |at: CellRef| {
        let wide = |(up, _): &(CellRef, _)| {
            let width = view.width(*up);
            width > 1 && (up.col..up.col + width).contains(&at.col)
        };
        upper.iter().any(wide)
    };
    let all = !lower.is_empty() && lower.len() == cells.len();
    let merged = down && !cells.is_empty() && cells.iter().all(|(at, _)| under(*at));
    (all || merged).then_some(lower)
}

/// The labels of two rows: what stands below is more exact than what stands above it.
fn over(view: View<'_>, row: u32, upper: &[Label], lower: &[Label]) -> Vec<Label> {
    let kept = upper.iter().filter(|(col, fields)| {
        let width = view.width(CellRef::new(row, *col));
        let covered = |(below, more): &Label| {
            (*col..*col + width).contains(below) || more.iter().any(|m| m.0 == fields[0].0)
        };
        !lower.iter().any(covered)
    });
    kept.chain(lower).cloned().collect()
}

/// One column for each field. Where two columns may be one field, the word that stands first in the policy counts: 责任单位
/// before 牵头单位, 是否销号 before 进度. Words that may mean two things come after those that mean one; `choose` decides what
/// is still open.
fn settle(
    labels: &[Label],
    choose: impl Fn(u32, &[LedgerField]) -> LedgerField,
) -> Vec<(LedgerField, u32)> {
    let mut best: Vec<(LedgerField, usize, u32)> = Vec::new();
    let single = labels.iter().filter(|(_, fields)| fields.len() == 1);
    for (col, fields) in single {
        let (field, rank) = fields[0];
        match best.iter_mut().find(|(f, ..)| *f == field) {
            Some(own) if rank < own.1 => *own = (field, rank, *col),
            Some(_) => {}
            None => best.push((field, rank, *col)),
        }
    }
    for (col, fields) in labels.iter().filter(|(_, fields)| fields.len() > 1) {
        let free = |field: &LedgerField| best.iter().all(|(f, ..)| f != field);
        let open: Vec<LedgerField> = fields.iter().map(|(f, _)| *f).filter(free).collect();
        let field = match open.as_slice() {
            [] => continue,
            [field] => *field,
            several => choose(*col, several),
        };
        best.push((field, 0, *col));
    }
    let columns = best.into_iter().map(|(field, _, col)| (field, col));
    columns.collect()
}

/// What stands below a head.
struct Content<'a> {
    view: View<'a>,
    /// The last row of the head.
    head: u32,
    /// The column that says whether a matter is closed, where nothing else is meant by it.
    state: Option<u32>,
    lookup: &'a Lookup<'a>,
}

impl Content<'_> {
    /// Which field a column is by what stands in it: 处理结果 with 已整改 says how it stands, 完成时间 with 9月底前 until when.
    fn field(&self, col: u32, open: &[LedgerField]) -> LedgerField {
        let scoring = &self.lookup.policy().scoring;
        let rows = self.view.grid().rows_in(self.head + 1..);
        let rows: Vec<u32> = rows.take(LOOKED_AT).collect();
        let said = |row: u32, col: u32| Some(self.view.seen(CellRef::new(row, col))?.raw.text());
        let any = |is: &dyn Fn(u32, &str) -> bool| {
            let mut told = rows.iter().filter_map(|row| Some((*row, said(*row, col)?)));
            told.any(|(row, text)| is(row, text))
        };
        let is_state = |text: &str, of: &[WordSet]| {
            let key = text::label_key(text);
            of.iter().any(|set| set.exact(&key).is_some())
        };
        let has = |field| open.contains(&field);
        if has(LedgerField::Kind) && has(LedgerField::Done) {
            let kinds = any(&|_, text| disposition::read(text, scoring).is_ok());
            return if !kinds && any(&|_, text| is_state(text, &scoring.closed)) {
                LedgerField::Done
            } else {
                LedgerField::Kind
            };
        }
        if has(LedgerField::Deadline) && has(LedgerField::ClosedOn) {
            let within = |text: &str| {
                let ends = text.trim_end().ends_with(['前', '底', '末', '内', '旬']);
                ends || deadline::read(text, None, &scoring.within) == Deadline::Words
            };
            // The day of what is still open is one that was set.
            let is_open = |row: u32, text: &str| {
                let state = self.state.and_then(|col| said(row, col));
                let open = state.is_some_and(|state| is_state(state, &scoring.closed[1..]));
                open && !self.lookup.is_blank(text)
            };
            return if any(&|row, text| within(text) || is_open(row, text)) {
                LedgerField::Deadline
            } else {
                LedgerField::ClosedOn
            };
        }
        open[0]
    }
}

/// The columns of a head without 处置方式 that are named by kinds of disposition, where there are several.
fn ticked(
    view: View<'_>,
    row: u32,
    columns: &[(LedgerField, u32)],
    lookup: &Lookup<'_>,
) -> Vec<(Disposition, u32)> {
    if columns.iter().any(|(field, _)| *field == LedgerField::Kind) {
        return Vec::new();
    }
    let scoring = &lookup.policy().scoring;
    let labels = Labels::at(view, row);
    let kinds = labels.all().iter().filter_map(|(col, label)| {
        match disposition::read(label, scoring).as_deref() {
            Ok([kind]) => Some((*kind, *col)),
            _ => None,
        }
    });
    let kinds: Vec<(Disposition, u32)> = kinds.collect();
    if kinds.len() > 1 { kinds } else { Vec::new() }
}

/// Adds columns whose labels end with words of the policy, or else contain them: 问题整改责任科室.
fn loosely(columns: &mut Vec<(LedgerField, u32)>, view: View<'_>, row: u32, lookup: &Lookup<'_>) {
    let heads = &lookup.policy().scoring.heads;
    let labels = Labels::at(view, row);
    for ends in [true, false] {
        for (col, label) in labels.all() {
            if columns.iter().any(|(_, own)| own == col) {
                continue;
            }
            let free = |field: LedgerField| columns.iter().all(|(own, _)| *own != field);
            let words = heads.iter().filter(|(word, _)| {
                let fits = if ends {
                    label.ends_with(*word)
                } else {
                    label.contains(*word)
                };
                fits && word.chars().count() >= SHORTEST
            });
            let open = words.filter_map(|(word, fields)| {
                let field = fields.iter().map(|(f, _)| *f).find(|f| free(*f))?;
                Some((word.len(), field))
            });
            if let Some((_, field)) = open.max_by_key(|(len, _)| *len) {
                columns.push((field, *col));
            }
        }
    }
}

/// Whether a comparable label means anything.
pub fn is_known(label: &str, lookup: &Lookup<'_>) -> bool {
    fields(label, lookup).is_some()
}

/// What a comparable label may mean, each with the rank of the word among those for it.
fn fields<'p>(label: &str, lookup: &Lookup<'p>) -> Option<&'p [(LedgerField, usize)]> {
    let heads = &lookup.policy().scoring.heads;
    let bare = || {
        let bare = label
            .contains(text::BRACKETS)
            .then(|| text::without_brackets(label));
        let bare = bare.as_deref().unwrap_or(label);
        heads.get(bare.trim_start_matches('*'))
    };
    heads.get(label).or_else(bare).map(Vec::as_slice)
}

/// The cell of a field in a row.
pub fn cell(head: &Head, row: u32, field: LedgerField) -> Option<CellRef> {
    head.column(field).map(|col| CellRef::new(row, col))
}
