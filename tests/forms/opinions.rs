//! 互查表 and 群众评议表: known by title and heads, and never taken for self-check forms; nor these for them.

use qingfeng::ingest::Understood;
use qingfeng::model::{FormKind, Level, OpinionLine, Voice};

use crate::understand::{codes, entries, grid, merged, read};

fn lines(rows: &[&str]) -> Vec<OpinionLine> {
    let form = read(grid(rows));
    assert_eq!(form.kind, FormKind::Opinions, "{:?} {rows:?}", codes(&form));
    assert!(entries(&form).is_empty(), "{rows:?}");
    form.annex.opinions
}

fn level(line: &OpinionLine) -> u8 {
    line.opinion.level.map_or(0, Level::number)
}

#[test]
fn cross_checks_are_known_under_usual_heads() {
    for heads in [
        "登记编号|科室|岗位|权力事项|风险点|登记等级|防控措施|互查等级|互查意见|互查人|互查日期",
        "编号|被检查科室|岗位|业务事项|廉政风险点|自评等级|防范措施|交叉互查等级|交叉互查意见|互查人员|互查时间",
        "序号|受检科室|岗位|事项|风险点|风险等级|防控措施|互查定级|互查建议|互查组签字|检查日期",
        "序号|科室|岗位|事项|风险点|风险等级|防控措施|建议等级|存在问题|检查人|检查日期",
        "1、编号|科室|岗位|事项|风险点|等级|措施|互评级别（必填）|互评意见|互评人|互评日期",
    ] {
        let found = lines(&[
            "青云区财政局廉政风险点交叉互查表",
            heads,
            "1|国库科|资金岗|资金拨付|不核对进度|三级|双人核对|二级|金额大|李二|2026-11-05",
            "2|国库科|档案岗|档案移交|移交不及时|三级|双方签字||||",
            "互查人：李二　　被查科室负责人：",
        ]);
        assert_eq!(found.len(), 1, "{heads}");
        let line = &found[0];
        assert_eq!(line.opinion.voice, Voice::CrossCheck);
        assert_eq!(level(line), 2, "{heads}");
        let about = [&line.about.section, &line.about.risk].map(String::as_str);
        assert_eq!(about, ["国库科", "不核对进度"], "{heads}");
        let said = [&line.opinion.words, &line.opinion.by].map(String::as_str);
        assert_eq!(said, ["金额大", "李二"], "{heads}");
        assert!(line.opinion.date.is_some(), "{heads}");
    }
}

#[test]
fn ballots_are_known_under_usual_heads() {
    for heads in [
        vec!["科室|风险点|风险等级|一级票|二级票|三级票|弃权|参评人数"],
        vec![
            "科室|风险点|登记等级|评为一级（票）|评为二级（票）|评为三级（票）|弃权票数|参加评议人数",
        ],
        vec!["责任科室|廉政风险点|自评等级|一级得票数|二级得票数|三级得票数|弃权票|总票数"],
        vec!["科室|风险点|等级|一级|二级|三级|弃权|实到人数"],
    ] {
        let mut rows = vec!["廉政风险等级群众评议表"];
        rows.extend(heads.iter().copied());
        rows.push("国库科|不核对进度|三级|1|7|2|1|11");
        let found = lines(&rows);
        let votes = found[0].opinion.votes.expect("votes");
        assert_eq!(votes.levels, Some([1, 7, 2]), "{heads:?}");
        assert_eq!(
            (votes.abstain, votes.voters),
            (Some(1), Some(11)),
            "{heads:?}"
        );
    }
    for heads in [
        "科室|风险点|风险等级|同意票|不同意票|弃权票|参评人数",
        "科室|风险点|风险等级|同意（票）|不同意（票）|弃权（票）|参评人数",
        "科室|风险点|风险等级|赞成人数|反对人数|弃权人数|参加测评人数",
    ] {
        let rows = [
            "民主测评汇总",
            heads,
            "国库科|不核对进度|三级|７票|3|1|11人",
        ];
        let votes = lines(&rows)[0].opinion.votes.expect("votes");
        let counts = [votes.agree, votes.against, votes.abstain, votes.voters];
        assert_eq!(counts, [Some(7), Some(3), Some(1), Some(11)], "{heads}");
    }
}

