//! Failover with Redis Sentinel: the primary dies, and a replica becomes the new primary.

use vc_api::redis::cmd;
use vc_api::redis::sentinel::{SentinelClient, SentinelServerType};
use vc_api::testing::Platform;
use vc_api::{RedisStore, TokenStore};

use crate::platform::{call, client};
use crate::servers::{Server, until};
use crate::support::{entry, set, value};

async fn connect(sentinel: &Server) -> RedisStore {
    let sentinel =
        SentinelClient::build(vec![sentinel.url()], String::from("mymaster"), None, SentinelServerType::Master);
    RedisStore::connect_sentinel(sentinel.expect("the URL is good")).await.expect("the primary is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_continues_with_the_next_primary() {
    let Some(mut primary) = Server::start(&["--appendonly", "no"]).await else { return };
    let replica = ["--appendonly", "no", "--replicaof", "127.0.0.1", &primary.port.to_string()];
    let replica = Server::start(&replica).await.expect("there is a server");
    until(async || {
        let info: String = replica.ask(cmd("INFO").arg("replication")).await;
        info.contains("master_link_status:up")
    })
    .await;
    let sentinel = Server::start_sentinel(primary.port).await.expect("there is a server");
    until(async || {
        let info: String = sentinel.ask(cmd("INFO").arg("sentinel")).await;
        info.contains("slaves=1")
    })
    .await;

    let platform = Platform::start().await;
    let grant = platform.grant();
    let id = grant.id().to_owned();
    let store = connect(&sentinel).await;
    call(&client(&platform, store.clone()).user(grant)).await.expect("a room");
    assert!(set(&store, "key", None, Some(entry("a", 600_000))).await);
    until(async || replica.ask::<Option<String>>(cmd("GET").arg("key")).await.is_some()).await;

    primary.kill();
    until(async || store.get("key").await.is_ok_and(|found| found.is_some())).await;
    // The first connections to the new primary may fail. So the test repeats `compare_and_set` until it returns no error.
    until(async || {
        let expected = "a".into();
        let is_set = store.compare_and_set("key", Some(&expected), Some(entry("b", 600_000))).await;
        assert!(is_set.as_ref().map_or(true, |is_set| *is_set), "it is `a` until it is set");
        is_set.is_ok()
    })
    .await;
    assert!(!set(&store, "key", Some("a"), None).await);
    assert_eq!(value(&connect(&sentinel).await, "key").await.as_deref(), Some("b"));
    // The login is also on the new primary, so the client can renew it.
    platform.revoke::<vc_api::User>();
    call(&client(&platform, store).user_of(&id)).await.expect("a room");
}
