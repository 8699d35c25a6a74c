//! A rule, and what a kind of rule is: one file of `kinds` with its settings, its check and the words about both.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::message::Message;
use super::scope::{Scope, When};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::location::Place;
use crate::model::{Coverage, Entry, Field, Origin, Roster, Subject, Value};
use crate::policy::fault::Fault;
use crate::policy::reader::Reader;
use crate::policy::words::WordSet;

/// What is asked for where a level is missing.
const ONE_OF_THE_LEVELS: &str = "一级、二级、三级中选一个";

/// A kind of rule as people write it.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// Its name in the policy.
    pub name: &'static str,
    /// What it looks for.
    pub about: &'static str,
    /// Slots its message may use.
    pub slots: &'static [&'static str],
    /// Whether it looks at fields the rule names.
    pub fields: Fields,
    /// Settings it takes besides those every rule has, each with an example.
    pub settings: &'static [(&'static str, &'static str)],
    /// How what it finds lies beside what others find.
    pub nature: Nature,
    /// Compiles the settings together with what the rest of the policy says.
    pub make: fn(Reader<'_>, &Facts) -> Made,
}

/// A kind compiled, or what kept it from being so.
pub type Made = Result<Arc<dyn Kind>, Fault>;

/// Whether a kind looks at fields the rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// It knows them itself.
    Own,
    /// It may be told.
    Optional,
    /// It must be told.
    Needed,
}

/// How what a kind finds lies beside what others find at the same cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It judges the words of a text.
    Wording,
    /// It only says that a text is short; of a text that has a graver fault this need not be said.
    Slight,
    /// It misses something; where nothing could be read this need not be said.
    Blank,
    /// It is said in any case.
    Other,
}

/// What the rest of the policy says that kinds look things up in.
#[derive(Debug, Default)]
pub struct Facts {
    /// 单位全称.
    pub unit: String,
    /// 局主要领导.
    pub principal: Option<String>,
    /// Sections and staff.
    pub roster: Roster,
    /// Fields whose blank is an error.
    pub required: BTreeSet<Field>,
    /// Correct examples.
    pub examples: Arc<BTreeMap<Field, String>>,
    /// Risk categories by kind of form.
    pub categories: BTreeMap<Subject, Vec<String>>,
    /// Endings of persons in charge, and of sections.
    pub suffixes: [WordSet; 2],
}

/// What a rule looks for, compiled.
pub trait Kind: fmt::Debug + Send + Sync {
    /// What it finds in a form. One form cannot tell who handed in nothing.
    fn check(&self, _: &Rule, _: &Scope<'_>) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// What is missing, known only when all forms are together: each with the section and the values of the message.
    fn missing(&self, _: &Coverage) -> Vec<(String, Values)> {
        Vec::new()
    }

    /// Its settings by their names in the policy, as people read them; long lists are cut.
    fn settings(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Whether it asks everybody of the roster for an entry of his own.
    fn asks_everyone(&self) -> bool {
        false
    }

    /// Fewest characters it asks for.
    fn least_length(&self) -> usize {
        0
    }
}

/// Values for the slots of a message.
pub type Values = Vec<(&'static str, String)>;

/// A kind without settings of its own.
#[derive(Debug)]
pub struct Plain(pub fn(&Rule, &Scope<'_>) -> Vec<Diagnostic>);

impl Kind for Plain {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        (self.0)(rule, scope)
    }
}

impl KindInfo {
    /// A kind that takes no settings, finds nothing, and stands by itself: each kind says in what it differs.
    pub const PLAIN: Self = Self {
        name: "",
        about: "",
        slots: &[],
        fields: Fields::Own,
        settings: &[],
        nature: Nature::Other,
        make: |_, _| Ok(Arc::new(Plain(|_, _| Vec::new()))),
    };
}

/// A rule: a kind with its settings and its words.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable code.
    pub code: String,
    /// What it looks for.
    pub kind: Arc<dyn Kind>,
    /// The kind's name and explanation.
    pub info: &'static KindInfo,
    /// Fields it looks at.
    pub fields: Vec<Field>,
    /// Entries it looks at.
    pub when: When,
    /// Short name of the problem.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it says.
    pub message: Message,
    /// What to do.
    pub help: String,
    /// A correct example; where there is none, that of the field is shown.
    pub example: Option<String>,
    /// Clause of the bureau's regulation (制度条款).
    pub clause: Option<String>,
    /// Further explanation.
    pub about: Option<String>,
    /// Whether it is switched off.
    pub off: bool,
    /// Where it is written, `file:line`.
    pub line: String,
    /// Correct examples of the fields.
    pub examples: Arc<BTreeMap<Field, String>>,
}

impl Rule {
    /// A finding of this rule at `place`; `values` fill the slots of its message.
    pub fn finding(&self, place: Place, values: &[(&str, &str)]) -> Diagnostic {
        Diagnostic {
            place,
            more: Vec::new(),
            code: self.code.clone(),
            title: self.title.clone(),
            severity: self.severity,
            confidence: self.confidence,
            message: self.message.fill(values),
            help: self.help.clone(),
            found: None,
            example: self.example.clone(),
            clause: self.clause.clone(),
            rule: Some(self.line.clone()),
            section: None,
            excerpt: None,
        }
    }

    /// A finding at a field of an entry, with the text found and an example of the field.
    pub fn at_field(&self, entry: &Entry, field: Field, values: &[(&str, &str)]) -> Diagnostic {
        let mut all = vec![("field", field.title())];
        all.extend(values);
        let mut finding = self.finding(entry.place_of(field), &all);
        let written = entry.values.get(&field).map(|v| v.raw.to_string());
        finding.found = written.filter(|raw| !raw.is_empty());
        self.with_example(finding, field)
    }

    /// The finding with the policy's example of the field, where the rule has none of its own.
    pub fn with_example(&self, mut finding: Diagnostic, field: Field) -> Diagnostic {
        // An example of a level would be copied: it is for the section to say which one.
        let example = || match field {
            field if field.is_level() => Some(ONE_OF_THE_LEVELS.to_owned()),
            field => self.examples.get(&field).cloned(),
        };
        finding.example = finding.example.or_else(example);
        finding
    }

    /// The texts it looks at: of its fields, in the entry's own words. What 同上 stands for was looked at above.
    pub fn texts<'s>(
        &'s self,
        scope: &'s Scope<'_>,
    ) -> impl Iterator<Item = (&'s Entry, Field, &'s Value)> {
        scope.entries(&self.when).flat_map(|(_, entry)| {
            self.fields.iter().filter_map(move |field| {
                let value = entry.values.get(field)?;
                let counts = !value.text.is_empty() && value.origin != Origin::Ditto;
                counts.then_some((entry, *field, value))
            })
        })
    }
}