#[test]
fn words_of_a_cross_check_are_a_level_where_one_meaning_is_possible() {
    for (written, opinion, meant) in [
        ("二级", "", 2),
        ("Ⅱ级", "", 2),
        ("同意", "", 3),
        ("维持自评等级", "", 3),
        ("", "建议调整为一级", 1),
        ("", "同意自评等级", 3),
        ("", "措施不够具体", 0),
        ("", "不应定为一级", 0),
        ("高/中", "", 0),
    ] {
        let row = format!("国库科|不核对进度|三级|双人核对|{written}|{opinion}|李二");
        let heads = "科室|风险点|自评等级|防控措施|互查等级|互查意见|互查人";
        let form = read(grid(&["廉政风险点交叉互查表", heads, &row]));
        assert_eq!(level(&form.annex.opinions[0]), meant, "{written} {opinion}");
        let found = form.findings.iter().filter(|f| f.code == "Z01").count();
        assert_eq!(found, usize::from(written == "高/中"), "{written}");
    }
}

#[test]
fn heads_of_votes_stand_below_whose_they_are() {
    let grid = grid(&[
        "廉政风险等级评定情况表",
        "科室|风险点|风险等级|群众评议票数|||参评人数",
        "|||一级|二级|三级|",
        "国库科|不核对进度|三级|1|7|2|10",
        "预算科|违规调整|二级||8|2|10",
    ]);
    let ranges = ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"];
    let form = read(merged(grid, &ranges));
    let lines = &form.annex.opinions;
    let votes = lines.iter().map(|l| l.opinion.votes.and_then(|v| v.levels));
    let votes: Vec<_> = votes.collect();
    assert_eq!(
        votes,
        [Some([1, 7, 2]), Some([0, 8, 2])],
        "{:?}",
        codes(&form)
    );
}

fn is_self_check(form: &Understood) -> bool {
    form.kind == FormKind::SelfCheck && form.annex.opinions.is_empty() && !entries(form).is_empty()
}

#[test]
fn a_self_check_form_with_columns_of_the_chain_stays_one() {
    for (title, heads) in [
        (
            "预算科廉政风险点自查表",
            "登记编号|岗位|风险点|风险等级|交叉互查等级|互查意见|防控措施",
        ),
        (
            "预算科自查互查评议表",
            "序号|岗位|风险点|自评等级|交叉互查等级|群众评议等级|防控措施",
        ),
        (
            "",
            "序号|岗位|风险点|自评等级|交叉互查等级|群众评议等级|防控措施",
        ),
        (
            "",
            "序号|岗位|风险点|自评等级|交叉互查等级|群众评议等级|领导小组审定等级",
        ),
        (
            "廉政风险评议表",
            "序号|岗位|风险点|自评等级|交叉互查等级|审定等级|防控措施",
        ),
        (
            "票据科廉政风险点登记表",
            "序号|岗位|风险点|风险等级|票据号|票种|防控措施",
        ),
        (
            "群众工作科廉政风险排查表",
            "序号|岗位|风险点|风险等级|联系人|电话|防控措施",
        ),
    ] {
        let form = read(grid(&[
            title,
            heads,
            "1|拨付岗|不核对进度|三级|二级|二级|由两人分别核对并签字",
        ]));
        assert!(
            is_self_check(&form),
            "{title} {heads}: {:?} {:?}",
            form.kind,
            codes(&form)
        );
    }
}

#[test]
fn statistics_of_levels_are_no_ballots() {
    let form = read(grid(&[
        "各科室风险等级统计",
        "科室|一级|二级|三级|合计",
        "预算科|1|2|3|6",
        "国库科|2|2|2|6",
    ]));
    assert!(form.annex.opinions.is_empty(), "{:?}", codes(&form));
}
