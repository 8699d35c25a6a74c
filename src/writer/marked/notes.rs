//! Notes on cells: those that stand there stay, ours come to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::package::Package;
use super::sheet::Sheet;
use super::xml::{Edits, Kind, child, end, literal, prefixed, tags};
use super::{AUTHOR, Fault, Unmarkable};
use crate::location::CellRef;

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const NAMESPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
const SHAPE_TYPE: &str = "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
const EMPTY_COMMENTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors><commentList></commentList></comments>";

/// Adds the notes of a sheet. Answers with the relationship of their drawing where the sheet has to name it.
pub fn add(
    package: &mut Package<'_>,
    (part, number): (&str, usize),
    sheet: &Sheet<'_>,
    cells: &BTreeMap<CellRef, Vec<&Fault>>,
) -> Result<Option<String>, Unmarkable> {
    if cells.is_empty() {
        return Ok(None);
    }
    let relations = package.relations(part)?;
    let named = |kind: &str| relations.iter().find(|r| r.kind == kind);
    let comments = if let Some(comments) = named("comments") {
        comments.part.clone()
    } else {
        let name = format!("xl/qingfeng/comments{number}.xml");
        package.add(&name, COMMENTS, EMPTY_COMMENTS.to_owned())?;
        package.relate(part, "comments", &name)?;
        name
    };
    // What Excel shows of a conversation is not the note.
    let threads = named("threadedComment").is_some();
    let text = package.text(&comments)?;
    let (text, added) = commented(&text, cells, threads)?;
    package.put(&comments, text);
    let there = sheet
        .drawing()
        .and_then(|id| relations.iter().find(|r| r.id == id));
    let (drawing, id) = if let Some(there) = there {
        (there.part.clone(), None)
    } else {
        package.extension("vml", DRAWING)?;
        let name = format!("xl/qingfeng/notes{number}.vml");
        package.put(&name, format!("<xml {NAMESPACES}></xml>"));
        let id = package.relate(part, "vmlDrawing", &name)?;
        (name, Some(id))
    };
    let text = package.text(&drawing)?;
    package.put(&drawing, drawn(&text, &added)?);
    Ok(id)
}

/// The part of the notes with ours, and the cells that had none.
fn commented(
    text: &str,
    cells: &BTreeMap<CellRef, Vec<&Fault>>,
    threads: bool,
) -> Result<(String, BTreeSet<CellRef>), Unmarkable> {
    const ODD: Unmarkable = Unmarkable("批注的写法无法识别");
    let found = tags(text)?;
    let list = |name: &str| child(&found, name).ok_or(ODD);
    let authors = list("authors")?;
    let inside = &found[authors..end(&found, authors)];
    let author = inside
        .iter()
        .filter(|t| t.depth == 2 && t.kind != Kind::Close)
        .count();
    let mut edits = Edits::default();
    let name = format!("<author>{AUTHOR}</author>");
    edits.append(&found, authors, &prefixed(&found, &name));
    let mut noted = BTreeSet::new();
    for (index, tag) in found
        .iter()
        .enumerate()
        .filter(|(_, t)| t.name == "comment" && t.kind == Kind::Open)
    {
        let at: CellRef = tag
            .attribute("ref")
            .and_then(|r| r.parse().ok())
            .ok_or(ODD)?;
        noted.insert(at);
        if let Some(faults) = cells.get(&at).filter(|_| !threads) {
            let inside = index..end(&found, index);
            let mut inside =
                inside.filter(|i| found[*i].name == "text" && found[*i].kind != Kind::Close);
            let begins = inside.next().ok_or(ODD)?;
            let ends = end(&found, begins);
            // A text without runs becomes one: it may not stand before others.
            let plain = |t: usize| found[t].name == "t" && found[t].depth == tag.depth + 2;
            for t in (begins..ends).filter(|t| plain(*t) && found[*t].kind == Kind::Open) {
                edits.insert(found[t].at.start, prefixed(&found, "<r>"));
                edits.insert(found[end(&found, t)].at.end, prefixed(&found, "</r>"));
            }
            let own = run(&format!("\n{}", note(faults)));
            edits.append(&found, begins, &prefixed(&found, &own));
        }
    }
    let mut added = BTreeSet::new();
    let mut new = String::new();
    for (at, faults) in cells.iter().filter(|(at, _)| !noted.contains(at)) {
        let run = run(&note(faults));
        let _ = write!(
            new,
            "<comment ref=\"{at}\" authorId=\"{author}\"><text>{run}</text></comment>"
        );
        added.insert(*at);
    }
    edits.append(&found, list("commentList")?, &prefixed(&found, &new));
    Ok((edits.apply(text), added))
}

fn run(text: &str) -> String {
    format!("<r><t xml:space=\"preserve\">{}</t></r>", literal(text))
}

fn note(faults: &[&Fault]) -> String {
    let notes: Vec<String> = faults.iter().map(|f| f.note()).collect();
    super::super::safe::short(&notes.join("\n"), 8_000)
}

/// The drawing with a box for each new note, hidden until the cell is pointed at.
fn drawn(text: &str, cells: &BTreeSet<CellRef>) -> Result<String, Unmarkable> {
    // Old programs write this part with tags left open, so that it cannot be read as XML.
    let end = text
        .rfind("</xml>")
        .ok_or(Unmarkable("批注的图形无法识别"))?;
    let (before, after) = text.split_at(end);
    let mut out = before.to_owned();
    if !text.contains("_x0000_t202\"") {
        out.push_str(SHAPE_TYPE);
    }
    let numbers = text.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    });
    let next = numbers.max().unwrap_or(1024).saturating_add(1);
    for (number, at) in (next..).zip(cells) {
        let (row, col) = (at.row, at.col);
        let _ = write!(
            out,
            "<v:shape {NAMESPACES} id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:110pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {row}, 2, {}, 31, {}, 9</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>",
            col + 1,
            col + 4,
            row + 5,
        );
    }
    out.push_str(after);
    Ok(out)
}
