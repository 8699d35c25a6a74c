//! Reading XML with a hand on the tap: bytes are counted while they are unpacked, one event may not grow without
//! bound, and what no spreadsheet contains (DTDs, foreign encodings, unbalanced tags) ends the reading.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::Refusal;
use crate::reader::checks;
use crate::reader::limits::Limits;

/// What ran over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trip {
    Part,
    Event,
}

/// A source that stops when too much has been taken from it.
pub(super) struct Metered<R> {
    inner: R,
    /// Bytes taken so far.
    pub taken: u64,
    most: u64,
    event: usize,
    event_most: usize,
    trip: Option<Trip>,
}

impl<R: BufRead> Metered<R> {
    /// At most `most` bytes in all.
    pub fn new(inner: R, most: u64) -> Self {
        Self {
            inner,
            taken: 0,
            most,
            event: 0,
            event_most: usize::MAX,
            trip: None,
        }
    }

    /// Reads to the end without looking: proves that the bytes unpack and their checksum is right.
    pub fn drain(&mut self) -> Result<(), Refusal> {
        loop {
            match self.fill_buf().map(<[u8]>::len) {
                Ok(0) => return Ok(()),
                Ok(n) => self.consume(n),
                Err(_) => return Err(self.refusal("数据校验不符")),
            }
        }
    }

    /// What an I/O error met while reading means.
    fn refusal(&self, else_what: &str) -> Refusal {
        match self.trip {
            Some(Trip::Part) => Refusal::new(
                &checks::TOO_LARGE,
                format!("解压后的内容超过 {} MB，未读取", self.most >> 20),
            ),
            Some(Trip::Event) => Refusal::odd(LONG_EVENT),
            None => Refusal::damaged(else_what),
        }
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.trip.is_some() {
            return Err(io::Error::other("too much"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.taken += n as u64;
        self.event = self.event.saturating_add(n);
        if self.taken > self.most {
            self.trip = Some(Trip::Part);
        } else if self.event > self.event_most {
            self.trip = Some(Trip::Event);
        }
        self.inner.consume(n);
    }
}

/// What is done with each event of a part.
pub(in crate::reader) type Visit<'v> = dyn FnMut(&Event<'_>) -> Result<(), Refusal> + 'v;

/// Goes through an XML part while it is unpacked, and hands every event to `visit`; `<a/>` comes as start and end.
pub(super) fn scan<R: BufRead>(
    part: &mut Metered<R>,
    limits: &Limits,
    visit: &mut Visit<'_>,
) -> Result<(), Refusal> {
    match part.fill_buf() {
        Ok(head) => refuse_wide(head)?,
        Err(_) => return Err(Refusal::damaged("数据校验不符")),
    }
    part.event_most = limits.text_bytes.max(limits.tag_bytes);
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut order = Order::new(limits);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().event = 0;
        let Ok(event) = reader.read_event_into(&mut buffer) else {
            return Err(reader.get_ref().refusal(MALFORMED));
        };
        if order.ends(&event)? {
            return Ok(());
        }
        visit(&event)?;
    }
}

/// The same for a part that is unpacked already: nothing is copied.
pub(in crate::reader) fn scan_whole(
    part: &[u8],
    limits: &Limits,
    visit: &mut Visit<'_>,
) -> Result<(), Refusal> {
    refuse_wide(part)?;
    let most = limits.text_bytes.max(limits.tag_bytes);
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut order = Order::new(limits);
    loop {
        let event = reader.read_event();
        let event = event.map_err(|_| Refusal::damaged(MALFORMED))?;
        if event.len() > most {
            return Err(Refusal::odd(LONG_EVENT));
        }
        if order.ends(&event)? {
            return Ok(());
        }
        visit(&event)?;
    }
}

const MALFORMED: &str = "XML 内容有误";
const LONG_EVENT: &str = "文件中有一处内容异常地长";

/// Whether the events of a part come as they may.
struct Order<'l> {
    limits: &'l Limits,
    depth: usize,
    elements: usize,
}

impl<'l> Order<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            depth: 0,
            elements: 0,
        }
    }

    /// Whether this is the end of the part.
    fn ends(&mut self, event: &Event<'_>) -> Result<bool, Refusal> {
        match event {
            Event::Start(tag) if tag.len() > self.limits.tag_bytes => {
                return Err(Refusal::odd("文件中有一个标记异常地长"));
            }
            Event::Start(_) => {
                self.depth += 1;
                self.elements += 1;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => {
                return Err(Refusal::odd("文件含有不允许的内容（DOCTYPE 声明）"));
            }
            Event::Decl(declaration) => refuse_encoding(declaration.encoding())?,
            Event::Eof if self.depth > 0 || self.elements == 0 => {
                return Err(Refusal::damaged("XML 内容没有写完"));
            }
            _ => {}
        }
        Ok(matches!(event, Event::Eof))
    }
}

/// UTF-16 would show a checker and a reader different things.
fn refuse_wide(part: &[u8]) -> Result<(), Refusal> {
    if matches!(
        part,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..]
    ) {
        return Err(Refusal::odd("文件内部使用了不支持的文字编码"));
    }
    Ok(())
}

fn refuse_encoding<E>(named: Option<Result<Cow<'_, str>, E>>) -> Result<(), Refusal> {
    match named {
        None => Ok(()),
        Some(Ok(name))
            if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8") =>
        {
            Ok(())
        }
        Some(_) => Err(Refusal::odd("文件内部使用了不支持的文字编码")),
    }
}

/// The length of a text as Excel counts it: in UTF-16 units.
pub(in crate::reader) fn utf16_units(text: &str) -> usize {
    // Every character begins with one byte that does not continue another; those of four bytes are pairs in UTF-16.
    let begins = |b: &u8| usize::from(b & 0xC0 != 0x80) + usize::from(*b >= 0xF0);
    text.as_bytes().iter().map(begins).sum()
}

/// Hands every attribute to `visit`: its full name and its value, entities resolved.
pub(super) fn attributes(
    tag: &BytesStart<'_>,
    mut visit: impl FnMut(&str, &str) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let bad = || Refusal::damaged("XML 属性有误");
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| bad())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| bad())?;
        visit(attribute.key.as_ref(), &value)?;
    }
    Ok(())
}

/// The character that an entity in a text stands for.
pub(in crate::reader) fn character(entity: &BytesRef<'_>) -> char {
    let c = entity.resolve_char_ref().ok().flatten();
    let named = || resolve_predefined_entity(entity)?.chars().next();
    c.or_else(named).unwrap_or('\u{fffd}')
}

/// An attribute by its full name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    find(tag, |key| key == name)
}

/// An attribute by its local name (`r:id` is found as `id`).
pub(in crate::reader) fn local_attribute(
    tag: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, Refusal> {
    find(tag, |key| key.rsplit(':').next() == Some(name))
}

fn find(tag: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, Refusal> {
    let bad = || Refusal::damaged("XML 属性有误");
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| bad())?;
        if wanted(attribute.key.as_ref()) {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| bad())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
