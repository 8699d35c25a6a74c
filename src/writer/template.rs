//! Texts with places to be filled: the templates of pages, filled with what a page says. With `prose`, whose texts people
//! write, the only place that names minijinja.
//!
//! Whatever is filled in is a text and never markup, in every template but a style sheet.

use std::fmt::Write;
use std::io::{self, BufWriter, Error, Result};
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Enumerator, Object, ObjectRepr, Serde};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::{Serialize, Serializer};

/// Templates that may include each other.
#[derive(Debug)]
pub struct Templates(Environment<'static>);

impl Templates {
    /// Of these names and texts.
    ///
    /// # Errors
    /// One of them is not written as a template; they are the program's own, and the tests prove them.
    pub fn new(parts: &[(&'static str, &'static str)]) -> Result<Self> {
        let mut engine = Environment::new();
        engine.set_auto_escape_callback(|name| {
            if name == "style.css" {
                AutoEscape::None
            } else {
                AutoEscape::Html
            }
        });
        engine.set_syntax(syntax()?);
        engine.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
                Ok(escape(text, out)?)
            }
            _ => minijinja::escape_formatter(out, state, value),
        });
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, text) in parts {
            engine.add_template(name, text).map_err(fault)?;
        }
        Ok(Self(engine))
    }

    /// The template of this name, filled: it finds what is shown as `page`.
    ///
    /// # Errors
    /// There is no such template, or it asks for what `page` does not say.
    pub fn fill(&self, name: &str, page: &impl Serialize) -> Result<String> {
        let template = self.0.get_template(name).map_err(fault)?;
        let filled = template.render(context! { page => Value::from(Serde(page)) });
        filled.map_err(fault)
    }

    /// The same, written as it is filled: a page of many rows never stands in memory.
    ///
    /// # Errors
    /// As [`Self::fill`], and what cannot be written.
    pub fn fill_to(
        &self,
        name: &str,
        page: &impl Serialize,
        out: &mut dyn io::Write,
    ) -> Result<()> {
        let template = self.0.get_template(name).map_err(fault)?;
        let mut out = BufWriter::new(out);
        let page = context! { page => Value::from(Serde(page)) };
        template.render_captured_to(page, &mut out).map_err(fault)?;
        io::Write::flush(&mut out)
    }
}

/// A list that may be long: each of its items is made ready to be shown when its turn comes, not all of them before.
#[derive(Clone, Debug)]
pub struct Long<T>(Arc<Items<T>>);

#[derive(Debug)]
struct Items<T>(Vec<T>);

impl<T> Default for Long<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<T> FromIterator<T> for Long<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Arc::new(Items(items.into_iter().collect())))
    }
}

impl<T> std::ops::Deref for Long<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0.0
    }
}

impl<T: Serialize + std::fmt::Debug + Send + Sync + 'static> Serialize for Long<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer)
    }
}

impl<T: Serialize + std::fmt::Debug + Send + Sync + 'static> Object for Items<T> {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let item = self.0.get(key.as_usize()?)?;
        Some(Value::from(Serde(item)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

/// A text as it stands in markup, between tags or in quotes. The engine would write a slash as a code too, and addresses would
/// be hard to read.
fn escape(text: &str, out: &mut impl Write) -> std::fmt::Result {
    for c in text.chars() {
        match c {
            '<' => out.write_str("&lt;")?,
            '>' => out.write_str("&gt;")?,
            '&' => out.write_str("&amp;")?,
            '"' => out.write_str("&quot;")?,
            '\'' => out.write_str("&#39;")?,
            c => out.write_char(c)?,
        }
    }
    Ok(())
}

/// A line that holds nothing but a statement leaves no line behind.
fn syntax() -> Result<SyntaxConfig> {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().map_err(fault)
}

/// What went wrong; what the system says of a place that takes no more stays what it is.
fn fault(error: minijinja::Error) -> Error {
    let written = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<Error>());
    match written.map(|cause| (cause.kind(), cause.raw_os_error())) {
        Some((_, Some(code))) => Error::from_raw_os_error(code),
        Some((kind, None)) => Error::new(kind, error),
        None => Error::other(error),
    }
}
