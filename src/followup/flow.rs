//! 权力运行流程: the steps of each matter, as the forms name them in a column beside it (环节, 流程, 步骤).
//! Nothing is made up: their order is that of the entries, and a matter beside which no step is named has none.

use std::collections::BTreeMap;

use crate::model::{Entry, Field, Flow, Flows, Register, Step};
use crate::policy::Policy;
use crate::text;

/// The matters of a register.
pub fn flows(register: &Register, policy: &Policy) -> Flows {
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut all: Vec<Flow> = Vec::new();
    for (item, registered) in register.items.iter().enumerate() {
        let entry = &registered.entry;
        let Some(matter) = entry.text(Field::Matter) else {
            continue;
        };
        let section = entry.text(Field::Section).unwrap_or_default();
        let key = (text::key(section), text::key(matter));
        let flow = *at.entry(key).or_insert_with(|| {
            all.push(Flow {
                section: section.to_owned(),
                matter: text::excerpt(matter, usize::MAX),
                steps: Vec::new(),
            });
            all.len() - 1
        });
        add(&mut all[flow].steps, step(entry, policy), item);
    }
    let mut flows = Flows::default();
    for flow in all {
        if flow.steps.iter().any(|step| step.name.is_some()) {
            flows.drawn.push(flow);
        } else {
            flows.without.push(flow);
        }
    }
    flows
}

/// Puts an item to its step; what belongs to none comes last.
fn add(steps: &mut Vec<Step>, name: Option<&str>, item: usize) {
    let key = name.map(text::key);
    let known = steps
        .iter_mut()
        .find(|step| step.name.as_deref().map(text::key) == key);
    if let Some(step) = known {
        step.items.push(item);
        return;
    }
    let new = Step {
        name: name.map(|name| text::excerpt(name, usize::MAX)),
        items: vec![item],
    };
    let nameless = steps.iter().position(|step| step.name.is_none());
    let place = nameless.filter(|_| name.is_some()).unwrap_or(steps.len());
    steps.insert(place, new);
}

/// What stands in the column of the steps.
fn step<'e>(entry: &'e Entry, policy: &Policy) -> Option<&'e str> {
    let heads = &policy.words.step_heads;
    let mut named = entry.extras.iter().filter(|extra| {
        let said = !text::key(&extra.text).is_empty();
        said && heads.suffix_of(&text::label_key(&extra.label)).is_some()
    });
    named.next().map(|extra| extra.text.trim())
}
