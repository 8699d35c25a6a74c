//! Word documents: the parts that say something are taken out whole. Their XML is looked at while it is read.

use super::package::{Package, Size};
use super::relations::{self, Relation};
use super::{Facts, Refusal};

/// The parts of a document that are read.
#[derive(Debug)]
pub(in crate::reader) struct Parts {
    pub document: Vec<u8>,
    pub styles: Option<Vec<u8>>,
    pub numbering: Option<Vec<u8>>,
    pub comments: Option<Vec<u8>>,
    /// Headers and footers, by the names of their relationships.
    pub margins: Vec<(String, Vec<u8>)>,
}

/// Takes the parts out of a document; `main` is the one with the text.
pub(super) fn inspect(package: &mut Package<'_>, main: &str) -> Result<(Parts, Facts), Refusal> {
    let (name, folder) = relations::name_of(main);
    let relations = if package.has(&name) {
        relations::relations(package, &name, folder)?
    } else {
        Vec::new()
    };
    // Without a part that is named, lists would lose their numbers without a word.
    let mut part = |kind: &str| {
        let related = relations.iter().find(|r| r.kind == kind);
        related.map(|r| package.bytes(&r.part)).transpose()
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let mut comments = relations
        .iter()
        .filter(|r| r.kind == "comments" && package.has(&r.part));
    let comments = comments.next().map(|r| r.part.clone());
    let comments = comments.map(|part| package.bytes(&part)).transpose()?;
    let margins = relations.iter();
    let margins = margins.filter(|r| matches!(r.kind.as_str(), "header" | "footer"));
    let margins = margins.filter(|r| package.has(&r.part)).collect::<Vec<_>>();
    let margins = margins
        .into_iter()
        .map(|r| Ok((r.id.clone(), package.bytes(&r.part)?)));
    let margins = margins.collect::<Result<_, Refusal>>()?;
    let parts = Parts {
        margins,
        document: package.read(main, Size::Other)?,
        styles,
        numbering,
        comments,
    };
    let macros = |r: &Relation| r.kind == "vbaProject";
    let facts = Facts {
        macros: relations.iter().any(macros),
        ..Facts::default()
    };
    Ok((parts, facts))
}
