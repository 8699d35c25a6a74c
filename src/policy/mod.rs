//! The policy (口径): what a bureau may set without a programmer, valid before the first form is opened (invariant 9).
//!
//! `schema` is what people write, `compile` lays the user's file over the embedded default and finds contradictions,
//! [`Policy`] is what the stages use, [`Lookup`] notes which settings were of use. The only place that names toml.

mod compile;
mod decode;
mod followup;
mod grading;
mod levels;
mod linkage;
mod lookup;
mod public;
mod rules;
mod schema;
mod scoring;
mod source;
mod subject;
mod template;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use followup::{FollowUpPolicy, PerLevel};
pub use grading::{
    Conditions, Contradiction, Criterion, GradingPolicy, Method, Thresholds, Wanted,
};
pub use levels::{Levels, Notation};
pub use linkage::{LevelOf, LinkagePolicy, MeasuresOf, TextOf};
pub use lookup::{LevelWord, Lookup};
pub use public::PublicPolicy;
pub use rules::{Adjustment, KINDS, KindInfo, Message, Rule, RuleBook, RuleKind, When};
pub use scoring::{
    Band, Evaluator, IfNone, METRICS, Metric, MetricInfo, Part, Quota, ReasonWanted,
    ScoreDimension, ScoreItem, ScoreRule, Scoring, TieRule, Undated, Veto,
};
pub use source::Source;
pub use template::Template;
pub use words::{Setting, WordSet};

use crate::diagnostic::Check;
use crate::error::Error;
use crate::model::{Field, Roster, Subject};
use crate::text;

/// The embedded default policy, which is also the reference of all settings.
pub const DEFAULT: &str = include_str!("../../templates/policy.toml");

/// A head and the field it names.
#[derive(Clone, Debug)]
struct Label {
    field: Field,
    setting: Option<String>,
}

/// The word lists.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// 无, `/` and the like.
    pub blanks: WordSet,
    /// 同上, 〃.
    pub dittos: WordSet,
    /// First words of rows below a table.
    pub footers: WordSet,
    /// 合计, 小计.
    pub totals: WordSet,
    /// Marks of an example row.
    pub examples: WordSet,
    /// Endings of section names.
    pub section_suffixes: WordSet,
    /// Endings of unit names.
    pub unit_suffixes: WordSet,
    /// Endings of persons in charge.
    pub owner_suffixes: WordSet,
    /// Titles of consolidated registers.
    pub register_titles: WordSet,
    /// Titles of ledgers.
    pub ledger_titles: WordSet,
    /// Titles of score sheets.
    pub score_titles: WordSet,
    /// Titles of review workbooks.
    pub review_titles: WordSet,
    /// Titles of lists that are drawn from a register and stand beside it.
    pub list_titles: WordSet,
    /// Names of sheets that explain and report nothing.
    pub guide_titles: WordSet,
    /// Titles of statistics, lists of findings and public editions, which repeat what a register says.
    pub result_titles: WordSet,
}

/// How a kind of form is known, and what it may say.
#[derive(Clone, Debug, Default)]
pub struct SubjectWords {
    /// Words in its title.
    pub titles: Vec<String>,
    /// Risk categories (风险类别) allowed in it; all are where none is named.
    pub categories: Vec<String>,
}

/// What is read, and how much of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Whether hidden sheets are read.
    pub hidden_sheets: bool,
    /// Whether hidden rows are read.
    pub hidden_rows: bool,
    /// Whether hidden columns are read.
    pub hidden_columns: bool,
    /// Largest file, in MB.
    pub file_mb: u64,
    /// Largest unpacked package, in MB.
    pub unpacked_mb: u64,
    /// Most cells in a file.
    pub cells: u64,
    /// Most merged ranges in a file.
    pub merged_ranges: u64,
    /// Most sheets in a file.
    pub sheets: u64,
}

