//! 资产管理科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, Exceed, False, Favour, Feast, Formal, Lapse, Lax, Leak, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "资产管理科",
    aliases: &["资产科", "国资股"],
    head: "科长",
    posts: &["资产配置岗", "资产处置岗", "产权管理岗", "国企监管岗"],
    matters: &[
        Matter {
            name: "国有资产处置",
            class: "资产处置类",
            post: 1,
            level: One,
            patterns: &[Favour, Steer, Alone, Leak],
            words: Words {
                act: "国有资产处置",
                paper: "评估报告和处置资料",
                thing: "待处置资产",
                party: "评估机构",
                basis: "国有资产处置管理办法",
            },
            seen: "低估资产价值、化整为零，将可用资产作报废处理后内部低价转让",
            done: "处置一律进场公开交易，评估机构随机抽取，底价密封到开标现场",
        },
        Matter {
            name: "房屋出租出借审批",
            class: "资产处置类",
            post: 1,
            level: One,
            patterns: &[Favour, Closed, Lax, Feast],
            words: Words {
                act: "房屋出租审批",
                paper: "租赁合同和租金底价资料",
                thing: "国有房屋",
                party: "承租人",
                basis: "国有资产出租出借管理办法",
            },
            seen: "租金明显低于市场价，租期超过五年，到期不收回直接续租",
            done: "出租前评估租金底价，公开招租，合同统一备案，欠租按季清收",
        },
        Matter {
            name: "资产配置预算审核",
            class: "资产配置类",
            post: 0,
            level: Two,
            patterns: &[Lax, Exceed, Delay],
            words: Words {
                act: "资产配置审核",
                paper: "新增资产配置计划表",
                thing: "公物仓资产",
                party: "行政事业单位",
                basis: "通用资产配置标准",
            },
            seen: "在公物仓有同类资产可调剂的情况下，仍同意单位新购",
            done: "先查公物仓后批新购，超标准、超编制的系统自动退回",
        },
        Matter {
            name: "产权登记与资产清查",
            class: "产权管理类",
            post: 2,
            level: Three,
            patterns: &[False, Lapse, Formal],
            words: Words {
                act: "资产清查核实",
                paper: "资产清查报表",
                thing: "产权资料",
                party: "行政事业单位",
                basis: "资产清查核实管理办法",
            },
            seen: "账外资产不入账，盘亏资产原因不清也予核销",
            done: "清查结果由中介机构鉴证，盘亏逐项附说明和责任认定",
        },
        Matter {
            name: "国有企业薪酬与收益收缴",
            class: "国企监管类",
            post: 3,
            level: Two,
            patterns: &[Favour, False, Feast],
            words: Words {
                act: "收益收缴和薪酬核定",
                paper: "企业财务报表",
                thing: "国有资本收益",
                party: "区属国企",
                basis: "国有资本收益收缴管理办法",
            },
            seen: "企业少计利润、少交收益未发现，负责人薪酬核定随意上浮",
            done: "收益以审计报告为准核定，薪酬与考核结果挂钩并报区政府备案",
        },
    ],
};
