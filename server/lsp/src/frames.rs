//! Passes on messages that the transport can read and drops the others: it stops reading for good at the first message
//! that is no JSON-RPC (tokio-util ends a framed stream after an error). A dropped message is named in the log.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tower_lsp_server::jsonrpc::{Request, Response};

/// Messages above this are skipped: a file of 32 MB, the largest that is read, escaped throughout.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The longest line of a header; what has no line break is no header.
const LONGEST_LINE: u64 = 8 * 1024;

/// Room between the reading task and the transport.
const PIPE: usize = 64 * 1024;

/// The same messages without those that are none.
pub(super) fn healthy(input: impl AsyncRead + Send + Unpin + 'static) -> DuplexStream {
    let (mut sender, receiver) = tokio::io::duplex(PIPE);
    tokio::spawn(async move {
        let mut input = BufReader::new(input);
        // The end of either side is the end of the session; dropping the sender says so to the transport.
        while let Ok(Some(length)) = header(&mut input).await {
            match message(&mut input, length).await {
                Ok(Some(body)) => {
                    let header = format!("Content-Length: {}\r\n\r\n", body.len());
                    let sent = async {
                        sender.write_all(header.as_bytes()).await?;
                        sender.write_all(&body).await
                    };
                    if sent.await.is_err() {
                        return;
                    }
                }
                Ok(None) => {}
                Err(_) => return,
            }
        }
    });
    receiver
}

/// The length that the next header tells; `None` at the end. Lines that are no headers are passed over.
async fn header(input: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .await?
            == 0
        {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.trim_end(), length) {
            ("", Some(length)) => return Ok(Some(length)),
            ("", None) => {}
            (text, _) => match text.split_once(':') {
                Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().ok();
                }
                Some((name, _)) if name.trim().eq_ignore_ascii_case("content-type") => {}
                _ => tracing::warn!("skipped a line that is no header"),
            },
        }
    }
}

/// The message of `length` bytes, if it is one.
async fn message(
    input: &mut (impl AsyncRead + Unpin),
    length: u64,
) -> std::io::Result<Option<Vec<u8>>> {
    if length > LONGEST {
        tracing::warn!("skipped a message of {length} bytes");
        tokio::io::copy(&mut input.take(length), &mut tokio::io::sink()).await?;
        return Ok(None);
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body).await? < length as usize {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let body = match accepted(body) {
        Ok(body) => return Ok(Some(body)),
        Err(body) => body,
    };
    // JavaScript escapes half an emoji alone, and people type one half after the other; Rust has no text for it.
    if let Ok(body) = accepted(without_lone_surrogates(&body)) {
        return Ok(Some(body));
    }
    tracing::warn!("skipped a message of {length} bytes that is no JSON-RPC");
    Ok(None)
}

/// A message as the transport takes it; what is none comes back. Some clients leave out the result where it is null: the
/// transport takes what has neither a method nor a result for a request, and would answer an answer.
fn accepted(body: Vec<u8>) -> Result<Vec<u8>, Vec<u8>> {
    let request = serde_json::from_slice::<Request>(&body).ok();
    let has_method = request
        .as_ref()
        .is_some_and(|request| !request.method().is_empty());
    if has_method || serde_json::from_slice::<Response>(&body).is_ok() {
        return Ok(body);
    }
    match request.as_ref().and_then(Request::id) {
        Some(id) => Ok(json!(Response::from_ok(id.clone(), Value::Null))
            .to_string()
            .into_bytes()),
        None => Err(body),
    }
}

/// The same JSON with U+FFFD, which is one UTF-16 code unit too, in the place of escaped surrogates without a partner.
fn without_lone_surrogates(body: &[u8]) -> Vec<u8> {
    let unit = |at: usize| -> Option<u16> {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        let length = match (unit(at), unit(at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => {
                mended.extend_from_slice(b"\\ufffd");
                at += 6;
                continue;
            }
            // An escape is passed as a whole: `\\\\ud800` is a backslash and five letters.
            _ if body[at] == b'\\' => 2.min(body.len() - at),
            _ => 1,
        };
        mended.extend_from_slice(&body[at..at + length]);
        at += length;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_emoji_becomes_a_replacement_character() {
        let mended = |text: &str| {
            String::from_utf8(without_lone_surrogates(text.as_bytes())).unwrap_or_default()
        };
        assert_eq!(mended(r#""a\ud83db""#), r#""a\ufffdb""#);
        assert_eq!(mended(r#""\ude00""#), r#""\ufffd""#);
        for healthy in [
            r#""\ud83d\ude00""#,
            r#""\\ud83d""#,
            r#""\n\u00e4\""#,
            r#""\u12"#,
            "\\",
        ] {
            assert_eq!(mended(healthy), healthy);
        }
    }

    #[test]
    fn an_answer_without_a_result_has_a_null_one() {
        let passed = |body: &str| {
            accepted(body.into())
                .ok()
                .and_then(|body| String::from_utf8(body).ok())
        };
        let answer = r#"{"jsonrpc":"2.0","result":null,"id":7}"#;
        assert_eq!(
            passed(r#"{"jsonrpc":"2.0","id":7}"#).as_deref(),
            Some(answer)
        );
        assert_eq!(passed(r#"{"jsonrpc":"2.0"}"#), None);
        for healthy in [
            answer,
            r#"{"jsonrpc":"2.0","id":7,"result":{},"error":null}"#,
            r#"{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":""}}"#,
            r#"{"jsonrpc":"2.0","id":7,"method":"a"}"#,
        ] {
            assert_eq!(passed(healthy).as_deref(), Some(healthy));
        }
    }

    #[test]
    fn only_messages_pass() {
        let good = r#"{"jsonrpc":"2.0","method":"a"}"#;
        let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let deep = format!(
            r#"{{"jsonrpc":"2.0","method":"a","params":{}1{}}}"#,
            "[".repeat(500),
            "]".repeat(500)
        );
        let input = [
            "what is this\r\n\r\n".to_owned(),
            framed("{\"jsonrpc\""),
            framed(&deep),
            framed("[]"),
            framed("\u{0}"),
            "Content-Length: many\r\n\r\n".to_owned(),
            format!("content-type: x\r\nContent-LENGTH:{}\n\n{good}", good.len()),
            framed(good),
            "Content-Length: 99\r\n\r\n{}".to_owned(),
        ]
        .concat();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let passed = runtime.map(|runtime| {
            runtime.block_on(async {
                let mut output = String::new();
                healthy(std::io::Cursor::new(input))
                    .read_to_string(&mut output)
                    .await
                    .map(|_| output)
            })
        });
        assert_eq!(
            passed.ok().and_then(Result::ok),
            Some(framed(good).repeat(2))
        );
    }
}
