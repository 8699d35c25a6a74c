//! An office with its forms and its result: what the folder holds, whose it is, and what lies about.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use qingfeng::app::{self, Inputs, Progress, RunOptions, RunResult};

use crate::support::{Said, forms, qingfeng, temp};

/// Day of the former result.
pub const OLD: &str = "2026-11-30";
/// Day of the new result.
pub const NEW: &str = "2026-12-01";

/// A folder of forms and a place for the result, in a folder of their own.
pub struct Office(tempfile::TempDir);

impl Office {
    /// With one form and no result.
    pub fn new() -> Self {
        let dir = temp();
        fs::create_dir(dir.path().join("收表")).expect("inbox");
        let form = forms().join("01-plain.xlsx");
        fs::copy(form, dir.path().join("收表/预算科.xlsx")).expect("a form");
        Self(dir)
    }

    /// With a former result, and files of people in its folder.
    pub fn furnished() -> Self {
        let office = Self::new();
        office.runs(OLD);
        furnish(&office.out());
        office
    }

    pub fn path(&self, inner: &str) -> PathBuf {
        self.0.path().join(inner)
    }

    pub fn inbox(&self) -> PathBuf {
        self.path("收表")
    }

    pub fn out(&self) -> PathBuf {
        self.path("结果")
    }

    /// The command that writes the result of a day.
    pub fn command(&self, out: &Path, day: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingfeng"));
        command.arg("run").arg(self.inbox()).arg("-o").arg(out);
        command.args(["--date", day]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, more: &[&str], day: &str) -> Said {
        let (inbox, out) = (self.inbox(), self.out());
        let mut arguments = vec!["run", inbox.to_str().expect("text"), "-o"];
        arguments.extend([out.to_str().expect("text"), "--date", day]);
        arguments.extend(more);
        qingfeng(&arguments)
    }

    pub fn runs(&self, day: &str) -> Said {
        let said = self.run(&[], day);
        assert_eq!(said.status, 0, "{}", said.err);
        said
    }

    /// Runs within this process.
    pub fn run_here(
        &self,
        day: &str,
        progress: &dyn Progress,
    ) -> Result<RunResult, qingfeng::error::Error> {
        run_here(&self.inbox(), &self.out(), day, progress)
    }

    /// What a run of this day writes into an empty folder.
    pub fn fresh(&self, day: &str) -> BTreeMap<String, Vec<u8>> {
        let out = self.path("参照");
        let options = options(&self.inbox(), &out, day);
        app::run(&options, &app::Silent).expect("a result");
        let files = files(&out);
        fs::remove_dir_all(out).expect("removed");
        files
    }

    /// Hidden things beside the result and in it that are nobody's.
    pub fn litter(&self) -> Vec<PathBuf> {
        let inside = files(self.0.path()).into_keys();
        let hidden = |p: &String| p.split('/').any(|name| name.starts_with(".qingfeng-"));
        let mut litter: Vec<PathBuf> = inside.filter(hidden).map(PathBuf::from).collect();
        for folder in [self.0.path(), &self.out()] {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let names = entries.map(|e| e.file_name());
            litter.extend(
                names
                    .filter(|n| n.to_string_lossy().starts_with(".qingfeng-"))
                    .map(Into::into),
            );
        }
        litter
    }
}

pub fn options(inbox: &Path, out: &Path, day: &str) -> RunOptions {
    RunOptions {
        inputs: Inputs {
            paths: vec![inbox.to_path_buf()],
            policy: None,
            year: None,
            date: day.parse().expect("a date"),
            jobs: 1,
        },
        out: out.to_path_buf(),
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    }
}

pub fn run_here(
    inbox: &Path,
    out: &Path,
    day: &str,
    progress: &dyn Progress,
) -> Result<RunResult, qingfeng::error::Error> {
    app::run(&options(inbox, out, day), progress)
}

/// Every file of a folder with its content; links are not followed.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let plain = entries.filter(|e| e.file_type().is_file());
    let read = |e: walkdir::DirEntry| {
        let inner = e.path().strip_prefix(folder).expect("inside");
        let name = inner.to_string_lossy().replace('\\', "/");
        (name, fs::read(e.path()).expect("readable"))
    };
    plain.map(read).collect()
}

/// Files that a run over the first forms leaves behind: books, the report, pages, data, the record.
pub const FILES: usize = 18;

/// The files of a result alone: those a run writes.
pub fn ours(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let written = |name: &String| {
        let book = name.len() > 3 && name.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        (book && !name.contains("填过的"))
            || name.starts_with("data/") && !name.contains("附注")
            || name == "run.json"
    };
    files(folder)
        .into_iter()
        .filter(|(name, _)| written(name))
        .collect()
}

/// Files of people in a result folder: notes, scans in folders, links.
pub fn furnish(out: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    for name in ["我的批注.txt", "data/附注.txt", "扫描件/甲/一.txt"] {
        let path = out.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, format!("勿删：{name}")).expect("a file");
        let file = fs::File::options()
            .append(true)
            .open(&path)
            .expect("a file");
        file.set_modified(long_ago).expect("a time");
    }
    fs::create_dir(out.join("空文件夹")).expect("a folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let private = fs::Permissions::from_mode(0o640);
        fs::set_permissions(out.join("我的批注.txt"), private).expect("a mode");
        let shared = fs::Permissions::from_mode(0o2775);
        fs::set_permissions(out.join("扫描件"), shared).expect("a mode");
        symlink("我的批注.txt", out.join("链接.txt")).expect("a link");
        symlink("/没有/这个", out.join("断了的链接")).expect("a link");
        symlink("../收表", out.join("收表的链接")).expect("a link");
        let made = Command::new("mkfifo").arg(out.join("管道")).status();
        assert!(made.expect("mkfifo").success());
        let folder = fs::File::open(out.join("扫描件")).expect("a folder");
        folder.set_modified(long_ago).expect("a time");
    }
}

/// Everything of people's in a result folder: content or target, time, permissions.
pub fn people(folder: &Path) -> BTreeMap<String, String> {
    let names = [
        "我的批注.txt",
        "data/附注.txt",
        "扫描件",
        "扫描件/甲/一.txt",
        "空文件夹",
        "链接.txt",
        "断了的链接",
        "收表的链接",
        "管道",
    ];
    let tell = |name: &str| {
        let path = folder.join(name);
        let Ok(told) = fs::symlink_metadata(&path) else {
            return "没有".to_owned();
        };
        let content = if told.is_symlink() {
            fs::read_link(&path).expect("a link").display().to_string()
        } else if told.is_file() {
            fs::read_to_string(&path).expect("text")
        } else {
            format!("{:?}", told.file_type())
        };
        let time = (!told.is_dir() || name == "扫描件").then(|| told.modified().expect("a time"));
        format!("{content} {time:?} {:?}", told.permissions())
    };
    names.map(|name| (name.to_owned(), tell(name))).into()
}
