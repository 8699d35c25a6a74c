//! 评审 as it is used.

use std::fs;

use crate::client::{Client, Served};
use crate::sent::{fields, hidden, refused, said, sent};
use crate::support::repeats;
use crate::support::review::{MEASURE, ROWS, form};

/// A working folder with a form and a result.
fn ready() -> (Served, Client) {
    ready_with(&form(&ROWS, MEASURE))
}

fn ready_with(form: &[u8]) -> (Served, Client) {
    let served = Served::new();
    let client = served.client();
    assert_eq!(
        client
            .upload("/forms/upload", &[("预算科.xlsx", form)])
            .status,
        303
    );
    run(&client);
    (served, client)
}

fn run(client: &Client) {
    assert_eq!(client.post("/results/run", "").status, 303);
    client.rest();
}

/// The place of the first row on the page whose text holds this.
fn place(page: &str, holds: &str) -> String {
    let items = page.split("<article class=\"item").skip(1);
    let mut own = items.filter(|item| item.contains(holds));
    let item = own.next().unwrap_or_else(|| panic!("no {holds}: {page}"));
    hidden(item, "at")
}

fn decide(client: &Client, page: &str, holds: &str, act: &str, reason: &str) -> String {
    let at = place(page, holds);
    let seen = hidden(page, "seen");
    let tab = hidden(page, "tab");
    let form = [
        ("seen", seen.as_str()),
        ("at", &at),
        ("act", act),
        ("reason", reason),
        ("tab", &tab),
    ];
    sent(client, "/review/do", &form)
}

/// A workbook reads `_x0041_` as a letter, and cuts what is too long for a cell.
#[test]
fn a_reason_stands_in_the_book_as_it_was_written_or_not_at_all() {
    let (served, client) = ready();
    let page = client.page("/review");
    let holds = "办理预算指标下达时照顾关系单位";
    decide(&client, &page, holds, "1", "会上定的 _x0041_ 号");
    let book = served.folder().join("结果/05-评审表.xlsx");
    let reasons = || {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).expect("a workbook");
        let range = calamine::Reader::worksheet_range(&mut book, "待评审").expect("the sheet");
        let cells = range.used_cells().map(|(_, _, cell)| cell.to_string());
        cells
            .filter(|text| text.starts_with("会上定的"))
            .collect::<Vec<_>>()
    };
    assert_eq!(reasons(), ["会上定的 _x0041_ 号"]);
    let page = client.page("/review");
    let (at, seen) = (place(&page, holds), hidden(&page, "seen"));
    let long = "长".repeat(40_000);
    let form = [
        ("seen", seen.as_str()),
        ("at", &at),
        ("act", "2"),
        ("reason", &long),
        ("tab", "asked"),
    ];
    let answer = client.post("/review/do", &fields(&form));
    assert_ne!(answer.status, 500);
    assert!(client.page("/review").contains("写得太长了"));
    assert_eq!(reasons(), ["会上定的 _x0041_ 号"]);
}

