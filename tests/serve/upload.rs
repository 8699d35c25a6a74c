//! What is handed in.

use std::fs;

use crate::client::{KIND, Served, raw};
use crate::sent::{refused, said, sent};
use crate::support::forms;

#[test]
fn files_are_handed_in_without_a_script_and_shown_with_what_is_wrong() {
    let served = Served::new();
    let client = served.client();
    let page = client.page("/forms");
    for part in [
        "method=\"post\"",
        "enctype=\"multipart/form-data\"",
        "type=\"file\"",
        " multiple",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let form = fs::read(forms().join("02-four-rows-above.xlsx")).expect("read");
    let answer = client.upload(
        "/forms/upload",
        &[
            ("国库科.xlsx", &form),
            ("坏的.xlsx", b"PK no workbook"),
            ("", b""),
        ],
    );
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/forms"))
    );
    assert_eq!(served.files(), ["收表/国库科.xlsx", "收表/坏的.xlsx"]);
    assert_eq!(
        fs::read(served.folder().join("收表/国库科.xlsx")).expect("read"),
        form
    );
    assert!(client.page("/forms").contains("收下 2 个文件"));
    client.rest();
    let page = client.page("/forms");
    assert!(
        page.contains("收下 2 个文件"),
        "the page is loaded anew when they are read"
    );
    let page = client.page("/forms");
    assert!(!page.contains("收下 2 个文件"), "told once");
    assert!(
        page.contains(">国库科.xlsx</a>") && page.contains("自查表"),
        "{page}"
    );
    assert!(
        page.contains("F0"),
        "what is wrong with the damaged one: {page}"
    );
}

/// Laid among the forms, the policy of another year would count for this one.
#[test]
fn a_policy_is_no_form_and_what_is_asked_for_wrongly_is_refused_in_words() {
    let served = Served::new();
    let client = served.client();
    let other = "[unit]\nname = \"甲乙丙局\"\n".as_bytes();
    assert_eq!(
        client
            .upload("/forms/upload", &[("Qingfeng.toml", other)])
            .status,
        303
    );
    assert!(
        client
            .page("/forms")
            .contains("是口径文件，不是自查表，没有收")
    );
    assert!(served.files().is_empty(), "{:?}", served.files());
    for path in ["/form?line=abc", "/review?from=-1", "/results/file/%ff"] {
        let answer = client.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("这一步没有办"), "{path}");
    }
    let answer = client.post("/settings/word", "seen=x");
    assert!(answer.text().contains("这一步没有办"), "{}", answer.text());
}

#[test]
fn nothing_is_written_over() {
    let served = Served::new();
    let client = served.client();
    let told = |bytes: &[u8]| {
        let answer = client.upload("/forms/upload", &[("预算科.xlsx", bytes)]);
        assert_eq!(answer.status, 303);
        client.page("/forms")
    };
    told(b"one");
    let page = told(b"two");
    assert!(
        page.contains("没有覆盖") && page.contains("“预算科(1).xlsx”"),
        "{page}"
    );
    let page = told(b"one");
    assert!(page.contains("一字不差，没有再存"), "{page}");
    assert_eq!(served.files(), ["收表/预算科(1).xlsx", "收表/预算科.xlsx"]);
    let there = |name: &str| fs::read(served.folder().join("收表").join(name)).expect("read");
    assert_eq!(
        (there("预算科.xlsx"), there("预算科(1).xlsx")),
        (b"one".to_vec(), b"two".to_vec())
    );
}

#[test]
fn what_was_handed_in_by_mistake_is_taken_out_and_put_back() {
    let served = Served::new();
    let client = served.client();
    let form = fs::read(forms().join("02-four-rows-above.xlsx")).expect("read");
    let answer = client.upload(
        "/forms/upload",
        &[("国库科.xlsx", &form), ("错的.xlsx", &form)],
    );
    assert_eq!(answer.status, 303);
    client.page("/forms");
    client.rest();
    let wrong = [("file", "错的.xlsx")];
    let page = sent(&client, "/forms/withdraw", &wrong);
    assert!(
        said(&page).contains("移到了“已撤回/错的.xlsx”"),
        "{}",
        said(&page)
    );
    client.rest();
    let page = client.page("/forms");
    assert!(
        !page.contains("/form?file=%E9%94%99") && said(&page).contains("撤回的表"),
        "{page}"
    );
    assert_eq!(served.files(), ["已撤回/错的.xlsx", "收表/国库科.xlsx"]);
    // The whole folder given to the command line reads it no more either.
    let seen = crate::support::qingfeng(&["inspect".as_ref(), served.folder().as_os_str()]);
    assert!(
        !seen.out.contains("错的") && seen.out.contains("国库科"),
        "{}",
        seen.out
    );
    for file in ["../x", "错的.xlsx", "/etc/passwd", ""] {
        refused(&client, "/forms/withdraw", &[("file", file)]);
        refused(&client, "/forms/back", &[("file", file)]);
    }
    let back = [("file", "已撤回/错的.xlsx")];
    let page = sent(&client, "/forms/back", &back);
    assert!(said(&page).contains("已放回“错的.xlsx”"), "{}", said(&page));
    assert_eq!(served.files(), ["收表/国库科.xlsx", "收表/错的.xlsx"]);
}

