//! Login page, and the exchange of the login code for tokens.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{Client, ClientBuilder, Error, Login, reqwest, scopes};
use vc_tests::endpoints::{SEVEN_DAYS, USER_TOKENS, room_response};
use vc_tests::logs::CapturedLog;
use vc_tests::platform::count;
use vc_tests::secrecy::show;

use super::account::{CALLBACK, pair, refused};
use crate::support::{bearers, built, custom, failure, get, platform, without_app};

/// Returns the code challenge of a code verifier, as RFC 7636 defines it.
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn parameters(login: &Login) -> BTreeMap<String, String> {
    let url = reqwest::Url::parse(login.url()).expect("it is a URL");
    url.query_pairs().into_owned().collect()
}

/// Restores a login from a state and a verifier. A program saves these two values in a web session.
fn restored() -> Login {
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2").expect("it has a state");
    show(&login);
    login
}

fn begun(client: &Client) -> Login {
    let login = client.login(CALLBACK).scopes([scopes::VC_ROOM_READONLY]).offline_access().begin();
    let login = login.expect("it can begin");
    show(&login);
    login
}

#[test]
fn the_address_of_the_login_page() {
    // This verifier and this challenge are the example in appendix B of RFC 7636.
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
            // The values of the parameters are encoded, so none of them can add another parameter.
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
    // Without scopes, the URL has no parameter `scope`.
    let login = built(Client::builder().app("cli_1", "secret-hunter2")).login(CALLBACK).begin().expect("it can begin");
    assert!(!parameters(&login).contains_key("scope") && !parameters(&login).contains_key("prompt"));
}

/// If the base URL of a client is not an address of Feishu or Lark, a login also needs the address of the login page.
#[test]
fn the_login_page_of_another_base_url() {
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let cases: [(Set, Option<&str>); 9] = [
        (|options| options.base_url("https://open.feishu.cn"), Some("https://accounts.feishu.cn/")),
        (|options| options.base_url("https://open.larksuite.com"), Some("https://accounts.larksuite.com/")),
        (|options| options.lark().base_url("https://OPEN.feishu.cn:443/"), Some("https://accounts.feishu.cn/")),
        (|options| options.base_url("https://gateway.example/feishu"), None),
        (|options| options.lark().base_url("https://open.feishu.cn.gateway.example"), None),
        (|options| options.base_url("http://127.0.0.1:8080"), None),
        (
            |options| options.base_url("https://gateway.example/feishu").accounts_url("https://accounts.example/sso/"),
            Some("https://accounts.example/sso/"),
        ),
        (|options| options.accounts_url("https://accounts.example"), Some("https://accounts.example/")),
        (|options| options.lark(), Some("https://accounts.larksuite.com/")),
    ];
    for (index, (set, page)) in cases.into_iter().enumerate() {
        let login = built(set(Client::builder().app("cli_1", "secret-hunter2"))).login(CALLBACK).begin();
        match (login, page) {
            (Ok(login), Some(page)) => {
                let expected = format!("{page}open-apis/authen/v1/authorize?");
                assert!(login.url().starts_with(&expected), "{index}: {}", login.url());
            }
            (Err(Error::InvalidArgument(one)), None) => assert_eq!(one.argument, "accounts_url", "{index}"),
            (other, _) => panic!("{index}: {other:?}"),
        }
    }
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
    let platform =
        platform(
            |request| if request.path() == USER_TOKENS { HttpReply::json(200, &pair(1)) } else { room_response() },
        )
        .await;
    let client = built(custom(&platform));
    let begun = begun(&client);
    let restored = restored();
    assert_eq!((restored.url(), restored.redirect_uri()), ("", CALLBACK));
    for (login, state, verifier) in
        [(&begun, begun.state().expose(), begun.verifier().expose()), (&restored, "state-hunter2", "verifier-hunter2")]
    {
        let grant = client.finish_login(login, "code-hunter2", state).await.expect("tokens");
        show(&grant);
        let sent = platform.requests().pop().expect("a request");
        assert_eq!((sent.method(), sent.path()), ("POST", USER_TOKENS));
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
    let platform = platform(|_| HttpReply::json(200, &pair(1))).await;
    let client = built(custom(&platform));
    let login = restored();
    for state in ["", "state-hunter", "state-hunter22", "State-hunter2"] {
        let error = failure(client.finish_login(&login, "code-hunter2", state).await);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "state"), "{error:?}");
    }
    let error = failure(Login::restore(CALLBACK, "", "verifier-hunter2"));
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "state"), "{error:?}");
    let anyone = built(without_app(&platform));
    let error = failure(anyone.finish_login(&login, "code-hunter2", "state-hunter2").await);
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
    assert_eq!(count(&platform, "/"), 0);
}

