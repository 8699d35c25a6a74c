//! 风险类别: each kind of form looks for its own categories of risk (查找).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Roster, Subject};
use crate::policy::category::bare;
use crate::policy::rules::rule::{Facts, Kind, KindInfo, Rule};
use crate::policy::rules::scope::{Scope, Table};
use crate::text;

/// The risk category is not allowed for the kind of form.
pub const CATEGORY: KindInfo = KindInfo {
    name: "category",
    about: "风险类别不在这种自查表（单位、科室、个人）可用的类别之中，类别见 subjects。",
    slots: &["text", "subject", "allowed"],
    make: |_, facts| Ok(Arc::new(Category::new(facts))),
    ..KindInfo::PLAIN
};

/// The categories allowed by kind of form, and those of a section's table that names a person in each row.
#[derive(Debug)]
struct Category {
    own: BTreeMap<Subject, Allowed>,
    by_person: Allowed,
    /// Those of the leading group, whose members may also name those of persons; and its names.
    of_leaders: Allowed,
    leaders: Roster,
}

/// Categories as they are written, and by their comparable keys.
#[derive(Debug)]
struct Allowed {
    shown: Vec<String>,
    keys: Vec<String>,
}

impl Allowed {
    fn new(shown: Vec<String>) -> Self {
        let keys = shown.iter().map(|c| bare(c)).collect();
        Self { shown, keys }
    }
}

impl Category {
    fn new(facts: &Facts) -> Self {
        let of = |subject| facts.categories.get(&subject).cloned().unwrap_or_default();
        let with_persons = |own| {
            let mut both: Vec<String> = of(own);
            if !both.is_empty() {
                let persons = of(Subject::Person).into_iter();
                let new: Vec<String> = persons.filter(|c| !both.contains(c)).collect();
                both.extend(new);
            }
            Allowed::new(both)
        };
        let leaders = facts.roster.sections().iter();
        let leaders = leaders.filter(|s| s.is_leadership()).cloned().collect();
        Self {
            own: Subject::ALL.map(|s| (s, Allowed::new(of(s)))).into(),
            by_person: with_persons(Subject::Section),
            of_leaders: with_persons(Subject::Unit),
            leaders,
        }
    }

    /// The categories open to an entry; any where there are none.
    fn allowed(&self, table: &Table<'_>, entry: &Entry) -> Option<&Allowed> {
        let by_person = entry.text(Field::Person).is_some();
        let section = entry.text(Field::Section);
        let of_leader = by_person && section.is_some_and(|s| self.leaders.is_leadership(s));
        let allowed = if of_leader {
            Some(&self.of_leaders)
        } else if by_person && table.subject == Subject::Section {
            Some(&self.by_person)
        } else {
            self.own.get(&table.subject)
        };
        allowed.filter(|allowed| !allowed.shown.is_empty())
    }
}

impl Kind for Category {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let found = scope.entries(&rule.when).filter_map(|(table, entry)| {
            let named = entry.text(Field::Category)?;
            let allowed = self.allowed(table, entry)?;
            let is_strange = |part: &&str| {
                let own = bare(part);
                !own.is_empty() && !allowed.keys.contains(&own)
            };
            let strange = named.split(text::is_list_mark).map(str::trim);
            let strange: Vec<&str> = strange.filter(is_strange).collect();
            (!strange.is_empty()).then(|| {
                let values = [
                    ("text", text::excerpt(&strange.join("、"), 20)),
                    ("subject", table.subject.title().to_owned()),
                    ("allowed", allowed.shown.join("、")),
                ];
                let values = values
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str()));
                let mut finding = rule.at_field(entry, Field::Category, &values);
                finding.example = Some(allowed.shown.join(" 或 "));
                finding
            })
        });
        found.collect()
    }
}
