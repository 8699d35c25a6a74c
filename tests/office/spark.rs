//! Beyond one machine: the job and the queries in `templates/spark`, held against what the units' results say.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingfeng::columnar::{Partition, Writer};
use qingfeng::emit::SCORES;
use serde_json::{Value, json};

use crate::python;
use crate::support::units::{self, DATE};
use crate::support::{qingfeng, temp};

type Told = BTreeMap<String, Vec<Value>>;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What the queries say in DuckDB.
fn in_duckdb(roster: &Path, roots: &[PathBuf]) -> Told {
    let python = python::with("duckdb", false).expect("found before");
    let mut command = Command::new(python);
    let queries = [here("tests/office/queries.py"), here("templates/spark")];
    let output = command.args(queries).arg(roster).args(roots).output();
    let output = output.expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Whether the queries say what the results say.
fn compare(told: &Told, results: &[PathBuf]) {
    for (query, expected) in units::expected(results) {
        assert_eq!(told[query].len(), expected.len(), "{query}");
        for (told, expected) in told[query].iter().zip(expected) {
            assert_eq!(*told, expected, "{query}");
        }
    }
}

/// Whether the queries say what a local roll-up of the same says.
fn compare_rolled_up(told: &Told, folder: &Path, (given, units): (&[PathBuf], usize)) {
    let policy = folder.join("汇总口径.toml");
    units::policy(&policy, units);
    let out = folder.join("汇总结果");
    let mut arguments = vec!["rollup".into()];
    arguments.extend(given.iter().map(|path| path.as_os_str().to_owned()));
    arguments.extend(["-o".into(), out.as_os_str().to_owned()]);
    arguments.extend(["--policy".into(), policy.into_os_string()]);
    arguments.extend(["--date".into(), DATE.into()]);
    let said = qingfeng::<OsString>(&arguments);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let record = fs::read(out.join("run.json")).expect("read");
    let record: Value = serde_json::from_slice(&record).expect("JSON");
    let (mut of_units, mut silent, mut ranks) = (Vec::new(), Vec::new(), Vec::new());
    for unit in record["units"].as_array().expect("a list") {
        let (rows, points, found) = (&unit["rows"], &unit["risk_points"], &unit["findings"]);
        if unit["state"] == "nothing" {
            silent.push(json!({"unit": unit["unit"], "alike": unit["group"]}));
            continue;
        }
        of_units.push(json!({
            "unit": unit["unit"], "rows_read": rows["read"], "registered": rows["registered"], "merged": rows["merged"],
            "returned": rows["returned"], "skipped": rows["skipped_total"], "items": unit["items"],
            "one": points["one"], "two": points["two"], "three": points["three"], "open": points["open"],
            "errors": found[0], "warnings": found[1], "notes": found[2],
        }));
        if !unit["score"].is_null() {
            let score = &unit["score"];
            ranks.push((
                unit["unit"].clone(),
                score["total"].as_f64(),
                score["band"].clone(),
            ));
        }
    }
    assert_eq!(told["units"], of_units);
    assert_eq!(told["silent"], silent);
    let mut ranked: Vec<_> = told["scores"]
        .iter()
        .map(|line| {
            (
                line["unit"].clone(),
                line["total"].as_f64(),
                line["band"].clone(),
            )
        })
        .collect();
    ranked.sort_by_key(|(unit, ..)| unit.to_string());
    assert_eq!(ranked, ranks);
    let apart = |line: &Value, [group, units, middle]: [&str; 3]| {
        [
            &line["unit"],
            &line[group],
            &line["what"],
            &line["own"],
            &line[middle],
            &line[units],
        ]
        .map(ToString::to_string)
    };
    let outliers = record["outliers"].as_array().expect("a list").iter();
    let outliers: BTreeSet<_> = outliers
        .map(|line| apart(line, ["group", "alike", "median"]))
        .collect();
    let told = told["outliers"].iter();
    let told: BTreeSet<_> = told
        .map(|line| apart(line, ["alike", "units", "middle"]))
        .collect();
    assert_eq!(told, outliers);
}

/// Scores of units by the office above them, and one that two offices score differently.
fn scores(folder: &Path) -> PathBuf {
    let root = folder.join("评分");
    let score = |section: &str, total: Value, band: &str| json!({"section": section, "subject": section, "kind": "section", "total": total, "band": band});
    let (one, two, three) = (units::name(1), units::name(2), units::name(3));
    for (office, lines) in [
        (
            "清风市财政局",
            vec![
                score(&one, json!(88.25), "良好"),
                score(&two, json!(95), "优秀"),
                score("预算科", json!(99), "优秀"),
            ],
        ),
        (
            "清风市审计局",
            vec![
                score(&two, json!(95), "优秀"),
                score(&three, json!(90), "优秀"),
            ],
        ),
        (three.as_str(), vec![score(&three, json!(60), "较差")]),
    ] {
        let folders = root.join(format!("scores/year=2026/unit={office}"));
        fs::create_dir_all(&folders).expect("made");
        let partition = Partition {
            year: 2026,
            unit: office.to_owned(),
            date: None,
        };
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&SCORES, partition, &mut bytes).expect("begun");
        for line in &lines {
            writer.row(line).expect("written");
        }
        writer.end().expect("written");
        fs::write(folders.join("scores.parquet"), bytes).expect("written");
    }
    root
}

