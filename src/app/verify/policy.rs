//! The policy of a result against the one that lies there now.

use std::path::{Path, PathBuf};

use super::account::{Account, Section};
use crate::app::policy_file::{search, source};
use crate::app::record::Record;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::policy::DEFAULT;

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
