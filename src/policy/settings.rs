//! A valid policy: what the stages use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::followup::FollowUpPolicy;
use super::grading::GradingPolicy;
use super::levels::Levels;
use super::linkage::LinkagePolicy;
use super::notices::Reply;
use super::public::PublicPolicy;
use super::rollup::RollupPolicy;
use super::roster_book::RosterBook;
use super::roster_words::RosterWords;
use super::rules::{Occasion, RuleBook, Scope, WHOLE_ROWS};
use super::scoring::Scoring;
use super::template::Template;
use super::words::{Setting, WordSet};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Field, Form, FormTable, Roster, Subject};
use crate::text;

/// A head and the field it names.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) field: Field,
    pub(super) setting: Option<String>,
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
    /// Endings of the heads of columns that name a step (环节) of a matter.
    pub step_heads: WordSet,
    /// Words that stand in the place of a person and name nobody.
    pub nobody: WordSet,
    /// Titles of consolidated registers.
    pub register_titles: WordSet,
    /// Titles of ledgers.
    pub ledger_titles: WordSet,
    /// Titles of score sheets.
    pub score_titles: WordSet,
    /// Titles of lists that are drawn from a register and stand beside it.
    pub list_titles: WordSet,
    /// Names of sheets that explain and report nothing.
    pub guide_titles: WordSet,
    /// Labels on cards of what a person is, which nobody asks for here.
    pub card_labels: WordSet,
    /// Words beside dates that are no dates of forms.
    pub other_dates: WordSet,
    /// Heads that programs for online forms add by themselves.
    pub export_heads: WordSet,
    /// Words of the rows under a head that tell how to fill in its columns.
    pub filling_notes: WordSet,
    /// Words in heads of levels that are not those of a risk.
    pub other_levels: WordSet,
    /// Heads of columns that are none of an entry, whatever stands below them.
    pub no_fields: WordSet,
    /// Titles of statistics, lists of findings and public editions, which repeat what a register says.
    pub result_titles: WordSet,
    /// Words that name other work in titles and names: 内部控制, 保密.
    pub other_subjects: WordSet,
    /// Words that say that a form is of this work, whatever else it names.
    pub own_subjects: WordSet,
}

/// How a kind of form is known, and what it may say.
#[derive(Clone, Debug, Default)]
pub struct SubjectWords {
    /// Words in its title.
    pub titles: Vec<String>,
    /// Risk categories (风险类别) allowed in it; all are where none is named.
    pub categories: Vec<String>,
    /// Names of the section that stands for it; the first is that of a form which names none.
    pub sections: Vec<String>,
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
    /// 单位代码, before the numbers of the register; may be empty.
    pub unit_code: String,
    /// 年度.
    pub year: Option<i32>,
    /// 局主要领导.
    pub principal: Option<String>,
    /// Sections and staff; empty by default.
    pub roster: Roster,
    /// The book the roster was read from, where there is one.
    pub book: Option<RosterBook>,
    /// How such a book is written.
    pub roster_words: RosterWords,
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
    /// Schemes of special checks (专项考核), in the order in which they are written.
    pub special_checks: Vec<Scoring>,
    /// The blank forms.
    pub template: Template,
    /// Whose results this level collects, and how they are put together.
    pub rollup: RollupPolicy,
    /// Until when sections are asked to answer.
    pub reply: Reply,
    /// Whether entries with errors are registered, marked, instead of returned.
    pub register_errors: bool,
    /// Settings of the user's file whose use is noted.
    pub settings: Vec<Setting>,
    pub(super) subjects: BTreeMap<Subject, SubjectWords>,
    /// The policy's own name of each category, by what people add nothing to.
    pub(super) category_names: BTreeMap<String, String>,
    pub(super) hints: BTreeMap<Field, String>,
    pub(super) examples: Arc<BTreeMap<Field, String>>,
    pub(super) labels: BTreeMap<String, Label>,
    pub(super) alias_settings: BTreeMap<String, String>,
}

impl Policy {
    /// Name of the user's file without its folders: the result must not depend on where a folder lies.
    pub fn file_name(&self) -> Option<&str> {
        self.file
            .as_deref()
            .and_then(|f| f.rsplit(['/', '\\']).next())
    }

    /// What is wrong with the roster book.
    pub fn roster_findings(&self) -> &[Diagnostic] {
        self.book.as_ref().map_or(&[], |book| &book.findings)
    }

    /// Where the roster names a section, or a person or post of it: the cell of the roster book, else the policy's file.
    pub fn roster_place(&self, section: &str, member: Option<&str>) -> Place {
        let book = self.book.as_ref();
        let said = book.and_then(|book| {
            let section = self.roster.section(section)?;
            book.places.find(section, member)
        });
        said.cloned()
            .unwrap_or_else(|| Place::file(&self.file_name().unwrap_or("花名册").into()))
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

    /// Whether a section of this name is 局领导班子, unless the roster says otherwise.
    pub(super) fn is_leadership_name(&self, name: &str) -> bool {
        let unit = self.subjects.get(&Subject::Unit);
        let known = unit.into_iter().flat_map(|s| &s.sections);
        let key = text::key(name);
        known.map(|n| text::key(n)).any(|known| known == key)
    }

    /// The section of a form of the whole unit (三重一大), by its title or the name of its sheet or file: the leading group of
    /// the roster, else the name the policy has for one. None where it is no such form.
    pub fn leadership_in(&self, written: &str) -> Option<&str> {
        let key = text::key(written);
        // 局属各单位廉政风险点 is that of the units below.
        let below = ["各", "所属", "下属", "直属", "局属", "基层"];
        let own = |title: &String| {
            let before = key.split_once(&text::key(title));
            before.is_some_and(|(before, _)| !below.iter().any(|word| before.ends_with(word)))
        };
        if !self.titles(Subject::Unit).iter().any(own) {
            return None;
        }
        let own = self.roster.leadership().map(|s| s.name.as_str());
        let usual = || self.subjects.get(&Subject::Unit)?.sections.first();
        own.or_else(|| usual().map(String::as_str))
    }

    /// Settings of the user's file that are not among `used`, in the order of their lines.
    pub fn unused<'p>(&'p self, used: &BTreeSet<String>) -> Vec<&'p Setting> {
        self.settings
            .iter()
            .filter(|s| !used.contains(&s.id))
            .collect()
    }

    /// The tables of a form as the rules look at them.
    pub fn scope<'f>(&self, form: &'f Form, occasion: Occasion) -> Scope<'f> {
        // A form that does not say is taken for a section's.
        let subject = |table: &FormTable| self.subject(table).unwrap_or(Subject::Section);
        let mut rules = self.rule_book.active();
        let whole_rows = rules.any(|rule| rule.info.name == WHOLE_ROWS);
        Scope::new(form, subject, occasion, whole_rows)
    }
}
