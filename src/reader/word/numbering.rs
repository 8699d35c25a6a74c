//! Automatic numbers: they stand nowhere in the text, so the lists are counted through as Word does it.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::numerals::numeral;
use super::styles::{Styles, fonts};
use super::tag::{is_on, value};
use crate::reader::guard::{Refusal, local_attribute, scan_whole};
use crate::reader::limits::Limits;
use crate::reader::shown::Signs;

/// Levels of a list.
const LEVELS: usize = 9;
/// Bullets that say something; any other only adorns.
const TELLING: [char; 6] = ['√', '☑', '☒', '☐', '×', '✓'];

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// The text with `%1` … `%9` for the numbers of the levels.
    text: String,
    style: Option<String>,
    /// All numbers in plain digits.
    plain: bool,
    /// Begins anew only after this level, counted from 1; never with 0.
    restart: Option<usize>,
    signs: Option<Signs>,
    /// Whether a space follows.
    space: bool,
}

type Levels = BTreeMap<usize, Level>;

/// A kind of list.
#[derive(Debug, Default)]
struct Kind {
    levels: Levels,
    /// The style whose list this one is.
    style: Option<String>,
}

/// A list: its kind, and what it has of its own.
#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: BTreeMap<usize, u32>,
    levels: Levels,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: BTreeMap<String, Kind>,
    lists: BTreeMap<String, List>,
    /// By kind: lists of one kind go on counting together.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun from a start of their own.
    begun: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads the part.
    pub fn read(part: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let mut scan = Scan::default();
        scan_whole(part, limits, &mut |event| {
            match event {
                Event::Start(tag) => scan.start(tag)?,
                Event::End(tag) => scan.end(tag.local_name().as_ref()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(scan.out)
    }

    /// Counts a paragraph of a list, and says the number that stands before it. `style` is the paragraph's, where that is
    /// what says so: it tells the level.
    pub fn next(
        &mut self,
        list: &str,
        level: Option<usize>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let own = self.lists.get(list)?;
        let kind = self.kind_of(own, styles)?;
        let levels = &self.kinds.get(&kind)?.levels;
        let of_style = || {
            let named = |level: &Level| style.is_some() && level.style.as_deref() == style;
            levels
                .iter()
                .find(|(_, level)| named(level))
                .map(|(at, _)| *at)
        };
        let at = level.or_else(of_style).unwrap_or(0);
        let at = Some(at).filter(|at| *at < LEVELS)?;
        let level_of = |at: usize| own.levels.get(&at).or_else(|| levels.get(&at));
        let start_of = |at: usize| {
            own.starts
                .get(&at)
                .copied()
                .or(level_of(at).and_then(|l| l.start))
                .unwrap_or(1)
        };
        let counts = self.counts.entry(kind.clone()).or_default();
        let restarts = own.starts.contains_key(&at) && self.begun.insert((list.to_owned(), at));
        counts[at] = match counts[at] {
            Some(number) if !restarts => Some(number.saturating_add(1)),
            _ => Some(start_of(at)),
        };
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert(start_of(above));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_of(below).and_then(|l| l.restart);
            if restart.is_none_or(|after| at < after) {
                *count = None;
            }
        }
        let counts = *counts;
        level_of(at).map(|level| label(level, &counts, level_of))
    }

    /// The kind of a list; of one that only names a style, that of the style's list.
    fn kind_of(&self, list: &List, styles: &Styles) -> Option<String> {
        let kind = self.kinds.get(&list.kind)?;
        let Some(style) = kind.style.as_deref().filter(|_| kind.levels.is_empty()) else {
            return Some(list.kind.clone());
        };
        let (_, through) = styles.list(Some(style))?;
        Some(self.lists.get(through.list.as_deref()?)?.kind.clone())
    }
}

/// The number as it is shown, with what stands around it.
fn label<'l>(
    level: &Level,
    counts: &[Option<u32>; LEVELS],
    level_of: impl Fn(usize) -> Option<&'l Level>,
) -> String {
    if level.format == "bullet" {
        let seen = level
            .signs
            .map_or_else(|| level.text.clone(), |signs| signs.translated(&level.text));
        return seen.chars().filter(|c| TELLING.contains(c)).collect();
    }
    let mut out = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars
            .peek()
            .and_then(|c| c.to_digit(10))
            .filter(|d| c == '%' && *d > 0);
        let Some(place) = place else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = place as usize - 1;
        let format = match level_of(at) {
            Some(of) if !level.plain => of.format.as_str(),
            _ => "decimal",
        };
        out.push_str(&numeral(counts[at].unwrap_or(1), format));
    }
    // A number runs into the text where nothing sets it off.
    if level.space || out.ends_with(|c: char| c.is_alphabetic() || c.is_ascii_digit()) {
        out.push(' ');
    }
    out
}

