//! What stands in a page but is no part of its article: menus, captions, share bars, related links, boxes that ask for consent.
//!
//! In: a page. It goes by the meaning that HTML gives to elements, by the words in `class` and `id`, and by how much of a
//! paragraph is link. What holds most of the page's text is never taken out, whatever it is called.

use dom_query::{Document, NodeRef, Selection};

/// Elements that hold no text of the page.
const UNREAD: &str = "script, style, noscript, template, svg, iframe, object, embed, input, select, textarea, video, audio, picture, \
    canvas, amp-ad, amp-consent, amp-embed, amp-analytics, amp-iframe, amp-social-share, amp-user-notification";

/// Elements that hold no article text, unless the page is built so that they hold all of it.
const ELEMENTS: &str = "form, button, label, nav, aside, footer, figcaption, dialog, [hidden], [aria-hidden=true], [role=navigation], \
    [role=banner], [role=contentinfo], [role=complementary], [role=search], [role=dialog], [role=alertdialog], [role=menu], \
    [role=menubar], [role=toolbar], [role=tablist], amp-sidebar, amp-carousel, figure:not(:has(blockquote))";

/// Attributes that name what an element is.
const NAMING: [&str; 5] = ["class", "id", "data-testid", "data-component", "data-name"];

/// Words in them that say the same; a word with a hyphen stands for words that follow each other.
const NAMES: &str = "ad ads advert advertisement advertising adslot also-read audio author-bio author-box author-info banner breadcrumb \
    breadcrumbs byline caption captions cmp comment-count comments consent cookie cookies copyright credit credits date dates disqus dont-miss \
    follow-us gdpr keep-reading keywords latest-news mailing-list menu meta more-from more-news more-on more-stories most-popular \
    most-read most-viewed nav navbar navigation newsletter newsletters notification outbrain pagination paywall photo-credit popup \
    posted-on print publish-date read-also read-next reading-time recirculation recommended recommendations relatedposts \
    see-also share sharebar sharedaddy sharing sidebar sign-up signup skip-link slideshow social sponsor sponsored sr-only submeta \
    subscribe subscription taboola tag-list taglist timestamp toolbar tooltip video visually-hidden widget you-may-like";

/// Those that say so only where the element holds a link: some sites call the first paragraph of an article its teaser.
const LINKING: &str =
    "gallery popular promo promos promoted read-more readmore related tags teaser teasers topics trending";

/// Those that are clutter however long they are: readers write more than reporters.
const BULKY: &str = "comments consent cookie cookies disqus gdpr";

/// Where outlets ask to be followed.
const SOCIAL: &str = "://t.me/ ://telegram. facebook.com/ ://fb. ://x.com/ twitter.com/ instagram.com/ youtube.com/ whatsapp.com/ \
    linkedin.com/ tiktok.com/ threads.net/ bsky.app/ news.google.com/";

/// Elements whose text is read as a whole.
const PARAGRAPHS: [&str; 4] = ["p", "li", "blockquote", "td"];

/// A paragraph is a pointer elsewhere when so many hundredths of its letters are link.
const LINKED: usize = 65;

/// What is left of such a paragraph beside its links, at most, in letters.
const LEAD_IN: usize = 40;

/// Takes the clutter out of `page`.
pub(super) fn remove(page: &Document) {
    page.select(UNREAD).remove();
    let guard = Guard::of(page);
    for node in page.select(ELEMENTS).nodes() {
        if node.has_name("footer") && node.parent().is_some_and(|p| p.has_name("blockquote")) {
            // Under a quotation stands who said it.
            node.rename("p");
        } else if guard.lets(node, false) {
            node.remove_from_parent();
        }
    }
    let names = Names::new();
    for node in page.select(&NAMING.map(|a| format!("[{a}]")).join(", ")).nodes() {
        if let Some(bulky) = names.clutter(node)
            && guard.lets(node, bulky)
        {
            node.remove_from_parent();
        }
    }
    for time in page.select("time").nodes() {
        // A date in a sentence is a part of it.
        if time.ancestors(None).iter().all(|a| !PARAGRAPHS.iter().any(|p| a.has_name(p))) {
            time.remove_from_parent();
        }
    }
    for node in page.select("p, li, h2, h3, h4, h5, h6, dd, td").nodes() {
        if pointer(node) {
            node.remove_from_parent();
        }
    }
    // What a heading in the article is called says no more; the library would take a `subheader` for the head of the page.
    page.select("h2, h3, h4, h5, h6").remove_attrs(&["class", "id"]);
    for list in page.select("ul, ol").nodes() {
        if letters(&Selection::from(*list)) == 0 {
            // With the last pointer goes the heading of the list.
            if let Some(heading) = list.prev_element_sibling().filter(|h| h.is("h2, h3, h4, h5, h6")) {
                heading.remove_from_parent();
            }
            list.remove_from_parent();
        }
    }
}

