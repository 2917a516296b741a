//! `hsmeta schema`: prints one of the embedded schemas.

use crate::Exit;
use crate::error::did_you_mean;
use crate::output::Output;
use diagnostics::message;

pub(crate) fn run(name: &str, output: &mut Output) -> Exit {
    if let Some(schema) = schema::schema(name) {
        output.print(schema.text);
        return Exit::Clean;
    }
    let names: Vec<&str> = schema::schemas().iter().map(|schema| schema.name).collect();
    let available = format!("available: {}", names.join(", "));
    let hint = did_you_mean(name, names.iter().copied(), available);
    output.error(&format!("unknown schema {}; {hint}", message::quoted(name)));
    Exit::Error
}
