//! What can be found when decisions are applied. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// The entry has changed since the decision.
    CHANGED, "R01", "评审之后又有改动", Warning,
    "评审表中有审定等级，而该条目的自评等级、建议等级或定级的回答在评审之后改了，审定没有采用。",
    "该条目已重新列入评审表，请领导小组重新审定；原来的决定保存在评审表的“未采用的决定”中。";

    /// No entry is the one decided on.
    NOT_FOUND, "R02", "审定的条目找不到了", Warning,
    "评审表中有审定等级，本次却没有读到这个条目：科室、岗位、姓名、事项或风险点改了写法，或者该表没有收进来。",
    "请核对：条目改了写法的，会作为新条目重新列入评审表；表没有收进来的，请补收后重新运行。决定保存在评审表的“未采用的决定”中，确实不再需要的，在其中删去该行。";

    /// Two decisions on one entry.
    CONFLICT, "R03", "同一条目有两个决定", Warning,
    "带入的评审表中，同一条目先后有不同的审定等级；以后带入的为准。",
    "请核对以哪一个为准，把不对的一处改掉；带上几份评审表的，后带的为准（命令行：按 --review 写的先后）。";

    /// A row added by hand fits no entry, or several.
    UNLISTED, "R07", "评审表加的一行对不上条目", Warning,
    "评审表里手工加的一行写了审定等级，没有评审编号；按科室、岗位、事项、风险点对，登记表里没有这样的条目，或者不止一条。",
    "请把登记表里这一条的科室、岗位、事项、风险点原样复制过来；有几条相同的，请在“其余条目”里找到要审定的那一行填写，或者把它的评审编号复制过来。决定保存在评审表的“未采用的决定”中。";

    /// A cross check or ballot that fits no entry, or several.
    OPINION_UNLAID, "Z04", "互查、评议对不上条目", Warning,
    "互查表、群众评议表填了的一行，按登记编号、或者按科室、岗位、事项、风险点对，登记表里没有这一条，或者不止一条。",
    "请把 01 里现在的登记编号写上；没有编号的，把科室、岗位、事项、风险点照登记表原样写上，再重新运行。在此之前这一行没有用上。";

    /// A cross check or ballot of a later day than the decision.
    OPINION_LATE, "Z05", "审定以后才有的互查、评议", Note,
    "互查、评议的日期在领导小组审定之后，等级与审定的不同。",
    "审定照旧有效。领导小组要重新审定的，在 05 的“已定事项”里改这一条的审定等级。";
}
