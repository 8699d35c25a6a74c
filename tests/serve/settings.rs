//! 口径 as it is used.

use std::fs;

use crate::client::{Client, Served};
use crate::sent::{hidden, refused, said, sent};

const POLICY: &str = "# 本局的口径\n[unit]\nname = \"示例县财政局\" # 全称\nyear = 2026\n\n[fields.risk]\nsynonyms = [\"隐患\"]\n";

fn ready(policy: &str) -> (Served, Client) {
    let served = Served::new();
    fs::create_dir_all(served.folder().join("收表")).expect("made");
    fs::write(served.folder().join("qingfeng.toml"), policy).expect("written");
    let client = served.client();
    (served, client)
}

fn policy(served: &Served) -> String {
    fs::read_to_string(served.folder().join("qingfeng.toml")).expect("read")
}

fn set(client: &Client, path: &str, value: &str) -> String {
    let seen = hidden(&client.page("/settings"), "seen");
    let form = [("seen", seen.as_str()), ("path", path), ("value", value)];
    sent(client, "/settings/set", &form)
}

/// The row of a setting.
fn row(page: &str, path: &str) -> String {
    let start = format!("<tr id=\"s-{path}\">");
    let rest = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {path}"))
        .1;
    rest.split("</tr>").next().expect("a row").to_owned()
}

#[test]
fn settings_say_whose_they_are_and_change_with_the_comments_kept() {
    let (served, client) = ready(POLICY);
    let page = client.page("/settings");
    assert!(
        row(&page, "unit.name").contains("本单位写的")
            && row(&page, "unit.name").contains("示例县财政局")
    );
    let years = row(&page, "rating.years");
    assert!(
        years.contains("value=\"3\"") && !years.contains("本单位写的"),
        "{years}"
    );
    let page = set(&client, "rating.years", "５");
    assert!(
        said(&page).contains("已写入口径：“多少年评定一次”改为“5”"),
        "{}",
        said(&page)
    );
    assert_eq!(policy(&served), format!("{POLICY}\n[rating]\nyears = 5\n"));
    assert!(
        row(&page, "rating.years").contains("默认：3"),
        "{}",
        row(&page, "rating.years")
    );
    set(&client, "unit.name", "青云区财政局");
    assert!(
        policy(&served).contains("name = \"青云区财政局\" # 全称\n"),
        "{}",
        policy(&served)
    );
    set(&client, "grading.method", "matrix");
    set(&client, "linkage.merge", "false");
    let page = set(&client, "public.not_names", "高峰期，业务高峰");
    assert!(
        policy(&served).contains("not_names = [\"高峰期\", \"业务高峰\"]"),
        "{}",
        policy(&served)
    );
    assert!(row(&page, "grading.method").contains("value=\"matrix\" selected"));
    // Back to what the default says: what was written stays to be read.
    let seen = hidden(&page, "seen");
    let form = [
        ("seen", seen.as_str()),
        ("path", "rating.years"),
        ("value", "5"),
        ("back", "1"),
    ];
    let page = sent(&client, "/settings/set", &form);
    assert!(
        policy(&served).contains("[rating]\n# years = 5\n"),
        "{}",
        policy(&served)
    );
    assert!(!row(&page, "rating.years").contains("本单位写的"));
    let before = policy(&served);
    let page = sent(&client, "/form/undo", &[]);
    assert!(
        said(&page).contains("已撤销：“多少年评定一次”恢复默认"),
        "{}",
        said(&page)
    );
    assert_ne!(policy(&served), before);
}

#[test]
fn what_the_policy_refuses_is_told_in_its_words_and_not_written() {
    let (served, client) = ready(POLICY);
    for (path, value, told) in [
        ("rating.years", "很久", "“多少年评定一次”要填整数"),
        ("unit.year", "1999", "2000 到 2100 之间的整数"),
        ("scoring.deadline", "十一月", "scoring.deadline"),
        ("grading.method", "guess", "grading.method"),
    ] {
        let page = set(&client, path, value);
        assert!(
            page.contains("role=\"alert\"") && said(&page).contains(told),
            "{path}: {}",
            said(&page)
        );
        assert_eq!(policy(&served), POLICY, "{path}");
        // In its own row, with what was typed.
        let row = page.split(&format!("<tr id=\"s-{path}\">")).nth(1);
        let row = row
            .and_then(|row| row.split("</tr>").next())
            .expect("its row");
        assert!(row.contains("role=\"alert\""), "{path}: {row}");
        let typed = row.contains(&format!("value=\"{value}\""));
        assert_eq!(typed, path != "grading.method", "{path}: {row}");
    }
    let page = set(&client, "no.such", "1");
    assert!(said(&page).contains("没有这一项设置"), "{}", said(&page));
    // Changed meanwhile in another program.
    let seen = hidden(&client.page("/settings"), "seen");
    let theirs = format!("{POLICY}# 记事本里加的\n");
    fs::write(served.folder().join("qingfeng.toml"), &theirs).expect("written");
    let form = [
        ("seen", seen.as_str()),
        ("path", "rating.years"),
        ("value", "5"),
    ];
    let page = sent(&client, "/settings/set", &form);
    assert!(
        said(&page).contains("改动过") && said(&page).contains("没有写入"),
        "{}",
        said(&page)
    );
    assert_eq!(policy(&served), theirs);
}

#[test]
fn words_of_the_bureau_are_listed_and_taken_out() {
    let (served, client) = ready(POLICY);
    let page = client.page("/settings");
    assert!(said(&page).contains("隐患"), "{}", said(&page));
    let seen = hidden(&page, "seen");
    let form = [
        ("seen", seen.as_str()),
        ("path", "fields.risk.synonyms"),
        ("word", "隐患"),
    ];
    sent(&client, "/settings/word", &form);
    assert!(
        policy(&served).ends_with("[fields.risk]\nsynonyms = []\n"),
        "{}",
        policy(&served)
    );
}

#[test]
fn a_folder_without_a_policy_or_with_a_spoilt_one_says_what_to_do() {
    let (served, client) = ready("[unit]\nname = 局\n");
    let page = client.page("/settings");
    assert!(
        page.contains("role=\"alert\"") && said(&page).contains("name = 局"),
        "{}",
        said(&page)
    );
    fs::remove_file(served.folder().join("qingfeng.toml")).expect("removed");
    let page = client.page("/settings");
    assert!(said(&page).contains("没有口径文件"), "{}", said(&page));
    refused(
        &client,
        "/form/section",
        &[("file", "x"), ("name", "甲"), ("section", "乙")],
    );
}
