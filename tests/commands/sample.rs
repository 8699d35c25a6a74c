//! Synthetic years: the same for ever, with the variety of life, and with a truth that agrees with the workbooks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use qingfeng::model::Level;
use qingfeng::sample::{Layout, Plan, RowCounts, SampleForm, SectionPlace, Year, year};
use qingfeng::writer::{BookSpec, Content, SheetSpec, save, to_bytes};

const PLAN: Plan = Plan {
    seed: 2026,
    sections: 18,
    entries: 300,
    year: 2026,
    defects: 0,
    all_kinds: false,
    repeats: 0,
};

fn text(content: &Content) -> String {
    content.shown().trim().to_owned()
}

/// What stands in a row, and whether a merged range of more than one column begins there.
fn row(sheet: &SheetSpec, row: u32) -> Vec<String> {
    let cells = sheet.cells.iter().filter(|c| c.at.row == row);
    cells
        .map(|c| text(&c.content))
        .filter(|t| !t.is_empty())
        .collect()
}

fn sheet<'a>(book: &'a BookSpec, name: &str) -> &'a SheetSpec {
    let found = book.sheets.iter().find(|s| s.name == name);
    found.unwrap_or_else(|| panic!("no sheet {name}"))
}

/// Name and aliases of each section, from the policy text.
fn section_names(year: &Year) -> BTreeMap<String, Vec<String>> {
    let policy: toml::Table = year.policy_toml.parse().expect("the policy is TOML");
    let string = |value: &toml::Value| value.as_str().expect("a string").to_owned();
    let sections = policy["sections"].as_array().expect("sections");
    let names = |section: &toml::Value| {
        let mut all = vec![string(&section["name"])];
        all.extend(
            section["aliases"]
                .as_array()
                .expect("aliases")
                .iter()
                .map(string),
        );
        (all[0].clone(), all)
    };
    sections.iter().map(names).collect()
}

#[test]
fn a_seed_gives_one_year_and_another_seed_another() {
    let first = year(&PLAN);
    assert_eq!(first, year(&PLAN));
    let other = year(&Plan { seed: 7, ..PLAN });
    assert_ne!(first.policy_toml, other.policy_toml);
    let risks = |y: &Year| -> Vec<String> {
        let entries = y.forms.iter().flat_map(|f| &f.truth.entries);
        entries.map(|e| e.risk.clone()).collect()
    };
    assert_ne!(risks(&first), risks(&other));
}

#[test]
fn the_first_year_ever_made_is_still_the_same() {
    let made = year(&Plan {
        entries: 40,
        ..PLAN
    });
    let first = &made.forms[0];
    let entry = &first.truth.entries[0];
    let told = (first.file_name.as_str(), entry.risk.as_str(), entry.row);
    assert_eq!(told, FIRST, "if this is wanted, make samples/ anew");
}

/// File, risk and row of the first entry of the year above.
const FIRST: (&str, &str, u32) = (
    "办公室风险定级表.xlsx",
    "用印管理岗位长期不轮岗，形成监督盲区：休假期间把密钥交给同事，回来后不核对办理记录",
    3,
);

#[test]
fn every_plan_is_kept_and_every_layout_occurs() {
    for (sections, entries) in [
        (18, 300),
        (20, 200),
        (3, 50),
        (20, 7),
        (1, 1),
        (5, 0),
        (99, 40),
    ] {
        let made = year(&Plan {
            sections,
            entries,
            ..PLAN
        });
        let truths = || made.forms.iter().map(|f| &f.truth);
        assert_eq!(truths().map(|t| t.entries.len()).sum::<usize>(), entries);
        assert!(truths().all(|t| !t.entries.is_empty()), "an empty form");
        let handed_in: BTreeSet<&str> = truths().map(|t| t.section.as_str()).collect();
        assert_eq!(handed_in.len(), sections.min(entries));
        let names: BTreeSet<&str> = made.forms.iter().map(|f| f.file_name.as_str()).collect();
        assert_eq!(names.len(), made.forms.len(), "a file name twice");
    }
    let used: BTreeSet<Layout> = year(&PLAN).forms.iter().map(|f| f.layout).collect();
    assert_eq!(used, Layout::USUAL.into_iter().collect());
}

#[test]
fn the_truth_stands_in_the_workbooks() {
    for form in year(&PLAN).forms {
        let truth = &form.truth;
        let mut rows = BTreeSet::new();
        for entry in &truth.entries {
            let name = &form.file_name;
            assert!(
                rows.insert((&entry.sheet, entry.row)),
                "{name}: a row twice"
            );
            let cells = row(sheet(&form.book, &entry.sheet), entry.row - 1);
            assert!(cells.contains(&entry.risk), "{name}: {}", entry.risk);
            assert!(cells.contains(&entry.measures), "{name}");
            let is_ditto =
                form.layout == Layout::DittoMarks && cells.iter().any(|c| c == "同上" || c == "〃");
            let stands = entry.level_text.is_empty() || cells.contains(&entry.level_text);
            assert!(stands || is_ditto, "{name}: {}", entry.level_text);
        }
        assert_eq!(truth.rows.entries, truth.entries.len());
    }
}

