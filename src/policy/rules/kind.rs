//! The kinds of rule there are, in one list: name, what it looks for, the slots its message may use, the settings it
//! takes. How a kind looks for it is written in `rules`; which instances there are, with words and limits, in TOML.

use regex::Regex;

use super::params::Params;
use crate::model::Field;

/// A kind of rule with its settings.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// A required cell is blank.
    Blank,
    /// A required column is missing.
    NoColumn,
    /// Nobody can tell which section a table comes from.
    NoSection,
    /// A row says who, and nothing else.
    Unfilled,
    /// All of the fields are blank though the form has columns for some.
    NoneNamed,
    /// A text matches one of the patterns.
    Pattern {
        /// The patterns, matched against the text without white space.
        patterns: Vec<Regex>,
    },
    /// The text is the policy's own example.
    ExampleLeft,
    /// A text has too few characters.
    TooShort {
        /// Fewest characters of substance.
        min: usize,
    },
    /// A text holds nothing but stock phrases.
    StockPhrases {
        /// The phrases, longest first.
        words: Vec<String>,
    },
    /// All entries of a form with different risks have the same text.
    SameForAll {
        /// Fewest entries for which this is worth saying.
        at_least: usize,
    },
    /// A text repeats that of another field.
    Repeats {
        /// The other fields.
        of: Vec<Field>,
    },
    /// Two entries of a form agree in every text.
    SameEntry,
    /// The risk category is not allowed for the kind of form.
    Category,
    /// None of the fields names a leader.
    NoLeader {
        /// Words by which a leader is known.
        words: Vec<String>,
    },
    /// A date lies after the day of the run.
    FutureDate,
    /// A date lies outside the year of the run.
    OtherYear,
    /// A date lies too far back.
    Outdated {
        /// Years it is good for.
        years: u32,
    },
    /// A section the roster does not know.
    UnknownSection,
    /// A post its section does not have.
    UnknownPost,
    /// A person no section has.
    UnknownPerson,
    /// A person whom another section has.
    OtherSection,
    /// A serial number stands twice in a table.
    SerialRepeated,
    /// Serial numbers leave one out.
    SerialGap,
    /// The title names another year.
    TitleYear,
    /// The title or the unit line names another unit.
    TitleUnit,
    /// A section of the roster handed in nothing.
    SilentSection,
    /// Nothing came in of a person of the roster.
    SilentPerson,
}

/// Words of a list that are shown.
const SHOWN: usize = 12;

impl RuleKind {
    /// Whether it only says that a text is short; of a text that has a graver fault this need not be said.
    pub const fn is_slight(&self) -> bool {
        matches!(self, Self::TooShort { .. })
    }

    /// Whether it judges the words of a text.
    pub const fn is_wording(&self) -> bool {
        matches!(
            self,
            Self::TooShort { .. }
                | Self::Pattern { .. }
                | Self::ExampleLeft
                | Self::StockPhrases { .. }
                | Self::Repeats { .. }
        )
    }

    /// The settings of the kind by their names in the policy, as people read them; long lists are cut.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort { min } => vec![("min", min.to_string())],
            Self::SameForAll { at_least } => vec![("at_least", at_least.to_string())],
            Self::Outdated { years } => vec![("years", years.to_string())],
            Self::Repeats { of } => {
                let titles: Vec<&str> = of.iter().map(|f| f.title()).collect();
                vec![("of", titles.join("、"))]
            }
            Self::StockPhrases { words } | Self::NoLeader { words } => {
                vec![("words", list(words.iter().map(String::as_str)))]
            }
            Self::Pattern { patterns } => {
                vec![("patterns", list(patterns.iter().map(Regex::as_str)))]
            }
            _ => Vec::new(),
        }
    }
}

fn list<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> String {
    let count = words.len();
    let first: Vec<&str> = words.take(SHOWN).collect();
    let more = if count > SHOWN {
        format!(" 等 {count} 个")
    } else {
        String::new()
    };
    format!("{}{more}", first.join("、"))
}

