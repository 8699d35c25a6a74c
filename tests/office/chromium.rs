//! Chromium as a reader: how wide it lays a page out, and on how many sheets it prints it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::temp;

/// Whether there is a Chromium to ask.
pub fn is_installed() -> bool {
    program().is_some()
}

fn program() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&paths).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"].map(|name| {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(move |folder| folder.join(&name))
            .find(|path| path.is_file())
    });
    names.into_iter().flatten().next()
}

fn ask(profile: &Path, page: &Path, more: &[String]) -> Vec<u8> {
    let done = Command::new(program().expect("a Chromium"))
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium starts");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    done.stdout
}

/// How many sheets a page is printed on.
pub fn printed_sheets(page: &str) -> usize {
    let folder = temp();
    let [source, printed] = ["page.html", "page.pdf"].map(|name| folder.path().join(name));
    fs::write(&source, page).expect("written");
    let to = format!("--print-to-pdf={}", printed.display());
    ask(
        folder.path(),
        &source,
        &["--no-pdf-header-footer".to_owned(), to],
    );
    let pdf = fs::read(printed).expect("a print");
    let pages = String::from_utf8_lossy(&pdf);
    pages.matches("/Type /Page\n").count()
}

/// How wide and how high a page is laid out in a window of 1366 × 768, in its pixels.
pub fn size(page: &str) -> [usize; 2] {
    let folder = temp();
    let source = folder.path().join("page.html");
    // The page runs no scripts; the one that measures it does.
    let measure = "<script>document.title=document.documentElement.scrollWidth+'x'+document.documentElement.scrollHeight</script></body>";
    let start = page
        .find("<meta http-equiv")
        .expect("a policy for what it may run");
    let end = start + page[start..].find('>').expect("its end") + 1;
    let open = format!("{}{}", &page[..start], &page[end..]);
    fs::write(&source, open.replace("</body>", measure)).expect("written");
    let more = ["--window-size=1366,768", "--dump-dom"].map(str::to_owned);
    let shown = String::from_utf8(ask(folder.path(), &source, &more)).expect("text");
    let (_, rest) = shown.split_once("<title>").expect("a title");
    let (title, _) = rest.split_once("</title>").expect("its end");
    let (width, height) = title.split_once('x').expect("two numbers");
    [width, height].map(|number| number.parse().expect("a number"))
}
