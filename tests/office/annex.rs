//! Ledgers and score sheets that were filled in and saved under another format.

use crate::libreoffice::converted;
use crate::support::annex::{
    SCHEME, assert_ledger, assert_score_sheet, ledger, ledger_filled, score_sheet,
    score_sheet_filled,
};
use crate::support::year::Year;

pub fn a_blank_ledger_filled_in_comes_back_exactly_from_every_format() {
    let year = Year::new(SCHEME);
    let book = ledger_filled(&ledger(&year));
    for format in ["ods", "xls"] {
        assert_ledger(&year, format, &converted(&[&book], format)[0]);
    }
}

pub fn a_blank_score_sheet_filled_in_comes_back_exactly_from_every_format() {
    let year = Year::new(SCHEME);
    let book = score_sheet_filled(&score_sheet(&year));
    for format in ["ods", "xls"] {
        assert_score_sheet(&year, format, &converted(&[&book], format)[0]);
    }
}
