//! Heads without what people and programs put around them: 4、风险点（必填）, 风险点Risk, 【风险等级】, ●防控措施, 您所在的科室：.

use crate::text;

/// Signs before a head.
const SIGNS: &str = "●◆■▲▶►★☆※*#○◎•·-—";
/// Bytes of the longest question that is looked at: a page of text is no head.
const LONGEST: usize = 1_000;
/// What questionnaires say before a head.
const ASKED: [&str; 36] = [
    "请问",
    "你所在的",
    "你所在",
    "你认为",
    "你的",
    "你",
    "这些风险点的",
    "这些风险点",
    "这些",
    "目前",
    "请填写",
    "请选择",
    "请输入",
    "请上传",
    "请列出",
    "请列举",
    "请写出",
    "请写明",
    "请简述",
    "您所在的",
    "您所在",
    "您认为",
    "您采取的",
    "您拟采取的",
    "您准备采取的",
    "您的",
    "您",
    "该风险点的",
    "该风险点",
    "上述风险点的",
    "上述风险点",
    "此风险点的",
    "上述",
    "相应的",
    "该",
    "所在",
];
/// What they end a question with.
const ASKING: [&str; 22] = [
    "是什么时候",
    "是什么",
    "是谁",
    "是哪个",
    "是哪一个",
    "是哪位",
    "是哪天",
    "是哪一天",
    "是多少",
    "是怎样的",
    "在哪里",
    "在哪儿",
    "在哪",
    "定为几级",
    "是哪一级",
    "是哪级",
    "属于哪一级",
    "有哪些",
    "为几级",
    "是几级",
    "如何",
    "是",
];
/// What stands in the middle of one, between who is asked and what for: 存在哪些廉政风险, 从事什么岗位.
const OF_WHAT: [&str; 9] = [
    "哪些方面的",
    "哪些",
    "什么样的",
    "什么",
    "哪几个",
    "哪几项",
    "哪一个",
    "哪个",
    "哪项",
];
/// What asks for a level in words of its own: 这些风险是几级, 属于哪一级风险, 风险有多大.
const WHICH_LEVEL: [&str; 13] = [
    "几级",
    "哪一级",
    "哪个等级",
    "哪个级别",
    "什么等级",
    "哪级",
    "哪个档",
    "哪一档",
    "多大",
    "多高",
    "多严重",
    "大不大",
    "高不高",
];
/// What asks for the kind of a risk.
const WHICH_KIND: [&str; 6] = ["哪一类", "哪类", "哪种", "哪一种", "什么类型", "什么类别"];
/// What asks how something is done, or comes about.
const HOW: [&str; 3] = ["如何", "怎样", "怎么"];
/// What asks for the measures behind it: 如何防范, 怎样防控.
const TO_PREVENT: [&str; 8] = ["防", "预防", "管控", "控制", "化解", "应对", "避免", "规避"];
/// What asks how a risk shows behind it: 会怎样表现出来.
const TO_SHOW: [&str; 4] = ["表现", "发生", "产生", "体现"];
/// What somebody does who answers for a risk: 由谁负责.
const TO_ANSWER: [&str; 5] = ["负责", "落实", "管", "防", "来抓"];
/// What questionnaires say in brackets behind one.
const NOTES: [&str; 12] = [
    "必填",
    "选填",
    "必答",
    "选答",
    "非必填",
    "单选",
    "多选",
    "可多选",
    "填空",
    "下拉",
    "请填",
    "请选",
];

/// A comparable head without these; none where there is nothing of the kind.
pub fn bare(key: &str) -> Option<String> {
    let unquoted = key.replace(is_quote, "");
    let mut rest = unquoted.trim_end_matches('?');
    if let Some(asked) = in_other_words(rest) {
        return Some(asked.to_owned());
    }
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|c| SIGNS.contains(c));
        rest = rest
            .strip_prefix('【')
            .and_then(|r| r.strip_suffix('】'))
            .unwrap_or(rest);
        rest = without_number(rest);
        rest = without_note(rest).trim_end_matches([':', '*', '?']);
        rest = without_translation(without_footnote(rest));
        rest = ASKED
            .iter()
            .find_map(|word| rest.strip_prefix(word).filter(|r| !r.is_empty()))
            .unwrap_or(rest);
        if rest.len() == before.len() {
            break;
        }
    }
    (!rest.is_empty() && rest != key).then(|| rest.to_owned())
}

