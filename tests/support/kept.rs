//! Text kept in a file of the repository: what the program says today must be what the file says.

use std::fs;
use std::path::Path;

/// Asserts that a file, named from the root of the repository, holds this text; with `BLESS=1` it is written anew.
pub fn assert_kept(file: &str, said: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, said).expect("a writable file");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = kept.lines().zip(said.lines()).zip(1..);
    let differs = lines.find(|((kept, said), _)| kept != said);
    assert!(
        kept == said,
        "{file} is not current; if the change is wanted, run this test with BLESS=1\n\
         first line that differs (kept, said), and its number: {differs:#?}"
    );
}
