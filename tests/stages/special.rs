//! 专项考核: schemes of their own beside that of the year, from the blank sheets to their books, and into the year's score.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::fair::texts;
use crate::support::annex::blanks;
use crate::support::edit::filled;
use crate::support::qingfeng;
use crate::support::year::{Scores, Year, lines};

const CHECK: &str = "政府采购专项考核";

/// The check of `templates/schemes`, and a year of which one item is its result.
fn scheme() -> String {
    let path = "templates/schemes/政府采购专项考核.toml";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let check = fs::read_to_string(path).expect("a scheme");
    let item = |code: &str, subject: &str, points: &str, more: &str| {
        format!(
            "[[scoring.items]]\ncode = \"{code}\"\nsubject = \"{subject}\"\ndimension = \"all\"\nname = \"项目{code}\"\n\
             points = {points}\n{more}\n"
        )
    };
    let taken = format!(
        "kind = \"rate\"\nmetric = \"special_check\"\nof = \"{CHECK}\"\nif_none = \"not_applicable\""
    );
    let marked = "kind = \"range\"\nby = [\"office\"]\nreason = \"never\"";
    [
        "[scoring]\nreplace = true\nfull = 100\nconverted = 10\nbonus_cap = 0\n",
        "[[scoring.dimensions]]\nkey = \"all\"\nname = \"全部\"\npoints = 100\n",
        "[[scoring.evaluators]]\nkey = \"office\"\nname = \"办公室\"\n",
        &item("1", "section", "80", marked),
        &item("2", "section", "20", &taken),
        &item("岗1", "post", "90", marked),
        &item("岗2", "post", "10", &taken),
        &check,
    ]
    .join("\n")
}

/// The blank sheet of the check, by its one evaluator.
fn sheet(blanks: &Path) -> PathBuf {
    let folder = blanks.join("专项考核").join(CHECK);
    let mut files = fs::read_dir(folder)
        .expect("a folder")
        .map(|f| f.expect("a file").path());
    let only = files.next().expect("a sheet");
    assert!(files.next().is_none(), "one evaluator, one sheet");
    only
}

/// The rows of a blank sheet: row number, section, post, person, item.
fn rows(book: &Path) -> Vec<(u32, [String; 4])> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut workbook, "评分表").expect("a sheet");
    let cells = range.rows().enumerate();
    let cells = cells.filter(|(_, row)| row[0].to_string().parse::<u32>().is_ok());
    let text = |row: &[calamine::Data], col: usize| row[col].to_string();
    cells
        .map(|(at, row)| {
            (
                u32::try_from(at).expect("a row") + 1,
                [1, 2, 3, 4].map(|c| text(row, c)),
            )
        })
        .collect()
}

fn scores(year: &Year, scheme: Option<&str>) -> Scores {
    let all = lines(&year.path("结果/data/scores.jsonl"));
    let own = all.into_iter().filter(|l| l["scheme"] == json!(scheme));
    Scores(own.collect())
}

