//! Decisions that are rows of the review workbook: filled in as a person would, read back as they are meant, and never over what
//! somebody else has written.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use chrono::NaiveDate;
use qingfeng::app::{self, Act, Ballot, Inputs, Progress, RunOptions, Spot, Steps};
use qingfeng::ingest::Standing;
use qingfeng::model::{Level, Ruling};
use qingfeng::policy::{Occasion, Policy};

use crate::support::edit::filled;
use crate::support::review::{Office, ROWS, rows_of};

fn by() -> (Policy, Occasion) {
    let date = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let policy = Policy::embedded().expect("valid");
    (policy, Occasion { date, year: 2026 })
}

/// An office with a result.
fn office() -> Office {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    office
}

fn open(office: &Office) -> Ballot {
    let (policy, occasion) = by();
    let ballot = Ballot::open(&office.out(), (&policy, occasion));
    ballot.expect("read").expect("there")
}

/// Takes a step on the workbook as it is now.
fn act(office: &Office, act: &Act, steps: &mut Steps) -> Result<String, String> {
    let (policy, occasion) = by();
    let ballot = open(office);
    let done = ballot.fills(act).and_then(|(fills, what)| {
        ballot.fill(&fills, &what, (&policy, occasion), steps)?;
        Ok(what)
    });
    done.map_err(|e| e.to_string())
}

/// The row of a matter.
fn spot(ballot: &Ballot, standing: Standing, matter: &str) -> Spot {
    let sheets = ballot.sheets.iter().enumerate();
    let mut own = sheets.filter(|(_, sheet)| sheet.standing == standing);
    let (number, sheet) = own.next().expect("the sheet");
    let mut rows = sheet.rows.iter();
    let row = rows.find(|row| sheet.shown(row, "权力（业务）事项") == matter);
    Spot {
        sheet: number,
        row: row.unwrap_or_else(|| panic!("no {matter}")).row,
    }
}

/// The parts of a package with their packed and unpacked content.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let file = fs::File::open(path).expect("the workbook");
    let mut package = zip::ZipArchive::new(file).expect("a package");
    let mut out = BTreeMap::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("read");
        out.insert(part.name().expect("a name").to_string(), content);
    }
    out
}

/// The files of a result but those that hold or name the review workbook that was read.
fn result(office: &Office) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in walkdir::WalkDir::new(office.out()).into_iter().flatten() {
        let path = entry.path().strip_prefix(office.out()).expect("inside");
        let name = path.display().to_string();
        let kept = name.starts_with("05-评审表（");
        let of_review = kept || name == "run.json" || name.starts_with("data/review");
        if entry.file_type().is_file() && !of_review {
            out.insert(name, fs::read(entry.path()).expect("read"));
        }
    }
    out
}

#[test]
fn decisions_taken_here_come_to_the_same_result_as_typed_into_the_book() {
    let [here, typed] = [office(), office()];
    let mut steps = Steps::default();
    let ballot = open(&here);
    let asked = |matter| spot(&ballot, Standing::Asked, matter);
    let two = Ruling::Level(Level::Two);
    let reason = "与职权无关".to_owned();
    for step in [
        Act::Rule(asked("预算指标下达"), two, String::new()),
        Act::Rule(asked("决算批复"), Ruling::Struck, reason),
        Act::Stroke(None, true),
    ] {
        act(&here, &step, &mut steps).expect("done");
    }
    let book = typed.book();
    let row = |matter: &str| {
        typed
            .asked("待评审")
            .into_iter()
            .find(|(m, _)| m == matter)
            .expect("asked")
            .1
    };
    let cell = |head, matter: &str| typed.cell(head, row(matter));
    let cells = [
        (cell("审定等级", "预算指标下达"), "二级"),
        (cell("审定等级", "决算批复"), "不登记"),
        (cell("审定理由", "决算批复"), "与职权无关"),
    ];
    fs::write(&book, filled(&book, "待评审", &cells)).expect("typed");
    let whole = open(&typed);
    let rest = whole
        .sheets
        .iter()
        .find(|s| s.standing == Standing::Rest)
        .expect("the rest");
    let whole = (
        rest.whole.cell.expect("a cell").to_string(),
        "其余按建议审定",
    );
    fs::write(&book, filled(&book, "其余条目", &[whole])).expect("typed");
    for office in [&here, &typed] {
        office.runs(&[&office.book()]);
    }
    let [here, typed] = [result(&here), result(&typed)];
    assert!(
        here.len() > 10 && here.keys().eq(typed.keys()),
        "{:?}",
        here.keys()
    );
    for (name, bytes) in &here {
        assert!(bytes == &typed[name], "{name} differs");
    }
}

