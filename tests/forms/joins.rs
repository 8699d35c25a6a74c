//! Measures in a table of their own: nothing that stands beside them is lost when they are joined to their risks.

use qingfeng::ingest::Understood;
use qingfeng::model::{Entry, Field, SkipKind};

use crate::understand::{codes, entries, grid, on_two_sheets, read};

/// What an entry keeps beside its fields, with the labels.
fn kept(entry: &Entry) -> Vec<String> {
    let all = entry.extras.iter();
    all.map(|x| format!("{}={}", x.label, x.text)).collect()
}

fn below(measures: &[&str]) -> Understood {
    let mut lines = vec![
        "序号|岗位|风险点|风险等级|责任人|备注",
        "1|支付岗|重复支付同一笔款项|一级|张一|",
        "2|账户岗|违规开立银行账户|二级|李二|每年评定",
        "",
        "防控措施表",
    ];
    lines.extend(measures);
    read(grid(&lines))
}

#[test]
fn what_stands_beside_the_measures_goes_to_the_risk_or_is_kept_with_it() {
    let measures = [
        "序号|科室|防控措施|责任人|监测指标|填报日期|备注|完成时限",
        "1|国库科|系统校验、两人核对|王三|重复支付笔数|2026年3月2日|按月报送|长期",
        "2|国库科|按季清理、三人会签|李二|账户清理户数||按季报送|六月底前",
    ];
    let form = below(&measures);
    let all = entries(&form);
    assert_eq!(all.len(), 2);
    for (field, told) in [
        (Field::Section, ["国库科", "国库科"]),
        (Field::Indicator, ["重复支付笔数", "账户清理户数"]),
        (Field::Remark, ["按月报送", "每年评定"]),
        (Field::Seq, ["1", "2"]),
    ] {
        assert_eq!(
            [all[0].text(field), all[1].text(field)],
            told.map(Some),
            "{field:?}"
        );
    }
    assert_eq!(
        all[0].reported_on.map(|d| d.to_string()),
        Some("2026-03-02".to_owned())
    );
    assert_eq!(all[0].owners, ["张一", "王三"]);
    assert_eq!(
        kept(all[0]),
        ["防控措施表：责任人=王三", "完成时限=长期"],
        "the words of the second owner stay with their place"
    );
    assert_eq!(
        kept(all[1]),
        ["防控措施表：备注=按季报送", "完成时限=六月底前"]
    );
}

#[test]
fn what_stands_beside_measures_on_another_sheet_is_kept_under_its_name() {
    let form = on_two_sheets(&[
        "国库科防控措施",
        "序号|防控措施|责任人|备注",
        "1|系统校验、两人核对|张一|按月",
        "1|逐笔对账|李二|按日",
    ]);
    let first = entries(&form)[0];
    assert_eq!(
        first.text(Field::Measures),
        Some("系统校验、两人核对\n逐笔对账")
    );
    assert_eq!(first.text(Field::Remark), Some("按月"));
    assert_eq!(first.owners, ["张一", "李二"]);
    assert_eq!(kept(first), ["措施：责任人=李二", "措施：备注=按日"]);
}

#[test]
fn what_could_not_be_joined_is_told_by_what_it_was_to_be_joined_by() {
    let said = |form: &Understood| {
        let own = form.findings.iter().filter(|f| f.code == "T20");
        own.map(|f| f.message.clone()).collect::<Vec<_>>()
    };
    let by_risk = below(&[
        "序号|对应风险点|防控措施",
        "1|违规开立银行账户|按季清理、三人会签",
        "2|另一件事|逐笔核对",
    ]);
    let told = said(&by_risk);
    assert_eq!(told.len(), 2, "{:?}", codes(&by_risk));
    assert!(
        told[0].contains("另一件事") && told[0].contains("写法"),
        "{told:?}"
    );
    assert!(told[1].contains("重复支付同一笔款项"), "{told:?}");
    assert!(
        !told.iter().any(|message| message.contains("序号")),
        "{told:?}"
    );
    let by_number = below(&[
        "序号|防控措施",
        "1|系统校验、两人核对",
        "|逐笔核对、三人会签",
    ]);
    let told = said(&by_number);
    assert!(
        !told.iter().any(|message| message.contains("“”")),
        "{told:?}"
    );
}

