//! Texts that people write, with names in them: somebody else says what the names stand for, and looks at whatever is written
//! out. With `template`, whose texts are the program's own, the only place that names minijinja.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Object, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

/// What a name stands for.
#[derive(Debug)]
pub enum Said {
    /// A number.
    Count(u64),
    /// A text.
    Text(String),
    /// What is so or not.
    Flag(bool),
    /// A list, each line of which has names of its own.
    Lines(Vec<Arc<dyn Names>>),
}

/// Says what names stand for.
pub trait Names: Debug + Send + Sync + 'static {
    /// What this name stands for; none where nobody knows it.
    fn said(&self, name: &str) -> Option<Said>;
}

/// What is about to be written out.
#[derive(Clone, Copy, Debug)]
pub enum Written<'t> {
    /// A text.
    Text(&'t str),
    /// A number, by its digits.
    Number(&'t str),
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A number that must not be written out.
    Number,
    /// A list, or what is so or not, where a text belongs.
    NoText,
    /// A name that stands for nothing.
    Name,
    /// A filter, a test or a function that does not exist.
    Function,
    /// A text that is to be put in and does not exist.
    Missing,
    /// It cannot be understood.
    Syntax,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the text.
    pub file: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// What it is.
    pub wrong: Wrong,
}

/// Texts that may put each other in.
#[derive(Debug)]
pub struct Prose<'t> {
    engine: Environment<'t>,
    names: Arc<dyn Names>,
}

/// Names the engine knows by itself.
const OWN: [&str; 6] = ["loop", "range", "dict", "namespace", "true", "false"];
/// By what our own refusals are known among the faults of the engine.
const NUMBER: &str = "a number";
const NO_TEXT: &str = "no text";

impl<'t> Prose<'t> {
    /// No text yet; `write` answers how something shall stand, and with nothing where it must not be written out.
    pub fn new(
        names: Arc<dyn Names>,
        write: impl Fn(Written<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        let mut engine = Environment::new();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        // A text that is put in ends its last paragraph.
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        if let Ok(syntax) = syntax {
            engine.set_syntax(syntax);
        }
        engine.set_formatter(
            move |out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value| {
                put(out, value, &write)
            },
        );
        Self { engine, names }
    }

    /// Takes in a text.
    ///
    /// # Errors
    /// It cannot be understood.
    pub fn add(&mut self, name: &'t str, text: &'t str) -> Result<(), Fault> {
        self.engine.add_template(name, text).map_err(|e| fault(&e))
    }

    /// The names a text asks for.
    pub fn asked(&self, name: &str) -> Vec<String> {
        let template = self.engine.get_template(name);
        let asked = template.map(|template| template.undeclared_variables(false));
        let mut asked: Vec<String> = asked.into_iter().flatten().collect();
        asked.retain(|name| !OWN.contains(&name.as_str()));
        asked.sort();
        asked
    }

    /// A text with what its names stand for.
    ///
    /// # Errors
    /// It, or one that it puts in, asks for what is not there.
    pub fn fill(&self, name: &str) -> Result<String, Fault> {
        let template = self.engine.get_template(name).map_err(|e| fault(&e))?;
        let root = Value::from_object(Known(Arc::clone(&self.names)));
        template.render(root).map_err(|e| fault(&e))
    }
}

/// Writes a value out.
fn put(
    out: &mut Output<'_>,
    value: &Value,
    write: &dyn Fn(Written<'_>) -> Option<String>,
) -> Result<(), Error> {
    let text = value.to_string();
    let written = match value.kind() {
        ValueKind::String => Written::Text(&text),
        ValueKind::Number => Written::Number(&text),
        ValueKind::Undefined => return Err(Error::from(ErrorKind::UndefinedError)),
        _ => return Err(Error::new(ErrorKind::InvalidOperation, NO_TEXT)),
    };
    let shown = write(written);
    let shown = shown.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, NUMBER))?;
    Ok(out.write_str(&shown)?)
}

#[derive(Debug)]
struct Known(Arc<dyn Names>);

impl Object for Known {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match self.0.said(key)? {
            Said::Count(count) => Value::from(count),
            Said::Text(text) => Value::from(text),
            Said::Flag(flag) => Value::from(flag),
            Said::Lines(lines) => {
                let lines = lines.into_iter();
                lines.map(|line| Value::from_object(Self(line))).collect()
            }
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }
}

/// The fault itself, not that of the text that puts the other in.
fn fault(error: &Error) -> Fault {
    let mut found = error;
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<Error>() {
            found = inner;
        }
        source = inner.source();
    }
    Fault {
        file: found.name().unwrap_or_default().to_owned(),
        line: found.line().unwrap_or(1),
        wrong: wrong(found),
    }
}

fn wrong(error: &Error) -> Wrong {
    match (error.kind(), error.detail()) {
        (ErrorKind::InvalidOperation, Some(NUMBER)) => Wrong::Number,
        (ErrorKind::InvalidOperation, Some(NO_TEXT)) => Wrong::NoText,
        (ErrorKind::UndefinedError, _) => Wrong::Name,
        (ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction, _) => {
            Wrong::Function
        }
        (ErrorKind::TemplateNotFound, _) => Wrong::Missing,
        _ => Wrong::Syntax,
    }
}
