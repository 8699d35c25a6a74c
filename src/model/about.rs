//! Which entry is meant, in words a person knows it by.

use serde::{Deserialize, Serialize};

use super::{Entry, Field};
use crate::text;

/// What a person needs to know which entry is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct About {
    /// 科室.
    pub section: String,
    /// 岗位, with the name where one is given.
    pub post: String,
    /// 权力（业务）事项.
    pub matter: String,
    /// 风险点.
    pub risk: String,
}

impl About {
    /// What is known of an entry.
    pub fn entry(entry: &Entry) -> Self {
        let text = |field| entry.text(field).unwrap_or_default().to_owned();
        let mut post = text(Field::Post);
        if let Some(person) = entry.text(Field::Person) {
            let gap = if post.is_empty() { "" } else { " " };
            post = format!("{post}{gap}{person}");
        }
        Self {
            section: text(Field::Section),
            post,
            matter: text(Field::Matter),
            risk: text(Field::Risk),
        }
    }

    /// `预算科“违规调整预算”`.
    pub fn short(&self) -> String {
        format!("{}“{}”", self.section, text::excerpt(&self.risk, 30))
    }
}