#[test]
fn measures_are_joined_where_only_marks_differ_and_by_the_numbers_of_a_range() {
    let marks = below(&[
        "风险点|防控措施",
        "1.违规开立银行账户。|按季清理、三人会签",
        "重复支付同一笔款项|系统校验、两人核对",
    ]);
    let all = entries(&marks);
    assert_eq!(all.len(), 2);
    let own = [all[0], all[1]].map(|e| e.text(Field::Measures));
    assert_eq!(
        own,
        [Some("系统校验、两人核对"), Some("按季清理、三人会签")]
    );
    for range in ["1-2", "1~2", "1至2", "1—2", "1、2"] {
        let form = below(&[
            "对应序号|防控措施",
            &format!("{range}|按月对账并由科长签字"),
        ]);
        let own: Vec<_> = entries(&form)
            .iter()
            .map(|e| e.text(Field::Measures))
            .collect();
        assert_eq!(own, [Some("按月对账并由科长签字"); 2], "{range}");
        assert!(
            codes(&form).iter().all(|(code, _)| *code != "T20"),
            "{range}"
        );
    }
    let missing = below(&["对应序号|防控措施", "2-3|按月对账并由科长签字"]);
    let told = codes(&missing);
    let at: Vec<_> = told.iter().filter(|(code, _)| *code == "T20").collect();
    assert_eq!(at.len(), 3, "a range of which one is not there: {told:?}");
}

#[test]
fn measures_without_a_risk_are_told_once_and_are_no_entries() {
    for measures in [
        &[
            "序号|防控措施|责任人",
            "1|系统校验、两人核对|张一",
            "7|逐笔核对、三人会签|李二",
        ] as &[&str],
        &[
            "风险点|防控措施",
            "重复支付同一笔款项|系统校验、两人核对",
            "虚列支出|逐笔核对、三人会签",
        ],
        &["风险点|防控措施", "虚列支出|逐笔核对、三人会签"],
    ] {
        let form = below(measures);
        let tables = &form.sheets[0].tables;
        assert_eq!(entries(&form).len(), 2, "{measures:?}");
        let left: Vec<_> = tables[1]
            .skipped
            .iter()
            .filter(|s| s.kind == SkipKind::Unjoined)
            .collect();
        assert_eq!(left.len(), 1, "{measures:?}");
        let written = measures.last().expect("a row").replace('|', " | ");
        assert_eq!(left[0].text, written, "what stands in the row, and no more");
        let at = format!("A{}", left[0].row + 1);
        assert!(codes(&form).contains(&("T20", at)), "{:?}", codes(&form));
    }
}

#[test]
fn levels_beside_the_measures_are_of_the_risks_of_their_numbers_where_those_have_none() {
    let rated = read(grid(&[
        "序号|岗位|权力事项|风险点",
        "1|编制岗|预算编制|违规调整预算",
        "2|执行岗|指标下达|拖延下达指标",
        "",
        "序号|风险等级|防控措施|责任人",
        "1|一级|集体研究，会议纪要备案|张一",
        "2|三级|限时下达，进度公开通报|李二",
    ]));
    let all = entries(&rated);
    let declared: Vec<Option<u8>> = all
        .iter()
        .map(|e| e.declared.map(qingfeng::model::Level::number))
        .collect();
    assert_eq!(declared, [Some(1), Some(3)]);
    assert_eq!(all[1].text(Field::Measures), Some("限时下达，进度公开通报"));
    assert!(codes(&rated).iter().all(|(code, _)| *code != "E02"));
    // Risks that have levels are others.
    let apart = read(grid(&[
        "序号|岗位|风险点|风险等级",
        "1|编制岗|违规调整预算|二级",
        "",
        "序号|风险等级|防控措施|责任人",
        "1|一级|集体研究，会议纪要备案|张一",
    ]));
    assert_eq!(
        entries(&apart)[0]
            .declared
            .map(qingfeng::model::Level::number),
        Some(2)
    );
}