pub fn the_queries_say_in_duckdb_what_the_results_say() {
    let folder = temp();
    let forms = units::forms(&folder.path().join("收表"), 6, 40);
    let mut results = Vec::new();
    for forms in &forms {
        let result = folder.path().join(forms.file_name().expect("a name"));
        let arguments = [forms.display().to_string(), result.display().to_string()];
        let [paths, out] = &arguments;
        let said = qingfeng(&["run", paths, "-o", out, "--date", DATE, "--parquet"]);
        assert_eq!(said.status, 0, "{}", said.err);
        results.push(result);
    }
    let roster = folder.path().join("单位名单.csv");
    units::roster(&roster, 6);
    let mut roots: Vec<PathBuf> = results.iter().map(|r| r.join("data/parquet")).collect();
    let told = in_duckdb(&roster, &roots);
    compare(&told, &results);
    assert_eq!(told["silent"][0]["unit"], units::name(7));
    compare_rolled_up(&told, folder.path(), (&results, 7));
    assert_eq!(
        told["outliers"],
        Vec::<Value>::new(),
        "three alike are too few"
    );
    roots.push(scores(folder.path()));
    let scored: Vec<String> = in_duckdb(&roster, &roots)["scores"]
        .iter()
        .map(Value::to_string)
        .collect();
    let expected = [
        json!({"unit": units::name(2), "total": 95.0, "band": "优秀", "place": 1}),
        json!({"unit": units::name(1), "total": 88.25, "band": "良好", "place": 2}),
    ];
    assert_eq!(
        scored,
        expected.map(|line| line.to_string()),
        "the third is in dispute"
    );
}

/// A program that stands for ours: when it is asked for a certain unit the first time, it ends the task that asked, and goes on.
fn killer(folder: &Path, unit: &str) -> PathBuf {
    let path = folder.join("qingfeng");
    let text = format!(
        "#!/bin/sh\ncase \"$2\" in *{unit}*) if mkdir '{}' 2>/dev/null; then {program} \"$@\" & kill -9 $PPID; wait; exit; fi;; esac\nexec {program} \"$@\"\n",
        folder.join("一次").display(),
        program = env!("CARGO_BIN_EXE_qingfeng"),
    );
    fs::write(&path, text).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    path
}

/// What the job wrote.
fn told(out: &Path) -> Told {
    let mut told = Told::new();
    for folder in fs::read_dir(out.join("汇总")).expect("read").flatten() {
        let mut lines = Vec::new();
        for file in fs::read_dir(folder.path()).expect("read").flatten() {
            if file.path().extension().is_some_and(|e| e == "json") {
                let text = fs::read_to_string(file.path()).expect("read");
                lines.extend(
                    text.lines()
                        .map(|line| serde_json::from_str(line).expect("JSON")),
                );
            }
        }
        told.insert(folder.file_name().to_string_lossy().into_owned(), lines);
    }
    told
}

