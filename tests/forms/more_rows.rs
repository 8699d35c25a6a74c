//! Rows amid entries and cards that say more of them, or nothing: measures below each entry, levels by kinds of risk, relatives,
//! legends, and levels by colours.

use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read, said};
use crate::cards::codes;
use crate::handed_in::told;

#[test]
fn a_row_below_each_entry_says_more_of_that_one() {
    for [first, second] in [
        ["防控措施：双人复核|<|<|<", "防控措施：集体研究|<|<|<"],
        ["防控措施|双人复核|<|<", "防控措施|集体研究|<|<"],
        ["防范措施：双人复核|<|<|<", "防范措施：集体研究|<|<|<"],
        ["^|防控措施：双人复核|<|<", "^|防控措施：集体研究|<|<"],
        [
            "防控措施：双人复核|<|<|<\n责任人：张一|<|<|<",
            "防控措施：集体研究|<|<|<\n责任人：李二|<|<|<",
        ],
        [
            "表现形式：为关系单位改数|<|<|<\n防控措施：双人复核|<|<|<",
            "表现形式：追加不上会讨论|<|<|<\n防控措施：集体研究|<|<|<",
        ],
    ] {
        let form = read(&format!(
            "序号|岗位|风险点|风险等级
             1|预算编制岗|违规调整预算|二级
             {first}
             2|预算追加岗|随意追加预算|三级
             {second}
             填报日期：2026年11月2日|<|<|<"
        ));
        assert_eq!(
            said(&form, &[Field::Measures]),
            ["双人复核", "集体研究"],
            "{first}"
        );
        let more = [Field::Owner, Field::Manifestation];
        let told = entries(&form)[1]
            .values
            .keys()
            .filter(|f| more.contains(f))
            .count();
        assert_eq!(told, usize::from(first.contains('\n')), "{first}");
        let cell = entries(&form)[0].values[&Field::Measures].cell;
        assert!(cell.is_some_and(|at| at.row == 2 || at.row == 3), "{first}");
        assert!(
            !has(&form, "T20") && !has(&form, "T13"),
            "{:?}",
            codes(&form)
        );
    }
    // Below some of them only, they may be of several.
    let open = read(
        "序号|岗位|风险点|风险等级
         1|预算编制岗|违规调整预算|二级
         防控措施：双人复核|<|<|<
         2|预算追加岗|随意追加预算|三级
         3|资金拨付岗|拖延拨款谋利|三级
         防控措施：限时拨付|<|<|<",
    );
    assert_eq!(said(&open, &[Field::Measures]), ["—", "—", "—"]);
}

#[test]
fn levels_by_kinds_of_risk_are_those_of_their_risks() {
    for said in [
        "风险等级|思想道德：三级|<|岗位职责：一级|<|外部环境：二级",
        "思想道德：三级|<|岗位职责：一级|<|外部环境：二级|<",
        "自评等级|思想道德三级；岗位职责一级；外部环境二级|<|<|<|<",
        "风险等级|思想道德：三级\\n岗位职责：一级\\n外部环境：二级|<|<|<|<",
        "思想道德风险等级：三级|<|岗位职责风险等级：一级|<|外部环境风险等级：二级|<",
        "风险等级|思想道德为三级，岗位职责为一级，外部环境为二级|<|<|<|<",
    ] {
        let form = read(&format!(
            "个人岗位廉政风险点自查表|<|<|<|<|<
             姓名|张一|科室|预算科|岗位|预算编制岗
             思想道德|放松政治学习|<|<|<|<
             岗位职责|违规调整预算|<|<|<|<
             外部环境|接受服务对象吃请|<|<|<|<
             {said}
             防控措施|双人复核|<|<|<|<"
        ));
        assert_eq!(levels(&form), [[3, 0, 0], [1, 0, 0], [2, 0, 0]], "{said}");
        assert!(
            !has(&form, "L01") && !has(&form, "L02"),
            "{:?}",
            codes(&form)
        );
    }
    let more = read(
        "个人岗位廉政风险点自查表|<|<|<|<|<
         姓名|张一|科室|预算科|岗位|预算编制岗
         思想道德风险点|放松政治学习|<|<|<|<
         岗位职责风险点|违规调整预算|<|<|<|<
         思想道德：三级|<|岗位职责：一级|<|外部环境：二级|<
         防控措施|双人复核|<|<|<|<",
    );
    assert_eq!(levels(&more), [[3, 0, 0], [1, 0, 0]]);
    assert!(told(&more, "T23")[0].starts_with("E5 "));
}

