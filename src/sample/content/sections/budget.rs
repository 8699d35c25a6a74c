//! 预算科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, Divert, False, Favour, Feast, Lapse, Lax, Leak, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "预算科",
    aliases: &["预算股", "预算编审科"],
    head: "科长",
    posts: &["预算编制岗", "预算执行岗", "转移支付岗", "债务管理岗"],
    matters: &[
        Matter {
            name: "预算编制与批复",
            class: "预算编制类",
            post: 0,
            level: One,
            patterns: &[Lax, Favour, Alone, Leak],
            words: Words {
                act: "预算审核批复",
                paper: "项目支出预算申报表",
                thing: "项目支出预算",
                party: "预算单位",
                basis: "支出标准和项目库管理办法",
            },
            seen: "对无依据、超标准申报的项目不予核减，搞“人情预算”“关系项目”",
            done: "项目一律从项目库中选取，未经评审、无绩效目标的不安排预算",
        },
        Matter {
            name: "预算指标追加调剂",
            class: "预算执行类",
            post: 1,
            level: One,
            patterns: &[Alone, Favour, Overlap, Lapse],
            words: Words {
                act: "预算指标追加调剂",
                paper: "追加申请",
                thing: "预算指标",
                party: "预算单位",
                basis: "预算调剂审批权限规定",
            },
            seen: "凭领导口头意见先下指标后补批件，年底突击追加",
            done: "凭批件下达指标，系统锁定无批件操作，按季向人大财经委报告调剂情况",
        },
        Matter {
            name: "转移支付资金分配",
            class: "预算执行类",
            post: 2,
            level: One,
            patterns: &[Favour, Closed, Delay, Feast],
            words: Words {
                act: "转移支付分配",
                paper: "测算因素数据",
                thing: "转移支付资金",
                party: "乡镇（街道）",
                basis: "转移支付资金管理办法",
            },
            seen: "因素法测算时人为调整权重，向关系乡镇倾斜资金",
            done: "分配因素、权重、数据来源和结果同步公开，测算表两人独立复算",
        },
        Matter {
            name: "政府债务管理",
            class: "债务管理类",
            post: 3,
            level: One,
            patterns: &[False, Divert, Lapse],
            words: Words {
                act: "债券资金使用监管",
                paper: "债务统计数据",
                thing: "政府债券资金",
                party: "项目单位",
                basis: "地方政府债务管理规定",
            },
            seen: "债券项目包装申报、收益虚高，隐性债务少报漏报",
            done: "债券项目实行“一案两书”会审，按月调度支出进度，还本付息提前30日提示",
        },
        Matter {
            name: "预决算公开",
            class: "预算编制类",
            post: 1,
            level: Three,
            patterns: &[Closed, False, Lapse],
            words: Words {
                act: "预决算公开",
                paper: "公开表格和说明",
                thing: "公开资料",
                party: "社会公众",
                basis: "《预算法》公开要求",
            },
            seen: "三公经费只公开总数，超过法定20日才上网，数据前后矛盾",
            done: "统一公开模板，批复后20日内集中公开，由另一科室交叉检查",
        },
    ],
};
