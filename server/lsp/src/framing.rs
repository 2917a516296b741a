//! Message framing. Only messages that the transport can parse are forwarded: it stops reading at
//! the first one that is not valid JSON-RPC, because tokio-util ends a framed stream after an
//! error. The others are logged.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tower_lsp_server::jsonrpc::{Request, Response};

/// The size in bytes above which messages are skipped: that of a 32 MiB file, the largest that is
/// read, with every character escaped.
const MAX_MESSAGE: u64 = 256 * 1024 * 1024;

/// The maximum length of a header line. Input without line breaks is not buffered beyond it.
const MAX_HEADER_LINE: u64 = 8 * 1024;

/// The capacity in bytes of the pipe between the reading task and the transport.
const PIPE_CAPACITY: usize = 64 * 1024;

/// Forwards the valid messages of the input.
pub(crate) fn valid_messages(input: impl AsyncRead + Send + Unpin + 'static) -> DuplexStream {
    let (mut sender, receiver) = tokio::io::duplex(PIPE_CAPACITY);
    tokio::spawn(async move {
        let mut input = BufReader::new(input);
        // The session ends with either stream. Dropping the sender closes the input of the
        // transport.
        while let Ok(Some(length)) = header(&mut input).await {
            match message(&mut input, length).await {
                Ok(Some(body)) => {
                    let header = format!("Content-Length: {}\r\n\r\n", body.len());
                    if sender.write_all(header.as_bytes()).await.is_err()
                        || sender.write_all(&body).await.is_err()
                    {
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

/// The content length of the next header; `None` at the end of the input. Lines that are not
/// headers are skipped.
async fn header(input: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input)
            .take(MAX_HEADER_LINE)
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
                _ => tracing::warn!("skipped a line that is not a header"),
            },
        }
    }
}

/// The next `length` bytes, if they are a valid message.
async fn message(
    input: &mut (impl AsyncRead + Unpin),
    length: u64,
) -> std::io::Result<Option<Vec<u8>>> {
    if length > MAX_MESSAGE {
        tracing::warn!("skipped a message of {length} bytes, over the limit of {MAX_MESSAGE}");
        tokio::io::copy(&mut input.take(length), &mut tokio::io::sink()).await?;
        return Ok(None);
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body).await? < length as usize {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let body = match valid_message(body) {
        Ok(body) => return Ok(Some(body)),
        Err(body) => body,
    };
    // JavaScript strings can contain lone surrogates, for example while an emoji is entered; Rust
    // strings cannot.
    if let Ok(body) = valid_message(replace_lone_surrogates(&body)) {
        return Ok(Some(body));
    }
    tracing::warn!("skipped a message of {length} bytes that is not valid JSON-RPC");
    Ok(None)
}

/// The message in a form that the transport accepts, or else the unchanged bytes. Some clients omit
/// a null result: the transport treats a message with neither method nor result as a request, and
/// would answer it.
fn valid_message(body: Vec<u8>) -> Result<Vec<u8>, Vec<u8>> {
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

/// Replaces escaped surrogates without a partner by U+FFFD, which is one UTF-16 code unit too.
fn replace_lone_surrogates(body: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        let length = match (escaped_unit(body, at), escaped_unit(body, at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => {
                replaced.extend_from_slice(b"\\ufffd");
                at += 6;
                continue;
            }
            // Both bytes of an escape are copied at once: `\\\\ud800` is a backslash and five
            // letters.
            _ if body[at] == b'\\' => 2.min(body.len() - at),
            _ => 1,
        };
        replaced.extend_from_slice(&body[at..at + length]);
        at += length;
    }
    replaced
}

/// The UTF-16 code unit of a `\uXXXX` escape at an offset.
fn escaped_unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        fn replaced(text: &str) -> String {
            String::from_utf8(replace_lone_surrogates(text.as_bytes())).unwrap_or_default()
        }
        assert_eq!(replaced(r#""a\ud83db""#), r#""a\ufffdb""#);
        assert_eq!(replaced(r#""\ude00""#), r#""\ufffd""#);
        for unchanged in [
            r#""\ud83d\ude00""#,
            r#""\\ud83d""#,
            r#""\n\u00e4\""#,
            r#""\u12"#,
            "\\",
        ] {
            assert_eq!(replaced(unchanged), unchanged);
        }
    }

    #[test]
    fn a_response_without_a_result_gets_a_null_result() {
        fn forwarded(body: &str) -> Option<String> {
            String::from_utf8(valid_message(body.into()).ok()?).ok()
        }
        let response = r#"{"jsonrpc":"2.0","result":null,"id":7}"#;
        assert_eq!(
            forwarded(r#"{"jsonrpc":"2.0","id":7}"#).as_deref(),
            Some(response)
        );
        assert_eq!(forwarded(r#"{"jsonrpc":"2.0"}"#), None);
        for unchanged in [
            response,
            r#"{"jsonrpc":"2.0","id":7,"result":{},"error":null}"#,
            r#"{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":""}}"#,
            r#"{"jsonrpc":"2.0","id":7,"method":"a"}"#,
        ] {
            assert_eq!(forwarded(unchanged).as_deref(), Some(unchanged));
        }
    }

    #[test]
    fn only_valid_messages_are_forwarded() {
        let valid = r#"{"jsonrpc":"2.0","method":"a"}"#;
        fn frame(body: &str) -> String {
            format!("Content-Length: {}\r\n\r\n{body}", body.len())
        }
        let deep = format!(
            r#"{{"jsonrpc":"2.0","method":"a","params":{}1{}}}"#,
            "[".repeat(500),
            "]".repeat(500)
        );
        let input = [
            "what is this\r\n\r\n".to_owned(),
            frame("{\"jsonrpc\""),
            frame(&deep),
            frame("[]"),
            frame("\u{0}"),
            "Content-Length: many\r\n\r\n".to_owned(),
            format!(
                "content-type: x\r\nContent-LENGTH:{}\n\n{valid}",
                valid.len()
            ),
            frame(valid),
            "Content-Length: 99\r\n\r\n{}".to_owned(),
        ]
        .concat();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let forwarded = runtime.map(|runtime| {
            runtime.block_on(async {
                let mut output = String::new();
                valid_messages(std::io::Cursor::new(input))
                    .read_to_string(&mut output)
                    .await
                    .map(|_| output)
            })
        });
        assert_eq!(
            forwarded.ok().and_then(Result::ok),
            Some(frame(valid).repeat(2))
        );
    }
}
