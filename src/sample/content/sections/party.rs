//! 机关党委: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Custody, Exceed, False, Favour, Feast, Formal, Lapse, Lax, Leak, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "机关党委",
    aliases: &["机关党委办", "党建办"],
    head: "专职副书记",
    posts: &["党务管理岗", "纪检监督岗", "工会群团岗"],
    matters: &[
        Matter {
            name: "发展党员",
            class: "党务管理类",
            post: 0,
            level: Two,
            patterns: &[Favour, False, Closed, Lapse],
            words: Words {
                act: "发展党员",
                paper: "发展党员材料",
                thing: "党员档案",
                party: "入党积极分子",
                basis: "《发展党员工作细则》",
            },
            seen: "培养考察材料集中补写，政治审查走形式，会议票决结果不记录",
            done: "实行发展党员全程纪实，关键材料由支部、党委两级预审",
        },
        Matter {
            name: "党费收缴使用",
            class: "党务管理类",
            post: 0,
            level: Two,
            patterns: &[Exceed, Closed, Overlap],
            words: Words {
                act: "党费使用",
                paper: "党费收支账目",
                thing: "党费",
                party: "基层支部",
                basis: "党费收缴使用管理规定",
            },
            seen: "党费与工会经费混用，以组织活动名义购买纪念品",
            done: "党费专户存储、会计出纳分设，每年七月前公布收支情况",
        },
        Matter {
            name: "信访举报与问题线索处置",
            class: "纪检监督类",
            post: 1,
            level: One,
            patterns: &[Leak, Custody, Alone, Feast],
            words: Words {
                act: "问题线索处置",
                paper: "举报材料",
                thing: "信访举报材料",
                party: "被反映人",
                basis: "问题线索处置规定",
            },
            seen: "把举报内容透露给被反映人，线索长期压着不办、不登记",
            done: "线索由双人拆封登记、统一编号，处置意见集体研究，按月清零",
        },
        Matter {
            name: "日常监督与谈话提醒",
            class: "纪检监督类",
            post: 1,
            level: Three,
            patterns: &[Formal, Lapse, False],
            words: Words {
                act: "日常监督检查",
                paper: "谈话和检查记录",
                thing: "监督资料",
                party: "被监督科室",
                basis: "日常监督工作办法",
            },
            seen: "谈话提醒记录千篇一律，节前检查只发通知不到现场",
            done: "谈话一人一记录，节假日前后随机抽查票据和公车停放情况",
        },
        Matter {
            name: "工会经费管理",
            class: "工会群团类",
            post: 2,
            level: Three,
            patterns: &[Exceed, Lax, Closed],
            words: Words {
                act: "工会经费开支",
                paper: "工会经费票据",
                thing: "工会经费",
                party: "会员职工",
                basis: "基层工会经费收支管理办法",
            },
            seen: "超标准发放节日慰问品，用工会经费支付应由行政负担的开支",
            done: "慰问标准经会员代表会议通过，实物发放签领，每年审查公布一次",
        },
    ],
};
