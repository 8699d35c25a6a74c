//! The pages for a browser: their numbers are those of the data, every link leads somewhere, nothing is fetched or run, and
//! what forms say is text.

use std::collections::BTreeMap;
use std::io;

use qingfeng::writer::page::{self, Block, Line, Page, PageCell, PageTable};
use regex::Regex;
use serde_json::Value;

use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::{qingfeng, temp};

const OVERVIEW: &str = "00-总览.html";
const PUBLIC: &str = "06-公示表.html";

fn all<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let found = pattern.captures_iter(text);
    found.map(|c| c.get(1).expect("a group").as_str()).collect()
}

fn bare(cell: &str) -> String {
    let tags = Regex::new("<[^>]*>").expect("a pattern");
    tags.replace_all(cell, "").trim().to_owned()
}

/// The lines of a block by its anchor, each as its texts.
fn lines(page: &str, id: &str) -> Vec<Vec<String>> {
    let start = page.find(&format!("id=\"{id}\"")).expect("the block");
    let block = &page[start..];
    let block = &block[..block.find("</section>").expect("its end")];
    let rows = all("(?s)<tr[^>]*>(.*?)</tr>", block).into_iter();
    let cells = rows.map(|row| all("(?s)<t[hd][^>]*>(.*?)</t[hd]>", row));
    cells
        .map(|row| row.into_iter().map(bare).collect())
        .collect()
}

/// Numbers of the data by label, and by one more.
fn counted(
    items: &[Value],
    keys: fn(&Value) -> (String, String),
) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(keys(item)).or_insert(0) += item["risk_points"].as_u64().expect("a count");
    }
    counts
}

fn word(value: &Value, blank: &str) -> String {
    value.as_str().unwrap_or(blank).to_owned()
}

#[test]
fn sections_by_level_and_category_are_those_of_the_register() {
    let register = SAMPLES.lines("data/register.jsonl");
    let levels = counted(&register, |item| {
        let level = ["待定", "一级", "二级", "三级"];
        let level = level[usize::try_from(item["effective_level"].as_u64().unwrap_or(0)).unwrap()];
        (word(&item["section"], ""), level.to_owned())
    });
    let categories = counted(&register, |item| {
        (
            word(&item["section"], ""),
            word(&item["category"], "（未填）"),
        )
    });
    let lines = lines(SAMPLES.text(OVERVIEW), "sections");
    let (heads, rows) = lines.split_first().expect("heads");
    let (sums, rows) = rows.split_last().expect("sums");
    assert_eq!(heads[..6], ["科室", "一级", "二级", "三级", "待定", "合计"]);
    assert!(heads.len() > 8 && rows.len() > 10, "{lines:?}");
    for row in rows {
        for (head, shown) in heads.iter().zip(row).skip(1) {
            let key = (row[0].clone(), head.clone());
            let known = match head.as_str() {
                "合计" => levels
                    .iter()
                    .filter(|((s, _), _)| *s == row[0])
                    .map(|(_, n)| n)
                    .sum(),
                _ => *levels.get(&key).or(categories.get(&key)).unwrap_or(&0),
            };
            assert_eq!(*shown, known.to_string(), "{key:?}");
        }
    }
    for (at, head) in heads.iter().enumerate().skip(1) {
        let column: u64 = rows.iter().map(|row| row[at].parse::<u64>().unwrap()).sum();
        assert_eq!(sums[at], column.to_string(), "{head}");
    }
}

