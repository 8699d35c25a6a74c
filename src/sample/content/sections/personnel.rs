//! 人事科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Three, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Custody, Delay, Exceed, False, Favour, Lapse, Lax, Leak, Overlap,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "人事科",
    aliases: &["人事股", "人事教育科"],
    head: "科长",
    posts: &["干部管理岗", "工资福利岗", "考核培训岗", "档案老干岗"],
    matters: &[
        Matter {
            name: "干部选拔任用",
            class: "干部管理类",
            post: 0,
            level: One,
            patterns: &[Alone, Favour, Leak, Closed],
            words: Words {
                act: "干部选拔任用",
                paper: "干部考察材料",
                thing: "考察档案",
                party: "干部职工",
                basis: "《干部选拔任用工作条例》",
            },
            seen: "民主推荐前打招呼拉票，考察材料按个人好恶取舍、褒贬失实",
            done: "严格动议、推荐、考察、讨论、公示程序，考察组三人以上，全程纪实",
        },
        Matter {
            name: "人员招聘与借调",
            class: "干部管理类",
            post: 0,
            level: One,
            patterns: &[Favour, Leak, Closed, Alone],
            words: Words {
                act: "人员招聘和借调",
                paper: "报名和面试材料",
                thing: "招聘试卷",
                party: "报考人员",
                basis: "《事业单位公开招聘规定》",
            },
            seen: "为特定人员设置专业、年龄条件，面试考官名单提前泄露",
            done: "招聘条件报人社部门备案，考官当天抽签，面试全程录像",
        },
        Matter {
            name: "工资津补贴核定",
            class: "工资福利类",
            post: 1,
            level: Two,
            patterns: &[Exceed, Lax, False, Overlap],
            words: Words {
                act: "工资津补贴核定",
                paper: "工资变动表",
                thing: "工资档案",
                party: "各科室",
                basis: "工资津贴补贴政策",
            },
            seen: "人员退休、调出后未及时停发工资，或提前晋升薪级档次",
            done: "每月变动表由经办、复核双签，每季度与编制、社保数据比对一次",
        },
        Matter {
            name: "年度考核与评先评优",
            class: "考核培训类",
            post: 2,
            level: Two,
            patterns: &[Favour, False, Closed, Lapse],
            words: Words {
                act: "年度考核评优",
                paper: "考核测评结果",
                thing: "考核档案",
                party: "干部职工",
                basis: "《公务员考核规定》",
            },
            seen: "优秀等次轮流坐庄或集中给中层干部，测评票统计不公开",
            done: "测评票由纪检人员监督当场唱票，优秀等次名单公示5个工作日",
        },
        Matter {
            name: "人事档案管理",
            class: "档案管理类",
            post: 3,
            level: Three,
            patterns: &[Custody, False, Leak],
            words: Words {
                act: "档案查借阅",
                paper: "干部人事档案材料",
                thing: "干部人事档案",
                party: "查档人员",
                basis: "《干部人事档案工作条例》",
            },
            seen: "应亲属请求涂改出生年月、参加工作时间，或私自抽取档案材料",
            done: "“三龄两历一身份”认定由两人审核、集体会审，查阅档案全程陪同",
        },
        Matter {
            name: "因私出国（境）证照管理",
            class: "档案管理类",
            post: 3,
            level: Three,
            patterns: &[Custody, Lapse, Delay],
            words: Words {
                act: "因私证照审批领用",
                paper: "申领材料",
                thing: "因私出国（境）证照",
                party: "干部职工",
                basis: "因私出国（境）管理规定",
            },
            seen: "新办证照不上交，返回后逾期不收，登记备案人员信息更新不及时",
            done: "每半年与出入境管理部门核对一次备案信息，逾期未交的书面催缴",
        },
    ],
};
