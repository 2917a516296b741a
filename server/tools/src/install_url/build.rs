//! Builds the URL.

use url::form_urlencoded::byte_serialize;

use super::{App, Auth, STATIC};
use analysis::secrets::Secrets;
use diagnostics::message;

/// Placeholder for an unknown client id.
pub const CLIENT_ID: &str = "${CLIENT_ID}";

/// What the app file does not say.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The client id; a placeholder such as [`CLIENT_ID`] stays readable.
    pub client_id: &'a str,
    /// Which of the redirect URLs, from 1.
    pub redirect: usize,
    /// The account that the app is to be installed in, where the link is for one.
    pub account: Option<u64>,
    /// The region of the account, such as `eu1`, where it is not the first one.
    pub region: Option<&'a str>,
    /// Whether to request the conditionally required scopes too.
    pub conditional: bool,
}

/// The install URL, or why there is none.
pub fn build(app: &App, request: Request<'_>) -> Result<String, String> {
    if app.auth == Auth::Static {
        return Err(STATIC.to_owned());
    }
    app.usable()?;
    let redirect_uri = redirect(app, request.redirect)?;
    if Secrets::default().are_in(redirect_uri) || Secrets::default().are_in(request.client_id) {
        return Err("client id or redirect URL contains a secret, which is not printed".to_owned());
    }
    if app.required.is_empty() {
        return Err(
            "`requiredScopes` of the app is empty; HubSpot requires at least one scope".to_owned(),
        );
    }
    let conditional = app.conditional.iter().filter(|_| request.conditional);
    let scopes: Vec<&str> = app
        .required
        .iter()
        .chain(conditional)
        .map(String::as_str)
        .collect();
    let optional: Vec<&str> = app.optional.iter().map(String::as_str).collect();
    Ok(compose(request, redirect_uri, &scopes, &optional))
}

fn redirect(app: &App, number: usize) -> Result<&str, String> {
    let count = app.redirect_urls.len();
    let chosen = number
        .checked_sub(1)
        .and_then(|index| app.redirect_urls.get(index));
    chosen.map(String::as_str).ok_or_else(|| match count {
        0 => format!(
            "`redirectUrls` in {} is empty: HubSpot cannot send the code",
            message::quoted(app.file.as_str())
        ),
        1 => format!("no redirect URL number {number}: the app has 1"),
        _ => format!("no redirect URL number {number}: the app has {count}"),
    })
}

/// The URL of these parts.
pub(super) fn compose(
    request: Request<'_>,
    redirect_uri: &str,
    scopes: &[&str],
    optional: &[&str],
) -> String {
    let host = match request.region.filter(|region| *region != "na1") {
        Some(region) => format!("app-{region}.hubspot.com"),
        None => "app.hubspot.com".to_owned(),
    };
    let account = request
        .account
        .map_or_else(String::new, |account| format!("{account}/"));
    let is_placeholder = request.client_id.starts_with("${") && request.client_id.ends_with('}');
    let client_id = if is_placeholder {
        request.client_id.to_owned()
    } else {
        encoded(request.client_id)
    };
    let optional = match optional {
        [] => String::new(),
        scopes => format!("&optional_scope={}", encoded(&scopes.join(" "))),
    };
    format!(
        "https://{host}/oauth/{account}authorize?client_id={client_id}&redirect_uri={}&scope={}{optional}",
        encoded(redirect_uri),
        encoded(&scopes.join(" ")),
    )
}

/// A space becomes `%20`, as HubSpot's CLI writes it; a plus is `%2B` before, so none of these is one.
fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_read_back() {
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