/// Below the heads of a sheet every row has exactly one kind, so the counts must add up to the rows there are.
#[test]
fn the_rows_add_up() {
    for form in year(&PLAN).forms {
        let mut below_heads = 0;
        for sheet in &form.book.sheets {
            let filled: BTreeSet<u32> = sheet
                .cells
                .iter()
                .filter(|c| !text(&c.content).is_empty())
                .map(|c| c.at.row)
                .chain(sheet.merges.iter().map(|m| m.last.row))
                .collect();
            let Some(last) = filled.last() else { continue };
            let heads: Vec<u32> = filled
                .iter()
                .copied()
                .filter(|r| {
                    let labels = row(sheet, *r).concat();
                    ["序号", "序 号", "序號", "编号"]
                        .iter()
                        .any(|l| labels.starts_with(l))
                })
                .collect();
            let first = heads
                .first()
                .unwrap_or_else(|| panic!("{} has no head", form.file_name));
            below_heads += usize::try_from(last - first).expect("few rows");
        }
        // Rows that belong to no body: second head rows, and what lies between two tables.
        let apart = match form.layout {
            Layout::TwoRowHead => 1,
            Layout::TwoTables if form.truth.tables == 2 => 4,
            _ => 0,
        };
        assert_eq!(
            form.truth.rows.sum() + apart,
            below_heads,
            "{}",
            form.file_name
        );
    }
}

#[test]
fn forms_of_each_kind_have_the_rows_they_are_made_for() {
    for form in year(&PLAN).forms {
        let rows = form.truth.rows;
        let only_entries = RowCounts {
            entries: rows.entries,
            ..RowCounts::default()
        };
        match form.layout {
            Layout::ThreeRows => assert_eq!(rows.continuation, 2 * rows.entries),
            Layout::GroupRows => assert!(rows.group > 1),
            Layout::PrintedPages => assert!(rows.repeated_head >= 3),
            Layout::TwoTables => assert_eq!(form.truth.tables, 2),
            Layout::SheetPerPost => assert!(form.truth.tables > 1),
            Layout::Footers => {
                assert_eq!((rows.example, rows.total, rows.footer), (1, 1, 3));
                assert!(rows.blank >= 4);
            }
            Layout::KeyValueLine | Layout::Personal | Layout::ThreeLevels => {
                assert!(rows.footer > 0);
            }
            _ => assert_eq!(rows, only_entries, "{}", form.file_name),
        }
    }
}

/// Places other than entries where a form names its section.
fn named_at(form: &SampleForm, names: &[String]) -> BTreeSet<&'static str> {
    let says = |t: &str| names.iter().any(|n| t.contains(n.as_str()));
    let mut places = BTreeSet::new();
    if says(&form.file_name) {
        places.insert("file");
    }
    for sheet in &form.book.sheets {
        if says(&sheet.name) {
            places.insert("sheet");
        }
        let is_entry = |row: u32| {
            let rows = form.truth.entries.iter().filter(|e| e.sheet == sheet.name);
            rows.map(|e| e.row - 1).any(|r| r == row)
        };
        for cell in &sheet.cells {
            let text = text(&cell.content);
            if is_entry(cell.at.row) {
                if names.contains(&text) {
                    places.insert("column");
                }
            } else if says(&text) {
                let is_pair = text.contains('：') || names.contains(&text);
                places.insert(if is_pair { "key" } else { "title" });
            }
        }
    }
    places
}

#[test]
fn each_form_names_its_section_just_where_its_layout_says() {
    let made = year(&PLAN);
    let names = section_names(&made);
    for form in &made.forms {
        let mut places = named_at(form, &names[&form.truth.section]);
        let claimed = match form.layout.section_place() {
            SectionPlace::Column => {
                places.remove("file");
                "column"
            }
            SectionPlace::KeyValue => "key",
            SectionPlace::Title => "title",
            SectionPlace::SheetName => "sheet",
            SectionPlace::FileName => "file",
        };
        assert_eq!(places, BTreeSet::from([claimed]), "{}", form.file_name);
    }
}

#[test]
fn nobody_shares_a_name_and_all_are_plainly_invented() {
    let policy: toml::Table = year(&PLAN).policy_toml.parse().expect("the policy is TOML");
    let mut names = BTreeSet::from(["赵一".to_owned()]);
    for section in policy["sections"].as_array().expect("sections") {
        let staff = section["staff"].as_array().expect("staff");
        assert!(staff.len() > 3);
        let posts = section["posts"].as_array().expect("posts");
        for person in staff {
            let name = person["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} twice");
            assert!(
                name.chars().count() == 2 && name.ends_with(|c| "一二三四五六七八九十".contains(c))
            );
            assert!(posts.contains(&person["post"]));
        }
        assert_eq!(section["head"], staff[0]["name"]);
    }
    assert!(names.len() > 80);
}

