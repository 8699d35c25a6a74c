//! The shapes in which settings are written, decoded by serde: each keeps the bytes it was read from, and none of them lets
//! one mistake hide the next. What is wrong has been reported by the [`Reader`](super::reader::Reader) it was read through.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::Points;

/// Asks a deserializer for a value with its bytes: start, end, value.
pub const PLACED: &str = "$placed";
/// Asks for a list of words.
pub const WORDS: &str = "$words";
/// Asks for a list of tables.
pub const TABLES: &str = "$tables";
/// Most points anything can have.
const MOST: Points = Points::whole(1000);

/// A value with the bytes it was read from; those of an earlier layer lie nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl<T> At<T> {
    /// Whether it stands in the last layer.
    pub fn is_own(&self) -> bool {
        self.span.end > 0
    }
}

/// A setting that may be left out.
#[derive(Clone, Debug)]
pub struct Set<T>(Option<At<T>>);

/// Words, or tables, in the order in which they are written.
#[derive(Clone, Debug)]
pub struct List<T, const OF_TABLES: bool = false>(Vec<At<T>>);

/// Tables of one name: `[[name]]`.
pub type Tables<T> = List<T, true>;

/// A table; empty where it is left out.
#[derive(Clone, Debug, Default)]
pub struct Part<T>(T);

/// A table whose keys are the variants of an enumeration.
#[derive(Clone, Debug)]
pub struct Keyed<K, V>(BTreeMap<K, V>);

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug)]
pub struct Whole<const LEAST: i64, const MOST: i64>(pub i64);

/// Points from nothing to a thousand, with at most two decimals.
#[derive(Clone, Copy, Debug)]
pub struct Marks(pub Points);

impl<T> Set<T> {
    /// The value alone.
    pub fn value(&self) -> Option<&T> {
        self.0.as_ref().map(|at| &at.value)
    }

    /// The value, taken out.
    pub fn into_value(self) -> Option<T> {
        self.0.map(|at| at.value)
    }
}

impl Set<String> {
    /// The text; empty where none is written.
    pub fn text(&self) -> &str {
        self.value().map_or("", String::as_str)
    }
}

impl<T> From<Option<At<T>>> for Set<T> {
    fn from(set: Option<At<T>>) -> Self {
        Self(set)
    }
}

impl<T, const OF_TABLES: bool> From<Vec<At<T>>> for List<T, OF_TABLES> {
    fn from(items: Vec<At<T>>) -> Self {
        Self(items)
    }
}

impl<T, const OF_TABLES: bool> List<T, OF_TABLES> {
    /// The items with their places, taken out.
    pub fn into_inner(self) -> Vec<At<T>> {
        self.0
    }
}

impl<T> List<T> {
    /// The values, taken out.
    pub fn into_values(self) -> impl Iterator<Item = T> {
        self.0.into_iter().map(|at| at.value)
    }
}

impl List<String> {
    /// The words alone.
    pub fn texts(&self) -> Vec<String> {
        self.0.iter().map(|word| word.value.clone()).collect()
    }
}

impl<const LEAST: i64, const MOST: i64> Set<Whole<LEAST, MOST>> {
    /// The number, if it is written.
    pub fn number<N: TryFrom<i64>>(&self) -> Option<N> {
        N::try_from(self.value()?.0).ok()
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T, const OF_TABLES: bool> Default for List<T, OF_TABLES> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

macro_rules! derefs {
    ($([$($generic:tt)*] $name:ty => $inner:ty;)*) => {
        $(impl<$($generic)*> Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        })*
    };
}

derefs! {
    [T] Set<T> => Option<At<T>>;
    [T, const OF_TABLES: bool] List<T, OF_TABLES> => Vec<At<T>>;
    [T] Part<T> => T;
    [K, V] Keyed<K, V> => BTreeMap<K, V>;
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Placed<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Placed<T> {
            type Value = At<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("一个值")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<At<T>, A::Error> {
                let start = seq.next_element()?.unwrap_or(0);
                let end = seq.next_element()?.unwrap_or(0);
                let value = seq.next_element()?;
                let value = value.ok_or_else(|| Error::invalid_length(2, &self))?;
                let span = start..end;
                Ok(At { value, span })
            }
        }

        deserializer.deserialize_tuple_struct(PLACED, 3, Placed(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(At::deserialize(deserializer).ok()))
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).unwrap_or_default()))
    }
}

impl<'de, T: Deserialize<'de>, const OF_TABLES: bool> Deserialize<'de> for List<T, OF_TABLES> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
            type Value = Vec<At<T>>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("列表")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<At<T>>, A::Error> {
                let mut items = Vec::new();
                while let Some(Set(item)) = seq.next_element()? {
                    items.extend(item);
                }
                Ok(items)
            }
        }

        let shape = if OF_TABLES { TABLES } else { WORDS };
        let items = deserializer.deserialize_tuple_struct(shape, 0, Items(PhantomData));
        Ok(Self(items.unwrap_or_default()))
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Keyed<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);

        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = BTreeMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("一节设置")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = BTreeMap::new();
                loop {
                    match map.next_key() {
                        Ok(Some(key)) => drop(entries.insert(key, map.next_value()?)),
                        Ok(None) => return Ok(entries),
                        Err(_) => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
            }
        }

        let entries = deserializer.deserialize_map(Entries(PhantomData));
        Ok(Self(entries.unwrap_or_default()))
    }
}

impl<'de, const LEAST: i64, const MOST: i64> Deserialize<'de> for Whole<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number<const LEAST: i64, const MOST: i64>;

        impl<const LEAST: i64, const MOST: i64> Visitor<'_> for Number<LEAST, MOST> {
            type Value = i64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{LEAST} 到 {MOST} 之间的整数，不加引号")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
                let fits = (LEAST..=MOST).contains(&number).then_some(number);
                fits.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Signed(number), &self))
            }
        }

        let number = deserializer.deserialize_i64(Number::<LEAST, MOST>);
        number.map(Self)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Points;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "0 到 {MOST} 之间、最多两位小数的数，不加引号")
            }

            /// The number as it is written: a binary fraction is none of hundredths.
            fn visit_str<E: Error>(self, number: &str) -> Result<Points, E> {
                let points: Option<Points> = number.parse().ok();
                let fits = points.filter(|p| (Points::ZERO..=MOST).contains(p));
                fits.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(number), &self))
            }
        }

        deserializer.deserialize_f64(Number).map(Self)
    }
}
