//! Forms as other bureaus write them: the same kinds in other words, merged otherwise, with more or fewer columns.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::location::{Area, CellRef};
use qingfeng::model::{Entry, Field, Level, Origin};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};

/// A sheet from lines of cells parted by `|`; `<` goes on with the cell to the left, `^` with the one above.
pub fn grid(lines: &str) -> Grid {
    let rows: Vec<Vec<&str>> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let mut grid = Grid::default();
    let mut areas: Vec<Area> = Vec::new();
    for (row, cells) in (0u32..).zip(&rows) {
        for (col, cell) in (0u32..).zip(cells) {
            let at = CellRef::new(row, col);
            let from = match *cell {
                "<" => CellRef::new(row, col - 1),
                "^" => CellRef::new(row - 1, col),
                written => {
                    grid.set(at, CellValue::Text(written.replace("\\n", "\n")));
                    areas.push(Area::new(at, at));
                    continue;
                }
            };
            let area = areas.iter_mut().find(|area| area.contains(from));
            let area = area.expect("something to go on with");
            *area = Area::new(area.first, at);
        }
    }
    for area in areas.into_iter().filter(|area| area.first != area.last) {
        grid.merge(area);
    }
    grid
}

pub fn read_sheets(sheets: &[(&str, &str)]) -> Understood {
    let sheets = sheets.iter().map(|(name, lines)| Sheet {
        name: Arc::from(*name),
        visibility: Visibility::Visible,
        grid: grid(lines),
    });
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: sheets.collect(),
    };
    let policy = Policy::embedded().expect("valid");
    let read = understand(&workbook, &Arc::from("报送表.xlsx"), &policy);
    for sheet in &read.sheets {
        assert!(sheet.cells.balances(), "{:?}", sheet.cells);
    }
    read
}

pub fn read(lines: &str) -> Understood {
    read_sheets(&[("Sheet1", lines)])
}

pub fn entries(read: &Understood) -> Vec<&Entry> {
    let tables = read.sheets.iter().flat_map(|s| &s.tables);
    tables.flat_map(|t| &t.entries).collect()
}

/// What the entries say of some fields, blanks as a dash.
pub fn said(read: &Understood, fields: &[Field]) -> Vec<String> {
    let one = |e: &&Entry| -> String {
        let texts: Vec<&str> = fields.iter().map(|f| e.text(*f).unwrap_or("—")).collect();
        texts.join(" ")
    };
    entries(read).iter().map(one).collect()
}

/// Declared, suggested and confirmed level of each entry, 0 where there is none.
pub fn levels(read: &Understood) -> Vec<[u8; 3]> {
    let number = |level: Option<Level>| level.map_or(0, Level::number);
    let all = entries(read).into_iter();
    all.map(|e| [e.declared, e.suggested, e.confirmed].map(number))
        .collect()
}

pub fn declared(read: &Understood) -> Vec<u8> {
    levels(read).into_iter().map(|[own, ..]| own).collect()
}

pub fn days(read: &Understood) -> Vec<String> {
    let all = entries(read).into_iter();
    all.map(|e| e.reported_on.map_or(String::new(), |d| d.to_string()))
        .collect()
}

pub fn has(read: &Understood, code: &str) -> bool {
    read.findings.iter().any(|f| f.code == code)
}

#[test]
fn the_rank_of_an_official_is_no_grade_of_a_scale() {
    for rank in [
        "四级主任科员",
        "四级调研员",
        "张一（四级主办），负责风险排查",
        "市县乡四级联动",
    ] {
        let form = read(&format!(
            "姓名|张一|现任职级|{rank}
            科室|农业科|岗位|补贴岗
            序号|风险点|自评等级|防控措施
            1|审核名册不严|二级|名册公示七日后发放
            2|优亲厚友|一级|入户抽查"
        ));
        assert_eq!(declared(&form), [2, 1], "{rank}");
    }
    let finer = read(
        "科室：农业科|||
        说明：风险分为一级、二级、三级、四级|||
        序号|风险点|自评等级|防控措施
        1|审核名册不严|二级|名册公示七日后发放",
    );
    assert_eq!(declared(&finer), [0], "a note on the scale counts");
}

