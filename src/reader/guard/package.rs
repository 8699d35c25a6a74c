//! Zip packages: names, sizes and checksums, before anything inside is believed. Every part is unpacked once to its
//! end; calamine stops early and would never notice a wrong checksum.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::Refusal;
use super::meter::{self, Metered, Visit};
use crate::reader::checks;
use crate::reader::limits::Limits;

/// A package whose directory is sound, being gone through part by part.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry by name as calamine compares names: `/` between folders, lower case.
    index: BTreeMap<String, usize>,
    done: Vec<bool>,
    left: u64,
    /// The part gone through last, if it is small enough to be kept as a whole.
    kept: Option<(usize, Vec<u8>)>,
    pub limits: &'a Limits,
}

/// How large a part may be.
#[derive(Clone, Copy)]
pub(super) enum Size {
    Sheet,
    Other,
}

/// A part up to this size is unpacked as a whole; of a larger one only what is looked at is in memory.
const WHOLE: u64 = 4 << 20;

/// A part's name made comparable.
fn key(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

impl<'a> Package<'a> {
    /// Opens a package and reads its directory.
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Refusal::damaged("压缩目录缺失，可能没有复制或下载完整"))?;
        if zip.len() > limits.parts {
            let message = format!("文件内部有 {} 个部件，过多，未读取", zip.len());
            return Err(Refusal::new(&checks::TOO_LARGE, message));
        }
        if zip.has_duplicate_names() {
            return Err(Refusal::odd("文件内部有同名的部件"));
        }
        let mut package = Self {
            done: vec![false; zip.len()],
            zip,
            index: BTreeMap::new(),
            left: limits.total_bytes,
            kept: None,
            limits,
        };
        package.read_names()?;
        Ok(package)
    }

    fn read_names(&mut self) -> Result<(), Refusal> {
        for at in 0..self.zip.len() {
            let entry = self
                .zip
                .by_index_raw(at)
                .map_err(|_| Refusal::damaged("压缩目录有误"))?;
            if entry.encrypted() {
                return Err(encrypted());
            }
            let name = entry
                .name()
                .map_err(|_| Refusal::damaged("部件名称有误"))?
                .into_owned();
            drop(entry);
            if self.index.insert(key(&name), at).is_some() {
                return Err(Refusal::odd("文件内部有同名的部件"));
            }
        }
        Ok(())
    }

    /// Names of the parts, lower case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(&key(name))
    }

    /// Hands over a part as it is packed.
    pub fn packed(&mut self, name: &str) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Refusal> {
        let at = self.index.get(&key(name)).copied();
        at.and_then(|at| self.zip.by_index_raw(at).ok())
            .ok_or_else(missing)
    }

    /// Unpacked size of a part as its header gives it.
    pub fn size(&mut self, name: &str) -> u64 {
        let at = self.index.get(&key(name)).copied();
        at.and_then(|at| self.zip.by_index_raw(at).ok())
            .map_or(0, |entry| entry.size())
    }

    /// Goes through an XML part.
    pub fn scan(&mut self, name: &str, size: Size, visit: &mut Visit<'_>) -> Result<(), Refusal> {
        let limits = self.limits;
        match self.whole(name, size)? {
            Some(bytes) => meter::scan_whole(bytes, limits, visit),
            None => self.part(name, size, |part| meter::scan(part, limits, visit)),
        }
    }

    /// The bytes of a part that is small enough to be kept; a part that is gone through again is not unpacked again.
    pub fn whole(&mut self, name: &str, size: Size) -> Result<Option<&[u8]>, Refusal> {
        let Some(at) = self.index.get(&key(name)).copied() else {
            return Err(missing());
        };
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != at) {
            let announced = self.size(name);
            if announced > WHOLE {
                return Ok(None);
            }
            // The header may say less than there is.
            let mut bytes = Vec::new();
            self.part(name, size, |part| {
                let copied = part.by_ref().take(WHOLE + 1).read_to_end(&mut bytes);
                copied.map(|_| ()).or_else(|_| part.drain())
            })?;
            if bytes.len() as u64 > WHOLE {
                return Ok(None);
            }
            self.kept = Some((at, bytes));
        }
        Ok(self.kept.as_ref().map(|(_, bytes)| bytes.as_slice()))
    }

    /// The bytes of a part.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        self.read(name, Size::Other)
    }

    /// The bytes of a part that may be as large as a sheet.
    pub fn read(&mut self, name: &str, size: Size) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.part(name, size, |part| {
            let copied = part.read_to_end(&mut bytes);
            copied.map(|_| ()).or_else(|_| part.drain())
        })?;
        Ok(bytes)
    }

    fn part(
        &mut self,
        name: &str,
        size: Size,
        work: impl FnOnce(&mut Metered<BufReader<ZipFile<'_, Cursor<&'a [u8]>>>>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(at) = self.index.get(&key(name)).copied() else {
            return Err(missing());
        };
        let most = match size {
            Size::Sheet => self.limits.sheet_bytes,
            Size::Other => self.limits.part_bytes,
        };
        let entry = self
            .zip
            .by_index(at)
            .map_err(|_| Refusal::damaged("部件无法解压"))?;
        let mut part = Metered::new(BufReader::new(entry), most.min(self.left));
        let result = work(&mut part);
        // A part that is gone through twice is held against the limit once.
        if !std::mem::replace(&mut self.done[at], true) {
            self.left = self.left.saturating_sub(part.taken);
        }
        result
    }

    /// Unpacks what nobody has looked at: pictures, themes, settings.
    pub fn drain_rest(&mut self) -> Result<(), Refusal> {
        let names: Vec<String> = self
            .index
            .iter()
            .filter(|(_, at)| !self.done[**at])
            .map(|(name, _)| name.clone())
            .collect();
        for name in names {
            self.part(&name, Size::Other, |part| {
                part.drain()?;
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn missing() -> Refusal {
    Refusal::damaged("缺少必要的部件")
}

/// The one message for all kinds of passwords.
pub(super) fn encrypted() -> Refusal {
    Refusal::new(
        &checks::ENCRYPTED,
        "文件设有打开密码，或设有加密的只读、工作簿保护，无法读取",
    )
}
