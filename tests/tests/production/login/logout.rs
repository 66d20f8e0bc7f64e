//! Logout of users.

use vc_api::error::LoginReason;
use vc_api::{Error, Session, User};
use vc_tests::endpoints::{TWO_HOURS, USER_TOKENS};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds};

use super::account::{grant, lenient};
use crate::faulty_store::FaultyStore;
use crate::support::{built, custom, failure, get};

async fn is_logged_out(session: &Session<User>) {
    match failure(get(session).await) {
        Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::LoggedOut),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn all_clients_respect_a_logout() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let (first, second) = (client(), client());
    let (here, elsewhere) = (first.user(grant()), second.user_of(grant().id()));
    get(&here).await.expect("a room");
    get(&elsewhere).await.expect("a room");
    first.log_out(grant().id()).await.expect("the store works");
    is_logged_out(&here).await;
    pass(10).await;
    is_logged_out(&elsewhere).await;
    // After the logout, a grant with the old tokens does not restore the login.
    is_logged_out(&client().user(grant())).await;
    is_logged_out(&client().user_of(grant().id())).await;
    pass(TWO_HOURS + 1).await;
    is_logged_out(&elsewhere).await;
    assert_eq!(count(&platform, USER_TOKENS), 0);
}

/// The user logs out while a renewal is running. The new tokens do not restore the login.
#[tokio::test(start_paused = true)]
async fn a_renewal_does_not_bring_a_login_back() {
    for is_same_client in [true, false] {
        let platform = lenient().await;
        let store = FaultyStore::default();
        let client = || built(custom(&platform).token_store(store.clone()));
        let (first, second) = (client(), client());
        let me = first.user(grant());
        get(&me).await.expect("a room");
        pass(TWO_HOURS + 1).await;
        let session = me.clone();
        let calling = tokio::spawn(async move { get(&session).await });
        pass(1).await;
        let logging_out = if is_same_client { &first } else { &second };
        logging_out.log_out(grant().id()).await.expect("the store works");
        let error = failure(calling.await.expect("no panic"));
        assert!(matches!(error, Error::LoginNeeded(_)), "{error:?}");
        is_logged_out(&me).await;
        is_logged_out(&client().user_of(grant().id())).await;
        assert_eq!(count(&platform, USER_TOKENS), 1);
    }
}

/// If the store fails during a logout, the client itself respects the logout at once. Other clients respect the logout as
/// soon as the store works again.
#[tokio::test(start_paused = true)]
async fn a_logout_without_the_store() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let first = client();
    let me = first.user(grant());
    get(&me).await.expect("a room");
    store.fail(false, true);
    let error = failure(first.log_out(grant().id()).await);
    assert!(matches!(error, Error::Store(_)), "{error:?}");
    let error = failure(get(&me).await);
    assert!(matches!(error, Error::LoginNeeded(_) | Error::Token(_)), "{error:?}");
    store.fail(false, false);
    tokio::time::timeout(seconds(31), first.finish()).await.expect("the store has it soon");
    is_logged_out(&client().user_of(grant().id())).await;
}
