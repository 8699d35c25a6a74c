//! `run --parquet`: the tables as columns hold what the lines of the data hold, and belong to the result like any file of it.

use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::columnar::{Partition, Unreadable, partition_of, rows};
use qingfeng::emit::TABLES;
use serde_json::Value;

use crate::office::files;
use crate::support::units::{self, DATE};
use crate::support::{Said, qingfeng, samples, temp};

/// A year of the samples' bureau under another name, if one is given.
fn run(out: &Path, year: &str, more: &[&str]) -> Said {
    let out = out.display().to_string();
    let samples = samples().display().to_string();
    let day = format!("{year}-11-30");
    let fixed = ["run", &samples, "-o", &out, "--year", year, "--date", &day];
    qingfeng(&[&fixed, more].concat())
}

fn columns(out: &Path) -> Vec<PathBuf> {
    let names = files(out).into_keys();
    let columns = names.filter(|name| name.ends_with(".parquet"));
    columns.map(|name| out.join(name)).collect()
}

#[test]
fn every_table_holds_what_its_lines_hold_to_the_byte() {
    let folder = temp();
    let [before, out] = ["上年", "本年"].map(|name| folder.path().join(name));
    assert_eq!(run(&before, "2025", &[]).status, 0);
    let previous = before.display().to_string();
    let said = run(&out, "2026", &["--parquet", "--previous", &previous]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("data/parquet/（6 个文件"), "{}", said.out);
    let columns = columns(&out);
    assert_eq!(columns.len(), TABLES.len(), "changes too");
    for table in TABLES {
        let inner = format!(
            "data/parquet/{0}/year=2026/unit=清风市青云区财政局/{0}.parquet",
            table.name
        );
        let path = out.join(inner);
        let partition = Partition {
            year: 2026,
            unit: "清风市青云区财政局".to_owned(),
            date: "2026-11-30".parse().ok(),
        };
        let told = partition_of(&path).expect("ours");
        assert_eq!(told, (table.name.to_owned(), partition));
        let mut read = String::new();
        rows(&path, (table, &[]), &mut |row| {
            read += &Value::Object(row).to_string();
            read.push('\n');
            Ok::<_, Unreadable>(())
        })
        .expect("readable");
        let lines = fs::read_to_string(out.join(format!("data/{}.jsonl", table.name)));
        let lines = lines.expect("read");
        assert!(!lines.is_empty(), "{}", table.name);
        for (read, line) in read.lines().zip(lines.lines()) {
            assert_eq!(read, line, "{}", table.name);
        }
        assert_eq!(read.len(), lines.len(), "{}", table.name);
    }
}

#[test]
fn columns_come_out_the_same_again_and_go_when_they_are_not_wanted() {
    let folder = temp();
    let [one, two] = ["一", "二"].map(|name| folder.path().join(name));
    assert_eq!(run(&one, "2026", &["--parquet", "--jobs", "1"]).status, 0);
    assert_eq!(run(&two, "2026", &["--parquet", "--jobs", "2"]).status, 0);
    let bytes = |out: &Path| -> Vec<Vec<u8>> {
        let read = columns(out).into_iter().map(fs::read);
        read.map(|bytes| bytes.expect("read")).collect()
    };
    assert_eq!(bytes(&one).len(), 5);
    assert!(bytes(&one) == bytes(&two), "whatever the jobs");
    let inputs = samples().display().to_string();
    let result = one.display().to_string();
    let said = qingfeng(&["verify", &result, "--inputs", &inputs]);
    assert_eq!(said.status, 0, "{}", said.out);
    fs::write(&columns(&one)[0], "改过").expect("written");
    let said = qingfeng(&["verify", &result]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains(".parquet"), "{}", said.out);
    assert_eq!(run(&one, "2026", &[]).status, 0);
    assert!(
        !one.join("data/parquet").exists(),
        "nothing of them is left"
    );
    let said = qingfeng(&["verify", &result, "--inputs", &inputs]);
    assert_eq!(said.status, 0, "{}", said.out);
}

#[test]
fn a_unit_that_is_no_name_for_a_folder_has_one_all_the_same_and_one_too_long_is_told_before() {
    let folder = temp();
    let policy = folder.path().join("口径.toml");
    let out = folder.path().join("结果");
    let under = |unit: &str| {
        fs::write(&policy, format!("[unit]\nname = '''{unit}'''\n")).expect("written");
        let policy = policy.display().to_string();
        run(&out, "2026", &["--parquet", "--policy", &policy])
    };
    for (unit, inner) in [
        ("青云区财政局/国库=支付", "unit=青云区财政局%2F国库%3D支付"),
        ("", "unit=__HIVE_DEFAULT_PARTITION__"),
    ] {
        let said = under(unit);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        let columns = columns(&out);
        assert_eq!(columns.len(), 5);
        let path = columns[0].display().to_string();
        assert!(path.contains(inner), "{path}");
        let (_, told) = partition_of(&columns[0]).expect("ours");
        assert_eq!(told.unit, unit);
    }
    let before = files(&out);
    let said = under(&"局".repeat(90));
    assert_eq!(said.status, 2);
    assert!(said.err.contains("单位名称太长"), "{}", said.err);
    assert!(files(&out) == before, "nothing is written");
}

