//! How deep the elements of a page stand in one another, before anything is built of them: a parser takes time with the square of it.

/// Browsers give up at 512.
pub(super) const DEEPEST: usize = 2000;

/// Elements that hold none, or that end where the next of their kind begins.
const FLAT: [&str; 33] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// True where more elements than that are open at once.
pub(super) fn is_deep(html: &str) -> bool {
    let mut open = 0_usize;
    // Scripts hold marks that are none.
    let mut script: Option<&str> = None;
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        if let Some(kind) = script {
            if closes && name.eq_ignore_ascii_case(kind) {
                script = None;
            }
            continue;
        }
        let name = name.to_ascii_lowercase();
        let whole = tag.split('>').next().is_some_and(|t| t.ends_with('/'));
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || whole || FLAT.contains(&name.as_str()) {
            continue;
        }
        script = ["script", "style", "textarea"].into_iter().find(|s| !closes && name == *s);
        if script.is_some() {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        if open > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, is_deep};

    #[test]
    fn counts_what_is_open() {
        let nested = |n: usize| format!("{}<p>x{}", "<div class='a'>".repeat(n), "</div>".repeat(n));
        assert!(!is_deep(&nested(DEEPEST)));
        assert!(is_deep(&nested(DEEPEST + 1)));
        assert!(!is_deep(&"<ul><li>one<li>two<br><IMG src=x><path d=''/></ul> a < b ".repeat(3 * DEEPEST)));
        assert!(is_deep(&"<b><div>".repeat(DEEPEST)));
        assert!(!is_deep(&format!("<script>{}</SCRIPT>{}", "x = '<div>';".repeat(3 * DEEPEST), nested(9))));
    }
}
