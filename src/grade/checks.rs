//! What can be found when a level is suggested. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// The level declared is lower than the one suggested.
    UNDERRATED, "G01", "自评低于建议", Warning,
    "自评等级比按表中回答得出的建议等级低（低评）。",
    "请填报科室核对等级和各项回答；没有改动的，由领导小组在评审表中审定，审定前暂按较高的一级登记。";

    /// The level declared is higher than the one suggested.
    OVERRATED, "G02", "自评高于建议", Note,
    "自评等级比按表中回答得出的建议等级高。",
    "不必退回：由领导小组在评审表中审定，审定前暂按自评等级登记。";

    /// An answer nobody can read.
    ANSWER_UNREADABLE, "G03", "回答看不懂", Warning,
    "定级依据的回答不在口径 grading 的写法之中，或者同时写了几种。",
    "请填报科室按下拉列表或填写说明改写后重报；本单位常用的其他写法，可加到口径文件的 grading 一节。",
    "是";

    /// An answer that is not given and on which the level depends.
    ANSWER_MISSING, "G04", "缺少定级的回答", Warning,
    "定级依据有没填的，填不同的答案会得出不同的等级，因此不提建议。",
    "请填报科室补填；补填之前，由领导小组在评审表中审定。",
    "否";

    /// All is answered and no criterion applies.
    OPEN_CASE, "G05", "定级标准没有说到", Note,
    "回答齐全，但不符合任何一条定级标准，例如直接掌握人财物而没有自由裁量权的出纳。",
    "由领导小组在评审表中审定；常有这种情形的，可在口径文件 grading.criteria 中补一条标准。";

    /// Answers that do not fit together.
    CONTRADICTION, "G06", "回答互相矛盾", Warning,
    "几项回答放在一起不合情理，例如没有任何权力，后果却是刑事责任。",
    "请填报科室核对各项回答；未改动的，由领导小组在评审表中审定。";

    /// The form does not ask what the level depends on.
    NOT_ASKED, "G07", "表中没有定级依据", Note,
    "整份表没有“是否涉及三重一大、是否直接掌握人财物、有无自由裁量权、可能后果”等栏，因此不提建议等级。",
    "不必退回。希望程序提出建议等级的，请用空白表填报（命令行：qingfeng template 生成），或在表中加上这几栏。";

    /// A column of the answers is missing, so that the level of some entries stays open.
    COLUMN_MISSING, "G08", "缺少一栏定级依据", Warning,
    "表中有一部分定级依据的栏目，缺了另外的，有的条目因此提不出建议等级。",
    "请填报科室补上这一栏后重报；或由领导小组在评审表中逐条审定。";

    /// Words of a weighty matter in an entry of the lowest level.
    WEIGHTY_WORDS, "G09", "三级条目涉及重要事项", Note,
    "自评为三级、又没有建议等级可以印证的条目里，写有口径 grading.question_words 中的词。",
    "只是提问，不影响等级：请看一眼，三级是否合适。";
}
