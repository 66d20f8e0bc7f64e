//! Responses of every operation. The client understands all forms of a response, and reads a response even if values have a
//! wrong kind.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vc_api::Error;
use vc_api::testing::{HttpReply, Platform};
use vc_tests::call::JsonResponse;
use vc_tests::generated::calls;
use vc_tests::platform::scripted;
use vc_tests::sample::{
    Extent, Operation, Quirk, UNDERSTOOD, differences, kept, operations, resolved, sample, sessions,
};
use vc_tests::wrong_kind::each_of_wrong_kind;

/// Platform that responds to every call with the current `reply`. The method `set` replaces the reply.
struct Responder {
    platform: Platform,
    reply: Arc<Mutex<HttpReply>>,
}

impl Responder {
    async fn start() -> Self {
        let reply = Arc::new(Mutex::new(HttpReply::html(500)));
        let kept = Arc::clone(&reply);
        let platform = scripted(move |_| kept.lock().expect("no one panicked").clone()).await;
        Self { platform, reply }
    }

    fn set(&self, reply: HttpReply) {
        *self.reply.lock().expect("no one panicked") = reply;
    }
}

#[tokio::test]
async fn every_response_is_understood() {
    let responder = Responder::start().await;
    let sessions = sessions(responder.platform.url());
    let (mut tested, mut failures) = (0, Vec::new());
    for operation in operations() {
        let call = || {
            calls::smallest(operation.id, &sessions)
                .expect("the samples are good")
                .expect("the operation can be called")
        };
        let Some(schema) = operation.response() else {
            responder.set(HttpReply::body(200, "application/octet-stream", "a file"));
            let found = call().await;
            if !matches!(&found, Ok(found) if found.json == "a file") {
                failures.push(format!("{}: the file became {found:?}", operation.id));
            }
            tested += 1;
            continue;
        };
        for (extent, quirk) in UNDERSTOOD {
            let mut envelope = sample(schema, extent, quirk);
            envelope["code"] = 0.into();
            responder.set(HttpReply::json(200, &envelope));
            let found = call().await;
            let wrong = wrong(&expected(operation, &kept(schema, extent, quirk)), found);
            failures.extend(wrong.iter().map(|wrong| format!("{} {extent:?} {quirk:?} {wrong}", operation.id)));
        }
        tested += 1;
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(tested, vc_api::endpoints::ALL.len(), "the bundle and the client have the same operations");
}

#[tokio::test]
async fn every_value_of_every_response() {
    let responder = Responder::start().await;
    let sessions = sessions(responder.platform.url());
    let (mut tested, mut required, mut failures) = (0, 0, Vec::new());
    for operation in operations() {
        let Some(schema) = operation.response() else { continue };
        let declares_data = !resolved(&schema["properties"]["data"]).1["properties"].is_null();
        let mut envelope = sample(schema, Extent::Fullest, Quirk::None);
        envelope["code"] = 0.into();
        let is_strict = |path: &str| path == "data" || is_of_paging(operation, path);
        for one in each_of_wrong_kind(schema, &envelope, &is_strict) {
            // The client reads values outside `data` only in refusals.
            if !one.path.starts_with("data") || !declares_data {
                continue;
            }
            responder.set(HttpReply::json(200, &one.json));
            let found = calls::smallest(operation.id, &sessions)
                .expect("the samples are good")
                .expect("it can be called")
                .await;
            tested += 1;
            let wrong = match (found, one.rest) {
                (Ok(found), Some(rest)) => {
                    let skipped: Vec<_> = found.skipped.iter().map(ToString::to_string).collect();
                    let mut wrong = differences(&expected(operation, &rest), &found.json);
                    if skipped != [format!("{}: {}", one.path, one.kind)] {
                        wrong.push(format!("skipped {skipped:?}"));
                    }
                    wrong
                }
                (Ok(_), None) => vec!["it was left out, but must be there".to_owned()],
                (Err(error), Some(_)) => vec![error.to_string()],
                (Err(error), None) => {
                    required += 1;
                    let said = error.to_string();
                    if said.contains(&format!("{}: ", one.path)) && !said.contains("hunter2") {
                        vec![]
                    } else {
                        vec![said]
                    }
                }
            };
            failures.extend(wrong.iter().map(|wrong| format!("{} {}: {}: {wrong}", operation.id, one.path, one.kind)));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(tested > 4000 && required > 400, "only {tested} values, {required} of them required");
}

/// Returns whether the value at a path is `has_more`, the page token, the list of items, or an object around this list.
fn is_of_paging(operation: Operation, path: &str) -> bool {
    let Some(paging) = operation.json.get("x-paging") else { return false };
    let name = |key: &str, usual| format!("data.{}", paging[key].as_str().unwrap_or(usual));
    let items = name("items", "");
    let holds_items = items.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    path == "data.has_more" || path == name("next", "page_token") || holds_items
}

/// Returns the expected data of a call whose response is the given envelope.
fn expected(operation: Operation, envelope: &Value) -> Value {
    let declared = resolved(operation.response().map_or(&Value::Null, |schema| &schema["properties"]["data"])).1;
    let data = envelope.get("data").cloned().unwrap_or_else(|| json!({}));
    match operation.json["x-unwrap"].as_str() {
        _ if declared["properties"].is_null() => Value::Null,
        Some(unwrapped) => data[unwrapped].clone(),
        None => data,
    }
}

fn wrong(expected: &Value, found: Result<JsonResponse, Error>) -> Vec<String> {
    match found {
        Ok(found) if found.skipped.is_empty() => differences(expected, &found.json),
        Ok(found) => found.skipped.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}
