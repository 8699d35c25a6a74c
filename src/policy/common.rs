//! The settings people change in a year, as a page shows them: what each is called, how it is written, what it is worth now.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::edit::{Worth, worth};
use super::load::DEFAULT;
use crate::text;

/// The list of them.
const LIST: &str = include_str!("../../templates/settings.toml");

/// Settings that belong together.
#[derive(Debug, Deserialize)]
pub struct CommonSettings {
    /// What they are about.
    pub title: String,
    /// The settings.
    pub settings: Vec<CommonSetting>,
}

/// A setting.
#[derive(Debug, Deserialize)]
pub struct CommonSetting {
    /// Where it stands in the policy.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// What may be written.
    pub kind: SettingKind,
    /// What it does.
    pub help: String,
    /// Values with their names, where one is to be chosen.
    #[serde(default)]
    pub choices: Vec<(String, String)>,
}

/// What may be written into a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingKind {
    /// A text.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// One of several values.
    Choice,
    /// Words of the bureau's own beside those of the default.
    Words,
}

#[derive(Deserialize)]
struct List {
    groups: Vec<CommonSettings>,
}

static SETTINGS: LazyLock<Vec<CommonSettings>> = LazyLock::new(|| {
    toml::from_str::<List>(LIST)
        .map(|list| list.groups)
        .unwrap_or_default()
});

/// All of them, in the order in which they are shown.
pub fn common_settings() -> &'static [CommonSettings] {
    &SETTINGS
}

/// The setting at a path.
pub fn common_setting(path: &str) -> Option<&'static CommonSetting> {
    let mut all = SETTINGS.iter().flat_map(|group| &group.settings);
    all.find(|setting| setting.path == path)
}

impl CommonSetting {
    /// What the bureau's own text makes of it; none where it says nothing of it.
    pub fn own(&self, text: &str) -> Option<Worth> {
        worth(text, &self.path)
    }

    /// What the default makes of it.
    pub fn default(&self) -> Option<Worth> {
        worth(DEFAULT, &self.path)
    }

    /// A value as it is written in a field of a page.
    pub fn written(&self, value: &Worth) -> String {
        match value {
            Worth::Text(text) => text.clone(),
            Worth::Number(number) => number.to_string(),
            Worth::Flag(flag) => flag.to_string(),
            Worth::Words(words) => words.join("，"),
        }
    }

    /// A value as it is called.
    pub fn called(&self, value: &Worth) -> String {
        if let Worth::Flag(flag) = value {
            return if *flag { "是" } else { "否" }.to_owned();
        }
        let written = self.written(value);
        let named = self.choices.iter().find(|(value, _)| *value == written);
        named.map_or(written, |(_, name)| name.clone())
    }

    /// What is written in a field, as a value. Whether it fits is for the policy to say.
    ///
    /// # Errors
    /// It cannot be one of its kind; the text says what is to be written.
    pub fn read(&self, written: &str) -> Result<Worth, String> {
        let written = written.trim();
        match self.kind {
            SettingKind::Text | SettingKind::Date | SettingKind::Choice => {
                Ok(Worth::Text(written.to_owned()))
            }
            SettingKind::Flag => match written {
                "true" => Ok(Worth::Flag(true)),
                "false" => Ok(Worth::Flag(false)),
                _ => Err(format!("“{}”只能选是或否。请刷新页面再改", self.title)),
            },
            SettingKind::Number => {
                let number = text::nfkc(written).parse().map(Worth::Number);
                number.map_err(|_| format!("“{}”要填整数，填的是“{written}”", self.title))
            }
            SettingKind::Words => {
                let words = written.split(['，', ',', '、', '\n']).map(str::trim);
                let words = words.filter(|word| !word.is_empty());
                Ok(Worth::Words(words.map(str::to_owned).collect()))
            }
        }
    }
}
