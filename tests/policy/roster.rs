//! A roster from a book: what is understood whoever made it, what is wrong with it at which cell, and what the policy file
//! has to say to it.

use qingfeng::model::{Roster, SectionInfo, SectionKind, Staff};
use qingfeng::policy::Policy;
use toml::Value;

use crate::support::roster::{found, policy_of};
use crate::support::workbook::{Sheet, xlsx};

/// A sheet: its name, and its rows, cells parted by a stroke.
type Page<'a> = (&'a str, &'a [&'a str]);

fn book(pages: &[Page<'_>]) -> Vec<u8> {
    let sheets: Vec<Sheet> = pages.iter().map(|page| sheet(*page)).collect();
    xlsx(&sheets)
}

fn sheet((name, rows): Page<'_>) -> Sheet {
    let row = |row: &&str| {
        let cells = row.split('|').map(|cell| Value::String(cell.to_owned()));
        cells.collect()
    };
    Sheet {
        name: name.to_owned(),
        rows: rows.iter().map(row).collect(),
        ..Sheet::default()
    }
}

fn policy(pages: &[Page<'_>], text: &str) -> Policy {
    policy_of(&book(pages), text)
}

fn section(name: &str, aliases: &[&str], staff: &[(&str, &str)]) -> SectionInfo {
    let mut posts: Vec<String> = Vec::new();
    for (_, post) in staff.iter().filter(|(_, post)| !post.is_empty()) {
        if !posts.iter().any(|known| known == post) {
            posts.push((*post).to_owned());
        }
    }
    SectionInfo {
        name: name.to_owned(),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        posts,
        staff: staff
            .iter()
            .map(|(name, post)| Staff {
                name: (*name).to_owned(),
                posts: post
                    .split('、')
                    .filter(|p| !p.is_empty())
                    .map(str::to_owned)
                    .collect(),
            })
            .collect(),
        ..SectionInfo::default()
    }
}

const SECTIONS: Page<'_> = (
    "科室",
    &[
        "花名册（科室）",
        "科室名称*|类别|别名|分管领导|科室负责人",
        "局领导班子|局领导班子",
        "预算科|业务科室|预算股、预算编制科|钱二|孙三",
        "政府采购监督管理科|综合科室|采购办 采购科|钱二|",
    ],
);
const POSTS: Page<'_> = (
    "岗位",
    &[
        "科室名称*|岗位名称*",
        "预算科|预算编制岗",
        "预算科|预算执行岗",
        "采购办|采购监管岗",
    ],
);
const PEOPLE: Page<'_> = (
    "人员",
    &[
        "科室名称*|岗位名称|姓名*",
        "预算科|预算编制岗|孙三",
        "预算科||李　四",
        "采购科|采购监管岗|空缺",
    ],
);
const LEADERS: Page<'_> = (
    "领导",
    &[
        "姓名*|职务|领导类别",
        "赵一|局长|局主要领导",
        "钱二|副局长|分管领导",
    ],
);

#[test]
fn a_book_filled_in_is_the_roster() {
    let policy = policy(&[SECTIONS, POSTS, PEOPLE, LEADERS], "");
    assert_eq!(found(&policy), Vec::<String>::new());
    assert_eq!(policy.principal.as_deref(), Some("赵一"));
    let leaders = SectionInfo {
        kind: SectionKind::Leadership,
        ..section("局领导班子", &[], &[("赵一", "局长"), ("钱二", "副局长")])
    };
    let budget = SectionInfo {
        class: Some("业务科室".to_owned()),
        leader: Some("钱二".to_owned()),
        head: Some("孙三".to_owned()),
        posts: vec!["预算编制岗".to_owned(), "预算执行岗".to_owned()],
        ..section(
            "预算科",
            &["预算股", "预算编制科"],
            &[("孙三", "预算编制岗"), ("李四", "")],
        )
    };
    let buying = SectionInfo {
        class: Some("综合科室".to_owned()),
        leader: Some("钱二".to_owned()),
        posts: vec!["采购监管岗".to_owned()],
        ..section("政府采购监督管理科", &["采购办", "采购科"], &[])
    };
    let sections = [leaders, budget, buying];
    assert_eq!(policy.roster, Roster::from_iter(sections));
}

