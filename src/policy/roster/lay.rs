//! The roster of a book below that of the policy file: what the file says of a section counts, what it does not say the book
//! says, and names, posts and people of both stand together.

use std::collections::BTreeMap;

use super::super::decode::{At, List, Set, Tables};
use super::super::schema::{WrittenSection, WrittenStaff};
use super::checks;
use super::gather::Gathered;
use super::page::Said;
use super::said::{SaidPerson, SaidSection};
use crate::diagnostic::Diagnostic;
use crate::text;

/// Lays the book's sections below the file's. Those of the book come first, in its order, then what only the file has.
pub fn lay(sections: &mut Tables<WrittenSection>, book: &mut Gathered) {
    let file: Vec<At<WrittenSection>> = std::mem::take(sections).into_inner();
    let mut layer = Layer::new(file);
    for section in std::mem::take(&mut book.sections) {
        layer.section(section);
    }
    book.findings.extend(layer.findings);
    let mut laid = layer.laid;
    laid.extend(layer.file.into_iter().flatten());
    *sections = laid.into();
}

struct Layer {
    /// The file's sections that the book has not named yet.
    file: Vec<Option<At<WrittenSection>>>,
    /// Where each of them came to stand.
    moved: BTreeMap<usize, usize>,
    /// Names of the file's sections, each with the section.
    by_name: BTreeMap<String, usize>,
    /// Their other names.
    by_alias: BTreeMap<String, usize>,
    laid: Vec<At<WrittenSection>>,
    findings: Vec<Diagnostic>,
}

