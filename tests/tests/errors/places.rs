//! Tests of the path to an unreadable value, such as `data.rooms[2].room_id`. The error of a call contains this path.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{Error, Method, Session, Tenant, User};
use vc_tests::platform::scripted;

use crate::support::session;

/// Starts a platform that responds to every call with this `data`. Returns the platform and a session.
async fn responding(data: Value) -> (Platform, Session<Tenant>) {
    let platform = scripted(move |_| HttpReply::data(&data)).await;
    let session = session(platform.url());
    (platform, session)
}

#[tokio::test]
async fn places_in_responses_of_every_shape() {
    let path = |error: Error| match error {
        Error::Undecodable(one) => one.path,
        other => panic!("{other}"),
    };

    let (_platform, org) =
        responding(json!({ "rooms": [{ "room_id": "a" }, { "room_id": "b" }, { "name": "c" }] })).await;
    assert_eq!(path(org.rooms().list().await.expect_err("a room has no id")), "data.rooms[2].room_id");
    let user = org.client().session::<User>("u-1");
    assert_eq!(path(user.rooms().search().await.expect_err("a room has no id")), "data.rooms[2].room_id");

    let (_platform, org) = responding(json!({ "items": [{ "room_id": "a", "path": ["x", {}] }] })).await;
    assert_eq!(path(org.rooms().mget(["a"]).await.expect_err("a level is no text")), "data.items[0].path[1]");

    let (_platform, org) = responding(json!({ "a": [1], "b": [2, "c"] })).await;
    let call = org.call(Method::Get, "/x").decode::<BTreeMap<String, Vec<u8>>>();
    assert_eq!(path(call.await.expect_err("a number is a text")), "data.b[1]");

    let (_platform, org) = responding(json!("whatever")).await;
    org.rooms().delete("a").await.expect("what is not asked for may be anything");
}
