//! Lists with any sequence of pages, such as empty, repeated and failing pages.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value, json};
use tokio::time::timeout;
use vc_api::room::{self, Room};
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Cursor, Error, Items, Paged, Pages, Tenant, User};
use vc_tests::time::SECOND;

use crate::support::{built, platform, run_paused, without_app};

/// Page of a list, and the failures of requests for this page.
#[derive(Debug, Clone)]
struct Page {
    /// Number of items on the page.
    items: usize,
    has_more: Option<bool>,
    next: Next,
    trouble: Trouble,
}

/// Page token that a page contains.
#[derive(Debug, Clone, Copy)]
enum Next {
    Absent,
    Null,
    Empty,
    /// Page token of the page with this number. The number may be the number of an earlier page.
    Page(usize),
}

/// Failures of requests for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    /// The first request for the page fails, and the second request succeeds.
    Passing,
    /// Every request for the page fails.
    Lasting,
}

/// List that the platform returns in pages. Each page token begins with `salt`.
#[derive(Debug, Clone)]
struct Listing {
    pages: Vec<Page>,
    salt: String,
}

/// Reason for the end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The stream has read the last page.
    Over,
    /// The platform gave the page token of an earlier page.
    Repeated,
    /// A request for a page failed.
    Failed,
}

impl Listing {
    fn token(&self, page: usize) -> String {
        format!("{}|{page}", self.salt)
    }

    /// Returns the response to a request for the page with the given page token. `asked` is the number of earlier requests
    /// for this page.
    fn respond(&self, token: &str, asked: usize) -> HttpReply {
        let number = token.rsplit('|').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        let page = &self.pages[number];
        match page.trouble {
            // If the client requests a page again and again, this refusal ends the test.
            _ if asked > 10 => return HttpReply::refusal(400, 121_003),
            Trouble::Lasting => return HttpReply::refusal(400, 121_003),
            Trouble::Passing if asked == 0 => return HttpReply::html(503),
            _ => {}
        }
        let rooms: Vec<Value> =
            (0..page.items).map(|item| json!({ "room_id": format!("omm_{number}_{item}") })).collect();
        let mut data = json!({ "rooms": rooms });
        if let Some(has_more) = page.has_more {
            data["has_more"] = has_more.into();
        }
        match page.next {
            Next::Absent => {}
            Next::Null => data["page_token"] = Value::Null,
            Next::Empty => data["page_token"] = "".into(),
            Next::Page(next) => data["page_token"] = self.token(next).into(),
        }
        HttpReply::data(&data)
    }

    /// Returns the expected items of each page, and the expected end of the stream, according to the documentation of
    /// [`Pages`]. A [`Trouble::Passing`] does not change the result.
    fn walk(&self) -> (Vec<Vec<String>>, End) {
        let (mut pages, mut asked, mut number) = (Vec::new(), HashSet::new(), 0);
        loop {
            let page = &self.pages[number];
            if page.trouble == Trouble::Lasting {
                return (pages, End::Failed);
            }
            pages.push((0..page.items).map(|item| format!("omm_{number}_{item}")).collect());
            match (page.next, page.has_more) {
                (Next::Page(_), Some(false)) | (Next::Absent | Next::Null | Next::Empty, _) => {
                    return (pages, End::Over);
                }
                (Next::Page(next), _) if asked.contains(&next) => return (pages, End::Repeated),
                (Next::Page(next), _) => number = next,
            }
            asked.insert(number);
        }
    }

    /// Returns the list without its temporary failures.
    fn calm(&self) -> Self {
        let calm = |page: &Page| match page.trouble {
            Trouble::Passing => Page { trouble: Trouble::None, ..page.clone() },
            _ => page.clone(),
        };
        Self { pages: self.pages.iter().map(calm).collect(), ..self.clone() }
    }

    async fn serve(&self) -> Platform {
        let (listing, mut asked) = (self.clone(), HashMap::new());
        platform(move |request| {
            let token = page_token(request);
            let times: &mut usize = asked.entry(token.clone()).or_default();
            *times += 1;
            listing.respond(&token, *times - 1)
        })
        .await
    }
}

/// Returns the page token of a request, from its query or its body.
fn page_token(request: &HttpRequest) -> String {
    match request.json()["page_token"].as_str() {
        Some(token) => token.to_owned(),
        None => {
            assert!(!request.query().contains('+'), "a space is sent as %20, and a plus as %2B: {}", request.query());
            request.parameter("page_token").unwrap_or_default()
        }
    }
}

/// Returns a generator of lists with one to seven pages. Most pages contain the page token of the next page.
fn listings() -> impl Strategy<Value = Listing> {
    let has_more = prop_oneof![6 => Just(Some(true)), 1 => Just(Some(false)), 3 => Just(None)];
    let trouble = prop_oneof![8 => Just(Trouble::None), 1 => Just(Trouble::Passing), 1 => Just(Trouble::Lasting)];
    let page = (0..4_usize, has_more, 0..20_u8, any::<prop::sample::Index>(), trouble);
    let salt = r#"[a-zA-Z0-9=:/+&%# "\\会é]{0,6}"#;
    (prop::collection::vec(page, 1..8), salt).prop_map(|(pages, salt)| {
        let count = pages.len();
        let pages = pages.into_iter().enumerate().map(|(number, (items, has_more, next, any, trouble))| {
            let next = match next {
                0 => Next::Absent,
                1 => Next::Null,
                2 => Next::Empty,
                3 => Next::Page(any.index(count)),
                _ if number + 1 < count => Next::Page(number + 1),
                _ => Next::Absent,
            };
            Page { items, has_more, next, trouble }
        });
        Listing { pages: pages.collect(), salt }
    })
}

