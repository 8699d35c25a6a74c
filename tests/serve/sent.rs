//! Forms as a browser sends them.

use crate::client::{Answer, Client};

/// Names and values as the body of a form, or as the rest of an address.
pub fn fields(fields: &[(&str, &str)]) -> String {
    let coded = |text: &str| -> String {
        let code = |byte: u8| match byte {
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        };
        text.bytes().map(code).collect()
    };
    let pairs = fields.iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", coded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Sends a form and follows where it leads.
pub fn sent(client: &Client, path: &str, form: &[(&str, &str)]) -> String {
    let answer = client.post(path, &fields(form));
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    let to = answer.header("location").expect("a location").to_owned();
    client.page(to.split('#').next().expect("an address"))
}

/// Sends a form that is refused.
pub fn refused(client: &Client, path: &str, form: &[(&str, &str)]) -> Answer {
    let answer = client.post(path, &fields(form));
    assert!(
        (400..500).contains(&answer.status),
        "{path}: {}",
        answer.status
    );
    answer
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {name}: {page}"))
        .1;
    rest.split('"').next().expect("a value").to_owned()
}

/// What a page says, without its markup.
pub fn said(page: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    out.replace("&#39;", "'").replace("&amp;", "&")
}
