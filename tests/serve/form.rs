//! 看表 as it is used: the form as it looks, what is wrong in which cell, and corrections that are written into the policy.

use std::fs;

use crate::client::{Client, Served};
use crate::sent::{fields, refused, said, sent};
use crate::support::workbook::{Sheet, xlsx};

const POLICY: &str = "# 本局的口径\n[unit]\nname = \"示例县财政局\" # 全称\n\n[[sections]]\nname = \"预算科\"\n\n[[sections]]\nname = \"国库科\"\n# 到此为止\n";

/// A form in which one head is nobody's word and the section is called by another name.
fn strange() -> Vec<u8> {
    let rows: Vec<Vec<&str>> = vec![
        vec!["预算股廉政风险点自查表"],
        vec!["科室：预算股"],
        vec![
            "序号",
            "岗位",
            "权力事项",
            "歪门邪道",
            "风险等级",
            "防控措施",
        ],
        vec![
            "1",
            "综合岗",
            "指标下达",
            "擅自调整预算指标",
            "一级",
            "由两人分别复核并在台账签字，每季度抽查一次",
        ],
        vec![
            "2",
            "综合岗",
            "项目入库",
            "不看资料就同意入库",
            "二级",
            "由两人分别复核并在台账签字，每季度抽查一次",
        ],
        vec![
            "3",
            "综合岗",
            "决算批复",
            "批复时照顾关系单位",
            "三级",
            "由两人分别复核并在台账签字，每季度抽查一次",
        ],
    ];
    book(&rows, &["A1:F1"])
}

fn book(rows: &[Vec<&str>], merges: &[&str]) -> Vec<u8> {
    let cells = (1..).zip(rows).flat_map(|(row, cells)| {
        let cells = ('A'..).zip(cells);
        cells.map(move |(col, text)| {
            (
                format!("{col}{row}"),
                toml::Value::String((*text).to_owned()),
            )
        })
    });
    let sheet = Sheet {
        name: "自查表".to_owned(),
        cells: cells.collect(),
        merged: merges.iter().map(ToString::to_string).collect(),
        ..Sheet::default()
    };
    xlsx(&[sheet])
}

fn ready(forms: &[(&str, &[u8])]) -> (Served, Client) {
    let served = Served::new();
    fs::create_dir_all(served.folder().join("收表")).expect("made");
    fs::write(served.folder().join("qingfeng.toml"), POLICY).expect("written");
    for (name, bytes) in forms {
        fs::write(served.folder().join("收表").join(name), bytes).expect("written");
    }
    let client = served.client();
    (served, client)
}

fn policy(served: &Served) -> String {
    fs::read_to_string(served.folder().join("qingfeng.toml")).expect("read")
}

fn form(file: &str, more: &[(&str, &str)]) -> String {
    format!("/form?{}", fields(&[&[("file", file)], more].concat()))
}

#[test]
fn a_form_is_shown_as_it_looks_with_what_is_wrong_in_which_cell() {
    let (_served, client) = ready(&[("预算.xlsx", &strange())]);
    let page = client.page("/form");
    assert!(page.contains("<option value=\"预算.xlsx\""), "{page}");
    let page = client.page(&form("预算.xlsx", &[]));
    assert!(
        page.contains("id=\"A1\" data-at=\"A1\" colspan=\"6\""),
        "merged as it is: {page}"
    );
    assert!(page.contains(">擅自调整预算指标"), "{page}");
    let text = said(&page);
    assert!(
        text.contains("没有认出") && text.contains("歪门邪道"),
        "{text}"
    );
    assert!(text.contains("花名册里没有"), "the section: {text}");
    assert!(text.contains("表头同义词"), "by what: {text}");
    // What is wrong leads to its cell, and the cell to what is wrong.
    assert!(
        page.contains("#D3\"") || page.contains("&amp;at="),
        "{page}"
    );
    let page = client.page(&form("预算.xlsx", &[("at", "d3")]));
    assert!(
        page.contains("chosen") && said(&page).contains("D3 歪门邪道"),
        "{}",
        said(&page)
    );
}

