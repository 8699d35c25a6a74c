//! What the folders of a file say of when it was handed in: 第二批, 退回重报, a date.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::Marks;
use super::name::{self, Name};
use super::notation::{dates, small_number};
use crate::text;

/// 第二批, 第3次报送, 第二轮.
static ROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"第([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:批|次|轮)(?:报送|上报|收表|报表)?")
        .ok()
});
/// Words of folders for what was sent back and handed in again.
const AGAIN: [&str; 10] = [
    "退回重报",
    "退回后重报",
    "重新报送",
    "重报",
    "补正",
    "更正",
    "修改后",
    "改后",
    "整改后",
    "退改",
];

/// A file's name taken apart, with what its folders say.
pub fn named(file: &str) -> Name {
    let mut name = name::read(file);
    read(file, &mut name.marks);
    name
}

/// Adds what the folders above a file say, the nearest one first.
fn read(file: &str, marks: &mut Marks) {
    let mut folders: Vec<&str> = file.split(['/', '\\']).collect();
    folders.pop();
    for folder in folders.into_iter().rev() {
        let name = text::folded(folder);
        round(&name, marks);
        again(&name, marks);
        let mut own = Marks::default();
        dates(&name, &mut own);
        if marks.sent.is_none() && own.date.is_some() {
            marks.sent = own.date;
            marks.words.extend(own.words);
        }
    }
}

fn round(name: &str, marks: &mut Marks) {
    let found = ROUND.as_ref().and_then(|round| round.captures(name));
    let number = found
        .as_ref()
        .and_then(|f| small_number(f.get(1)?.as_str()));
    if let (None, Some(number), Some(found)) = (marks.round, number, found) {
        marks.round = Some(number);
        marks
            .words
            .extend(found.get(0).map(|m| m.as_str().to_owned()));
    }
}

fn again(name: &str, marks: &mut Marks) {
    if let Some(word) = AGAIN
        .iter()
        .find(|word| name.contains(**word))
        .filter(|_| !marks.again)
    {
        marks.again = true;
        marks.words.push((*word).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::named;

    #[test]
    fn folders_say_which_was_handed_in_later() {
        for (earlier, later) in [
            ("收表/第一批/表.xlsx", "收表/第二批/表.xlsx"),
            ("收表/第2次报送/表.xlsx", "收表/第十次报送/表.xlsx"),
            ("收表/表.xlsx", "收表/退回重报/表.xlsx"),
            ("收表/20261105/表.xlsx", "收表/2026年11月12日/表.xlsx"),
            ("收表/11月5日收/表.xlsx", "收表/11月20日收/表.xlsx"),
        ] {
            let [a, b] = [earlier, later].map(|file| named(file).marks);
            assert_eq!(a.order(&b), Some(Ordering::Less), "{earlier} {later}");
        }
        for (one, other) in [
            ("收表/预算科/表.xlsx", "收表/国库科/表.xlsx"),
            ("收表/第二批/表.xlsx", "收表/表.xlsx"),
        ] {
            let [a, b] = [one, other].map(|file| named(file).marks);
            assert_eq!(a.order(&b), Some(Ordering::Equal), "{one} {other}");
        }
    }
}