#[test]
fn who_signs_below_a_matrix_or_in_a_full_row_is_no_entry() {
    let matrix = read(
        "岗位|思想道德风险|岗位职责风险|外部环境风险
        核算岗|贪图小利|审核凭证不严|供应商拉拢
        科室负责人|讲人情放松把关|审批流于形式|接受宴请
        注：一岗一行，没有的写无|<|<|<
        填表人：张一|<|日期：2026年9月9日|<",
    );
    assert_eq!(said(&matrix, &[Field::Post]).len(), 6);
    assert!(days(&matrix).iter().all(|day| day == "2026-09-09"));
    let signed = read(
        "姓名|张一|科室|预算科|岗位|编审岗
        风险类型|风险点|表现形式|风险等级|防控措施|备注
        岗位职责|把关不严|不核对定额标准|☐高 ☑中 ☐低|定额标准双人核对|
        本人签名|张一|审核人|李二|日期|2026.10.9",
    );
    assert_eq!(said(&signed, &[Field::Risk]), ["把关不严"]);
    assert_eq!(days(&signed), ["2026-10-09"]);
}

#[test]
fn a_row_of_counts_is_a_total_even_where_levels_are_ticked() {
    let form = read(
        "序号|科室|风险点|风险等级|<|<|防控措施
        ^|^|^|高|中|低|^
        1|采购办|串标查处不力|√|||联合核查
        2|采购办|公告不及时|||√|系统提醒
        合计|<|<|1|0|1|",
    );
    assert_eq!(declared(&form), [1, 3]);
    let parts = read(
        "序号|科室|风险点|风险等级|防控措施
        1|预算科|虚列项目|一级|入库前评审
        其中：|||一级1个|",
    );
    assert_eq!(declared(&parts), [1]);
}

#[test]
fn a_level_behind_the_risk_itself_is_read_where_no_column_has_one() {
    let form = read(
        "科室|风险点|防控措施
        企业科|审核材料时收受好处（风险等级：高）|专家评审
        企业科|评估走过场。风险等级：中|随机抽取
        企业科|来文不登记【低风险】|逐件登记",
    );
    assert_eq!(declared(&form), [1, 2, 3]);
    let level = &entries(&form)[0].values[&Field::Level];
    assert_eq!(level.cell.map(|c| c.to_string()).as_deref(), Some("B2"));
    let flow = read(
        "流程|风险点及等级|防控措施
        受理|违规受理（低）|公开清单
        ↓|↓|↓
        批准|越权审批（高）|分级授权",
    );
    assert_eq!(declared(&flow), [3, 1]);
    let other = read(
        "科室|风险点|防控措施
        企业科|违规审批建筑资质（一级）|专家评审
        企业科|评估走过场|随机抽取",
    );
    assert_eq!(declared(&other), [0, 0], "it may be the grade of a licence");
}

#[test]
fn measures_on_another_sheet_are_joined_by_risk_or_number() {
    let risks = "序号|科室|风险点|风险等级
        1|社保科|基金存放谋私|一级
        2|社保科|拨款审核流于形式|三级";
    for measures in [
        "风险点|采取的防控措施|责任人
        拨款审核流于形式|逐笔核对|王三
        基金存放谋私|竞争性存放|张一",
        "风险点序号|防控措施|责任人
        2|逐笔核对|王三
        1|竞争性存放|张一",
        "序号|防控措施|责任人
        1|竞争性存放|张一
        2|逐笔核对|王三",
    ] {
        let form = read_sheets(&[("风险点", risks), ("措施", measures)]);
        let told = said(&form, &[Field::Risk, Field::Measures]);
        assert_eq!(
            told,
            ["基金存放谋私 竞争性存放", "拨款审核流于形式 逐笔核对"]
        );
        let value = &entries(&form)[0].values[&Field::Measures];
        assert_eq!((value.cell, value.origin), (None, Origin::OtherSheet));
        assert!(!has(&form, "T13"));
    }
    let apart = read_sheets(&[
        ("风险点", risks),
        ("措施", "风险点|防控措施\n另一件事|逐笔核对"),
    ]);
    assert_eq!(entries(&apart).len(), 2, "measures are no risk");
    assert!(has(&apart, "T20"), "and it is told that they found none");
}

