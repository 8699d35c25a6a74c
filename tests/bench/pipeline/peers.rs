//! What a script does in the time: `tests/bench/*.py`, where Python and its packages are there (`PYTHON` names another one).

use std::path::Path;
use std::process::Command;

/// The scripts.
pub const ALL: [&str; 2] = ["pandas_openpyxl.py", "polars_fastexcel.py"];

/// Seconds a script says it took over a folder, without its start; or why it could not.
pub fn seconds(script: &str, folder: &Path) -> Result<f64, String> {
    let out = tempfile::tempdir().map_err(|e| e.to_string())?;
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let scripts = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench"));
    let output = Command::new(python)
        .arg(scripts.join(script))
        .arg(folder)
        .arg(out.path().join("汇总.xlsx"))
        .output()
        .map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = |text: &str| text.lines().last().unwrap_or_default().to_owned();
    last(&said).parse().map_err(|_| last(&error))
}