#[test]
fn the_whole_way_from_the_blank_sheet_to_the_book_and_into_the_year() {
    let year = Year::new(&scheme());
    let blank = blanks(&year);
    let book = sheet(&blank);
    assert!(texts(&book).contains("2026年政府采购专项考核评分表（采购检查组）"));
    let mut cells: Vec<(String, &str)> =
        vec![("H3".to_owned(), "周九"), ("H4".to_owned(), "2026-11-20")];
    for (row, [section, _, person, item]) in rows(&book) {
        // Only the sections the check is about.
        assert!(
            ["预算科", "国库科"].contains(&section.as_str()),
            "{section}"
        );
        let mark = match (section.as_str(), person.as_str(), item.as_str()) {
            ("预算科", "—", "1") => "45",
            ("预算科", "—", "2") => "2",
            ("国库科", "—", "1") => "48",
            ("国库科", "—", "2") => "不适用",
            ("国库科", "—", "否1") => "1",
            (_, "张一", "岗1") => "60",
            (_, "张一", "岗2") => "30",
            _ => continue,
        };
        cells.push((format!("I{row}"), mark));
        cells.push((format!("J{row}"), "有记录"));
    }
    // The sheet comes back under any name.
    fs::write(
        year.path("收表/收到的表.xlsx"),
        filled(&book, "评分表", &cells),
    )
    .expect("written");
    let of = |section, mark| ["1", section, "", "", mark, ""];
    let all = [
        ("预算科", "70"),
        ("国库科", "60"),
        ("会计科", "72"),
        ("综合科", "64"),
    ];
    year.marks("办公室.xlsx", "办公室", "孙六", &all.map(|(s, m)| of(s, m)));
    let said = year.run();
    assert!(
        said.out
            .contains("政府采购专项考核：科室 2 个，评完 2 个（一票否决 1 个）"),
        "{}",
        said.out
    );

    let check = scores(&year, Some(CHECK));
    // 45 + 40 − 2 × 5 = 75; 48 × 100 ÷ 60 = 80.
    assert_eq!(check.number("预算科", "total"), Some(75.0));
    assert_eq!(check.number("国库科", "total"), Some(80.0));
    assert_eq!(check.number("国库科", "rank"), None);
    assert_eq!(check.band("预算科"), Some("合格"));
    assert_eq!(check.number("预算科 审核岗 张一", "total"), Some(90.0));
    assert_eq!(check.number("预算科", "converted"), Some(75.0));
    assert!(check.0.iter().all(|l| l["section"] != "会计科"));

    let annual = scores(&year, None);
    assert_eq!(annual.item("预算科", "2"), Some(15.0));
    assert_eq!(
        annual.basis("预算科", "2"),
        "“政府采购专项考核”得 75 分：20 × 75 ÷ 100 = 15"
    );
    assert_eq!(annual.number("预算科", "total"), Some(85.0));
    assert_eq!(
        annual.basis("国库科", "2"),
        "“政府采购专项考核”得 80 分（一票否决）：20 × 80 ÷ 100 = 16"
    );
    // Who was not checked: 72 × 100 ÷ 80 = 90.
    assert_eq!(annual.find("会计科", "2")["not_applicable"], true);
    assert_eq!(annual.number("会计科", "total"), Some(90.0));
    assert_eq!(annual.item("预算科 审核岗 张一", "岗2"), Some(9.0));
    assert_eq!(
        annual.basis("国库科 支付岗 赵四", "岗2"),
        "“政府采购专项考核”还没有评完，未评"
    );

    assert!(
        year.path("结果/03-专项考核-政府采购专项考核.xlsx")
            .is_file()
    );
    let record = fs::read_to_string(year.path("结果/run.json")).expect("a record");
    let record: Value = serde_json::from_str(&record).expect("JSON");
    assert_eq!(record["scores"]["sections"]["all"], 4);
    assert_eq!(
        record["scores"]["special_checks"][CHECK]["sections"],
        json!({"all": 2, "open": 0, "vetoed": 1})
    );
    // The result can be repeated from itself and the forms.
    let [forms, out] = ["收表", "结果"].map(|p| year.path(p).display().to_string());
    let said = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
}

#[test]
fn its_book_among_the_forms_is_known_and_a_filled_one_is_kept() {
    let year = Year::new(&scheme());
    year.marks(
        "办公室.xlsx",
        "办公室",
        "孙六",
        &[["1", "预算科", "", "", "70", ""]],
    );
    year.run();
    let book = year.path("结果/03-专项考核-政府采购专项考核.xlsx");
    fs::copy(&book, year.path("收表/混进来的.xlsx")).expect("copied");
    // Somebody wrote into the one in the result folder.
    let sheet = "预算科";
    let bytes = filled(&book, sheet, &[("K6".to_owned(), "会上议定")]);
    fs::write(&book, bytes).expect("written");
    let said = year.run();
    assert!(
        said.out
            .contains("03-专项考核-政府采购专项考核（填过的1）.xlsx"),
        "{}",
        said.out
    );
    let found = year.findings("T16");
    assert_eq!(found.len(), 1);
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.contains("03-专项考核"), "{message}");
}

