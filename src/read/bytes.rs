//! Bytes to text: UTF-8 only, without its byte order mark.

use crate::{Error, Result};

/// The text of an input called `name`.
pub(super) fn text(name: &str, mut bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::input(format!("{name}: larger than 4 GiB; split it")));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Error::input(format!(
            "{name}: UTF-16, not UTF-8; convert it, e.g. `iconv -f UTF-16 -t UTF-8`"
        )));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = 1 + e.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        Error::input(format!(
            "{name}:{line}: not UTF-8 at byte {at}; convert it, e.g. `iconv -f WINDOWS-1256 -t UTF-8`"
        ))
    })?;
    if text.trim().is_empty() {
        return Err(Error::input(format!("{name}: empty; give a file with text in it")));
    }
    Ok(text)
}
