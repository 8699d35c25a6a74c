//! Two columns that mean the same field: the more exact one counts, and the other is kept beside the entry.

use super::heads::Labels;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// Words of heads that are less exact than the others of their field: 职务 (科员) names a rank where another column names the
/// post, 权限 (行政管理权) a kind of power, 排查领域 (财务审批) a field, 业务流程 its steps where another names the matter.
const LESS_EXACT: [(Field, &[&str]); 2] = [
    (Field::Post, &["职务", "职级"]),
    (
        Field::Matter,
        &[
            "权限",
            "权力类型",
            "权力类别",
            "职权类型",
            "职权类别",
            "领域",
            "流程",
            "环节",
        ],
    ),
];

/// Takes the field from columns beside which a more exact one stands.
pub fn settle(columns: &mut [Column]) {
    for (field, _) in LESS_EXACT {
        let is_less = |column: &Column| is_less_exact(field, &text::label_key(&column.label));
        let own = |column: &&mut Column| column.field == Some(field);
        let exact = columns
            .iter()
            .any(|c| c.field == Some(field) && !is_less(c));
        for column in columns.iter_mut().filter(own) {
            if exact && is_less(column) {
                column.field = None;
                column.by = Evidence::LessExact;
            }
        }
    }
}

/// Heads under 责任主体 that name who answers for a risk.
pub const PERSONS: [&str; 7] = ["人员", "人", "个人", "岗位", "责任人", "岗位人员", "职务"];

/// Whether a head over others says that they name who answers for a risk: 责任主体, 责任分工.
pub fn is_responsible(parent: &str) -> bool {
    text::label_key(parent).contains("责任") || text::label_key(parent).contains("落实")
}

/// Of columns with the same heads under different ones, 部门 and 人员 under 涉及对象 and under 责任主体, those of who answers count.
pub fn settle_responsible(columns: &mut [Column], labels: &[Labels]) {
    let responsible: Vec<bool> = labels
        .iter()
        .map(|l| l.parent.as_deref().is_some_and(is_responsible))
        .collect();
    for at in 0..columns.len() {
        let own = &columns[at].label;
        let twin = |(other, responsible): (&Column, &bool)| {
            *responsible && !own.is_empty() && other.label == *own && other.field.is_some()
        };
        if !responsible[at] && columns.iter().zip(&responsible).any(twin) {
            columns[at].field = None;
            columns[at].by = Evidence::LessExact;
        }
    }
}

/// Whether a comparable label of this field is one of the less exact.
pub fn is_less_exact(field: Field, key: &str) -> bool {
    let own = LESS_EXACT.iter().find(|(of, _)| *of == field);
    let named = own.is_some_and(|(_, words)| words.iter().any(|word| key.contains(word)));
    named && !exact(field, key)
}

/// Whether a head also names what is meant exactly: 岗位职务, 权限事项, 职权名称及流程.
fn exact(field: Field, key: &str) -> bool {
    match field {
        Field::Post => key.contains("岗"),
        _ => key.contains("事项") || key.contains("名称"),
    }
}
