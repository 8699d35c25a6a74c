//! 清风 (qingfeng): reads the self-check sheets that departments fill in for 廉政风险防范管理, and writes
//! the consolidated register, the level statistics and the annual scores. This page is the architecture.
//!
//! # Layers
//!
//! ```text
//!  7  command line   src/bin/qingfeng/   args · commands · progress · main     the only place that names clap, prints, exits
//!  6  page           page                serve: the same use cases in a browser of this machine (owns axum, hyper, tokio)
//!  5  use cases      app                 Session: the order of stages · run · rollup · check · clean · inspect · verify · compare · template · rules · sample · init · inbox · receive
//!  4  stages (pure)  ingest  rules  grade  review  linkage  carry  changes  stats  followup  monitoring  publicity  score  report  emit  sample   never import each other
//!  3  policy         policy              TOML → valid policy; a kind of rule is a Rust file, its rules are data
//!  2  model, adapters  model · reader (owns calamine) · writer (owns rust_xlsxwriter) · columnar (owns parquet)   never import each other
//!  1  findings       diagnostic · error
//!  0  text, places   text · location · digest · quiet · allocation (owns mimalloc)
//! ```
//!
//! A module imports only from rows strictly below its own, and files need each other one way only, without a circle;
//! `tests/tidy.rs` proves it.
//!
//! # The way of a form
//!
//! ```text
//! Session::open    policy found, merged, built · day and year · the threads of --jobs, which read, compare, join and make books
//!   .forms    files ─reader→ Workbook ─ingest→ tables, entries ─rules→ findings ─grade→ suggested levels
//!                                        one function per file, in parallel (app::process); the grid is dropped here
//!   .findings what is wrong with each form, and with all of them once they are joined (`check` ends here)
//!   .outcome  joined, sorted by source ─ linkage (versions of a form; entries that are one; their numbers) → Register + links
//!             + the fate of every row → review (the leading group's decisions laid on the register; what it must still
//!             decide) → carry (what last year's result passes on) → stats → changes (this year against last year's)
//!             → followup (supervisors, next ratings, spot check) → monitoring (the half year: early signs, what is overdue)
//!             → publicity (what the public may read; what was masked in it)
//!             → score (the year by sections and posts: data, ledgers and score sheets to points with their grounds;
//!             the special checks first, whose results the year may take)
//!            → stats::work (what was done, counted), from which and from all books the upward report is written (below)
//!   .write    what `app::run` lists: report → Draft (long sheets row by row or block by block) ─writer→ .xlsx   report → Page ─writer→ .html   emit → JSON lines, Parquet
//!                                        several at once, of a large year one book after the other, while they are made into a
//!                                        sink: the staged folder of `run`, the digests of `verify`
//! ```
//!
//! Whoever watches ([`app::Progress`]) is asked before every step, every form and every file of a result whether the work
//! shall stop; then it ends with [`error::Error::Stopped`], and everything is as it was. A process told to end (Ctrl-C)
//! clears up by way of [`app::abandon`].
//!
//! # Policy
//!
//! Every section goes one way: the embedded default and the bureau's file, both TOML, are laid over each other (`merge`),
//! decoded by serde into what is written, each value with its place and every mistake reported (`reader`, `schema`, `decode`),
//! and built into what is valid (`build`). The roster may come from a book beside the file (`policy::roster`): it lies below
//! what the file says, and a mistake in it is a finding with its cell, where one in the file ends the run. A kind of rule is a file of `policy::rules::kinds` (its settings, what it looks for,
//! its words) and a line in [`policy::KINDS`]; the stage [`rules`] applies them and knows none by name.
//!
//! # Linkage
//!
//! Every text is folded once and known by its number; entries that say the same on the same matter are one node from the
//! start. Blocks (one matter of one section) are worked on in parallel, and in a large one an index of rare characters names
//! the pairs with enough in common: the cost grows with the entries, not with their pairs. Rows, items and members share
//! their entry.
//!
//! # Upward
//!
//! `report::upward` says in words what the year came to. Its figures are read off the books (a head, a line: a cell), so that
//! none is reckoned twice and each has its place; its text comes from templates (`templates/report`), over which a bureau lays
//! its own, checked before the first form is opened. A number in it that is no figure is a mistake of the template. The text is
//! parsed into an official document ([`writer::official`]), which becomes .docx and Markdown alike; what only a person can say is
//! a content control, read back by [`reader::filled`] and carried on in `data/gaps.jsonl`; what was said in the report of an earlier
//! result stands there marked until somebody has looked at it.
//!
//! # The level above
//!
//! `app::rollup` puts the results of units together; the unit (单位) is the outermost key of everything. A result folder is taken
//! by its `data/`, line by line, after its digests; registers handed in as files are sorted into units and go the way of a run,
//! each unit by itself, into data of the same kind (`rollup::registers`). What came twice is settled ([`model::UnitSummary`] says
//! how it ended). Of each unit only its counts stay in memory ([`stats::roll_up`]); tables and books read its lines again when its
//! turn comes, so that memory holds the rows of the books that are being made. A line of a table is the unit's own with `unit`
//! before it: in a roll-up `(unit, id)` is what `id` is in a result. A roll-up is an input of the next level like any result.
//!
//! # From run to run
//!
//! A risk point keeps one number for life ([`model::Number`]). What a former result knows ([`model::Former`]) is read from its
//! `data/`: that of the folder written again, and those of `--previous`. `linkage::identity` finds each item again by the
//! number printed on its form, else word for word, else as repeats are found; what fits several fits none (of equal texts one is as well as the other, and they take numbers in their order), and a number that
//! stands no more is kept in `data/numbers.jsonl` and never given again. The book of a register alone passes on as much
//! (`report::register::passed_on`, read back by `ingest::passed_on`); rectifications that are open go on (`data/ledger.jsonl`). A result keeps a copy of last year's
//! (`data/previous.json`), and of the one with which the year began (`data/start.json`), so that it can be repeated from itself: with its own register as what is known, the same numbers
//! come out.
//!
//! # Back to the section
//!
//! `run` and `check --returns` give a section its own file with the faults marked in it (`writer::marked`: parts that need no
//! mark are copied as they are packed, nothing moves) and a notice (`app::returns`). What cannot be marked safely is written
//! again at the same places (`report::Transcript`) and marked then; a cell of which it cannot be told what it says holds
//! `【请重新填写】` and is a finding (F11) until it is filled in. They are made before the books, which lead to them. When a
//! form comes back, `app::unmarked` leaves the marks out before anything is understood: they are known by their names. The list
//! names the file it was made from by its digest (and those before it), so that `linkage::submissions::returned` lets the form
//! replace that file, whatever it is called by now. `clean`
//! takes them off the file: a marked form keeps the parts that marks have changed as they came (`writer::marked::original`),
//! and a hidden column of its list says how cells looked before, which lives through other programs.
//!
//! # Beside the forms
//!
//! What a table is for is told by its head, table by table: ledgers (台账) and score sheets (评分表) come in among the forms, or
//! on the same sheet. `ingest::annex` reads them, `join` gathers them, `score` says what counts. Points are exact hundredths ([`model::Points`]); the formulas of the score book say the same as
//! [`score::settle`], which two other engines confirm (`tests/books/scores.rs`).
//!
//! # The page
//!
//! [`page`] is a second face of the use cases. Everything it shows is read from the working folder, everything it does is one
//! call of [`app`], and a page that is asked for changes nothing. The working folder is held by one page at a time
//! ([`app::Hold`]: a desk with a lock that ends with the process, cleared away by [`app::abandon`] as a result's is); the
//! result folder keeps its own lock, so that a `run` beside the page is kept out or keeps the page out. Long work (reading,
//! a run, a check) goes on in one thread of its own, watched and stopped by way of [`app::Progress`]. What is handed in is
//! written aside piece by piece, and laid into the inbox under a name that nothing has ([`app::receive`]).
//!
//! # What a page changes
//!
//! Two files that people change in other programs as well. A correction is a line of the policy file: `policy::edit` changes its
//! text, comments and order kept, and it is written where the policy's own checks accept it and the form is then read as it is
//! meant (`app::PolicyFile`, `app::correct_head`). A decision is a cell of the review workbook (`app::Ballot`): filled in where it
//! stands (`writer::marked::filled`), and read back as `--review` reads it before it takes the old one's place. Either is
//! replaced only as it was read, and given back byte for byte (`app::Held`, `app::Steps`); what was done before the program was
//! started again is undone there as well: a word taken out, a setting as it was, a row emptied. A form that is taken out of the
//! inbox lies beside it until it is put back (`app::withdraw`). Messages name what both faces offer, and what one types in a
//! terminal in brackets of its own, which a page leaves out (`text::without_command`, `tests/tidy.rs`).
//!
//! # Columns
//!
//! `run --parquet` writes the tables as columns too. Each row is described once (`emit`: what serialises to a line of JSON) and
//! goes to [`emit::Rows`], which makes a line of it or lays it into the columns of its table ([`emit::TABLES`]); what is read back from columns is the
//! line to the byte (`tests/result/parquet.rs`), and what other engines read is the same (`tests/office/columns.rs`). Beyond
//! one machine an existing engine does the work: `templates/spark` runs the units on Spark's executors and puts their tables
//! together with SQL.
//!
//! # Invariants
//!
//! 1. Imports point down; stages never import stages (`tests/tidy.rs`).
//! 2. A bad file never stops a run: it becomes a finding, and so does a fault of the program's own in the work on one file
//!    (`tests/reader`, `tests/commands`).
//! 3. Parsing returns a value and findings; it never fails: the types say so.
//! 4. A [`reader::Grid`] is absolute: row 0, column 0 of a worksheet is A1; in a document that is the row
//!    [`location::CellRef::TABLE_TOP`], and the lines above a table stand in the rows before it.
//! 5. Every [`model::Value`] knows its cell and how it was come by.
//! 6. Nothing is lost: rows read = registered + merged + returned + skipped, and every cell with content, counted before
//!    anything is understood, is taken for one thing ([`model::CellAccount`]; as properties in `tests/forms/account.rs` and
//!    `tests/commands/anything.rs`); every row merged away has its link, and one choice takes it back (`tests/stages/linkage`).
//! 7. Stages are pure: no file, clock or randomness; date, year and seed come in through `app`.
//! 8. Same inputs, same bytes, whatever the jobs and the order of the paths (`tests/commands/run.rs`); a result can be
//!    repeated from itself and the forms, which `verify` does.
//! 9. The policy is valid before the first form is opened (`tests/policy`).
//! 10. The original text is kept beside every normalised value, and the level declared, suggested and confirmed beside each
//!     other; input files are never written to, nor a review workbook whose decisions were not read (`tests/commands/review.rs`).
//! 11. A result is whole or not there: staged, flushed, switched under a lock that ends with the process; what a killed run
//!     began the next start finishes or takes back. What people put into the folder or wrote into a book stays
//!     (`app::result`, `tests/result`).
//! 12. One owner per foreign crate: calamine → reader, rust_xlsxwriter → writer, minijinja → writer (`template`: what pages look like stands in `templates/page/` and `templates/serve/`; `prose`: what the upward report says, in `templates/report/`), zip and quick-xml → reader and writer (a form handed in is marked in its own package, `writer::marked`), toml → policy (and sample, for its own words), toml_edit → policy, parquet → columnar, clap → the binary, axum, hyper and tokio → page (and what opens things on Windows). The reader's
//!     guard gives calamine a package of its own making.
//! 13. No slice of a text by bytes: a cut inside a Chinese character ends the program (`clippy::string_slice`).

#![warn(clippy::string_slice)]

mod allocation;
pub mod app;
pub mod carry;
pub mod changes;
pub mod columnar;
pub mod diagnostic;
pub mod digest;
pub mod emit;
pub mod error;
pub mod followup;
pub mod grade;
pub mod ingest;
pub mod linkage;
pub mod location;
pub mod model;
pub mod monitoring;
pub mod page;
pub mod policy;
pub mod publicity;
pub mod quiet;
pub mod reader;
pub mod report;
pub mod review;
pub mod rules;
pub mod sample;
pub mod score;
pub mod stats;
pub mod text;
pub mod writer;
