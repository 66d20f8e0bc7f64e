use std::collections::BTreeSet;

use codegen::source::Texts;

use super::*;

const SPEC: &str = r##"
openapi: 3.1.0
info: {title: Cups & more, version: v1}
servers: [{url: 'https://cups.example/'}]
x-token-types:
  tenant_access_token:
    {name: Tenant, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /t, response-key: token}]}
  user_access_token:
    {name: User, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /u, response-key: token}]}
x-scopes: {'cup:read': {summary: Read}, 'cup:write': {summary: Write}}
x-resource: {name: cup, accessor: cups, summary: Cups.}
paths:
  /shelves/{shelf}:stock:
    post:
      operationId: cup.create
      summary: Put <b>a cup</b> there
      description: 'See `cup.list`, <img src=x onerror=alert(1)> and [this](javascript:alert(1)).'
      externalDocs: {url: https://example.com/cup?a=1&b=2}
      x-tokens: [tenant_access_token, user_access_token]
      x-app-types: [custom]
      x-scopes: ['cup:write']
      x-rate-limit: {per_minute: 7}
      x-contradictions: [{about: tokens, decision: Both are taken.}]
      parameters:
        - {name: shelf, in: path, required: true, schema: {type: string, examples: [up & down]}}
        - {name: loud, in: query, schema: {type: boolean}}
      x-body:
        type: object
        required: [name, size]
        properties:
          name: {type: string, maxLength: 9, description: Its owner's word., examples: [it's mine]}
          size: {$ref: '#/components/schemas/Size'}
          lid: {$ref: '#/components/schemas/Lid'}
      x-response: {unwrap: id, data: {type: object, properties: {id: {type: string}}}}
      x-errors: [{http: 400, code: 4711, message: too <small>, name: too_small}]
  /cups:
    get:
      operationId: cup.list
      summary: List cups
      deprecated: true
      externalDocs: {url: https://example.com/list}
      x-tokens: [user_access_token]
      x-app-types: [custom]
      x-scopes: ['cup:read']
      x-response: {data: {type: object, properties: {first: {$ref: '#/components/schemas/Lid'}}}}
components:
  schemas:
    Size:
      type: integer
      oneOf: [{const: 1, title: Small, description: For espresso.}, {const: 2, title: Large}]
    Lid:
      type: object
      required: [color]
      properties: {color: {type: string}, under: {$ref: '#/components/schemas/Lid'}}
webhooks:
  cup.broken_v1:
    post:
      operationId: event.cup_broken
      summary: A cup broke
      externalDocs: {url: https://example.com/broken}
      x-scopes: ['cup:read']
      x-app-types: [custom]
      x-event: {type: object, properties: {pieces: {type: integer, description: How many.}}}
"##;

fn small() -> Texts {
    [("spec/cup.yaml".to_owned(), SPEC.to_owned())].into()
}

fn made(spec: &Texts) -> String {
    page(spec, None).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(spec, false)))
}

/// Returns the article with the given anchor.
fn article<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<article id=\"{id}\"")).unwrap_or_else(|| panic!("there is no article {id}"));
    page[start..].split("</article>").next().unwrap()
}

/// Returns the visible text of HTML, without tags. White space in code stays unchanged.
fn seen(html: &str) -> String {
    let texts = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = texts.collect::<Vec<_>>().join("");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn an_operation_has_its_calls_and_facts() {
    let page = made(&small());
    let text = seen(article(&page, "cup.create"));
    for expected in [
        "POST /shelves/{shelf}:stock",
        "Tokentenant_access_token user_access_token",
        "Scopecup:write",
        "Rate limit7 calls a minute",
        "disagree on tokens. Decision: Both are taken.",
        r#"session.cups().create("up & down", "it's mine", vc_api::cup::Size::Small).await?"#,
        r#"curl -X POST 'https://cups.example/shelves/up%20%26%20down:stock' \
  -H "Authorization: Bearer $TENANT_ACCESS_TOKEN" \
  -H 'Content-Type: application/json; charset=utf-8' \
  -d '{
    "name": "it'\''s mine",
    "size": 1
  }'"#,
        r#".lid(vc_api::cup::Lid::new("text"))"#,
        ":stock?loud=true'",
        "namestringrequiredIts owner's word. At most 9 characters.",
        "sizeinteger Sizerequired1 Small: For espresso.2 Large",
        "lid.colorstringrequired",
        "idstring",
        "4711too <small>400cup::Create::TOO_SMALL",
        "curlwith a token in TENANT_ACCESS_TOKEN, or use USER_ACCESS_TOKEN",
    ] {
        assert!(text.contains(expected), "{expected} is not in:\n{text}");
    }
    assert!(seen(article(&page, "cup.list")).contains("deprecated"));
    assert!(seen(article(&page, "cup.list")).contains("session.cups().list().await?"));
}

