//! Posts and people of a roster book, each to its section.

use std::collections::BTreeSet;

use super::super::roster_words::{Column, RosterWords};
use super::super::settings::Policy;
use super::checks;
use super::gather::{Gathered, cell};
use super::page::{About, Said};
use super::said::{SaidPerson, SaidSection};
use super::sheet::Row;
use crate::diagnostic::Diagnostic;
use crate::text;

/// Columns of which one must say something, or the row says nothing.
const SAYS: [Column; 6] = [
    Column::Post,
    Column::Person,
    Column::Kind,
    Column::Aliases,
    Column::Leader,
    Column::Head,
];

/// How the name of a post ends.
const POST: char = '岗';

impl Gathered {
    /// A row of a post or of people.
    pub fn member(&mut self, row: &Row, listed: bool, policy: &Policy) {
        // What is not taken must not make a section either.
        let says = |column: &Column| row.cells.contains_key(column);
        if !SAYS.iter().any(says) && (says(&Column::Section) || !row.has_section) {
            let lacks = match row.about {
                About::Posts => "岗位",
                _ => "姓名或岗位",
            };
            return self.incomplete(row, lacks);
        }
        let Some(section) = self.section_of(row, listed, policy) else {
            return;
        };
        let words = &policy.roster_words;
        self.facts(section, row, words);
        let posts = row.cells.get(&Column::Post);
        let posts = posts.map_or(Vec::new(), |said| self.posts_in(section, said));
        let Some(people) = self.people(row, words) else {
            return;
        };
        let known = !self.sections[section].posts.is_empty();
        if row.about == About::People && known && !people.is_empty() {
            self.unknown_posts(section, &posts);
        }
        for post in &posts {
            self.sections[section].add_post(post);
        }
        let posts = self.held(posts, &people);
        for name in people {
            let posts = posts.clone();
            self.add_person(section, SaidPerson { name, posts });
        }
    }

    /// The posts in a cell. A stroke may belong to the name of a post (会计/出纳岗): it parts only what is called a post on
    /// either side, and posts that the section is known to have.
    fn posts_in(&self, section: usize, said: &Said) -> Vec<Said> {
        let known = &self.sections[section];
        let parted = |name: Said| {
            let pieces = name.aliases();
            let is_post = |post: &str| known.has_post(post) || post.ends_with(POST);
            let all = pieces.iter().all(|piece| is_post(&piece.text));
            if all && !known.has_post(&name.text) {
                pieces
            } else {
                vec![name]
            }
        };
        said.names().into_iter().flat_map(parted).collect()
    }

    /// The posts of the people of a row. One person may hold several; whose each is where several people stand there
    /// nobody can tell.
    fn held(&mut self, posts: Vec<Said>, people: &[Said]) -> Vec<Said> {
        let ([first, _, ..], [_, _, ..]) = (posts.as_slice(), people) else {
            return posts;
        };
        let names: Vec<&str> = people.iter().map(|said| said.text.as_str()).collect();
        let message = format!(
            "“{}”一格写了 {} 个岗位：分不清各是谁的，人员的岗位都没有采用",
            names.join("、"),
            posts.len()
        );
        self.wrong(&checks::SEVERAL_POSTS, first, message);
        Vec::new()
    }

    /// A sheet called like a section, on which nobody stands.
    pub fn empty(&mut self, sheet: &Said, listed: bool, policy: &Policy) {
        let name = sheet.tight();
        let key = text::key(&name.text);
        let ends = policy.words.section_suffixes.suffix_of(&key).is_some();
        let is_head = policy.roster_words.column(&text::label_key(&key)).is_some();
        let known = self.find(&key);
        if is_head || (known.is_none() && (listed || !ends)) {
            return;
        }
        let section = known.unwrap_or_else(|| self.add(name, policy));
        if !self.sections[section].staff.is_empty() {
            return;
        }
        let message = format!(
            "“{}”这张工作表里没有一个人、一个岗位，只采用了科室名称",
            sheet.text
        );
        self.wrong(&checks::EMPTY_SHEET, sheet, message);
    }

