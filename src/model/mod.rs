//! The nouns of the trade: fields, values, entries, forms, levels, the roster, the register, statistics.
//! Plain data with a few questions it can answer about itself; no stage's logic lives here.

mod about;
mod account;
mod annex;
mod book;
mod change;
mod column;
mod date;
mod entry;
mod field;
mod flow;
mod followup;
mod form;
mod former;
mod grading;
mod level;
mod meant;
mod merge;
mod mid_year;
mod number;
mod opinion;
mod passed_on;
mod points;
mod publicity;
mod rank;
mod reading;
mod register;
mod review;
mod roster;
mod row;
mod score;
mod statistics;
mod subject;
mod unit;
mod voice;

pub use about::About;
pub use account::{CellAccount, Claim, Fate, RowAccount, SkipKind};
pub use annex::{
    Annex, CHECK_HEADS, CheckLine, Disposition, LedgerEntry, LedgerField, LedgerKind, MARK_HEADS,
    MARK_KEYS, Mark, ScoreSheet,
};
pub use book::Book;
pub use change::{BothTexts, Change, ChangeClass};
pub use column::{Column, Evidence};
pub use date::PartialDate;
pub use entry::{Entry, Extra, Heard, Origin, RowSpan, Value};
pub use field::Field;
pub use flow::{Flow, Flows, Step};
pub use followup::{
    Checked, FollowUp, Rating, RatingBasis, RatingStatus, RatingTerms, Role, SpotCheck,
    SpotCheckResult, Stratum, Supervisor,
};
pub use form::{Form, FormKind, FormSheet, FormTable, KeyValue, OtherTable, SkippedRow};
pub use former::{Former, FormerDecision, RatedFrom, Retired, Standing};
pub use grading::{Answer, Decision, Grading, Reason};
pub use level::{Basis, Level};
pub use meant::{Meant, Unmeant};
pub use merge::{
    Choice, Comparison, DecidedPair, Link, Linkage, Member, PAIR_HEADS, PAIR_QUESTIONS, PairId,
    PairReview, Proposal, UnusedChoice, Verdict, WrittenChoice, policy_lines,
};
pub use mid_year::{Handling, MidYear, Overdue, SectionMonitoring};
pub use number::Number;
pub use opinion::{BALLOT_HEADS, CROSS_CHECK_HEADS, CROSS_CHECK_KEYS, Opinion, OpinionLine, Votes};
pub use passed_on::{CHOICES_SHEET, NumberState, PASSED_ON_HEADS, PASSED_ON_SHEET};
pub use points::Points;
pub use publicity::{PublicColumn, PublicItem};
pub use rank::{RANKS, is_rank};
pub use reading::{Layout, Reading};
pub use register::{Carried, InputFile, Register, RegisterItem, ReturnedEntry, SkippedSource};
pub use review::{
    REPORTED_AGAIN, REVIEW_HEADS, REVIEW_LEVELS, REVIEW_QUESTION, REVIEW_STROKE, REVIEW_WHOLE,
    Review, ReviewId, ReviewItem, Ruling, Settled, Stroke, Unused, WrittenDecision,
};
pub use roster::{Roster, SectionInfo, SectionKind, Staff, names_in, names_person};
pub use row::{Row, RowSource, StandIn};
pub use score::{
    Case, EvaluatorMark, ItemScore, Score, ScoreResult, Scorecard, Scored, ScoredKind, VetoScore,
};
pub use statistics::{
    BandCount, CheckCount, Counted, Coverage, CoverageBasis, CrossRow, CrossTab, Dimension, Done,
    ItemLines, LevelCounts, SectionCoverage, Statistics, Work,
};
pub use subject::Subject;
pub use unit::{
    HandedIn, Outlier, UnitChange, UnitCounts, UnitInfo, UnitItem, UnitPublic, UnitRoster,
    UnitScore, UnitSummary,
};
pub use voice::Voice;
