//! App secret: its rotation while clients run, and its influence on the keys under which a store keeps tokens.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{AppSecretFuture, AppSecretProvider, Client, Error, Secret, TokenStore};
use vc_tests::endpoints::{
    CUSTOM_APP_TENANT_TOKEN, TWO_HOURS, USER_TOKENS, room_response, token_response, user_tokens,
};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use crate::faulty_store::FaultyStore;
use crate::support::{all_good, built, custom, failure, get, get_together, platform, without_app};

/// Vault that provides the app secret, and counts the requests for it. Clones share their state.
#[derive(Clone, Default)]
struct Vault(Arc<Mutex<(String, usize)>>);

impl Vault {
    fn with(secret: &str) -> Self {
        Self(Arc::new(Mutex::new((secret.to_owned(), 0))))
    }

    fn rotate(&self, secret: &str) {
        self.0.lock().expect("no one panicked").0 = secret.to_owned();
    }

    fn asked(&self) -> usize {
        self.0.lock().expect("no one panicked").1
    }
}

impl AppSecretProvider for Vault {
    fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
        Box::pin(async move {
            let mut vault = self.0.lock().expect("no one panicked");
            vault.1 += 1;
            match vault.0.as_str() {
                "sealed" => Err("the vault is sealed".into()),
                secret => Ok(secret.into()),
            }
        })
    }
}

/// Starts a platform that accepts only the app secret in `accepted`. The test can change this secret.
async fn site(accepted: &Arc<Mutex<String>>) -> Platform {
    let accepted = Arc::clone(accepted);
    let mut renewals = 1;
    platform(move |request: &HttpRequest| {
        let is_accepted = |name: &str| request.json()[name] == *accepted.lock().expect("no one panicked");
        match request.path() {
            CUSTOM_APP_TENANT_TOKEN if is_accepted("app_secret") => {
                token_response("tenant_access_token", &format!("t-hunter2-{}", request.before()), TWO_HOURS)
            }
            CUSTOM_APP_TENANT_TOKEN => HttpReply::refusal(200, 10_014),
            USER_TOKENS if is_accepted("client_secret") => {
                renewals += 1;
                let (access, refresh) = (format!("u-hunter2-{renewals}"), format!("ur-hunter2-{renewals}"));
                HttpReply::json(200, &user_tokens(&access, &refresh))
            }
            USER_TOKENS => HttpReply::refusal(400, 20_002),
            _ => room_response(),
        }
    })
    .await
}

fn provided(platform: &Platform, vault: &Vault, store: &FaultyStore) -> Client {
    let options = without_app(platform).app("cli_1", "").app_secret_provider(vault.clone());
    built(options.token_store(store.clone()))
}

#[tokio::test(start_paused = true)]
async fn a_rotation_needs_no_restart() {
    let accepted = Arc::new(Mutex::new("secret-hunter2".to_owned()));
    let platform = site(&accepted).await;
    let (vault, store) = (Vault::with("secret-hunter2"), FaultyStore::default());
    let client = provided(&platform, &vault, &store);
    let me =
        client.user(vc_api::Grant::new("u-hunter2-1").expires_in(seconds(TWO_HOURS)).refresh_token("ur-hunter2-1"));
    all_good(get_together(&client.tenant(), 50).await);
    all_good(get_together(&me, 50).await);
    assert_eq!(vault.asked(), 1);
    "rotated-hunter2".clone_into(&mut accepted.lock().expect("no one panicked"));
    vault.rotate("rotated-hunter2");
    pass(TWO_HOURS + 1).await;
    all_good(get_together(&client.tenant(), 50).await);
    all_good(get_together(&me, 50).await);
    assert_eq!(vault.asked(), 2);
    // The client made three requests for a tenant token: one before the rotation, then one with the old secret, then one
    // with the new secret. The client renewed the login once, with the new secret.
    assert_eq!((count(&platform, CUSTOM_APP_TENANT_TOKEN), count(&platform, USER_TOKENS)), (3, 1));
    // The platform refuses the secret. The secret provider `vault` returns the same secret again, so the client does not
    // repeat the request.
    "another-hunter2".clone_into(&mut accepted.lock().expect("no one panicked"));
    pass(TWO_HOURS + 1).await;
    assert_eq!(failure(get(&client.tenant()).await).code(), Some(10_014));
    assert_eq!((count(&platform, CUSTOM_APP_TENANT_TOKEN), vault.asked()), (4, 3));
    // The refusal of the app secret does not end the login.
    assert_eq!(failure(get(&me).await).code(), Some(10_014));
    pass(10).await;
    assert_eq!(failure(get(&me).await).code(), Some(20_002));
    "rotated-hunter2".clone_into(&mut accepted.lock().expect("no one panicked"));
    pass(10).await;
    get(&me).await.expect("a room");
}

