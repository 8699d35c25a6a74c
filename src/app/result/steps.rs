//! The switch broken off before each of its steps, in each of its ways, and its mending broken off as well: the folder holds
//! the old or the new result, and in the end nothing else.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use super::desk::{self, Desk};
use super::former::Former;
use super::plan::{Kept, Plan};
use super::recover::settle;
use super::switch::Switch;
use super::system;
use crate::digest::sha256_hex;
use crate::error::Error;

const REVIEW: &str = "05-评审表.xlsx";
const ASIDE: &str = "05-评审表（填过的1）.xlsx";
const OLD: [(&str, &str); 4] = [
    ("01-登记表.xlsx", "旧 01"),
    (REVIEW, "旧 05"),
    ("07-已取消的表.xlsx", "旧 07"),
    ("data/entries.jsonl", "旧 data"),
];
const NEW: [(&str, &str); 4] = [
    ("01-登记表.xlsx", "新 01"),
    (REVIEW, "新 05"),
    ("data/entries.jsonl", "新 data"),
    ("more/review-1.xlsx", "新 more"),
];
const PEOPLE: [(&str, &str); 3] = [
    ("批注.txt", "勿删"),
    ("data/附注.txt", "勿删"),
    ("扫描件/甲/一.txt", "勿删"),
];

/// One way of the switch.
#[derive(Clone, Copy)]
struct Way {
    /// Whether the folder may be replaced, and by which means.
    whole: bool,
    exchange: fn(&Path, &Path) -> io::Result<()>,
    /// Whether the desk stands in the folder.
    inside: bool,
}

const IN_ONE_STEP: Way = Way {
    whole: true,
    exchange: system::exchange,
    inside: false,
};
const IN_TWO_STEPS: Way = Way {
    exchange: |_, _| Err(io::ErrorKind::Unsupported.into()),
    ..IN_ONE_STEP
};
const FILE_BY_FILE: Way = Way {
    whole: false,
    ..IN_ONE_STEP
};
const INSIDE: Way = Way {
    inside: true,
    ..FILE_BY_FILE
};
const WAYS: [Way; 4] = [IN_ONE_STEP, IN_TWO_STEPS, FILE_BY_FILE, INSIDE];

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

