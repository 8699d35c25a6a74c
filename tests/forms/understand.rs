//! Small difficulties of forms, each on a sheet written out in the test. The whole forms stand in `workbooks/`.

use std::sync::Arc;

use qingfeng::app;
use qingfeng::ingest::{Understood, understand};
use qingfeng::location::{Area, CellRef};
use qingfeng::model::{Entry, Field, FormKind, Level, Origin};
use qingfeng::policy::{Policy, Source};
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};

/// A sheet from lines of cells parted by `|`; a blank cell is empty.
pub fn grid(lines: &[&str]) -> Grid {
    let mut grid = Grid::default();
    for (row, line) in (0u32..).zip(lines) {
        for (col, cell) in (0u32..).zip(line.split('|')) {
            grid.set(
                CellRef::new(row, col),
                CellValue::Text(cell.trim().to_owned()),
            );
        }
    }
    grid
}

pub fn merged(mut grid: Grid, ranges: &[&str]) -> Grid {
    for range in ranges {
        let (a, b) = range.split_once(':').expect("a range");
        grid.merge(Area::new(
            a.parse().expect("a cell"),
            b.parse().expect("a cell"),
        ));
    }
    grid
}

pub fn sheets(file: &str, policy: &Policy, grids: Vec<(&str, Visibility, Grid)>) -> Understood {
    let sheets = grids
        .into_iter()
        .map(|(name, visibility, grid)| Sheet {
            name: Arc::from(name),
            visibility,
            grid,
        })
        .collect();
    understand(
        &Workbook {
            format: Format::Xlsx,
            names: Vec::new(),
            sheets,
        },
        &Arc::from(file),
        policy,
    )
}

pub fn read(grid: Grid) -> Understood {
    let policy = Policy::embedded().expect("valid");
    sheets(
        "自查表.xlsx",
        &policy,
        vec![("Sheet1", Visibility::Visible, grid)],
    )
}

pub fn entries(understood: &Understood) -> Vec<&Entry> {
    understood
        .sheets
        .iter()
        .flat_map(|s| &s.tables)
        .flat_map(|t| &t.entries)
        .collect()
}

pub fn codes(understood: &Understood) -> Vec<(&str, String)> {
    let cell = |f: &qingfeng::diagnostic::Diagnostic| {
        f.place.cell.map(|c| c.to_string()).unwrap_or_default()
    };
    understood
        .findings
        .iter()
        .map(|f| (f.code.as_str(), cell(f)))
        .collect()
}

