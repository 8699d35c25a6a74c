//! How the parts of an Excel package hang together: relationships, and the parts they lead to.

use quick_xml::events::Event;

use super::Refusal;
use super::meter::attribute;
use super::package::{Package, Size};
use crate::location::part_named;
use crate::reader::shown::quoted;

/// One relationship.
pub(super) struct Relation {
    pub id: String,
    /// Last word of its type: `worksheet`, `styles` …
    pub kind: String,
    /// The part it points to.
    pub part: String,
}

impl Relation {
    /// A sheet of Excel 4 macros, which are never read.
    pub fn is_macro_sheet(&self) -> bool {
        matches!(self.kind.as_str(), "xlMacrosheet" | "xlIntlMacrosheet")
    }
}

/// All relationships of a main part, and the folder it lies in.
pub(super) fn of_part(
    package: &mut Package<'_>,
    part: &str,
) -> Result<(Vec<Relation>, String), Refusal> {
    let (name, folder) = name_of(part);
    let relations = relations(package, &name, folder)?;
    Ok((relations, folder.to_owned()))
}

/// The name of the `.rels` part of a part, and the folder that part lies in.
pub(super) fn name_of(part: &str) -> (String, &str) {
    let (folder, name) = part
        .rfind('/')
        .map_or(("", part), |at| part.split_at(at + 1));
    (format!("{folder}_rels/{name}.rels"), folder)
}

/// All relationships of a `.rels` part; `folder` is that of the part they belong to.
pub(super) fn relations(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<Relation>, Refusal> {
    let mut relations = Vec::new();
    package.scan(name, Size::Other, &mut |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "Relationship"
        {
            let kind = attribute(tag, "Type")?.unwrap_or_default();
            let target = attribute(tag, "Target")?.unwrap_or_default();
            relations.push(Relation {
                id: attribute(tag, "Id")?.unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                part: part_named(folder, &target),
            });
        }
        Ok(())
    })?;
    Ok(relations)
}

/// The part with the styles, if there is one: that of the relationship, else that of the usual name. Without the styles it
/// is supposed to have, the dates of a workbook would be taken for numbers.
pub(super) fn styles(
    package: &Package<'_>,
    relations: &[Relation],
    usual: &str,
) -> Result<Option<String>, Refusal> {
    match relations.iter().find(|r| r.kind == "styles") {
        Some(relation) if package.has(&relation.part) => Ok(Some(relation.part.clone())),
        Some(_) => Err(Refusal::damaged("缺少必要的部件")),
        None => Ok(Some(usual.to_owned()).filter(|part| package.has(part))),
    }
}

/// The part with the shared strings, if there is one. A cell that names one which is missing is reported at its place.
pub(super) fn strings(
    package: &Package<'_>,
    relations: &[Relation],
    usual: &str,
) -> Option<String> {
    let related = relations.iter().find(|r| r.kind == "sharedStrings");
    let part = related.map_or(usual, |relation| &relation.part);
    Some(part.to_owned()).filter(|part| package.has(part))
}

/// The part with the notes of a sheet, if it has any.
pub(super) fn notes(package: &mut Package<'_>, sheet: &str) -> Result<Option<String>, Refusal> {
    let (name, folder) = name_of(sheet);
    if !package.has(&name) {
        return Ok(None);
    }
    let relations = relations(package, &name, folder)?.into_iter();
    let mut notes = relations.filter(|r| r.kind == "comments" && package.has(&r.part));
    Ok(notes.next().map(|r| r.part))
}

/// The part of a worksheet by its relationship; nothing for charts, dialogs, macro sheets, and the modules of old macros,
/// which are listed without a part of their own.
pub(super) fn worksheet(
    package: &Package<'_>,
    relations: &[Relation],
    id: &str,
    name: &str,
    hidden: bool,
) -> Result<Option<String>, Refusal> {
    let lost = || Refusal::damaged(format!("找不到工作表{}的内容", quoted(name)));
    let Some(relation) = relations.iter().find(|r| r.id == id) else {
        let module = id.is_empty() || hidden;
        return if module { Ok(None) } else { Err(lost()) };
    };
    match relation.kind.as_str() {
        "worksheet" if package.has(&relation.part) => Ok(Some(relation.part.clone())),
        "worksheet" => Err(lost()),
        "chartsheet" | "dialogsheet" => Ok(None),
        _ if relation.is_macro_sheet() => Ok(None),
        _ => Err(Refusal::odd(format!(
            "工作表{}的类型无法识别",
            quoted(name)
        ))),
    }
}
