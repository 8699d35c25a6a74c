//! A run on the page, and beside it.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use qingfeng::app::{self, Inputs, Progress, RunOptions};

use crate::client::{Client, Served, files};
use crate::sent::{fields, refused, said};
use crate::support::edit::filled;
use crate::support::review::{cell_of, cells_of, rows_of};
use crate::support::{forms, qingfeng};

const FORMS: [(&str, &str); 3] = [
    ("国库科.xlsx", "02-four-rows-above.xlsx"),
    ("农业科.xlsx", "04-two-row-head.xlsx"),
    ("行政政法科.xlsx", "06-breaks-and-widths-in-heads.xlsx"),
];

fn hand_in(client: &Client) {
    let files = FORMS.map(|(name, form)| (name, fs::read(forms().join(form)).expect("read")));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, &b[..])).collect();
    assert_eq!(client.upload("/forms/upload", &files).status, 303);
}

fn run(client: &Client, options: &str) -> String {
    let answer = client.post("/results/run", options);
    assert_eq!(answer.status, 303, "{}", answer.text());
    client.rest();
    client.page("/results")
}

/// The addresses under which the files of a result are saved.
fn saved(page: &str) -> Vec<String> {
    let found = page.split("href=\"/results/file/").skip(1);
    let found = found.map(|rest| rest.split('"').next().unwrap().to_owned());
    found.collect()
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap().to_owned();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn blank_forms_made_on_the_page_are_those_of_the_command() {
    let served = Served::new();
    let client = served.client();
    fs::write(
        served.folder().join("qingfeng.toml"),
        "[unit]\nname = \"青云区财政局\"\n[[sections]]\nname = \"预算科\"\nposts = [\"编制岗\"]\n",
    )
    .expect("written");
    assert_eq!(client.post("/start/blanks", "").status, 303);
    client.rest();
    let page = client.page("/");
    assert!(page.contains("空白表做好了"), "{page}");
    let made = served.folder().join("空白表");
    let other = served.folder().join("命令");
    let said = qingfeng(&["template", "-o", &other.display().to_string()]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let names = files(&made);
    assert!(
        names.iter().any(|name| name.contains("预算科")),
        "{names:?}"
    );
    assert_eq!(names, files(&other));
    for name in names {
        let both = [&made, &other].map(|folder| fs::read(folder.join(&name)).expect("read"));
        assert!(both[0] == both[1], "{name}");
    }
}

/// What one types in a terminal is of no use to whoever has a page.
#[test]
fn pages_speak_of_nothing_that_is_typed_in_a_terminal() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    run(&client, "");
    for path in ["/results/verify", "/start/cross-check"] {
        assert_eq!(client.post(path, "").status, 303);
        client.rest();
    }
    // A run that leaves a book of the one before.
    let page = run(&client, "mid_year=1") + &run(&client, "");
    assert!(
        said(&page).contains("这次没有重写（没有选另写中期监控报告），"),
        "{}",
        said(&page)
    );
    let mut pages = vec![page];
    for path in ["/", "/forms", "/review", "/scores", "/results", "/settings"] {
        pages.push(client.page(path));
    }
    // One that fails.
    let answer = client.post("/results/run", "previous=%2Fnowhere");
    pages.push(answer.text());
    client.rest();
    pages.push(client.page("/results"));
    for page in pages {
        let words = said(&page);
        let typed = words
            .split("--")
            .skip(1)
            .find(|rest| rest.starts_with(char::is_alphabetic));
        assert!(typed.is_none() && !words.contains("命令行"), "{words}");
    }
}

#[test]
fn forms_of_a_cross_check_and_a_reckoning_anew_are_had_from_the_page() {
    let served = Served::new();
    let client = served.client();
    fs::write(
        served.folder().join("qingfeng.toml"),
        "[unit]\nname = \"青云区财政局\"\n",
    )
    .expect("written");
    hand_in(&client);
    run(&client, "");
    assert_eq!(client.post("/start/cross-check", "").status, 303);
    client.rest();
    let page = client.page("/");
    assert!(page.contains("空白表做好了"), "{}", said(&page));
    let made = served.folder().join("互查评议");
    let other = served.folder().join("命令");
    let [out, result] = [&other, &served.folder().join("结果")].map(|p| p.display().to_string());
    let told = qingfeng(&["template", "-o", &out, "--cross-check", &result]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    let names = files(&made);
    assert!(names.len() >= 3, "{names:?}");
    assert_eq!(names, files(&other));
    for name in names {
        let both = [&made, &other].map(|folder| fs::read(folder.join(&name)).expect("read"));
        assert!(both[0] == both[1], "{name}");
    }
    assert_eq!(client.post("/results/verify", "again=1").status, 303);
    client.rest();
    let words = said(&client.page("/results"));
    assert!(
        words.contains("重新计算的文件") && !words.contains("没有重新计算"),
        "{words}"
    );
}

#[test]
fn what_is_saved_from_the_page_is_what_the_command_writes() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    let other = served.dir.path().join("别处/年");
    fs::create_dir_all(other.join("收表")).expect("made");
    for (name, form) in FORMS {
        fs::copy(forms().join(form), other.join("收表").join(name)).expect("copied");
    }
    for options in [
        &["", ""][..],
        &["mid_year=1&seed=7", "--mid-year", "--seed", "7"],
    ] {
        let page = run(&client, options[0]);
        assert!(
            page.contains("写出结果：小结") && page.contains("文件 3 个"),
            "{page}"
        );
        let record = fs::read_to_string(served.folder().join("结果/run.json")).expect("read");
        let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
        let path = |name: &str| other.join(name).display().to_string();
        let mut arguments = vec![
            "run".to_owned(),
            path("收表"),
            "-o".to_owned(),
            path("结果"),
        ];
        arguments.extend([
            "--date".to_owned(),
            record["date"].as_str().unwrap().to_owned(),
        ]);
        arguments.extend(
            options[1..]
                .iter()
                .filter(|o| !o.is_empty())
                .map(ToString::to_string),
        );
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}", said.err);
        let paths = saved(&page);
        let outputs = record["outputs"].as_array().unwrap().len();
        assert_eq!(paths.len(), outputs, "{paths:?}");
        for path in paths {
            let got = client.get(&format!("/results/file/{path}"));
            assert_eq!(got.status, 200, "{path}");
            let name = decoded(&path);
            assert!(
                got.body == fs::read(other.join("结果").join(&name)).expect("read"),
                "{name}"
            );
        }
    }
}

