//! What is listed for a human look before the public edition goes out. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A name inside a text was masked.
    NAME, "P01", "公示表中隐去了姓名", Note,
    "内容里写有花名册或表中出现过的姓名，公示表里换成了不指名的称呼。",
    "请在公示之前看一眼公示表中的这一句是否通顺。不是姓名的（如“高峰期”里的“高峰”），把整个词写进口径文件 public.not_names，就不再替换。";

    /// Nobody can tell whether a person in charge is named by post or by name.
    UNSURE, "P02", "公示表中的责任人存疑", Note,
    "责任人一栏写的可能是姓名，花名册和表中都没有此人，公示表里换成了“岗位责任人”。",
    "是姓名的，无须处理，补进花名册后会换成他的岗位；是岗位的，把岗位补进花名册，或在口径文件 words.owner_suffixes 中加上它的结尾。";

    /// What leads to a person was masked.
    CONTACT, "P03", "公示表中隐去了号码", Note,
    "内容里写有手机号码、身份证号码或电子邮箱，公示表里已隐去。",
    "请在公示之前看一眼公示表中的这一句是否通顺。";
}
