//! 登记汇总表 as data: what was registered, what was returned, which files it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Basis, CellAccount, Decision, Entry, FollowUp, FormKind, Level, Link, Member, Opinion,
    RatedFrom, RatingTerms, Retired, RowAccount, SkipKind, SpotCheck,
};

/// One registered risk point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterItem {
    /// Number in the register, `2026-0001`.
    pub id: String,
    /// By what its entries are known again.
    pub keys: Vec<String>,
    /// Ids of the entries it was made from; the first gave the values.
    pub sources: Vec<String>,
    /// The values.
    pub entry: Arc<Entry>,
    /// The entries that were merged into it, the one kept first; empty where it was made from one.
    pub members: Vec<Member>,
    /// The level that counts.
    pub effective: Option<Level>,
    /// What that level rests on.
    pub basis: Basis,
    /// Errors still to be mended, where the policy registers such entries all the same.
    pub errors: Vec<String>,
    /// What follows from its level; filled in once the register stands.
    pub follow_up: FollowUp,
    /// What last year's result passes on to it.
    pub carried: Carried,
    /// What cross checks and ballots say of it, in the order of the policy's chain and of their days.
    pub opinions: Vec<Opinion>,
}

/// What last year's result passes on to an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// From when the years of its rating are counted on.
    pub since: Option<RatedFrom>,
    /// What must be asked because something changed since.
    pub question: Option<String>,
    /// Whether its decision is last year's.
    pub decided: bool,
}

impl RegisterItem {
    /// Lays the leading group's decision on it.
    pub fn decide(&mut self, decision: Decision) {
        Arc::make_mut(&mut self.entry).decision = Some(decision);
        (self.effective, self.basis) = self.entry.effective_level();
    }

    /// The levels that count of the entries merged into it, the kept one first; none where it was made from one.
    pub fn member_levels(&self) -> Vec<Option<Level>> {
        let members = self.members.iter();
        members.map(|m| m.entry.effective_level().0).collect()
    }

    /// Whether entries of different levels were merged into it.
    pub fn levels_differ(&self) -> bool {
        let levels = self.member_levels();
        levels.iter().any(|level| *level != levels[0])
    }
}

/// An entry sent back to its section, with the reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedEntry {
    /// Id of the entry.
    pub id: String,
    /// The entry with all its data.
    pub entry: Arc<Entry>,
    /// Messages of the errors found in it, or what the leading group said.
    pub reasons: Vec<String>,
    /// Whether the leading group struck it out: no fault of its form's.
    pub struck: bool,
}

/// A row that is no entry, kept so that it can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedSource {
    /// File.
    pub file: Arc<str>,
    /// Sheet.
    pub sheet: Arc<str>,
    /// Row as Excel shows it.
    pub row: u32,
    /// Why.
    pub kind: SkipKind,
    /// What stands in it.
    pub text: String,
}

/// One input file and what became of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is for.
    pub kind: FormKind,
    /// Number of tables found.
    pub tables: usize,
    /// Lines of ledgers read from it, results of spot checks included.
    pub ledger_lines: usize,
    /// Marks of score sheets read from it.
    pub marks: usize,
    /// Lines of cross checks and ballots that were filled in.
    pub opinions: usize,
    /// Its rows.
    pub rows: RowAccount,
    /// All its cells with content.
    pub cells: CellAccount,
    /// Errors, warnings and notes found in it, in this order.
    pub findings: [usize; 3],
    /// Why nothing could be read from it, where that is so.
    pub trouble: Option<String>,
    /// The section its name says it comes from.
    pub section: Option<String>,
    /// The file that stands for this one, where both have the same content.
    pub duplicate_of: Option<Arc<str>>,
    /// The newer version that has replaced this file, or the one it is identical to.
    pub replaced_by: Option<Arc<str>>,
    /// Why it was taken for newer, in a sentence.
    pub replaced_why: Option<Arc<str>>,
}

impl InputFile {
    /// What was read from it beside entries: `台账 3 行`, `评分 40 项`. None where there was nothing of the kind.
    pub fn annex_words(&self) -> Option<String> {
        let ledger = (self.ledger_lines > 0 || self.kind == FormKind::Ledger)
            .then(|| format!("台账 {} 行", self.ledger_lines));
        let marks = (self.marks > 0 || self.kind == FormKind::ScoreSheet)
            .then(|| format!("评分 {} 项", self.marks));
        let opinions = (self.opinions > 0 || self.kind == FormKind::Opinions)
            .then(|| format!("互查、评议 {} 行", self.opinions));
        let words = ledger.into_iter().chain(marks).chain(opinions);
        let words: Vec<String> = words.collect();
        (self.trouble.is_none() && !words.is_empty()).then(|| words.join("，"))
    }
}

/// The consolidated register with its account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// Registered items, sorted by section and source.
    pub items: Vec<RegisterItem>,
    /// Entries sent back.
    pub returned: Vec<ReturnedEntry>,
    /// Pairs that were merged or may have to be, in the order of the register.
    pub links: Vec<Link>,
    /// Rows that are no entry.
    pub skipped: Vec<SkippedSource>,
    /// The files.
    pub files: Vec<InputFile>,
    /// All rows of all files.
    pub rows: RowAccount,
    /// Labels of columns nobody could name, with the number of tables that have them.
    pub unmapped: BTreeMap<String, usize>,
    /// Numbers of earlier results that stand no more.
    pub retired: Vec<Retired>,
    /// By what terms its levels are rated again.
    pub rating_terms: RatingTerms,
    /// What the spot check was drawn from.
    pub spot_check: SpotCheck,
}

impl Register {
    /// How many risk points the items of a level name.
    pub fn risk_points(&self, level: Option<Level>) -> usize {
        let items = self.items.iter().filter(|i| i.effective == level);
        items.map(|i| i.entry.risk_points()).sum()
    }
}
