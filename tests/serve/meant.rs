//! What is sent to the wrong folder, too slowly, at the same time, or too long: nothing of it is done by half.

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use qingfeng::page::{Limits, Patience};

use crate::client::{Served, answer, bounded};
use crate::support::temp;

/// The address to which a form of the page is sent.
fn action(page: &str, begins: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("action=\"{begins}"))
        .expect(begins);
    format!("{begins}{}", rest.split('"').next().unwrap())
}

#[test]
fn a_tab_left_open_on_another_folder_changes_nothing() {
    let served = Served::new();
    let client = served.client();
    let old = client.page("/forms");
    let other = served.folder().join("新年");
    fs::create_dir_all(&other).expect("made");
    let said = client.post("/start/open", &format!("folder={}", other.display()));
    assert_eq!(said.status, 303, "{}", said.text());
    let left = action(&old, "/forms/upload");
    let answer = client.upload(&left, &[("去年的表.xlsx", b"x")]);
    assert_eq!(answer.status, 409);
    assert!(
        answer.text().contains("另一个工作文件夹"),
        "{}",
        answer.text()
    );
    let now = action(&client.page("/forms"), "/forms/upload");
    assert_ne!(now, left);
    assert_eq!(client.upload(&now, &[("今年的表.xlsx", b"x")]).status, 303);
    let lies = fs::read_dir(other.join("收表")).expect("read").flatten();
    let lies: Vec<_> = lies.map(|entry| entry.file_name()).collect();
    assert_eq!(lies, ["今年的表.xlsx"]);
}

#[test]
fn a_form_that_stops_coming_is_answered_in_words() {
    let folder = temp();
    let patience = Patience {
        form: Duration::from_millis(300),
        ..Patience::default()
    };
    let client = bounded(folder.path(), Limits::default(), patience);
    let mut half = TcpStream::connect(client.address).expect("a connection");
    let head = client.head("/results/run", "application/x-www-form-urlencoded", 1000);
    half.write_all(head.as_bytes()).expect("sent");
    half.write_all(b"seed=").expect("sent");
    let begun = Instant::now();
    let said = answer(&mut half);
    assert_eq!(said.status, 408);
    assert!(said.text().contains("等了很久"), "{}", said.text());
    assert!(begun.elapsed() < Duration::from_secs(10));
    let long = format!("seed={}", "1".repeat(3 << 20));
    let said = client.post("/results/run", &long);
    assert_eq!(said.status, 413);
    assert!(said.text().contains("太长"), "{}", said.text());
}

#[test]
fn of_files_of_one_name_handed_in_at_once_each_is_there() {
    let served = Served::new();
    let client = served.client();
    thread::scope(|scope| {
        for number in 0..12u8 {
            let client = &client;
            scope.spawn(move || {
                let answer = client.upload("/forms/upload", &[("一样的.txt", &[number])]);
                assert_eq!(answer.status, 303, "{}", answer.text());
            });
        }
    });
    let files = served.files();
    let bytes = files
        .iter()
        .map(|name| fs::read(served.folder().join(name)));
    let mut bytes: Vec<Vec<u8>> = bytes.map(|bytes| bytes.expect("read")).collect();
    bytes.sort();
    let all: Vec<Vec<u8>> = (0..12).map(|number| vec![number]).collect();
    assert_eq!(bytes, all, "{files:?}");
}

#[test]
fn an_inbox_that_is_none_is_not_said_to_be_empty() {
    let served = Served::new();
    fs::write(served.folder().join("收表"), "不是文件夹").expect("written");
    let page = served.client().page("/forms");
    assert!(
        page.contains("打不开") && !page.contains("还没有收到表"),
        "{page}"
    );
}

#[test]
fn a_page_of_a_folder_names_it_in_every_form_that_changes_something() {
    let served = Served::new();
    let client = served.client();
    for path in [
        "/",
        "/forms",
        "/form",
        "/review",
        "/scores",
        "/results",
        "/settings",
    ] {
        let page = client.page(path);
        let posted = page.split("method=\"post\"").skip(1);
        for form in posted.filter_map(|rest| rest.split("action=\"").nth(1)) {
            let to = form.split('"').next().unwrap();
            let is_free = ["/quit", "/start/open"].contains(&to);
            assert!(is_free || to.contains("?desk="), "{path}: {to}");
        }
    }
}
