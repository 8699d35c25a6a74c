//! 办公室: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Custody, Delay, Exceed, Feast, Lapse, Lax, Leak, Overlap, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "办公室",
    aliases: &["局办公室", "综合办"],
    head: "主任",
    posts: &[
        "文秘机要岗",
        "印章档案岗",
        "机关财务岗",
        "后勤接待岗",
        "车辆资产岗",
    ],
    matters: &[
        Matter {
            name: "公务接待管理",
            class: "后勤保障类",
            post: 3,
            level: Two,
            patterns: &[Exceed, Overlap, Lapse, Feast],
            words: Words {
                act: "公务接待",
                paper: "接待清单和票据",
                thing: "接待物资",
                party: "来访单位",
                basis: "《公务接待管理办法》",
            },
            seen: "无公函接待、超人数陪餐，把接待费拆成会议费、培训费列支",
            done: "坚持先批后接、一函一单，公函、审批单、菜单“三单”齐全方可报销",
        },
        Matter {
            name: "印章管理",
            class: "机关运转类",
            post: 1,
            level: Two,
            patterns: &[Custody, Lapse, Overlap],
            words: Words {
                act: "用印管理",
                paper: "用印登记资料",
                thing: "单位印章",
                party: "用印科室",
                basis: "《印章使用管理规定》",
            },
            seen: "在空白介绍信、空白合同上预先盖章，或未经审批将印章带出使用",
            done: "用印须经分管领导审批，逐份登记编号，由监印人当面用印",
        },
        Matter {
            name: "机关经费报销",
            class: "机关财务类",
            post: 2,
            level: One,
            patterns: &[Exceed, Lax, Overlap, Alone],
            words: Words {
                act: "经费报销",
                paper: "报销凭证",
                thing: "机关经费",
                party: "报销科室",
                basis: "《机关财务管理办法》",
            },
            seen: "以虚假会议通知、签到表套取会议费，用办公用品发票冲抵个人消费",
            done: "报销实行经办、证明、审核、审批四级签字，每月公示三公经费",
        },
        Matter {
            name: "公务用车使用与维修",
            class: "后勤保障类",
            post: 4,
            level: Three,
            patterns: &[Exceed, Custody, Lapse],
            words: Words {
                act: "公务用车管理",
                paper: "用车审批和维修单据",
                thing: "公务用车和加油卡",
                party: "维修厂",
                basis: "《公务用车管理规定》",
            },
            seen: "节假日公车私用，修理厂虚列配件、加油卡为私家车加油",
            done: "车辆安装定位装置，加油一车一卡，维修实行两人送修、旧件回收",
        },
        Matter {
            name: "办公用品和物业服务采购",
            class: "后勤保障类",
            post: 3,
            level: Two,
            patterns: &[Steer, Exceed, Feast],
            words: Words {
                act: "办公用品和物业服务采购",
                paper: "采购询价资料",
                thing: "办公用品",
                party: "供应商",
                basis: "政府采购限额标准",
            },
            seen: "将一批办公家具拆成三次采购，避开公开程序直接指定商家",
            done: "年初编制采购计划，单笔5000元以上三家比价，验收与采购人员分开",
        },
        Matter {
            name: "涉密文件与公文流转",
            class: "机关运转类",
            post: 0,
            level: Three,
            patterns: &[Leak, Custody, Delay],
            words: Words {
                act: "公文办理",
                paper: "呈批文件",
                thing: "涉密文件和机要载体",
                party: "有关科室",
                basis: "《机关保密工作规定》",
            },
            seen: "涉密文件在普通复印机上复印，或用个人手机拍照发到工作群",
            done: "涉密文件由机要员专送专收，复印登记到份，每月清退一次",
        },
    ],
};