/// Whether a head may have something of the kind around it: cheap, for it is asked of every short cell.
pub fn may_be_dressed(key: &str) -> bool {
    if key.len() > LONGEST || key.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let first = key.chars().next();
    first.is_some_and(|c| c.is_ascii_digit() || "(【请您该上此".contains(c) || SIGNS.contains(c))
        || key.ends_with([')', '?', '】', ']'])
        || key.contains(['哪', '么', '几', '怎', '谁'])
        || key.ends_with('是')
        || ["如何", "多大", "多高", "多严重"]
            .iter()
            .any(|word| key.contains(word))
        || key.contains(is_quote)
        || key.ends_with(|c: char| c.is_ascii_lowercase() || c == '.')
}

/// What a question asks for that does not name it: of a risk that is 几级 its level, 如何防范 the measures, 由谁负责 who does.
fn in_other_words(question: &str) -> Option<&'static str> {
    if !question.contains(['几', '哪', '什', '多', '大', '高', '题', '谁', '何', '怎']) {
        return None;
    }
    let parted = |words: &[&str]| {
        let mut found = words.iter().filter_map(|word| question.split_once(word));
        found.next()
    };
    let begins = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    let of_risk = question.contains("风险");
    if let Some((before, _)) = parted(&WHICH_LEVEL) {
        return (of_risk && !before.contains('级')).then_some("风险等级");
    }
    if let Some((_, behind)) = parted(&WHICH_KIND) {
        return (of_risk && !behind.contains(['级', '施'])).then_some("风险类别");
    }
    let troubles = || {
        ["容易出", "可能出", "会出"]
            .iter()
            .any(|word| question.contains(word))
    };
    if question.ends_with("问题") && troubles() {
        return Some("风险点");
    }
    if let Some((_, behind)) = question.split_once('谁') {
        let behind = behind.trim_start_matches(['来', '去']);
        return begins(behind, &TO_ANSWER).then_some("责任人");
    }
    let (_, behind) = parted(&HOW)?;
    if begins(behind, &TO_PREVENT) {
        return Some("防控措施");
    }
    begins(behind, &TO_SHOW).then_some("表现形式")
}

/// Marks of quotation, which mean nothing in a head.
const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '「' | '」' | '『' | '』' | '‘' | '’')
}

/// 风险点risk: the head without its translation. 风险点a is one of several.
fn without_translation(head: &str) -> &str {
    let own = head.trim_end_matches(|c: char| c.is_ascii_lowercase() || matches!(c, '.' | '/'));
    let word = head.strip_prefix(own).unwrap_or_default();
    let is_word = word.chars().filter(char::is_ascii_lowercase).count() > 1;
    if is_word && !own.is_empty() {
        own
    } else {
        head
    }
}

/// 4、, 4., (4), Q4: the number of a question.
fn without_number(head: &str) -> &str {
    let inner = head.trim_start_matches(['(', 'q', '第']);
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() == inner.len() {
        return head;
    }
    digits.trim_start_matches([')', '.', '、', ',', ':', '题'])
}

/// The head without a note in brackets at its end.
fn without_note(head: &str) -> &str {
    let Some((before, note)) = head.strip_suffix(')').and_then(|h| h.rsplit_once('(')) else {
        return head;
    };
    if NOTES.iter().any(|word| note.starts_with(word)) {
        before
    } else {
        head
    }
}

/// 防控措施[注1], 您的岗位是: the head without what refers to a note, or asks.
fn without_footnote(head: &str) -> &str {
    let noted = head.strip_suffix(']').and_then(|h| h.rsplit_once('['));
    let rest = noted.map_or(head, |(before, _)| before);
    let asked = ASKING.iter().find_map(|end| rest.strip_suffix(end));
    let rest = asked.unwrap_or(rest);
    let what = OF_WHAT.iter().find_map(|word| rest.split_once(word));
    let rest = what.map_or(rest, |(_, what)| what);
    if rest.is_empty() { head } else { rest }
}

