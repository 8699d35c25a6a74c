//! Every number of the report is a figure, stands in the cell that is named, and is what a recount of the data gives.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use qingfeng::location::CellRef;
use qingfeng::text;
use serde_json::Value;

use crate::support::outcome::SAMPLES;

use super::TEXT;

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

fn figures() -> Vec<Figure> {
    let record: Value = serde_json::from_str(SAMPLES.text("run.json")).expect("JSON");
    let figures = record["report"]["figures"].as_array().expect("figures");
    figures.iter().map(Figure::of).collect()
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
    let figures = figures();
    assert!(figures.len() > 100, "{}", figures.len());
    for figure in figures {
        let bytes = Cursor::new(SAMPLES.file(&figure.book).to_vec());
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
    for figure in figures() {
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
    let figures: BTreeSet<String> = figures().iter().map(Figure::shown).collect();
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

/// What a recount of the data gives, by the names of the figures.
struct Recount(BTreeMap<String, f64>);

#[test]
fn a_recount_of_the_data_gives_every_figure() {
    let recount = Recount::of_samples();
    for figure in figures() {
        let counted = recount.0.get(&figure.name);
        let counted = counted.unwrap_or_else(|| panic!("nobody recounts {}", figure.name));
        assert!(
            (counted - figure.value).abs() < 1e-9,
            "{}: {counted}",
            figure.name
        );
    }
}

fn word<'v>(line: &'v Value, name: &str) -> Option<&'v str> {
    line[name].as_str().filter(|text| !text.is_empty())
}

fn points(line: &Value) -> usize {
    usize::try_from(line["risk_points"].as_u64().expect("a count")).expect("few")
}

const LEVELS: [&str; 4] = ["一级", "二级", "三级", "待定"];

fn level(line: &Value) -> usize {
    line["effective_level"]
        .as_u64()
        .map_or(3, |level| usize::try_from(level).expect("few") - 1)
}

impl Recount {
    fn of_samples() -> Self {
        let mut recount = Self(BTreeMap::new());
        let register = SAMPLES.lines("data/register.jsonl");
        recount.rows(&SAMPLES.lines("data/entries.jsonl"), &register);
        recount.levels(&register);
        recount.follow_up(&register);
        recount.coverage(&SAMPLES.lines("data/coverage.jsonl"));
        recount.ledgers(&SAMPLES.lines("data/ledger.jsonl"));
        recount.scores(&SAMPLES.lines("data/scores.jsonl"));
        recount.faults(&SAMPLES.lines("data/findings.jsonl"));
        recount
    }

    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    fn set(&mut self, name: impl Into<String>, count: usize) {
        self.0.insert(name.into(), count as f64);
    }

    fn rows(&mut self, rows: &[Value], register: &[Value]) {
        let status = |wanted| rows.iter().filter(|r| r["status"] == wanted).count();
        self.set("登记条数", register.len());
        self.set("合并条数", status("merged"));
        self.set("退回条数", status("returned"));
        let files = |replaced: bool| {
            let rows = rows
                .iter()
                .filter(|r| !replaced || !r["stand_in"].is_null());
            let files = rows.map(|r| r["place"]["file"].as_str().expect("a file"));
            files.collect::<BTreeSet<_>>().len()
        };
        self.set("收到自查表", files(false));
        self.set("重复和旧版的自查表", files(true));
    }

    /// By level: all, each section, each category; posts and matters at the highest level of theirs.
    fn levels(&mut self, register: &[Value]) {
        let mut by = |name: &str, of: &dyn Fn(&Value) -> bool| {
            let counts = [0, 1, 2, 3].map(|wanted| {
                let own = register
                    .iter()
                    .filter(|line| of(line) && level(line) == wanted);
                own.map(points).sum::<usize>()
            });
            let all: usize = counts.iter().sum();
            if name.is_empty() {
                self.set("风险点", all);
                for (word, count) in LEVELS.iter().zip(counts) {
                    self.set(format!("{word}风险点"), count);
                    self.share(format!("{word}占比"), count, all);
                }
            } else {
                self.set(format!("{name}：风险点"), all);
                for (word, count) in LEVELS.iter().zip(counts) {
                    self.set(format!("{name}：{word}"), count);
                }
            }
        };
        by("", &|_| true);
        for field in ["section", "category"] {
            let names: BTreeSet<&str> = register.iter().filter_map(|l| word(l, field)).collect();
            for name in names {
                by(name, &|line| word(line, field) == Some(name));
            }
        }
        let sections: BTreeSet<Option<&str>> =
            register.iter().map(|l| word(l, "section")).collect();
        self.set("涉及科室", sections.len());
        for (title, field) in [("岗位", "post"), ("权力事项", "matter")] {
            let mut highest: BTreeMap<[String; 2], usize> = BTreeMap::new();
            for line in register.iter().filter(|line| word(line, field).is_some()) {
                let key = ["section", field].map(|f| text::key(word(line, f).unwrap_or_default()));
                let own = highest.entry(key).or_insert(3);
                *own = (*own).min(level(line));
            }
            self.set(title, highest.len());
            for (at, word) in LEVELS.iter().enumerate() {
                let own = highest.values().filter(|own| **own == at).count();
                self.set(format!("{word}{title}"), own);
            }
        }
        let basis = |wanted: &str| {
            let own = register.iter().filter(|line| line["basis"] == wanted);
            own.map(points).sum::<usize>()
        };
        let all = register.iter().map(points).sum();
        self.share("审定占比".to_owned(), basis("confirmed"), all);
        for (name, wanted) in [
            ("审定风险点", "confirmed"),
            ("自评风险点", "declared"),
            ("建议风险点", "suggested"),
            ("待审定风险点", "pending"),
        ] {
            self.set(name, basis(wanted));
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    fn share(&mut self, name: String, part: usize, whole: usize) {
        self.0.insert(name, part as f64 / whole as f64);
    }

    fn follow_up(&mut self, register: &[Value]) {
        let sum = |of: &dyn Fn(&Value) -> bool| {
            let own = register.iter().filter(|line| of(line));
            own.map(points).sum::<usize>()
        };
        for (name, wanted) in [("单位", "unit"), ("科室", "section"), ("个人", "person")] {
            let of = |line: &Value| word(line, "subject").unwrap_or("section") == wanted;
            self.set(format!("{name}排查的风险点"), sum(&of));
        }
        self.set(
            "写明措施的风险点",
            sum(&|line| word(line, "measures").is_some()),
        );
        let measures = register.iter().filter_map(|line| word(line, "measures"));
        let measures = measures
            .map(|told| text::list_items(told).len().max(1))
            .sum();
        self.set("防控措施条数", measures);
        for (name, role) in [
            ("局主要领导", "principal"),
            ("分管领导", "leader"),
            ("科室负责人", "head"),
            ("岗位", "post"),
        ] {
            let of = |line: &Value| line["supervisor_role"] == role;
            self.set(format!("{name}监管的风险点"), sum(&of));
        }
        let count = |of: &dyn Fn(&Value) -> bool| register.iter().filter(|line| of(line)).count();
        self.set(
            "等级评定已超期",
            count(&|line| line["rating_status"] == "overdue"),
        );
        self.set(
            "等级评定将到期",
            count(&|line| line["rating_status"] == "due"),
        );
        self.set("列入抽查", count(&|line| line["spot_check"] == true));
        let looked = |line: &Value| {
            line["spot_check_results"]
                .as_array()
                .is_some_and(|r| !r.is_empty())
        };
        self.set("已抽查", count(&looked));
    }

    fn coverage(&mut self, sections: &[Value]) {
        let sum = |name: &str| {
            let all = sections.iter().map(|s| match &s[name] {
                Value::Array(listed) => listed.len(),
                count => usize::try_from(count.as_u64().expect("a count")).expect("few"),
            });
            all.sum::<usize>()
        };
        let absent = sections.iter().filter(|s| s["basis"] == "nothing").count();
        self.set("应报科室", sections.len());
        self.set("已报科室", sections.len() - absent);
        self.set("未报科室", absent);
        self.set("在册人员", sum("staff"));
        self.set("已报人员", sum("reported"));
        self.set("漏报人员", sum("missing"));
    }

    fn ledgers(&mut self, lines: &[Value]) {
        let of_year = |l: &&Value| word(l, "on").is_none_or(|on| on.starts_with("2026"));
        let signs = lines
            .iter()
            .filter(|l| l["ledger"] == "monitoring")
            .filter(of_year);
        let signs: Vec<&Value> = signs.collect();
        self.set("苗头性问题", signs.len());
        let closed = signs.iter().filter(|l| l["closed"] == true).count();
        self.set("苗头性问题已处理", closed);
        let watched = signs
            .iter()
            .filter(|l| l["closed"] == false && l["done"] == false);
        self.set("苗头性问题尚未了结", watched.count());
        let counted: Vec<&Value> = lines.iter().filter(|l| l["counted"] == true).collect();
        for (name, kind) in [
            ("警示提醒", "reminder"),
            ("问责或诫勉谈话", "admonition"),
            ("责令整改", "rectification"),
            ("党纪政纪处理", "sanction"),
        ] {
            let own = counted.iter().filter(|l| l["disposition"] == kind);
            self.set(name, own.count());
        }
        let tasks: Vec<&&Value> = counted
            .iter()
            .filter(|l| l["ledger"] == "rectification")
            .collect();
        self.set("整改任务", tasks.len());
        self.set(
            "整改已销号",
            tasks.iter().filter(|t| t["closed"] == true).count(),
        );
        let late = |t: &&&&Value| {
            t["closed"] == false && word(t, "deadline").is_some_and(|day| day < "2026-11-30")
        };
        self.set("整改逾期未销号", tasks.iter().filter(late).count());
    }

    fn scores(&mut self, lines: &[Value]) {
        let year: Vec<&Value> = lines.iter().filter(|l| l["scheme"].is_null()).collect();
        for (title, kind) in [("科室", "section"), ("岗位", "post")] {
            let own: Vec<&&Value> = year.iter().filter(|l| l["kind"] == kind).collect();
            self.set(format!("考核{title}"), own.len());
            let complete = own.iter().filter(|l| l["missing"] == 0).count();
            self.set(format!("评完{title}"), complete);
            let vetoed = |l: &&&&Value| {
                let vetoes = l["vetoes"].as_array().expect("vetoes");
                vetoes.iter().any(|veto| veto["times"].as_u64() > Some(0))
            };
            self.set(
                format!("一票否决{title}"),
                own.iter().filter(vetoed).count(),
            );
            for band in ["优秀", "良好", "合格", "不合格"] {
                let count = own.iter().filter(|l| l["band"] == band).count();
                self.set(format!("{band}：{title}"), count);
            }
        }
    }

    /// By what their codes are called in the book.
    fn faults(&mut self, findings: &[Value]) {
        let bytes = Cursor::new(SAMPLES.file("04-问题清单.xlsx").to_vec());
        let mut book: Xlsx<_> = Xlsx::new(bytes).expect("a workbook");
        let sheet = book.worksheet_range("按科室统计").expect("the sheet");
        for (.., head) in sheet.used_cells() {
            if let Data::String(head) = head
                && let Some((code, title)) = head.split_once('\n')
            {
                let count = findings.iter().filter(|f| f["code"] == code).count();
                self.set(format!("{title}：处数"), count);
            }
        }
    }
}
