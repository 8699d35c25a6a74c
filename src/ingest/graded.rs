//! 类别, or 备注, over nothing but levels (高风险, 中风险, 低风险), where nothing else is the level.

use super::sample::Sample;
use crate::model::{Column, Evidence, Field};

/// Takes such a column for the level; a person is asked to look.
pub fn settle(columns: &mut [Column], sample: &Sample<'_>) {
    let has_level = columns.iter().any(|c| c.field.is_some_and(Field::is_level));
    if has_level {
        return;
    }
    for field in [Field::Category, Field::Remark] {
        let is_own = |c: &&mut Column| c.field == Some(field) && c.by != Evidence::Tick;
        let mut own: Vec<&mut Column> = columns.iter_mut().filter(is_own).collect();
        if let [only] = own.as_mut_slice()
            && sample.all_levels(only.cell.col)
        {
            only.field = Some(Field::Level);
            only.by = Evidence::Loose;
            return;
        }
    }
}
