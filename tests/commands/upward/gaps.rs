//! What a person fills into the report stays, and stands in the next one.

use std::fs;
use std::path::Path;

use crate::support::build::zip;
use crate::support::package::parts;
use crate::support::{folder_bytes, qingfeng};

use super::super::bureau::{Bureau, refs, row};
use super::{REPORT, paragraphs, prose, report};

fn bureau() -> Bureau {
    let bureau = Bureau::new();
    let rows = [row(1, "出纳岗", "现金管理", "截留、挪用现金", "一级")];
    bureau.form(2026, "国库科", &refs(&rows));
    bureau.run(2026, &[]);
    bureau
}

/// Changes the text of the report as a person does who saves it.
fn edit(result: &Path, change: impl Fn(String) -> String) {
    let path = result.join(REPORT);
    let parts = parts(&fs::read(&path).expect("the report"));
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|(name, text)| {
            let text = if name == "word/document.xml" {
                change(text)
            } else {
                text
            };
            (name, text)
        })
        .collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    fs::write(path, zip(&parts)).expect("written");
}

/// Fills a gap in the way of Word: the words that asked are gone, and so is the mark that only they stand there.
fn fill(document: &str, prompt: &str, answer: &str) -> String {
    let asked = format!("【待填：{prompt}】");
    let at = document
        .find(&asked)
        .unwrap_or_else(|| panic!("no {asked}"));
    let start = document[..at].rfind("<w:sdt>").expect("a control");
    let (before, control) = document.split_at(start);
    let control = control.replacen("<w:showingPlcHdr/>", "", 1);
    let control = control.replacen("<w:rPr><w:rStyle w:val=\"Gap\"/></w:rPr>", "", 1);
    format!("{before}{}", control.replacen(&asked, answer, 1))
}

#[test]
fn what_was_filled_in_stands_in_the_next_report_and_the_filled_one_is_kept() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        let document = fill(&document, "组长姓名、职务", "局长赵一");
        fill(&document, "其他工作安排", "开展警示教育<b>&amp;”周“").replace("<b>", "&lt;b&gt;")
    });
    let filled = fs::read(out.join(REPORT)).expect("the report");
    let said = bureau.run(2026, &[]);
    assert!(
        said.contains("“07-上报报告.docx”有人填过或改过，另存为“07-上报报告（填过的1）.docx”"),
        "{said}"
    );
    let aside = fs::read(out.join("07-上报报告（填过的1）.docx")).expect("kept aside");
    assert_eq!(aside, filled, "not a byte of it is changed");
    let text = prose(&out);
    assert!(
        text.contains("成立由局长赵一任组长、【待填：副组长姓名、职务】任副组长"),
        "{text}"
    );
    let said = paragraphs(&report(&out)["word/document.xml"]);
    assert!(
        said.iter().any(|p| p == "开展警示教育<b>&”周“"),
        "{said:#?}"
    );
    // Nobody changes it any more: it says so for good, and the result can be repeated from itself.
    let before = folder_bytes(&out);
    let said = bureau.run(2026, &[]);
    assert!(!said.contains("填过的2"), "{said}");
    assert_eq!(folder_bytes(&out), before);
    let [out, forms] = [out, bureau.path("2026")].map(|path| path.display().to_string());
    let verified = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn an_answer_can_be_changed_and_taken_back() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        fill(&document, "组长姓名、职务", "局长赵一")
    });
    bureau.run(2026, &[]);
    edit(&out, |document| document.replace("局长赵一", "局长钱二"));
    bureau.run(2026, &[]);
    assert!(prose(&out).contains("由局长钱二任组长"));
    edit(&out, |document| document.replace("局长钱二", ""));
    bureau.run(2026, &[]);
    assert!(prose(&out).contains("由【待填：组长姓名、职务】任组长"));
}

#[test]
fn a_document_without_its_tags_is_read_by_where_its_controls_stand() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        let document = fill(&document, "主送机关", "市财政局");
        let document = fill(&document, "其他问题和原因分析", "人手不足");
        let mut bare = String::new();
        for (at, piece) in document.split("<w:tag w:val=\"").enumerate() {
            bare += if at == 0 {
                piece
            } else {
                piece.split_once("/>").expect("a tag").1
            };
        }
        bare
    });
    bureau.run(2026, &[]);
    let text = prose(&out);
    assert!(text.contains("\n\n市财政局：\n\n"), "{text}");
    assert!(text.contains("\n\n人手不足\n\n"), "{text}");
    assert!(text.contains("【待填：其他工作安排】"), "{text}");
}

