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

/// The form in which the samples have a head that nobody knows, and its cell.
const STRANGE: (&str, &str) = ("2026年自查表-报送稿1029.xlsx", "H3");

/// The samples' forms as they are dropped: all in one folder.
fn forms_in(folder: &Path) -> usize {
    fs::create_dir_all(folder).expect("made");
    let all = walkdir::WalkDir::new(samples()).into_iter().flatten();
    let files = all.filter(|e| e.file_type().is_file());
    let is_form = |path: &Path| path.extension().is_some_and(|e| e != "toml" && e != "md");
    let forms = files.filter(|e| is_form(e.path()));
    let mut count = 0;
    for form in forms {
        fs::copy(form.path(), folder.join(form.file_name())).expect("copied");
        count += 1;
    }
    count
}

pub fn a_year_is_done_with_a_mouse() {
    let dir = temp();
    let [folder, downloads, other, given] =
        ["年", "下载", "别处/年", "收来的"].map(|name| dir.path().join(name));
    for folder in [&folder, &downloads, &other] {
        fs::create_dir_all(folder).expect("made");
    }
    let policy = folder.join("qingfeng.toml");
    fs::copy(samples().join("qingfeng.toml"), &policy).expect("copied");
    let count = forms_in(&given);
    let served = Served::new(&folder);
    let browser = Browser::open(&downloads);
    browser.go(&served.1);
    browser.wait_for_words("清风市青云区财政局");
    // The address bar holds nothing that lets others in.
    assert!(!browser.at().contains("token"), "{}", browser.at());
    hands_in(&browser, &given, count);
    corrects_a_head(&browser, &policy);
    runs(&browser);
    let first = fs::read(folder.join("结果/05-评审表.xlsx")).expect("read");
    decides(&browser);
    let decided = fs::read(folder.join("结果/05-评审表.xlsx")).expect("read");
    runs(&browser);
    browser.click("a[href*='/results/file/01-'][download]");
    let saved = downloads.join("01-廉政风险点登记汇总表.xlsx");
    let begun = Instant::now();
    while !saved.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is not saved");
        thread::sleep(Duration::from_millis(100));
    }
    // The command line comes to the same, from the same files.
    let record = fs::read_to_string(folder.join("结果/run.json")).expect("read");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    fs::copy(&policy, other.join("qingfeng.toml")).expect("copied");
    forms_in(&other.join("收表/收来的"));
    let path = |name: &str| other.join(name).display().to_string();
    let date = record["date"].as_str().expect("a day");
    let [inbox, out] = ["收表", "结果"].map(path);
    let run = ["run", &inbox, "-o", &out, "--date", date];
    let said = qingfeng(&run);
    assert_eq!(said.status, 0, "{}", said.err);
    let review = other.join("结果/05-评审表.xlsx");
    assert!(fs::read(&review).expect("read") == first, "05 differs");
    fs::write(&review, decided).expect("written");
    let review = review.display().to_string();
    let said = qingfeng(&[&run[..], &["--review", &review]].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    let here = fs::read_dir(folder.join("结果")).expect("read").flatten();
    let books = here.filter(|e| e.path().is_file() && e.file_name() != "run.json");
    let books: Vec<_> = books.map(|e| e.file_name()).collect();
    assert!(books.len() >= 10, "{books:?}");
    for book in books {
        let [page, command] =
            [&folder, &other].map(|f| fs::read(f.join("结果").join(&book)).expect("read"));
        assert!(page == command, "{} differs", book.display());
    }
    let book = fs::read(folder.join("结果/01-廉政风险点登记汇总表.xlsx")).expect("read");
    assert!(fs::read(&saved).expect("read") == book, "saved to the byte");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The folder with the forms is dropped; they are read, and a finding leads to its cell.
fn hands_in(browser: &Browser, given: &Path, count: usize) {
    browser.click("nav a[href='/forms']");
    browser.wait_for("[data-with-script]:not([hidden])");
    browser.drop_onto(".drop", &[given]);
    browser.wait_for_words(&format!("收下 {count} 个文件"));
    // It reads them, and shows them when it is done, without being asked.
    browser.wait_for_words("谁交了，谁还没交");
    assert!(browser.text().contains("科室已交"));
    let leads = browser.script(
        "const a = [...document.querySelectorAll('.findings a')].find(a => a.textContent.includes('单元格')); a.closest('details').open = true; a.id = 'finding'; return a.textContent.match(/单元格 ([A-Z]+[0-9]+)/)[1]",
    );
    let cell = leads.as_str().expect("a cell").to_owned();
    browser.click("#finding");
    browser.wait_for("nav a[href='/form'][aria-current]");
    browser.wait_for(&format!("td.chosen[data-at='{cell}'] a.mark"));
}

/// A head that nobody knows is clicked and said to be a field: a line of the policy, and the form is read again.
fn corrects_a_head(browser: &Browser, policy: &Path) {
    let (form, cell) = STRANGE;
    browser.click("nav a[href='/forms']");
    browser.wait_for_words("收到的文件");
    let open = format!(
        "const a = [...document.querySelectorAll('th a')].find(a => a.textContent.endsWith({})); a.id = 'form'",
        serde_json::json!(form)
    );
    browser.script(&open);
    browser.click("#form");
    browser.wait_for_words("没有认出，原样保留");
    // No part of the cell that is a link.
    browser.script(&format!(
        "document.querySelector(\"[data-at='{cell}']\").click()"
    ));
    browser.wait_for(&format!("td.chosen[data-at='{cell}']"));
    browser.click("#cell select[name='field'] option[value='indicator']");
    browser.click("#cell form[action^='/form/head'] button");
    browser.wait_for_words("已写入口径：表头“监测频次”作为“监测指标”");
    assert!(
        !browser.text().contains("没有认出，原样保留"),
        "{}",
        browser.text()
    );
    let text = fs::read_to_string(policy).expect("read");
    assert!(text.contains("synonyms = [\"监测频次\"]"), "{text}");
}

/// Two levels by their keys, of which one is taken back and given again; and a pair.
fn decides(browser: &Browser) {
    browser.click("nav a[href='/review']");
    browser.wait_for("[data-item]:focus");
    let open = |browser: &Browser| {
        let open = "return Number(document.querySelector('.tabs [aria-current] b')?.textContent.match(/[0-9]+/)[0] ?? 0)";
        browser.script(open).as_u64().expect("a number")
    };
    let all = open(browser);
    browser.press("2");
    browser.wait_for(".item.done [aria-pressed][value='2']");
    browser.press("u");
    browser.wait_for_words("已撤销——");
    assert_eq!(open(browser), all);
    browser.click("#items ~ .item");
    browser.script("document.querySelector('.item').focus()");
    browser.press("2");
    browser.wait_for(".item.done [aria-pressed][value='2']");
    // The next one has the focus by itself.
    browser.wait_for(".item:not(.done):focus");
    browser.press("3");
    browser.wait_for(".item.done [aria-pressed][value='3']");
    assert_eq!(open(browser), all - 2);
    browser.click(".tabs a[href*='tab=pairs']");
    browser.wait_for(".pair:focus mark");
    let pairs = open(browser);
    browser.press("y");
    browser.wait_for(".pair.done [aria-pressed][value='merge']");
    assert_eq!(open(browser), pairs - 1);
}

fn runs(browser: &Browser) {
    browser.click("nav a[href='/results']");
    browser.click("form[action^='/results/run'] button");
    browser.wait_for("[data-job]");
    // What the run before came to stands there meanwhile.
    browser.wait_for("body:not(:has([data-job]))");
    browser.wait_for_words("写出结果：小结");
}

/// The pages, by their addresses.
const PAGES: [&str; 7] = [
    "", "forms", "form", "review", "scores", "results", "settings",
];

/// A year's folder with all that can be shown.
fn shown(browser: &Browser, dir: &Path) -> (Served, Vec<String>) {
    let inbox = dir.join("收表");
    forms_in(&inbox);
    fs::copy(samples().join("qingfeng.toml"), dir.join("qingfeng.toml")).expect("copied");
    // Some of the score sheets are not there yet.
    for form in fs::read_dir(&inbox).expect("read").flatten() {
        let name = form.file_name().to_string_lossy().into_owned();
        if name.starts_with("分管领导") {
            fs::remove_file(form.path()).expect("removed");
        }
    }
    let [inbox, out] = ["收表", "结果"].map(|name| dir.join(name).display().to_string());
    let said = qingfeng(&["run", &inbox, "-o", &out, "--date", "2026-11-30"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let served = Served::new(dir);
    browser.go(&served.1);
    browser.wait_for("nav");
    let root = browser.at();
    let (form, cell) = STRANGE;
    let form = format!("form?file={form}&at={cell}");
    let more = [
        &form,
        "review?tab=pairs",
        "review?tab=rest",
        "review?tab=merged",
    ];
    let all = PAGES
        .iter()
        .chain(&more)
        .map(|page| format!("{root}{page}"));
    let all: Vec<String> = all.collect();
    browser.go(&all[1]);
    browser.wait_for_words("谁交了，谁还没交");
    (served, all)
}

/// What stands out of the window, to the right.
const TOO_WIDE: &str = "return document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll')).map(e => e.outerHTML.slice(0, 200))";

/// Twice as large is half as wide.
pub fn lists_are_printed_clean_and_twice_the_size_fits() {
    let dir = temp();
    let browser = Browser::open(dir.path());
    let (_served, pages) = shown(&browser, &dir.path().join("年"));
    for page in &pages {
        browser.lays_out_in([683, 384], 2);
        browser.go(page);
        assert_eq!(browser.script(TOO_WIDE), serde_json::json!([]), "{page}");
        // A sheet of A4 between its margins.
        browser.lays_out_in([703, 1000], 1);
        browser.shows_print(true);
        browser.go(page);
        assert_eq!(
            browser.script(TOO_WIDE),
            serde_json::json!([]),
            "{page} printed"
        );
        let controls = "return [...document.querySelectorAll('button, input, select, textarea, nav, .skip, header')].filter(e => e.checkVisibility() && e.type !== 'hidden').map(e => e.outerHTML.slice(0, 200))";
        assert_eq!(
            browser.script(controls),
            serde_json::json!([]),
            "{page} printed"
        );
        let says = browser.script("return document.querySelector('main').innerText.length > 20");
        assert_eq!(says, true, "{page} printed says something");
        // What is folded up on the screen is on the paper.
        let folded = "return [...document.querySelectorAll('details:not(.screen) .findings li')].filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height === 0).length";
        assert_eq!(browser.script(folded), 0, "{page} printed");
        browser.shows_print(false);
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// WCAG 2: text against what lies behind it 4.5 to 1, large text and the edges of fields 3 to 1. Whatever the tab key reaches
/// shows that it has the focus.
pub fn all_text_is_told_from_its_ground_and_the_focus_is_seen() {
    let dir = temp();
    let browser = Browser::open(dir.path());
    let (_served, pages) = shown(&browser, &dir.path().join("年"));
    for page in &pages {
        browser.go(page);
        browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
        let pale = browser.script(include_str!("contrast.js"));
        assert_eq!(pale, serde_json::json!([]), "{page}");
        // From the first to the twentieth thing, each with an outline or a frame of its own.
        browser.script("document.activeElement.blur()");
        for _ in 0..20 {
            browser.press("\u{e004}");
            let unseen = browser.script(
                "const e = document.activeElement, s = getComputedStyle(e); return e === document.body || s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 3 || s.boxShadow !== 'none' ? '' : e.outerHTML.slice(0, 200)",
            );
            assert_eq!(unseen, "", "{page}");
        }
    }
}

/// Whether the first of these stands in the window, without being scrolled to.
fn is_seen(browser: &Browser, css: &str) -> bool {
    let seen = browser.script(&format!(
        "const box = document.querySelector({}).getBoundingClientRect(); return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight",
        serde_json::json!(css)
    ));
    seen == true
}

/// Each form of a page is sent by itself; what stands in another one is not lost by it, and is seen not to be sent.
pub fn what_is_typed_stays_and_what_is_told_is_seen() {
    let dir = temp();
    let browser = Browser::open(dir.path());
    let (_served, pages) = shown(&browser, &dir.path().join("年"));
    let value = |css: &str| {
        let css = serde_json::json!(css);
        browser.script(&format!("return document.querySelector({css}).value"))
    };
    browser.go(&pages[3]);
    browser.wait_for("[data-item]:focus");
    let [second, third] = [2, 3].map(|n| format!(".item:nth-of-type({n}) [name='reason']"));
    browser.type_into("[name='by']", "领导小组");
    browser.type_into(&third, "等人核实");
    // A reason is written, and the row decided, by keys alone.
    browser.type_into(&second, "会上定的\u{e007}");
    browser.press("2");
    browser.wait_for_words("已定：二级，会上定的");
    assert!(is_seen(&browser, ".told"), "what was done");
    browser.wait_for(".item:nth-of-type(3):focus");
    assert_eq!(value("[name='by'].unsent"), "领导小组");
    assert_eq!(value(&format!("{third}.unsent")), "等人核实");
    browser.press("u");
    browser.wait_for_words("已撤销——");
    // Where nothing has the focus the keys mean the row that had it.
    browser.script("document.activeElement.blur()");
    browser.press("3");
    browser.wait_for_words("已定：三级");
    browser.go(&pages[6]);
    let row = |path: &str| format!("[id='s-{path}'] ");
    let [refused, other] = ["spot_check.two", "leaders.principal"].map(row);
    browser.type_into(&format!("{other}[name='value']"), "赵一");
    browser.script(&format!(
        "document.querySelector(\"{refused}[name='value']\").value = ''"
    ));
    browser.type_into(&format!("{refused}[name='value']"), "150");
    browser.click(&format!("{refused}button"));
    browser.wait_for(&format!("{refused}[role='alert']"));
    assert!(is_seen(&browser, &format!("{refused}[role='alert']")));
    assert_eq!(value(&format!("{refused}[name='value']")), "150");
    let typed = value(&format!("{other}[name='value'].unsent"));
    assert!(typed.as_str().is_some_and(|typed| typed.ends_with("赵一")));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

pub fn every_page_fits_a_small_screen_and_is_used_by_keys() {
    let dir = temp();
    let served = Served::new(dir.path());
    let browser = Browser::open(dir.path());
    browser.go(&served.1);
    browser.wait_for("nav");
    let root = browser.at();
    for page in PAGES {
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
