//! Places a result may be written to, and those it cannot: then a sentence says what to do, and nothing is changed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

use crate::office::{FILES, NEW, OLD, Office, files, ours, people};
use crate::support::{Said, qingfeng};

fn run_to(office: &Office, out: &Path) -> Said {
    let inbox = office.inbox();
    let ends = ["--date", NEW].map(OsStr::new);
    let [begin, to] = ["run", "-o"].map(OsStr::new);
    qingfeng(&[
        begin,
        inbox.as_os_str(),
        to,
        out.as_os_str(),
        ends[0],
        ends[1],
    ])
}

#[test]
fn folders_above_the_result_are_made() {
    let office = Office::new();
    let out = office.path("甲/乙/丙/结果");
    assert_eq!(run_to(&office, &out).status, 0);
    assert_eq!(ours(&out).len(), FILES);
    assert!(office.litter().is_empty());
}

#[test]
fn what_cannot_be_written_is_said_in_chinese_and_nothing_is_left() {
    let office = Office::new();
    fs::write(office.path("一个文件"), "x").expect("a file");
    let long = "很长的名字".repeat(30);
    for (out, part) in [
        (office.path("一个文件"), "不是文件夹"),
        (office.path("一个文件/下级"), "不是文件夹"),
        (office.path(&long), "名字太长"),
        (office.path(&format!("新文件夹/{long}")), "名字太长"),
    ] {
        let said = run_to(&office, &out);
        assert_eq!(said.status, 2, "{}", said.out);
        assert!(said.err.contains(part), "{part} not in {}", said.err);
        assert_eq!(said.err.trim().lines().count(), 1, "{}", said.err);
        assert!(!said.err.contains("os error"), "{}", said.err);
    }
    assert!(!office.path("新文件夹").exists());
    assert!(office.litter().is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    use std::os::unix::fs::symlink;
    let office = Office::new();
    let real = office.path("别处/真的结果");
    fs::create_dir_all(&real).expect("a folder");
    symlink("别处/真的结果", office.out()).expect("a link");
    for day in [OLD, NEW] {
        office.runs(day);
        assert!(office.out().is_symlink());
        assert_eq!(ours(&real).len(), FILES);
        let beside = fs::read_dir(office.path("别处")).expect("a folder").count();
        assert_eq!(beside, 1);
    }
    fs::remove_dir_all(office.path("别处")).expect("removed");
    let said = office.run(&[], NEW);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("链接"), "{}", said.err);
}

#[test]
fn a_window_open_in_the_result_folder_still_shows_the_result() {
    let office = Office::furnished();
    let of_people = people(&office.out());
    let mut command = office.command(Path::new("."), NEW);
    let output = command.current_dir(office.out()).output().expect("a run");
    assert!(output.status.success());
    assert!(ours(&office.out()) == office.fresh(NEW));
    assert_eq!(people(&office.out()), of_people);
    assert!(office.litter().is_empty());
}

#[cfg(unix)]
#[test]
fn a_book_nobody_may_write_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    office.runs(OLD);
    let before = files(&office.out());
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    };
    let (out, book) = (office.out(), office.out().join("04-问题清单.xlsx"));
    for (path, closed, open) in [(&book, 0o444, 0o644), (&out, 0o555, 0o755)] {
        mode(path, closed);
        let may = fs::OpenOptions::new().append(true).open(&book).is_ok()
            && fs::write(out.join("试"), "").is_ok();
        let said = office.run(&[], NEW);
        mode(path, open);
        if may {
            // The administrator may write anything.
            println!("skipped: this user may write everywhere");
            return;
        }
        assert_eq!(said.status, 2, "{}", said.out);
        assert!(said.err.contains("没有写权限"), "{}", said.err);
        assert!(files(&out) == before);
    }
}

