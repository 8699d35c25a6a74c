//! Folders of forms, made before anything is measured.

use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::sample::{Further, Plan, Year, year};
use qingfeng::writer::save;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use toml::{Table, Value};

const POLICY: &str = "qingfeng.toml";

/// A folder of forms, deleted when it is dropped.
pub struct Folder {
    path: PathBuf,
    _place: tempfile::TempDir,
    /// Entries on all forms.
    pub entries: usize,
}

impl Folder {
    /// A folder with the policy of a year, and no forms yet.
    fn new(made: &Year, entries: usize) -> Self {
        let place = temporary();
        let path = place.path().join("收表");
        fs::create_dir(&path).expect("a folder");
        fs::write(path.join(POLICY), &made.policy_toml).expect("a policy");
        Self {
            path,
            _place: place,
            entries,
        }
    }

    /// Where the forms lie.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The forms.
    pub fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.path).expect("a folder");
        let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "xlsx"));
        files.sort();
        files
    }
}

/// An empty folder.
pub fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn plan(sections: usize, entries: usize) -> Plan {
    Plan {
        seed: 2026,
        sections,
        entries,
        year: 2026,
        defects: 0,
        all_kinds: false,
        repeats: 0,
    }
}

/// About as many forms as asked for, of ten entries each, in all the layouts of the samples; Word documents are left out, which
/// neither of the libraries reads.
pub fn samples(forms: usize) -> Folder {
    let made = year(&Plan {
        all_kinds: true,
        ..plan(forms, forms * 10)
    });
    let is_workbook = |name: &str| Path::new(name).extension().is_some_and(|e| e == "xlsx");
    let workbooks = made.forms.iter().filter(|f| is_workbook(&f.file_name));
    let entries = workbooks.clone().map(|f| f.truth.entries.len()).sum();
    let folder = Folder::new(&made, entries);
    for form in workbooks {
        save(&form.book, &folder.path.join(&form.file_name)).expect("a form");
    }
    folder
}

/// A form for each section, in the layout in which offices hand them in, and nothing else.
pub fn office(forms: usize, rows: usize) -> Folder {
    let folder = with_roster(forms, rows);
    fs::remove_file(folder.path.join(POLICY)).expect("a policy");
    folder
}

/// The same with the policy that knows the sections and their people, each of whom gets a score.
pub fn with_roster(forms: usize, rows: usize) -> Folder {
    sections_forms(forms, rows, |_, text| text)
}

/// The same, all with errors: in one row of ten the measures are missing.
pub fn faulty(forms: usize, rows: usize) -> Folder {
    sections_forms(forms, rows, |row, mut text| {
        if row % 10 == 0 {
            text.measures = Default::default();
        }
        text
    })
}

fn sections_forms(forms: usize, rows: usize, change: fn(usize, Further) -> Further) -> Folder {
    let made = year(&plan(forms, 0));
    let folder = Folder::new(&made, forms * rows);
    for (number, (section, posts)) in sections(&made).into_iter().enumerate() {
        let entries = (0..rows).map(|row| change(row, Further::of(number * rows + row)));
        let path = folder.path.join(format!("{section}自查表.xlsx"));
        form(&path, &section, &posts, entries).expect("a form");
    }
    folder
}

/// A form whose rows differ in one number each.
pub fn near_equal(rows: usize) -> Folder {
    let mut made = year(&plan(1, 0));
    // Forms are not that long; here the work on them is to be measured.
    made.policy_toml.push_str("\n[limits]\ncells = 2000000\n");
    let folder = Folder::new(&made, rows);
    let (section, posts) = sections(&made).remove(0);
    let entries = (0..rows).map(|row| {
        let mut text = Further::of(0);
        text.risk = format!("{}，涉及第{row}号卷宗", text.risk);
        text
    });
    form(&folder.path.join("自查表.xlsx"), &section, &posts, entries).expect("a form");
    folder
}

/// Names and posts of the sections of a year.
fn sections(made: &Year) -> Vec<(String, Vec<String>)> {
    let policy: Table = made.policy_toml.parse().expect("a policy");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let sections = policy["sections"].as_array().expect("sections");
    let posts = |section: &Value| section["posts"].as_array().expect("posts").clone();
    let section = |s: &Value| (text(&s["name"]), posts(s).iter().map(text).collect());
    sections.iter().map(section).collect()
}

/// Title, line of the section, head, rows.
fn form(
    path: &Path,
    section: &str,
    posts: &[String],
    rows: impl Iterator<Item = Further>,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap();
    sheet.write_with_format(0, 0, "廉政风险点自查表", &bold)?;
    let line = format!("填报科室：{section}        填报日期：2026-11-02");
    sheet.write(1, 0, line)?;
    let heads = [
        "序号",
        "岗位",
        "权力事项",
        "风险点",
        "表现形式",
        "风险等级",
        "防控措施",
        "责任人",
    ];
    for (col, head) in (0..).zip(heads) {
        sheet.write_with_format(2, col, head, &bold)?;
    }
    for (number, text) in rows.enumerate() {
        let row = 3 + u32::try_from(number).unwrap_or(0);
        let post = &posts[number % posts.len()];
        let level = ["一级", "二级", "三级"][number / 2 % 3];
        let seen = &text.seen[0];
        let measures = text.measures.join("；");
        sheet.write(row, 0, row - 2)?;
        let measures = measures.trim_matches('；');
        let texts = [post, &text.matter, &text.risk, seen, level, measures, post];
        for (col, text) in (1..).zip(texts) {
            sheet.write_with_format(row, col, text, &wrap)?;
        }
    }
    book.save(path)
}
