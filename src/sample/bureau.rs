//! The invented bureau of one seed: its leaders, and for each section a head and staff with posts.
//! Nobody here can be mistaken for a real person: a surname and a number from one to ten.

use super::content::{SECTIONS, Section};
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
    /// Its words.
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
}

/// The first `sections` sections with their people; at least one, at most all there are.
pub fn staff(seed: u64, sections: usize) -> Vec<Office> {
    let mut rng = Rng::new(seed, 1);
    let mut names = names(&mut rng).into_iter();
    let count = sections.clamp(1, SECTIONS.len());
    let mut offices = Vec::new();
    for (index, section) in SECTIONS.iter().take(count).enumerate() {
        let mut staff = Vec::new();
        let mut posts = vec![section.head];
        posts.extend(&section.posts);
        for (rank, post) in posts.into_iter().enumerate() {
            // Most posts have one person, a few have two; there is only one head.
            let people = if rank > 0 && rng.chance(20) { 2 } else { 1 };
            staff.extend(
                names
                    .by_ref()
                    .take(people)
                    .map(|name| Person { name, post }),
            );
        }
        offices.push(Office {
            section,
            leader: DEPUTIES[index * DEPUTIES.len() / count],
            staff,
        });
    }
    offices
}

/// All names there are but the leaders', in the order of the seed.
fn names(rng: &mut Rng) -> Vec<String> {
    let mut names: Vec<String> = SURNAMES
        .chars()
        .flat_map(|surname| NUMBERS.chars().map(move |n| format!("{surname}{n}")))
        .filter(|name| name != PRINCIPAL && name != "王八" && !DEPUTIES.contains(&name.as_str()))
        .collect();
    rng.shuffle(&mut names);
    names
}
