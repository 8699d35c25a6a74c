//! What was masked in the public edition. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A name inside a text.
    NAME_IN_TEXT, "P01", "公示时遮盖了姓名", Note,
    "要公示的文字里有花名册、表上填的或口径 public.names 中的姓名；不论中间有无空格，简体繁体，一律遮盖。",
    "请看一眼 06-公示表.xlsx 里这一处读来是否通顺。其实不是人的（如姓名“高峰”遇上“高峰期”），请把整个词加到口径文件 public.not_names 后重新运行。";

    /// A text that may be a name and may be a post.
    DOUBTFUL_OWNER, "P02", "像是姓名，公示时换成了岗位", Note,
    "责任人、部门负责人、责任领导栏里的字，花名册和各表都不知道是人还是岗位，先不照登。",
    "请看一眼：是人的，把他补进花名册；是岗位的，补进花名册（或口径文件）该科室的岗位后重新运行，就会照登。";

    /// A number that leads to a person.
    NUMBER_IN_TEXT, "P03", "公示时遮盖了号码", Note,
    "要公示的文字里有身份证号、银行卡号、电话号码或电子邮箱。",
    "请看一眼遮得对不对；要公布的举报电话，请写在公示表下方的“监督电话”一行。";

    /// A person where a post is published.
    NAMED_OWNER, "P04", "责任人是姓名，公示时换成了岗位", Note,
    "责任人、部门负责人、责任领导栏里写的是姓名。",
    "请看一眼换成的岗位对不对；不对的，请在花名册里写明此人的岗位后重新运行。";
}
