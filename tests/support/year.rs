//! A small bureau's year for the tests of scores: forms, ledgers and score sheets written as people write them, one run,
//! and what came of it.
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::{Said, qingfeng, temp};

/// The bureau: four sections; 审核岗 of 预算科 has two people.
const ROSTER: &str = r#"
[unit]
name = "示例县财政局"
year = 2026

[leaders]
principal = "周七"

[[sections]]
name = "预算科"
aliases = ["预算股"]
leader = "吴八"
head = "王三"
posts = ["审核岗", "综合岗"]
staff = [{ name = "张一", post = "审核岗" }, { name = "李二", post = "审核岗" }, { name = "王三", post = "综合岗" }]

[[sections]]
name = "国库科"
leader = "吴八"
posts = ["支付岗"]
staff = [{ name = "赵四", post = "支付岗" }]

[[sections]]
name = "会计科"
leader = "吴八"
posts = ["会计岗"]
staff = [{ name = "钱五", post = "会计岗" }]

[[sections]]
name = "综合科"
leader = "吴八"
posts = ["文秘岗"]
staff = [{ name = "孙六", post = "文秘岗" }]
"#;

const HEADS: [&str; 9] = [
    "序号",
    "岗位",
    "姓名",
    "权力事项",
    "风险点",
    "表现形式",
    "风险等级",
    "防控措施",
    "责任领导",
];

/// One line of a form.
#[derive(Clone)]
pub struct Line {
    pub post: &'static str,
    pub person: &'static str,
    pub level: &'static str,
    /// The measure; none for one with substance.
    pub measure: Option<&'static str>,
    pub leader: &'static str,
    /// Whether the risk is left out, so that the line is returned.
    pub faulty: bool,
}

/// A line without fault: third level, a measure with substance.
pub const GOOD: Line = Line {
    post: "",
    person: "",
    level: "三级",
    measure: None,
    leader: "",
    faulty: false,
};

/// A year in a folder.
pub struct Year(tempfile::TempDir);

impl Year {
    /// A year under this `[scoring]`.
    pub fn new(scoring: &str) -> Self {
        let year = Self(temp());
        fs::create_dir(year.path("收表")).expect("a folder");
        fs::write(
            year.path("收表/qingfeng.toml"),
            format!("{ROSTER}\n{scoring}"),
        )
        .expect("a policy");
        year
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A workbook of texts, row by row; a text that is a number becomes one.
    pub fn book<S: AsRef<str>>(&self, name: &str, rows: &[Vec<S>]) -> &Self {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (col, text) in (0..).zip(cells) {
                let text = text.as_ref();
                match text.parse::<f64>() {
                    _ if text.is_empty() => {}
                    Ok(number) => drop(sheet.write(row, col, number).expect("a number")),
                    Err(_) => drop(sheet.write(row, col, text).expect("a text")),
                }
            }
        }
        book.save(self.path("收表").join(name)).expect("a workbook");
        self
    }

    /// A section's form, dated; an empty date for none.
    pub fn form(&self, section: &str, date: &str, lines: &[Line]) -> &Self {
        let mut rows = vec![
            vec!["廉政风险自查表".to_owned()],
            vec![
                format!("科室：{section}"),
                if date.is_empty() {
                    String::new()
                } else {
                    format!("填报日期：{date}")
                },
            ],
            HEADS.map(str::to_owned).to_vec(),
        ];
        for (number, line) in (1..).zip(lines) {
            let own = format!(
                "{section}{}{number}",
                if line.person.is_empty() {
                    ""
                } else {
                    line.person
                }
            );
            let risk = if line.faulty {
                String::new()
            } else {
                format!("{own}号事项审核把关不严")
            };
            rows.push(vec![
                number.to_string(),
                line.post.to_owned(),
                line.person.to_owned(),
                format!("第{number}项审核事项"),
                risk,
                format!("{own}号事项不看资料就签字同意"),
                line.level.to_owned(),
                line.measure.map_or_else(
                    || format!("{own}号台账逐笔登记，双人复核并签字存档"),
                    str::to_owned,
                ),
                line.leader.to_owned(),
            ]);
        }
        let people: String = lines.iter().map(|l| l.person).collect();
        let who = people.chars().take(2).collect::<String>();
        self.book(&format!("{section}{who}自查表.xlsx"), &rows)
    }

