//! What people write: the settings of one policy file, decoded but not yet checked against each other.
//! The embedded default and the user's file are both read by this; `compile` lays one over the other.

use toml::de::DeTable;

use super::decode::{At, Cursor};
use super::followup::WrittenFollowUp;
use super::grading::WrittenGrading;
use super::linkage::WrittenLinkage;
use super::public::WrittenPublic;
use super::rules::WrittenRule;
use super::scoring::WrittenScoring;
use super::source::{Problem, Source};
use super::template::WrittenTemplate;
use crate::model::{Field, Subject};

/// A field's settings.
#[derive(Debug, Default)]
pub struct WrittenField {
    /// Drop the default synonyms.
    pub replace: bool,
    /// Heads.
    pub synonyms: Vec<At<String>>,
    /// Whether a blank is an error.
    pub required: Option<bool>,
    /// What to write there.
    pub hint: Option<String>,
    /// A correct example.
    pub example: Option<String>,
}

/// A kind of form by whom it speaks for.
#[derive(Debug)]
pub struct WrittenSubject {
    /// Whom.
    pub subject: Subject,
    /// Drop the default words.
    pub replace: bool,
    /// Words of its titles.
    pub titles: Vec<At<String>>,
    /// Risk categories allowed in it.
    pub categories: Vec<At<String>>,
}

/// One way to write the three levels.
#[derive(Debug)]
pub struct WrittenNotation {
    /// Its name.
    pub name: At<String>,
    /// Words for level one, two, three.
    pub words: [Vec<At<String>>; 3],
    /// Words that show the column has another scale.
    pub foreign: Vec<At<String>>,
}

/// One section of the roster.
#[derive(Debug)]
pub struct WrittenSection {
    /// 名称.
    pub name: At<String>,
    /// Other names.
    pub aliases: Vec<At<String>>,
    /// 分管领导.
    pub leader: Option<String>,
    /// 科室负责人.
    pub head: Option<String>,
    /// 岗位.
    pub posts: Vec<At<String>>,
    /// Names with posts.
    pub staff: Vec<(At<String>, Option<At<String>>)>,
}

/// Whether hidden parts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Read them and say so.
    Read,
    /// Skip them and say so.
    Skip,
}

/// Names of the word lists, in the order of [`Written::words`].
pub const WORD_LISTS: [&str; 15] = [
    "blanks",
    "dittos",
    "footers",
    "totals",
    "examples",
    "section_suffixes",
    "unit_suffixes",
    "owner_suffixes",
    "register_titles",
    "ledger_titles",
    "score_titles",
    "review_titles",
    "list_titles",
    "guide_titles",
    "result_titles",
];

/// Names of the limits, in the order of [`Written::limits`].
pub const LIMITS: [&str; 5] = ["file_mb", "unpacked_mb", "cells", "merged_ranges", "sheets"];

/// One policy file, decoded.
#[derive(Debug, Default)]
pub struct Written {
    /// 单位全称.
    pub unit: Option<String>,
    /// 年度.
    pub year: Option<i64>,
    /// 局主要领导.
    pub principal: Option<String>,
    /// 科室.
    pub sections: Vec<WrittenSection>,
    /// Fields in the order of [`Field::ALL`].
    pub fields: Vec<(Field, WrittenField)>,
    /// Kinds of form by whom they speak for.
    pub subjects: Vec<WrittenSubject>,
    /// Drop the default notations.
    pub replace_levels: bool,
    /// Endings a level may have.
    pub suffixes: Vec<At<String>>,
    /// Words in heads and notes that show a table has another scale.
    pub scale_marks: Vec<At<String>>,
    /// Notations of levels.
    pub notations: Vec<WrittenNotation>,
    /// Drop the default word lists that are named here.
    pub replace_words: bool,
    /// Word lists in the order of [`WORD_LISTS`].
    pub words: [Vec<At<String>>; WORD_LISTS.len()],
    /// Rules, and changes to rules and checks.
    pub rules: Vec<WrittenRule>,
    /// Whether entries with errors are registered all the same.
    pub register_errors: Option<bool>,
    /// How levels are suggested.
    pub grading: WrittenGrading,
    /// What follows from a level.
    pub follow_up: WrittenFollowUp,
    /// When two entries are one.
    pub linkage: WrittenLinkage,
    /// The public edition, and how names are kept out of it.
    pub public: WrittenPublic,
    /// The scheme of the year-end scores.
    pub scoring: WrittenScoring,
    /// The blank forms.
    pub template: WrittenTemplate,
    /// Hidden sheets, rows, columns.
    pub hidden: [Option<Hidden>; 3],
    /// Limits in the order of [`LIMITS`].
    pub limits: [Option<i64>; LIMITS.len()],
}