#[test]
fn levels_are_decided_one_by_one_and_taken_back() {
    let (served, client) = ready();
    let book = served.folder().join("结果/05-评审表.xlsx");
    let page = client.page("/review");
    let text = said(&page);
    assert!(
        text.contains("待评审 5 未定 5") && text.contains("办理预算指标下达时照顾关系单位"),
        "{text}"
    );
    assert!(
        text.contains("自评 三级") && text.contains("建议 二级") && text.contains("同意：二级"),
        "{text}"
    );
    assert!(
        text.contains("自评三级，按回答建议二级"),
        "the grounds: {text}"
    );
    let before = fs::read(&book).expect("read");
    let page = decide(&client, &page, "预算指标下达", "2", "会议研究");
    let text = said(&page);
    assert!(
        text.contains("已写入评审表——预算科“办理预算指标下达时照顾关系单位”：二级"),
        "{text}"
    );
    assert!(
        text.contains("已定：二级，会议研究") && text.contains("待评审 5 未定 4"),
        "{text}"
    );
    let page = sent(&client, "/review/undo", &[]);
    assert!(
        said(&page).contains("一字不差") && said(&page).contains("未定 5"),
        "{}",
        said(&page)
    );
    assert_eq!(fs::read(&book).expect("read"), before);
    // Struck out only with a reason; the page tells and nothing is written.
    let page = decide(&client, &page, "决算批复", "strike", "");
    assert!(
        page.contains("role=\"alert\"") && said(&page).contains("写明理由"),
        "{}",
        said(&page)
    );
    assert_eq!(fs::read(&book).expect("read"), before);
    let page = decide(&client, &page, "决算批复", "strike", "与职权无关");
    assert!(
        said(&page).contains("已定：不登记，与职权无关"),
        "{}",
        said(&page)
    );
    let page = decide(&client, &page, "决算批复", "clear", "");
    assert!(said(&page).contains("未定 5"), "{}", said(&page));
    // A run takes along what is decided.
    decide(&client, &page, "预算指标下达", "1", "");
    run(&client);
    let page = client.page("/review?tab=decided");
    assert!(said(&page).contains("已定：一级"), "{}", said(&page));
}

/// Whatever was decided stands in the workbook: a program that knows nothing of the step opens it again.
#[test]
fn what_was_decided_before_the_program_was_started_again_is_opened_again() {
    let (served, client) = ready();
    let book = served.folder().join("结果/05-评审表.xlsx");
    let page = client.page("/review");
    decide(&client, &page, "预算指标下达", "1", "");
    run(&client);
    let page = client.page("/review");
    let seen = hidden(&page, "seen");
    let agree = [("seen", seen.as_str()), ("of", "预算科"), ("act", "agree")];
    assert!(said(&sent(&client, "/review/do", &agree)).contains("项按建议审定"));
    let again = served.again();
    let client = again.client();
    let page = client.page("/review");
    let text = said(&page);
    assert!(
        page.contains("data-key=\"u\" disabled") && text.contains("“撤销”退回的是网页打开以来"),
        "{text}"
    );
    let seen = hidden(&page, "seen");
    let reopen = [("seen", seen.as_str()), ("of", "预算科"), ("act", "reopen")];
    let page = sent(&client, "/review/do", &reopen);
    let text = said(&page);
    assert!(
        text.contains("项清空，重新定") && text.contains("待评审 4 未定 4"),
        "{text}"
    );
    // One that a result has already taken in is asked again.
    let page = client.page("/review?tab=decided");
    assert!(said(&page).contains("已定：一级"), "{}", said(&page));
    decide(
        &client,
        &page,
        "办理预算指标下达时照顾关系单位",
        "clear",
        "",
    );
    run(&client);
    let text = said(&client.page("/review"));
    assert!(text.contains("待评审 5 未定 5"), "{text}");
    assert!(book.is_file());
}

#[test]
fn a_page_that_is_old_writes_nothing_and_shows_what_is_there_now() {
    let (served, client) = ready();
    let book = served.folder().join("结果/05-评审表.xlsx");
    let old = client.page("/review");
    decide(&client, &old, "预算指标下达", "2", "");
    let now = fs::read(&book).expect("read");
    let page = decide(&client, &old, "预算指标下达", "3", "");
    let text = said(&page);
    assert!(
        text.contains("被改动过") && text.contains("没有写入") && text.contains("已定：二级"),
        "{text}"
    );
    assert_eq!(fs::read(&book).expect("read"), now);
    let lock = book.with_file_name("~$05-评审表.xlsx");
    fs::write(&lock, "").expect("a lock");
    let page = client.page("/review");
    assert!(
        said(&page).contains("打开着"),
        "told before anything is clicked"
    );
    let page = decide(&client, &page, "预算指标下达", "3", "");
    assert!(said(&page).contains("打开着"), "{}", said(&page));
    assert_eq!(fs::read(&book).expect("read"), now);
}