#[test]
fn decisions_in_the_review_workbook_are_taken_along() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    run(&client, "");
    assert!(
        !client.page("/results").contains("会一并带上"),
        "nothing is decided yet"
    );
    let book = served.folder().join("结果/05-评审表.xlsx");
    let (matter, row) = rows_of(&book, "其余条目").remove(0);
    let cell = cell_of(&book, "其余条目", "审定等级", row);
    fs::write(&book, filled(&book, "其余条目", &[(cell, "二级")])).expect("written");
    assert!(client.page("/results").contains("会一并带上"));
    let page = run(&client, "");
    assert!(page.contains("写出结果：小结"), "{page}");
    let record = fs::read_to_string(served.folder().join("结果/run.json")).expect("read");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    assert_eq!(record["reviews"].as_array().map(Vec::len), Some(1));
    let decided = cells_of(&book, "已定事项");
    assert!(decided.contains(&matter), "{matter}: {decided:?}");
}

#[test]
fn options_that_cannot_be_are_refused_in_words() {
    let served = Served::new();
    let client = served.client();
    let page = run(&client, "");
    assert!(
        page.contains("没有写出结果") && page.contains("收表"),
        "{page}"
    );
    hand_in(&client);
    let answer = client.post("/results/run", "seed=%E4%B8%83");
    assert!(
        answer.status == 422 && answer.text().contains("应为一个整数"),
        "{}",
        answer.text()
    );
    // Forms are no result: they would be taken for last year's.
    for other in ["/nowhere", "收表"] {
        let form = [("other", other), ("seed", "12")];
        let page = refused(&client, "/results/run", &form).text();
        assert!(said(&page).contains("没有上年写出的结果"), "{page}");
        for typed in [other, "12"] {
            assert!(page.contains(&format!("value=\"{typed}\"")), "{page}");
        }
    }
    assert!(!served.folder().join("结果").exists());
}

