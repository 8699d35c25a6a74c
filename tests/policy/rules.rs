//! Rules as a bureau writes them: what it may change and add, what comes of it, and how every mistake is named with its
//! line.

use std::fs;
use std::path::Path;

use calamine::{Data, DataType as _, Reader, Xlsx, open_workbook};
use qingfeng::app;
use qingfeng::diagnostic::Severity;
use qingfeng::policy::{Policy, Rule, Source};
use serde_json::Value;

use crate::support::{Said, build, forms, qingfeng, temp};

fn policy(text: &str) -> Result<Policy, String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).map_err(|e| e.to_string())
}

fn rule<'p>(policy: &'p Policy, code: &str) -> &'p Rule {
    let mut rules = policy.rule_book.rules.iter();
    rules.find(|r| r.code == code).expect("a rule")
}

/// What `check` says of a form of the tests under a policy.
fn check(form: &str, policy: &str) -> Said {
    let dir = temp();
    let file = dir.path().join("口径.toml");
    fs::write(&file, policy).expect("a policy");
    let form = forms().join(form).display().to_string();
    let file = file.display().to_string();
    let more = ["--format", "concise", "--date", "2026-11-30"];
    qingfeng(&[&["check", &form, "--policy", &file][..], &more].concat())
}

/// Everything that can be wrong with a rule.
const MISTAKES: &str = r#"[[rules]]
code = "W03"
mni = 20

[[rules]]
code = "W01"
patterns = ["【[^】*", "(待定", "(?=甲)", "(待定)?"]

[[rules]]
code = "U01"
kind = "patern"
title = "甲"
severity = "warning"
message = "乙"
help = "丙"

[[rules]]
code = "U02"
kind = "too_short"
fields = ["measures"]
title = "甲"
severity = "warning"
message = "“{filed}”太短"
help = "丙"

[[rules]]
code = "W06"
min = 5

[[rules]]
code = "W33"
min = 5

[[rules]]
code = "W03"
min = 21

[[rules]]
code = "W04"
kind = "pattern"

[[rules]]
code = "F02"
off = true

[[rules]]
code = "T02"
min = 3

[[rules]]
code = "U03"
kind = "pattern"
fields = ["measure"]
patterns = ["酌情"]
when = { level = ["特级"], section = ["预算处"], subject = ["科室"] }
title = "甲"
message = "写有“{match}”"
help = "丙"

[[rules]]
code = "u4"
severity = "serious"

[[rules]]
title = "没有代码"

[[rules]]
code = "U05"
kind = "pattern"
patterns = ["酌情"]

[[rules]]
code = "D05"
years = 0

[[rules]]
code = "W05"
replace = true
words = []

[[sections]]
name = "预算科"
"#;

#[test]
fn all_mistakes_in_rules_are_named_at_once_with_line_and_cure() {
    let said = policy(MISTAKES).expect_err("must be refused");
    for part in [
        "第 3 行：没有名为“rules.mni”的设置",
        "是否想写“min”",
        "第 7 行：正则表达式“【[^】*”有误",
        "方括号 [ 没有配对的 ]",
        "第 7 行：正则表达式“(待定”有误",
        "括号 ( 没有配对的 )",
        "第 7 行：正则表达式“(?=甲)”有误",
        "第 7 行：正则表达式“(待定)?”连空白也符合",
        "第 11 行：没有“patern”这种规则",
        "是否想写“pattern”",
        "第 17 行：“too_short”这种规则必须写明 min",
        "第 23 行：message 中的“{filed}”没有意义",
        "可用：{field}、{count}、{min}",
        "第 28 行：“same_for_all”这种规则不用 min",
        "第 31 行：没有代码为“W33”的检查",
        "是否想写“W03”",
        "第 34 行：代码“W03”写了两次",
        "第 40 行：这个代码已用于“too_short”规则，不能改成“pattern”",
        "第 42 行：“F02 文件已损坏”的程度不能改，也不能关闭",
        "第 46 行：“T02 有未识别的栏目”是读表时的检查",
        "第 50 行：规则“U03”没有写明程度",
        "第 53 行：没有名为“measure”的栏目",
        "是否想写“measures”",
        "第 55 行：没有“特级”这种等级",
        "第 55 行：花名册中没有科室“预算处”",
        "是否想写“预算科”",
        "第 55 行：没有“科室”这种排查主体",
        "第 61 行：“u4”不是规则代码的样子",
        "第 62 行：“rules.severity”不认识“serious”",
        "第 64 行：这条规则没有代码",
        "第 67 行：“pattern”这种规则必须写明 fields",
        "第 67 行：这条规则没有写 message",
        "第 67 行：这条规则没有写 title",
        "第 67 行：这条规则没有写 help",
        "第 74 行：“rules.years”的值 0 超出范围",
        "第 76 行：“stock_phrases”这种规则必须写明 words",
        "第 67 行：规则“U05”没有写明程度",
        "有 29 处需要改正",
    ] {
        assert!(said.contains(part), "missing {part} in:\n{said}");
    }
}

