//! Logins of users: how they begin and end, and how their tokens are renewed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::time::timeout;
use vc_api::error::LoginReason;
use vc_api::{Client, ClientBuilder, Error, Grant, Login, StoreEntry, TokenStore, reqwest, scopes};
use vc_tests::platform::{Platform, Received, Reply};

use crate::support::*;

const OAUTH: &str = "/open-apis/authen/v2/oauth/token";
const CALLBACK: &str = "https://example.com/callback?next=/rooms&lang=zh-CN#top";
const TWO_HOURS: u64 = 7200;
const SEVEN_DAYS: u64 = 7 * 24 * 3600;

/// The tokens of that number.
fn pair(number: usize) -> Value {
    json!({
        "code": 0,
        "access_token": format!("u-hunter2-{number}"),
        "expires_in": TWO_HOURS,
        "refresh_token": format!("ur-hunter2-{number}"),
        "refresh_token_expires_in": SEVEN_DAYS,
        "token_type": "Bearer",
        "scope": "vc:room:readonly offline_access",
    })
}

/// What was granted with the tokens of the number 1.
fn grant() -> Grant {
    let grant = Grant::new("u-hunter2-1").expires_in(seconds(TWO_HOURS));
    let grant = grant.refresh_token("ur-hunter2-1").refresh_expires_in(seconds(SEVEN_DAYS));
    show(&grant);
    grant
}

/// A refusal to renew the first tokens.
fn refusal(status: u16, code: i64) -> Reply {
    refused(status, code, "the refresh_token ur-hunter2-1 is no good")
}

fn refused(status: u16, code: i64, words: &str) -> Reply {
    Reply::json(status, &json!({ "code": code, "error": "invalid_grant", "error_description": words }))
}

/// Renews the tokens of a user as the platform does: each refresh token once.
struct Accounts {
    /// The number of the tokens that are valid.
    number: Mutex<usize>,
    /// With what earlier access tokens are refused.
    code: Option<i64>,
    journal: Journal,
}

impl Accounts {
    fn new(code: Option<i64>, journal: &Journal) -> Self {
        Self { number: Mutex::new(1), code, journal: journal.clone() }
    }

    fn answer(&self, request: &Received) -> Reply {
        let mut number = self.number.lock().expect("no one panicked");
        if request.path == OAUTH {
            if request.json()["refresh_token"] != format!("ur-hunter2-{number}") {
                return refusal(400, 20073);
            }
            *number += 1;
            return Reply::json(200, &pair(*number)).after(seconds(2));
        }
        self.journal.note(format!("call {}", request.token()));
        match self.code {
            Some(code) if request.token() != format!("u-hunter2-{number}") => Reply::refusal(400, code),
            _ => room(),
        }
    }
}

/// A platform on which the access tokens of all numbers are valid.
async fn lenient() -> Platform {
    let accounts = Accounts::new(None, &Journal::default());
    platform(move |request| accounts.answer(request)).await
}

/// A platform on which only the last access token is valid.
async fn strict(code: i64) -> Platform {
    let accounts = Accounts::new(Some(code), &Journal::default());
    platform(move |request| accounts.answer(request)).await
}

fn tokens(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("u-hunter2-{number}")).collect()
}

/// The challenge of a verifier, by RFC 7636.
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn parameters(login: &Login) -> BTreeMap<String, String> {
    let url = reqwest::Url::parse(login.url()).expect("it is a URL");
    url.query_pairs().into_owned().collect()
}

fn begun(client: &Client) -> Login {
    let login = client.login(CALLBACK).scopes([scopes::VC_ROOM_READONLY]).offline_access().begin();
    let login = login.expect("it can begin");
    show(&login);
    login
}

