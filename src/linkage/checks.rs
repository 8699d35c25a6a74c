//! What can be found when repeats are merged. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// Levels of merged entries differ.
    LEVELS_DIFFER, "M04", "合并的条目等级不一", Warning,
    "合并成一条的几个条目，等级不一样；登记时按口径取其一（默认就高），并列入评审。",
    "请领导小组在评审表中审定。各条原来的等级见登记表“合并对照”。";

    /// Entries people chose something about are not there.
    NOT_FOUND, "M05", "合并决定中的条目找不到了", Warning,
    "评审表中对两个条目选了合并或不合并，本次却没有读到其中的条目：科室、岗位、姓名、事项、风险点或表现形式改了写法，或者该表没有收进来、已退回。",
    "请核对：改了写法而仍然重复的，会重新合并或列入“疑似重复”；表没有收进来的，请补收后重新运行。决定保存在评审表的“未采用的合并决定”中，确实不再需要的，在其中删去。";

    /// Two choices on one pair.
    TWICE, "M06", "同一对条目有两个合并决定", Warning,
    "带入的评审表中，同一对条目先后选了合并和不合并；以后带入的为准。",
    "请核对以哪一个为准，把不对的一处改掉；带上几份评审表的，后带的为准（命令行：按 --review 写的先后）。";

    /// Choices contradict each other.
    CONTRADICTED, "M07", "合并决定互相矛盾", Warning,
    "选了甲乙合并、乙丙合并，又选了甲丙不合并；这样的合并决定都没有采用。",
    "请在评审表“未采用的合并决定”中核对这几项，改掉不对的一项。";
}
