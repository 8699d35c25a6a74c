//! Whom the files name: the roster, the leaders, everybody a form names as a person, and their posts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::words::Words;
use crate::model::{Entry, Field, Form, Roster, names_in};
use crate::policy::{Lookup, Policy};
use crate::text::{self, Projection};

/// Fields that name those in charge.
pub const IN_CHARGE: [Field; 3] = [Field::Owner, Field::Head, Field::Leader];

/// Who says so; a better source outranks what was told first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// It stands among those in charge or beside a post, and may be a name.
    Guess,
    /// A form says so.
    Form,
    /// The roster says so.
    Roster,
}

/// What is known of a person.
#[derive(Debug)]
struct Person {
    named_by: Source,
    post: Option<(Source, String)>,
}

/// Everybody who is named anywhere.
#[derive(Debug)]
pub struct People {
    /// Names as they are searched, by their first character.
    names: BTreeMap<char, BTreeMap<String, Person>>,
    /// Words that are left alone though they contain a name.
    exempt: Vec<String>,
    words: Words,
    /// Names that must not be taken up: they stand in the word that masks names.
    mask: String,
}

/// A name as it is searched.
pub fn folded(name: &str) -> String {
    Projection::squashed(name).folded().to_owned()
}

impl People {
    /// Collects the names; the forms may be dropped afterwards.
    pub fn of(forms: &[Form], policy: &Policy) -> Self {
        let public = &policy.public;
        let mut out = Self {
            names: BTreeMap::new(),
            exempt: public.not_names.iter().map(|w| folded(w)).collect(),
            words: Words::of(forms, policy),
            mask: folded(&public.mask),
        };
        out.take_roster(&policy.roster, policy.principal.as_deref());
        for name in &public.names {
            out.add(name, Source::Roster, None);
        }
        let lookup = Lookup::new(policy);
        for form in forms {
            out.take_form(form, &lookup);
        }
        out
    }

    fn take_roster(&mut self, roster: &Roster, principal: Option<&str>) {
        let role = |role: &str| Some((Source::Roster, role.to_owned()));
        for section in roster.sections() {
            for person in &section.staff {
                let post = person.post().map(|post| (Source::Roster, post));
                for name in names_in(&person.name) {
                    self.add(&name, Source::Roster, post.clone());
                }
            }
        }
        if let Some(written) = principal {
            self.take_names(written, Source::Roster, role("局主要领导").as_ref());
        }
        for section in roster.sections() {
            for (written, title) in [(&section.leader, "分管领导"), (&section.head, "科室负责人")]
            {
                let written = written.as_deref().unwrap_or("");
                self.take_names(written, Source::Roster, role(title).as_ref());
            }
        }
    }

    fn take_form(&mut self, form: &Form, lookup: &Lookup<'_>) {
        for entry in form.entries() {
            let post = entry
                .text(Field::Post)
                .map(|p| (Source::Form, p.to_owned()));
            let person = entry.text(Field::Person).unwrap_or("");
            self.take_names(person, Source::Form, post.as_ref());
            for name in self
                .words
                .beside_post(entry.text(Field::Post).unwrap_or(""))
            {
                self.add(&name, Source::Guess, None);
            }
            self.take_others(entry);
        }
        for pair in form.tables().flat_map(|t| &t.key_values) {
            if Words::asks_for_a_person(&pair.key, lookup) {
                self.take_names(&pair.value, Source::Form, None);
            }
        }
    }

    /// Names of those in charge whom nobody else names; of columns nobody could name only what begins like a name.
    fn take_others(&mut self, entry: &Entry) {
        let in_charge = IN_CHARGE.iter().filter_map(|field| entry.text(*field));
        let in_charge = in_charge.flat_map(|written| self.words.names(written));
        let in_charge = in_charge.filter(|name| self.words.may_be_a_name(name));
        let extras = entry.extras.iter();
        let extras = extras.filter(|e| Words::is_person_label(&e.label));
        let extras = extras.flat_map(|e| self.words.names(&e.text));
        let extras = extras.filter(|name| self.words.begins_like_a_name(name));
        for name in in_charge.chain(extras).collect::<Vec<_>>() {
            self.add(&name, Source::Guess, None);
        }
    }

    fn take_names(&mut self, written: &str, by: Source, post: Option<&(Source, String)>) {
        for name in self.words.names(written) {
            self.add(&name, by, post.cloned());
        }
    }

    fn add(&mut self, name: &str, by: Source, post: Option<(Source, String)>) {
        let key = folded(name);
        let Some(first) = key.chars().next() else {
            return;
        };
        if text::substance_len(&key) < 2 || self.mask.contains(&key) {
            return;
        }
        let known = self.names.entry(first).or_default();
        let person = known.entry(key).or_insert(Person {
            named_by: by,
            post: None,
        });
        person.named_by = person.named_by.max(by);
        let old = person.post.as_ref().map(|(source, _)| *source);
        if post.as_ref().map(|(source, _)| *source) > old {
            person.post = post;
        }
    }

    fn person(&self, key: &str) -> Option<&Person> {
        self.names.get(&key.chars().next()?)?.get(key)
    }

    /// Whether the roster or a form names this person, not only our reading of a column of those in charge.
    pub fn is_sure(&self, key: &str) -> bool {
        self.person(key).is_some_and(|p| p.named_by > Source::Guess)
    }

    /// The person's post, as far as it is known.
    pub fn post_of(&self, key: &str) -> Option<&str> {
        let (_, post) = self.person(key)?.post.as_ref()?;
        Some(post)
    }

    /// The words by which names and posts are told apart.
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// Where names stand in a folded text, from left to right; names that overlap are one place. Names inside a word
    /// that is left alone are none.
    pub fn places(&self, folded: &str) -> Vec<Range<usize>> {
        let exempt: BTreeSet<(usize, usize)> = self
            .exempt
            .iter()
            .flat_map(|word| folded.match_indices(word.as_str()))
            .map(|(at, word)| (at, at + word.len()))
            .collect();
        let mut out: Vec<Range<usize>> = Vec::new();
        for (at, first) in folded.char_indices() {
            let Some(names) = self.names.get(&first) else {
                continue;
            };
            let (_, rest) = folded.split_at(at);
            let here = names.keys().filter(|name| rest.starts_with(*name));
            let ends = here.map(|name| at + name.len());
            let told = |end: &usize| !exempt.iter().any(|(a, b)| *a <= at && *end <= *b);
            let Some(end) = ends.filter(told).max() else {
                continue;
            };
            match out.last_mut().filter(|last| at < last.end) {
                Some(last) => last.end = last.end.max(end),
                None => out.push(at..end),
            }
        }
        out
    }
}
