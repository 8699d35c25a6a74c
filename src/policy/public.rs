//! `[public]`: what stands for names in the public edition (公示).

use super::decode::{At, Cursor};
use super::source::Problem;

/// How names are kept out of the public edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicPolicy {
    /// What stands for a name inside a text.
    pub mask: String,
    /// Words that are left alone though they hold a name.
    pub not_names: Vec<String>,
}

/// What one policy file says of it.
#[derive(Debug, Default)]
pub struct WrittenPublic {
    mask: Option<At<String>>,
    not_names: Vec<At<String>>,
}

impl WrittenPublic {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let written = Self {
            mask: cursor.string("mask", out),
            not_names: cursor.strings("not_names", out),
        };
        cursor.finish(out);
        if let Some(mask) = written.mask.as_ref().filter(|m| m.value.trim().is_empty()) {
            let help = "请写一个不指名的称呼，如 mask = \"某同志\"。";
            out.push(Problem::new(
                mask.span.clone(),
                "隐去姓名之后总要写点什么",
                help,
            ));
        }
        written
    }
}

/// Lays one file's section over what was said before; words are added.
pub fn lay(public: &mut PublicPolicy, written: &WrittenPublic) {
    if let Some(mask) = &written.mask {
        public.mask.clone_from(&mask.value);
    }
    let words = written.not_names.iter().map(|w| w.value.clone());
    public.not_names.extend(words);
}