#[test]
fn only_the_cells_meant_change_and_a_step_is_taken_back_byte_for_byte() {
    let office = office();
    let mut steps = Steps::default();
    let before = fs::read(office.book()).expect("read");
    let parts_before = parts(&office.book());
    let at = spot(&open(&office), Standing::Asked, "公文收发");
    let told = act(
        &office,
        &Act::Rule(at, Ruling::Level(Level::One), "会议研究".to_owned()),
        &mut steps,
    );
    assert_eq!(
        told.as_deref(),
        Ok("预算科“办理公文收发时照顾关系单位”：一级")
    );
    let ballot = open(&office);
    let (sheet, row) = ballot.row(at).expect("there");
    assert_eq!(row.verdict.ruling.text, "一级");
    assert_eq!(row.verdict.reason.text, "会议研究");
    let parts_after = parts(&office.book());
    let changed: Vec<&String> = parts_after
        .iter()
        .filter(|(name, part)| parts_before.get(*name) != Some(part))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed, ["xl/worksheets/sheet1.xml"]);
    // How the cell looks stays: the same style.
    let cell = row.verdict.ruling.cell.expect("a cell").to_string();
    let style = |parts: &BTreeMap<String, Vec<u8>>| {
        let text = String::from_utf8(parts["xl/worksheets/sheet1.xml"].clone()).expect("text");
        let rest = text
            .split_once(&format!("<c r=\"{cell}\" s=\""))
            .expect("the cell")
            .1;
        rest.split('"').next().expect("a style").to_owned()
    };
    assert_eq!(style(&parts_before), style(&parts_after));
    assert_eq!(sheet.name.as_ref(), "待评审");
    assert_eq!(steps.last(ballot.sha256()).map(str::to_owned), told.ok());
    assert!(steps.back().expect("taken back").is_some());
    assert_eq!(fs::read(office.book()).expect("read"), before);
    assert_eq!(steps.back().expect("nothing more"), None);
}

#[test]
fn a_book_that_is_open_or_was_changed_is_never_written_over() {
    let office = office();
    let mut steps = Steps::default();
    let at = spot(&open(&office), Standing::Asked, "预算指标下达");
    let rule = Act::Rule(at, Ruling::Level(Level::One), String::new());
    for lock in [
        "~$05-评审表.xlsx",
        ".~05-评审表.xlsx",
        ".~lock.05-评审表.xlsx#",
    ] {
        let lock = office.out().join(lock);
        fs::write(&lock, "").expect("a lock");
        let before = fs::read(office.book()).expect("read");
        let told = act(&office, &rule, &mut steps).expect_err("open elsewhere");
        assert!(told.contains("打开着") && told.contains("关闭"), "{told}");
        assert_eq!(fs::read(office.book()).expect("read"), before);
        fs::remove_file(lock).expect("removed");
    }
    // Somebody saves the book between the reading and the writing.
    let (policy, occasion) = by();
    let ballot = open(&office);
    let (fills, what) = ballot.fills(&rule).expect("fits");
    let row = office.asked("待评审")[1].1;
    let theirs = filled(
        &office.book(),
        "待评审",
        &[(office.cell("审定等级", row), "三级")],
    );
    fs::write(office.book(), &theirs).expect("saved by somebody");
    let told = ballot.fill(&fills, &what, (&policy, occasion), &mut steps);
    let told = told.expect_err("changed meanwhile").to_string();
    assert!(told.contains("改动过"), "{told}");
    assert_eq!(fs::read(office.book()).expect("read"), theirs);
    // Nor is what they saved taken back with an older step.
    act(&office, &rule, &mut steps).expect("done on what is there now");
    let mine = fs::read(office.book()).expect("read");
    let theirs = filled(
        &office.book(),
        "待评审",
        &[(office.cell("审定理由", row), "会上定的")],
    );
    assert_ne!(mine, theirs);
    fs::write(office.book(), &theirs).expect("saved by somebody");
    assert!(steps.back().is_err());
    assert_eq!(fs::read(office.book()).expect("read"), theirs);
}

