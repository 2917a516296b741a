//! Revisions of the protocol, error codes, and the keys of its metadata.

/// The revision in which each request is complete in itself.
pub(crate) const STATELESS: &str = "2026-07-28";

/// The only revision with batches.
pub(crate) const WITH_BATCHES: &str = "2025-03-26";

/// The revisions that begin with `initialize`, newest first.
pub(crate) const WITH_SESSION: [&str; 3] = ["2025-11-25", "2025-06-18", WITH_BATCHES];

/// Every revision, newest first.
pub(crate) fn supported() -> Vec<&'static str> {
    let mut all = vec![STATELESS];
    all.extend(WITH_SESSION);
    all
}

pub(crate) const PROTOCOL_VERSION: &str = "io.modelcontextprotocol/protocolVersion";
pub(crate) const CLIENT_CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";
pub(crate) const SERVER_INFO: &str = "io.modelcontextprotocol/serverInfo";

#[derive(Clone, Copy)]
pub(crate) enum Code {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    /// Before 2026-07-28.
    ResourceNotFound = -32002,
    UnsupportedProtocolVersion = -32022,
}
