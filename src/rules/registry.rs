//! The one list of what each kind of rule does. The compiler asks for a line here when the policy gains a kind.

use super::scope::Scope;
use super::{category, dates, leader, required, roster, same, serial, title, wording};
use crate::diagnostic::Diagnostic;
use crate::policy::{Rule, RuleKind};

/// What a rule finds in a form.
pub fn apply(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    match &rule.kind {
        RuleKind::Blank => required::blank(rule, scope),
        RuleKind::NoColumn => required::no_column(rule, scope),
        RuleKind::NoSection => required::no_section(rule, scope),
        RuleKind::Unfilled => required::unfilled(rule, scope),
        RuleKind::NoneNamed => leader::none_named(rule, scope),
        RuleKind::NoLeader { words } => leader::no_leader(rule, words, scope),
        RuleKind::Pattern { patterns } => wording::pattern(rule, patterns, scope),
        RuleKind::ExampleLeft => wording::example_left(rule, scope),
        RuleKind::TooShort { min } => wording::too_short(rule, *min, scope),
        RuleKind::StockPhrases { words } => wording::stock_phrases(rule, words, scope),
        RuleKind::SameForAll { at_least } => same::same_for_all(rule, *at_least, scope),
        RuleKind::Repeats { of } => same::repeats(rule, of, scope),
        RuleKind::SameEntry => same::same_entry(rule, scope),
        RuleKind::Category => category::check(rule, scope),
        RuleKind::FutureDate => dates::future(rule, scope),
        RuleKind::OtherYear => dates::other_year(rule, scope),
        RuleKind::Outdated { years } => dates::outdated(rule, *years, scope),
        RuleKind::UnknownSection => roster::unknown_section(rule, scope),
        RuleKind::UnknownPost => roster::unknown_post(rule, scope),
        RuleKind::UnknownPerson => roster::unknown_person(rule, scope),
        RuleKind::OtherSection => roster::other_section(rule, scope),
        RuleKind::SerialRepeated => serial::repeated(rule, scope),
        RuleKind::SerialGap => serial::gap(rule, scope),
        RuleKind::TitleYear => title::year(rule, scope),
        RuleKind::TitleUnit => title::unit(rule, scope),
        // One form cannot tell who handed in nothing.
        RuleKind::SilentSection | RuleKind::SilentPerson => Vec::new(),
    }
}