impl Layer {
    fn new(file: Vec<At<WrittenSection>>) -> Self {
        let (mut by_name, mut by_alias) = (BTreeMap::new(), BTreeMap::new());
        for (at, section) in file.iter().enumerate() {
            if let Some(name) = section.value.name.value() {
                by_name.entry(text::key(name)).or_insert(at);
            }
            for alias in section.value.aliases.iter() {
                by_alias.entry(text::key(&alias.value)).or_insert(at);
            }
        }
        Self {
            file: file.into_iter().map(Some).collect(),
            moved: BTreeMap::new(),
            by_name,
            by_alias,
            laid: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The file's section a name belongs to.
    fn owner(&self, name: &str) -> Option<usize> {
        let key = text::key(name);
        let named = self.by_name.get(&key);
        named.or_else(|| self.by_alias.get(&key)).copied()
    }

    /// The file's section that a section of the book is: it has its name, or the book has the file's name among the others.
    fn same(&self, section: &SaidSection) -> Option<usize> {
        self.owner(&section.name.text).or_else(|| {
            let names = section.aliases.iter().map(|a| text::key(&a.text));
            let mut owners: Vec<usize> = names
                .filter_map(|key| self.by_name.get(&key).copied())
                .collect();
            owners.dedup();
            owners.first().copied().filter(|_| owners.len() == 1)
        })
    }

    fn section(&mut self, mut section: SaidSection) {
        let own = self.same(&section);
        self.leave_names_of_others(&mut section, own);
        let Some(own) = own else {
            return self.laid.push(earlier(new(section)));
        };
        let at = self.moved.get(&own).copied().unwrap_or(self.laid.len());
        if let Some(written) = self.file[own].take() {
            self.moved.insert(own, at);
            self.laid.push(written);
        }
        let written = &mut self.laid[at].value;
        refine(written, section, &mut self.findings);
    }

    /// The file says whose a name is.
    fn leave_names_of_others(&mut self, section: &mut SaidSection, own: Option<usize>) {
        let name = section.name.text.clone();
        let mut told = Vec::new();
        section.aliases.retain(|alias| {
            let owner = self.owner(&alias.text);
            let others = owner.is_some() && owner != own;
            if others {
                told.push(overruled(
                    alias,
                    &format!(
                        "别名“{}”（“{name}”）在口径文件中是别的科室的名称",
                        alias.text
                    ),
                ));
            }
            !others
        });
        self.findings.extend(told);
    }
}

/// A setting as one of an earlier layer, which stands nowhere in the file.
const fn earlier<T>(value: T) -> At<T> {
    At { value, span: 0..0 }
}

fn new(section: SaidSection) -> WrittenSection {
    let SaidSection {
        name,
        kind,
        class,
        aliases,
        leader,
        head,
        posts,
        staff,
        ..
    } = section;
    WrittenSection {
        name: Set::from(Some(earlier(name.text))),
        kind: Set::from(kind.map(earlier)),
        class: Set::from(class.map(earlier)),
        aliases: texts(aliases),
        leader: Set::from(leader.map(|said| earlier(said.text))),
        head: Set::from(head.map(|said| earlier(said.text))),
        posts: texts(posts),
        staff: staff.into_iter().map(member).collect::<Vec<_>>().into(),
    }
}

fn texts(all: Vec<Said>) -> List<String> {
    let all = all.into_iter().map(|said| earlier(said.text));
    all.collect::<Vec<_>>().into()
}

fn member(person: SaidPerson) -> At<WrittenStaff> {
    earlier(WrittenStaff {
        name: Set::from(Some(earlier(person.name.text))),
        post: Set::default(),
        posts: texts(person.posts),
    })
}

/// Completes what the file says of a section with what the book says of it.
fn refine(file: &mut WrittenSection, book: SaidSection, findings: &mut Vec<Diagnostic>) {
    let name = file.name.text().to_owned();
    let named = |said: &Said| format!("“{name}”的{}", said.text);
    if let (Some(said), Some(kind)) = (&book.kind_at, book.kind) {
        let other = file.kind.value().is_some_and(|own| *own != kind)
            || file
                .class
                .value()
                .is_some_and(|own| Some(own) != book.class.as_ref());
        if other {
            findings.push(overruled(said, &format!("{}（类别）", named(said))));
        }
    }
    complete(&mut file.kind, book.kind);
    complete(&mut file.class, book.class);
    for (own, said, role) in [
        (&mut file.leader, &book.leader, "分管领导"),
        (&mut file.head, &book.head, "科室负责人"),
    ] {
        let Some(said) = said else { continue };
        if own
            .value()
            .is_some_and(|own| text::key(own) != text::key(&said.text))
        {
            findings.push(overruled(said, &format!("{}（{role}）", named(said))));
        }
        complete(own, Some(said.text.clone()));
    }
    let mut aliases = book.aliases;
    if text::key(&book.name.text) != text::key(&name) {
        aliases.insert(0, book.name);
    }
    aliases.retain(|alias| text::key(&alias.text) != text::key(&name));
    add(&mut file.aliases, aliases);
    // A post that a person of the file has is one of the section's, unless the file lists them.
    let own = file.posts.is_empty();
    let of_people = file.staff.iter().filter(|_| own);
    let of_people: Vec<String> = of_people
        .flat_map(|p| p.value.all_posts().map(|post| post.value.clone()))
        .collect();
    add(&mut file.posts, book.posts);
    if !file.posts.is_empty() {
        add_texts(&mut file.posts, of_people);
    }
    staff(file, book.staff, &name, findings);
}

fn staff(
    file: &mut WrittenSection,
    book: Vec<SaidPerson>,
    section: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut all = std::mem::take(&mut file.staff).into_inner();
    for person in book {
        let key = text::key(&person.name.text);
        let is_it = |known: &&mut At<WrittenStaff>| text::key(known.value.name.text()) == key;
        let Some(known) = all.iter_mut().find(is_it) else {
            all.push(member(person));
            continue;
        };
        let own = known.value.all_posts().map(|post| text::key(&post.value));
        let own: Vec<String> = own.collect();
        if own.is_empty() {
            known.value.posts = texts(person.posts);
            continue;
        }
        let others = person.posts.iter();
        let others = others.filter(|said| !own.contains(&text::key(&said.text)));
        findings.extend(others.map(|said| {
            let what = format!("“{section}”的“{}”的岗位“{}”", person.name.text, said.text);
            overruled(said, &what)
        }));
    }
    file.staff = all.into();
}

fn complete<T>(own: &mut Set<T>, book: Option<T>) {
    if own.is_none() {
        *own = Set::from(book.map(earlier));
    }
}

fn add(list: &mut List<String>, more: Vec<Said>) {
    add_texts(list, more.into_iter().map(|said| said.text).collect());
}

fn add_texts(list: &mut List<String>, more: Vec<String>) {
    let mut all = std::mem::take(list).into_inner();
    for text in more {
        let key = text::key(&text);
        if !all.iter().any(|known| text::key(&known.value) == key) {
            all.push(earlier(text));
        }
    }
    *list = all.into();
}

fn overruled(said: &Said, what: &str) -> Diagnostic {
    said.finding(
        &checks::OVERRULED,
        format!("花名册写的{what}与口径文件不一致，以口径文件为准"),
    )
}
