//! The text of a cell: breaks, signs, ticks, fields, controls, and what is not to be seen.

use super::{findings, in_cell, only, read, sheets};
use crate::support::document::{Document, cell, line, paragraph, row, run, table};

/// A paragraph with one run of this content.
fn of(content: &str) -> String {
    paragraph(&format!("<w:r>{content}</w:r>"))
}

fn is(content: &str, seen: &str) {
    assert_eq!(only(content).as_deref(), Some(seen), "{content}");
}

fn is_blank(content: &str) {
    assert_eq!(only(content), None, "{content}");
}

#[test]
fn breaks_tabs_and_hyphens_are_what_they_are() {
    is(
        &of("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t>"),
        "甲\n乙\n丙",
    );
    is(
        &of(
            "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/><w:t>丁</w:t>",
        ),
        "甲\t乙-丙丁",
    );
    is(
        &of("<w:t>甲</w:t><w:br w:type=\"page\"/><w:lastRenderedPageBreak/><w:t>乙</w:t>"),
        "甲乙",
    );
    is(&(line("甲") + &line("乙")), "甲\n乙");
    is(&of("<w:t>甲&amp;乙&#x4E19;</w:t>"), "甲&乙丙");
    let tabs = "<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"400\"/></w:tabs></w:pPr>";
    is(&paragraph(&(tabs.to_owned() + &run("甲"))), "甲");
}

#[test]
fn signs_of_symbol_fonts_are_the_ticks_and_boxes_people_see() {
    let sign = |font: &str, code: &str| format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>");
    for (font, code, seen) in [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0FC", "√"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "00FE", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("MS Gothic", "2611", "☑"),
        ("Segoe UI Symbol", "2612", "☒"),
        ("宋体", "25A1", "□"),
    ] {
        is(&of(&sign(font, code)), seen);
    }
    let fonts = "<w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\" w:eastAsia=\"宋体\"/></w:rPr>";
    is(&of(&format!("{fonts}<w:t>\u{f0fe}一级</w:t>")), "☑一级");
    let emoji = "<mc:AlternateContent><mc:Choice Requires=\"w16se\"><w16se:symEx w16se:font=\"Segoe UI Emoji\" w16se:char=\"2611\"/></mc:Choice><mc:Fallback><w:t>☑</w:t></mc:Fallback></mc:AlternateContent>";
    is(&of(emoji), "☑");
}

#[test]
fn a_sign_nobody_knows_is_told() {
    let body = table(&[row(&[cell(
        "",
        &of("<w:sym w:font=\"Wingdings\" w:char=\"F026\"/>"),
    )])]);
    let reading = read(&Document::new(&body).bytes());
    let [(code, at, message)] = &findings(&reading)[..] else {
        panic!("{:?}", reading.findings)
    };
    assert_eq!((code.as_str(), at.as_str()), ("F20", "A1"));
    assert!(message.contains("Wingdings"), "{message}");
}

#[test]
fn what_is_said_in_two_ways_is_read_once() {
    let both = "<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:t>甲</w:t></mc:Choice><mc:Choice Requires=\"w15\"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent>";
    is(&of(both), "甲");
    is(
        &of("<mc:AlternateContent><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent>"),
        "甲",
    );
}

#[test]
fn links_tags_and_readings_above_leave_the_words() {
    is(
        &paragraph(&format!(
            "<w:hyperlink w:anchor=\"x\">{}</w:hyperlink><w:smartTag w:element=\"e\">{}</w:smartTag>",
            run("甲"),
            run("乙")
        )),
        "甲乙",
    );
    let ruby = "<w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/></w:rubyPr><w:rt><w:r><w:t>zhù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注</w:t></w:r></w:rubyBase></w:ruby>";
    is(&of(ruby), "注");
}

fn field(code: &str, result: Option<&str>) -> String {
    let part = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let result = result.map_or(String::new(), |text| part("separate") + &run(text));
    format!(
        "{}<w:r><w:instrText>{code}</w:instrText></w:r>{result}{}",
        part("begin"),
        part("end")
    )
}

