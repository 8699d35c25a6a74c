//! What a template left: places nobody filled, the example nobody replaced.

use super::bench::{At, Bench};
use super::kind::{Defect, in_entry, words};
use crate::model::{Field, Level};
use crate::policy::Policy;

/// The family.
pub const DEFECTS: [Defect; 9] = [
    words(
        "W01",
        "措施里留着“××”",
        Field::Measures,
        &["由××科负责复核，每季度抽查一次并登记台账"],
    ),
    words(
        "W01",
        "措施里留着“XX个工作日”",
        Field::Measures,
        &["受理后XX个工作日内办结，超时由科室负责人书面说明原因"],
    ),
    words(
        "W01",
        "措施里留着“【A岗位】”",
        Field::Measures,
        &["【A岗位】初审、【B岗位】复核，双人签字，按月交叉检查"],
    ),
    words(
        "W01",
        "风险点里留着下划线",
        Field::Risk,
        &["____环节审核把关不严，存在人情审批"],
    ),
    words(
        "W01",
        "表现形式里留着“（请填写）”",
        Field::Manifestation,
        &["（请填写）不按规定程序办理，事后补办手续"],
    ),
    words(
        "W01",
        "事项里留着“××”",
        Field::Matter,
        &["××事项的审核审批"],
    ),
    in_entry("W01", "责任人里留着“××”", |b, at| {
        // Of level one it would also be said that no leader is named.
        !b.is_level(at, Level::One) && b.write(at, Field::Owner, &["××"])
    }),
    words(
        "W01",
        "措施里留着“N个工作日”",
        Field::Measures,
        &["发现问题的，N个工作日内书面报告分管领导并登记"],
    ),
    in_entry("W02", "填表示例没有删", example),
];

/// The example of the blank form, which the policy has: risk and measures stand there word for word.
fn example(b: &mut Bench<'_>, at: At) -> bool {
    let Ok(policy) = Policy::embedded() else {
        return false;
    };
    let examples = [Field::Risk, Field::Measures].map(|f| policy.example(f));
    let free = [Field::Risk, Field::Measures]
        .iter()
        .all(|f| b.own(at, *f).is_some());
    let ([Some(risk), Some(measures)], true) = (examples, free) else {
        return false;
    };
    b.say(at, Field::Measures, measures);
    let cell = b.say(at, Field::Risk, risk);
    b.found_at(at, cell)
}