#[test]
fn a_wrong_policy_stops_the_program_before_any_form_is_read() {
    let said = check("01-plain.xlsx", "[[rules]]\ncode = \"W33\"\noff = true\n");
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.out.is_empty(), "{}", said.out);
    assert!(
        said.err.contains("第 2 行：没有代码为“W33”的检查"),
        "{}",
        said.err
    );
}

#[test]
fn what_is_written_changes_and_the_rest_stays() {
    let changed =
        policy("[[rules]]\ncode = \"W03\"\nmin = 20\nseverity = \"error\"\n").expect("valid");
    let plain = policy("").expect("valid");
    let (new, old) = (rule(&changed, "W03"), rule(&plain, "W03"));
    assert_eq!(new.kind.settings(), [("min", "20".to_owned())]);
    assert_eq!(new.severity, Severity::Error);
    assert_eq!(
        (&new.title, &new.help, &new.fields),
        (&old.title, &old.help, &old.fields)
    );
    assert_eq!(
        new.line, "qingfeng.toml:1",
        "the finding names the bureau's own line"
    );
    assert_eq!(changed.rule_book.rules.len(), plain.rule_book.rules.len());
}

#[test]
fn words_are_added_unless_they_replace() {
    let words = |text: &str| rule(&policy(text).expect("valid"), "W05").kind.settings();
    let own = "[[rules]]\ncode = \"W05\"\nwords = [\"常抓不懈\"]\n";
    let count = |words: &[(&str, String)]| {
        let (_, shown) = words[0].1.rsplit_once(" 等 ").expect("more than are shown");
        let count = shown.trim_end_matches(" 个");
        count.parse::<usize>().expect("a number of words")
    };
    assert_eq!(count(&words(own)), count(&words("")) + 1);
    assert_eq!(
        words(&format!("{own}replace = true\n")),
        [("words", "常抓不懈".to_owned())]
    );
}

#[test]
fn a_rule_that_is_off_or_milder_no_longer_sends_anything_back() {
    let form = "20-six-levels-left-empty.xlsx";
    assert_eq!(check(form, "").status, 1);
    let off = check(form, "[[rules]]\ncode = \"E01\"\noff = true\n");
    assert_eq!(off.status, 0, "{}", off.out);
    assert!(!off.out.contains("E01"), "{}", off.out);
    let mild = check(
        form,
        "[[rules]]\ncode = \"E01\"\nseverity = \"note\"\ntitle = \"空格\"\n",
    );
    assert_eq!(mild.status, 0, "{}", mild.out);
    assert_eq!(mild.out.matches("提示 E01").count(), 6, "{}", mild.out);
    assert!(mild.out.contains("E01 空格（提示）"), "{}", mild.out);
}

#[test]
fn a_new_rule_looks_only_where_its_conditions_hold() {
    let own = |when: &str| {
        format!(
            "[[rules]]\ncode = \"U01\"\nkind = \"pattern\"\nfields = [\"matter\", \"risk\"]\npatterns = [\"评审|委托\"]\n\
             when = {{ {when} }}\ntitle = \"本单位关注\"\nseverity = \"warning\"\nmessage = \"“{{field}}”提到“{{match}}”\"\nhelp = \"请看一眼。\"\n"
        )
    };
    let count = |when: &str| {
        let said = check("20-six-levels-left-empty.xlsx", &own(when));
        said.out.matches("注意 U01").count()
    };
    let all = count("");
    let by_level = ["一级", "二级", "三级"].map(|level| count(&format!("level = [\"{level}\"]")));
    assert!(all > 0, "the words stand in the form");
    assert!(
        by_level.iter().sum::<usize>() < all,
        "rows without a level are of none"
    );
    assert!(by_level.iter().any(|n| *n > 0));
    assert_eq!(count("subject = [\"person\"]"), 0);
    assert_eq!(count("subject = [\"section\"]"), all);
    assert_eq!(count("section = [\"投资评审中心\"]"), all);
    assert_eq!(count("section = [\"预算科\"]"), 0);
    assert_eq!(
        count("filled = [\"level\"]"),
        by_level.iter().sum::<usize>()
    );
}

/// Runs the main job on a form of the tests under a policy: register lines, what came of the rows, the result's folder.
fn run(form: &str, policy: &str) -> (Vec<Value>, Value, tempfile::TempDir) {
    run_file(&forms().join(form), policy)
}

