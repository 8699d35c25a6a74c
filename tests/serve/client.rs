//! A server, and a client that says exactly what it is told to say.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use qingfeng::page::{Limits, Patience, ServeOptions, Server};

use crate::support::temp;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut lines = lines.filter(|(n, _)| n.eq_ignore_ascii_case(name));
        lines.next().map(|(_, value)| value)
    }
}

/// Sends bytes as they are, and takes what comes back.
pub fn raw(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("set");
    // A server that has heard enough may answer before all is said.
    let _ = stream.write_all(request);
    answer(&mut stream)
}

/// What comes back.
pub fn answer(stream: &mut TcpStream) -> Answer {
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let end = all.windows(4).position(|four| four == b"\r\n\r\n");
    let Some(end) = end else {
        return Answer {
            status: 0,
            head: String::from_utf8_lossy(&all).into_owned(),
            body: Vec::new(),
        };
    };
    let head = String::from_utf8(all[..end].to_vec()).expect("a head");
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
    Answer {
        status: status.expect("a status"),
        head,
        body: all[end + 4..].to_vec(),
    }
}

/// Whoever has been let in.
#[derive(Clone, Debug)]
pub struct Client {
    pub address: SocketAddr,
    pub cookie: String,
}

impl Client {
    /// Goes where the first line leads.
    pub fn enter(url: &str) -> Self {
        let (address, token) = parts(url);
        let welcome = raw(
            address,
            get(address, &format!("/?token={token}"), "").as_bytes(),
        );
        assert_eq!(welcome.status, 303, "{}", welcome.head);
        let cookie = welcome.header("set-cookie").expect("a cookie");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { address, cookie }
    }

    pub fn get(&self, path: &str) -> Answer {
        let more = format!("Cookie: {}\r\n", self.cookie);
        raw(self.address, get(self.address, path, &more).as_bytes())
    }

    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.send(path, "application/x-www-form-urlencoded", form.as_bytes())
    }

    pub fn send(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let head = self.head(path, kind, body.len() as u64);
        raw(self.address, &[head.as_bytes(), body].concat())
    }

    /// The head of something that is sent.
    pub fn head(&self, path: &str, kind: &str, length: u64) -> String {
        format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.address, self.cookie
        )
    }

    /// Hands files in as a form without any script does.
    pub fn upload(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        self.send(path, KIND, &parts_of(files))
    }

    /// Waits until the long work is done.
    pub fn rest(&self) {
        let begun = Instant::now();
        while self.page("/job") != "null" {
            assert!(begun.elapsed() < Duration::from_secs(120), "it never ends");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

pub const KIND: &str = "multipart/form-data; boundary=XYZ";

/// Files as the parts of a form.
pub fn parts_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--XYZ--\r\n");
    body
}

/// A request for a page.
pub fn get(address: SocketAddr, path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{more}\r\n")
}

/// The address and the token of a first line.
pub fn parts(url: &str) -> (SocketAddr, String) {
    let inner = url.strip_prefix("http://").expect("an address");
    let (address, token) = inner.split_once("/?token=").expect("a token");
    (address.parse().expect("an address"), token.to_owned())
}

/// The program, serving a folder of its own.
pub struct Served {
    pub dir: tempfile::TempDir,
    pub child: Child,
    pub url: String,
    pub out: BufReader<ChildStdout>,
}

impl Served {
    pub fn new() -> Self {
        Self::in_folder(temp(), &[])
    }

    pub fn in_folder(dir: tempfile::TempDir, more: &[&str]) -> Self {
        let (child, url, out) = start(dir.path(), &[&["serve", "年", "--no-open"], more].concat());
        Self {
            dir,
            child,
            url,
            out,
        }
    }

    pub fn client(&self) -> Client {
        Client::enter(&self.url)
    }

    /// Ends the program, and starts it on the same folder anew.
    pub fn again(mut self) -> Self {
        self.child.kill().expect("ended");
        self.child.wait().expect("ended");
        let dir = std::mem::replace(&mut self.dir, temp());
        Self::in_folder(dir, &[])
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("年")
    }

    /// What lies in the working folder, but the lock of the page.
    pub fn files(&self) -> Vec<String> {
        files(&self.folder())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program in a folder; its first line comes back.
pub fn start(folder: &Path, arguments: &[&str]) -> (Child, String, BufReader<ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qingfeng"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a first line");
    (child, line.trim_end().to_owned(), out)
}

/// All files of a folder, as paths in it, but those of the page's own desk that are always there.
pub fn files(folder: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = all.filter(|entry| entry.file_type().is_file());
    let inner = files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_path_buf());
    let mut names: Vec<String> = inner
        .map(|p| p.to_string_lossy().replace('\\', "/"))
        .collect();
    names.retain(|name| !(name.starts_with(".qingfeng-") && name.ends_with("/lock")));
    names.sort();
    names
}

/// A server of this process, with bounds of its own.
pub fn bounded(folder: &Path, limits: Limits, patience: Patience) -> Client {
    let options = ServeOptions {
        folder: folder.to_path_buf(),
        port: None,
        reopens: false,
        limits,
        patience,
    };
    let server = Server::open(&options).expect("a server");
    let url = server.url().to_owned();
    thread::spawn(move || server.run());
    Client::enter(&url)
}
