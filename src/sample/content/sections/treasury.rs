//! 国库科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Custody, Delay, Divert, False, Favour, Feast, Lax, Overlap, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "国库科",
    aliases: &["国库股"],
    head: "科长",
    posts: &["资金调度岗", "总会计岗", "账户管理岗", "决算岗"],
    matters: &[
        Matter {
            name: "财政资金拨付与调度",
            class: "资金拨付类",
            post: 0,
            level: One,
            patterns: &[Divert, Delay, Overlap, Feast],
            words: Words {
                act: "资金拨付",
                paper: "用款申请",
                thing: "财政专户资金",
                party: "用款单位",
                basis: "国库集中支付管理办法",
            },
            seen: "超预算、无指标拨款，或把库款违规出借给企业周转",
            done: "库款调度计划由科务会研究、局长签批，单笔500万元以上双人电话核实",
        },
        Matter {
            name: "财政专户与预算单位账户审批",
            class: "账户管理类",
            post: 2,
            level: Two,
            patterns: &[Lax, Favour, Delay, Feast],
            words: Words {
                act: "银行账户审批",
                paper: "开户申请资料",
                thing: "账户档案",
                party: "预算单位",
                basis: "财政专户管理办法",
            },
            seen: "为完成银行揽储任务，同意单位多头开户、违规开户",
            done: "账户审批与年检结果双公开，撤并账户资金限期转回国库",
        },
        Matter {
            name: "国库现金管理与资金存放",
            class: "账户管理类",
            post: 2,
            level: One,
            patterns: &[Steer, Closed, Feast, Alone],
            words: Words {
                act: "资金存放银行选择",
                paper: "评选资料",
                thing: "财政存款",
                party: "商业银行",
                basis: "资金存放管理实施办法",
            },
            seen: "以存款换取银行为亲属安排工作、发放贷款等利益回报",
            done: "采用公开招标或集体决策方式选择银行，评分指标和结果上网公告",
        },
        Matter {
            name: "总预算会计核算",
            class: "核算决算类",
            post: 1,
            level: Two,
            patterns: &[Overlap, False, Custody],
            words: Words {
                act: "总会计核算",
                paper: "对账单和记账凭证",
                thing: "总预算会计账簿和印鉴",
                party: "代理银行",
                basis: "《财政总会计制度》",
            },
            seen: "暂付款长期挂账不清理，收支跨年度调节",
            done: "每日与人民银行、代理银行三方对账，暂付款按季清理并逐笔说明",
        },
        Matter {
            name: "财政决算与部门决算批复",
            class: "核算决算类",
            post: 3,
            level: Three,
            patterns: &[False, Lax, Delay],
            words: Words {
                act: "部门决算审核批复",
                paper: "部门决算报表",
                thing: "决算资料",
                party: "预算单位",
                basis: "决算编审办法",
            },
            seen: "账表不符未退回，会审时替单位“平账”凑数",
            done: "决算会审实行账表、表表、上下年三核对，疑点清单限期反馈",
        },
    ],
};
