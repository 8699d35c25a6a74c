//! Whose form it is where no label above the table says so: what the title, the name of the sheet and the lines below name.

use super::{Names, Surroundings};
use crate::ingest::held;
use crate::ingest::key;
use crate::ingest::keyvalue::{self, asks_who_filled_in};
use crate::ingest::named;
use crate::ingest::names;
use crate::ingest::person_names::is_name;
use crate::ingest::view::View;
use crate::model::{Field, KeyValue, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// Words behind the name of a section that is to be sealed.
const SEALED: [&str; 4] = ["盖章", "公章", "签章", "章"];

/// The section whose name stands alone in a line below a table, above its day or with its seal; of several none.
pub(super) fn sealed(view: View<'_>, below: &[u32], lookup: &Lookup<'_>) -> Option<Value> {
    let cells = below.iter().map(|row| view.whole_row(*row));
    let alone = cells.filter(|own| own.len() == 1).map(|own| own[0]);
    let mut named = alone.filter_map(|(cell, written)| {
        let line = text::squash(&written);
        let bare = line.trim_matches(['(', ')', '（', '）']);
        let bare = SEALED
            .iter()
            .find_map(|end| bare.strip_suffix(end))
            .unwrap_or(bare);
        let bare = bare.trim_end_matches(['(', '（']);
        let section = names::heading_section(bare, lookup)?;
        Some(Value::new(
            written.text(),
            &section,
            Some(cell),
            Origin::Title,
        ))
    });
    let first = named.next()?;
    named.all(|other| other.text == first.text).then_some(first)
}

impl Surroundings {
    /// Where no key-value names the post, the title may.
    pub(super) fn find_post(&mut self, lookup: &Lookup<'_>) {
        let title = self.title.clone().unwrap_or_default();
        let post = names::post_in_title(&title, lookup);
        if let Some(post) = post.filter(|_| !self.has(Field::Person)) {
            let value = Value::new(title, &post, self.title_at, Origin::Title);
            self.add(Field::Post, value);
        }
    }

    /// Parts what stands behind a label that asks for two at once, or for a post and was answered with its holder too: 岗位：科长（张一）.
    pub(super) fn part_labels(&mut self, pairs: &[KeyValue], lookup: &Lookup<'_>) {
        for field in [Field::Section, Field::Post, Field::Person] {
            let Some(at) = self.values.iter().position(|(of, _)| *of == field) else {
                continue;
            };
            let value = self.values[at].1.clone();
            let own = |kv: &&KeyValue| Some(kv.cell) == value.cell && *kv.value == *value.raw;
            let pair = pairs.iter().find(own);
            let Some([first, second]) =
                pair.and_then(|kv| held::apart(&kv.key, field, &kv.value, lookup))
            else {
                continue;
            };
            let other = if first.0 == field { second.0 } else { first.0 };
            if self.has(other) {
                continue;
            }
            self.values.remove(at);
            let parts = [first, second].map(|(field, text)| {
                let text = text.as_str().into();
                (
                    field,
                    Value {
                        text,
                        ..value.clone()
                    },
                )
            });
            self.values.extend(parts);
        }
    }

    /// The person of a title, 张一同志…; or of the name of a sheet, where the form is one of persons or asks for a post.
    pub(super) fn find_person(&mut self, names: Names<'_>, lookup: &Lookup<'_>) {
        let personal = self.titled_personal(names);
        let title = self.title.clone().unwrap_or_default();
        if let Some(person) = in_title(&title, personal, lookup) {
            let value = Value::new(title, &person, self.title_at, Origin::Title);
            self.add(Field::Person, value);
        }
        let of_sheet = personal || names.of_persons || self.has(Field::Post);
        if of_sheet && named::is_person_sheet(names.sheet.trim(), lookup) {
            let sheet = names.sheet;
            let value = Value::new(sheet, &text::tight(sheet), None, Origin::SheetName);
            self.add(Field::Person, value);
        }
    }

    /// Of the lines below only the section, the post, the name and the date are the form's own, and who filled it in beside the
    /// post; other names there are signatures.
    pub(super) fn take_from_below(&mut self, pairs: &[KeyValue], lookup: &Lookup<'_>) {
        let section = keyvalue::value(Field::Section, pairs, lookup);
        let posts = pairs.iter().filter(|kv| kv.key.contains('岗'));
        let posts: Vec<KeyValue> = posts.cloned().collect();
        let post = keyvalue::value(Field::Post, &posts, lookup);
        let row = post
            .as_ref()
            .and_then(|post| post.cell)
            .map(|cell| cell.row);
        let beside = |kv: &&KeyValue| {
            if asks_who_filled_in(&kv.key) {
                return Some(kv.cell.row) == row;
            }
            let names = key::field_of(&kv.key, lookup) == Some(Field::Person);
            names && !kv.key.contains(['签', '章'])
        };
        let person = pairs.iter().find(beside).map(|kv| {
            let name = text::tight(&keyvalue::without_day(&kv.value));
            Value::new(kv.value.as_str(), &name, Some(kv.cell), Origin::KeyValue)
        });
        let person = person.filter(|person| is_name(&person.text, lookup));
        let own = [
            (Field::Section, section),
            (Field::Post, post),
            (Field::Person, person),
        ];
        for (field, value) in own {
            if let Some(value) = value {
                self.add(field, value);
            }
        }
    }
}

/// The person that a title names: 预算科|张一|同志廉政风险自查表; behind the title of a form of persons, in brackets.
fn in_title(title: &str, personal: bool, lookup: &Lookup<'_>) -> Option<String> {
    let folded = text::squash(&text::nfkc(title));
    if let Some((before, _)) = folded.split_once("同志") {
        let piece = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let mut cuts = piece.char_indices().map(|(at, _)| piece.split_at(at));
        let stands_behind = |before: &str| {
            let unit = || lookup.looks_like_section(before) || lookup.looks_like_unit(before);
            before.is_empty() || unit()
        };
        let named = cuts
            .find(|(before, name)| named::is_person_sheet(name, lookup) && stands_behind(before));
        return named.map(|(_, name)| name.to_owned());
    }
    let (_, inside) = text::parted_by_brackets(&folded);
    let last = inside
        .last()
        .filter(|_| personal && folded.ends_with(text::CLOSING))?;
    named::is_person_sheet(last, lookup).then(|| last.clone())
}
