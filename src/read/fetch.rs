//! Pages from the web.
//!
//! In: an http or https address. Out: what stands there, with what the server says about it. It asks once, waits a limited time,
//! follows a limited number of redirects and takes a limited number of bytes; what goes wrong is one line that names the address.

use super::content::{Content, Format};
use super::date;
use crate::{Error, Result};
use std::{sync::LazyLock, time::Duration};
use ureq::{Agent, ResponseExt, http::HeaderMap};

/// The most that is taken from one address.
const MOST_BYTES: u64 = 64 << 20;

/// Redirects that are followed.
const MOST_REDIRECTS: u32 = 10;

/// How long one page may take in all, and a connection to come about.
const WHOLE: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(15);

/// One for all pages, so that connections to a server are used again.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    let config = Agent::config_builder()
        .user_agent(concat!("claimdiff/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, application/json;q=0.9, */*;q=0.5")
        .max_redirects(MOST_REDIRECTS)
        .timeout_global(Some(WHOLE))
        .timeout_connect(Some(CONNECT))
        .http_status_as_error(false)
        .build();
    Agent::new_with_config(config)
});

/// Kinds of media that hold no text to be read.
const PICTURES: [&str; 4] = ["image", "audio", "video", "font"];

/// What stands at `url`.
pub(super) fn page(url: &str) -> Result<Content> {
    let failed = |e: ureq::Error| Error::io(format!("{url}: {}", said(&e)));
    let mut response = AGENT.get(url).call().map_err(failed)?;
    let status = response.status();
    if !status.is_success() {
        return Err(Error::io(format!(
            "{url}: the server answers {status}; check the address, or save the page"
        )));
    }
    let header =
        |headers: &HeaderMap, name| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let media = header(response.headers(), "content-type").unwrap_or_default();
    let kind = media.split(['/', ';']).next().unwrap_or_default().trim().to_ascii_lowercase();
    if PICTURES.contains(&kind.as_str()) {
        return Err(Error::input(format!("{url}: the server sends {media}; give the address of an article")));
    }
    let captured = header(response.headers(), "memento-datetime").and_then(|d| date::iso(&d));
    let url = response.get_uri().to_string();
    let bytes = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec().map_err(failed)?;
    Ok(Content {
        bytes,
        format: Format::of_media(&media),
        charset: charset(&media),
        url: Some(url),
        captured,
    })
}

/// The character set in `text/html; charset="utf-8"`.
pub(super) fn charset(media: &str) -> Option<String> {
    let value = media.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    (!value.is_empty()).then(|| value.to_owned())
}

/// What went wrong, and what to do.
fn said(error: &ureq::Error) -> String {
    match error {
        ureq::Error::TooManyRedirects => {
            format!(
                "more than {MOST_REDIRECTS} redirects, perhaps a loop; give the address that it should lead to"
            )
        }
        ureq::Error::BodyExceedsLimit(_) => {
            format!("larger than {} MiB; download it and give the file", MOST_BYTES >> 20)
        }
        ureq::Error::Timeout(_) => "no answer in time; try again, or save the page".to_owned(),
        ureq::Error::HostNotFound => "no such host; check the address".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "not an address; check how it is written".to_owned(),
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            "the answer was cut off; try again".to_owned()
        }
        ureq::Error::Io(e) => format!("cannot be fetched: {}; try again, or save the page", e.kind()),
        other => format!("cannot be fetched: {other}; try again, or save the page"),
    }
}

#[cfg(test)]
mod tests {
    use super::charset;

    #[test]
    fn finds_the_character_set() {
        for (media, want) in [
            ("text/html; charset=utf-8", Some("utf-8")),
            ("text/html;Charset=\"Windows-1256\"; x=y", Some("Windows-1256")),
            ("text/html", None),
            ("text/html; charset=", None),
        ] {
            assert_eq!(charset(media).as_deref(), want, "{media}");
        }
    }
}
