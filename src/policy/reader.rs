//! A parsed TOML document as serde reads it: every problem is reported where it is met, in words a clerk understands, and
//! reading goes on behind it. serde alone stops at the first error.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::decode::{PLACED, TABLES};
use super::fault::Fault;
use super::source::Report;
use crate::text;

/// One value of the document.
#[derive(Clone)]
pub struct Reader<'d> {
    value: &'d Spanned<DeValue<'d>>,
    path: String,
    /// Whether it stands in a list.
    item: bool,
    /// Keys that are somebody else's to ask for; none where any key may stand.
    also: Option<&'static [&'static str]>,
    report: &'d Report,
}

impl<'d> Reader<'d> {
    /// The document; `whole` says whether it could be parsed to its end: half of one may lack what its keys mean.
    pub fn new(document: &'d Spanned<DeValue<'d>>, whole: bool, report: &'d Report) -> Self {
        Self {
            value: document,
            path: String::new(),
            item: false,
            also: whole.then_some(&[]),
            report,
        }
    }

    /// What is written in one shape; nothing where that cannot be made of it.
    pub fn read<T: Deserialize<'d> + Default>(self) -> T {
        T::deserialize(self).unwrap_or_default()
    }

    /// The same value, of whose keys some are somebody else's to ask for; without them any key may stand.
    pub fn also(&self, keys: Option<&'static [&'static str]>) -> Self {
        let mut reader = self.clone();
        reader.also = keys;
        reader
    }

    /// The tables of a list in this table; what is no table is not among them.
    pub fn tables(&self, key: &str) -> impl Iterator<Item = Self> + use<'d> {
        let list = self.table().and_then(|t| t.get(key));
        let items = list.and_then(|l| l.get_ref().as_array());
        let tables = items.into_iter().flatten();
        let tables = tables.filter(|item| item.get_ref().is_table());
        let list = self.clone();
        let path = self.full(key);
        tables.map(move |value| list.part(value, path.clone(), true))
    }

    /// Its bytes.
    pub fn span(&self) -> Range<usize> {
        self.value.span()
    }

    /// The keys of this table with the bytes of their values.
    pub fn keys(&self) -> impl Iterator<Item = (&'d str, Range<usize>)> {
        let entries = self.table().into_iter().flatten();
        entries.map(|(key, value)| (key.get_ref().as_ref(), value.span()))
    }

    fn table(&self) -> Option<&'d DeTable<'d>> {
        self.value.get_ref().as_table()
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }

    fn part(&self, value: &'d Spanned<DeValue<'d>>, path: String, item: bool) -> Self {
        Self {
            value,
            path,
            item,
            also: Some(&[]),
            report: self.report,
        }
    }

    /// Reports a key nobody asked for.
    pub fn unknown<'k>(
        &self,
        key: &Spanned<DeString<'_>>,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let name: &str = key.get_ref();
        let known: BTreeSet<&str> = known.into_iter().collect();
        let near = text::nearest(name, known.iter().copied());
        let near = near.map_or("请删去这一项。".to_owned(), |n| {
            format!("是否想写“{n}”？")
        });
        let known: Vec<&str> = known.into_iter().collect();
        self.report.wrong(
            &key.span(),
            format!("没有名为“{}”的设置", self.full(name)),
            format!("{near}此处可用的设置有：{}。", known.join("、")),
        );
    }

    /// Reports that something else should stand here.
    fn wrong(&self, wanted: &str) -> Fault {
        let kind = match self.value.get_ref() {
            DeValue::String(_) => "文字",
            DeValue::Integer(_) => "整数",
            DeValue::Float(_) => "小数",
            DeValue::Boolean(_) => "true/false",
            DeValue::Datetime(_) => "日期",
            DeValue::Array(_) => "列表",
            DeValue::Table(_) => "一节设置",
        };
        let title = format!("“{}”应为{wanted}，实际是{kind}", self.path);
        self.said(title, format!("请改写为{wanted}。"))
    }

    fn said(&self, title: String, help: String) -> Fault {
        self.report.wrong(&self.span(), title, help);
        Fault::Reported
    }

    /// Reports the fault of the value itself; what is missing in a table is for whoever reads the table.
    fn judge<T>(&self, read: Result<T, Fault>) -> Result<T, Fault> {
        read.map_err(|fault| match fault {
            Fault::Wrong(title, help) => self.said(title, help),
            Fault::Wanted(wanted) => self.wrong(&wanted),
            fault => fault,
        })
    }

    /// Reports a number that is one and does not fit.
    fn judge_number<T>(
        &self,
        read: Result<T, Fault>,
        (number, verdict): (&str, &str),
    ) -> Result<T, Fault> {
        read.map_err(|fault| match fault {
            Fault::Wanted(wanted) => {
                let title = format!("“{}”的值 {number} {verdict}", self.path);
                self.said(title, format!("请改写为{wanted}。"))
            }
            fault => fault,
        })
    }

    fn items<V: Visitor<'d>>(self, wanted: &str, visitor: V) -> Result<V::Value, Fault> {
        match self.value.get_ref() {
            DeValue::Array(items) => visitor.visit_seq(Items {
                items: items.iter(),
                list: self.clone(),
            }),
            _ => Err(self.wrong(wanted)),
        }
    }

    fn entries<V: Visitor<'d>>(
        self,
        known: Option<&[&str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Some(table) = self.table() else {
            let wanted = if self.item {
                "一组设置，如 { name = \"张一\" }".to_owned()
            } else {
                format!("一节设置，以 [{}] 开头", self.path)
            };
            return Err(self.wrong(&wanted));
        };
        let asked = |key: &str| known.is_none_or(|known| known.contains(&key));
        let mut entries = Vec::new();
        for (key, value) in table {
            if asked(key.get_ref()) {
                entries.push((key, value));
            } else if let Some(also) = self
                .also
                .filter(|also| !also.contains(&key.get_ref().as_ref()))
            {
                let known = known.unwrap_or_default().iter().chain(also);
                self.unknown(key, known.copied());
            }
        }
        visitor.visit_map(Entries {
            rest: entries.into_iter(),
            value: None,
            table: self,
        })
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let read = match self.value.get_ref() {
            DeValue::String(written) => visitor.visit_borrowed_str(written),
            DeValue::Boolean(flag) => visitor.visit_bool(*flag),
            _ => visitor.visit_unit(),
        };
        self.judge(read)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value.get_ref() {
            DeValue::String(_) => self.deserialize_any(visitor),
            _ if self.item => Err(self.wrong("词表中的文字，用英文双引号括起")),
            _ => Err(self.wrong(&format!("带英文双引号的文字，如 {} = \"文字\"", self.key()))),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => visitor.visit_bool(*flag),
            _ => Err(self.wrong("true（是）或 false（否），不加引号")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = match self.value.get_ref() {
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok(),
            _ => None,
        };
        let Some(number) = number else {
            return self.judge(visitor.visit_unit());
        };
        let read = visitor.visit_i64(number);
        self.judge_number(read, (&number.to_string(), "超出范围"))
    }

    /// A decimal fraction is handed on as it is written.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = match self.value.get_ref() {
            DeValue::Integer(i) => i.as_str(),
            DeValue::Float(f) => f.as_str(),
            _ => return self.judge(visitor.visit_unit()),
        };
        let read = visitor.visit_str(number);
        self.judge_number(read, (number, "不合适"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let word = String::deserialize(self.clone())?;
        let variant: StrDeserializer<'_, Fault> = word.as_str().into_deserializer();
        visitor.visit_enum(variant).map_err(|_| {
            let names: Vec<String> = variants.iter().map(|name| format!("\"{name}\"")).collect();
            let title = format!("“{}”不认识“{word}”", self.path);
            self.said(title, format!("请写 {} 之一。", names.join(" 或 ")))
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name {
            PLACED => visitor.visit_seq(Placed {
                bounds: [self.span().start, self.span().end].into_iter(),
                value: Some(self),
            }),
            TABLES => {
                let wanted = format!("若干节设置，每节以 [[{}]] 开头", self.path);
                self.items(&wanted, visitor)
            }
            _ => {
                let wanted = format!("词表，如 {} = [\"甲\", \"乙\"]", self.key());
                self.items(&wanted, visitor)
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.entries(Some(fields), visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.entries(None, visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char str bytes byte_buf unit unit_struct newtype_struct seq tuple identifier ignored_any
    }
}

struct Items<'d> {
    items: std::slice::Iter<'d, Spanned<DeValue<'d>>>,
    list: Reader<'d>,
}

impl<'d> SeqAccess<'d> for Items<'d> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'d>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(value) = self.items.next() else {
            return Ok(None);
        };
        let item = self.list.part(value, self.list.path.clone(), true);
        seed.deserialize(item).map(Some)
    }
}

struct Placed<'d> {
    bounds: std::array::IntoIter<usize, 2>,
    value: Option<Reader<'d>>,
}

impl<'d> SeqAccess<'d> for Placed<'d> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'d>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        if let Some(bound) = self.bounds.next() {
            let bound: UsizeDeserializer<Fault> = bound.into_deserializer();
            return seed.deserialize(bound).map(Some);
        }
        let value = self.value.take();
        let read = value.map(|value| value.judge(seed.deserialize(value.clone())));
        read.transpose()
    }
}

type Entry<'d> = (&'d Spanned<DeString<'d>>, &'d Spanned<DeValue<'d>>);

struct Entries<'d> {
    rest: std::vec::IntoIter<Entry<'d>>,
    value: Option<Reader<'d>>,
    table: Reader<'d>,
}

impl<'d> MapAccess<'d> for Entries<'d> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'d>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(
            self.table
                .part(value, self.table.full(key.get_ref()), false),
        );
        let name: StrDeserializer<'_, Fault> = key.get_ref().as_ref().into_deserializer();
        let read = seed.deserialize(name);
        if let Err(Fault::Unknown(known)) = &read {
            self.table.unknown(key, known.iter().copied());
        }
        read.map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'d>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let value = self.value.take().ok_or(Fault::Reported)?;
        seed.deserialize(value)
    }
}
