//! 农业农村科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, Divert, False, Favour, Feast, Lapse, Lax, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "农业农村科",
    aliases: &["农业科", "农财股"],
    head: "科长",
    posts: &["惠农补贴岗", "乡村振兴资金岗", "农田水利岗", "一事一议岗"],
    matters: &[
        Matter {
            name: "惠农补贴发放",
            class: "惠农补贴类",
            post: 0,
            level: One,
            patterns: &[False, Divert, Closed, Overlap],
            words: Words {
                act: "惠农补贴发放",
                paper: "补贴面积和花名册",
                thing: "惠农补贴资金",
                party: "乡镇农经站",
                basis: "惠农补贴资金“一卡通”管理办法",
            },
            seen: "虚报耕地地力补贴面积，村干部代领代持农户存折",
            done: "补贴面积、金额到户公示，“一卡通”直发，随机电话回访农户不少于200户",
        },
        Matter {
            name: "乡村振兴衔接资金分配",
            class: "乡村振兴类",
            post: 1,
            level: One,
            patterns: &[Favour, Alone, Divert, Closed],
            words: Words {
                act: "衔接资金项目审定",
                paper: "项目库申报资料",
                thing: "乡村振兴衔接资金",
                party: "项目乡镇",
                basis: "衔接推进乡村振兴补助资金管理办法",
            },
            seen: "项目未入库先安排资金，产业项目收益不清、资产闲置",
            done: "项目由领导小组集体审定，资金项目公示公告到村，资产登记到账",
        },
        Matter {
            name: "高标准农田建设资金",
            class: "农田水利类",
            post: 2,
            level: One,
            patterns: &[Divert, Lax, Overlap, Feast],
            words: Words {
                act: "农田建设资金审核",
                paper: "工程签证和结算资料",
                thing: "高标准农田建设资金",
                party: "施工单位",
                basis: "农田建设补助资金管理办法",
            },
            seen: "工程量虚高、偷工减料仍按合同价结算，设计变更补签证",
            done: "结算以评审审定数为准，隐蔽工程影像留存，质保金期满复验后支付",
        },
        Matter {
            name: "农村公益事业财政奖补",
            class: "乡村振兴类",
            post: 3,
            level: Two,
            patterns: &[Favour, False, Delay],
            words: Words {
                act: "公益事业奖补审核",
                paper: "村民议事记录",
                thing: "村级公益事业奖补资金",
                party: "申报村",
                basis: "农村公益事业财政奖补办法",
            },
            seen: "议事签名代签，自筹资金不到位仍全额奖补",
            done: "议事记录附影像，先建后补，验收由乡镇、财政、村民代表三方签字",
        },
        Matter {
            name: "动物防疫补助审核",
            class: "惠农补贴类",
            post: 0,
            level: Two,
            patterns: &[Lax, False, Lapse],
            words: Words {
                act: "防疫补助审核",
                paper: "病死畜禽处理台账",
                thing: "动物防疫补助资金",
                party: "养殖场",
                basis: "动物防疫补助经费管理办法",
            },
            seen: "虚报病死畜禽头数套取补助，处理厂与养殖场串通",
            done: "补助与耳标、收运称重、保险理赔数据核对，抽查收运视频",
        },
    ],
};