#[test]
fn relatives_on_a_card_are_passed_over() {
    for family in [
        "家庭成员|称谓|姓名|年龄|工作单位|职务
         ^|妻子|李二|40|青云区医院|护士
         ^|儿子|张三|12|青云区小学|学生",
        "家庭成员情况|<|<|<|<|<
         关系|姓名|<|工作单位及职务|<|<
         妻子|李二|<|青云区医院护士|<|<",
        "主要家庭成员及社会关系|称谓|姓名|出生年月|政治面貌|工作单位及职务
         ^|妻子|李二|1986年5月|群众|青云区医院
         ^|||||",
        "家庭成员|<|<|<|<|<
         姓名|与本人关系|工作单位|职务|联系电话|备注
         李二|妻子|青云区医院|护士||",
        "称谓|姓名|年龄|政治面貌|工作单位|职务
         父亲|张五|70|群众|青云区农机站|退休
         母亲|李六|68|群众|无|无",
        "家庭成员|<|称谓|姓名|工作单位|是否经商办企业
         ^|<|配偶|李二|青云区医院|否",
    ] {
        for at in [true, false] {
            let (before, after) = if at { (family, "") } else { ("", family) };
            let form = read(&format!(
                "个人岗位廉政风险点自查表|<|<|<|<|<
                 姓名|张一|科室|预算科|岗位|预算编制岗
                 {before}
                 风险点|违规调整预算|<|<|风险等级|二级
                 防控措施|双人复核|<|<|<|<
                 {after}
                 填报日期|2026年11月2日|<|<|<|<"
            ));
            let fields = [Field::Person, Field::Post, Field::Risk, Field::Measures];
            assert_eq!(
                said(&form, &fields),
                ["张一 预算编制岗 违规调整预算 双人复核"],
                "{family}"
            );
            assert_eq!(levels(&form), [[2, 0, 0]], "{family}");
            assert!(form.findings.is_empty(), "{family} {:?}", form.findings);
            let rows = &form.sheets[0].tables[0].skipped;
            assert!(rows.iter().any(|row| row.text.contains("李")), "{rows:?}");
        }
    }
}

#[test]
fn a_legend_under_the_head_explains_and_ends_nothing() {
    for legend in [
        "注：一级为高风险，二级为中风险，三级为低风险|<|<|<",
        "注|一级为高风险，二级为中风险，三级为低风险|<|<",
        "一级为高风险，二级为中风险，三级为低风险|<|<|<",
        "|||一级为高风险，二级为中风险，三级为低风险",
        "等级说明：一级——高风险；二级——中风险；三级——低风险|<|<|<",
        "说明：风险等级分一级、二级、三级，一级最高。|<|<|<",
    ] {
        let form = read(&format!(
            "岗位|风险点|防控措施|风险等级
             {legend}
             预算编制岗|违规调整预算|双人复核|一级
             预算追加岗|随意追加预算|集体研究|
             资金拨付岗|拖延拨款谋利||三级"
        ));
        assert_eq!(levels(&form), [[1, 0, 0], [0, 0, 0], [3, 0, 0]], "{legend}");
        assert!(
            !has(&form, "T13") && !has(&form, "L02"),
            "{legend} {:?}",
            codes(&form)
        );
    }
    for turned in [
        "注：一级为低风险，三级为高风险|<|<|<",
        "一级为低风险，二级为中风险，三级为高风险|<|<|<",
    ] {
        let form = read(&format!(
            "岗位|风险点|防控措施|风险等级
             {turned}
             预算编制岗|违规调整预算|双人复核|一级"
        ));
        assert_eq!(levels(&form), [[0, 0, 0]], "{turned}");
        assert!(has(&form, "L04"), "{turned}");
    }
    for (head, level, open) in [
        ("等级（3高2中1低）", "3", true),
        ("风险等级（1级低、2级中、3级高）", "3级", true),
        ("风险等级（A低B中C高）", "C", true),
        ("风险等级（1高2中3低）", "3", false),
    ] {
        let form = read(&format!(
            "岗位|风险点|防控措施|{head}
             预算编制岗|违规调整预算|双人复核|{level}"
        ));
        assert_eq!(has(&form, "L04"), open, "{head}");
        let own = if open { 0 } else { 3 };
        assert_eq!(levels(&form), [[own, 0, 0]], "{head}");
    }
}

#[test]
fn a_level_in_brackets_beside_a_colour_is_one() {
    for [one, two, three] in [
        ["红色（一级）", "橙色（二级）", "黄色（三级）"],
        ["红色风险（一级）", "橙色风险（二级）", "黄色风险（三级）"],
        ["一级（红色）", "二级（橙色）", "三级（黄色）"],
        ["红（高）", "橙（中）", "黄（低）"],
        ["红色预警（Ⅰ级）", "橙色预警（Ⅱ级）", "黄色预警（Ⅲ级）"],
        ["高风险（红色）", "中风险（橙色）", "低风险（黄色）"],
    ] {
        let cells = read(&format!(
            "序号|岗位|风险点|防控措施|风险等级
             1|预算编制岗|违规调整预算|双人复核|{one}
             2|预算追加岗|随意追加预算|集体研究|{two}
             3|资金拨付岗|拖延拨款谋利|限时拨付|{three}"
        ));
        let headings = read(&format!(
            "序号|岗位|风险点|防控措施
             {one}|<|<|<
             1|预算编制岗|违规调整预算|双人复核
             {two}|<|<|<
             2|预算追加岗|随意追加预算|集体研究
             {three}|<|<|<
             3|资金拨付岗|拖延拨款谋利|限时拨付"
        ));
        let heads = read(&format!(
            "序号|岗位|风险点|{one}|{two}|{three}|防控措施
             1|预算编制岗|违规调整预算|√|||双人复核
             2|预算追加岗|随意追加预算||√||集体研究
             3|资金拨付岗|拖延拨款谋利|||√|限时拨付"
        ));
        for form in [cells, headings, heads] {
            assert_eq!(
                levels(&form),
                [[1, 0, 0], [2, 0, 0], [3, 0, 0]],
                "{one} {:?}",
                codes(&form)
            );
        }
    }
    let bare = read(
        "序号|岗位|风险点|防控措施|风险等级
         1|预算编制岗|违规调整预算|双人复核|红色
         2|预算追加岗|随意追加预算|集体研究|黄色（三级）",
    );
    assert_eq!(levels(&bare), [[0, 0, 0], [3, 0, 0]]);
    assert_eq!(told(&bare, "L01").len(), 1);
}
