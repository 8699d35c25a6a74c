//! A made-up register of a district's finance bureau: the same on every run, with the troubles real ones have.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use qingfeng::followup::follow_up;
use qingfeng::location::{CellRef, Place};
use qingfeng::model::{
    Basis, CellAccount, Entry, Extra, Field, FollowUp, FormKind, InputFile, Level, Origin,
    PartialDate, Register, RegisterItem, ReturnedEntry, Roster, RowAccount, RowSpan, SectionInfo,
    SkipKind, SkippedSource, Staff, Value,
};
use qingfeng::policy::Policy;
use qingfeng::report::{MOST_ROWS, ReportContext};

pub const SECTIONS: [&str; 12] = [
    "办公室",
    "人事科",
    "预算科",
    "国库科",
    "行政政法科",
    "经济建设科",
    "社会保障科",
    "农业农村科",
    "资产管理科",
    "政府采购监督管理科",
    "财政监督科",
    "国库集中支付中心",
];
const POSTS: [&str; 3] = ["科长", "预算审核岗", "综合管理岗"];
const CATEGORIES: [&str; 5] = ["业务流程", "制度机制", "岗位职责", "思想道德", "外部环境"];
const RISKS: [(&str, &str); 6] = [
    (
        "项目资金安排审核不严",
        "对项目申报材料的真实性、合规性审核流于形式，对不符合条件的项目安排资金；接受服务对象宴请或礼品后放宽审核标准。",
    ),
    (
        "擅自调整预算指标",
        "未按规定程序报批，擅自追加、调减预算指标，或者在科目之间调剂使用，造成预算执行与批复不一致。",
    ),
    (
        "拨付资金不及时",
        "无正当理由拖延拨付专项资金，借机吃拿卡要。",
    ),
    (
        "采购方式审批把关不严",
        "对应当公开招标的项目同意变更采购方式；1.对变更理由的论证材料不作实质审查；2.对专家论证意见的独立性不作核实；3.对公示期内收到的异议不作回应；为特定供应商量身定做采购需求，排斥潜在供应商。",
    ),
    (
        "泄露工作秘密",
        "向利害关系人透露评审专家名单、预算控制数等尚未公开的信息。",
    ),
    (
        "资产处置评估失真",
        "对资产评估报告不认真复核，低价处置国有资产，造成国有资产流失。",
    ),
];
const MEASURES: [&str; 4] = [
    "1. 严格执行《预算法》和本局内部控制制度，实行经办、复核、审批三级分离；2. 重大事项提交局党组会议集体研究决定；3. 每季度抽查不少于10%的项目，抽查结果在局内通报。",
    "建立资金拨付台账，实行限时办结；超期未拨付的，由科室负责人向分管领导书面说明原因。",
    "实行轮岗和回避制度，审核意见全程留痕；邀请纪检监察机构列席评审会议，对异常情形及时提醒、及时纠正；对外公布监督电话，接受服务对象监督。每年组织一次专题警示教育，签订廉政承诺书，并将履行情况纳入年度考核，考核结果与绩效挂钩。",
    "加强保密教育，涉密材料专人保管。",
];
const PEOPLE: [&str; 6] = ["张一", "李二", "王三", "赵四", "钱五", "孙六"];

pub fn context() -> ReportContext {
    ReportContext {
        unit: "某某区财政局".to_owned(),
        year: 2026,
        date: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        most_rows: MOST_ROWS,
    }
}

/// An entry with these fields; blank texts are left out.
pub fn entry(file: &str, row: u32, fields: &[(Field, &str)]) -> Entry {
    let value = |col: usize, text: &str| {
        let cell = CellRef::new(row, u32::try_from(col).unwrap());
        Value::new(text, text, Some(cell), Origin::Cell)
    };
    let values: BTreeMap<Field, Value> = fields
        .iter()
        .enumerate()
        .filter(|(_, (_, text))| !text.is_empty())
        .map(|(col, (field, text))| (*field, value(col, text)))
        .collect();
    Entry {
        place: Place::cell(&Arc::from(file), &Arc::from("自查表"), CellRef::new(row, 0)),
        rows: RowSpan {
            first: row,
            last: row,
        },
        values,
        owners: Vec::new(),
        level_is: qingfeng::model::Basis::Declared,
        declared: None,
        suggested: None,
        confirmed: None,
        reported_on: None,
        rated_on: None,
        answers: BTreeMap::default(),
        grading: qingfeng::model::Grading::default(),
        decision: None,
        extras: Vec::new(),
        subject: None,
    }
}

