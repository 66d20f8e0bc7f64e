//! Headers that a program adds to all requests, or to the requests of one call.

use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{CallOptions, Client, Error, Tenant};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response, token_response};

use crate::support::{built, custom, failure, platform, without_app};

/// Starts a platform that issues tokens, and fails the first request for each room. Each request for the room `refused` gets
/// a refusal that repeats some headers of the request.
async fn echoing() -> Platform {
    platform(|request| match (request.path(), request.before()) {
        (CUSTOM_APP_TENANT_TOKEN, _) => token_response("tenant_access_token", "t-hunter2-1", 7200),
        (path, _) if path.ends_with("/refused") => {
            let text = format!("no room for {} by {}", request.header("x-gateway-key"), request.header("x-shop"));
            HttpReply::json(403, &serde_json::json!({ "code": 1, "msg": text }))
                .header("X-Request-Id", request.header("x-request-id"))
        }
        (_, 0) => HttpReply::html(502),
        _ => room_response(),
    })
    .await
}

fn sent(request: &HttpRequest) -> [&str; 3] {
    ["x-gateway-key", "x-request-id", "x-shop"].map(|name| request.header(name))
}

#[tokio::test(start_paused = true)]
async fn headers_are_sent_with_each_attempt() {
    let platform = echoing().await;
    let options =
        custom(&platform).header("X-Gateway-Key", "key-hunter2").header("X-Shop", "old").header("x-shop", "s1");
    let org = built(options).tenant();
    let call = CallOptions::new().header("X-Request-Id", "r-1").header("X-Shop", "s2-hunter2");
    assert!(!format!("{call:?}").contains("hunter2"), "{call:?}");
    assert_eq!(call, call.clone());
    org.rooms().get("omm_1").options(call).await.expect("it is sent again");
    org.rooms().get("omm_1").await.expect("it is sent");
    let requests = platform.requests();
    let sent: Vec<_> = requests.iter().map(sent).collect();
    let of_client = ["key-hunter2", "", "s1"];
    let of_call = ["key-hunter2", "r-1", "s2-hunter2"];
    // The request for the token has the headers of the client, but no header of the call.
    assert_eq!(sent, [of_client, of_call, of_call, of_client]);
    for request in &requests[1..] {
        assert_eq!(request.token(), "t-hunter2-1");
    }
}

#[tokio::test]
async fn values_that_are_sent_back_are_hidden() {
    let platform = echoing().await;
    let org = built(without_app(&platform).header("X-Gateway-Key", "key-hunter2").header("X-Shop", "a"));
    let call = CallOptions::new().header("X-Request-Id", "request-7");
    let error = failure(org.session::<Tenant>("t-hunter2-1").rooms().get("refused").options(call).await);
    // The error shows `(token)` in place of the value of `X-Gateway-Key`. The error does not hide `a`, the value of
    // `X-Shop`, because hiding `a` would also hide parts of ordinary words. The request id stays readable for logs.
    assert_eq!(error.to_string(), "room.get: refused: no room for (token) by a (code 1, HTTP 403, log id request-7)");
}

#[tokio::test]
async fn headers_of_the_client_are_refused_by_name() {
    let platform = echoing().await;
    let cases = [
        (
            "Authorization",
            "Bearer t-hunter2-2",
            "`Authorization` cannot be used: the client or its HTTP client sets this header",
        ),
        ("content-length", "0", "`content-length` cannot be used: the client or its HTTP client sets this header"),
        ("Transfer-Encoding", "chunked", "`Transfer-Encoding` cannot be used"),
        ("Host", "elsewhere.example", "`Host` cannot be used"),
        ("Content-Type", "text/plain", "`Content-Type` cannot be used"),
        ("Connection", "close", "`Connection` cannot be used"),
        ("Sec-WebSocket-Key", "hunter2", "`Sec-WebSocket-Key` cannot be used"),
        ("X Key", "hunter2", "`X Key` cannot be used: the text is not a valid header name"),
        ("X-Key", "hunter2\r\nHost: elsewhere.example", "`X-Key` cannot be used: the value contains characters"),
    ];
    for (name, value, told) in cases {
        let refused = |error: Error, operation: &str| {
            assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == name), "{error:?}");
            assert!(error.to_string().starts_with(&format!("{operation}: {told}")), "{error}");
        };
        refused(failure(Client::builder().header(name, value).build()), "Client");
        let org = built(without_app(&platform)).session::<Tenant>("t-hunter2-1");
        let call = org.rooms().get("omm_1").options(CallOptions::new().header(name, value));
        refused(failure(call.await), "room.get");
    }
    assert_eq!(platform.requests().len(), 0);
}
