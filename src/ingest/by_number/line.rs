//! A line around a table that may give levels: what it is called, what it says, and whose levels they are.

use super::words;
use crate::ingest::against;
use crate::ingest::agreement::Agreed;
use crate::ingest::label::Meaning;
use crate::ingest::level;
use crate::ingest::opinions;
use crate::ingest::rater::{self, Rater};
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// A longer text is no label.
pub const LONGEST: usize = 24;
/// Labels of lines that nobody signs.
const NOTES: [&str; 8] = [
    "注",
    "备注",
    "附注",
    "说明",
    "注意",
    "填表说明",
    "情况说明",
    "其他说明",
];

/// What parts the words of a line.
const WITHIN: [char; 7] = ['，', ',', '。', '；', ';', '：', ':'];

/// One such line.
#[derive(Debug)]
pub struct Line {
    /// What it is called, as written; nothing where it has no label.
    pub label: String,
    /// Its text behind the label.
    pub text: String,
    /// Where it stands.
    pub cell: CellRef,
}

/// Whose levels a line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// Nobody is named.
    Nobody,
    /// A step of the chain.
    Step(Field),
    /// 交叉互查, 群众评议.
    Others,
    /// Somebody who has no part in the chain.
    Stranger,
}

impl Giver {
    /// The field of the levels that are given, or put in doubt.
    pub const fn field(self) -> Field {
        match self {
            Self::Step(field) => field,
            _ => Field::Level,
        }
    }
}

impl Line {
    /// Whose levels it gives.
    pub fn giver(&self, lookup: &Lookup<'_>) -> Giver {
        let key = text::label_key(text::without_list_number(self.label.trim()));
        let bare = text::without_brackets(&key);
        if bare.is_empty() || NOTES.contains(&bare.as_str()) {
            return self.by_its_words();
        }
        let own = Meaning::of(&self.label, lookup);
        if let Some(Meaning::Field(field, _)) = own
            && field.is_level()
            && rater::of(&bare) != Some(Rater::Stranger)
        {
            return if rater::of(&bare).is_none() && field == Field::Level {
                Giver::Nobody
            } else {
                Giver::Step(field)
            };
        }
        self.of_rater(rater::of(&bare))
    }

    /// Whose levels they are where the label says nothing: 经领导小组审定，第1条调整为一级.
    fn by_its_words(&self) -> Giver {
        let lead = self.text.split(WITHIN).next().unwrap_or_default();
        // 领导小组定为一级: who decides stands before the word that gives it.
        let given = words::GIVE.iter().filter_map(|verb| lead.find(verb)).min();
        let lead = given.and_then(|at| lead.get(..at)).unwrap_or(lead);
        let lead = text::label_key(lead.trim_start().trim_start_matches(['经', '由']));
        let short = lead.chars().nth(LONGEST / 2).is_none();
        match rater::of(&lead).filter(|_| short) {
            Some(Rater::Group) => self.of_rater(Some(Rater::Group)),
            _ => Giver::Nobody,
        }
    }

    fn of_rater(&self, rater: Option<Rater>) -> Giver {
        match rater {
            None => self.by_its_words(),
            Some(Rater::Others) => Giver::Others,
            Some(rater) => rater.field().map_or(Giver::Stranger, Giver::Step),
        }
    }

    /// The label shown to people.
    pub fn name(&self) -> &str {
        let label = self.label.trim().trim_end_matches([':', '：']);
        if label.is_empty() {
            "表外的说明"
        } else {
            label
        }
    }

    /// Whether it may give levels at all: cheap, for it is asked of every line around a table.
    pub fn may_give(&self, lookup: &Lookup<'_>) -> bool {
        words::may_give(&self.text)
            || (words::speaks_of_levels(&self.text) || against::objects(&self.text))
                && self.decides(lookup)
    }

    /// Whether it is what the section or the leading group says.
    pub fn decides(&self, lookup: &Lookup<'_>) -> bool {
        matches!(self.giver(lookup), Giver::Step(field) if field != Field::Level)
    }

    /// Whether it is nothing but a level that they give.
    pub fn is_bare(&self, lookup: &Lookup<'_>) -> bool {
        level::read_one(&self.text, lookup).is_some() && self.decides(lookup)
    }

    /// Whether its label asks for a level, which may be that of all entries.
    pub fn is_of_level(&self) -> bool {
        rater::ends_like_level(&text::without_brackets(&text::label_key(&self.label)))
    }
}

/// Whether a short text may be a label.
pub fn is_label(written: &str) -> bool {
    let says = words::may_give(written) || level::mentions_level(written);
    written.chars().nth(LONGEST).is_none() && !says
}

/// Whether a cell names a step of the chain by its opinion, its level or what it does: 科室意见, 领导小组审定, 群众评议.
pub fn is_step(written: Written<'_>) -> bool {
    let key = text::without_brackets(written.label());
    let signs = key.ends_with(['人', '长', '导']);
    let acts = rater::names_act(&key) || rater::ends_like_level(&key) || rater::is_bare(&key);
    let says = key.starts_with(['无', '没', '不']) || Agreed::of(&written).is_some();
    let step = rater::of(&key).filter(|rater| *rater != Rater::Own && !says);
    let known = step.is_some_and(|rater| rater != Rater::Stranger) && acts && !signs;
    is_label(&written) && step.is_some() && (known || opinions::is_opinion(&key))
}

/// Whether a label is that of an opinion or of a level.
pub fn rater_label(label: &str) -> bool {
    let key = text::label_key(label);
    key.ends_with("意见") || rater::ends_like_level(&key)
}
