//! Levels in a table of their own, below the risks or on a further sheet.

use qingfeng::model::{Basis, Field, SkipKind};

use crate::bureaus::{entries, has, levels, read, read_sheets};
use crate::documents::understood;
use crate::handed_in::told;
use crate::support::document::{Document, line, plain};

const RISKS: &str = "预算科廉政风险点排查表|<|<|<|<
     序号|岗位|风险点|防控措施|自评等级
     1|预算编制岗|违规调整预算|双人复核|二级
     2|预算追加岗|随意追加预算|集体研究|二级
     3|资金拨付岗|拖延拨款谋利|限时拨付|三级
     ||||";

#[test]
fn levels_in_a_table_of_their_own_are_joined_by_number_or_risk() {
    for rated in [
        "序号|审定等级
         1|二级
         2|二级
         3|三级",
        "领导小组审定结果|<
         编号|领导小组核定级别
         1-2|二级
         3|三级",
        "风险点|科室审核等级|领导小组审定等级
         违规调整预算|二级|二级
         随意追加预算|二级|二级
         拖延拨款谋利。|三级|三级",
        "序号|科室意见|领导小组审定意见
         1|同意|定为二级
         2|同意|同意自评
         3|同意|同意自评等级",
        "序号|审定等级|备注
         1|同意|
         2|二级|
         3|同意自评|会议通过",
    ] {
        let form = read(&format!("{RISKS}\n{rated}"));
        let confirmed: Vec<u8> = levels(&form).iter().map(|own| own[2]).collect();
        assert_eq!(confirmed, [2, 2, 3], "{rated}");
        let codes: Vec<_> = form.findings.iter().map(|f| f.code.as_str()).collect();
        assert!(
            !codes
                .iter()
                .any(|c| ["T23", "L01", "L09", "L13"].contains(c)),
            "{codes:?}"
        );
    }
    let sheets = read_sheets(&[
        ("风险点", RISKS),
        (
            "审定",
            "序号|风险点|领导小组审定等级\n1|违规调整预算|一级\n2|随意追加预算|二级",
        ),
    ]);
    let confirmed: Vec<u8> = levels(&sheets).iter().map(|own| own[2]).collect();
    assert_eq!(confirmed, [1, 2, 0]);
}

#[test]
fn levels_that_cannot_be_joined_are_told_at_their_cells() {
    let form = read(&format!("{RISKS}\n序号|审定等级\n1|一级\n2|二级\n4|三级"));
    assert_eq!(levels(&form), [[2, 0, 1], [2, 0, 2], [3, 0, 0]]);
    let said = told(&form, "T23");
    assert!(said.len() == 1 && said[0].starts_with("A10 "), "{said:?}");
    let rows = &form.sheets[0].tables[1].skipped;
    assert!(rows.iter().any(|row| row.kind == SkipKind::Unjoined));
}

#[test]
fn levels_that_contradict_those_of_the_risks_hold_them_back() {
    let form = read(
        "序号|岗位|风险点|防控措施|自评等级|审定等级
         1|预算编制岗|违规调整预算|双人复核|二级|二级
         2|预算追加岗|随意追加预算|集体研究|二级|
         |||||
         序号|审定等级
         1|一级
         2|二级",
    );
    let said = told(&form, "L09");
    assert!(said.len() == 1 && said[0].starts_with("B6 "), "{said:?}");
    let effective = entries(&form)[0].effective_level();
    assert_eq!(effective, (None, Basis::Open));
    assert_eq!(levels(&form)[1], [2, 0, 2]);
}

#[test]
fn a_table_of_levels_in_a_document_is_joined_too() {
    let body = [
        line("预算科廉政风险点排查表"),
        plain(&[
            "序号|岗位|风险点|防控措施|自评等级",
            "1|预算编制岗|违规调整预算|双人复核|二级",
            "2|预算追加岗|随意追加预算|集体研究|二级",
        ]),
        line("领导小组审定结果"),
        plain(&["序号|审定等级", "1|一级", "2|二级"]),
    ];
    let file = understood(&Document::new(&body.concat()));
    let own = &file["sheets"][0]["tables"][0]["entries"];
    let confirmed = [&own[0]["confirmed_level"], &own[1]["confirmed_level"]];
    assert_eq!(confirmed, [1, 2]);
}

#[test]
fn a_second_table_of_risks_with_measures_stays_one_of_its_own() {
    let form = read(&format!(
        "{RISKS}
         序号|风险点|防控措施|审定等级
         1|违规开户|三人会签|一级"
    ));
    assert_eq!(entries(&form).len(), 4);
    assert!(!has(&form, "T23"));
    assert_eq!(entries(&form)[3].text(Field::Risk), Some("违规开户"));
}
