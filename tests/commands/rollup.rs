//! The level above: results and registers of units put together, the units apart in everything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::digest::sha256_hex;
use serde_json::Value;

use crate::bureau::{row, said};
use crate::support::{folder_bytes, qingfeng, temp};

const CITY: &str = "[unit]\nname = \"清风市财政局\"\n";

/// A city's folder with the results of its units.
struct City {
    dir: tempfile::TempDir,
}

impl City {
    fn new(units: &str) -> Self {
        let city = Self { dir: temp() };
        fs::write(city.path("qingfeng.toml"), format!("{CITY}{units}")).expect("written");
        city
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A unit's result of some rows of its 预算科, made on a day of 2026, in a folder of this name.
    fn unit(&self, folder: &str, unit: &str, day: &str, rows: &[String]) {
        let forms = self.path(&format!("{folder}/收表"));
        fs::create_dir_all(&forms).expect("made");
        let policy = format!("[unit]\nname = \"{unit}\"\n");
        fs::write(self.path(&format!("{folder}/qingfeng.toml")), policy).expect("written");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let heads = "序号|登记编号|岗位|权力（业务）事项|风险点|风险等级|防控措施|责任人|消除原因";
        let lines = ["预算科廉政风险点自查表", "填报日期：2026-10-20", heads];
        let lines = lines.into_iter().chain(rows.iter().map(String::as_str));
        for (at, line) in (0u32..).zip(lines) {
            for (col, text) in (0u16..).zip(line.split('|')) {
                sheet.write(at, col, text).expect("written");
            }
        }
        book.save(forms.join("预算科.xlsx")).expect("saved");
        let out = self.path(&format!("{folder}/结果"));
        let [forms, out] = [&forms, &out].map(|p| p.display().to_string());
        let told = qingfeng(&["run", &forms, "-o", &out, "--date", day]);
        assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    }

    /// Two units that say the same of a section of the same name, and one more row of the second.
    fn two() -> Self {
        let city = Self::new(ROSTER);
        city.unit("甲", "青云区财政局", "2026-11-20", &rows(2));
        city.unit("乙", "白云区财政局", "2026-11-21", &rows(3));
        city
    }

    fn roll(&self, inputs: &[&str], out: &str, more: &[&str]) -> String {
        let inputs: Vec<String> = inputs
            .iter()
            .map(|n| self.path(n).display().to_string())
            .collect();
        let [out, policy] = [out, "qingfeng.toml"].map(|n| self.path(n).display().to_string());
        let mut all: Vec<&str> = vec!["rollup"];
        all.extend(inputs.iter().map(String::as_str));
        all.extend(["-o", &out, "--policy", &policy, "--date", "2026-12-01"]);
        all.extend(more);
        let told = qingfeng(&all);
        assert_eq!(told.status, 0, "{}{}", told.out, told.err);
        let record = self.record(&self.path(&out).display().to_string());
        assert_eq!(record["rows"]["balanced"], true);
        told.out
    }

    fn record(&self, out: &str) -> Value {
        let text = fs::read_to_string(self.path(out).join("run.json")).expect("read");
        serde_json::from_str(&text).expect("JSON")
    }

    fn lines(&self, out: &str, table: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path(out).join(format!("data/{table}.jsonl")));
        let text = text.expect("read");
        text.lines()
            .map(|l| serde_json::from_str(l).expect("JSON"))
            .collect()
    }

    /// How many lines of a table each unit has.
    fn by_unit(&self, out: &str, table: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for line in self.lines(out, table) {
            let unit = line["unit"].as_str().unwrap_or_default().to_owned();
            *counts.entry(unit).or_insert(0) += 1;
        }
        counts
    }

