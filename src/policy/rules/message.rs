//! Messages of rules: text with named slots, `“{field}”只写了 {count} 个字`.

/// A message with slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Slot(String),
}

impl Message {
    /// Takes a message apart.
    ///
    /// # Errors
    /// The slot that is not among `slots`, or the bracket that is not closed.
    pub fn parse(written: &str, slots: &[&str]) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else {
                return Err(format!("{{{behind}"));
            };
            if !slots.contains(&name) {
                return Err(format!("{{{name}}}"));
            }
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Slot(name.to_owned()));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The message as it is written, slots and all.
    pub fn written(&self) -> String {
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Slot(name) => format!("{{{name}}}"),
        });
        texts.collect()
    }

    /// The message with its slots filled; a slot without a value stays empty.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(n, _)| *n == name).map_or("", |v| v.1);
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Slot(name) => value(name),
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn slots_are_filled_and_unknown_ones_refused() {
        let message = Message::parse("“{field}”只有 {count} 个字", &["field", "count"]);
        let filled = message.map(|m| m.fill(&[("count", "3"), ("field", "风险点")]));
        assert_eq!(filled.as_deref(), Ok("“风险点”只有 3 个字"));
        assert_eq!(
            Message::parse("“{filed}”", &["field"]),
            Err("{filed}".to_owned())
        );
        assert_eq!(
            Message::parse("{field", &["field"]),
            Err("{field".to_owned())
        );
    }
}
