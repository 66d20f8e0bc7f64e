//! Failures that the double finds in a test, and the messages about them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use vc_api::room;
use vc_api::testing::{Fault, Platform, Received, Refusal};
use vc_api::{Method, Sample};

/// Runs the function `test` with a double, and returns the failures that `verify` reports.
async fn failures(test: impl AsyncFnOnce(&Platform)) -> Vec<String> {
    let platform = Platform::start().await;
    test(&platform).await;
    let failures = platform.verify().unwrap_err();
    platform.verify().unwrap();
    failures.iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn panics_of_functions_are_reported() {
    let told = failures(async |platform: &Platform| {
        platform.on(|_: Received<room::Get>| -> Result<_, Refusal> { panic!("it is {}", "odd") });
        platform.on(async |call: Received<room::Delete>| {
            tokio::task::yield_now().await;
            assert_eq!(call.room_id, "omm_2", "another room");
            Ok(())
        });
        let rooms = platform.client().tenant();
        rooms.rooms().get("omm_1").await.unwrap_err();
        rooms.rooms().delete("omm_1").await.unwrap_err();
    });
    let told = told.await;
    assert!(told[0].starts_with("the function for GET /open-apis/vc/v1/rooms/omm_1 panicked: it is odd"), "{told:?}");
    assert!(told.last().unwrap().contains("DELETE /open-apis/vc/v1/rooms/omm_1 panicked: assertion"), "{told:?}");
}

#[tokio::test]
async fn requests_of_no_operation_are_reported() {
    let told = failures(async |platform: &Platform| {
        platform.client().tenant().call(Method::Get, "/open-apis/vc/v9/news").await.unwrap_err();
    });
    assert_eq!(told.await, ["GET /open-apis/vc/v9/news is not an operation of the platform"]);
}

#[tokio::test]
async fn unused_scripts_are_reported() {
    let told = failures(async |platform: &Platform| {
        platform.on(|_: Received<room::Get>| Ok(room::Room::sample()));
        platform.fault(Fault::bad_gateway().times(2).only::<room::List>());
        platform.fault(Fault::closed().always());
    });
    assert_eq!(
        told.await,
        [
            "room.get was scripted and never called",
            "a fault of room.list happened too few times: 2 more expected",
            "a fault of any operation never happened"
        ]
    );
}

#[tokio::test]
async fn strict_doubles_report_calls_without_a_script() {
    let told = failures(async |platform: &Platform| {
        platform.strict();
        platform.client().tenant().rooms().get("omm_1").await.unwrap_err();
    });
    assert_eq!(told.await, ["room.get was called, but the test does not script it"]);
}

#[tokio::test]
async fn strict_doubles_report_violations_of_the_spec() {
    let told = failures(async |platform: &Platform| {
        platform.strict();
        platform.samples();
        let org = platform.client().tenant();
        let call = org.call(Method::Get, "/open-apis/vc/v1/rooms").query("page_size", "hunter2").query("new", true);
        call.await.unwrap_err();
        let call = org.call(Method::Get, "/open-apis/vc/v1/rooms").query("new", true);
        call.await.unwrap_err();
        let body = serde_json::json!({ "name": "a", "capacity": 7, "room_level_id": "omb_1", "color": "hunter2" });
        let error = org.call(Method::Post, "/open-apis/vc/v1/rooms").body(&body).unwrap().await.unwrap_err();
        assert!(error.report().to_string().contains("body.color"), "{error}");
    });
    assert_eq!(
        told.await,
        [
            "a call of room.list differs from the spec: query.page_size: expected an integer, found a string",
            "a call of room.list differs from the spec: query.new: the spec does not have this parameter",
            "a call of room.create differs from the spec: body.color: the spec does not have this field",
        ]
    );
}

#[tokio::test]
async fn a_double_that_is_not_verified_panics_when_it_is_dropped() {
    let platform = Platform::start().await;
    platform.on(|_: Received<room::Get>| Ok(room::Room::sample()));
    let panic = catch_unwind(AssertUnwindSafe(|| drop(platform))).unwrap_err();
    let words = panic.downcast_ref::<String>().unwrap();
    assert_eq!(
        words,
        "the double of the platform reports:\n- room.get was scripted and never called\n(This panic hides an error that the test returned.)"
    );
    // If the test itself panics, the failure of the double does not hide this panic.
    let platform = Platform::start().await;
    platform.on(|_: Received<room::Get>| Ok(room::Room::sample()));
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let _platform = platform;
        panic!("the test");
    }));
    assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"the test"));
}
