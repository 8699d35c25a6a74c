//! 金融科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, Divert, False, Favour, Feast, Lapse, Lax, Leak,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "金融科",
    aliases: &["金融债务科", "金融股"],
    head: "科长",
    posts: &["普惠金融岗", "国有金融资本岗", "担保基金岗"],
    matters: &[
        Matter {
            name: "普惠金融贴息奖补",
            class: "奖补资金类",
            post: 0,
            level: Two,
            patterns: &[Lax, Favour, False, Feast],
            words: Words {
                act: "贴息审核",
                paper: "贴息名单和借款资料",
                thing: "创业担保贷款贴息资金",
                party: "经办银行",
                basis: "普惠金融发展专项资金管理办法",
            },
            seen: "借款人不符合条件、重复贴息，银行报多少就拨多少",
            done: "贴息名单与社保、工商信息比对，拨付前公示7日，按5%抽查借款人",
        },
        Matter {
            name: "政府性融资担保管理",
            class: "担保基金类",
            post: 2,
            level: One,
            patterns: &[Favour, Alone, Lapse, Feast],
            words: Words {
                act: "担保项目推荐",
                paper: "企业推荐材料",
                thing: "担保基金",
                party: "融资企业",
                basis: "政府性融资担保管理办法",
            },
            seen: "以“领导关注企业”名义向担保公司打招呼，干预保前调查",
            done: "不参与具体项目审批，推荐企业一律由会议确定并备案",
        },
        Matter {
            name: "政府投资基金管理",
            class: "担保基金类",
            post: 2,
            level: One,
            patterns: &[Alone, Leak, Lapse, Divert],
            words: Words {
                act: "基金出资决策",
                paper: "投资方案",
                thing: "政府投资基金",
                party: "基金管理机构",
                basis: "政府投资基金管理办法",
            },
            seen: "对基金管理机构遴选、返投认定把关随意，退出价格偏低",
            done: "委托专业机构评价基金绩效，出资、退出事项报区政府批准",
        },
        Matter {
            name: "国有金融资本产权登记",
            class: "资本管理类",
            post: 1,
            level: Three,
            patterns: &[Lax, Delay, False],
            words: Words {
                act: "产权登记",
                paper: "产权登记资料",
                thing: "登记资料",
                party: "金融企业",
                basis: "国有金融资本管理规定",
            },
            seen: "未及时办理变动登记，评估备案材料缺项也予受理",
            done: "登记事项清单化，变动30日内催办，年报数据与审计报告核对",
        },
        Matter {
            name: "农业保险保费补贴",
            class: "奖补资金类",
            post: 0,
            level: One,
            patterns: &[False, Divert, Feast, Closed],
            words: Words {
                act: "保费补贴审核",
                paper: "承保和理赔清单",
                thing: "农业保险保费补贴",
                party: "保险经办机构",
                basis: "农业保险保费补贴管理办法",
            },
            seen: "虚报承保面积、替农户垫交保费套取补贴，查勘理赔走形式",
            done: "承保面积与土地确权数据比对，理赔结果到村公示，随机回访农户",
        },
    ],
};