#[test]
fn a_newer_version_under_the_same_name_is_known_for_one() {
    let served = Served::new();
    let client = served.client();
    let folder = crate::support::temp();
    let form = |risk: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let heads = [
            "序号",
            "岗位",
            "权力（业务）事项",
            "风险点",
            "风险等级",
            "防控措施",
        ];
        let first = [
            "1",
            "会计",
            "付款",
            "未按合同约定的进度付款",
            "一级",
            "由两人分别核对并登记，科长每月抽查五笔",
        ];
        let second = [
            "2",
            "出纳",
            "保管印鉴",
            risk,
            "二级",
            "由两人分别保管印鉴，科长每月核对一次登记",
        ];
        sheet
            .write(0, 0, "预算科廉政风险点自查表")
            .expect("written");
        for (row, line) in (1u32..).zip([heads, first, second]) {
            for (col, text) in (0u16..).zip(line) {
                sheet.write(row, col, text).expect("written");
            }
        }
        let path = folder.path().join("form.xlsx");
        book.save(&path).expect("saved");
        fs::read(path).expect("read")
    };
    for risk in ["一人保管全部印鉴", "一人保管全部印鉴和空白支票"] {
        let answer = client.upload("/forms/upload", &[("预算科自查表.xlsx", &form(risk))]);
        assert_eq!(answer.status, 303);
    }
    client.page("/forms");
    client.rest();
    let page = client.page("/forms");
    assert!(
        page.contains("旧版，以“预算科自查表(1).xlsx”为准"),
        "{page}"
    );
}

#[test]
fn a_path_in_a_name_is_refused_with_all_that_came_with_it() {
    let served = Served::new();
    let client = served.client();
    let paths = [
        "../x.xlsx",
        "..\\x.xlsx",
        "/etc/x.xlsx",
        "C:\\x.xlsx",
        "C:x.xlsx",
        "a/b.xlsx",
        "a\\b.xlsx",
        "..",
        ".",
        "..%2fx.xlsx",
        "%2e%2e%5cx.xlsx",
        "a\0b.xlsx",
        "NUL.xlsx",
        ".x.xlsx",
        "x.xlsx:s",
    ];
    for path in paths {
        let answer = client.upload("/forms/upload", &[("好的.xlsx", b"fine"), (path, b"x")]);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(
            answer.text().contains("一个文件也没有收") || path.contains('\0'),
            "{path}: {}",
            answer.text()
        );
        assert_eq!(served.files(), Vec::<String>::new(), "{path}");
        let named = [("folder", path), ("unit", "局")];
        let told = said(&refused(&client, "/start/init", &named).text());
        assert!(
            !told.contains("选文件") && !told.contains("以后再交"),
            "{told}"
        );
        let answer = client.upload("/start/roster", &[(path, b"x")]);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
    }
    let body = "--XYZ\r\nContent-Disposition: form-data; name=\"folder\"\r\n\r\n第二批/../..\r\n--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.xlsx\"\r\n\r\nx\r\n--XYZ--\r\n";
    assert_eq!(
        client.send("/forms/upload", KIND, body.as_bytes()).status,
        400
    );
    assert_eq!(served.files(), Vec::<String>::new());
    let body = body.replace("/../..", "/预算科");
    assert_eq!(
        client.send("/forms/upload", KIND, body.as_bytes()).status,
        303
    );
    assert_eq!(served.files(), ["收表/第二批/预算科/x.xlsx"]);
    for path in ["..%2f..%2fx", "%2e%2e/x", "../x", "/etc/passwd", "收表"] {
        let answer = client.get(&format!("/results/file/{path}"));
        assert!((400..500).contains(&answer.status), "{path}");
    }
}

#[test]
#[cfg(unix)]
fn a_name_that_is_markup_stays_a_name() {
    let served = Served::new();
    let client = served.client();
    let name = "<img src=x onerror=alert(1)>&'.xlsx";
    assert_eq!(
        client
            .upload(
                "/forms/upload",
                &[(name, b"no workbook"), (name, b"another")]
            )
            .status,
        303
    );
    let told = client.page("/forms");
    client.rest();
    for page in [told, client.page("/forms")] {
        assert!(
            !page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt;&amp;&#39;"),
            "{page}"
        );
    }
}

#[test]
fn what_is_no_form_is_refused_in_words() {
    let served = Served::new();
    let client = served.client();
    let said = |kind: &str, body: &[u8]| {
        let answer = client.send("/forms/upload", kind, body);
        assert!(
            (400..500).contains(&answer.status),
            "{kind}: {}",
            answer.status
        );
        assert!(
            answer.text().contains("</html>") && answer.text().contains('。'),
            "{}",
            answer.text()
        );
    };
    said("text/plain", b"x");
    said("multipart/form-data", b"x");
    said(KIND, b"--XYZ--\r\n");
    said(KIND, b"nothing of the kind");
    said(
        KIND,
        b"--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.xlsx\"\r\n\r\nhalf",
    );
    // One who goes away in the middle leaves nothing.
    let head = client.head("/forms/upload", KIND, 1000);
    let half =
        "--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.xlsx\"\r\n\r\nhalf";
    let stream = std::net::TcpStream::connect(client.address).expect("a connection");
    std::io::Write::write_all(&mut &stream, format!("{head}{half}").as_bytes()).expect("sent");
    drop(stream);
    let _ = raw(client.address, b"nonsense\r\n\r\n");
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(served.files(), Vec::<String>::new());
}

