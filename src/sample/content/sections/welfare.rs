//! 社会保障科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, Divert, False, Favour, Feast, Formal, Lapse, Lax, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "社会保障科",
    aliases: &["社保科", "社保股"],
    head: "科长",
    posts: &["社保基金岗", "就业补助岗", "医疗卫生岗", "民政优抚岗"],
    matters: &[
        Matter {
            name: "社会保险基金财政专户管理",
            class: "基金管理类",
            post: 0,
            level: One,
            patterns: &[Divert, Overlap, Alone, Feast],
            words: Words {
                act: "基金存放和划拨",
                paper: "基金账目",
                thing: "社会保险基金",
                party: "开户银行",
                basis: "社会保障基金财政专户管理办法",
            },
            seen: "基金定期存款到期不转存，存放银行由个别人说了算",
            done: "存期和银行由会议集体确定，专户按月三方对账，存单复印件备案",
        },
        Matter {
            name: "就业补助资金审核拨付",
            class: "民生资金类",
            post: 1,
            level: Two,
            patterns: &[Lax, False, Feast, Delay],
            words: Words {
                act: "就业补助审核",
                paper: "培训学员名册和签到表",
                thing: "就业补助资金",
                party: "培训机构",
                basis: "就业补助资金管理办法",
            },
            seen: "培训机构虚报学员、伪造签到，公益性岗位“吃空饷”",
            done: "培训实行人脸签到，补贴名单与社保缴费、死亡人员信息比对",
        },
        Matter {
            name: "公共卫生与医疗补助资金",
            class: "民生资金类",
            post: 2,
            level: Two,
            patterns: &[Divert, Formal, False],
            words: Words {
                act: "公共卫生考核分配",
                paper: "服务人口和考核数据",
                thing: "公共卫生补助资金",
                party: "基层医疗机构",
                basis: "公共卫生补助资金管理办法",
            },
            seen: "考核得分随意改动，补助资金被用于发放奖金",
            done: "按服务人口和考核得分结算，考核原始评分表留存备查",
        },
        Matter {
            name: "困难群众救助资金",
            class: "民生资金类",
            post: 3,
            level: One,
            patterns: &[Divert, Delay, Closed],
            words: Words {
                act: "救助资金发放",
                paper: "救助对象名单",
                thing: "困难群众救助资金",
                party: "救助对象",
                basis: "困难群众救助补助资金管理办法",
            },
            seen: "去世人员、条件好转人员继续领取低保，临时救助优亲厚友",
            done: "一卡通系统直发到人，每月与殡葬、车辆、房产信息比对后再拨付",
        },
        Matter {
            name: "优抚安置与退役军人经费",
            class: "民生资金类",
            post: 3,
            level: Three,
            patterns: &[Delay, Lax, Lapse],
            words: Words {
                act: "优抚补助核发",
                paper: "优抚对象名册",
                thing: "优抚补助资金",
                party: "优抚对象",
                basis: "优抚补助经费管理办法",
            },
            seen: "标准调整后未及时补发，补发名单重复或漏人",
            done: "标准调整当月完成测算，名单由两部门交叉核对后下达",
        },
        Matter {
            name: "药品耗材采购资金监管",
            class: "基金管理类",
            post: 2,
            level: Two,
            patterns: &[Favour, Feast, Formal, Lapse],
            words: Words {
                act: "医疗设备采购监管",
                paper: "采购论证资料",
                thing: "设备采购资金",
                party: "供货企业",
                basis: "公立医院财务制度",
            },
            seen: "同意医院以“紧急采购”名义回避招标，设备配置论证走形式",
            done: "大型设备须附配置批复和需求论证，单一来源采购一律公示",
        },
    ],
};
