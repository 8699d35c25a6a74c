//! Walks a parsed TOML document and collects every problem on the way: unknown keys, wrong types, bad choices.
//! serde stops at the first error; a clerk wants to see them all at once.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::Problem;
use crate::model::Points;
use crate::text;

/// A value with the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// One table of the document, read key by key; what was not asked for is unknown.
pub struct Cursor<'d> {
    path: String,
    table: &'d DeTable<'d>,
    asked: BTreeSet<&'static str>,
}

impl<'d> Cursor<'d> {
    /// The table at `path` (empty for the document).
    pub fn new(path: impl Into<String>, table: &'d DeTable<'d>) -> Self {
        Self {
            path: path.into(),
            table,
            asked: BTreeSet::new(),
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.insert(key);
        self.table.get(key)
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, out: &mut Vec<Problem>) {
        let title = format!(
            "“{}”应为{wanted}，实际是{}",
            self.full(key),
            kind_of(value.get_ref())
        );
        out.push(Problem::new(
            value.span(),
            title,
            format!("请改写为{wanted}。"),
        ));
    }

    /// Text.
    pub fn string(&mut self, key: &'static str, out: &mut Vec<Problem>) -> Option<At<String>> {
        let value = self.get(key)?;
        if let DeValue::String(text) = value.get_ref() {
            return Some(At {
                value: text.to_string(),
                span: value.span(),
            });
        }
        self.wrong(
            key,
            value,
            &format!("带英文双引号的文字，如 {key} = \"文字\""),
            out,
        );
        None
    }

    /// A list of texts.
    pub fn strings(&mut self, key: &'static str, out: &mut Vec<Problem>) -> Vec<At<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(
                key,
                value,
                &format!("词表，如 {key} = [\"甲\", \"乙\"]"),
                out,
            );
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(At {
                    value: text.to_string(),
                    span: item.span(),
                }),
                _ => self.wrong(key, item, "词表中的文字，用英文双引号括起", out),
            }
        }
        texts
    }

    /// A list of texts; none where the setting is not written at all.
    pub fn some_strings(
        &mut self,
        key: &'static str,
        out: &mut Vec<Problem>,
    ) -> Option<Vec<At<String>>> {
        self.get(key)?;
        Some(self.strings(key, out))
    }

    /// The bytes of a list written without any word in it.
    pub fn empty_list(&self, key: &str) -> Option<Range<usize>> {
        let value = self.table.get(key)?;
        let items = value.get_ref().as_array()?;
        items.is_empty().then(|| value.span())
    }

    /// Yes or no.
    pub fn boolean(&mut self, key: &'static str, out: &mut Vec<Problem>) -> Option<bool> {
        let value = self.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.wrong(key, value, "true（是）或 false（否），不加引号", out);
        None
    }

    /// A whole number within `range`.
    pub fn integer(
        &mut self,
        key: &'static str,
        range: std::ops::RangeInclusive<i64>,
        out: &mut Vec<Problem>,
    ) -> Option<At<i64>> {
        let value = self.get(key)?;
        let wanted = format!("{} 到 {} 之间的整数，不加引号", range.start(), range.end());
        let number = match value.get_ref() {
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok(),
            _ => None,
        };
        match number {
            Some(n) if range.contains(&n) => Some(At {
                value: n,
                span: value.span(),
            }),
            Some(n) => {
                let title = format!("“{}”的值 {n} 超出范围", self.full(key));
                out.push(Problem::new(
                    value.span(),
                    title,
                    format!("请改写为{wanted}。"),
                ));
                None
            }
            None => {
                self.wrong(key, value, &wanted, out);
                None
            }
        }
    }

    /// A number of points within `range`, with at most two decimals.
    pub fn points(
        &mut self,
        key: &'static str,
        range: std::ops::RangeInclusive<Points>,
        out: &mut Vec<Problem>,
    ) -> Option<At<Points>> {
        let value = self.get(key)?;
        let wanted = format!(
            "{} 到 {} 之间、最多两位小数的数，不加引号",
            range.start(),
            range.end()
        );
        let number = match value.get_ref() {
            DeValue::Integer(i) => i.as_str().parse::<Points>().ok(),
            DeValue::Float(f) => f.as_str().parse::<Points>().ok(),
            _ => None,
        };
        if let Some(points) = number.filter(|n| range.contains(n)) {
            return Some(At {
                value: points,
                span: value.span(),
            });
        }
        let written = match value.get_ref() {
            DeValue::Integer(i) => Some(i.as_str()),
            DeValue::Float(f) => Some(f.as_str()),
            _ => None,
        };
        if let Some(number) = written {
            let title = format!("“{}”的值 {number} 不合适", self.full(key));
            out.push(Problem::new(
                value.span(),
                title,
                format!("请改写为{wanted}。"),
            ));
        } else {
            self.wrong(key, value, &wanted, out);
        }
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        out: &mut Vec<Problem>,
    ) -> Option<T> {
        let word = self.string(key, out)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word.value) {
            return Some(*value);
        }
        let names: Vec<String> = choices
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let title = format!("“{}”不认识“{}”", self.full(key), word.value);
        out.push(Problem::new(
            word.span,
            title,
            format!("请写 {} 之一。", names.join(" 或 ")),
        ));
        None
    }

    /// A table.
    pub fn table(&mut self, key: &'static str, out: &mut Vec<Problem>) -> Option<Cursor<'d>> {
        let value = self.get(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Cursor::new(self.full(key), table));
        }
        self.wrong(
            key,
            value,
            &format!("一节设置，以 [{}] 开头", self.full(key)),
            out,
        );
        None
    }

    /// A list of tables, each with its bytes.
    pub fn tables(&mut self, key: &'static str, out: &mut Vec<Problem>) -> Vec<At<Cursor<'d>>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(
                key,
                value,
                &format!("若干节设置，每节以 [[{}]] 开头", self.full(key)),
                out,
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push(At {
                        value: Cursor::new(self.full(key), table),
                        span: item.span(),
                    });
                }
                _ => self.wrong(key, item, "一组设置，如 { name = \"张一\" }", out),
            }
        }
        tables
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self, out: &mut Vec<Problem>) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if self.asked.contains(name) {
                continue;
            }
            let title = format!("没有名为“{}”的设置", self.full(name));
            let known: Vec<&str> = self.asked.iter().copied().collect();
            let help = match text::nearest(name, known.iter().copied()) {
                Some(near) => format!("是否想写“{near}”？此处可用的设置有：{}。", known.join("、")),
                None => format!("请删去这一项。此处可用的设置有：{}。", known.join("、")),
            };
            out.push(Problem::new(key.span(), title, help));
        }
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "true/false",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "一节设置",
    }
}
