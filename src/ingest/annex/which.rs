//! Which scheme a score sheet is of: that of the year, or a special check (专项考核), by the line above its table that names
//! one, else by its title.

use super::super::listed::Table;
use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::policy::{Policy, Scoring};
use crate::text;

/// What the titles of the sheets of the year say.
const ANNUAL: &str = "度廉政风险防范管理考核";
/// What titles of other checks say.
const SPECIAL: &str = "专项考核";

/// The scheme; `named` is what the line above names, `above` the rows above the table.
///
/// # Errors
/// The finding where it is of a special check the policy does not know.
pub fn scheme<'p>(
    table: &Table<'p>,
    named: Option<&(CellRef, String)>,
    above: &[u32],
) -> Result<&'p Scoring, Box<Diagnostic>> {
    let policy: &'p Policy = table.lookup.policy();
    if let Some((cell, name)) = named {
        let key = text::key(name);
        let mut known = policy.special_checks.iter();
        let known = known.find(|scheme| text::key(&scheme.name) == key);
        return known.ok_or_else(|| unknown(table, *cell, name, policy));
    }
    let titles = above.iter().flat_map(|row| table.view.whole_row(*row));
    let titles: Vec<(CellRef, String)> = titles
        .map(|(cell, written)| (cell, text::key(&written)))
        .collect();
    let title_of = |scheme: &Scoring| text::key(&(scheme.called(ANNUAL) + "评分表"));
    let says = |words: &str| titles.iter().find(|(_, title)| title.contains(words));
    // The name of one may stand in that of another: the longest counts.
    let known = policy.schemes().map(|scheme| (title_of(scheme), scheme));
    let known = known.filter(|(title, _)| says(title).is_some());
    let known = known.max_by_key(|(title, _)| title.chars().count());
    match (known, says(SPECIAL)) {
        (Some((_, scheme)), _) => Ok(scheme),
        (None, Some((cell, title))) => Err(unknown(table, *cell, title, policy)),
        (None, None) => Ok(&policy.scoring),
    }
}

fn unknown(table: &Table<'_>, cell: CellRef, named: &str, policy: &Policy) -> Box<Diagnostic> {
    let known = policy.special_checks.iter().map(|s| s.name.as_str());
    let known: Vec<&str> = known.collect();
    let known = if known.is_empty() {
        "口径文件中没有写专项考核".to_owned()
    } else {
        format!("口径文件中有{}", known.join("、"))
    };
    let message = format!(
        "不知道“{}”是哪个专项考核（{known}），整份评分表没有用上",
        text::excerpt(named, 40)
    );
    Box::new(table.finding(&checks::CHECK, cell, message).found(named))
}