/// A valid policy.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Name of the user's file, if there is one.
    pub file: Option<String>,
    /// Text of the user's file, empty without one.
    pub text: String,
    /// 单位全称; may be empty.
    pub unit: String,
    /// 年度.
    pub year: Option<i32>,
    /// 局主要领导.
    pub principal: Option<String>,
    /// Sections and staff; empty by default.
    pub roster: Roster,
    /// Fields whose blank is an error.
    pub required: BTreeSet<Field>,
    /// Notations of levels.
    pub levels: Levels,
    /// Word lists.
    pub words: Words,
    /// Rules for hidden parts, and limits.
    pub bounds: Bounds,
    /// Heads the user's file takes from one field and gives to another, in words.
    pub moved: Vec<String>,
    /// Rules, and what is changed about the checks made while reading.
    pub rule_book: RuleBook,
    /// How levels are suggested.
    pub grading: GradingPolicy,
    /// What follows from a level.
    pub follow_up: FollowUpPolicy,
    /// When two entries are one, and what becomes of them.
    pub linkage: LinkagePolicy,
    /// The public edition, and how names are kept out of it.
    pub public: PublicPolicy,
    /// The scheme of the year-end scores.
    pub scoring: Scoring,
    /// The blank forms.
    pub template: Template,
    /// Whether entries with errors are registered, marked, instead of returned.
    pub register_errors: bool,
    /// Settings of the user's file whose use is noted.
    pub settings: Vec<Setting>,
    subjects: BTreeMap<Subject, SubjectWords>,
    hints: BTreeMap<Field, String>,
    examples: BTreeMap<Field, String>,
    labels: BTreeMap<String, Label>,
    alias_settings: BTreeMap<String, String>,
}

impl Policy {
    /// The embedded default alone.
    ///
    /// # Errors
    /// Only if the embedded text itself is not valid, which a test rules out.
    pub fn embedded() -> Result<Self, Error> {
        Self::layered(None, &[])
    }

    /// The default with the user's file over it. `checks` are the checks the program makes while reading, which the
    /// file may adjust.
    ///
    /// # Errors
    /// [`Error::Policy`] with every problem, its line, and what to write instead.
    pub fn from_source(source: &Source, checks: &[&'static Check]) -> Result<Self, Error> {
        Self::layered(Some(source), checks)
    }

    /// The default, with the user's file over it if there is one.
    ///
    /// # Errors
    /// As [`Policy::from_source`].
    pub fn layered(user: Option<&Source>, checks: &[&'static Check]) -> Result<Self, Error> {
        let default = Source {
            name: "内置默认口径".to_owned(),
            text: DEFAULT.to_owned(),
        };
        let mut problems = Vec::new();
        let mut layers = vec![compile::Layer {
            written: schema::decode(&default, &mut problems),
            source: &default,
            user: None,
        }];
        if let Some(source) = user {
            layers.push(compile::Layer {
                written: schema::decode(source, &mut problems),
                source,
                user: Some(source),
            });
        }
        let mut policy = compile::compile(&layers, checks, &mut problems);
        policy.file = user.map(|s| s.name.clone());
        policy.text = user.map(|s| s.text.clone()).unwrap_or_default();
        if problems.is_empty() {
            return Ok(policy);
        }
        problems.sort_by_key(|p| p.span.start);
        Err(Error::Policy(source::render(
            user.unwrap_or(&default),
            &problems,
        )))
    }

    /// Name of the user's file without its folders: the result must not depend on where a folder lies.
    pub fn file_name(&self) -> Option<&str> {
        self.file
            .as_deref()
            .and_then(|f| f.rsplit(['/', '\\']).next())
    }

    /// What to write in a field (填写说明).
    pub fn hint(&self, field: Field) -> Option<&str> {
        self.hints.get(&field).map(String::as_str)
    }

    /// A correct example of a field.
    pub fn example(&self, field: Field) -> Option<&str> {
        self.examples.get(&field).map(String::as_str)
    }

    /// Words by which the titles of a kind of form are known.
    pub fn titles(&self, subject: Subject) -> &[String] {
        self.subjects.get(&subject).map_or(&[], |s| &s.titles)
    }

    /// Risk categories allowed for a kind of form; empty where any may be written.
    pub fn categories(&self, subject: Subject) -> &[String] {
        self.subjects.get(&subject).map_or(&[], |s| &s.categories)
    }

    /// Settings of the user's file that are not among `used`, in the order of their lines.
    pub fn unused<'p>(&'p self, used: &BTreeSet<String>) -> Vec<&'p Setting> {
        self.settings
            .iter()
            .filter(|s| !used.contains(&s.id))
            .collect()
    }
}
