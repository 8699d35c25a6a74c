//! Keeps the module layers, file sizes and module docs honest.
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Bottom layer first. A module may import only from layers strictly below its own.
const LAYERS: &[&[&str]] = &[
    &["text", "location", "digest", "quiet"],
    &["diagnostic", "error"],
    &["model", "reader", "writer"],
    &["policy"],
    &[
        "ingest",
        "rules",
        "grade",
        "review",
        "publicity",
        "linkage",
        "stats",
        "followup",
        "score",
        "report",
        "emit",
        "sample",
    ],
    &["app"],
];
/// Third-party crates, each with the one module that may name it; packages are read by one and mended by the other, the
/// samples' words are data in TOML as a policy is, and files are read and entries compared in parallel.
const OWNERS: &[(&str, &str)] = &[
    ("annotate_snippets::", "policy"),
    ("calamine::", "reader"),
    ("cfb::", "reader"),
    ("character_converter::", "text"),
    ("clap::", "bin"),
    ("comfy_table::", "emit"),
    ("indicatif::", "bin"),
    ("pinyin::", "text"),
    ("quick_xml::", "reader"),
    ("rayon::", "app"),
    ("rayon::", "linkage"),
    ("rust_xlsxwriter::", "writer"),
    ("rustix::", "app"),
    ("sha2::", "digest"),
    ("signal_hook::", "bin"),
    ("similar::", "text"),
    ("strsim::", "text"),
    ("toml::", "policy"),
    ("toml::", "sample"),
    ("unicode_normalization::", "text"),
    ("unicode_width::", "text"),
    ("walkdir::", "reader"),
    ("zip::", "reader"),
    ("zip::", "writer"),
];
const MAX_LINES: usize = 400;

#[test]
fn modules_import_only_lower_layers() {
    let mut broken = BTreeSet::new();
    for (module, path, text) in sources() {
        let Some(own) = layer(&module) else { continue };
        for target in imports(&text).into_iter().filter(|t| *t != module) {
            match layer(&target) {
                Some(theirs) if theirs < own => {}
                Some(_) => {
                    broken.insert(format!("{}: {module} -> {target}", path.display()));
                }
                None => {}
            }
        }
    }
    assert!(
        broken.is_empty(),
        "imports that do not point down:\n{broken:#?}"
    );
}

#[test]
fn every_module_has_a_layer() {
    for (module, path, _) in sources() {
        let known = ["lib", "bin"].contains(&module.as_str()) || layer(&module).is_some();
        assert!(
            known,
            "{} belongs to no layer in tests/tidy.rs",
            path.display()
        );
    }
}

#[test]
fn files_are_short_and_documented() {
    for (_, path, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        assert!(
            code.lines().count() <= MAX_LINES,
            "{} is too long",
            path.display()
        );
        assert!(
            text.starts_with("//! "),
            "{} lacks a module doc",
            path.display()
        );
    }
}

#[test]
fn adapters_own_their_crates() {
    for (module, path, text) in sources() {
        for (name, _) in OWNERS {
            let owns = OWNERS.contains(&(*name, module.as_str()));
            let named = text
                .lines()
                .any(|l| !l.trim_start().starts_with("//") && l.contains(name));
            assert!(!named || owns, "{} names {name}", path.display());
        }
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// Top-level modules of this crate that `text` names through `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join(" ");
    let ident = |s: &str| {
        s.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut found = BTreeSet::new();
    for tail in code.split("crate::").skip(1) {
        if let Some(group) = tail.strip_prefix('{') {
            let mut depth = 0usize;
            let mut start = true;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && (c.is_alphabetic() || c == '_') => {
                        found.insert(ident(&group[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.insert(ident(tail));
        }
    }
    found
}

/// `(top-level module, path, text)` of every Rust file under `src`.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inner = path.strip_prefix(&root).expect("a path under src");
                let first = inner
                    .components()
                    .next()
                    .expect("a file name")
                    .as_os_str()
                    .to_string_lossy();
                let text = fs::read_to_string(&path).expect("readable text");
                out.push((
                    first.trim_end_matches(".rs").to_owned(),
                    inner.to_owned(),
                    text,
                ));
            }
        }
    }
    out.sort();
    out
}
