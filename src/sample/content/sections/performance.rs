//! 绩效管理科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, False, Favour, Feast, Formal, Lapse, Lax, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "绩效管理科",
    aliases: &["绩效科", "绩效评价股"],
    head: "科长",
    posts: &["目标审核岗", "绩效监控岗", "重点评价岗"],
    matters: &[
        Matter {
            name: "绩效目标审核",
            class: "事前管理类",
            post: 0,
            level: Two,
            patterns: &[Lax, Favour, Lapse],
            words: Words {
                act: "绩效目标审核",
                paper: "绩效目标申报表",
                thing: "绩效资料",
                party: "预算部门",
                basis: "绩效目标管理办法",
            },
            seen: "指标空泛、目标值偏低，改几个字就予通过",
            done: "建立分行业指标库，核心指标须可量化，两次退回的不安排预算",
        },
        Matter {
            name: "绩效评价",
            class: "评价应用类",
            post: 2,
            level: Two,
            patterns: &[Formal, Feast, False, Favour],
            words: Words {
                act: "重点项目评价",
                paper: "评价佐证资料",
                thing: "评价底稿",
                party: "被评价单位",
                basis: "项目支出绩效评价管理办法",
            },
            seen: "评价得分事先商定，低分项目在征求意见后改为“良好”",
            done: "评分底稿存档，得分调整须附书面证据并由评价组集体签字",
        },
        Matter {
            name: "第三方评价机构选用",
            class: "评价应用类",
            post: 2,
            level: One,
            patterns: &[Steer, Feast, Closed],
            words: Words {
                act: "第三方机构选用",
                paper: "机构响应文件",
                thing: "合同档案",
                party: "第三方机构",
                basis: "第三方机构参与绩效评价管理规定",
            },
            seen: "固定委托两三家机构，报告雷同仍验收付款",
            done: "建立机构库轮候抽取，报告查重、专家评议后按质量等次付费",
        },
        Matter {
            name: "绩效运行监控",
            class: "事中监控类",
            post: 1,
            level: Three,
            patterns: &[False, Formal, Delay],
            words: Words {
                act: "绩效运行监控",
                paper: "绩效监控表",
                thing: "监控资料",
                party: "项目单位",
                basis: "绩效运行监控管理办法",
            },
            seen: "监控表由经办人代填，偏离目标的项目未提出整改意见",
            done: "8月底前完成“双监控”，支出进度低于60%的发提示函并暂缓拨款",
        },
        Matter {
            name: "评价结果应用与公开",
            class: "评价应用类",
            post: 1,
            level: Three,
            patterns: &[Closed, Lapse, Alone],
            words: Words {
                act: "评价结果应用",
                paper: "评价报告",
                thing: "评价资料",
                party: "预算部门",
                basis: "绩效结果应用办法",
            },
            seen: "评价结果束之高阁，差评项目次年预算照样增加",
            done: "评价结果与次年预算逐项挂钩，结果报区人大常委会并公开",
        },
    ],
};