/// Whether a roll-up of these comes out, and its lines.
fn rolled_up(out: &Path, policy: &Path, given: &[&Path]) -> Vec<(String, String)> {
    let [out_, policy] = [out, policy].map(|path| path.display().to_string());
    let given = given.iter().map(|path| path.display().to_string());
    let mut arguments = vec!["rollup".to_owned()];
    arguments.extend(given);
    let fixed = [
        "-o",
        &out_,
        "--policy",
        &policy,
        "--date",
        DATE,
        "--parquet",
    ];
    arguments.extend(fixed.map(str::to_owned));
    let said = qingfeng(&arguments);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        !said.out.contains(".parquet\n"),
        "told in one line: {}",
        said.out
    );
    let lines = ["register", "entries", "findings", "merges", "scores"].map(|table| {
        let text = fs::read_to_string(out.join(format!("data/{table}.jsonl")));
        (table.to_owned(), text.expect("read"))
    });
    lines.into()
}

#[test]
fn a_roll_up_of_columns_is_that_of_the_results_and_its_own_columns_are_taken_again() {
    let folder = temp();
    let path = |name: &str| folder.path().join(name);
    let mut results = Vec::new();
    for forms in units::forms(&path("收表"), 3, 20) {
        let result = path("结果").join(forms.file_name().expect("a name"));
        let [forms, out] = [&forms, &result].map(|path| path.display().to_string());
        let said = qingfeng(&["run", &forms, "-o", &out, "--date", DATE, "--parquet"]);
        assert_eq!(said.status, 0, "{}", said.err);
        results.push(result);
    }
    let policy = path("口径.toml");
    fs::write(&policy, "[unit]\nname = \"清风市\"\n").expect("written");
    let of_results: Vec<&Path> = results.iter().map(PathBuf::as_path).collect();
    let columns: Vec<PathBuf> = results.iter().map(|r| r.join("data/parquet")).collect();
    let of_columns: Vec<&Path> = columns.iter().map(PathBuf::as_path).collect();
    let first = rolled_up(&path("一"), &policy, &of_results);
    let rows = |lines: &[(String, String)]| {
        let of_units = lines.iter().map(|(table, text)| {
            let of_units = text
                .lines()
                .filter(|line| !line.starts_with("{\"unit\":null"));
            (
                table.clone(),
                of_units.map(str::to_owned).collect::<Vec<_>>(),
            )
        });
        of_units.collect::<Vec<_>>()
    };
    let second = rolled_up(&path("二"), &policy, &of_columns);
    assert_eq!(rows(&first), rows(&second));
    // The columns of the roll-up are those of all units, and one that is given twice counts once.
    let whole = path("一/data/parquet");
    let both = [of_results.as_slice(), &[whole.as_path()]].concat();
    let third = rolled_up(&path("三"), &policy, &both);
    assert_eq!(rows(&first), rows(&third));
    assert!(third[2].1.contains("J13"), "told that they came twice");
    for table in ["register", "entries"] {
        for (nth, result) in results.iter().enumerate() {
            let inner = format!(
                "{table}/year=2026/unit={}/{table}.parquet",
                units::name(nth + 1)
            );
            let [own, above] =
                [result.join("data/parquet"), whole.clone()].map(|root| root.join(&inner));
            assert!(
                fs::read(own).expect("read") == fs::read(above).expect("read"),
                "{inner}"
            );
        }
    }
    let [out, given] = [path("二"), path("结果")].map(|path| path.display().to_string());
    let said = qingfeng(&["verify", &out]);
    assert_eq!(said.status, 0, "{}", said.out);
    let said = qingfeng(&[
        "verify",
        &path("一").display().to_string(),
        "--inputs",
        &given,
    ]);
    assert_eq!(said.status, 0, "{}", said.out);
    // A damaged file is told, and the unit is one that could not be read.
    let damaged = columns[0].join(format!(
        "register/year=2026/unit={}/register.parquet",
        units::name(1)
    ));
    fs::write(&damaged, "坏了").expect("written");
    let fourth = rolled_up(&path("四"), &policy, &of_columns);
    assert!(fourth[0].1.len() < first[0].1.len());
    assert!(fourth[2].1.contains("J17"), "{}", fourth[2].1);
}
