//! 三年一评定: a level that came due is rated anew by the date that the group writes beside its decision.

use std::fs;

use crate::bureau::{Bureau, below, refs, row};
use crate::support::edit::{changed, filled};

/// 2029-11-27, as a workbook counts days.
const LATER: f64 = 47_449.0;

#[test]
fn a_level_confirmed_again_with_a_new_date_is_due_three_years_later() {
    let bureau = Bureau::new();
    let rows = [row(1, "审核岗", "项目入库", "未评审的项目直接入库", "中高")];
    let book = |year: i32| bureau.path(&format!("结果{year}/05-评审表.xlsx"));
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    let first = book(2026);
    let cells = [("审定等级", "二级"), ("审定日期", "2026-11-25")];
    let cells = cells.map(|(head, text)| (below(&first, "待评审", head), text));
    fs::write(&first, filled(&first, "待评审", &cells)).expect("filled in");
    bureau.run(2026, &["--review", &first.display().to_string()]);
    for year in 2027..=2029 {
        bureau.form(year, "预算科", &refs(&rows));
        bureau.run_on(year);
    }
    let only = |member: &str| bureau.register(2029, member).into_values().next();
    assert_eq!(only("rating_status").as_deref(), Some("overdue"));
    let settled = book(2029);
    let cell = below(&settled, "已定事项", "审定日期");
    let bytes = fs::read(&settled).expect("the workbook");
    fs::write(&settled, changed(&bytes, "已定事项", &cell, Some(LATER))).expect("filled in");
    let last_year = bureau.path("结果2028").display().to_string();
    let more = [
        "--review",
        &settled.display().to_string(),
        "--previous",
        &last_year,
    ];
    bureau.run(2029, &more);
    assert_eq!(only("confirmed_level").as_deref(), Some("2"));
    assert_eq!(only("next_rating").as_deref(), Some("2032-11-27"));
    assert_eq!(only("rating_status").as_deref(), Some("not_yet"));
}
