//! The line above a table that is its title.

use super::elsewhere;
use super::keyvalue;
use super::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// The title: the last wide or long line above the head that is no key-value; 附件1 is none.
pub fn title(view: View<'_>, above: &[u32], lookup: &Lookup<'_>) -> Option<(CellRef, String)> {
    let lines = above
        .iter()
        .filter_map(|row| match view.whole_row(*row).as_slice() {
            [(at, line)] if keyvalue::read_row(view, *row, lookup).is_empty() => {
                Some((*at, line.text()))
            }
            // 预算科自查表（填报日期：2026.11.2）
            [(at, line)] => Some((*at, keyvalue::before_keys(line.text(), lookup)?)),
            [(at, line), ..] if view.width(*at) > 2 && !line.contains([':', '：']) => {
                Some((*at, line.text()))
            }
            _ => None,
        });
    let lines: Vec<(CellRef, &str)> = lines
        .filter(|(_, line)| is_title(line))
        .filter(|(_, line)| elsewhere::of_heading(line, lookup).is_none())
        .collect();
    let titled = |(_, line): &&(CellRef, &str)| {
        let key = text::key(line);
        ["表", "清单", "台账", "目录", "一览", "汇总", "登记"]
            .iter()
            .any(|w| key.ends_with(w) || key.contains(w))
    };
    lines
        .iter()
        .find(titled)
        .or(lines.first())
        .map(|(at, line)| (*at, text::unbroken(line).replace('\n', "")))
}

/// The title that is merged down the left edge.
pub fn beside((at, line): (CellRef, Written<'_>)) -> Option<(CellRef, String)> {
    is_title(&line).then(|| (at, text::squash(&line)))
}

/// Whether a line is long enough to be a title.
fn is_title(line: &str) -> bool {
    text::squash(line).chars().count() > 4
}