/// If a login cannot be renewed, the grant and the log say so directly after the exchange of the code.
#[tokio::test(start_paused = true)]
async fn a_login_that_cannot_be_renewed_is_reported_at_once() {
    let platform = Platform::start().await;
    let client = platform.client();
    for is_offline in [true, false] {
        let log = CapturedLog::start();
        let request = client.login(CALLBACK).scopes([scopes::VC_ROOM_READONLY]);
        let login = if is_offline { request.offline_access() } else { request }.begin().expect("it begins");
        assert_eq!(login.scopes()[0], "vc:room:readonly");
        let (code, state) = platform.log_in(login.url());
        let grant = client.finish_login(&login, code, state).await.expect("tokens");
        assert_eq!(grant.scopes(), login.scopes());
        let left = grant.renewable_for().map(|left| left.as_secs());
        assert_eq!((grant.can_renew(), left), (is_offline, is_offline.then_some(SEVEN_DAYS)));
        assert_eq!(log.count(&["WARN", "cannot be renewed"]), usize::from(!is_offline));
        tokio::time::advance(Duration::from_secs(SEVEN_DAYS)).await;
        assert!(!grant.can_renew());
        assert_eq!(grant.renewable_for(), None);
    }
}

/// Each case has the first response to an exchange, the number of requests with the code, and whether the exchange succeeds.
#[tokio::test(start_paused = true)]
async fn a_code_is_sent_again_only_if_it_was_not_used() {
    for (fault, sent, recovers) in [
        (HttpReply::html(502), 1, false),
        (HttpReply::html(503), 1, false),
        (HttpReply::closed(), 1, false),
        (HttpReply::json(200, &pair(1)).cut_after(30), 1, false),
        (refused(400, 20003, "code-hunter2 is no good"), 1, false),
        (refused(500, 20050, "code-hunter2 is no good"), 2, true),
        (refused(503, 20072, "code-hunter2 is no good"), 2, true),
    ] {
        let case = format!("{fault:?}");
        let platform = platform(move |request| match request.before() {
            0 => fault.clone(),
            _ => HttpReply::json(200, &pair(1)),
        })
        .await;
        let login = restored();
        let outcome = built(custom(&platform)).finish_login(&login, "code-hunter2", "state-hunter2").await;
        assert_eq!(outcome.is_ok(), recovers, "{case}");
        if !recovers {
            failure(outcome);
        }
        assert_eq!(count(&platform, USER_TOKENS), sent, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_that_is_refused() {
    let words = "code-hunter2 is not a valid code; the authorization_code was used";
    let platform = platform(move |_| refused(400, 20003, words)).await;
    let login = restored();
    let error = failure(built(custom(&platform)).finish_login(&login, "code-hunter2", "state-hunter2").await);
    assert_eq!((error.code(), error.status()), (Some(20003), Some(400)));
    let told = format!(
        "POST {USER_TOKENS}: refused: (token) is not a valid code; the authorization_code was used (code 20003, HTTP 400)"
    );
    assert_eq!(error.to_string().lines().next(), Some(told.as_str()));
}
