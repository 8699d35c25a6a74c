//! A package of which a few parts change: the others are copied as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Unmarkable;
use super::xml::{self, Edits, Kind, Tag, end, escaped, prefixed, tags};
use crate::digest::sha256_hex;
use crate::location::part_named;
use crate::writer::system::packed;

/// Types of relationships begin so, but for the strict notation.
pub const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const TYPES: &str = "[Content_Types].xml";
const NOT_EXCEL: Unmarkable = Unmarkable("不是 .xlsx 或 .xlsm 文件");
const DAMAGED: Unmarkable = Unmarkable("文件内部的部件读不出来");
/// Bytes of a part that is changed.
const MOST: u64 = 256 << 20;

/// A relationship to another part of the package.
pub struct Relation {
    pub id: String,
    /// The last word of its type.
    pub kind: String,
    /// The part.
    pub part: String,
}

/// A package being changed.
pub struct Package<'b> {
    bytes: &'b [u8],
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The parts by their names in lower case.
    names: BTreeMap<String, (usize, String)>,
    /// New texts of parts, and parts that are new, by name; none where a part goes.
    changed: BTreeMap<String, Option<String>>,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unmarkable> {
        if !bytes.starts_with(b"PK") {
            return Err(NOT_EXCEL);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| DAMAGED)?;
            let name = part.name().map_err(|_| DAMAGED)?.into_owned();
            names.insert(name.to_lowercase(), (index, name));
        }
        if !names.contains_key("_rels/.rels") {
            return Err(NOT_EXCEL);
        }
        if names.keys().any(|name| name.starts_with("_xmlsignatures/")) {
            return Err(Unmarkable("文件带有数字签名，改动后签名会失效"));
        }
        Ok(Self {
            bytes,
            zip,
            names,
            changed: BTreeMap::new(),
        })
    }

    pub fn has(&self, name: &str) -> bool {
        let name = self.own_name(name);
        let there = self.names.contains_key(&name.to_lowercase());
        self.changed.get(name).map_or(there, Option::is_some)
    }

    /// A part as text, with what was changed in it so far, as it can be edited: without the mark of its notation.
    pub fn text(&mut self, name: &str) -> Result<String, Unmarkable> {
        let text = self.read(name)?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The same with every byte. Only UTF-8 is read.
    pub fn read(&mut self, name: &str) -> Result<String, Unmarkable> {
        if let Some(text) = self.changed.get(self.own_name(name)) {
            return text.clone().ok_or(DAMAGED);
        }
        let known = self.names.get(&name.to_lowercase()).ok_or(DAMAGED)?;
        let part = self.zip.by_index(known.0).map_err(|_| DAMAGED)?;
        let mut text = String::new();
        part.take(MOST)
            .read_to_string(&mut text)
            .map_err(|_| DAMAGED)?;
        Ok(text)
    }

    /// The name as the package writes it.
    fn own_name<'n>(&'n self, name: &'n str) -> &'n str {
        let known = self.names.get(&name.to_lowercase());
        known.map_or(name, |(_, name)| name)
    }

    /// Gives a part a new text, or adds one.
    pub fn put(&mut self, name: &str, text: String) {
        let name = self.own_name(name).to_owned();
        self.changed.insert(name, Some(text));
    }

    /// Takes a part away.
    pub fn remove(&mut self, name: &str) {
        let name = self.own_name(name).to_owned();
        self.changed.insert(name, None);
    }

    /// Takes away a part that nothing leads to any more, with what is said of its type and where it leads.
    pub fn retire(&mut self, name: &str) -> Result<(), Unmarkable> {
        self.remove(name);
        self.remove(&relations_of(name));
        let named = format!("/{name}").to_lowercase();
        let is_own = |tag: &Tag<'_>| {
            let part = tag.attribute("PartName");
            part.is_some_and(|part| part.to_lowercase() == named)
        };
        self.cut(TYPES, is_own)
    }

    /// Takes a relationship of a part away.
    pub fn unrelate(&mut self, part: &str, id: &str) -> Result<(), Unmarkable> {
        let own = |tag: &Tag<'_>| tag.attribute("Id").as_deref() == Some(id);
        self.cut(&relations_of(part), own)
    }

    /// Takes elements out of a part.
    fn cut(&mut self, part: &str, is_cut: impl Fn(&Tag<'_>) -> bool) -> Result<(), Unmarkable> {
        let text = self.text(part)?;
        let found = tags(&text)?;
        let mut edits = Edits::default();
        for (index, tag) in found.iter().enumerate() {
            if tag.depth == 1 && tag.kind != Kind::Close && is_cut(tag) {
                edits.replace(tag.at.start..found[end(&found, index)].at.end, "");
            }
        }
        self.put(part, edits.apply(&text));
        Ok(())
    }

    /// The whole as it came.
    pub const fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// Where the packed content of each part lies, in order.
    pub fn packed(&mut self) -> Result<Vec<(String, Range<usize>)>, Unmarkable> {
        let mut all = Vec::new();
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|_| DAMAGED)?;
            let name = part.name().map_err(|_| DAMAGED)?.into_owned();
            let size = usize::try_from(part.compressed_size());
            let start = part.data_start().map(usize::try_from);
            let (Some(Ok(start)), Ok(size)) = (start, size) else {
                return Err(DAMAGED);
            };
            all.push((name, start..start.saturating_add(size)));
        }
        all.sort_by_key(|(_, range)| range.start);
        Ok(all)
    }

    /// Digests of the parts that are changed or new.
    pub fn changes(&self) -> BTreeMap<String, String> {
        let changed = self.changed.iter();
        let digests = changed
            .filter_map(|(name, text)| Some((name.clone(), sha256_hex(text.as_ref()?.as_bytes()))));
        digests.collect()
    }

    /// Adds a part of a type.
    pub fn add(&mut self, name: &str, kind: &str, text: String) -> Result<(), Unmarkable> {
        self.put(name, text);
        let entry = format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
        self.append(TYPES, &entry)
    }

    /// Says which type parts of an extension have, where that is not said yet.
    pub fn extension(&mut self, extension: &str, kind: &str) -> Result<(), Unmarkable> {
        let text = self.text(TYPES)?;
        let known = tags(&text)?.iter().any(|tag| {
            let own = tag.attribute("Extension");
            own.is_some_and(|own| own.eq_ignore_ascii_case(extension))
        });
        if known {
            return Ok(());
        }
        let entry = format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
        let text = self.text(TYPES)?;
        let found = tags(&text)?;
        let mut edits = Edits::default();
        // Defaults stand before all else.
        edits.insert(found[0].at.end, prefixed(&found, &entry));
        self.put(TYPES, edits.apply(&text));
        Ok(())
    }

    /// Adds an element at the end of a part's root.
    fn append(&mut self, part: &str, element: &str) -> Result<(), Unmarkable> {
        let text = self.text(part)?;
        let found = tags(&text)?;
        let end = found.last().map_or(0, |root| root.at.start);
        let mut edits = Edits::default();
        edits.insert(end, prefixed(&found, element));
        self.put(part, edits.apply(&text));
        Ok(())
    }

    /// The relationships of a part to others of the package; `""` is the package itself.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Unmarkable> {
        let name = relations_of(part);
        if !self.has(&name) {
            return Ok(Vec::new());
        }
        let text = self.text(&name)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut relations = Vec::new();
        for tag in tags(&text)?.iter().filter(|t| t.kind != Kind::Close) {
            let outside = tag.attribute("TargetMode").as_deref() == Some("External");
            if tag.name != "Relationship" || outside {
                continue;
            }
            let [id, kind, target] = ["Id", "Type", "Target"].map(|name| tag.attribute(name));
            let kind = kind.unwrap_or_default();
            relations.push(Relation {
                id: id.unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                part: part_named(folder, &target.unwrap_or_default()),
            });
        }
        Ok(relations)
    }

    /// Adds a relationship of a part, to a target as seen from the root of the package; answers with its id.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Unmarkable> {
        let name = relations_of(part);
        if !self.has(&name) {
            let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
            self.put(&name, empty.to_owned());
        }
        let text = self.text(&name)?;
        let taken = |id: &str| text.contains(&format!("\"{id}\""));
        let mut ids = (1..).map(|n| format!("rIdQf{n}"));
        let id = ids.find(|id| !taken(id)).unwrap_or_default();
        let entry = format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATION}{kind}\" Target=\"/{}\"/>",
            escaped(target)
        );
        self.append(&name, &entry)?;
        Ok(id)
    }

    /// The package as changed.
    pub fn finish(mut self) -> Result<Vec<u8>, Unmarkable> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = packed();
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|_| DAMAGED)?;
            let name = part.name().map_err(|_| DAMAGED)?.into_owned();
            let Some(text) = self.changed.remove(&name) else {
                out.raw_copy_file(part).map_err(|_| DAMAGED)?;
                continue;
            };
            drop(part);
            if let Some(text) = text {
                write(&mut out, &name, &text, packed)?;
            }
        }
        for (name, text) in &self.changed {
            if let Some(text) = text {
                write(&mut out, name, text, packed)?;
            }
        }
        Ok(out.finish().map_err(|_| DAMAGED)?.into_inner())
    }
}

fn write(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), Unmarkable> {
    out.start_file(name, options).map_err(|_| DAMAGED)?;
    out.write_all(text.as_bytes()).map_err(|_| DAMAGED)
}

/// The part that holds the relationships of a part.
pub fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The main part of an Excel package.
pub fn main_part(package: &mut Package<'_>) -> Result<String, Unmarkable> {
    let text = package.text(&relations_of(""))?;
    if !text.contains(RELATION) {
        return Err(Unmarkable("文件按严格的标准保存，不能在原表上标注"));
    }
    let relations = package.relations("")?;
    let main = relations.into_iter().find(|r| r.kind == "officeDocument");
    let part = main.ok_or(DAMAGED)?.part;
    if part.to_lowercase().ends_with(".bin") {
        return Err(NOT_EXCEL);
    }
    let text = package.text(&part)?;
    let root = xml::tags(&text)?;
    if root[0].name != "workbook" {
        return Err(NOT_EXCEL);
    }
    Ok(part)
}
