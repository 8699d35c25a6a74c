//! The XML of a part as tags with their places, and edits that leave every other byte as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use quick_xml::XmlVersion;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::reader::Reader;
use regex::Regex;

use super::Unmarkable;

const MALFORMED: Unmarkable = Unmarkable("文件内部的写法不合规范");

/// How a tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Open,
    Close,
    Empty,
}

/// A tag and where it stands.
#[derive(Clone, Debug)]
pub struct Tag<'p> {
    /// Its name without the prefix.
    pub name: &'p str,
    /// Its bytes in the part.
    pub at: Range<usize>,
    /// How it stands.
    pub kind: Kind,
    /// How many elements it lies in.
    pub depth: usize,
    /// As written.
    pub text: &'p str,
}

impl Tag<'_> {
    /// An attribute by its full name, entities resolved.
    pub fn attribute(&self, name: &str) -> Option<String> {
        attributes(self.text)
            .find(|a| a.key.as_ref() == name)
            .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok())
            .map(Cow::into_owned)
    }

    /// The relationship that the tag names, whatever the prefix of that namespace is.
    pub fn relation(&self) -> Option<String> {
        let mut names = attributes(self.text).map(|a| a.key.as_ref().to_owned());
        let prefixed = names.find(|name| name.ends_with(":id"));
        self.attribute(prefixed.as_deref().unwrap_or("id"))
    }

    /// One that is a number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.parse().ok()
    }

    /// The tag with attributes set, or taken away; every other byte as it is, but for how an element without content ends.
    pub fn with(&self, sets: &[(&str, Option<&str>)]) -> String {
        let set = |text: String, (key, value): &(&str, Option<&str>)| set(&text, key, *value);
        let out = sets.iter().fold(self.text.to_owned(), set);
        match out.strip_suffix("/>") {
            Some(bare) if self.kind == Kind::Open => format!("{}>", bare.trim_end()),
            _ => out,
        }
    }

    /// The attributes but for some, to be compared.
    pub fn others(&self, but: &[&str]) -> BTreeMap<String, String> {
        let all = attributes(self.text).filter(|a| !but.contains(&a.key.as_ref()));
        all.map(|a| (a.key.as_ref().to_owned(), a.value.into_owned()))
            .collect()
    }
}

/// A tag with one attribute set or taken away.
fn set(tag: &str, key: &str, value: Option<&str>) -> String {
    let mut edits = Edits::default();
    let own = |value: &str| format!(" {key}=\"{value}\"");
    match (span(tag, key), value) {
        (Some(span), value) => edits.replace(span, value.map(own).unwrap_or_default()),
        (None, Some(value)) => {
            let inner = tag.strip_suffix("/>").or_else(|| tag.strip_suffix('>'));
            edits.insert(inner.unwrap_or(tag).trim_end().len(), own(value));
        }
        (None, None) => {}
    }
    edits.apply(tag)
}

/// Where an attribute stands in a tag, with the space before it.
fn span(tag: &str, key: &str) -> Option<Range<usize>> {
    let mut from = tag.find(char::is_whitespace)?;
    loop {
        let rest = tag.get(from..)?;
        let name = rest.trim_start();
        let (written, value) = name.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
        let after = value.strip_prefix(quote)?.split_once(quote)?.1;
        let to = tag.len() - after.len();
        if written.trim_end() == key {
            return Some(from..to);
        }
        from = to;
    }
}

/// What ends a tag's name.
const ENDS: [char; 6] = [' ', '\t', '\r', '\n', '/', '>'];

fn attributes(tag: &str) -> impl Iterator<Item = Attribute<'_>> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let name = inner.find(ENDS).unwrap_or(inner.len());
    let mut all = Attributes::new(inner, name);
    all.with_checks(false);
    all.filter_map(Result::ok)
}

/// The tags of a part, in order.
pub fn tags(part: &str) -> Result<Vec<Tag<'_>>, Unmarkable> {
    let mut reader = Reader::from_str(part);
    let mut tags = Vec::new();
    let (mut from, mut open) = (0, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| MALFORMED)?;
        let to = usize::try_from(reader.buffer_position()).map_err(|_| MALFORMED)?;
        let kind = match event {
            Event::Start(_) => Some(Kind::Open),
            Event::End(_) => Some(Kind::Close),
            Event::Empty(_) => Some(Kind::Empty),
            Event::DocType(_) => return Err(MALFORMED),
            Event::Eof => break,
            _ => None,
        };
        if let Some(kind) = kind {
            let text = part.get(from..to).filter(|t| t.starts_with('<'));
            let text = text.ok_or(MALFORMED)?;
            if kind == Kind::Close {
                open = open.saturating_sub(1);
            }
            let name = text.trim_start_matches(['<', '/']).split(ENDS).next();
            let name = name.unwrap_or_default();
            tags.push(Tag {
                name: name.rsplit(':').next().unwrap_or(name),
                at: from..to,
                kind,
                depth: open,
                text,
            });
            if kind == Kind::Open {
                open += 1;
            }
        }
        from = to;
    }
    let whole = open == 0 && tags.first().is_some_and(|t| t.kind != Kind::Close);
    whole.then_some(tags).ok_or(MALFORMED)
}

