//! What only a person can say: filled in once, it stands in every further report. A gap is known by the tag of its control;
//! of a document from which a program has dropped the tags, by where it stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parse::TAG;
use crate::reader::{Control, Filled};
use crate::writer::official::{Earlier, Gap, Paragraph, Span, shown};

/// A gap of a report, as the next run has to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The tag of its control.
    pub tag: String,
    /// What is asked.
    pub prompt: String,
    /// What a person has said.
    pub text: Option<String>,
    /// What was said in the report of an earlier result, as long as nobody has said anything in this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
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
/// Ends the mark of what was said in an earlier report.
const CHECK: &str = "所写，请核对";

/// Lays what was said in the report of an earlier result, of that year, under the gaps known.
pub fn recall(known: &mut Vec<Asked>, (year, said): (i32, Vec<Asked>)) {
    for asked in said {
        let Some(text) = asked.text else { continue };
        let mark = format!("{year}年{CHECK}");
        let earlier = Some(Earlier { mark, text });
        match known.iter_mut().find(|own| own.tag == asked.tag) {
            Some(own) => own.earlier = earlier,
            None => known.push(Asked {
                tag: asked.tag,
                prompt: asked.prompt,
                earlier,
                ..Asked::default()
            }),
        }
    }
}

/// Puts what is known into the gaps of a report. Answers with all gaps, and what has no place any more.
pub fn fill(paragraphs: &mut [Paragraph], known: &[Asked]) -> Vec<Asked> {
    let known = known.iter().map(|asked| (asked.tag.as_str(), asked));
    let mut known: BTreeMap<&str, &Asked> = known.collect();
    let mut out = Vec::new();
    let mut above = String::new();
    for paragraph in paragraphs {
        for line in lines(paragraph) {
            for span in line.iter_mut() {
                if let Span::Gap(gap) = span
                    && let Some(asked) = known.remove(gap.tag.as_str())
                {
                    gap.filled.clone_from(&asked.text);
                    gap.earlier.clone_from(&asked.earlier);
                }
            }
            out.extend(asked(line, &above));
            above = shown(line);
        }
    }
    let lost = known.into_values().filter(|asked| asked.text.is_some());
    out.extend(lost.map(|asked| Asked {
        placed: false,
        ..asked.clone()
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
        earlier: gap.earlier.clone(),
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
        let earlier = marked(&control.text);
        let open = control.text.starts_with(OPEN) || earlier.is_some();
        let text = Some(control.text.clone()).filter(|text| !open && !text.is_empty());
        (text.is_some() || earlier.is_some()).then(|| Asked {
            tag,
            text,
            earlier,
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

/// What an earlier report said, where it still stands marked.
fn marked(text: &str) -> Option<Earlier> {
    let inner = text.strip_prefix('【')?.strip_suffix(Earlier::CLOSE)?;
    let (mark, text) = inner.split_once('：')?;
    mark.ends_with(CHECK).then(|| Earlier {
        mark: mark.to_owned(),
        text: text.to_owned(),
    })
}

/// What a person has said: all but what was asked, or what is marked for being looked at; none where nothing is left.
fn said(asked: &Asked, found: &str) -> Option<String> {
    let gap = Gap {
        prompt: asked.prompt.clone(),
        ..Gap::default()
    };
    let earlier = asked.earlier.as_ref();
    let stood = earlier.map_or_else(|| gap.asked(), ToString::to_string);
    let rest = found.replace(&stood, "");
    let rest = rest.trim();
    let words = match earlier {
        Some(earlier) => checked(earlier, rest),
        // The brackets kept, and the words in them replaced.
        None => within(rest, OPEN).unwrap_or(rest),
    };
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// What stands between an opening and its end.
fn within<'t>(text: &'t str, open: &str) -> Option<&'t str> {
    text.strip_prefix(open)?.strip_suffix(Earlier::CLOSE)
}

/// What a person made of what an earlier report said: nothing where its mark still begins it.
fn checked<'t>(earlier: &Earlier, found: &'t str) -> &'t str {
    let open = earlier.open();
    let Some(inner) = found.strip_prefix(&open) else {
        // Its end was forgotten.
        let words = found.strip_suffix(Earlier::CLOSE);
        return words
            .filter(|words| *words == earlier.text)
            .unwrap_or(found);
    };
    let inner = within(found, &open).unwrap_or(inner);
    if inner == earlier.text { "" } else { inner }
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
    fn what_an_earlier_report_said_is_an_answer_once_its_mark_is_gone() {
        let mut known = vec![gap("qingfeng-1", "由", "任组长，")];
        let mut before = known.clone();
        before[0].text = Some("局长赵一".to_owned());
        recall(&mut known, (2025, before));
        let marked = "【2025年所写，请核对：局长赵一】";
        assert_eq!(
            known[0].earlier.as_ref().map(ToString::to_string),
            Some(marked.to_owned())
        );
        for (found, answer) in [
            (marked, None),
            ("【2025年所写，请核对：局长赵一", None),
            ("", None),
            ("局长赵一", Some("局长赵一")),
            ("局长赵一】", Some("局长赵一")),
            ("【2025年所写，请核对：局长钱二】", Some("局长钱二")),
            ("【2025年所写，请核对：局长赵一】局长钱二", Some("局长钱二")),
            ("局长钱二【2025年所写，请核对：局长赵一】", Some("局长钱二")),
            ("局长钱二", Some("局长钱二")),
        ] {
            assert_eq!(said(&known[0], found).as_deref(), answer, "{found}");
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