/// The job on a machine of its own: two executors, and a task may be lost three times.
struct Job<'j> {
    python: &'j Path,
    roster: &'j Path,
}

impl Job<'_> {
    fn run(&self, out: &Path, more: &[&OsStr]) -> (Option<i32>, String) {
        let options = "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell";
        let mut job = Command::new(self.python);
        job.env("PYSPARK_PYTHON", self.python);
        job.env("PYSPARK_SUBMIT_ARGS", options);
        job.arg(here("templates/spark/job.py")).arg("-o").arg(out);
        job.arg("--roster").arg(self.roster).args(more);
        let output = job.output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }
}

/// How many units there are; the thirteenth has sent nothing that can be read.
const UNITS: usize = 40;
const BROKEN: usize = 13;

pub fn forty_units_of_which_one_is_broken_while_a_task_is_killed() {
    let folder = temp();
    let forms = units::forms(&folder.path().join("收表"), UNITS, 500);
    let broken = &forms[BROKEN - 1];
    for file in fs::read_dir(broken).expect("read").flatten() {
        fs::remove_file(file.path()).expect("removed");
    }
    let [roster, listed, out, above] =
        ["单位名单.csv", "单位.txt", "全市", "全省"].map(|name| folder.path().join(name));
    units::roster(&roster, UNITS);
    let list: Vec<String> = forms
        .iter()
        .map(|forms| forms.display().to_string())
        .collect();
    fs::write(&listed, list.join("\n")).expect("written");
    let python = python::with("pyspark", false).expect("found before");
    let job = Job {
        python: &python,
        roster: &roster,
    };
    let program = killer(folder.path(), &units::name(7));
    let of_units = [
        "--units".as_ref(),
        listed.as_os_str(),
        "--qingfeng".as_ref(),
        program.as_os_str(),
    ];
    let run = ["--", "--date", DATE].map(OsStr::new);
    let (status, said) = job.run(&out, &[of_units.as_slice(), &run].concat());
    assert_eq!(status, Some(1), "one unit failed: {said}");
    assert!(
        said.contains("没有办成") && said.contains("没有找到任何表格文件"),
        "{said}"
    );
    assert!(
        folder.path().join("一次").exists() && said.contains("Lost task"),
        "{said}"
    );
    let results = results(&out, broken);
    let spark = told(&out);
    let silent = spark["silent"]
        .iter()
        .map(|line| line["unit"].as_str().unwrap_or_default());
    let expected = [BROKEN, UNITS + 1].map(units::name);
    assert_eq!(
        silent.collect::<Vec<_>>(),
        expected,
        "of the broken one there is nothing"
    );
    compare(&spark, &results);
    compare_rolled_up(&spark, folder.path(), (&results, UNITS + 1));
    let read = spark["units"]
        .iter()
        .filter_map(|line| line["rows_read"].as_u64());
    assert!(read.sum::<u64>() > 20_000);
    if python::with("duckdb", false).is_some() {
        let roots: Vec<PathBuf> = results.iter().map(|r| r.join("data/parquet")).collect();
        assert_eq!(
            in_duckdb(&roster, &roots),
            spark,
            "the queries say the same in both"
        );
        assert!(!spark["outliers"].is_empty(), "the units are not alike");
    }
    // One level up: the gathered tables are all that is needed.
    let gathered = out.join("合并");
    let (status, said) = job.run(&above, &["--from".as_ref(), gathered.as_os_str()]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(told(&above), spark);
}

/// The results of all units but the broken one, as the job lists them.
fn results(out: &Path, broken: &Path) -> Vec<PathBuf> {
    let lines = fs::read_to_string(out.join("单位.jsonl")).expect("read");
    let lines = lines.lines().map(serde_json::from_str);
    let lines: Vec<Value> = lines.map(|line| line.expect("JSON")).collect();
    let (good, failed): (Vec<&Value>, Vec<&Value>) =
        lines.iter().partition(|line| line["reason"] == "");
    assert_eq!((good.len(), failed.len()), (UNITS - 1, 1));
    assert_eq!(failed[0]["folder"], broken.display().to_string());
    let results = good.iter().map(|line| line["result"].as_str());
    results
        .map(|result| result.expect("a path").into())
        .collect()
}
