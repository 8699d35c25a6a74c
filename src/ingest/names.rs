//! Section names inside other names: of files, sheets, titles, group rows and `单位：…局预算科`.

use super::date;
use crate::policy::Lookup;
use crate::text;

/// Words that begin what a title says of a section: 预算科|廉政风险点自查表.
const TITLE_WORDS: [&str; 13] = [
    "岗位", "廉政", "廉洁", "权力", "风险", "自查", "排查", "查找", "防控", "个人", "清单", "腐败",
    "20",
];

/// Such words that are parts of names of sections too: 老干部科.
const IN_NAMES: [&str; 3] = ["干部", "人员", "登记"];
/// How the words behind a section's name begin: 绩效管理科|五类廉政风险.
const BEHIND: &str = "一二三四五六七八九十两各全第本";
/// The longest run of them that is left out.
const LONGEST_BEHIND: usize = 4;

/// Names that end like a section's but name none.
const NO_SECTIONS: [&str; 25] = [
    "一般干部",
    "级干部",
    "层干部",
    "内部",
    "外部",
    "全部",
    "经办",
    "承办",
    "督办",
    "主办",
    "协办",
    "科室",
    "股室",
    "处室",
    "部室",
    "各科室",
    "各股室",
    "本科室",
    "部门",
    "各部门",
    "所属科室",
    "机关科室",
    "业务科室",
    "各处室",
    "内设科室",
];

/// What stands before 科 where the writer speaks of his own, or of any; 本 only where no word ends with it, as in 成本科.
const WHOSE: [char; 4] = ['我', '某', '该', '各'];

/// How words begin that speak of units and name none.
const NO_UNITS: [&str; 14] = [
    "全", "各", "本", "我", "附件", "附表", "关于", "所属", "下属", "直属", "区直", "市直", "县直",
    "基层",
];

/// What stands before 科室 in a key of the form's own section. 审核科室, 牵头科室 are others.
const OWN_SECTION: [&str; 30] = [
    "填报", "填表", "填写", "填制", "制表", "编制", "编报", "报送", "报告", "上报", "申报", "呈报",
    "提交", "所在", "所属", "责任", "单位", "部门", "排查", "查找", "自查", "自评", "业务", "职能",
    "工作", "岗位", "人", "本", "我", "现",
];

/// A section named in `written`, as it is to be called in the register.
///
/// With a roster only its names and aliases count. Without one, a piece of the text that ends like a section's name does.
pub fn section_in(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    if !lookup.policy().roster.is_empty()
        && let Some(section) = lookup.section_within(written)
    {
        return Some(section.name.clone());
    }
    let folded = text::nfkc(written);
    let mut pieces = folded.split(|c: char| !c.is_alphanumeric() && c != '/');
    pieces.find_map(|piece| section_piece(piece, lookup))
}

fn section_piece(piece: &str, lookup: &Lookup<'_>) -> Option<String> {
    let shortest = |words: &[&str]| {
        let before = words.iter().filter_map(|word| piece.split(word).next());
        before.min_by_key(|b| b.len()).unwrap_or(piece)
    };
    let all = TITLE_WORDS.iter().chain(&IN_NAMES).copied();
    let all: Vec<&str> = all.collect();
    section_named(shortest(&all), lookup).or_else(|| section_named(shortest(&TITLE_WORDS), lookup))
}

/// What may not stand behind 科 in a word that begins like a section: 预算科学, 会计科目.
const NO_END: [char; 13] = [
    '学', '技', '目', '研', '室', '员', '级', '普', '协', '教', '任', '长', '班',
];

/// The section with which a title begins, though more words of its own follow: 预算科|财政资金安全廉政风险自查表.
pub fn section_of_title(title: &str, lookup: &Lookup<'_>) -> Option<String> {
    let folded = text::squash(&text::nfkc(title));
    let mut behind = folded.trim_start_matches(of_year);
    while let Some(rest) = BEFORE.iter().find_map(|word| behind.strip_prefix(word)) {
        behind = rest;
    }
    let (end, _) = behind.match_indices(['科', '股']).next()?;
    let (before, rest) = behind.split_at_checked(end + '科'.len_utf8())?;
    let name = after_unit(before, lookup);
    let certain = name.chars().nth(2).is_some() && name.chars().all(char::is_alphanumeric);
    // 预算科科长 is its head.
    let next = rest.chars().next();
    let ends = next.is_none_or(|next| !NO_END.contains(&next)) || rest.starts_with("科长");
    (certain && ends && is_section(&name, lookup)).then_some(name)
}

/// What stands before a section in titles and names of files: 附件1：预算科, 关于报送预算科.
const BEFORE: [&str; 7] = ["附件", "附表", "关于", "报送", "上报", "呈报", "提交"];

