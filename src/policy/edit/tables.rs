//! The tables of a document: found by their path, made at its end where they are not there, settings in them put out of use.

use std::ops::Range;

use toml_edit::{ArrayOfTables, Document, DocumentMut, InlineTable, Item, Table, TableLike};

use super::super::merge::KEYED;
use crate::text;

/// Lists of tables that are told apart by their names.
const NAMED: [&str; 2] = ["sections", "special_checks"];

/// The key by which the tables of a list are told apart: some by their names, all others as files are laid over each other.
fn key_of(list: &str) -> Option<&'static str> {
    let keyed = KEYED.iter().find(|(known, _)| *known == list);
    let named = NAMED.contains(&list).then_some("name");
    named.or(keyed.map(|(_, key)| *key))
}

/// Whether a table of a list is the one of this name.
pub fn is_called(table: &dyn TableLike, key: &str, name: &str) -> bool {
    let own = table.get(key).and_then(Item::as_str);
    own.is_some_and(|own| text::key(own) == text::key(name))
}

/// The table at a path; made, where it is not there. None where something else stands there.
pub fn at<'d>(document: &'d mut DocumentMut, path: &str) -> Option<&'d mut dyn TableLike> {
    let steps = steps(path);
    if !is_there(document.as_table(), &steps) {
        make_room(document, &steps)?;
    }
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for step in &steps {
        table = within(table, step)?;
    }
    Some(table)
}

/// A step down: a table, or one of a list by its key.
pub type Step = (String, Option<(&'static str, String)>);

pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut whole, mut rest) = (String::new(), path.split('.'));
    while let Some(part) = rest.next() {
        if !whole.is_empty() {
            whole.push('.');
        }
        whole.push_str(part);
        let key = key_of(&whole);
        let one = key.and_then(|key| Some((key, rest.next()?.to_owned())));
        steps.push((part.to_owned(), one));
    }
    steps
}

fn is_there(table: &dyn TableLike, steps: &[Step]) -> bool {
    let Some(((name, one), rest)) = steps.split_first() else {
        return true;
    };
    let Some(item) = table.get(name) else {
        return false;
    };
    match one {
        None => item.as_table_like().is_some_and(|t| is_there(t, rest)),
        Some((key, wanted)) => {
            let tables = item.as_array_of_tables().into_iter().flatten();
            let inline = item.as_array().into_iter().flatten();
            let inline = inline.filter_map(|v| v.as_inline_table());
            let all = tables.map(|t| t as &dyn TableLike);
            let mut all = all.chain(inline.map(|t| t as &dyn TableLike));
            all.any(|t| is_called(t, key, wanted) && is_there(t, rest))
        }
    }
}

/// The table one step below, which is made where it is not there.
fn within<'t>(table: &'t mut dyn TableLike, (name, one): &Step) -> Option<&'t mut dyn TableLike> {
    let Some((key, wanted)) = one else {
        if table.get(name).is_none() {
            table.insert(name, Item::Value(InlineTable::new().into()));
        }
        return table.get_mut(name)?.as_table_like_mut();
    };
    let item = table.get_mut(name)?;
    if item.is_array_of_tables() {
        let mut all = item.as_array_of_tables_mut()?.iter_mut();
        return all
            .find(|t| is_called(*t, key, wanted))
            .map(|t| t as &mut dyn TableLike);
    }
    let mut all = item.as_array_mut()?.iter_mut();
    all.find_map(|v| {
        v.as_inline_table_mut()
            .filter(|t| is_called(*t, key, wanted))
    })
    .map(|t| t as &mut dyn TableLike)
}