/// What stands behind the letter of a choice.
const MARKS: [char; 7] = ['.', ':', ')', '、', '．', '：', '）'];

/// A.一级: an answer without the letter of its choice; none where it has none.
pub fn without_choice(answer: &str) -> Option<&str> {
    // Ⅰ、Ⅱ级 are two levels, and Ⅰ is an i by now.
    let letter = answer.strip_prefix(|c| matches!(c, 'a'..='h' | 'A'..='H'));
    let rest = letter.and_then(|rest| rest.strip_prefix(MARKS));
    // B、C are two levels.
    rest.map(str::trim)
        .filter(|rest| rest.chars().count() > 1 || !rest.is_ascii())
}

/// The same of an answer that names a place or a post, where no letter means a level and a number only counts the options:
/// I.国库科, （3）国库科.
pub fn without_option(answer: &str) -> &str {
    let answer = answer.trim();
    let lettered = answer.strip_prefix(|c: char| c.is_ascii_alphabetic());
    let lettered = lettered.and_then(|rest| rest.strip_prefix(MARKS));
    lettered.map_or_else(|| text::without_list_number(answer).trim(), str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_around_a_head_is_left_out() {
        for (head, left) in [
            ("4、风险点(必填)", Some("风险点")),
            ("【风险等级】", Some("风险等级")),
            ("●防控措施", Some("防控措施")),
            ("2.您所在的科室", Some("科室")),
            ("1风险点", Some("风险点")),
            ("是否涉及“三重一大”?", Some("是否涉及三重一大")),
            ("第3题风险等级(单选题)", Some("风险等级")),
            ("风险点", None),
            ("岗位(职务)", None),
            ("风险点1", None),
            ("防控措施[注1]", Some("防控措施")),
            ("您的岗位是", Some("岗位")),
            ("您认为该风险的等级是?", Some("风险的等级")),
            ("4.您认为您的岗位有哪些廉政风险点?", Some("廉政风险点")),
            ("您采取的防控措施", Some("防控措施")),
            ("请列出防控措施有哪些", Some("防控措施")),
            ("12", None),
            ("5、该风险点的风险等级", Some("风险等级")),
            ("该风险点的等级(单选)", Some("等级")),
            ("上述风险点的防控措施", Some("防控措施")),
            ("该风险点", Some("风险点")),
            ("您所在的岗位是什么?", Some("岗位")),
            ("从事什么岗位?", Some("岗位")),
            ("行使哪些职权?", Some("职权")),
            ("容易发生哪些方面的廉政风险?", Some("廉政风险")),
            ("风险点在哪里?", Some("风险点")),
            ("这些风险是几级?", Some("风险等级")),
            ("属于哪一级风险?", Some("风险等级")),
            ("您的职级是几级?", Some("职级")),
            ("4.风险等级定为几级?", Some("风险等级")),
            ("你是怎样防控的?", Some("防控措施")),
            ("责任人是谁?", Some("责任人")),
            ("风险有多大?", Some("风险等级")),
            ("风险有多大", Some("风险等级")),
            ("5.该风险有多严重?", Some("风险等级")),
            ("风险等级如何?", Some("风险等级")),
            ("金额有多大?", Some("金额有多大")),
            ("属于哪类风险?", Some("风险类别")),
            ("风险属于哪一类?", Some("风险类别")),
            ("容易出什么问题?", Some("风险点")),
            ("由谁负责?", Some("责任人")),
            ("谁来落实?", Some("责任人")),
            ("谁监督?", Some("谁监督")),
            ("你是哪个科室的?", Some("科室的")),
            ("所在科室是哪个?", Some("科室")),
            ("会怎样表现出来?", Some("表现形式")),
            ("打算怎么防?", Some("防控措施")),
            ("如何管理?", Some("如何管理")),
            ("填报日期是哪天?", Some("填报日期")),
        ] {
            assert_eq!(bare(head).as_deref(), left, "{head}");
        }
    }
}
