//! The text of an official document as WordprocessingML.

use super::line::paragraph;
use super::model::{Paragraph, Sign, Span, shown};
use super::table;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// A4; margins of 37, 35, 28 and 26 mm above, below, left and right; 22 lines of 579 twentieths of a point.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>";
/// Width of a character of the text, in twentieths of a point.
const CHARACTER: usize = 320;
/// Characters right of the day of a document that bears a seal.
const RIGHT_OF_DAY: usize = 4;

/// The part with the text.
pub fn document(paragraphs: &[Paragraph]) -> String {
    let mut controls = 0;
    let mut body = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(at + 1);
        // The page with the signature bears text too.
        let ends = matches!(next, Some(Paragraph::Annexes(_) | Paragraph::Signature(_)));
        body += &block(paragraph, ends, &mut controls);
        // A table at the end of a document, or above another one, needs a paragraph behind it.
        if matches!(paragraph, Paragraph::Table(_))
            && matches!(next, None | Some(Paragraph::Table(_)))
        {
            body += "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>";
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{NAMESPACE}\" xmlns:r=\"{RELATIONS}\"><w:body>{body}{PAGE}</w:body></w:document>"
    )
}

fn block(block: &Paragraph, ends: bool, controls: &mut usize) -> String {
    match block {
        Paragraph::Title(spans) => paragraph("Title", "", spans, controls),
        Paragraph::Addressee(spans) => paragraph("Addressee", "", spans, controls),
        Paragraph::Heading(level, spans) => {
            paragraph(&format!("Heading{level}"), "", spans, controls)
        }
        Paragraph::Text(spans) => {
            let keep = if ends { "<w:keepNext/>" } else { "" };
            paragraph("Normal", keep, spans, controls)
        }
        Paragraph::Table(of) => table::table(of, controls),
        Paragraph::Annexes(titles) => annexes(titles, controls),
        Paragraph::Signature(sign) => signature(sign, controls),
        Paragraph::Annex(label, title) => {
            let label = [Span::Text(label.clone())];
            paragraph("AnnexLabel", "", &label, controls)
                + &paragraph("AnnexTitle", "", title, controls)
        }
    }
}

/// 附件：1. … with what follows the first line below its title.
fn annexes(titles: &[String], controls: &mut usize) -> String {
    let empty = paragraph("AnnexList", "", &[], controls);
    let numbered = titles.len() > 1;
    let lines = titles.iter().enumerate().map(|(at, title)| {
        let begin = if at == 0 { "附件：" } else { "" };
        let number = if numbered {
            format!("{}. ", at + 1)
        } else {
            String::new()
        };
        let left = if at == 0 { 2 } else { 5 };
        let indent = format!(
            "<w:ind w:leftChars=\"{}\" w:left=\"{}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
            left * 100,
            left * CHARACTER
        );
        let text = [Span::Text(format!("{begin}{number}{title}"))];
        paragraph("AnnexList", &indent, &text, controls)
    });
    let lines: String = lines.collect();
    empty + &lines
}

/// The day stands four characters from the right, who signs is centred above it.
fn signature(sign: &Sign, controls: &mut usize) -> String {
    let widths: Vec<usize> = sign.lines.iter().map(|l| half_widths(&shown(l))).collect();
    let widest = widths.iter().max().copied().unwrap_or(0);
    let day = widths.last().copied().unwrap_or(0);
    // In half characters. A name longer than the day pushes both to the left.
    let middle = (RIGHT_OF_DAY * 2 + day.div_ceil(2)).max(widest.div_ceil(2));
    let empty = "<w:p><w:pPr><w:pStyle w:val=\"Signature\"/></w:pPr></w:p>".repeat(2);
    let lines = sign.lines.iter().zip(&widths).map(|(line, width)| {
        let right = middle.saturating_sub(width.div_ceil(2));
        let indent = format!(
            "<w:ind w:rightChars=\"{}\" w:right=\"{}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
            right * 50,
            right * CHARACTER / 2
        );
        paragraph("Signature", &indent, line, controls)
    });
    let lines: String = lines.collect();
    empty + &lines
}

/// Width in half characters.
fn half_widths(text: &str) -> usize {
    text.chars().map(crate::text::print_width).sum()
}
