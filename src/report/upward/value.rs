//! The facts as templates call them by name. Whoever looks up a figure is noted, so that a number that is written
//! out can be told by its name: what the report says in numbers comes from the figures and from nowhere else.

use std::sync::{Arc, Mutex, PoisonError};

use super::escape::escaped;
use super::facts::{Facts, Line};
use super::figures::Number;
use crate::writer::prose::{Names, Said, Written};

/// Figures looked up since the last number was written out, and those written out, in their order.
#[derive(Debug, Default)]
struct Noted {
    sought: Vec<usize>,
    used: Vec<usize>,
}

/// What was looked up in the facts.
#[derive(Clone, Debug)]
pub struct Watch {
    facts: Arc<Facts>,
    noted: Arc<Mutex<Noted>>,
}

impl Watch {
    /// Nothing was looked up yet.
    pub fn new(facts: Arc<Facts>) -> Self {
        Self {
            facts,
            noted: Arc::default(),
        }
    }

    fn noted<T>(&self, work: impl FnOnce(&mut Noted) -> T) -> T {
        work(&mut self.noted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn figure(&self, at: usize) -> Said {
        self.noted(|noted| noted.sought.push(at));
        match self.facts.figures[at].value {
            Number::Count(count) => Said::Count(count),
            share @ Number::Share(_) => Said::Text(share.to_string()),
        }
    }

    /// A figure whose table is not there counts nothing, and cannot be written out.
    fn lacking(&self) -> Said {
        self.noted(|noted| noted.sought.clear());
        Said::Count(0)
    }

    /// What is to be written out: texts as texts, numbers only where they are figures.
    pub fn write(&self, written: Written<'_>) -> Option<String> {
        match written {
            Written::Number(shown) => self.wrote_number(shown).then(|| shown.to_owned()),
            Written::Text(text) => {
                if !self.wrote_number(text) {
                    self.wrote_text(text);
                }
                Some(escaped(text))
            }
        }
    }

    /// A number was written out. Answers whether it is a figure that was looked up just now.
    fn wrote_number(&self, shown: &str) -> bool {
        self.noted(|noted| {
            let is = |at: &&usize| self.facts.figures[**at].value.to_string() == shown;
            let found = noted.sought.iter().rev().find(is).copied();
            noted.used.extend(found);
            noted.sought.clear();
            found.is_some()
        })
    }

    /// A text was written out: the figures in it count as used.
    fn wrote_text(&self, shown: &str) {
        self.noted(|noted| {
            for at in std::mem::take(&mut noted.sought) {
                let own = self.facts.figures[at].value.to_string();
                let mut numbers = shown.split(|c: char| !(c.is_ascii_digit() || ".%".contains(c)));
                if numbers.any(|number| number == own) {
                    noted.used.push(at);
                }
            }
        });
    }

    /// The figures written out, each once, in their order.
    pub fn used(&self) -> Vec<usize> {
        let mut used = self.noted(|noted| noted.used.clone());
        let mut known = std::collections::BTreeSet::new();
        used.retain(|at| known.insert(*at));
        used
    }
}

impl Names for Watch {
    fn said(&self, name: &str) -> Option<Said> {
        let facts = &self.facts;
        if let Some(at) = facts.named.get(name) {
            return Some(at.map_or_else(|| self.lacking(), |at| self.figure(at)));
        }
        if let Some(lines) = facts.lists.get(name) {
            let lines = lines
                .iter()
                .map(|line| -> Arc<dyn Names> { Arc::new(Row(self.clone(), line.clone())) });
            return Some(Said::Lines(lines.collect()));
        }
        let text = facts.texts.get(name).cloned().map(Said::Text);
        text.or_else(|| facts.flags.get(name).copied().map(Said::Flag))
    }
}

/// A line of a list.
#[derive(Debug)]
struct Row(Watch, Line);

impl Names for Row {
    fn said(&self, name: &str) -> Option<Said> {
        let Self(watch, line) = self;
        let figure = line.figures.get(name).map(|at| watch.figure(*at));
        figure.or_else(|| line.texts.get(name).cloned().map(Said::Text))
    }
}
