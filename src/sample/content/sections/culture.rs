//! 教科文科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Closed, Delay, Divert, Exceed, False, Favour, Feast, Formal, Lapse, Lax, Leak, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "教科文科",
    aliases: &["教科文股", "科教文科"],
    head: "科长",
    posts: &["教育经费岗", "科技资金岗", "文旅体育岗"],
    matters: &[
        Matter {
            name: "义务教育经费保障",
            class: "教育经费类",
            post: 0,
            level: Two,
            patterns: &[Divert, False, Delay],
            words: Words {
                act: "教育经费拨付",
                paper: "在校学生数据",
                thing: "义务教育公用经费",
                party: "学校",
                basis: "义务教育经费保障机制规定",
            },
            seen: "学校虚报在校学生数，公用经费被乡镇中心校截留",
            done: "按学籍系统人数测算，资金直达学校，每学期公示一次",
        },
        Matter {
            name: "学生资助资金分配",
            class: "教育经费类",
            post: 0,
            level: One,
            patterns: &[Favour, False, Closed],
            words: Words {
                act: "资助名额分配",
                paper: "困难学生认定名单",
                thing: "学生资助资金",
                party: "学校",
                basis: "学生资助资金管理办法",
            },
            seen: "名额分配偏向关系学校，困难认定名单与低保、脱贫数据对不上",
            done: "名额按困难学生比例测算，名单与民政、乡村振兴数据双向比对",
        },
        Matter {
            name: "科技专项资金分配",
            class: "科技资金类",
            post: 1,
            level: One,
            patterns: &[Favour, Leak, Feast, Lax],
            words: Words {
                act: "科技项目立项评审",
                paper: "项目申报书和查重材料",
                thing: "科技专项资金",
                party: "申报企业",
                basis: "科技专项资金管理办法",
            },
            seen: "企业多头申报、重复申报，评审专家与申报企业有利害关系未回避",
            done: "立项前做查重比对，专家异地抽取、承诺回避，验收不合格收回资金",
        },
        Matter {
            name: "文化体育场馆补助",
            class: "文旅体育类",
            post: 2,
            level: Three,
            patterns: &[Lax, Formal, Lapse],
            words: Words {
                act: "场馆开放考核",
                paper: "开放和活动记录",
                thing: "免费开放补助资金",
                party: "文化体育场馆",
                basis: "免费开放补助资金管理办法",
            },
            seen: "场馆未按规定时间开放仍全额拨付，活动场次虚报",
            done: "补助与开放天数、服务人次挂钩，每年暗访两次，按结果清算",
        },
        Matter {
            name: "宣传文化活动经费审核",
            class: "文旅体育类",
            post: 2,
            level: Two,
            patterns: &[Steer, Exceed, Feast],
            words: Words {
                act: "大型活动承办单位选定",
                paper: "活动方案和报价",
                thing: "活动经费",
                party: "承办公司",
                basis: "节庆活动经费管理规定",
            },
            seen: "活动承办公司由主办单位口头指定，舞台、灯光等报价明显偏高",
            done: "活动方案先评审后安排，单项报价与市场价比对，结余收回",
        },
    ],
};
