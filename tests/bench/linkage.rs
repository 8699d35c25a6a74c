//! What consolidating costs as the entries grow: `cargo bench --bench linkage` prints CPU seconds, memory and what came of
//! each case; `cargo bench --bench linkage -- slips:45000` runs one case in one size. With `OUTCOME` set it also prints a
//! digest of everything that came of it, by which two versions of the program are compared.
#![allow(clippy::print_stderr, reason = "a benchmark prints what it measured")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use qingfeng::digest::sha256_hex;
use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};
use qingfeng::location::{Area, CellRef, Place};
use qingfeng::model::{
    Annex, Basis, Entry, Field, Form, FormKind, FormSheet, FormTable, Grading, Level, Origin,
    Reading, RowSpan, Value,
};
use qingfeng::policy::Policy;

/// Entries of one form.
const ROWS: usize = 25;
/// Sections of a large unit.
const SECTIONS: usize = 20;

/// What one entry says: section, matter, post, 风险点, 表现形式.
type Said = [String; 5];
/// The entry with a number, of so many.
type Entries = fn(usize, usize) -> Said;

/// The cases by name, each with the size it is measured in and its entries.
const CASES: [(&str, usize, Entries); 8] = [
    // Sections of one form each, all of them on matters of their own.
    ("sections", 50_000, of_sections),
    // People of a unit who report on the same matters; every sixth repeats somebody else's.
    ("unit", 100_000, of_unit),
    // One section, one sentence: another number, another name, either on matters of their own, or on no matter at all.
    ("numbers", 45_000, |n, _| {
        near(&format!("第{n}号"), "专项资金审批", "专管员")
    }),
    ("names", 45_000, |n, _| {
        near(&name(n), "专项资金审批", "专管员")
    }),
    ("matters", 45_000, |n, _| {
        near("", &format!("第{n}号项目审批"), "专管员")
    }),
    ("posts", 45_000, |n, _| {
        near(&name(n), "", &format!("{}岗", name(n / 3)))
    }),
    ("loose", 45_000, |n, _| near(&name(n), "", "")),
    // One sentence with slips of the pen: chains without end.
    ("slips", 45_000, |n, _| slipped(n)),
];

const VERBS: [&str; 24] = [
    "审核", "拨付", "编制", "批复", "采购", "验收", "登记", "分配", "测算", "核定", "调整", "公示",
    "归档", "评审", "监督", "核算", "录入", "抽查", "复核", "受理", "上报", "清理", "处置", "盘点",
];
const OBJECTS: [&str; 40] = [
    "农机购置补贴",
    "专项转移支付",
    "国库集中支付申请",
    "政府采购计划",
    "非税收入票据",
    "公务卡还款",
    "项目库资料",
    "结转结余资金",
    "国有资产出租合同",
    "招标控制价",
    "会计凭证",
    "银行对账单",
    "债券资金",
    "绩效自评报告",
    "评审报告",
    "人员经费",
    "公用经费",
    "基建项目款",
    "救助资金",
    "教育经费",
    "医保基金",
    "社保缴费",
    "车辆维修费",
    "会议费",
    "培训费",
    "差旅费",
    "档案材料",
    "印章使用记录",
    "保证金",
    "预付款",
    "质保金",
    "土地出让收入",
    "罚没收入",
    "捐赠物资",
    "防汛物资",
    "粮食补贴",
    "惠农一卡通",
    "村级财务",
    "乡镇决算",
    "部门预算",
];
const MANNERS: [&str; 30] = [
    "不按规定程序办理",
    "照顾特定关系人",
    "故意拖延刁难",
    "收受服务对象礼金",
    "对资料把关不严",
    "未经集体研究决定",
    "擅自改变用途",
    "泄露内部信息",
    "弄虚作假套取资金",
    "先办理后补手续",
    "以领导打招呼为由放行",
    "不做现场核实",
    "重复计算金额",
    "越权审批",
    "不及时入账",
    "白条抵库",
    "人情评分",
    "拆分项目规避招标",
    "指定供应商",
    "虚报数量",
    "不留审批痕迹",
    "由一人经办全过程",
    "默许中介机构造假",
    "选择性执行标准",
    "压票不报",
    "超范围列支",
    "账实不符长期不查",
    "不公开结果",
    "隐瞒问题线索",
    "违规借出款项",
];
const RESULTS: [&str; 20] = [
    "造成财政资金损失",
    "影响公平竞争",
    "群众利益受损",
    "形成廉政隐患",
    "引发信访投诉",
    "资金被挤占挪用",
    "项目进度延误",
    "国有资产流失",
    "单位声誉受损",
    "账目混乱难以核查",
    "滋生权钱交易",
    "优亲厚友问题突出",
    "审计指出后整改不力",
    "形成小金库",
    "标准执行不一",
    "数据失真影响决策",
    "资料丢失无法追溯",
    "监督流于形式",
    "责任难以认定",
    "诱发违纪违法行为",
];

