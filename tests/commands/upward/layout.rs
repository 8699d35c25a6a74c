//! The layout of GB/T 9704, read back from the file.

use crate::support::outcome::SAMPLES;
use crate::support::package::{assert_well_formed, parts};

use super::{REPORT, paragraphs};

/// What stands between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from}")) + from.len();
    let rest = &text[start..];
    &rest[..rest
        .find(to)
        .unwrap_or_else(|| panic!("no {to} behind {from}"))]
}

/// The definition of a style, by the name Word knows it by.
fn style<'t>(styles: &'t str, name: &str) -> &'t str {
    let named = format!("<w:name w:val=\"{name}\"/>");
    let all = styles.split("<w:style ");
    let mut own = all.filter(|style| style.contains(&named));
    own.next().unwrap_or_else(|| panic!("no style {name}"))
}

#[test]
fn the_page_is_that_of_an_official_document() {
    let parts = parts(SAMPLES.file(REPORT));
    let page = between(&parts["word/document.xml"], "<w:sectPr>", "</w:sectPr>");
    assert!(page.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "A4");
    // 37, 35, 28, 26 mm in twentieths of a point.
    let twentieths = |mm: f64| format!("{:.0}", mm / 25.4 * 1440.0);
    for (side, mm) in [
        ("top", 37.0),
        ("bottom", 35.0),
        ("left", 28.0),
        ("right", 26.0),
    ] {
        let set: f64 = between(page, &format!("w:{side}=\""), "\"")
            .parse()
            .expect("a number");
        let wanted: f64 = twentieths(mm).parse().expect("a number");
        assert!((set - wanted).abs() <= 1.0, "{side}: {set}, not {wanted}");
    }
    assert!(page.contains("<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"));
    // 22 lines of 579 fit between the margins, 23 do not; 28 characters of 16 pt, drawn together by a quarter point, fit.
    let height = 16838 - 2098 - 1984;
    assert_eq!(height / 579, 22);
    assert_eq!((11906 - 1588 - 1474) / (320 - 5), 28);
    let normal = style(&parts["word/styles.xml"], "Normal");
    assert!(normal.contains("<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>"));
    assert!(normal.contains("<w:spacing w:val=\"-5\"/>"));
    assert!(normal.contains("w:firstLineChars=\"200\""));
}

#[test]
fn the_faces_are_those_of_the_standard_and_have_others_to_fall_back_on() {
    let parts = parts(SAMPLES.file(REPORT));
    let styles = &parts["word/styles.xml"];
    assert!(
        between(styles, "<w:docDefaults>", "</w:docDefaults>")
            .contains("w:eastAsia=\"仿宋_GB2312\"")
    );
    assert!(
        between(styles, "<w:docDefaults>", "</w:docDefaults>").contains("<w:sz w:val=\"32\"/>")
    );
    let title = style(styles, "Title");
    assert!(
        title.contains("w:eastAsia=\"方正小标宋简体\"") && title.contains("<w:sz w:val=\"44\"/>")
    );
    assert!(title.contains("<w:snapToGrid w:val=\"0\"/>"));
    for (level, face) in [
        (1, "黑体"),
        (2, "楷体_GB2312"),
        (3, "仿宋_GB2312"),
        (4, "仿宋_GB2312"),
    ] {
        let head = style(styles, &format!("heading {level}"));
        assert!(head.contains(&format!("w:eastAsia=\"{face}\"")), "{head}");
        let outline = format!("<w:outlineLvl w:val=\"{}\"/>", level - 1);
        assert!(head.contains(&outline), "{head}");
    }
    let fonts = &parts["word/fontTable.xml"];
    for face in ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"] {
        let own = between(fonts, &format!("<w:font w:name=\"{face}\">"), "</w:font>");
        assert!(own.contains("<w:altName w:val=\""), "{face}");
    }
}

#[test]
fn the_page_number_stands_at_the_outer_side() {
    let parts = parts(SAMPLES.file(REPORT));
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    let relations = &parts["word/_rels/document.xml.rels"];
    let page = between(&parts["word/document.xml"], "<w:sectPr>", "</w:sectPr>");
    for (kind, side) in [("default", "right"), ("even", "left")] {
        let id = between(
            page,
            &format!("<w:footerReference w:type=\"{kind}\" r:id=\""),
            "\"",
        );
        let target = between(relations, &format!("Id=\"{id}\""), "/>");
        let target = between(target, "Target=\"", "\"");
        let footer = &parts[&format!("word/{target}")];
        assert!(
            footer.contains(&format!("<w:jc w:val=\"{side}\"/>")),
            "{kind}"
        );
        let words = footer.replace(" PAGE ", "");
        assert_eq!(paragraphs(&words)[0], "— 1 —");
        assert!(footer.contains(" PAGE "));
    }
}

#[test]
fn heads_are_numbered_tables_repeat_theirs_and_the_end_is_signed() {
    assert_well_formed(SAMPLES.file(REPORT));
    let parts = parts(SAMPLES.file(REPORT));
    let document = &parts["word/document.xml"];
    let heads = document
        .split("<w:p>")
        .filter(|p| p.contains("w:val=\"Heading1\""));
    let heads: Vec<String> = heads.map(|p| paragraphs(p)[0].clone()).collect();
    assert!(
        heads[0].starts_with("一、") && heads[1].starts_with("二、"),
        "{heads:?}"
    );
    assert_eq!(heads.last().map(String::as_str), Some("十、下步打算"));
    let said = paragraphs(document);
    let at = |text: &str| {
        let found = said.iter().position(|p| p == text);
        found.unwrap_or_else(|| panic!("no {text} in {said:#?}"))
    };
    let ordered = [
        at("附件：1. 各科室廉政风险点等级情况表"),
        at("2. 数据来源表"),
        at("清风市青云区财政局"),
        at("2026年11月30日"),
        at("附件1"),
        at("附件2"),
    ];
    assert!(ordered.is_sorted(), "{ordered:?}");
    let tables: Vec<&str> = document.split("<w:tbl>").skip(1).collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
        assert!(rows[0].contains("<w:tblHeader/>"));
        assert!(rows.iter().all(|row| row.contains("<w:cantSplit/>")));
    }
}
