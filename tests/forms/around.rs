//! What stands around tables and holds for their entries: 责任人 above, and the day below the last of several tables.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::bureaus::{entries, has, read};
use crate::documents::understood;
use crate::support::document::{Document, line, plain};

fn owners(read: &Understood) -> Vec<String> {
    let own = |e: &&qingfeng::model::Entry| e.text(Field::Owner).unwrap_or("—").to_owned();
    entries(read).iter().map(own).collect()
}

#[test]
fn an_owner_above_a_table_answers_for_its_entries() {
    let body = "序号|岗位|风险点|防控措施|风险等级|责任人
         1|预算编制岗|违规调整预算|双人复核|二级|
         2|预算追加岗|随意追加预算|集体研究|二级|";
    for above in [
        "责任人：张一|<|<|<|<|<",
        "科室：预算科　　责任人：张一　　填报日期：2026年11月2日|<|<|<|<|<",
        "责任人|张一|科室|预算科|填报日期|2026年11月2日",
        "直接责任人：张一|<|<|<|<|<",
        "防控责任人：|张一|<|<|<|<",
    ] {
        for table in [body, &body.replace("|责任人", "|备注")] {
            let form = read(&format!("{above}\n{table}"));
            assert_eq!(owners(&form), ["张一", "张一"], "{above}");
            assert_eq!(entries(&form)[0].owners.len(), 1, "{above}");
            assert!(!has(&form, "E05"), "{above}");
        }
    }
    let filled = read(&format!(
        "责任人：张一|<|<|<|<|<\n{}",
        body.replace("双人复核|二级|", "双人复核|二级|李二")
    ));
    assert_eq!(owners(&filled), ["李二", "—"]);
    for other in ["责任人（签字）：张一", "填报责任人：张一", "责任人："] {
        let form = read(&format!("{other}|<|<|<|<|<\n{body}"));
        assert_eq!(owners(&form), ["—", "—"], "{other}");
    }
}

const HEAD: &str = "序号|风险点|防控措施|风险等级";

/// The days of the entries of a document, and the codes of its findings.
fn days(parts: &[String]) -> (Vec<String>, Vec<String>) {
    let file = understood(&Document::new(&parts.concat()));
    let all = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let tables = all(&file["sheets"])
        .iter()
        .flat_map(|s| all(&s["tables"]))
        .collect::<Vec<_>>();
    let own = tables.iter().flat_map(|t| all(&t["entries"]));
    let day = own.map(|e| e["reported_on"].as_str().unwrap_or("—").to_owned());
    let day = day.collect();
    let codes = all(&file["findings"]);
    let codes = codes
        .iter()
        .map(|f| f["code"].as_str().unwrap_or("").to_owned());
    (day, codes.collect())
}

#[test]
fn a_day_below_the_last_table_of_a_document_is_that_of_the_whole_form() {
    let first = || plain(&[HEAD, "1|违规调整预算|双人复核|二级"]);
    let second = || plain(&[HEAD, "2|随意追加预算|集体研究|二级"]);
    let title = || line("预算科廉政风险点排查表");
    for foot in [
        line("2026年11月2日"),
        line("填表人：张一　　填报日期：2026年11月2日"),
        line("预算科（盖章）") + &line("2026年11月2日"),
        line("") + &plain(&["科室负责人|王五|填报日期|2026年11月2日"]),
    ] {
        let parts = [
            title(),
            line("一、业务流程风险"),
            first(),
            line("二、外部环境风险"),
            second(),
            foot,
        ];
        let (days, codes) = days(&parts);
        assert_eq!(days, ["2026-11-02", "2026-11-02"]);
        assert!(!codes.contains(&"D06".to_owned()) && !codes.contains(&"T05".to_owned()));
    }
    let foot = || line("填报日期：2026年11月2日");
    let other = [
        title(),
        first(),
        line("国库科廉政风险点排查表"),
        second(),
        foot(),
    ];
    assert_eq!(days(&other).0, ["—", "2026-11-02"]);
    let own = [
        title(),
        line("填报日期：2026年10月8日"),
        first(),
        line("二、外部环境风险"),
        second(),
        foot(),
    ];
    assert_eq!(days(&own).0, ["2026-10-08", "2026-11-02"]);
    let two = [
        line("预算科科室廉政风险点排查表"),
        first(),
        line("预算科岗位廉政风险点排查表"),
        second(),
        foot(),
    ];
    assert_eq!(days(&two).0, ["—", "2026-11-02"]);
}
