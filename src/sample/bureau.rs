//! The invented bureau of one seed: its leaders, and for each section a head and staff with posts. More sections than a bureau
//! has are those of its towns. Nobody here can be mistaken for a real person: a surname and a number.

use super::content::{BUREAU, Section};
use super::rng::Rng;

/// The unit's name.
pub const UNIT: &str = "清风市青云区财政局";

/// 局主要领导.
pub const PRINCIPAL: &str = "赵一";

/// The deputies, in the order in which they take charge of the sections.
const DEPUTIES: [&str; 4] = ["钱二", "孙三", "李四", "吴五"];

/// Surnames. Left out are those that make a word with a number: 周三 is a weekday, 高一 a school form, 王八 abuse.
const SURNAMES: &str = "张李王赵钱孙吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹章苏潘葛范彭鲁韦昌马苗方俞袁柳鲍唐费薛雷贺倪汤滕罗毕郝安常乐傅齐康余顾孟黄穆萧尹";

/// The numbers.
const NUMBERS: &str = "一二三四五六七八九十";

/// A member of staff.
#[derive(Clone, Debug)]
pub struct Person {
    /// 姓名.
    pub name: String,
    /// 岗位; the head's is what the head is called.
    pub post: &'static str,
}

/// A section with its people.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its number, in the order of the bureau.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Its work.
    pub section: &'static Section,
    /// 分管领导.
    pub leader: &'static str,
    /// Its staff; the head comes first.
    pub staff: Vec<Person>,
}

impl Office {
    /// The head's name.
    pub fn head(&self) -> &str {
        self.staff.first().map_or("", |p| p.name.as_str())
    }

    /// Staff on a post.
    pub fn on_post<'a>(&'a self, post: &'a str) -> impl Iterator<Item = &'a Person> {
        self.staff.iter().filter(move |p| p.post == post)
    }

    /// Whether it is a branch in a town, of which the matters have no words of their own.
    pub fn is_branch(&self) -> bool {
        self.number >= BUREAU.sections.len()
    }

    /// Other names of it that turn up on forms.
    pub fn aliases(&self) -> &'static [&'static str] {
        if self.is_branch() {
            &[]
        } else {
            &self.section.aliases
        }
    }
}

/// The first `sections` sections with their people; at least one, at most all there are.
pub fn staff(seed: u64, sections: usize) -> Vec<Office> {
    let mut rng = Rng::new(seed, 1);
    let mut names = names(&mut rng);
    let own = &BUREAU.sections;
    let count = sections.clamp(1, own.len() * (1 + BUREAU.towns.count()));
    let mut offices = Vec::new();
    for (number, section) in own.iter().cycle().take(count).enumerate() {
        let town = (number / own.len()).checked_sub(1);
        let town = town.and_then(|town| BUREAU.towns.name(town));
        let mut staff = Vec::new();
        let mut posts = vec![section.head];
        posts.extend(&section.posts);
        for (rank, post) in posts.into_iter().enumerate() {
            // Most posts have one person, a few have two; there is only one head.
            let people = if rank > 0 && rng.chance(20) { 2 } else { 1 };
            let own = names.by_ref().take(people);
            staff.extend(own.map(|name| Person { name, post }));
        }
        offices.push(Office {
            number,
            name: town.map_or(section.name.to_owned(), |town| {
                format!("{town}{}", section.branch)
            }),
            section,
            leader: DEPUTIES[number * DEPUTIES.len() / count],
            staff,
        });
    }
    offices
}

/// All names with one number but the leaders', in the order of the seed; then those with more.
fn names(rng: &mut Rng) -> impl Iterator<Item = String> + use<> {
    let mut names: Vec<String> = SURNAMES
        .chars()
        .flat_map(|surname| NUMBERS.chars().map(move |n| format!("{surname}{n}")))
        .filter(|name| name != PRINCIPAL && name != "王八" && !DEPUTIES.contains(&name.as_str()))
        .collect();
    rng.shuffle(&mut names);
    let numbered = |number: usize| {
        let number = number.to_string();
        let digits = number.bytes().map(|digit| usize::from(digit - b'0'));
        let digits = digits.filter_map(|digit| NUMBERS.chars().nth((digit + 9) % 10));
        digits.collect::<String>()
    };
    let of_all = move |number| SURNAMES.chars().map(move |s| format!("{s}{number}"));
    names
        .into_iter()
        .chain((10..).map(numbered).flat_map(of_all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_of_a_section_stands_inside_another() {
        let offices = staff(1, 60);
        let names = |o: &Office| -> Vec<String> {
            let aliases = o.aliases().iter().map(|a| (*a).to_owned());
            std::iter::once(o.name.clone()).chain(aliases).collect()
        };
        for one in &offices {
            for other in offices.iter().filter(|o| o.name != one.name) {
                for (a, b) in names(one)
                    .iter()
                    .flat_map(|a| names(other).into_iter().map(move |b| (a, b)))
                {
                    assert!(!a.contains(&b), "{a} contains {b}");
                }
            }
        }
    }

    #[test]
    fn sections_and_people_are_distinct_however_many_there_are() {
        let offices = staff(1, 50_000);
        let names: BTreeSet<&str> = offices.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names.len(), 50_000);
        let people = || {
            offices
                .iter()
                .flat_map(|o| &o.staff)
                .map(|p| p.name.as_str())
        };
        assert_eq!(people().collect::<BTreeSet<_>>().len(), people().count());
    }
}