    fn codes(&self, out: &str) -> Vec<String> {
        let own = self
            .lines(out, "findings")
            .into_iter()
            .filter(|l| l["unit"].is_null());
        own.map(|l| l["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Whether each unit has handed in.
    fn states(&self, out: &str) -> BTreeMap<String, String> {
        let record = self.record(out);
        let units = record["units"].as_array().expect("units").iter();
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        units
            .map(|u| (text(&u["unit"]), text(&u["state"])))
            .collect()
    }
}

const ROSTER: &str = "[[units]]\nname = \"清风市青云区财政局\"\naliases = [\"青云区财政局\"]\ngroup = \"区县\"\n\
    [[units]]\nname = \"清风市白云区财政局\"\naliases = [\"白云区财政局\"]\ngroup = \"区县\"\n\
    [[units]]\nname = \"清风市流云区财政局\"\n";
const A: &str = "清风市青云区财政局";
const B: &str = "清风市白云区财政局";

fn rows(count: usize) -> Vec<String> {
    let all = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "一级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "二级"),
        row(3, "支付岗", "资金支付", "不按进度拨付工程款项", "三级"),
    ];
    all[..count].to_vec()
}

fn copy(from: &Path, to: &Path) {
    for (inner, _) in folder_bytes(from) {
        let to = to.join(&inner);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(from.join(inner), to).expect("copied");
    }
}

#[test]
fn units_stay_apart_and_each_figure_leads_back() {
    let city = City::two();
    let told = city.roll(&["甲/结果", "乙/结果"], "汇总", &[]);
    assert!(told.contains("未报送 1 个：清风市流云区财政局"), "{told}");
    let record = city.record("汇总");
    let rows = &record["rows"];
    assert_eq!(
        [&rows["registered"], &rows["merged"]],
        [5, 0],
        "what both say is not merged"
    );
    let registered = city.by_unit("汇总", "register");
    assert_eq!(registered, [(A.to_owned(), 2), (B.to_owned(), 3)].into());
    // The same number in both units is that of another risk point in each.
    let entries = city.lines("汇总", "entries");
    for line in city.lines("汇总", "register") {
        let source = &line["sources"][0];
        let own = entries
            .iter()
            .filter(|e| e["unit"] == line["unit"] && e["id"] == *source);
        let own: Vec<&Value> = own.collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0]["place"]["file"], "预算科.xlsx");
        assert_eq!(own[0]["risk"], line["risk"]);
    }
    let statistics = city.path("汇总/02-风险等级统计表.xlsx");
    let levels = said(&statistics, "单位×等级");
    assert!(levels.contains(&format!("{A}|1|1|0|0|2")), "{levels}");
    assert!(levels.contains(&format!("{B}|1|1|1|0|3")), "{levels}");
    let handed_in = said(&statistics, "报送情况");
    assert!(
        handed_in.contains("清风市流云区财政局|未报送"),
        "{handed_in}"
    );
    let register = said(
        &city.path("汇总/01-廉政风险点登记汇总表.xlsx"),
        "登记汇总表",
    );
    assert!(
        register.contains(&format!("{A}|2026-0001|预算科")),
        "{register}"
    );
    assert!(register.contains("预算科.xlsx"), "{register}");
    let report = fs::read_to_string(city.path("汇总/07-上报报告.md")).expect("read");
    assert!(report.contains("清风市流云区财政局尚未报送"), "{report}");
    assert!(report.contains("各单位共登记5条"), "{report}");
    let page = fs::read_to_string(city.path("汇总/00-总览.html")).expect("read");
    assert!(
        page.contains("清风市流云区财政局")
            && page
                .replace("&#x2f;", "/")
                .contains("../甲/结果/00-总览.html")
    );
    assert_eq!(city.by_unit("汇总", "public"), registered);
}

#[test]
fn what_the_public_may_read_of_all_units_is_a_book_and_a_page_that_say_the_same() {
    let city = City::two();
    city.roll(&["甲/结果", "乙/结果"], "汇总", &[]);
    let book = city.path("汇总/06-公示表.xlsx");
    let levels = said(&book, "等级统计");
    for counts in [format!("{A}|0|0|0|2|2"), format!("{B}|0|0|0|3|3")] {
        assert!(levels.contains(&counts), "{counts} in {levels}");
    }
    let page = fs::read_to_string(city.path("汇总/06-公示表.html")).expect("read");
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    let page = tags.replace_all(&page, "|");
    let list = said(&book, "公示表");
    for (unit, rows) in [(A, 2), (B, 3)] {
        let counts = [list.matches(unit).count(), page.matches(unit).count()];
        assert_eq!(counts, [rows, rows + 1], "with the line of its counts");
    }
    for line in city.lines("汇总", "public") {
        let risk = line["texts"]["risk"].as_str().expect("a risk");
        assert!(list.contains(risk) && page.contains(risk), "{risk}");
    }
}

/// Adds a line to a table of a result, as if it had been written so.
fn amend(result: &Path, table: &str, line: &str) {
    change_lines(result, table, &|text| format!("{text}{line}\n"));
}

