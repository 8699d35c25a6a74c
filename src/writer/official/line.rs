//! A paragraph of an official document: runs of text, and gaps as content controls.

use super::model::{Earlier, Gap, Span};
use super::xml;

/// A paragraph of a style, with what else is said of it.
pub fn paragraph(style: &str, more: &str, spans: &[Span], controls: &mut usize) -> String {
    let runs: String = spans
        .iter()
        .map(|span| match span {
            Span::Text(text) => run("", text),
            Span::Gap(gap) => control(gap, controls),
        })
        .collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>")
}

/// A run; a line feed breaks the line.
fn run(look: &str, text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", xml(line)))
        .collect();
    format!("<w:r>{look}{}</w:r>", lines.join("<w:br/>"))
}

/// A gap: as long as nobody has filled it, a click selects the whole of it; of what an earlier report said only the mark is
/// shaded, so that it stands as any text once the mark is gone.
fn control(gap: &Gap, controls: &mut usize) -> String {
    const GAP: &str = "<w:rPr><w:rStyle w:val=\"Gap\"/></w:rPr>";
    *controls += 1;
    let (open, runs) = match (&gap.filled, &gap.earlier) {
        (Some(text), _) => ("", run("", text)),
        (None, Some(earlier)) => {
            let mark = run(GAP, &earlier.open());
            let close = run(GAP, &Earlier::CLOSE.to_string());
            ("", format!("{mark}{}{close}", run("", &earlier.text)))
        }
        (None, None) => ("<w:showingPlcHdr/>", run(GAP, &gap.asked())),
    };
    // Word shows no more of a name than this.
    let alias: String = gap.prompt.chars().take(60).collect();
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/><w:id w:val=\"{controls}\"/>{open}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>",
        xml(&alias),
        xml(&gap.tag),
    )
}
