//! The language server over any stream: it comes to an end, says nothing but messages, answers no request twice, and
//! nothing in it panics.

use std::collections::BTreeMap;
use std::time::Duration;

use lsp::{LogHandle, serve};
use serde_json::Value as Json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// How long a session may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long nothing may be said before the stream is ended.
const SILENCE: Duration = Duration::from_millis(100);

/// A question that is answered when all before it was done.
const LAST: &[u8] = br#"{"jsonrpc":"2.0","id":"last","method":"hsmeta/checkWorkspace"}"#;

/// Holds for every list of messages: each line is the body of one, and a line that begins with `<` is sent as it is.
pub fn holds(data: &[u8]) {
    if !is_harmless(data) {
        return;
    }
    let lines: Vec<&[u8]> = data
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    for (id, number) in answers(&session(&lines)) {
        let asked = lines
            .iter()
            .chain([&LAST])
            .filter(|line| may_ask(line, &id))
            .count();
        assert!(
            number <= asked || id == "null",
            "{id} was asked {asked} times and answered {number} times"
        );
    }
}

/// Whether a stream asks for nothing but what can be looked at: not for files that may be there, nor for a panic, nor for
/// the end, before which the server waits a while.
fn is_harmless(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data).to_ascii_lowercase();
    let names_no_file = text
        .match_indices("file:")
        .all(|(at, _)| text[at..].starts_with("file:///nowhere/"));
    names_no_file
        && !["..", "%2e", "rootpath", "hsmeta/panic", "\"exit\""]
            .iter()
            .any(|harm| text.contains(harm))
}

fn sent(line: &[u8]) -> Vec<u8> {
    match line.strip_prefix(b"<") {
        Some(raw) => [raw, b"\r\n"].concat(),
        None => [
            format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes(),
            line,
        ]
        .concat(),
    }
}

/// What the server says. As every client does, this one waits for the first answer before it goes on. The stream ends when
/// nothing is said for a while: a short one once a last question was answered, which is after all before it, and a longer
/// one where a header without a body has swallowed the question.
fn session(lines: &[&[u8]]) -> Vec<u8> {
    let (first, others) = lines.split_at(lines.len().min(1));
    let bytes = |lines: &[&[u8]]| {
        lines
            .iter()
            .flat_map(|line| sent(line))
            .collect::<Vec<u8>>()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (near, far) = tokio::io::duplex(1 << 20);
        let (input_of_server, output_of_server) = tokio::io::split(far);
        let serving = serve(input_of_server, output_of_server, LogHandle::default());
        let talking = async {
            let (mut reader, mut writer) = tokio::io::split(near);
            let mut output = Vec::new();
            writer.write_all(&bytes(first)).await.unwrap();
            let _ = timeout(SILENCE, reader.read_buf(&mut output)).await;
            writer
                .write_all(&bytes(&[others, &[LAST]].concat()))
                .await
                .unwrap();
            let silence = |output: &[u8]| {
                if has_last_answer(output) {
                    SILENCE / 3
                } else {
                    SILENCE
                }
            };
            while let Ok(Ok(1..)) = timeout(silence(&output), reader.read_buf(&mut output)).await {}
            writer.shutdown().await.unwrap();
            reader.read_to_end(&mut output).await.unwrap();
            output
        };
        timeout(PATIENCE, async { tokio::join!(serving, talking).1 })
            .await
            .expect("a session without an end")
    })
}

fn has_last_answer(output: &[u8]) -> bool {
    split_once(output, b"\"id\":\"last\"").is_some()
}

/// The identifiers of all answers, with how many there are. Everything that was said has to be a message.
fn answers(mut output: &[u8]) -> BTreeMap<String, usize> {
    let mut answers = BTreeMap::new();
    while !output.is_empty() {
        let (header, rest) = split_once(output, b"\r\n\r\n").expect("a header");
        let header = std::str::from_utf8(header).unwrap();
        let length: usize = header
            .strip_prefix("Content-Length: ")
            .expect(header)
            .parse()
            .expect(header);
        let message: Json = serde_json::from_slice(&rest[..length]).unwrap();
        output = &rest[length..];
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        assert_ne!(message["error"]["code"], -32603, "{message}");
        assert!(
            !message["params"]["message"]
                .as_str()
                .is_some_and(|text| text.contains("internal error")),
            "{message}"
        );
        if message.get("method").is_none() {
            *answers.entry(message["id"].to_string()).or_insert(0) += 1;
        }
    }
    answers
}

fn split_once<'a>(bytes: &'a [u8], by: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(by.len()).position(|window| window == by)?;
    Some((&bytes[..at], &bytes[at + by.len()..]))
}

/// Whether a line may be a request with this identifier: what is sent as it is may be anything, and what serde_json refuses
/// for half a surrogate pair is mended.
fn may_ask(line: &[u8], id: &str) -> bool {
    match serde_json::from_slice::<Json>(line) {
        Ok(message) => message.get("id").map(Json::to_string).as_deref() == Some(id),
        Err(_) => true,
    }
}