#[test]
fn a_section_is_agreed_to_at_once_and_what_nobody_suggests_stays_open() {
    let office = office();
    let mut steps = Steps::default();
    let told = act(&office, &Act::Agree("预算科".to_owned()), &mut steps).expect("agreed");
    assert!(told.contains("项按建议审定"), "{told}");
    let ballot = open(&office);
    let asked = ballot
        .sheets
        .iter()
        .find(|s| s.standing == Standing::Asked)
        .expect("asked");
    for row in &asked.rows {
        let suggested = asked.shown(row, "建议等级");
        let declared = asked.shown(row, "自评等级");
        let wanted = if suggested.is_empty() {
            declared
        } else {
            suggested
        };
        let level = ["一级", "二级", "三级"]
            .into_iter()
            .find(|level| *level == wanted);
        assert_eq!(
            row.verdict.ruling.text,
            level.unwrap_or_default(),
            "{row:?}"
        );
    }
    let again = act(&office, &Act::Agree("预算科".to_owned()), &mut steps);
    assert!(
        again
            .expect_err("nothing left")
            .contains("没有可以按建议审定"),
        "told"
    );
    // Struck out only with a reason.
    let at = spot(&ballot, Standing::Asked, "决算批复");
    let told = act(
        &office,
        &Act::Rule(at, Ruling::Struck, " ".to_owned()),
        &mut steps,
    );
    assert!(told.expect_err("no reason").contains("理由"), "told");
    // By whom and when: once, above the table.
    let day = NaiveDate::from_ymd_opt(2026, 11, 20);
    act(&office, &Act::By("领导小组".to_owned(), day), &mut steps).expect("said");
    assert_eq!(open(&office).usual(), ("领导小组", day));
    office.runs(&[&office.book()]);
    let decided = crate::support::review::cells_of(&office.book(), "已定事项");
    assert!(decided.contains(&"领导小组".to_owned()), "{decided:?}");
    assert!(office.found("R05").is_empty(), "{:?}", office.found("R05"));
}

#[test]
fn what_is_left_is_confirmed_by_section_and_that_is_taken_back_as_well() {
    let office = office();
    let mut steps = Steps::default();
    let section = || Some("预算科".to_owned());
    act(&office, &Act::Stroke(section(), true), &mut steps).expect("confirmed");
    let book = office.review("带上.xlsx", &fs::read(office.book()).expect("read"));
    let rest = rows_of(&office.book(), "其余条目").len();
    assert!(rest > 0);
    office.runs(&[&book]);
    assert_eq!(rows_of(&office.book(), "已定事项").len(), rest);
    fs::remove_dir_all(office.out()).expect("anew");
    office.runs(&[]);
    let before = fs::read(office.book()).expect("read");
    act(&office, &Act::Stroke(section(), true), &mut steps).expect("confirmed");
    act(&office, &Act::Stroke(section(), false), &mut steps).expect("no longer");
    let (policy, occasion) = by();
    assert!(
        fs::read(office.book()).expect("read") == before,
        "taken back to the byte"
    );
    // As another program saves it.
    let saved = crate::support::edit::filled(&office.book(), "其余条目", &[]);
    assert!(saved != before, "packed otherwise");
    fs::write(office.book(), saved).expect("saved");
    let ballot = Ballot::open(&office.out(), (&policy, occasion))
        .expect("read")
        .expect("there");
    assert!(
        ballot
            .sheets
            .iter()
            .flat_map(|s| &s.rows)
            .all(|r| r.stroke.as_ref().is_none_or(|s| s.text.is_empty()))
    );
    // What says nothing is as good as never filled in: it may be written anew.
    office.runs(&[]);
}

/// Goes no further than the first file until it is let.
struct Waiting {
    begun: Mutex<Sender<()>>,
    go_on: Mutex<Receiver<()>>,
}

impl Progress for Waiting {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &str) {
        let _ = self.begun.lock().expect("free").send(());
        let _ = self.go_on.lock().expect("free").recv();
    }
    fn finish(&self) {}
}

#[test]
fn while_a_run_is_at_work_on_the_result_nothing_is_filled_in() {
    let office = office();
    let before = fs::read(office.book()).expect("read");
    let options = RunOptions {
        inputs: Inputs {
            paths: vec![office.dir.path().join("收表")],
            policy: None,
            year: None,
            date: by().1.date,
            jobs: 0,
        },
        out: office.out(),
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    };
    let (begun, has_begun) = channel();
    let (let_go, go_on) = channel();
    let waiting = Waiting {
        begun: Mutex::new(begun),
        go_on: Mutex::new(go_on),
    };
    let beside = thread::spawn(move || app::run(&options, &waiting).map(|ran| ran.errors));
    has_begun.recv().expect("begun");
    let mut steps = Steps::default();
    let told = act(&office, &Act::Stroke(None, true), &mut steps).expect_err("at work");
    assert!(told.contains("正被占用"), "{told}");
    assert_eq!(fs::read(office.book()).expect("read"), before);
    drop(let_go);
    beside.join().expect("no panic").expect("done");
    act(&office, &Act::Stroke(None, true), &mut steps).expect("done now");
}
