//! A line of `register.jsonl`, read back as the item it was made of, as far as the level above looks at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::location::Place;
use crate::model::{
    Answer, Basis, Carried, Entry, Extra, Field, FollowUp, Grading, Level, Origin, PartialDate,
    RegisterItem, RowSpan, UnitItem, Value,
};

/// A line of the register.
#[derive(Debug, Deserialize)]
pub struct RegisterLine {
    id: String,
    section: Option<String>,
    post: Option<String>,
    person: Option<String>,
    matter: Option<String>,
    category: Option<String>,
    risk: Option<String>,
    manifestation: Option<String>,
    level_text: Option<String>,
    /// What it reads as; the levels that count stand below.
    #[serde(rename = "level")]
    _level: Option<Level>,
    measures: Option<String>,
    owner: Option<Vec<String>>,
    head: Option<String>,
    leader: Option<String>,
    remark: Option<String>,
    reported_on: Option<PartialDate>,
    rated_on: Option<PartialDate>,
    indicator: Option<String>,
    risk_count: Option<String>,
    #[serde(default)]
    answers: BTreeMap<Field, Answer>,
    #[serde(default)]
    extras: Vec<Extra>,
    declared_level: Option<Level>,
    suggested_level: Option<Level>,
    confirmed_level: Option<Level>,
    effective_level: Option<Level>,
    basis: Basis,
    #[serde(default)]
    errors: Vec<String>,
    supervisor: Option<String>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    keys: Vec<String>,
}

impl RegisterLine {
    /// The item; `places` say where the entries it was made from stand.
    pub fn item(mut self, unit: &Arc<str>, places: &BTreeMap<String, Place>) -> UnitItem {
        let found = self.sources.iter().filter_map(|id| places.get(id));
        let places: Vec<Place> = found.cloned().collect();
        let place = places.first().cloned();
        let values = self.values();
        let entry = Entry {
            place: place.unwrap_or_else(|| Place::file(&"".into())),
            rows: RowSpan { first: 0, last: 0 },
            values,
            owners: self.owner.unwrap_or_default(),
            level_is: Basis::Declared,
            declared: self.declared_level,
            suggested: self.suggested_level,
            confirmed: self.confirmed_level,
            answers: self.answers,
            grading: Grading::default(),
            decision: None,
            reported_on: self.reported_on,
            rated_on: self.rated_on,
            extras: self.extras,
            subject: None,
        };
        let item = RegisterItem {
            id: self.id,
            keys: self.keys,
            sources: self.sources,
            entry: Arc::new(entry),
            members: Vec::new(),
            effective: self.effective_level,
            basis: self.basis,
            errors: self.errors,
            follow_up: FollowUp::default(),
            carried: Carried::default(),
            opinions: Vec::new(),
        };
        UnitItem {
            unit: Arc::clone(unit),
            item,
            supervisor: self.supervisor.unwrap_or_default(),
            places,
        }
    }

    /// Its texts by field, taken out of it.
    fn values(&mut self) -> BTreeMap<Field, Value> {
        let owners = self.owner.as_ref().map(|owners| owners.join("、"));
        let texts = [
            (Field::Section, self.section.take()),
            (Field::Post, self.post.take()),
            (Field::Person, self.person.take()),
            (Field::Matter, self.matter.take()),
            (Field::Category, self.category.take()),
            (Field::Risk, self.risk.take()),
            (Field::Manifestation, self.manifestation.take()),
            (Field::Level, self.level_text.take()),
            (Field::Measures, self.measures.take()),
            (Field::Owner, owners.filter(|o| !o.is_empty())),
            (Field::Head, self.head.take()),
            (Field::Leader, self.leader.take()),
            (Field::Remark, self.remark.take()),
            (Field::RatedOn, self.rated_on.map(|on| on.to_string())),
            (Field::ReportedOn, self.reported_on.map(|on| on.to_string())),
            (Field::Indicator, self.indicator.take()),
            (Field::RiskCount, self.risk_count.take()),
        ];
        let value = |text: String| Value::new(text.as_str(), &text, None, Origin::Combined);
        let values = texts.into_iter();
        values
            .filter_map(|(field, text)| Some((field, value(text?))))
            .collect()
    }
}
