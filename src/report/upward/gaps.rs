//! What only a person can say: filled in once, it stands in every further report. A gap is known by the tag of its control;
//! of a document from which a program has dropped the tags, by where it stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parse::TAG;
use crate::reader::{Control, Filled};
use crate::writer::official::{Gap, Paragraph, Span, shown};

/// A gap of a report, as the next run has to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The tag of its control.
    pub tag: String,
    /// What is asked.
    pub prompt: String,
    /// What a person has said.
    pub text: Option<String>,
    /// The words before it in its paragraph, and behind it; up to the next gap.
    pub before: String,
    /// See there.
    pub after: String,
    /// The paragraph above its own.
    pub above: String,
    /// Whether the report has such a gap; what was said in one that it has no more is kept.
    pub placed: bool,
}

/// Begins what stands in a gap that nobody has filled.
const OPEN: &str = "【待填：";

/// Puts what is known into the gaps of a report. Answers with all gaps, and what has no place any more.
pub fn fill(paragraphs: &mut [Paragraph], known: &[Asked]) -> Vec<Asked> {
    let said = known.iter().filter(|asked| asked.text.is_some());
    let mut said: BTreeMap<&str, &Asked> = said.map(|asked| (asked.tag.as_str(), asked)).collect();
    let mut out = Vec::new();
    let mut above = String::new();
    for paragraph in paragraphs {
        for line in lines(paragraph) {
            for span in line.iter_mut() {
                if let Span::Gap(gap) = span {
                    let asked = said.remove(gap.tag.as_str());
                    gap.filled = asked.and_then(|asked| asked.text.clone());
                }
            }
            out.extend(asked(line, &above));
            above = shown(line);
        }
    }
    let lost = said.into_values().cloned();
    out.extend(lost.map(|asked| Asked {
        placed: false,
        ..asked
    }));
    out
}

/// The lines of a paragraph in which gaps can stand.
fn lines(paragraph: &mut Paragraph) -> Vec<&mut Vec<Span>> {
    match paragraph {
        Paragraph::Title(spans)
        | Paragraph::Addressee(spans)
        | Paragraph::Heading(_, spans)
        | Paragraph::Text(spans)
        | Paragraph::Annex(_, spans) => vec![spans],
        Paragraph::Signature(sign) => sign.lines.iter_mut().collect(),
        Paragraph::Table(table) => table.rows.iter_mut().flatten().collect(),
        Paragraph::Annexes(_) => Vec::new(),
    }
}

