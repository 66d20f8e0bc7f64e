//! Redis Cluster as a store: the keys are spread over the nodes, and clients share tokens, logins and seen events.

use std::time::Duration;

use vc_api::redis::cmd;
use vc_api::testing::Platform;
use vc_api::{RedisStore, Seen, SeenStore};
use vc_tests::endpoints::CUSTOM_APP_TENANT_TOKEN;
use vc_tests::platform::count;

use crate::platform::{call, call_all, client, platform};
use crate::servers::{Server, until};
use crate::support::{entry, set, value};

/// Starts a cluster of three nodes.
async fn cluster() -> Option<Vec<Server>> {
    let mut nodes = Vec::new();
    for _ in 0..3 {
        let arguments = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--appendonly", "no"];
        nodes.push(Server::start(&arguments).await?);
    }
    for (node, (from, to)) in nodes.iter().zip([(0, 5460), (5461, 10_922), (10_923, 16_383)]) {
        node.ask::<()>(cmd("CLUSTER").arg("ADDSLOTSRANGE").arg(from).arg(to)).await;
    }
    for node in &nodes[1..] {
        nodes[0].ask::<()>(cmd("CLUSTER").arg("MEET").arg("127.0.0.1").arg(node.port)).await;
    }
    for node in &nodes {
        until(async || {
            let info: String = node.ask(cmd("CLUSTER").arg("INFO")).await;
            info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3")
        })
        .await;
    }
    Some(nodes)
}

async fn connect(nodes: &[Server]) -> RedisStore {
    RedisStore::connect_cluster([nodes[0].url()]).await.expect("the cluster is there").prefix("shop:")
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_share_a_cluster() {
    let Some(nodes) = cluster().await else { return };
    let store = connect(&nodes).await;
    for number in 0..50 {
        let key = number.to_string();
        assert!(set(&store, &key, None, Some(entry("a", 60_000))).await, "{key}");
        assert!(!set(&store, &key, None, Some(entry("b", 60_000))).await, "{key}");
        assert!(set(&store, &key, Some("a"), Some(entry("b", 60_000))).await, "{key}");
        assert_eq!(value(&connect(&nodes[1..]).await, &key).await.as_deref(), Some("b"));
        let lease = Duration::from_secs(60);
        assert_eq!(store.begin(&key, "one", lease).await.expect("the cluster is there"), Seen::New);
        assert_eq!(store.begin(&key, "other", lease).await.expect("the cluster is there"), Seen::InHand);
    }
    // Each node has some of the keys.
    for node in &nodes {
        assert!(node.ask::<usize>(&cmd("DBSIZE")).await > 5);
    }
    let platform = platform().await;
    let sessions: Vec<_> = [connect(&nodes).await, connect(&nodes[2..]).await]
        .into_iter()
        .map(|store| client(&platform, store).tenant())
        .collect();
    call_all(&sessions).await;
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
}

/// Begins to move a slot of keys from one node to another. The text beside each server is the id of the node.
async fn begin_move(slot: u16, from: (&Server, &str), to: (&Server, &str)) {
    to.0.ask::<()>(cmd("CLUSTER").arg("SETSLOT").arg(slot).arg("IMPORTING").arg(from.1)).await;
    from.0.ask::<()>(cmd("CLUSTER").arg("SETSLOT").arg(slot).arg("MIGRATING").arg(to.1)).await;
}

/// A connected store finds a key while the key moves to another node (error `ASK` of Redis), and after the move (error
/// `MOVED`).
#[tokio::test(flavor = "multi_thread")]
async fn a_slot_moves_while_a_store_is_connected() {
    let Some(nodes) = cluster().await else { return };
    let store = connect(&nodes).await;
    let value_of = async |key| value(&store, key).await;
    assert!(set(&store, "moved", None, Some(entry("a", 60_000))).await);

    // The name of the key in Redis begins with a prefix. So the test searches all nodes for a name that contains `moved`.
    let mut holder = None;
    for (number, node) in nodes.iter().enumerate() {
        for key in node.ask::<Vec<String>>(cmd("KEYS").arg("shop:*moved*")).await {
            holder = Some((number, key));
        }
    }
    let (number, key) = holder.expect("a node has it");
    let (from, to) = (&nodes[number], &nodes[(number + 1) % 3]);
    let slot: u16 = from.ask(cmd("CLUSTER").arg("KEYSLOT").arg(&key)).await;
    let [from_id, to_id] =
        [from.ask::<String>(cmd("CLUSTER").arg("MYID")).await, to.ask::<String>(cmd("CLUSTER").arg("MYID")).await];
    begin_move(slot, (from, &from_id), (to, &to_id)).await;
    let migrate = cmd("MIGRATE").arg("127.0.0.1").arg(to.port).arg(&key).arg(0).arg(5000).clone();
    from.ask::<()>(&migrate).await;
    assert_eq!(value_of("moved").await.as_deref(), Some("a"), "it is asked for where it went");
    assert!(set(&store, "moved", Some("a"), Some(entry("b", 60_000))).await);

    for node in [to, from] {
        node.ask::<()>(cmd("CLUSTER").arg("SETSLOT").arg(slot).arg("NODE").arg(&to_id)).await;
    }
    assert_eq!(value_of("moved").await.as_deref(), Some("b"));
    assert!(set(&store, "moved", Some("b"), Some(entry("c", 60_000))).await);
    assert_eq!(value_of("moved").await.as_deref(), Some("c"));
    // The statistics of the old node show that the node sent both errors, `ASK` and `MOVED`.
    let errors: String = from.ask(cmd("INFO").arg("errorstats")).await;
    assert!(errors.contains("errorstat_ASK:") && errors.contains("errorstat_MOVED:"), "{errors}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_shared_by_a_cluster() {
    let Some(nodes) = cluster().await else { return };
    let platform = Platform::start().await;
    let grant = platform.grant();
    let id = grant.id().to_owned();
    let one = client(&platform, connect(&nodes).await).user(grant);
    call(&one).await.expect("a room");
    let other = client(&platform, connect(&nodes).await).user_of(&id);
    call(&other).await.expect("a room");
    platform.revoke::<vc_api::User>();
    call_all(&[one, other]).await;
    assert_eq!(count(&platform, "/open-apis/authen/"), 1);
}
