//! Lists of words in a document: a word added as the others are written, or taken out without what is noted beside the others.

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::tables;

/// Adds a word to a list, which is made where it is not there. None where something else stands there.
pub fn add(
    table: &mut dyn TableLike,
    list: &str,
    word: &str,
    same: impl Fn(&str) -> bool,
) -> Option<()> {
    if table.get(list).is_none() {
        table.insert(list, Item::Value(Array::new().into()));
    }
    let list = table.get_mut(list)?.as_array_mut()?;
    if !list.iter().filter_map(Value::as_str).any(same) {
        push(list, word);
    }
    Some(())
}

/// Adds a word at the end, on a line of its own where the others have one; what is noted behind the last one stays there.
fn push(list: &mut Array, word: &str) {
    let Some(end) = list.iter().last() else {
        list.push(word);
        return;
    };
    let before = end
        .decor()
        .prefix()
        .and_then(|p| p.as_str())
        .unwrap_or_default();
    let own_line = before
        .rsplit_once('\n')
        .map(|(_, indent)| format!("\n{indent}"));
    let behind = list.trailing().as_str().unwrap_or_default().to_owned();
    let noted = behind.contains('#');
    let mut prefix = own_line.unwrap_or_else(|| {
        if noted {
            "\n  ".to_owned()
        } else {
            " ".to_owned()
        }
    });
    if noted {
        prefix.insert_str(0, behind.trim_end());
        list.set_trailing("\n");
    }
    list.push_formatted(Value::from(word).decorated(prefix, ""));
}

/// Takes words out of a list, where there is one.
pub fn drop_all(list: Option<&mut Item>, is_out: impl Fn(&str) -> bool) {
    let Some(list) = list.and_then(Item::as_array_mut) else {
        return;
    };
    let found = |list: &Array| list.iter().position(|v| v.as_str().is_some_and(&is_out));
    while let Some(at) = found(list) {
        let gone = list.remove(at);
        let before = |value: &Value| {
            let prefix = value.decor().prefix().and_then(|p| p.as_str());
            prefix.unwrap_or_default().to_owned()
        };
        let notes = before(&gone);
        let notes = notes.trim_end();
        match list.get_mut(at) {
            Some(next) => {
                let own = before(next);
                let own = if at == 0 {
                    own.trim_start_matches(' ')
                } else {
                    &own
                };
                next.decor_mut().set_prefix(format!("{notes}{own}"));
            }
            None if !notes.is_empty() => {
                let behind = list.trailing().as_str().unwrap_or_default().to_owned();
                let gap = if behind.starts_with('\n') { "" } else { "\n" };
                list.set_trailing(format!("{notes}{gap}{behind}"));
            }
            None => {}
        }
    }
}

/// Takes a word out of the list at a path.
pub fn take_out(document: &mut DocumentMut, path: &str, word: &str) -> Option<()> {
    let (above, list) = path.rsplit_once('.')?;
    let table = tables::at(document, above)?;
    drop_all(table.get_mut(list), |own| own == word);
    Some(())
}