/// Changes a table of a result, as if it had been written so.
fn change_lines(result: &Path, table: &str, change: &dyn Fn(String) -> String) {
    let path = result.join(format!("data/{table}.jsonl"));
    let before = fs::read(&path).expect("read");
    let after = change(String::from_utf8(before.clone()).expect("text")).into_bytes();
    fs::write(&path, &after).expect("written");
    let record = result.join("run.json");
    let text = fs::read_to_string(&record).expect("read");
    fs::write(
        &record,
        text.replace(&sha256_hex(&before), &sha256_hex(&after)),
    )
    .expect("written");
}

#[test]
fn units_are_ranked_where_a_result_scores_them_and_nowhere_else() {
    let city = City::two();
    city.roll(&["甲/结果", "乙/结果"], "没有评分", &[]);
    let sheets = |out: &str| -> Vec<String> {
        let book = city.path(out).join("02-风险等级统计表.xlsx");
        let book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
        calamine::Reader::sheet_names(&book)
    };
    assert!(!sheets("没有评分").contains(&"单位考核".to_owned()));
    city.unit("市", "清风市财政局", "2026-11-22", &rows(1));
    for (unit, total) in [("白云区财政局", "88"), ("青云区财政局", "92.5")] {
        let line = format!(
            "{{\"scheme\":null,\"kind\":\"section\",\"section\":\"{unit}\",\"post\":null,\"person\":null,\"total\":{total},\"band\":\"良好\"}}"
        );
        amend(&city.path("市/结果"), "scores", &line);
    }
    city.roll(&["甲/结果", "乙/结果", "市/结果"], "汇总", &[]);
    let ranked = said(&city.path("汇总/02-风险等级统计表.xlsx"), "单位考核");
    let first = format!("1|{A}|区县|92.5|良好|清风市财政局");
    let second = format!("2|{B}|区县|88|良好|清风市财政局");
    assert!(
        ranked.contains(&first) && ranked.contains(&second),
        "{ranked}"
    );
    assert!(
        city.codes("汇总").contains(&"J12".to_owned()),
        "the city itself is not on the roster"
    );
}

#[test]
fn a_register_with_a_column_for_the_unit_is_parted_and_blank_rows_are_asked() {
    let city = City::new(ROSTER);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let lines = [
        "2026年各单位廉政风险点登记汇总表",
        "单位|科室|岗位|风险点|风险等级|防控措施|责任人",
        "青云区财政局|预算科|编制岗|压低基数照顾熟人单位|一级|由两人分别核对并登记|编制岗",
        "白云区财政局|预算科|编制岗|压低基数照顾熟人单位|一级|由两人分别核对并登记|编制岗",
        "|采购科|采购岗|指定供应商不按程序办理|二级|由两人分别核对并登记|采购岗",
    ];
    for (at, line) in (0u32..).zip(lines) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(at, col, text).expect("written");
        }
    }
    book.save(city.path("汇总登记表.xlsx")).expect("saved");
    city.roll(&["汇总登记表.xlsx"], "汇总", &[]);
    let registered = city.by_unit("汇总", "register");
    assert_eq!(registered, [(A.to_owned(), 1), (B.to_owned(), 1)].into());
    let asked = city
        .lines("汇总", "findings")
        .into_iter()
        .find(|f| f["code"] == "J20");
    assert_eq!(asked.expect("asked")["place"]["cell"], "A5");
    assert_eq!(city.record("汇总")["left_out"]["没有写单位的条目"], 1);
}

#[test]
fn two_registers_of_other_bureaus_stay_apart() {
    let city = City::new("");
    let units = ["清风市青云区财政局", "清风市白云区财政局"];
    fs::create_dir_all(city.path("报来")).expect("made");
    for (folder, unit) in ["甲", "乙"].into_iter().zip(units) {
        city.unit(folder, unit, "2026-11-30", &rows(2));
        let book = city.path(&format!("{folder}/结果/01-廉政风险点登记汇总表.xlsx"));
        fs::copy(book, city.path(&format!("报来/{folder}区登记汇总表.xlsx"))).expect("copied");
    }
    city.roll(&["报来"], "汇总", &[]);
    let registered = city.by_unit("汇总", "register");
    assert_eq!(registered, units.map(|unit| (unit.to_owned(), 2)).into());
    let rows = &city.record("汇总")["rows"];
    assert_eq!(
        [&rows["registered"], &rows["merged"], &rows["returned"]],
        [4, 0, 0]
    );
}

