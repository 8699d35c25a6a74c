//! Two columns that mean the same field: the more exact one counts, and the other is kept beside the entry.

use super::heads::Labels;
use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
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

/// The field of a column beside which a more exact one stands.
pub fn less_exact(column: &Column, lookup: &Lookup<'_>) -> Option<Field> {
    let key = text::label_key(&column.label);
    let named = lookup.field(&column.label);
    let fields = LESS_EXACT.iter().map(|(field, _)| *field);
    let mut own = fields.filter(|field| is_less_exact(*field, &key) || named == Some(*field));
    own.next().filter(|_| column.by == Evidence::LessExact)
}

/// Takes the field from columns beside which a more exact one stands.
pub fn settle(columns: &mut [Column]) {
    for (field, _) in LESS_EXACT {
        let own = |column: &&mut Column| column.field == Some(field);
        let key = |column: &Column| text::label_key(&column.label);
        // What the policy calls it says more than any other name of it.
        let by_name = |column: &Column| field == Field::Matter && key(column).contains("权力事项");
        let named = columns.iter().any(|c| c.field == Some(field) && by_name(c));
        let is_less =
            |column: &Column| is_less_exact(field, &key(column)) || (named && !by_name(column));
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

/// Of two columns that name a section, 排查科室 or 科室 says whose form it is, and 责任科室 who answers for the measures: the
/// owner, where no other column names one.
pub fn settle_sections(columns: &mut [Column], sample: &Sample<'_>) {
    let is_section = |column: &Column| column.field == Some(Field::Section);
    let answers = |column: &Column| text::label_key(&column.label).contains("责任");
    // 责任主体 over names of persons.
    let persons = [Field::Owner, Field::Person];
    let others = |c: &Column| c.field.is_some_and(|field| persons.contains(&field));
    let of_persons = |c: &Column| is_section(c) && answers(c) && sample.mostly_persons(c.cell.col);
    if !columns.iter().any(others)
        && let Some(column) = columns.iter_mut().find(|c| of_persons(c))
    {
        column.field = Some(Field::Owner);
        column.by = Evidence::Cells;
        return;
    }
    let names_sections = |column: &Column| sample.mostly_sections(column.cell.col);
    let whose = |column: &&Column| is_section(column) && !answers(column);
    if !columns.iter().filter(whose).any(names_sections) {
        return;
    }
    let mut owned = columns.iter().any(|c| c.field == Some(Field::Owner));
    for column in columns.iter_mut().filter(|c| is_section(c) && answers(c)) {
        column.field = (!owned).then_some(Field::Owner);
        column.by = if owned {
            Evidence::LessExact
        } else {
            Evidence::Cells
        };
        owned = true;
    }
}

/// Heads under 责任主体 that name who answers for a risk.
pub const PERSONS: [&str; 7] = ["人员", "人", "个人", "岗位", "责任人", "岗位人员", "职务"];
/// Those of them that name a post.
const POSTS: [&str; 2] = ["岗位", "职务"];
/// Heads over others that say that they name who answers for a risk. 岗位责任 and 主体责任 ask what somebody answers for.
const RESPONSIBLE: [&str; 17] = [
    "责任",
    "责任主体",
    "责任人",
    "责任人员",
    "责任者",
    "责任分工",
    "责任划分",
    "责任落实",
    "责任对象",
    "责任单位",
    "责任部门",
    "责任科室",
    "责任股室",
    "责任领导",
    "落实",
    "落实主体",
    "落实人",
];
/// What stands before them: 风险防控责任分工, 落实措施责任人.
const OF_WHAT: [&str; 20] = [
    "落实", "防控", "防范", "预防", "管控", "控制", "风险", "廉政", "廉洁", "措施", "整改", "监管",
    "监督", "管理", "具体", "直接", "主要", "岗位", "及", "的",
];

/// Whether a head over others says that they name who answers for a risk: 责任主体, 责任分工.
pub fn is_responsible(parent: &str) -> bool {
    let key = text::label_key(parent);
    let mut rest = key.as_str();
    loop {
        if RESPONSIBLE.contains(&rest) {
            // 岗位责任 are the duties of a post; 岗位责任人 is a person.
            return !(rest == "责任" && key.contains("岗位"));
        }
        match OF_WHAT.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
}

/// Where no other column is the post, 岗位 under 责任主体 is; 职务 under 责任人 is a person's all the same.
pub fn settle_posts(columns: &mut [Column], labels: &[Labels]) {
    if columns.iter().any(|c| c.field == Some(Field::Post)) {
        return;
    }
    let of_person = |parent: &str| text::label_key(parent).ends_with(['人', '员', '者', '导']);
    let is_post = |(column, labels): &(&mut Column, &Labels)| {
        let parent = labels.parent.as_deref().unwrap_or_default();
        let own = POSTS.contains(&text::label_key(&labels.own).as_str());
        column.field == Some(Field::Owner) && own && is_responsible(parent) && !of_person(parent)
    };
    let found = columns.iter_mut().zip(labels).find(is_post);
    if let Some((column, _)) = found {
        column.field = Some(Field::Post);
    }
}

/// 职务 beside 姓名 under 责任人 says more of the same person.
pub fn settle_owners(columns: &mut [Column], labels: &[Labels]) {
    let is_owner = |column: &Column| column.field == Some(Field::Owner);
    let is_post = |at: usize| POSTS.contains(&text::label_key(&labels[at].own).as_str());
    for at in 0..columns.len() {
        let own = &labels[at].parent;
        let named = |(other, column): (usize, &Column)| {
            is_owner(column) && !is_post(other) && own.is_some() && labels[other].parent == *own
        };
        if is_owner(&columns[at]) && is_post(at) && columns.iter().enumerate().any(named) {
            columns[at].field = None;
            columns[at].by = Evidence::LessExact;
        }
    }
}

/// Of columns with the same heads under different ones, 部门 and 人员 under 涉及对象 and under 责任主体, those of who answers count.
pub fn settle_responsible(columns: &mut [Column], labels: &[Labels]) {
    let responsible: Vec<bool> = labels
        .iter()
        .map(|l| l.parent.as_deref().is_some_and(is_responsible))
        .collect();
    for at in 0..columns.len() {
        let own = &columns[at];
        // 姓名 of a member of staff and 姓名 under 责任人 are two fields.
        let twin = |(other, responsible): (&Column, &bool)| {
            let same = other.label == own.label && !own.label.is_empty();
            let field = other.field.is_some() && own.field.is_none_or(|f| other.field == Some(f));
            *responsible && same && field
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
