//! Columns of before and after.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read, said};
use crate::cards::codes;
use crate::handed_in::told;

/// What is kept beside each entry.
fn kept(read: &Understood) -> Vec<String> {
    let one = |e: &&qingfeng::model::Entry| {
        let all = e.extras.iter().map(|x| x.text.as_str());
        all.collect::<Vec<_>>().join(" ")
    };
    entries(read).iter().map(one).collect()
}

#[test]
fn of_before_and_after_the_later_counts_and_the_earlier_is_kept() {
    for table in [
        "序号|岗位|原风险点|调整后风险点|原等级|调整后等级|防控措施
         1|预算编制岗|违规调整|违规调整预算|二级|一级|双人复核
         2|预算追加岗|随意追加|不变|三级|不变|集体研究",
        "序号|岗位|风险点|<|风险等级|<|防控措施
         ^|^|调整前|调整后|调整前|调整后|^
         1|预算编制岗|违规调整|违规调整预算|二级|一级|双人复核
         2|预算追加岗|随意追加|无变化|三级|同左|集体研究",
        "序号|岗位|修订前|<|修订后|<|防控措施
         ^|^|风险点|等级|风险点|等级|^
         1|预算编制岗|违规调整|二级|违规调整预算|一级|双人复核
         2|预算追加岗|随意追加|三级|不变|未调整|集体研究",
        "序号|岗位|风险点（原）|风险点（现）|原风险等级|现风险等级|防控措施
         1|预算编制岗|违规调整|违规调整预算|二级|一级|双人复核
         2|预算追加岗|随意追加|不变|三级|没有变化|集体研究",
        "序号|岗位|风险点|变更后风险点|风险等级|变更后的等级|防控措施
         1|预算编制岗|违规调整|违规调整预算|二级|一级|双人复核
         2|预算追加岗|随意追加|不变|三级|不变|集体研究",
    ] {
        let form = read(table);
        assert_eq!(
            said(&form, &[Field::Risk]),
            ["违规调整预算", "随意追加"],
            "{table}"
        );
        assert_eq!(levels(&form), [[1, 0, 0], [3, 0, 0]], "{table}");
        let kept = kept(&form);
        assert!(
            kept[0].contains("违规调整") && kept[0].contains("二级"),
            "{kept:?}"
        );
        for code in ["T02", "T03", "L05"] {
            assert!(!has(&form, code), "{table} {:?}", codes(&form));
        }
        // What was written stays beside what it means.
        assert_ne!(&*entries(&form)[1].values[&Field::Risk].raw, "随意追加");
    }
}

#[test]
fn any_column_may_be_of_before_and_after() {
    let form = read(
        "序号|原岗位|现岗位|风险点|原审定等级|现审定等级|原防控措施|修订后防控措施
         1|预算编制岗|预算管理岗|违规调整预算|二级|一级|复核|双人复核",
    );
    let fields = [Field::Post, Field::Measures];
    assert_eq!(said(&form, &fields), ["预算管理岗 双人复核"]);
    assert_eq!(levels(&form), [[0, 0, 1]]);
    assert_eq!(kept(&form), ["预算编制岗 二级 复核"]);
    let card = read(
        "姓名|张一|科室|预算科
         原风险点|违规调整|原等级|三级
         调整后风险点|违规调整预算|调整后等级|二级
         防控措施|双人复核|<|<",
    );
    assert_eq!(said(&card, &[Field::Risk]), ["违规调整预算"]);
    assert_eq!(levels(&card), [[2, 0, 0]]);
    assert!(!has(&card, "L05"), "{:?}", codes(&card));
}

#[test]
fn what_is_no_pair_is_asked_about() {
    // Who adjusted it nobody says.
    let step = read(
        "序号|风险点|自评等级|调整后等级|防控措施
         1|违规调整预算|二级|一级|双人复核",
    );
    assert_eq!(told(&step, "L05").len(), 1);
    assert_eq!(entries(&step)[0].effective_level().0, None);
    // A new risk is one more.
    let more = read(
        "序号|风险点|新增风险点|等级|措施
         1|违规调整预算|随意追加预算|二级|双人复核",
    );
    assert_eq!(said(&more, &[Field::Risk]), ["违规调整预算"]);
    assert_eq!(told(&more, "T02").len(), 1);
    let parts = read(
        "序号|风险点|等级|现有防控措施|拟新增防控措施
         1|违规调整预算|二级|双人复核|每季抽查",
    );
    let measures = said(&parts, &[Field::Measures]);
    assert!(measures[0].contains("双人复核") && measures[0].contains("每季抽查"));
    // Of what became of it nothing is written.
    let blank = read(
        "序号|原风险点|修订后风险点|风险等级|防控措施
         1|违规调整||二级|双人复核",
    );
    assert_eq!(said(&blank, &[Field::Risk]), ["—"]);
}
