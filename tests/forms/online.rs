//! Exports of online forms (问卷星, 金山表单, 腾讯文档): questions as heads, options with their letters, words for what was left
//! out, and rows under the head that number the columns or tell how to fill them in.

use qingfeng::ingest::Understood;
use qingfeng::model::{Evidence, Field, Level, SkipKind};

use crate::understand::{codes, entries, grid, read};

/// One field of all entries.
fn each(form: &Understood, field: Field) -> Vec<&str> {
    let all = entries(form).into_iter();
    all.map(|e| e.text(field).unwrap_or("")).collect()
}

fn levels(form: &Understood) -> Vec<Option<u8>> {
    let all = entries(form).into_iter();
    all.map(|e| e.declared.map(Level::number)).collect()
}

/// Rows of a kind that are no entries.
fn skipped(form: &Understood, kind: SkipKind) -> Vec<u32> {
    let tables = form.sheets.iter().flat_map(|s| &s.tables);
    let rows = tables.flat_map(|t| &t.skipped);
    rows.filter(|s| s.kind == kind).map(|s| s.row + 1).collect()
}

const HEAD: &str = "编号|所在科室|岗位|风险点|风险等级|防控措施|提交时间";
const FIRST: &str = "1|政策法规科|合同审查岗|不看附件就签审查意见|三级|合同与附件一并会签，法律顾问留存底稿|2026-10-20";
const SECOND: &str =
    "2|政策法规科|听证岗|提前透露听证名单|二级|名单由两人封存，当场启封宣读|2026-10-21";

#[test]
fn rows_that_number_the_columns_are_no_entries() {
    for numbers in [
        "甲|乙|丙|丁|1|2|3",
        "甲|乙|丙|丁|戊|己|庚",
        "A|B|C|D|E|F|G",
        "（a）|（b）|（c）|（d）|（e）|（f）|（g）",
        "①|②|③|④|⑤|⑥|⑦",
        "一|二|三|四|五|六|七",
        "|甲|乙|1|2|3|4",
        "栏次|1|2|3|4|5|6",
        "第1列|第2列|第3列|第4列|第5列|第6列|第7列",
    ] {
        let form = read(grid(&[HEAD, numbers, FIRST, SECOND]));
        assert_eq!(skipped(&form, SkipKind::RepeatedHead), [2], "{numbers}");
        assert_eq!(levels(&form), [Some(3), Some(2)], "{numbers}");
        let again = read(grid(&[HEAD, "", numbers, FIRST, SECOND]));
        assert_eq!(entries(&again).len(), 2, "below an empty row: {numbers}");
    }
    let near = read(grid(&[
        "序号|风险点数量|岗位|风险点|风险等级|防控措施",
        "1|2|拨付岗|1.不核对；2.放宽要件|一|双人核对并登记台账",
        "2|1|出纳岗|坐支现金|二|每日盘点并由会计签字",
    ]));
    assert_eq!(entries(&near).len(), 2, "figures of an entry are its own");
}

#[test]
fn rows_that_tell_how_to_fill_in_the_columns_are_no_entries() {
    let told = "|按下拉列表选择|三定方案中的名称|写清哪个环节、怎样发生|一级最高、三级最低|不少于两句|自动";
    let bare = "|从列表选|按编制|在什么环节|最高一级|至少一条|系统自动生成";
    for rows in [
        vec![HEAD, told, FIRST, SECOND],
        vec![HEAD, bare, FIRST, SECOND],
        vec![
            HEAD,
            told,
            "（1）|（2）|（3）|（4）|（5）|（6）|（7）",
            FIRST,
            SECOND,
        ],
        vec![HEAD, "1|2|3|4|5|6|7", bare, FIRST, SECOND],
    ] {
        let form = read(grid(&rows));
        assert_eq!(levels(&form), [Some(3), Some(2)], "{rows:?}");
        let example = skipped(&form, SkipKind::Example);
        assert_eq!(example.len(), 1, "{rows:?}");
        let doubted = codes(&form).iter().any(|(code, _)| *code == "L01");
        assert!(!doubted, "{:?}", codes(&form));
    }
    let entry = "|政策法规科|合同审查岗|合同系统自动放行时不再核对|高|系统自动提醒，至少两人会签|2026-10-19";
    for first in [
        entry,
        "|法规|合同审查岗|系统自动放行时不再核对|红|系统自动提醒，至少两人会签|2026-10-19",
        "3|法规|合同审查岗|系统自动放行时不再核对|红|系统自动提醒，至少两人会签|上周",
    ] {
        let form = read(grid(&[HEAD, first, FIRST, SECOND]));
        assert_eq!(entries(&form).len(), 3, "{first}");
    }
}

