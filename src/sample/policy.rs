//! The sample unit's own policy file: unit, leaders, roster, each line with a word for the clerk.

use super::bureau::{Office, PRINCIPAL, UNIT};

/// The policy of the bureau as TOML. Names hold nothing that TOML would need escaped.
pub fn toml(offices: &[Office], year: i32) -> String {
    let people: usize = offices.iter().map(|o| o.staff.len()).sum();
    let mut out = format!(
        "# 清风 · 口径文件（示例单位：{UNIT}）
# 单位、科室、人员均为虚构。可照此样子改成本单位的：以 # 开头的行是说明，程序不读。
# 文字一律用英文双引号括起；没有写到的设置按程序的默认口径。
# 备忘（程序不读）：{year}年10月12日布置自查，11月15日前各科室报送，11月30日前汇总上报。

[unit]
name = \"{UNIT}\"   # 单位全称，用于标题和“单位（盖章）”一行
year = {year}                    # 年度；不写则取运行当天所在年份

[leaders]
principal = \"局长 {PRINCIPAL}\"          # 局主要领导，一级风险由其监管

# 年度考核：评分方案按程序的默认口径，要改的写在这一节（全部设置和说明见 qingfeng init 写出的“默认口径（说明书）.toml”）。
[scoring]
deadline = \"{year}-11-15\"   # 报送截止日期
undated = \"on_time\"       # 表上没有写填报日期的：视为按时（默认是 \"open\"，未评，由人定）

# ── 科室与花名册 ────────────────────────────────────────────
# 共{count}个科室（中心）、{people}人。每个科室写一段：
#   name     登记表中使用的科室名称
#   aliases  表上可能出现的其他叫法；程序只认这里写明的，从不猜测
#   leader   分管领导，二级风险由其监管
#   head     科室负责人
#   posts    本科室的岗位
#   staff    在岗人员及其岗位，用来核对谁没有交表；有调入调出时改这里
",
        count = offices.len(),
    );
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