#[test]
fn texts_are_of_a_natural_length_and_seldom_repeat() {
    let made = year(&PLAN);
    let entries: Vec<_> = made.forms.iter().flat_map(|f| &f.truth.entries).collect();
    for text in entries.iter().flat_map(|e| [&e.risk, &e.measures]) {
        assert!((15..=120).contains(&text.chars().count()), "{text}");
        assert!(!text.contains(['{', '}']), "{text}");
    }
    let distinct = |texts: Vec<&String>| texts.into_iter().collect::<BTreeSet<_>>().len();
    let risks = distinct(entries.iter().map(|e| &e.risk).collect());
    let measures = distinct(entries.iter().map(|e| &e.measures).collect());
    assert!(risks * 10 >= entries.len() * 9, "{risks} different risks");
    assert!(
        measures * 10 >= entries.len() * 9,
        "{measures} different measures"
    );
}

#[test]
fn however_many_sections_and_entries_there_are_no_text_comes_twice() {
    for (sections, entries) in [(20, 4_000), (200, 5_000)] {
        let made = year(&Plan {
            sections,
            entries,
            ..PLAN
        });
        let risks: BTreeSet<String> = made
            .forms
            .iter()
            .flat_map(|f| &f.truth.entries)
            .map(|e| format!("{} {}", e.section, e.risk.replace([',', '，'], "")))
            .collect();
        assert_eq!(risks.len(), entries, "{sections} sections");
        let named = section_names(&made);
        assert_eq!(named.len(), sections);
    }
}

#[test]
fn levels_are_skewed_written_in_many_ways_and_sometimes_left_open() {
    let made = year(&PLAN);
    let entries = || made.forms.iter().flat_map(|f| &f.truth.entries);
    let count = |level: Option<Level>| entries().filter(|e| e.level == level).count();
    let [one, two, three] = Level::ALL.map(|l| count(Some(l)));
    assert!(
        [one, two, three].iter().all(|n| *n > 40),
        "{one} {two} {three}"
    );
    let open = count(None);
    assert!((1..=20).contains(&open), "{open} without a level");
    for form in &made.forms {
        let mut words: BTreeMap<Level, BTreeSet<&str>> = BTreeMap::new();
        for entry in &form.truth.entries {
            if let Some(level) = entry.level {
                words.entry(level).or_default().insert(&entry.level_text);
            }
        }
        assert!(words.values().all(|w| w.len() == 1), "{}", form.file_name);
    }
    let notations: BTreeSet<&str> = entries().map(|e| e.level_text.as_str()).collect();
    assert!(notations.len() > 30, "{notations:?}");
}

#[test]
fn every_form_can_be_saved() {
    for form in year(&PLAN).forms {
        let bytes = to_bytes(&form.book).unwrap_or_else(|e| panic!("{}: {e}", form.file_name));
        assert!(bytes.len() > 3_000);
    }
}

/// The year shown in `samples/`.
const SHOWN: Plan = Plan {
    entries: 200,
    repeats: 2,
    ..PLAN
};

#[test]
fn the_folder_samples_shows_a_year_of_this_generator() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let made = year(&SHOWN);
    let policy = std::fs::read_to_string(folder.join("qingfeng.toml")).expect("a policy");
    assert!(
        policy == made.policy_toml,
        "samples/qingfeng.toml is not this year's"
    );
    let guide = std::fs::read_to_string(folder.join("README.md")).expect("a guide");
    for form in &made.forms {
        let stem = form.file_name.trim_end_matches(".xlsx");
        let names = ["xlsx", "xls", "ods", "et"].map(|ending| format!("{stem}.{ending}"));
        let there: Vec<&String> = names.iter().filter(|n| folder.join(n).is_file()).collect();
        assert_eq!(there.len(), 1, "{stem}");
        assert!(
            guide.contains(there[0].as_str()),
            "{stem} is not in the guide"
        );
    }
}

/// Writes the forms of `samples/` into the folder named by QINGFENG_SAMPLES:
/// `QINGFENG_SAMPLES=dir cargo test --test sample -- --ignored write_samples`.
#[test]
#[ignore = "writes files; for making samples/ anew"]
fn write_samples() {
    let folder = PathBuf::from(std::env::var_os("QINGFENG_SAMPLES").expect("QINGFENG_SAMPLES"));
    let made = year(&SHOWN);
    for form in &made.forms {
        save(&form.book, &folder.join(&form.file_name)).expect("saved");
    }
    std::fs::write(folder.join("qingfeng.toml"), &made.policy_toml).expect("saved");
}
