//! 不登记: what the leading group struck out leaves the register, visibly: its rows are sent back with the reason, its number
//! stands no more, and it is told as gone.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Fate, Field, Register, Retired, ReturnedEntry, Row, RowAccount, RowSource, WrittenDecision,
};

/// Takes the items of these numbers out of the register of a year.
pub fn strike(
    register: &mut Register,
    rows: &mut [Row],
    struck: &BTreeMap<String, WrittenDecision>,
    year: i32,
) {
    if struck.is_empty() {
        return;
    }
    let files = register.files.iter_mut();
    let mut accounts: BTreeMap<Arc<str>, &mut RowAccount> = files
        .map(|file| (Arc::clone(&file.file), &mut file.rows))
        .collect();
    for row in rows {
        let written = row.register_id.as_ref().and_then(|id| struck.get(id));
        let (Some(written), RowSource::Entry(entry)) = (written, &row.source) else {
            continue;
        };
        if !matches!(row.fate, Fate::Registered | Fate::Merged) {
            continue;
        }
        register.returned.push(ReturnedEntry {
            id: row.id.clone(),
            entry: Arc::clone(entry),
            reasons: vec![reason(written)],
            struck: true,
        });
        if let Some(account) = accounts.get_mut(&row.place.file) {
            send_back(account, row.fate);
        }
        send_back(&mut register.rows, row.fate);
        row.fate = Fate::Returned;
        row.register_id = None;
    }
    // Ids grow with the rows; those of large years are longer.
    register
        .returned
        .sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    for item in register
        .items
        .extract_if(.., |i| struck.contains_key(&i.id))
    {
        register.retired.push(Retired {
            reason: Some(reason(&struck[&item.id])),
            struck: true,
            section: item
                .entry
                .text(Field::Section)
                .unwrap_or_default()
                .to_owned(),
            year: Some(year),
            id: item.id,
            keys: item.keys,
            ..Retired::default()
        });
    }
    register.retired.sort_by(|a, b| a.id.cmp(&b.id));
}

fn send_back(account: &mut RowAccount, fate: Fate) {
    match fate {
        Fate::Registered => account.registered -= 1,
        Fate::Merged => account.merged -= 1,
        Fate::Returned | Fate::Skipped => return,
    }
    account.returned += 1;
}

/// `领导小组：不登记（与防控无关；张一，2026-12-01）`.
fn reason(written: &WrittenDecision) -> String {
    let who = [
        written.by.clone(),
        written.on.map_or(String::new(), |on| on.to_string()),
    ];
    let who: Vec<String> = who.into_iter().filter(|w| !w.is_empty()).collect();
    let parts = [written.reason.clone(), who.join("，")];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let said = if parts.is_empty() {
        String::new()
    } else {
        format!("（{}）", parts.join("；"))
    };
    format!("领导小组：{}{said}", written.ruling.title())
}