fn file_of(section: &str) -> String {
    format!("2026年自查表/{section}廉政风险自查表.xlsx")
}

fn level_of(n: usize) -> (Option<Level>, Basis, &'static str) {
    match n % 15 {
        0 | 7 => (Some(Level::One), Basis::Confirmed, "Ⅰ级"),
        1 | 4 | 8 | 11 => (Some(Level::Two), Basis::Declared, "二级风险"),
        10 => (Some(Level::One), Basis::Pending, "二级"),
        13 => (None, Basis::Open, "中高"),
        n if n % 2 == 0 => (Some(Level::Three), Basis::Declared, "低"),
        _ => (Some(Level::Two), Basis::Confirmed, "二级"),
    }
}

fn item(n: usize) -> RegisterItem {
    let section = SECTIONS[n * SECTIONS.len() / 60];
    let (risk, manifestation) = RISKS[n % RISKS.len()];
    let (level, basis, written) = level_of(n);
    let person = if section == "预算科" {
        PEOPLE[n % 3]
    } else {
        ""
    };
    let matter = ["部门预算审核", "专项资金分配", "政府采购方式审批", ""][n % 4];
    let row = u32::try_from(n % 5).unwrap() + 5;
    let mut entry = entry(
        &file_of(section),
        row,
        &[
            (Field::Seq, &(n % 5 + 1).to_string()),
            (Field::Section, section),
            (
                Field::Post,
                if n % 11 == 5 {
                    ""
                } else {
                    POSTS[n % POSTS.len()]
                },
            ),
            (Field::Person, person),
            (Field::Matter, matter),
            (
                Field::Category,
                if n % 17 == 3 { "" } else { CATEGORIES[n % 5] },
            ),
            (Field::Risk, risk),
            (
                Field::Manifestation,
                if n % 7 == 2 { "" } else { manifestation },
            ),
            (Field::Level, written),
            (Field::Measures, MEASURES[n % MEASURES.len()]),
            (Field::Head, "科室主要负责人"),
            (
                Field::Leader,
                if n.is_multiple_of(3) {
                    "分管领导"
                } else {
                    ""
                },
            ),
        ],
    );
    entry.owners = match n % 3 {
        0 => vec!["经办人".to_owned(), "科室负责人".to_owned()],
        _ => vec!["科室负责人".to_owned()],
    };
    match basis {
        Basis::Confirmed => entry.confirmed = level,
        _ => entry.declared = level,
    }
    if n % 10 == 3 {
        entry.rated_on = PartialDate::new(2023, 11 + u32::from(n > 30), None);
    }
    if n == 12 {
        entry.rows.last += 2;
        entry.extras = vec![Extra::new("廉政风险指数", "=0.85", CellRef::new(row, 12))];
    }
    let mut sources = vec![format!("{section}#{row}")];
    if n % 20 == 9 {
        sources.push(format!("{section}（1）#{row}"));
    }
    RegisterItem {
        id: format!("2026-{:04}", n + 1),
        sources,
        entry: entry.into(),
        members: Vec::new(),
        effective: level,
        basis,
        errors: Vec::new(),
        follow_up: FollowUp::default(),
        carried: qingfeng::model::Carried::default(),
        opinions: Vec::new(),
        keys: Vec::new(),
    }
}

