//! Tables as Apache Parquet, for engines that read columns (DuckDB, polars, Spark): what a table's columns are, its rows written
//! and read back. The only place that names `parquet`.
//!
//! A row is whatever serialises to an object, the same value of which a line of JSON is made; each member goes into the column
//! of its name ([`Table`]), taken apart into values with definition and repetition levels (`shred`, as Dremel does) and put
//! together again from them (`assemble`). A member without a column is an error, so that nothing is left out unseen.

mod assemble;
mod leaves;
mod partition;
mod read;
mod schema;
mod shred;
mod table;
mod write;

pub use partition::Partition;
pub use read::{Unreadable, partition_of, rows};
pub use schema::ddl;
pub use shred::Shredder;
pub use table::{Column, Kind, Table};
pub use write::Writer;

#[cfg(test)]
mod tests;