#[test]
fn a_roster_does_not_lie_among_the_forms_and_the_former_one_is_kept() {
    let served = Served::new();
    let client = served.client();
    assert_eq!(
        client
            .post("/start/init", "unit=%E8%B4%A2%E6%94%BF%E5%B1%80&year=2026")
            .status,
        303
    );
    let book = |names: [&str; 2]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("科室").expect("named");
        for (row, text) in (0u32..).zip(["科室名称", names[0], names[1]]) {
            sheet.write(row, 0, text).expect("written");
        }
        book.save_to_buffer().expect("saved")
    };
    let answer = client.upload(
        "/forms/upload",
        &[("花名册.xlsx", &book(["预算科", "国库科"]))],
    );
    assert_eq!(answer.status, 303);
    assert!(client.page("/forms").contains("是花名册"));
    let answer = client.upload(
        "/start/roster",
        &[("名单.xlsx", &book(["预算科", "国库科"]))],
    );
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = client.page("/");
    assert!(
        page.contains("财政局") && page.contains(">国库科</th>"),
        "{page}"
    );
    assert!(page.contains("花名册（换下的1）.xlsx"), "{page}");
    // What cannot be read takes nobody's place.
    let answer = client.upload("/start/roster", &[("花名册.xlsx", b"no workbook")]);
    assert_eq!(answer.status, 422);
    // One with a mistake is shown with its cell.
    let answer = client.upload(
        "/start/roster",
        &[("花名册.et", &book(["预算科", "预算科"]))],
    );
    assert_eq!(answer.status, 303);
    let page = client.page("/");
    assert!(page.contains("B05") && page.contains("单元格 A3"), "{page}");
    let files = served.files();
    for kept in [
        "花名册（换下的1）.xlsx",
        "花名册（换下的2）.xlsx",
        "花名册.et",
    ] {
        assert!(files.contains(&kept.to_owned()), "{files:?}");
    }
    assert!(!files.contains(&"花名册.xlsx".to_owned()), "{files:?}");
}

#[test]
fn a_roster_is_written_on_the_page_as_a_table() {
    let served = Served::new();
    let client = served.client();
    assert_eq!(
        client
            .post("/start/init", "unit=%E5%B1%80&year=2026")
            .status,
        303
    );
    let table = "科室\t岗位\t姓名\r\n预算科\t编制岗\t张一\r\n国库科\t\t=李二\r\n";
    let page = sent(&client, "/start/roster/table", &[("table", table)]);
    let words = said(&page);
    for told in ["张一（编制岗）", "国库科", "花名册（换下的1）.xlsx"] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let page = sent(
        &client,
        "/start/roster/table",
        &[("table", "科室\t姓名\n办公室，王三\n国库科 李四\n")],
    );
    assert!(
        said(&page).contains("王三")
            && said(&page).contains("李四")
            && !said(&page).contains("张一（"),
        "{}",
        said(&page)
    );
    // What is wrong is shown at its cell; of the roster nothing else is.
    let table = "科室\t岗位\t姓名\n预算科\t编制岗、审核岗\t张一、李二\n";
    let page = sent(&client, "/start/roster/table", &[("table", table)]);
    let leads = page
        .split("href=\"")
        .find(|at| at.starts_with("/form?file="));
    let leads = leads.and_then(|at| at.split('#').next()).expect("a link");
    let shown = client.page(&leads.replace("&amp;", "&"));
    let words = said(&shown);
    assert!(
        words.contains("读作花名册，1 处问题")
            && words.contains("分不清各是谁的")
            && !words.contains("表头是怎样读的"),
        "{words}"
    );
    assert!(shown.contains("chosen\">编制岗、审核岗"), "{shown}");
    let table = "科室\t姓名\n办公室，王三\n国库科 李四\n";
    sent(&client, "/start/roster/table", &[("table", table)]);
    // A table of which nothing is read takes nobody's place.
    let table = "岗位\t姓名\n科长\t张三\n";
    let told = refused(&client, "/start/roster/table", &[("table", table)]);
    let told = said(&told.text());
    assert!(told.contains("原来的花名册没有动"), "{told}");
    assert!(said(&client.page("/")).contains("王三"));
    let table = "部门\t职务\t名字\n预算科\t科长\t张三\n";
    let page = sent(&client, "/start/roster/table", &[("table", table)]);
    assert!(said(&page).contains("张三（科长）"), "{}", said(&page));
    for table in ["", "科室\t姓名\n", &"长".repeat(3000)] {
        let told = refused(&client, "/start/roster/table", &[("table", table)]);
        assert!(
            said(&told.text()).contains("没有建花名册"),
            "{}",
            said(&told.text())
        );
    }
}
