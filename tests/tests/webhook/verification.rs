//! Verification of requests. The webhook accepts requests of the platform. It refuses all other requests, and responds with
//! the HTTP status of the error.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vc_api::testing::WebhookRequest;
use vc_api::{Event, Outcome, UnixSeconds, Webhook, WebhookConfig, WebhookError};
use vc_tests::deliveries::{KEY, TOKEN, challenge, encrypted, plain, signed, started};
use vc_tests::webhook_receiver::{config, encrypted_config};

fn handle(config: WebhookConfig, sent: &WebhookRequest) -> Result<Outcome, WebhookError> {
    Webhook::new(config).expect("it can be made").handle(&sent.headers, &sent.body)
}

/// Returns the name and the HTTP status of the error with which the webhook refuses a request.
fn refused(config: WebhookConfig, sent: &WebhookRequest) -> (String, u16) {
    let error = handle(config, sent).expect_err("it is refused");
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let name = format!("{error:?}");
    (name.split(['(', ' ']).next().unwrap_or_default().to_owned(), error.status())
}

fn with_token(mut json: Value, token: Value) -> Value {
    let place = if json["header"].is_object() { &mut json["header"] } else { &mut json };
    place["token"] = token;
    json
}

#[test]
fn events_are_accepted() {
    for (config, sent) in [(config(), plain(&started("1"))), (encrypted_config(), signed(&started("1")))] {
        let outcome = handle(config, &sent).expect("it is accepted");
        assert_eq!(outcome.response_body(), "{}");
        let Outcome::Event(delivery) = outcome else { panic!("{outcome:?}") };
        assert!(matches!(delivery.event, Event::MeetingStarted(_)));
        assert_eq!(delivery.header.event_id.as_deref(), Some("1"));
    }
}

#[test]
fn challenges_get_their_response() {
    let all = [
        (config(), plain(&challenge())),
        (encrypted_config(), encrypted(&challenge())),
        (encrypted_config(), signed(&challenge())),
        (encrypted_config().replay_window(Duration::from_secs(60)), encrypted(&challenge())),
    ];
    for (config, sent) in all {
        let outcome = handle(config, &sent).expect("it is accepted");
        let response: Value = serde_json::from_str(outcome.response_body()).expect("it is JSON");
        assert_eq!(response, json!({ "challenge": "5e37a\"b" }));
    }
}

#[test]
fn wrong_tokens() {
    let wrong = ("WrongToken".to_owned(), 401);
    for json in [started("1"), challenge()] {
        for token in [json!("hunter"), json!("hunter2-tokem"), json!("hunter2-token1"), json!(""), json!(null)] {
            let is_missing = token.is_null() || token == "";
            let json = with_token(json.clone(), token);
            assert_eq!(refused(config(), &plain(&json)), wrong, "{json}");
            // A signed event needs no verification token, because the signature proves that the platform sent it.
            if is_missing && json["header"].is_object() {
                assert!(handle(encrypted_config(), &signed(&json)).is_ok(), "{json}");
            } else {
                assert_eq!(refused(encrypted_config(), &signed(&json)), wrong, "{json}");
            }
        }
    }
}

#[test]
fn wrong_signatures() {
    let wrong = ("WrongSignature".to_owned(), 401);
    let good = signed(&started("1"));
    let changed = |name: &'static str, value: &str| {
        let mut sent = good.clone();
        sent.headers.insert(name, value.try_into().expect("a header can hold it"));
        sent
    };
    let signature = good.headers["x-lark-signature"].to_str().expect("it is text").to_owned();
    for value in ["", "a", &signature[1..], &format!("{signature}0"), &signature.replace(|_| true, "0")] {
        assert_eq!(refused(encrypted_config(), &changed("x-lark-signature", value)), wrong, "{value}");
    }
    assert_eq!(refused(encrypted_config(), &changed("x-lark-request-nonce", "3a1e")), wrong);
    assert_eq!(refused(encrypted_config(), &changed("x-lark-request-timestamp", "1")), wrong);
    assert_eq!(refused(config().encrypt_key("hunter2-other"), &good), wrong);
    // The signature covers every byte of the body, even a blank at its beginning or end.
    let mut other = good.clone();
    other.body = [&*other.body, b" "].concat().into();
    assert_eq!(refused(encrypted_config(), &other), wrong);
}

