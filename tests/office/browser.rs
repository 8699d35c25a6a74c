//! Chromium driven as a person would: through chromedriver, in the words of WebDriver.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long is waited for something to show.
const LONGEST: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);
/// The name under which WebDriver hands elements out.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether there is a chromedriver to drive it.
pub fn is_installed() -> bool {
    let asked = Command::new("chromedriver").arg("--version").output();
    asked.is_ok_and(|answer| answer.status.success())
}

/// A browser with one window.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Opens it; what is saved goes into the folder.
    pub fn open(downloads: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("its address").port();
        drop(free);
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
        };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1366,768",
        ];
        let options = json!({
            "args": arguments,
            "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false},
        });
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < LONGEST, "chromedriver does not listen");
            thread::sleep(PAUSE);
        }
        let session = browser.ask("POST", "/session", &wanted).expect("a session");
        let name = session["sessionId"].as_str().expect("its name");
        name.clone_into(&mut browser.session);
        browser
    }

    pub fn go(&self, url: &str) {
        self.tell("/url", &json!({"url": url}));
    }

    pub fn at(&self) -> String {
        let at = self.of("GET", "/url", &Value::Null);
        at.expect("an address")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until something is there.
    pub fn wait_for(&self, css: &str) -> String {
        let by = json!({"using": "css selector", "value": css});
        let begun = Instant::now();
        loop {
            if let Ok(found) = self.of("POST", "/element", &by) {
                return found[ELEMENT].as_str().expect("an element").to_owned();
            }
            assert!(begun.elapsed() < LONGEST, "no {css} in\n{}", self.text());
            thread::sleep(PAUSE);
        }
    }

    /// Waits until the page says something.
    pub fn wait_for_words(&self, words: &str) {
        let begun = Instant::now();
        while !self.text().contains(words) {
            assert!(
                begun.elapsed() < LONGEST,
                "no “{words}” in\n{}",
                self.text()
            );
            thread::sleep(PAUSE);
        }
    }

    /// Clicks on something, brought to the middle first: at the edges the page keeps in view what it has to tell.
    pub fn click(&self, css: &str) {
        let element = self.wait_for(css);
        let middle = "arguments[0].scrollIntoView({block: 'center'})";
        let reference = json!({"element-6066-11e4-a52e-4f735466cecf": element});
        let asked = json!({"script": middle, "args": [reference]});
        self.tell("/execute/sync", &asked);
        self.tell(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types into something; of a field for files, the paths, one a line.
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.wait_for(css);
        self.tell(&format!("/element/{element}/value"), &json!({"text": text}));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            let key = key.to_string();
            ["keyDown", "keyUp"].map(|stroke| json!({"type": stroke, "value": key}))
        });
        let strokes: Vec<Value> = strokes.collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": strokes});
        self.tell("/actions", &json!({"actions": [keyboard]}));
    }

    /// Lets files and folders fall onto something, as they do from a window of the system.
    pub fn drop_onto(&self, css: &str, paths: &[&Path]) {
        let middle = format!(
            "const box = document.querySelector({}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]",
            json!(css)
        );
        let middle = self.script(&middle);
        let data = json!({"items": [], "files": paths, "dragOperationsMask": 1});
        for step in ["dragEnter", "dragOver", "drop"] {
            let event = json!({"type": step, "x": middle[0], "y": middle[1], "data": data});
            self.command("Input.dispatchDragEvent", &event);
        }
    }

    /// Shows pages as they are printed, or as they are seen.
    pub fn shows_print(&self, on: bool) {
        let media = if on { "print" } else { "" };
        self.command("Emulation.setEmulatedMedia", &json!({"media": media}));
    }

    /// Lays pages out in a window so wide and high, each of its pixels so many of the screen's.
    pub fn lays_out_in(&self, [width, height]: [u32; 2], scale: u32) {
        let window =
            json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", &window);
    }

    /// A command of the browser's own protocol.
    fn command(&self, name: &str, parameters: &Value) {
        self.tell(
            "/goog/cdp/execute",
            &json!({"cmd": name, "params": parameters}),
        );
    }

    /// All that the page says.
    pub fn text(&self) -> String {
        let said = self.script("return document.body ? document.body.innerText : ''");
        said.as_str().unwrap_or_default().to_owned()
    }

    pub fn script(&self, script: &str) -> Value {
        let asked = json!({"script": script, "args": []});
        self.of("POST", "/execute/sync", &asked).unwrap_or_default()
    }

    /// What the browser complained of.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.of("POST", "/se/log", &json!({"type": "browser"}));
        let log = log.unwrap_or_default();
        let lines = log.as_array().cloned().unwrap_or_default();
        lines
            .iter()
            .map(|line| line["message"].to_string())
            .collect()
    }

    fn tell(&self, path: &str, what: &Value) {
        let told = self.of("POST", path, what);
        assert!(told.is_ok(), "{path} {what}: {told:?}");
    }

    fn of(&self, method: &str, path: &str, what: &Value) -> Result<Value, Value> {
        self.ask(method, &format!("/session/{}{path}", self.session), what)
    }

    fn ask(&self, method: &str, path: &str, what: &Value) -> Result<Value, Value> {
        let body = if what.is_null() {
            String::new()
        } else {
            what.to_string()
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).expect("sent");
        let mut answer = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(answer.read_line(&mut head).expect("a head") > 0, "{head}");
        }
        let lower = head.to_lowercase();
        let length = lower.split("content-length:").nth(1).expect("a length");
        let length = length.lines().next().and_then(|n| n.trim().parse().ok());
        // It keeps the connection open: only so much comes.
        let mut body = vec![0; length.expect("a length")];
        answer.read_exact(&mut body).expect("an answer");
        let mut said: Value = serde_json::from_slice(&body).expect("JSON");
        let value = said["value"].take();
        if head.starts_with("HTTP/1.1 200") {
            Ok(value)
        } else {
            Err(value)
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.of("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