#[test]
fn a_head_is_corrected_by_a_click_written_as_a_clerk_would_and_taken_back() {
    let (served, client) = ready(&[("预算.xlsx", &strange())]);
    let head = [
        ("file", "预算.xlsx"),
        ("sheet", "0"),
        ("cell", "D3"),
        ("field", "risk"),
    ];
    let page = sent(&client, "/form/head", &head);
    let text = said(&page);
    assert!(
        text.contains("已写入口径：表头“歪门邪道”作为“风险点”"),
        "{text}"
    );
    assert!(
        !text.contains("没有认出，原样保留") && text.contains("条目 3 条"),
        "read again: {text}"
    );
    let wanted = format!("{POLICY}\n[fields.risk]\nsynonyms = [\"歪门邪道\"]\n");
    assert_eq!(policy(&served), wanted, "comments and order stay");
    // The command line reads it the same way.
    let inbox = served.folder().join("收表");
    let seen = crate::support::qingfeng(&["inspect".as_ref(), inbox.as_os_str()]);
    assert!(seen.out.contains("“歪门邪道” → 风险点"), "{}", seen.out);
    // Once more is no change; another field takes it away from the first.
    sent(&client, "/form/head", &head);
    assert_eq!(policy(&served), wanted);
    let other = [
        ("file", "预算.xlsx"),
        ("sheet", "0"),
        ("cell", "D3"),
        ("field", "manifestation"),
    ];
    let answer = client.post("/form/head", &fields(&other));
    let now = policy(&served);
    if answer.status == 303 {
        assert!(
            !now.contains("[fields.risk]\nsynonyms = [\"歪门邪道\"]"),
            "{now}"
        );
        sent(&client, "/form/undo", &[("file", "预算.xlsx")]);
    } else {
        assert!(
            said(&answer.text()).contains("没有写入"),
            "{}",
            said(&answer.text())
        );
    }
    assert_eq!(policy(&served), wanted);
    let page = sent(&client, "/form/undo", &[("file", "预算.xlsx")]);
    assert!(said(&page).contains("已撤销"), "{}", said(&page));
    assert_eq!(policy(&served), POLICY);
}

/// What nobody asks for is neither an entry's nor guessed at.
#[test]
fn a_head_that_is_no_field_is_copied_and_not_registered() {
    let (served, client) = ready(&[("预算.xlsx", &strange())]);
    let head = |cell: &'static str, field: &'static str| {
        [
            ("file", "预算.xlsx"),
            ("sheet", "0"),
            ("cell", cell),
            ("field", field),
        ]
    };
    sent(&client, "/form/head", &head("D3", "risk"));
    let before = policy(&served);
    let page = sent(&client, "/form/head", &head("C3", "none"));
    let text = said(&page);
    assert!(
        text.contains("已写入口径：表头“权力事项”作为“不是栏目”")
            && text.contains("口径写明不是栏目")
            && text.contains("条目 3 条"),
        "{text}"
    );
    assert_eq!(
        policy(&served),
        format!("{before}\n[words]\nno_fields = [\"权力事项\"]\n")
    );
    assert!(
        said(&client.page("/settings")).contains("权力事项不是栏目"),
        "it can be taken out there"
    );
    // Without it nothing would be left by which a form is known.
    sent(&client, "/form/head", &head("D3", "none"));
    let told = refused(&client, "/form/head", &head("E3", "none"));
    assert!(
        said(&told.text()).contains("认不出自查表的表头"),
        "{}",
        said(&told.text())
    );
    sent(&client, "/form/undo", &[("file", "预算.xlsx")]);
    sent(&client, "/form/undo", &[("file", "预算.xlsx")]);
    assert_eq!(policy(&served), before);
}