#[test]
fn the_address_of_the_login_page() {
    // The example of its appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    type Platforms = (fn(ClientBuilder) -> ClientBuilder, &'static str);
    let platforms: [Platforms; 2] = [
        (ClientBuilder::feishu, "https://accounts.feishu.cn/open-apis/authen/v1/authorize"),
        (ClientBuilder::lark, "https://accounts.larksuite.com/open-apis/authen/v1/authorize"),
    ];
    let mut unguessable = Vec::new();
    for (set, page) in platforms {
        let client = built(set(Client::builder()).app("cli_1", "secret-hunter2"));
        for consent in [false, true] {
            let request = client.login(CALLBACK).scopes([scopes::VC_ROOM_READONLY, scopes::VC_RESERVE]);
            let request = request.scope("contact:user.base:readonly").scope("vc:reserve").offline_access();
            let request = if consent { request.ask_for_consent() } else { request };
            show(&request);
            let login = request.begin().expect("it can begin");
            show(&login);
            let (state, verifier) = (login.state().expose().to_owned(), login.verifier().expose().to_owned());
            let mut expected = BTreeMap::from([
                ("client_id", "cli_1".to_owned()),
                ("response_type", "code".to_owned()),
                ("redirect_uri", CALLBACK.to_owned()),
                ("scope", "vc:room:readonly vc:reserve contact:user.base:readonly offline_access".to_owned()),
                ("state", state.clone()),
                ("code_challenge", challenge(&verifier)),
                ("code_challenge_method", "S256".to_owned()),
            ]);
            if consent {
                expected.insert("prompt", "consent".to_owned());
            }
            let expected: BTreeMap<_, _> = expected.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            assert_eq!(parameters(&login), expected);
            assert_eq!(login.url().split('?').next(), Some(page));
            // What is in a parameter cannot be taken for another one.
            assert_eq!(login.url().matches(['&', '?', '#', '+']).count(), expected.len());
            let encoded = "redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Fnext%3D%2Frooms%26lang%3Dzh-CN%23top";
            assert!(login.url().contains(encoded), "{encoded}");
            assert_eq!(login.redirect_uri(), CALLBACK);
            let is_plain =
                |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
            assert!((43..=128).contains(&verifier.len()) && is_plain(&verifier));
            assert!(state.len() >= 32 && is_plain(&state));
            unguessable.extend([state, verifier]);
        }
    }
    unguessable.sort();
    unguessable.dedup();
    assert_eq!(unguessable.len(), 8);
    // Without scopes the parameter is left out.
    let login = built(Client::builder().app("cli_1", "secret-hunter2")).login(CALLBACK).begin().expect("it can begin");
    assert!(!parameters(&login).contains_key("scope") && !parameters(&login).contains_key("prompt"));
}

#[test]
fn logins_that_cannot_begin() {
    let client = built(Client::builder().app("cli_1", "secret-hunter2"));
    let many =
        |count: usize| (0..count).fold(client.login(CALLBACK), |login, number| login.scope(format!("s:{number}")));
    show(&many(50).begin().expect("fifty can be asked for"));
    show(&many(50).scope("s:7").begin().expect("fifty can be asked for"));
    for (argument, request) in [
        ("scopes", many(51)),
        ("scopes", many(50).offline_access()),
        ("redirect_uri", client.login("")),
        ("redirect_uri", client.login("example.com/callback")),
        ("app", built(Client::builder()).login(CALLBACK)),
    ] {
        let error = failure(request.begin());
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == argument), "{argument}: {error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_ends_with_its_code() {
    let platform = platform(|request| if request.path == OAUTH { Reply::json(200, &pair(1)) } else { room() }).await;
    let client = built(custom(&platform));
    let begun = begun(&client);
    let restored = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2");
    show(&restored);
    assert_eq!((restored.url(), restored.redirect_uri()), ("", CALLBACK));
    for (login, state, verifier) in
        [(&begun, begun.state().expose(), begun.verifier().expose()), (&restored, "state-hunter2", "verifier-hunter2")]
    {
        let grant = client.finish_login(login, "code-hunter2", state).await.expect("tokens");
        show(&grant);
        let sent = platform.seen().pop().expect("a request");
        assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", OAUTH));
        let expected = json!({
            "grant_type": "authorization_code",
            "client_id": "cli_1",
            "client_secret": "secret-hunter2",
            "code": "code-hunter2",
            "redirect_uri": CALLBACK,
            "code_verifier": verifier,
        });
        assert_eq!(sent.json(), expected);
        assert_eq!((sent.header("authorization"), sent.header("cookie")), ("", ""));
        assert_eq!(grant.scopes(), ["vc:room:readonly", "offline_access"]);
        assert!(!grant.id().is_empty() && !grant.id().contains("hunter2"));
        get(&client.user(grant)).await.expect("a room");
        assert_eq!(bearers(&platform).pop().as_deref(), Some("u-hunter2-1"));
    }
}

