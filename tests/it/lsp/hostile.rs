//! The server in a malicious folder: it does not stop, and escapes what it shows.

use std::fs;

use super::client::{Client, uri};
use crate::hostile::{ESCAPES, hostile_project, project};

#[test]
fn control_characters_of_a_project_are_escaped() {
    let folder = hostile_project();
    let mut client = Client::started(&[folder.path()]);
    let app = uri(&folder.path().join("src/app/app-hsmeta.json"));
    client.open(
        &app,
        1,
        &fs::read_to_string(folder.path().join("src/app/app-hsmeta.json")).unwrap(),
    );
    client.until_version(&app, 1);
    assert!(client.rules(&app).len() > 3, "{:?}", client.rules(&app));
    for published in client.published.values() {
        for diagnostic in published["diagnostics"].as_array().unwrap() {
            let message = diagnostic["message"].as_str().unwrap();
            let raw = message
                .chars()
                .find(|c| *c != '\n' && !c.is_ascii_graphic() && ESCAPES.contains(*c) && *c != ' ');
            assert_eq!(raw, None, "{message:?}");
        }
    }
}

#[test]
fn unreadable_files_do_not_stop_the_server() {
    let card = "src/app/cards/card-hsmeta.json";
    let folder = project(&[(card, "[]")]);
    let cards = folder.path().join("src/app/cards");
    fs::File::create(cards.join("huge-hsmeta.json"))
        .unwrap()
        .set_len(200_000_000)
        .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        assert!(
            std::process::Command::new("mkfifo")
                .arg(cards.join("pipe-hsmeta.json"))
                .status()
                .unwrap()
                .success()
        );
        symlink("/dev/zero", cards.join("zero-hsmeta.json")).unwrap();
        symlink("..", cards.join("up")).unwrap();
        symlink("/", cards.join("root")).unwrap();
    }
    let mut client = Client::started(&[folder.path()]);
    client.until_rules(&uri(&folder.path().join(card)), &["not-an-object"]);
    for name in ["pipe-hsmeta.json", "zero-hsmeta.json", "huge-hsmeta.json"] {
        let name = uri(&cards.join(name));
        client.open(&name, 1, "[]");
        client.until_version(&name, 1);
    }
}
