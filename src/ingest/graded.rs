//! 类别 over nothing but levels (高风险, 中风险, 低风险), where nothing else is the level.

use super::sample::Sample;
use crate::model::{Column, Evidence, Field};

/// Takes such a column for the level; a person is asked to look.
pub fn settle(columns: &mut [Column], sample: &Sample<'_>) {
    let has_level = columns.iter().any(|c| c.field.is_some_and(Field::is_level));
    if has_level {
        return;
    }
    let is_kind = |c: &&mut Column| c.field == Some(Field::Category) && c.by != Evidence::Tick;
    let mut kinds: Vec<&mut Column> = columns.iter_mut().filter(is_kind).collect();
    if let [only] = kinds.as_mut_slice()
        && sample.all_levels(only.cell.col)
    {
        only.field = Some(Field::Level);
        only.by = Evidence::Loose;
    }
}
