//! What stands in for pages, addresses and archives in a build without the feature `web`: an error that says so.

pub(super) mod html {
    use crate::{lang::Packs, read::draft::Draft};

    pub(in crate::read) fn article(_: &str, _: Option<&str>, _: &Packs) -> Result<Draft, String> {
        Err("a web page; this claimdiff was built without the feature `web`".to_owned())
    }
}

pub(super) mod fetch {
    use crate::{Error, Result, read::content::Content};

    pub(in crate::read) fn page(url: &str) -> Result<Content> {
        Err(Error::input(format!("{url}: an address; this claimdiff was built without the feature `web`")))
    }
}

pub(super) mod timemap {
    use crate::{
        Error,
        read::{Reader, draft::Draft},
    };

    pub(in crate::read) fn drafts(name: &str, _: &str, _: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
        Err(vec![Error::input(format!(
            "{name}: a time map; this claimdiff was built without the feature `web`"
        ))])
    }
}

pub(super) mod warc {
    use crate::{
        Error,
        read::{Reader, draft::Draft},
    };

    pub(in crate::read) fn is_warc(_: &str, bytes: &[u8]) -> bool {
        bytes.starts_with(b"WARC/")
    }

    pub(in crate::read) fn drafts(name: &str, _: &[u8], _: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
        Err(vec![Error::input(format!(
            "{name}: a WARC file; this claimdiff was built without the feature `web`"
        ))])
    }
}
