//! What people write: the settings of a policy, decoded but not yet checked against each other.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::decode::{At, Keyed, List, Part, Set, Tables, Whole};
use super::followup::{WrittenRates, WrittenRating, WrittenSupervision};
use super::grading::WrittenGrading;
use super::linkage::WrittenLinkage;
use super::notices::WrittenNotices;
use super::public::WrittenPublic;
use super::rollup::{WrittenRollup, WrittenUnitOf};
use super::roster_words::WrittenRoster;
use super::scoring::WrittenScoring;
use super::template::WrittenTemplate;
use crate::model::{Field, SectionKind, Subject};

/// A whole policy.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    pub unit: Part<WrittenUnit>,
    pub leaders: Part<WrittenLeaders>,
    pub sections: Tables<WrittenSection>,
    pub roster: Part<WrittenRoster>,
    pub rollup: Part<WrittenRollup>,
    pub units: Tables<WrittenUnitOf>,
    pub fields: Keyed<Field, Part<WrittenField>>,
    pub subjects: Keyed<Subject, Part<WrittenSubject>>,
    pub levels: Part<WrittenLevels>,
    pub words: Part<WrittenWords>,
    /// Decoded by their kinds.
    #[serde(rename = "rules")]
    pub _rules: Tables<IgnoredAny>,
    pub entries: Part<WrittenEntries>,
    pub notices: Part<WrittenNotices>,
    pub grading: Part<WrittenGrading>,
    pub supervision: Part<WrittenSupervision>,
    pub rating: Part<WrittenRating>,
    pub spot_check: Part<WrittenRates>,
    pub linkage: Part<WrittenLinkage>,
    pub public: Part<WrittenPublic>,
    pub scoring: Part<WrittenScoring>,
    pub special_checks: Tables<WrittenScoring>,
    pub template: Part<WrittenTemplate>,
    pub reading: Part<WrittenReading>,
    pub limits: Part<WrittenLimits>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenUnit {
    pub name: Set<String>,
    pub code: Set<String>,
    pub year: Set<Whole<2000, 2100>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenLeaders {
    pub principal: Set<String>,
}

/// One section of the roster.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenSection {
    pub name: Set<String>,
    pub kind: Set<SectionKind>,
    pub class: Set<String>,
    pub aliases: List<String>,
    pub leader: Set<String>,
    pub head: Set<String>,
    pub posts: List<String>,
    pub staff: Tables<WrittenStaff>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenStaff {
    pub name: Set<String>,
    pub post: Set<String>,
    pub posts: List<String>,
}

impl WrittenStaff {
    /// The post, and the further ones.
    pub fn all_posts(&self) -> impl Iterator<Item = &At<String>> {
        self.post.as_ref().into_iter().chain(self.posts.iter())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenField {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub synonyms: List<String>,
    pub required: Set<bool>,
    pub hint: Set<String>,
    pub example: Set<String>,
}

/// A kind of form by whom it speaks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenSubject {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub titles: List<String>,
    pub categories: List<String>,
    pub sections: List<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenLevels {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub suffixes: List<String>,
    pub scale_marks: List<String>,
    pub notations: Tables<WrittenScale>,
}

/// One way to write the three levels, which may lack its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenScale {
    pub name: Set<String>,
    pub one: List<String>,
    pub two: List<String>,
    pub three: List<String>,
    pub foreign: List<String>,
}

/// One way to write the three levels.
#[derive(Debug)]
pub struct WrittenNotation {
    /// Its name.
    pub name: At<String>,
    /// Words for level one, two, three.
    pub words: [Vec<At<String>>; 3],
    /// Words that show the column has another scale.
    pub foreign: Vec<At<String>>,
}

/// The word lists.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenWords {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub blanks: List<String>,
    pub dittos: List<String>,
    pub footers: List<String>,
    pub totals: List<String>,
    pub examples: List<String>,
    pub section_suffixes: List<String>,
    pub unit_suffixes: List<String>,
    pub owner_suffixes: List<String>,
    pub step_heads: List<String>,
    pub nobody: List<String>,
    pub register_titles: List<String>,
    pub ledger_titles: List<String>,
    pub score_titles: List<String>,
    pub list_titles: List<String>,
    pub guide_titles: List<String>,
    pub card_labels: List<String>,
    pub other_dates: List<String>,
    pub export_heads: List<String>,
    pub filling_notes: List<String>,
    pub other_levels: List<String>,
    pub no_fields: List<String>,
    pub result_titles: List<String>,
    pub other_subjects: List<String>,
    pub own_subjects: List<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenEntries {
    pub with_errors: Set<WithErrors>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithErrors {
    Return,
    Register,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_field_names,
    reason = "these are the names in the policy"
)]
pub struct WrittenReading {
    pub hidden_sheets: Set<Hidden>,
    pub hidden_rows: Set<Hidden>,
    pub hidden_columns: Set<Hidden>,
}

/// Whether hidden parts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Read them and say so.
    Read,
    /// Skip them and say so.
    Skip,
}

/// A limit of what is read.
pub type Limit = Set<Whole<1, 10_000_000>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenLimits {
    pub file_mb: Limit,
    pub unpacked_mb: Limit,
    pub cells: Limit,
    pub merged_ranges: Limit,
    pub sheets: Limit,
}
