//! Whose a form and its entries are: who filled a form in, who answers for a risk, and whom a post is held by.

use qingfeng::ingest::Understood;
use qingfeng::model::{Entry, Field};
use qingfeng::policy::Policy;
use qingfeng::reader::Visibility;

use crate::understand::{entries, grid, read, sheets};

fn texts<'e>(all: &[&'e Entry], field: Field) -> Vec<&'e str> {
    all.iter().map(|e| e.text(field).unwrap_or("")).collect()
}

#[test]
fn who_filled_in_the_form_of_a_section_is_no_person_of_its_entries() {
    for (title, head, person) in [
        (
            "票据科廉政风险自查表",
            "序号|岗位|风险点|风险等级|防控措施|责任人",
            "",
        ),
        (
            "票据科岗位廉政风险自查表",
            "序号|岗位|风险点|风险等级|防控措施|备注",
            "",
        ),
        (
            "票据科廉政风险自查表",
            "序号|权力事项|风险点|风险等级|防控措施|责任人",
            "",
        ),
        (
            "个人廉政风险自查表",
            "序号|岗位|风险点|风险等级|防控措施|责任人",
            "张一",
        ),
        (
            "票据科廉政风险自查表",
            "序号|权力事项|风险点|风险等级|防控措施|备注",
            "张一",
        ),
    ] {
        for key in ["填报人", "填报人姓名"] {
            let form = read(grid(&[
                title,
                &format!("{key}：张一|||填报日期：2026年10月20日"),
                head,
                "1|核销票据|违规核销票据|二级|逐份核对、双人签字|李二",
                "2|发放票据|超量发放票据|三级|验旧领新、控制限量|王三",
            ]));
            let all = entries(&form);
            assert_eq!(texts(&all, Field::Person), [person; 2], "{title} {head}");
            let pairs = &form.sheets[0].tables[0].key_values;
            let kept = pairs.iter().any(|kv| kv.key == key && kv.value == "张一");
            assert!(kept, "{pairs:?}");
        }
    }
    let named = read(grid(&[
        "票据科廉政风险自查表",
        "填报人：张一|||姓名：李二",
        "序号|岗位|风险点|风险等级|防控措施|责任人",
        "1|核销岗|违规核销票据|二级|逐份核对、双人签字|李二",
    ]));
    assert_eq!(texts(&entries(&named), Field::Person), ["李二"]);
}

fn with_bodies(title: &str, head: &str, bodies: [&str; 2]) -> Understood {
    let rows = [
        title.to_owned(),
        format!("序号|岗位|风险点|风险等级|防控措施|{head}"),
        format!("1|支付岗|重复支付|二级|系统查重、每日对账|{}", bodies[0]),
        format!("2|印鉴岗|私盖印鉴|一级|印鉴分管、每周抽查|{}", bodies[1]),
    ];
    read(grid(&rows.each_ref().map(String::as_str)))
}

#[test]
fn bodies_that_answer_are_owners_where_something_else_names_the_section() {
    for head in ["责任主体", "责任单位", "责任部门"] {
        for title in ["会计科廉政风险防控一览表", "廉政风险防控一览表（会计科）"]
        {
            let form = with_bodies(title, head, ["支付组", "出纳岗"]);
            let all = entries(&form);
            assert_eq!(texts(&all, Field::Section), ["会计科"; 2], "{head}");
            let owners: Vec<_> = all.iter().flat_map(|e| &e.owners).collect();
            assert_eq!(owners, ["支付组", "出纳岗"], "{head}");
        }
    }
    let above = with_bodies(
        "廉政风险防控一览表|||科室：会计科",
        "责任主体",
        ["支付组", "会计科"],
    );
    assert_eq!(texts(&entries(&above), Field::Section), ["会计科"; 2]);
    let policy = Policy::embedded().expect("valid");
    let rows = grid(&[
        "廉政风险防控一览表",
        "序号|岗位|风险点|风险等级|防控措施|责任主体",
        "1|支付岗|重复支付|二级|系统查重、每日对账|支付组",
    ]);
    let named = sheets(
        "会计科.xlsx",
        &policy,
        vec![("表", Visibility::Visible, rows)],
    );
    assert_eq!(texts(&entries(&named), Field::Section), ["会计科"]);
}

#[test]
fn bodies_that_are_sections_stay_sections() {
    for (title, bodies) in [
        ("廉政风险防控一览表", ["支付组", "出纳组"]),
        ("会计科廉政风险防控一览表", ["会计科", "会计科"]),
        ("会计科廉政风险防控一览表", ["国库科", "支付组"]),
    ] {
        let form = with_bodies(title, "责任主体", bodies);
        assert_eq!(texts(&entries(&form), Field::Section), bodies, "{title}");
    }
}

#[test]
fn beside_a_column_of_owners_bodies_that_answer_are_kept_as_they_are() {
    let form = read(grid(&[
        "会计科廉政风险防控一览表",
        "序号|岗位|风险点|风险等级|防控措施|责任单位|责任人",
        "1|支付岗|重复支付|二级|系统查重、每日对账|支付组|张一",
    ]));
    let all = entries(&form);
    assert_eq!(texts(&all, Field::Section), ["会计科"]);
    assert_eq!(all[0].owners, ["张一"]);
    assert_eq!(all[0].extras[0].text, "支付组");
}

