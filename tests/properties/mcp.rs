//! A session of the MCP server over any bytes: it ends with its input, writes messages only, and answers no request twice.

use std::collections::BTreeMap;

use serde_json::Value as Json;

/// Holds for every input. One that names a path is left out: a tool would read or write it.
pub fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data).to_ascii_lowercase();
    if text.contains("path") || text.contains("\\u") {
        return;
    }
    let output = hsmeta::mcp_session(data);
    let output = String::from_utf8(output).expect("the output is UTF-8");
    assert!(output.is_empty() || output.ends_with('\n'), "{output}");
    let mut answered: BTreeMap<String, usize> = BTreeMap::new();
    for line in output.lines() {
        let message: Json = serde_json::from_str(line).expect("each line is JSON");
        for message in each(&message) {
            assert_eq!(message["jsonrpc"], "2.0", "{line}");
            assert!(
                message["method"].is_null() || message["method"] == "roots/list",
                "{line}"
            );
            if message["method"].is_null() {
                let results = [message.get("result"), message.get("error")];
                assert_eq!(results.into_iter().flatten().count(), 1, "{line}");
                assert_ne!(message["error"]["code"], -32603, "a call panics: {line}");
                if let Some(id) = message.get("id") {
                    *answered.entry(id.to_string()).or_default() += 1;
                }
            }
        }
    }
    let sent = sent(data);
    for (id, number) in answered {
        let requests = sent.get(&id).copied().unwrap_or_default();
        assert!(
            number <= requests,
            "{id} was sent {requests} times and answered {number} times"
        );
    }
}

/// How many messages of the input have an id.
fn sent(data: &[u8]) -> BTreeMap<String, usize> {
    let mut sent = BTreeMap::new();
    for line in data.split(|byte| *byte == b'\n') {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        if let Ok(message) = serde_json::from_slice::<Json>(line) {
            for message in each(&message) {
                if let Some(id) = message.get("id") {
                    *sent.entry(id.to_string()).or_default() += 1;
                }
            }
        }
    }
    sent
}

fn each(message: &Json) -> &[Json] {
    match message {
        Json::Array(batch) => batch,
        message => std::slice::from_ref(message),
    }
}