#[test]
fn kinds_are_ticked_under_a_head_with_a_note() {
    let form = read(
        "科室|风险点|风险类型（打√）|<|<|风险等级|防控措施
        ^|^|思想道德|制度机制|岗位职责|^|^
        税政科|扩大减免范围|√||√|一级|集体会审",
    );
    assert_eq!(said(&form, &[Field::Category]), ["思想道德\n岗位职责"]);
}

#[test]
fn several_risks_beside_each_other_keep_what_stands_behind_each() {
    let of_all = [Field::Category, Field::Risk, Field::Measures];
    let counted = read(
        "姓名|科室|风险点一|<|<|风险点二|<|<
        ^|^|内容|等级|措施|内容|等级|措施
        张一|预算科|收受礼品|二级|礼品登记|泄露数据|三级|专人管理",
    );
    assert_eq!(
        said(&counted, &of_all),
        ["— 收受礼品 礼品登记", "— 泄露数据 专人管理"]
    );
    assert_eq!(declared(&counted), [2, 3]);
    let kinds = "张一|先付后补|三级|凭证在先|超进度拨付|一级|系统拦截";
    for heads in [
        "姓名|思想道德风险|风险等级|防控措施|岗位职责风险|风险等级|防控措施",
        "姓名|思想道德风险|<|<|岗位职责风险|<|<
        ^|风险点|等级|措施|风险点|等级|措施",
    ] {
        let form = read(&format!("{heads}\n{kinds}"));
        assert_eq!(
            said(&form, &of_all),
            ["思想道德 先付后补 凭证在先", "岗位职责 超进度拨付 系统拦截"]
        );
        assert_eq!(declared(&form), [3, 1], "{heads}");
        assert!(!has(&form, "T03"), "{heads}");
    }
    let with_more = read(
        "填写人|科室|风险点1|风险等级1|防控措施1|风险点2|风险等级2|防控措施2
        张一|预算科|虚列支出|一级|入库评审|人情追加|二级|集体审议",
    );
    let extras = |e: &&Entry| e.extras.iter().any(|x| x.text == "张一");
    assert!(entries(&with_more).iter().all(extras), "nothing is lost");
}

#[test]
fn a_block_of_a_card_that_stayed_free_says_nothing() {
    let form = read(
        "姓名：|张一
        部门：|行政科
        风险点1：|印章保管不严
        风险等级：|三级
        防控措施：|专柜存放
        风险点2：|
        风险等级：|
        防控措施：|",
    );
    assert_eq!(declared(&form), [3]);
    assert!(!has(&form, "L05"), "{:?}", form.findings);
}

#[test]
fn the_section_is_found_where_a_person_finds_it() {
    for (above, section) in [
        ("科室：非税局|||", "非税局"),
        ("廉政风险自查表（科室：监督科）|<|<|<", "监督科"),
        (
            "青云区财政局各科室廉政风险清单|<|<|<\n一、预算科|<|<|<",
            "预算科",
        ),
        ("青云区财政局机关各科室廉政风险清单|<|<|<", "—"),
        ("科室：青云区财政局|||", "—"),
    ] {
        let form = read(&format!(
            "{above}\n岗位|风险点|等级|措施\n检查岗|结论失实|一级|三级复核"
        ));
        assert_eq!(said(&form, &[Field::Section]), [section], "{above}");
    }
}

