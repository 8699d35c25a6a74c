//! What only a person can say: filled in once, it stands in every further report. A gap is known by the tag of its control;
//! where a program has dropped that, by the words around it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::reader::Filled;
use crate::writer::official::{Gap, Paragraph, Span};

/// A gap of a report, as the next run has to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The tag of its control.
    pub tag: String,
    /// What is asked.
    pub prompt: String,
    /// The words before it in its paragraph, and behind it; up to the next gap.
    pub before: String,
    /// See there.
    pub after: String,
    /// What a person has said.
    pub text: Option<String>,
    /// Whether the report has such a gap; what was said in one that it has no more is kept.
    pub placed: bool,
}

/// Puts what is known into the gaps of a report. Answers with all gaps, and what has no place any more.
pub fn fill(paragraphs: &mut [Paragraph], known: &[Asked]) -> Vec<Asked> {
    let said = known.iter().filter(|asked| asked.text.is_some());
    let mut said: BTreeMap<&str, &Asked> = said.map(|asked| (asked.tag.as_str(), asked)).collect();
    let mut out = Vec::new();
    for paragraph in paragraphs {
        for line in lines(paragraph) {
            for span in line.iter_mut() {
                if let Span::Gap(gap) = span {
                    let asked = said.remove(gap.tag.as_str());
                    gap.filled = asked.and_then(|asked| asked.text.clone());
                }
            }
            out.extend(asked(line));
        }
    }
    let lost = said.into_values().cloned();
    out.extend(lost.map(|asked| Asked {
        placed: false,
        ..asked
    }));
    out
}

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
fn asked(line: &[Span]) -> Vec<Asked> {
    let words = |span: Option<&Span>| match span {
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
        before: at
            .checked_sub(1)
            .map_or(String::new(), |at| words(line.get(at))),
        after: words(line.get(at + 1)),
        text: gap.filled.clone(),
        placed: true,
    });
    asked.collect()
}

/// What a report that came back says in the gaps that were asked: by their controls, else by the words around them. What
/// stood in a gap that the report has no more is still known.
pub fn answered(asked: &[Asked], back: &Filled) -> Vec<Asked> {
    let by_tag = |asked: &Asked| {
        let own = back.controls.iter().filter(|(tag, _)| *tag == asked.tag);
        let texts: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.concat())
    };
    let answer = |asked: &Asked| {
        let found = asked
            .placed
            .then(|| by_tag(asked).or_else(|| by_words(asked, back)));
        Asked {
            text: match found {
                Some(Some(found)) => said(asked, &found),
                // A paragraph that was taken out says nothing.
                Some(None) => None,
                None => asked.text.clone(),
            },
            ..asked.clone()
        }
    };
    asked.iter().map(answer).collect()
}

/// What stands between the words around a gap, where just one paragraph has them.
fn by_words(asked: &Asked, back: &Filled) -> Option<String> {
    let Asked { before, after, .. } = asked;
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let between = |paragraph: &String| {
        let (_, rest) = if before.is_empty() {
            ("", paragraph.as_str())
        } else {
            paragraph.split_once(before.as_str())?
        };
        let found = if after.is_empty() {
            rest
        } else {
            rest.split_once(after.as_str())?.0
        };
        Some(found.to_owned())
    };
    let mut found = back.paragraphs.iter().filter_map(between);
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
    let inner = rest
        .strip_prefix("【待填：")
        .and_then(|r| r.strip_suffix('】'));
    let rest = inner.unwrap_or(rest).trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(before: &str, after: &str) -> Asked {
        Asked {
            tag: "qingfeng-1".to_owned(),
            prompt: "组长姓名".to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            text: None,
            placed: true,
        }
    }

    fn back(controls: &[(&str, &str)], paragraphs: &[&str]) -> Filled {
        Filled {
            controls: controls
                .iter()
                .map(|(t, s)| ((*t).to_owned(), (*s).to_owned()))
                .collect(),
            paragraphs: paragraphs.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn an_answer_is_found_by_the_tag_else_by_the_words_around_it() {
        for (back, said) in [
            (back(&[("qingfeng-1", "赵一")], &[]), Some("赵一")),
            (back(&[("qingfeng-1", "【待填：组长姓名】")], &[]), None),
            (
                back(&[("qingfeng-1", "【待填：组长姓名】赵一")], &[]),
                Some("赵一"),
            ),
            (back(&[("qingfeng-1", "【待填：赵一】")], &[]), Some("赵一")),
            (back(&[], &["由赵一任组长，统筹全局"]), Some("赵一")),
            (back(&[], &["由【待填：组长姓名】任组长，统筹全局"]), None),
            // Two places that fit: neither is taken.
            (back(&[], &["由赵一任组长，", "由钱二任组长，"]), None),
            (back(&[], &["别的话"]), None),
        ] {
            let answers = answered(&[gap("由", "任组长，")], &back);
            assert_eq!(answers[0].text.as_deref(), said, "{back:?}");
        }
    }
}
