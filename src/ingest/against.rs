//! Words by which an opinion does not agree with a level: 不同意, 等级偏低，重新评定, 提高一级.

use std::sync::LazyLock;

use regex::Regex;

use crate::text;

/// Words that do not leave things as they are, whatever stands around them.
const WORDS: [&str; 40] = [
    "不同意",
    "不予同意",
    "未同意",
    "不认可",
    "不认同",
    "不赞同",
    "不通过",
    "未通过",
    "不予通过",
    "有异议",
    "不妥",
    "不准确",
    "不合理",
    "不恰当",
    "偏低",
    "偏高",
    "过低",
    "过高",
    "定低",
    "定高",
    "重新评",
    "重新定",
    "重新核",
    "重新审",
    "重新填",
    "重新报",
    "重新上报",
    "重报",
    "重评",
    "重填",
    "退回",
    "升一级",
    "提一级",
    "提级",
    "高一级",
    "低一级",
    "降一级",
    "降级",
    "再议",
    "待定",
];
/// The same words in those that agree.
const NONE: [&str; 4] = ["没有异议", "无异议", "未有异议", "不存在异议"];
/// Words that change something, where that is a level: 调为高, 建议提高等级, 升级 alone. 系统升级 and 改为双人复核 are none.
static CHANGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let alone = "(?:上调|下调|调高|调低|升级|改高|改低)";
    let other = "(?:[提升]高|降低|调整?[为到至成]|改[为到至成])";
    let level = "[为到至成]?(?:[高中低]|[一二三123]级|(?:风险)?(?:等级|级别))";
    let patterns = [
        format!("(?:{alone}|{other}){level}"),
        format!("{alone}(?:$|[,;。、!])"),
        format!("(?:等级|级别)(?:{alone}|{other})"),
    ];
    Regex::new(&patterns.join("|")).ok()
});

/// Whether an opinion does not leave the level as it is.
pub fn objects(written: &str) -> bool {
    let mut key = text::key(written);
    for none in NONE {
        key = key.replace(none, "");
    }
    let changes = || CHANGES.as_ref().is_some_and(|change| change.is_match(&key));
    WORDS.iter().any(|word| key.contains(word)) || changes()
}
