//! Every kind of rule. A new one is a file here and a line in the list.

mod category;
mod coverage;
mod dates;
mod leader;
mod required;
mod roster;
mod same;
mod serial;
mod settings;
mod title;
mod wording;

use super::rule::KindInfo;

/// The kind that reports a row whole; while a rule of it is followed, others say nothing of the row's blanks.
pub const WHOLE_ROWS: &str = required::UNFILLED.name;
/// Name of the kind by which a title must name the unit.
pub const NAMES_UNIT: &str = title::TITLE_UNIT.name;

/// All kinds there are.
pub const KINDS: &[KindInfo] = &[
    required::BLANK,
    required::NO_COLUMN,
    required::NO_SECTION,
    required::UNFILLED,
    leader::NONE_NAMED,
    wording::PATTERN,
    wording::EXAMPLE_LEFT,
    wording::TOO_SHORT,
    wording::STOCK_PHRASES,
    same::SAME_FOR_ALL,
    same::REPEATS,
    same::SAME_ENTRY,
    category::CATEGORY,
    leader::NO_LEADER,
    dates::FUTURE_DATE,
    dates::OTHER_YEAR,
    dates::OUTDATED,
    roster::UNKNOWN_SECTION,
    roster::UNKNOWN_POST,
    roster::UNKNOWN_PERSON,
    roster::OTHER_SECTION,
    serial::SERIAL_REPEATED,
    serial::SERIAL_GAP,
    title::TITLE_YEAR,
    title::TITLE_UNIT,
    coverage::SILENT_SECTION,
    coverage::SILENT_PERSON,
    coverage::SILENT_POST,
];
