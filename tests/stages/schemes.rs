//! The published schemes of `templates/schemes`: valid, and a run with each gives scores that can be checked by hand.

use std::fs;
use std::path::Path;

use super::fair::texts;
use crate::support::qingfeng;
use crate::support::year::Year;

/// A scheme of that folder, with what a bureau adds.
fn scheme(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/schemes");
    fs::read_to_string(folder.join(format!("{name}.toml"))).expect("a scheme")
}

#[test]
fn three_evaluators_by_their_weights() {
    let year = Year::new(&scheme("三方评分加权方案"));
    let of = |marks: [&'static str; 3]| {
        let line = |(code, mark)| [code, "预算科", "", "", mark, "台账不完整"];
        [("1", marks[0]), ("2", marks[1]), ("3", marks[2])].map(line)
    };
    year.marks("自评.xlsx", "自评", "王三", &of(["15", "34", "48"]));
    year.marks("防控办.xlsx", "防控办", "周九", &of(["14", "30", "45"]));
    year.marks("局领导.xlsx", "局领导", "周七", &of(["13", "32", "46"]));
    let scores = year.scores();
    // 15 × 20 % + 14 × 40 % + 13 × 40 % = 3 + 5.6 + 5.2 = 13.8
    assert_eq!(scores.item("预算科", "1"), Some(13.8));
    // 6.8 + 12 + 12.8 = 31.6; 9.6 + 18 + 18.4 = 46; together 91.4
    assert_eq!(scores.number("预算科", "total"), Some(91.4));
    assert_eq!(scores.band("预算科"), Some("优胜"));
}

#[test]
fn approved_marks_with_open_bonuses_and_a_veto_by_a_person() {
    let year = Year::new(&scheme("核准加扣分方案"));
    let line = |code, section, mark| [code, section, "", "", mark, "有依据"];
    let own = [
        line("1", "预算科", "30"),
        line("3", "预算科", "60"),
        line("1", "国库科", "30"),
        line("3", "国库科", "60"),
    ];
    year.marks("自评.xlsx", "自评", "王三", &own[..2]);
    year.marks("自评2.xlsx", "自评", "赵四", &own[2..]);
    year.marks(
        "核准.xlsx",
        "核准",
        "周九",
        &[
            line("1", "预算科", "28"),
            line("2", "预算科", "3"),
            line("3", "预算科", "50"),
            line("加1", "预算科", "12"),
            line("加2", "预算科", "3"),
            line("加3", "预算科", "2.5"),
            line("1", "国库科", "30"),
            line("2", "国库科", "0"),
            line("3", "国库科", "60"),
            line("否2", "国库科", "1"),
            line("2", "会计科", "1.5"),
        ],
    );
    let scores = year.scores();
    // The approved mark counts, whatever the section gave itself.
    assert_eq!(scores.item("预算科", "1"), Some(28.0));
    // 10 − 3 × 1 = 7
    assert_eq!(scores.item("预算科", "2"), Some(7.0));
    assert_eq!(
        scores.basis("预算科", "2"),
        "核准 3：10 − 3 × 1 = 7。理由——核准：有依据"
    );
    assert_eq!(scores.item("预算科", "加1"), Some(12.0));
    // 1 × 15 + 2 × 20 = 55
    assert_eq!(scores.item("预算科", "加2"), Some(55.0));
    // 28 + 7 + 50 + 12 + 55 + 2.5 = 154.5, of 100 points converted to 10: at most 10
    assert_eq!(scores.number("预算科", "total"), Some(154.5));
    assert_eq!(scores.number("预算科", "converted"), Some(10.0));
    // A veto somebody proposed.
    assert_eq!(scores.number("国库科", "total"), Some(100.0));
    assert_eq!(scores.number("国库科", "rank"), None);
    assert_eq!(scores.band("国库科"), Some("合格"));
    // Half a time is none.
    assert_eq!(scores.item("会计科", "2"), None);
    assert_eq!(year.findings("A04").len(), 1);
}

#[test]
fn score_sheets_say_what_is_asked_instead_of_points() {
    for (scheme, asked) in [
        (self::scheme("核准加扣分方案"), ["填次数", "填件数"]),
        (self::scheme("分类排名测评方案"), ["填名次", "填票数"]),
    ] {
        let year = Year::new(&scheme);
        let out = year.path("空白表");
        fs::create_dir(&out).expect("a folder");
        let policy = "qingfeng.toml";
        fs::copy(year.path("收表").join(policy), out.join(policy)).expect("a policy");
        let said = qingfeng(&["template", "-o", &out.display().to_string()]);
        assert_eq!(said.status, 0, "{}", said.err);
        let sheets = fs::read_dir(out.join("评分表")).expect("sheets");
        let texts: String = sheets.map(|s| texts(&s.expect("a file").path())).collect();
        for word in asked {
            assert!(texts.contains(word), "{word}");
        }
    }
}

