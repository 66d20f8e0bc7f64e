//! Calls that the double receives, and its responses.

use vc_api::room::{self, Room};
use vc_api::testing::{Fault, File, HttpReply, Platform, Received};
use vc_api::{App, Error, Method, Sample, Tenant, User, endpoints, export};
use vc_tests::generated::calls::{Sessions, fullest, smallest};

fn named(name: &str) -> Room {
    Room::sample().with(|room| room.name = Some(name.to_owned()))
}

#[tokio::test]
async fn received_calls_have_the_types_of_the_client() {
    let platform = Platform::start().await;
    let org = platform.client().tenant();
    org.rooms().create("Atlantis", 10, "omb_1").description("Third floor").await.unwrap();
    let calls = platform.calls::<room::Create>();
    assert_eq!((calls[0].name.as_str(), calls[0].capacity), ("Atlantis", 10));
    assert_eq!(calls[0].room_level_id, "omb_1");
    assert_eq!(calls[0].description.as_deref(), Some("Third floor"));
    assert_eq!(calls[0].request().json()["name"], "Atlantis");
    assert_eq!(format!("{calls:?}"), "[Received(room.create)]");
}

#[tokio::test]
async fn functions_respond_plain_mutable_or_async() {
    let platform = Platform::start().await;
    let mut count = 0;
    platform.on(move |call: Received<room::Get>| {
        count += 1;
        Ok(named(&format!("{} {count}", call.room_id)))
    });
    platform.on(async |call: Received<room::List>| {
        tokio::task::yield_now().await;
        Ok(call.last_page([named("Lemuria")]))
    });
    platform.on(|call: Received<room::Create>| Err(call.refuse(room::Create::CONFLICT)));
    let org = platform.client().tenant();
    for expected in ["omm_7 1", "omm_7 2"] {
        assert_eq!(org.rooms().get("omm_7").await.unwrap().name.as_deref(), Some(expected));
    }
    let list = org.rooms().list().await.unwrap();
    assert_eq!((list.rooms[0].name.as_deref(), list.has_more), (Some("Lemuria"), Some(false)));
    let error = org.rooms().create("Atlantis", 10, "omb_1").await.unwrap_err();
    assert!(error.is(room::Create::CONFLICT), "{error}");
}

#[tokio::test]
async fn lists_are_served_page_by_page() {
    let platform = Platform::start().await;
    platform.on_pages::<room::List>((0..5).map(|number| named(&number.to_string())), 2);
    let mut rooms = platform.client().tenant().rooms().list().items();
    for expected in 0..5 {
        let room = rooms.try_next().await.unwrap().unwrap();
        assert_eq!(room.name, Some(expected.to_string()));
    }
    assert!(rooms.try_next().await.unwrap().is_none());
    assert_eq!(platform.calls::<room::List>().len(), 3);
    let page = platform.client().tenant().rooms().list().page_size(1).await.unwrap();
    assert_eq!((page.rooms.len(), page.has_more), (1, Some(true)));
}

#[tokio::test]
async fn lists_without_a_script_are_one_page() {
    let platform = Platform::start().await;
    let mut rooms = platform.client().tenant().rooms().list().items();
    assert_eq!(rooms.try_next().await.unwrap(), Some(Room::sample()));
    assert_eq!(rooms.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn files_and_exports() {
    let platform = Platform::start().await;
    platform.strict();
    platform.on_export(File::new("a,b\n1,2\n").name("meetings.csv"));
    let org = platform.client().tenant();
    let now = std::time::SystemTime::now();
    let mut written = Vec::new();
    let task = org.exports().meeting_list(now - std::time::Duration::from_secs(60), now);
    let mut file = org.export(task).download().await.unwrap();
    while let Some(piece) = file.chunk().await.unwrap() {
        written.extend_from_slice(&piece);
    }
    assert_eq!((&*written, file.file_name()), (&b"a,b\n1,2\n"[..], Some("meetings.csv")));
    assert_eq!(platform.calls::<export::Get>().len(), 2);
    // A second export starts a new task, so the client asks for the status of this task too.
    let _file = org.export(org.exports().meeting_list(now, now)).download().await.unwrap();
    assert_eq!(platform.calls::<export::Get>().len(), 4);
}

#[tokio::test]
async fn a_test_can_respond_before_the_double() {
    let platform = Platform::start().await;
    platform.on_request(|request| {
        (request.path() == "/open-apis/vc/v9/news").then(|| HttpReply::data(&serde_json::json!({ "a": 1 })))
    });
    let news: serde_json::Value = platform.client().tenant().call(Method::Get, "/open-apis/vc/v9/news").await.unwrap();
    assert_eq!(news["a"], 1);
}

#[tokio::test]
async fn responses_have_log_ids() {
    let platform = Platform::start().await;
    let org = platform.session::<Tenant>();
    assert_eq!(org.rooms().get("omm_1").send().await.unwrap().metadata.log_id.as_deref(), Some("log-double-1"));
    let of = |error: &Error| error.log_id().map(str::to_owned);
    platform.on(|call: Received<room::Get>| Err(call.refuse(room::Get::NOT_FOUND)));
    assert_eq!(of(&org.rooms().get("omm_1").await.unwrap_err()).as_deref(), Some("log-double-2"));
    platform.on(|call: Received<room::Get>| Err(call.refuse(room::Get::NOT_FOUND).header("X-Tt-Logid", "log-1")));
    assert_eq!(of(&org.rooms().get("omm_1").await.unwrap_err()).as_deref(), Some("log-1"));
    // If the test creates the whole response, the double adds no log id.
    platform.on_request(|_| Some(HttpReply::refusal(400, 1)));
    assert_eq!(of(&org.rooms().get("omm_1").await.unwrap_err()), None);
}

#[tokio::test]
async fn requests_show_their_parameters() {
    let platform = Platform::start().await;
    let call = platform.session::<Tenant>().call(Method::Get, "/open-apis/vc/v1/rooms");
    call.query("page_token", "a&b=c d+e").query("page_size", 7).await.unwrap();
    let request = platform.requests().remove(0);
    let expected = [("page_token", "a&b=c d+e"), ("page_size", "7")];
    assert_eq!(request.parameters(), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!((request.parameter("page_size").as_deref(), request.parameter("other")), (Some("7"), None));
}

#[tokio::test]
async fn replies_need_neither_a_length_nor_a_type() {
    let platform = Platform::start().await;
    let file = HttpReply::body(200, "", "a,b");
    for (reply, length) in [(file.clone(), Some(3)), (file.chunked(), None)] {
        platform.fault(Fault::reply(reply));
        let mut file = platform.session::<Tenant>().exports().download("file").await.unwrap();
        assert_eq!((file.content_length(), file.content_type()), (length, None));
        assert_eq!(file.chunk().await.unwrap().as_deref(), Some(&b"a,b"[..]));
        assert_eq!(file.chunk().await.unwrap(), None);
    }
}

#[tokio::test]
async fn every_operation_passes_in_strict_mode() {
    let platform = Platform::start().await;
    platform.strict();
    platform.samples();
    let sessions = Sessions {
        tenant: platform.session::<Tenant>(),
        user: platform.session::<User>(),
        app: platform.session::<App>(),
    };
    for info in endpoints::ALL {
        for call in [smallest(info.id, &sessions), fullest(info.id, &sessions)] {
            let call = call.unwrap().unwrap();
            if let Err(error) = call.await {
                panic!("{}: {error}", info.id);
            }
        }
    }
    assert_eq!(platform.requests().len(), 2 * endpoints::ALL.len());
    platform.verify().unwrap();
}