#[test]
fn a_sheet_says_of_which_check_it_is() {
    let year = Year::new(&scheme());
    let heads = ["项目编号", "科室", "评分", "评分理由"];
    let sheet = |title: &str, check: &str, mark: &str| {
        let who = ["评分方：采购检查组", "评分人：周九", check];
        let lines: [&[&str]; 4] = [&[title], &who, &heads, &["1", "预算科", mark, "有记录"]];
        lines.map(|line| line.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>())
    };
    // By its title alone, whatever the spaces.
    year.book("一.xlsx", &sheet("政府采购专项考核 评分表", "", "50"));
    // A check nobody knows, by its line and by its title.
    year.book(
        "二.xlsx",
        &sheet("评分表", "专项考核：公务用车专项考核", "40"),
    );
    year.book("三.xlsx", &sheet("2026年公务接待专项考核评分表", "", "30"));
    year.run();
    assert_eq!(scores(&year, Some(CHECK)).item("预算科", "1"), Some(50.0));
    assert_eq!(scores(&year, None).item("预算科", "1"), None);
    let found = year.findings("A10");
    let files: Vec<&str> = found
        .iter()
        .filter_map(|f| f["place"]["file"].as_str())
        .collect();
    assert_eq!(files, ["三.xlsx", "二.xlsx"]);
}

/// Names no file system takes, and long ones that begin alike.
#[test]
fn every_check_has_a_book_of_its_own() {
    let long = "关于专项资金管理使用情况".repeat(8);
    let names = [
        "采购/招标：“一季度”",
        &format!("{long}甲"),
        &format!("{long}乙"),
    ];
    let check = |name: &&str| {
        format!(
            "[[special_checks]]\nname = '{name}'\n[[special_checks.dimensions]]\nkey = \"all\"\nname = \"全部\"\npoints = 100\n\
             [[special_checks.items]]\ncode = \"1\"\nsubject = \"section\"\ndimension = \"all\"\nname = \"总评\"\npoints = 100\n\
             kind = \"range\"\nby = [\"office\"]\n"
        )
    };
    let year = Year::new(&names.iter().map(check).collect::<String>());
    let blank = blanks(&year);
    assert_eq!(
        fs::read_dir(blank.join("专项考核"))
            .expect("folders")
            .count(),
        3
    );
    let mark = |folder: fs::DirEntry, mark| {
        let file = fs::read_dir(folder.path()).expect("sheets").next();
        let file = file.expect("a sheet").expect("a file").path();
        filled(
            &file,
            "评分表",
            &[
                ("F3".to_owned(), "周九"),
                ("G6".to_owned(), mark),
                ("H6".to_owned(), "有记录"),
            ],
        )
    };
    let mut folders: Vec<_> = fs::read_dir(blank.join("专项考核"))
        .expect("folders")
        .map(|f| f.expect("a folder"))
        .collect();
    folders.sort_by_key(fs::DirEntry::file_name);
    for (name, folder) in ["61", "62", "63"].into_iter().zip(folders) {
        fs::write(year.path(&format!("收表/{name}.xlsx")), mark(folder, name)).expect("written");
    }
    year.run();
    let books = fs::read_dir(year.path("结果")).expect("books");
    let books = books.filter(|b| {
        let name = b.as_ref().expect("a file").file_name();
        name.to_string_lossy().starts_with("03-专项考核-")
    });
    assert_eq!(books.count(), 3);
    let mut marks: Vec<_> = names
        .map(|name| scores(&year, Some(name)).item("预算科", "1"))
        .to_vec();
    marks.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    assert_eq!(marks, [Some(61.0), Some(62.0), Some(63.0)]);
}