#[test]
fn the_section_that_reviews_a_form_is_not_the_one_that_fills_it_in() {
    for key in [
        "审核科室",
        "牵头科室",
        "监督股室",
        "汇总科室",
        "归口处室",
        "主管部室",
        "配合科室",
        "检查科室",
        "考核处室",
        "审核",
        "监督",
        "接收单位",
        "监督部门",
    ] {
        for line in [
            format!("{key}：纪检监察室|||"),
            format!("{key}|纪检监察室||"),
        ] {
            let rest = "岗位|风险点|等级|措施\n检查岗|结论失实|一级|三级复核";
            let form = read(&format!("{line}\n{rest}"));
            assert_eq!(said(&form, &[Field::Section]), ["—"], "{line}");
            let form = read(&format!("{line}\n所在科室：预算科|||\n{rest}"));
            assert_eq!(said(&form, &[Field::Section]), ["预算科"], "{line}");
        }
    }
    for key in [
        "填报股室",
        "填表处室",
        "报送科室",
        "本科室",
        "所属股室",
        "责任处室",
        "自查科室",
        "填报人所在科室",
        "上报部室",
        "制表科室",
    ] {
        let form = read(&format!(
            "{key}：预算科|||\n岗位|风险点|等级|措施\n检查岗|结论失实|一级|三级复核"
        ));
        assert_eq!(said(&form, &[Field::Section]), ["预算科"], "{key}");
    }
}

#[test]
fn what_a_row_above_says_is_no_head() {
    let form = read(
        "科室|办公室|负责人|张一
        职权名称|公务用车管理|<|<
        流程步骤|风险点|风险等级|防控措施
        派车|公车私用|高|轨迹核查",
    );
    assert_eq!(
        said(&form, &[Field::Matter, Field::Risk]),
        ["派车 公车私用"]
    );
    let table = &form.sheets[0].tables[0];
    assert!(table.key_values.iter().any(|kv| kv.value == "公务用车管理"));
    let matter = read(
        "科室：办公室||
        权力事项：公务用车管理||
        风险点|风险等级|防控措施
        公车私用|高|轨迹核查",
    );
    assert_eq!(said(&matter, &[Field::Matter]), ["公务用车管理"]);
    let duty = read(
        "部门名称|预算科|<|<
        部门职责|编制预算|<|<
        序号|风险点描述|风险等级|防控措施
        1|虚列预算|一级|入库评审",
    );
    assert_eq!(duty.sheets[0].tables[0].header_rows, [2]);
}

#[test]
fn who_gives_a_level_may_stand_in_brackets() {
    let form = read(
        "科室|风险点|风险等级（自评）|风险等级（科室评定）|风险等级（领导小组审定）
        预算科|虚列项目|三级|二级|一级",
    );
    assert_eq!(levels(&form), [[3, 2, 1]]);
}

#[test]
fn what_is_said_once_below_or_above_a_table_speaks_for_all_of_it() {
    let below = read(
        "科室：监督科|||
        职务|姓名|风险点内容|自评风险等级
        科长|张一|结论失实|一级
        科员|李二|泄露计划|二级
        防范措施|底稿三级复核|<|<
        科室意见|同意|<|<",
    );
    assert_eq!(said(&below, &[Field::Measures]), ["底稿三级复核"; 2]);
    let above = read(
        "一级风险点（1个）|<|<
        岗位|风险点|防控措施
        局长|干预分配|集体决定
        二级风险点（1个）|<|<
        岗位|风险点|防控措施
        科长|审批不严|双人会签",
    );
    assert_eq!(declared(&above), [1, 2]);
    let title = read("二级风险点清单|<|<\n科室|风险点|防控措施\n预算科|虚列项目|入库评审");
    assert_eq!(declared(&title), [2]);
}

#[test]
fn a_signature_behind_a_sentence_has_the_date() {
    let form = read(
        "科室：农业科|||
        序号|风险点|自评等级|防控措施
        1|审核名册不严|二级|名册公示
        本人承诺|以上内容属实。签名：张一 2026年11月3日|<|<",
    );
    assert_eq!(days(&form), ["2026-11-03"]);
}

#[test]
fn counts_beside_a_table_are_none_of_it() {
    let form = read(
        "科室|岗位|风险点|风险等级|防控措施||统计|数量
        预算科|编审岗|虚列项目|一级|入库评审||一级|1
        预算科|执行岗|人情追加|二级|集体审议||二级|1
        ||||||三级|0",
    );
    assert_eq!(said(&form, &[Field::RiskCount]), ["—"; 2]);
    assert!(!has(&form, "E01"));
}