#[test]
fn classes_ballots_ranks_and_what_does_not_apply() {
    let year = Year::new(&scheme("分类排名测评方案"));
    let policy = year.path("收表/qingfeng.toml");
    let mut text = fs::read_to_string(&policy).expect("a policy");
    for (name, class) in [
        ("预算科", "业务科室"),
        ("国库科", "业务科室"),
        ("会计科", "业务科室"),
        ("综合科", "综合科室"),
    ] {
        let own = format!("name = \"{name}\"");
        text = text.replacen(&own, &format!("{own}\nclass = \"{class}\""), 1);
    }
    fs::write(policy, text).expect("written");
    let line = |code, section, mark| [code, section, "", "", mark, "有依据"];
    let of = |section, marks: [&'static str; 4]| {
        let codes = ["1", "2", "3", "4"];
        let lines = codes
            .iter()
            .zip(marks)
            .map(|(code, mark)| line(*code, section, mark));
        lines.collect::<Vec<_>>()
    };
    let mut all = [
        of("预算科", ["30", "28", "18", "20"]),
        of("国库科", ["28", "26", "不适用", "18"]),
        of("会计科", ["25", "25", "15", "15"]),
        of("综合科", ["20", "25", "不适用", "20"]),
    ]
    .concat();
    // Of three the last three all lose two points; of one class of one as well.
    all.push(line("扣1", "预算科", "1"));
    let person = |post, name, votes| ["岗2", "预算科", post, name, votes, ""];
    all.push(person("审核岗", "张一", "优秀12 称职5 基本称职3"));
    all.push(person("审核岗", "李二", "38"));
    year.marks("考核办公室.xlsx", "考核办公室", "周九", &all);
    let scores = year.scores();
    // 30 + 28 + 18 + 20 − 2 = 94
    assert_eq!(scores.number("预算科", "total"), Some(94.0));
    // (28 + 26 + 18) × 100 ÷ 80 = 90: 3 does not apply to it.
    assert_eq!(scores.number("国库科", "total"), Some(90.0));
    assert_eq!(scores.find("国库科", "3")["not_applicable"], true);
    // (20 + 25 + 20) × 100 ÷ 80 = 81.25
    assert_eq!(scores.number("综合科", "total"), Some(81.25));
    let ranks = ["预算科", "国库科", "会计科", "综合科"].map(|s| scores.number(s, "rank"));
    assert_eq!(ranks, [Some(1.0), Some(2.0), Some(3.0), Some(1.0)]);
    // 优秀: 30 % of three is one place; 国库科 with 90 falls to 良好, of which 40 % is one place more; 会计科 has 80.
    let bands = ["预算科", "国库科", "会计科", "综合科"].map(|s| scores.band(s));
    assert_eq!(
        bands,
        [Some("优秀"), Some("良好"), Some("合格"), Some("良好")]
    );
    // 40 × (12 × 1 + 5 × 0.8 + 3 × 0.6) ÷ 20 = 40 × 17.8 ÷ 20 = 35.6; 60 × 94 ÷ 100 = 56.4
    let zhang = "预算科 审核岗 张一";
    assert_eq!(scores.item(zhang, "岗2"), Some(35.6));
    assert_eq!(scores.item(zhang, "岗1"), Some(56.4));
    assert_eq!(
        scores.basis(zhang, "岗1"),
        "“预算科”得 94 分：60 × 94 ÷ 100 = 56.4"
    );
    assert_eq!(scores.number(zhang, "total"), Some(92.0));
    // A number of points is no vote.
    assert_eq!(scores.item("预算科 审核岗 李二", "岗2"), None);
    assert_eq!(year.findings("A04").len(), 1);
}

/// The scheme copied and no section classed yet: everybody is scored, nobody ranked, and the screen says so.
#[test]
fn sections_of_no_class_are_scored_without_a_rank() {
    let year = Year::new(&scheme("分类排名测评方案"));
    let of = |code, mark| [code, "预算科", "", "", mark, "有依据"];
    let all = [
        ("1", "30"),
        ("2", "28"),
        ("3", "18"),
        ("4", "20"),
        ("扣1", "1"),
    ];
    year.marks(
        "办公室.xlsx",
        "考核办公室",
        "周九",
        &all.map(|(c, m)| of(c, m)),
    );
    let scores = year.scores();
    assert_eq!(scores.number("预算科", "total"), Some(96.0));
    assert_eq!(scores.number("预算科", "rank"), None);
    assert_eq!(
        scores.basis("预算科", "扣1"),
        "考核办公室 1：不参加排名，不扣分。理由——考核办公室：有依据"
    );
    let said = year.run();
    let told = "预算科、国库科、会计科等 4 个科室没有写类别";
    assert!(said.out.contains(told), "{}", said.out);
}
