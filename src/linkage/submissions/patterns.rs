//! How marks and dates are written in the names of files.

use std::sync::LazyLock;

use regex::Regex;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 副本.
    Copy,
    /// 第二版, v2.
    Version,
    /// 最终版.
    Final,
    /// 修改.
    Revised,
    /// 初稿.
    Draft,
    /// 作废.
    Void,
}

/// A mark at the end of a piece of a name.
pub struct Pattern {
    /// What the mark says.
    pub kind: Kind,
    /// Whether it counts only behind a whole name or alone.
    pub strict: bool,
    /// How it is written.
    pub regex: Option<Regex>,
}

/// Marks by how they are written; the first that fits counts, so longer ones stand before shorter ones.
pub static MARKS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    use Kind::{Copy, Draft, Final, Revised, Version, Void};
    let number = r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})";
    let written: [(Kind, bool, &str); 19] = [
        (Copy, false, r"的?(?:副本|复件|拷贝|copy)(?P<n>\d{1,2})?"),
        (Copy, true, r"复制(?P<n>\d{1,2})?"),
        (
            Version,
            false,
            r"(?:version|ver\.?|版本号?)(?P<v>\d{1,2}(?:\.\d{1,3})*)(?:版|稿)?",
        ),
        (
            Version,
            false,
            r"v\.?(?P<v>\d{1,2}(?:\.\d{1,3})*)(?:版|稿)?",
        ),
        (Version, false, r"第NUM(?:版|稿)"),
        (Version, true, r"NUM(?:版|稿)"),
        (
            Final,
            false,
            r"(?:最终版本|最终版|最终稿|最终|终版|终稿|定稿版|定稿|正式版|正式稿)(?P<n>\d{1,2})?",
        ),
        (Final, false, r"final(?:version|版)?(?P<n>\d{1,2})?"),
        (Revised, false, r"第?NUM次(?:修改|修订|更正|修正)(?:版|稿)?"),
        (Revised, true, r"第?NUM次改"),
        (
            Revised,
            false,
            r"(?P<again>再次|再|又)?已?经?(?:修改|修订|更正|修正|改正)(?:过|后|完)?(?:版本|版|稿|后)(?P<n>\d{1,2})?",
        ),
        (
            Revised,
            true,
            r"(?P<again>再次|再|又)?已?经?(?:修改|修订|更正|修正|改正)(?:过|完)?(?P<n>\d{1,2})?",
        ),
        (
            Revised,
            true,
            r"(?P<again>再次|再|又)?已?改(?:好|过|后|完)?(?:版|稿)?(?P<n>\d{1,2})?",
        ),
        (Revised, true, r"NUM改"),
        (Revised, false, r"最新(?:版|稿)"),
        (Revised, true, r"新(?:版|稿)|最新"),
        (Draft, false, r"(?:初稿|草稿|初版|草案)\d?"),
        (Void, false, r"旧(?:版|稿)"),
        (Void, true, r"旧|已?作废|已?废弃|弃用"),
    ];
    let compile = |(kind, strict, text): &(Kind, bool, &str)| Pattern {
        kind: *kind,
        strict: *strict,
        regex: Regex::new(&format!("(?:{})$", text.replace("NUM", number))).ok(),
    };
    written.iter().map(compile).collect()
});

macro_rules! pattern {
    ($name:ident, $text:literal) => {
        pub static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($text).ok());
    };
}

pattern!(
    HEAD,
    r"^(?:最终版|最终稿|定稿|终稿|正式版|修改版|修改稿|修订版|修订稿|更正版|初稿|草稿|旧版|副本|复件|拷贝|copyof|copy)"
);
pattern!(LAST_COPY, r"\((\d{1,2})\)$");
pattern!(
    APART,
    r"(副本|复件|复制|拷贝|copy|final|最终版?|终稿|定稿|修改版?|修订版?|改|version|ver|v|版本)[\s_]+(\d{1,2}(?:\.\d+)*)(\D|$)"
);
pattern!(
    FULL_DATE,
    r"(?:^|\D)(?P<d>(?P<y>20\d\d)\s*[-./_年]\s*(?P<m>\d{1,2})\s*[-./_月]\s*(?P<day>\d{1,2})日?)(?:\D|$)"
);
pattern!(
    COMPACT_DATE,
    r"(?:^|\D)(?P<d>(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]))(?:\D|$)"
);
pattern!(MONTH, r"(?P<d>(?P<y>20\d\d)年(?P<m>\d{1,2})月份?)");
pattern!(
    DAY,
    r"(?:^|\D)(?P<d>(?P<m>\d{1,2})月(?P<day>\d{1,2})[日号])"
);
pattern!(
    DOTTED,
    r"(?:^|[^\dv.本第r])(?P<d>(?P<m>\d{1,2})\.(?P<day>\d{1,2}))(?:[\s_()+-]|$)"
);
