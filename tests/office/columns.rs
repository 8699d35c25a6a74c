//! The tables of a result as columns, read by the engines for which they are written.

use std::path::Path;
use std::process::Command;

use crate::python;
use crate::support::{qingfeng, samples, temp};

/// Whether an engine is there, or can be fetched; Spark is never fetched, it is half a gigabyte.
pub fn is_installed(engine: &str) -> bool {
    let spark = engine == "spark";
    let module = if spark { "pyspark" } else { engine };
    let java = || Command::new("java").arg("-version").output().is_ok();
    python::with(module, !spark).is_some() && (!spark || java())
}

pub fn duckdb_reads_every_value() {
    reads_every_value("duckdb", "duckdb");
}

pub fn polars_reads_every_value() {
    reads_every_value("polars", "polars");
}

pub fn spark_reads_every_value() {
    reads_every_value("spark", "pyspark");
}

fn reads_every_value(engine: &str, module: &str) {
    let folder = temp();
    let [before, now] = ["2025", "2026"].map(|year| folder.path().join(year));
    let samples = samples();
    let run = |out: &Path, year: &str, more: &[&str]| {
        let day = format!("{year}-11-30");
        let paths = [samples.display().to_string(), out.display().to_string()];
        let fixed = [
            "run", &paths[0], "-o", &paths[1], "--year", year, "--date", &day,
        ];
        let said = qingfeng(&[&fixed, more].concat());
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    };
    run(&before, "2025", &[]);
    let previous = before.display().to_string();
    run(&now, "2026", &["--parquet", "--previous", &previous]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/columns.py");
    let python = python::with(module, false).expect("found before");
    let output = Command::new(python)
        .arg(script)
        .arg(engine)
        .arg(&now)
        .output();
    let output = output.expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{engine}: {said}");
}