#[test]
fn of_fields_the_result_is_read() {
    is(
        &paragraph(&format!(
            "<w:fldSimple w:instr=\" DOCPROPERTY X \">{}</w:fldSimple>",
            run("甲")
        )),
        "甲",
    );
    is(
        &paragraph(&field(" DATE \\@ \"yyyy\" ", Some("2026年11月2日"))),
        "2026年11月2日",
    );
    let nested = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        field("MERGEFIELD A", Some("不见")),
        run("见")
    );
    is(&paragraph(&nested), "见");
    is(&paragraph(&field("EQ \\o\\ac(□,√)", None)), "☑");
    is(
        &paragraph(&field("MACROBUTTON NoMacro [点击此处输入]", None))
            .replace("</w:p>", &(run("甲") + "</w:p>")),
        "甲",
    );
}

#[test]
fn a_field_that_never_ends_hides_only_its_own_paragraph() {
    is(
        &(paragraph(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>",
        ) + &line("甲")),
        "甲",
    );
}

#[test]
fn form_fields_show_their_tick_and_their_choice() {
    let form = |data: &str, code: &str| {
        paragraph(&format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"x\"/><w:enabled/>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}",
            run("一级")
        ))
    };
    for (data, seen) in [
        (
            "<w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/><w:checked/></w:checkBox>",
            "☑一级",
        ),
        (
            "<w:checkBox><w:sizeAuto/><w:default w:val=\"1\"/></w:checkBox>",
            "☑一级",
        ),
        (
            "<w:checkBox><w:default w:val=\"1\"/><w:checked w:val=\"0\"/></w:checkBox>",
            "☐一级",
        ),
        ("<w:checkBox><w:sizeAuto/></w:checkBox>", "☐一级"),
    ] {
        is(&form(data, "FORMCHECKBOX"), seen);
    }
    is(
        &form(
            "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"高\"/><w:listEntry w:val=\"低\"/></w:ddList>",
            "FORMDROPDOWN",
        ),
        "低一级",
    );
}

fn control(properties: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

#[test]
fn controls_show_their_choice_and_their_tick_and_a_request_for_one_is_nothing() {
    let list =
        "<w:dropDownList><w:listItem w:displayText=\"一级\" w:value=\"1\"/></w:dropDownList>";
    is(&paragraph(&control(list, &run("一级"))), "一级");
    is(
        &paragraph(&control(
            "<w:date w:fullDate=\"2026-10-01T00:00:00Z\"/>",
            &run("2026年10月1日"),
        )),
        "2026年10月1日",
    );
    for (state, sign, seen) in [("1", "☒", "☑一级"), ("0", "☐", "☐一级")] {
        let tick = format!(
            "<w14:checkbox><w14:checked w14:val=\"{state}\"/><w14:checkedState w14:val=\"2612\"/></w14:checkbox>"
        );
        is(
            &paragraph(&(control(&tick, &run(sign)) + &run("一级"))),
            seen,
        );
    }
    let asking = format!("<w:showingPlcHdr/>{list}");
    is_blank(&paragraph(&control(&asking, &run("选择一项。"))));
    is_blank(&control(&asking, &line("选择一项。")));
    is(
        &(control("<w:showingPlcHdr/>", &line("请填写")) + &line("甲")),
        "甲",
    );
    let around = row(&[
        control(&asking, &cell("", &line("选择一项。"))),
        cell("", &line("甲")),
    ]);
    let found = super::texts(&Document::new(&table(&[around])));
    assert_eq!(found, [("B1".to_owned(), "甲".to_owned())]);
}

#[test]
fn a_control_written_several_times_is_read_once_and_told() {
    let again = |properties: &str| {
        control(properties, &run("张一")) + &control(properties, &(run("张一") + &run("张一")))
    };
    let reading =
        read(&Document::new(&table(&[row(&[cell("", &paragraph(&again("<w:text/>")))])])).bytes());
    assert_eq!(findings(&reading)[0].0, "F20");
    is(&paragraph(&again("<w:text/>")), "张一");
    is(
        &paragraph(&again("<w:id w:val=\"1\"/><w:text/>")),
        "张一张一张一",
    );
    let two = control("<w:text/>", &run("张一")) + &control("<w:text/>", &run("李二"));
    is(&paragraph(&two), "张一李二");
}

#[test]
fn hidden_text_is_not_read_however_it_is_hidden() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>";
    is(&paragraph(&(run("甲") + hidden)), "甲");
    is(
        &paragraph("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>见</w:t></w:r>"),
        "见",
    );
    let styles = Document::new("").styles(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/><w:style w:type=\"character\" w:styleId=\"b\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"c\"><w:basedOn w:val=\"b\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"d\"><w:rPr><w:vanish/></w:rPr></w:style>",
    );
    let by_run = format!(
        "{}<w:r><w:rPr><w:rStyle w:val=\"c\"/></w:rPr><w:t>藏</w:t></w:r>",
        run("甲")
    );
    assert_eq!(in_cell(&styles, &paragraph(&by_run)).as_deref(), Some("甲"));
    let by_paragraph = format!("<w:pPr><w:pStyle w:val=\"d\"/></w:pPr>{}", run("藏"));
    assert_eq!(in_cell(&styles, &paragraph(&by_paragraph)), None);
    let mark_only = format!("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}", run("见"));
    is(&paragraph(&mark_only), "见");
}

