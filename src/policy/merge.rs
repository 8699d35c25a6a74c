//! Lays a later file over an earlier one: tables are merged, words added, tables of one key laid over each other, and what
//! is one thing is replaced whole. Only what differs from this is named here.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Lists of tables, with the key by which a later table lies over an earlier one; all others are replaced whole.
pub(super) const KEYED: [(&str, &str); 6] = [
    ("rules", "code"),
    ("levels.notations", "name"),
    ("scoring.dimensions", "key"),
    ("scoring.evaluators", "key"),
    ("scoring.items", "code"),
    ("scoring.vetoes", "code"),
];
/// What is replaced and not added to: lists whose order matters, tables that hang together.
const REPLACED: [&str; 19] = [
    "rules.when",
    "rules.fields",
    "rules.of",
    "levels.notations.",
    "scoring.vetoes.",
    "rating.from",
    "grading.count.fields",
    "public.columns",
    "scoring.substance",
    "scoring.reasons",
    "scoring.items.by",
    "scoring.items.headings",
    "scoring.quota.groups",
    "scoring.quota.compare",
    "scoring.quota.subjects",
    "template.columns",
    "template.levels",
    "template.filling",
    "template.handing_in",
];
/// Texts that are a list of characters, and added to.
const ADDED: &str = "public.surnames";
/// What `replace = true` drops even where nothing stands in its place.
const DROPPED: [(&str, &[&str]); 4] = [
    ("fields.", &["synonyms"]),
    ("subjects.", &["titles", "categories", "sections"]),
    ("levels", &["suffixes", "scale_marks", "notations"]),
    (
        "scoring",
        &[
            "dimensions",
            "evaluators",
            "items",
            "vetoes",
            "classes",
            "quota",
        ],
    ),
];

/// What a special check has from the scheme of the year where it does not say it itself.
const INHERITED: [&str; 10] = [
    "undated",
    "leaders",
    "substance",
    "reasons",
    "if_none",
    "full",
    "evaluators",
    "bands",
    "ballots",
    "classes",
];

/// Gives special checks what they have from the scheme of the year.
pub fn inherit(document: &mut Spanned<DeValue<'_>>) {
    let DeValue::Table(document) = document.get_mut() else {
        return;
    };
    let scoring = document.get("scoring").and_then(|s| s.get_ref().as_table());
    let given: Vec<_> = scoring
        .into_iter()
        .flatten()
        .filter(|(key, _)| INHERITED.contains(&key.get_ref().as_ref()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let checks = document.get_mut("special_checks").map(Spanned::get_mut);
    let Some(DeValue::Array(checks)) = checks else {
        return;
    };
    for check in checks.iter_mut() {
        if let DeValue::Table(check) = check.get_mut() {
            for (key, value) in &given {
                if !check.contains_key(key.get_ref().as_ref()) {
                    check.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

/// Takes the places from a value: they mean nothing in a later file.
pub fn forget(value: &mut Spanned<DeValue<'_>>) {
    let mut bare = std::mem::replace(value.get_mut(), DeValue::Boolean(false));
    match &mut bare {
        DeValue::Array(items) => items.iter_mut().for_each(forget),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, value)| forget(value)),
        _ => {}
    }
    *value = Spanned::new(0..0, bare);
}

/// Lays `later` over `earlier`, but for what stands at the places of `wrong`.
pub fn lay<'d>(
    earlier: &mut Spanned<DeValue<'d>>,
    later: Spanned<DeValue<'d>>,
    wrong: &[Range<usize>],
) {
    let wrong = wrong.iter().map(|span| (span.start, span.end)).collect();
    Layer { wrong }.value("", earlier, later, false);
}

struct Layer {
    wrong: BTreeSet<(usize, usize)>,
}

impl Layer {
    fn is_wrong(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let span = value.span();
        self.wrong.contains(&(span.start, span.end))
    }

    fn value<'d>(
        &self,
        path: &str,
        earlier: &mut Spanned<DeValue<'d>>,
        later: Spanned<DeValue<'d>>,
        replace: bool,
    ) {
        let span = later.span();
        let old = std::mem::replace(earlier.get_mut(), DeValue::Boolean(false));
        let laid = match (old, later.into_inner()) {
            (DeValue::Table(old), DeValue::Table(new)) if !is_replaced(path) => {
                DeValue::Table(self.table(path, old, new))
            }
            (DeValue::Array(old), DeValue::Array(new)) => {
                DeValue::Array(self.list(path, old, new, replace))
            }
            (DeValue::String(old), DeValue::String(new)) if path == ADDED => {
                DeValue::String((old.into_owned() + &new).into())
            }
            (_, new) => new,
        };
        *earlier = Spanned::new(span, laid);
    }

    fn table<'d>(&self, path: &str, mut laid: DeTable<'d>, later: DeTable<'d>) -> DeTable<'d> {
        let replace = later.get("replace").and_then(|v| v.get_ref().as_bool()) == Some(true);
        let dropped = DROPPED
            .iter()
            .filter(|(table, _)| replace && is(table, path));
        for key in dropped.flat_map(|(_, keys)| *keys) {
            laid.remove(*key);
        }
        for (key, value) in later {
            if self.is_wrong(&value) {
                continue;
            }
            let path = format!(
                "{path}{}{}",
                if path.is_empty() { "" } else { "." },
                key.get_ref()
            );
            match laid.get_mut(key.get_ref().as_ref()) {
                Some(earlier) => self.value(&path, earlier, value, replace),
                None => drop(laid.insert(key, value)),
            }
        }
        laid
    }

    fn list<'d>(
        &self,
        path: &str,
        old: DeArray<'d>,
        new: DeArray<'d>,
        replace: bool,
    ) -> DeArray<'d> {
        let key = KEYED
            .iter()
            .find(|(list, _)| *list == path)
            .map(|(_, key)| *key);
        let tables = old.iter().any(|item| item.get_ref().is_table());
        // A list of tables without a table says nothing.
        let whole = if tables {
            key.is_none() && !new.is_empty()
        } else {
            replace || is_replaced(path)
        };
        let kept = old.into_iter().filter(|_| !whole);
        let mut laid: Vec<Spanned<DeValue<'d>>> = kept.collect();
        for item in new.into_iter().filter(|item| !self.is_wrong(item)) {
            let name = key.and_then(|key| named(&item, key)).map(str::to_owned);
            let same = name.and_then(|name| {
                laid.iter_mut()
                    .find(|old| named(old, key.unwrap_or_default()) == Some(&name))
            });
            match same {
                Some(earlier) if !is_replaced(&format!("{path}.")) => {
                    self.value(path, earlier, item, false);
                }
                Some(earlier) => *earlier = item,
                None => laid.push(item),
            }
        }
        laid.into_iter().collect()
    }
}

fn named<'t>(table: &'t Spanned<DeValue<'_>>, key: &str) -> Option<&'t str> {
    let name = table.get_ref().as_table()?.get(key)?.get_ref().as_str();
    name.filter(|name| !name.is_empty())
}

fn is_replaced(path: &str) -> bool {
    REPLACED.contains(&path)
}

/// Whether a table is meant; `fields.` means each table below `fields`.
fn is(meant: &str, path: &str) -> bool {
    meant == path || (meant.ends_with('.') && path.strip_prefix(meant).is_some())
}
