//! How the scheme of the year takes the results of special checks (专项考核).

use super::Scoring;
use super::named::lacking;
use super::written::{WrittenItem, WrittenScoring};
use crate::model::{Points, ScoredKind};
use crate::policy::decode::{At, Tables};
use crate::policy::source::Report;

/// What is no metric of the data: the result of a special check.
pub const SPECIAL_CHECK: &str = "special_check";

/// The scheme of the year has no name, and is about all sections.
pub fn annual(written: &WrittenScoring, report: &Report) {
    let name = written.name.as_ref().map(|n| &n.span);
    for span in name
        .into_iter()
        .chain(written.sections.iter().map(|s| &s.span))
    {
        let title = "年度考核（scoring）不写 name、sections";
        report.wrong(
            span,
            title,
            "只有专项考核（[[special_checks]]）才写，请删去。",
        );
    }
}

/// An item that takes the result of a special check names one that scores the same kind.
pub fn known(
    At { value, span }: &At<WrittenItem>,
    checks: Option<&Tables<WrittenScoring>>,
    report: &Report,
) {
    let takes = value.metric.text() == SPECIAL_CHECK;
    let Some(of) = value.of.as_ref() else {
        if takes {
            lacking(span, "of", "\"专项考核的名称\"", report);
        }
        return;
    };
    let Some(checks) = checks else {
        let title = "专项考核的项目不能再取另一个专项考核的结果";
        report.wrong(&of.span, title, "请在年度考核（[[scoring.items]]）里取。");
        return;
    };
    if !takes {
        let title = "of 只与 metric = \"special_check\" 一起写";
        report.wrong(
            &of.span,
            title,
            "请删去 of，或者把 metric 改为 \"special_check\"。",
        );
        return;
    }
    let known = checks.iter().map(|check| (check.value.name.text(), check));
    let title = |name: &str| format!("没有名为“{name}”的专项考核");
    let Some(check) = report.one_of(of, known, title, "已写的专项考核有") else {
        return;
    };
    let subject = value.subject.text();
    let mut items = check.value.items.iter();
    if !items.any(|i| i.value.subject.text() == subject && !i.value.is_off()) {
        let kind = ScoredKind::ALL.into_iter().find(|k| k.key() == subject);
        let title = format!(
            "专项考核“{}”没有考核{}的项目，取不到结果",
            of.value,
            kind.map_or("这一种对象", ScoredKind::title)
        );
        report.wrong(
            &of.span,
            title,
            "请换一个专项考核，或者在其中补上这种对象的考核项目。",
        );
    }
}

impl Scoring {
    /// What a total of this scheme is worth in an item of so many points of another: its share of the full score.
    pub fn share(&self, total: Points, points: Points) -> Points {
        total.converted(self.full, points).min(points)
    }
}