#[test]
fn rows_behind_a_number_are_as_many_as_it_says() {
    let page = SAMPLES.text(OVERVIEW);
    let links = Regex::new("<a href=\"#(s[0-9]+-[0-9a-z]+)\">([0-9]+)</a>").expect("a pattern");
    let mut followed = 0;
    for link in links.captures_iter(page) {
        let rows = lines(page, &link[1]).len() - 1;
        assert_eq!(rows.to_string(), link[2], "{}", &link[1]);
        followed += 1;
    }
    assert!(followed > 20);
    let ids = all(r#"<th scope="row">\s*(2026-[0-9]{4})\s*</th>"#, page);
    assert_eq!(ids.len(), SAMPLES.lines("data/register.jsonl").len());
}

#[test]
fn findings_supervisors_and_ratings_are_counted_as_in_the_data() {
    let page = SAMPLES.text(OVERVIEW);
    let findings = SAMPLES.lines("data/findings.jsonl");
    let open = findings.iter().filter(|f| f["severity"] != "note").count();
    let shown: usize = lines(page, "findings")
        .iter()
        .map(|row| row[2].parse::<usize>().unwrap())
        .sum();
    assert_eq!(shown, open);
    let register = SAMPLES.lines("data/register.jsonl");
    let watched = register.iter().filter(|i| !i["supervisor"].is_null());
    let watched: u64 = watched.map(|i| i["risk_points"].as_u64().unwrap()).sum();
    let shown: u64 = lines(page, "supervision")[1..]
        .iter()
        .map(|row| row[4].parse::<u64>().unwrap())
        .sum();
    assert_eq!(shown, watched);
    for row in lines(page, "ratings") {
        let Some(year) = row[0].strip_suffix(" 年") else {
            continue;
        };
        let due = register.iter().filter(|i| {
            i["rating_status"] != "overdue"
                && i["next_rating"]
                    .as_str()
                    .is_some_and(|d| d.starts_with(year))
        });
        let due: u64 = due.map(|i| i["risk_points"].as_u64().unwrap()).sum();
        assert_eq!(row[2], due.to_string(), "{year}");
    }
}

#[test]
fn every_link_leads_to_a_place_on_the_page_or_a_file_beside_it() {
    let page = SAMPLES.text(OVERVIEW);
    let links = all("href=\"([^\"]*)\"", page);
    assert!(links.len() > 100);
    for link in links {
        match link.strip_prefix('#') {
            Some(id) => assert!(page.contains(&format!("id=\"{id}\"")), "{link}"),
            None => assert!(!SAMPLES.file(link).is_empty(), "{link}"),
        }
    }
    assert!(!SAMPLES.text(PUBLIC).contains("href="));
}

#[test]
fn a_page_fetches_nothing_and_runs_nothing() {
    for name in [OVERVIEW, PUBLIC] {
        let page = SAMPLES.text(name);
        for word in [
            "<script",
            "http://",
            "https://",
            "src=",
            "@import",
            "url(",
            "javascript:",
        ] {
            assert!(!page.contains(word), "{name}: {word}");
        }
        assert!(page.starts_with("<!DOCTYPE html>"), "{name}");
    }
}

#[test]
fn the_public_page_says_what_the_public_book_says() {
    let page = SAMPLES.text(PUBLIC);
    let items = SAMPLES.lines("data/register.jsonl");
    let risks = all("(?s)<tr>(.*?)</tr>", page).len();
    // The lines of both tables, their heads and the line of sums.
    assert!(risks > items.len(), "{risks}");
    for item in items
        .iter()
        .filter(|item| item["errors"].as_array().is_none_or(Vec::is_empty))
    {
        assert!(
            !page.contains(item["id"].as_str().unwrap()),
            "numbers are internal"
        );
    }
}

#[test]
fn what_forms_say_is_text_and_never_markup() {
    let hostile = "<b>甲&乙</b>{{ page.title }}{% raw %}\"'<!--";
    let table = PageTable {
        title: hostile.to_owned(),
        heads: page::heads([(hostile, 3)]),
        rows: [Line(vec![PageCell::text(hostile), PageCell::text(hostile)])]
            .into_iter()
            .collect(),
        ..PageTable::default()
    };
    let described = Page {
        title: hostile.to_owned(),
        first: vec![Block::Table(table)],
        ..Page::default()
    };
    let mut bytes = Vec::new();
    page::page(&described, &mut bytes).expect("a page");
    let text = String::from_utf8(bytes).expect("text");
    assert!(!text.contains("<b>甲"), "{text}");
    assert_eq!(text.matches("&lt;b&gt;甲&amp;乙").count(), 6, "{text}");
    assert_eq!(text.matches("{{ page.title }}{% raw %}").count(), 6);
}

/// A place that takes no more after so many bytes.
struct Full(usize);

impl io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self
            .0
            .checked_sub(bytes.len())
            .ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_page_that_no_longer_fits_says_why_wherever_it_broke_off() {
    let line = |n: usize| Line(vec![PageCell::text(format!("第 {n} 行"))]);
    let described = Page {
        first: vec![Block::Table(PageTable {
            rows: (0..2_000).map(line).collect(),
            ..PageTable::default()
        })],
        ..Page::default()
    };
    let mut bytes = Vec::new();
    page::page(&described, &mut bytes).expect("a page");
    for room in [0, bytes.len() / 2, bytes.len() - 1] {
        let broken = page::page(&described, &mut Full(room)).expect_err("no room");
        assert_eq!(
            broken.kind(),
            io::ErrorKind::StorageFull,
            "{room}: {broken}"
        );
    }
}

#[test]
fn a_year_without_entries_has_a_page_that_says_so() {
    let folder = temp();
    let forms = folder.path().join("表");
    let said = qingfeng(&["template", "-o", &forms.display().to_string()]);
    assert_eq!(said.status, 0, "{}", said.err);
    let out = Outcome::of(&forms);
    let page = out.text(OVERVIEW);
    assert!(page.contains("没有登记风险点。"), "{page}");
    assert!(!page.contains("NaN"));
}
