//! Changes of a policy file as a page makes them: what is meant is there, and all else is as it was written.

use qingfeng::model::Field;
use qingfeng::policy::edit::{Change, Worth, changed};
use qingfeng::policy::{Policy, SettingKind, Source, common_settings};

const STARTER: &str = include_str!("../../templates/starter.toml");

fn source(text: &str) -> Source {
    Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    }
}

/// The text with a change, from which a policy must come.
fn with(text: &str, change: &Change) -> String {
    let out = changed(&source(text), change).expect("changed");
    Policy::from_source(&source(&out), &[]).unwrap_or_else(|e| panic!("{e}\n{out}"));
    out
}

fn head(label: &str, field: Field) -> Change {
    Change::Head {
        label: label.to_owned(),
        field: Some(field),
    }
}

fn no_field(label: &str) -> Change {
    Change::Head {
        label: label.to_owned(),
        field: None,
    }
}

fn alias(name: &str, section: &str) -> Change {
    Change::Alias {
        name: name.to_owned(),
        section: section.to_owned(),
    }
}

fn setting(path: &str, value: Option<Worth>) -> Change {
    Change::Setting {
        path: path.to_owned(),
        value,
    }
}

/// The lines that are new, and those that are gone.
fn differ(before: &str, after: &str) -> [Vec<String>; 2] {
    let lack = |from: &str, of: &str| -> Vec<String> {
        let mut of: Vec<&str> = of.lines().collect();
        let lines = from
            .lines()
            .filter(|line| match of.iter().position(|l| l == line) {
                Some(at) => {
                    of.remove(at);
                    false
                }
                None => true,
            });
        lines.map(str::to_owned).collect()
    };
    [lack(after, before), lack(before, after)]
}

#[test]
fn a_head_is_written_at_the_end_of_a_file_that_has_only_comments_there() {
    let out = with(STARTER, &head("隐患", Field::Risk));
    assert!(out.starts_with(STARTER), "{out}");
    assert!(
        out.ends_with("\n\n[fields.risk]\nsynonyms = [\"隐患\"]\n"),
        "{out}"
    );
    let again = with(&out, &head("薄弱环节", Field::Risk));
    assert_eq!(
        differ(&out, &again)[0],
        ["synonyms = [\"隐患\", \"薄弱环节\"]"]
    );
    let other = with(&again, &head("岗位廉政", Field::Post));
    assert!(other.starts_with(&again), "{other}");
}

#[test]
fn a_head_that_the_file_gave_to_another_field_moves() {
    let text = "[fields.post]\nsynonyms = [\n  \"岗\", # 局里的叫法\n  \"隐患\",\n] # 到此\n\n[fields.risk]\nsynonyms = [\"风险隐患\"]\n";
    let out = with(text, &head("隐 患", Field::Risk));
    let wanted = "[fields.post]\nsynonyms = [\n  \"岗\", # 局里的叫法\n] # 到此\n\n[fields.risk]\nsynonyms = [\"风险隐患\", \"隐 患\"]\n";
    assert_eq!(out, wanted);
}

#[test]
fn words_are_added_as_the_others_are_written() {
    for (text, wanted) in [
        ("synonyms = []\n", "synonyms = [\"新\"]\n"),
        ("synonyms = [ \"甲\" ]\n", "synonyms = [ \"甲\" , \"新\"]\n"),
        (
            "synonyms = [\n    \"甲\",\n    # 乙的来历\n    \"乙\",   # 见来函\n]\n",
            "synonyms = [\n    \"甲\",\n    # 乙的来历\n    \"乙\",   # 见来函\n    \"新\",\n]\n",
        ),
    ] {
        let text = format!("# 前言\n[fields.risk] # 栏目\n{text}# 后记\n");
        let wanted = format!("# 前言\n[fields.risk] # 栏目\n{wanted}# 后记\n");
        assert_eq!(with(&text, &head("新", Field::Risk)), wanted);
    }
}

#[test]
fn a_name_goes_to_its_section_wherever_that_is_written() {
    let text = "[[sections]]\nname = \"预算科\"\naliases = [\"预算股\"]\n\n# 国库\n[[sections]]\nname = \"国库科\"\n";
    let out = with(text, &alias("国库股", "国库科"));
    assert_eq!(out, format!("{text}aliases = [\"国库股\"]\n"));
    let moved = with(&out, &alias("预算股", "国库科"));
    assert!(
        moved.contains("aliases = []") && moved.contains("[\"国库股\", \"预算股\"]"),
        "{moved}"
    );
    // One that only the roster book has gets a place of its own.
    let book = with(STARTER, &alias("办", "办公室"));
    assert!(book.starts_with(STARTER), "{book}");
    assert!(
        book.ends_with("\n\n[[sections]]\nname = \"办公室\"\naliases = [\"办\"]\n"),
        "{book}"
    );
    let inline = "sections = [\n  { name = \"预算科\" }, # 一\n]\n";
    let out = with(inline, &alias("预算股", "预算科"));
    assert_eq!(
        out,
        "sections = [\n  { name = \"预算科\" , aliases = [\"预算股\"] }, # 一\n]\n"
    );
}

