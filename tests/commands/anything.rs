//! Two thousand workbooks of random cells, heads, merges and kinds of tables, with characters from all the corners of
//! Unicode that Chinese input methods and old systems reach, through the whole run: nothing ends it, every row has one
//! fate, and the cells counted are the cells that were written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use qingfeng::app::{Inputs, RunOptions, Silent, run};
use qingfeng::location::{Area, CellRef};
use rayon::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

/// Runs, and workbooks in each.
const RUNS: u64 = 20;
const BOOKS: usize = 100;

/// A small pseudo-random sequence (xorshift); the same on every machine.
struct Sequence(u64);

impl Sequence {
    fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }

    fn pick<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        let at = self.below(all.len() as u64);
        all[usize::try_from(at).expect("small")]
    }
}

/// Heads of self-check tables, ledgers, score sheets and reviews, and of tables that are two of them.
const HEADS: [&str; 8] = [
    "序号|科室|岗位|姓名|权力事项|风险点|表现形式|风险等级|防控措施|责任人",
    "序号|岗位|风险点|一级|二级|三级|防控措施",
    "序 号|所在科室|职权名称|廉政风险点|等级|防范措施|责任领导|备注",
    "序号|科室|姓名|处置方式|处置日期|处置事由|处置措施",
    "序号|责任单位|存在问题|整改措施|整改时限|是否销号",
    "项目编号|评分|科室|岗位|姓名|评分理由",
    "序号|科室|风险点|自评等级|审定等级|评审编号",
    "序号|科室|风险点|风险等级|存在问题|整改时限|甲|乙",
];

/// What people write into cells.
const WORDS: [&str; 44] = [
    "1",
    "2.",
    "３．",
    "预算科",
    "国库科",
    "会计科、综合科",
    "科长",
    "张一",
    "李二、王三",
    "资金拨付",
    "一级",
    "二级",
    "三级",
    "高/中",
    "1中2低",
    "四级",
    "★★",
    "☑一级 □二级",
    "√",
    "TRUE",
    "同上",
    "〃",
    "无",
    "/",
    "—",
    "合计：共 3 个",
    "小计",
    "填表人：张一",
    "审核人",
    "注：一式两份",
    "示例",
    "例如：收受礼金",
    "一、预算科",
    "2026年11月2日",
    "2026.11",
    "20261102",
    "R-000000000000-00000000",
    "警示提醒",
    "1.1",
    "8.5分",
    "科室：预算科  填报日期：2026.11.2",
    "第 2 页 共 3 页",
    "姓名",
    "风险点",
];

/// Sentences of the field, in which strange characters are strewn.
const SENTENCES: [&str; 8] = [
    "1．加强对预算项目的审核；2．由两人核对并登记",
    "未按规定程序审批拨付项目资金，为关系单位谋取私利",
    "（1）收到批复后三日内下达（2）超时由科长签注原因",
    "①拨付前由两人核对合同②每季度抽查10%③结果报分管领导",
    "一是虚列项目5万元；二是重复申报50,000元",
    "在百分之三十以内调剂，联系电话13800000000",
    "擅自变更结果,不向单位说明理由;截留3.5万元",
    "提前泄露未公开的预算数据",
];

/// Ranges of characters from which strange ones are drawn: neighbours under NFKC, marks, surrogate pairs, rare ideographs.
const STRANGE: [(u32, u32); 26] = [
    (0xFF01, 0xFF65),   // full-width forms, half-width punctuation
    (0xFF66, 0xFFEF),   // half-width kana, full-width signs
    (0x2460, 0x24FF),   // circled, bracketed, dotted numbers
    (0x2776, 0x2793),   // negative circled numbers
    (0x3200, 0x32FF),   // bracketed and circled ideographs
    (0x3300, 0x33FF),   // squared words, of several characters each
    (0x3001, 0x301F),   // Chinese punctuation
    (0xFE30, 0xFE6B),   // vertical and small forms
    (0x0300, 0x036F),   // combining marks
    (0x20D0, 0x20F0),   // enclosing marks
    (0xFE00, 0xFE0F),   // variation selectors
    (0x1F300, 0x1F64F), // pictures
    (0x1F100, 0x1F1FF), // enclosed letters, flags
    (0x20000, 0x20100), // rare ideographs, plane 2
    (0x2B740, 0x2B81D), // rare ideographs of names
    (0x30000, 0x30050), // rare ideographs, plane 3
    (0xF900, 0xFAD9),   // compatibility ideographs
    (0x2F800, 0x2FA1D), // the same, plane 2
    (0x3400, 0x34FF),   // extension A
    (0x200B, 0x200F),   // zero width
    (0x202A, 0x202E),   // bidirectional
    (0x2028, 0x2029),   // line and paragraph separators
    (0x2150, 0x218B),   // fractions, roman numerals
    (0xAC00, 0xAC40),   // Hangul
    (0xFDF0, 0xFDFB),   // words in one character
    (0xFB00, 0xFB06),   // ligatures
];

/// Others that have made trouble somewhere: they grow when folded, or are white space of another kind.
const SINGLE: [char; 12] = [
    'İ', 'ß', 'ŉ', 'ǰ', '\u{a0}', '\u{3000}', '\u{ad}', '\u{85}', '\u{1680}', 'ﷺ', '\u{e000}', '𬭎',
];

