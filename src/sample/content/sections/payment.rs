//! 国库集中支付中心: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Closed, Custody, Delay, Divert, False, Favour, Feast, Formal, Lapse, Lax, Leak, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "国库集中支付中心",
    aliases: &["支付中心", "集中支付中心"],
    head: "主任",
    posts: &[
        "支付审核岗",
        "支付复核岗",
        "会计核算岗",
        "印鉴密钥岗",
        "工资统发岗",
    ],
    matters: &[
        Matter {
            name: "国库集中支付",
            class: "支付审核类",
            post: 0,
            level: One,
            patterns: &[Lax, Delay, Divert, Feast],
            words: Words {
                act: "集中支付审核",
                paper: "支付申请和合同发票",
                thing: "集中支付资金",
                party: "预算单位",
                basis: "国库集中支付业务规程",
            },
            seen: "公务卡强制结算目录内支出同意提现，向单位实有账户划转资金",
            done: "支付预警规则每季更新，疑点支付先退回说明，退回理由留痕",
        },
        Matter {
            name: "支付复核与清算",
            class: "支付审核类",
            post: 1,
            level: Two,
            patterns: &[Overlap, Lax, Formal],
            words: Words {
                act: "支付复核",
                paper: "支付凭证",
                thing: "清算资料",
                party: "代理银行",
                basis: "支付清算管理办法",
            },
            seen: "复核人员批量勾选通过，收款人账号错误未发现，造成重复支付",
            done: "单笔20万元以上逐笔复核，日终与代理银行清算额核对无误方可签退",
        },
        Matter {
            name: "支付印鉴与密钥管理",
            class: "核算印鉴类",
            post: 3,
            level: Two,
            patterns: &[Custody, Overlap, Lapse],
            words: Words {
                act: "印鉴密钥使用",
                paper: "领用登记资料",
                thing: "支付印鉴和数字证书",
                party: "岗位人员",
                basis: "印鉴密钥管理规定",
            },
            seen: "数字证书插在电脑上不拔，印鉴与空白支票同柜存放",
            done: "一人一钥、人走钥收，印鉴与票据分柜双锁，每周检查登记一次",
        },
        Matter {
            name: "会计集中核算",
            class: "核算印鉴类",
            post: 2,
            level: Three,
            patterns: &[False, Lax, Custody],
            words: Words {
                act: "记账核算",
                paper: "原始凭证",
                thing: "会计凭证和档案",
                party: "核算单位",
                basis: "《会计基础工作规范》要求",
            },
            seen: "应单位要求变更科目入账，凭证附件缺失也予记账",
            done: "记账实行制单、稽核分岗，缺件凭证一律退回，月末交叉抽查",
        },
        Matter {
            name: "工资统一发放",
            class: "支付审核类",
            post: 4,
            level: Two,
            patterns: &[False, Overlap, Leak],
            words: Words {
                act: "工资统发",
                paper: "统发人员和金额数据",
                thing: "统发资金",
                party: "统发单位",
                basis: "工资统一发放管理办法",
            },
            seen: "违规增加统发人员、虚列补发项目，把工资转入他人账户",
            done: "增减人员凭编制、人社批件，发放前与上月数比对，差异逐人说明",
        },
        Matter {
            name: "预算单位零余额账户监管",
            class: "支付审核类",
            post: 0,
            level: Three,
            patterns: &[Lax, Closed, Favour],
            words: Words {
                act: "零余额账户用款审核",
                paper: "用款计划",
                thing: "零余额账户资金",
                party: "预算单位",
                basis: "零余额账户管理规定",
            },
            seen: "年底同意单位突击花钱，将结余资金转到往来单位“寄存”",
            done: "12月份支付申请加审合同履约资料，大额预付款由中心主任审签",
        },
    ],
};
