//! What another program makes of our workbooks, and we of what it saves: LibreOffice recalculates the books, and saves forms
//! that people filled in under other formats; Chromium shows and prints the pages, and uses the one that is served; DuckDB, polars and Spark read the columns. Where one is not installed each test of it
//! says so and counts as ignored, which the usual harness cannot do at run time.

mod annex;
mod books;
mod browser;
mod chromium;
mod columns;
mod documents;
#[path = "../support/engines/mod.rs"]
mod engines;
mod furnished;
mod libreoffice;
mod mended;
mod pages;
mod python;
mod repeats;
mod returns;
mod review;
mod roster;
mod scores;
mod serve;
#[cfg(unix)]
mod spark;
#[path = "../support/mod.rs"]
mod support;
mod template;
mod upward;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Trial};

/// The tests, each named by its path.
macro_rules! trials {
    ($($test:path),+ $(,)?) => {
        vec![$(trial(stringify!($test), $test)),+]
    };
}

fn main() -> ExitCode {
    let mut trials = trials![
        annex::a_blank_ledger_filled_in_comes_back_exactly_from_every_format,
        annex::a_blank_score_sheet_filled_in_comes_back_exactly_from_every_format,
        books::stored_results_are_what_another_program_reckons,
        columns::duckdb_reads_every_value,
        columns::polars_reads_every_value,
        columns::spark_reads_every_value,
        documents::a_form_written_anew_by_another_program_reads_the_same,
        furnished::nothing_that_lies_in_a_form_is_lost,
        mended::every_form_at_hand_is_mended_in_another_program,
        pages::a_large_bureau_prints_on_two_sheets_too,
        pages::the_overview_fits_a_small_screen_and_prints_on_two_sheets,
        pages::the_public_page_fits_a_small_screen,
        repeats::a_choice_is_followed_whoever_saved_the_workbook,
        returns::a_form_mended_in_another_program_has_no_finding_left,
        returns::a_marked_form_saved_by_another_program_reads_as_it_came,
        review::what_the_group_decided_counts_whoever_saved_the_workbook,
        roster::a_book_filled_in_is_the_same_roster_whoever_saved_it,
        roster::the_lists_and_prompts_of_a_blank_book_are_kept,
        scores::the_samples_and_what_people_change_are_recalculated,
        serve::a_year_is_done_with_a_mouse,
        serve::all_text_is_told_from_its_ground_and_the_focus_is_seen,
        serve::every_page_fits_a_small_screen_and_is_used_by_keys,
        serve::lists_are_printed_clean_and_twice_the_size_fits,
        serve::what_is_typed_stays_and_what_is_told_is_seen,
        template::a_filled_form_comes_back_in_every_format,
        template::the_rules_the_notes_and_the_locks_are_kept,
        upward::the_report_is_opened_and_printed,
        upward::what_was_filled_in_counts_whoever_saved_the_report,
    ];
    #[cfg(unix)]
    trials.extend(trials![
        spark::the_queries_say_in_duckdb_what_the_results_say,
        spark::forty_units_of_which_one_is_broken_while_a_task_is_killed,
    ]);
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(name: &'static str, test: fn()) -> Trial {
    let [documents, upward, pages, serve] =
        ["documents", "upward", "pages", "serve"].map(|module| name.starts_with(module));
    let documents = documents || upward;
    let engine = match name {
        "spark::the_queries_say_in_duckdb_what_the_results_say" => Some("duckdb"),
        name if name.starts_with("spark::") => Some("spark"),
        name => {
            let reader = name.strip_prefix("columns::");
            reader.and_then(|reader| reader.split('_').next())
        }
    };
    Trial::ignorable_test(name, move || {
        if serve && !browser::is_installed() {
            return Ok(Completion::ignored_with("chromedriver is not installed"));
        }
        if pages || serve {
            if !chromium::is_installed() {
                return Ok(Completion::ignored_with("Chromium is not installed"));
            }
            test();
            return Ok(Completion::Completed);
        }
        if let Some(engine) = engine {
            if !columns::is_installed(engine) {
                return Ok(Completion::ignored_with(format!(
                    "{engine} is not installed"
                )));
            }
            test();
            return Ok(Completion::Completed);
        }
        if !libreoffice::is_installed() {
            return Ok(Completion::ignored_with("LibreOffice is not installed"));
        }
        if documents && !libreoffice::has_writer() {
            return Ok(Completion::ignored_with(
                "LibreOffice Writer is not installed",
            ));
        }
        test();
        Ok(Completion::Completed)
    })
}
