//! Finding the files to read, as a clerk's collection folder really looks.

use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::error::Error;
use qingfeng::reader::{Discovery, discover};

/// A folder with the given files in it; the content tells nothing unless it is given.
fn folder(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("temporary folder");
    for file in files {
        put(dir.path(), file, b"x");
    }
    dir
}

fn put(dir: &Path, file: &str, bytes: &[u8]) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().expect("parent")).expect("folder");
    fs::write(path, bytes).expect("file");
}

fn find(paths: &[&Path], leave_out: &[&Path]) -> Discovery {
    let owned = |paths: &[&Path]| paths.iter().map(|p| p.to_path_buf()).collect::<Vec<_>>();
    discover(&owned(paths), &owned(leave_out)).expect("found")
}

fn shown(found: &Discovery) -> Vec<&str> {
    found.sources.iter().map(|s| &*s.shown).collect()
}

#[test]
fn forms_and_wrong_documents_come_back_and_litter_is_counted() {
    let dir = folder(&[
        "预算科.xlsx",
        "国库科.XLS",
        "二级单位/评审中心.et",
        "二级单位/说明.docx",
        "扫描件.pdf",
        "~$预算科.xlsx",
        ".~lock.国库科.xls#",
        ".~国库科.xls",
        "下载.tmp",
        ".DS_Store",
        "__MACOSX/._预算科.xlsx",
        ".git/config.xlsx",
        "qingfeng.toml",
        "README.md",
        "desktop.ini",
        "Thumbs.db",
        "名单.json",
        "没有扩展名",
        "结果/01-汇总.xlsx",
        "结果/data/x.xlsx",
    ]);
    put(dir.path(), "社保科", include_bytes!("form.xls"));
    put(dir.path(), "会计科.副本", include_bytes!("form.xlsx"));
    let found = find(&[dir.path()], &[&dir.path().join("结果")]);
    assert_eq!(
        shown(&found),
        [
            "二级单位/评审中心.et",
            "二级单位/说明.docx",
            "会计科.副本",
            "国库科.XLS",
            "扫描件.pdf",
            "社保科",
            "预算科.xlsx",
        ]
    );
    let skipped = found.skipped;
    assert_eq!(
        (skipped.locks, skipped.temporary, skipped.hidden),
        (3, 1, 3)
    );
    assert_eq!((skipped.left_out, skipped.other), (1, 6));
    for source in &found.sources {
        assert!(source.path.exists(), "{}", source.path.display());
    }
}

#[test]
fn neither_order_nor_doubles_nor_the_folder_s_place_change_the_result() {
    let files = ["甲/a.xlsx", "乙/a.xlsx", "乙/里/b.xlsx", "c.xlsx"];
    let (one, two) = (folder(&files), folder(&files));
    let names = |dir: &Path, order: &[&str]| -> Vec<String> {
        let paths: Vec<PathBuf> = order.iter().map(|o| dir.join(o)).collect();
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        shown(&find(&paths, &[]))
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let expected = ["c.xlsx", "乙/a.xlsx", "乙/里/b.xlsx", "甲/a.xlsx"];
    for dir in [one.path(), two.path()] {
        assert_eq!(names(dir, &["甲", "乙", "c.xlsx"]), expected);
        assert_eq!(
            names(
                dir,
                &["c.xlsx", "乙/里", "乙", "甲", "乙/a.xlsx", "甲/../甲"]
            ),
            expected
        );
        assert_eq!(names(dir, &[""]), expected);
        assert_eq!(names(dir, &["乙"]), ["a.xlsx", "里/b.xlsx"]);
        assert_eq!(names(dir, &["乙/a.xlsx"]), ["a.xlsx"]);
    }
}

#[test]
fn names_stay_unique_when_folders_or_files_share_one() {
    let dir = folder(&["甲/上报/a.xlsx", "乙/上报/a.xlsx", "丙/a.xlsx", "丁/a.xlsx"]);
    let at = |path: &str| dir.path().join(path);
    let folders = find(&[&at("甲/上报"), &at("乙/上报")], &[]);
    assert_eq!(shown(&folders), ["乙/上报/a.xlsx", "甲/上报/a.xlsx"]);
    let files = find(&[&at("丙/a.xlsx"), &at("丁/a.xlsx")], &[]);
    assert_eq!(shown(&files), ["丁/a.xlsx", "丙/a.xlsx"]);
    let mixed = find(&[&at("丙"), &at("丁/a.xlsx")], &[]);
    assert_eq!(shown(&mixed), ["a.xlsx", "丁/a.xlsx"]);
}

#[test]
fn a_missing_path_stops_and_an_empty_folder_does_not() {
    let dir = folder(&[]);
    assert_eq!(find(&[dir.path()], &[]), Discovery::default());
    let gone = dir.path().join("没有这个文件夹");
    match discover(std::slice::from_ref(&gone), &[]) {
        Err(Error::MissingPath { path, reason }) => {
            assert_eq!((path, reason.as_str()), (gone, "路径不存在"));
        }
        other => panic!("{other:?}"),
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_for_ever() {
    let dir = folder(&["实/a.xlsx"]);
    std::os::unix::fs::symlink(dir.path().join("实/a.xlsx"), dir.path().join("b.xlsx"))
        .expect("link");
    std::os::unix::fs::symlink(dir.path(), dir.path().join("实/圈")).expect("link");
    std::os::unix::fs::symlink(dir.path().join("没有"), dir.path().join("断.xlsx")).expect("link");
    let found = find(&[dir.path()], &[]);
    assert_eq!(shown(&found), ["b.xlsx", "断.xlsx"]);
}
