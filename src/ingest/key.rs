//! What makes a text a key beside a table: 填报科室, 填报日期, 工作单位.

use super::heads_of_two;
use super::names;
use crate::model::Field;
use crate::policy::Lookup;
use crate::text::{self, Key};

/// Keys that name a unit or a section, told apart by their value.
const UNIT_KEYS: [&str; 13] = [
    "单位",
    "工作单位",
    "所在单位",
    "所属单位",
    "填报单位",
    "单位名称",
    "填表单位",
    "报送单位",
    "单位部门",
    "部门单位",
    "单位科室",
    "行使主体",
    "实施主体",
];

/// Endings of keys that name a section.
const SECTION_ENDINGS: [&str; 4] = ["科室", "股室", "处室", "部室"];

/// Keys that name the day of the form beside a table, and something else as heads of a column.
const DATE_KEYS: [&str; 2] = ["时间", "年月日"];

/// The key that names the person beside a table, and as the head of a column anybody.
const PERSON_KEY: &str = "人员";

/// Whether a key-value may name the unit or section.
pub fn is_unit_key(key: &str) -> bool {
    let bare = text::without_brackets(&text::label_key(key));
    UNIT_KEYS.contains(&bare.as_str())
}

/// The field a key names. 填报股室, 报送科室 and the like name the section without being heads of a column.
pub fn field_of(key: &str, lookup: &Lookup<'_>) -> Option<Field> {
    let label = text::label_key(key);
    lookup.field(&Key(&label)).or_else(|| {
        let bare = text::without_brackets(&label);
        let inner = (bare != label).then(|| lookup.field(&Key(&bare))).flatten();
        let own = || before_section(&bare).is_some_and(names::is_own_section);
        let day = || DATE_KEYS.contains(&bare.as_str());
        inner
            .or_else(|| own().then_some(Field::Section))
            .or_else(|| day().then_some(Field::ReportedOn))
            .or_else(|| (bare == PERSON_KEY).then_some(Field::Person))
            .or_else(|| Some(heads_of_two::whose(&label, lookup)?.0))
    })
}

/// What stands before the ending of a key that names a section, the form's own or another.
fn before_section(bare: &str) -> Option<&str> {
    SECTION_ENDINGS
        .iter()
        .find_map(|end| bare.strip_suffix(end))
}

/// Whether a key names a section, though not that of the form: 审核科室.
fn names_another_section(key: &str) -> bool {
    let bare = text::without_brackets(&text::label_key(key));
    bare.chars().count() <= 6 && before_section(&bare).is_some()
}

/// Whether a text is a key beside a table, and no head of a risk, a level or measures.
pub fn is_key(written: &str, lookup: &Lookup<'_>) -> bool {
    is_unit_key(written)
        || names_another_section(written)
        || field_of(written, lookup).is_some_and(|f| !f.is_telling())
        || lookup
            .after_footer(written)
            .is_some_and(|rest| rest.is_empty())
}
