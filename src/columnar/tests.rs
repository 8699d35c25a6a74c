//! What is written is what is read.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::Kind::{
    Count, Date, Flag, Level, List, Map as Named, Maybe, Points, Ratio, Struct, Text, Word,
};
use super::{Column, Partition, Table, Unreadable, Writer, ddl, partition_of, rows};

const INNER: super::Kind = Struct(&[
    Column("cells", List(&Text)),
    Column("on", Date),
    Column("more", Maybe(&List(&Text))),
    Column("votes", Struct(&[Column("levels", List(&Count))])),
]);

/// A table with something of every kind, in whatever stands in whatever.
const ALL: Table = Table {
    name: "all",
    columns: &[
        &[
            Column("id", Text),
            Column("level", Level),
            Column("flag", Flag),
        ],
        &[
            Column("score", Points),
            Column("ratio", Ratio),
            Column("on", Date),
            Column("answers", Named(&Word)),
            Column("named", Named(&INNER)),
            Column("lists", List(&List(&Text))),
            Column("inner", INNER),
            Column("all", List(&INNER)),
        ],
    ],
};

fn unit() -> Partition {
    Partition {
        year: 2026,
        unit: "清河区财政局".to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 11, 30),
    }
}

fn written(given: &[Value]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&ALL, unit(), &mut bytes).map_err(|e| e.to_string())?;
    for row in given {
        writer.row(row).map_err(|e| e.to_string())?;
    }
    writer.end().map_err(|e| e.to_string())?;
    Ok(bytes)
}

fn read(path: &Path, wanted: &[&str]) -> Result<Vec<Value>, Unreadable> {
    let mut read = Vec::new();
    rows(path, (&ALL, wanted), &mut |row| {
        read.push(Value::Object(row));
        Ok::<_, Unreadable>(())
    })?;
    Ok(read)
}

fn back(given: &[Value]) -> Vec<Value> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), written(given).expect("written")).expect("written");
    read(file.path(), &[]).expect("read")
}

fn or_null(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(Value::Null), 3 => value].boxed()
}

fn value(kind: super::Kind) -> BoxedStrategy<Value> {
    let texts = || prop_oneof!["[一-三a-c ]{0,3}", "\\PC{0,3}"];
    match kind {
        Text => or_null(texts().prop_map(Value::from)),
        Word => or_null(prop_oneof![
            Just(json!("yes")),
            (0..9i64).prop_map(Value::from)
        ]),
        Level => or_null((1..=3i64).prop_map(Value::from)),
        Count => or_null(any::<i64>().prop_map(Value::from)),
        Points => or_null(prop_oneof![
            (-9999..9999i64).prop_map(Value::from),
            (0..9999i32).prop_map(|n| json!(f64::from(n) + 0.25)),
        ]),
        Ratio => or_null((0.0..1.0f64).prop_map(Value::from)),
        Flag => or_null(any::<bool>().prop_map(Value::from)),
        Date => or_null(
            "(19|20)[0-9]{2}-(0[1-9]|1[0-2])(-[01][1-9]|-20)?"
                .prop_filter_map("a day there is", |date| {
                    (!date.ends_with("-00")).then(|| Value::from(date))
                }),
        ),
        List(item) => or_null(vec(value(*item), 0..4).prop_map(Value::from)),
        Named(item) => {
            let named = btree_map("[a-c]{1,2}", value(*item), 0..4);
            or_null(named.prop_map(|named| Value::Object(named.into_iter().collect())))
        }
        Struct(members) => or_null(object(members)),
        Maybe(kind) => value(*kind),
    }
}

fn object(members: &'static [Column]) -> BoxedStrategy<Value> {
    let members: Vec<_> = members
        .iter()
        .map(|Column(name, kind)| {
            let maybe = matches!(kind, Maybe(_));
            value(*kind).prop_map(move |value| {
                (!maybe || !value.is_null()).then(|| ((*name).to_owned(), value))
            })
        })
        .collect();
    let object = |members: Vec<Option<(String, Value)>>| {
        Value::Object(members.into_iter().flatten().collect())
    };
    members.prop_map(object).boxed()
}

fn row() -> impl Strategy<Value = Value> {
    let groups: Vec<_> = ALL.columns.iter().map(|group| object(group)).collect();
    groups.prop_map(|groups| {
        let members = groups.into_iter().filter_map(|group| match group {
            Value::Object(members) => Some(members),
            _ => None,
        });
        Value::Object(members.flatten().collect())
    })
}

proptest! {
    #[test]
    fn rows_come_back_as_they_were_member_by_member(given in vec(row(), 0..20)) {
        let text = |rows: &[Value]| rows.iter().map(Value::to_string).collect::<Vec<_>>();
        prop_assert_eq!(text(&back(&given)), text(&given));
    }
}

/// What is cut off has lost its end, where a file of columns says what it holds.
#[test]
fn a_file_cut_off_anywhere_is_said_to_be_damaged() {
    let bytes = written(&[json!({"id": "一", "all": [{"cells": ["A1"]}]})]).expect("written");
    let file = tempfile::NamedTempFile::new().expect("a file");
    for end in (0..bytes.len()).step_by(bytes.len() / 20) {
        fs::write(file.path(), &bytes[..end]).expect("written");
        let fault = read(file.path(), &[]).expect_err("it lacks its end");
        assert!(fault.to_string().contains("不是完好的 Parquet"), "{fault}");
        assert!(partition_of(file.path()).is_err(), "{end}");
    }
}

