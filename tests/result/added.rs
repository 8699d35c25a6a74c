//! Forms, samples and a new working folder: written whole, and nothing that lies there is replaced.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::office::{Office, files};
use crate::support::{Said, qingfeng};

fn said(command: &str, folder: &Path, more: &[&str]) -> Said {
    let folder = folder.to_str().expect("text");
    let to: &[&str] = if command == "init" { &[] } else { &["-o"] };
    let arguments = [&[command], to, &[folder], more].concat();
    qingfeng(&arguments)
}

#[test]
fn files_somebody_may_have_worked_on_are_not_replaced_by_a_sample() {
    let office = Office::new();
    let (out, few) = (office.path("样表"), ["--sections", "2", "--entries", "6"]);
    assert_eq!(said("sample", &out, &few).status, 0);
    let before = files(&out);
    // The same again changes nothing.
    assert_eq!(said("sample", &out, &few).status, 0);
    assert!(files(&out) == before);
    fs::write(out.join("qingfeng.toml"), "# 本单位的口径\n").expect("changed");
    let before = files(&out);
    let refused = said("sample", &out, &few);
    assert_eq!(refused.status, 2, "{}", refused.out);
    assert!(
        refused.err.contains("qingfeng.toml") && refused.err.contains("1 个"),
        "{}",
        refused.err
    );
    assert!(files(&out) == before);
    assert!(office.litter().is_empty());
}

#[test]
fn a_working_folder_keeps_what_is_in_it() {
    let office = Office::new();
    let manual = "默认口径（说明书）.toml";
    fs::write(office.path(manual), "我的笔记").expect("written");
    fs::write(office.path("别的.txt"), "勿删").expect("written");
    let made = said("init", &office.path(""), &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    let found = files(&office.path(""));
    assert_eq!(
        found["默认口径（说明书）（填过的1）.toml"],
        "我的笔记".as_bytes()
    );
    assert_eq!(found["别的.txt"], "勿删".as_bytes());
    assert!(found["qingfeng.toml"].len() > 100 && found[manual].len() > 1000);
    assert!(found.contains_key("收表/预算科.xlsx"));
    let again = said("init", &office.path(""), &[]);
    assert_eq!(again.status, 2);
    assert!(files(&office.path("")) == found);
    assert!(office.litter().is_empty());
}

#[test]
fn blank_forms_are_there_whole_or_not_at_all() {
    let office = Office::new();
    let whole = office.path("空白表");
    assert_eq!(said("template", &whole, &[]).status, 0);
    let expected = files(&whole);
    let folder = office.path("另一处");
    for there in [false, true] {
        for after in [150, 400, 600, 800] {
            if there {
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(folder.join("说明.txt"), "勿删").expect("written");
            }
            let mut command = Command::new(env!("CARGO_BIN_EXE_qingfeng"));
            let command = command.args(["template", "-o"]).arg(&folder);
            let command = command.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("started");
            sleep(Duration::from_millis(after));
            child.kill().expect("killed");
            child.wait().expect("ended");
            if folder.exists() {
                for (name, bytes) in files(&folder) {
                    let whole = expected.get(&name) == Some(&bytes) || name == "说明.txt";
                    assert!(
                        whole || name.starts_with(".qingfeng-"),
                        "{name} is half written"
                    );
                }
            }
            assert_eq!(said("template", &folder, &[]).status, 0);
            let mut found = files(&folder);
            assert_eq!(found.remove("说明.txt").is_some(), there);
            assert!(found == expected && office.litter().is_empty());
            fs::remove_dir_all(&folder).expect("removed");
        }
    }
}
