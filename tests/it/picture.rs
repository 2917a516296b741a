//! The picture in the README is the output of `hsmeta check`, with its colors.

use crate::support;

#[test]
fn the_picture_of_the_readme_is_current() {
    let folder = support::root().join("fixtures/projects/first-look");
    let output = support::run(&folder, &["check", "--color", "always"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let picture = anstyle_svg::Term::new().render_svg(&format!("$ hsmeta check\n{printed}"));
    support::expect_file(&support::root().join("docs/check.svg"), &picture);
}