#[test]
fn categories_are_called_as_the_policy_calls_them_and_kept_as_they_are_written() {
    let form = read(grid(&[
        "会计科廉政风险自查表",
        "序号|姓名|岗位|风险类别|风险点|风险等级|防控措施",
        "1|张一|出纳岗|岗位职责|白条抵库|二级|每日盘库",
        "2|张一|出纳岗|岗位职责风险|坐支现金|二级|按月抽查",
        "3|张一|出纳岗|岗位职责类|公款私存|二级|按季对账",
        "4|张一|出纳岗|思想道德方面、外部环境类|收受好处|二级|签订承诺",
        "5|张一|出纳岗|别的风险|别的|二级|别的",
    ]));
    let all = entries(&form);
    let told = [
        "岗位职责",
        "岗位职责",
        "岗位职责",
        "思想道德、外部环境",
        "别的风险",
    ];
    assert_eq!(texts(&all, Field::Category), told);
    assert_eq!(&*all[2].values[&Field::Category].raw, "岗位职责类");
}

#[test]
fn a_head_that_asks_for_post_and_holder_gives_both() {
    for head in [
        "岗位（姓名）",
        "岗位\n（姓名）",
        "岗位及姓名",
        "岗位/姓名",
        "岗位名称（在岗人员）",
    ] {
        let form = read(grid(&[
            "会计科廉政风险自查表",
            &format!("序号|{head}|风险点|风险等级|防控措施"),
            "1|出纳岗（张一）|白条抵库|二级|每日盘库",
            "2|核算岗\n（李二）|虚列支出|二级|双人复核",
            "3|档案岗：王三|丢失凭证|三级|专柜保管",
            "4|同上|外借凭证|三级|借阅登记",
            "5|综合岗（空缺）|拖延收件|三级|限时办结",
        ]));
        let all = entries(&form);
        let posts = ["出纳岗", "核算岗", "档案岗", "档案岗", "综合岗（空缺）"];
        assert_eq!(texts(&all, Field::Post), posts, "{head}");
        let people = ["张一", "李二", "王三", "王三", ""];
        assert_eq!(texts(&all, Field::Person), people, "{head}");
        assert_eq!(&*all[0].values[&Field::Post].raw, "出纳岗（张一）");
    }
    let turned = read(grid(&[
        "会计科廉政风险自查表",
        "序号|姓名（岗位）|风险点|风险等级|防控措施",
        "1|张一（出纳岗）|白条抵库|二级|每日盘库",
    ]));
    let all = entries(&turned);
    assert_eq!(texts(&all, Field::Person), ["张一"]);
    assert_eq!(texts(&all, Field::Post), ["出纳岗"]);
}

#[test]
fn a_head_that_asks_for_section_and_head_gives_both() {
    for (head, other) in [
        ("科室（负责人）", Field::Head),
        ("股室\n（负责人）", Field::Head),
        ("部门（姓名）", Field::Person),
    ] {
        let form = read(grid(&[
            "廉政风险自查汇总表",
            &format!("序号|{head}|岗位|风险点|风险等级|防控措施"),
            "1|预算科（张一）|编审岗|白条抵库|二级|每日盘库",
            "2|同上|指标岗|虚列支出|二级|双人复核",
            "3|国库科|拨付岗|丢失凭证|三级|专柜保管",
            "4|采购办（政府采购）|受理岗|外借凭证|三级|借阅登记",
        ]));
        let all = entries(&form);
        let sections = ["预算科", "预算科", "国库科", "采购办（政府采购）"];
        assert_eq!(texts(&all, Field::Section), sections, "{head}");
        assert_eq!(texts(&all, other), ["张一", "张一", "", ""], "{head}");
        assert_eq!(&*all[0].values[&Field::Section].raw, "预算科（张一）");
    }
}

#[test]
fn a_name_in_brackets_behind_a_post_is_its_holder_and_a_word_is_part_of_it() {
    for (post, read_as, person) in [
        ("出纳岗（张一）", "出纳岗", "张一"),
        ("出纳岗\n（张一、李二）", "出纳岗", "张一、李二"),
        ("出纳岗（高级）", "出纳岗（高级）", ""),
        ("出纳岗（现金）", "出纳岗（现金）", ""),
    ] {
        let form = read(grid(&[
            "会计科廉政风险自查表",
            "序号|岗位|风险点|风险等级|防控措施",
            &format!("1|{post}|白条抵库|二级|每日盘库"),
        ]));
        assert_eq!(texts(&entries(&form), Field::Post), [read_as], "{post}");
        assert_eq!(texts(&entries(&form), Field::Person), [person], "{post}");
    }
}

#[test]
fn a_post_and_its_holder_in_one_cell_fall_apart_whichever_the_head_asks_for() {
    let form = read(grid(&[
        "会计科廉政风险自查表",
        "序号|岗位人员|风险点|风险等级|防控措施",
        "1|考试岗 张一|泄露评审信息|一级|专人专柜保管",
        "2|李二|白条抵库|二级|每日盘库",
    ]));
    assert_eq!(texts(&entries(&form), Field::Post), ["考试岗", ""]);
    assert_eq!(texts(&entries(&form), Field::Person), ["张一", "李二"]);
}

#[test]
fn words_in_the_place_of_a_holder_name_nobody() {
    for word in [
        "窗口",
        "前台",
        "后勤",
        "临聘",
        "兼职",
        "空缺",
        "轮岗",
        "双人",
        "大厅",
        "待招",
        "各一人",
    ] {
        let form = read(grid(&[
            "会计科廉政风险自查表",
            "序号|岗位（姓名）|风险点|风险等级|防控措施",
            &format!("1|收费岗（{word}）|白条抵库|二级|每日盘库"),
            &format!("2|收费岗：{word}|公款私存|二级|按季对账"),
        ]));
        assert_eq!(texts(&entries(&form), Field::Person), ["", ""], "{word}");
        let posts = texts(&entries(&form), Field::Post);
        assert!(posts.iter().all(|post| post.contains(word)), "{posts:?}");
    }
}
