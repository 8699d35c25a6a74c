//! Templates of a bureau: they replace the program's file by file, and what is wrong in them is told before anything is read.

use std::fs;

use qingfeng::report::{REPORT_TEMPLATES, report_names};

use crate::support::{folder_bytes, qingfeng, temp};

use super::super::bureau::{Bureau, refs, row};
use super::{paragraphs, prose, record, report, text};

/// A bureau with one form, and one template of its own.
fn with(name: &str, template: &str) -> Bureau {
    let bureau = Bureau::new();
    let rows = [row(1, "出纳岗", "现金管理", "截留、挪用现金", "一级")];
    bureau.form(2026, "国库科", &refs(&rows));
    fs::create_dir_all(bureau.path("report")).expect("made");
    fs::write(bureau.path(&format!("report/{name}")), template).expect("written");
    bureau
}

/// What a run says that ends before it has begun.
fn refused(bureau: &Bureau) -> String {
    // Whoever looked for the forms first would say that they are gone.
    let _ = fs::remove_dir_all(bureau.path("2026"));
    let [forms, out, policy] =
        ["2026", "结果2026", "qingfeng.toml"].map(|name| bureau.path(name).display().to_string());
    let said = qingfeng(&["run", &forms, "-o", &out, "--policy", &policy]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(!bureau.path("结果2026").exists(), "something was written");
    said.err
}

#[test]
fn a_template_of_the_bureau_takes_the_place_of_the_programs_own() {
    let bureau = with(
        "定级.md",
        "## 等级\n\n全部{{ 风险点 }}个，一级{{ 一级风险点 }}个。\n",
    );
    bureau.run(2026, &[]);
    let out = bureau.path("结果2026");
    let said = text(&out);
    assert!(said.contains("## 三、等级\n\n全部1个，一级1个。"), "{said}");
    assert!(said.contains("## 二、风险排查情况"), "{said}");
    let names: Vec<String> = record(&out)["report"]["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .map(|figure| figure["name"].as_str().expect("a name").to_owned())
        .collect();
    assert!(names.iter().any(|name| name == "一级风险点"), "{names:?}");
    // A result can be repeated from itself: the template is kept with it.
    assert!(out.join("data/report/定级.md").is_file());
    let [out, forms] = [out, bureau.path("2026")].map(|path| path.display().to_string());
    let verified = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
    assert!(verified.out.contains("报告模板"), "{}", verified.out);
    fs::write(bureau.path("report/定级.md"), "## 定级\n").expect("written");
    let verified = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(verified.status, 1, "{}", verified.out);
    let told = "报告模板“定级.md”的内容变了";
    assert!(verified.out.contains(told), "{}", verified.out);
}

#[test]
fn what_is_wrong_in_a_template_is_told_with_its_line_before_anything_is_read() {
    for (name, template, told) in [
        (
            "定级.md",
            "## 等级\n\n共{{ 一级风险店 }}个。\n",
            [
                "第 3 行：没有名为“一级风险店”的数据",
                "是否想写“一级风险点”",
            ],
        ),
        (
            "定级.md",
            "{% if 有上年 %}\n{{ 上年风险典 }}\n{% endif %}\n",
            ["第 2 行：没有名为“上年风险典”", "上年风险点"],
        ),
        (
            "定级.md",
            "\n{% for 科室 in 各科室 %}\n{{ 科室.一及 }}\n{% endfor %}\n",
            ["第 3 行：这一行用了没有的名称", "{{ 科室.一级 }}"],
        ),
        (
            "定级.md",
            "{% if 风险点 %}\n共{{ 风险点 }}个\n",
            ["写法有误", "{% endif %}"],
        ),
        (
            "定级.md",
            "共{{ 一级风险点 + 二级风险点 }}个\n",
            ["第 1 行：这里写出的数不是数据清单里的数", "不能加减"],
        ),
        (
            "定级.md",
            "新增{{ 新增风险点 }}个\n",
            ["第 1 行：这里写出的数", "{% if 有上年 %}"],
        ),
        (
            "定级.md",
            "{{ 各科室 }}\n",
            ["第 1 行：这里写的是一张清单", "{% for 科室 in 各科室 %}"],
        ),
        ("定级.md", "{{ 单位|大写 }}\n", ["过滤器", "join"]),
        (
            "定级.md",
            "{% include \"没有.md\" %}\n",
            ["要插入的文件没有", "report 文件夹"],
        ),
        (
            "定集.md",
            "## 等级\n",
            ["没有一处用到“定集.md”", "是否想写“定级.md”"],
        ),
    ] {
        let bureau = with(name, template);
        let said = refused(&bureau);
        for words in told {
            assert!(said.contains(words), "{template:?}: no {words} in\n{said}");
        }
        assert!(said.contains("报告模板“") && said.contains(name), "{said}");
    }
}

#[test]
fn a_template_that_is_no_text_is_refused() {
    let bureau = with("定级.md", "");
    fs::write(bureau.path("report/定级.md"), b"\xb5\xc8\xbc\xb6").expect("written");
    assert!(refused(&bureau).contains("不是 UTF-8"));
}

#[test]
fn a_file_of_the_bureaus_own_can_be_put_in() {
    let bureau = with("定级.md", "{% include \"附言.md\" %}\n");
    fs::write(bureau.path("report/附言.md"), "## 附言\n\n【待填：附言】\n").expect("written");
    bureau.run(2026, &[]);
    assert!(prose(&bureau.path("结果2026")).contains("## 三、附言\n\n【待填：附言】"));
    let document = &report(&bureau.path("结果2026"))["word/document.xml"];
    assert!(paragraphs(document).iter().any(|p| p == "三、附言"));
    let before = folder_bytes(&bureau.path("结果2026"));
    bureau.run(2026, &[]);
    assert_eq!(
        folder_bytes(&bureau.path("结果2026")),
        before,
        "the same bytes"
    );
}

#[test]
fn a_bureau_is_given_the_templates_and_told_every_name() {
    let folder = temp();
    let at = folder.path().join("年度").display().to_string();
    let said = qingfeng(&["init", &at]);
    assert_eq!(said.status, 0, "{}", said.err);
    let given = folder.path().join("年度/报告模板（说明书）");
    let how = fs::read_to_string(given.join("怎么改.md")).expect("the manual");
    let bureau = with("定级.md", "{{ 没有的 }}");
    // Every template as it is given can be laid beside the policy.
    fs::remove_dir_all(bureau.path("report")).expect("removed");
    fs::create_dir_all(bureau.path("report")).expect("made");
    for (name, _) in REPORT_TEMPLATES {
        fs::copy(given.join(name), bureau.path("report").join(name)).expect("copied");
    }
    bureau.run(2026, &[]);
    for name in report_names() {
        assert!(
            how.contains(&format!("`{name}`")),
            "the manual lacks {name}"
        );
    }
}
