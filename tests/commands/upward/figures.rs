//! Every number of the report is a figure, stands in the cell that is named, and is what a recount of the data gives.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Reader as _, Xlsx};
use qingfeng::location::CellRef;
use qingfeng::report::REPORT_TEMPLATES;
use serde_json::Value;

use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::{qingfeng, temp};

use super::super::bureau::{Bureau, refs, row};
use super::TEXT;
use super::recount::Recount;

/// A figure as `run.json` lists it.
struct Figure {
    name: String,
    value: f64,
    book: String,
    sheet: String,
    cell: CellRef,
}

impl Figure {
    fn of(json: &Value) -> Self {
        let source = |name: &str| json["source"][name].as_str().expect("a text").to_owned();
        Self {
            name: json["name"].as_str().expect("a name").to_owned(),
            value: json["value"].as_f64().expect("a number"),
            book: source("book"),
            sheet: source("sheet"),
            cell: cell(&source("cell")),
        }
    }

    /// As the report says it.
    fn shown(&self) -> String {
        if self.value.fract() == 0.0 && !self.name.ends_with("占比") {
            return format!("{}", self.value);
        }
        let percent = format!("{:.1}", self.value * 100.0);
        format!("{}%", percent.trim_end_matches(".0"))
    }
}

fn figures(of: &Outcome) -> Vec<Figure> {
    let record: Value = serde_json::from_str(of.text("run.json")).expect("JSON");
    let figures = record["report"]["figures"].as_array().expect("figures");
    figures.iter().map(Figure::of).collect()
}

/// A second year, with changes of every kind and a special check.
static SECOND: LazyLock<Outcome> = LazyLock::new(|| {
    let bureau = Bureau::new();
    bureau.policy(SECTIONS);
    let kept = |number, risk, level| row(number, "出纳岗", "现金管理", risk, level);
    let rows = [
        kept(1, "截留、挪用现金", "一级"),
        kept(2, "白条抵库不入账", "二级"),
        kept(3, "坐支现金不报告", "一级"),
        kept(4, "超限额留存现金", "二级"),
        kept(5, "涂改支票存根", "三级"),
    ];
    bureau.form(2026, "国库科", &refs(&rows));
    bureau.run(2026, &[]);
    let register = bureau.register(2026, "id");
    let again = |risk: &str, level, gone: &str| {
        let number = register[risk].as_str();
        row(1, "出纳岗", "现金管理", risk, level).replacen("1||", &format!("1|{number}|"), 1) + gone
    };
    let rows = [
        again("截留、挪用现金", "一级", ""),
        again("白条抵库不入账", "一级", ""),
        again("坐支现金不报告", "二级", ""),
        again("超限额留存现金", "二级", "").replace("每月抽查五笔", "每月抽查十笔"),
        again("涂改支票存根", "三级", "业务已取消"),
        kept(6, "公款私存收取利息", "一级"),
    ];
    bureau.form(2027, "国库科", &refs(&rows));
    bureau.run_on(2027);
    Outcome::read(&bureau.path("结果2027"))
});
const SECTIONS: &str = "[[sections]]\nname = \"国库科\"\nposts = [\"出纳岗\"]\n[[sections]]\nname = \"预算科\"\nposts = [\"预算岗\"]\n\
    [[special_checks]]\nname = \"现金专项\"\n[[special_checks.dimensions]]\nkey = \"all\"\nname = \"全部\"\npoints = 100\n\
    [[special_checks.items]]\ncode = \"1\"\nsubject = \"section\"\ndimension = \"all\"\nname = \"总评\"\npoints = 100\nkind = \"range\"\nby = [\"office\"]\n";

