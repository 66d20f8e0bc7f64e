//! Tracing spans of calls, with their fields. Field names that OpenTelemetry does not define begin with `vc.`.

use tracing::Span;
use tracing::field::Empty;

use crate::runtime::error::types::Error;
use crate::runtime::send::request::Request;
use crate::runtime::send::response_head::ResponseHead;

/// Returns the tracing span of a call.
pub(crate) fn of_call(request: &Request) -> Span {
    let (operation, base_url) = (&request.operation, &request.context.sender.base_url);
    tracing::debug_span!(
        "call",
        vc.operation = &*operation.name,
        otel.kind = "client",
        otel.name = &*operation.name,
        otel.status_code = Empty,
        http.request.method = request.method.as_str(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.template = operation.info.map(|info| info.path),
        server.address = server(base_url).0,
        server.port = server(base_url).1,
        error.type = Empty,
        vc.code = Empty,
        vc.log_id = Empty,
        vc.wait_ms = Empty,
    )
}

/// Records the outcome of a call in the current span, which is the span of the call.
pub(crate) fn ended(outcome: Result<&ResponseHead, &Error>) {
    let span = Span::current();
    if span.is_disabled() {
        return;
    }
    let (status, code, log_id) = match outcome {
        Ok(head) => (Some(head.status), Some(0), head.log_id()),
        Err(error) => (error.status(), error.code(), error.log_id()),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status);
    }
    if let Some(code) = code {
        span.record("vc.code", code);
    }
    if let Some(log_id) = log_id {
        span.record("vc.log_id", log_id);
    }
    if let Err(error) = outcome {
        span.record("error.type", error.kind());
        span.record("otel.status_code", "ERROR");
    }
}

/// Records two numbers in the current span, which is the span of a call: the number of attempts after the first, and the
/// total of the waits.
pub(crate) fn was_sent(times: u32, waited_ms: u64) {
    let span = Span::current();
    if let Some(again @ 1..) = times.checked_sub(1) {
        span.record("http.request.resend_count", again);
    }
    if waited_ms > 0 {
        span.record("vc.wait_ms", waited_ms);
    }
}

/// Returns the host and the port of a normalized base URL.
fn server(base_url: &str) -> (&str, u16) {
    let (scheme, rest) = base_url.split_once("://").unwrap_or(("https", base_url));
    let authority = rest.split('/').next().unwrap_or_default();
    let default = if scheme == "http" { 80 } else { 443 };
    let told = authority.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port) = told.unwrap_or((authority, default));
    (host.trim_start_matches('[').trim_end_matches(']'), port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_of_base_urls() {
        for (base_url, expected) in [
            ("https://open.feishu.cn", ("open.feishu.cn", 443)),
            ("https://proxy.example:8443/feishu", ("proxy.example", 8443)),
            ("http://127.0.0.1:9", ("127.0.0.1", 9)),
            ("http://localhost", ("localhost", 80)),
            ("http://[::1]:8080", ("::1", 8080)),
            ("http://[::1]", ("::1", 80)),
        ] {
            assert_eq!(server(base_url), expected, "{base_url}");
        }
    }
}