#[test]
fn a_group_larger_than_ours_is_not_read() {
    let rows = ["一", "二", "三"].map(|id| json!({"id": id}));
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), written(&rows).expect("written")).expect("written");
    let opened = SerializedFileReader::new(file.reopen().expect("opened")).expect("read");
    let group = opened.get_row_group(0).expect("a group");
    let take = |most| super::read::cursors(&*group, &[], most).map(|(rows, _)| rows);
    assert_eq!(take((1 << 20, 3)).expect("read"), 3);
    for most in [(1 << 20, 2), (1, 3)] {
        assert!(take(most).is_err(), "{most:?}");
    }
}

#[test]
fn a_panic_in_the_work_on_a_file_is_a_fault_of_that_file() {
    let fault = super::read::guarded::<()>(|| panic!("on purpose")).expect_err("a fault");
    assert!(fault.to_string().contains("读不下去"), "{fault}");
}

#[test]
fn many_rows_go_into_several_groups_and_come_back_in_their_order() {
    let text = "防控措施".repeat(2_000);
    let given: Vec<Value> = (0..2_000)
        .map(|n| json!({"id": format!("{n}{text}"), "all": [{"cells": ["A1"]}, null], "lists": [[], null, ["甲"]]}))
        .collect();
    let file = tempfile::NamedTempFile::new().expect("a file");
    let bytes = written(&given).expect("written");
    assert_eq!(
        bytes,
        written(&given).expect("written"),
        "the same bytes again"
    );
    fs::write(file.path(), bytes).expect("written");
    let opened = SerializedFileReader::new(file.reopen().expect("opened")).expect("read");
    assert!(opened.num_row_groups() > 1);
    let ids = read(file.path(), &["id", "lists"]).expect("read");
    assert_eq!(ids.len(), given.len());
    for (read, given) in ids.iter().zip(&given) {
        assert_eq!(read["id"], given["id"]);
        assert_eq!(read["lists"], given["lists"]);
        assert_eq!(read.get("all"), None, "not asked for");
    }
    assert_eq!(
        partition_of(file.path()).expect("read"),
        ("all".to_owned(), unit())
    );
}

#[test]
fn what_has_no_column_or_does_not_fit_is_an_error() {
    for (row, named) in [
        (json!({"id": "一", "colour": "red"}), "colour"),
        (json!({"level": 300}), "level"),
        (json!({"level": "一级"}), "level"),
        (json!({"score": 1.234}), "score"),
        (json!({"on": "去年"}), "on"),
        (json!({"all": [{"votes": {"levels": ["三"]}}]}), "levels"),
        (json!([1]), "object"),
    ] {
        let fault = written(&[row]).expect_err(named);
        assert!(fault.contains(named), "{fault}");
    }
}

#[test]
fn every_row_says_year_and_unit_and_is_read_without_them_unless_they_are_wanted() {
    let given = json!({"unit": "财政局", "id": "一"});
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), written(&[given]).expect("written")).expect("written");
    let keyed = read(file.path(), &["id", "unit", "year"]).expect("read");
    assert_eq!(
        keyed,
        [json!({"year": 2026, "unit": "清河区财政局", "id": "一"})]
    );
    let bare = read(file.path(), &[]).expect("read");
    assert_eq!((bare[0].get("year"), bare[0].get("unit")), (None, None));
}

#[test]
fn a_month_stands_beside_the_day_there_is_none_of() {
    let rows = [json!({"on": "2026-11"}), json!({"on": "2026-11-30"})];
    let dates: Vec<Value> = back(&rows)
        .into_iter()
        .map(|row| row["on"].clone())
        .collect();
    assert_eq!(dates, [json!("2026-11"), json!("2026-11-30")]);
    let said = ddl(&ALL);
    assert!(said.contains("on DATE,\non_month STRING"), "{said}");
    assert!(
        said.contains("all ARRAY<STRUCT<cells: ARRAY<STRING>, on: DATE, on_month: STRING, more: ARRAY<STRING>, votes: STRUCT<levels: ARRAY<BIGINT>>>>"),
        "{said}"
    );
}

#[test]
fn a_file_of_another_table_or_none_at_all_is_said_to_be_none_of_ours() {
    static OTHER: Table = Table {
        name: "other",
        columns: &[&[Column("id", Text)]],
    };
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(
        file.path(),
        written(&[json!({"id": "一"})]).expect("written"),
    )
    .expect("written");
    let mut none = |_: Map<String, Value>| Ok::<_, Unreadable>(());
    let fault = rows(file.path(), (&OTHER, &[]), &mut none).expect_err("another table");
    assert!(fault.to_string().contains("不是 qingfeng"), "{fault}");
    fs::write(file.path(), "序号,风险点\n").expect("written");
    let fault = rows(file.path(), (&ALL, &[]), &mut none).expect_err("no Parquet");
    assert!(fault.to_string().contains("不是完好的 Parquet"), "{fault}");
}
