//! What a roster book says, each thing with its cell; and names taken apart as people write them into one cell.

use super::page::Said;
use crate::model::SectionKind;
use crate::text;

/// A section.
#[derive(Debug)]
pub struct SaidSection {
    /// Its name.
    pub name: Said,
    /// What it is.
    pub kind: Option<SectionKind>,
    /// The class among which it is ranked.
    pub class: Option<String>,
    /// Where its kind is said.
    pub kind_at: Option<Said>,
    /// Other names.
    pub aliases: Vec<Said>,
    /// 分管领导.
    pub leader: Option<Said>,
    /// 科室负责人.
    pub head: Option<Said>,
    /// Posts.
    pub posts: Vec<Said>,
    /// Staff.
    pub staff: Vec<SaidPerson>,
}

/// A member of staff.
#[derive(Clone, Debug)]
pub struct SaidPerson {
    /// The name.
    pub name: Said,
    /// The posts.
    pub posts: Vec<Said>,
}

/// A leader of the unit.
#[derive(Debug)]
pub struct SaidLeader {
    /// The name, and the post where one is said.
    pub person: SaidPerson,
    /// Whether it is 局主要领导.
    pub principal: bool,
}

impl SaidPerson {
    /// Whether the person holds this post.
    pub fn holds(&self, post: &Said) -> bool {
        let wanted = text::key(&post.text);
        self.posts.iter().any(|own| text::key(&own.text) == wanted)
    }
}

impl SaidSection {
    /// A section of which nothing but the name is known.
    pub const fn named(name: Said) -> Self {
        Self {
            name,
            kind: None,
            class: None,
            kind_at: None,
            aliases: Vec::new(),
            leader: None,
            head: None,
            posts: Vec::new(),
            staff: Vec::new(),
        }
    }

    /// Whether this is its name or one of its other names.
    pub fn is_called(&self, key: &str) -> bool {
        let names = std::iter::once(&self.name).chain(&self.aliases);
        names
            .map(|said| text::key(&said.text))
            .any(|name| name == key)
    }

    /// Adds a post that is not there yet.
    pub fn add_post(&mut self, post: &Said) {
        if !self.has_post(&post.text) {
            self.posts.push(post.clone());
        }
    }

    /// Whether the section has this post.
    pub fn has_post(&self, post: &str) -> bool {
        let wanted = text::key(post);
        self.posts.iter().any(|p| text::key(&p.text) == wanted)
    }
}

impl Said {
    /// The same without the white space that only spreads it out.
    pub fn tight(&self) -> Self {
        self.with(text::tight(&self.text))
    }

    /// The names in it: 张一、李二; 采购办 采购科. What stands in brackets belongs to its name, and 张　一 is one.
    pub fn names(&self) -> Vec<Self> {
        self.parted(MARKS)
    }

    /// The same where a stroke parts names as well: 采购办/采购科.
    pub fn aliases(&self) -> Vec<Self> {
        self.parted(STROKES)
    }

    fn parted(&self, marks: &str) -> Vec<Self> {
        let pieces = apart(&self.text, |c| marks.contains(c));
        let pieces = pieces.iter().flat_map(|piece| {
            let words = apart(piece, char::is_whitespace);
            if words.iter().all(|word| word.chars().nth(1).is_some()) {
                words
            } else {
                vec![text::tight(piece)]
            }
        });
        let names = pieces.map(|text| self.with(text));
        names.filter(|name| !name.text.is_empty()).collect()
    }

    /// The people in it, parted by marks alone: a space may stand before a name, within it, or between two.
    pub fn people(&self) -> Vec<Self> {
        let pieces = apart(&self.text, |c| STROKES.contains(c));
        let people = pieces.iter().map(|text| self.with(text::tight(text)));
        people.collect()
    }

    /// Whether nobody can tell one person from two: 张一 李二, 科长 张一.
    pub fn is_doubtful(&self) -> bool {
        let mut pieces = apart(&self.text, |c| STROKES.contains(c)).into_iter();
        pieces.any(|piece| {
            let words = apart(&piece, char::is_whitespace);
            words.len() > 1 && words.iter().all(|word| word.chars().nth(1).is_some())
        })
    }
}

/// Between the names in one cell; a stroke may belong to the name of a post: 会计/出纳.
const MARKS: &str = "、，,；;\n";
/// Between those that never have one.
const STROKES: &str = "、，,；;\n/／|";

/// The parts between marks outside of brackets, without empty ones.
fn apart(written: &str, mark: impl Fn(char) -> bool) -> Vec<String> {
    let (mut parts, mut part, mut depth) = (Vec::new(), String::new(), 0_usize);
    for c in written.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && mark(c) {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}