#[test]
fn a_book_of_the_bureaus_own_making_is_understood() {
    let expected = Roster::from_iter([
        section("预算科", &[], &[("张一", "科长"), ("李二", "预算编制岗")]),
        section("办公室", &[], &[("王三", "会计")]),
    ]);
    let books: [&[Page<'_>]; 5] = [
        &[(
            "Sheet1",
            &[
                "某局人员花名册",
                "序号|部门|姓名|职务|联系电话",
                "1|预算科|张一|科长|1",
                "2|预算科|李二|预算编制岗|2",
                "3|办公室|王三|会计|3",
                "注：截至年底",
            ],
        )],
        &[(
            "在职人员",
            &[
                "所在科室|人员姓名|岗位(职务)",
                "预算科|张一|科长",
                "〃|李二|预算编制岗",
                "办公室|王三|会计",
                "合计|3|",
            ],
        )],
        &[
            ("预算科", &["姓名|岗位", "张 一|科长", "李二|预算编制岗"]),
            ("办公室", &["姓名|岗位", "王三|会计"]),
        ],
        &[
            ("机构", &["股室名称", "预算科", "办公室"]),
            (
                "职工",
                &[
                    "科  室|姓名|性别|职务|岗位名称",
                    "预算科|张一|男|主任|科长",
                    "预算科|李二|女||预算编制岗",
                    "办公室|王三|男|科员|会计",
                ],
            ),
        ],
        &[(
            "名册",
            &[
                "姓名|所属部门|岗位名称",
                "张一|预算科|科长",
                "李二|预算科|预算编制岗",
                "王三|办公室|会计",
            ],
        )],
    ];
    for pages in books {
        let policy = policy(pages, "");
        assert_eq!(policy.roster, expected, "{pages:?}");
        assert_eq!(found(&policy), Vec::<String>::new(), "{pages:?}");
    }
    // Sections written once over their people.
    let merged = Sheet {
        merged: vec!["A2:A3".to_owned()],
        ..sheet((
            "名册",
            &[
                "科室|姓名|岗位",
                "预算科|张一|科长",
                "|李二|预算编制岗",
                "办公室|王三|会计",
            ],
        ))
    };
    assert_eq!(policy_of(&xlsx(&[merged]), "").roster, expected);
}

const HEADS: &str = "科室名称|类别|别名|分管领导|科室负责人";

/// Books, with what is found in each.
const MISTAKES: [(&[Page<'_>], &[&str]); 20] = [
    (
        &[(
            "人员",
            &[
                "科室|姓名|岗位",
                "预算科|科长 张一|科长",
                "预算科|李二、王三|甲岗",
            ],
        )],
        &["B03 人员!B2"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科"]),
            ("编外", &["姓名|岗位", "张一|甲岗", "李二|乙岗"]),
        ],
        &["B01 编外!A2"],
    ),
    (&[("科室", &[HEADS, "预算科|业物科室"])], &["B04 科室!B2"]),
    (
        &[("科室", &[HEADS, "预算科", "预 算 科"])],
        &["B05 科室!A3"],
    ),
    (
        &[("科室", &[HEADS, "预算科||综合股", "办公室||综合股"])],
        &["B06 科室!C2", "B06 科室!C3"],
    ),
    (
        &[("科室", &[HEADS, "预算科||办公室", "办公室"])],
        &["B06 科室!C2"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科"]),
            ("人员", &["科室|姓名", "国库科|张一"]),
        ],
        &["B07 人员!A2"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科"]),
            ("岗位", &["科室|岗位", "国库科|出纳岗"]),
        ],
        &["B07 岗位!A2"],
    ),
    (
        &[("科室", &[HEADS, "预算科|||周九"]), LEADERS],
        &["B08 科室!D2"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科||||周九"]),
            ("人员", &["科室|姓名", "预算科|张一"]),
        ],
        &["B08 科室!E2"],
    ),
    (
        &[(
            "人员",
            &["科室|姓名|岗位", "预算科|张一|甲岗", "预算科|张一|乙岗"],
        )],
        &["B18 人员!B3"],
    ),
    (
        &[(
            "人员",
            &["科室|姓名|岗位", "预算科|张一|甲岗", "预算科|张一|甲岗"],
        )],
        &["B09 人员!B3"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科"]),
            POSTS,
            ("人员", &["科室|姓名|岗位", "预算科|张一|国库岗"]),
        ],
        &["B07 岗位!A4", "B10 人员!C2"],
    ),
    (
        &[("人员", &["科室|姓名|岗位", "|张一|甲岗", "预算科||"])],
        &["B11 人员!A3", "B11 人员!B2"],
    ),
    (&[("科室", &[HEADS, "|业务科室|甲科"])], &["B11 科室!B2"]),
    (
        &[(
            "名册",
            &["科室|姓名|分管领导", "预算科|张一|钱二", "预算科|李二|孙三"],
        )],
        &["B12 名册!C3"],
    ),
    (
        &[(
            "领导",
            &["姓名|领导类别", "赵一|主要领导", "钱二|局主要领导"],
        )],
        &["B12 领导!A3"],
    ),
    (
        &[("领导", &["姓名|领导类别", "赵一|顾问"])],
        &["B04 领导!B2"],
    ),
    (
        &[("人员", &["科室|部门|姓名", "预算科|预算股|张一"])],
        &["B02 人员!B1"],
    ),
    (
        &[
            ("科室", &[HEADS, "预算科"]),
            ("考勤", &["日期|出勤", "1|√"]),
        ],
        &["B01 考勤!A1"],
    ),
];

#[test]
fn every_mistake_is_found_at_its_cell_and_the_rest_is_taken() {
    for (pages, expected) in MISTAKES {
        assert_eq!(found(&policy(pages, "")), expected, "{pages:?}");
    }
    let unreadable = policy(&[("科室", &[HEADS, "预算科||#REF!", "办公室"])], "");
    assert_eq!(found(&unreadable), ["B03 科室!C2"]);
    assert_eq!(unreadable.roster.sections().len(), 2);
}

#[test]
fn what_is_wrong_is_not_taken_and_what_is_right_is() {
    let heads = "科室名称|类别|别名|分管领导";
    let policy = policy(
        &[
            (
                "科室",
                &[
                    heads,
                    "预算科|业物科室|综合股、预算股|周九",
                    "办公室||综合股",
                    "办公室||秘书科",
                ],
            ),
            (
                "人员",
                &["科室|姓名", "预算股|张一", "综合股|李二", "办公室|王三"],
            ),
            LEADERS,
        ],
        "",
    );
    let budget = SectionInfo {
        leader: Some("周九".to_owned()),
        ..section("预算科", &["预算股"], &[("张一", "")])
    };
    let office = section("办公室", &[], &[("王三", "")]);
    assert_eq!(policy.roster.sections(), [budget, office]);
}

#[test]
fn the_policy_file_refines_what_the_book_says() {
    let text = "
[leaders]
principal = \"周九\"
[[sections]]
name = \"采购科\"
aliases = [\"采购中心\"]
leader = \"吴十\"
staff = [{ name = \"郑一\", post = \"复核岗\" }]
[[sections]]
name = \"国库科\"
aliases = [\"预算编制科\"]
";
    let policy = policy(&[SECTIONS, POSTS, PEOPLE, LEADERS], text);
    assert_eq!(policy.principal.as_deref(), Some("周九"));
    let names: Vec<&str> = policy
        .roster
        .sections()
        .iter()
        .map(|s| s.name.as_str())
        .collect();
    // The file calls 政府采购监督管理科 what the book has for an alias of it, and takes an alias from 预算科.
    assert_eq!(names, ["局领导班子", "预算科", "采购科", "国库科"]);
    let buying = policy
        .roster
        .section("政府采购监督管理科")
        .expect("the old name");
    let expected = SectionInfo {
        class: Some("综合科室".to_owned()),
        leader: Some("吴十".to_owned()),
        posts: vec!["采购监管岗".to_owned(), "复核岗".to_owned()],
        ..section(
            "采购科",
            &["采购中心", "政府采购监督管理科", "采购办"],
            &[("郑一", "复核岗")],
        )
    };
    assert_eq!(buying, &expected);
    assert_eq!(
        policy.roster.section("预算编制科").expect("known").name,
        "国库科"
    );
    assert_eq!(
        found(&policy),
        ["B13 科室!C4", "B13 科室!D5", "B13 领导!A2"],
        "where the file counts is told"
    );
}

#[test]
fn kinds_are_those_in_which_sections_are_ranked_and_a_leading_group_is_known_by_its_name() {
    let text =
        "[[scoring.classes]]\nname = \"执法科室\"\n[[scoring.classes]]\nname = \"管理科室\"\n";
    let rows = &[
        "科室名称|类别",
        "局领导班子",
        "预算科|执法科室",
        "办公室|综合科室",
    ];
    let policy = policy(&[("科室", rows)], text);
    assert_eq!(found(&policy), ["B04 科室!B4"]);
    let [group, budget, office] = policy.roster.sections() else {
        panic!("three sections: {:?}", policy.roster);
    };
    assert_eq!(group.kind, SectionKind::Leadership);
    assert_eq!(budget.class.as_deref(), Some("执法科室"));
    assert_eq!(office.class, None);
}

#[test]
fn the_file_may_name_further_words_and_switch_a_finding_off() {
    let text = "[roster]\nclasses = [\"参公单位\"]\nsection = [\"条线\"]\n[[rules]]\ncode = \"B05\"\noff = true\n";
    let pages: &[Page<'_>] = &[("科室", &["条线|类别", "预算科|参公单位"])];
    let policy = policy(pages, text);
    assert_eq!(found(&policy), Vec::<String>::new());
    assert_eq!(
        policy.roster.sections()[0].class.as_deref(),
        Some("参公单位")
    );
}

#[test]
fn what_hand_made_books_write_is_read_or_told_with_its_cell() {
    let people = |rows: &[&str], others: &[Page<'_>]| {
        let mut all = vec!["部门|岗位|姓名|别名"];
        all.extend(rows);
        let mut pages = vec![("人员名单", all.as_slice())];
        pages.extend(others);
        policy(&pages, "")
    };
    let names = |policy: &Policy| {
        let sections = policy.roster.sections().iter();
        sections.map(|s| s.name.clone()).collect::<Vec<_>>()
    };
    let staff = |policy: &Policy, at: usize| {
        let staff = policy.roster.sections()[at].staff.iter();
        let told = staff.map(|p| format!("{}{}", p.name, p.post().unwrap_or_default()));
        told.collect::<Vec<_>>()
    };
    // A head nobody knows above what may be names, where no other column holds them.
    let unnamed = |head: &str, cell: &str| {
        let rows = [
            &format!("部门|岗位|{head}"),
            &format!("预算科|编制岗|{cell}"),
        ];
        policy(&[("Sheet1", &rows.map(String::as_str))], "")
    };
    assert_eq!(found(&unnamed("何许人", "张一")), ["B19 Sheet1!C1"]);
    assert_eq!(found(&unnamed("分机", "6012")), Vec::<String>::new());
    assert_eq!(found(&unnamed("名字", "张一")), Vec::<String>::new());
    // Two posts in a cell.
    let two = people(&["预算科|编制岗、审核岗|张一|"], &[]);
    assert_eq!(found(&two), Vec::<String>::new());
    assert_eq!(staff(&two, 0), ["张一编制岗、审核岗"]);
    assert_eq!(two.roster.sections()[0].posts, ["编制岗", "审核岗"]);
    let whose = people(&["预算科|编制岗、审核岗|张一、李二|"], &[]);
    assert_eq!(found(&whose), ["B15 人员名单!B2"]);
    let quoted = whose.roster_findings()[0].found.as_deref();
    assert_eq!(quoted, Some("编制岗、审核岗"), "the cell as it is written");
    assert_eq!(staff(&whose, 0), ["张一", "李二"]);
    // A stroke parts posts that the list of posts has, and belongs to the name of any other.
    let stroke = |post: &str| {
        let row = format!("预算科|{post}|孙三");
        let rows = ["科室名称*|岗位名称|姓名*", &row];
        policy(&[SECTIONS, POSTS, ("人员", &rows)], "")
    };
    let parted = stroke("预算执行岗/预算编制岗");
    assert_eq!(found(&parted), Vec::<String>::new());
    assert_eq!(staff(&parted, 1), ["孙三预算执行岗、预算编制岗"]);
    let both = stroke("会计岗/出纳岗");
    assert_eq!(found(&both), ["B10 人员!B2", "B10 人员!B2"]);
    let quoted = both.roster_findings()[0].found.as_deref();
    assert_eq!(quoted, Some("会计岗/出纳岗"));
    assert_eq!(staff(&both, 1), ["孙三会计岗、出纳岗"]);
    let one = stroke("会计/出纳岗");
    assert_eq!(found(&one), ["B10 人员!B2"]);
    assert_eq!(staff(&one, 1), ["孙三会计/出纳岗"]);
    // Nobody there, however it is written.
    let vacant = people(
        &[
            "预算科|编制岗|（空缺）|",
            "预算科|审核岗|待定|",
            "预算科|债务岗|空缺（拟招录）|",
        ],
        &[],
    );
    assert_eq!(found(&vacant), Vec::<String>::new());
    assert!(staff(&vacant, 0).is_empty());
    assert_eq!(vacant.roster.sections()[0].posts.len(), 3);
    // One person in two sections.
    let both = people(&["预算科|编制岗|张一|", "国库科|支付岗|张一|"], &[]);
    assert_eq!(found(&both), ["B16 人员名单!C3"]);
    // Other names parted by a stroke, and people too.
    let strokes = people(&["政府采购监督管理科|监管岗|张一/李二|采购办/采购科"], &[]);
    assert_eq!(found(&strokes), Vec::<String>::new());
    assert_eq!(strokes.roster.sections()[0].aliases, ["采购办", "采购科"]);
    assert_eq!(staff(&strokes, 0), ["张一监管岗", "李二监管岗"]);
    // A row that is not taken makes no section.
    let lacking = people(&["预算科|编制岗|张一|", "国库科|||"], &[]);
    assert_eq!(found(&lacking), ["B11 人员名单!A3"]);
    assert_eq!(names(&lacking), ["预算科"]);
    // A sheet for each section, one of them empty; a sheet nobody used says nothing.
    let sheets = policy(
        &[
            ("预算科", &["岗位|姓名", "编制岗|张一"]),
            ("国库科", &["岗位|姓名"]),
            ("会计科", &[]),
            ("Sheet2", &[]),
        ],
        "",
    );
    assert_eq!(found(&sheets), ["B17 会计科!", "B17 国库科!"]);
    assert_eq!(names(&sheets), ["预算科", "国库科", "会计科"]);
}
