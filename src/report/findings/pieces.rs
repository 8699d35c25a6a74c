//! A message cut into texts that each stand in one cell and are seen whole there. Most messages are one piece;
//! nothing of a longer one is lost.

use super::compose::Text;
use crate::writer::is_shown_whole;

/// Width of the column of messages, in characters of half width.
pub const WIDTH: f64 = 110.0;
/// Least font size to which a long message may shrink. The tallest row then holds some five thousand characters,
/// which stays far below what a cell can hold.
const LEAST_SIZE: u8 = 8;
/// Longest line in characters; a longer one, such as a list of a thousand cells, goes on in the next.
const LONGEST: usize = 800;
/// Where a long line may be broken.
const BREAKS: [char; 4] = ['、', '；', '。', '，'];
const MORE: &str = "（未完，请接着看下一条）";

/// The texts of a message to `name`.
pub fn pieces(text: &Text, name: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut current = text.opening.clone();
    let mut empty = true;
    let lines = text.lines.iter().flat_map(|line| broken(line));
    for line in lines {
        if !empty && !fits(&current, line) {
            pieces.push(format!("{current}\n{MORE}"));
            current = format!("{name}（续）：");
        }
        current.push('\n');
        current.push_str(line);
        empty = false;
    }
    // Takes the place of the word that there is more, which every piece has room for.
    current.push('\n');
    current.push_str(text.closing);
    pieces.push(current);
    pieces
}

/// Whether a line still has room, and below it the word that there is more.
fn fits(text: &str, line: &str) -> bool {
    is_shown_whole(&format!("{text}\n{line}\n{MORE}"), WIDTH, LEAST_SIZE)
}

/// A line in parts of bearable length.
fn broken(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((end, _)) = rest.char_indices().nth(LONGEST) {
        let head = &rest[..end];
        let cut = head.rfind(BREAKS).map(|at| at + '、'.len_utf8());
        let (part, more) = rest.split_at(cut.unwrap_or(end));
        parts.push(part);
        rest = more;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: Vec<String>) -> Text {
        Text {
            opening: "预算科：你科报送的《表.xlsx》有 9 处需要改正：".to_owned(),
            lines,
            closing: "谢谢！",
        }
    }

    #[test]
    fn a_short_message_is_one_text() {
        let lines = vec!["1. 甲".to_owned(), "2. 乙".to_owned()];
        let expected = "预算科：你科报送的《表.xlsx》有 9 处需要改正：\n1. 甲\n2. 乙\n谢谢！";
        assert_eq!(pieces(&text(lines), "预算科"), [expected]);
    }

    #[test]
    fn a_long_message_goes_on_and_loses_nothing() {
        let cells: Vec<String> = (1..2_000).map(|n| format!("C{n}")).collect();
        let mut lines = vec![format!("1.{}：空着。", cells.join("、"))];
        lines.extend((2..60).map(|n| format!("{n}.{}", "没有标点的一行".repeat(n))));
        lines.push("长".repeat(3_000));
        let found = pieces(&text(lines.clone()), "预算科");
        assert!(found.len() > 3);
        let (last, others) = found.split_last().expect("pieces");
        assert!(last.ends_with("谢谢！"));
        assert!(others.iter().all(|p| p.ends_with(MORE)));
        assert!(found[1..].iter().all(|p| p.starts_with("预算科（续）：\n")));
        for piece in &found {
            assert!(is_shown_whole(piece, WIDTH, LEAST_SIZE));
        }
        let told = |text: &str| text.replace([' ', '\n'], "");
        let whole: String = found
            .iter()
            .map(|p| p.replace(MORE, "").replace("预算科（续）：", ""))
            .collect();
        for line in lines {
            assert!(told(&whole).contains(&told(&line)), "{line}");
        }
    }
}
