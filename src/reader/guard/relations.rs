//! What a package is and how its parts hang together: relationships, and names that give other documents away.

use quick_xml::events::Event;

use super::Refusal;
use super::meter::attribute;
use super::package::{Package, Size};

/// What a zip package is.
pub(super) enum Kind {
    /// An Excel workbook; the name of its workbook part.
    Xlsx(String),
    Xlsb,
    Ods,
    /// Something else, by its Chinese name.
    Other(&'static str),
}

/// One relationship.
pub(super) struct Relation {
    pub id: String,
    /// Last word of its type: `worksheet`, `styles` …
    pub kind: String,
    /// As written.
    pub target: String,
}

/// What the package is, by its parts.
pub(super) fn kind(package: &mut Package<'_>) -> Result<Kind, Refusal> {
    if package.has("mimetype") {
        let mime = String::from_utf8_lossy(&package.bytes("mimetype")?).into_owned();
        if let Some(kind) = open_document(mime.trim()) {
            return Ok(kind);
        }
    }
    if let Some(name) = other_package(package.names()) {
        return Ok(Kind::Other(name));
    }
    office_document(package)
}

/// An OpenDocument package by its `mimetype`.
fn open_document(mime: &str) -> Option<Kind> {
    let kind = mime.strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(if kind.starts_with("spreadsheet") {
        Kind::Ods
    } else if kind.starts_with("text") {
        Kind::Other("文字文档（ODF）")
    } else {
        Kind::Other("其他 OpenDocument 文档")
    })
}

/// Packages that are no workbook, by the names of their parts (lower case).
fn other_package<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut package = false;
    for name in names {
        if name.starts_with("word/") {
            return Some("Word 文档");
        }
        if name.starts_with("ppt/") {
            return Some("演示文稿");
        }
        if name == "ofd.xml" {
            return Some("OFD 版式文件");
        }
        package |=
            name == "_rels/.rels" || name == "[content_types].xml" || name.starts_with("xl/");
    }
    (!package).then_some("压缩包")
}

/// Follows the package's relationships to its main part.
fn office_document(package: &mut Package<'_>) -> Result<Kind, Refusal> {
    let relations = relations(package, "_rels/.rels")?;
    let main = relations
        .into_iter()
        .find(|r| r.kind == "officeDocument")
        .ok_or_else(|| Refusal::damaged("没有找到工作簿"))?;
    let target = main
        .target
        .strip_prefix('/')
        .unwrap_or(&main.target)
        .to_owned();
    let binary = target.to_lowercase().ends_with(".bin");
    Ok(if binary {
        Kind::Xlsb
    } else {
        Kind::Xlsx(target)
    })
}

/// All relationships of a `.rels` part.
pub(super) fn relations(package: &mut Package<'_>, name: &str) -> Result<Vec<Relation>, Refusal> {
    let mut relations = Vec::new();
    package.scan(name, Size::Other, &mut |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "Relationship"
        {
            let kind = attribute(tag, "Type")?.unwrap_or_default();
            relations.push(Relation {
                id: attribute(tag, "Id")?.unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: attribute(tag, "Target")?.unwrap_or_default(),
            });
        }
        Ok(())
    })?;
    Ok(relations)
}

/// The part a relationship names, as calamine resolves it: absolute, or beside the workbook.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    target
        .strip_prefix('/')
        .map_or_else(|| format!("{folder}{target}"), ToOwned::to_owned)
}

/// The folder of a part, with its `/`.
pub(super) fn folder_of(part: &str) -> (&str, &str) {
    part.rfind('/')
        .map_or(("", part), |at| part.split_at(at + 1))
}
