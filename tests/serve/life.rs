//! How it begins and ends.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::client::{Client, KIND, Served, files, start};
use crate::sent::{refused, said, sent};
use crate::support::{qingfeng, temp};

#[test]
fn a_second_one_on_the_folder_says_so_and_ends() {
    let served = Served::new();
    let folder = served.folder().display().to_string();
    let said = qingfeng(&["serve", &folder, "--no-open"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("已经打开了"), "{}", said.err);
    // Started without a window to open, the first one opens none.
    assert!(
        served.files().iter().any(|f| f.ends_with("/knock")),
        "{:?}",
        served.files()
    );
    // The same folder by another name.
    let said = qingfeng(&["serve", &format!("{folder}/../年/."), "--no-open"]);
    assert_eq!(said.status, 2);
    assert!(served.client().page("/").contains("开始"));
    // Another folder beside it is another matter.
    let beside = start(served.dir.path(), &["serve", "明年", "--no-open"]);
    let other = Client::enter(&beside.1);
    assert!(other.page("/").contains("明年"));
    assert_eq!(other.post("/quit", "").status, 200);
    let (mut child, ..) = beside;
    assert!(child.wait().expect("ended").success());
    assert!(
        !files(&served.dir.path().join("明年"))
            .iter()
            .any(|f| f.contains("lock"))
    );
}

#[test]
fn a_port_that_is_asked_for_is_used_or_the_reason_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let dir = temp();
    let path = dir.path().display().to_string();
    let said = qingfeng(&["serve", &path, "--no-open", "--port", &port]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains(&format!("端口 {port} 用不了")),
        "{}",
        said.err
    );
    drop(taken);
    let served = Served::in_folder(dir, &["--port", &port]);
    assert!(
        served
            .url
            .starts_with(&format!("http://127.0.0.1:{port}/?token=")),
        "{}",
        served.url
    );
}

#[test]
fn without_arguments_it_opens_the_page_of_the_folder_it_stands_in() {
    let dir = temp();
    let (mut child, url, _out) = start(dir.path(), &[]);
    let client = Client::enter(&url);
    let page = client.page("/");
    assert!(page.contains("新建一个年度的工作文件夹"), "{page}");
    let name = "2026%E5%B9%B4";
    let answer = client.post(
        "/start/init",
        &format!("folder={name}&unit=%E5%B1%80&year=2026"),
    );
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = client.page("/");
    assert!(
        page.contains("2026年") && page.contains("2026 年度") && page.contains("已建好"),
        "{page}"
    );
    assert!(dir.path().join("2026年/收表").is_dir());
    // A second time it is not made over; what was typed stands in its form, and why it was refused.
    let answer = client.post("/start/init", "folder=&unit=x");
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let form = [("folder", "明年"), ("unit", "青云区财政局"), ("year", "27")];
    let page = refused(&client, "/start/init", &form).text();
    for typed in ["明年", "青云区财政局", "27"] {
        assert!(
            page.contains(&format!("value=\"{typed}\"")),
            "{typed}: {page}"
        );
    }
    assert!(
        page.contains("role=\"alert\"") && said(&page).contains("不能是“27”"),
        "{page}"
    );
    let page = refused(
        &client,
        "/start/roster/table",
        &[("table", "科室\t姓名\n<预算科>")],
    )
    .text();
    assert!(
        page.contains("科室\t姓名\n&lt;预算科&gt;</textarea>") && page.contains("role=\"alert\""),
        "{page}"
    );
    let answer = client.post("/start/open", "folder=/nowhere/at/all");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("value=\"/nowhere/at/all\""));
    let there = dir.path().display().to_string();
    assert_eq!(
        client
            .post("/start/open", &format!("folder={there}"))
            .status,
        303
    );
    assert!(
        client.page("/").contains("2026年"),
        "it is offered to be opened again"
    );
    child.kill().expect("ended");
    child.wait().expect("ended");
}