fn returned() -> Vec<ReturnedEntry> {
    let texts = [
        ("办公室", "公务接待超标准", "", vec!["未填写“防控措施”。"]),
        (
            "人事科",
            "××",
            "1中2低",
            vec![
                "“风险点”是模板中的占位文字“××”，没有填写实际内容。",
                "一个单元格内填写了多个等级“1中2低”，无法判断各风险点分别为几级。",
            ],
        ),
        (
            "财政监督科",
            "检查结论不客观",
            "",
            vec!["未填写“风险等级”。"],
        ),
    ];
    (0..)
        .zip(texts)
        .map(|(n, (section, risk, level, reasons))| ReturnedEntry {
            struck: false,
            id: format!("{section}#{}", 20 + n),
            entry: entry(
                &file_of(section),
                20 + n,
                &[
                    (Field::Section, section),
                    (Field::Post, "综合管理岗"),
                    (Field::Risk, risk),
                    (Field::Level, level),
                    (Field::Manifestation, RISKS[n as usize].1),
                    (Field::Owner, "科室负责人"),
                ],
            )
            .into(),
            reasons: reasons.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

fn skipped() -> Vec<SkippedSource> {
    let mut rows = Vec::new();
    for section in SECTIONS {
        for (row, kind, text) in [
            (
                4,
                SkipKind::Example,
                "示例 | 预算科 | 审核岗 | （示例）审核把关不严",
            ),
            (30, SkipKind::Blank, ""),
            (
                31,
                SkipKind::Footer,
                "填表人：张一 | 审核人：李二 | 联系电话：0000000",
            ),
        ] {
            rows.push(SkippedSource {
                file: Arc::from(file_of(section)),
                sheet: Arc::from("自查表"),
                row,
                kind,
                text: text.to_owned(),
            });
        }
    }
    rows
}

fn files(items: &[RegisterItem], returned: &[ReturnedEntry]) -> Vec<InputFile> {
    let mut files: Vec<InputFile> = SECTIONS
        .iter()
        .map(|section| {
            let file = file_of(section);
            let own = |entry: &Entry| *entry.place.file == *file;
            let registered = items.iter().filter(|i| own(&i.entry)).count();
            let merged = items
                .iter()
                .filter(|i| own(&i.entry) && i.sources.len() > 1)
                .count();
            let returned = returned.iter().filter(|r| own(&r.entry)).count();
            let skipped: BTreeMap<SkipKind, usize> =
                [SkipKind::Blank, SkipKind::Example, SkipKind::Footer]
                    .map(|k| (k, 1))
                    .into();
            InputFile {
                ledger_lines: 0,
                marks: 0,
                opinions: 0,
                cells: CellAccount::default(),
                file: Arc::from(file),
                sha256: "0".repeat(64),
                bytes: 12_345,
                kind: FormKind::SelfCheck,
                tables: 1,
                rows: RowAccount {
                    read: registered + merged + returned + 3,
                    registered,
                    merged,
                    returned,
                    skipped,
                },
                findings: [returned, 1, 0],
                trouble: None,
                section: None,
                duplicate_of: None,
                replaced_by: None,
                replaced_why: None,
            }
        })
        .collect();
    files.push(InputFile {
        file: Arc::from("2026年自查表/预算科廉政风险自查表(1).xlsx"),
        rows: RowAccount {
            read: 5,
            skipped: [(SkipKind::DuplicateFile, 5)].into(),
            ..RowAccount::default()
        },
        trouble: None,
        section: None,
        duplicate_of: Some(Arc::from(file_of("预算科"))),
        ..files[2].clone()
    });
    files
}

/// The register: 60 items of 12 sections, 3 entries returned, 13 files.
pub fn register() -> Register {
    let items: Vec<RegisterItem> = (0..60).map(item).collect();
    let returned = returned();
    let files = files(&items, &returned);
    let mut rows = RowAccount::default();
    for file in &files {
        rows.add(&file.rows);
    }
    let mut register = Register {
        items,
        returned,
        skipped: skipped(),
        files,
        rows,
        unmapped: [("廉政风险指数".to_owned(), 1)].into(),
        ..Register::default()
    };
    let policy = Policy::embedded().unwrap();
    follow_up(&mut register, &policy, context().date, 2026);
    register
}

/// The roster: the twelve sections and one more, from which nothing came.
pub fn roster() -> Roster {
    let mut sections: Vec<SectionInfo> = SECTIONS
        .iter()
        .map(|name| SectionInfo {
            posts: Vec::new(),
            name: (*name).to_owned(),
            aliases: Vec::new(),
            leader: None,
            head: None,
            staff: Vec::new(),
            ..SectionInfo::default()
        })
        .collect();
    let staff = |names: &[&str]| {
        let named = names.iter().map(|name| Staff {
            name: (*name).to_owned(),
            posts: Vec::new(),
        });
        named.collect::<Vec<_>>()
    };
    sections[2].staff = staff(&PEOPLE[..5]);
    sections[4].staff = staff(&["周七", "吴八"]);
    sections.push(SectionInfo {
        name: "绩效管理科".to_owned(),
        staff: staff(&["郑九", "冯十"]),
        ..sections[0].clone()
    });
    Roster::from_iter(sections)
}
