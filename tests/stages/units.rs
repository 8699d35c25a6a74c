//! What many units come to together, and which of them lie apart.

use qingfeng::model::{
    Counted, CrossRow, Dimension, HandedIn, LevelCounts, UnitCounts, UnitSummary,
};
use qingfeng::stats::{outliers, roll_up};

/// A unit with so many risk points of each level.
fn unit(name: &str, group: &str, [one, two, three, open]: [usize; 4]) -> UnitSummary {
    let counts = LevelCounts {
        one,
        two,
        three,
        open,
    };
    UnitSummary {
        unit: name.into(),
        group: group.to_owned(),
        state: HandedIn::Read,
        counts: UnitCounts {
            levels: [counts, LevelCounts::default(), LevelCounts::default()],
            sections: vec![CrossRow {
                labels: vec!["预算科".to_owned()],
                counts,
            }],
            categories: vec![CrossRow {
                labels: vec!["业务流程".to_owned()],
                counts,
            }],
            ..UnitCounts::default()
        },
        ..UnitSummary::default()
    }
}

#[test]
fn sections_of_one_name_are_lines_of_their_units_and_categories_are_added_up() {
    let units = [
        unit("甲局", "", [1, 2, 3, 0]),
        unit("乙局", "", [4, 0, 0, 1]),
    ];
    let all = roll_up(&units);
    let by_unit = all.table(Dimension::Unit, Counted::Risks).expect("a table");
    assert_eq!(by_unit.total.cells(), [5, 2, 3, 1]);
    let sections = all
        .table(Dimension::UnitSection, Counted::Risks)
        .expect("a table");
    let labels: Vec<&[String]> = sections
        .rows
        .iter()
        .map(|row| row.labels.as_slice())
        .collect();
    assert_eq!(labels, [["甲局", "预算科"], ["乙局", "预算科"]]);
    let categories = all
        .table(Dimension::Category, Counted::Risks)
        .expect("a table");
    assert_eq!(categories.rows.len(), 1);
    assert_eq!(categories.rows[0].counts.total(), 11);
}

#[test]
fn a_unit_stands_out_among_those_like_it_and_nobody_where_few_are_alike() {
    let mut units: Vec<UnitSummary> = (0..4)
        .map(|n| unit(&format!("{n}区"), "区", [5, 5, 10 + n, 0]))
        .collect();
    units.push(unit("大区", "区", [10, 20, 20, 0]));
    units.push(unit("高区", "区", [15, 3, 3, 0]));
    units.push(unit("小县", "县", [0, 1, 0, 0]));
    let found = outliers(&units, 2, 5);
    let told: Vec<(&str, &str, usize, usize)> = found
        .iter()
        .map(|o| (&*o.unit, o.what, o.own, o.median))
        .collect();
    assert_eq!(
        told,
        [
            ("大区", "风险点数", 50, 21),
            ("高区", "一级占比", 7142, 2326)
        ]
    );
    // A unit that is silent is not compared.
    units[0].state = HandedIn::Nothing;
    units[1].state = HandedIn::Nothing;
    assert!(outliers(&units, 2, 5).is_empty());
}
