//! The facts as the engine of the templates sees them. Whoever looks up a figure is noted, so that a number that is written
//! out can be told by its name: what the report says in numbers comes from the figures and from nowhere else.

use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Object, Value};

use super::facts::{Facts, Line};

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

    fn figure(&self, at: usize) -> Value {
        self.noted(|noted| noted.sought.push(at));
        match self.facts.figures[at].value {
            super::figures::Number::Count(count) => Value::from(count),
            share @ super::figures::Number::Share(_) => Value::from(share.to_string()),
        }
    }

    /// A figure whose table is not there counts nothing, and cannot be written out.
    fn lacking(&self) -> Value {
        self.noted(|noted| noted.sought.clear());
        Value::from(0)
    }

    /// A number was written out. Answers whether it is a figure that was looked up just now.
    pub fn wrote_number(&self, shown: &str) -> bool {
        self.noted(|noted| {
            let is = |at: &&usize| self.facts.figures[**at].value.to_string() == shown;
            let found = noted.sought.iter().rev().find(is).copied();
            noted.used.extend(found);
            noted.sought.clear();
            found.is_some()
        })
    }

    /// A text was written out: the figures in it count as used.
    pub fn wrote_text(&self, shown: &str) {
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

    /// All facts by their names.
    pub fn root(&self) -> Value {
        Value::from_object(Root(self.clone()))
    }
}

#[derive(Debug)]
struct Root(Watch);

impl Object for Root {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let facts = &self.0.facts;
        if let Some(at) = facts.named.get(key) {
            return Some(at.map_or_else(|| self.0.lacking(), |at| self.0.figure(at)));
        }
        if let Some(lines) = facts.lists.get(key) {
            let line = |line: &Line| Value::from_object(Row(self.0.clone(), line.clone()));
            return Some(lines.iter().map(line).collect());
        }
        let text = facts.texts.get(key).map(|text| Value::from(text.as_str()));
        text.or_else(|| facts.flags.get(key).map(|flag| Value::from(*flag)))
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }
}

#[derive(Debug)]
struct Row(Watch, Line);

impl Object for Row {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if let Some(at) = self.1.figures.get(key) {
            return Some(self.0.figure(*at));
        }
        self.1.texts.get(key).map(|text| Value::from(text.as_str()))
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }
}