fn list(platform: &Platform) -> room::List {
    built(without_app(platform)).session::<Tenant>("t-hunter2-1").rooms().list()
}

fn search(platform: &Platform) -> room::Search {
    built(without_app(platform)).session::<User>("u-hunter2-1").rooms().search()
}

fn id(room: Room) -> String {
    room.room_id.into()
}

fn end(error: &Error) -> End {
    match error {
        Error::Undecodable(one) if one.path == "data.page_token" => End::Repeated,
        _ => End::Failed,
    }
}

/// Returns the items of each page, and the end of the stream.
async fn all_pages<E: Paged<Item = Room>>(mut stream: Pages<E>) -> (Vec<Vec<String>>, End) {
    let mut pages = Vec::new();
    let ended = loop {
        match stream.try_next().await {
            Ok(Some(page)) => pages.push(E::into_items(page.data).into_iter().map(id).collect()),
            Ok(None) => break End::Over,
            Err(error) => break end(&error),
        }
    };
    assert!(stream.try_next().await.expect("nothing comes after the end").is_none());
    (pages, ended)
}

/// Returns the remaining items, and the end of the stream.
async fn all_items<E: Paged<Item = Room>>(stream: &mut Items<E>) -> (Vec<String>, End) {
    let mut items = Vec::new();
    let ended = loop {
        match stream.try_next().await {
            Ok(Some(room)) => items.push(id(room)),
            Ok(None) => break End::Over,
            Err(error) => break end(&error),
        }
    };
    assert!(stream.try_next().await.expect("nothing comes after the end").is_none());
    (items, ended)
}

/// Returns the cursor of a stream, and checks that the cursor survives a conversion to text and back.
fn kept<E: Paged>(items: &Items<E>) -> Option<Cursor> {
    let cursor = items.cursor()?;
    let read: Cursor = cursor.to_string().parse().expect("it was written by the library");
    assert_eq!(read, cursor);
    Some(read)
}

/// Returns the page tokens of all requests, in order.
fn asked(platform: &Platform) -> Vec<String> {
    platform.requests().iter().map(page_token).collect()
}

type Texts = &'static [&'static str];

/// Returns test cases. Each case has the pages of a list, and three expectations: the items, the page tokens of the
/// requests, and the end of the stream.
#[rustfmt::skip]
fn cases() -> Vec<(Vec<Page>, Texts, Texts, End)> {
    let page = |items, has_more, next| Page { items, has_more, next, trouble: Trouble::None };
    let (yes, no) = (Some(true), Some(false));
    let two = |has_more, next| vec![page(1, has_more, next), page(1, no, Next::Absent)];
    let (first, both) = (&["omm_0_0"][..], &["omm_0_0", "omm_1_0"][..]);
    let (once, twice) = (&[""][..], &["", "|1"][..]);
    vec![
        (two(yes, Next::Page(1)),   both,  twice, End::Over),
        (two(None, Next::Page(1)),  both,  twice, End::Over),
        (two(no, Next::Page(1)),    first, once,  End::Over),
        (two(yes, Next::Absent),    first, once,  End::Over),
        (two(yes, Next::Null),      first, once,  End::Over),
        (two(yes, Next::Empty),     first, once,  End::Over),
        (two(None, Next::Absent),   first, once,  End::Over),
        // An empty page does not end the stream if it contains a page token.
        (vec![page(0, yes, Next::Page(1)), page(0, yes, Next::Page(2)), page(1, no, Next::Absent)],
            &["omm_2_0"], &["", "|1", "|2"], End::Over),
        (vec![page(0, no, Next::Absent)], &[], once, End::Over),
        // A page contains the page token of an earlier page. The stream ends, and returns each item once.
        (vec![page(1, yes, Next::Page(1)), page(1, yes, Next::Page(1))], both, twice, End::Repeated),
        (vec![page(1, yes, Next::Page(1)), page(1, yes, Next::Page(2)), page(0, yes, Next::Page(1))],
            both, &["", "|1", "|2"], End::Repeated),
        // The page token of the first page leads to the same page again. The stream returns this page twice, because the
        // first request has no page token, and the client can compare only page tokens.
        (vec![page(1, yes, Next::Page(0))], &["omm_0_0", "omm_0_0"], &["", "|0"], End::Repeated),
        (vec![page(1, yes, Next::Page(1)), Page { trouble: Trouble::Lasting, ..page(1, no, Next::Absent) }],
            first, twice, End::Failed),
    ]
}

