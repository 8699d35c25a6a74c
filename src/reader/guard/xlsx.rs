//! Excel packages: whether calamine will find the parts it looks for under the names it expects, and each sheet's facts.
//! calamine reads styles and strings only under fixed names; under others it would read wrong data without a word.

use quick_xml::events::Event;

use super::meter::{attribute, local_attribute};
use super::package::{Package, Size};
use super::relations::{self, Relation, folder_of, resolve};
use super::sheet::SheetScan;
use super::{Facts, Refusal, Tally, sheet_names};
use crate::reader::checks;

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    relation: String,
}

/// Looks through an Excel package whose workbook part is `workbook`.
pub(super) fn inspect(package: &mut Package<'_>, workbook: &str) -> Result<Facts, Refusal> {
    let (folder, name) = folder_of(workbook);
    let relations = relations::relations(package, &format!("{folder}_rels/{name}.rels"))?;
    fixed_name(package, &relations, folder, "styles", "styles.xml")?;
    fixed_name(
        package,
        &relations,
        folder,
        "sharedStrings",
        "sharedStrings.xml",
    )?;
    let listed = listed_sheets(package, workbook)?;
    sheet_names(listed.iter().map(|s| s.name.as_str()), package.limits)?;
    supporting_parts(package, folder)?;
    let mut facts = Facts {
        macros: relations.iter().any(|r| r.kind == "vbaProject"),
        external_links: relations.iter().any(|r| r.kind == "externalLink"),
        ..Facts::default()
    };
    let limits = package.limits;
    let mut tally = Tally::new(limits);
    let mut parts = std::collections::BTreeSet::new();
    for sheet in listed {
        let Some(part) = worksheet_part(package, &relations, folder, &sheet)? else {
            continue;
        };
        if !parts.insert(part.to_lowercase()) {
            return Err(Refusal::odd("两个工作表指向同一份内容"));
        }
        let mut scan = SheetScan::new(&mut tally);
        package
            .scan(&part, Size::Sheet, &mut |event| scan.event(event))
            .and_then(|()| scan.finish(&sheet.name))
            .map(|found| facts.sheets.push(found))
            .map_err(|refusal| refusal.in_sheet(&sheet.name))?;
    }
    Ok(facts)
}

/// Refuses a package whose styles or strings calamine would not find.
pub(super) fn fixed_name(
    package: &Package<'_>,
    relations: &[Relation],
    folder: &str,
    kind: &str,
    expected: &str,
) -> Result<(), Refusal> {
    let Some(relation) = relations.iter().find(|r| r.kind == kind) else {
        return Ok(());
    };
    let part = resolve(folder, &relation.target);
    if !part.eq_ignore_ascii_case(&format!("{folder}{expected}")) {
        return Err(Refusal::odd(
            "文件内部的部件名称特殊，读出的日期或文字可能出错",
        ));
    }
    if !package.has(&part) {
        return Err(Refusal::damaged("缺少必要的部件"));
    }
    Ok(())
}

fn listed_sheets(package: &mut Package<'_>, workbook: &str) -> Result<Vec<Listed>, Refusal> {
    let mut listed = Vec::new();
    package.scan(workbook, Size::Other, &mut |event| {
        let Event::Start(tag) = event else {
            return Ok(());
        };
        if tag.local_name().as_ref() != "sheet" {
            return Ok(());
        }
        let state = attribute(tag, "state")?;
        if !matches!(
            state.as_deref(),
            None | Some("visible" | "hidden" | "veryHidden")
        ) {
            return Err(Refusal::odd("工作表的显示状态无法识别"));
        }
        listed.push(Listed {
            name: attribute(tag, "name")?.unwrap_or_default(),
            relation: local_attribute(tag, "id")?.unwrap_or_default(),
        });
        Ok(())
    })?;
    Ok(listed)
}

/// The part of a worksheet; nothing for a chart.
fn worksheet_part(
    package: &Package<'_>,
    relations: &[Relation],
    folder: &str,
    sheet: &Listed,
) -> Result<Option<String>, Refusal> {
    let Some(relation) = relations.iter().find(|r| r.id == sheet.relation) else {
        return Err(Refusal::damaged(format!(
            "找不到工作表“{}”的内容",
            sheet.name
        )));
    };
    match relation.kind.as_str() {
        "worksheet" => {}
        "chartsheet" | "dialogsheet" => return Ok(None),
        "xlMacrosheet" | "xlIntlMacrosheet" => {
            let message = format!(
                "含有 Excel 4.0 宏表“{}”，可能带有宏病毒，未读取",
                sheet.name
            );
            return Err(Refusal::new(&checks::ODD_PACKAGE, message));
        }
        _ => {
            return Err(Refusal::odd(format!(
                "工作表“{}”的类型无法识别",
                sheet.name
            )));
        }
    }
    let part = resolve(folder, &relation.target);
    if !package.has(&part) {
        return Err(Refusal::damaged(format!(
            "找不到工作表“{}”的内容",
            sheet.name
        )));
    }
    Ok(Some(part))
}

/// Strings, styles and theme: calamine reads them whole when it opens the file.
fn supporting_parts(package: &mut Package<'_>, folder: &str) -> Result<(), Refusal> {
    let strings = format!("{folder}sharedStrings.xml");
    if package.has(&strings) {
        // The shortest string takes five bytes (`<si/>`); calamine reserves room for as many as are announced.
        let most = package.size(&strings) / 5;
        package.scan(&strings, Size::Other, &mut |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "sst"
                && let Some(count) = attribute(tag, "uniqueCount")?
                && count
                    .trim()
                    .parse::<u64>()
                    .map_or(count.len() > 18, |n| n > most)
            {
                return Err(Refusal::odd("文件声称的文字数量与实际不符"));
            }
            Ok(())
        })?;
    }
    for part in ["styles.xml", "theme/theme1.xml"] {
        let part = format!("{folder}{part}");
        if package.has(&part) {
            package.scan(&part, Size::Other, &mut |_| Ok(()))?;
        }
    }
    Ok(())
}
