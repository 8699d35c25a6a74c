//! Lines that printing repeats on every page.

use std::borrow::Cow;

use crate::text::Keyed;

/// Whether a line inside the body is one of the lines above the head again, or a page number.
pub fn is_page_line<T: Keyed + ?Sized>(line: &T, above: &[String]) -> bool {
    let key = page_key(line);
    (key.chars().count() >= 2 && above.iter().any(|known| *known == key)) || is_page_number(line)
}

/// A line above the head made comparable from page to page.
pub fn page_key<T: Keyed + ?Sized>(line: &T) -> Cow<'_, str> {
    let key = line.key();
    if !key.contains('续') {
        return key;
    }
    let bare = key.replace("(续)", "").replace("(续表)", "");
    Cow::Owned(bare.replace("续表", ""))
}

/// 第 2 页 共 5 页.
fn is_page_number<T: Keyed + ?Sized>(written: &T) -> bool {
    let key = written.key();
    key.contains('页')
        && key
            .chars()
            .all(|c| c.is_ascii_digit() || "第共页,-/()".contains(c))
}
