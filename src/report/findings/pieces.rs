//! A message cut into texts that each stand in one cell and are seen whole there. Most messages are one piece;
//! nothing of a longer one is lost.

use super::compose::{Line, Text};
use crate::writer::is_shown_whole;

/// Width of the column of messages, in characters of half width.
pub const WIDTH: f64 = 110.0;
/// Least font size to which a long message may shrink. The tallest row then holds some four thousand characters,
/// which stays far below what a cell can hold.
const LEAST_SIZE: u8 = 9;
/// Longest line in characters; a longer one, such as a list of a thousand cells, goes on in the next.
const LONGEST: usize = 800;
/// Where a long line may be broken.
const BREAKS: [char; 4] = ['、', '；', '。', '，'];
const MORE: &str = "（未完，请接着看下一条）";

/// The texts of a message to `name`. Every text names the file its items are about.
pub fn pieces(text: &Text, name: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut current = text.opening.clone();
    let mut heading: Option<&str> = None;
    let mut pending = None;
    for line in &text.lines {
        let item = match line {
            Line::Heading(line) => {
                heading = Some(line);
                pending = heading;
                continue;
            }
            Line::Item(line) => line,
        };
        for part in broken(item) {
            // A heading stands with what it heads.
            let lines: Vec<&str> = pending.take().into_iter().chain([part]).collect();
            if current != text.opening && !fits(&current, &lines.join("\n")) {
                pieces.push(format!("{current}\n{MORE}"));
                current = format!("{name}（续）：");
                push(&mut current, heading);
                push(&mut current, Some(part));
            } else {
                push(&mut current, lines);
            }
        }
    }
    // Takes the place of the word that there is more, which every piece has room for.
    push(&mut current, Some(text.closing.as_str()));
    pieces.push(current);
    pieces
}

fn push<'t>(text: &mut String, lines: impl IntoIterator<Item = &'t str>) {
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
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
        let (head, _) = rest.split_at(end);
        // The part ends with the last mark in it after which a line may break.
        let cut = head.trim_end_matches(|c| !BREAKS.contains(&c)).len();
        let (part, more) = rest.split_at(if cut == 0 { end } else { cut });
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
            lines: lines.into_iter().map(Line::Item).collect(),
            closing: "谢谢！".to_owned(),
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

    #[test]
    fn every_text_names_the_file_its_items_are_about() {
        let mut message = text(Vec::new());
        for file in ["甲.xlsx", "乙.xlsx", "丙.xlsx"] {
            message.lines.push(Line::Heading(format!("《{file}》：")));
            let items = (0..17).map(|n| Line::Item(format!("{n}.{file}的一处")));
            message.lines.extend(items);
        }
        let found = pieces(&message, "预算科");
        assert!(found.len() > 1);
        for piece in &found {
            let mut heading = "";
            for line in piece.lines() {
                if line.starts_with('《') {
                    heading = line;
                }
                let file = line
                    .split_once('.')
                    .and_then(|(_, l)| l.strip_suffix("的一处"));
                if let Some(file) = file {
                    assert_eq!(heading, format!("《{file}》："), "{piece}");
                }
            }
            let before_end = piece.lines().rev().nth(1).unwrap_or_default();
            assert!(!before_end.starts_with('《'), "{piece}");
        }
        let items = found.join("\n").matches("的一处").count();
        assert_eq!(items, 51);
    }
}