#[test]
fn a_register_says_the_same_as_the_result_it_was_made_from() {
    let city = City::two();
    city.roll(&["甲/结果", "乙/结果"], "照结果", &[]);
    for unit in ["甲", "乙"] {
        fs::create_dir_all(city.path("报来")).expect("made");
        let book = city.path(&format!("{unit}/结果/01-廉政风险点登记汇总表.xlsx"));
        fs::copy(book, city.path(&format!("报来/{unit}.xlsx"))).expect("copied");
    }
    city.roll(&["报来"], "照登记表", &[]);
    let said = |out: &str| -> Vec<[String; 5]> {
        let members = ["unit", "id", "risk", "effective_level", "measures"];
        let lines = city.lines(out, "register").into_iter();
        lines
            .map(|line| members.map(|m| line[m].to_string()))
            .collect()
    };
    assert_eq!(said("照结果"), said("照登记表"));
}

#[test]
fn the_order_and_number_of_the_inputs_change_nothing() {
    let city = City::two();
    copy(&city.path("甲/结果"), &city.path("又一份"));
    city.roll(&["甲/结果", "乙/结果", "又一份"], "汇总", &["--jobs", "1"]);
    let first = folder_bytes(&city.path("汇总"));
    fs::remove_dir_all(city.path("汇总")).expect("removed");
    city.roll(&["又一份", "乙/结果", "甲/结果"], "汇总", &["--jobs", "2"]);
    assert_eq!(folder_bytes(&city.path("汇总")), first);
    assert_eq!(city.by_unit("汇总", "register")[A], 2, "counted once");
    assert!(city.codes("汇总").contains(&"J13".to_owned()));
    // One folder with all of them is the same as each by itself.
    let verified = qingfeng(&[
        "verify".as_ref(),
        city.path("汇总").as_os_str(),
        "--inputs".as_ref(),
        city.path("甲/结果").as_os_str(),
        city.path("乙/结果").as_os_str(),
        city.path("又一份").as_os_str(),
    ]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
    assert!(verified.out.contains("重新汇总的文件"), "{}", verified.out);
}

/// They have the same register; whose scores count is not for the name of a folder to say.
#[test]
fn results_of_one_day_with_other_scores_are_asked_about_in_any_order() {
    for folder in ["0甲", "丙甲"] {
        let city = City::two();
        copy(&city.path("甲/结果"), &city.path(folder));
        let line = "{\"scheme\":null,\"kind\":\"section\",\"section\":\"预算科\",\"post\":null,\"person\":null,\"total\":88,\"band\":\"良好\"}";
        amend(&city.path(folder), "scores", line);
        let told = city.roll(&["甲/结果", folder, "乙/结果"], "汇总", &[]);
        assert!(told.contains("分不出新旧"), "{told}");
        assert!(city.codes("汇总").contains(&"J16".to_owned()));
    }
}

/// Given twice it is given once, also where its own policy lies beside it.
#[test]
fn a_result_given_twice_is_the_same_as_once_and_nothing_read_replaces_nothing() {
    let city = City::two();
    let roll = |inputs: &[&str], out: &str| {
        let inputs = inputs.iter().map(|n| city.path(n).display().to_string());
        let inputs: Vec<String> = inputs.collect();
        let out = city.path(out).display().to_string();
        let mut all = vec!["rollup"];
        all.extend(inputs.iter().map(String::as_str));
        all.extend(["-o", &out, "--date", "2026-12-01"]);
        qingfeng(&all)
    };
    let once = roll(&["甲/结果"], "一次/汇总");
    assert_eq!(once.status, 0, "{}{}", once.out, once.err);
    let twice = roll(&["甲/结果", "甲/结果"], "两次/汇总");
    assert_eq!(twice.status, 0, "{}{}", twice.out, twice.err);
    let both = ["一次/汇总", "两次/汇总"].map(|out| folder_bytes(&city.path(out)));
    assert!(both[0] == both[1], "not the same");
    fs::create_dir_all(city.path("空")).expect("made");
    fs::write(city.path("空/说明.txt"), "没有结果").expect("written");
    let none = roll(&["空"], "一次/汇总");
    assert_ne!(none.status, 0, "{}", none.out);
    assert!(folder_bytes(&city.path("一次/汇总")) == both[0]);
}

#[test]
fn of_an_old_and_a_new_result_the_new_one_stands_and_equal_days_are_asked() {
    let city = City::two();
    city.unit("甲新", "清风市青云区财政局", "2026-11-28", &rows(3));
    city.roll(&["甲/结果", "甲新/结果", "乙/结果"], "汇总", &[]);
    assert_eq!(city.by_unit("汇总", "register")[A], 3);
    assert!(city.codes("汇总").contains(&"J14".to_owned()));
    city.unit("甲又", "青云区财政局", "2026-11-28", &rows(1));
    let told = city.roll(&["甲新/结果", "甲又/结果", "乙/结果"], "汇总2", &[]);
    assert!(told.contains("分不出新旧"), "{told}");
    assert_eq!(city.states("汇总2")[A], "unread");
    assert!(
        !city.by_unit("汇总2", "register").contains_key(A),
        "nobody guesses which counts"
    );
}

#[test]
fn a_broken_result_is_told_by_name_and_the_rest_goes_on() {
    let city = City::two();
    let register = city.path("甲/结果/data/register.jsonl");
    let text = fs::read_to_string(&register).expect("read");
    fs::write(&register, text.replace("一级", "二级")).expect("written");
    let told = city.roll(&["甲/结果", "乙/结果"], "汇总", &[]);
    assert!(told.contains(&format!("已交未读出 1 个：{A}")), "{told}");
    assert_eq!(city.by_unit("汇总", "register"), [(B.to_owned(), 3)].into());
    assert!(city.codes("汇总").contains(&"J17".to_owned()));
    let report = fs::read_to_string(city.path("汇总/07-上报报告.md")).expect("read");
    assert!(
        report.contains(&format!("{A}报送的结果未能读出")),
        "{report}"
    );
}

/// Another version may write members or values this one does not know: that unit is told, and the others go on.
#[test]
fn a_unit_another_version_wrote_is_one_that_could_not_be_read() {
    let state = |table: &str, change: &dyn Fn(String) -> String, more: &[&str]| {
        let city = City::two();
        change_lines(&city.path("甲/结果"), table, change);
        let told = city.roll(&["甲/结果", "乙/结果"], "汇总", more);
        assert_eq!(city.states("汇总")[B], "read");
        (city.states("汇总")[A].clone(), city.codes("汇总"), told)
    };
    let coloured = |text: String| text.replacen('{', "{\"colour\":\"red\",", 1);
    for table in ["register", "entries", "findings"] {
        assert_eq!(state(table, &coloured, &[]).0, "read", "{table}");
        let (unit, codes, told) = state(table, &coloured, &["--parquet"]);
        assert_eq!(unit, "unread", "{table}");
        assert!(codes.contains(&"J17".to_owned()), "{codes:?}");
        assert!(!told.contains("Parquet error"), "{told}");
    }
    let strange = |_: String| "{\"x\":1}\n".to_owned();
    assert_eq!(state("public", &strange, &[]).0, "unread");
    let higher = |text: String| {
        let (begin, rest) = text.split_once("\"level\":").expect("a level");
        format!("{begin}\"level\":9{}", &rest[1..])
    };
    for table in ["register", "entries"] {
        assert_eq!(state(table, &higher, &[]).0, "unread", "{table}");
    }
}

#[test]
fn a_roll_up_is_not_written_into_the_result_of_a_unit() {
    let city = City::two();
    let before = folder_bytes(&city.path("甲/结果"));
    for out in ["甲/结果/汇总", "甲/结果/data/深/汇总"] {
        let [inner, out] = ["甲/结果", out].map(|name| city.path(name).display().to_string());
        let told = qingfeng(&["rollup", &inner, "-o", &out, "--date", "2026-12-01"]);
        assert_eq!(told.status, 2, "{}", told.out);
        assert!(told.err.contains("汇总不能写在里面"), "{}", told.err);
    }
    assert!(folder_bytes(&city.path("甲/结果")) == before);
}

#[test]
fn a_register_over_the_rows_of_a_book_goes_to_several_and_nothing_is_cut() {
    let city = City::new(&format!("{ROSTER}[rollup]\nrows_per_book = 100\n"));
    let many = |count: usize, risk: &str| -> Vec<String> {
        let one = |n: usize| {
            let risk = format!("{risk}第{n}笔不按规定程序办理");
            row(n, &format!("岗位{n}"), &format!("事项{n}"), &risk, "二级")
        };
        (1..=count).map(one).collect()
    };
    city.unit("甲", "青云区财政局", "2026-11-20", &many(70, "青云"));
    city.unit("乙", "白云区财政局", "2026-11-20", &many(60, "白云"));
    city.roll(&["甲/结果", "乙/结果"], "汇总", &[]);
    let books = [
        "01-廉政风险点登记汇总表.xlsx",
        "01-廉政风险点登记汇总表（2）.xlsx",
    ];
    let count = |book: &str, unit: &str| {
        let told = said(&city.path("汇总").join(book), "登记汇总表");
        told.matches(&format!("{unit}|2026-")).count()
    };
    assert_eq!(books.map(|book| count(book, A)), [70, 0]);
    assert_eq!(books.map(|book| count(book, B)), [0, 60]);
    let index = said(&city.path("汇总").join(books[0]), "分册索引");
    assert!(index.contains(&format!("{B}|60|{}", books[1])), "{index}");
}

#[test]
fn last_years_roll_up_is_compared_unit_by_unit() {
    let city = City::two();
    city.roll(&["甲/结果", "乙/结果"], "上年", &[]);
    // The same results, said to be of the year before.
    let record = city.path("上年/run.json");
    let text = fs::read_to_string(&record).expect("read");
    fs::write(
        &record,
        text.replacen("\"year\": 2026", "\"year\": 2025", 1),
    )
    .expect("written");
    city.unit("甲新", "青云区财政局", "2026-11-28", &rows(3));
    let before = city.path("上年").display().to_string();
    city.roll(&["甲新/结果"], "汇总", &["--previous", &before]);
    let classes = |unit: &str| -> Vec<String> {
        let lines = city.lines("汇总", "changes").into_iter();
        let own = lines.filter(|line| line["unit"] == unit);
        own.map(|line| line["class"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(classes(A), ["same", "same", "new"]);
    assert_eq!(
        classes(B),
        ["unreported"; 3],
        "of a silent unit nothing is gone"
    );
    let summary = said(&city.path("汇总/08-年度对比.xlsx"), "对比汇总");
    assert!(
        summary.contains(&format!("{B}|3|0|0|0|0|0|0|0|3|0|0")),
        "{summary}"
    );
}

#[test]
fn a_roll_up_of_roll_ups_keeps_the_units_of_each() {
    let city = City::two();
    city.roll(&["甲/结果"], "甲市", &[]);
    city.roll(&["乙/结果"], "乙市", &[]);
    city.roll(&["甲市", "乙市"], "省", &[]);
    city.roll(&["甲/结果", "乙/结果"], "直接", &[]);
    for table in ["register", "entries", "public"] {
        assert_eq!(
            city.lines("省", table),
            city.lines("直接", table),
            "{table}"
        );
    }
}

#[test]
fn nothing_is_written_over_the_result_of_a_unit_or_the_other_way_round() {
    let city = City::two();
    let path = |name: &str| city.path(name).display().to_string();
    let out = path("乙/结果");
    let refused = qingfeng(&["rollup", &path("甲/结果"), "-o", &out]);
    assert_ne!(refused.status, 0);
    city.roll(&["甲/结果"], "汇总", &[]);
    let refused = qingfeng(&["run", &path("甲/收表"), "-o", &path("汇总")]);
    assert_ne!(refused.status, 0);
    assert!(refused.err.contains("汇总结果"), "{}", refused.err);
}

#[test]
fn an_input_whose_unit_nobody_knows_is_asked_for_and_left_out() {
    let city = City::new("");
    city.unit("甲", "", "2026-11-20", &rows(2));
    city.unit("乙", "清风市白云区财政局", "2026-11-20", &rows(2));
    fs::rename(city.path("甲"), city.path("报送")).expect("renamed");
    let told = city.roll(&["报送/结果", "乙/结果"], "汇总", &[]);
    assert!(told.contains("没有写明是哪个单位的"), "{told}");
    assert_eq!(city.by_unit("汇总", "register"), [(B.to_owned(), 2)].into());
    assert_eq!(city.codes("汇总"), ["J11"]);
}