#[test]
fn calls_go_to_the_server_that_is_given() {
    let page = page(&small(), Some(server("http://127.0.0.1:8790/").unwrap())).unwrap();
    let text = seen(article(&page, "cup.list"));
    assert!(text.contains("curlwith a token in USER_ACCESS_TOKENcurl -X GET 'http://127.0.0.1:8790/cups'"), "{text}");
    assert!(server("127.0.0.1:8790").is_err() && server("http://").is_err());
}

#[test]
fn an_event_has_its_handler_and_fields() {
    let page = made(&small());
    let text = seen(article(&page, "cup.broken_v1"));
    assert!(text.contains("events.on(async |event: vc_api::cup::CupBroken| println!(\"{event:?}\"))"), "{text}");
    assert!(text.contains("piecesintegerHow many."), "{text}");
}

#[test]
fn what_contains_itself_ends() {
    let page = made(&small());
    let text = seen(article(&page, "cup.list"));
    assert!(text.contains("first.under") && !text.contains("first.under."), "{text}");
}

#[test]
fn descriptions_are_text_and_lead_to_entries() {
    let page = made(&small());
    let html = article(&page, "cup.create");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"), "{html}");
    assert!(html.contains("Put &lt;b&gt;a cup&lt;/b&gt; there"), "{html}");
    assert!(html.contains("<a href=\"#cup.list\"><code>cup.list</code></a>"), "{html}");
    assert!(html.contains("<a href=\"https://example.com/cup?a=1&amp;b=2\">"), "{html}");
    assert_loads_nothing(&page);
}

#[test]
fn everything_in_the_spec_is_on_the_page() {
    let spec = files::spec(&files::root()).unwrap();
    let (page, api) = (made(&spec), codegen::api(&spec).unwrap());
    assert_loads_nothing(&page);
    for (module, operation) in api.operations() {
        let html = article(&page, &operation.id.name);
        let text: String = seen(html).split_whitespace().collect();
        let accessor = &module.resource.as_ref().unwrap().accessor;
        let rust = format!("session.{accessor}().{}(", operation.name);
        let curl = format!("curl-X{}'https://open.feishu.cn", operation.method);
        for expected in [&rust, &curl, &operation.path.name] {
            assert!(text.contains(expected.as_str()), "{} lacks {expected}", operation.id.name);
        }
        let described = match &operation.source {
            Some(source) => format!("no page of the platform; source: {}", source.name),
            None => format!("<a href=\"{}\"", operation.documentation),
        };
        assert!(html.contains(&described), "{}", operation.id.name);
    }
    for (module, event) in api.events() {
        let name = &api.item(event.item).unwrap().name;
        let text: String = seen(article(&page, &event.wire)).split_whitespace().collect();
        let handler = format!("events.on(async|event:vc_api::{}::{name}|", module.name);
        assert!(text.contains(&handler), "{} lacks {handler}", event.wire);
    }
    assert_eq!(page.matches("<article ").count(), api.operations().count() + api.events().count());
    assert!(page.len() < 1_500_000, "the page has {} bytes", page.len());
    assert_eq!(page, made(&spec), "the same spec makes the same page");
}

/// Returns the tags of a page. Each tag consists of its name and its attributes.
fn tags(page: &str) -> Vec<(&str, &str)> {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, _) = rest.split_once("<script>").unwrap();
    let tags = [head, body].into_iter().flat_map(|part| part.split('<').skip(1));
    let tags = tags.filter(|tag| !tag.starts_with(['/', '!'])).map(|tag| tag.split_once('>').unwrap().0);
    tags.map(|tag| tag.split_once(' ').unwrap_or((tag, ""))).collect()
}