/// Makes the tables of a path that are not there: behind all that is written where nothing of their kind is.
fn make_room(document: &mut DocumentMut, steps: &[Step]) -> Option<()> {
    let behind = document.trailing().as_str().unwrap_or_default().to_owned();
    let first = &steps.first()?.0;
    let new = document.get(first).is_none();
    let mut table: &mut Table = document.as_table_mut();
    for (at, (name, one)) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        let mut made = Table::new();
        if new && last {
            made.set_position(Some(isize::MAX));
            made.decor_mut().set_prefix(set_apart(&behind));
        }
        match one {
            None => {
                if table.get(name).is_none() {
                    made.set_implicit(!last);
                    table.insert(name, Item::Table(made));
                }
                let item = table.get_mut(name)?;
                // What is written inside one line is completed there.
                if item.is_inline_table() {
                    return Some(());
                }
                table = item.as_table_mut()?;
            }
            Some((key, wanted)) => {
                let tables = table
                    .entry(name)
                    .or_insert_with(|| ArrayOfTables::new().into());
                let tables = tables.as_array_of_tables_mut()?;
                if !tables.iter().any(|t| is_called(t, key, wanted)) {
                    made.insert(key, toml_edit::value(wanted.as_str()));
                    tables.push(made);
                }
                table = tables.iter_mut().find(|t| is_called(*t, key, wanted))?;
            }
        }
    }
    if new {
        document.set_trailing("");
    }
    Some(())
}

/// What stood at the end of the text, with an empty line behind it.
fn set_apart(behind: &str) -> String {
    match behind {
        "" => "\n".to_owned(),
        text if text.ends_with("\n\n") || text == "\n" => text.to_owned(),
        text if text.ends_with('\n') => format!("{text}\n"),
        text => format!("{text}\n\n"),
    }
}

/// Does something with each table of a list; none where something else stands there.
pub fn each(
    document: &mut DocumentMut,
    list: &str,
    mut work: impl FnMut(&mut dyn TableLike),
) -> Option<()> {
    match document.get_mut(list) {
        None => {}
        Some(Item::ArrayOfTables(tables)) => tables.iter_mut().for_each(|t| work(t)),
        Some(item) => {
            for value in item.as_array_mut()?.iter_mut() {
                work(value.as_inline_table_mut()?);
            }
        }
    }
    Some(())
}

/// The text with a setting as a comment: what was written, and noted beside it, is still there to be read. As it is where
/// there is no such setting; none where more stands on its lines.
pub fn commented_out(text: &str, path: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let (above, key) = path.rsplit_once('.')?;
    let mut item = document.as_item();
    for (name, one) in steps(above) {
        let Some(below) = item.get(&name) else {
            return Some(text.to_owned());
        };
        item = below;
        if let Some((key, wanted)) = one {
            let mut tables = item.as_array_of_tables()?.iter();
            let Some(table) = tables.find(|t| is_called(*t, key, &wanted)) else {
                return Some(text.to_owned());
            };
            return commented(text, span(table, key_name(path))?);
        }
    }
    let table = item.as_table_like()?;
    if table.get(key).is_none() {
        return Some(text.to_owned());
    }
    commented(text, span(table, key)?)
}

fn key_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The bytes of a setting, its name included.
fn span(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    let (name, item) = table.get_key_value(key)?;
    Some(name.span()?.start..item.span()?.end)
}

/// The lines of these bytes as comments, where nothing else stands on them.
fn commented(text: &str, span: Range<usize>) -> Option<String> {
    let before = text.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = text
        .get(span.end..)?
        .find('\n')
        .map_or(text.len(), |at| span.end + at);
    let (left, right) = (text.get(start..span.start)?, text.get(span.end..end)?);
    let alone = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with('#');
    // A dotted name begins before its last part.
    let dotted = left.trim_start().chars().all(|c| !"={[,#".contains(c));
    if !dotted || !alone(right) {
        return None;
    }
    let lines = text.get(start..end)?.lines();
    let lines: Vec<String> = lines.map(|line| format!("# {line}")).collect();
    Some(format!(
        "{}{}{}",
        text.get(..start)?,
        lines.join("\n"),
        text.get(end..)?
    ))
}
