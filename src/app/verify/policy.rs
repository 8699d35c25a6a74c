//! The policy and the roster of a result against those that lie there now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::account::{Account, Section};
use super::files::differs;
use crate::app::policy_file::{rosters, search, source};
use crate::app::record::Record;
use crate::app::upward;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::policy::DEFAULT;

/// Compares the roster book: the one that lies with the forms given, else the one that was used, where it lies now.
pub fn compare_roster(folder: &Path, record: &Record, inputs: &[PathBuf], account: &mut Account) {
    let beside = rosters(None, inputs).into_iter().next();
    let Some(roster) = &record.roster else {
        if let Some(path) = beside {
            let path = path.display();
            account.section(
                "花名册",
                Section {
                    compared: 0,
                    differences: vec![format!("多出“{path}”：写出结果时没有花名册")],
                },
            );
        }
        return;
    };
    let then = roster.address.as_ref().map(|a| folder.join(a));
    let Some(path) = beside.or(then).filter(|path| path.is_file()) else {
        return account.note(&format!(
            "花名册“{}”不在写出结果时的位置，没有核对；结果中存有当时的一份（{}）。",
            roster.file, roster.copy
        ));
    };
    let differences = differs(&path, &roster.file, &roster.sha256);
    let section = Section {
        compared: 1,
        differences: Vec::from_iter(differences),
    };
    account.section("花名册", section);
}

/// Compares the bureau's own templates of the report: those beside the policy with those that were used.
///
/// # Errors
/// One cannot be read.
pub fn compare_templates(
    folder: &Path,
    record: &Record,
    inputs: &[PathBuf],
    account: &mut Account,
) -> Result<(), Error> {
    let beside = inputs.iter().find_map(|path| search(path));
    let then = record.policy.address.as_ref().map(|a| folder.join(a));
    let Some(policy) = beside.or(then).filter(|path| path.is_file()) else {
        return Ok(());
    };
    let now = upward::beside(&policy)?;
    let now: BTreeMap<&str, &str> = now
        .iter()
        .map(|t| (t.file_name(), t.text.as_str()))
        .collect();
    let then: BTreeMap<&str, &str> = upward::recorded(record).collect();
    let mut differences = Vec::new();
    for (name, sha256) in &then {
        match now.get(name) {
            None => differences.push(format!("缺少报告模板“{name}”：写出结果时有")),
            Some(text) if sha256_hex(text.as_bytes()) != *sha256 => {
                differences.push(format!("报告模板“{name}”的内容变了，与记录的校验值不符"));
            }
            Some(_) => {}
        }
    }
    let new = now.keys().filter(|name| !then.contains_key(*name));
    differences.extend(new.map(|name| format!("多出报告模板“{name}”：写出结果时没有")));
    if !(then.is_empty() && now.is_empty()) {
        let compared = then.len();
        account.section(
            "报告模板",
            Section {
                compared,
                differences,
            },
        );
    }
    Ok(())
}

/// Compares the policy: the one beside the forms given, else the one that was used, where it lies now.
///
/// # Errors
/// It cannot be read.
pub fn compare(
    folder: &Path,
    record: &Record,
    inputs: &[PathBuf],
    account: &mut Account,
) -> Result<(), Error> {
    let policy = &record.policy;
    let beside = inputs.iter().find_map(|path| search(path));
    let then = policy.address.as_ref().map(|a| folder.join(a));
    let found: Vec<PathBuf> = beside
        .into_iter()
        .chain(then.filter(|p| p.is_file()))
        .collect();
    let mut differences = Vec::new();
    match (&policy.file, &policy.sha256) {
        (Some(file), Some(sha256)) => {
            let mut same = false;
            for path in &found {
                same |= sha256_hex(source(path)?.text.as_bytes()) == *sha256;
            }
            if found.is_empty() {
                account.note(&format!(
                    "口径文件“{file}”不在写出结果时的位置，没有核对；结果中存有当时的一份（data/policy.toml）。"
                ));
                return Ok(());
            }
            if !same {
                differences.push(format!("“{file}”的内容变了，与记录的校验值不符"));
            }
        }
        _ if sha256_hex(DEFAULT.as_bytes()) != policy.default_sha256 => {
            differences.push("内置默认口径与写出结果时的不同（程序版本不同）".to_owned());
        }
        _ => {
            let more = found.iter().map(|p| p.display());
            differences.extend(more.map(|p| format!("多出“{p}”：写出结果时用的是内置默认口径")));
        }
    }
    let section = Section {
        compared: 1,
        differences,
    };
    let title = policy.file.as_ref().map_or("内置默认口径", |_| "口径文件");
    account.section(title, section);
    Ok(())
}
