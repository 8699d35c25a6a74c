//! What is said to people who have no terminal. Messages name what everybody can do, and in brackets of its own what one types
//! at the command line: that is left out here.

/// Begins what the command line offers.
const COMMAND: &str = "（命令行：";

/// The message without it.
pub fn without_command(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some((before, behind)) = rest.split_once(COMMAND) {
        out.push_str(before);
        rest = behind_bracket(behind);
    }
    out + rest
}

/// What stands behind the bracket in which a text begins; other ones may stand in it.
fn behind_bracket(text: &str) -> &str {
    let mut open = 1;
    let end = text.char_indices().find(|(_, c)| {
        match c {
            '（' => open += 1,
            '）' => open -= 1,
            _ => {}
        }
        open == 0
    });
    end.map_or("", |(at, bracket)| text.split_at(at + bracket.len_utf8()).1)
}

#[cfg(test)]
mod tests {
    use super::without_command;

    #[test]
    fn what_one_types_in_a_terminal_is_left_out() {
        assert_eq!(
            without_command(
                "请选上年的结果（命令行：--previous 上年（结果））再写。（命令行：run）完"
            ),
            "请选上年的结果再写。完"
        );
        assert_eq!(
            without_command("（没有）命令行：x（命令行：断了"),
            "（没有）命令行：x"
        );
    }
}
