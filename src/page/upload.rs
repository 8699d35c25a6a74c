//! Files that are sent: taken from the wire to the disk piece by piece, bounded in size, number and time, and kept aside until
//! all of them are there. Whatever goes wrong, nothing of them is left.

use std::fmt::Display;
use std::path::Path;
use std::time::Duration;

use axum::extract::multipart::{Field, MultipartError};
use axum::http::{HeaderMap, StatusCode, header};
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use super::failure::Failure;
use super::sent::Files;
use super::sips::Waiting;
use crate::app::{HandedOver, fit_folders, fit_name, plain_reason};

const MB: u64 = 1024 * 1024;
/// How long nothing may come.
const SILENCE: Duration = Duration::from_secs(20);
/// Bytes of a part that is no file: the folder the next files lie in.
const WORDS: usize = 4096;

/// How much may be sent at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Bytes of all of them.
    pub all: u64,
    /// Files.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 200 * MB,
            all: 1024 * MB,
            files: 3000,
        }
    }
}

impl Limits {
    /// Refuses what says itself that it is too much, before it is sent.
    ///
    /// # Errors
    /// It is.
    pub fn allow(&self, headers: &HeaderMap) -> Result<(), Failure> {
        let length = headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        // Beside its bytes every file has a head of its own.
        let heads = self.files as u64 * 1024;
        match length {
            Some(bytes) if bytes > self.all + heads => Err(self.too_much()),
            _ => Ok(()),
        }
    }

    fn too_much(&self) -> Failure {
        let said = format!(
            "一次交得太多了：合计不能超过 {} MB。一个文件也没有收，请分几次交。",
            self.all / MB
        );
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said)
    }

    fn too_many(&self) -> Failure {
        let said = format!(
            "一次交得太多了：不能超过 {} 个文件。一个文件也没有收，请分几次交。",
            self.files
        );
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said)
    }

    fn too_large(&self, name: &str) -> Failure {
        let said = format!(
            "“{name}”太大了：一个文件不能超过 {} MB。一个文件也没有收，请看看是不是选错了文件。",
            self.file / MB
        );
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said)
    }
}

/// Takes all files that are sent, into the folder `aside`.
///
/// # Errors
/// One of them is no file that may be handed in, they are too many or too large, they cannot be written, or they do not come.
pub async fn take(
    Files { mut parts, waiting }: Files,
    aside: &Path,
    limits: Limits,
) -> Result<Vec<HandedOver>, Failure> {
    let mut taken: Vec<HandedOver> = Vec::new();
    let mut folders = Vec::new();
    let mut left = limits.all;
    while let Some(part) = in_time(parts.next_field(), &waiting).await? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            let is_folder = part.name() == Some("folder");
            let said = words(part, &waiting).await?;
            if is_folder {
                folders = fit_folders(&said).map_err(unfit)?;
            }
            continue;
        };
        // A form that was sent without a file chosen.
        if name.is_empty() {
            if !words(part, &waiting).await?.is_empty() {
                fit_name(&name).map_err(unfit)?;
            }
            continue;
        }
        fit_name(&name).map_err(unfit)?;
        if taken.len() == limits.files {
            return Err(limits.too_many());
        }
        let file = write((part, &waiting), aside, (limits, &mut left), &name).await?;
        taken.push(HandedOver {
            file: file.into_temp_path(),
            folders: folders.clone(),
            name,
        });
    }
    if taken.is_empty() {
        return Err(Failure::refused("没有选文件。请先选好文件，再点按钮。"));
    }
    Ok(taken)
}

fn unfit(said: impl Display) -> Failure {
    let said = format!("{said}。这一次一个文件也没有收。");
    Failure::new(StatusCode::BAD_REQUEST, said)
}

async fn write(
    (mut part, waiting): (Field<'_>, &Waiting),
    aside: &Path,
    (limits, left): (Limits, &mut u64),
    name: &str,
) -> Result<NamedTempFile, Failure> {
    let failed = |e: std::io::Error| {
        Failure::refused(format!(
            "“{name}”没有存下来：{}。这一次一个文件也没有收。",
            plain_reason(&e)
        ))
    };
    let file = NamedTempFile::new_in(aside).map_err(failed)?;
    let handle = file.as_file().try_clone().map_err(failed)?;
    let mut out = tokio::fs::File::from_std(handle);
    let mut size = 0u64;
    while let Some(piece) = in_time(part.chunk(), waiting).await? {
        let bytes = piece.len() as u64;
        size += bytes;
        if size > limits.file {
            return Err(limits.too_large(name));
        }
        *left = left.checked_sub(bytes).ok_or_else(|| limits.too_much())?;
        out.write_all(&piece).await.map_err(failed)?;
    }
    out.sync_all().await.map_err(failed)?;
    Ok(file)
}

/// What a part says that is no file.
async fn words(mut part: Field<'_>, waiting: &Waiting) -> Result<String, Failure> {
    let mut said = Vec::new();
    while let Some(piece) = in_time(part.chunk(), waiting).await? {
        said.extend_from_slice(&piece);
        if said.len() > WORDS {
            return Err(Failure::refused("表单里有一项太长，没有收。"));
        }
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}

async fn in_time<T>(
    coming: impl Future<Output = Result<T, MultipartError>>,
    waiting: &Waiting,
) -> Result<T, Failure> {
    let Ok(come) = timeout(SILENCE, coming).await else {
        let said = "等了很久没有收到后面的内容，这一次一个文件也没有收。请再交一次。";
        return Err(Failure::new(StatusCode::REQUEST_TIMEOUT, said));
    };
    let come = come.map_err(|_| {
        let said = if waiting.is_too_much() {
            "表单里有一项的开头太长，这一次一个文件也没有收。请把文件名改短以后再交。"
        } else {
            "传来的内容不完整，这一次一个文件也没有收。请再交一次。"
        };
        Failure::new(StatusCode::BAD_REQUEST, said)
    })?;
    waiting.done();
    Ok(come)
}
