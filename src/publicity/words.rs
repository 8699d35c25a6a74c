//! Telling names from posts: what a text in a column for persons may be. Decides nothing about texts it does not know;
//! it only says what they could be.

use std::collections::BTreeSet;

use crate::model::{Field, Form, SectionInfo, names_in};
use crate::policy::{Lookup, Policy, WordSet};
use crate::text;

/// Endings of heads and keys that ask for a person.
const PERSON_LABELS: [&str; 7] = ["人", "负责人", "领导", "姓名", "签字", "签名", "人员"];
/// What stands beside a name and is no part of it.
const FORMS_OF_ADDRESS: [&str; 4] = ["同志", "先生", "女士", "等"];

/// Words for many, or for nobody.
const COLLECTIVE: [&str; 11] = [
    "全体", "全员", "全科", "干部", "职工", "所有", "相关", "有关", "班子", "待定", "空缺",
];

/// Endings of groups and other bodies that are no sections.
const BODIES: [&str; 5] = ["组", "专班", "班组", "大厅", "班子"];

/// What a text in a column for those in charge may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A post, a section, a body.
    Post,
    /// A short text that nobody can tell: a name, or a word.
    Name,
    /// A sentence.
    Prose,
}

/// What the policy and the forms know of posts, sections and names.
#[derive(Debug)]
pub struct Words {
    owner_suffixes: WordSet,
    nobody: WordSet,
    body_suffixes: [WordSet; 2],
    /// Posts and sections by their key.
    known: BTreeSet<String>,
    surnames: BTreeSet<char>,
}

impl Words {
    /// What the policy knows, and the posts and sections of the forms.
    pub fn of(forms: &[Form], policy: &Policy) -> Self {
        let mut out = Self {
            owner_suffixes: policy.words.owner_suffixes.clone(),
            nobody: policy.words.nobody.clone(),
            body_suffixes: [
                policy.words.section_suffixes.clone(),
                policy.words.unit_suffixes.clone(),
            ],
            known: BTreeSet::new(),
            surnames: policy.public.surnames.chars().collect(),
        };
        let sections = &policy.roster.sections();
        let names = sections.iter().flat_map(SectionInfo::names);
        let posts = sections
            .iter()
            .flat_map(|s| s.posts.iter().map(String::as_str));
        out.known.extend(names.chain(posts).map(text::key));
        let mut told = BTreeSet::new();
        for entry in forms.iter().flat_map(Form::entries) {
            for field in [Field::Section, Field::Post] {
                let parts = entry.text(field).map(names_in).unwrap_or_default();
                let doubtful = |part: &String| out.looks(part) == Looks::Name;
                let parts = parts.into_iter();
                // A person may stand in the column of posts.
                let parts = parts.filter(|p| !(doubtful(p) && out.begins_like_a_name(p)));
                told.extend(parts.map(|p| text::key(&p)));
            }
        }
        out.known.extend(told);
        out
    }

    /// Whether a text begins with a surname.
    pub fn begins_like_a_name(&self, written: &str) -> bool {
        let key = text::key(written);
        key.chars()
            .next()
            .is_some_and(|c| self.surnames.contains(&c))
    }

