//! URLs of images in UI extensions, as HubSpot's ESLint package judges them.

use url::Url;

use super::UrlError;

/// What is wrong with the URL of an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImageUrlError {
    /// Whitespace before or after it.
    Whitespace,
    /// A path, a host without a scheme, or no URL at all.
    Relative,
    OtherScheme(String),
    /// The path does not end as the name of an image does.
    Ending,
}

/// npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-invalid-image-src.js`.
const ENDINGS: [&str; 6] = [".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];

/// What is wrong with the URL of an image; `None` if nothing is.
pub fn image_error(text: &str) -> Option<ImageUrlError> {
    if trimmed_image(text) != text {
        return Some(ImageUrlError::Whitespace);
    }
    match super::https(text) {
        Ok(url) | Err(UrlError::Http(url)) => ending_error(&url),
        Err(UrlError::OtherScheme(scheme)) if scheme == "data" => None,
        Err(UrlError::OtherScheme(scheme)) => Some(ImageUrlError::OtherScheme(scheme)),
        // `https:/a.tech/b.png`
        Err(UrlError::NoHost) => match Url::parse(text) {
            Ok(url) => ending_error(&url),
            Err(_) => Some(ImageUrlError::Relative),
        },
        Err(UrlError::Empty | UrlError::Relative | UrlError::Invalid) => {
            Some(ImageUrlError::Relative)
        }
    }
}

/// A text without the whitespace around it, as JavaScript trims.
pub fn trimmed_image(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}

fn ending_error(url: &Url) -> Option<ImageUrlError> {
    let path = url.path().to_ascii_lowercase();
    if ENDINGS.iter().any(|ending| path.ends_with(ending)) {
        None
    } else {
        Some(ImageUrlError::Ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_urls_of_images_and_data_are_valid() {
        for text in [
            "https://a.tech/b.png",
            "http://localhost:3000/b.JPG",
            "https://a.tech/b.webp?v=2#top",
            "data:image/png;base64,iVBORw0KGgo=",
            "data:,",
        ] {
            assert_eq!(image_error(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_other_texts_is_known() {
        for (text, error) in [
            (" https://a.tech/b.png", ImageUrlError::Whitespace),
            ("./b.png\u{feff}", ImageUrlError::Whitespace),
            (" ", ImageUrlError::Whitespace),
            ("", ImageUrlError::Relative),
            ("./b.png", ImageUrlError::Relative),
            ("/b.png", ImageUrlError::Relative),
            ("//a.tech/b.png", ImageUrlError::Relative),
            ("a.tech:8080/b.png", ImageUrlError::Relative),
            ("https://", ImageUrlError::Relative),
            (
                "ftp://a.tech/b.png",
                ImageUrlError::OtherScheme("ftp".into()),
            ),
            (
                "blob:https://a.tech/b.png",
                ImageUrlError::OtherScheme("blob".into()),
            ),
            ("https://a.tech/b", ImageUrlError::Ending),
            ("https://a.tech/b.pdf", ImageUrlError::Ending),
            ("https://a.tech/b?f=c.png", ImageUrlError::Ending),
            ("https://a.tech", ImageUrlError::Ending),
        ] {
            assert_eq!(image_error(text), Some(error), "{text}");
        }
    }
}
