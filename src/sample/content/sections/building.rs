//! 经济建设科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Two};
use crate::sample::content::Pattern::{
    Closed, Delay, Divert, False, Favour, Feast, Formal, Lax, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "经济建设科",
    aliases: &["经建科", "经建股"],
    head: "科长",
    posts: &["基建资金岗", "企业专项岗", "节能环保岗", "粮食物资岗"],
    matters: &[
        Matter {
            name: "政府投资项目资金拨付",
            class: "基建资金类",
            post: 0,
            level: One,
            patterns: &[Divert, Lax, Delay, Feast],
            words: Words {
                act: "工程款拨付",
                paper: "工程进度资料",
                thing: "政府投资项目资金",
                party: "建设单位",
                basis: "基本建设财务规则",
            },
            seen: "未按合同和工程进度拨款，施工方请托后提前支付、超比例支付",
            done: "凭监理签证、进度审核单、发票“三件套”拨付，支付比例系统控制",
        },
        Matter {
            name: "企业奖补资金分配",
            class: "企业专项类",
            post: 1,
            level: One,
            patterns: &[Favour, Closed, False, Feast],
            words: Words {
                act: "奖补资金分配",
                paper: "设备投资凭证",
                thing: "企业技改奖补资金",
                party: "申报企业",
                basis: "工业发展专项资金管理办法",
            },
            seen: "申报指南只在小范围发布，帮助企业包装材料收取好处费",
            done: "指南全网公开，第三方现场核查设备和发票，拟奖补名单公示7日",
        },
        Matter {
            name: "工程竣工财务决算批复",
            class: "基建资金类",
            post: 0,
            level: Two,
            patterns: &[Lax, Delay, Overlap],
            words: Words {
                act: "竣工决算批复",
                paper: "竣工财务决算资料",
                thing: "决算资料",
                party: "建设单位",
                basis: "竣工财务决算管理办法",
            },
            seen: "待摊费用混入接待费、购车款未予剔除，批复拖延数年",
            done: "决算批复与评审结论挂钩，剔除事项逐条列明，超期项目每季通报",
        },
        Matter {
            name: "节能环保专项资金管理",
            class: "环保物资类",
            post: 2,
            level: Two,
            patterns: &[False, Formal, Divert],
            words: Words {
                act: "环保项目监管",
                paper: "项目进度和绩效数据",
                thing: "污染防治专项资金",
                party: "项目单位",
                basis: "污染防治资金管理办法",
            },
            seen: "项目库长期不更新，未开工项目占用资金，绩效自评一律满分",
            done: "按季通报支出进度，开工不足三成的调整项目，绩效结果决定下年额度",
        },
        Matter {
            name: "储备粮补贴审核",
            class: "环保物资类",
            post: 3,
            level: Two,
            patterns: &[False, Formal, Feast],
            words: Words {
                act: "库存核查",
                paper: "储备粮库存数据",
                thing: "储备粮费用补贴",
                party: "承储企业",
                basis: "储备粮补贴管理办法",
            },
            seen: "承储企业空库、以陈顶新仍领取保管费，核查时提前打招呼",
            done: "会同粮食部门不打招呼查库，保管费与检斤、质检数据挂钩",
        },
        Matter {
            name: "家电以旧换新补贴清算",
            class: "企业专项类",
            post: 1,
            level: Two,
            patterns: &[False, Lax, Delay],
            words: Words {
                act: "补贴清算",
                paper: "交易清算资料",
                thing: "以旧换新补贴资金",
                party: "参与商家",
                basis: "消费品以旧换新补贴细则",
            },
            seen: "商家先涨价后补贴、虚假交易套补，清算材料只核总数",
            done: "清算数据与发票、物流、旧机回收记录比对，异常交易暂停拨付",
        },
    ],
};
