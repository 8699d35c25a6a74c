//! Keeps the module layers, file sizes and module docs honest.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Bottom layer first. A module may import only from layers strictly below its own.
const LAYERS: &[&[&str]] = &[
    &["text", "location", "digest", "quiet", "allocation"],
    &["diagnostic", "error"],
    &["model", "reader", "writer", "columnar"],
    &["policy"],
    &[
        "ingest",
        "rules",
        "grade",
        "review",
        "publicity",
        "linkage",
        "stats",
        "carry",
        "changes",
        "followup",
        "monitoring",
        "score",
        "report",
        "emit",
        "sample",
    ],
    &["app"],
    &["page"],
];
/// Third-party crates, each with the one module that may name it; packages are read by one and mended by the other, the
/// samples' words are data in TOML as a policy is, and files are read and entries compared in parallel.
const OWNERS: &[(&str, &str)] = &[
    ("annotate_snippets::", "policy"),
    ("axum::", "page"),
    ("calamine::", "reader"),
    ("cfb::", "reader"),
    ("character_converter::", "text"),
    ("clap::", "bin"),
    ("comfy_table::", "emit"),
    ("getrandom::", "page"),
    ("hyper::", "page"),
    ("hyper_util::", "page"),
    ("indicatif::", "bin"),
    ("mimalloc::", "allocation"),
    ("minijinja::", "writer"),
    ("open::that", "page"),
    ("parquet::", "columnar"),
    ("pinyin::", "text"),
    ("quick_xml::", "reader"),
    ("quick_xml::", "writer"),
    ("rayon::", "app"),
    ("rayon::", "linkage"),
    ("rust_xlsxwriter::", "writer"),
    ("rustix::", "app"),
    ("sha2::", "digest"),
    ("signal_hook::", "bin"),
    ("similar::", "text"),
    ("strsim::", "text"),
    ("tokio::", "page"),
    ("toml::", "policy"),
    ("toml_edit::", "policy"),
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
        for target in imports(&path, &text).into_iter().filter(|t| *t != module) {
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
fn files_need_each_other_one_way_only() {
    let found = circles(&needs());
    assert!(
        found.is_empty(),
        "files that need each other in a circle:\n{found:#?}"
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

/// A page leaves out what one types in a terminal: that stands in brackets of its own, behind what both faces offer.
#[test]
fn messages_name_the_command_line_in_its_own_brackets_alone() {
    let commands = [
        "run", "check", "clean", "inspect", "verify", "template", "sample", "rules", "serve",
        "init",
    ];
    let mut wrong = Vec::new();
    let read = |path: &str| fs::read_to_string(path).expect("read");
    let settings = "templates/settings.toml";
    let all = sources().into_iter().filter(|(module, ..)| module != "bin");
    let all = all.map(|(_, path, text)| (path, text));
    for (path, text) in all.chain([(settings.into(), read(settings))]) {
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            let mut said = String::new();
            let mut rest = line;
            while let Some((before, behind)) = rest.split_once("（命令行：") {
                said.push_str(before);
                rest = behind.split_once('）').map_or("", |(_, rest)| rest);
            }
            said.push_str(rest);
            let option = said
                .split("--")
                .skip(1)
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
            let command = commands
                .iter()
                .any(|name| said.contains(&format!("qingfeng {name}")));
            let chinese = said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if chinese && (option || command) {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// Top-level modules of this crate that a file names through `crate::` or `super::`.
fn imports(path: &Path, text: &str) -> BTreeSet<String> {
    let named = named(path, text).into_iter();
    named.filter_map(|path| path.into_iter().next()).collect()
}

/// Paths of this crate that a file names through `crate::` or `super::`, each from the crate's root. What a file only hands
/// on to others (`pub use`) it does not need itself.
fn named(path: &Path, text: &str) -> BTreeSet<Vec<String>> {
    let code: String = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or("")
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join(" ");
    let code = without_exports(&code);
    let own = module(path);
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        spell(&code[at + "crate::".len()..], &[], &mut found);
    }
    let mut rest = code.as_str();
    while let Some((before, behind)) = rest.split_once("super::") {
        let mut tail = behind;
        let mut up = 1;
        while let Some(further) = tail.strip_prefix("super::") {
            (tail, up) = (further, up + 1);
        }
        let outer = before.chars().next_back();
        if !outer.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            let base = own.len().saturating_sub(up);
            spell(tail, &own[..base], &mut found);
        }
        rest = tail;
    }
    // A file names its own parts without any prefix.
    for child in children(&code) {
        let uses =
            code.contains(&format!("use {child}::")) || code.contains(&format!(" {child}::"));
        if uses
            || code.contains(&format!("({child}::"))
            || code.contains(&format!("use self::{child}"))
        {
            for (at, _) in code.match_indices(&format!("{child}::")) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| " (&!{<,[".contains(c)) {
                    let mut base = own.clone();
                    base.push(child.clone());
                    spell(&code[at + child.len() + 2..], &base, &mut found);
                }
            }
        }
    }
    found
}

/// The names of the modules a file declares.
fn children(code: &str) -> Vec<String> {
    let declared = code.split(';').filter_map(|part| {
        let name = part.trim().rsplit("mod ").next()?.trim();
        let is_name =
            part.contains("mod ") && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_name.then(|| name.to_owned())
    });
    declared.collect()
}

fn without_exports(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, behind)) = rest.split_once("pub use ") {
        kept += before;
        rest = behind.split_once(';').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The paths behind a prefix, groups taken apart.
fn spell(tail: &str, base: &[String], found: &mut BTreeSet<Vec<String>>) {
    let mut path = base.to_vec();
    let mut rest = tail;
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            for part in parts(group) {
                spell(part, &path, found);
            }
            return;
        }
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if name.is_empty() {
            break;
        }
        rest = &rest[name.len()..];
        if name != "self" {
            path.push(name);
        }
        match rest.strip_prefix("::") {
            Some(further) => rest = further,
            None => break,
        }
    }
    found.insert(path);
}

/// The members of a group up to its closing bracket.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut start) = (0usize, 0);
    let mut parts = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(group[start..at].trim());
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(group[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

/// The path of the module a file is.
fn module(path: &Path) -> Vec<String> {
    let bare = path.with_extension("");
    let names = bare.iter().map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name != "mod").collect()
}

/// The files each file needs: the one that is the deepest module on a path it names, or the one from which that module
/// hands the name on.
fn needs() -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
    let sources = sources();
    let files: BTreeMap<Vec<String>, &PathBuf> = sources
        .iter()
        .map(|(_, path, _)| (module(path), path))
        .collect();
    let handed_on: BTreeMap<Vec<String>, Vec<String>> = sources
        .iter()
        .flat_map(|(_, path, text)| exports(path, text))
        .collect();
    let mut needs = BTreeMap::new();
    for (_, path, text) in &sources {
        let of = |mut name: Vec<String>| {
            // A name is handed on through a few modules at most.
            for _ in 0..8 {
                let origin = (1..=name.len()).find_map(|n| Some((n, handed_on.get(&name[..n])?)));
                let Some((n, origin)) = origin else { break };
                name = [origin, &name[n..]].concat();
            }
            (1..=name.len()).rev().find_map(|n| files.get(&name[..n]))
        };
        let own = named(path, text).into_iter().filter_map(of);
        // A module and its parts are one thing seen from outside: a part may use what its module is about.
        let inner = module(path);
        let own = own.filter(|file| !inner.starts_with(&module(file)));
        let own = own.map(|file| (*file).clone());
        needs.insert(path.clone(), own.collect());
    }
    needs
}

/// The names a module hands on, each with the path it stands for.
fn exports(path: &Path, text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let own = module(path);
    let children = children(text);
    let mut exports = Vec::new();
    for statement in text.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or("");
        let mut found = BTreeSet::new();
        match statement.strip_prefix("crate::") {
            Some(tail) => spell(tail, &[], &mut found),
            None => spell(statement, &own, &mut found),
        }
        for origin in found {
            let is_own = origin.len() > own.len() && children.contains(&origin[own.len()]);
            if let Some(name) = origin
                .last()
                .filter(|_| is_own || statement.starts_with("crate::"))
            {
                exports.push(([own.clone(), vec![name.clone()]].concat(), origin.clone()));
            }
        }
    }
    exports
}

/// The groups of files each of which needs, by whatever way, all others of its group.
fn circles(needs: &BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> BTreeSet<BTreeSet<PathBuf>> {
    let reached = |from: &PathBuf| {
        let mut reached = BTreeSet::new();
        let mut todo = vec![from];
        while let Some(file) = todo.pop() {
            for next in needs.get(file).into_iter().flatten() {
                if reached.insert(next) {
                    todo.push(next);
                }
            }
        }
        reached
    };
    let all: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        needs.keys().map(|file| (file, reached(file))).collect();
    let mutual = |file: &PathBuf| {
        let others = all[file].iter().filter(|other| all[**other].contains(file));
        others
            .map(|other| (*other).clone())
            .collect::<BTreeSet<_>>()
    };
    let groups = needs.keys().map(mutual);
    groups.filter(|group| group.len() > 1).collect()
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
