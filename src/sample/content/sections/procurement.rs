//! 政府采购监督管理科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{Alone, Delay, Favour, Feast, Formal, Lapse, Lax, Leak};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "政府采购监督管理科",
    aliases: &["采购办", "采购科", "政府采购科"],
    head: "科长",
    posts: &["采购计划岗", "方式审批岗", "投诉处理岗", "代理监管岗"],
    matters: &[
        Matter {
            name: "政府采购监督",
            class: "采购监管类",
            post: 3,
            level: One,
            patterns: &[Formal, Feast, Leak, Favour],
            words: Words {
                act: "代理机构检查",
                paper: "采购项目档案",
                thing: "检查资料",
                party: "代理机构",
                basis: "《政府采购法》及其实施条例",
            },
            seen: "对采购文件中的倾向性条款视而不见，向代理机构推荐供应商",
            done: "采购意向、文件、合同、验收全链条公开，每年“双随机”检查代理机构",
        },
        Matter {
            name: "采购方式变更审批",
            class: "采购审批类",
            post: 1,
            level: One,
            patterns: &[Favour, Alone, Lax, Feast],
            words: Words {
                act: "采购方式审批",
                paper: "方式变更申请和论证意见",
                thing: "审批资料",
                party: "采购单位",
                basis: "非招标采购方式管理办法",
            },
            seen: "以“时间紧急”为由同意单一来源采购，专家论证意见事后补签",
            done: "单一来源须公示并附三名以上专家意见，审批结果逐件上网",
        },
        Matter {
            name: "采购计划备案",
            class: "采购审批类",
            post: 0,
            level: Three,
            patterns: &[Delay, Lax, Lapse],
            words: Words {
                act: "采购计划备案",
                paper: "采购计划表",
                thing: "备案资料",
                party: "采购单位",
                basis: "集中采购目录及限额标准",
            },
            seen: "同意单位将同一品目拆分备案，规避公开招标限额",
            done: "系统自动归集同一品目，累计达到限额的停止备案并提示",
        },
        Matter {
            name: "供应商投诉处理",
            class: "投诉处理类",
            post: 2,
            level: Two,
            patterns: &[Delay, Favour, Leak, Feast],
            words: Words {
                act: "投诉处理",
                paper: "投诉材料",
                thing: "投诉案卷",
                party: "投诉供应商",
                basis: "政府采购质疑和投诉办法",
            },
            seen: "劝说供应商撤回投诉，超过30个工作日不作处理决定",
            done: "投诉件双人办理、法律顾问把关，处理决定书全文公告",
        },
        Matter {
            name: "评审专家管理",
            class: "采购监管类",
            post: 3,
            level: Two,
            patterns: &[Leak, Formal, Lapse],
            words: Words {
                act: "评审专家抽取使用",
                paper: "专家信息",
                thing: "专家库数据",
                party: "评审专家",
                basis: "政府采购评审专家管理办法",
            },
            seen: "提前泄露专家名单，专家库长期不更新、“熟面孔”反复中签",
            done: "专家名单评审当天解密，一项目一评价，不良行为记录并清退",
        },
    ],
};
