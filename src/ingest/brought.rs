//! What a table of measures brings to the risks of another: nothing that it says is lost.

use crate::model::{Entry, Extra, Field, FormTable, Origin, Value};

/// What a table of measures is called.
pub fn title(table: &FormTable) -> &str {
    table.title.as_deref().unwrap_or("措施表")
}

/// Gives an entry what another table says of it: where it says nothing itself the value is its own, else it is kept beside
/// it. Cells of another sheet are none of its own.
pub fn give(own: &Entry, table: &FormTable, target: &mut Entry) {
    let elsewhere = own.place.sheet.as_deref();
    let elsewhere = elsewhere.filter(|_| own.place.sheet != target.place.sheet);
    let told = own.values.iter().filter(|(_, v)| !v.text.is_empty());
    for (field, value) in told.filter(|(f, _)| **f != Field::Seq) {
        let mut value = value.clone();
        let at = value.cell;
        if elsewhere.is_some() {
            value.cell = None;
            value.origin = Origin::OtherSheet;
        }
        match target.values.get_mut(field).filter(|v| !v.text.is_empty()) {
            None if says(table, *field) => {
                target.values.insert(*field, value);
                take_over(own, *field, target);
            }
            Some(known) if *field == Field::Measures => {
                let text = format!("{}\n{}", &*known.text, &*value.text);
                *known = Value::new(text.as_str(), &text, known.cell, known.origin);
            }
            Some(known) if known.text.folded() == value.text.folded() => {}
            _ => {
                let label = format!(
                    "{}：{}",
                    elsewhere.unwrap_or(title(table)),
                    label(table, *field)
                );
                let in_rows = at.filter(|_| stands_in_rows(own, *field));
                let extra = in_rows.map(|at| Extra::new(&label, &*value.raw, at));
                target.extras.extend(extra);
            }
        }
    }
    for owner in &own.owners {
        if !target.owners.contains(owner) {
            target.owners.push(owner.clone());
        }
    }
    let extras = own.extras.iter().map(|extra| Extra {
        label: elsewhere.map_or_else(
            || extra.label.clone(),
            |sheet| format!("{sheet}：{}", extra.label),
        ),
        ..extra.clone()
    });
    target.extras.extend(extras);
}

/// Whether a table says this of risks: a level only in a column of its own, which it has where they have none.
fn says(table: &FormTable, field: Field) -> bool {
    let rated = [Field::Level, Field::ConfirmedLevel].contains(&field);
    let own = table.columns.iter().any(|c| c.field == Some(field));
    !field.is_level() || (rated && own)
}

/// What was read of a value goes with it.
fn take_over(own: &Entry, field: Field, target: &mut Entry) {
    match field {
        Field::ReportedOn => target.reported_on = own.reported_on,
        Field::RatedOn => target.rated_on = own.rated_on,
        Field::Level => (target.declared, target.level_is) = (own.declared, own.level_is),
        Field::ConfirmedLevel => target.confirmed = own.confirmed,
        _ => {
            let answer = own.answers.get(&field).copied();
            target.answers.extend(answer.map(|answer| (field, answer)));
        }
    }
}

/// The head of a field's column.
fn label(table: &FormTable, field: Field) -> &str {
    let column = table.columns.iter().find(|c| c.field == Some(field));
    column.map_or(field.title(), |c| &c.label)
}

/// Whether a value stands in the rows of the table; what stands around it is kept with the table.
fn stands_in_rows(own: &Entry, field: Field) -> bool {
    let origin = own.values.get(&field).map(|v| v.origin);
    let rows = [Origin::Cell, Origin::Merged, Origin::Ditto, Origin::Group];
    origin.is_some_and(|origin| rows.contains(&origin))
}