/// The section that the words before a title name.
fn section_named(words: &str, lookup: &Lookup<'_>) -> Option<String> {
    let mut name = words.trim_matches(|c: char| c.is_ascii_digit());
    while let Some(rest) = BEFORE.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest.trim_matches(|c: char| c.is_ascii_digit());
    }
    let whole = after_unit(name, lookup);
    if is_section(&whole, lookup) {
        return Some(whole);
    }
    let cuts = name.char_indices().rev().map(|(at, _)| name.split_at(at));
    let mut cuts = cuts.take(LONGEST_BEHIND);
    cuts.find_map(|(section, behind)| {
        let name = after_unit(section, lookup);
        (behind.starts_with(|c| BEHIND.contains(c)) && is_section(&name, lookup)).then_some(name)
    })
}

/// `清风市青云区财政局预算科` → `预算科`.
fn after_unit(name: &str, lookup: &Lookup<'_>) -> String {
    parted(name, lookup)
        .map_or(name, |(_, section)| section)
        .to_owned()
}

/// A unit and its section. Two characters are no unit: 城市|建设科.
fn parted<'n>(name: &'n str, lookup: &Lookup<'_>) -> Option<(&'n str, &'n str)> {
    let cuts = name.char_indices().rev().map(|(at, _)| name.split_at(at));
    // Longer words name no section: one cell of a whole book is looked at no further.
    let mut cuts = cuts.take(Lookup::LONGEST_SECTION);
    cuts.find(|(unit, section)| {
        unit.chars().nth(2).is_some() && is_section(section, lookup) && lookup.looks_like_unit(unit)
    })
}

/// The section that stands behind the name of a bureau and nothing else: 预算科 of 青云区财政局预算科.
pub fn behind_bureau<'n>(name: &'n str, lookup: &Lookup<'_>) -> Option<&'n str> {
    let (unit, section) = parted(name, lookup)?;
    let is_bureau = unit.ends_with('局') && named_unit(unit, lookup).is_some();
    is_bureau.then_some(section)
}

/// Whether the name of a section says its unit.
pub fn says_unit(section: &str, lookup: &Lookup<'_>) -> bool {
    parted(section, lookup).is_some()
}

/// The unit that stands before a section in a text that names both: 清河区财政局 in `2026年清河区财政局预算科`.
pub fn unit_before(written: &str, section: &str, lookup: &Lookup<'_>) -> Option<String> {
    let folded = text::squash(&text::nfkc(written));
    let (before, _) = folded.split_once(section)?;
    let piece = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    named_unit(piece, lookup)
}

/// The unit with which a title begins: 清河区财政局 in `清河区财政局2026年廉政风险点自查表`.
pub fn unit_of_title(title: &str, lookup: &Lookup<'_>) -> Option<String> {
    let folded = text::squash(&text::nfkc(title));
    let behind = folded.trim_start_matches(of_year);
    let piece = behind.split(|c: char| !c.is_alphanumeric()).next()?;
    let before = TITLE_WORDS.iter().filter_map(|word| piece.split_once(word));
    let shortest = before.map(|(before, _)| before).min_by_key(|b| b.len());
    named_unit(shortest?, lookup)
}

/// The unit that a text names and nothing else; 全区, 各街道 and 本局 are none of a certain name.
pub fn named_unit(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    let name = written.trim_start_matches(of_year);
    let certain = name.chars().nth(2).is_some()
        && !NO_UNITS.iter().any(|word| name.starts_with(word))
        && !is_inner_office(name);
    (certain && lookup.looks_like_unit(name)).then(|| name.to_owned())
}

/// Whether a character belongs to a year before a name.
fn of_year(c: char) -> bool {
    c.is_ascii_digit() || "年度".contains(c)
}

fn is_section(name: &str, lookup: &Lookup<'_>) -> bool {
    // 青云区财政局各科室 names no section either, nor does 现将我科.
    lookup.looks_like_section(name)
        && !NO_SECTIONS.iter().any(|none| name.ends_with(none))
        && !is_whose(name)
}

/// 我科, 某处, 本室, 现将本科; 各站所, 七站八所.
fn is_whose(name: &str) -> bool {
    if name.starts_with('各') || name.starts_with("七站") {
        return true;
    }
    let whose = name.strip_suffix(['科', '股', '处', '室', '所']);
    whose.is_some_and(|whose| {
        let own = whose.strip_suffix('本');
        whose.ends_with(WHOSE) || own.is_some_and(|before| before.is_empty() || before == "现将")
    })
}