#[test]
fn options_lose_their_letters_and_keep_the_cell_as_it_is_written() {
    let form = read(grid(&[
        "提交时间|1.所在科室|2.岗位|3.风险类别|4.风险点|5.风险等级|6.防控措施",
        "2026-10-20|C.政策法规科|B.合同审查岗|B.外部环境┋A.业务流程|不看附件就签审查意见|C.三级|合同与附件一并会签",
        "2026-10-20|3、政策法规科|听证岗|A、业务流程|提前透露听证名单|B．二级|名单由两人封存，当场启封",
        "2026-10-21|政策法规科|A.复议岗、B.应诉岗|业务流程|拖延送达|☑A.一级 □B.二级|送达回证三日内归档",
    ]));
    assert_eq!(each(&form, Field::Section), ["政策法规科"; 3]);
    let posts = each(&form, Field::Post);
    assert_eq!(posts[..2], ["合同审查岗", "听证岗"]);
    assert_eq!(posts[2], "A.复议岗、B.应诉岗", "a list keeps its letters");
    assert_eq!(
        each(&form, Field::Category),
        ["外部环境、业务流程", "业务流程", "业务流程"]
    );
    assert_eq!(levels(&form), [Some(3), Some(2), Some(1)]);
    let first = &entries(&form)[0].values;
    assert_eq!(&*first[&Field::Section].raw, "C.政策法规科");
    assert_eq!(&*first[&Field::Category].raw, "B.外部环境┋A.业务流程");
}

#[test]
fn what_an_online_form_left_out_is_blank() {
    for word in ["(空)", "（空）", "(跳过)", "（跳过）", "(未填写)"] {
        let form = read(grid(&[
            HEAD,
            FIRST,
            &format!("2|政策法规科|听证岗|提前透露听证名单|{word}|{word}|2026-10-21"),
        ]));
        let second = entries(&form)[1];
        assert_eq!(second.text(Field::Level), None, "{word}");
        assert_eq!(second.text(Field::Measures), None, "{word}");
        assert_eq!(&*second.values[&Field::Measures].raw, word);
        assert!(codes(&form).iter().all(|(code, _)| *code != "L01"));
    }
}

#[test]
fn questions_about_a_risk_are_known_by_what_they_ask_for() {
    let form = read(grid(&[
        "序号|1、您所在的科室：|2、该岗位|3、您认为存在的风险点|4、该风险点的风险等级|5、上述风险点的防控措施|填写设备",
        "1|政策法规科|听证岗|提前透露听证名单|B.二级|名单由两人封存，当场启封宣读|手机",
    ]));
    assert_eq!(levels(&form), [Some(2)]);
    assert_eq!(
        each(&form, Field::Measures),
        ["名单由两人封存，当场启封宣读"]
    );
    let unread = codes(&form).into_iter().filter(|(code, _)| *code != "D06");
    assert_eq!(unread.count(), 0, "{:?}", codes(&form));
}

#[test]
fn questions_about_numbered_risks_belong_to_their_risk() {
    for [first, second] in [
        [
            "4、风险点1|5、风险点1等级|6、风险点1防控措施",
            "7、风险点2|8、风险点2等级|9、风险点2防控措施",
        ],
        [
            "4、第1个风险点|5、第1个风险点的等级（单选）|6、第1个风险点的防控措施",
            "7、第2个风险点|8、第2个风险点的等级（单选）|9、第2个风险点的防控措施",
        ],
        [
            "第一个风险点|第一个风险点的等级|第一个风险点的防控措施",
            "第二个风险点|第二个风险点的等级|第二个风险点的防控措施",
        ],
    ] {
        let form = read(grid(&[
            &format!("序号|1、科室|2、姓名|3、岗位|{first}|{second}"),
            "1|政策法规科|郑一|听证岗|提前透露听证名单|B.二级|名单由两人封存|不通知利害关系人|A.一级|公告与送达双轨并留回证",
            "2|政策法规科|郑二|复议岗|拖延送达|C.三级|送达回证三日内归档|||",
        ]));
        assert_eq!(levels(&form), [Some(2), Some(1), Some(3)], "{first}");
        let measures = each(&form, Field::Measures);
        let own = [
            "名单由两人封存",
            "公告与送达双轨并留回证",
            "送达回证三日内归档",
        ];
        assert_eq!(measures, own, "{first}");
    }
}

