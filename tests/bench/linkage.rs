//! What linkage costs as the entries grow: `cargo bench --bench linkage` prints time, pairs compared and memory for ten
//! thousand, a hundred thousand and a million entries of one unit, and time per entry as a ratio to folding the same texts
//! once, measured in the same run.
#![allow(clippy::print_stderr, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::Instant;

use qingfeng::linkage::{Folder, Linker, Record};
use qingfeng::policy::Policy;

/// People who report on one matter.
const REPORTERS: usize = 25;
const SECTIONS: usize = 20;

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

fn main() {
    let policy = Policy::embedded().expect("the embedded policy");
    let folder = Folder::new(&policy.linkage);
    for count in sizes() {
        run(count, &folder, &policy);
    }
}

fn run(count: usize, folder: &Folder, policy: &Policy) {
    let records: Vec<Record> = (0..count).map(|n| record(n, count)).collect();
    let start = Instant::now();
    for record in &records {
        black_box(folder.fold(&record.risk));
        black_box(folder.fold(&record.manifestation));
    }
    let floor = start.elapsed();
    let start = Instant::now();
    let linked = Linker::new(&records, folder, &policy.linkage).link(Vec::new());
    let time = start.elapsed();
    let merged: usize = linked.clusters.iter().map(|c| c.len() - 1).sum();
    eprintln!(
        "{count:>9} entries: {:>7.2} s ({:>5.1} × folding), {:>10} pairs compared ({:>4.1} an entry), {merged:>7} merged away, {:>7} questions, {:>5} MB at most",
        time.as_secs_f64(),
        time.as_secs_f64() / floor.as_secs_f64(),
        linked.compared,
        ratio(linked.compared, count),
        linked.open.len(),
        peak(),
    );
}

/// The entry with this number: one of several people on one matter; every sixth repeats somebody else's, most of them word
/// for word, some with a slip or the clauses in another order.
fn record(n: usize, count: usize) -> Record {
    let matters = (count / REPORTERS).max(1);
    let matter = n % matters;
    let mut seed = Seed(n as u64);
    let repeats = n >= matters && seed.below(6) == 0;
    if repeats {
        seed = Seed((n - matters) as u64);
        seed.below(6);
    }
    let mut pick = |words: &[&'static str]| words[seed.below(words.len())];
    let (verb, object, manner, result) =
        (pick(&VERBS), pick(&OBJECTS), pick(&MANNERS), pick(&RESULTS));
    let risk = format!("{verb}{object}时{manner}");
    let told = format!("{}，{result}", pick(&MANNERS));
    let (risk, manifestation) = match (repeats, n % 5) {
        (true, 0) => (risk.replacen('时', "实", 1), told),
        (true, 1) => (
            risk,
            format!("{result}，{}", told.split('，').next().unwrap_or_default()),
        ),
        _ => (risk, told),
    };
    Record {
        section: format!("第{}科", matter % SECTIONS).into(),
        matter: format!("事项{matter}").into(),
        post: format!("岗位{}", n % 7).into(),
        risk: risk.into(),
        manifestation: manifestation.into(),
        answered: 6,
        half: None,
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

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(whole)
}

/// Most memory the process has held so far, in MB; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    kb.unwrap_or(0) / 1024
}

/// The sizes named on the command line, else all three.
fn sizes() -> Vec<usize> {
    let named: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    if named.is_empty() {
        vec![10_000, 100_000, 1_000_000]
    } else {
        named
    }
}