/// What must stay: the headline, and what holds most of the page's text.
struct Guard {
    letters: usize,
}

impl Guard {
    fn of(page: &Document) -> Self {
        Self { letters: text_letters(&page.select("body")) }
    }

    /// True where the element may go.
    fn lets(&self, node: &NodeRef, bulky: bool) -> bool {
        let selection = Selection::from(*node);
        let structural = ["html", "body", "main", "article"].iter().any(|n| node.has_name(n));
        !structural
            && !selection.select("h1, article, [itemprop=articleBody]").exists()
            && (bulky || text_letters(&selection) * 2 <= self.letters)
    }
}

/// The letters of its paragraphs, or of all where it has hardly any.
fn text_letters(selection: &Selection) -> usize {
    let all = letters(selection);
    let paragraphs = letters(&selection.select("p"));
    if paragraphs * 4 < all { all } else { paragraphs }
}

fn letters(selection: &Selection) -> usize {
    selection.nodes().iter().map(|n| letters_of(&n.text())).sum()
}

fn letters_of(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The names of clutter, taken apart once.
struct Names {
    known: Vec<(&'static str, Vec<&'static str>)>,
}

impl Names {
    fn new() -> Self {
        let known = [NAMES, LINKING].iter().flat_map(|list| {
            list.split_whitespace().map(move |name| (*list, name.split('-').collect::<Vec<_>>()))
        });
        Self { known: known.collect() }
    }

    /// Whether it bears one of the names; then, whether it is clutter at any length.
    fn clutter(&self, node: &NodeRef) -> Option<bool> {
        let borne: Vec<_> = NAMING.iter().filter_map(|a| node.attr(a)).collect();
        let borne: Vec<Vec<String>> = borne.iter().flat_map(|n| n.split_whitespace()).map(words).collect();
        let bears = |(list, name): &&(&str, Vec<&str>)| {
            let found = borne.iter().any(|words| {
                words.windows(name.len()).any(|w| w.iter().map(String::as_str).eq(name.iter().copied()))
            });
            found && (*list != LINKING || Selection::from(*node).select("a").exists())
        };
        let (_, name) = self.known.iter().find(bears)?;
        Some(BULKY.split_whitespace().any(|b| name == &[b]))
    }
}

/// The words of a name such as `article__share-bar` or `shareBar`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("never empty").extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words.retain(|w| !w.is_empty());
    words
}

/// «Read also: …», «Follow us on …», «© …»: a block that is links and the words before them, and no sentence of its own.
fn pointer(node: &NodeRef) -> bool {
    let block = Selection::from(*node);
    let text = block.text();
    let links = block.select("a");
    let (all, linked) = (letters(&block), letters(&links));
    if text.trim_start().starts_with('©') {
        return true;
    }
    if linked == 0 || ends_sentence(&text) {
        return false;
    }
    let mostly = linked * 100 >= all * LINKED && all - linked <= LEAD_IN;
    // A colon, and then nothing but one link.
    let announced = links.length() == 1
        && text.trim_end().strip_suffix(links.text().trim()).is_some_and(|lead| {
            lead.trim_end().ends_with(':') && letters_of(lead) <= LEAD_IN && linked * 3 >= all
        });
    let social = |a: &NodeRef| {
        let host = a.attr_or("href", "").to_ascii_lowercase();
        SOCIAL.split_whitespace().any(|s| host.contains(s))
    };
    let follow = links.length() > 1 && links.nodes().iter().all(social) && all - linked <= 2 * LEAD_IN;
    mostly || announced || follow
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::{remove, words};
    use dom_query::Document;

    #[test]
    fn takes_names_apart() {
        for (name, want) in [
            ("article__share-bar", vec!["article", "share", "bar"]),
            ("shareBar", vec!["share", "bar"]),
            ("RELATED", vec!["related"]),
            ("shareholder", vec!["shareholder"]),
        ] {
            assert_eq!(words(name), want);
        }
    }

    #[test]
    fn never_takes_the_article_itself() {
        let page = Document::from(
            "<body class=share><h1>A wall</h1><div id=paywall><p>One long paragraph of an article.<p>And one more of the same length.</div>\
             <div class=share><p>Tell</div><p>Read: <a href=/x>How the quay was built</a>",
        );
        remove(&page);
        let text = page.text();
        assert!(text.contains("One long") && text.contains("one more"), "{text}");
        assert!(!text.contains("Tell") && !text.contains("quay"), "{text}");
    }
}