#[test]
fn unsigned_requests_are_refused_without_details() {
    let not_signed = ("NotSigned".to_owned(), 401);
    let mut without_nonce = signed(&started("1"));
    without_nonce.headers.remove("x-lark-request-nonce");
    let all = [
        encrypted(&started("1")),
        without_nonce,
        plain(&started("1")),
        plain(&challenge()),
        encrypted(&with_token(challenge(), json!("hunter"))),
        WebhookRequest::encrypted_bytes(b"hunter2", KEY),
        WebhookRequest::raw("hunter2"),
        WebhookRequest::raw(""),
        plain(&json!({ "encrypt": "hunter2" })),
    ];
    for sent in all {
        assert_eq!(refused(encrypted_config(), &sent), not_signed, "{sent:?}");
    }
}

#[test]
fn signed_requests_without_an_event() {
    let undecryptable = ("Undecryptable".to_owned(), 400);
    let no_event = ("NotAnEvent".to_owned(), 400);
    let twice = encrypted(&started("1")).body;
    let all = [
        (plain(&started("1")), ("NotEncrypted".to_owned(), 401)),
        (plain(&json!({ "encrypt": "" })), undecryptable.clone()),
        (plain(&json!({ "encrypt": "hunter2!" })), undecryptable.clone()),
        (plain(&json!({ "encrypt": "AAECAwQFBgcICQoLDA0ODw==" })), undecryptable.clone()),
        (WebhookRequest::encrypted_bytes(&twice, KEY), undecryptable.clone()),
        (WebhookRequest::raw("hunter2"), no_event.clone()),
        (WebhookRequest::encrypted_bytes(b"hunter2", KEY), no_event.clone()),
        (encrypted(&json!({ "schema": "2.0" })), no_event),
    ];
    for (sent, expected) in all {
        assert_eq!(refused(encrypted_config(), &sent.clone().signed_at(KEY, "1")), expected, "{sent:?}");
    }
    assert_eq!(refused(config(), &signed(&started("1"))), undecryptable);
}

#[test]
fn too_old_or_too_large() {
    let window = || encrypted_config().replay_window(Duration::from_secs(600));
    let at = |seconds: i64| {
        let now = UnixSeconds::from(SystemTime::now()).seconds();
        encrypted(&started("1")).signed_at(KEY, &(now + seconds).to_string())
    };
    for seconds in [0, -550, 550] {
        assert!(handle(window(), &at(seconds)).is_ok(), "{seconds}");
    }
    for sent in [
        at(-700),
        at(700),
        encrypted(&started("1")).signed_at(KEY, "soon"),
        encrypted(&started("1")).signed_at(KEY, ""),
    ] {
        assert_eq!(refused(window(), &sent), ("TooOld".to_owned(), 401));
        assert!(handle(encrypted_config(), &sent).is_ok());
    }
    let sent = plain(&started("1"));
    assert!(handle(config().body_limit(sent.body.len()), &sent).is_ok());
    assert_eq!(refused(config().body_limit(sent.body.len() - 1), &sent), ("TooLarge".to_owned(), 413));
}

