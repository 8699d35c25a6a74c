//! One file from bytes to a [`Reading`]: never a panic, never a failure; whatever goes wrong is a finding.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::convert;
use super::discover::Source;
use super::guard::{self, Cleared, Refusal};
use super::limits::Limits;
use super::notes::Context;
use super::workbook::{Reading, Workbook};
use super::{checks, notes};
use crate::diagnostic::Diagnostic;
use crate::digest::sha256_hex;
use crate::location::Place;
use crate::quiet::quietly;

/// Reads one file.
///
/// The workbook is absent if the file could not be read as one; then at least one finding says why.
pub fn read(source: &Source, limits: &Limits) -> Reading {
    match load(&source.path, limits) {
        Ok(bytes) => from_bytes(&bytes, &source.shown, limits),
        Err((refusal, bytes)) => Reading {
            sha256: String::new(),
            bytes,
            workbook: None,
            findings: vec![finding(refusal, &source.shown)],
        },
    }
}

/// Reads a file that is already in memory; `shown` is its name in findings.
pub fn from_bytes(bytes: &[u8], shown: &Arc<str>, limits: &Limits) -> Reading {
    let mut findings = Vec::new();
    let outcome = quietly(|| parse(bytes, shown, limits, &mut findings));
    let outcome = outcome.unwrap_or_else(|_| Err(Refusal::damaged("内容前后矛盾")));
    let workbook = outcome
        .map_err(|refusal| findings.push(finding(refusal, shown)))
        .ok();
    Reading {
        sha256: sha256_hex(bytes),
        bytes: bytes.len() as u64,
        workbook,
        findings,
    }
}

fn parse(
    bytes: &[u8],
    file: &Arc<str>,
    limits: &Limits,
    findings: &mut Vec<Diagnostic>,
) -> Result<Workbook, Refusal> {
    let cleared = guard::clear(bytes, limits)?;
    let (Cleared::Package(_, _, facts) | Cleared::Xls(_, _, facts) | Cleared::Word(_, facts)) =
        &cleared;
    findings.extend(notes::of_package(facts, file));
    convert::workbook(&cleared, limits, &mut Context { file, findings })
}

/// The bytes of a file; or why there are none, and its size.
fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, (Refusal, u64)> {
    let refuse = |error: io::Error| (cannot_open(&error), 0);
    // A pipe is not even opened: opening it waits for somebody to write into it.
    let known = path.metadata().map_err(refuse)?;
    if !known.is_file() {
        let message = if known.is_dir() {
            "文件夹无法进入，其中的文件没有读取"
        } else {
            "这不是普通文件（是管道、设备或套接字），没有打开"
        };
        return Err((Refusal::new(&checks::CANNOT_OPEN, message), 0));
    }
    let too_large = |size| (too_large(size, limits), size);
    if known.len() > limits.file_bytes {
        return Err(too_large(known.len()));
    }
    let file = File::open(path).map_err(refuse)?;
    // The file may grow while it is read.
    let mut bytes = Vec::new();
    file.take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(refuse)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

fn too_large(size: u64, limits: &Limits) -> Refusal {
    let message = format!(
        "文件有 {} MB，超过上限 {} MB，未读取",
        size.div_ceil(1 << 20),
        limits.file_bytes >> 20
    );
    Refusal::new(&checks::TOO_LARGE, message)
}

fn cannot_open(error: &io::Error) -> Refusal {
    let message = match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "文件已不在原处".to_owned(),
        (io::ErrorKind::PermissionDenied, _) => "没有读取权限，或文件正被其他程序占用".to_owned(),
        // On Windows: another program has the file open for itself.
        (_, Some(32 | 33)) if cfg!(windows) => "文件正被其他程序占用".to_owned(),
        (_, Some(code)) => format!("系统无法读取文件（错误号 {code}）"),
        _ => "系统无法读取文件".to_owned(),
    };
    Refusal::new(&checks::CANNOT_OPEN, message)
}

/// A refusal is a matter of the file, whatever sheet it was met in: nothing of the file is read.
fn finding(refusal: Refusal, file: &Arc<str>) -> Diagnostic {
    let finding = Diagnostic::new(refusal.check, Place::file(file), refusal.message);
    match refusal.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}
