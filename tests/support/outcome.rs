//! What a run leaves behind, kept in memory; that of the sample year is run once for all tests of a program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use super::{Said, qingfeng, samples, temp};

/// What a run said and left behind.
pub struct Outcome {
    pub said: Said,
    files: BTreeMap<String, Vec<u8>>,
}

/// The run over the folder `samples`.
pub static SAMPLES: LazyLock<Outcome> = LazyLock::new(|| Outcome::of(&samples()));

impl Outcome {
    /// A run over a folder on the last day of November.
    pub fn of(forms: &Path) -> Self {
        let folder = temp();
        let out = folder.path().join("结果");
        let [from, to] = [forms, &out].map(|p| p.display().to_string());
        let said = qingfeng(&["run", &from, "-o", &to, "--date", "2026-11-30"]);
        assert_eq!(said.status, 0, "{}", said.err);
        Self {
            said,
            ..Self::read(&out)
        }
    }

    /// What a run has left in a folder.
    pub fn read(out: &Path) -> Self {
        let files = walkdir::WalkDir::new(out).into_iter();
        let files = files.map(|e| e.expect("an entry"));
        let named = files.filter(|e| e.file_type().is_file()).map(|e| {
            let inner = e.path().strip_prefix(out).expect("inside");
            let bytes = fs::read(e.path()).expect("readable");
            (inner.display().to_string(), bytes)
        });
        Self {
            said: Said::default(),
            files: named.collect(),
        }
    }

    /// A file by its path in the result.
    pub fn file(&self, name: &str) -> &[u8] {
        let found = self.files.get(name);
        found.unwrap_or_else(|| panic!("{name} is not in {:?}", self.files.keys()))
    }

    /// The names of its workbooks.
    pub fn books(&self) -> impl Iterator<Item = &str> {
        let names = self.files.keys().map(String::as_str);
        // What goes back to the sections is theirs.
        let own = names.filter(|name| !name.starts_with("退改"));
        own.filter(|name| Path::new(name).extension().is_some_and(|e| e == "xlsx"))
    }

    /// A file as text.
    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.file(name)).expect("text")
    }

    /// The objects of a file of `data`, a line each; none where there is nothing of the kind.
    pub fn lines(&self, name: &str) -> Vec<Value> {
        if !self.files.contains_key(name) {
            return Vec::new();
        }
        let lines = self.text(name).lines();
        lines
            .map(|l| serde_json::from_str(l).expect("JSON"))
            .collect()
    }
}
