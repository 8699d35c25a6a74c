//! The policy (口径): what a bureau may set without a programmer, valid before the first form is opened (invariant 9).
//!
//! One way for every section: the embedded default and the bureau's own file are TOML, laid over each other by `merge`,
//! decoded by serde into what is written (each value with its place, every mistake reported by `reader`), and built into
//! what is valid; [`Policy`] is what the stages use, [`Lookup`] notes which settings were of use. The only place that
//! names toml, and toml_edit, with which pages change the bureau's own text (`edit`).

mod blank;
mod build;
mod carried_out;
mod category;
mod common;
mod decode;
pub mod edit;
mod fault;
mod followup;
mod grading;
mod heads;
mod levels;
mod linkage;
mod load;
mod lookup;
mod merge;
mod notices;
mod public;
mod reader;
mod rollup;
mod roster;
mod roster_book;
mod roster_words;
mod rules;
mod schema;
mod scoring;
mod sections;
mod settings;
mod source;
mod subject;
mod template;
mod words;

pub use common::{CommonSetting, CommonSettings, SettingKind, common_setting, common_settings};
pub use followup::{FollowUpPolicy, PerLevel};
pub use grading::{
    Conditions, Contradiction, Criterion, GradingPolicy, Method, Thresholds, Wanted,
};
pub use heads::{without_choice, without_option};
pub use levels::{Levels, Notation, beside_colour};
pub use linkage::{Contrast, LevelOf, LinkagePolicy, MeasuresOf, TextOf};
pub use load::DEFAULT;
pub use lookup::{LevelWord, Lookup};
pub use public::PublicPolicy;
pub use rollup::RollupPolicy;
pub use roster::checks::{ALL as ROSTER_CHECKS, SECOND_BOOK};
pub use roster_book::{RosterBook, RosterPlaces};
pub use roster_words::RosterWords;
pub use rules::{
    Adjustment, KINDS, KindInfo, Message, NAMES_UNIT, Nature, Occasion, Rule, RuleBook, Scope,
    Table, When,
};
pub use scoring::{
    Band, Counted, Evaluator, IfNone, METRICS, Metric, MetricInfo, Part, Quota, ReasonWanted,
    ScoreDimension, ScoreItem, ScoreRule, Scoring, Standing, TieRule, Undated, Veto,
};
pub use settings::{Bounds, Policy, SubjectWords, Words};
pub use source::{Problem, Source, drawn};
pub use template::Template;
pub use words::{Setting, WordSet};

use crate::text;