#[tokio::test(start_paused = true)]
async fn another_state_sends_nothing() {
    let platform = platform(|_| Reply::json(200, &pair(1))).await;
    let client = built(custom(&platform));
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2");
    for state in ["", "state-hunter", "state-hunter22", "State-hunter2"] {
        let error = failure(client.finish_login(&login, "code-hunter2", state).await);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "state"), "{error:?}");
    }
    let anyone = built(Client::builder().base_url(platform.url()));
    let error = failure(anyone.finish_login(&login, "code-hunter2", "state-hunter2").await);
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
    assert_eq!(platform.count("/"), 0);
}

/// How often the code is sent when that is answered first, and whether it then succeeds.
#[tokio::test(start_paused = true)]
async fn a_code_is_sent_again_only_if_it_was_not_used() {
    for (fault, sent, recovers) in [
        (Reply::html(502), 1, false),
        (Reply::html(503), 1, false),
        (Reply::closed(), 1, false),
        (Reply::json(200, &pair(1)).cut_after(30), 1, false),
        (refused(400, 20003, "code-hunter2 is no good"), 1, false),
        (refused(500, 20050, "code-hunter2 is no good"), 2, true),
        (refused(503, 20072, "code-hunter2 is no good"), 2, true),
    ] {
        let case = format!("{fault:?}");
        let platform = platform(move |request| match request.before {
            0 => fault.clone(),
            _ => Reply::json(200, &pair(1)),
        })
        .await;
        let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2");
        let outcome = built(custom(&platform)).finish_login(&login, "code-hunter2", "state-hunter2").await;
        assert_eq!(outcome.is_ok(), recovers, "{case}");
        if !recovers {
            failure(outcome);
        }
        assert_eq!(platform.count(OAUTH), sent, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_that_is_refused() {
    let words = "code-hunter2 is not a valid code; the authorization_code was used";
    let platform = platform(move |_| refused(400, 20003, words)).await;
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2");
    let error = failure(built(custom(&platform)).finish_login(&login, "code-hunter2", "state-hunter2").await);
    assert_eq!((error.code(), error.status()), (Some(20003), Some(400)));
    let told = format!(
        "POST {OAUTH}: refused: (token) is not a valid code; the authorization_code was used (code 20003, HTTP 400)"
    );
    assert_eq!(error.to_string().lines().next(), Some(told.as_str()));
}

/// Each step lets so much time pass, then calls with the token of that number, while so many were obtained.
#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_in_the_background() {
    let platform = lenient().await;
    let me = built(custom(&platform)).user(grant());
    show(&me);
    for (passes, number, renewed) in [
        (0, 1, 0),
        (114 * 60, 1, 0),
        // Half a minute less than five minutes are left.
        (90, 1, 1),
        (1, 1, 1),
        (2, 2, 1),
        (114 * 60, 2, 1),
        (90, 2, 2),
        (3, 3, 2),
    ] {
        pass(passes).await;
        let (outcome, took) = timed(get(&me)).await;
        outcome.expect("a room");
        assert!(took < seconds(1), "a caller waited {took:?}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        let found = (bearers(&platform).pop().expect("a call"), platform.count(OAUTH));
        assert_eq!(found, (format!("u-hunter2-{number}"), renewed), "after {passes} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_when_its_token_has_expired() {
    let platform = lenient().await;
    let me = built(custom(&platform)).user(grant());
    for number in 1..=5 {
        let (outcomes, took) = timed(get_together(&me, 100)).await;
        all_good(outcomes);
        assert!(took < seconds(3), "{took:?}");
        assert_eq!(bearers(&platform)[100 * (number - 1)..], tokens(&[number; 100]));
        pass(3 * 3600).await;
    }
    let sent: Vec<Value> = platform.seen().iter().filter(|request| request.path == OAUTH).map(Received::json).collect();
    let expected = (1..=4).map(|number| {
        json!({
            "grant_type": "refresh_token",
            "client_id": "cli_1",
            "client_secret": "secret-hunter2",
            "refresh_token": format!("ur-hunter2-{number}"),
        })
    });
    assert_eq!(sent, expected.collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_when_its_token_is_rejected() {
    for code in [99_991_668, 99_991_677] {
        let platform = strict(code).await;
        let me = built(custom(&platform)).user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"));
        all_good(get_together(&me, 100).await);
        assert_eq!(platform.count(OAUTH), 1);
        let mut sent = tokens(&[0; 100]);
        sent.extend(tokens(&[2; 100]));
        assert_eq!(bearers(&platform), sent, "{code}");
        all_good(get_together(&me, 100).await);
        assert_eq!(platform.count(OAUTH), 1);
    }
    // These are no reason to renew it.
    for code in [99_991_671, 99_991_679] {
        let platform = strict(code).await;
        let me = built(custom(&platform)).user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"));
        assert_eq!(failure(get(&me).await).code(), Some(code));
        assert_eq!(platform.count("/"), 1);
    }
}

/// The platform gives new refresh tokens, but always the same access token, which it rejects.
#[tokio::test(start_paused = true)]
async fn the_same_token_again_is_not_replayed() {
    let platform = platform(|request| match request.path.as_str() {
        OAUTH => {
            let mut pair = pair(request.before + 2);
            pair["access_token"] = "u-hunter2-1".into();
            Reply::json(200, &pair)
        }
        _ => Reply::refusal(400, 99_991_668),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    for _ in 0..10 {
        let error = failure(get(&me).await);
        assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_668), "{error:?}");
    }
    assert_eq!((platform.count(OAUTH), bearers(&platform).len()), (1, 10));
}

#[tokio::test(start_paused = true)]
async fn new_tokens_are_stored_before_they_are_used() {
    let journal = Journal::default();
    let accounts = Accounts::new(None, &journal);
    let platform = platform(move |request| accounts.answer(request)).await;
    let store = Store::noting(&journal);
    let me = built(custom(&platform).token_store(store.clone())).user(grant());
    for _ in 0..3 {
        all_good(get_together(&me, 10).await);
        pass(115 * 60 + 30).await;
        all_good(get_together(&me, 10).await);
        pass(3 * 3600).await;
    }
    assert!(platform.count(OAUTH) >= 5);
    let pages = journal.notes();
    for number in 2..=platform.count(OAUTH) + 1 {
        let (access, refresh) = (format!("u-hunter2-{number}"), format!("ur-hunter2-{number}"));
        let used = pages.iter().position(|page| *page == format!("call {access}")).unwrap_or(pages.len());
        let stored = |page: &String| page.starts_with("put ") && page.contains(&access) && page.contains(&refresh);
        let stored = pages.iter().position(stored).expect("it is stored");
        assert!(stored < used, "{number}: stored {stored}, used {used}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_survives_trouble_of_the_platform() {
    for (fault, sent) in [
        (refusal(500, 20050), 2),
        (refusal(503, 20072), 2),
        (Reply::html(502), 2),
        (Reply::json(429, &json!({ "code": 99_991_400, "msg": "slow down" })), 2),
    ] {
        let case = format!("{fault:?}");
        let platform = platform(move |request| match (request.path.as_str(), request.before) {
            (OAUTH, 0) => fault.clone(),
            (OAUTH, _) => Reply::json(200, &pair(2)),
            _ => room(),
        })
        .await;
        let me = built(custom(&platform)).user(grant());
        pass(TWO_HOURS + 1).await;
        all_good(get_together(&me, 10).await);
        assert_eq!(platform.count(OAUTH), sent, "{case}");
        assert_eq!(bearers(&platform), tokens(&[2; 10]), "{case}");
    }
    // If it lasts, calls fail, and the login goes on when it is over.
    let down = Arc::new(AtomicBool::new(true));
    let is_down = Arc::clone(&down);
    let accounts = Accounts::new(None, &Journal::default());
    let platform = platform(move |request| match request.path == OAUTH && is_down.load(Ordering::Relaxed) {
        true => refusal(500, 20050),
        false => accounts.answer(request),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    for outcome in get_together(&me, 10).await {
        let error = failure(outcome);
        assert!(matches!(&error, Error::Token(one) if one.token == "user_access_token"), "{error:?}");
        assert_eq!(error.code(), Some(20050));
    }
    assert_eq!(platform.count(OAUTH), 4);
    down.store(false, Ordering::Relaxed);
    get(&me).await.expect("a room");
}

#[tokio::test(start_paused = true)]
async fn users_who_must_log_in_again() {
    for (code, reason) in [
        (20026, LoginReason::Invalid),
        (20037, LoginReason::Expired),
        (20064, LoginReason::Revoked),
        (20073, LoginReason::Used),
    ] {
        let platform = platform(move |request| match request.path.as_str() {
            OAUTH => refusal(400, code).after(seconds(1)),
            _ => room(),
        })
        .await;
        let client = built(custom(&platform));
        let me = client.user(grant());
        pass(TWO_HOURS + 1).await;
        for outcome in get_together(&me, 20).await {
            let error = failure(outcome);
            let needed = match &error {
                Error::LoginNeeded(needed) => needed,
                other => panic!("{other:?}"),
            };
            assert_eq!((needed.reason, &*needed.operation), (reason, "room.get"));
            assert_eq!((error.code(), error.status()), (Some(code), Some(400)));
            let told = error.to_string();
            assert!(told.starts_with("room.get: the user must log in again: the refresh token "), "{told}");
            assert!(told.contains(&format!("(code {code}, HTTP 400)\nLet the user log in again")), "{told}");
        }
        // That is not asked again, neither by this session nor by another one of the login.
        for session in [&me, &client.user(grant()), &client.user_of(grant().id())] {
            match failure(get(session).await) {
                Error::LoginNeeded(needed) => assert_eq!(needed.reason, reason),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((platform.count(OAUTH), platform.count(ROOMS)), (1, 0));
    }
}

/// The same in the background: the token goes on for as long as it lives.
#[tokio::test(start_paused = true)]
async fn a_lost_login_is_used_to_its_end() {
    let platform = platform(|request| if request.path == OAUTH { refusal(400, 20064) } else { room() }).await;
    let me = built(custom(&platform)).user(grant());
    pass(116 * 60).await;
    get(&me).await.expect("a room");
    for _ in 0..7 {
        get(&me).await.expect("a room");
        pass(30).await;
    }
    pass(60).await;
    assert!(matches!(failure(get(&me).await), Error::LoginNeeded(_)));
    assert_eq!(platform.count(OAUTH), 1);
}

#[tokio::test(start_paused = true)]
async fn logins_without_a_refresh_token() {
    let needs_login = |outcome| match failure(outcome) {
        Error::LoginNeeded(needed) => {
            assert_eq!((needed.reason, needed.refusal.is_none()), (LoginReason::NoRefreshToken, true))
        }
        other => panic!("{other:?}"),
    };
    // It has expired.
    let platform = lenient().await;
    let me = built(custom(&platform)).user(Grant::new("u-hunter2-1").expires_in(seconds(60)));
    get(&me).await.expect("a room");
    pass(61).await;
    needs_login(get(&me).await);
    assert_eq!(platform.count("/"), 1);
    // It was rejected.
    let platform = strict(99_991_668).await;
    needs_login(get(&built(custom(&platform)).user(Grant::new("u-hunter2-0"))).await);
    assert_eq!(platform.count("/"), 1);
    // Nothing is known of its life.
    let me = built(custom(&platform)).user(Grant::new("u-hunter2-1"));
    for _ in 0..3 {
        get(&me).await.expect("a room");
        pass(30 * 24 * 3600).await;
    }
    assert_eq!(platform.count(OAUTH), 0);
}

/// The refresh token has expired, but the access token has not; then both have.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_may_expire_first() {
    let platform = lenient().await;
    let client = built(custom(&platform));
    let grant = || Grant::new("u-hunter2-1").expires_in(seconds(3600)).refresh_token("ur-hunter2-1");
    let me = client.user(grant().refresh_expires_in(seconds(600)));
    get(&me).await.expect("a room");
    pass(1800).await;
    get(&me).await.expect("a room");
    drop(me);
    get(&client.user_of(grant().id())).await.expect("a room");
    // It had expired before the client knew it.
    let late = built(custom(&platform)).user(grant().refresh_expires_in(seconds(0)));
    get(&late).await.expect("a room");
    pass(3600).await;
    match failure(get(&late).await) {
        Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::Expired),
        other => panic!("{other:?}"),
    }
    assert_eq!(platform.count(OAUTH), 0);
}

/// The platform gives no refresh token with the new access token.
#[tokio::test(start_paused = true)]
async fn a_last_renewal() {
    let platform = platform(|request| match request.path.as_str() {
        OAUTH => Reply::json(200, &json!({ "code": 0, "access_token": "u-hunter2-2", "expires_in": "7200" })),
        _ => room(),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    match failure(get(&me).await) {
        Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::NoRefreshToken),
        other => panic!("{other:?}"),
    }
    assert_eq!((platform.count(OAUTH), bearers(&platform)), (1, tokens(&[2])));
}

#[tokio::test(start_paused = true)]
async fn an_app_that_does_not_renew() {
    let platform = platform(|request| if request.path == OAUTH { refusal(400, 20074) } else { room() }).await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    let error = failure(get(&me).await);
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    assert_eq!(error.code(), Some(20074));
    assert!(error.to_string().contains("switch it on in the developer console"), "{error}");
    assert_eq!(platform.count("/"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_an_app_uses_the_token_as_it_is() {
    let platform = strict(99_991_668).await;
    let client = built(Client::builder().base_url(platform.url()));
    get(&client.user(grant())).await.expect("a room");
    let error = failure(get(&client.user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"))).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_668), "{error:?}");
    let error = failure(get(&client.user_of("1")).await);
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
    assert_eq!(platform.count(OAUTH), 0);
}

#[tokio::test(start_paused = true)]
async fn a_login_goes_on_in_another_client() {
    let accounts = Accounts::new(Some(99_991_668), &Journal::default());
    let platform = platform(move |request| match request.json()["grant_type"] == "authorization_code" {
        true => Reply::json(200, &pair(1)),
        false => accounts.answer(request),
    })
    .await;
    let store = Store::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let (first, second) = (client(), client());
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2");
    let grant = first.finish_login(&login, "code-hunter2", "state-hunter2").await.expect("tokens");
    let id = grant.id().to_owned();
    // The store has it, so that the grant need not be kept.
    let (one, other) = (first.user(grant), second.user_of(&id));
    get(&other).await.expect("a room");
    for _ in 0..3 {
        let (left, right) = tokio::join!(get_together(&one, 10), get_together(&other, 10));
        all_good(left);
        all_good(right);
        pass(TWO_HOURS + 1).await;
    }
    get(&client().user_of(&id)).await.expect("a room");
    // One exchange and three renewals.
    assert_eq!(platform.count(OAUTH), 4);
    for unknown in ["", "1", "../x"] {
        match failure(get(&client().user_of(unknown)).await) {
            Error::LoginNeeded(needed) => {
                assert_eq!((needed.reason, &*needed.operation), (LoginReason::Unknown, "room.get"))
            }
            other => panic!("{other:?}"),
        }
    }
    // Another app does not see it.
    let stranger = Client::builder().base_url(platform.url()).app("cli_2", "secret-hunter2").token_store(store.clone());
    assert!(matches!(failure(get(&built(stranger).user_of(&id)).await), Error::LoginNeeded(_)));
    assert_eq!(platform.count(OAUTH), 4);
}

/// A session of the login was there before what was granted was known to the client.
#[tokio::test(start_paused = true)]
async fn a_grant_is_learnt_later() {
    let platform = lenient().await;
    let client = built(custom(&platform));
    let me = client.user_of(grant().id());
    assert!(matches!(failure(get(&me).await), Error::LoginNeeded(_)));
    get(&client.user(grant())).await.expect("a room");
    get(&me).await.expect("a room");
    assert_eq!(platform.count("/"), 2);
}

/// Without the store a refresh token is not used: another program may have used it. What needs no renewal goes on.
#[tokio::test(start_paused = true)]
async fn a_store_that_fails_stops_renewals() {
    for (get_fails, set_fails) in [(true, false), (false, true), (true, true)] {
        let platform = platform(|request| match request.path.as_str() {
            OAUTH => Reply::json(200, &pair(2)),
            path if path.starts_with(ROOMS) => room(),
            _ => Reply::token("tenant_access_token", "t-hunter2-1", TWO_HOURS),
        })
        .await;
        let store = Store::default();
        let client = built(custom(&platform).token_store(store.clone()));
        let me = client.user(grant());
        store.fail(get_fails, set_fails);
        get(&me).await.expect("a room");
        get(&client.tenant()).await.expect("a room");
        pass(TWO_HOURS + 1).await;
        for outcome in get_together(&me, 10).await {
            let error = failure(outcome);
            assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
            assert!(error.to_string().contains("told to fail"), "{error}");
        }
        get(&client.tenant()).await.expect("a room");
        assert_eq!(platform.count(OAUTH), 0);
        store.fail(false, false);
        get(&me).await.expect("a room");
        assert_eq!(platform.count(OAUTH), 1);
    }
}

/// The store fails just when the new tokens are put into it: they are not lost, and the old ones not taken for new.
#[tokio::test(start_paused = true)]
async fn new_tokens_survive_a_store_that_fails() {
    let platform = lenient().await;
    let journal = Journal::default();
    let store = Store::noting(&journal);
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    get(&me).await.expect("a room");
    let id = grant().id().to_owned();
    pass(TWO_HOURS + 1).await;
    store.fail_to_set(Some(&id));
    get(&me).await.expect("a room");
    store.fail_to_set(None);
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    assert_eq!(bearers(&platform), tokens(&[1, 2, 3]));
    assert_eq!(platform.count(OAUTH), 2);
    // Others find the last ones.
    get(&client().user_of(&id)).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    get(&client().user_of(&id)).await.expect("a room");
    assert_eq!(bearers(&platform), tokens(&[1, 2, 3, 3, 4]));
}

/// The caller, the session and the client are gone before the new tokens come.
#[tokio::test(start_paused = true)]
async fn a_caller_who_gives_up_loses_no_tokens() {
    let platform = lenient().await;
    let store = Store::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    pass(TWO_HOURS + 1).await;
    timeout(seconds(1), get_together(&me, 3)).await.expect_err("nobody waits longer");
    assert_eq!(platform.count(OAUTH), 1);
    drop(me);
    pass(3).await;
    let (outcome, took) = timed(get(&client().user_of(grant().id()))).await;
    outcome.expect("a room");
    assert!(took < seconds(1), "{took:?}");
    assert_eq!((platform.count(OAUTH), bearers(&platform)), (1, tokens(&[2])));
}

/// A process died while it renewed: others wait until it surely does not do so any more, then go on.
#[tokio::test(start_paused = true)]
async fn a_lease_of_a_dead_process_is_taken_over() {
    let platform = lenient().await;
    let store = Store::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    pass(TWO_HOURS + 1).await;
    let session = me.clone();
    let calling = tokio::spawn(async move { get(&session).await });
    pass(1).await;
    let lease = store.keys().into_iter().find(|key| key.ends_with(":lease")).expect("there is a lease");
    let held = store.get(&lease).await.expect("the store works").expect("it is held");
    // Longer than the call can take: all of the time that a client gives it.
    assert!(held.expires_in > seconds(90), "{held:?}");
    calling.await.expect("no panic").expect("a room");
    assert_eq!(store.get(&lease).await.expect("the store works"), None);

    let entry = StoreEntry { value: "someone-hunter2".into(), expires_in: seconds(40) };
    pass(TWO_HOURS + 1).await;
    assert!(store.compare_and_set(&lease, None, Some(entry)).await.expect("the store works"));
    let (others, others_of) = (client(), grant());
    let other = others.user_of(others_of.id());
    let ((left, right), took) = timed(async { tokio::join!(get_together(&me, 5), get_together(&other, 5)) }).await;
    all_good(left);
    all_good(right);
    // Two seconds are those of the renewal.
    assert!(took >= seconds(42) && took < seconds(45), "{took:?}");
    assert_eq!(platform.count(OAUTH), 2);
}
