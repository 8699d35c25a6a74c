//! Opinions that agree: 自评, then the section's 同意自评等级, then the leading group's 同意科室意见.

use qingfeng::ingest::Understood;
use qingfeng::model::{Basis, Field};

use crate::bureaus::{entries, levels, read};
use crate::documents::understood;
use crate::handed_in::told;
use crate::support::document::{Document, line, plain};

fn below(foot: &str) -> Understood {
    read(&format!(
        "序号|岗位|风险点|防控措施|自评等级
         1|预算编制岗|违规调整预算|双人复核|二级
         2|预算追加岗|随意追加预算|集体研究|三级
         {foot}"
    ))
}

#[test]
fn a_chain_of_agreement_confirms_what_was_declared() {
    for foot in [
        "科室意见|同意自评等级|<|<|<
         领导小组意见|同意科室意见|<|<|<",
        "科室审核意见：同意自评。|<|<|<|<
         领导小组审定意见：同意科室审核意见。|<|<|<|<",
        "科室意见|措施可行，同意自评等级。|<|<|<
         领导小组意见|经研究，同意科室意见。  王五  2026年11月20日|<|<|<",
        "科室意见|同意自评等级及防控措施。\\n签字：李四　2026年11月5日|<|<|<
         局党组意见|同意科室审核等级|<|<|<",
        "领导小组意见|同意科室意见|<|<|<
         科室意见|同意自评等级|<|<|<",
        "科室意见|领导小组意见|<|<|<
         同意自评等级|同意科室意见|<|<|<",
    ] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 2, 2], [3, 3, 3]], "{foot}");
        assert_eq!(told(&form, "L08").len(), 2, "{foot}");
        assert!(told(&form, "L13").is_empty(), "{foot}");
        let fields = [Field::SuggestedLevel, Field::ConfirmedLevel];
        let cells = fields.map(|field| entries(&form)[0].values[&field].cell);
        assert!(cells[0].is_some() && cells[0] != cells[1], "{foot}");
    }
    let changed = below(
        "科室意见|1同意自评，2调整为二级|<|<|<
         领导小组意见|同意科室意见|<|<|<",
    );
    assert_eq!(levels(&changed), [[2, 2, 2], [3, 2, 2]]);
}

#[test]
fn columns_of_opinions_agree_row_by_row() {
    let form = read(
        "序号|风险点|防控措施|自评等级|科室意见|领导小组意见
         1|违规调整预算|双人复核|二级|同意自评等级|同意科室意见
         2|随意追加预算|集体研究|三级|调整为二级|同意科室意见
         3|拖延拨款谋利|限时拨付|三级||同意科室意见
         4|违规开户|三人会签|三级|同意|同意",
    );
    let read = levels(&form);
    assert_eq!(read, [[2, 2, 2], [3, 2, 2], [3, 0, 0], [3, 0, 0]]);
    let said = told(&form, "L13");
    assert!(said.len() == 1 && said[0].starts_with("F4 "), "{said:?}");
    let steps = crate::bureaus::read(
        "序号|风险点|防控措施|自评等级|科室审核等级|领导小组意见
         1|违规调整预算|双人复核|二级|同意|同意科室意见
         2|随意追加预算|集体研究|三级|维持自评|同意科室定级",
    );
    assert_eq!(levels(&steps), [[2, 2, 2], [3, 3, 3]]);
}

#[test]
fn agreement_with_what_nobody_knows_is_told_and_holds_nothing_back() {
    for foot in [
        "领导小组意见|同意科室意见|<|<|<",
        "科室意见|同意|<|<|<
         领导小组意见|同意科室意见|<|<|<",
        "领导小组意见|原则同意自评等级，建议细化措施|<|<|<",
        "领导小组意见|同意自评等级，报请党组审定|<|<|<",
    ] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 0, 0], [3, 0, 0]], "{foot}");
        assert_eq!(told(&form, "L13").len(), 1, "{foot}");
        let own = entries(&form)[0].effective_level();
        assert_ne!(own, (None, Basis::Open), "{foot}");
    }
    let signed = below(
        "科室意见|同意|<|<|<
         领导小组意见|同意上报|<|<|<",
    );
    assert!(told(&signed, "L13").is_empty() && told(&signed, "L08").is_empty());
}

