//! 行政政法科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Closed, Delay, Divert, Exceed, False, Favour, Feast, Formal, Lapse, Lax, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "行政政法科",
    aliases: &["行政科", "行财股"],
    head: "科长",
    posts: &["行政经费岗", "政法经费岗", "罚没财物岗"],
    matters: &[
        Matter {
            name: "行政单位经费核定",
            class: "经费核定类",
            post: 0,
            level: One,
            patterns: &[Lax, Favour, Exceed, Feast],
            words: Words {
                act: "单位经费核定",
                paper: "人员、车辆基础数据",
                thing: "公用经费",
                party: "联系单位",
                basis: "公用经费定额标准",
            },
            seen: "对联系单位多报人数、车辆数不核实，一般性项目改头换面重复安排",
            done: "人员、车辆数与编制、资产系统比对，项目经费两年一清零",
        },
        Matter {
            name: "政法转移支付资金管理",
            class: "专项资金类",
            post: 1,
            level: Two,
            patterns: &[Divert, Favour, Formal],
            words: Words {
                act: "政法资金监管",
                paper: "资金使用报告",
                thing: "政法转移支付资金",
                party: "政法单位",
                basis: "政法纪检监察转移支付管理办法",
            },
            seen: "办案经费、装备经费互相挤占，用于发放补贴和改善办公条件",
            done: "办案、装备经费分账核算，装备采购清单报备，半年抽查一次",
        },
        Matter {
            name: "罚没财物处置监管",
            class: "罚没管理类",
            post: 2,
            level: One,
            patterns: &[Steer, Closed, False],
            words: Words {
                act: "罚没财物处置",
                paper: "罚没财物清单",
                thing: "罚没财物",
                party: "拍卖机构",
                basis: "《罚没财物管理办法》",
            },
            seen: "罚没物品入库清单与案卷不符，低价内部处理，变价款未及时入库",
            done: "入库、移交、处置三单核对，一律网上公开拍卖，纪检人员现场监督",
        },
        Matter {
            name: "会议培训差旅经费审核",
            class: "经费核定类",
            post: 0,
            level: Three,
            patterns: &[Exceed, Lax, Lapse],
            words: Words {
                act: "会议培训差旅费审核",
                paper: "会议培训计划和票据",
                thing: "会议费",
                party: "联系单位",
                basis: "会议费、培训费、差旅费管理办法",
            },
            seen: "同意单位以培训名义到风景名胜区活动，培训天数虚增",
            done: "审核培训计划、地点、人数，年终公布各单位会议培训支出排名",
        },
        Matter {
            name: "因公出国（境）经费先行审核",
            class: "经费核定类",
            post: 1,
            level: Two,
            patterns: &[Exceed, Lax, Delay],
            words: Words {
                act: "出国经费审核",
                paper: "出国经费预算表",
                thing: "出国经费",
                party: "组团单位",
                basis: "因公临时出国经费管理办法",
            },
            seen: "超出年度预算仍出具经费审核意见，绕道旅行、延长在外天数未核减",
            done: "无预算不予出具审核意见，回国后凭审批件、护照记录、票据三核对",
        },
    ],
};
