//! The rows of a roster book put together: sections with their posts and people, leaders. What contradicts itself is not
//! taken, and told with its cell.

use std::collections::BTreeSet;

use super::super::roster_words::{Column, RosterWords};
use super::super::settings::Policy;
use super::checks;
use super::page::{About, Said};
use super::said::{SaidLeader, SaidPerson, SaidSection};
use super::sheet::Row;
use crate::diagnostic::{Check, Diagnostic};
use crate::model::SectionKind;
use crate::text;

/// What a roster book says.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Its sections, in the order in which they are first named.
    pub sections: Vec<SaidSection>,
    /// The leaders.
    pub leaders: Vec<SaidLeader>,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
    /// Sheets of people of nobody knows which section.
    pub unread: BTreeSet<String>,
}

/// Puts the rows together; `empty` are sheets without any.
pub fn gather(rows: &[Row], empty: &[Said], policy: &Policy) -> Gathered {
    let mut out = Gathered::default();
    let of = |about: About| rows.iter().filter(move |row| row.about == about);
    for row in of(About::Sections) {
        out.section(row, policy);
    }
    // Where no sheet lists the sections, they are those of the posts and people.
    let listed = !out.sections.is_empty();
    for row in of(About::Posts).chain(of(About::People)) {
        out.member(row, listed, policy);
    }
    for row in of(About::Leaders) {
        out.leader(row, &policy.roster_words);
    }
    for sheet in empty {
        out.empty(sheet, listed, policy);
    }
    out
}

impl Gathered {
    /// Tells what is wrong with something said.
    pub fn wrong(&mut self, check: &Check, said: &Said, message: String) {
        self.findings.push(said.finding(check, message));
    }

    /// Tells what a row lacks.
    pub fn incomplete(&mut self, row: &Row, lacks: &str) {
        let message = format!("这一行没有写{lacks}，没有采用");
        let finding = Diagnostic::new(&checks::INCOMPLETE, row.first.clone(), message);
        self.findings.push(finding);
    }

    fn section(&mut self, row: &Row, policy: &Policy) {
        let Some(name) = row.cells.get(&Column::Section).map(Said::tight) else {
            return self.incomplete(row, "科室名称");
        };
        let key = text::key(&name.text);
        let known = self.sections.iter();
        let same = known.map(|s| &s.name).find(|n| text::key(&n.text) == key);
        if let Some(first) = same {
            let message = format!(
                "科室“{}”在{}已经写过，这一行没有采用",
                name.text,
                cell(first)
            );
            return self.wrong(&checks::SECTION_TWICE, &name, message);
        }
        let at = self.add(name, policy);
        self.facts(at, row, &policy.roster_words);
        for post in row.cells.get(&Column::Post).map_or(Vec::new(), Said::names) {
            self.sections[at].add_post(&post);
        }
    }

    /// Adds a section. One that is called like a leading group is one, unless something else is said.
    pub fn add(&mut self, name: Said, policy: &Policy) -> usize {
        let leads = policy.is_leadership_name(&name.text);
        let mut section = SaidSection::named(name);
        section.kind = leads.then_some(SectionKind::Leadership);
        self.sections.push(section);
        self.sections.len() - 1
    }

    /// What a row says of its section itself.
    pub fn facts(&mut self, at: usize, row: &Row, words: &RosterWords) {
        if let Some(said) = row.cells.get(&Column::Kind) {
            self.kind(at, &said.tight(), words);
        }
        for alias in row
            .cells
            .get(&Column::Aliases)
            .map_or(Vec::new(), Said::aliases)
        {
            let section = &mut self.sections[at];
            if !section.is_called(&text::key(&alias.text)) {
                section.aliases.push(alias);
            }
        }
        for column in [Column::Leader, Column::Head] {
            if let Some(said) = row.cells.get(&column) {
                self.in_charge(at, column, &person(said));
            }
        }
    }

    fn kind(&mut self, at: usize, said: &Said, words: &RosterWords) {
        let Some((kind, class)) = words.kind(&said.text) else {
            let all = words.kinds();
            let near = text::nearest(&said.text, all.iter().map(String::as_str));
            let near = near.map_or(String::new(), |n| format!("，是否想写“{n}”"));
            let message = format!(
                "类别“{}”不认识{near}；可以写：{}",
                text::excerpt(&said.text, 20),
                all.join("、")
            );
            return self.wrong(&checks::UNKNOWN_KIND, said, message);
        };
        let section = &mut self.sections[at];
        if let Some(first) = section.kind_at.clone() {
            if (section.kind, &section.class) != (Some(kind), &class) {
                self.differs(at, Column::Kind, said, &first);
            }
            return;
        }
        section.kind = Some(kind);
        section.class = class;
        section.kind_at = Some(said.clone());
    }

    fn in_charge(&mut self, at: usize, column: Column, said: &Said) {
        let section = &mut self.sections[at];
        let place = match column {
            Column::Leader => &mut section.leader,
            _ => &mut section.head,
        };
        let first = place.get_or_insert_with(|| said.clone()).clone();
        if text::key(&first.text) != text::key(&said.text) {
            self.differs(at, column, said, &first);
        }
    }

    fn differs(&mut self, at: usize, column: Column, said: &Said, first: &Said) {
        let message = format!(
            "“{}”的{}这里写“{}”，{}写的是“{}”，以先写的为准",
            self.sections[at].name.text,
            column.title(),
            text::excerpt(&said.text, 20),
            cell(first),
            text::excerpt(&first.text, 20),
        );
        self.wrong(&checks::CONTRADICTION, said, message);
    }

    fn leader(&mut self, row: &Row, words: &RosterWords) {
        let Some(name) = row.cells.get(&Column::Person).map(person) else {
            return self.incomplete(row, "姓名");
        };
        let key = text::key(&name.text);
        let mut known = self.leaders.iter().map(|l| &l.person.name);
        if let Some(first) = known.find(|n| text::key(&n.text) == key) {
            let message = format!("领导“{}”在{}已经写过", name.text, cell(first));
            return self.wrong(&checks::PERSON_TWICE, &name, message);
        }
        let role = row.cells.get(&Column::Role).map(Said::tight);
        let principal = match role {
            None => false,
            Some(role) => words.is_principal(&role.text).unwrap_or_else(|| {
                let message = format!(
                    "领导类别“{}”不认识；可以写：{}",
                    text::excerpt(&role.text, 20),
                    words.roles().join("、")
                );
                self.wrong(&checks::UNKNOWN_KIND, &role, message);
                false
            }),
        };
        let title = row.cells.get(&Column::Title);
        let post = title
            .or_else(|| row.cells.get(&Column::Post))
            .map(Said::tight);
        // 党组书记、局长 is one post.
        let posts = Vec::from_iter(post);
        let person = SaidPerson { name, posts };
        self.leaders.push(SaidLeader { person, principal });
    }
}

/// The one person a cell names, without what is noted in brackets; several stay as they are written.
fn person(said: &Said) -> Said {
    let bare = said.with(text::without_brackets(&said.text));
    match bare.names().as_slice() {
        [one] => one.clone(),
        _ => said.clone(),
    }
}

/// The cell of something, as a message names it.
pub fn cell(said: &Said) -> String {
    let sheet = said.at.sheet.as_deref().unwrap_or_default();
    let cell = said
        .at
        .cell
        .map_or(String::new(), |cell| format!(" {cell}"));
    format!("“{sheet}”{cell} ")
}