#[test]
fn a_question_with_a_line_for_each_kind_holds_a_risk_of_each() {
    let form = read(grid(&[
        "序号|1、科室|2、姓名|3、各方面的风险点—思想道德|3、各方面的风险点—岗位职责|3、各方面的风险点—外部环境|4、等级—思想道德|4、等级—岗位职责|4、等级—外部环境|5、防控措施",
        "1|政策法规科|郑一|讲人情放宽审查|不看附件就签意见||三级|二级||合同与附件一并会签",
        "2|政策法规科|郑二|||接受代理机构宴请|||一级|亲属从业情况每年报告",
    ]));
    assert_eq!(
        each(&form, Field::Risk),
        ["讲人情放宽审查", "不看附件就签意见", "接受代理机构宴请"]
    );
    assert_eq!(
        each(&form, Field::Category),
        ["思想道德", "岗位职责", "外部环境"]
    );
    assert_eq!(levels(&form), [Some(3), Some(2), Some(1)]);
}

#[test]
fn a_kind_that_is_nothing_but_levels_is_the_level() {
    let form = read(grid(&[
        "类别|序号|廉政风险点|防控措施",
        "高风险|1|合同审查走过场|合同与附件一并会签",
        "中风险|2|提前透露听证名单|名单由两人封存",
        "低风险|3|拖延送达|送达回证三日内归档",
    ]));
    assert_eq!(levels(&form), [Some(1), Some(2), Some(3)]);
    let column = &form.sheets[0].tables[0].columns[0];
    assert_eq!(
        (column.field, column.by),
        (Some(Field::Level), Evidence::Loose)
    );
    assert!(
        codes(&form).contains(&("T02", "A1".to_owned())),
        "a person is asked to look"
    );
    let kinds = read(grid(&[
        "类别|序号|廉政风险点|防控措施",
        "业务流程|1|合同审查走过场|合同与附件一并会签",
        "高风险|2|提前透露听证名单|名单由两人封存",
    ]));
    assert_eq!(levels(&kinds), [None, None], "kinds among them");
}

#[test]
fn heads_that_are_questions_are_heads() {
    for heads in [
        "您所在的岗位是什么？|您所在岗位有哪些权力？|存在哪些廉政风险？|风险等级是几级？|采取了哪些防控措施？",
        "你从事什么岗位？|你行使哪些职权？|你的岗位有哪些风险点？|这些风险是几级？|你是怎样防控的？",
        "1.您的岗位？|2.您有什么权力？|3.您认为岗位上有什么廉政风险？|4.风险等级定为几级？|5.如何防范？",
        "岗位是什么|权力有哪些|风险点在哪里|属于哪一级风险|已经采取了什么措施",
        "你在哪个岗位？|有什么权力？|有什么廉政风险？|风险有多大？|怎么防？",
        "1.你的岗位是哪个？|2.您有哪些职权？|3.容易出什么问题？|4.该风险有多严重？|5.打算如何应对？",
    ] {
        let form = read(grid(&[
            heads,
            "预算编制岗|编制预算|违规调整预算|一级|双人复核",
        ]));
        let told = [
            (Field::Post, "预算编制岗"),
            (Field::Matter, "编制预算"),
            (Field::Risk, "违规调整预算"),
            (Field::Measures, "双人复核"),
        ];
        for (field, said) in told {
            assert_eq!(each(&form, field), [said], "{heads}");
        }
        assert_eq!(levels(&form), [Some(1)], "{heads}");
        let found = codes(&form);
        assert!(found.iter().all(|(code, _)| *code != "T02"), "{found:?}");
    }
    // Whether there is a risk is none.
    let whether = read(grid(&[
        "是否存在廉政风险？|风险等级是几级？|采取了哪些防控措施？",
        "是|一级|双人复核",
    ]));
    assert!(entries(&whether).is_empty());
    assert!(codes(&whether).iter().any(|(code, _)| *code == "T01"));
}
