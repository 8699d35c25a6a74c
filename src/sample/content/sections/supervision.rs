//! 财政监督科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, False, Favour, Feast, Formal, Lapse, Leak, Overlap, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "财政监督科",
    aliases: &["监督科", "监督检查股"],
    head: "科长",
    posts: &["综合计划岗", "检查实施岗", "审理处罚岗", "内控监督岗"],
    matters: &[
        Matter {
            name: "会计监督检查",
            class: "监督检查类",
            post: 1,
            level: One,
            patterns: &[Formal, Feast, Leak, Favour],
            words: Words {
                act: "现场检查",
                paper: "会计凭证账簿",
                thing: "检查底稿",
                party: "被检查单位",
                basis: "财政检查工作办法",
            },
            seen: "对发现的账外账、小金库不取证，以口头提醒代替书面处理",
            done: "检查底稿当日签字确认，重大问题24小时内报组长，查审分离",
        },
        Matter {
            name: "财经纪律专项整治",
            class: "监督检查类",
            post: 1,
            level: Two,
            patterns: &[Formal, False, Closed],
            words: Words {
                act: "专项检查",
                paper: "自查报告和问题台账",
                thing: "检查资料",
                party: "自查单位",
                basis: "财会监督工作方案",
            },
            seen: "自查报告照单全收，重点抽查比例不足，问题台账“零报告”",
            done: "自查零问题单位抽查不低于三成，问题台账逐条销号并回头看",
        },
        Matter {
            name: "行政处罚决定",
            class: "处理处罚类",
            post: 2,
            level: One,
            patterns: &[Favour, Alone, Delay, Feast],
            words: Words {
                act: "违法行为处理处罚",
                paper: "检查取证材料",
                thing: "处罚案卷",
                party: "被处罚单位",
                basis: "财政违法行为处罚处分条例",
            },
            seen: "该罚不罚、以补代罚，同类问题处罚轻重悬殊",
            done: "制定裁量基准表，处罚决定由审理委员会集体讨论，文书公开",
        },
        Matter {
            name: "检查计划与对象确定",
            class: "计划内控类",
            post: 0,
            level: Two,
            patterns: &[Favour, Leak, Lapse],
            words: Words {
                act: "检查对象确定",
                paper: "检查名单",
                thing: "检查计划",
                party: "拟检查单位",
                basis: "“双随机、一公开”实施细则",
            },
            seen: "把关系单位排除在检查名单之外，检查通知前透露进点时间",
            done: "检查对象由系统随机抽取、公证留痕，名单进点前三日才下达",
        },
        Matter {
            name: "内部控制评价",
            class: "计划内控类",
            post: 3,
            level: Three,
            patterns: &[Formal, Lapse, Overlap],
            words: Words {
                act: "内控评价工作",
                paper: "内控评价底稿",
                thing: "评价资料",
                party: "局内科室",
                basis: "行政事业单位内部控制规范",
            },
            seen: "评价打分凭印象，各科室得分不相上下，缺陷整改无人跟踪",
            done: "评价附佐证材料，缺陷列清单、定时限，整改结果报局党组",
        },
        Matter {
            name: "中介机构聘用与管理",
            class: "监督检查类",
            post: 0,
            level: Two,
            patterns: &[Steer, Closed, Feast],
            words: Words {
                act: "中介机构聘用",
                paper: "报价和业绩材料",
                thing: "合同档案",
                party: "会计师事务所",
                basis: "购买服务管理规定",
            },
            seen: "聘用费用按“老规矩”支付，不考核中介机构工作质量",
            done: "按项目竞价聘用，按底稿质量结算费用，差评机构三年内不再聘用",
        },
    ],
};
