//! The figures of a report counted again from the data of its result, without the program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use qingfeng::text;
use serde_json::Value;

use crate::support::outcome::Outcome;

/// What a recount of the data gives, by the names of the figures.
pub struct Recount(pub BTreeMap<String, f64>);

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
    /// Of a unit's year.
    pub fn of(outcome: &Outcome) -> Self {
        let mut recount = Self(BTreeMap::new());
        let record: Value = serde_json::from_str(outcome.text("run.json")).expect("JSON");
        let register = outcome.lines("data/register.jsonl");
        recount.rows(&outcome.lines("data/entries.jsonl"), &register);
        recount.levels(&register);
        recount.follow_up(&register);
        recount.coverage(&outcome.lines("data/coverage.jsonl"));
        recount.ledgers(&outcome.lines("data/ledger.jsonl"), &record);
        recount.scores(&outcome.lines("data/scores.jsonl"));
        recount.faults(outcome);
        recount.changes(&outcome.lines("data/changes.jsonl"));
        recount
    }

    /// Of the results of many units.
    pub fn of_units(outcome: &Outcome) -> Self {
        let mut recount = Self(BTreeMap::new());
        let record: Value = serde_json::from_str(outcome.text("run.json")).expect("JSON");
        let register = outcome.lines("data/register.jsonl");
        recount.rows(&outcome.lines("data/entries.jsonl"), &register);
        recount.levels(&register);
        let of = |state: &str| {
            let units = record["units"].as_array().expect("units").iter();
            units.filter(|unit| unit["state"] == state).count()
        };
        recount.set("应报单位", of("read") + of("nothing") + of("unread"));
        recount.set("已报单位", of("read"));
        let names = |lines: &[Value]| {
            let names = lines.iter().map(|line| word(line, "unit"));
            names.collect::<BTreeSet<_>>().len()
        };
        recount.set("涉及单位", names(&register));
        recount.set(
            "离群单位",
            names(record["outliers"].as_array().expect("outliers")),
        );
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
        for field in ["unit", "section", "category"] {
            let names: BTreeSet<&str> = register.iter().filter_map(|l| word(l, field)).collect();
            for name in names {
                by(name, &|line| word(line, field) == Some(name));
            }
        }
        let sections: BTreeSet<Option<&str>> =
            register.iter().map(|l| word(l, "section")).collect();
        self.set("涉及科室", sections.len());
        for (title, field) in [("岗位", "post"), ("权力事项", "matter")] {
            let mut highest: BTreeMap<[String; 3], usize> = BTreeMap::new();
            for line in register.iter().filter(|line| word(line, field).is_some()) {
                let key = ["unit", "section", field]
                    .map(|f| text::key(word(line, f).unwrap_or_default()));
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
        let unread = sections.iter().filter(|s| s["basis"] == "unread").count();
        self.set("已报科室", sections.len() - absent - unread);
        self.set("未报科室", absent);
        self.set("在册人员", sum("staff"));
        self.set("已报人员", sum("reported"));
        self.set("漏报人员", sum("missing"));
    }

    fn ledgers(&mut self, lines: &[Value], record: &Value) {
        let year = record["year"].to_string();
        let today = record["date"].as_str().expect("a day");
        let of_year = |l: &&Value| word(l, "on").is_none_or(|on| on.starts_with(&year));
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
            t["closed"] == false && word(t, "deadline").is_some_and(|day| day < today)
        };
        self.set("整改逾期未销号", tasks.iter().filter(late).count());
    }

    fn scores(&mut self, lines: &[Value]) {
        let year: Vec<&Value> = lines.iter().filter(|l| l["scheme"].is_null()).collect();
        let checks: BTreeSet<&str> = lines.iter().filter_map(|l| word(l, "scheme")).collect();
        for (check, (title, kind)) in checks.iter().flat_map(|check| {
            [("科室", "section"), ("岗位", "post")].map(|subject| (check, subject))
        }) {
            let own = lines
                .iter()
                .filter(|l| l["scheme"] == *check && l["kind"] == kind);
            self.set(format!("{check}：{title}"), own.count());
        }
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

    fn changes(&mut self, lines: &[Value]) {
        let of = |classes: &[&str]| {
            let own = lines
                .iter()
                .filter(|l| classes.iter().any(|c| l["class"] == *c));
            own.count()
        };
        for (name, class) in [
            ("新增风险点", "new"),
            ("消除风险点", "gone"),
            ("升级风险点", "up"),
            ("降级风险点", "down"),
            ("措施变化的风险点", "measures"),
            ("未变风险点", "same"),
        ] {
            self.set(name, of(&[class]));
        }
        self.set("上年风险点", lines.len() - of(&["new"]));
        let gone = of(&["gone", "returned", "unreported"]);
        self.set("今年风险点", lines.len() - gone);
    }

    /// Errors and warnings, by what their codes are called in the book.
    fn faults(&mut self, outcome: &Outcome) {
        let findings = outcome.lines("data/findings.jsonl");
        let bytes = Cursor::new(outcome.file("04-问题清单.xlsx").to_vec());
        let mut book: Xlsx<_> = Xlsx::new(bytes).expect("a workbook");
        let sheet = book.worksheet_range("按科室统计").expect("the sheet");
        for (.., head) in sheet.used_cells() {
            if let Data::String(head) = head
                && let Some((code, title)) = head.split_once('\n')
            {
                let own = findings.iter().filter(|f| f["code"] == code);
                let count = own.filter(|f| f["severity"] != "note").count();
                self.set(format!("{title}：处数"), count);
            }
        }
    }
}
