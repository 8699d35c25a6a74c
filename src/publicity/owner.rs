//! Those in charge (责任人, 部门负责人, 责任领导) as posts: a person becomes his post, a text that may be a person becomes
//! the role of the column, all else stays.

use super::mask::{mask, whole_name};
use super::people::People;
use super::words::Looks;
use crate::model::{Entry, Field, names_in};
use crate::text;

/// What became of the texts of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts {
    /// The posts as published.
    pub published: Vec<String>,
    /// `(as written, as published)` of persons that became posts.
    pub persons: Vec<(String, String)>,
    /// The same of texts nobody can tell.
    pub doubtful: Vec<(String, String)>,
    /// Numbers cut out.
    pub numbers: Vec<String>,
}

/// Turns the persons of a field into posts.
pub fn posts(entry: &Entry, field: Field, people: &People, by: &str) -> Posts {
    let mut out = Posts::default();
    let written = entry.text(field).unwrap_or("");
    let owners = &entry.owners;
    let parts = if field == Field::Owner && !owners.is_empty() {
        owners.clone()
    } else {
        parts(written)
    };
    for part in parts {
        let published = one(&part, entry, field, people, by, &mut out);
        if !published.is_empty() && !out.published.contains(&published) {
            out.published.push(published);
        }
    }
    out
}

/// The parts of a cell with what is noted in brackets behind each.
fn parts(written: &str) -> Vec<String> {
    let parts = written.split(text::is_list_mark).map(str::trim);
    parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

fn one(
    part: &str,
    entry: &Entry,
    field: Field,
    people: &People,
    by: &str,
    out: &mut Posts,
) -> String {
    let (bare, noted) = text::parted_by_brackets(part);
    let masked = mask(part, people, by);
    let role = role(field);
    // 王科长 is known to nobody by a post, but the title is one.
    let title = || people.words().title_in(&bare);
    let title = || title().unwrap_or_else(|| role.to_owned());
    out.numbers.extend(masked.numbers.iter().cloned());
    if !masked.names.is_empty() {
        let told = whole_name(&bare, people);
        let own = told
            .as_deref()
            .and_then(|key| post(key, entry, field, people));
        // 张一（科长）, 科长张一: what stands beside the name.
        let beside = || beside(part, people);
        let published = own.or_else(beside).unwrap_or_else(title);
        let sure = masked
            .names
            .iter()
            .all(|n| people.is_sure(&super::people::folded(n)));
        let list = if sure {
            &mut out.persons
        } else {
            &mut out.doubtful
        };
        list.push((part.to_owned(), published.clone()));
        return published;
    }
    let words = people.words();
    let in_brackets = noted.iter().any(|n| words.looks(n) == Looks::Name);
    match words.looks(&bare) {
        Looks::Name => {
            let published = title();
            out.doubtful.push((part.to_owned(), published.clone()));
            published
        }
        // 科长（某某）
        _ if in_brackets => {
            let published = mask(bare.trim(), people, by).text;
            out.doubtful.push((part.to_owned(), published.clone()));
            published
        }
        _ => masked.text,
    }
}

/// A person's post: of a leader his role, else as the entry itself, the roster or a form has it.
fn post(key: &str, entry: &Entry, field: Field, people: &People) -> Option<String> {
    if field != Field::Owner {
        let known = people.post_of(key);
        let leader = known.filter(|post| field == Field::Leader && *post == "局主要领导");
        return Some(leader.unwrap_or(role(field)).to_owned());
    }
    people.post_of(key).map(str::to_owned).or_else(|| {
        let named = names_in(entry.text(Field::Person)?);
        let own = named.iter().any(|n| super::people::folded(n) == key);
        entry.text(Field::Post).filter(|_| own).map(str::to_owned)
    })
}

/// The post that stands beside the names of a text.
fn beside(part: &str, people: &People) -> Option<String> {
    const MARK: &str = "、";
    let rest = mask(part, people, MARK).text;
    let rest = rest
        .replace(['(', '（', ')', '）', '：', ':'], MARK)
        .replace("同志", MARK);
    let words = people.words();
    let mut posts = rest.split(MARK).map(str::trim);
    let post = posts.find(|p| p.chars().count() > 1 && words.looks(p) == Looks::Post);
    post.map(str::to_owned)
}

/// The role of a column, where no post is known.
const fn role(field: Field) -> &'static str {
    match field {
        Field::Leader => "分管领导",
        Field::Head => "科室负责人",
        _ => "岗位责任人",
    }
}