/// Asserts that the page loads nothing from other sites, and runs only its own style and script. Links may lead to other
/// sites.
fn assert_loads_nothing(page: &str) {
    let mut ids = BTreeSet::new();
    for (name, attributes) in tags(page) {
        assert!(!["img", "link", "iframe", "object", "embed", "base", "form"].contains(&name), "<{name} {attributes}>");
        for attribute in attributes.split("\" ").filter(|attribute| !attribute.is_empty()) {
            let (key, value) = attribute.split_once("=\"").unwrap();
            let value = value.trim_end_matches('"');
            assert!(!["src", "style", "action"].contains(&key) && !key.starts_with("on"), "<{name} {attributes}>");
            if key == "href" {
                let leads = ["#", "https://"].iter().any(|start| value.starts_with(start));
                assert!(name == "a" && leads, "<{name} {attributes}>");
            }
            if key == "id" {
                assert!(ids.insert(value), "{value} is there twice");
            }
        }
    }
    assert!(ids.len() > 10, "the tags are not read as they should be");
    for loading in ["url(", "@import", "fetch(", "XMLHttpRequest", "import("] {
        assert!(!frame::STYLE.contains(loading) && !frame::SCRIPT.contains(loading), "{loading}");
    }
    assert!(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"), "the policy is missing");
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn what_is_wrong_with_the_spec_is_told_and_nothing_is_written() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("spec")).unwrap();
    let spec = root.path().join("spec/cup.yaml");
    std::fs::write(&spec, SPEC.replace("x-scopes: ['cup:write']", "x-scopes: ['cup:wash']")).unwrap();
    let Outcome::Failed(report) = run(root.path(), None, None).unwrap() else { panic!("accepted") };
    assert!(report.contains("error[scope-unknown]") && report.contains("spec/cup.yaml:"), "{report}");
    assert!(!root.path().join("target").exists());
    std::fs::write(&spec, SPEC).unwrap();
    let Outcome::Done(message) = run(root.path(), None, None).unwrap() else { panic!("refused") };
    let path = root.path().join("target/api-docs/index.html");
    assert_eq!(message, format!("docs: wrote {}", path.display()));
    assert_eq!(std::fs::read_to_string(path).unwrap(), made(&small()));
}

/// Collects the time ranges in a sample. An entry of `found` contains the name of the field with the end time, and whether
/// the start time is before the end time.
fn ranges(value: &serde_json::Value, found: &mut Vec<(String, bool)>) {
    for inner in
        value.as_object().into_iter().flat_map(|object| object.values()).chain(value.as_array().into_iter().flatten())
    {
        ranges(inner, found);
    }
    for (name, end) in value.as_object().into_iter().flatten() {
        let start = ["start", "join"].iter().find_map(|word| {
            let start = name.replace("end", word).replace("leave", word);
            (start != *name).then(|| value.get(&start)).flatten()
        });
        // A time of an unknown format has the sample `text`, which cannot be compared.
        let texts = (start.and_then(|start| start.as_str()), end.as_str());
        if let (Some(start), Some(end)) = texts
            && (start, end) != ("text", "text")
        {
            found.push((name.clone(), start < end));
        }
    }
}

#[test]
fn ranges_of_time_in_examples_start_before_they_end() {
    let spec = files::spec(&files::root()).unwrap();
    let api = codegen::api(&spec).unwrap();
    let mut found = Vec::new();
    for (_, operation) in api.operations() {
        let given = operation.inputs.iter().map(|input| {
            (input.field.wire.clone(), codegen::sample::of(&api, &input.field, codegen::sample::Extent::Fullest))
        });
        ranges(&serde_json::Value::Object(given.collect()), &mut found);
        if let codegen::ir::Response::Whole(id) = operation.response {
            ranges(&codegen::sample::of_item(&api, id), &mut found);
        }
    }
    for (_, event) in api.events() {
        ranges(&codegen::sample::of_item(&api, event.item), &mut found);
    }
    assert!(found.len() > 20, "{found:?}");
    let wrong: Vec<_> = found.iter().filter(|(_, is_right)| !is_right).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