fn run_file(form: &Path, policy: &str) -> (Vec<Value>, Value, tempfile::TempDir) {
    let dir = temp();
    let (file, out) = (dir.path().join("口径.toml"), dir.path().join("结果"));
    fs::write(&file, policy).expect("a policy");
    let form = form.display().to_string();
    let (file, shown) = (file.display().to_string(), out.display().to_string());
    let said = qingfeng(&[
        "run",
        &form,
        "-o",
        &shown,
        "--policy",
        &file,
        "--date",
        "2026-11-30",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let read = |name: &str| fs::read_to_string(out.join(name)).expect("a result");
    let lines = read("data/register.jsonl");
    let lines = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"));
    let facts: Value = serde_json::from_str(&read("run.json")).expect("JSON");
    (lines.collect(), facts["rows"].clone(), dir)
}

#[test]
fn a_check_raised_to_an_error_sends_back_what_it_concerns() {
    // A head nobody knows concerns every entry of its table, hidden rows those of their sheet.
    for (form, code) in [
        ("35-unknown-columns-and-stray-values.xlsx", "T02"),
        ("56-hidden-row-and-column.xlsx", "F14"),
    ] {
        let (before, rows, _dir) = run(form, "");
        assert_eq!(rows["returned"], 0, "{code} {rows}");
        let raised = format!("[[rules]]\ncode = \"{code}\"\nseverity = \"error\"\n");
        let (after, rows, _dir) = run(form, &raised);
        assert!(after.is_empty() && !before.is_empty(), "{code} {rows}");
        assert_eq!(rows["returned"], before.len(), "{code}");
        assert_eq!(rows["balanced"], true, "{code}");
    }
    // Said once of a column, and true of each of its rows.
    let raised = "[[rules]]\ncode = \"L04\"\nseverity = \"error\"\n";
    let (after, rows, _dir) = run("52-scale-of-five-grades.xlsx", raised);
    assert!(after.is_empty(), "{rows}");
    assert_eq!(rows["returned"], 5);
}

#[test]
fn an_error_about_a_whole_file_sends_back_the_whole_file() {
    let cell =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let head = ["A1", "B1", "C1"]
        .into_iter()
        .zip(["风险点", "风险等级", "防控措施"]);
    let entry = ["违规拨付资金", "二级", "支付凭证由两人复核并按月抽查"];
    let entry = ["A2", "B2", "C2"].into_iter().zip(entry);
    let row = |n: u32, cells: String| format!("<row r=\"{n}\">{cells}</row>");
    let head: String = head.map(|(at, text)| cell(at, text)).collect();
    let entry: String = entry.map(|(at, text)| cell(at, text)).collect();
    let mut book = build::Xlsx::new(&(row(1, head) + &row(2, entry)));
    let macros =
        "<Relationship Id=\"r8\" Type=\"x/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>";
    book.edit("xl/_rels/workbook.xml.rels", "</Relationships>", macros);
    let dir = temp();
    let form = dir.path().join("国库科.xlsm");
    fs::write(&form, book.bytes()).expect("a form");
    let (lines, _, _out) = run_file(&form, "");
    assert_eq!(lines.len(), 1);
    let raised = "[[rules]]\ncode = \"F16\"\nseverity = \"error\"\n";
    let (lines, rows, _out) = run_file(&form, raised);
    assert!(lines.is_empty(), "{rows}");
    assert_eq!(
        (&rows["returned"], &rows["balanced"]),
        (&1.into(), &true.into())
    );
}

#[test]
fn entries_with_errors_are_registered_and_marked_where_the_bureau_wants_it() {
    let form = "20-six-levels-left-empty.xlsx";
    let (sound, strict, _dir) = run(form, "");
    let (lines, rows, dir) = run(form, "[entries]\nwith_errors = \"register\"\n");
    assert_eq!(strict["returned"], 6);
    assert_eq!(rows["returned"], 0);
    assert_eq!(
        (rows["balanced"].clone(), rows["read"].clone()),
        (true.into(), strict["read"].clone())
    );
    assert_eq!(lines.len(), sound.len() + 6);
    let marked = lines
        .iter()
        .filter(|l| l["errors"] != serde_json::json!([]));
    let marked: Vec<&str> = marked.filter_map(|l| l["errors"][0].as_str()).collect();
    assert_eq!(marked.len(), 6);
    assert!(marked[0].starts_with("D6 “风险等级”"), "{}", marked[0]);
    assert!(sound.iter().all(|l| l["errors"] == serde_json::json!([])));
    let told = column(
        &dir.path().join("结果/01-廉政风险点登记汇总表.xlsx"),
        "待改正的问题",
    );
    assert_eq!(told.iter().filter(|t| !t.is_empty()).count(), 6, "{told:?}");
}

/// The texts below a head on the first sheet that has it.
fn column(book: &Path, head: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(book).expect("a workbook");
    let names = book.sheet_names();
    let sheets = names.iter().filter_map(|n| book.worksheet_range(n).ok());
    let sheets: Vec<_> = sheets.collect();
    for sheet in sheets {
        let cells: Vec<(usize, usize, &Data)> = sheet.used_cells().collect();
        let at = cells.iter().find(|(_, _, v)| v.get_string() == Some(head));
        if let Some((row, col, _)) = at {
            let below = cells.iter().filter(|(r, c, _)| r > row && c == col);
            return below.map(|(_, _, v)| v.to_string()).collect();
        }
    }
    panic!("no column {head}");
}
