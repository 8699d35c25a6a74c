//! What must hold whatever the forms say: the order of the input changes nothing, merging twice merges nothing more, and
//! every row is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use qingfeng::linkage::Consolidated;
use qingfeng::model::{Entry, Field};

use super::bureau::{Written, consolidated, form};
use crate::support::properties::cases;

const RISKS: [&str; 5] = [
    "未按规定程序审批专项资金",
    "未按规定程续审批专项资金",
    "未按规定程序审批专项资金超过5万元",
    "滥用职权",
    "擅自提前拨付预算指标",
];
const TOLD: [&str; 7] = [
    "审核把关不严，造成资金损失",
    "造成资金损失；审核把关不严",
    "审核把关不言，造成资金损失",
    "审核把关不严，造成资金损失，收受关系单位好处",
    "审核把关不严，造成资金损失，收受关系单位好处，事后隐瞒不报",
    "审核把关从严，没有造成资金损失",
    "",
];
const MATTERS: [&str; 4] = ["专项资金审批", "专项姿金审批", "预算指标下达", ""];
const POSTS: [&str; 3] = ["综合管理岗", "专管员", ""];
const SECTIONS: [&str; 2] = ["预算科", "国库科"];
const LEVELS: [&str; 3] = ["一级", "二级", "三级"];

fn entries() -> impl Strategy<Value = Vec<Written>> {
    let one = (
        0..2usize,
        0..4usize,
        0..3usize,
        0..5usize,
        0..7usize,
        0..3usize,
    );
    prop::collection::vec(one, 1..28).prop_map(|all| {
        let written = (1..)
            .zip(all)
            .map(|(n, (section, matter, post, risk, told, level))| Written {
                section: SECTIONS[section].to_owned(),
                matter: MATTERS[matter].to_owned(),
                post: POSTS[post].to_owned(),
                // The name tells the entries apart; it plays no part in the comparison.
                person: format!("人员{n:02}"),
                risk: RISKS[risk].to_owned(),
                manifestation: TOLD[told].to_owned(),
                measures: format!("落实第{n}项双人复核制度"),
                level: LEVELS[level].to_owned(),
                ..Written::default()
            });
        written.collect()
    })
}

/// Those who were merged with each other.
type Group = BTreeSet<String>;

/// Who was merged with whom, and which groups are asked about, by name.
fn outcome(done: &Consolidated) -> (BTreeSet<Group>, BTreeSet<BTreeSet<Group>>) {
    let name = |entry: &Entry| entry.text(Field::Person).unwrap_or_default().to_owned();
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    let mut items: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &done.rows {
        let entry = row.entry().expect("an entry");
        let id = row.register_id.as_deref().expect("registered");
        groups.entry(id).or_default().insert(name(entry));
        items.insert(&row.id, id);
    }
    let group = |row: &String| groups[items[row.as_str()]].clone();
    let open = done.pairs.open.iter();
    let asked = open.map(|link| [&link.kept, &link.merged].map(group).into());
    let asked = asked.collect();
    (groups.into_values().collect(), asked)
}

/// The register's items as a form of the next run.
fn read_back(done: &Consolidated) -> Vec<Written> {
    let items = done.register.items.iter();
    items
        .map(|item| {
            let text = |field| item.entry.text(field).unwrap_or_default().to_owned();
            Written {
                section: text(Field::Section),
                post: text(Field::Post),
                person: text(Field::Person),
                matter: text(Field::Matter),
                risk: text(Field::Risk),
                manifestation: text(Field::Manifestation),
                measures: text(Field::Measures),
                level: text(Field::Level),
                category: text(Field::Category),
            }
        })
        .collect()
}

/// One names no matter and says more than two others, whose matters differ by a slip; which of them is first must not
/// decide about the fourth.
#[test]
fn what_a_merged_entry_takes_over_does_not_hang_on_the_order() {
    let longer = format!("{}，收受关系单位好处", TOLD[0]);
    let longest = format!("{longer}，事后隐瞒不报");
    let one = |person: &str, matter: &str, post: &str, told: &str| Written {
        section: "国库科".to_owned(),
        matter: matter.to_owned(),
        post: post.to_owned(),
        person: person.to_owned(),
        risk: RISKS[2].to_owned(),
        manifestation: told.to_owned(),
        measures: "双人复核".to_owned(),
        level: "一级".to_owned(),
        ..Written::default()
    };
    let mut told = vec![
        one("甲一", MATTERS[0], POSTS[0], TOLD[0]),
        one("甲二", "", POSTS[0], &longer),
        one("甲三", MATTERS[0], POSTS[1], &longest),
        one("甲四", MATTERS[1], POSTS[0], TOLD[0]),
    ];
    let first = consolidated(vec![form("甲.xlsx", &told)], Vec::new());
    for turn in 0..told.len() {
        told.rotate_left(1);
        let again = consolidated(vec![form("甲.xlsx", &told)], Vec::new());
        assert_eq!(outcome(&again), outcome(&first), "turned {turn}");
        told.swap(0, 3);
        let again = consolidated(vec![form("甲.xlsx", &told)], Vec::new());
        assert_eq!(outcome(&again), outcome(&first), "swapped {turn}");
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_order_of_the_input_changes_nothing(entries in entries(), seed in any::<u64>(), cut in 0usize..28) {
        let once = consolidated(vec![form("甲.xlsx", &entries)], Vec::new());
        let mut shuffled = entries.clone();
        shuffled.sort_by_key(|e| qingfeng::digest::sha256_hex(format!("{seed}{}", e.person).as_bytes()));
        let (first, second) = shuffled.split_at(cut.min(shuffled.len()));
        let forms = [("甲.xlsx", first), ("乙.xlsx", second)];
        let forms = forms.into_iter().filter(|(_, e)| !e.is_empty()).map(|(f, e)| form(f, e)).collect();
        let again = consolidated(forms, Vec::new());
        prop_assert_eq!(outcome(&once), outcome(&again));
    }

    #[test]
    fn merging_twice_merges_nothing_more(entries in entries()) {
        let once = consolidated(vec![form("甲.xlsx", &entries)], Vec::new());
        let again = consolidated(vec![form("乙.xlsx", &read_back(&once))], Vec::new());
        prop_assert_eq!(again.register.rows.merged, 0, "{:#?}", again.register.links);
        prop_assert_eq!(again.register.items.len(), once.register.items.len());
    }

    #[test]
    fn every_row_is_accounted_for_and_nothing_is_lost(entries in entries()) {
        let done = consolidated(vec![form("甲.xlsx", &entries)], Vec::new());
        let rows = &done.register.rows;
        prop_assert!(rows.balances());
        prop_assert_eq!(rows.read, entries.len());
        prop_assert_eq!(rows.registered + rows.merged, entries.len());
        for row in &done.rows {
            let id = row.register_id.as_deref();
            let item = done.register.items.iter().find(|i| Some(i.id.as_str()) == id).expect("its item");
            prop_assert!(item.sources.contains(&row.id));
            let entry = row.entry().expect("an entry");
            let said = |field| item.entry.text(field).unwrap_or_default().to_owned();
            prop_assert!(said(Field::Person).contains(entry.text(Field::Person).expect("a name")));
            prop_assert!(said(Field::Measures).contains(entry.text(Field::Measures).expect("a measure")));
            prop_assert!(item.effective <= entry.effective_level().0, "the highest level survives");
        }
        let merged = done.register.links.iter().filter(|l| l.decision == qingfeng::model::Linkage::Match);
        prop_assert_eq!(merged.count(), rows.merged, "each row merged away has its link");
    }
}