#[test]
fn each_of_two_persons_has_the_agreement_below_his_own() {
    let form = read(
        "姓名|张一|科室|预算科
         风险点|违规调整预算|自评等级|二级
         防控措施|双人复核|<|<
         科室意见|同意自评等级|<|<
         领导小组意见|同意科室意见|<|<
         姓名|李二|科室|预算科
         风险点|随意追加预算|自评等级|三级
         防控措施|集体研究|<|<
         科室意见|调整为二级|<|<
         领导小组意见|同意科室意见|<|<",
    );
    assert_eq!(levels(&form), [[2, 2, 2], [3, 2, 2]]);
}

/// Declared, suggested and confirmed level of each entry of a document with a table of opinions behind its entries.
fn in_document(opinions: &[&str]) -> (Vec<[i64; 3]>, Vec<String>) {
    let body = [
        line("预算科廉政风险点排查表"),
        line("填报日期：2026年11月2日"),
        plain(&[
            "序号|岗位|风险点|防控措施|自评等级",
            "1|预算编制岗|违规调整预算|双人复核|二级",
            "2|预算追加岗|随意追加预算|集体研究|三级",
        ]),
        line("审核意见表"),
        plain(opinions),
    ];
    let file = understood(&Document::new(&body.concat()));
    let own = file["sheets"][0]["tables"][0]["entries"]
        .as_array()
        .cloned();
    let level = |e: &serde_json::Value, key: &str| e[key].as_i64().unwrap_or(0);
    let keys = ["level", "suggested_level", "confirmed_level"];
    let levels = own.unwrap_or_default();
    let levels = levels.iter().map(|e| keys.map(|key| level(e, key)));
    let codes = file["findings"].as_array().cloned().unwrap_or_default();
    let codes = codes
        .iter()
        .map(|f| f["code"].as_str().unwrap_or("").to_owned());
    (levels.collect(), codes.collect())
}

#[test]
fn a_table_of_opinions_behind_the_entries_of_a_document_speaks_of_them() {
    for (opinions, meant) in [
        (
            vec!["科室意见|领导小组意见", "同意自评等级|同意科室意见"],
            [[2, 2, 2], [3, 3, 3]],
        ),
        (
            vec![
                "科室意见|同意自评等级。签字：李四",
                "领导小组意见|第1项定为一级，第2项维持自评。（盖章）2026年11月20日",
            ],
            [[2, 2, 1], [3, 3, 3]],
        ),
        (
            vec![
                "审核环节|意见|签字|日期",
                "科室审核|同意自评等级|李四|2026年11月5日",
                "领导小组审定|1定为一级，2维持自评|王五|2026年11月20日",
            ],
            [[2, 2, 1], [3, 3, 3]],
        ),
        (
            vec![
                "科室意见|交叉互查意见|群众评议意见|领导小组意见",
                "同意自评等级|无意见|无意见|均定为二级",
            ],
            [[2, 2, 2], [3, 3, 2]],
        ),
        (
            vec!["科室意见|领导小组意见", "同意|同意"],
            [[2, 0, 0], [3, 0, 0]],
        ),
        (vec!["科室意见|领导小组意见", "|"], [[2, 0, 0], [3, 0, 0]]),
    ] {
        let (levels, codes) = in_document(&opinions);
        assert_eq!(levels, meant, "{opinions:?}");
        let alarms = codes
            .iter()
            .filter(|c| ["T05", "T13", "T01"].contains(&c.as_str()));
        assert_eq!(alarms.count(), 0, "{codes:?}");
    }
    let (_, codes) = in_document(&["事项|经办", "印章领用|张一", "车辆领用|李二"]);
    assert!(codes.contains(&"T05".to_owned()) || codes.contains(&"T13".to_owned()));
}
