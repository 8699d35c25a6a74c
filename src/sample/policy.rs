//! The sample unit's own policy file: unit, leaders, roster, each line with a word for the clerk.

use super::bureau::{Office, PRINCIPAL, UNIT};

/// The policy of the bureau as TOML. Names hold nothing that TOML would need escaped.
pub fn toml(offices: &[Office], year: i32) -> String {
    let people: usize = offices.iter().map(|o| o.staff.len()).sum();
    let mut out = include_str!("data/policy.toml")
        .replace("{unit}", UNIT)
        .replace("{principal}", PRINCIPAL)
        .replace("{year}", &year.to_string())
        .replace("{count}", &offices.len().to_string())
        .replace("{people}", &people.to_string());
    for office in offices {
        out.push_str(&section(office));
    }
    out
}

fn section(office: &Office) -> String {
    let quoted = |items: &[&str]| {
        let items: Vec<String> = items.iter().map(|i| format!("\"{i}\"")).collect();
        items.join(", ")
    };
    let mut posts = vec![office.section.head];
    posts.extend(&office.section.posts);
    let staff: Vec<String> = office
        .staff
        .iter()
        .map(|p| format!("  {{ name = \"{}\", post = \"{}\" }},\n", p.name, p.post))
        .collect();
    format!(
        "
[[sections]]
name = \"{}\"
aliases = [{}]
leader = \"{}\"
head = \"{}\"
posts = [{}]
staff = [
{}]
",
        office.name,
        quoted(office.aliases()),
        office.leader,
        office.head(),
        quoted(&posts),
        staff.concat(),
    )
}
