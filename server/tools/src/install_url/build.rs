//! Builds an install URL.

use url::form_urlencoded::byte_serialize;

use super::{App, Auth, InstallUrlError};
use analysis::secrets::Secrets;
use diagnostics::message;

/// Placeholder for an unknown client id.
pub const CLIENT_ID: &str = "${CLIENT_ID}";

/// The parts that the app file does not contain.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The client id; a placeholder such as [`CLIENT_ID`] is not encoded.
    pub client_id: &'a str,
    /// Which of the redirect URLs, from 1.
    pub redirect: usize,
    /// The account to install the app in, if the link is for one.
    pub account: Option<u64>,
    /// The region of the account, such as `eu1`, if it is not the first one.
    pub region: Option<&'a str>,
    /// Whether to request the conditionally required scopes too.
    pub conditional: bool,
}

/// The install URL of an app.
pub fn build(app: &App, request: Request<'_>) -> Result<String, InstallUrlError> {
    if app.auth == Auth::Static {
        return Err(InstallUrlError::StaticAuth);
    }
    app.ensure_complete()?;
    let redirect_uri = redirect(app, request.redirect)?;
    if Secrets::default().are_in(redirect_uri) || Secrets::default().are_in(request.client_id) {
        return Err(InstallUrlError::Secret);
    }
    if app.required.is_empty() {
        return Err(InstallUrlError::NoScopes);
    }
    let mut scopes: Vec<&str> = app.required.iter().map(String::as_str).collect();
    if request.conditional {
        scopes.extend(app.conditional.iter().map(String::as_str));
    }
    let optional: Vec<&str> = app.optional.iter().map(String::as_str).collect();
    Ok(compose(request, redirect_uri, &scopes, &optional))
}

fn redirect(app: &App, number: usize) -> Result<&str, InstallUrlError> {
    let chosen = number
        .checked_sub(1)
        .and_then(|index| app.redirect_urls.get(index));
    match (chosen, app.redirect_urls.len()) {
        (Some(url), _) => Ok(url),
        (None, 0) => Err(InstallUrlError::NoRedirectUrls {
            file: message::quoted(app.file.as_str()),
        }),
        (None, count) => Err(InstallUrlError::NoSuchRedirectUrl { number, count }),
    }
}

/// The URL of these parts.
pub(super) fn compose(
    request: Request<'_>,
    redirect_uri: &str,
    scopes: &[&str],
    optional: &[&str],
) -> String {
    let host = match request.region {
        None | Some("na1") => "app.hubspot.com".to_owned(),
        Some(region) => format!("app-{region}.hubspot.com"),
    };
    let account = match request.account {
        Some(account) => format!("{account}/"),
        None => String::new(),
    };
    let is_placeholder = request.client_id.starts_with("${") && request.client_id.ends_with('}');
    let client_id = if is_placeholder {
        request.client_id.to_owned()
    } else {
        encoded(request.client_id)
    };
    let mut url = format!(
        "https://{host}/oauth/{account}authorize?client_id={client_id}&redirect_uri={}&scope={}",
        encoded(redirect_uri),
        encoded(&scopes.join(" ")),
    );
    if !optional.is_empty() {
        url.push_str("&optional_scope=");
        url.push_str(&encoded(&optional.join(" ")));
    }
    url
}

/// A space becomes `%20`, as HubSpot's CLI writes it. A literal plus is `%2B`, so every plus is a space.
fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_restores_encoded_values() {
        for text in ["a b", "a+b", "https://a.tech/cb?x=1&y=%20#z", "ü", "${X}"] {
            let query = format!("x={}", encoded(text));
            let read: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
            assert_eq!(read, [("x".into(), text.into())]);
        }
        assert_eq!(
            encoded("http://localhost:3000/a b"),
            "http%3A%2F%2Flocalhost%3A3000%2Fa%20b"
        );
    }
}