#[test]
fn what_has_no_place_any_more_is_told_and_comes_back_with_its_place() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        fill(&document, "其他工作安排", "开展警示教育")
    });
    fs::create_dir_all(bureau.path("report")).expect("made");
    fs::write(
        bureau.path("report/下步打算.md"),
        "## 下步打算\n\n继续努力。\n",
    )
    .expect("written");
    let said = bureau.run(2026, &[]);
    assert!(
        said.contains("上报报告里填过的“其他工作安排”（开展警示教育）"),
        "{said}"
    );
    assert!(!prose(&out).contains("警示教育"));
    fs::remove_file(bureau.path("report/下步打算.md")).expect("removed");
    bureau.run(2026, &[]);
    assert!(prose(&out).contains("\n\n开展警示教育\n\n"));
}

#[test]
fn a_gap_that_was_taken_out_is_told() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        let at = document.find("【待填：其他工作安排】").expect("the gap");
        let start = document[..at].rfind("<w:sdt>").expect("a control");
        let end = at + document[at..].find("</w:sdt>").expect("its end") + "</w:sdt>".len();
        format!("{}{}", &document[..start], &document[end..])
    });
    let said = bureau.run(2026, &[]);
    assert!(said.contains("待填的“其他工作安排”找不到了"), "{said}");
}

#[test]
fn a_report_that_cannot_be_read_keeps_what_was_carried_before() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        fill(&document, "组长姓名、职务", "局长赵一")
    });
    bureau.run(2026, &[]);
    fs::write(out.join(REPORT), "不是文档").expect("written");
    let said = bureau.run(2026, &[]);
    assert!(said.contains("“07-上报报告.docx”没有读出来"), "{said}");
    assert!(prose(&out).contains("由局长赵一任组长"));
    assert!(out.join("07-上报报告（填过的2）.docx").is_file());
}

#[test]
fn answers_outlive_the_data_beside_the_report() {
    let bureau = bureau();
    let out = bureau.path("结果2026");
    edit(&out, |document| {
        fill(&document, "组长姓名、职务", "局长赵一")
    });
    fs::remove_file(out.join("data/gaps.jsonl")).expect("removed");
    bureau.run(2026, &[]);
    assert!(prose(&out).contains("由局长赵一任组长、【待填：副组长姓名、职务】"));
}

#[test]
fn what_was_filled_in_last_year_stands_marked_until_somebody_has_looked_at_it() {
    let bureau = bureau();
    edit(&bureau.path("结果2026"), |document| {
        let document = fill(&document, "组长姓名、职务", "局长赵一");
        fill(&document, "其他工作安排", "开展警示教育")
    });
    let rows = [row(1, "出纳岗", "现金管理", "截留、挪用现金", "一级")];
    bureau.form(2027, "国库科", &refs(&rows));
    let said = bureau.run_on(2027);
    assert!(
        said.contains("上报报告里有 2 处写的是以前的报告里填过的话"),
        "{said}"
    );
    let out = bureau.path("结果2027");
    let marked = "成立由【2026年所写，请核对：局长赵一】任组长、【待填：副组长姓名、职务】任副组长";
    assert!(prose(&out).contains(marked), "{}", prose(&out));
    // Nobody has said so: it is no answer, and the result can be repeated from itself.
    let before = folder_bytes(&out);
    bureau.run(2027, &[]);
    assert_eq!(folder_bytes(&out), before);
    let [to, forms] = [out.clone(), bureau.path("2027")].map(|path| path.display().to_string());
    let verified = qingfeng(&["verify", &to, "--inputs", &forms]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
    // The mark is taken away around the one, the other is written anew.
    edit(&out, |document| {
        assert!(document.contains("<w:rStyle w:val=\"Gap\"/></w:rPr><w:t xml:space=\"preserve\">【2026年所写，请核对：</w:t>"));
        let control = document
            .find("【2026年所写，请核对：</w:t>")
            .expect("the first");
        let (before, rest) = document.split_at(control);
        let rest = rest
            .replacen("【2026年所写，请核对：", "", 1)
            .replacen('】', "", 1);
        format!("{before}{}", rest.replacen("开展警示教育", "开展家访", 1))
    });
    let said = bureau.run(2027, &[]);
    assert!(!said.contains("请核对"), "{said}");
    let text = prose(&out);
    assert!(text.contains("成立由局长赵一任组长、"), "{text}");
    assert!(text.contains("\n\n开展家访\n\n"), "{text}");
}

#[test]
fn what_nobody_has_looked_at_does_not_go_on_for_a_second_year() {
    let bureau = bureau();
    edit(&bureau.path("结果2026"), |document| {
        fill(&document, "组长姓名、职务", "局长赵一")
    });
    let rows = [row(1, "出纳岗", "现金管理", "截留、挪用现金", "一级")];
    for year in [2027, 2028] {
        bureau.form(year, "国库科", &refs(&rows));
        bureau.run_on(year);
    }
    assert!(prose(&bureau.path("结果2027")).contains("【2026年所写，请核对：局长赵一】"));
    assert!(prose(&bureau.path("结果2028")).contains("由【待填：组长姓名、职务】任组长"));
}
