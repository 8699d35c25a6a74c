//! Blank forms as a section gets them: every one is understood, what is filled in comes back whole and without a
//! finding, and nothing of last year is lost on the way.

mod commands;
mod grounds;
mod package;

use qingfeng::app;
use qingfeng::model::{Field, SkipKind};
use qingfeng::policy::{Policy, Source};
use qingfeng::report::{BlankForm, template_book};

use crate::support::blank::{ALL, assert_round_trip, blank, context, filled, policy, understood};

#[test]
fn every_head_is_understood_as_the_column_the_policy_asks_for() {
    let everything: Vec<String> = Field::ALL
        .iter()
        .map(|f| format!("\"{}\"", f.key()))
        .collect();
    let all_columns = format!("[template]\ncolumns = [{}]", everything.join(", "));
    let own_words = "[fields.risk]\nreplace = true\nsynonyms = [\"要害\"]\n[fields.post]\nrequired = true\n\
                     [fields.indicator]\nrequired = true";
    for more in ["", &all_columns, own_words] {
        let policy = policy(more);
        for section in ALL {
            let form = understood(&blank(section, &policy), &policy);
            let tables: Vec<_> = form.tables().collect();
            assert_eq!(tables.len(), 1, "the instructions are no table");
            let fields: Vec<Field> = tables[0].columns.iter().filter_map(|c| c.field).collect();
            assert_eq!(fields, policy.template.columns, "{section} {more}");
            let required = tables[0].columns.iter().filter(|c| c.label.ends_with('*'));
            let marked: Vec<Field> = required.filter_map(|c| c.field).collect();
            for field in &policy.template.columns {
                assert_eq!(marked.contains(field), policy.required.contains(field));
            }
        }
    }
    assert!(
        policy(own_words)
            .template
            .columns
            .contains(&Field::Indicator)
    );
}

#[test]
fn the_example_is_an_example_and_blank_rows_are_blank() {
    let no_number = "[template]\ncolumns = [\"post\", \"risk\", \"level\", \"measures\"]";
    let own_mark = "[words]\nreplace = true\nexamples = [\"参考\"]";
    for more in ["", no_number, own_mark] {
        let policy = policy(more);
        let form = understood(&blank("", &policy), &policy);
        assert_eq!(form.entries().count(), 0, "{more}");
        assert_eq!(form.skipped()[&SkipKind::Example], 1, "{more}");
        let codes: Vec<&str> = form.findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes, ["T11"], "a form handed in blank is said to be blank");
    }
}

#[test]
fn a_form_of_a_section_names_its_staff_and_asks_of_each() {
    let policy = policy("");
    let form = understood(&blank("预算科", &policy), &policy);
    let people: Vec<_> = form
        .entries()
        .map(|e| (e.text(Field::Post).unwrap(), e.text(Field::Person).unwrap()))
        .collect();
    assert_eq!(people, [("科长", "孙三"), ("预算编制岗", "李四")]);
    assert!(
        form.entries()
            .all(|e| e.text(Field::Section) == Some("预算科"))
    );
    let codes: Vec<&str> = form.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(
        codes,
        ["D06", "E04", "E04"],
        "who left the row blank is named, and the date that was left open"
    );
}

#[test]
fn a_filled_form_reads_back_whole_and_without_a_finding() {
    for more in [
        "",
        "[fields.indicator]\nrequired = true\n[template]\nrows = 3",
    ] {
        let policy = policy(more);
        for section in ["预算科", "国库集中支付中心", ""] {
            let (book, answers) = filled(section, &policy);
            let named = if section.is_empty() {
                "综合科/政研室"
            } else {
                section
            };
            assert_round_trip(&understood(&book, &policy), &answers, named);
        }
    }
}

#[test]
fn last_years_entries_stand_in_the_form_and_whoever_had_none_is_not_asked_again() {
    let policy = policy("");
    let (book, answers) = filled("预算科", &policy);
    let last_year = understood(&book, &policy);
    let entries: Vec<_> = last_year
        .entries()
        .filter(|e| e.text(Field::Person) == Some("李四"))
        .collect();
    let form = BlankForm {
        section: policy.roster.section("预算科"),
        entries: entries.clone(),
        ..BlankForm::default()
    };
    let again = understood(&template_book(&form, &policy, &context(&policy)), &policy);
    let again: Vec<_> = again.entries().collect();
    assert_eq!(
        again.len(),
        entries.len(),
        "handed back as it is it is right"
    );
    for (new, old) in again.iter().zip(&entries) {
        for field in answers[0].keys().filter(|f| **f != Field::Seq) {
            assert_eq!(new.text(*field), old.text(*field), "{field:?}");
        }
        assert_eq!(new.reported_on, None, "dates begin anew");
    }
}

#[test]
fn settings_that_make_no_form_are_named_with_their_line() {
    for (section, said) in [
        (
            "columns = [\"risc\", \"level\", \"measures\", \"post\"]",
            "是否想写“risk”",
        ),
        ("columns = [\"post\", \"post\", \"person\"]", "写了两次"),
        ("columns = [\"risk\"]", "空白表只有 3 栏"),
        ("levels = [\"一\", \"二\"]", "应有三句，实际有 2 句"),
        ("rows = 9999", "超出范围"),
        ("titel = \"表\"", "是否想写“title”"),
    ] {
        let text = format!("[unit]\n[template]\n{section}\n");
        let name = "qingfeng.toml".to_owned();
        let error = Policy::from_source(&Source { name, text }, &app::checks());
        let error = error.unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("第 3 行"), "{error}");
    }
}
