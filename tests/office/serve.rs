//! The page in a browser, as the clerk uses it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::support::{qingfeng, samples, temp};

/// The program, serving a folder; ended when it is dropped.
struct Served(Child, String);

impl Served {
    fn new(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_qingfeng"))
            .args(["serve", "--no-open"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out)
            .read_line(&mut line)
            .expect("a first line");
        Self(child, line.trim_end().to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn a_year_is_done_with_a_mouse() {
    let dir = temp();
    let [folder, downloads, other] = ["年", "下载", "别处/年"].map(|name| dir.path().join(name));
    for folder in [&folder, &downloads, &other.join("收表")] {
        fs::create_dir_all(folder).expect("made");
    }
    for folder in [&folder, &other] {
        fs::copy(
            samples().join("qingfeng.toml"),
            folder.join("qingfeng.toml"),
        )
        .expect("copied");
    }
    let served = Served::new(&folder);
    let browser = Browser::open(&downloads);
    browser.go(&served.1);
    browser.wait_for_words("清风市青云区财政局");
    // The address bar holds nothing that lets others in.
    assert!(!browser.at().contains("token"), "{}", browser.at());

    // The samples' forms, chosen in the field for files.
    browser.click("nav a[href='/forms']");
    let all = walkdir::WalkDir::new(samples()).into_iter().flatten();
    let forms = all
        .filter(|e| e.file_type().is_file())
        .map(|e| e.path().to_path_buf());
    let is_form = |path: &Path| path.extension().is_some_and(|e| e != "toml" && e != "md");
    let forms: Vec<_> = forms.filter(|path| is_form(path)).collect();
    for form in &forms {
        let name = form.file_name().expect("a name");
        fs::copy(form, other.join("收表").join(name)).expect("copied");
    }
    let paths: Vec<String> = forms
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    browser.type_into("#files", &paths.join("\n"));
    browser.click(".drop button");
    browser.wait_for_words(&format!("收下 {} 个文件", forms.len()));
    // It reads them, and shows them when it is done, without being asked.
    browser.wait_for_words("谁交了，谁还没交");
    assert!(browser.text().contains("科室已交"));
    // A finding leads to its cell.
    let leads = browser.script(
        "const a = [...document.querySelectorAll('.findings a')].find(a => a.textContent.includes('单元格')); a.closest('details').open = true; a.id = 'finding'; return [a.textContent, a.getAttribute('href')]",
    );
    let leads = leads.to_string();
    assert!(
        leads.contains("单元格") && leads.contains("&at="),
        "{leads}"
    );
    browser.click("#finding");
    browser.wait_for("nav a[href='/form'][aria-current]");

    // A run, and a book saved.
    browser.click("nav a[href='/results']");
    browser.click("form[action^='/results/run'] button");
    browser.wait_for_words("写出结果：小结");
    browser.click("a[href*='/results/file/01-'][download]");
    let saved = downloads.join("01-廉政风险点登记汇总表.xlsx");
    let begun = Instant::now();
    while !saved.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is not saved");
        thread::sleep(Duration::from_millis(100));
    }
    let record = fs::read_to_string(folder.join("结果/run.json")).expect("read");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let path = |name: &str| other.join(name).display().to_string();
    let date = record["date"].as_str().expect("a day");
    let said = qingfeng(&["run", &path("收表"), "-o", &path("结果"), "--date", date]);
    assert_eq!(said.status, 0, "{}", said.err);
    let by_command = fs::read(other.join("结果/01-廉政风险点登记汇总表.xlsx")).expect("read");
    assert!(
        fs::read(&saved).expect("read") == by_command,
        "the same to the byte"
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

pub fn every_page_fits_a_small_screen_and_is_used_by_keys() {
    let dir = temp();
    let served = Served::new(dir.path());
    let browser = Browser::open(dir.path());
    browser.go(&served.1);
    browser.wait_for("nav");
    let root = browser.at();
    for page in [
        "", "forms", "form", "review", "scores", "results", "settings",
    ] {
        browser.go(&format!("{root}{page}"));
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(browser.script(wide), true, "{page} is too wide");
        // The first step of the tab key leads past the heads; whatever it reaches shows where it is.
        let bare = browser.script(
            "return [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(e => e.tabIndex < 0 && !e.disabled && e.type !== 'hidden').length",
        );
        assert_eq!(bare, 0, "{page}");
        let unnamed = browser.script(
            "return [...document.querySelectorAll('input, select, textarea')].filter(e => e.type !== 'hidden' && !e.labels.length && !e.ariaLabel).map(e => e.outerHTML)",
        );
        assert_eq!(unnamed, serde_json::json!([]), "{page}");
        browser.type_into("body", "\u{e004}");
        let focused = browser.script(
            "return [document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]",
        );
        assert_eq!(focused, serde_json::json!(["skip", "solid"]), "{page}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
