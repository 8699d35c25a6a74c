//! Folders of forms, made before anything is measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::model::Field;
use qingfeng::sample::{Plan, SampleForm, year};
use qingfeng::writer::{Content, save};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::words::{Said, said};

/// A folder of forms, deleted when it is dropped.
pub struct Folder {
    path: PathBuf,
    _place: tempfile::TempDir,
    /// Entries on all forms.
    pub entries: usize,
}

impl Folder {
    fn new(entries: usize) -> Self {
        let place = temporary();
        let path = place.path().join("收表");
        fs::create_dir(&path).expect("a folder");
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
        let entries = fs::read_dir(self.path()).expect("a folder");
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

const FIRST: &str = "青清明安永长和德兴广新高大宁泰文金玉东西南北云龙凤";
const SECOND: &str = "河山川泉桥塘岭湾坪洲源林溪台阳庄港沙滩屯城井湖峰关";
const KINDS: [&str; 20] = [
    "财政所",
    "民政办",
    "司法所",
    "农业站",
    "文化站",
    "卫生院",
    "城建办",
    "环保站",
    "安监站",
    "统计站",
    "水利站",
    "林业站",
    "畜牧站",
    "劳保所",
    "退役站",
    "招商办",
    "党群办",
    "综治办",
    "执法队",
    "审批局",
];
const POSTS: [&str; 3] = ["审核岗", "经办岗", "综合岗"];

/// The name of section `number`, distinct up to 12,500.
fn section(number: usize) -> String {
    let (kind, place) = (number % KINDS.len(), number / KINDS.len());
    let letters = |letters: &str, at: usize| letters.chars().nth(at % 25).expect("a letter");
    let town = ["镇", "乡", "街道", "农场"][place / 625 % 4];
    format!(
        "{}{}{town}{}",
        letters(FIRST, place),
        letters(SECOND, place / 25),
        KINDS[kind]
    )
}

/// A form for each section, in the layout in which offices hand them in, and the policy with all the sections.
pub fn office(forms: usize, rows: usize) -> Folder {
    let folder = Folder::new(forms * rows);
    for number in 0..forms {
        let name = section(number);
        let entries = (0..rows).map(|row| said(number * rows + row));
        let path = folder.path().join(format!("{name}自查表.xlsx"));
        form(&path, &name, entries).expect("a form");
    }
    roster(&folder, forms);
    folder
}

/// A form whose rows differ in one number each.
pub fn near_equal(rows: usize) -> Folder {
    let folder = Folder::new(rows);
    let text = said(0);
    let entries = (0..rows).map(|row| Said {
        matter: text.matter.clone(),
        risk: format!("{}，涉及第{row}号卷宗", text.risk),
        manifestation: text.manifestation.clone(),
        measures: text.measures.clone(),
    });
    let path = folder.path().join("自查表.xlsx");
    form(&path, &section(0), entries).expect("a form");
    roster(&folder, 1);
    folder
}

fn roster(folder: &Folder, sections: usize) {
    let mut text = "[unit]\nname = \"示例市\"\nyear = 2026\n".to_owned();
    for number in 0..sections {
        let people = people(number);
        let staff = POSTS.iter().zip(&people);
        let staff = staff.map(|(post, name)| format!("{{ name = \"{name}\", post = \"{post}\" }}"));
        let lines = format!(
            "\n[[sections]]\nname = \"{}\"\nleader = \"钱二\"\nhead = \"{}\"\nposts = {POSTS:?}\nstaff = [{}]\n",
            section(number),
            people[0],
            staff.collect::<Vec<_>>().join(", ")
        );
        text.push_str(&lines);
    }
    fs::write(folder.path().join("qingfeng.toml"), text).expect("a policy");
}

/// The people of a section: a surname and two numbers, plainly nobody.
fn people(section: usize) -> [String; 3] {
    let surnames: Vec<char> = "张李王赵钱孙吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹章苏潘葛范彭鲁韦昌马苗方俞袁柳".chars().collect();
    let numbers: Vec<char> = "一二三四五六七八九十".chars().collect();
    std::array::from_fn(|post| {
        let number = section * POSTS.len() + post;
        let (one, two) = (number / surnames.len(), number / surnames.len() / 10);
        let surname = surnames[number % surnames.len()];
        format!("{surname}{}{}", numbers[one % 10], numbers[two % 10])
    })
}

/// Title, line of the unit, head, rows.
fn form(path: &Path, section: &str, rows: impl Iterator<Item = Said>) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap();
    sheet.write_with_format(0, 0, "廉政风险点自查表", &bold)?;
    sheet.write(
        1,
        0,
        format!("填报科室：{section}        填报日期：2026-11-02"),
    )?;
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
    for (row, text) in (3..).zip(rows) {
        let turn = usize::try_from(row).unwrap_or(0);
        let post = POSTS[turn % POSTS.len()];
        sheet.write(row, 0, row - 2)?;
        let level = ["一级", "二级", "三级"][turn / 2 % 3];
        let texts = [
            post,
            &text.matter,
            &text.risk,
            &text.manifestation,
            level,
            &text.measures,
            post,
        ];
        for (col, text) in (1..).zip(texts) {
            sheet.write_with_format(row, col, text, &wrap)?;
        }
    }
    book.save(path)
}

/// Forms in all the layouts of the samples, those of twenty sections for each seed, with sections and texts of their own.
pub fn samples(forms: usize) -> Folder {
    let mut folder = Folder::new(0);
    let mut number = 0;
    for seed in 0..forms.div_ceil(20) {
        let made = year(&Plan {
            seed: seed as u64,
            sections: 20,
            entries: 200,
            year: 2026,
            defects: 0,
            repeats: 0,
        });
        let first = seed * 20;
        let mut names = BTreeMap::new();
        for mut form in made.forms {
            let own = names.len() + first;
            let name = names
                .entry(form.truth.section.clone())
                .or_insert_with(|| section(own));
            number = reworded(&mut form, name, number);
            let path = folder.path().join(format!("{seed}-{}", form.file_name));
            save(&form.book, &path).expect("a form");
        }
    }
    folder.entries = number;
    roster(&folder, forms.div_ceil(20) * 20);
    folder
}

/// Gives a form another section, and each of its entries the words of a number of its own, from `number` on.
fn reworded(form: &mut SampleForm, section: &str, mut number: usize) -> usize {
    for sheet in &mut form.book.sheets {
        for cell in &mut sheet.cells {
            if let Content::Text(text) = &mut cell.content {
                *text = text.replace(&form.truth.section, section);
            }
        }
    }
    form.file_name = form.file_name.replace(&form.truth.section, section);
    for entry in &form.truth.entries {
        let text = said(number);
        number += 1;
        let texts = [
            (Field::Risk, text.risk),
            (Field::Manifestation, text.manifestation),
            (Field::Measures, text.measures),
        ];
        let sheets = form.book.sheets.iter_mut();
        let sheet = sheets.filter(|s| s.name == entry.sheet);
        let cells: Vec<_> = sheet.flat_map(|s| &mut s.cells).collect();
        for cell in cells {
            let own = texts
                .iter()
                .find(|(f, _)| entry.cells.get(f) == Some(&cell.at));
            if let Some((_, text)) = own {
                cell.content = text.as_str().into();
            }
        }
    }
    number
}
