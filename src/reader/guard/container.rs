//! OLE compound files, read as far as a workbook needs it: the streams in the root folder. The tables of the container are
//! written carelessly by many programs (a wrong byte order mark, an allocation table longer than the file, names out of
//! order), so nothing is asked of them that the reading does not need; a chain may only not run on for ever.

use std::collections::BTreeSet;

use super::Refusal;

/// Marks instead of a sector's number, the lowest of them.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// No entry.
const NOBODY: u32 = 0xFFFF_FFFF;
/// Sectors of the small streams.
const MINI: usize = 64;

/// What is in the root folder.
#[derive(Debug)]
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    /// Where the small streams lie, all together.
    mini: Vec<u8>,
    /// Streams smaller than this lie among the small ones.
    cutoff: u64,
    entries: Vec<Entry>,
}

/// A stream or folder in the root folder.
#[derive(Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    size: u64,
}

fn broken() -> Refusal {
    Refusal::damaged("文件的内部目录有误")
}

fn number(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some([a, b, c, d]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => NO_SECTOR,
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| number(four, 0))
}

impl<'a> Container<'a> {
    /// Reads the tables.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let head = bytes.get(..512).ok_or_else(broken)?;
        let sector = match head[30] {
            9 => 512,
            12 => 4096,
            _ => return Err(broken()),
        };
        let mut container = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            cutoff: match number(head, 56) {
                0 => 4096,
                cutoff => cutoff.into(),
            },
            entries: Vec::new(),
        };
        container.fat = container.allocation(head)?;
        let folder = container.chain(number(head, 48), u64::MAX)?;
        let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
        let root = entries.first().ok_or_else(broken)?;
        container.mini = container.chain(number(root, 116), u64::MAX)?;
        let mini_fat = container.chain(number(head, 60), u64::MAX)?;
        container.mini_fat = numbers(&mini_fat).collect();
        container.entries = children(&entries, number(root, 76));
        Ok(container)
    }

    /// Whether the root folder has a stream or folder of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream in the root folder.
    pub fn stream(&self, name: &str) -> Option<Result<Vec<u8>, Refusal>> {
        let found = self.entry(name).filter(|e| e.is_stream)?;
        let bytes = if found.size < self.cutoff {
            self.small(found)
        } else {
            self.chain(found.start, found.size)
        };
        Some(bytes.and_then(|bytes| {
            let whole = bytes.len() as u64 == found.size;
            whole
                .then_some(bytes)
                .ok_or_else(|| Refusal::damaged("工作簿内容不完整"))
        }))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|e| e.name.eq_ignore_ascii_case(name))
    }

    fn sector(&self, id: u32) -> &'a [u8] {
        let begin = (id as usize + 1).saturating_mul(self.sector);
        let end = begin.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(begin..end).unwrap_or_default()
    }

    /// The allocation table, whose own sectors are listed in the head and from there on in a chain.
    fn allocation(&self, head: &[u8]) -> Result<Vec<u32>, Refusal> {
        let mut list: Vec<u32> = numbers(&head[76..]).collect();
        let mut next = number(head, 68);
        let mut seen = BTreeSet::new();
        while next < NO_SECTOR && seen.insert(next) {
            let sector = self.sector(next);
            let (more, link) = sector.split_at(sector.len().saturating_sub(4));
            if more.is_empty() {
                return Err(broken());
            }
            list.extend(numbers(more));
            next = number(link, 0);
        }
        let own = list.into_iter().filter(|id| *id < NO_SECTOR);
        // No table can be longer than the file it speaks of.
        let most = self.bytes.len() / self.sector + 1;
        let mut fat = Vec::new();
        for id in own.take(most) {
            fat.extend(numbers(self.sector(id)));
        }
        fat.truncate(most);
        Ok(fat)
    }

    /// The sectors of a chain one after the other, at most `size` bytes.
    fn chain(&self, first: u32, size: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = first;
        while next < NO_SECTOR && (bytes.len() as u64) < size {
            if !seen.insert(next) {
                return Err(broken());
            }
            let sector = self.sector(next);
            if sector.is_empty() {
                break;
            }
            bytes.extend_from_slice(sector);
            next = self.fat.get(next as usize).copied().unwrap_or(NO_SECTOR);
        }
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn small(&self, entry: &Entry) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = entry.start;
        while next < NO_SECTOR && (bytes.len() as u64) < entry.size {
            let begin = (next as usize).saturating_mul(MINI);
            let sector = self.mini.get(begin..(begin + MINI).min(self.mini.len()));
            if !seen.insert(next) {
                return Err(broken());
            }
            bytes.extend_from_slice(sector.unwrap_or_default());
            if sector.is_none() {
                break;
            }
            let after = self.mini_fat.get(next as usize);
            next = after.copied().unwrap_or(NO_SECTOR);
        }
        bytes.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Ok(bytes)
    }
}

/// The entries of the root folder: a tree of neighbours, whose order is not looked at.
fn children(entries: &[&[u8]], root: u32) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![root];
    while let Some(id) = todo.pop() {
        if id == NOBODY || !seen.insert(id) {
            continue;
        }
        let Some(entry) = entries.get(id as usize) else {
            continue;
        };
        todo.extend([number(entry, 68), number(entry, 72)]);
        let units = entry[..64].chunks_exact(2);
        let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        found.push(Entry {
            name: String::from_utf16_lossy(&name),
            is_stream: entry[66] == 2,
            start: number(entry, 116),
            // The upper half is rubbish in files of small sectors; no file here is so large.
            size: number(entry, 120).into(),
        });
    }
    found
}
