//! Bounds in size, number and time.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use qingfeng::page::{Limits, Patience};

use crate::client::{KIND, answer, bounded, files, parts_of};
use crate::support::temp;

const SMALL: Limits = Limits {
    file: 100_000,
    all: 250_000,
    files: 20,
};

#[test]
fn too_large_and_too_many_is_refused_in_words_and_nothing_is_left() {
    let folder = temp();
    let client = bounded(folder.path(), SMALL, Patience::default());
    let refused = |files: &[(&str, &[u8])], why: &str| {
        let answer = client.upload("/forms/upload", files);
        assert_eq!(answer.status, 413, "{why}");
        let text = answer.text();
        assert!(
            text.contains(why) && text.contains("一个文件也没有收"),
            "{text}"
        );
    };
    let large = vec![b'x'; 100_001];
    refused(&[("小.xlsx", b"x"), ("大.xlsx", &large)], "“大.xlsx”太大了");
    let fits = vec![b'x'; 99_999];
    let names: Vec<String> = (0..30).map(|n| format!("{n}.xlsx")).collect();
    let three: Vec<(&str, &[u8])> = names.iter().take(3).map(|n| (n.as_str(), &*fits)).collect();
    refused(&three, "合计不能超过");
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    refused(&many, "不能超过 20 个文件");
    assert_eq!(files(folder.path()), Vec::<String>::new());
    assert_eq!(client.upload("/forms/upload", &three[..2]).status, 303);
    assert_eq!(client.upload("/forms/upload", &many[..20]).status, 303);
}

#[test]
fn what_says_itself_that_it_is_too_much_is_not_waited_for() {
    let folder = temp();
    let client = bounded(folder.path(), Limits::default(), Patience::default());
    let begun = Instant::now();
    let mut stream = TcpStream::connect(client.address).expect("a connection");
    let head = client.head("/forms/upload", KIND, 5 << 30);
    stream.write_all(head.as_bytes()).expect("sent");
    let said = answer(&mut stream);
    assert_eq!(said.status, 413);
    assert!(
        said.text().contains("合计不能超过 1024 MB"),
        "{}",
        said.text()
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
    // Ten thousand files are more than anybody hands in at once.
    let names: Vec<String> = (0..10_000).map(|n| format!("{n}.xlsx")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    let said = client.upload("/forms/upload", &many);
    assert_eq!(said.status, 413);
    assert!(
        said.text().contains("不能超过 3000 个文件"),
        "{}",
        said.text()
    );
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

#[test]
fn whoever_sends_on_after_the_refusal_still_reads_it() {
    let folder = temp();
    let client = bounded(folder.path(), SMALL, Patience::default());
    // So much that it does not fit into what the system keeps for a connection.
    let large = vec![b'x'; 64 << 20];
    let body = parts_of(&[("大.xlsx", &large)]);
    let mut stream = TcpStream::connect(client.address).expect("a connection");
    let head = client.head("/forms/upload", KIND, body.len() as u64);
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(&body).expect("all of it is taken");
    assert_eq!(answer(&mut stream).status, 413);
}

#[test]
fn the_slow_and_the_silent_keep_nobody_waiting() {
    let folder = temp();
    let patience = Patience {
        head: Duration::from_millis(500),
        form: Duration::from_millis(500),
        whole: Duration::from_secs(2),
        rest: Duration::from_secs(1),
    };
    let client = bounded(folder.path(), SMALL, patience);
    // More than there are places.
    let mut silent: Vec<TcpStream> = (0..100)
        .map(|_| TcpStream::connect(client.address).expect("a connection"))
        .collect();
    let mut slow = TcpStream::connect(client.address).expect("a connection");
    let head = client.head("/forms/upload", KIND, 1000);
    let dripped = thread::spawn(move || {
        let sent = |bytes: &[u8]| slow.write_all(bytes).is_ok();
        let mut sent = sent;
        let all = head.as_bytes().iter().take_while(|byte| {
            thread::sleep(Duration::from_millis(100));
            sent(&[**byte])
        });
        (all.count(), head.len())
    });
    let begun = Instant::now();
    assert_eq!(client.get("/").status, 200);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
    let (sent, all) = dripped.join().expect("dripped");
    assert!(sent < all, "the drip was cut off");
    silent[0]
        .set_read_timeout(Some(Duration::from_secs(5)))
        .expect("set");
    assert_eq!(silent[0].read(&mut [0; 64]).unwrap_or(0), 0, "closed");
    // A body that stops coming.
    let mut half = TcpStream::connect(client.address).expect("a connection");
    half.write_all(client.head("/forms/upload", KIND, 1000).as_bytes())
        .expect("sent");
    half.write_all(
        b"--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.xlsx\"\r\n\r\nx",
    )
    .expect("sent");
    let begun = Instant::now();
    let _ = answer(&mut half);
    assert!(begun.elapsed() < Duration::from_secs(10));
    // The connection is closed a moment before what it brought is cleared away.
    while !files(folder.path()).is_empty() {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "something is left"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

/// What has no end is not kept in memory until it has.
#[test]
fn the_head_of_a_part_has_an_end() {
    let folder = temp();
    let client = bounded(folder.path(), Limits::default(), Patience::default());
    for path in ["/forms/upload", "/start/roster"] {
        let mut body =
            b"--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"".to_vec();
        body.resize(64 << 20, b'x');
        let said = client.send(path, KIND, &body);
        assert_eq!(said.status, 400, "{path}");
        assert!(said.text().contains("开头太长"), "{}", said.text());
    }
    // What stands before the first part is no part either.
    let said = client.send("/forms/upload", KIND, &vec![b'x'; 8 << 20]);
    assert_eq!(said.status, 400);
    assert_eq!(files(folder.path()), Vec::<String>::new());
}
