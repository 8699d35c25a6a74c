//! What the operating system says when something cannot be read or written, in Chinese, with what to do about it.

use std::io::{Error as IoError, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// What the operating system says on reading.
pub fn plain_reason(error: &IoError) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::IsADirectory => "这是一个文件夹，不是文件",
        ErrorKind::InvalidFilename => "名字太长，或含有系统不允许的字符",
        ErrorKind::StorageFull => "磁盘已满，请清出空间后重试",
        ErrorKind::QuotaExceeded => "磁盘配额已用完，请清出空间或请管理员增加配额后重试",
        ErrorKind::FileTooLarge => "文件超过了系统允许的大小，请换一个磁盘，或请管理员放宽限制",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的，请换一个位置",
        ErrorKind::InvalidData => "内容不是 UTF-8 编码的文本",
        ErrorKind::TimedOut
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::NotConnected
        | ErrorKind::StaleNetworkFileHandle => "网络文件夹连接不上，请确认网络后重试",
        _ => "",
    };
    match (known, error.raw_os_error()) {
        // On Windows: another program has the file open for itself.
        (_, Some(32 | 33)) if cfg!(windows) => {
            "文件正被其他程序占用，多半是在 Excel 或 WPS 里打开着，请关闭以后再试".to_owned()
        }
        ("", Some(code)) => format!("系统没有办成（错误号 {code}）"),
        ("", None) => "系统没有办成".to_owned(),
        (known, _) => known.to_owned(),
    }
}

/// What the operating system says on writing.
fn write_reason(error: &IoError) -> String {
    let known = match error.kind() {
        ErrorKind::PermissionDenied => {
            "没有写权限，或其中的文件正被打开。请关闭正在打开的结果文件，或用 -o 换一个有写权限的文件夹"
        }
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices | ErrorKind::DirectoryNotEmpty => {
            "这个文件夹正被系统或其他程序使用，换不下来。请关闭其中打开的文件，或用 -o 换一个文件夹"
        }
        ErrorKind::Unsupported => {
            "这个位置的磁盘不支持占用标记，不能保证两次运行互不影响。请把结果写到本机磁盘，再复制过去"
        }
        ErrorKind::NotFound => "上级文件夹不见了。请确认后重试，或用 -o 换一个文件夹",
        _ => return plain_reason(error),
    };
    known.to_owned()
}

/// The error for something that could not be written.
pub fn failed(path: &Path, error: &IoError) -> Error {
    refused(path, &write_reason(error))
}

/// The error for something that is not written, for this reason.
pub fn refused(path: &Path, reason: &str) -> Error {
    Error::Output {
        path: as_written(path),
        reason: reason.to_owned(),
    }
}

/// The error for data without a JSON form, which no input can cause.
pub fn json_fault(file: &str) -> impl Fn(serde_json::Error) -> Error {
    move |error| Error::Workbook {
        book: file.to_owned(),
        reason: error.to_string(),
    }
}

/// A path as people write it: Windows begins the true path of a folder with marks nobody knows.
pub fn as_written(path: &Path) -> PathBuf {
    let marked = path.to_str().and_then(|p| p.strip_prefix(r"\\?\"));
    match marked.map(|p| p.strip_prefix(r"UNC\").ok_or(p)) {
        Some(Ok(share)) => format!(r"\\{share}").into(),
        Some(Err(disk)) => disk.into(),
        None => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_without_the_marks_of_windows() {
        for (path, shown) in [
            (r"\\?\C:\廉政\结果", r"C:\廉政\结果"),
            (r"\\?\UNC\服务器\共享", r"\\服务器\共享"),
            ("/廉政/结果", "/廉政/结果"),
        ] {
            assert_eq!(as_written(path.as_ref()), Path::new(shown));
        }
    }
}