#[test]
fn a_setting_changes_where_it_stands_and_back_it_becomes_a_comment() {
    let text = "[scoring]\ndeadline = \"2026-11-20\"   # 局里定的\r\n";
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let later = Worth::Text("2026-12-01".to_owned());
    let out = with(&text, &setting("scoring.deadline", Some(later)));
    assert_eq!(out, text.replace("11-20", "12-01"), "lines end as they did");
    let back = with(&out, &setting("scoring.deadline", None));
    assert_eq!(back, out.replace("deadline", "# deadline"));
    assert_eq!(with(&back, &setting("scoring.deadline", None)), back);
    let rules = "[[rules]]\ncode = \"S01\"\noff = true\n";
    let out = with(rules, &setting("rules.W03.min", Some(Worth::Number(20))));
    assert_eq!(
        out,
        format!("{rules}\n[[rules]]\ncode = \"W03\"\nmin = 20\n")
    );
    let out = with(&out, &setting("rules.S01.off", Some(Worth::Flag(false))));
    assert!(out.contains("code = \"S01\"\noff = false\n"), "{out}");
}

#[test]
fn what_is_written_in_one_line_is_changed_there() {
    let text = "rating.years = 3 # 三年\ngrading = { method = \"answers\" }\n";
    let out = with(text, &setting("rating.years", Some(Worth::Number(5))));
    assert_eq!(out, text.replace("= 3", "= 5"));
    let matrix = Worth::Text("matrix".to_owned());
    let out = with(text, &setting("grading.method", Some(matrix)));
    assert_eq!(out, text.replace("answers", "matrix"));
    let out = with(text, &setting("rating.years", None));
    assert_eq!(out, format!("# {text}"));
    let told = changed(&source(text), &setting("grading.method", None)).expect_err("told");
    assert!(told.to_string().contains("grading.method"), "{told}");
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_line() {
    let told = changed(&source("[unit]\nname = “局”\n"), &head("隐患", Field::Risk));
    let told = told.expect_err("refused").to_string();
    assert!(
        told.contains("写法有误") && told.contains("name = “局”"),
        "{told}"
    );
}

#[test]
fn every_setting_of_the_page_is_one_of_the_policy_and_takes_what_it_offers() {
    let all: Vec<_> = common_settings()
        .iter()
        .flat_map(|group| &group.settings)
        .collect();
    assert!(all.len() > 20, "{}", all.len());
    for own in all {
        let default = own.default();
        let mut offered: Vec<Worth> = own
            .choices
            .iter()
            .map(|(value, _)| Worth::Text(value.clone()))
            .collect();
        match own.kind {
            SettingKind::Choice => assert!(
                default.as_ref().is_some_and(|d| offered.contains(d)),
                "{}",
                own.path
            ),
            SettingKind::Flag => offered.extend([true, false].map(Worth::Flag)),
            SettingKind::Number => offered.push(default.clone().unwrap_or(Worth::Number(2026))),
            SettingKind::Date => offered.push(Worth::Text("2026-11-20".to_owned())),
            SettingKind::Text => offered.push(Worth::Text("某".to_owned())),
            SettingKind::Words => offered.push(Worth::Words(vec!["高峰期".to_owned()])),
        }
        for value in offered {
            let out = with(STARTER, &setting(&own.path, Some(value.clone())));
            assert_eq!(own.own(&out), Some(value.clone()), "{}", own.path);
            let back = with(&out, &setting(&own.path, None));
            assert_eq!(own.own(&back), None, "{}", own.path);
            assert_eq!(own.read(&own.written(&value)), Ok(value), "{}", own.path);
        }
    }
}

#[test]
fn a_head_that_is_no_field_stands_in_one_list_until_it_is_one_again() {
    let text = "[fields.risk]\nsynonyms = [\"隐患\", \"去年的\"]\n";
    let out = with(text, &no_field("去 年的"));
    let wanted = "[fields.risk]\nsynonyms = [\"隐患\"]\n\n[words]\nno_fields = [\"去 年的\"]\n";
    assert_eq!(out, wanted);
    let policy = Policy::from_source(&source(&out), &[]).expect("valid");
    let lookup = qingfeng::policy::Lookup::new(&policy);
    assert!(lookup.is_no_field("去年的") && lookup.field("去年的").is_none());
    let own = qingfeng::policy::edit::own_words(&out);
    assert!(
        own.iter()
            .any(|word| word.path == "words.no_fields" && word.word == "去 年的"),
        "{own:?}"
    );
    assert_eq!(
        with(&out, &head("去年的", Field::Remark)),
        "[fields.risk]\nsynonyms = [\"隐患\"]\n\n[fields.remark]\nsynonyms = [\"去年的\"]\n\n[words]\nno_fields = []\n"
    );
    // A head of the default's goes with a word about it; of one file only one of the two can hold.
    let default = with("", &no_field("备注"));
    let policy = Policy::from_source(&source(&default), &[]).expect("valid");
    assert!(
        policy
            .moved
            .iter()
            .any(|said| said.contains("“备注”不是栏目")),
        "{:?}",
        policy.moved
    );
    let both = "[fields.risk]\nsynonyms = [\"隐患\"]\n[words]\nno_fields = [\"隐患\"]\n";
    let told = Policy::from_source(&source(both), &[])
        .expect_err("contradicts")
        .to_string();
    assert!(told.contains("又写作不是栏目"), "{told}");
}