    /// The longest ending of a post.
    fn ending<'k>(&self, key: &'k str) -> Option<&'k str> {
        let (word, _) = self.owner_suffixes.suffix_of(key)?;
        key.get(key.len() - word.len()..)
    }

    /// What a text may be, known names aside.
    pub fn looks(&self, written: &str) -> Looks {
        let key = text::key(&text::without_brackets(written));
        let length = key.chars().count();
        if self.known.contains(&key) || key.contains('岗') || is_collective(&key) {
            return Looks::Post;
        }
        let ends_like_body = self
            .body_suffixes
            .iter()
            .any(|s| s.suffix_of(&key).is_some())
            || BODIES.iter().any(|body| key.ends_with(body));
        if let Some(ending) = self.ending(&key) {
            let bare = key.strip_suffix(ending).unwrap_or(&key);
            let named = self.begins_like_a_name(bare) && bare.chars().count() <= 3;
            return if named { Looks::Name } else { Looks::Post };
        }
        let dotted = written.contains(['·', '•', '・', '‧']);
        match length {
            0 | 1 => Looks::Prose,
            2..=4 if ends_like_body && !self.begins_like_a_name(&key) => Looks::Post,
            2..=4 if key.chars().all(is_han) => Looks::Name,
            5..=20
                if dotted
                    && key
                        .chars()
                        .all(|c| is_han(c) || c.is_alphabetic() || "·•・‧".contains(c)) =>
            {
                Looks::Name
            }
            _ if ends_like_body => Looks::Post,
            _ => Looks::Prose,
        }
    }

    /// The title that stands with a name: 王科长 → 科长. A single character is no title.
    pub fn title_in(&self, written: &str) -> Option<String> {
        let key = text::key(written);
        let ending = self.ending(&key)?;
        let is_title = ending.chars().count() > 1 && ending.len() < key.len();
        is_title.then(|| ending.to_owned())
    }

    /// The names in a text that holds names and titles: `局长 赵一`, `赵一局长`, `张一（科长）、李二`. Texts that can only
    /// be posts give none.
    pub fn names(&self, written: &str) -> Vec<String> {
        let mut out = Vec::new();
        let inner = written.replace(['(', '（', ')', '）', '[', ']', '【', '】'], "、");
        let bare = text::without_brackets(written);
        for part in names_in(&bare).into_iter().chain(names_in(&inner)) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let apart = words.len() > 1 && words.iter().all(|w| w.chars().count() > 1);
            let words = if apart { words } else { vec![part.as_str()] };
            for word in words {
                let name = self.untitled(word);
                if self.looks(&name) == Looks::Name && !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        out
    }

    /// Whether a text that looks like a name may be one although it begins with no surname we know: no word for nobody, and
    /// no piece of what a section or a post is called.
    pub fn may_be_a_name(&self, written: &str) -> bool {
        let key = text::key(written);
        // 基建岗：冬七 has the name at its end.
        let piece = |known: &String| known.contains(&key) && !known.ends_with(&key);
        let is_word = || self.nobody.exact(&key).is_some() || self.known.iter().any(piece);
        self.begins_like_a_name(&key) || !is_word()
    }

    /// The names that stand beside a post: in brackets behind it, or behind a mark where they begin with a surname.
    pub fn beside_post(&self, written: &str) -> Vec<String> {
        let (bare, noted) = text::parted_by_brackets(&text::nfkc(written));
        let noted = noted.iter().flat_map(|piece| self.names(piece));
        let marked = bare.split([':', '/', '、', '\n', ' ', '-', '—']).skip(1);
        let marked = marked.flat_map(|piece| self.names(piece));
        let marked = marked.filter(|name| self.begins_like_a_name(name));
        noted
            .filter(|name| self.may_be_a_name(name))
            .chain(marked)
            .collect()
    }

    /// A name without the title and the form of address before or behind it.
    fn untitled(&self, word: &str) -> String {
        let whole = text::squash(word);
        let address = FORMS_OF_ADDRESS.iter();
        let mut bare = address.filter_map(|address| whole.strip_suffix(address));
        let bare = bare.find(|bare| bare.chars().count() > 1);
        let name = bare.map_or(whole.clone(), str::to_owned);
        let behind = self.title_in(&name);
        if let Some(title) = behind.filter(|_| self.begins_like_a_name(&name)) {
            let bare = name.strip_suffix(title.as_str()).unwrap_or(&name);
            // 王科长 stays whole: 王 alone would be found everywhere.
            if bare.chars().count() > 1 {
                return bare.to_owned();
            }
            return name;
        }
        let before = self.owner_suffixes.prefix_of(&name).map(|(word, _)| word);
        let before = before.filter(|word| word.chars().count() > 1);
        let bare = before.and_then(|word| name.strip_prefix(word));
        let bare = bare.filter(|b| b.chars().count() > 1 && self.begins_like_a_name(b));
        bare.map_or(name.clone(), str::to_owned)
    }

    /// Whether a key above or below a table asks for a person.
    pub fn asks_for_a_person(key: &str, lookup: &Lookup<'_>) -> bool {
        let person = [Field::Person, Field::Owner, Field::Head, Field::Leader];
        let field = lookup.field(key);
        field.is_some_and(|f| person.contains(&f))
            || (field.is_none() && Self::is_person_label(key))
    }

    /// Whether a head asks for a person by its ending.
    pub fn is_person_label(label: &str) -> bool {
        let key = text::without_brackets(&text::label_key(label));
        PERSON_LABELS.iter().any(|ending| key.ends_with(ending))
    }
}

fn is_collective(key: &str) -> bool {
    key.starts_with('各') || COLLECTIVE.iter().any(|word| key.contains(word))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let policy = Policy::embedded().expect("valid");
        Words::of(&[], &policy)
    }

    #[test]
    fn posts_names_and_prose_are_told_apart() {
        let words = words();
        for post in [
            "科长",
            "副科长",
            "预算编制岗",
            "分管领导",
            "办公室",
            "预算科",
            "经办人",
            "全体干部",
            "各股室",
            "成本会计",
            "局领导",
            "业务科室负责人",
            "管理员",
            "党委书记",
        ] {
            assert_eq!(words.looks(post), Looks::Post, "{post}");
        }
        for name in [
            "张一",
            "欧阳小二",
            "昌三",
            "李登科",
            "王长",
            "王科长",
            "张一会计",
            "阿依古丽·买买提",
            "窗口",
        ] {
            assert_eq!(words.looks(name), Looks::Name, "{name}");
        }
        for prose in ["按制度由两人以上办理", "A", ""] {
            assert_eq!(words.looks(prose), Looks::Prose, "{prose}");
        }
    }

    #[test]
    fn names_are_taken_out_of_titles_and_notes() {
        let words = words();
        for (written, names) in [
            ("局长 赵一", vec!["赵一"]),
            ("局长赵一", vec!["赵一"]),
            ("赵一局长", vec!["赵一"]),
            ("赵一同志", vec!["赵一"]),
            ("张一（科长）、李二", vec!["张一", "李二"]),
            ("科长（张一）", vec!["张一"]),
            ("张 一", vec!["张一"]),
            ("张一 李二", vec!["张一", "李二"]),
            ("王科长", vec!["王科长"]),
            ("科室负责人、分管领导", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(words.names(written), names, "{written}");
        }
        for (written, names) in [
            ("出纳岗（张一）", vec!["张一"]),
            ("出纳岗\n（冬七）", vec!["冬七"]),
            ("出纳岗：张一", vec!["张一"]),
            ("出纳岗（兼职）", vec![]),
            ("出纳岗（负责人）", vec![]),
            ("会计、出纳", vec![]),
            ("出纳岗", vec![]),
        ] {
            assert_eq!(words.beside_post(written), names, "{written}");
        }
    }
}