/// Where the reading of the part stands.
#[derive(Default)]
struct Scan {
    out: Numbering,
    kind: Option<String>,
    list: Option<String>,
    /// The level that the list beginning here has of its own.
    level: Option<usize>,
    inside_level: bool,
}

impl Scan {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        match name.as_ref() {
            "abstractNum" => {
                let id = local_attribute(tag, "abstractNumId")?.unwrap_or_default();
                self.out.kinds.insert(id.clone(), Kind::default());
                self.kind = Some(id);
            }
            "num" => {
                let id = local_attribute(tag, "numId")?.unwrap_or_default();
                self.out.lists.insert(id.clone(), List::default());
                self.list = Some(id);
            }
            "lvl" | "lvlOverride" => {
                if let Some(level) = local_attribute(tag, "ilvl")? {
                    self.level = level.parse().ok().filter(|level| *level < LEVELS);
                }
                self.inside_level = name.as_ref() == "lvl";
                let at = self.level;
                if let Some((levels, at)) = self.levels().zip(at) {
                    levels.entry(at).or_default();
                }
            }
            other if self.inside_level => self.level_property(other, tag)?,
            other => self.property(other, tag)?,
        }
        Ok(())
    }

    /// The levels of the kind or list that is being read; those of a list only inside one it has of its own.
    fn levels(&mut self) -> Option<&mut Levels> {
        if !self.inside_level {
            return None;
        }
        match (&self.kind, &self.list) {
            (Some(kind), _) => self.out.kinds.get_mut(kind).map(|k| &mut k.levels),
            (None, Some(list)) => self.out.lists.get_mut(list).map(|l| &mut l.levels),
            (None, None) => None,
        }
    }

    fn level_property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let at = self.level;
        let Some(level) = self
            .levels()
            .zip(at)
            .and_then(|(levels, at)| levels.get_mut(&at))
        else {
            return Ok(());
        };
        match name {
            "start" => level.start = value(tag)?.and_then(|v| v.parse().ok()),
            "numFmt" => level.format = value(tag)?.unwrap_or_default(),
            "lvlText" => level.text = value(tag)?.unwrap_or_default(),
            "pStyle" => level.style = value(tag)?,
            "isLgl" => level.plain = is_on(tag)?,
            "lvlRestart" => level.restart = value(tag)?.and_then(|v| v.parse().ok()),
            "suff" => level.space = value(tag)?.as_deref() == Some("space"),
            "rFonts" => level.signs = fonts(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let value = value(tag)?;
        if let Some(kind) = self.kind.as_ref().and_then(|id| self.out.kinds.get_mut(id)) {
            if name == "numStyleLink" {
                kind.style = value;
            }
        } else if let Some(list) = self.list.as_ref().and_then(|id| self.out.lists.get_mut(id)) {
            match (name, self.level) {
                ("abstractNumId", _) => list.kind = value.unwrap_or_default(),
                ("startOverride", Some(level)) => {
                    list.starts.extend(
                        value
                            .and_then(|v| v.parse().ok())
                            .map(|start| (level, start)),
                    );
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "abstractNum" => self.kind = None,
            "num" => self.list = None,
            "lvl" => self.inside_level = false,
            _ => {}
        }
        if matches!(name, "abstractNum" | "num" | "lvlOverride") {
            self.level = None;
        }
    }
}
