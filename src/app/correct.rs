//! A correction made by a click on a form: written into the policy file only where it makes the form read as it is meant.

use super::form_view::{FormRead, fields, label_at};
use super::held::Steps;
use super::policy_change::PolicyFile;
use crate::error::Error;
use crate::location::CellRef;
use crate::model::{Evidence, Field};
use crate::policy::Occasion;
use crate::policy::edit::Change;
use crate::reader::Source;

/// A head on a form, by the number of its sheet and its cell.
pub type HeadAt = (usize, CellRef);

/// How a head is said to mean no field.
const NO_FIELD: &str = "不是栏目";

/// Says that the head of this cell means a field, or none; answers with what was done.
///
/// # Errors
/// Nothing stands in the cell, the form is read no other way with it, or no longer as a form, the policy's checks refuse it, or the file cannot be
/// written. Then the policy is as it was.
pub fn correct_head(
    policy: &PolicyFile,
    (source, occasion): (&Source, Occasion),
    (sheet, at): HeadAt,
    field: Option<Field>,
    steps: &mut Steps,
) -> Result<String, Error> {
    let before = FormRead::of(source, &policy.policy()?, occasion);
    let labels = label_at(&before, sheet, at);
    let Some(own) = labels.last() else {
        return Err(Error::Unknown(format!("{at} 里没有字，不能作表头")));
    };
    let title = field.map_or(NO_FIELD, Field::title);
    let now = |read: &FormRead| fields(read, sheet).get(&at).copied();
    let meant = |(read, by): (Option<Field>, Evidence)| {
        read == field && (field.is_some() || by == Evidence::NoField)
    };
    // One that was told by something else is written, so that nobody is asked to look at it again.
    if now(&before).is_some_and(|read| meant(read) && read.1.is_certain()) {
        return Ok(format!("表头“{own}”本来就读作“{title}”，没有改动。"));
    }
    let mut read_as = None;
    for label in &labels {
        let change = Change::Head {
            label: label.clone(),
            field,
        };
        let (tried, with) = policy.tried(std::slice::from_ref(&change))?;
        let read = now(&FormRead::of(source, &with, occasion));
        let what = format!("表头“{label}”作为“{title}”");
        match read {
            Some(read) if meant(read) => {
                policy.write(&tried, &what, steps)?;
                return Ok(format!("已写入口径：{what}。这张表已重新读取。"));
            }
            // Where no table is known yet, one head more may not be enough.
            None if field.is_some() => {
                policy.write(&tried, &what, steps)?;
                return Ok(format!(
                    "已写入口径：{what}。这张表的表头还没有认全，请把其余各栏也指明。"
                ));
            }
            other => read_as = other,
        }
    }
    Err(Error::Unknown(match field {
        Some(_) => refused(own, title, read_as),
        None => format!(
            "写上“{own}”不是栏目，这里就认不出自查表的表头了，所以没有写入。请先指明其余各栏，或者把这份表移出收表"
        ),
    }))
}

/// Why a head is not what it is said to be.
fn refused(own: &str, title: &str, read_as: Option<(Option<Field>, Evidence)>) -> String {
    let (read, by) = read_as.unwrap_or((None, Evidence::None));
    let read = read.map_or("不认识的栏", Field::title);
    let by = by.title();
    format!(
        "写上“{own}”是“{title}”，这一栏仍会读作“{read}”（{by}），所以没有写入。请看同一张表里是不是另有一栏已经是“{title}”，或者在原表上改这个表头"
    )
}

/// Says that a name is that of a section of the roster; answers with what was done.
///
/// # Errors
/// The roster has no such section, the policy's checks refuse it, or the file cannot be written. Then the policy is as it was.
pub fn correct_section(
    policy: &PolicyFile,
    name: &str,
    section: &str,
    steps: &mut Steps,
) -> Result<String, Error> {
    let current = policy.policy()?;
    let own = current.roster.sections().iter().find(|s| s.name == section);
    let Some(own) = own else {
        return Err(Error::Unknown(format!("花名册里没有“{section}”")));
    };
    if name.trim().is_empty() {
        return Err(Error::Unknown("没有写明是哪个名称".to_owned()));
    }
    if own.names().any(|known| known == name) {
        return Ok(format!("“{name}”本来就是“{section}”，没有改动。"));
    }
    let change = Change::Alias {
        name: name.trim().to_owned(),
        section: section.to_owned(),
    };
    let what = format!("“{name}”是“{section}”的别名");
    policy.change(&[change], &what, steps)?;
    Ok(format!("已写入口径：{what}。这张表已重新读取。"))
}