/// A client with a wrong secret does not use the valid token that a client with the right secret has stored.
#[tokio::test(start_paused = true)]
async fn tokens_belong_to_their_secret() {
    let accepted = Arc::new(Mutex::new("secret-hunter2".to_owned()));
    let platform = site(&accepted).await;
    let store = FaultyStore::default();
    let right = || built(custom(&platform).token_store(store.clone()));
    get(&right().tenant()).await.expect("a room");
    let wrong = built(without_app(&platform).app("cli_1", "wrong-hunter2").token_store(store.clone()));
    assert_eq!(failure(get(&wrong.tenant()).await).code(), Some(10_014));
    get(&right().tenant()).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
    for key in store.keys() {
        assert!(!key.contains("hunter2"), "{key}");
    }
}

/// A login belongs to the app, not to the app secret. So a client with a new secret can use the login too.
#[tokio::test(start_paused = true)]
async fn logins_survive_a_rotation() {
    let accepted = Arc::new(Mutex::new("secret-hunter2".to_owned()));
    let platform = site(&accepted).await;
    let store = FaultyStore::default();
    let grant = vc_api::Grant::new("u-hunter2-1").expires_in(seconds(TWO_HOURS)).refresh_token("ur-hunter2-1");
    let id = grant.id().to_owned();
    get(&built(custom(&platform).token_store(store.clone())).user(grant)).await.expect("a room");
    "rotated-hunter2".clone_into(&mut accepted.lock().expect("no one panicked"));
    pass(TWO_HOURS + 1).await;
    let next = built(without_app(&platform).app("cli_1", "rotated-hunter2").token_store(store.clone()));
    get(&next.user_of(&id)).await.expect("a room");
    assert!(store.get(&store.keys()[0]).await.is_ok());
}

/// While the secret is wrong, most calls fail without a request. The client asks the vault and the platform again only from
/// time to time.
#[tokio::test(start_paused = true)]
async fn a_secret_that_stays_wrong() {
    let accepted = Arc::new(Mutex::new("secret-hunter2".to_owned()));
    let platform = site(&accepted).await;
    for wrong in ["wrong-hunter2", "sealed"] {
        let vault = Vault::with("wrong-hunter2");
        let client = provided(&platform, &vault, &FaultyStore::default());
        let before = count(&platform, CUSTOM_APP_TENANT_TOKEN);
        assert_eq!(failure(get(&client.tenant()).await).code(), Some(10_014));
        assert_eq!((vault.asked(), count(&platform, CUSTOM_APP_TENANT_TOKEN) - before), (2, 1));
        vault.rotate(wrong);
        pass(10).await;
        for _ in 0..20 {
            let error = failure(get(&client.tenant()).await);
            assert!(error.code() == Some(10_014) && !error.may_have_acted(), "{error:?}");
        }
        assert_eq!((vault.asked(), count(&platform, CUSTOM_APP_TENANT_TOKEN) - before), (3, 2));
        vault.rotate("secret-hunter2");
        pass(4).await;
        assert_eq!(failure(get(&client.tenant()).await).code(), Some(10_014));
        pass(6).await;
        get(&client.tenant()).await.expect("a room");
        assert_eq!((vault.asked(), count(&platform, CUSTOM_APP_TENANT_TOKEN) - before), (4, 4));
    }
}

/// Vault that never responds, and counts the requests for the secret.
#[derive(Clone, Default)]
struct Silent(Arc<Mutex<usize>>);

impl AppSecretProvider for Silent {
    fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
        *self.0.lock().expect("no one panicked") += 1;
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_provider_delays_all_requests_together() {
    let platform = site(&Arc::default()).await;
    let silent = Silent::default();
    let client = built(without_app(&platform).app("cli_1", "").app_secret_provider(silent.clone()));
    let org = client.tenant();
    let mut calls = vec![tokio::spawn(async move { get(&org).await })];
    for number in 0..100 {
        let grant = vc_api::Grant::new(format!("u-hunter2-{number}"))
            .expires_in(Duration::ZERO)
            .refresh_token(format!("ur-hunter2-{number}"));
        let user = client.user(grant);
        calls.push(tokio::spawn(async move { get(&user).await }));
    }
    let all = async {
        for call in calls {
            let error = failure(call.await.expect("no one panicked"));
            assert!(error.to_string().contains("no app secret: the provider took more than 20 s"), "{error}");
        }
    };
    let ((), took) = timed(all).await;
    assert!(took < Duration::from_secs(21), "{took:?}");
    assert_eq!((*silent.0.lock().expect("no one panicked"), count(&platform, "/")), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_fails() {
    let accepted = Arc::new(Mutex::new("secret-hunter2".to_owned()));
    let platform = site(&accepted).await;
    let vault = Vault::with("sealed");
    let client = provided(&platform, &vault, &FaultyStore::default());
    for (secret, told) in [("sealed", "the vault is sealed"), ("", "the provider returned an empty secret")] {
        vault.rotate(secret);
        let error = failure(get(&client.tenant()).await);
        assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
        assert!(format!("{error:?}").contains(told), "{error:?}");
    }
    assert_eq!(count(&platform, "/"), 0);
    vault.rotate("secret-hunter2");
    get(&client.tenant()).await.expect("a room");
}