/// Whether a name is certainly that of a section: the roster knows it, or it ends as those of no other bodies do.
pub fn is_certain_section(name: &str, lookup: &Lookup<'_>) -> bool {
    lookup.section(name).is_some() || name.ends_with(['科', '股', '所', '站', '队', '局'])
}

/// Whether a heading inside a form of another section names one: 一、财务室 may be a part of the form, 领导干部 are persons.
pub fn heads_section(raw: &str, name: &str, lookup: &Lookup<'_>) -> bool {
    let listed = !raw.contains([':', '：']) && text::after_list_number(raw.trim()).is_some();
    let persons = ["干部", "人员"].iter().any(|end| name.ends_with(end));
    is_certain_section(name, lookup) || !(listed || persons)
}

/// The section that the value of a key names. After 科室 any name will do; after 单位 only one that is a section's.
pub fn section_of_value(value: &str, any_name: bool, lookup: &Lookup<'_>) -> Option<String> {
    let bare = text::squash(value);
    if date::at_end(value).is_some_and(|(before, _)| before.is_empty()) {
        return None;
    }
    if let Some(section) = lookup.section(&bare) {
        return Some(section.name.clone());
    }
    if let Some(found) = section_in(value, lookup) {
        return Some(found);
    }
    let unit = lookup.looks_like_unit(&bare) && !is_inner_office(&bare);
    let is_name = !bare.is_empty() && !unit && !NO_SECTIONS.contains(&bare.as_str());
    (any_name && is_name).then_some(bare)
}

/// 非税局, 监督检查局: an office inside a bureau, which has neither a place nor the bureau's own word in its name.
fn is_inner_office(name: &str) -> bool {
    let places = ['省', '市', '县', '区', '州', '旗', '镇', '乡'];
    let short = name.chars().count() <= 8;
    short && name.ends_with('局') && !name.contains(places) && !name.contains("财政局")
}

/// The section that a line of its own names above a table, and nothing else: 一、预算科.
pub fn heading_section(line: &str, lookup: &Lookup<'_>) -> Option<String> {
    // （国库科） below a title
    let line = line.trim();
    let framed = line.strip_prefix(['(', '（']);
    let framed = framed.and_then(|rest| rest.strip_suffix([')', '）']));
    let bare = text::without_list_number(framed.unwrap_or(line));
    let short = text::squash(bare).chars().count() <= 12;
    let ends = || lookup.looks_like_section(&text::without_brackets(&text::squash(bare)));
    // 审核：纪检监察室 says whose the name is; 填报：预算科 and 附件1：预算科 say that it is the form's.
    let own = || {
        bare.split_once([':', '：']).is_none_or(|(key, _)| {
            let unit = lookup.looks_like_unit(key);
            unit || key.starts_with('附') || is_own_section(&text::label_key(key))
        })
    };
    (short && ends() && own()).then(|| section_in(bare, lookup))?
}

/// Whether words say nothing but that the section behind them is the form's own: 填报, 所在; nothing at all.
pub fn is_own_section(words: &str) -> bool {
    let mut rest = words;
    while let Some(more) = OWN_SECTION.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = more;
    }
    rest.is_empty()
}

/// The post that a title names: 预算编制岗廉政风险点自查表. 重点岗位… and 各岗… name none.
pub fn post_in_title(title: &str, lookup: &Lookup<'_>) -> Option<String> {
    let folded = text::squash(&text::nfkc(title));
    let (before, behind) = folded.split_once('岗')?;
    let own = behind.strip_prefix('的').unwrap_or(behind);
    let whose = ["廉政", "廉洁", "风险", "自查", "排查", "防控"];
    let many = before.ends_with([
        '各', '全', '一', '上', '在', '类', '点', '键', '体', '本', '级',
    ]);
    if many || !whose.iter().any(|word| own.starts_with(word)) {
        return None;
    }
    let cuts = before.char_indices().map(|(at, _)| before.split_at(at));
    let of_section = |(section, post): &(&str, &str)| {
        section.ends_with(['科', '股', '室']) && is_section(section, lookup) && !post.is_empty()
    };
    let name = cuts.rev().find(of_section).map_or(before, |(_, post)| post);
    let name = name.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
    post_in(&format!("{name}岗")).filter(|_| !lookup.looks_like_unit(name))
}

/// The post that a heading names: `二、资产出租岗（责任人：李二）` → `资产出租岗`.
pub fn post_in(heading: &str) -> Option<String> {
    let bare = text::without_list_number(heading);
    let name = bare.split(['(', '（', ':', '：']).next().unwrap_or(bare);
    let name = text::tight(name);
    let named = name.ends_with('岗') || name.ends_with("岗位");
    (named && (3..=14).contains(&name.chars().count())).then_some(name)
}
