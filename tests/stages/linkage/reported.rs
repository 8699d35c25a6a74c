//! What was reported of repeats and came out wrong, each with what is right.

use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};

use super::bureau::{Written, form, policy};

/// Two entries of one matter, in two forms and by two people: risk point and manifestation of each.
fn two(settings: &str, first: [&str; 2], second: [&str; 2]) -> Consolidated {
    let entry = |person: &str, [risk, told]: [&str; 2]| Written {
        section: "预算科".to_owned(),
        post: "保证金管理岗".to_owned(),
        person: person.to_owned(),
        matter: "履约保证金管理".to_owned(),
        risk: risk.to_owned(),
        manifestation: told.to_owned(),
        measures: "每季度核对一次台账".to_owned(),
        level: "二级".to_owned(),
        ..Written::default()
    };
    let forms = vec![
        form("科室.xlsx", [&entry("张一", first)]),
        form("个人.xlsx", [&entry("李二", second)]),
    ];
    let numbering = Numbering {
        year: 2026,
        former: None,
        provisional: false,
    };
    consolidate(forms, Given::default(), &policy(settings), numbering)
}

/// How many items are left, how many questions are asked.
fn came_of(done: &Consolidated) -> (usize, usize) {
    (done.register.items.len(), done.pairs.open.len())
}

const RISK: &str = "保证金日常管理存在隐患";

/// Two words of one side of a contrast are no opposites.
#[test]
fn words_of_one_side_are_no_opposites_and_those_of_two_are() {
    let tell = |one: &str, other: &str| {
        let told =
            [one, other].map(|word| format!("{word}，经办人不说明原因，台账登记得不够完整。"));
        came_of(&two("", [RISK, &told[0]], [RISK, &told[1]]))
    };
    for (one, other) in [
        ("到期的保证金长期不退还", "到期的保证金长期不退回"),
        ("验收的时间一再推迟", "验收的时间一再延后"),
        ("单位承租用房未经研究", "单位租入用房未经研究"),
        ("指标晚于资金下达", "指标迟于资金下达"),
        ("罚没物资售出价格偏低", "罚没物资销出价格偏低"),
        ("擅自减少项目预算金额", "擅自调减项目预算金额"),
        ("补正事项没有通知单位", "补正事项没有告知单位"),
    ] {
        assert_eq!(tell(one, other), (1, 0), "{one}, {other}");
    }
    for (one, other) in [
        ("到期的保证金长期不退还", "到期的保证金长期不收取"),
        ("验收的时间一再推迟", "验收的时间一再提前"),
        ("单位承租用房未经研究", "单位出租用房未经研究"),
        ("指标晚于资金下达", "指标早于资金下达"),
        ("擅自减少项目预算金额", "擅自调增项目预算金额"),
    ] {
        assert_eq!(tell(one, other), (2, 0), "{one}, {other}");
    }
}

/// A figure is a number with a unit; 三年 against 多年 and the words of idioms are none that hide a pair.
#[test]
fn idioms_and_open_amounts_are_no_figures() {
    let hand = "年度检查对象由个人圈定，连续三年没有查过的重点单位仍不列入。";
    let other = "每年确定检查名单时由经办人挑选，重点单位连续多年没有列入。";
    let done = two(
        "",
        ["检查名单确定随意性大", hand],
        ["选定检查对象凭个人好恶", other],
    );
    assert_eq!(came_of(&done), (2, 1));
    let told =
        ["一句话带过", "一笔带过"].map(|w| format!("反复调剂，理由{w}，把项目经费调作日常开支。"));
    assert_eq!(
        came_of(&two("", [RISK, &told[0]], [RISK, &told[1]])),
        (1, 0)
    );
    let times = ["连续三年", "连续多年"].map(|w| format!("保证金台账{w}没有核对，余额对不上。"));
    assert_eq!(
        came_of(&two("", [RISK, &times[0]], [RISK, &times[1]])),
        (2, 1)
    );
    for [one, other] in [
        ["三日", "五日"],
        ["三天", "三个工作日"],
        ["一个月", "三个月"],
        ["一人", "两人"],
        ["5万元", "50万元"],
    ] {
        let told = [one, other].map(|w| format!("保证金超过{w}没有入账，余额对不上。"));
        assert_eq!(
            came_of(&two("", [RISK, &told[0]], [RISK, &told[1]])),
            (2, 0),
            "{one}"
        );
    }
    for [one, other] in [["一份", "1份"], ["两人", "2人"], ["七天", "7天"]] {
        let told = [one, other].map(|w| format!("保证金超过{w}没有入账，余额对不上。"));
        assert_eq!(
            came_of(&two("", [RISK, &told[0]], [RISK, &told[1]])),
            (1, 0),
            "{one}"
        );
    }
}

