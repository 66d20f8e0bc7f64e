//! Every operation understands what the platform answers.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vc_api::Error;
use vc_tests::generated::calls;
use vc_tests::sample::{Operation, UNDERSTOOD, differences, kept, operations, resolved, sample, sessions};
use wiremock::{Mock, MockServer, Respond, ResponseTemplate, matchers};

/// Answers with what was put there last.
#[derive(Clone)]
struct Answer(Arc<Mutex<ResponseTemplate>>);

impl Answer {
    async fn serve(server: &MockServer) -> Self {
        let answer = Self(Arc::new(Mutex::new(ResponseTemplate::new(500))));
        Mock::given(matchers::any()).respond_with(answer.clone()).mount(server).await;
        answer
    }

    fn set(&self, answer: ResponseTemplate) {
        *self.0.lock().expect("no one panicked") = answer;
    }
}

impl Respond for Answer {
    fn respond(&self, _: &wiremock::Request) -> ResponseTemplate {
        self.0.lock().expect("no one panicked").clone()
    }
}

#[tokio::test]
async fn every_answer_is_understood() {
    let server = MockServer::start().await;
    let answer = Answer::serve(&server).await;
    let sessions = sessions(&server.uri());
    let (mut tested, mut failures) = (0, Vec::new());
    for operation in operations() {
        let call = || {
            calls::smallest(operation.id, &sessions)
                .expect("the samples are good")
                .expect("the operation can be called")
        };
        let Some(schema) = operation.answer() else {
            answer.set(ResponseTemplate::new(200).set_body_raw("a file", "application/octet-stream"));
            let found = call().await;
            if !matches!(&found, Ok(text) if text == "a file") {
                failures.push(format!("{}: the file became {found:?}", operation.id));
            }
            tested += 1;
            continue;
        };
        for (extent, quirk) in UNDERSTOOD {
            let mut envelope = sample(schema, extent, quirk);
            envelope["code"] = 0.into();
            answer.set(ResponseTemplate::new(200).set_body_json(envelope));
            let found = call().await;
            let wrong = wrong(&expected(operation, &kept(schema, extent, quirk)), found);
            failures.extend(wrong.iter().map(|wrong| format!("{} {extent:?} {quirk:?} {wrong}", operation.id)));
        }
        tested += 1;
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(tested, vc_api::endpoints::ALL.len(), "the bundle and the client have the same operations");
}

/// What a call gives when that envelope is answered.
fn expected(operation: Operation, envelope: &Value) -> Value {
    let declared = resolved(operation.answer().map_or(&Value::Null, |schema| &schema["properties"]["data"])).1;
    let data = envelope.get("data").cloned().unwrap_or_else(|| json!({}));
    match operation.told["x-unwrap"].as_str() {
        _ if declared["properties"].is_null() => Value::Null,
        Some(unwrapped) => data[unwrapped].clone(),
        None => data,
    }
}

fn wrong(expected: &Value, found: Result<Value, Error>) -> Vec<String> {
    match found {
        Ok(found) => differences(expected, &found),
        Err(error) => vec![error.to_string()],
    }
}
