//! Rows below the last numbered entry that are no entries, sums of other things, and words for what a form asks that offices use.

use qingfeng::model::{Field, Level};

use crate::bureaus::{entries, has, read, said};

const HEAD: &str = "预算科廉政风险自查表|<|<|<|<\n序号|岗位|风险点|风险等级|防控措施";
const ENTRY: &str = "1|编制岗|人为调整预算数额|一级|集体研究决定";

#[test]
fn words_in_place_of_a_number_below_the_last_one_make_no_entry() {
    for below in [
        "编制|审核|批准|日期|\n张一|李二|王三|2026.11.2|",
        "科长|李二|分管局长|王三|2026.11.2",
        "预算科|||一级|1个\n|||二级|0个",
        "统计|一级|1|二级|0",
        "风险点合计|1|其中：一级1个|二级0个|三级0个",
        "等级|划分标准|||\n一级|发生概率高、危害大|||\n二级|发生概率较高|||",
        "一级|发生概率高、危害大|||\n二级|发生概率较高|||",
    ] {
        let form = read(&format!("{HEAD}\n{ENTRY}\n{below}"));
        assert_eq!(said(&form, &[Field::Risk]), ["人为调整预算数额"], "{below}");
        assert!(!has(&form, "L01"), "{below}");
    }
}

#[test]
fn entries_without_a_number_stay_entries() {
    for row in [
        "新增|指标岗|拖延下达预算指标|二级|系统自动预警",
        "补充|指标岗|拖延下达预算指标||",
        "预算科|指标岗|拖延下达预算指标||",
    ] {
        let form = read(&format!("{HEAD}\n{ENTRY}\n{row}"));
        let risks = said(&form, &[Field::Risk]);
        assert_eq!(risks, ["人为调整预算数额", "拖延下达预算指标"], "{row}");
    }
    let numbered = read(&format!(
        "{HEAD}\n{ENTRY}\n其他|指标岗|||\n2|债务岗|违规举借债务|二级|逐笔审核"
    ));
    assert_eq!(entries(&numbered).len(), 3, "a further number follows");
}

#[test]
fn sums_of_persons_and_amounts_count_no_risk_points() {
    for head in ["岗位人数", "涉及金额（万元）", "自评得分"] {
        let table = |sum: &str| {
            read(&format!(
                "预算科廉政风险自查表|<|<|<|<|<\n序号|岗位|{head}|风险点|风险等级|防控措施
                 1|编制岗|2|人为调整预算数额|一级|集体研究决定
                 2|下达岗|3|拖延下达指标|二级|系统预警
                 {sum}"
            ))
        };
        assert!(!has(&table("合计||5|||"), "T08"), "{head}");
        assert!(has(&table("合计||5||| 共5个"), "T08"), "{head}");
    }
}

#[test]
fn levels_may_stand_in_brackets_or_behind_their_label() {
    for [one, two, three] in [
        ["【高】", "【中】", "【低】"],
        ["等级：一级", "等级：二级", "等级：三级"],
        ["（一级）", "（二级）", "（三级）"],
        ["高危", "中危", "低危"],
    ] {
        let form = read(&format!(
            "{HEAD}\n1|编制岗|人为调整预算|{one}|集体研究\n2|编制岗|拖延下达指标|{two}|系统预警\n3|编制岗|泄露预算|{three}|签订承诺"
        ));
        let levels: Vec<Option<Level>> = entries(&form).iter().map(|e| e.declared).collect();
        let own = [Level::One, Level::Two, Level::Three].map(Some);
        assert_eq!(levels, own, "{one}");
    }
}

#[test]
fn grades_of_posts_and_of_supervision_are_none_of_the_risk() {
    for (head, value) in [("岗位等级", "七级"), ("监管级别", "局主要领导")] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<|<|<\n序号|岗位|{head}|风险点|风险等级|防控措施\n1|编制岗|{value}|人为调整预算数额|一级|集体研究决定"
        ));
        assert!(!has(&form, "L05"), "{head}");
        assert_eq!(entries(&form)[0].declared, Some(Level::One), "{head}");
        assert_eq!(entries(&form)[0].extras[0].text, value, "{head}");
    }
}

#[test]
fn heads_in_words_of_other_offices_ask_for_the_same() {
    let fields = [Field::Section, Field::Post, Field::Risk, Field::Measures];
    for head in [
        "站所|职位|易发问题|评级|对策建议",
        "庭室|职位|风险因素|风险评级|防范要求",
        "院系|担任职务|风险点|风险等级|改进措施",
    ] {
        let form = read(&format!(
            "廉政风险自查表|<|<|<|<\n{head}\n东街财政所|所长|收费不入账|一级|票款分离"
        ));
        let own = said(&form, &fields);
        assert_eq!(own, ["东街财政所 所长 收费不入账 票款分离"], "{head}");
        assert_eq!(entries(&form)[0].declared, Some(Level::One), "{head}");
    }
}

#[test]
fn a_section_that_seals_below_a_table_is_that_of_the_form() {
    for below in [
        "||预算科\n||2026年11月2日",
        "||（预算科盖章）",
        "||预算科（章）\n||2026.11.2",
    ] {
        let form = read(&format!(
            "廉政风险自查表|<|<\n风险点|风险等级|防控措施\n收费不入账|一级|票款分离\n{below}"
        ));
        assert_eq!(said(&form, &[Field::Section]), ["预算科"], "{below}");
    }
    let two = read(
        "廉政风险自查表|<|<\n风险点|风险等级|防控措施\n收费不入账|一级|票款分离\n||预算科（章）\n||监察室（章）",
    );
    assert_eq!(said(&two, &[Field::Section]), ["—"]);
}

#[test]
fn a_bureau_before_the_section_in_its_column_is_no_part_of_its_name() {
    let table = |section: &str| {
        read(&format!(
            "廉政风险自查表|<|<|<\n科室|风险点|风险等级|防控措施\n{section}|收费不入账|一级|票款分离"
        ))
    };
    for (written, section) in [
        ("清风市青云区财政局预算科", "预算科"),
        ("财政局国库科", "国库科"),
        ("监督检查局", "监督检查局"),
        ("农村综合改革委员会办公室", "农村综合改革委员会办公室"),
    ] {
        let form = table(written);
        assert_eq!(said(&form, &[Field::Section]), [section]);
        let raw = &entries(&form)[0].values[&Field::Section].raw;
        assert_eq!(&**raw, written);
    }
}

#[test]
fn units_merged_down_beside_heads_of_two_rows_are_a_column() {
    let form = read(
        "登记表|<|<|<|<|<
         单位|基本情况|<|风险情况|<|<
         ^|姓名|职务|风险点|等级|措施
         预算科|张一|科长|人为调整预算|一级|集体研究
         国库科|李二|科员|违规拨付|一级|双人复核",
    );
    assert_eq!(said(&form, &[Field::Section]), ["预算科", "国库科"]);
}

#[test]
fn a_post_among_other_labels_in_a_line_above_a_table_is_read() {
    let form = read(
        "风险自查表|<|<|<
         科室|预算科|姓名|张一
         职务|科长|分管工作|预算编制
         权力事项|风险点|等级|防控措施
         预算编制|人为调整|一级|集体研究",
    );
    assert_eq!(said(&form, &[Field::Post, Field::Person]), ["科长 张一"]);
}
