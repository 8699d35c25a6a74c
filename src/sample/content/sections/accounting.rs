//! 会计科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Closed, Custody, Delay, False, Favour, Feast, Formal, Lapse, Lax, Leak, Overlap, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "会计科",
    aliases: &["会计股", "会计管理科"],
    head: "科长",
    posts: &["会计人员管理岗", "考试考务岗", "代理记账岗", "制度执行岗"],
    matters: &[
        Matter {
            name: "会计专业技术资格考试",
            class: "考试考务类",
            post: 1,
            level: One,
            patterns: &[Leak, Favour, Overlap],
            words: Words {
                act: "考务组织",
                paper: "报名资格材料",
                thing: "试卷",
                party: "考生",
                basis: "会计资格考试考务规则",
            },
            seen: "为熟人放宽报名资格，监考纪律松懈，违纪情况不如实记录",
            done: "考点全程监控，监考人员随机编排，违纪处理双人取证",
        },
        Matter {
            name: "代理记账机构审批",
            class: "行政许可类",
            post: 2,
            level: Two,
            patterns: &[Delay, Lax, Feast, Formal],
            words: Words {
                act: "代理记账许可核查",
                paper: "许可申请和备案材料",
                thing: "许可证书",
                party: "代理记账机构",
                basis: "《代理记账管理办法》",
            },
            seen: "专职人员挂靠、办公场所虚假仍予许可，年度备案不核查",
            done: "许可事项一网通办、限时办结，人员社保信息比对，事后按5%抽查",
        },
        Matter {
            name: "会计人员信息与继续教育",
            class: "人员管理类",
            post: 0,
            level: Three,
            patterns: &[False, Steer, Delay],
            words: Words {
                act: "继续教育组织",
                paper: "学时记录和考核成绩",
                thing: "学员档案",
                party: "培训机构",
                basis: "会计人员继续教育规定",
            },
            seen: "指定培训机构，学时造假、代学代考，从中收取介绍费",
            done: "培训平台由学员自选，学时由系统自动记录，不得收取任何费用",
        },
        Matter {
            name: "会计制度执行检查",
            class: "制度执行类",
            post: 3,
            level: Two,
            patterns: &[Formal, Feast, Lapse],
            words: Words {
                act: "制度执行检查",
                paper: "会计凭证和报表",
                thing: "检查资料",
                party: "被查单位",
                basis: "《会计基础工作规范》",
            },
            seen: "检查只看凭证装订是否整齐，不看经济业务是否真实",
            done: "按统一底稿逐项核对，问题与财政监督科信息共享、联合惩戒",
        },
        Matter {
            name: "高级会计人才推荐",
            class: "人员管理类",
            post: 0,
            level: Two,
            patterns: &[Favour, Closed, False],
            words: Words {
                act: "高端人才推荐",
                paper: "推荐业绩材料",
                thing: "推荐材料",
                party: "推荐人选",
                basis: "会计人才培养工程办法",
            },
            seen: "推荐人选由个人提名，业绩材料与实际不符",
            done: "单位推荐、专家评议、公示三道程序，业绩材料逐项核对原件",
        },
        Matter {
            name: "会计服务窗口收件",
            class: "行政许可类",
            post: 2,
            level: Three,
            patterns: &[Delay, Custody, Feast],
            words: Words {
                act: "窗口收件受理",
                paper: "申请表和证件复印件",
                thing: "窗口收件材料",
                party: "办事群众",
                basis: "政务服务规范",
            },
            seen: "无正当理由退件，让办事群众多跑路，优先办理熟人申请",
            done: "叫号办理、好差评全覆盖，退件须注明理由并由窗口负责人签字",
        },
    ],
};
