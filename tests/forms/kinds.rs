//! What a table is for is told by its head, table by table; and every cell of a workbook is taken for something.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::location::{Area, CellRef};
use qingfeng::model::{Book, CellAccount, Claim, Field, FormKind, Level, OtherTable};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};
use rust_xlsxwriter::Workbook as Writer;

use crate::support::{qingfeng, temp};

/// A sheet of a test, line by line, cells parted by `|`.
type Lines<'t> = (&'t str, &'t [&'t str]);

const SELF_CHECK: [&str; 4] = [
    "廉政风险点自查表",
    "序号|科室|岗位|权力事项|风险点|表现形式|风险等级|防控措施",
    "1|预算科|编审岗|预算编制|虚列项目套取资金|把已经结束的项目重新申报|一级|项目入库前由两人核对并报科务会",
    "2|预算科|指标岗|指标调剂|擅自调剂预算指标|先调剂后补办手续|二级|调剂单由科长和分管领导签字后下达",
];
const LEDGER: [&str; 3] = [
    "廉政风险问题整改台账",
    "序号|责任科室|责任人|存在问题|整改措施|整改时限|是否销号",
    "1|预算科|张一|指标下达没有登记|补登并每月核对|2026-05-01|是",
];

fn grid(lines: &[&str]) -> Grid {
    let mut grid = Grid::default();
    add(&mut grid, 0, lines);
    grid
}

fn add(grid: &mut Grid, top: u32, lines: &[&str]) {
    for (row, line) in (top..).zip(lines) {
        for (col, cell) in (0..).zip(line.split('|')) {
            grid.set(CellRef::new(row, col), CellValue::Text(cell.to_owned()));
        }
    }
}

fn workbook(sheets: Vec<(&str, Grid)>) -> Workbook {
    let sheets = sheets.into_iter().map(|(name, grid)| Sheet {
        name: Arc::from(name),
        visibility: Visibility::Visible,
        grid,
    });
    Workbook {
        format: Format::Xlsx,
        sheets: sheets.collect(),
        names: Vec::new(),
    }
}

