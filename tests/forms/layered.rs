//! Tables in which every post takes several rows, one for each field, under kinds of risk along the top.

use qingfeng::location::CellRef;
use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read, said};
use crate::cards::codes;

const TOLD: [Field; 4] = [Field::Post, Field::Category, Field::Risk, Field::Measures];

#[test]
fn every_post_takes_three_rows_under_the_kinds() {
    let merged = read(
        "国库科廉政风险排查表|<|<|<|<
         岗位|项目|思想道德风险|岗位职责风险|外部环境风险
         拨付岗|风险点|服务意识不强|随意拨付资金|接受服务对象吃请
         ^|等级|三级|一级|二级
         ^|措施|每月谈话|双人复核|签订承诺
         账户岗|风险点|纪律意识淡薄|违规开户|无
         ^|等级|三级|二级|
         ^|措施|学习教育|集体研究|
         填表人：张三|<|<|2026年10月12日|<",
    );
    let known = [
        "拨付岗 思想道德 服务意识不强 每月谈话",
        "拨付岗 岗位职责 随意拨付资金 双人复核",
        "拨付岗 外部环境 接受服务对象吃请 签订承诺",
        "账户岗 思想道德 纪律意识淡薄 学习教育",
        "账户岗 岗位职责 违规开户 集体研究",
    ];
    assert_eq!(said(&merged, &TOLD), known);
    let own = [[3, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0], [2, 0, 0]];
    assert_eq!(levels(&merged), own);
    let second = entries(&merged)[1];
    let cells = [
        Field::Post,
        Field::Category,
        Field::Risk,
        Field::Level,
        Field::Measures,
    ];
    let cells = cells.map(|field| second.values[&field].cell.expect("a cell"));
    let at = CellRef::new;
    assert_eq!(cells, [at(2, 0), at(1, 3), at(2, 3), at(3, 3), at(4, 3)]);
    // The name of a post stands in the first of its rows, and nothing below it.
    let plain = read(
        "岗位||思想道德|岗位职责|外部环境
         拨付岗|风险点|服务意识不强|随意拨付资金|接受服务对象吃请
         |等级|三级|一级|二级
         |措施|每月谈话|双人复核|签订承诺
         账户岗|风险点|纪律意识淡薄|违规开户|
         |等级|三级|二级|
         |措施|学习教育|集体研究|",
    );
    assert_eq!(said(&plain, &TOLD), known);
}

#[test]
fn sections_persons_owners_and_confirmed_levels_stand_beside_the_labels() {
    let fields = [Field::Section, Field::Person, Field::Risk, Field::Owner];
    let told = read(
        "序号|科室|姓名|项目|风险类别|<|责任人
         ^|^|^|^|思想道德|岗位职责|^
         1|国库科|张三|自评等级|三级|一级|王五
         ^|^|^|风险点|服务意识不强|随意拨付资金|^
         ^|^|^|审定等级|三级|二级|^
         ^|^|^|措施|每月谈话|双人复核|^
         2|预算科|李四|自评等级|三级|二级|赵六
         ^|^|^|风险点|纪律意识淡薄|核定不准|^
         ^|^|^|审定等级|二级|二级|^
         ^|^|^|措施|学习教育|集体研究|^",
    );
    assert_eq!(
        said(&told, &fields),
        [
            "国库科 张三 服务意识不强 王五",
            "国库科 张三 随意拨付资金 王五",
            "预算科 李四 纪律意识淡薄 赵六",
            "预算科 李四 核定不准 赵六",
        ]
    );
    assert_eq!(levels(&told), [[3, 0, 3], [1, 0, 2], [3, 0, 2], [2, 0, 2]]);
}

#[test]
fn one_column_of_contents_beside_the_labels_is_read_so_too() {
    let single = read(
        "岗位|项目|内容
         拨付岗|风险点|随意拨付资金
         ^|等级|一级
         ^|措施|双人复核
         岗位|项目|内容
         账户岗|风险点|违规开户
         ^|等级|二级
         ^|措施|集体研究",
    );
    let fields = [Field::Post, Field::Risk, Field::Measures];
    assert_eq!(
        said(&single, &fields),
        ["拨付岗 随意拨付资金 双人复核", "账户岗 违规开户 集体研究"]
    );
    assert_eq!(levels(&single), [[1, 0, 0], [2, 0, 0]]);
    assert!(!has(&single, "T05"), "{:?}", codes(&single));
}
