//! The policy as one file's reader asks it: every question that a setting of the user answers is noted,
//! so that settings nothing used can be reported after a run.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::levels::Sense;
use super::rules::Occasion;
use super::words::WordSet;
use super::{Policy, heads, text};
use crate::model::{Answer, Field, Level, SectionInfo};
use crate::text::Keyed;

/// What a word in a level column means on its own, by notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelWord {
    /// `(notation, level)` for each notation that knows the word as a level.
    pub known: Vec<(usize, Level)>,
    /// Notations for which the word shows a finer scale.
    pub foreign: Vec<usize>,
}

impl LevelWord {
    /// The level that it is, in the first notation that knows it.
    pub fn level(&self) -> Option<Level> {
        self.known.first().map(|(_, level)| *level)
    }

    /// Whether a notation knows it as a level.
    pub fn is_level(&self) -> bool {
        !self.known.is_empty()
    }
}

/// A policy with a note of what was used.
#[derive(Debug)]
pub struct Lookup<'p> {
    policy: &'p Policy,
    occasion: Option<Occasion>,
    used: RefCell<BTreeSet<String>>,
}

impl<'p> Lookup<'p> {
    /// The most characters that the name of a section has, where no roster lists it.
    pub const LONGEST_SECTION: usize = 16;

    /// A fresh account of use.
    pub fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            occasion: None,
            used: RefCell::new(BTreeSet::new()),
        }
    }

    /// The same on a certain day of a certain year.
    pub fn on(policy: &'p Policy, occasion: Occasion) -> Self {
        Self {
            occasion: Some(occasion),
            ..Self::new(policy)
        }
    }

    /// The day and the year, where they are known.
    pub const fn occasion(&self) -> Option<Occasion> {
        self.occasion
    }

    /// The policy itself.
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// Ids of the user's settings that answered a question.
    pub fn into_used(self) -> BTreeSet<String> {
        self.used.into_inner()
    }

    fn note(&self, id: Option<&str>) {
        if let Some(id) = id {
            self.used.borrow_mut().insert(id.to_owned());
        }
    }

    fn exact(&self, set: &WordSet, key: &str) -> bool {
        let hit = set.exact(key);
        self.note(hit.flatten());
        hit.is_some()
    }

    /// The field a head names, compared by [`text::label_key`].
    pub fn field<T: Keyed + ?Sized>(&self, label: &T) -> Option<Field> {
        let key = label.label_key();
        let labels = &self.policy.labels;
        let plain = || {
            let bare = heads::may_be_dressed(&key).then(|| heads::bare(&key))??;
            labels
                .get(&bare)
                .or_else(|| labels.get(&bare.replace('的', "")))
        };
        // 廉洁风险内容, 廉政风险内容 say no more than 风险内容.
        let undressed = || {
            let bare = ["廉洁风险", "廉政风险"]
                .iter()
                .find_map(|word| key.contains(word).then(|| key.replace(word, "风险")))?;
            labels.get(&bare)
        };
        let label = labels.get(&*key).or_else(plain).or_else(undressed)?;
        self.note(label.setting.as_deref());
        Some(label.field)
    }

    /// A head by its comparable text, without what questionnaires and people put around it: 4、风险等级（必填）.
    pub fn bare_head(&self, label: &str) -> String {
        let key = text::label_key(label);
        let bare = heads::may_be_dressed(&key).then(|| heads::bare(&key));
        bare.flatten().unwrap_or(key)
    }

    /// Whether the bureau says of a head that it is that of no field.
    pub fn is_no_field(&self, label: &str) -> bool {
        self.exact(&self.policy.words.no_fields, &text::label_key(label))
    }

    /// Whether a comparable head is that of a level which is none of a risk: 行政级别, 密级.
    pub fn is_other_level(&self, key: &str) -> bool {
        let hit = self.policy.words.other_levels.within(key);
        self.note(hit.and_then(|(_, id)| id));
        hit.is_some()
    }

    /// The known head nearest to one nobody could name, and its field.
    pub fn nearest_field(&self, label: &str) -> Option<(&'p str, Field)> {
        let labels = &self.policy.labels;
        let near = text::nearest(&text::label_key(label), labels.keys().map(String::as_str))?;
        labels
            .get_key_value(near)
            .map(|(key, label)| (key.as_str(), label.field))
    }

    /// What a word in a level column means on its own.
    pub fn level_word<T: Keyed + ?Sized>(&self, word: &T) -> LevelWord {
        let mut out = LevelWord {
            known: Vec::new(),
            foreign: Vec::new(),
        };
        let key = word.label_key();
        let levels = &self.policy.levels;
        let meanings = match levels.meanings(&key) {
            [] => levels.beside_other_words(&key),
            own => own,
        };
        for (notation, sense, id) in meanings {
            self.note(id.as_deref());
            match sense {
                Sense::Known(level) => out.known.push((*notation, *level)),
                Sense::Foreign => out.foreign.push(*notation),
            }
        }
        out
    }

    /// Whether `written` means that there is no content.
    pub fn is_blank<T: Keyed + ?Sized>(&self, written: &T) -> bool {
        let key = written.label_key();
        key.is_empty() || self.exact(&self.policy.words.blanks, &key)
    }

    /// Whether `written` means that a field has no content. To a question answered by yes or no, 无 is an answer.
    pub fn is_blank_in<T: Keyed + ?Sized>(&self, field: Field, written: &T) -> bool {
        let no = || {
            let words = &self.policy.grading.yes_no[1];
            words.exact(&written.label_key()).is_some()
        };
        self.is_blank(written) && !(field.is_yes_no() && no())
    }

    /// The answer of a field of which the level depends; none where the policy knows no such notation.
    pub fn answer(&self, field: Field, written: &str) -> Option<Answer> {
        let grading = &self.policy.grading;
        let key = text::label_key(heads::without_choice(written.trim()).unwrap_or(written));
        let head = key.split([',', ';', '(', ':', '。', '、']).next();
        let head = head.unwrap_or_default().to_owned();
        match field {
            Field::Consequence => self.consequence(&key),
            Field::Likelihood | Field::Impact => {
                let is = |set: &WordSet| self.exact(set, &key);
                let grade = grading.grades.iter().position(is)?;
                u8::try_from(grade + 1).ok().map(Answer::Grade)
            }
            // 是，但…: half an answer is none.
            _ if key.contains('但') => None,
            _ => {
                let [yes, no] = &grading.yes_no;
                match (self.exact(yes, &head), self.exact(no, &head)) {
                    (true, false) => Some(Answer::Yes),
                    (false, true) => Some(Answer::No),
                    _ => None,
                }
            }
        }
    }

    /// The one kind of consequence an answer names; several kinds, or a denial, are for a person to read.
    fn consequence(&self, key: &str) -> Option<Answer> {
        const KINDS: [Answer; 3] = [Answer::Criminal, Answer::Discipline, Answer::Internal];
        if key.contains(['不', '未', '无', '非']) {
            return None;
        }
        let sets = self.policy.grading.consequences.iter().zip(KINDS);
        let mut named = sets.filter(|(set, _)| set.within(key).is_some());
        match (named.next(), named.next()) {
            (Some((_, kind)), None) => Some(kind),
            _ => None,
        }
    }

    /// Whether `written` means the cell above.
    pub fn is_ditto<T: Keyed + ?Sized>(&self, written: &T) -> bool {
        let key = written.key();
        let bare = key.trim_start_matches('(').trim_end_matches(')');
        self.exact(&self.policy.words.dittos, text::label_of(bare))
    }

    /// The part of `written` behind a footer word at its start.
    pub fn after_footer<T: Keyed + ?Sized>(&self, written: &T) -> Option<String> {
        self.after(&self.policy.words.footers, written)
    }

    /// The part of `written` behind a word for totals at its start.
    pub fn after_total<T: Keyed + ?Sized>(&self, written: &T) -> Option<String> {
        self.after(&self.policy.words.totals, written)
    }

    /// The part of `written` behind a mark of an example at its start.
    pub fn after_example<T: Keyed + ?Sized>(&self, written: &T) -> Option<String> {
        self.after(&self.policy.words.examples, written)
    }

    fn after<T: Keyed + ?Sized>(&self, set: &WordSet, written: &T) -> Option<String> {
        let key = written.key();
        let (word, id) = set.prefix_of(&key)?;
        let rest = key.strip_prefix(word)?;
        self.note(id);
        Some(rest.to_owned())
    }

    /// The section of the roster with this name or alias.
    pub fn section(&self, name: &str) -> Option<&'p SectionInfo> {
        let found = self.policy.roster.section(name)?;
        self.note(
            self.policy
                .alias_settings
                .get(&text::key(name))
                .map(String::as_str),
        );
        Some(found)
    }

    /// The section behind the unit's own name, whole or short: 清河区财政局预算科, 财政局预算科.
    pub fn section_of_unit(&self, name: &str) -> Option<&'p SectionInfo> {
        let (unit, key) = (text::key(&self.policy.unit), text::key(name));
        let mut short = unit.char_indices().map(|(at, _)| unit.split_at(at).1);
        short.find_map(|own| {
            self.section(key.strip_prefix(own).filter(|_| own.chars().count() > 1)?)
        })
    }

    /// The one section of the roster whose name or alias stands in `written`; the longest name counts.
    pub fn section_within(&self, written: &str) -> Option<&'p SectionInfo> {
        let key = text::key(written);
        let (name, section) = self.policy.roster.section_within(&key)?;
        self.note(self.policy.alias_settings.get(name).map(String::as_str));
        Some(section)
    }

    /// Whether `name` ends like a section's name.
    pub fn looks_like_section(&self, name: &str) -> bool {
        let key = text::without_brackets(&text::key(name));
        let length = key.chars().count();
        (2..=Self::LONGEST_SECTION).contains(&length)
            && self.policy.words.section_suffixes.suffix_of(&key).is_some()
    }

    /// Whether `name` is a name that ends like a unit's.
    pub fn looks_like_unit(&self, name: &str) -> bool {
        let key = text::without_brackets(&text::key(name));
        let suffix = self.policy.words.unit_suffixes.suffix_of(&key);
        suffix.is_some_and(|(suffix, _)| suffix.len() < key.len())
    }

    /// Whether a word stands in the place of a person and names nobody: 窗口, 空缺.
    pub fn names_nobody(&self, word: &str) -> bool {
        self.policy.words.nobody.exact(&text::key(word)).is_some()
    }

    /// Whether `name` ends like a person in charge.
    pub fn looks_like_owner(&self, name: &str) -> bool {
        self.policy
            .words
            .owner_suffixes
            .suffix_of(&text::without_brackets(&text::key(name)))
            .is_some()
    }
}