/// Decodes a policy file; every problem of form is added to `out`.
pub fn decode(source: &Source, out: &mut Vec<Problem>) -> Written {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        out.push(syntax_problem(error));
    }
    let mut root = Cursor::new("", document.get_ref());
    let mut written = Written::default();
    if let Some(mut unit) = root.table("unit", out) {
        written.unit = unit.string("name", out).map(|n| n.value);
        written.year = unit.integer("year", 2000..=2100, out).map(|y| y.value);
        unit.finish(out);
    }
    if let Some(mut leaders) = root.table("leaders", out) {
        written.principal = leaders.string("principal", out).map(|n| n.value);
        leaders.finish(out);
    }
    for section in root.tables("sections", out) {
        written.sections.extend(decode_section(section, out));
    }
    if let Some(fields) = root.table("fields", out) {
        written.fields = decode_fields(fields, out);
    }
    if let Some(subjects) = root.table("subjects", out) {
        written.subjects = decode_subjects(subjects, out);
    }
    if let Some(levels) = root.table("levels", out) {
        decode_levels(levels, &mut written, out);
    }
    if let Some(words) = root.table("words", out) {
        decode_words(words, &mut written, out);
    }
    for rule in root.tables("rules", out) {
        written.rules.push(WrittenRule::decode(rule, out));
    }
    if let Some(mut entries) = root.table("entries", out) {
        let choices = [("return", false), ("register", true)];
        written.register_errors = entries.choice("with_errors", &choices, out);
        entries.finish(out);
    }
    if let Some(grading) = root.table("grading", out) {
        written.grading = WrittenGrading::decode(grading, out);
    }
    written.follow_up = WrittenFollowUp::decode(&mut root, out);
    if let Some(linkage) = root.table("linkage", out) {
        written.linkage = WrittenLinkage::decode(linkage, out);
    }
    if let Some(public) = root.table("public", out) {
        written.public = WrittenPublic::decode(public, out);
    }
    if let Some(scoring) = root.table("scoring", out) {
        written.scoring = WrittenScoring::decode(scoring, out);
    }
    if let Some(template) = root.table("template", out) {
        written.template = WrittenTemplate::decode(template, out);
    }
    decode_limits(&mut root, &mut written, out);
    // Half a document would only yield doubtful complaints on top of the real one.
    if errors.is_empty() {
        root.finish(out);
    }
    written
}

fn decode_section(section: At<Cursor<'_>>, out: &mut Vec<Problem>) -> Option<WrittenSection> {
    let At {
        value: mut cursor,
        span,
    } = section;
    let name = cursor.string("name", out);
    let aliases = cursor.strings("aliases", out);
    let leader = cursor.string("leader", out).map(|l| l.value);
    let head = cursor.string("head", out).map(|h| h.value);
    let posts = cursor.strings("posts", out);
    let staff = cursor
        .tables("staff", out)
        .into_iter()
        .filter_map(|p| decode_staff(p, out))
        .collect();
    cursor.finish(out);
    if name.is_none() {
        out.push(Problem::new(
            span,
            "这个科室没有名称",
            "请加一行 name = \"科室名称\"。",
        ));
    }
    Some(WrittenSection {
        name: name?,
        aliases,
        leader,
        head,
        posts,
        staff,
    })
}

fn decode_staff(
    person: At<Cursor<'_>>,
    out: &mut Vec<Problem>,
) -> Option<(At<String>, Option<At<String>>)> {
    let At {
        value: mut cursor,
        span,
    } = person;
    let name = cursor.string("name", out);
    let post = cursor.string("post", out);
    cursor.finish(out);
    if name.is_none() {
        out.push(Problem::new(
            span,
            "这名人员没有姓名",
            "请写成 { name = \"姓名\", post = \"岗位\" }。",
        ));
    }
    Some((name?, post))
}

