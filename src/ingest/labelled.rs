//! 填报日期 by its label, which may stand at a form more than once.

use super::date::DateReading;
use super::dated::date_of;
use super::keyvalue;
use super::unlabelled::{Bare, different};
use super::view::View;
use crate::model::{Field, KeyValue, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// The different dates of the form that these key-values state: those behind 填报日期, 填表时间 and the like, or else behind
/// other words for them (报送日期, 自查时间).
pub fn find(pairs: &[KeyValue], view: View<'_>, lookup: &Lookup<'_>) -> Vec<Bare> {
    let stated = |own: bool| {
        let named = keyvalue::named(pairs, Field::ReportedOn, lookup);
        let named = named.filter(|kv| text::label_key(&kv.key).starts_with('填') == own);
        let dates = named.filter_map(|kv| dated(kv, view));
        different(&dates.collect::<Vec<_>>())
    };
    let own = stated(true);
    if own.is_empty() { stated(false) } else { own }
}

fn dated(kv: &KeyValue, view: View<'_>) -> Option<Bare> {
    let (DateReading::Known(date) | DateReading::Serial(date)) = date_of(&value(kv), view) else {
        return None;
    };
    Some(Bare {
        cell: kv.cell,
        written: kv.value.clone(),
        date,
    })
}

/// The value of a key-value.
pub fn value(kv: &KeyValue) -> Value {
    let text = text::squash(&kv.value);
    Value::new(kv.value.as_str(), &text, Some(kv.cell), Origin::KeyValue)
}