/// Only a challenge may be unsigned, and a challenge is small. So the webhook refuses larger unsigned requests.
#[test]
fn large_unsigned_requests_are_refused() {
    let of_size = |bytes: usize, sign: bool| {
        let mut sent = if sign { signed(&challenge()) } else { encrypted(&challenge()) };
        let mut body = sent.body.to_vec();
        body.resize(bytes, b' ');
        sent.body = body.into();
        if sign { sent.signed(KEY) } else { sent }
    };
    assert!(handle(encrypted_config(), &of_size(4096, false)).is_ok());
    assert_eq!(refused(encrypted_config(), &of_size(4097, false)), ("NotSigned".to_owned(), 401));
    assert_eq!(refused(encrypted_config(), &of_size(2 << 20, false)), ("NotSigned".to_owned(), 401));
    assert!(handle(encrypted_config(), &of_size(1 << 20, true)).is_ok());
    assert_eq!(refused(encrypted_config().body_limit(1000), &of_size(1001, false)), ("NotSigned".to_owned(), 401));
    let webhook = |config| Webhook::new(config).expect("it can be made");
    let limits =
        |webhook: &Webhook| [signed(&challenge()), plain(&challenge())].map(|one| webhook.body_limit(&one.headers));
    assert_eq!(limits(&webhook(encrypted_config())), [1 << 20, 4 << 10]);
    assert_eq!(limits(&webhook(encrypted_config().body_limit(1000))), [1000, 1000]);
    assert_eq!(limits(&webhook(config())), [1 << 20, 1 << 20]);
}

/// The webhook verifies the signature before it reads the body of a signed request.
#[test]
fn a_wrong_signature_hides_all_other_errors() {
    for sent in [WebhookRequest::raw("hunter2"), plain(&started("1")), encrypted(&started("1"))] {
        assert_eq!(refused(encrypted_config(), &sent.signed("hunter2-other")), ("WrongSignature".to_owned(), 401));
    }
}

/// The test changes the encrypted byte that decides the last byte of the padding.
#[test]
fn only_the_right_padding_is_accepted() {
    let sent = encrypted(&challenge());
    let json: Value = serde_json::from_slice(&sent.body).expect("it is JSON");
    let bytes = STANDARD.decode(json["encrypt"].as_str().expect("it is text")).expect("it is Base64");
    let before_last = bytes.len() - 17;
    for change in 1..=u8::MAX {
        let mut changed = bytes.clone();
        changed[before_last] ^= change;
        let changed = plain(&json!({ "encrypt": STANDARD.encode(changed) }));
        assert_eq!(refused(encrypted_config(), &changed), ("NotSigned".to_owned(), 401), "{change}");
    }
}

#[test]
fn configurations_that_would_accept_anything() {
    let bad = [
        (WebhookConfig::new(""), "verification_token"),
        (config().encrypt_key(""), "encrypt_key"),
        (config().also_verification_token(""), "verification_token"),
        (encrypted_config().also_encrypt_key(""), "encrypt_key"),
        (config().also_encrypt_key(""), "encrypt_key"),
        (config().replay_window(Duration::from_secs(1)), "replay_window"),
    ];
    for (config, argument) in bad {
        let error = Webhook::new(config).expect_err("it is refused");
        assert!(error.to_string().contains(argument), "{error}");
    }
    let good = Webhook::new(WebhookConfig::new(TOKEN).encrypt_key(KEY)).expect("it can be made");
    assert!(!format!("{good:?} {:?}", encrypted_config()).contains("hunter2"));
}

const OTHER_TOKEN: &str = "hunter2-token-2";
const OTHER_KEY: &str = "hunter2-key-2";
const THIRD: &str = "hunter2-third";

