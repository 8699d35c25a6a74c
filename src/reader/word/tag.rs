//! What an element says of a property.

use quick_xml::events::BytesStart;

use crate::reader::guard::{Refusal, local_attribute};

/// The value of a property.
pub(super) fn value(tag: &BytesStart<'_>) -> Result<Option<String>, Refusal> {
    local_attribute(tag, "val")
}

/// The value of a property that is a number.
pub(super) fn number(tag: &BytesStart<'_>) -> Result<Option<u32>, Refusal> {
    Ok(value(tag)?.and_then(|v| v.trim().parse().ok()))
}

/// Whether a property that is named is meant.
pub(super) fn is_on(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    let value = value(tag)?;
    Ok(!matches!(
        value.as_deref(),
        Some("0" | "false" | "off" | "none")
    ))
}
