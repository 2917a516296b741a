//! `hsmeta schema`: prints one of the embedded schemas.

use super::Exit;
use super::output::Output;
use diagnostics::{message, suggest};

pub(super) fn run(name: &str, output: &mut Output) -> Exit {
    let Some(schema) = schema::schema(name) else {
        let names = || schema::schemas().iter().map(|schema| schema.name);
        let hint = suggest::nearest(name, names())
            .map(|near| format!("; did you mean {}?", message::quoted(near)));
        output.complain(&format!(
            "there is no schema {}{}\nschemas: {}",
            message::quoted(name),
            hint.unwrap_or_default(),
            names().collect::<Vec<_>>().join(", "),
        ));
        return Exit::Failure;
    };
    output.print(schema.text);
    Exit::Clean
}