#[tokio::test(start_paused = true)]
async fn where_listings_end() {
    for (number, (pages, items, tokens, end)) in cases().into_iter().enumerate() {
        let listing = Listing { pages, salt: String::new() };
        let platform = listing.serve().await;
        let expected = (items.iter().map(ToString::to_string).collect(), end);
        assert_eq!(all_items(&mut list(&platform).items()).await, expected, "listing {number}");
        assert_eq!(asked(&platform), tokens, "listing {number}");
        let platform = listing.serve().await;
        assert_eq!(all_items(&mut search(&platform).items()).await, expected, "search {number}");
        assert_eq!(asked(&platform), tokens, "search {number}");
    }
}

/// Checks that the streams of a list return each page and item once, resume with a cursor, and request a failed page again.
/// `at` selects the item after which another stream resumes.
async fn check<E: Paged<Item = Room>>(
    listing: &Listing,
    at: prop::sample::Index,
    pages_of: impl Fn(&Platform) -> Pages<E>,
    items_of: impl Fn(&Platform) -> Items<E>,
) -> Result<(), TestCaseError> {
    let (pages, end) = listing.walk();
    let items = pages.concat();

    // The stream returns every page and every item once and in order, including empty pages.
    let platform = listing.calm().serve().await;
    prop_assert_eq!(all_pages(pages_of(&platform)).await, (pages.clone(), end));
    let tokens = asked(&platform);
    prop_assert_eq!(tokens.len(), pages.len() + usize::from(end == End::Failed));
    prop_assert!(tokens.len() <= listing.pages.len() + 1);
    prop_assert_eq!(tokens.iter().collect::<HashSet<_>>().len(), tokens.len(), "a page was asked for twice");
    let platform = listing.calm().serve().await;
    prop_assert_eq!(all_items(&mut items_of(&platform)).await, (items.clone(), end));

    // A stream that resumes with a cursor returns the remaining items. The stream does not know the earlier pages. If pages
    // repeat, the stream can therefore end later than the first stream, and return some items again.
    let mut stream = items_of(&platform);
    let at = at.index(items.len() + 1);
    for item in &items[..at] {
        let room = stream.try_next().await.expect("the page is there").expect("the item is there");
        prop_assert_eq!(&id(room), item);
    }
    match kept(&stream) {
        Some(cursor) => {
            let (rest, ended) = all_items(&mut items_of(&platform).resume(cursor)).await;
            prop_assert_eq!(ended, end);
            prop_assert!(rest.starts_with(&items[at..]), "{rest:?} instead of {:?}", &items[at..]);
            prop_assert!(end == End::Repeated || rest.len() == items.len() - at, "{rest:?} is too much");
        }
        None => prop_assert!(items.len() == at && end != End::Failed),
    }
    prop_assert_eq!(all_items(&mut stream).await, (items[at..].to_vec(), end));

    // After a failure, a stream that resumes with the cursor requests the same page again.
    let platform = listing.serve().await;
    let mut stream = items_of(&platform);
    let (mut found, mut failed) = (Vec::new(), HashSet::new());
    let ended = loop {
        let (some, ended) = all_items(&mut stream).await;
        found.extend(some);
        match kept(&stream).filter(|cursor| ended == End::Failed && failed.insert(cursor.clone())) {
            Some(cursor) => stream = items_of(&platform).resume(cursor),
            None => break ended,
        }
    };
    prop_assert_eq!(ended, end);
    prop_assert!(found.starts_with(&items), "{found:?} instead of {items:?}");
    prop_assert!(found.len() == items.len() || (end == End::Repeated && !failed.is_empty()), "{found:?} is too much");
    Ok(())
}

#[test]
fn any_pages() {
    let mut runner = TestRunner::new(Config { cases: 80, failure_persistence: None, ..Config::default() });
    let checked = runner.run(&(listings(), any::<prop::sample::Index>()), |(listing, at)| {
        run_paused(async {
            check(&listing, at, |platform| list(platform).pages(), |platform| list(platform).items()).await?;
            check(&listing, at, |platform| search(platform).pages(), |platform| search(platform).items()).await
        })
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}

/// If a program cancels its wait for an item, the stream returns the item at the next call. The stream requests the page of
/// the item only once.
#[tokio::test(start_paused = true)]
async fn a_wait_may_be_cancelled() {
    let page = |items, next| Page { items, has_more: None, next, trouble: Trouble::None };
    let pages = vec![page(2, Next::Page(1)), page(0, Next::Page(2)), page(1, Next::Absent)];
    let listing = Listing { pages, salt: String::new() };
    let platform = platform(move |request| listing.respond(&page_token(request), 0).after(5 * SECOND)).await;
    let (mut stream, mut found, mut given_up) = (list(&platform).items(), Vec::new(), 0);
    loop {
        match timeout(2 * SECOND, stream.try_next()).await {
            Ok(Ok(Some(room))) => found.push(id(room)),
            Ok(end) => break assert!(end.expect("all is well").is_none()),
            Err(_) => given_up += 1,
        }
    }
    assert_eq!(found, ["omm_0_0", "omm_0_1", "omm_2_0"]);
    assert_eq!((asked(&platform), given_up), (vec![String::new(), "|1".to_owned(), "|2".to_owned()], 7));
}