/// After a change of the token and the key in the developer console, any old or new token can arrive with any old or new
/// key.
#[test]
fn each_of_several_tokens_and_keys_is_accepted() {
    let rotating =
        || WebhookConfig::new(TOKEN).also_verification_token(OTHER_TOKEN).encrypt_key(KEY).also_encrypt_key(OTHER_KEY);
    let further_alone = || {
        WebhookConfig::new(OTHER_TOKEN).also_verification_token(TOKEN).also_encrypt_key(KEY).also_encrypt_key(OTHER_KEY)
    };
    let (tokens, keys) = ([TOKEN, OTHER_TOKEN, THIRD], [KEY, OTHER_KEY, THIRD]);
    for config in [rotating, further_alone] {
        for token in tokens {
            for encrypting in keys {
                let [event, check] = [started("1"), challenge()]
                    .map(|json| WebhookRequest::encrypted(&with_token(json, token.into()), encrypting));
                for signing in keys {
                    for (sent, is_event) in [(event.clone(), true), (check.clone(), false)] {
                        // The webhook checks the signature first, then the encryption, and then the token.
                        let expected = match (signing, encrypting, token) {
                            (THIRD, ..) => Err("WrongSignature"),
                            (_, THIRD, _) => Err("Undecryptable"),
                            (.., THIRD) => Err("WrongToken"),
                            _ => Ok(()),
                        };
                        let outcome = handle(config(), &sent.signed(signing));
                        match (expected, outcome) {
                            (Ok(()), Ok(Outcome::Event(_))) => assert!(is_event),
                            (Ok(()), Ok(Outcome::Challenge(_))) => assert!(!is_event),
                            // With a wrong key, the padding may be right by chance. Then the decrypted text is not an event.
                            (Err("Undecryptable"), Err(WebhookError::NotAnEvent(_))) => {}
                            (Err(expected), Err(error)) => assert_eq!(format!("{error:?}"), expected),
                            (expected, outcome) => {
                                panic!("{token}, {encrypting}, {signing}: {expected:?}, {outcome:?}")
                            }
                        }
                    }
                }
                // The webhook accepts an unsigned request only if the request is a valid challenge. For any other unsigned
                // request, the error contains no details.
                let is_good = token != THIRD && encrypting != THIRD;
                assert_eq!(
                    matches!(handle(config(), &check), Ok(Outcome::Challenge(_))),
                    is_good,
                    "{token}, {encrypting}"
                );
                assert_eq!(refused(config(), &event), ("NotSigned".to_owned(), 401));
                if !is_good {
                    assert_eq!(refused(config(), &check), ("NotSigned".to_owned(), 401));
                }
            }
        }
        // A signed event without a verification token is accepted.
        let without = with_token(started("1"), json!(null));
        for key in [KEY, OTHER_KEY] {
            assert!(handle(config(), &WebhookRequest::encrypted(&without, key).signed(key)).is_ok());
        }
    }
}

#[test]
fn each_of_several_tokens_is_accepted_without_a_key() {
    let config = || config().also_verification_token(OTHER_TOKEN).also_verification_token(THIRD);
    for token in [TOKEN, OTHER_TOKEN, THIRD] {
        for json in [started("1"), challenge()] {
            assert!(handle(config(), &plain(&with_token(json, token.into()))).is_ok(), "{token}");
        }
    }
    for token in ["", "hunter2", "hunter2-token-3"] {
        assert_eq!(refused(config(), &plain(&with_token(started("1"), token.into()))), ("WrongToken".to_owned(), 401));
    }
}

/// The webhook refuses an old request with a valid signature, for each of the webhook's keys. If the signature is wrong, the
/// age of the request does not change the error.
#[test]
fn the_age_is_checked_with_each_key() {
    let config = || encrypted_config().also_encrypt_key(OTHER_KEY).replay_window(Duration::from_secs(600));
    let now = UnixSeconds::from(SystemTime::now()).seconds();
    for (key, age, expected) in [
        (KEY, 0, None),
        (OTHER_KEY, 0, None),
        (KEY, 700, Some("TooOld")),
        (OTHER_KEY, 700, Some("TooOld")),
        (THIRD, 0, Some("WrongSignature")),
        (THIRD, 700, Some("WrongSignature")),
    ] {
        let sent = WebhookRequest::encrypted(&started("1"), key).signed_at(key, &(now - age).to_string());
        let error = handle(config(), &sent).err().map(|error| format!("{error:?}"));
        assert_eq!(error.as_deref(), expected, "{key}, {age}");
    }
}