#[test]
fn a_section_and_the_rest_are_agreed_to_at_once() {
    let (_served, client) = ready();
    let page = client.page("/review");
    let seen = hidden(&page, "seen");
    let form = [("seen", seen.as_str()), ("of", "预算科"), ("act", "agree")];
    let page = sent(&client, "/review/do", &form);
    assert!(said(&page).contains("项按建议审定"), "{}", said(&page));
    let page = client.page("/review?tab=rest");
    let seen = hidden(&page, "seen");
    let form = [
        ("seen", seen.as_str()),
        ("of", ""),
        ("act", "confirm"),
        ("tab", "rest"),
    ];
    let page = sent(&client, "/review/do", &form);
    let text = said(&page);
    assert!(
        text.contains("全部其余条目：一并审定") && text.contains("随其余条目一并审定为"),
        "{text}"
    );
    let form = [
        ("seen", &*hidden(&page, "seen")),
        ("by", "领导小组"),
        ("on", "2026-11-20"),
    ];
    sent(&client, "/review/by", &form);
    let page = client.page("/review");
    assert!(
        page.contains("value=\"领导小组\"") && page.contains("value=\"2026-11-20\""),
        "{page}"
    );
    let told = refused(
        &client,
        "/review/by",
        &[("seen", "x"), ("by", "王五"), ("on", "下周")],
    );
    let told = told.text();
    assert!(
        told.contains("value=\"王五\"")
            && told.contains("value=\"下周\"")
            && said(&told).contains("“下周”不是日期"),
        "what was typed stands there, and why it is refused: {told}"
    );
    assert!(!client.page("/review").contains("王五"), "once");
    // What a date field sends for a year typed as 26; no workbook can hold that day.
    let seen = hidden(&page, "seen");
    for on in ["0026-11-20", "1899-12-31", "+12026-11-20"] {
        refused(
            &client,
            "/review/by",
            &[("seen", &seen), ("by", "领导小组"), ("on", on)],
        );
    }
    assert!(client.page("/review").contains("value=\"2026-11-20\""));
    refused(
        &client,
        "/review/do",
        &[("seen", "x"), ("at", "9"), ("act", "nonsense")],
    );
}

#[test]
fn possible_duplicates_stand_side_by_side_with_what_differs_marked() {
    let served = Served::new();
    let client = served.client();
    let office = repeats::Office::new();
    for name in ["预算科自查表.xlsx", "张一.xlsx"] {
        let bytes = fs::read(office.path("收表").join(name)).expect("read");
        assert_eq!(
            client.upload("/forms/upload", &[(name, &bytes)]).status,
            303
        );
    }
    run(&client);
    let page = client.page("/review?tab=pairs");
    assert!(page.contains("<mark>"), "{}", said(&page));
    let page = decide(&client, &page, "合并（Y）", "apart", "两回事");
    assert!(
        said(&page).contains("已定：不合并，两回事"),
        "{}",
        said(&page)
    );
    run(&client);
    let page = client.page("/review?tab=merged");
    assert!(said(&page).contains("不合并"), "{}", said(&page));
}

#[test]
fn a_long_list_comes_page_by_page() {
    let names: Vec<String> = (0..60).map(|n| format!("第{n}项审批")).collect();
    let rows: Vec<[&str; 6]> = names
        .iter()
        .map(|name| [name.as_str(), "三级", "否", "否", "无", "刑事责任"])
        .collect();
    let (_served, client) = ready_with(&form(&rows, MEASURE));
    let count = |page: &str| page.matches("data-item").count();
    let all: usize = [0, 25, 50]
        .map(|from| {
            count(&client.page(&format!(
                "/review?{}",
                fields(&[("from", &from.to_string())])
            )))
        })
        .iter()
        .sum();
    assert_eq!(all, 60, "every row on one page");
    let page = client.page("/review");
    assert!(
        count(&page) == 25 && said(&page).contains("第 1–25 条，共 60 条"),
        "{}",
        said(&page)
    );
    assert!(count(&client.page("/review?section=%E5%9B%BD%E5%BA%93%E7%A7%91")) == 0);
}