    /// The ledger of dispositions: section, post, person, kind, date.
    pub fn dispositions(&self, lines: &[[&str; 5]]) -> &Self {
        let heads = [
            "序号",
            "科室",
            "岗位",
            "姓名",
            "处置方式",
            "处置日期",
            "处置事由",
            "处置措施",
        ];
        let mut rows = vec![
            vec!["2026年处置台账".to_owned()],
            heads.map(str::to_owned).to_vec(),
        ];
        for (number, line) in (1..).zip(lines) {
            let mut row = vec![number.to_string()];
            row.extend(line.map(str::to_owned));
            row.extend([format!("第{number}件事由"), "谈话并督促改进".to_owned()]);
            rows.push(row);
        }
        self.book("处置台账.xlsx", &rows)
    }

    /// The ledger of rectifications: section, deadline, whether closed, closed on.
    pub fn rectifications(&self, lines: &[[&str; 4]]) -> &Self {
        let heads = [
            "序号",
            "存在问题",
            "整改措施",
            "责任单位",
            "整改时限",
            "是否销号",
            "销号日期",
        ];
        let mut rows = vec![
            vec!["2026年整改台账".to_owned()],
            heads.map(str::to_owned).to_vec(),
        ];
        for (number, [section, deadline, done, closed]) in (1..).zip(lines) {
            let own = [
                number.to_string(),
                format!("第{number}个问题"),
                "限期改正".to_owned(),
            ];
            let rest = [*section, *deadline, *done, *closed].map(str::to_owned);
            rows.push(own.into_iter().chain(rest).collect());
        }
        self.book("整改台账.xlsx", &rows)
    }

    /// A score sheet: item, section, post, person, mark, reason.
    pub fn marks(&self, name: &str, evaluator: &str, by: &str, lines: &[[&str; 6]]) -> &Self {
        let heads = ["项目编号", "科室", "岗位", "姓名", "评分", "评分理由"];
        let mut rows = vec![
            vec!["2026年考核评分表".to_owned()],
            vec![
                "评分方：".to_owned(),
                evaluator.to_owned(),
                "评分人：".to_owned(),
                by.to_owned(),
            ],
            heads.map(str::to_owned).to_vec(),
        ];
        rows.extend(lines.iter().map(|line| line.map(str::to_owned).to_vec()));
        self.book(name, &rows)
    }

    /// Runs the program on the last day of November.
    pub fn run(&self) -> Said {
        let [forms, out] = ["收表", "结果"].map(|p| self.path(p).display().to_string());
        let said = qingfeng(&["run", &forms, "-o", &out, "--date", "2026-11-30"]);
        assert!(said.status < 2, "{}{}", said.out, said.err);
        said
    }

    /// Runs it, and gives the scores.
    pub fn scores(&self) -> Scores {
        self.run();
        Scores(lines(&self.path("结果/data/scores.jsonl")))
    }

    /// The findings of the last run: code, file and cell, message.
    pub fn findings(&self, code: &str) -> Vec<Value> {
        let all = lines(&self.path("结果/data/findings.jsonl"));
        all.into_iter().filter(|f| f["code"] == code).collect()
    }
}

/// The objects of a file, a line each.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("lines");
    text.lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

/// The scores of a run.
pub struct Scores(pub Vec<Value>);

impl Scores {
    /// The score of 预算科, or of 预算科 审核岗 张一.
    pub fn of(&self, subject: &str) -> &Value {
        let found = self.0.iter().find(|s| s["subject"] == subject);
        found.unwrap_or_else(|| panic!("{subject} is not scored"))
    }

    /// What an item earned; none for 未评.
    pub fn item(&self, subject: &str, code: &str) -> Option<f64> {
        self.find(subject, code)["earned"].as_f64()
    }

    /// How it was come by.
    pub fn basis(&self, subject: &str, code: &str) -> String {
        self.find(subject, code)["basis"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The item as it was written.
    pub fn find(&self, subject: &str, code: &str) -> &Value {
        let items = self.of(subject)["items"].as_array().expect("items");
        items.iter().find(|i| i["code"] == code).expect("the item")
    }

    pub fn number(&self, subject: &str, key: &str) -> Option<f64> {
        self.of(subject)[key].as_f64()
    }

    pub fn band(&self, subject: &str) -> Option<&str> {
        self.of(subject)["band"].as_str()
    }
}
