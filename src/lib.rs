//! 清风: spreadsheet batch processor for integrity-risk prevention.

pub mod diagnostic;
pub mod digest;
pub mod error;
pub mod ingest;
pub mod linkage;
pub mod location;
pub mod model;
pub mod policy;
pub mod reader;
pub mod report;
pub mod rules;
pub mod sample;
pub mod stats;
pub mod text;
pub mod writer;