/// The gaps of a line with the words around each.
fn asked(line: &[Span], above: &str) -> Vec<Asked> {
    let words = |at: Option<usize>| match at.and_then(|at| line.get(at)) {
        Some(Span::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let gaps = line.iter().enumerate().filter_map(|(at, span)| match span {
        Span::Gap(gap) => Some((at, gap)),
        Span::Text(_) => None,
    });
    let asked = gaps.map(|(at, gap)| Asked {
        tag: gap.tag.clone(),
        prompt: gap.prompt.clone(),
        text: gap.filled.clone(),
        before: words(at.checked_sub(1)),
        after: words(Some(at + 1)),
        above: above.to_owned(),
        placed: true,
    });
    asked.collect()
}

/// What a report that came back says in the gaps that were asked, and the prompts of those that could not be found in it.
/// What stood in a gap that the report has no more is still known.
pub fn answered(asked: &[Asked], back: &Filled) -> (Vec<Asked>, Vec<String>) {
    let placed: Vec<&Asked> = asked.iter().filter(|asked| asked.placed).collect();
    let mut lost = Vec::new();
    let mut order = 0;
    let answers = asked.iter().map(|asked| {
        let mut answer = asked.clone();
        if asked.placed {
            let found = find(asked, back, (order, placed.len()));
            order += 1;
            if found.is_none() {
                lost.push(asked.prompt.clone());
            }
            answer.text = found.and_then(|found| said(asked, &found));
        }
        answer
    });
    let answers: Vec<Asked> = answers.collect();
    let unasked = unasked(asked, back);
    (answers.into_iter().chain(unasked).collect(), lost)
}

/// What was said in gaps of which only the report itself knows: the data beside it were lost.
fn unasked(asked: &[Asked], back: &Filled) -> Vec<Asked> {
    let known = |tag: &String| asked.iter().any(|asked| asked.tag == *tag);
    let controls = back.controls.iter().filter_map(|control| {
        let tag = control.tag.clone();
        let tag = tag.filter(|tag| tag.starts_with(TAG) && !known(tag))?;
        let open = control.text.starts_with(OPEN);
        let text = Some(control.text.clone()).filter(|text| !open && !text.is_empty());
        Some(Asked {
            tag,
            text: Some(text?),
            ..Asked::default()
        })
    });
    controls.collect()
}

/// What stands in a gap: by its tag; else by the words around it, or in its turn where as many controls are left as there
/// were; else between the words around it, where the control itself is gone. What fits two places fits none.
fn find(asked: &Asked, back: &Filled, (order, count): (usize, usize)) -> Option<String> {
    let tagged = |control: &&Control| control.tag.as_ref() == Some(&asked.tag);
    let tagged: Vec<&str> = back
        .controls
        .iter()
        .filter(tagged)
        .map(|control| control.text.as_str())
        .collect();
    if !tagged.is_empty() {
        return Some(tagged.concat());
    }
    let around = |control: &Control| {
        control.tag.is_none() && control.before == asked.before && control.after == asked.after
    };
    let in_turn = back
        .controls
        .get(order)
        .filter(|_| back.controls.len() == count);
    let alike = back.controls.iter().filter(|control| around(control));
    let alike: Vec<&Control> = alike.collect();
    let below = alike.iter().filter(|control| control.above == asked.above);
    let below: Vec<&&Control> = below.collect();
    let found = match (alike.as_slice(), below.as_slice()) {
        ([one], _) => Some(*one),
        (_, [one]) => Some(**one),
        _ => in_turn.filter(|control| around(control)),
    };
    let found = found.map(|control| control.text.clone());
    found.or_else(|| between(asked, back))
}

/// What stands between the words around a gap, where just one paragraph has them.
fn between(asked: &Asked, back: &Filled) -> Option<String> {
    let Asked { before, after, .. } = asked;
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let inside = |paragraph: &String| {
        let rest = match before.as_str() {
            "" => paragraph.as_str(),
            before => paragraph.split_once(before)?.1,
        };
        let found = match after.as_str() {
            "" => rest,
            after => rest.split_once(after)?.0,
        };
        Some(found.to_owned())
    };
    let mut found = back.paragraphs.iter().filter_map(inside);
    found.next().filter(|_| found.next().is_none())
}

/// What a person has said: all but what was asked; none where nothing is left.
fn said(asked: &Asked, found: &str) -> Option<String> {
    let gap = Gap {
        prompt: asked.prompt.clone(),
        ..Gap::default()
    };
    let rest = found.replace(&gap.asked(), "");
    let rest = rest.trim();
    // The brackets kept, and the words in them replaced.
    let inner = rest.strip_prefix(OPEN);
    let inner = inner.and_then(|rest| rest.strip_suffix('】'));
    let rest = inner.unwrap_or(rest).trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(tag: &str, before: &str, after: &str) -> Asked {
        Asked {
            tag: tag.to_owned(),
            prompt: "组长姓名".to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            placed: true,
            ..Asked::default()
        }
    }

    fn control(tag: Option<&str>, text: &str, [before, after]: [&str; 2]) -> Control {
        Control {
            tag: tag.map(str::to_owned),
            text: text.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            above: String::new(),
        }
    }

    #[test]
    fn an_answer_is_found_by_the_tag_else_by_where_it_stands() {
        let asked = [
            gap("qingfeng-1", "由", "任组长，"),
            gap("qingfeng-2", "", ""),
        ];
        let around = ["由", "任组长，"];
        let controls = |controls: &[Control]| Filled {
            controls: controls.to_vec(),
            paragraphs: Vec::new(),
        };
        let words = |paragraphs: &[&str]| Filled {
            controls: Vec::new(),
            paragraphs: paragraphs.iter().map(ToString::to_string).collect(),
        };
        let tag = Some("qingfeng-1");
        let prompt = "【待填：组长姓名】";
        for (back, said) in [
            (
                controls(&[control(tag, "赵一", ["", ""])]),
                [Some("赵一"), None],
            ),
            (controls(&[control(tag, prompt, around)]), [None, None]),
            (
                controls(&[control(tag, "【待填：组长姓名】赵一", around)]),
                [Some("赵一"), None],
            ),
            (
                controls(&[control(tag, "【待填：赵一】", around)]),
                [Some("赵一"), None],
            ),
            // The tags are gone.
            (
                controls(&[control(None, "赵一", around)]),
                [Some("赵一"), None],
            ),
            (
                controls(&[control(None, "赵一", around), control(None, "无", ["", ""])]),
                [Some("赵一"), Some("无")],
            ),
            // Controls of other documents.
            (
                controls(&[control(Some("别的"), "赵一", around)]),
                [None, None],
            ),
            // The controls are gone.
            (words(&["由赵一任组长，统筹全局"]), [Some("赵一"), None]),
            (
                words(&["由【待填：组长姓名】任组长，统筹全局"]),
                [None, None],
            ),
            (words(&["由赵一任组长，", "由钱二任组长，"]), [None, None]),
            (words(&["别的话"]), [None, None]),
        ] {
            let (answers, _) = answered(&asked, &back);
            let texts: Vec<Option<&str>> = answers.iter().map(|a| a.text.as_deref()).collect();
            assert_eq!(texts, said, "{back:?}");
        }
    }
}