/// Runs a script in a mount namespace of its own; none where the system does not allow it.
#[cfg(target_os = "linux")]
fn in_namespace(script: &str, office: &Office) -> Option<Said> {
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script]);
        command.env("QINGFENG", env!("CARGO_BIN_EXE_qingfeng"));
        command.current_dir(office.path("")).output()
    };
    let allowed = unshare("mkdir -p 挂载 && mount -t tmpfs none 挂载");
    if !allowed.is_ok_and(|o| o.status.success()) {
        println!("skipped: this system allows no mounts to the tests");
        return None;
    }
    let output = unshare(script).expect("a script");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(Said {
        status: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_written_inside() {
    let office = Office::new();
    let script = "set -e; mkdir -p 结果; mount -t tmpfs none 结果
        echo 勿删 > 结果/批注.txt
        \"$QINGFENG\" run 收表 -o 结果 --date 2026-11-30 > /dev/null
        echo 改过 > 结果/06-公示表.xlsx
        \"$QINGFENG\" run 收表 -o 结果 --date 2026-12-01 | grep 填过的1
        \"$QINGFENG\" verify 结果 --inputs 收表
        ls -A 结果; cat 结果/批注.txt";
    let Some(said) = in_namespace(script, &office) else {
        return;
    };
    assert_eq!(
        said.status, 1,
        "the notes are no part of the result: {} {}",
        said.out, said.err
    );
    assert!(
        said.out.contains("06-公示表（填过的1）.xlsx"),
        "{}",
        said.out
    );
    assert!(said.out.contains("多出“批注.txt”"), "{}", said.out);
    assert!(
        said.out
            .contains(&format!("重新计算的文件 {FILES} 个：完全相同"))
            || said.out.contains("共有 1 处不同"),
        "{}",
        said.out
    );
    assert!(office.litter().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_with_another_disk_in_it_keeps_it() {
    let office = Office::new();
    let script = "set -e; mkdir -p 结果/附件; mount -t tmpfs none 结果/附件
        echo 勿删 > 结果/附件/一.txt
        \"$QINGFENG\" run 收表 -o 结果 --date 2026-11-30 > /dev/null
        \"$QINGFENG\" run 收表 -o 结果 --date 2026-12-01 > /dev/null
        mountpoint -q 结果/附件; cat 结果/附件/一.txt; ls -A . 结果";
    let Some(said) = in_namespace(script, &office) else {
        return;
    };
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    assert!(
        said.out.contains("勿删") && said.out.contains("06-公示表.xlsx"),
        "{}",
        said.out
    );
    assert!(!said.out.contains(".qingfeng-"), "{}", said.out);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_former_result_and_nothing_else() {
    let office = Office::new();
    // Room for one result, not for two; then for a few kilobytes more.
    let script = "mkdir -p 盘; mount -t tmpfs -o size=272k none 盘; cp -r 收表 盘/
        \"$QINGFENG\" run 盘/收表 -o 盘/结果 --date 2026-11-30 > /dev/null || exit 3
        before=$(find 盘/结果 -type f | sort | xargs -d '\\n' sha256sum)
        for spare in 0 8 16 32; do
          dd if=/dev/zero of=盘/满 bs=1k count=1000 2>/dev/null
          size=$(($(stat -c %s 盘/满) - spare * 1024)); [ $size -gt 0 ] && truncate -s $size 盘/满
          \"$QINGFENG\" run 盘/收表 -o 盘/结果 --date 2026-12-01; echo \"status $?\"
          after=$(find 盘/结果 -type f | sort | xargs -d '\\n' sha256sum)
          [ \"$before\" = \"$after\" ] || echo 不同
          ls -A 盘 盘/结果 | grep -F .qingfeng
        done; exit 0";
    let Some(said) = in_namespace(script, &office) else {
        return;
    };
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    assert_eq!(said.out, "status 2\n".repeat(4), "{}", said.err);
    assert_eq!(said.err.matches("磁盘已满").count(), 4, "{}", said.err);
    assert!(!said.err.contains("os error"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_leaves_the_former_result() {
    let office = Office::new();
    office.runs(OLD);
    let before = files(&office.out());
    for blocks in [0, 1, 4, 20] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_qingfeng"), "run"]);
        command
            .arg(office.inbox())
            .arg("-o")
            .arg(office.out())
            .args(["--date", NEW]);
        let output = command.output().expect("a run");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("允许的大小"), "{said}");
        assert!(files(&office.out()) == before);
        assert!(office.litter().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn only_what_is_known_to_be_ours_and_dead_is_cleared() {
    let office = Office::new();
    office.runs(OLD);
    let things = [
        ".qingfeng-备份/lock",
        ".qingfeng-0123456789ab/我的文件.txt",
        ".qingfeng-0123456789ac/lock",
        ".qingfeng-Ab12xY/结果/一.txt",
    ];
    for thing in things {
        let path = office.path(thing);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "某人写的").expect("written");
    }
    office.runs(NEW);
    for thing in things {
        assert!(office.path(thing).exists(), "{thing}");
    }
}
