//! What a reader of the scores must know, for the screen.

use super::Year;
use crate::model::{Basis, Scorecard, ScoredKind};
use crate::policy::{Metric, Policy, Scoring};

/// Sections that have no rank because nobody said of which class they are.
fn unclassed(policy: &Policy, scheme: &Scoring) -> Option<String> {
    let classes = &scheme.classes;
    let sections = policy
        .roster
        .sections()
        .iter()
        .filter(|s| !s.is_leadership());
    let open: Vec<&str> = sections
        .filter(|s| s.class.is_none() && !classes.is_empty())
        .map(|s| s.name.as_str())
        .collect();
    let more = if open.len() > 3 { "等" } else { "" };
    let named = open.iter().take(3).copied().collect::<Vec<_>>().join("、");
    (!open.is_empty()).then(|| {
        format!(
            "{named}{more} {} 个科室没有写类别，不知道与哪些科室一起排名，没有名次；请在口径文件该科室里写 class = \"…\"，可用的有：{}。",
            open.len(),
            classes.join("、")
        )
    })
}

/// What a reader of the scores must know; of a special check each begins with its name.
pub fn all(year: &Year<'_>, card: &Scorecard, by: (&Policy, &Scoring)) -> Vec<String> {
    let remarks = of_scheme(year, card, by);
    match by.1.name.as_str() {
        "" => remarks,
        name => remarks.iter().map(|r| format!("“{name}”：{r}")).collect(),
    }
}

fn of_scheme(
    year: &Year<'_>,
    card: &Scorecard,
    (policy, scheme): (&Policy, &Scoring),
) -> Vec<String> {
    let mut out = Vec::new();
    let asks = !scheme.is_special() || scheme.counts(Metric::OnTime);
    if scheme.deadline.is_none() && asks {
        let key = if scheme.is_special() {
            "special_checks"
        } else {
            "scoring"
        };
        out.push(format!(
            "口径中没有写报送截止日期（{key}.deadline），“按时报送”没有依据，算未评。"
        ));
    }
    // Of the classes, which are those of the year, it was said there.
    out.extend(unclassed(policy, scheme).filter(|_| !scheme.is_special()));
    let pending = year.register.items.iter();
    let pending = pending.filter(|i| matches!(i.basis, Basis::Pending | Basis::Open));
    let (pending, uses) = (pending.count(), |m| {
        let mut metrics = scheme.items.iter().filter_map(|i| i.rule.metric());
        metrics.any(|own| own == m)
    });
    if pending > 0 && (uses(Metric::SelfRatedAsConfirmed) || uses(Metric::Underrated)) {
        out.push(format!(
            "还有 {pending} 条等级没有审定，考核中“自评与审定一致”“低评”没有计入这些条目，审定后得分会变。"
        ));
    }
    let by_people = scheme.items.iter().any(|i| !i.by.is_empty());
    let mut sheets = year.sheets.iter();
    if by_people && !sheets.any(|sheet| sheet.scheme == scheme.name) {
        out.push(
            "还没有收到评分表，03 里由人评的项目都是未评；空白评分表同空白表一起生成（命令行：qingfeng template）。"
                .to_owned(),
        );
        return out;
    }
    for kind in ScoredKind::ALL {
        let scores = card.of(kind);
        let open = scores.iter().filter(|s| !s.result.is_complete()).count();
        if open > 0 {
            let (what, all) = (kind.title(), scores.len());
            out.push(format!(
                "{all} 个{what}中有 {open} 个还没有评完，没有总分，不参加排名；一票否决的等次已定，算评完。"
            ));
        }
    }
    out
}