fn decode_fields(mut fields: Cursor<'_>, out: &mut Vec<Problem>) -> Vec<(Field, WrittenField)> {
    let mut decoded = Vec::new();
    for field in Field::ALL.iter().copied() {
        let Some(mut cursor) = fields.table(field.key(), out) else {
            continue;
        };
        let written = WrittenField {
            replace: cursor.boolean("replace", out).unwrap_or(false),
            synonyms: cursor.strings("synonyms", out),
            required: cursor.boolean("required", out),
            hint: cursor.string("hint", out).map(|h| h.value),
            example: cursor.string("example", out).map(|e| e.value),
        };
        cursor.finish(out);
        decoded.push((field, written));
    }
    fields.finish(out);
    decoded
}

fn decode_subjects(mut subjects: Cursor<'_>, out: &mut Vec<Problem>) -> Vec<WrittenSubject> {
    let mut decoded = Vec::new();
    for subject in Subject::ALL {
        let Some(mut cursor) = subjects.table(subject.key(), out) else {
            continue;
        };
        decoded.push(WrittenSubject {
            subject,
            replace: cursor.boolean("replace", out).unwrap_or(false),
            titles: cursor.strings("titles", out),
            categories: cursor.strings("categories", out),
        });
        cursor.finish(out);
    }
    subjects.finish(out);
    decoded
}

fn decode_levels(mut levels: Cursor<'_>, written: &mut Written, out: &mut Vec<Problem>) {
    written.replace_levels = levels.boolean("replace", out).unwrap_or(false);
    written.suffixes = levels.strings("suffixes", out);
    written.scale_marks = levels.strings("scale_marks", out);
    for notation in levels.tables("notations", out) {
        let At {
            value: mut cursor,
            span,
        } = notation;
        let name = cursor.string("name", out);
        let words = ["one", "two", "three"].map(|key| cursor.strings(key, out));
        let foreign = cursor.strings("foreign", out);
        cursor.finish(out);
        match name {
            Some(name) => written.notations.push(WrittenNotation {
                name,
                words,
                foreign,
            }),
            None => out.push(Problem::new(
                span,
                "这种等级记法没有名称",
                "请加一行 name = \"记法名称\"。",
            )),
        }
    }
    levels.finish(out);
}

fn decode_words(mut words: Cursor<'_>, written: &mut Written, out: &mut Vec<Problem>) {
    written.replace_words = words.boolean("replace", out).unwrap_or(false);
    for (slot, key) in written.words.iter_mut().zip(WORD_LISTS) {
        *slot = words.strings(key, out);
    }
    words.finish(out);
}

fn decode_limits(root: &mut Cursor<'_>, written: &mut Written, out: &mut Vec<Problem>) {
    if let Some(mut reading) = root.table("reading", out) {
        let choices = [("read", Hidden::Read), ("skip", Hidden::Skip)];
        let keys = ["hidden_sheets", "hidden_rows", "hidden_columns"];
        written.hidden = keys.map(|key| reading.choice(key, &choices, out));
        reading.finish(out);
    }
    if let Some(mut limits) = root.table("limits", out) {
        written.limits =
            LIMITS.map(|key| limits.integer(key, 1..=10_000_000, out).map(|n| n.value));
        limits.finish(out);
    }
}

/// A syntax error of the TOML parser, with the usual slips named in Chinese.
fn syntax_problem(error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    let hint = if message.contains("duplicate key") {
        "同一项设置写了两次，请只保留一处。每个科室一段、每条规则一段的，开头要用双方括号，如 [[sections]]、[[rules]]。"
    } else if message.contains("string") || message.contains("quote") {
        "请检查引号：文字要用英文双引号 \" 括起，前后成对，不能用中文引号“ ”。"
    } else if message.contains('=') {
        "每项设置写成“名称 = 值”，等号用英文半角。"
    } else {
        "请检查这一行的标点：方括号、引号、逗号、等号都要用英文半角，并且成对。"
    };
    Problem::new(span, format!("写法有误（{message}）"), hint)
}
