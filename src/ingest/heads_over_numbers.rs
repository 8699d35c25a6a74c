//! A head merged over two columns of which the first only counts, or names the kind, and the second says it: 风险点 over 风险点1 | text,
//! over 1 | text, over 廉政风险 | text. And 风险点 over numbers only, beside the head that says it: 描述.

use super::heads::{Labels, is_content};
use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// Fields of which a head may stand over two columns.
const TOLD: [Field; 3] = [Field::Risk, Field::Manifestation, Field::Measures];

/// Gives the field to the column that says it.
pub fn settle(columns: &mut [Column], labels: &[Labels], sample: &Sample<'_>) {
    let free = columns.iter().all(|c| c.field != Some(Field::Category));
    for at in 1..columns.len() {
        let (before, own) = (&columns[at - 1], &columns[at]);
        let field = before.field.filter(|field| TOLD.contains(field));
        let under =
            labels[at].own.is_empty() && labels[at].parent.as_ref() == Some(&labels[at - 1].own);
        let described = field == Some(Field::Risk)
            && match own.field {
                Some(own) => own == Field::Manifestation,
                None => is_content(&text::label_key(&own.label)),
            };
        let Some(field) = field.filter(|_| (under && own.field.is_none()) || described) else {
            continue;
        };
        let (first, second) = (before.cell.col, own.cell.col);
        let kind = under && sample.mostly_categories(first);
        let counts = sample.mostly_numbers(first) || kind;
        if !counts || sample.is_blank(second) || sample.mostly_numbers(second) {
            continue;
        }
        if under {
            let label = columns[at - 1].label.clone();
            columns[at].label = label;
        }
        columns[at].field = Some(field);
        columns[at].by = columns[at - 1].by;
        let category = (kind && free).then_some(Field::Category);
        columns[at - 1].by = category.map_or(Evidence::LessExact, |_| Evidence::Cells);
        columns[at - 1].field = category;
    }
}
