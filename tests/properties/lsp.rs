//! The language server over any stream: it ends, writes only messages, answers no request twice, and does not panic.

use std::collections::BTreeMap;
use std::time::Duration;

use lsp::{LogHandle, serve};
use serde_json::Value as Json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// The time after which a session fails as hanging.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The time without output after which the stream is closed.
const SILENCE: Duration = Duration::from_millis(100);

/// A request that is answered after all earlier ones.
const LAST: &[u8] = br#"{"jsonrpc":"2.0","id":"last","method":"hsmeta/checkWorkspace"}"#;

/// Holds for every list of messages: each line is the body of one; a line that begins with `<` is sent without a header.
pub fn holds(data: &[u8]) {
    if !is_harmless(data) {
        return;
    }
    let lines: Vec<&[u8]> = data
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    for (id, number) in answers(&session(&lines)) {
        let requests = lines
            .iter()
            .chain([&LAST])
            .filter(|line| may_be_request(line, &id))
            .count();
        assert!(
            number <= requests || id == "null",
            "{id} was sent {requests} times and answered {number} times"
        );
    }
}

/// Whether a stream names no files that may exist, and requests neither a panic nor the exit, before which the server
/// waits.
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

/// The output of the server. Like every client, it waits for the first answer before it continues. The stream is closed
/// after a time without output: a short one if [`LAST`] was answered, and a longer one otherwise, because a header without
/// a body may have swallowed it.
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
            while let Ok(Ok(1..)) = timeout(silence(&output), reader.read_buf(&mut output)).await {}
            writer.shutdown().await.unwrap();
            reader.read_to_end(&mut output).await.unwrap();
            output
        };
        timeout(TIMEOUT, async { tokio::join!(serving, talking).1 })
            .await
            .expect("the session does not end")
    })
}

/// The time without output after which the stream is closed: shorter if the last request was answered.
fn silence(output: &[u8]) -> Duration {
    if split_once(output, b"\"id\":\"last\"").is_some() {
        SILENCE / 3
    } else {
        SILENCE
    }
}

/// The number of answers by identifier. All output must consist of messages.
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

/// Whether a line may be a request with this identifier. Lines that serde_json refuses count too: without a header they may
/// be anything, and the server replaces lone surrogates.
fn may_be_request(line: &[u8], id: &str) -> bool {
    match serde_json::from_slice::<Json>(line) {
        Ok(message) => message.get("id").map(Json::to_string).as_deref() == Some(id),
        Err(_) => true,
    }
}