const NAMES: &str =
    "安宝昌达德东丰福光广海恒宏华汇吉佳金康龙茂民宁鹏庆荣瑞盛顺泰通旺祥新兴亚永裕源志";
const ALIKE: [&str; 12] = [
    "审申身",
    "核和合",
    "资姿滋",
    "金今斤",
    "材才财",
    "严言盐",
    "受售寿",
    "规归圭",
    "定订",
    "证正政",
    "失施湿",
    "原源员",
];

fn main() {
    let policy = Policy::embedded().expect("the embedded policy");
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a.contains(':'))
        .collect();
    for (case, size, entry) in CASES {
        let own = named
            .iter()
            .filter_map(|a| a.strip_prefix(&format!("{case}:")));
        let mut sizes: Vec<usize> = own.map(|n| n.parse().expect("a number")).collect();
        if named.is_empty() {
            sizes.push(size);
        }
        for size in sizes {
            measure(case, size, entry, &policy);
        }
    }
}

fn measure(case: &str, size: usize, entry: Entries, policy: &Policy) {
    let mut by_section: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for said in (0..size).map(|n| entry(n, size)) {
        by_section.entry(said[0].clone()).or_default().push(said);
    }
    let sections = by_section.len();
    let parts = by_section.values().flat_map(|all| all.chunks(ROWS));
    let forms: Vec<Form> = (1..).zip(parts).map(|(n, said)| form(n, said)).collect();
    drop(by_section);
    let (held, cpu, wall) = (peak(), cpu(), Instant::now());
    let done = consolidate(
        forms,
        Given::default(),
        policy,
        Numbering {
            year: 2026,
            former: None,
            provisional: false,
        },
    );
    eprintln!(
        "{case:<9}{size:>9} entries, {sections:>5} sections: {:>7.2} s of CPU, {:>7.2} s; {:>7} merged, {:>7} questions; {:>5} MB before, {:>5} MB at most",
        self::cpu() - cpu,
        wall.elapsed().as_secs_f64(),
        done.register.rows.merged,
        done.pairs.open.len(),
        held,
        peak(),
    );
    if std::env::var_os("OUTCOME").is_some() {
        eprintln!("{:>18} {}", "outcome", outcome(&done));
    }
}

/// A digest of the register, the rows, the pairs and the findings.
fn outcome(done: &Consolidated) -> String {
    let register = serde_json::to_vec(&done.register).expect("written");
    let rows = serde_json::to_vec(&done.rows).expect("written");
    let rest = format!("{:?}{:?}", done.pairs, done.findings);
    let parts = [register, rows, rest.into_bytes()];
    sha256_hex(parts.map(|part| sha256_hex(&part)).concat().as_bytes())
}

/// An entry of a section of its own; its matter and post are its own as well.
fn of_sections(n: usize, _: usize) -> Said {
    let section = n / ROWS;
    let mut seed = Seed(n as u64);
    let [risk, told] = sentence(&mut seed);
    [
        format!("第{section}科"),
        format!("{}事项", name(n)),
        format!("岗位{}", n % ROWS),
        risk,
        told,
    ]
}

/// One of several people on one matter; of those that repeat somebody else most do so word for word, some with a slip or
/// the clauses in another order.
fn of_unit(n: usize, count: usize) -> Said {
    let matters = (count / ROWS).max(1);
    let matter = n % matters;
    let mut seed = Seed(n as u64);
    let repeats = n >= matters && seed.below(6) == 0;
    if repeats {
        seed = Seed((n - matters) as u64);
        seed.below(6);
    }
    let [risk, told] = sentence(&mut seed);
    let (risk, told) = match (repeats, n % 5) {
        (true, 0) => (risk.replacen('时', "实", 1), told),
        (true, 1) => {
            let turned = told.split('，').rev().collect::<Vec<_>>().join("，");
            (risk, turned)
        }
        _ => (risk, told),
    };
    [
        format!("第{}科", matter % SECTIONS),
        format!("事项{matter}"),
        format!("岗位{}", n % 7),
        risk,
        told,
    ]
}