    /// The people of a row, without those that are not there; none where nobody can tell one from two.
    fn people(&mut self, row: &Row, words: &RosterWords) -> Option<Vec<Said>> {
        let Some(said) = row.cells.get(&Column::Person) else {
            return Some(Vec::new());
        };
        if said.is_doubtful() {
            let message = format!(
                "“{}”看不出是一个人还是几个人，没有采用；几个人的请分行写或者用顿号分开",
                text::excerpt(&said.text, 20)
            );
            self.wrong(&checks::UNREADABLE, said, message);
            return None;
        }
        let people = said.people().into_iter();
        Some(people.filter(|p| !words.is_vacant(&p.text)).collect())
    }

    /// The section of a row: by its column, else by the name of its sheet.
    fn section_of(&mut self, row: &Row, listed: bool, policy: &Policy) -> Option<usize> {
        let written = row.cells.get(&Column::Section).map(Said::tight);
        let of_sheet = || {
            let key = text::key(&row.sheet.text);
            let ends = || policy.words.section_suffixes.suffix_of(&key).is_some();
            let known = self.find(&key).is_some() || (!listed && ends());
            known.then(|| row.sheet.tight())
        };
        let Some(said) = written.or_else(of_sheet) else {
            if row.has_section {
                self.incomplete(row, "科室");
            } else if self.unread.insert(row.sheet.text.clone()) {
                let message = format!(
                    "工作表“{}”没有科室一栏，表名也不是哪个科室的名称，不知道是哪个科室的人，没有读",
                    row.sheet.text
                );
                self.findings
                    .push(Diagnostic::new(&checks::UNREAD, row.first.clone(), message));
            }
            return None;
        };
        let found = self.find(&text::key(&said.text));
        if found.is_some() {
            return found;
        }
        if !listed {
            return Some(self.add(said, policy));
        }
        let names = self.sections.iter().map(|s| s.name.text.as_str());
        let near = text::nearest(&said.text, names);
        let near = near.map_or(String::new(), |n| format!("，是否想写“{n}”"));
        let message = format!(
            "科室表里没有“{}”{near}；这一行没有采用",
            text::excerpt(&said.text, 30)
        );
        self.wrong(&checks::NO_SECTION, &said, message);
        None
    }

    fn find(&self, key: &str) -> Option<usize> {
        let by_name = |s: &SaidSection| text::key(&s.name.text) == key;
        let own = self.sections.iter().position(by_name);
        own.or_else(|| {
            let mut called =
                (0..self.sections.len()).filter(|at| self.sections[*at].is_called(key));
            called.next().filter(|_| called.next().is_none())
        })
    }

    fn unknown_posts(&mut self, section: usize, posts: &[Said]) {
        let known = &self.sections[section];
        let strange: Vec<Said> = posts
            .iter()
            .filter(|p| !known.has_post(&p.text))
            .cloned()
            .collect();
        let listed: BTreeSet<Option<std::sync::Arc<str>>> =
            known.posts.iter().map(|p| p.at.sheet.clone()).collect();
        let name = known.name.text.clone();
        for post in strange {
            // Posts that only people have name each other.
            if listed.iter().all(|sheet| *sheet == post.at.sheet) {
                continue;
            }
            let message = format!(
                "“{name}”列出的岗位中没有“{}”",
                text::excerpt(&post.text, 30)
            );
            self.wrong(&checks::NO_POST, &post, message);
        }
    }

    fn add_person(&mut self, section: usize, person: SaidPerson) {
        let info = &mut self.sections[section];
        let key = text::key(&person.name.text);
        let mut staff = info.staff.iter_mut();
        let Some(first) = staff.find(|p| text::key(&p.name.text) == key) else {
            info.staff.push(person);
            return;
        };
        let (of, name) = (&info.name.text, person.name);
        let others = person.posts.into_iter();
        let others: Vec<Said> = others.filter(|post| !first.holds(post)).collect();
        let at = cell(&first.name);
        // A second row of a person is that of another post, or nobody can tell what it is.
        let is_further = !first.posts.is_empty() && !others.is_empty();
        first.posts.extend(others);
        let (check, message) = if is_further {
            let posts: Vec<&str> = first.posts.iter().map(|said| said.text.as_str()).collect();
            let message = format!(
                "“{of}”的“{}”在{at}已经写过，岗位不同，按一人兼“{}”采用",
                name.text,
                posts.join("、")
            );
            (&checks::TWO_POSTS, message)
        } else {
            let message = format!("“{of}”的“{}”在{at}已经写过", name.text);
            (&checks::PERSON_TWICE, message)
        };
        self.wrong(check, &name, message);
    }
}