fn read(sheets: &[Lines<'_>]) -> Understood {
    let sheets = sheets.iter().map(|(name, lines)| (*name, grid(lines)));
    of(&workbook(sheets.collect()))
}

fn of(workbook: &Workbook) -> Understood {
    let policy = Policy::embedded().expect("valid");
    let understood = understand(workbook, &Arc::from("报送表.xlsx"), &policy);
    for (sheet, read) in workbook.sheets.iter().zip(&understood.sheets) {
        assert_eq!(sheet.grid.cells().count(), read.cells.read, "{}", read.name);
        assert!(read.cells.balances(), "{:?}", read.cells);
    }
    understood
}

/// Rows of the entries, over all sheets.
fn rows(understood: &Understood) -> Vec<u32> {
    let tables = understood.sheets.iter().flat_map(|s| &s.tables);
    let entries = tables.flat_map(|t| &t.entries);
    entries.map(|e| e.rows.first + 1).collect()
}

fn others(understood: &Understood) -> Vec<&OtherTable> {
    understood.sheets.iter().flat_map(|s| &s.others).collect()
}

fn found(understood: &Understood, code: &str) -> Vec<String> {
    let own = understood.findings.iter().filter(|f| f.code == code);
    own.map(|f| f.place.to_string()).collect()
}

#[test]
fn a_ledger_beside_a_self_check_sheet_takes_nothing_away_from_it() {
    let both = read(&[("自查表", &SELF_CHECK), ("整改台账", &LEDGER)]);
    assert_eq!(both.kind, FormKind::Mixed);
    assert_eq!(rows(&both), [3, 4]);
    assert_eq!(both.annex.ledger.len(), 1);
    assert_eq!(both.annex.ledger[0].ground, "指标下达没有登记");
    assert_eq!(others(&both)[0].kind, FormKind::Ledger);
}

#[test]
fn a_ledger_below_the_table_of_the_same_sheet_is_a_ledger() {
    let mut both = grid(&SELF_CHECK);
    add(&mut both, 6, &LEDGER);
    let both = of(&workbook(vec![("自查表", both)]));
    assert_eq!(
        (rows(&both).as_slice(), both.annex.ledger.len()),
        (&[3, 4][..], 1)
    );
    let mut upside_down = grid(&LEDGER);
    add(&mut upside_down, 5, &SELF_CHECK);
    let upside_down = of(&workbook(vec![("自查表", upside_down)]));
    assert_eq!(rows(&upside_down), [8, 9]);
    assert_eq!(upside_down.annex.ledger.len(), 1);
}

/// The lines of two tables beside each other, with so many empty columns between them.
fn beside(left: &[&str], right: &[&str], gap: usize) -> Vec<String> {
    let width = |lines: &[&str]| lines.iter().map(|l| l.split('|').count()).max();
    let wide = width(left).unwrap_or(0) + gap;
    let count = left.len().max(right.len());
    let line = |at: usize| {
        let own = left.get(at).copied().unwrap_or_default();
        let missing = wide - own.split('|').count();
        let other = right.get(at).copied().unwrap_or_default();
        format!("{own}{}{other}", "|".repeat(missing + 1))
    };
    (0..count).map(line).collect()
}

#[test]
fn a_ledger_to_the_left_or_right_of_a_table_is_a_ledger() {
    let mut ledger: Vec<&str> = vec!["", "序号|科室|姓名|处置方式|处置时间|事由"];
    ledger.extend([
        "1|预算科|张一|提醒谈话|2026-03-02|漏报事项",
        "2|国库科|李二|警示谈话|2026-04-02|超期办结",
        "3|国库科|王三|提醒谈话|2026-05-02|漏登台账",
        "4|会计科|赵四|提醒谈话|2026-06-02|超期办结",
    ]);
    for gap in [0, 1, 2] {
        for on_the_left in [false, true] {
            let lines = if on_the_left {
                beside(&ledger, &SELF_CHECK, gap)
            } else {
                beside(&SELF_CHECK, &ledger, gap)
            };
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let both = read(&[("自查表", &lines)]);
            let shown = format!("{gap} columns between, {on_the_left}: {:?}", both.findings);
            assert_eq!(rows(&both), [3, 4], "{shown}");
            assert_eq!(both.annex.ledger.len(), 4, "{shown}");
            let tables = both.sheets.iter().flat_map(|s| &s.tables);
            let entries = tables.flat_map(|t| &t.entries);
            for entry in entries {
                assert!(entry.extras.is_empty(), "{:?}", entry.extras);
                assert!(!entry.values.contains_key(&Field::Person));
            }
            for code in ["T02", "T03", "E04"] {
                assert_eq!(found(&both, code), Vec::<String>::new(), "{shown}");
            }
        }
    }
}

#[test]
fn stars_under_the_heads_of_levels_are_ticks() {
    let head = "序号|岗位|风险点|表现形式|一级|二级|三级|防控措施";
    for (open, ticked) in [("", "★"), ("☆", "★"), ("", "★★"), ("□", "√")] {
        let row = |seq: usize, level: usize| {
            let mark = |at| if at == level { ticked } else { open };
            format!(
                "{seq}|审核岗|第{seq}种虚列项目套取资金|把第{seq}个已经结束的项目重新申报|{}|{}|{}|入库前由两人核对并报科务会",
                mark(1),
                mark(2),
                mark(3)
            )
        };
        let body: Vec<String> = [1, 2, 3, 2]
            .into_iter()
            .zip(1..)
            .map(|(l, s)| row(s, l))
            .collect();
        let mut lines = vec!["廉政风险点自查表", head];
        lines.extend(body.iter().map(String::as_str));
        let form = read(&[("自查表", &lines)]);
        let tables = form.sheets.iter().flat_map(|s| &s.tables);
        let levels: Vec<Option<Level>> = tables
            .flat_map(|t| &t.entries)
            .map(|e| e.declared)
            .collect();
        let [one, two, three] = Level::ALL.map(Some);
        if ticked == "★★" {
            // Two stars are the second level; under the head of another one nobody can say what is meant.
            assert_eq!(levels, [None, two, None, two], "{open}{ticked}");
            let told = form.findings.iter().filter(|f| f.code.starts_with('L'));
            assert_eq!(told.count(), 2);
        } else {
            assert_eq!(levels, [one, two, three, two], "{open}{ticked}");
        }
    }
}

#[test]
fn words_beside_a_table_decide_nothing() {
    for words in [
        "本表与考核评分表、整改台账一并于6月底前报送",
        "考核评分表另行下发",
        "领导小组评审表由办公室填写",
        "附：风险等级统计表、自查表问题清单",
    ] {
        let beside = ["填表说明", words];
        let form = read(&[("自查表", &SELF_CHECK), ("填表说明", &beside)]);
        assert_eq!(form.kind, FormKind::SelfCheck, "{words}");
        assert_eq!(rows(&form), [3, 4], "{words}");
        let mut above = vec![words];
        above.extend(SELF_CHECK);
        assert_eq!(rows(&read(&[("表", &above)])), [4, 5], "{words} above");
        let mut below = SELF_CHECK.to_vec();
        below.push(words);
        assert_eq!(rows(&read(&[("表", &below)])), [3, 4], "{words} below");
    }
}

#[test]
fn a_title_does_not_outrank_the_head_below_it() {
    for title in [
        "预算科廉政风险点自查及问题整改情况表",
        "廉政风险点排查及防控措施台账",
        "廉政风险点评审表（科室）",
        "岗位廉政风险考核表",
    ] {
        let mut lines = SELF_CHECK.to_vec();
        lines[0] = title;
        let form = read(&[("Sheet1", &lines)]);
        assert_eq!(
            (form.kind, rows(&form).len()),
            (FormKind::SelfCheck, 2),
            "{title}"
        );
    }
}

#[test]
fn a_ledger_nobody_understands_is_told_and_the_entries_beside_it_are_read() {
    let odd = ["廉政风险整改台账", "序号|做什么|谁做", "1|补登|张一"];
    let form = read(&[("自查表", &SELF_CHECK), ("整改台账", &odd)]);
    assert_eq!(rows(&form), [3, 4]);
    assert_eq!(found(&form, "H01"), ["报送表.xlsx [整改台账]"]);
}

#[test]
fn a_table_that_is_half_a_ledger_is_asked_and_registered_nowhere() {
    let half = [
        "情况表",
        "序号|科室|岗位|风险点|风险等级|存在问题|整改时限",
        "1|预算科|编审岗|虚列项目套取资金|一级|项目没有核对|2026-05-01",
    ];
    let form = read(&[("Sheet1", &half)]);
    assert_eq!((rows(&form).len(), form.annex.ledger.len()), (0, 0));
    assert_eq!(found(&form, "T15"), ["报送表.xlsx [Sheet1] A2"]);
}

#[test]
fn a_table_of_results_is_left_out_by_its_own_title_only() {
    let mut public = SELF_CHECK.to_vec();
    public[0] = "廉政风险点及防控措施公示表";
    let form = read(&[("自查表", &SELF_CHECK), ("公示", &public)]);
    assert_eq!(rows(&form), [3, 4], "those of the first sheet");
    assert_eq!(found(&form, "T07"), ["报送表.xlsx [公示] A1"]);
    let message = form.findings.iter().find(|f| f.code == "T07");
    let message = &message.expect("T07").message;
    assert!(
        message.contains("风险点及防控措施公示表") && message.contains("请改正标题"),
        "{message}"
    );
    assert!(!message.contains("统计表"), "only what it is: {message}");
    assert_eq!(form.sheets[1].cells.claims[&Claim::LeftOut], 24);
}

#[test]
fn a_sheet_without_a_table_is_named_with_what_stands_on_it() {
    let notes = ["李二：第二条请再核对", "周五前答复"];
    let form = read(&[("自查表", &SELF_CHECK), ("Sheet2", &notes)]);
    assert_eq!(found(&form, "T05"), ["报送表.xlsx [Sheet2] A1"]);
    assert_eq!(form.sheets[1].cells.claims[&Claim::Outside], 2);
    let guide = read(&[("自查表", &SELF_CHECK), ("填表说明", &notes)]);
    assert!(found(&guide, "T05").is_empty());
    assert_eq!(guide.sheets[1].cells.claims[&Claim::Guide], 2);
}

#[test]
fn complete_rows_far_below_the_others_are_read() {
    let mut far = grid(&SELF_CHECK);
    let line = "3|国库科|支付岗|资金拨付|提前拨付项目资金|没有核对进度就签字|二级|拨付前由两人对照进度单核对";
    add(&mut far, 700, &[line, "填表人：张一"]);
    let form = of(&workbook(vec![("自查表", far)]));
    assert_eq!(rows(&form), [3, 4, 701]);
    let read = form.sheets[0].tables[0].rows_read();
    assert_eq!(
        read, 4,
        "with the signature, without the blank rows between them"
    );
}

#[test]
fn a_stray_cell_far_to_the_right_does_not_hide_the_head() {
    for far in ["AQ2", "ZZ2", "XFD2", "XFD3"] {
        let mut stray = grid(&SELF_CHECK);
        stray.set(
            far.parse().expect("a cell"),
            CellValue::Text("x".to_owned()),
        );
        let form = of(&workbook(vec![("自查表", stray)]));
        assert_eq!(rows(&form), [3, 4], "{far}");
        assert_eq!(found(&form, "T05"), [format!("报送表.xlsx [自查表] {far}")]);
    }
}

#[test]
fn prose_that_begins_with_an_example_is_an_entry_and_a_templates_example_is_none() {
    let head = "序号|岗位|权力事项|风险点|表现形式|风险等级|防控措施";
    let line = |number: &str, matter: &str, how: &str| {
        format!("{number}|编审岗|{matter}|虚列项目套取资金|{how}|一级|项目入库前由两人核对")
    };
    let lines = [
        "预算科自查表".to_owned(),
        head.to_owned(),
        line("1", "预算编制", "例如：收受申报单位的礼金"),
        line("2", "预算编制", "示例：把旧项目重新申报"),
        line("例", "预算编制", "把旧项目重新申报"),
        line("", "（示例）预算编制", "把旧项目重新申报"),
        "示例||||例：把旧项目重新申报".to_owned(),
        "3|示例|预算编制|虚列项目套取资金|把旧项目重新申报|一级|项目入库前由两人核对".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let form = read(&[("自查表", &lines)]);
    assert_eq!(rows(&form), [3, 4]);
    let asked = ["E3", "E4", "C6", "B8"].map(|at| format!("报送表.xlsx [自查表] {at}"));
    assert_eq!(found(&form, "T14"), asked);
}

#[test]
fn what_a_merged_cell_covers_is_told() {
    let mut covered = grid(&SELF_CHECK);
    covered.merge(Area::new(CellRef::new(2, 7), CellRef::new(3, 7)));
    covered.merge(Area::new(CellRef::new(2, 1), CellRef::new(3, 1)));
    let form = of(&workbook(vec![("自查表", covered)]));
    assert_eq!(found(&form, "T17"), ["报送表.xlsx [自查表] H4"]);
    assert_eq!(
        form.sheets[0].cells.claims[&Claim::Covered],
        2,
        "科室 says the same"
    );
}

/// Writes sheets as a file.
fn write(path: &Path, sheets: &[Lines<'_>]) {
    let mut book = Writer::new();
    for (name, lines) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, line) in (0..).zip(*lines) {
            for (col, cell) in (0..)
                .zip(line.split('|'))
                .filter(|(_, cell)| !cell.is_empty())
            {
                sheet.write(row, col, cell).expect("a cell");
            }
        }
    }
    book.save(path).expect("saved");
}

/// The lines of `run.json` that a test asks for.
fn run_json(out: &Path) -> serde_json::Value {
    let text = fs::read_to_string(out.join("run.json")).expect("run.json");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn own_books_among_the_forms_are_named_and_left_out_wherever_they_lie() {
    let dir = temp();
    let forms = dir.path().join("收表");
    fs::create_dir(&forms).expect("a folder");
    // Charts are drawn where forms name steps.
    let with_steps = [
        SELF_CHECK[0],
        &SELF_CHECK[1].replace("权力事项", "权力事项|流程环节"),
        &SELF_CHECK[2].replace("预算编制", "预算编制|申报"),
        &SELF_CHECK[3].replace("指标调剂", "指标调剂|审批"),
    ];
    write(&forms.join("预算科.xlsx"), &[("自查表", &with_steps)]);
    let check = "[[special_checks]]\nname = \"采购\"\n[[special_checks.dimensions]]\nkey = \"all\"\nname = \"全部\"\n\
                 points = 100\n[[special_checks.items]]\ncode = \"1\"\nsubject = \"section\"\ndimension = \"all\"\n\
                 name = \"总评\"\npoints = 100\nkind = \"range\"\nby = [\"office\"]\n";
    fs::write(forms.join("qingfeng.toml"), check).expect("a policy");
    let (first, again) = (dir.path().join("结果"), dir.path().join("再来"));
    let run = |out: &Path| {
        let said = qingfeng(&[
            "run".as_ref(),
            forms.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
            "--date".as_ref(),
            "2026-11-30".as_ref(),
            "--mid-year".as_ref(),
        ]);
        assert_eq!(said.status, 0, "{}", said.err);
        said.out
    };
    run(&first);
    // The comparison is written where there is a year before.
    let compared = [
        "compare".as_ref(),
        first.as_os_str(),
        first.as_os_str(),
        "-o".as_ref(),
    ];
    let comparison = dir.path().join("对比");
    let said = qingfeng(&[&compared[..], &[comparison.as_os_str()]].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    let own = Book::Changes.file_name();
    fs::copy(comparison.join(own), first.join(own)).expect("a copy");
    let own = first.join(Book::Special.file_name());
    fs::copy(first.join("03-专项考核-采购.xlsx"), own).expect("a copy");
    for (number, book) in Book::ALL.into_iter().enumerate() {
        let copy = forms.join(format!("新建文件夹/{number}.xlsx"));
        fs::create_dir_all(copy.parent().expect("a parent")).expect("a folder");
        fs::copy(first.join(book.file_name()), copy).expect("a copy");
    }
    let said = run(&again);
    for book in Book::ALL.into_iter().filter(|b| *b != Book::Changes) {
        let name = book.file_name().trim_end_matches(".xlsx");
        assert!(said.contains(name), "{book:?}: {said}");
    }
    assert_eq!(run_json(&again)["rows"]["registered"], 2);
    assert_eq!(run_json(&again)["findings"]["by_code"]["T16"], 10);
    // Nothing but books of our own is nothing to register.
    fs::remove_file(forms.join("预算科.xlsx")).expect("removed");
    run(&dir.path().join("只有结果"));
    let alone = run_json(&dir.path().join("只有结果"));
    assert_eq!(alone["rows"]["registered"], 0);
    assert_eq!(alone["findings"]["by_code"]["T16"], 10);
}

#[test]
fn own_books_are_known_by_their_mark_and_without_it_by_their_sheets() {
    for book in Book::ALL {
        assert_eq!(
            Book::recognise(Some(book.file_name()), &["表1"]),
            Some(book)
        );
        assert_eq!(Book::recognise(Some("别的"), &["自查表"]), None);
    }
    let sheets = ["登记汇总表", "定级依据", "来源对照", "行数核对"];
    assert_eq!(Book::recognise(None, &sheets), Some(Book::Register));
    assert_eq!(Book::recognise(None, &sheets[..3]), None);
}

#[test]
fn every_refusal_shows_its_own_reason_on_the_screen() {
    let dir = temp();
    let forms = dir.path().join("收表");
    fs::create_dir(&forms).expect("a folder");
    write(&forms.join("预算科.xlsx"), &[("自查表", &SELF_CHECK)]);
    write(
        &forms.join("台账.xlsx"),
        &[("Sheet1", &["问题整改台账", "甲|乙", "1|2"])],
    );
    write(&forms.join("随笔.xlsx"), &[("Sheet1", &["今天开会"])]);
    fs::write(forms.join("空的.xlsx"), "").expect("written");
    let out = dir.path().join("结果");
    let said = qingfeng(&[
        "run".as_ref(),
        forms.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    for line in [
        "台账.xlsx：台账没有读懂，没有读取",
        "空的.xlsx：文件大小为 0，没有任何内容",
        "随笔.xlsx：文件中没有找到自查表的表头，未读取任何条目",
    ] {
        assert!(said.out.contains(line), "{line}\n{}", said.out);
    }
    let mut all = CellAccount::default();
    let run = run_json(&out);
    for file in run["inputs"].as_array().expect("files") {
        let own: CellAccount = serde_json::from_value(file["cells"].clone()).expect("cells");
        assert!(own.balances(), "{file}");
        all.add(&own);
    }
    assert_eq!(run["cells"]["read"], all.read);
    assert_eq!(run["cells"]["balanced"], true);
}

#[cfg(unix)]
#[test]
fn no_command_for_the_terminal_comes_out_of_a_name_or_a_cell() {
    let dir = temp();
    let forms = dir.path().join("收表");
    fs::create_dir(&forms).expect("a folder");
    let clears = "\u{9b}2J\u{202e}";
    let level = format!(
        "1|预算科|编审岗|预算编制|虚列项目套取资金|把项目重新申报{clears}|甚高{clears}|由两人核对"
    );
    let lines = [SELF_CHECK[0], SELF_CHECK[1], &level];
    write(
        &forms.join("预算\u{1b}[2J科\n.xlsx"),
        &[("自\u{202e}查", &lines)],
    );
    fs::write(forms.join("空\u{7}的.xlsx"), "").expect("written");
    let out = dir.path().join("结果");
    let forms = forms.as_os_str();
    let commands: [&[&std::ffi::OsStr]; 6] = [
        &["check".as_ref(), forms],
        &[
            "check".as_ref(),
            forms,
            "--format".as_ref(),
            "concise".as_ref(),
        ],
        &[
            "check".as_ref(),
            forms,
            "--format".as_ref(),
            "json".as_ref(),
        ],
        &["inspect".as_ref(), forms],
        &[
            "inspect".as_ref(),
            forms,
            "--format".as_ref(),
            "json".as_ref(),
        ],
        &["run".as_ref(), forms, "-o".as_ref(), out.as_os_str()],
    ];
    for command in commands {
        let said = qingfeng(command);
        let all = format!("{}{}", said.out, said.err);
        assert!(
            all.contains("空\\u{7}的") || all.contains("空\\\\u{7}的"),
            "{all}"
        );
        let heard = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
        assert!(!all.chars().any(heard), "{command:?}: {all:?}");
    }
}

#[test]
fn counts_of_which_and_counts_without_a_head_are_statistics() {
    for page in [
        &[
            "科室|岗位数|风险点数|其中：一级|其中：二级|其中：三级|防控措施数",
            "预算科|3|2|1|1|0|5",
            "国库科|2|1|0|1|0|2",
        ] as &[&str],
        &[
            "部门|风险点总数|其中一级|其中二级|其中三级",
            "预算科|2|1|1|0",
            "国库科|1|0|1|0",
            "合计|3|1|2|0",
        ],
        &["1|预算科|2|1|1|0", "2|国库科|1|0|1|0"],
        &[
            "各科室风险点情况",
            "预算科|2|1|1|0",
            "国库科|1|0|1|—",
            "合计|3|1|2|0",
        ],
    ] {
        let both = read(&[("明细", &SELF_CHECK), ("统计", page)]);
        assert_eq!(rows(&both), [3, 4], "{page:?}");
        assert_eq!(others(&both)[0].kind, FormKind::Statistics, "{page:?}");
        assert_eq!(found(&both, "T07").len(), 1, "{page:?}");
        assert!(found(&both, "T13").is_empty(), "{page:?}");
    }
    let names = read(&[
        ("明细", &SELF_CHECK),
        ("名单", &["1|预算科|张一|2", "2|国库科|李二|3"]),
    ]);
    assert!(others(&names).is_empty(), "names are no counts");
}