/// The index of the tag that ends the element begun by the tag at `index`.
pub fn end(tags: &[Tag<'_>], index: usize) -> usize {
    let begun = &tags[index];
    if begun.kind != Kind::Open {
        return index;
    }
    let mut after = tags.iter().enumerate().skip(index + 1);
    let end = after.find(|(_, t)| t.depth == begun.depth && t.kind == Kind::Close);
    end.map_or(index, |(end, _)| end)
}

/// The index of the tag that begins a child of the root.
pub fn child(tags: &[Tag<'_>], name: &str) -> Option<usize> {
    let is = |t: &Tag<'_>| t.depth == 1 && t.kind != Kind::Close && t.name == name;
    tags.iter().position(is)
}

/// Where a new child of the root has its place among the others, whose `order` is fixed.
pub fn place(tags: &[Tag<'_>], order: &[&str], name: &str) -> Result<usize, Unmarkable> {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(name);
    for tag in tags
        .iter()
        .filter(|t| t.depth == 1 && t.kind != Kind::Close)
    {
        let other = rank(tag.name).ok_or(Unmarkable("文件中有无法识别的内容"))?;
        if Some(other) > own {
            return Ok(tag.at.start);
        }
    }
    Ok(tags.last().map_or(0, |root| root.at.start))
}

/// XML of our own with the prefix that the part gives its names. Texts in it are escaped.
pub fn prefixed<'x>(tags: &[Tag<'_>], xml: &'x str) -> Cow<'x, str> {
    let root = tags.first().map_or("", |root| root.text);
    let name = root.trim_start_matches('<').split(ENDS).next();
    let Some((prefix, _)) = name.and_then(|name| name.split_once(':')) else {
        return Cow::Borrowed(xml);
    };
    let (open, close) = (format!("<{prefix}:"), format!("</{prefix}:"));
    let all = xml.replace('<', &open);
    Cow::Owned(all.replace(&format!("{open}/"), &close))
}

/// What the texts of an element say, whose tags these are; how they are to be pronounced is no part of it.
pub fn said(part: &str, element: &[Tag<'_>]) -> String {
    let mut out = String::new();
    let mut pronounced = 0;
    for (index, tag) in element.iter().enumerate() {
        match (tag.name, tag.kind) {
            ("rPh", Kind::Open) => pronounced += 1,
            ("rPh", Kind::Close) => pronounced -= 1,
            ("t" | "v", Kind::Open) if pronounced == 0 => {
                let end = element.get(index + 1).map_or(tag.at.end, |t| t.at.start);
                let text = part.get(tag.at.end..end).unwrap_or_default();
                out += &unescape(text).unwrap_or_default();
            }
            _ => {}
        }
    }
    out
}

/// Text as XML holds it.
pub fn escaped(text: &str) -> String {
    let safe = super::super::safe::text(text);
    let all = safe.replace('&', "&amp;").replace('<', "&lt;");
    all.replace('>', "&gt;").replace('"', "&quot;")
}

/// Text as a cell or a note holds it: what looks like the code of a character is not read as one.
pub fn literal(text: &str) -> String {
    static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("_(x[0-9A-Fa-f]{4}_)").ok());
    match &*CODE {
        Some(code) => escaped(&code.replace_all(text, "_x005F_$1")),
        None => escaped(text),
    }
}

/// Changes of a part.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts something in; of several at one place the first stands first.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts something in place of something.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Puts something at the end of an element, whose tag stands at `index`; one without content gets it.
    pub fn append(&mut self, tags: &[Tag<'_>], index: usize, inner: &str) {
        let tag = &tags[index];
        if tag.kind != Kind::Empty {
            self.insert(tags[end(tags, index)].at.start, inner);
            return;
        }
        let open = Tag {
            kind: Kind::Open,
            ..tag.clone()
        };
        let name = tag.text.trim_start_matches('<').split(ENDS).next();
        let close = format!("</{}>", name.unwrap_or_default());
        self.replace(tag.at.clone(), open.with(&[]) + inner + &close);
    }

    /// Takes in other changes.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The part as changed.
    pub fn apply(mut self, part: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(part.len() + self.0.len() * 64);
        let mut done = 0;
        for (range, text) in self.0 {
            out.push_str(part.get(done..range.start).unwrap_or_default());
            out.push_str(&text);
            done = range.end;
        }
        out.push_str(part.get(done..).unwrap_or_default());
        out
    }
}
