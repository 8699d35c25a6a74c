//! What the terminal shows at the end of a roll-up: who has handed in, the rows of all, what must be looked at.

use std::path::Path;

use super::rolled::Rolled;
use crate::app::record::Written;
use crate::diagnostic::Severity;
use crate::model::HandedIn;
use crate::policy::Policy;

/// Names, and findings, told one by one at most.
const MOST: usize = 20;

/// The summary.
pub fn summary(
    rolled: &Rolled,
    policy: &Policy,
    out: &Path,
    (written, remarks): (&[Written], &[String]),
) -> String {
    let rows = &rolled.rows;
    let read = of(rolled, HandedIn::Read).len();
    let mut lines = vec![format!("单位 {} 个，已报送 {read} 个", rolled.units.len())];
    for state in [HandedIn::Unread, HandedIn::Nothing] {
        let units = of(rolled, state);
        if !units.is_empty() {
            let rest = if units.len() > MOST { " 等" } else { "" };
            let shown: Vec<&str> = units.iter().take(MOST).copied().collect();
            let (count, shown) = (units.len(), shown.join("、"));
            lines.push(format!("{} {count} 个：{shown}{rest}", state.title()));
        }
    }
    lines.push(format!(
        "各单位读到 {} 行 = 登记 {} + 合并 {} + 退回 {} + 跳过 {}",
        rows.read,
        rows.registered,
        rows.merged,
        rows.returned,
        rows.skipped_total()
    ));
    let graver = rolled.findings.iter();
    let graver = graver.filter(|finding| finding.severity > Severity::Note);
    let told = graver.clone().take(MOST);
    lines.extend(told.map(|f| format!("[{}] {} {}", f.severity.title(), f.code, f.message)));
    let rest = graver.count().saturating_sub(MOST);
    if rest > 0 {
        lines.push(format!("……（另有 {rest} 处，见 04-问题清单.xlsx）"));
    }
    if policy.rollup.units.all().is_empty() {
        let told = "• 没有单位名单，没有核对谁没有报送（在口径文件里写 [[units]]）。";
        lines.push(told.to_owned());
    }
    lines.extend(remarks.iter().map(|remark| format!("• {remark}")));
    lines.push(format!("\n结果在 {}：", out.display()));
    let told = Written::told(written).into_iter();
    lines.extend(told.map(|path| format!("  {path}")));
    lines.join("\n") + "\n"
}

/// The names of the units in this state.
fn of(rolled: &Rolled, state: HandedIn) -> Vec<&str> {
    let units = rolled.units.iter().map(|unit| &unit.summary);
    let units = units.filter(|unit| unit.state == state);
    units.map(|unit| &*unit.unit).collect()
}