/// Units put together, one of which has handed in much more than those like it, and one nothing.
static UNITS: LazyLock<Outcome> = LazyLock::new(|| {
    let folder = temp();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut policy = "[unit]\nname = \"清风市\"\n".to_owned();
    for (unit, entries) in [
        ("甲局", "20"),
        ("乙局", "22"),
        ("丙局", "24"),
        ("丁局", "28"),
        ("戊局", "200"),
        ("己局", ""),
    ] {
        policy.extend(["[[units]]\nname = \"", unit, "\"\ngroup = \"直属\"\n"]);
        if entries.is_empty() {
            continue;
        }
        let [forms, own, out] = ["收表", "收表/qingfeng.toml", "结果"]
            .map(|name| path(&format!("各单位/{unit}/{name}")));
        let said = qingfeng(&[
            "sample",
            "-o",
            &forms,
            "--entries",
            entries,
            "--repeats",
            "1",
        ]);
        assert_eq!(said.status, 0, "{}", said.err);
        let text = fs::read_to_string(&own).expect("a policy");
        fs::write(&own, text.replace("清风市青云区财政局", unit)).expect("written");
        let said = qingfeng(&["run", &forms, "-o", &out, "--date", "2026-11-30"]);
        assert_eq!(said.status, 0, "{}", said.err);
    }
    fs::write(path("qingfeng.toml"), policy).expect("written");
    let said = qingfeng(&[
        "rollup",
        &path("各单位"),
        "-o",
        &path("汇总"),
        "--policy",
        &path("qingfeng.toml"),
        "--date",
        "2026-12-01",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    Outcome::read(&folder.path().join("汇总"))
});

/// A year in which levels are confirmed, suggested, overdue and due, one entry has no measures, the unit has a form of its own,
/// heads of sections supervise, and one entry was looked at.
static LOOKED_AT: LazyLock<Outcome> = LazyLock::new(|| {
    let bureau = Bureau::new();
    bureau.policy(
        "[supervision]\nthree = \"head\"\n[entries]\nwith_errors = \"register\"\n[[sections]]\nname = \"国库科\"\nhead = \"赵一\"\n",
    );
    let heads = "序号|科室|岗位|权力（业务）事项|风险点|风险等级|审定等级|等级评定日期|是否涉及三重一大|是否直接掌握人财物|有无自由裁量权|可能后果|防控措施|责任人";
    let end = "由两人分别核对并登记|出纳岗";
    let rows = [
        format!("1|国库科|出纳岗|现金管理|截留、挪用现金|一级|一级|2023-01-10|||||{end}"),
        format!("2|国库科|出纳岗|支票管理|空白支票预先盖章|三级||2023-12-20|||||{end}"),
        format!("3|国库科|出纳岗|票据管理|票据领用不登记||||是|是|有|刑事责任|{end}"),
        "4|国库科|出纳岗|印鉴管理|印鉴交由一人保管|二级||2026-10-10||||||出纳岗".to_owned(),
    ];
    let lines = |title: &str, rows: &[String]| {
        let head = [format!("青云区财政局{title}"), heads.to_owned()];
        [&head, rows].concat()
    };
    form(
        &bureau,
        "国库科.xlsx",
        &lines("国库科廉政风险点自查表", &rows),
    );
    let own = format!("1|局领导班子|局长|大额资金使用|个人决定大额资金使用|一级||||||||{end}");
    form(&bureau, "单位.xlsx", &lines("单位自查廉政风险点表", &[own]));
    bureau.run(2026, &[]);
    let found = &bureau.register(2026, "id")["截留、挪用现金"];
    let looked = [
        "编号|科室|风险点|抽查日期|抽查情况|抽查人".to_owned(),
        format!("{found}|国库科||2026-10-20|未见异常|张一"),
    ];
    form(&bureau, "抽查.xlsx", &looked);
    bureau.run(2026, &[]);
    Outcome::read(&bureau.path("结果2026"))
});

/// Lays a form of these lines among those of 2026.
fn form(bureau: &Bureau, name: &str, lines: &[String]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(lines) {
        for (col, text) in (0..).zip(line.split('|')).filter(|(_, t)| !t.is_empty()) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    fs::create_dir_all(bureau.path("2026")).expect("made");
    book.save(bureau.path("2026").join(name)).expect("saved");
}

/// An invented year in which something is wrong, so that not all is scored.
static FAULTY: LazyLock<Outcome> = LazyLock::new(|| {
    let folder = temp();
    let forms = folder.path().join("收表").display().to_string();
    let made = [
        "sample",
        "-o",
        &forms,
        "--seed",
        "7",
        "--scores",
        "--repeats",
        "2",
    ];
    let said = qingfeng(&[&made, &["--defects", "0.05"][..]].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    Outcome::of(&folder.path().join("收表"))
});

/// The results whose reports are looked at, each with its recount.
fn reports() -> [(&'static Outcome, Recount); 5] {
    let years: [&Outcome; 4] = [&SAMPLES, &SECOND, &LOOKED_AT, &FAULTY];
    let [a, b, c, d] = years.map(|of| (of, Recount::of(of)));
    [a, b, c, d, (&UNITS, Recount::of_units(&UNITS))]
}

/// A cell by its name.
fn cell(name: &str) -> CellRef {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters
        .bytes()
        .fold(0, |at, c| at * 26 + u32::from(c - b'A') + 1);
    let row: u32 = name[letters.len()..].parse().expect("a row");
    CellRef::new(row - 1, column - 1)
}

#[test]
fn every_figure_stands_in_the_cell_that_is_named() {
    let all = reports().map(|(of, _)| figures(of).into_iter().map(move |figure| (of, figure)));
    let all: Vec<(&Outcome, Figure)> = all.into_iter().flatten().collect();
    assert!(all.len() > 150, "{}", all.len());
    for (of, figure) in all {
        let bytes = Cursor::new(of.file(&figure.book).to_vec());
        let mut book: Xlsx<_> = Xlsx::new(bytes).expect("a workbook");
        let sheet = book.worksheet_range(&figure.sheet).expect("the sheet");
        let held = sheet.get_value((figure.cell.row, figure.cell.col));
        let held = held.and_then(calamine::DataType::as_f64);
        assert_eq!(held, Some(figure.value), "{} {}", figure.name, figure.cell);
    }
}

#[test]
fn every_figure_stands_in_the_annex_with_its_source() {
    let text = SAMPLES.text(TEXT);
    let annex = text.split("## 附件2").nth(1).expect("the annex");
    let rows: Vec<Vec<&str>> = annex
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for figure in figures(&SAMPLES) {
        let number = figure.book.split('-').next().expect("a number");
        let from = format!("{number} {} ", figure.sheet);
        let names = |row: &&Vec<&str>| {
            let Some(cells) = row[3].strip_prefix(&from) else {
                return false;
            };
            let ends: Vec<CellRef> = cells.split([':', '、']).map(cell).collect();
            let inside = ends[0] <= figure.cell && figure.cell <= ends[ends.len() - 1];
            let own = figure.name.split('：').all(|part| row[1].contains(part));
            inside && own && row[2].split('、').any(|value| value == figure.shown())
        };
        assert!(
            rows.iter().any(|row| names(&row)),
            "{} of {from}",
            figure.name
        );
    }
}

#[test]
fn every_number_of_the_prose_is_a_figure() {
    let prose = SAMPLES.text(TEXT).split("## 附件").next().expect("prose");
    // The year, the day, and what the annexes are called.
    let prose = ["2026年度", "2026年11月30日", "附件1", "附件：1.", "2. 数据"]
        .iter()
        .fold(prose.to_owned(), |prose, known| prose.replace(known, ""));
    let figures: BTreeSet<String> = figures(&SAMPLES).iter().map(Figure::shown).collect();
    let numbers = prose.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '%'));
    let numbers: Vec<&str> = numbers
        .filter(|n| n.contains(|c: char| c.is_ascii_digit()))
        .collect();
    assert!(numbers.len() > 50, "{numbers:?}");
    for number in numbers {
        assert!(figures.contains(number), "{number} is no figure");
    }
    for nothing in ["0条", "0个", "0份", "0件", "0项", "0人", "占0%"] {
        let alone = prose
            .match_indices(nothing)
            .any(|(at, _)| !prose[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'));
        assert!(!alone, "{nothing}");
    }
}

#[test]
fn a_recount_of_the_data_gives_every_figure() {
    for (of, recount) in reports() {
        for figure in figures(of) {
            let counted = recount.0.get(&figure.name);
            let counted = counted.unwrap_or_else(|| panic!("nobody recounts {}", figure.name));
            assert!(
                (counted - figure.value).abs() < 1e-9,
                "{}: {counted}",
                figure.name
            );
        }
    }
}

#[test]
fn no_figure_of_the_templates_goes_without_a_recount() {
    let mut recounted: BTreeSet<String> = BTreeSet::new();
    for (of, _) in reports() {
        let names = figures(of).into_iter().map(|figure| figure.name);
        // Of a line of a list its field is what templates write out.
        recounted.extend(names.map(|name| match name.split_once('：') {
            Some((_, field)) => format!(".{field}"),
            None => name,
        }));
    }
    let texts = ["单位", "年度", "日期", "上年", "定级办法", ".名称", ".代码"];
    let mut lacking = BTreeSet::new();
    for (_, template) in REPORT_TEMPLATES {
        let template = template.split("#}").last().unwrap_or_default();
        for written in template.split("{{ ").skip(1) {
            let name = written.split(' ').next().unwrap_or_default();
            let name = name.find('.').map_or(name, |at| &name[at..]);
            if !texts.contains(&name) && !name.ends_with("名单") && !recounted.contains(name) {
                lacking.insert(name);
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}
