//! 口径: the settings people change, with the checks and messages of the file itself.

use axum::Router;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::super::desk::{Desk, Open};
use super::super::failure::{Answer, Failure};
use super::super::memory::Refused;
use super::told::coded;
use crate::app::PolicyFile;
use crate::policy::edit::{Change, own_words};
use crate::policy::{CommonSetting, SettingKind, common_setting, common_settings};
use crate::text::without_command;

/// The part of the page with the bureau's own words.
const WORDS: &str = "words";

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/set", post(set))
        .route("/settings/word", post(word))
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    /// Why there is no valid policy.
    trouble: Option<String>,
    /// The form that was refused, and whether it is on the page.
    refused: Option<Refused>,
    placed: bool,
    path: String,
    /// Digest of the file, by which it is known again.
    seen: String,
    groups: Vec<Group>,
    words: Vec<Listed>,
    undo: Option<String>,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    settings: Vec<Setting>,
}

#[derive(Serialize)]
struct Setting {
    path: &'static str,
    title: &'static str,
    help: &'static str,
    kind: SettingKind,
    choices: &'static [(String, String)],
    /// As it is written in a field.
    value: String,
    /// What the default says.
    default: String,
    /// Whether the bureau says something of its own.
    own: bool,
}

/// A head or a name of the bureau's own.
#[derive(Serialize)]
struct Listed {
    path: String,
    of: String,
    word: String,
}

async fn show(State(desk): State<Desk>) -> Answer {
    let page = desk.work(|desk| Ok(page(desk))).await?;
    Ok(desk.show("/settings", "settings.html", &page))
}

fn page(desk: &Desk) -> Page {
    let file = PolicyFile::open(&desk.places());
    let trouble = match &file {
        Err(error) => Some(error.to_string()),
        Ok(file) => file.policy().err().map(|error| error.to_string()),
    };
    let trouble = trouble.map(|trouble| without_command(&trouble));
    let file = file.ok();
    let text = file.as_ref().map_or("", PolicyFile::text);
    let words = own_words(text).into_iter();
    let seen = file.as_ref().map_or("", PolicyFile::sha256);
    let refused = desk.memory().refused();
    let is_here = |form: &str| common_setting(form).is_some() || form == WORDS;
    Page {
        placed: refused
            .as_ref()
            .is_some_and(|refused| is_here(&refused.form)),
        trouble,
        refused,
        path: file
            .as_ref()
            .map_or(String::new(), |file| file.path().display().to_string()),
        groups: common_settings()
            .iter()
            .map(|group| Group {
                title: &group.title,
                settings: group.settings.iter().map(|s| setting(s, text)).collect(),
            })
            .collect(),
        words: words
            .map(|word| Listed {
                path: word.path,
                of: word.of,
                word: word.word,
            })
            .collect(),
        undo: desk.memory().policy().last(seen).map(str::to_owned),
        seen: seen.to_owned(),
    }
}

fn setting(of: &'static CommonSetting, text: &str) -> Setting {
    let (own, default) = (of.own(text), of.default());
    let value = own.as_ref().or(default.as_ref());
    Setting {
        path: &of.path,
        title: &of.title,
        help: &of.help,
        kind: of.kind,
        choices: &of.choices,
        value: value.map_or(String::new(), |value| of.written(value)),
        default: default.map_or(String::new(), |value| of.called(&value)),
        own: own.is_some(),
    }
}

/// A setting that was changed.
#[derive(Debug, Deserialize)]
struct Sent {
    seen: String,
    path: String,
    #[serde(default)]
    value: String,
    /// Whether what the default says shall count again.
    #[serde(default)]
    back: String,
}

async fn set(State(desk): State<Desk>, Form(sent): Form<Sent>) -> Answer {
    let to = format!("/settings#s-{}", coded(&sent.path));
    let form = Refused::new(&sent.path, [("value", &sent.value)]);
    let said = desk.work(move |desk| {
        let setting = common_setting(&sent.path);
        let setting =
            setting.ok_or_else(|| Failure::refused("没有这一项设置。请刷新页面再改。"))?;
        let title = &setting.title;
        let (value, what) = if sent.back.is_empty() {
            let value = setting.read(&sent.value).map_err(Failure::refused)?;
            let what = format!("“{title}”改为“{}”", setting.called(&value));
            (Some(value), what)
        } else {
            (None, format!("“{title}”恢复默认"))
        };
        let path = sent.path.clone();
        changed(desk, &sent.seen, &Change::Setting { path, value }, &what)
    });
    Ok(after(&desk, said.await, form, &to))
}

/// A word that is taken out.
#[derive(Debug, Deserialize)]
struct TakenOut {
    seen: String,
    path: String,
    word: String,
}

async fn word(State(desk): State<Desk>, Form(sent): Form<TakenOut>) -> Answer {
    let said = desk.work(move |desk| {
        let what = format!("删去“{}”", sent.word);
        let TakenOut { seen, path, word } = sent;
        let file = desk.policy_file()?;
        let mut own = own_words(file.text()).into_iter();
        if !own.any(|own| own.path == path && own.word == word) {
            return Err(Failure::refused("没有这个写法，没有写入。请刷新页面再改。"));
        }
        changed(desk, &seen, &Change::Word { path, word }, &what)
    });
    let to = format!("/settings#{WORDS}");
    Ok(after(&desk, said.await, Refused::new(WORDS, []), &to))
}

fn changed(desk: &Desk, seen: &str, change: &Change, what: &str) -> Result<String, Failure> {
    let mut steps = desk.memory().policy();
    let file = desk.policy_file()?;
    if file.sha256() != seen {
        return Err(Failure::busy(
            "口径文件在这一页打开以后被改动过（在记事本里，或者在另一个页面上），这一次没有写入。下面是现在的样子，请核对以后再改。",
        ));
    }
    let written = file.change(std::slice::from_ref(change), what, &mut steps);
    written.map_err(|error| {
        Failure::refused(format!(
            "没有写入，口径文件还是原来的样子。{what}：\n{error}"
        ))
    })?;
    Ok(format!("已写入口径：{what}。重新生成结果时生效。"))
}

/// Leads back to the page, which tells what was done, or why the form was refused.
fn after(
    desk: &Desk,
    said: Result<String, Failure>,
    form: Refused,
    to: &str,
) -> axum::response::Response {
    match said {
        Ok(said) => desk.tell(said),
        Err(failure) => desk.memory().refuse(form.because(failure.said)),
    }
    Redirect::to(to).into_response()
}
