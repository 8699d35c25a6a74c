//! Levels nobody can tell, and level one without a leader.

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form, words};
use super::required::IN_CHARGE;
use crate::model::{Field, Level};
use crate::sample::answers::Verdict;
use crate::sample::layout::Layout;

/// The family.
pub const DEFECTS: [Defect; 6] = [
    words(
        "L01",
        "等级写法看不懂",
        Field::Level,
        &["不好说", "待定", "视情况", "按规定"],
    ),
    in_entry("L02", "一格写了两个等级", |b, at| {
        let [one, two] = [Level::One, Level::Two].map(|l| b.job.manner.level(Verdict::Known(l)));
        b.write(at, Field::Level, &[&format!("{one}或{two}")])
    }),
    words(
        "L03",
        "等级栏写的是个数",
        Field::Level,
        &["1中2低", "1高2低", "2高1中"],
    ),
    in_entry("L04", "等级用了别的分档", |b, at| {
        // A word of the form's own notation would show that the whole column has another scale.
        let own = b.job.manner.fourth_level();
        let word = if own.starts_with("极高") {
            "四级"
        } else {
            "极高"
        };
        b.write(at, Field::Level, &[word])
    }),
    in_form(Topic::Shape, "L04", "整列等级不是三级制", finer_scale),
    in_entry("S01", "一级风险没有写领导", no_leader),
];

/// Two cells have a fourth level: what the others mean is open too.
fn finer_scale(b: &mut Bench<'_>) -> bool {
    let all = b.all();
    // Where some entry has no level the column would hold several kinds of defects.
    let fits = b.layout.is_table()
        && b.layout != Layout::ReviewChain
        && b.draft.pages.len() == 1
        && all.iter().all(|at| b.is_free(*at));
    let one_table = b.draft.pages.iter().all(|p| p.tables.len() == 1);
    let mut free: Vec<At> = all.clone();
    free.retain(|at| b.own(*at, Field::Level).is_some());
    // A single one might be a slip.
    if !fits || !one_table || all.len() <= 2 || free.len() < 2 {
        return false;
    }
    for at in free.into_iter().take(2) {
        b.say(at, Field::Level, b.job.manner.fourth_level());
    }
    for at in all {
        b.entry_mut(at).level = None;
        let cell = b.entry(at).cells.get(&Field::Level).copied();
        b.found_at(at, cell);
    }
    true
}

/// Whoever does the work is named, and nobody above.
fn no_leader(b: &mut Bench<'_>, at: At) -> bool {
    let columns = IN_CHARGE
        .into_iter()
        .filter(|f| b.entry(at).cells.contains_key(f));
    let columns: Vec<Field> = columns.collect();
    let own = columns.iter().all(|f| b.own(at, *f).is_some());
    let somebody = columns.iter().any(|f| *f != Field::Leader);
    if !b.is_level(at, Level::One) || !own || !somebody {
        return false;
    }
    let owner = *b.rng.pick(&["经办人", "岗位经办人员", "科室负责人"]);
    b.say(at, Field::Owner, owner);
    let leader = b.say(at, Field::Leader, "");
    let cell = leader.or_else(|| b.own(at, columns[0]));
    b.found_at(at, cell)
}
