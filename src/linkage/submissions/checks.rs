//! What can be found when one file is a newer version of another. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// An entry of the older version that the newer one lacks.
    LACKING, "M01", "旧版中有、新版中没有的条目", Warning,
    "同一份表有新旧两版，整份以新版为准；旧版中的这个条目，新版里没有，没有登记。",
    "请核对新版是有意删去还是漏填：漏填的，在新版中补上后重新报送；有意删去的，回复说明即可。";

    /// Nobody can tell which file is newer.
    UNCLEAR, "M02", "两份表先后不明", Warning,
    "同一科室的几份表像是同一份表的不同版本，按填报日期和文件名看不出以哪一份为准，或者看不出是不是同一份表；都照常登记。",
    "请确认以哪一份为准：在文件名后注明“最终版”，或者把不用的一份移出文件夹，再重新运行。确实是不同的表的，不用处理。";

    /// The file has been replaced.
    REPLACED, "M03", "旧版已由新版代替", Note,
    "同一份表有新旧两版（同一科室、同一种表、同一人，内容相同或文件名相同），先看填报日期、再看文件名中的版本标记，整份以新版为准；旧版各行不登记。标注退改以后报回的一份认得是从哪一份来的，直接代替那一份，文件名、格式、科室改了也一样。",
    "一般不用处理。认错了的，把不用的一份移出文件夹，或改正填报日期、文件名后重新运行。";

    /// Two sections say the same word for word.
    COPIED, "M08", "两个科室的表一字不差", Warning,
    "两个科室报来的岗位、人员、风险点、表现形式、防控措施逐条完全相同，像是抄报；都照常登记，没有合并。",
    "请向两个科室核实：抄报的，退回重新自查；同一个科室误用了两个名称的，改正文件名或表中的科室名称；确实相同的，不用处理。";
}