#[test]
fn parts_of_the_measures_may_leave_out_the_word() {
    let form = read(
        "岗位|风险点|风险等级|个人防控|科室防控
        出纳岗|坐支现金|一级|日清月结|月末盘点",
    );
    assert_eq!(
        said(&form, &[Field::Measures]),
        ["个人防控：日清月结\n科室防控：月末盘点"]
    );
}

#[test]
fn kinds_of_risk_under_any_head_are_the_category_and_a_kind_without_risk_is_nothing() {
    let form = read(
        "姓名|张一|科室|计财科|<
        自查内容|风险点描述|<|<|自评等级
        思想道德方面|接受供应商礼品|<|<|三级
        岗位职责方面|坐支现金|<|<|一级
        外部环境方面|无|<|<|
        整改措施|日清月结|<|<|<",
    );
    let fields = [Field::Category, Field::Risk, Field::Measures];
    assert_eq!(
        said(&form, &fields),
        [
            "思想道德 接受供应商礼品 日清月结",
            "岗位职责 坐支现金 日清月结"
        ]
    );
    assert!(!has(&form, "E01"));
}

#[test]
fn a_heading_with_its_number_in_a_cell_of_its_own_is_no_entry() {
    let form = read(
        "序号|风险点|表现形式|风险等级|防控措施|责任人
        （一）|预算编制|<|<|<|<
        1|虚列项目|编造项目套取资金|一级|入库评审|张一
        （二）|预算执行|<|<|<|<
        1|违规调剂|未经批准调剂|二级|分管领导签批|李二
        填表：王三|审核：张一|||2026-10-12|",
    );
    assert_eq!(said(&form, &[Field::Risk]), ["虚列项目", "违规调剂"]);
    assert_eq!(days(&form), ["2026-10-12"; 2]);
}

#[test]
fn an_opinion_that_says_by_which_level_a_risk_is_kept_gives_it() {
    let form = read(
        "科室|风险点|风险等级|防控措施|领导小组意见
        国库科|超进度拨付|二级|系统拦截|同意，按一级管理
        国库科|违规开户|二级|专户报批|建议按一级管理",
    );
    assert_eq!(levels(&form), [[2, 0, 1], [2, 0, 0]]);
}

#[test]
fn a_risk_left_out_is_one_however_many_ways_it_shows_in() {
    let form = read(
        "科室|风险点|表现形式|风险等级|防控措施
        国库科||1.超进度拨付 2.违规开户|二级|系统拦截
        国库科|违规开户|未报批|二级|专户报批
        合计|共3个风险点|||",
    );
    assert!(has(&form, "T08"), "{:?}", form.findings);
}

#[test]
fn a_card_for_each_post_keeps_its_own_post_and_person() {
    let form = read(
        "编号|01|岗位|审核岗|姓名|张一
        风险点|违规审批|<|风险等级|一级|<
        表现形式|未按规定审核材料|<|<|<|<
        防控措施|双人审批|<|<|<|<
        编号|02|岗位|查询岗|姓名|张一
        风险点|泄露信息|<|风险等级|三级|<
        表现形式|私自查询信息|<|<|<|<
        防控措施|留痕审计|<|<|<|<
        编号|03|岗位|档案岗|姓名|李二
        风险点|档案丢失|<|风险等级|二级|<
        表现形式|外借不登记|<|<|<|<
        防控措施|借阅登记|<|<|<|<",
    );
    let fields = [
        Field::Person,
        Field::Post,
        Field::Risk,
        Field::Manifestation,
        Field::Measures,
    ];
    assert_eq!(
        said(&form, &fields),
        [
            "张一 审核岗 违规审批 未按规定审核材料 双人审批",
            "张一 查询岗 泄露信息 私自查询信息 留痕审计",
            "李二 档案岗 档案丢失 外借不登记 借阅登记"
        ]
    );
    assert_eq!(declared(&form), [1, 3, 2]);
}
