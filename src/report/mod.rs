//! Workbooks described: from the register and its statistics to sheets, heads, lines and formulas.
//!
//! Knows the layout a bureau's office expects and nothing of Excel's bytes; the writer turns a description into a
//! file. Totals are live formulas, each with the result reckoned here.

mod annex;
mod canvas;
mod changes;
mod context;
mod entry;
mod findings;
mod flow;
mod laid;
mod links;
mod mid_year;
mod overview;
mod pair;
mod public;
mod register;
mod returned;
mod review;
mod rollup;
mod roster;
mod score;
mod spread;
mod statistics;
mod table;
mod template;
mod transcript;
mod upward;
mod widths;

pub use annex::{
    CrossCheckForm, ScoreForm, Whose, ballot_book, cross_check_book, ledger_book, score_form,
};
pub use changes::changes_book;
pub use context::{MOST_ROWS, ReportContext};
pub use findings::{
    FindingsInput, Notice, ReturnedPaths, UNKNOWN_SECTION, findings_book, for_section, notices,
};
pub use flow::flow_book;
pub use mid_year::mid_year_book;
pub use overview::{OverviewInput, overview_page};
pub use public::{public_book, public_page, units_page};
pub use register::register_book;
pub use review::review_book;
pub use rollup::{
    Part, RollupInput, UnitClasses, parts, rollup_changes_book, rollup_findings_book, rollup_page,
    rollup_public_book, rollup_register_book, rollup_statistics_book, rollup_upward,
};
pub use roster::{roster_book, roster_of};
pub use score::score_book;
pub use statistics::statistics_book;
pub use template::{BlankForm, template_book};
pub use transcript::{FoundTable, Transcript};
pub use upward::{
    Asked, Figure, Main, Number, REPORT_TEMPLATES, Templates, Upward, UpwardInput, answered,
    markdown, recall, report_names, upward,
};