#[test]
fn styles_that_rest_on_each_other_in_a_circle_end() {
    let styles = Document::new("").styles(
        "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>",
    );
    let content = format!("<w:pPr><w:pStyle w:val=\"a\"/></w:pPr>{}", run("甲"));
    assert_eq!(
        in_cell(&styles, &paragraph(&content)).as_deref(),
        Some("甲")
    );
}

#[test]
fn a_box_that_floats_is_told_and_not_read_and_a_picture_is_one() {
    let shape = "<w:txbxContent><w:p><w:r><w:t>盖章</w:t></w:r></w:p></w:txbxContent>";
    let drawing = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{shape}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{shape}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let body = table(&[row(&[cell("", &of(&format!("<w:t>甲</w:t>{drawing}")))])]);
    let reading = read(&Document::new(&body).bytes());
    let [(code, at, message)] = &findings(&reading)[..] else {
        panic!("{:?}", reading.findings)
    };
    assert_eq!(
        (code.as_str(), at.as_str(), message.matches("盖章").count()),
        ("F22", "A1", 1)
    );
    is(&of(&format!("<w:t>甲</w:t>{drawing}")), "甲");
    is(
        &of("<w:drawing><pic:pic><a:blip r:embed=\"rId9\"/></pic:pic></w:drawing>"),
        "[图片]",
    );
}

#[test]
fn what_people_noted_at_a_cell_is_known_and_no_text_of_it() {
    let with_note = |number: u8, text: &str| {
        paragraph(&format!(
            "<w:commentRangeStart w:id=\"{number}\"/>{}<w:commentRangeEnd w:id=\"{number}\"/><w:r><w:commentReference w:id=\"{number}\"/></w:r>",
            run(text)
        ))
    };
    let comment = |number: u8, text: &str| {
        format!(
            "<w:comment w:id=\"{number}\" w:author=\"张一\">{}</w:comment>",
            line(text)
        )
    };
    let cells = [
        cell("", &with_note(0, "二级")),
        cell("", &(with_note(1, "双人") + &with_note(2, "复核"))),
        cell("", &with_note(7, "没有这一条批注")),
    ];
    let document = Document {
        comments: comment(0, "改为一级") + &comment(1, "谁") + &comment(2, "何时"),
        ..Document::new(&table(&[row(&cells)]))
    };
    let reading = read(&document.bytes());
    let grid = &sheets(&reading)[0].grid;
    let notes: Vec<String> = grid
        .notes
        .iter()
        .map(|(at, note)| format!("{at} {note}"))
        .collect();
    assert_eq!(notes, ["A1 改为一级", "B1 谁；何时"]);
    let seen: Vec<String> = grid.cells().map(|(_, value)| value.display()).collect();
    assert_eq!(seen, ["二级", "双人\n复核", "没有这一条批注"]);
    assert!(findings(&reading).is_empty(), "{:?}", findings(&reading));
}
