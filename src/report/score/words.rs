//! The scheme in words: how each item is reckoned, and the rules everything rests on.

use crate::policy::{
    IfNone, Metric, Part, Quota, ReasonWanted, ScoreItem, ScoreRule, Scoring, TieRule,
};

/// The dimension, 加分 or 扣分.
pub fn part(part: Part, scheme: &Scoring) -> &str {
    match part {
        Part::Dimension(at) => &scheme.dimensions[at].name,
        Part::Bonus => "加分",
        Part::Deduction => "扣分",
    }
}

/// How an item is reckoned (评分办法).
pub fn method(item: &ScoreItem, scheme: &Scoring) -> String {
    let points = item.points;
    let by = evaluators(item, scheme);
    let reason = reason(item);
    match &item.rule {
        ScoreRule::AllOrNothing(_) | ScoreRule::Rate(_) => of_data(item),
        ScoreRule::PerTime { .. } | ScoreRule::Tiered { .. } => of_count(item, &by),
        ScoreRule::Rank { last, each } => {
            format!("由{by}报名次，排在后 {last} 名的扣 {each} 分")
        }
        ScoreRule::SectionScore => {
            format!("{points} 分 × 所在科室的总分 ÷ {}", scheme.full)
        }
        ScoreRule::SpecialCheck => format!(
            "{points} 分 × 在“{}”中的总分 ÷ 其满分；没有参加考核的{}",
            item.of,
            otherwise(item)
        ),
        ScoreRule::Ballot => {
            let words = scheme.ballots.iter();
            let words: Vec<String> = words.map(|(word, c)| format!("{word} × {c}")).collect();
            let words = words.join(" + ");
            format!("由{by}报票数：{points} 分 ×（{words}）÷ 总票数")
        }
        ScoreRule::Range if item.uncapped => format!("由{by}评定，不封顶{reason}"),
        ScoreRule::Range => format!("由{by}在 0 到 {points} 分之间评定{reason}"),
        ScoreRule::Weighted => format!("评分按权重相加：{by}{reason}"),
        ScoreRule::Average => format!("{by}评分取平均{reason}"),
    }
}

/// Who marks it, each with the weight where that counts.
fn evaluators(item: &ScoreItem, scheme: &Scoring) -> String {
    let name = |at: &usize| {
        let evaluator = &scheme.evaluators[*at];
        if item.rule == ScoreRule::Weighted {
            format!("{} {}%", evaluator.name, evaluator.weight)
        } else {
            evaluator.name.clone()
        }
    };
    let names: Vec<String> = item.by.iter().map(name).collect();
    names.join("、")
}

const fn reason(item: &ScoreItem) -> &'static str {
    match (item.reason, item.part) {
        (ReasonWanted::Always, _) => "，要写理由",
        (ReasonWanted::BelowFull, Part::Dimension(_)) => "，不是满分的写明理由",
        (ReasonWanted::BelowFull, Part::Bonus) => "，加分的写明理由",
        (ReasonWanted::BelowFull, Part::Deduction) => "，扣分的写明理由",
        (ReasonWanted::Never, _) => "",
    }
}

/// By the data, all of it or a share.
fn of_data(item: &ScoreItem) -> String {
    let points = item.points;
    let none = if_none(item);
    match (&item.rule, item.rule.metric().map(Metric::info)) {
        (ScoreRule::Rate(_), Some(of)) => format!("{}的比率 × {points} 分{none}", of.title),
        (_, Some(of)) if of.is_rate => {
            format!("{}：全部达到得 {points} 分，否则不得分{none}", of.title)
        }
        (_, Some(of)) => format!("{}：没有得 {points} 分，有则不得分", of.title),
        (_, None) => String::new(),
    }
}

/// By the number of times or pieces.
fn of_count(item: &ScoreItem, by: &str) -> String {
    let counted = item.rule.metric().map(Metric::info);
    let given = format!("由{by}报件（次）数");
    match &item.rule {
        ScoreRule::PerTime { each, floor, .. } => {
            let each_time = match counted {
                Some(of) if of.is_rate => format!("{}每差 1 {}", of.title, of.unit),
                Some(of) => format!("{}每 1 {}", of.title, of.unit),
                None => format!("{given}，每 1 件（次）"),
            };
            match item.part {
                Part::Dimension(_) => format!("{each_time}扣 {each} 分，最低 {floor} 分"),
                Part::Bonus => format!("{each_time}加 {each} 分，{}", at_most(item)),
                Part::Deduction => format!("{each_time}扣 {each} 分，{}", at_most(item)),
            }
        }
        ScoreRule::Tiered {
            first,
            first_each,
            each,
            ..
        } => format!(
            "{}：前 {first} 件（次）每件 {first_each} 分，以后每增加 1 件（次）{each} 分，{}",
            counted.map_or(given.as_str(), |of| of.title),
            at_most(item)
        ),
        _ => String::new(),
    }
}

