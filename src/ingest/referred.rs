//! Cells that say no more than where to look: 同第1项, 同序号2, 见上表. What stands there is not what they say, so the section is asked
//! to write it.

use std::sync::LazyLock;

use regex::Regex;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Field};
use crate::text;

static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"[\d一二三四五六七八九十]{1,3}";
    let counted = format!("第?{number}[项条点行款号个]?");
    let named = format!("(?:序号|编号|风险点|措施|岗位){number}");
    let far = "(?:上|下|前|本|左|右)(?:表|栏|格|述|文|条|项|列)";
    let what = "(?:的?(?:内容|措施|表现|风险点|防控措施|表现形式))?";
    Regex::new(&format!(
        "^(?:同|参照|参见|见|详见|与)(?:{counted}|{named}|{far}){what}(?:相同|一致|一样)?$"
    ))
    .ok()
});

/// Tells of such cells of an entry.
pub fn told(entries: &[Entry]) -> Vec<Diagnostic> {
    let prose = [Field::Risk, Field::Manifestation, Field::Measures];
    let cells = entries.iter().flat_map(|entry| {
        let values = prose.iter().filter_map(|field| {
            let value = entry.values.get(field)?;
            Some((*field, value, value.cell?))
        });
        values.map(move |own| (entry, own))
    });
    let told = cells.filter(|(_, (_, value, _))| refers(&value.raw));
    let told = told.map(|(entry, (field, value, cell))| {
        let message = format!(
            "“{}”栏写着“{}”，没有写具体内容",
            field.title(),
            text::excerpt(&value.raw, 20)
        );
        let place = Place {
            cell: Some(cell),
            ..entry.place.clone()
        };
        Diagnostic::new(&checks::REFERRED, place, message).found(&*value.raw)
    });
    told.collect()
}

fn refers(written: &str) -> bool {
    let short = written.chars().nth(20).is_none();
    short
        && REFERENCE
            .as_ref()
            .is_some_and(|r| r.is_match(&text::key(written)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_say_no_more_than_where_to_look() {
        for written in [
            "同第1项",
            "同第一条",
            "同1",
            "同序号2",
            "见上表",
            "与第1项相同",
            "同第1项的措施",
            "参照第3条",
        ] {
            assert!(refers(written), "{written}");
        }
        for written in [
            "同上",
            "同级监督不到位",
            "见利忘义",
            "与上级沟通",
            "同一事项多头审批",
            "见证人缺位",
            "同岗位轮换",
        ] {
            assert!(!refers(written), "{written}");
        }
    }
}
