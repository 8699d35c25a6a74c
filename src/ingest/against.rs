//! Words by which an opinion does not agree with a level: 不同意, 等级偏低，重新评定, 提高一级.

use crate::text;

/// Words that do not leave things as they are.
const WORDS: [&str; 49] = [
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
    "重新",
    "重报",
    "重评",
    "重填",
    "退回",
    "升一级",
    "提一级",
    "提级",
    "高一级",
    "提高等级",
    "提高级别",
    "提高风险等级",
    "上调",
    "调高",
    "调低",
    "下调",
    "降级",
    "降一级",
    "低一级",
    "降低等级",
    "降低级别",
    "升级",
    "调为",
    "改为",
    "改高",
    "改低",
    "调到",
    "再议",
    "待定",
];
/// The same words in those that agree.
const NONE: [&str; 4] = ["没有异议", "无异议", "未有异议", "不存在异议"];

/// Whether an opinion does not leave the level as it is.
pub fn objects(written: &str) -> bool {
    let mut key = text::key(written);
    for none in NONE {
        key = key.replace(none, "");
    }
    WORDS.iter().any(|word| key.contains(word))
}
