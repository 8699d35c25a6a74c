//! Columns of a form: which field, under which of its many names, how wide.

use super::Job;
use crate::model::Field;

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands in it; none for a column that no reader can know.
    pub field: Option<Field>,
    /// Its head.
    pub label: String,
    /// Its width in characters of half width.
    pub width: f64,
}

/// The heads a field is seen under, and the width of its column.
fn heads(field: Field) -> (&'static [&'static str], f64) {
    match field {
        Field::Seq => (&["序号", "编号"], 6.0),
        Field::Section => (
            &[
                "科室",
                "所在科室",
                "责任科室",
                "部门",
                "单位/科室",
                "排查科室",
                "责任主体",
            ],
            13.0,
        ),
        Field::Post => (
            &["岗位", "岗位名称", "重点岗位", "涉及岗位", "岗位（职务）"],
            13.0,
        ),
        Field::Person => (&["姓名"], 9.0),
        Field::Matter => (
            &[
                "职权名称",
                "权力事项",
                "权力名称",
                "职权事项",
                "业务事项",
                "工作事项",
                "事项名称",
                "业务名称",
                "重要环节",
            ],
            17.0,
        ),
        Field::Category => (&["风险类别", "风险类型"], 11.0),
        Field::Risk => (
            &[
                "风险点",
                "廉政风险点",
                "廉洁风险点",
                "风险点名称",
                "岗位廉政风险",
            ],
            28.0,
        ),
        Field::Manifestation => (
            &[
                "表现形式",
                "主要表现形式",
                "风险表现形式",
                "风险描述",
                "廉政风险主要内容及表现形式",
                "风险情况描述",
            ],
            36.0,
        ),
        Field::Level => (
            &[
                "风险等级",
                "等级",
                "风险级别",
                "级别",
                "自评等级",
                "廉政风险等级",
                "自定等级",
            ],
            10.0,
        ),
        Field::SuggestedLevel => (&["建议等级", "建议风险级别"], 10.0),
        Field::ConfirmedLevel => (&["审定等级"], 10.0),
        Field::ThreeImportant
        | Field::Resources
        | Field::Discretion
        | Field::Consequence
        | Field::Likelihood
        | Field::Impact => answer_heads(field),
        Field::Measures => (
            &[
                "防控措施",
                "防范措施",
                "主要预防措施",
                "预防和控制措施",
                "防控方法",
                "防控要点及防控措施",
            ],
            46.0,
        ),
        Field::Owner => (&["责任人", "直接责任人"], 13.0),
        Field::Head => (&["部门负责人", "科室负责人", "部门责任人"], 10.0),
        Field::Leader => (&["责任领导", "分管领导", "主管领导"], 10.0),
        Field::Indicator => (&["监测指标"], 16.0),
        Field::ReportedOn => (&["填报日期", "填表时间"], 14.0),
        Field::RatedOn => (&["评定日期", "定级时间"], 14.0),
        Field::RiskCount => (&["风险点数量"], 8.0),
        Field::Remark => (&["备注"], 10.0),
    }
}

/// The same of what a level rests on.
fn answer_heads(field: Field) -> (&'static [&'static str], f64) {
    match field {
        Field::ThreeImportant => (
            &[
                "是否涉及三重一大",
                "涉及三重一大",
                "是否“三重一大”事项",
                "三重一大",
            ],
            9.0,
        ),
        Field::Resources => (
            &[
                "是否直接掌握人财物",
                "直接掌握人财物",
                "是否直接掌握人、财、物",
                "是否直接管人管钱管物",
            ],
            9.0,
        ),
        Field::Discretion => (
            &[
                "有无自由裁量权",
                "自由裁量权",
                "是否有自由裁量权",
                "自由裁量权（有/无）",
            ],
            9.0,
        ),
        Field::Consequence => (
            &["可能后果", "可能造成的后果", "可能承担的责任", "危害后果"],
            12.0,
        ),
        Field::Likelihood => (&["发生可能性"], 9.0),
        _ => (&["影响程度"], 9.0),
    }
}

impl Column {
    /// A column with this head.
    pub fn named(field: Field, label: &str) -> Self {
        Self {
            field: Some(field),
            label: label.to_owned(),
            width: heads(field).1,
        }
    }

    /// A column no reader can know.
    pub fn unknown(label: &str, width: f64) -> Self {
        Self {
            field: None,
            label: label.to_owned(),
            width,
        }
    }
}

/// Columns for these fields, under names that this form happens to use.
pub fn columns(job: &mut Job<'_>, fields: &[Field]) -> Vec<Column> {
    fields
        .iter()
        .map(|field| {
            let names: &[&'static str] = heads(*field).0;
            Column::named(*field, names[job.rng.below(names.len())])
        })
        .collect()
}
