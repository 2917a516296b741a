//! The picture in the README is what `hsmeta check` prints, colours and all.

use std::process::Command;

use crate::support;

#[test]
fn the_picture_of_the_readme_is_current() {
    let folder = support::root().join("fixtures/projects/first-look");
    let mut check = Command::new(env!("CARGO_BIN_EXE_hsmeta"));
    let output = check.args(["check", "--color", "always"]).current_dir(folder).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let picture = anstyle_svg::Term::new().render_svg(&format!("$ hsmeta check\n{printed}"));
    support::expect_file(&support::root().join("docs/check.svg"), &picture);
}