fn sentence(seed: &mut Seed) -> [String; 2] {
    let mut pick = |words: &[&'static str]| words[seed.below(words.len())];
    let (verb, object, manner, result) =
        (pick(&VERBS), pick(&OBJECTS), pick(&MANNERS), pick(&RESULTS));
    [
        format!("{verb}{object}时{manner}"),
        format!("{}，{result}", pick(&MANNERS)),
    ]
}

/// The sentence of which all near-equal entries are made.
fn near(what: &str, matter: &str, post: &str) -> Said {
    [
        "项目科".to_owned(),
        matter.to_owned(),
        post.to_owned(),
        format!("审核{what}项目资金申报材料时把关不严，收受企业礼金"),
        "未按规定核对原始凭证，造成财政资金损失".to_owned(),
    ]
}

/// The name of a firm, another one for each number up to 64,000.
fn name(n: usize) -> String {
    let signs: Vec<char> = NAMES.chars().collect();
    let sign = |n: usize| signs[n % signs.len()];
    let own = [
        sign(n),
        sign(n / signs.len()),
        sign(n / signs.len() / signs.len()),
    ];
    own.iter().chain(&['公', '司']).collect()
}

/// The sentence with up to three characters of like sound.
fn slipped(n: usize) -> Said {
    let [section, matter, post, risk, told] = near("", "专项资金审批", "专管员");
    let mut seed = Seed(n as u64);
    let mut chars: Vec<char> = risk.chars().chain(['|']).chain(told.chars()).collect();
    for _ in 0..=n % 3 {
        let at = seed.below(chars.len());
        let group = ALIKE.iter().find(|group| group.contains(chars[at]));
        let signs: Vec<char> = group.map_or(vec![chars[at]], |g| g.chars().collect());
        chars[at] = signs[seed.below(signs.len())];
    }
    let all: String = chars.into_iter().collect();
    let (risk, told) = all.split_once('|').expect("both");
    [section, matter, post, risk.to_owned(), told.to_owned()]
}

fn form(number: usize, said: &[Said]) -> Form {
    let file: Arc<str> = format!("第{number}份.xlsx").into();
    let name: Arc<str> = "自查表".into();
    let rows = u32::try_from(said.len()).expect("small");
    let entries = (1..).zip(said);
    let entries = entries.map(|(row, said)| entry(&Place::sheet(&file, &name), row, said));
    let table = FormTable {
        kind: FormKind::SelfCheck,
        title: None,
        title_at: None,
        header_rows: vec![0],
        area: Area {
            first: CellRef::new(0, 0),
            last: CellRef::new(rows, 9),
        },
        reading: Reading::default(),
        columns: Vec::new(),
        key_values: Vec::new(),
        entries: entries.collect(),
        skipped: Vec::new(),
        gone: Vec::new(),
    };
    let mut sheet = FormSheet::new(&name);
    sheet.tables.push(table);
    Form {
        sha256: sha256_hex(file.as_bytes()),
        file,
        bytes: 0,
        modified: None,
        named_section: None,
        kind: FormKind::SelfCheck,
        own: None,
        sheets: vec![sheet],
        annex: Annex::default(),
        findings: Vec::new(),
        used: BTreeSet::new(),
        marked_from: Vec::new(),
    }
}

fn entry(place: &Place, row: u32, said: &Said) -> Entry {
    let fields = [
        Field::Section,
        Field::Matter,
        Field::Post,
        Field::Risk,
        Field::Manifestation,
    ];
    let own = (1..).zip(fields).zip(said);
    let own = own.map(|((col, field), text)| (col, field, text.clone()));
    let others = [
        (6, Field::Person, format!("人员{row}")),
        (
            7,
            Field::Measures,
            format!("落实双人复核，每季度抽查{}次", row % 4 + 1),
        ),
    ];
    let values = own.chain(others).filter(|(.., text)| !text.is_empty());
    let values = values.map(|(col, field, text)| {
        let cell = Some(CellRef::new(row, col));
        (field, Value::new(text.as_str(), &text, cell, Origin::Cell))
    });
    Entry {
        place: Place {
            cell: Some(CellRef::new(row, 0)),
            ..place.clone()
        },
        rows: RowSpan {
            first: row,
            last: row,
        },
        values: values.collect(),
        owners: Vec::new(),
        level_is: Basis::Declared,
        declared: Some(Level::ALL[row as usize % Level::ALL.len()]),
        suggested: None,
        confirmed: None,
        answers: BTreeMap::new(),
        grading: Grading::default(),
        decision: None,
        reported_on: None,
        rated_on: None,
        extras: Vec::new(),
        subject: None,
    }
}

/// A small generator, the same on every machine.
struct Seed(u64);

impl Seed {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = u64::try_from(bound).expect("small");
        usize::try_from((z ^ (z >> 31)) % bound).expect("small")
    }
}

/// CPU time of all threads so far, in seconds; 0 where the system does not say.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Most memory the process has held so far, in MB; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    kb.unwrap_or(0) / 1024
}