/// What is little alike is asked about where the policy says so.
#[test]
fn a_lower_likeness_asks_more() {
    let first = [
        "借会议名义列支其他费用",
        "将与会议无关的餐费、礼品费混入会议费报销，签到表事后补签。",
    ];
    let second = [
        "会务开支弄虚作假套取资金",
        "参会人员名单会后编造，餐饮、礼品等与会议无关的支出开成会务发票一并报销。",
    ];
    assert_eq!(came_of(&two("", first, second)), (2, 1));
    let higher = "[linkage]\nsimilar = 60";
    assert_eq!(came_of(&two(higher, first, second)), (2, 0));
}

/// The anchor is the risk point; what is added, restricts or names another thing is for a person.
#[test]
fn what_may_be_something_else_is_asked_about() {
    let told = "保证金台账由经办人登记，核对余额不及时，账目长期不清。";
    for (from, to) in [
        ("保证金台账", "全部保证金台账"),
        ("经办人", "副科长"),
        ("台账由", "日记账由"),
        ("余额", "总额"),
    ] {
        let other = told.replace(from, to);
        let done = two("", [RISK, told], [RISK, &other]);
        assert_eq!(done.register.items.len(), 2, "{to}");
    }
    // Elsewhere, and twice.
    let risk = "保证金核对不及时存在隐患";
    let other = told.replace("核对", "核实");
    assert_eq!(came_of(&two("", [risk, told], [risk, &other])), (2, 1));
    let twice = "保证金台账没有核对，银行余额没有核对，账目长期不清，经办人不说明原因。";
    let other = twice.replace("核对", "核实");
    assert_eq!(came_of(&two("", [RISK, twice], [RISK, &other])), (2, 1));
    // A risk point in other words is no anchor, and neither is a phrase that stands everywhere.
    let done = two("", [RISK, told], ["保证金平时管理存在隐患", told]);
    assert_eq!(came_of(&done), (2, 1));
    let other = told.replace("长期", "一直");
    assert_eq!(
        came_of(&two("", ["滥用职权", told], ["滥用职权", &other])),
        (2, 1)
    );
    let never = "[linkage]\nrewordings = 0";
    assert_eq!(came_of(&two(never, [RISK, told], [RISK, &other])), (2, 1));
    let done = two("", [RISK, told], [RISK, &other]);
    assert_eq!(came_of(&done), (1, 0));
    let why = &done.register.links[0].why;
    assert_eq!(why, "风险点相同，表现形式只差“长期/一直”");
}

/// The measures of a merged entry are a list nobody has to tidy.
#[test]
fn measures_are_joined_without_near_equal_repeats() {
    let entry = |person: &str, measures: &str| Written {
        section: "预算科".to_owned(),
        person: person.to_owned(),
        matter: "履约保证金管理".to_owned(),
        risk: RISK.to_owned(),
        manifestation: "到期的保证金没有退还".to_owned(),
        measures: measures.to_owned(),
        level: "二级".to_owned(),
        ..Written::default()
    };
    let first = "1.到期七天内办理退还；2.每季度核对一次台账";
    let second =
        "1、到期7天内办理退还；2、每季度核实一次台帐；3、每季度核对两次台账；4、公开办理时限";
    let both = [entry("张一", first), entry("李二", second)];
    let joined = |both: &[Written]| {
        let numbering = Numbering {
            year: 2026,
            former: None,
            provisional: false,
        };
        let forms = vec![form("科室.xlsx", both)];
        let mut done = consolidate(forms, Given::default(), &policy(""), numbering);
        assert_eq!(done.register.items.len(), 1);
        let item = done.register.items.remove(0);
        let measures = item.entry.text(qingfeng::model::Field::Measures);
        measures.unwrap_or_default().to_owned()
    };
    let wanted = "1.到期七天内办理退还\n2.每季度核对一次台账\n3.每季度核对两次台账\n4.公开办理时限";
    assert_eq!(joined(&both), wanted);
}

/// Two characters left out around one of both texts make another word.
#[test]
fn a_word_that_shares_a_character_is_no_slip() {
    let told = "施工日志没有查验，对少铺的碎石照单结算，不追究监理责任";
    let other = told.replace("碎石", "石子");
    assert_eq!(came_of(&two("", [RISK, told], [RISK, &other])), (2, 1));
}