#[test]
fn the_result_of_last_year_that_lies_beside_is_offered_first() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    let inbox = served.folder().join("收表").display().to_string();
    for (year, day) in [("去年", "2025-11-30"), ("明年", "2099-11-30")] {
        let out = served.dir.path().join(year).join("结果");
        let out = out.display().to_string();
        let said = qingfeng(&["run", &inbox, "-o", &out, "--date", day]);
        assert_eq!(said.status, 0, "{}", said.err);
    }
    let page = client.page("/results");
    let last = served.dir.path().join("去年/结果").display().to_string();
    assert!(
        page.contains(&format!("value=\"{last}\" selected")),
        "{page}"
    );
    assert!(!page.contains("明年/结果"), "no later year: {page}");
    // The working folder of that year is as good as its result.
    let form = fields(&[(
        "other",
        &served.dir.path().join("去年").display().to_string(),
    )]);
    let page = run(&client, &form);
    assert!(page.contains("写出结果：小结"), "{page}");
    assert!(
        !client
            .page("/results")
            .contains(&format!("value=\"{last}\" selected")),
        "what was given goes on"
    );
}

/// Goes no further than the first file until it is let.
struct Held {
    begun: Mutex<Sender<()>>,
    go_on: Mutex<Receiver<()>>,
}

impl Progress for Held {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &str) {
        let _ = self.begun.lock().unwrap().send(());
        let _ = self.go_on.lock().unwrap().recv();
    }
    fn finish(&self) {}
}

#[test]
fn a_run_beside_the_page_keeps_its_lock_and_the_page_says_so() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    let options = options(&served.folder());
    let (begun, has_begun) = channel();
    let (let_go, go_on) = channel();
    let held = Held {
        begun: Mutex::new(begun),
        go_on: Mutex::new(go_on),
    };
    let beside = thread::spawn(move || app::run(&options, &held).map(|ran| ran.errors));
    has_begun.recv().expect("begun");
    let page = run(&client, "");
    assert!(
        page.contains("没有写出结果") && page.contains("正被占用"),
        "{page}"
    );
    drop(let_go);
    beside
        .join()
        .expect("no panic")
        .expect("the run beside it is done");
    assert!(run(&client, "").contains("写出结果：小结"));
}

fn options(folder: &Path) -> RunOptions {
    RunOptions {
        inputs: Inputs {
            paths: vec![folder.join("收表")],
            policy: None,
            year: None,
            date: chrono::Local::now().date_naive(),
            jobs: 1,
        },
        out: folder.join("结果"),
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    }
}

#[test]
fn two_tabs_do_one_thing_at_a_time_and_what_changed_is_told() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    let both = [(), ()].map(|()| {
        let client = client.clone();
        thread::spawn(move || client.post("/results/run", ""))
    });
    let mut said = both.map(|tab| tab.join().expect("answered").status);
    said.sort_unstable();
    // The second one came while the first was at work, or after it.
    assert!(said == [303, 409] || said == [303, 303], "{said:?}");
    client.rest();
    fs::write(served.folder().join("收表/新来的.xlsx"), b"x").expect("written");
    assert_eq!(client.post("/results/verify", "").status, 303);
    client.rest();
    let page = client.page("/results");
    assert!(
        page.contains("多出“新来的.xlsx”") && page.contains("结果文件"),
        "{page}"
    );
}

#[test]
fn what_has_changed_since_the_result_is_told_where_one_goes_on() {
    let served = Served::new();
    let client = served.client();
    hand_in(&client);
    let told = |page: &str| said(page).contains("处变动");
    let page = run(&client, "");
    assert!(
        !told(&page) && !told(&client.page("/review")),
        "{}",
        said(&page)
    );
    // Another form, and one in place of one that was read.
    let form = fs::read(forms().join("04-two-row-head.xlsx")).expect("read");
    let inbox = served.folder().join("收表");
    fs::write(inbox.join("国库科.xlsx"), &form).expect("written");
    let new = [("预算科.xlsx", &form[..])];
    assert_eq!(client.upload("/forms/upload", &new).status, 303);
    client.rest();
    let page = said(&client.page("/results"));
    assert!(page.contains("写出结果以后有 2 处变动"), "{page}");
    for line in ["“国库科.xlsx”的内容变了", "多出“预算科.xlsx”"] {
        assert!(page.contains(line), "{line}: {page}");
    }
    let page = said(&client.page("/review"));
    assert!(page.contains("有 2 处变动"), "{page}");
    let page = run(&client, "");
    assert!(
        !told(&page) && !told(&client.page("/review")),
        "{}",
        said(&page)
    );
}
