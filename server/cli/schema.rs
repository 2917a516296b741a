//! `hsmeta schema`: prints one of the embedded schemas.

use super::Exit;
use super::output::Output;
use crate::{catalog, words};

pub(super) fn run(name: &str, output: &mut Output) -> Exit {
    let Some(schema) = catalog::schema(name) else {
        let names = || catalog::schemas().iter().map(|schema| schema.name);
        let hint = words::nearest(name, names())
            .map(|near| format!("; did you mean {}?", words::quoted(near)));
        output.complain(&format!(
            "there is no schema {}{}\nschemas: {}",
            words::quoted(name),
            hint.unwrap_or_default(),
            names().collect::<Vec<_>>().join(", "),
        ));
        return Exit::Failure;
    };
    output.print(schema.text);
    Exit::Clean
}
