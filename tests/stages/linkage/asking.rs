//! In what order a person is asked, and how much at once.

use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};

use super::bureau::{Written, form, policy};

/// Two people who tell of one thing in other words, on a matter, of a level.
fn both(matter: &str, level: &str, told: [[&str; 2]; 2]) -> [Written; 2] {
    [0, 1].map(|side| Written {
        section: "农业科".to_owned(),
        matter: matter.to_owned(),
        person: format!("{matter}的{}", ["张一", "李二"][side]),
        risk: told[side][0].to_owned(),
        manifestation: told[side][1].to_owned(),
        measures: "双人验收".to_owned(),
        level: level.to_owned(),
        ..Written::default()
    })
}

fn run(entries: &[Written], settings: &str) -> Consolidated {
    let numbering = Numbering {
        year: 2026,
        former: None,
        provisional: false,
    };
    let forms = vec![form("农业科.xlsx", entries)];
    consolidate(forms, Given::default(), &policy(settings), numbering)
}

/// The matters asked about, in order.
fn asked(done: &Consolidated) -> Vec<&str> {
    let rows = done.rows.iter();
    let matter = |id: &String| {
        let row = rows.clone().find(|r| r.id == *id).expect("a row");
        let entry = row.entry().expect("an entry");
        entry
            .text(qingfeng::model::Field::Matter)
            .expect("a matter")
    };
    let links = done.pairs.open.iter();
    links.map(|link| matter(&link.kept)).collect()
}

#[test]
fn what_is_much_alike_or_of_a_high_level_is_asked_first_and_the_rest_stands_behind() {
    let field = [
        ["项目验收走过场", "不到田间逐块查看，缩水的沟渠照样签字放行"],
        ["验收不认真", "人没去现场，沟渠做短了照样签合格"],
    ];
    let water = [
        ["水库放水听人情", "哪个村先放、放多少由一人口头定，没有记录"],
        ["放水顺序凭关系", "先给谁家的村放水一个人说了算，不留记录"],
    ];
    let road = [
        [
            "道路养护资金挪作他用",
            "把养护资金用于购买办公家具，事后补写用途说明",
        ],
        ["养护资金挪用", "养护资金用于购买办公家具，事后再补写用途"],
    ];
    let entries = [
        both("农田项目", "三级", field),
        both("水利项目", "一级", water),
        both("道路项目", "三级", road),
    ]
    .concat();
    let done = run(&entries, "");
    assert_eq!(asked(&done), ["道路项目", "水利项目", "农田项目"]);
    assert_eq!(done.pairs.first, 20);
    // Each pair once, whoever is named first.
    assert_eq!(done.pairs.open.len(), 3);
    let few = run(&entries, "[linkage]\nfirst_questions = 2");
    assert_eq!((few.pairs.first, few.pairs.open.len()), (2, 3));
}

/// What stands on matter after matter is copied: two such texts on one matter are two risks, though both name its parties.
/// Who writes in his own words may tell a risk that is there already.
#[test]
fn what_both_took_from_models_is_not_asked_about() {
    let models = [
        [
            "{}办理故意拖延刁难",
            "把材料压在手里不办，暗示申请单位有所表示才予办理",
        ],
        [
            "接受{}申请单位财物",
            "由申请单位为个人或者亲属报销费用，办理时予以关照",
        ],
    ];
    let on = |matter: &str| {
        let told = models.map(|[risk, told]| [risk.replace("{}", matter), told.to_owned()]);
        let told = told.each_ref().map(|[risk, told]| [risk.as_str(), told]);
        both(matter, "三级", told)
    };
    let models = ["许可", "备案", "核准"].map(on).concat();
    assert_eq!(asked(&run(&models, "")), [""; 0]);
    assert_eq!(asked(&run(&models, "[linkage]\nstock = 100")).len(), 3);
    let mut own = models;
    "申请单位的件一直拖着，递了好处他才往下办理".clone_into(&mut own[1].manifestation);
    assert_eq!(asked(&run(&own, "")), ["许可"]);
}
