//! What stands over contents in the row below: a kind of risk in a row of its own, steps of 评估审查 over their levels, and a
//! date in pieces beside its label.

use super::pair::Pairs;
use super::row::Row;
use crate::ingest::date;
use crate::ingest::label::Meaning;
use crate::ingest::named::Named;
use crate::location::CellRef;
use crate::model::Field;
use crate::text;

/// Columns over which a heading is merged at least.
const WIDE: u32 = 3;

impl Row<'_, '_> {
    /// Takes a kind of risk in a row of its own, across the card or counted: 一、思想道德方面. Whether it is one.
    pub fn takes_heading(&self, out: &mut Pairs) -> bool {
        let [(cell, written)] = self.cells[..] else {
            return false;
        };
        let wide = self.view.width(cell) >= WIDE || text::after_list_number(&written).is_some();
        if out.all.is_empty() || !wide || cell.col != out.known.columns.0 {
            return false;
        }
        let Some(kind) = Named::by(&written, false, self.lookup).category else {
            return false;
        };
        out.known.heading = Some((cell, kind.clone()));
        let label = (cell, written.text(), Meaning::Category(kind));
        let blank = CellRef::new(cell.row, cell.col + self.view.width(cell));
        out.push(self.view, label, (blank, ""), None);
        true
    }

    /// Takes steps of 评估审查 behind a label of levels, over their levels in the row below: 风险等级 | 个人自评 | 科室评定. Whether
    /// they are such.
    pub fn takes_steps(&self, at: usize, label: &Meaning, out: &mut Pairs) -> bool {
        let steps = self.cells.get(at..).unwrap_or_default();
        if !label.is_level() || steps.len() < 2 || self.below.is_empty() {
            return false;
        }
        let of_steps = steps.iter().map(|(_, step)| {
            Meaning::of_step(step, self.lookup).or_else(|| Meaning::of(step, self.lookup))
        });
        let meanings: Option<Vec<Meaning>> =
            of_steps.map(|m| m.filter(Meaning::is_level)).collect();
        let Some(meanings) = meanings else {
            return false;
        };
        let under = |at: CellRef| self.below.iter().find(|(own, _)| own.col == at.col);
        let levels = steps.iter().filter(|(at, _)| {
            under(*at).is_some_and(|(own, level)| own.row == self.at + 1 && self.is_level(level))
        });
        if levels.count() < self.below.len() {
            return false;
        }
        for ((step, name), meaning) in steps.iter().zip(meanings) {
            let blank = CellRef::new(self.at + 1, step.col);
            let content = under(*step).map_or((blank, ""), |(own, level)| (*own, level.text()));
            out.push(self.view, (*step, name.text(), meaning), content, None);
        }
        true
    }

    /// The date behind its label whose parts stand in cells of their own, with the number of those.
    pub fn date_in_pieces(&self, at: usize, label: &Meaning) -> Option<(CellRef, String, usize)> {
        let asks = matches!(label, Meaning::Field(Field::ReportedOn | Field::RatedOn, _));
        let cells = self.cells.get(at..).filter(|_| asks)?;
        let cells = cells.iter().map(|(cell, text)| (*cell, text.text()));
        let (own, date) = date::in_pieces(cells)?;
        Some((*own.first()?, date, own.len()))
    }
}
