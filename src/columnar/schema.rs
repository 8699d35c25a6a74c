//! A table's columns as the format and as engines name them, and what a file says of itself beside its rows.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::Result;
use parquet::schema::types::{Type, TypePtr};

use super::table::{Column, Kind, MONTH, Table};

/// Begins the keys under which a file says what its rows have in common, so that one without rows says it too.
pub const SAID: &str = "qingfeng.";
/// What it says of the day of the result.
pub const DATE: &str = "date";
/// Bytes, as they lie in memory, and rows after which a row group is written.
pub const FULL: (usize, usize) = (16 << 20, 100_000);

/// The schema of the columns of this table that are wanted.
///
/// # Errors
/// The table has two columns of one name.
pub fn schema<'c>(table: &Table, columns: impl Iterator<Item = &'c Column>) -> Result<TypePtr> {
    let fields = fields(columns)?;
    let group = Type::group_type_builder(table.name).with_fields(fields);
    group.build().map(Arc::new)
}

fn fields<'c>(columns: impl Iterator<Item = &'c Column>) -> Result<Vec<TypePtr>> {
    let mut fields = Vec::new();
    for Column(name, kind) in columns {
        fields.push(field(name, kind, Repetition::OPTIONAL)?);
        if matches!(kind, Kind::Date) {
            let month = format!("{name}{MONTH}");
            fields.push(field(&month, &Kind::Text, Repetition::OPTIONAL)?);
        }
    }
    Ok(fields)
}

fn field(name: &str, kind: &Kind, repetition: Repetition) -> Result<TypePtr> {
    let (physical, logical) = match kind {
        Kind::Text | Kind::Word => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Level => (Physical::INT32, Some(LogicalType::integer(8, true))),
        Kind::Count => (Physical::INT64, None),
        Kind::Points => (Physical::INT64, Some(LogicalType::decimal(2, 18))),
        Kind::Ratio => (Physical::DOUBLE, None),
        Kind::Flag => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Maybe(kind) => return field(name, kind, repetition),
        Kind::Struct(members) => return group(name, None, fields(members.iter())?),
        Kind::List(item) => {
            let item = field("element", item, Repetition::OPTIONAL)?;
            return group(
                name,
                Some(LogicalType::List),
                vec![repeated("list", vec![item])?],
            );
        }
        Kind::Map(item) => {
            let key = field("key", &Kind::Text, Repetition::REQUIRED)?;
            let pair = vec![key, field("value", item, Repetition::OPTIONAL)?];
            return group(
                name,
                Some(LogicalType::Map),
                vec![repeated("key_value", pair)?],
            );
        }
    };
    let mut single = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical);
    if matches!(kind, Kind::Points) {
        single = single.with_precision(18).with_scale(2);
    }
    single.build().map(Arc::new)
}

fn group(name: &str, logical: Option<LogicalType>, fields: Vec<TypePtr>) -> Result<TypePtr> {
    let group = Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL);
    let group = group.with_logical_type(logical).with_fields(fields);
    group.build().map(Arc::new)
}

fn repeated(name: &str, fields: Vec<TypePtr>) -> Result<TypePtr> {
    let group = Type::group_type_builder(name).with_repetition(Repetition::REPEATED);
    group.with_fields(fields).build().map(Arc::new)
}

/// The columns in the words of Spark SQL, each on a line of its own.
pub fn ddl(table: &Table) -> String {
    named(table.columns(), " ").join(",\n")
}

fn named<'c>(columns: impl Iterator<Item = &'c Column>, is: &str) -> Vec<String> {
    let named = columns.flat_map(|Column(name, kind)| {
        let month = matches!(kind, Kind::Date).then(|| format!("{name}{MONTH}{is}STRING"));
        let own = format!("{name}{is}{}", word(kind));
        [own].into_iter().chain(month)
    });
    named.collect()
}

fn word(kind: &Kind) -> String {
    let word = match kind {
        Kind::Text | Kind::Word => "STRING",
        Kind::Level => "TINYINT",
        Kind::Count => "BIGINT",
        Kind::Points => "DECIMAL(18,2)",
        Kind::Ratio => "DOUBLE",
        Kind::Flag => "BOOLEAN",
        Kind::Date => "DATE",
        Kind::Maybe(kind) => return word(kind),
        Kind::List(item) => return format!("ARRAY<{}>", word(item)),
        Kind::Map(item) => return format!("MAP<STRING, {}>", word(item)),
        Kind::Struct(members) => {
            return format!("STRUCT<{}>", named(members.iter(), ": ").join(", "));
        }
    };
    word.to_owned()
}