#[test]
fn a_level_ticked_under_its_own_head_is_read() {
    let form = merged(
        grid(&[
            "序号|风险点|风险等级|||防控措施",
            "||高|中|低|",
            "1|违规开户|√|||双人复核",
            "2|拖延拨付||√||限时办结",
            "3|虚列支出|√||√|公开透明",
        ]),
        &["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    );
    let understood = read(form);
    let levels: Vec<Option<Level>> = entries(&understood)
        .iter()
        .map(|e| e.written_level())
        .collect();
    assert_eq!(levels, [Some(Level::One), Some(Level::Two), None]);
    assert!(
        codes(&understood).contains(&("L02", "C5".to_owned())),
        "{:?}",
        codes(&understood)
    );
}

#[test]
fn the_second_of_two_columns_for_one_field_is_kept_and_reported() {
    let understood = read(grid(&[
        "科室|风险点|廉政风险点|风险等级|防控措施",
        "预算科|虚报|串通|一级|复核",
    ]));
    let entry = entries(&understood)[0];
    assert_eq!(entry.text(Field::Risk), Some("虚报"));
    assert_eq!(entry.extras[0].text, "串通");
    assert!(codes(&understood).contains(&("T03", "C1".to_owned())));
}

#[test]
fn a_later_table_of_the_sheet_takes_over_what_stands_above_the_first() {
    let understood = read(grid(&[
        "姓名：张一   岗位：出纳   科室：国库科",
        "风险点|风险等级|防控措施",
        "白条抵库|一级|每月盘点",
        "",
        "外部环境风险",
        "风险点|风险等级|防控措施",
        "收受礼品|二级|拒收登记",
    ]));
    let second = entries(&understood)[1];
    assert_eq!(second.text(Field::Section), Some("国库科"));
    assert_eq!(second.text(Field::Person), Some("张一"));
    assert_eq!(second.values[&Field::Section].origin, Origin::PreviousTable);
}

#[test]
fn a_section_comes_from_the_nearest_source_and_says_which() {
    let policy = Policy::embedded().expect("valid");
    let table = ["风险点|风险等级|防控措施", "收受礼品|二级|拒收登记"];
    let with = |above: &str| grid(&[&[above][..], &table[..]].concat());
    for (above, sheet, file, section, origin) in [
        (
            "科室：预算科",
            "国库科",
            "会计科.xlsx",
            "预算科",
            Origin::KeyValue,
        ),
        (
            "单位（盖章）：清风市青云区财政局预算科",
            "国库科",
            "会计科.xlsx",
            "预算科",
            Origin::KeyValue,
        ),
        (
            "综合科廉政风险点自查表",
            "国库科",
            "会计科.xlsx",
            "综合科",
            Origin::Title,
        ),
        (
            "廉政风险点自查表",
            "国库科",
            "会计科.xlsx",
            "国库科",
            Origin::SheetName,
        ),
        (
            "廉政风险点自查表",
            "Sheet1",
            "附件1-会计科自查表.xlsx",
            "会计科",
            Origin::FileName,
        ),
        (
            "单位：清风市青云区财政局",
            "Sheet1",
            "自查表（农业农村科）最终版.xlsx",
            "农业农村科",
            Origin::FileName,
        ),
        (
            "廉政风险点自查表",
            "Sheet1",
            "老干部科.xlsx",
            "老干部科",
            Origin::FileName,
        ),
        (
            "廉政风险点自查表",
            "Sheet1",
            "离退休干部科岗位廉政风险.xlsx",
            "离退休干部科",
            Origin::FileName,
        ),
        (
            "绩效管理科五类廉政风险排查表",
            "Sheet1",
            "绩效科.xlsx",
            "绩效管理科",
            Origin::Title,
        ),
        (
            "国库科干部廉政风险点自查表",
            "Sheet1",
            "表.xlsx",
            "国库科",
            Origin::Title,
        ),
        (
            "预算科全体人员廉政风险点自查表",
            "Sheet1",
            "表.xlsx",
            "预算科",
            Origin::Title,
        ),
    ] {
        let understood = sheets(
            file,
            &policy,
            vec![(sheet, Visibility::Visible, with(above))],
        );
        let value = &entries(&understood)[0].values[&Field::Section];
        assert_eq!(
            (&*value.text, value.origin),
            (section, origin),
            "{above} {sheet} {file}"
        );
    }
}

#[test]
fn aliases_are_configured_and_never_guessed() {
    let text = "[[sections]]\nname = \"政府采购监督管理科\"\naliases = [\"采购办\"]\n[[sections]]\nname = \"国库科\"\n";
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    let policy = Policy::from_source(&source, &app::checks()).expect("valid");
    let form = grid(&[
        "科室|风险点|风险等级|防控措施",
        "采购办|串通投标|一级|随机抽取",
        "采购科|围标|一级|随机抽取",
        "国库支付中心|多头开户|二级|年检",
    ]);
    let understood = sheets(
        "汇总.xlsx",
        &policy,
        vec![("Sheet1", Visibility::Visible, form)],
    );
    let sections: Vec<&str> = entries(&understood)
        .iter()
        .filter_map(|e| e.text(Field::Section))
        .collect();
    assert_eq!(sections, ["政府采购监督管理科", "采购科", "国库支付中心"]);
    let raw = &entries(&understood)[0].values[&Field::Section].raw;
    assert_eq!(&**raw, "采购办", "the original text stays");
}

#[test]
fn hidden_sheets_rows_and_columns_follow_the_rule_and_are_named() {
    let lines = [
        "科室|风险点|风险等级|防控措施",
        "预算科|虚报|一级|复核",
        "预算科|漏报|二级|复核",
    ];
    let mut seen = grid(&lines);
    seen.hidden_rows.insert(2);
    seen.hidden_cols.insert(3);
    let parts = || {
        vec![
            ("表", Visibility::Visible, seen.clone()),
            ("去年", Visibility::Hidden, grid(&lines)),
        ]
    };
    let default = Policy::embedded().expect("valid");
    let understood = sheets("表.xlsx", &default, parts());
    assert_eq!(
        entries(&understood).len(),
        2,
        "hidden rows are read, hidden sheets are not"
    );
    let said: Vec<&str> = understood
        .findings
        .iter()
        .map(|f| f.message.as_str())
        .collect();
    for part in [
        "第 3 行，按规则已读取",
        "D 列，按规则已读取",
        "“去年”是隐藏的，按规则已跳过",
    ] {
        assert!(
            said.iter().any(|m| m.contains(part)),
            "{part} not in {said:?}"
        );
    }
    let text = "[reading]\nhidden_sheets = \"read\"\nhidden_rows = \"skip\"\n";
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    let other = Policy::from_source(&source, &app::checks()).expect("valid");
    let understood = sheets("表.xlsx", &other, parts());
    assert_eq!(entries(&understood).len(), 1 + 2);
}

#[test]
fn other_documents_are_not_taken_for_self_checks() {
    let ledger = read(grid(&[
        "问题整改台账",
        "序号|存在问题|整改措施|责任单位|整改时限|备注",
        "1|超期|督办|国库科|11月|",
    ]));
    assert_eq!(ledger.kind, FormKind::Ledger);
    assert!(entries(&ledger).is_empty());
    let phones = read(grid(&["通讯录", "姓名|科室|电话", "张一|预算科|123"]));
    assert_eq!(phones.kind, FormKind::Unknown);
    assert_eq!(codes(&phones)[0].0, "T07");
}

#[test]
fn stated_totals_are_compared_and_never_used() {
    let understood = read(grid(&[
        "本科室共有风险点37个，其中一级2个，二级27个",
        "科室|风险点|风险等级|防控措施",
        "预算科|虚报|一级|复核",
        "合计|1||",
    ]));
    let said: Vec<&str> = understood
        .findings
        .iter()
        .map(|f| f.message.as_str())
        .collect();
    assert!(
        said.iter().any(|m| m.contains("合计 37 个，实际读到 1 个")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|m| m.contains("各等级相加是 29 个")),
        "{said:?}"
    );
    assert!(
        !said.iter().any(|m| m.contains("合计 1 个")),
        "the row of totals is right: {said:?}"
    );
}

#[test]
fn headings_name_sections_and_posts_and_nest() {
    let form = merged(
        grid(&[
            "风险点|风险等级|防控措施",
            "一、预算科",
            "（一）预算编制岗（责任人：张一）",
            "虚报项目支出|一级|集体研究决定",
            "（二）岗位职责风险",
            "随意调整预算|二级|按程序报批复",
            "二、国库科",
            "拖延拨付资金|三级|限时办结制度",
        ]),
        &["A2:C2", "A3:C3", "A5:C5", "A7:C7"],
    );
    let understood = read(form);
    let named: Vec<(Option<&str>, Option<&str>)> = entries(&understood)
        .iter()
        .map(|e| (e.text(Field::Section), e.text(Field::Post)))
        .collect();
    let expected = [
        (Some("预算科"), Some("预算编制岗")),
        (Some("预算科"), Some("预算编制岗")),
        (Some("国库科"), None),
    ];
    assert_eq!(named, expected);
}

#[test]
fn a_confirmed_level_counts_and_an_undecided_one_is_not_replaced_by_the_declared() {
    let understood = read(grid(&[
        "科室|风险点|自评等级|审定等级|防控措施",
        "会计科|虚报|二级|一级|复核",
        "会计科|漏报|二级|高/中|复核",
        "会计科|错报||二级|复核",
    ]));
    let levels: Vec<Option<Level>> = entries(&understood)
        .iter()
        .map(|e| e.effective_level().0)
        .collect();
    assert_eq!(levels, [Some(Level::One), None, Some(Level::Two)]);
    assert!(entries(&understood).iter().all(|e| e.answers(Field::Level)));
}

#[test]
fn keys_that_name_the_section_in_other_words_are_known() {
    for above in [
        "填报股室：农财股",
        "报送科室（盖章）：经建科",
        "填报股室|农财股",
    ] {
        let lines = [above, "风险点|风险等级|防控措施", "收受礼品|二级|拒收登记"];
        let understood = read(grid(&lines));
        assert!(
            entries(&understood)[0].text(Field::Section).is_some(),
            "{above}"
        );
    }
}

#[test]
fn level_heads_without_a_common_head_are_ticked_and_empty_boxes_say_nothing() {
    let understood = read(grid(&[
        "科室|风险点|一级|二级|三级|防控措施",
        "会计科|虚报|√|□|□|复核",
        "会计科|漏报|□|□|☑|复核",
    ]));
    let levels: Vec<Option<Level>> = entries(&understood)
        .iter()
        .map(|e| e.written_level())
        .collect();
    assert_eq!(levels, [Some(Level::One), Some(Level::Three)]);
    assert!(entries(&understood).iter().all(|e| e.extras.is_empty()));
}

#[test]
fn risks_on_several_rows_of_one_entry_are_asked_about() {
    let form = merged(
        grid(&[
            "序号|风险点|风险等级|防控措施",
            "1|公文泄密|二级|登记审批",
            "|印章滥用||",
        ]),
        &["A2:A3", "C2:C3", "D2:D3"],
    );
    let understood = read(form);
    assert_eq!(entries(&understood).len(), 1);
    assert!(
        codes(&understood).contains(&("T12", "B3".to_owned())),
        "{:?}",
        codes(&understood)
    );
}

#[test]
fn a_card_with_labels_and_values_by_turns_is_no_table_with_a_head() {
    let understood = read(grid(&[
        "个人岗位廉政风险自查表",
        "姓名|张一|岗位|出纳",
        "廉政风险点|白条抵库|风险等级|一级|防控措施|每月盘点",
    ]));
    let [entry] = entries(&understood)[..] else {
        panic!("one entry")
    };
    let said = [
        Field::Person,
        Field::Post,
        Field::Risk,
        Field::Level,
        Field::Measures,
    ];
    let said = said.map(|field| entry.text(field).unwrap_or_default());
    assert_eq!(said, ["张一", "出纳", "白条抵库", "一级", "每月盘点"]);
}

fn sections_and_risks(understood: &Understood) -> Vec<(Option<&str>, Option<&str>)> {
    entries(understood)
        .iter()
        .map(|e| (e.text(Field::Section), e.text(Field::Risk)))
        .collect()
}

#[test]
fn tables_side_by_side_keep_their_own_titles_and_key_values() {
    for above in [
        "预算科廉政风险自查表||||国库科廉政风险自查表",
        "科室：预算科||||科室：国库科",
        "科室|预算科|||科室|国库科",
    ] {
        let heads = "风险点|风险等级|防控措施||风险点|风险等级|防控措施";
        let understood = read(grid(&[
            above,
            heads,
            "虚报项目|一级|集体研究||拖延拨付|三级|限时办结",
        ]));
        let expected = [
            (Some("预算科"), Some("虚报项目")),
            (Some("国库科"), Some("拖延拨付")),
        ];
        assert_eq!(sections_and_risks(&understood), expected, "{above}");
    }
}

#[test]
fn heads_that_say_the_same_twice_are_two_tables() {
    let understood = read(grid(&[
        "科室：国库科",
        "序号|风险点|风险等级|防控措施|序号|风险点|风险等级|防控措施",
        "1|违规开户|高|年检核对|3|拖延拨付|低|限时办结",
        "2|白条抵库|中|每月盘点|4|泄露密码|高|分人保管",
    ]));
    let risks: Vec<Option<&str>> = sections_and_risks(&understood)
        .into_iter()
        .map(|(_, risk)| risk)
        .collect();
    assert_eq!(
        risks,
        [
            Some("违规开户"),
            Some("白条抵库"),
            Some("拖延拨付"),
            Some("泄露密码")
        ]
    );
}

#[test]
fn a_heading_may_have_its_number_in_a_cell_of_its_own() {
    for (first, second) in [
        ("一、|国库科|||", "二、|会计科|||"),
        ("|国库科|||", "|会计科：|||"),
    ] {
        let understood = read(grid(&[
            "序号|业务事项|风险点|风险等级|防控措施",
            first,
            "1|账户管理|违规开户|高|年检核对",
            second,
            "2|记账|虚列支出|低|凭证复核",
        ]));
        let expected = [
            (Some("国库科"), Some("违规开户")),
            (Some("会计科"), Some("虚列支出")),
        ];
        assert_eq!(sections_and_risks(&understood), expected, "{first}");
    }
}

#[test]
fn lists_of_unequal_length_beside_one_risk_are_one_entry() {
    let form = merged(
        grid(&[
            "科室|权力名称|风险点|风险内容|风险级别|防范措施|责任人",
            "资产管理科|资产处置|低价处置|1.压低评估|高|1.公开拍卖|科长",
            "|||2.指定机构||2.随机抽取|",
            "|||3.泄露底价|||",
        ]),
        &["A2:A4", "B2:B4", "C2:C4", "E2:E4", "G2:G4"],
    );
    let understood = read(form);
    let entry = entries(&understood)[0];
    assert_eq!(entries(&understood).len(), 1);
    assert_eq!(
        entry.text(Field::Manifestation),
        Some("1.压低评估\n2.指定机构\n3.泄露底价")
    );
    assert_eq!(entry.text(Field::Measures), Some("1.公开拍卖\n2.随机抽取"));
}

#[test]
fn a_merged_section_runs_on_across_a_repeated_head() {
    let form = merged(
        grid(&[
            "科室|事项|风险点|风险等级|防控措施",
            "会计科|记账|虚列支出|一级|凭证复核",
            "|事项|风险点|风险等级|防控措施",
            "|报表|数据失真|二级|交叉核对",
        ]),
        &["A2:A4"],
    );
    let understood = read(form);
    let expected = [
        (Some("会计科"), Some("虚列支出")),
        (Some("会计科"), Some("数据失真")),
    ];
    assert_eq!(sections_and_risks(&understood), expected);
    assert_eq!(understood.sheets[0].tables.len(), 1);
}

#[test]
fn a_key_and_its_value_by_turns_are_told_apart() {
    let understood = read(grid(&[
        "姓名|张一|科室|综合科|岗位|科长",
        "风险点|风险等级|防控措施",
        "违规审批|一级|集体研究",
    ]));
    assert_eq!(entries(&understood)[0].text(Field::Post), Some("科长"));
}

#[test]
fn an_entry_made_of_words_that_are_heads_elsewhere_is_an_entry() {
    for levels in ["一级|一级|二级", "一级|二级|", "一级|二级|三级"] {
        let entry = format!("1|违规开户|业务流程|{levels}|双人复核|科室负责人|分管领导");
        let form = grid(&[
            "序号|风险点|风险类别|自评等级|建议等级|审定等级|防控措施|部门负责人|责任领导",
            &entry,
            "2|拖延拨付|制度机制|三级|||限时办结|科室负责人|分管领导",
        ]);
        let understood = read(form);
        let risks: Vec<_> = entries(&understood)
            .iter()
            .map(|e| e.text(Field::Risk))
            .collect();
        assert_eq!(risks, [Some("违规开户"), Some("拖延拨付")], "{levels}");
    }
}

#[test]
fn merged_key_values_right_above_a_head_are_no_part_of_it() {
    let form = merged(
        grid(&[
            "2026年廉政风险点自查表|||||||",
            "科室：||预算科||填报日期：||2026-11-02|",
            "序号|岗位|姓名|权力事项|风险点|风险等级|防控措施|责任人",
            "1|科长|张一|开户|违规开户|一级|双人复核|科长",
        ]),
        &["A1:H1", "A2:B2", "C2:D2", "E2:F2", "G2:H2"],
    );
    let understood = read(form);
    let table = &understood.sheets[0].tables[0];
    assert_eq!(table.header_rows, [2]);
    let entry = entries(&understood)[0];
    assert_eq!(entry.text(Field::Section), Some("预算科"));
    assert!(entry.reported_on.is_some());
}

const RISKS: [&str; 5] = [
    "国库科廉政风险点",
    "序号|风险点|风险等级|责任岗位",
    "1|重复支付同一笔款项|一级|支付岗",
    "2|违规开立银行账户|二级|账户岗",
    "3|丢失会计档案资料|三级|档案岗",
];

/// Risks on the first sheet, measures on the second.
pub fn on_two_sheets(measures: &[&str]) -> Understood {
    let policy = Policy::embedded().expect("valid");
    let shown = Visibility::Visible;
    let sheet = |name, lines: &[&str]| (name, shown, grid(lines));
    sheets(
        "国库科.xlsx",
        &policy,
        vec![sheet("风险", &RISKS), sheet("措施", measures)],
    )
}

#[test]
fn measures_on_another_sheet_are_joined_by_the_numbers_they_name() {
    for head in [
        "序号|防控措施|责任人",
        "对应序号|防控措施|责任人",
        "风险点序号|具体防控措施|责任人",
    ] {
        let form = on_two_sheets(&[
            "国库科防控措施",
            head,
            "1|系统校验、两人核对|张一",
            "2、3|按季清理、三人会签|李二",
            "3|两人监销|王三",
        ]);
        let measures: Vec<_> = entries(&form)
            .iter()
            .map(|e| e.text(Field::Measures).unwrap_or("—").to_owned())
            .collect();
        assert_eq!(
            measures,
            [
                "系统校验、两人核对",
                "按季清理、三人会签",
                "按季清理、三人会签\n两人监销"
            ],
            "{head}: {:?}",
            codes(&form)
        );
        let first = &entries(&form)[0].values[&Field::Measures];
        assert_eq!((first.cell, first.origin), (None, Origin::OtherSheet));
        assert!(!codes(&form).iter().any(|(code, _)| *code == "T20"));
    }
    let both = on_two_sheets(&[
        "序号|对应序号|防控措施",
        "1|3|两人监销、登记归档",
        "2|1|系统校验、两人核对",
        "3|2|按季清理、三人会签",
    ]);
    assert_eq!(
        entries(&both)[0].text(Field::Measures),
        Some("系统校验、两人核对")
    );
}

#[test]
fn measures_that_match_no_number_are_told_at_both_places() {
    let form = on_two_sheets(&[
        "国库科防控措施",
        "序号|防控措施|责任人",
        "1|系统校验、两人核对|张一",
        "2|按季清理、三人会签|李二",
        "4|两人监销、登记归档|王三",
    ]);
    let told: Vec<String> = form
        .findings
        .iter()
        .filter(|f| f.code == "T20")
        .map(|f| f.place.to_string())
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("措施") && told[0].contains("A5"),
        "{told:?}"
    );
    assert!(
        told[1].contains("风险") && told[1].contains("A5"),
        "{told:?}"
    );
}
