//! Tests that run the command `smoke` as a process, against the double of the platform.

use std::process::{Command, Output};

use serde_json::json;
use vc_api::testing::{APP_ID, APP_SECRET, Fault, HttpReply, Platform, Refusal};
use vc_api::{
    Endpoint as _, alert, meeting_list, report, reserve_config, resource_reservation_list, room, room_level,
    scope_config,
};

async fn smoke(platform: &Platform, secret: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vc-smoke"));
    command.args(["--base-url", platform.url()]).env("VC_APP_ID", APP_ID).env("VC_APP_SECRET", secret);
    tokio::task::spawn_blocking(move || command.output()).await.expect("it runs").expect("it starts")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it is text")
}

#[tokio::test(flavor = "multi_thread")]
async fn all_calls_of_the_double_work() {
    let platform = Platform::start().await;
    platform.samples();
    let output = smoke(&platform, APP_SECRET).await;
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.ends_with("\n20 work (0 differ from the spec); 0 lack a scope; 0 fail; 0 not called\n"), "{text}");
    // The only request that is not a GET request is the request for the access token.
    let requests = platform.requests();
    let written: Vec<_> = requests.iter().filter(|request| request.method() != "GET").collect();
    assert!(written.len() == 1 && written[0].path().ends_with("/tenant_access_token/internal"), "{written:?}");
    assert_eq!(requests.len(), 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_work_is_told() {
    let platform = Platform::start().await;
    platform.samples();
    let scope = alert::List::INFO.scopes[0];
    platform.fault(Fault::refuse(Refusal::new(400, 99_991_672, "no").missing_scope(scope)).only::<alert::List>());
    platform.fault(Fault::refuse(Refusal::new(403, 121_005, "no permission")).only::<report::GetDaily>());
    let rooms = json!({ "rooms": [
        { "room_id": "omm_1", "capacity": ["hunter2"], "color": "hunter2" },
        { "room_id": "omm_2", "color": "hunter2" },
    ], "total": 2 });
    platform.fault(Fault::reply(HttpReply::data(&rooms)).only::<room::List>());
    platform.fault(Fault::reply(HttpReply::data(&json!({ "items": [] }))).only::<room_level::List>());
    let output = smoke(&platform, APP_SECRET).await;
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for lines in [
        "differs      room.list\n             data.rooms[0].capacity: an array, which is a wrong type\n",
        "             data.rooms[].color: a string, but the spec has no such field\n             data.total: a number",
        "no scope     alert.list: request one of vc:alert:readonly\n             https://open.feishu.cn/app/",
        "fails        report.get_daily\n             report.get_daily: refused: no permission (code 121005, HTTP 403",
        "not called   room_level.get: there is no level\n             the call needs one of vc:room",
        "works        room.get\n",
        "16 work (1 differ from the spec); 1 lack a scope; 1 fail; 2 not called\n",
    ] {
        assert!(text.contains(lines), "{lines:?} is not in\n{text}");
    }
    assert!(!text.contains("hunter2"), "{text}");
}

/// For each call that could not be made, the command prints the scopes that the call needs. The user can then request all
/// missing scopes at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_fails_is_told_apart_from_an_empty_one() {
    let platform = Platform::start().await;
    platform.samples();
    platform.fault(Fault::refuse(Refusal::new(403, 121_005, "no permission")).only::<room::List>());
    platform.fault(Fault::reply(HttpReply::data(&json!({ "meeting_list": [] }))).only::<meeting_list::Get>());
    let output = smoke(&platform, APP_SECRET).await;
    let text = printed(&output);
    for operation in [
        room::Get::INFO,
        scope_config::Get::INFO,
        reserve_config::ReserveScope::INFO,
        reserve_config::GetForm::INFO,
        reserve_config::GetAdmin::INFO,
        reserve_config::GetDisableInform::INFO,
        resource_reservation_list::Get::INFO,
    ] {
        let scopes: Vec<&str> = operation.scopes.iter().map(|scope| scope.name()).collect();
        assert!(!scopes.is_empty());
        let lines = format!(
            "not called   {}: room.list failed\n             the call needs one of {}\n",
            operation.id,
            scopes.join(", ")
        );
        assert!(text.contains(&lines), "{lines:?} is not in\n{text}");
    }
    assert!(text.contains("not called   note.get: there is no meeting\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_credentials_are_told() {
    let platform = Platform::start().await;
    let output = smoke(&platform, "wrong-hunter2").await;
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("compare both with the developer console") && !text.contains("hunter2"), "{text}");

    let output = smoke(&platform, "").await;
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).expect("it is text");
    assert!(told.starts_with("error: VC_APP_SECRET is not set"), "{told}");
}
