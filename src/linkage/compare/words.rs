//! Words that stand for each other.

/// Words to be replaced by the first of their group.
#[derive(Debug)]
pub struct Words {
    /// By first character, longest first.
    pairs: Vec<(Vec<char>, Vec<char>)>,
}

impl Words {
    /// The words of these groups.
    pub fn new(groups: &[Vec<String>]) -> Self {
        let mut pairs = Vec::new();
        for group in groups {
            let mut words = group.iter().map(|w| w.chars().collect::<Vec<char>>());
            let Some(first) = words.next() else { continue };
            pairs.push((first.clone(), first.clone()));
            pairs.extend(words.map(|word| (word, first.clone())));
        }
        // The longest word that fits wins; of equal words the group named first.
        pairs.sort_by(|a, b| {
            a.0.first()
                .cmp(&b.0.first())
                .then(b.0.len().cmp(&a.0.len()))
        });
        Self { pairs }
    }

    /// A word with each word in it replaced.
    pub fn spelt(&self, word: &str) -> String {
        let chars: Vec<char> = word.chars().collect();
        self.replaced(&chars).into_iter().collect()
    }

    /// A text with each word replaced.
    pub fn replaced(&self, text: &[char]) -> Vec<char> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = text.get(at) {
            let first = self
                .pairs
                .partition_point(|(word, _)| word.first() < Some(c));
            let of_char = self.pairs[first..]
                .iter()
                .take_while(|(word, _)| word.first() == Some(c));
            let found = of_char
                .into_iter()
                .find(|(word, _)| text[at..].starts_with(word));
            if let Some((word, by)) = found {
                out.extend(by);
                at += word.len();
            } else {
                out.push(*c);
                at += 1;
            }
        }
        out
    }
}