#[test]
#[cfg(unix)]
fn told_to_end_it_ends_at_once_with_nothing_left() {
    let served = Served::new();
    let client = served.client();
    // An upload that is on its way, and silent.
    let mut stream = TcpStream::connect(client.address).expect("a connection");
    stream
        .write_all(client.head("/forms/upload", KIND, 1000).as_bytes())
        .expect("sent");
    stream.write_all(b"--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.xlsx\"\r\n\r\nhalf").expect("sent");
    let waited = Instant::now();
    while files(&served.folder()).is_empty() {
        assert!(
            waited.elapsed() < Duration::from_secs(10),
            "the upload begins"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut served = served;
    end(&mut served, "TERM", 143);
    assert_eq!(fs::read_dir(served.folder()).expect("read").count(), 0);
}

/// A page on which a run has begun that takes a while.
fn at_work() -> (Served, Client) {
    let served = Served::new();
    let client = served.client();
    let folder = served.folder().join("收表").display().to_string();
    let said = qingfeng(&["sample", "-o", &folder, "--entries", "2000"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(client.post("/results/run", "").status, 303);
    (served, client)
}

#[test]
#[cfg(unix)]
fn it_ends_at_once_while_work_runs_too() {
    let (served, client) = at_work();
    assert_ne!(client.page("/job"), "null", "it is at work");
    let mut served = served;
    end(&mut served, "TERM", 143);
    assert!(!served.folder().join("结果").exists());
    let left = fs::read_dir(served.folder()).expect("read").flatten();
    let left: Vec<_> = left
        .map(|e| e.file_name())
        .filter(|n| n.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
#[cfg(unix)]
fn a_killed_one_leaves_no_lock() {
    let served = Served::new();
    let mut served = served;
    end(&mut served, "KILL", -1);
    let folder = served.folder().display().to_string();
    let (mut child, url, _out) = start(served.dir.path(), &["serve", &folder, "--no-open"]);
    assert!(Client::enter(&url).page("/").contains("开始"));
    child.kill().expect("ended");
    child.wait().expect("ended");
}

/// Roster and settings of last year are taken over into a new one, and what was is told.
#[test]
fn a_new_year_takes_over_roster_and_settings() {
    let served = Served::new();
    let client = served.client();
    assert_eq!(
        client
            .post("/start/init", "unit=%E5%B1%80&year=2026")
            .status,
        303
    );
    let old = served.folder();
    let text = fs::read_to_string(old.join("qingfeng.toml")).expect("read");
    fs::write(
        old.join("qingfeng.toml"),
        format!("{text}[linkage]\nmerge = false\n"),
    )
    .expect("written");
    assert!(client.page("/").contains("带来这个文件夹的"), "offered");
    let form = [
        ("folder", "明年"),
        ("unit", "局"),
        ("year", "2027"),
        ("previous", &old.display().to_string()),
    ];
    let page = sent(&client, "/start/init", &form);
    let words = said(&page);
    assert!(
        words.contains("带来了：qingfeng.toml（年度写作 2027）、花名册.xlsx")
            && words.contains("2027 年度"),
        "{words}"
    );
    let own = fs::read_to_string(served.dir.path().join("明年/qingfeng.toml")).expect("read");
    assert!(
        own.contains("merge = false") && own.contains("year = 2027"),
        "{own}"
    );
    let form = [("folder", "后年"), ("previous", "/没有")];
    let told = refused(&client, "/start/init", &form);
    assert!(
        said(&told.text()).contains("什么也没有建"),
        "{}",
        said(&told.text())
    );
    assert!(!served.dir.path().join("后年").exists());
}

#[test]
fn work_is_stopped_from_the_page() {
    let (_served, client) = at_work();
    assert!(
        client.page("/results").contains("data-job"),
        "every page shows it"
    );
    let busy = client.post("/quit", "");
    assert_eq!(busy.status, 409, "{}", busy.text());
    let stopped = client.post("/job/stop", "back=%2Fresults");
    assert_eq!(stopped.header("location"), Some("/results"));
    client.rest();
    let page = client.page("/results");
    assert!(
        page.contains("已停止") && page.contains("还没有结果"),
        "{page}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn started_a_second_time_it_opens_the_browser_again() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = temp();
    let [opener, noted] = ["xdg-open", "noted"].map(|name| dir.path().join(name));
    let script = format!("#!/bin/sh\necho \"$1\" >> '{}'\n", noted.display());
    fs::write(&opener, script).expect("written");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("set");
    let paths = format!(
        "{}:{}",
        dir.path().display(),
        std::env::var("PATH").expect("a path")
    );
    let program = || {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_qingfeng"));
        program.current_dir(dir.path());
        program.env("PATH", &paths).env("DISPLAY", ":77");
        program.stdout(std::process::Stdio::piped());
        program
    };
    let addresses = |wanted: usize| {
        let begun = Instant::now();
        loop {
            let said = fs::read_to_string(&noted).unwrap_or_default();
            let said: Vec<String> = said.lines().map(str::to_owned).collect();
            if said.len() == wanted {
                return said;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{said:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    let mut first = program().spawn().expect("started");
    addresses(1);
    let second = program().output().expect("started");
    assert_eq!(second.status.code(), Some(2));
    // And nothing else is opened: no page that says it could not be.
    let addresses = addresses(2);
    assert_ne!(addresses[0], addresses[1]);
    // The new address is the one that counts, and its page is the same one.
    let (address, token) = crate::client::parts(&addresses[0]);
    let old = crate::client::get(address, &format!("/?token={token}"), "");
    assert_eq!(crate::client::raw(address, old.as_bytes()).status, 403);
    assert!(Client::enter(&addresses[1]).page("/").contains("开始"));
    first.kill().expect("ended");
    first.wait().expect("ended");
}

/// Ends it by a signal; it has three seconds.
#[cfg(unix)]
fn end(served: &mut Served, signal: &str, status: i32) {
    let pid = served.child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args([&format!("-{signal}"), &pid])
        .status();
    assert!(sent.expect("sent").success());
    let begun = Instant::now();
    let ended = loop {
        if let Some(ended) = served.child.try_wait().expect("asked") {
            break ended;
        }
        assert!(begun.elapsed() < Duration::from_secs(3), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(ended.code().unwrap_or(-1), status);
    let mut rest = String::new();
    let _ = served.out.read_to_string(&mut rest);
}
