//! 考核 as it is used.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Reader as _, Xlsx, open_workbook};

use crate::client::Served;
use crate::sent::{fields, said};
use crate::support::review::{MEASURE, ROWS, form};

#[test]
fn what_is_open_and_by_whom_is_what_the_score_book_says() {
    let served = Served::new();
    let client = served.client();
    assert!(said(&client.page("/scores")).contains("还没有考核的结果"));
    assert_eq!(
        client
            .upload("/forms/upload", &[("预算科.xlsx", &form(&ROWS, MEASURE))])
            .status,
        303
    );
    assert_eq!(client.post("/results/run", "").status, 303);
    client.rest();
    let page = said(&client.page("/scores"));
    let mut book: Xlsx<_> =
        open_workbook(served.folder().join("结果/03-年度考核评分表.xlsx")).expect("the book");
    let range = book.worksheet_range("未评清单").expect("the list");
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let items: Vec<&Vec<String>> = rows
        .iter()
        .filter(|row| row[0].parse::<usize>().is_ok())
        .collect();
    assert!(items.len() > 5, "{rows:?}");
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for who in items.iter().flat_map(|row| row[8].split('、')) {
        *by.entry(who).or_default() += 1;
    }
    let own = |who: &str| said(&client.page(&format!("/scores?{}", fields(&[("by", who)]))));
    for (who, count) in by {
        let text = own(who);
        assert!(
            page.contains(who) && text.contains(&format!("未评项目：{who}")),
            "{who}: {text}"
        );
        let shown = items
            .iter()
            .filter(|row| row[8].split('、').any(|w| w == who));
        assert_eq!(shown.count(), count);
        for row in items.iter().filter(|row| row[8] == who).take(3) {
            assert!(text.contains(row[6].as_str()), "{}: {text}", row[6]);
        }
    }
    fs::write(served.folder().join("结果/data/scores.jsonl"), "{").expect("spoilt");
    let answer = client.get("/scores");
    assert!(
        answer.status == 422 && said(&answer.text()).contains("重新运行"),
        "{}",
        answer.text()
    );
}
