//! Who gets in.

use std::net::TcpStream;

use crate::client::{Client, Served, get, parts, raw};

#[test]
fn only_the_address_that_was_printed_lets_one_in_and_once() {
    let served = Served::new();
    let (address, token) = parts(&served.url);
    assert_eq!(address.ip().to_string(), "127.0.0.1");
    assert!(token.len() >= 32, "{token}");
    let ask = |path: &str| raw(address, get(address, path, "").as_bytes());
    for path in [
        "/",
        "/forms",
        "/results",
        "/job",
        "/results/file/run.json",
        "/nowhere",
    ] {
        let answer = ask(path);
        assert_eq!(answer.status, 401, "{path}");
        assert!(answer.header("set-cookie").is_none(), "{path}");
        assert!(answer.text().contains("复制到浏览器的地址栏"), "{path}");
    }
    for wrong in [
        "",
        "0",
        &token[1..],
        &format!("{token}0"),
        &token.to_uppercase().replace('0', "1"),
    ] {
        assert_eq!(ask(&format!("/?token={wrong}")).status, 403, "{wrong}");
    }
    // The token opens the first page and no other.
    assert_eq!(ask(&format!("/forms?token={token}")).status, 403);
    let welcome = ask(&format!("/?token={token}"));
    assert_eq!(
        (welcome.status, welcome.header("location")),
        (303, Some("/"))
    );
    let cookie = welcome.header("set-cookie").expect("a cookie").to_owned();
    for said in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(said), "{cookie}");
    }
    assert!(!cookie.contains(&token), "the token is in no cookie");
    let again = ask(&format!("/?token={token}"));
    assert_eq!((again.status, again.header("set-cookie")), (403, None));
    let known = Client {
        address,
        cookie: cookie.split(';').next().unwrap().to_owned(),
    };
    assert_eq!(known.get(&format!("/?token={token}")).status, 403);
    assert_eq!(known.get("/").status, 200);
    let other = Client {
        cookie: format!("{}0", known.cookie),
        ..known.clone()
    };
    assert_eq!(other.get("/").status, 401);
}

#[test]
fn seven_pages_are_linked_and_say_what_they_may_do() {
    let served = Served::new();
    let client = served.client();
    let first = client.page("/");
    for path in [
        "/",
        "/forms",
        "/form",
        "/review",
        "/scores",
        "/results",
        "/settings",
    ] {
        assert!(first.contains(&format!("<a href=\"{path}\"")), "{path}");
        let answer = client.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let may = answer.header("content-security-policy").expect("a policy");
        assert!(
            may.contains("default-src 'none'") && !may.contains("unsafe"),
            "{may}"
        );
        assert!(
            !answer.head.to_lowercase().contains("access-control"),
            "{}",
            answer.head
        );
        let text = answer.text();
        assert!(
            !text.contains("<style") && !text.contains(" style=") && !text.contains(" on"),
            "{path}"
        );
        assert!(!text.contains("<script>"), "{path}");
        assert!(
            !text.contains("http://") && !text.contains("https://"),
            "{path}"
        );
    }
    for asset in ["/assets/style.css", "/assets/page.js", "/assets/icon.svg"] {
        assert_eq!(client.get(asset).status, 200, "{asset}");
    }
    assert_eq!(client.get("/nowhere").status, 404);
    assert_eq!(client.get("/assets/../Cargo.toml").status, 404);
}

#[test]
fn other_hosts_and_origins_are_refused() {
    let served = Served::new();
    let client = served.client();
    let address = client.address;
    let cookie = format!("Cookie: {}\r\n", client.cookie);
    let ask = |start: &str, heads: &str| {
        raw(
            address,
            format!("{start} HTTP/1.1\r\n{heads}{cookie}\r\n").as_bytes(),
        )
        .status
    };
    let own = format!("Host: {address}\r\n");
    assert_eq!(ask("GET /", &own), 200);
    let port = address.port();
    for host in [
        "evil.example",
        "localhost",
        &format!("localhost:{port}"),
        "127.0.0.1",
        &format!("evil.example:{port}"),
        "",
    ] {
        assert_eq!(ask("GET /", &format!("Host: {host}\r\n")), 403, "{host}");
    }
    assert_eq!(ask("GET /", ""), 403, "no host");
    assert!(
        [400, 403].contains(&ask("GET /", &format!("{own}Host: evil.example\r\n"))),
        "two hosts"
    );
    assert_eq!(ask(&format!("GET http://evil.example:{port}/"), &own), 403);
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        &format!("http://127.0.0.1:{}", port ^ 1),
        "",
    ] {
        let heads = format!("{own}Origin: {origin}\r\n");
        assert_eq!(ask("GET /", &heads), 403, "{origin}");
        assert_eq!(ask("POST /quit", &heads), 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        let heads = format!("{own}Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: ");
        assert_eq!(ask("GET /", &format!("{heads}no-cors\r\n")), 403);
        assert_eq!(ask("GET /", &format!("{heads}navigate\r\n")), 200);
        assert_eq!(ask("POST /quit", &format!("{heads}navigate\r\n")), 403);
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "NONSENSE"] {
        assert_eq!(ask(&format!("{method} /"), &own), 405, "{method}");
    }
    // Nothing of all this has ended it or changed anything.
    assert_eq!(client.get("/").status, 200);
    assert_eq!(served.files(), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn it_listens_to_this_machine_alone() {
    let served = Served::new();
    let (address, _) = parts(&served.url);
    assert!(TcpStream::connect(("127.0.0.2", address.port())).is_err());
    let listening = std::fs::read_to_string("/proc/net/tcp").expect("read");
    let port = format!(":{:04X} ", address.port());
    let own = listening
        .lines()
        .filter(|line| line.contains(&port) && line.contains(" 0A "));
    let own: Vec<&str> = own.collect();
    assert!(own.len() == 1 && own[0].contains("0100007F:"), "{own:?}");
}