/// A kind as people write it.
#[derive(Debug)]
pub struct KindInfo {
    /// Its name in the policy.
    pub name: &'static str,
    /// What it looks for.
    pub about: &'static str,
    /// Slots its message may use.
    pub slots: &'static [&'static str],
    /// Settings it takes besides those every rule has.
    pub params: &'static [&'static str],
    /// Makes the kind of the settings.
    pub build: fn(&mut Params<'_>) -> Option<RuleKind>,
}

const fn kind(
    name: &'static str,
    about: &'static str,
    slots: &'static [&'static str],
    params: &'static [&'static str],
    build: fn(&mut Params<'_>) -> Option<RuleKind>,
) -> KindInfo {
    KindInfo {
        name,
        about,
        slots,
        params,
        build,
    }
}

/// Every kind of rule. A new one is registered here, and the compiler asks `rules` for its implementation.
pub const KINDS: &[KindInfo] = &[
    kind(
        "blank",
        "有这一栏，而这一格空着（“无”“/”等也算空着）。fields 不写则查所有必填栏目。",
        &["field", "state"],
        &["fields"],
        |_| Some(RuleKind::Blank),
    ),
    kind(
        "no_column",
        "表中没有这一栏，别处也看不出。fields 不写则查除科室以外的所有必填栏目。",
        &["field", "count", "columns"],
        &["fields"],
        |_| Some(RuleKind::NoColumn),
    ),
    kind(
        "no_section",
        "科室栏、表头信息、标题、工作表名和文件名都看不出是哪个科室。",
        &["count"],
        &[],
        |_| Some(RuleKind::NoSection),
    ),
    kind(
        "unfilled",
        "这一行只写了序号、科室、岗位、姓名，其余各栏都空着。",
        &["names"],
        &[],
        |_| Some(RuleKind::Unfilled),
    ),
    kind(
        "none_named",
        "表中至少有 fields 中的一栏，而这一行在这些栏里一个也没有写。",
        &["fields"],
        &["fields"],
        |p| p.fields().map(|()| RuleKind::NoneNamed),
    ),
    kind(
        "pattern",
        "fields 中的内容（去掉空格后）符合 patterns 中的任一式样（正则表达式）。",
        &["field", "match"],
        &["fields", "patterns"],
        |p| {
            p.fields()?;
            Some(RuleKind::Pattern {
                patterns: p.patterns()?,
            })
        },
    ),
    kind(
        "example_left",
        "条目的内容与空白表示例行的内容（fields 各栏的 example）相同。",
        &["field"],
        &["fields"],
        |p| p.fields().map(|()| RuleKind::ExampleLeft),
    ),
    kind(
        "too_short",
        "fields 中的内容不足 min 个字（标点、序号不计）。空着的由 blank 查，这里不查。",
        &["field", "count", "min"],
        &["fields", "min"],
        |p| {
            p.fields()?;
            Some(RuleKind::TooShort {
                min: p.count("min")?,
            })
        },
    ),
    kind(
        "stock_phrases",
        "fields 中的内容去掉 words 中的套话和“进一步、不断”一类的字以后，什么也没有剩下。",
        &["field", "phrases"],
        &["fields", "words"],
        |p| {
            p.fields()?;
            Some(RuleKind::StockPhrases { words: p.words()? })
        },
    ),
    kind(
        "same_for_all",
        "一份表中至少有 at_least 条风险点各不相同的条目，而它们在 fields 中的内容完全一样。",
        &["field", "count"],
        &["fields", "at_least"],
        |p| {
            p.fields()?;
            Some(RuleKind::SameForAll {
                at_least: p.count("at_least")?,
            })
        },
    ),
    kind(
        "repeats",
        "fields 中的内容与 of 中的某一栏相同，或者照抄之后几乎没有增加内容。",
        &["field", "other"],
        &["fields", "of"],
        |p| {
            p.fields()?;
            Some(RuleKind::Repeats { of: p.of()? })
        },
    ),
    kind(
        "same_entry",
        "一份表中有两条科室、岗位、姓名、事项、风险点、表现形式和措施都相同的条目。",
        &["first"],
        &[],
        |_| Some(RuleKind::SameEntry),
    ),
    kind(
        "category",
        "风险类别不在这种自查表（单位、科室、个人）可用的类别之中，类别见 subjects。",
        &["text", "subject", "allowed"],
        &[],
        |_| Some(RuleKind::Category),
    ),
    kind(
        "no_leader",
        "表中至少有 fields 中的一栏，而这一行在这些栏里没有写明领导（words 中的称呼，或花名册中领导的姓名）。口径没有写明谁是领导、表中也没有责任领导一栏时，只写姓名的看不出是不是领导，不查。",
        &["text", "state"],
        &["fields", "words"],
        |p| {
            p.fields()?;
            Some(RuleKind::NoLeader { words: p.words()? })
        },
    ),
    kind(
        "future_date",
        "fields 中的日期晚于运行当天。",
        &["field", "date", "today"],
        &["fields"],
        |p| p.fields().map(|()| RuleKind::FutureDate),
    ),
    kind(
        "other_year",
        "fields 中的日期不在本年度。晚于运行当天的由 future_date 查。",
        &["field", "date", "year"],
        &["fields"],
        |p| p.fields().map(|()| RuleKind::OtherYear),
    ),
    kind(
        "outdated",
        "fields 中的日期距运行当天超过 years 年；只写到月的，整个月都超过才算。",
        &["field", "date", "years", "today"],
        &["fields", "years"],
        |p| {
            p.fields()?;
            let years = u32::try_from(p.count("years")?).ok()?;
            Some(RuleKind::Outdated { years })
        },
    ),
    kind(
        "unknown_section",
        "科室不在花名册中。没有花名册时不查。",
        &["text", "near", "rows"],
        &[],
        |_| Some(RuleKind::UnknownSection),
    ),
    kind(
        "unknown_post",
        "岗位不在花名册该科室的岗位之中。花名册没有列出该科室岗位时不查。",
        &["text", "section", "near", "rows"],
        &[],
        |_| Some(RuleKind::UnknownPost),
    ),
    kind(
        "unknown_person",
        "姓名不在花名册的任何科室之中。花名册没有列出人员时不查。",
        &["text", "section", "near", "rows"],
        &[],
        |_| Some(RuleKind::UnknownPerson),
    ),
    kind(
        "other_section",
        "花名册中此人属于别的科室。",
        &["text", "section", "other", "rows"],
        &[],
        |_| Some(RuleKind::OtherSection),
    ),
    kind(
        "serial_repeated",
        "同一张表中序号重复。",
        &["text", "first"],
        &[],
        |_| Some(RuleKind::SerialRepeated),
    ),
    kind(
        "serial_gap",
        "序号中间缺号。分组后从 1 重新编号、中间夹着空行的，不算缺号。",
        &["before", "text", "missing"],
        &[],
        |_| Some(RuleKind::SerialGap),
    ),
    kind(
        "title_year",
        "标题写的不是本年度。",
        &["text", "year"],
        &[],
        |_| Some(RuleKind::TitleYear),
    ),
    kind(
        "title_unit",
        "标题或“单位”一栏写的是别的单位。口径没有写单位全称时不查。",
        &["text", "unit"],
        &[],
        |_| Some(RuleKind::TitleUnit),
    ),
    kind(
        "silent_section",
        "花名册中的科室没有交来任何条目（整批表格一起核对时才查）。",
        &["section", "staff", "state"],
        &[],
        |_| Some(RuleKind::SilentSection),
    ),
    kind(
        "silent_person",
        "按人填报的科室里，花名册中的这个人没有交来任何条目（整批表格一起核对时才查）。",
        &["section", "person"],
        &[],
        |_| Some(RuleKind::SilentPerson),
    ),
];