/// Most it can give or take.
fn at_most(item: &ScoreItem) -> String {
    if item.uncapped {
        "不封顶".to_owned()
    } else {
        format!("最多 {} 分", item.points)
    }
}

/// The headings it stands under and its name.
pub fn headed(item: &ScoreItem) -> String {
    let names = item.headings.iter().chain([&item.name]);
    let names: Vec<&str> = names.map(String::as_str).collect();
    names.join("｜")
}

fn if_none(item: &ScoreItem) -> String {
    format!("；没有计算对象的{}", otherwise(item))
}

/// What it earns where there is nothing to count.
const fn otherwise(item: &ScoreItem) -> &'static str {
    match item.if_none {
        IfNone::Full => "得满分",
        IfNone::Zero => "不得分",
        IfNone::NotApplicable => "不适用",
        IfNone::Open => "由人评定",
    }
}

/// The rules everything rests on, one sentence each.
pub fn rules(scheme: &Scoring) -> Vec<String> {
    let mut out = vec![
        "各项得分、总分、折算分都四舍五入到两位小数（第三位逢五进一）。".to_owned(),
        "总分 = 各维度得分 + 加分 − 扣分，不低于 0 分；折算分最多到折算的满分。".to_owned(),
        "没有评的（未评）不是 0 分：有一项未评，总分就写“未评完”，不参加排名，也没有等次和系数；一票否决的等次已定，还有未评的也算评完。加分、扣分没有人提出的，不加不扣。".to_owned(),
        "没有报送的，凡按报送内容计分的项目都不得分。报了而没有计算对象的（如没有一条写到本岗位），按方案由人评定、不适用或者得满分，见各项的评分办法。".to_owned(),
        "几条重复的合并成一条的，只算一条，其中有一条符合就算符合。".to_owned(),
        "一票否决的，等次定为最低一等，不参加排名，不占名额。岗位只看写明本人（或者只写岗位）的处置，不连累同岗位的其他人。".to_owned(),
        "岗位考核一人一行；表中写了姓名的条目归本人，没有写姓名的归该岗位的每个人。".to_owned(),
        "低评，是自评等级低于领导小组审定的等级；还没有审定的条目，“自评与审定一致”“低评”都不计入，审定后重新运行。".to_owned(),
        "“首次报送完整”看第一次交来的表，改好重交的不算；“退回”看最后还有几条没有改好。".to_owned(),
        "名次按总分从高到低，同分同名次；局领导班子不参加排名，不占名额。".to_owned(),
        "不适用的项目不计分，其余项目的得分按比例折成满分：总分 = 各维度得分之和 × 满分 ÷（满分 − 不适用的分值）+ 加分 − 扣分。".to_owned(),
    ];
    out.extend(scheme.quota.as_ref().map(|q| quota(q, scheme)));
    out.push("黄色的格可以改：评分方的打分、核定得分、否决次数。改了以后小计、总分、名次、等次、系数随之重算；核定得分与程序计算不同的，“调整”栏写“已改”，请在“说明”栏写明理由。其余的格锁定，没有密码，可在“审阅”中撤销保护。".to_owned());
    out.push("直接在本表中改的分不会带回程序；要长期保留，请改评分表或台账后重新运行。重新运行时，改过的本表另存一份，不会覆盖。".to_owned());
    out
}

fn quota(quota: &Quota, scheme: &Scoring) -> String {
    let ties = match &quota.ties {
        TieRule::Include => "名额边上同分的都评上".to_owned(),
        TieRule::Exclude => "名额边上同分的都不评".to_owned(),
        TieRule::Compare(dimensions) => {
            let names = dimensions
                .iter()
                .map(|d| scheme.dimensions[*d].name.as_str());
            let names: Vec<&str> = names.collect();
            format!(
                "名额边上同分的，依次比较{}的得分，仍相同的都评上",
                names.join("、")
            )
        }
    };
    let whom: Vec<&str> = quota.subjects.iter().map(|k| k.title()).collect();
    let classes = if scheme.classes.is_empty() {
        String::new()
    } else {
        "、各类".to_owned()
    };
    format!(
        "等次的名额是参加排名的百分之几，见“等次的名额”（舍去小数，至少一名，{}{classes}各算各的），超出名额的降一等；{ties}。",
        whom.join("、")
    )
}
