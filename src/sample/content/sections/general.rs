//! 综合科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Custody, Delay, Divert, Exceed, False, Favour, Lapse, Lax, Leak, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "综合科",
    aliases: &["综合股", "综合规划科"],
    head: "科长",
    posts: &["非税管理岗", "票据管理岗", "土地住房资金岗", "政策调研岗"],
    matters: &[
        Matter {
            name: "非税收入管理",
            class: "收入管理类",
            post: 0,
            level: Two,
            patterns: &[Lax, Favour, Divert, Lapse],
            words: Words {
                act: "非税收入征缴管理",
                paper: "非税收入统计报表",
                thing: "非税收入",
                party: "执收单位",
                basis: "非税收入收缴管理办法",
            },
            seen: "执收单位坐收坐支、截留收入，擅自减免收费不予纠正",
            done: "收缴系统全覆盖，按月比对票据核销与入库数，减免事项逐笔备案",
        },
        Matter {
            name: "财政票据领用核销",
            class: "票据管理类",
            post: 1,
            level: Two,
            patterns: &[Custody, Lax, Delay, Overlap],
            words: Words {
                act: "票据领用核销",
                paper: "票据核销资料",
                thing: "空白财政票据",
                party: "用票单位",
                basis: "《财政票据管理办法》",
            },
            seen: "未核销旧票即发新票，空白票据被用票单位转借、代开",
            done: "推行电子票据，限量领购、核旧领新，每年入户检查不少于三成单位",
        },
        Matter {
            name: "土地出让收支管理",
            class: "收入管理类",
            post: 2,
            level: One,
            patterns: &[Divert, Favour, False, Alone],
            words: Words {
                act: "土地价款核算返还",
                paper: "土地出让台账",
                thing: "土地出让收入",
                party: "土地受让企业",
                basis: "土地出让收支管理规定",
            },
            seen: "土地价款未缴清即出具缴款证明，以返还名义变相减免出让金",
            done: "缴款与合同逐宗核对，未足额缴清的不出证明，返还类支出一律上会",
        },
        Matter {
            name: "保障性住房资金管理",
            class: "专项资金类",
            post: 2,
            level: Two,
            patterns: &[Divert, Lax, Closed],
            words: Words {
                act: "住房保障资金安排",
                paper: "开工竣工进度资料",
                thing: "保障性安居工程资金",
                party: "项目实施单位",
                basis: "住房保障资金管理办法",
            },
            seen: "按计划数而不是按开工数拨付，项目停工后资金长期沉淀",
            done: "拨付前核对开工、竣工台账，连续两年未使用的结余收回统筹",
        },
        Matter {
            name: "财政调研与信息报送",
            class: "综合事务类",
            post: 3,
            level: Three,
            patterns: &[False, Leak, Lapse],
            words: Words {
                act: "数据对外报送",
                paper: "财政收支分析数据",
                thing: "数据资料",
                party: "有关部门",
                basis: "财政信息报送制度",
            },
            seen: "收支预测数据未经批准提前透露，分析材料照抄往年",
            done: "对外提供数据统一出口、领导签发，重要数据标注来源和时点",
        },
        Matter {
            name: "彩票公益金分配",
            class: "专项资金类",
            post: 0,
            level: Two,
            patterns: &[Favour, Closed, Exceed],
            words: Words {
                act: "公益金分配",
                paper: "项目申报书",
                thing: "彩票公益金",
                party: "申报部门",
                basis: "彩票公益金管理办法",
            },
            seen: "公益金项目按往年基数切块，实施单位随意变更用途",
            done: "项目竞争性评审，使用单位设立公益标识，年底公告资金去向",
        },
    ],
};
