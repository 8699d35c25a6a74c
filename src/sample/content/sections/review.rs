//! 投资评审中心: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Closed, Custody, Delay, False, Favour, Feast, Formal, Lapse, Lax, Leak, Overlap, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "投资评审中心",
    aliases: &["评审中心", "财政投资评审中心"],
    head: "主任",
    posts: &["概算评审岗", "预算评审岗", "结算评审岗", "质量复核岗"],
    matters: &[
        Matter {
            name: "投资评审",
            class: "评审业务类",
            post: 1,
            level: One,
            patterns: &[Lax, Favour, Leak, Feast],
            words: Words {
                act: "预算评审",
                paper: "工程量清单和询价资料",
                thing: "评审资料",
                party: "建设单位",
                basis: "财政投资评审管理规定",
            },
            seen: "对工程量、材料价格不到现场核实，按送审价“走一遍”",
            done: "材料价格三方询价，现场踏勘两人以上并留影像，审减理由逐条列明",
        },
        Matter {
            name: "工程结算评审",
            class: "评审业务类",
            post: 2,
            level: One,
            patterns: &[Favour, Feast, Overlap, False],
            words: Words {
                act: "结算评审",
                paper: "签证和竣工图纸",
                thing: "结算资料",
                party: "施工单位",
                basis: "工程价款结算办法",
            },
            seen: "施工单位宴请后认可虚假签证，重复计量隐蔽工程",
            done: "结算实行初审、复审、终审三级，单项调增超5%的由中心会审",
        },
        Matter {
            name: "项目概算评审",
            class: "评审业务类",
            post: 0,
            level: Two,
            patterns: &[Lax, Delay, Lapse],
            words: Words {
                act: "概算评审",
                paper: "初步设计和概算书",
                thing: "概算资料",
                party: "项目主管部门",
                basis: "政府投资项目概算管理办法",
            },
            seen: "超规模、超标准的建设内容未核减，概算“打埋伏”",
            done: "概算与可研批复逐项对照，超估算10%的退回重新报批",
        },
        Matter {
            name: "协审机构选取与付费",
            class: "机构管理类",
            post: 3,
            level: One,
            patterns: &[Steer, Closed, Feast, Formal],
            words: Words {
                act: "协审机构选取考核",
                paper: "协审报告",
                thing: "协审资料",
                party: "协审机构",
                basis: "协审机构管理办法",
            },
            seen: "项目长期集中派给少数协审机构，按关系远近分配项目",
            done: "项目系统自动摇号派单，按质量评分付费，末位两家年度淘汰",
        },
        Matter {
            name: "评审质量复核与档案",
            class: "机构管理类",
            post: 3,
            level: Three,
            patterns: &[Formal, Custody, Lapse],
            words: Words {
                act: "评审质量复核",
                paper: "评审底稿",
                thing: "评审成果档案",
                party: "评审人员",
                basis: "评审质量控制办法",
            },
            seen: "复核只看报告格式，底稿缺页、缺签证也予归档",
            done: "复核比例不低于20%，误差超3%的扣减协审费并通报",
        },
    ],
};