#[test]
fn a_section_is_named_by_a_click_and_what_the_policy_refuses_is_told_in_its_words() {
    let (served, client) = ready(&[("预算.xlsx", &strange())]);
    let section = |name| [("file", "预算.xlsx"), ("name", name), ("section", "预算科")];
    let page = sent(&client, "/form/section", &section("预算股"));
    assert!(
        said(&page).contains("“预算股”是“预算科”的别名"),
        "{}",
        said(&page)
    );
    assert!(!said(&page).contains("花名册里没有"), "{}", said(&page));
    assert!(
        policy(&served).contains("name = \"预算科\"\naliases = [\"预算股\"]\n"),
        "{}",
        policy(&served)
    );
    let before = policy(&served);
    let told = refused(&client, "/form/section", &section("国库科"));
    assert!(
        said(&told.text()).contains("科室名称“国库科”写了两次"),
        "{}",
        said(&told.text())
    );
    assert_eq!(policy(&served), before);
    // A file that somebody has spoilt is told with its line, and not written.
    fs::write(served.folder().join("qingfeng.toml"), "[unit]\nname = 局\n").expect("spoilt");
    let told = refused(&client, "/form/section", &section("预算组"));
    assert!(
        said(&told.text()).contains("name = 局"),
        "{}",
        said(&told.text())
    );
    assert_eq!(policy(&served), "[unit]\nname = 局\n");
}

#[test]
fn what_is_not_there_or_tries_to_lead_elsewhere_is_refused() {
    let (served, client) = ready(&[("预算.xlsx", &strange())]);
    for file in [
        "../qingfeng.toml",
        "没有.xlsx",
        "/etc/passwd",
        "预算.xlsx/..",
        "",
    ] {
        let answer = client.get(&form(file, &[]));
        assert_eq!(
            answer.status,
            if file.is_empty() { 200 } else { 404 },
            "{file}"
        );
    }
    for (cell, field) in [
        ("ZZZZ9", "risk"),
        ("A99", "risk"),
        ("D3", ""),
        ("D3", "nonsense"),
    ] {
        let head = [
            ("file", "预算.xlsx"),
            ("sheet", "0"),
            ("cell", cell),
            ("field", field),
        ];
        refused(&client, "/form/head", &head);
    }
    let far = [
        ("at", "XFD1048576"),
        ("line", "99999999"),
        ("column", "99999"),
        ("sheet", "77"),
    ];
    assert_eq!(client.get(&form("预算.xlsx", &far)).status, 200);
    assert_eq!(policy(&served), POLICY);
}

#[test]
fn five_thousand_rows_come_page_by_page() {
    let mut rows = vec![vec![
        "序号",
        "岗位",
        "权力事项",
        "风险点",
        "风险等级",
        "防控措施",
    ]];
    let line = vec![
        "",
        "综合岗",
        "指标下达",
        "擅自调整预算指标",
        "一级",
        "由两人分别复核",
    ];
    rows.extend(std::iter::repeat_n(line, 5000));
    let (_served, client) = ready(&[("长表.xlsx", &book(&rows, &[]))]);
    let page = client.page(&form("长表.xlsx", &[]));
    assert!(
        said(&page).contains("第 1–100 行，共 5001 行"),
        "{}",
        page.len()
    );
    assert_eq!(page.matches("data-at=\"B").count(), 100);
    // The page of a cell is found by itself.
    let page = client.page(&form("长表.xlsx", &[("at", "D4321")]));
    assert!(page.contains("data-at=\"D4321\""), "{}", said(&page));
    let last = client.page(&form("长表.xlsx", &[("line", "5000")]));
    assert!(
        last.contains("data-at=\"D5001\"") && last.matches("data-at=\"B").count() == 1,
        "{}",
        said(&last)
    );
}

#[test]
fn text_that_is_markup_and_a_file_that_cannot_be_read_stay_what_they_are() {
    let bad = "<script>alert(1)</script>";
    let rows = vec![vec![bad, "\"><img src=x>"], vec!["序号", "风险点"]];
    let broken: &[u8] = b"PK no workbook";
    let (_served, client) = ready(&[("<b>表.xlsx", &book(&rows, &[])), ("坏的.xlsx", broken)]);
    let page = client.page(&form("<b>表.xlsx", &[]));
    assert!(
        !page.contains(bad) && !page.contains("<img") && !page.contains("<b>表"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    let page = client.page(&form("坏的.xlsx", &[]));
    assert!(said(&page).contains("没有读成"), "{}", said(&page));
}