fn strange(random: &mut Sequence) -> char {
    if random.below(8) == 0 {
        let at = random.below(SINGLE.len() as u64);
        return SINGLE[usize::try_from(at).expect("small")];
    }
    let at = usize::try_from(random.below(STRANGE.len() as u64)).expect("small");
    let (first, last) = STRANGE[at];
    let code = first + u32::try_from(random.below(u64::from(last - first + 1))).expect("small");
    char::from_u32(code).unwrap_or('¤')
}

/// A text of the field, with a strange character before, behind or anywhere inside it.
fn text(random: &mut Sequence) -> String {
    let mut chars: Vec<char> = match random.below(3) {
        0 => random.pick(&SENTENCES).chars().collect(),
        _ => random.pick(&WORDS).chars().collect(),
    };
    for _ in 0..random.below(4) {
        let at = random.below(chars.len() as u64 + 1);
        chars.insert(usize::try_from(at).expect("small"), strange(random));
    }
    chars.into_iter().collect()
}

/// Ranges to merge, none of which overlaps another.
fn areas(random: &mut Sequence) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for _ in 0..random.below(5) {
        let mut small = |limit| u32::try_from(random.below(limit)).expect("small");
        let first = CellRef::new(small(30), small(9));
        let last = CellRef::new(first.row + small(4), first.col + 1 + small(4));
        let area = Area::new(first, last);
        let apart = |other: &Area| {
            other.last.row < first.row
                || last.row < other.first.row
                || other.last.col < first.col
                || last.col < other.first.col
        };
        if areas.iter().all(apart) {
            areas.push(area);
        }
    }
    areas
}

/// Fills a sheet; the number of its cells with content.
fn fill(sheet: &mut Worksheet, random: &mut Sequence) -> usize {
    let mut filled: BTreeSet<(u32, u16)> = BTreeSet::new();
    let mut put = |sheet: &mut Worksheet, at: (u32, u16), text: &str| {
        sheet.write_string(at.0, at.1, text).expect("a cell");
        if text.trim().is_empty() {
            filled.remove(&at);
        } else {
            filled.insert(at);
        }
    };
    for area in areas(random) {
        let (first, last) = (area.first, area.last);
        let column = |col: u32| u16::try_from(col).expect("small");
        let (left, right) = (column(first.col), column(last.col));
        sheet
            .merge_range(first.row, left, last.row, right, "", &Format::new())
            .expect("a range");
    }
    for _ in 0..random.below(160) {
        let far = random.below(60) == 0;
        let row = if far {
            random.below(900)
        } else {
            random.below(30)
        };
        let at = (
            u32::try_from(row).expect("small"),
            u16::try_from(random.below(11)).expect("small"),
        );
        put(sheet, at, &text(random));
    }
    for _ in 0..random.below(3) {
        let row = u32::try_from(random.below(25)).expect("small");
        for (col, label) in (0..).zip(random.pick(&HEADS).split('|')) {
            put(sheet, (row, col), label);
        }
    }
    filled.len()
}

/// Writes a workbook; the number of its cells with content.
fn write(path: &Path, random: &mut Sequence) -> usize {
    let mut book = Workbook::new();
    let mut cells = 0;
    for number in 0..=random.below(3) {
        let mut name: String = text(random).chars().take(8).collect();
        name.retain(|c| !"[]:*?/\\'".contains(c));
        let sheet = book.add_worksheet();
        // A name that nothing is left of is refused by the writer; then it stays Sheet1.
        let _ = sheet.set_name(format!("{number}{name}"));
        cells += fill(sheet, random);
    }
    book.save(path).expect("saved");
    cells
}

/// One run over its workbooks, and what its account has to say.
fn one_run(seed: u64) {
    let dir = tempfile::tempdir().expect("a folder");
    let forms = dir.path().join("收表");
    fs::create_dir(&forms).expect("a folder");
    let mut random = Sequence::new(seed);
    let cells: usize = (0..BOOKS)
        .map(|number| {
            let name: String = text(&mut random)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            write(&forms.join(format!("{number}{name}.xlsx")), &mut random)
        })
        .sum();
    let options = RunOptions {
        inputs: Inputs {
            paths: vec![forms],
            policy: None,
            year: None,
            date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
            jobs: 0,
        },
        out: dir.path().join("结果"),
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    };
    let result = run(&options, &Silent).expect("it runs");
    let text = fs::read_to_string(options.out.join("run.json")).expect("run.json");
    let account: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(account["rows"]["balanced"], true, "seed {seed}");
    assert_eq!(account["cells"]["balanced"], true, "seed {seed}");
    assert_eq!(account["cells"]["read"], cells, "seed {seed}");
    assert_eq!(account["inputs"].as_array().map(Vec::len), Some(BOOKS));
    assert!(
        account["findings"]["by_code"]["X01"].is_null(),
        "{}",
        result.summary
    );
}

#[test]
fn whatever_stands_in_two_thousand_workbooks_the_run_goes_on_and_its_account_agrees() {
    (0..RUNS).into_par_iter().for_each(one_run);
}
