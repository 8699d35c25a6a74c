//! Columns of single values with their levels.

use parquet::data_type::ByteArray;

use super::table::Kind;

/// A column of single values, as a row group holds it: how far down each value is there (definition level), in which list it
/// goes on (repetition level), and the values themselves.
pub struct Leaf {
    pub values: Values,
    pub definition: Vec<i16>,
    pub repetition: Vec<i16>,
}

/// Values of one physical type.
pub enum Values {
    Flags(Vec<bool>),
    Short(Vec<i32>),
    Long(Vec<i64>),
    Ratios(Vec<f64>),
    Texts(Vec<ByteArray>),
}

impl Leaf {
    const fn new(values: Values) -> Self {
        Self {
            values,
            definition: Vec::new(),
            repetition: Vec::new(),
        }
    }

    /// The empty columns of this kind.
    pub fn of(kind: &Kind) -> Vec<Self> {
        let values = match kind {
            Kind::Text | Kind::Word => Values::Texts(Vec::new()),
            Kind::Level => Values::Short(Vec::new()),
            Kind::Count | Kind::Points => Values::Long(Vec::new()),
            Kind::Ratio => Values::Ratios(Vec::new()),
            Kind::Flag => Values::Flags(Vec::new()),
            Kind::Date => {
                let parts = [Values::Short(Vec::new()), Values::Texts(Vec::new())];
                return parts.map(Self::new).into();
            }
            Kind::List(item) | Kind::Maybe(item) => return Self::of(item),
            Kind::Map(item) => {
                return [Self::of(&Kind::Text), Self::of(item)]
                    .into_iter()
                    .flatten()
                    .collect();
            }
            Kind::Struct(members) => return members.iter().flat_map(|m| Self::of(&m.1)).collect(),
        };
        vec![Self::new(values)]
    }

    /// Empties it, keeping its room.
    pub fn clear(&mut self) {
        self.definition.clear();
        self.repetition.clear();
        match &mut self.values {
            Values::Flags(values) => values.clear(),
            Values::Short(values) => values.clear(),
            Values::Long(values) => values.clear(),
            Values::Ratios(values) => values.clear(),
            Values::Texts(values) => values.clear(),
        }
    }
}