/// Writes a result with its record.
fn write_result(folder: &Path, files: &[(&str, &str)]) {
    write(folder, files);
    let outputs = files.iter().map(|(path, text)| {
        let digest = sha256_hex(text.as_bytes());
        format!(r#"{{"path":"{path}","bytes":0,"sha256":"{digest}"}}"#)
    });
    let record = format!(
        r#"{{"program":"qingfeng","version":"0","year":2026,"date":"2026-11-30","policy":{{"default_sha256":""}},"outputs":[{}]}}"#,
        outputs.collect::<Vec<_>>().join(",")
    );
    write(folder, &[("run.json", &record)]);
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let files = files(folder);
    let inner = |path: &PathBuf| {
        let inner = path.strip_prefix(folder).expect("inside");
        inner.to_string_lossy().replace('\\', "/")
    };
    let text = |path: &PathBuf| fs::read_to_string(path).expect("text");
    let all = files.iter().map(|path| (inner(path), text(path)));
    all.filter(|(path, _)| path != "run.json").collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            out.extend(files(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out
}

/// A folder with a result of which one book was filled in, and files of people.
struct Folder {
    dir: tempfile::TempDir,
    way: Way,
}

impl Folder {
    fn new(way: Way) -> Self {
        // In memory where the system has such a place: what is tried here flushes thousands of files.
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let dir = dir.expect("a folder");
        let folder = Self { dir, way };
        write_result(&folder.target(), &OLD);
        write(&folder.target(), &[(REVIEW, "会上填的")]);
        write(&folder.target(), &PEOPLE);
        folder
    }

    fn target(&self) -> PathBuf {
        self.dir.path().join("结果")
    }

    fn desk(&self) -> Desk {
        let name = desk::name_for("结果".as_ref());
        let beside = self.dir.path().to_path_buf();
        let around = if self.way.inside {
            self.target()
        } else {
            beside
        };
        let taken = Desk::take(around.join(name)).expect("a desk");
        taken.expect("nobody at work")
    }

    /// Switches, and calls `tick` before every step.
    fn switching(&self, tick: &dyn Fn(&Desk)) -> Result<Vec<Kept>, Error> {
        let (desk, target) = (self.desk(), self.target());
        write_result(&desk.result(), &NEW);
        let files = NEW.iter().map(|(path, _)| (*path).to_owned());
        let files = files.chain(["run.json".to_owned()]).collect();
        let switch = Switch {
            desk: &desk,
            target: &target,
            whole: self.way.whole,
            exchange: self.way.exchange,
            tick: &|| tick(&desk),
        };
        switch.make(Plan::new(&Former::read(&target), files, &BTreeSet::new()))
    }

    /// Switches, and panics before this step; answers whether it came to its end.
    fn switch(&self, stop: u32) -> bool {
        stopping(stop, |tick| {
            self.switching(&|_| tick()).expect("switched");
        })
    }

    /// Mends what was broken off, and panics before this step.
    fn mend(&self, stop: u32) -> bool {
        let desk = self.desk();
        stopping(stop, |tick| {
            settle(&desk, tick).expect("settled");
        })
    }
}

/// Does the work, with a panic before the step of this number; answers whether it came to its end.
fn stopping(stop: u32, work: impl FnOnce(&dyn Fn())) -> bool {
    let count = Cell::new(0);
    let tick = || {
        count.set(count.get() + 1);
        if count.get() == stop {
            panic::resume_unwind(Box::new("stopped"));
        }
    };
    panic::catch_unwind(AssertUnwindSafe(|| work(&tick))).is_ok()
}

fn text(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let all = files.iter().chain(&PEOPLE);
    all.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn before() -> BTreeMap<String, String> {
    let mut old = text(&OLD);
    old.insert(REVIEW.to_owned(), "会上填的".to_owned());
    old
}

fn after() -> BTreeMap<String, String> {
    let mut new = text(&NEW);
    new.insert(ASIDE.to_owned(), "会上填的".to_owned());
    new
}

#[test]
fn broken_off_at_any_step_and_mended_the_folder_holds_one_result_whole() {
    for way in WAYS {
        let mut steps = 0;
        for stop in 1.. {
            for again in 1.. {
                let folder = Folder::new(way);
                let done = folder.switch(stop);
                let at_once = folder.mend(again);
                assert!(at_once || folder.mend(0));
                let found = read(&folder.target());
                let whole = found == after() || (!done && found == before());
                assert!(whole, "stopped at {stop}, mended at {again}: {found:#?}");
                let beside = fs::read_dir(folder.dir.path()).expect("a folder").count();
                assert_eq!(beside, 1, "nothing lies beside the result");
                steps += 1;
                if at_once {
                    break;
                }
            }
            if Folder::new(way).switch(stop) {
                break;
            }
        }
        assert!(steps > 15, "{steps} tries");
    }
}

#[test]
fn a_folder_is_never_mixed_where_it_can_be_replaced_as_a_whole() {
    for stop in 1.. {
        let folder = Folder::new(IN_ONE_STEP);
        let done = folder.switch(stop);
        let found = read(&folder.target());
        assert!(
            found == before() || found == after(),
            "stopped at {stop}: {found:#?}"
        );
        if done {
            break;
        }
    }
}

#[test]
fn what_cannot_be_put_in_place_is_taken_back_whole() {
    // A folder cannot be made any more.
    let folder = Folder::new(FILE_BY_FILE);
    let more = [("more", "一个文件")];
    let in_the_way = folder.switching(&|_| write(&folder.target(), &more));
    assert!(in_the_way.is_err());
    let mut expected = before();
    expected.insert("more".to_owned(), "一个文件".to_owned());
    assert_eq!(read(&folder.target()), expected);
    // Two books are in place when the old data cannot be laid by.
    let folder = Folder::new(FILE_BY_FILE);
    let gone = folder.switching(&|desk| {
        let _ = fs::remove_dir(desk.old().join("data"));
    });
    assert!(gone.is_err());
    assert_eq!(read(&folder.target()), before());
}

/// Saves a file as programs do: into the same file, or into another that then takes its name.
fn save(target: &Path, path: &str, by_name: bool) {
    if by_name {
        write(target, &[("临时", "刚写的")]);
        fs::rename(target.join("临时"), target.join(path)).expect("saved");
    } else {
        write(target, &[(path, "刚写的")]);
    }
}

#[test]
fn what_people_save_at_the_last_moment_is_kept() {
    let notes = [("批注.txt", true), ("批注.txt", false), (REVIEW, true)];
    for way in WAYS {
        for (path, by_name) in notes {
            for at in 1..5 {
                let (folder, step, saved) = (Folder::new(way), Cell::new(0), Cell::new(false));
                let tick = |_: &Desk| {
                    step.set(step.get() + 1);
                    if step.get() == at && folder.target().join(path).exists() {
                        save(&folder.target(), path, by_name);
                        saved.set(true);
                    }
                };
                folder.switching(&tick).expect("switched");
                let found = read(&folder.target());
                let kept = found.values().any(|text| text == "刚写的");
                assert_eq!(kept, saved.get(), "{path} saved at {at}: {found:#?}");
            }
        }
    }
}
