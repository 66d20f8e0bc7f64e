use super::Case;

/// Cases with edits of the small spec in `tests.rs`.
pub(super) const CASES: &[Case] = &[
    Case {
        edits: &[("accessor: rooms", "accessor: halls")],
        there: &["accessor-renamed halls compatible/breaking"],
        back: &["accessor-renamed rooms compatible/breaking"],
    },
    Case {
        edits: &[(
            "components:\n  schemas:\n",
            "  /rooms/{room_id}:
    delete:
      operationId: room.delete
      summary: Remove a room
      externalDocs: {url: https://example.com/delete}
      x-tokens: [tenant_access_token]
      x-scopes: []
      x-app-types: [custom]
      parameters: [{name: room_id, in: path, required: true, schema: {type: string}}]
      x-response: {data: {type: object, properties: {a: {type: string}, b: {type: string}}}}
components:
  schemas:
",
        )],
        there: &["operation-added room.delete compatible/addition"],
        back: &["operation-removed room.delete breaking/breaking"],
    },
    Case {
        edits: &[("operationId: room.list", "operationId: room.find")],
        there: &[
            "operation-renamed room.find compatible/breaking",
            "type-renamed room::FindResponse compatible/breaking",
        ],
        back: &[
            "operation-renamed room.list compatible/breaking",
            "type-renamed room::ListResponse compatible/breaking",
        ],
    },
    Case {
        edits: &[("  /rooms:\n", "  /halls:\n")],
        there: &["operation-moved room.list update/compatible", "operation-moved room.create update/compatible"],
        back: &["operation-moved room.list update/compatible", "operation-moved room.create update/compatible"],
    },
    Case {
        edits: &[("    put:\n", "    patch:\n")],
        there: &["operation-moved room.seat update/compatible", "not-idempotent room.seat update/compatible"],
        back: &["operation-moved room.seat update/compatible", "idempotent room.seat compatible/compatible"],
    },
    Case {
        edits: &[("operationId: room.seat\n", "operationId: room.seat\n      x-body: {type: object}\n")],
        there: &["operation-moved room.seat update/compatible"],
        back: &["operation-moved room.seat update/compatible"],
    },
    Case {
        edits: &[("        unwrap: room\n", "")],
        there: &[
            "response-reshaped room.create response compatible/breaking",
            "type-added room::CreateResponse compatible/addition",
        ],
        back: &[
            "response-reshaped room.create response compatible/breaking",
            "type-removed room::CreateResponse compatible/breaking",
        ],
    },
    Case {
        edits: &[(
            "unwrap: room\n        data: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}",
            "unwrap: room\n        data: {type: object, properties: {room: {type: string}}}",
        )],
        there: &["response-changed room.create response breaking/breaking"],
        back: &["response-changed room.create response breaking/breaking"],
    },
    Case {
        edits: &[(
            "unwrap: room\n        data: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}",
            "unwrap: hall\n        data: {type: object, properties: {hall: {$ref: '#/components/schemas/Room'}}}",
        )],
        there: &["wire-name-changed room.create response update/compatible"],
        back: &["wire-name-changed room.create response update/compatible"],
    },
    Case {
        edits: &[(
            "unwrap: room\n        data: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}",
            "file: true",
        )],
        there: &["response-changed room.create response breaking/breaking"],
        back: &["response-changed room.create response breaking/breaking"],
    },
    Case {
        edits: &[(
            "      x-response:
        unwrap: room
        data: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}
",
            "",
        )],
        there: &["response-changed room.create response breaking/breaking"],
        back: &["response-reshaped room.create response compatible/breaking"],
    },
    Case {
        edits: &[("      x-paging: {items: rooms}\n", "")],
        there: &["paging-changed room.list compatible/breaking"],
        back: &["paging-added room.list compatible/addition"],
    },
    Case {
        edits: &[("x-paging: {items: rooms}", "x-paging: {items: others}")],
        there: &["paging-changed room.list compatible/breaking"],
        back: &["paging-changed room.list compatible/breaking"],
    },
    Case {
        edits: &[("per_minute: 100", "per_minute: 50")],
        there: &["rate-limit-lowered room.list update/compatible"],
        back: &["rate-limit-raised room.list compatible/compatible"],
    },
    Case {
        edits: &[("{per_minute: 100}", "{per_minute: 200, per_second: 2}")],
        there: &["rate-limit-lowered room.list update/compatible"],
        back: &["rate-limit-lowered room.list update/compatible"],
    },
    Case {
        edits: &[("code: 1,", "code: 2,")],
        there: &["errors-changed room.list compatible/compatible"],
        back: &["errors-changed room.list compatible/compatible"],
    },
    Case {
        edits: &[("message: no, name: refused", "message: no, name: too_late")],
        there: &["error-renamed room.list compatible/breaking"],
        back: &["error-renamed room.list compatible/breaking"],
    },
    Case {
        edits: &[("      x-errors: [{http: 400, code: 1, message: no, name: refused}]\n", "")],
        there: &["errors-changed room.list compatible/compatible", "error-name-removed room.list compatible/breaking"],
        back: &["errors-changed room.list compatible/compatible", "error-name-added room.list compatible/addition"],
    },
    Case {
        edits: &[("x-scopes: ['a:read', 'a:write']", "x-scopes: ['a:write']")],
        there: &["scope-needed room.list breaking/compatible"],
        back: &["scope-accepted room.list compatible/compatible"],
    },
    Case {
        edits: &[("x-scopes: ['a:write']", "x-scopes: []")],
        there: &["scope-accepted room.create compatible/compatible"],
        back: &["scope-needed room.create breaking/compatible"],
    },
    Case {
        edits: &[("      x-scopes: ['a:read']\n", "      x-scopes: ['a:write']\n")],
        there: &["scope-needed room.made_v1 breaking/compatible"],
        back: &["scope-needed room.made_v1 breaking/compatible"],
    },
    Case {
        edits: &[("x-field-scopes: ['a:read']", "x-field-scopes: ['a:read', 'a:write']")],
        there: &["field-scope-accepted Room.owner compatible/compatible"],
        back: &["field-scope-needed Room.owner breaking/compatible"],
    },
    Case {
        edits: &[("operationId: room.seat\n", "operationId: room.seat\n      x-field-scopes: ['a:read']\n")],
        there: &["field-scope-needed room.seat breaking/compatible"],
        back: &["field-scope-accepted room.seat compatible/compatible"],
    },
    Case {
        edits: &[("x-tokens: [tenant_access_token]", "x-tokens: [tenant_access_token, user_access_token]")],
        there: &["token-accepted room.create compatible/breaking"],
        back: &["token-refused room.create breaking/breaking"],
    },
    Case {
        edits: &[("[custom, isv]", "[custom]")],
        there: &[
            "app-type-refused room.list breaking/compatible",
            "app-type-refused room.create breaking/compatible",
            "app-type-refused room.seat breaking/compatible",
            "app-type-refused room.made_v1 breaking/compatible",
        ],
        back: &[
            "app-type-accepted room.list compatible/compatible",
            "app-type-accepted room.create compatible/compatible",
            "app-type-accepted room.seat compatible/compatible",
            "app-type-accepted room.made_v1 compatible/compatible",
        ],
    },
    Case {
        edits: &[("'a:write': {summary: S}", "'a:write': {summary: S}, 'a:more': {summary: S}")],
        there: &["scope-added a:more compatible/addition"],
        back: &["scope-removed a:more compatible/breaking"],
    },
    Case {
        edits: &[(
            "x-scopes: {'a:read'",
            "  app_access_token:
    {name: App, summary: S., header: A, lifetime-seconds: 1, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /a, response-key: token}]}
x-scopes: {'a:read'",
        )],
        there: &["token-type-added app_access_token compatible/addition"],
        back: &["token-type-removed app_access_token breaking/breaking"],
    },
    Case {
        edits: &[("request-keys: [id, secret]", "request-keys: [secret]")],
        there: &["token-type-changed tenant_access_token update/compatible"],
        back: &["token-type-changed tenant_access_token update/compatible"],
    },
    Case { edits: &[("request-keys: [id, secret]", "request-keys: [secret, id]")], there: &[], back: &[] },
    Case {
        edits: &[("name: User,", "name: Person,")],
        there: &["token-type-renamed user_access_token compatible/breaking"],
        back: &["token-type-renamed user_access_token compatible/breaking"],
    },
    Case {
        edits: &[
            (
                "  user_access_token:
    {name: User, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /u, response-key: token}]}
",
                "",
            ),
            (
                "x-token-types:\n",
                "x-token-types:
  user_access_token:
    {name: User, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /u, response-key: token}]}
",
            ),
        ],
        there: &["token-set-renamed room.list compatible/breaking"],
        back: &["token-set-renamed room.list compatible/breaking"],
    },
    Case {
        edits: &[("          note: {type: string}\n", "")],
        there: &["field-removed room.create.note breaking/breaking"],
        back: &["field-added room.create.note compatible/addition"],
    },
    Case {
        edits: &[("required: [name, capacity]", "required: [name, capacity, note]")],
        there: &["field-required room.create.note breaking/breaking"],
        back: &["field-optional room.create.note compatible/breaking"],
    },
    Case {
        edits: &[(
            "required: [name, capacity]\n        properties:\n",
            "required: [name, capacity, size]\n        properties:\n          size: {type: integer}\n",
        )],
        there: &["field-added-required room.create.size breaking/breaking"],
        back: &["field-removed room.create.size breaking/breaking"],
    },
    Case {
        edits: &[("        serial: {type: string}\n", "")],
        there: &["field-removed Device.serial breaking/breaking"],
        back: &["field-added Device.serial compatible/addition"],
    },
    Case {
        edits: &[(
            "required: [name]\n      properties:\n",
            "required: [name, size]\n      properties:\n        size: {type: integer}\n",
        )],
        there: &["field-added-required Device.size breaking/breaking"],
        back: &["field-removed Device.size breaking/breaking"],
    },
    Case {
        edits: &[("      required: [name]\n", "")],
        there: &["field-optional Device.name compatible/breaking"],
        back: &["field-required Device.name breaking/breaking", "no-default Device compatible/breaking"],
    },
    Case {
        edits: &[("required: [room_id]", "required: [room_id, capacity]")],
        there: &["field-always-there Room.capacity compatible/breaking"],
        back: &["field-may-be-absent Room.capacity breaking/breaking"],
    },
    Case {
        edits: &[("required: [room_id]", "required: [room_id, status]")],
        there: &["field-always-there Room.status compatible/breaking", "no-default Room compatible/breaking"],
        back: &["field-may-be-absent Room.status breaking/breaking"],
    },
    Case {
        edits: &[(
            "      required: [room_id]\n      properties:\n",
            "      required: [room_id, extra]\n      properties:\n        extra: {type: integer}\n",
        )],
        there: &["field-added Room.extra compatible/addition"],
        back: &["field-removed Room.extra breaking/breaking"],
    },
    Case {
        edits: &[
            ("          note: {type: string}\n", ""),
            (
                "        - $ref: '#/components/parameters/id_kind'\n      x-body",
                "        - $ref: '#/components/parameters/id_kind'
        - {name: note, in: query, schema: {type: string}}
      x-body",
            ),
        ],
        there: &["field-moved room.create.note update/compatible"],
        back: &["field-moved room.create.note update/compatible"],
    },
    Case {
        edits: &[(
            "name: {type: string, maxLength: 20}\n          capacity: {type: integer}\n",
            "capacity: {type: integer}\n          name: {type: string, maxLength: 20}\n",
        )],
        there: &["arguments-reordered room.create compatible/breaking"],
        back: &["arguments-reordered room.create compatible/breaking"],
    },
    Case {
        edits: &[("/rooms/{room_id}/seats/{seat_id}", "/rooms/{seat_id}/seats/{room_id}")],
        there: &["arguments-reordered room.seat compatible/breaking"],
        back: &["arguments-reordered room.seat compatible/breaking"],
    },
    Case { edits: &[("seat_id", "place_id")], there: &[], back: &[] },
    Case {
        edits: &[("          note: {type: string}\n", "          Note: {type: string}\n")],
        there: &["wire-name-changed room.create.Note update/compatible"],
        back: &["wire-name-changed room.create.note update/compatible"],
    },
    Case {
        edits: &[("          note: {type: string}\n", "          note: {type: [string, 'null']}\n")],
        there: &["null-accepted room.create.note compatible/breaking"],
        back: &["null-refused room.create.note breaking/breaking"],
    },
    Case {
        edits: &[(
            "required: [name, capacity]\n        properties:\n          name: {type: string,",
            "required: [name, capacity]\n        properties:\n          name: {type: integer,",
        )],
        there: &["type-changed room.create.name breaking/breaking"],
        back: &["type-changed room.create.name breaking/breaking"],
    },
    Case {
        edits: &[("          note: {type: string}\n", "          note: {type: string, format: password}\n")],
        there: &["rust-type-changed room.create.note compatible/breaking"],
        back: &["rust-type-changed room.create.note compatible/breaking"],
    },
    Case {
        edits: &[("          note: {type: string}\n", "          note: {type: array, items: {type: string}}\n")],
        there: &["type-changed room.create.note breaking/breaking"],
        back: &["type-changed room.create.note breaking/breaking"],
    },
    Case {
        edits: &[("count: {type: string, format: int64}", "count: {type: integer}")],
        there: &["wire-type-changed room.create.count update/compatible"],
        back: &["wire-type-changed room.create.count update/compatible"],
    },
    Case {
        edits: &[("size: {type: string, format: int64}", "size: {type: string, format: unix-seconds}")],
        there: &["rust-type-changed Room.size compatible/breaking"],
        back: &["rust-type-changed Room.size compatible/breaking"],
    },
    Case {
        edits: &[("size: {type: string, format: int64}", "size: {type: integer}")],
        there: &["wire-type-changed Room.size update/compatible"],
        back: &["wire-type-changed Room.size update/compatible"],
    },
    Case {
        edits: &[(
            "{type: integer, minimum: 1, maximum: 9, default: 1}",
            "{type: string, format: int64, minimum: 1, maximum: 9, default: 1}",
        )],
        there: &[],
        back: &[],
    },
    Case {
        edits: &[("maximum: 9", "maximum: 8")],
        there: &["bounds-tightened room.list.level breaking/compatible"],
        back: &["bounds-loosened room.list.level compatible/compatible"],
    },
    Case {
        edits: &[("minimum: 1, maximum: 9", "minimum: 0, maximum: 8")],
        there: &["bounds-tightened room.list.level breaking/compatible"],
        back: &["bounds-tightened room.list.level breaking/compatible"],
    },
    Case {
        edits: &[("minimum: 1, ", "")],
        there: &["bounds-loosened room.list.level compatible/compatible"],
        back: &["bounds-tightened room.list.level breaking/compatible"],
    },
    Case {
        edits: &[("maxLength: 10", "maxLength: 9")],
        there: &["bounds-tightened room.list.id_kind breaking/compatible"],
        back: &["bounds-loosened room.list.id_kind compatible/compatible"],
    },
    Case {
        edits: &[("maxLength: 30", "maxLength: 9")],
        there: &["bounds-tightened RoomId breaking/compatible"],
        back: &["bounds-loosened RoomId compatible/compatible"],
    },
    Case {
        edits: &[("default: 1", "default: 2")],
        there: &["default-changed room.list.level breaking/compatible"],
        back: &["default-changed room.list.level breaking/compatible"],
    },
    Case { edits: &[(", default: 1", "")], there: &[], back: &[] },
    Case {
        edits: &[("operationId: room.seat\n", "operationId: room.seat\n      deprecated: true\n")],
        there: &["deprecated room.seat compatible/addition"],
        back: &["not-deprecated room.seat compatible/compatible"],
    },
    Case {
        edits: &[("operationId: event.room_made\n", "operationId: event.room_made\n      deprecated: true\n")],
        there: &["deprecated room.made_v1 compatible/addition"],
        back: &["not-deprecated room.made_v1 compatible/compatible"],
    },
    Case {
        edits: &[("          note: {type: string}\n", "          note: {type: string, deprecated: true}\n")],
        there: &["deprecated room.create.note compatible/addition"],
        back: &["not-deprecated room.create.note compatible/compatible"],
    },
    Case {
        edits: &[("RoomId: {type: string,", "RoomId: {type: string, deprecated: true,")],
        there: &["deprecated RoomId compatible/addition"],
        back: &["not-deprecated RoomId compatible/compatible"],
    },
    Case {
        edits: &[("title: Closed,", "title: Closed, deprecated: true,")],
        there: &["deprecated Status.Closed compatible/addition"],
        back: &["not-deprecated Status.Closed compatible/compatible"],
    },
    Case {
        edits: &[
            (
                "      required: [room_id]\n      properties:\n",
                "      required: [room_id]\n      properties:\n        extra: {$ref: '#/components/schemas/Extra'}\n",
            ),
            ("    Device:\n", "    Extra: {type: object, properties: {a: {type: string}}}\n    Device:\n"),
        ],
        there: &["field-added Room.extra compatible/addition", "type-added Extra compatible/addition"],
        back: &["field-removed Room.extra breaking/breaking", "type-removed Extra compatible/breaking"],
    },
    Case {
        edits: &[("schemas/Device'", "schemas/Gadget'"), ("    Device:\n", "    Gadget:\n")],
        there: &["type-renamed Gadget compatible/breaking"],
        back: &["type-renamed Device compatible/breaking"],
    },
    Case {
        edits: &[(
            "        capacity: {type: integer}\n        size",
            "        capacity: {type: integer}
        devices: {type: array, items: {$ref: '#/components/schemas/Device'}}
        size",
        )],
        there: &["field-added Room.devices compatible/addition", "direction-changed Device compatible/breaking"],
        back: &["field-removed Room.devices breaking/breaking", "direction-changed Device compatible/breaking"],
    },
    Case {
        edits: &[(
            "        capacity: {type: integer}\n        size",
            "        capacity: {type: integer}\n        tag: {$ref: '#/components/schemas/Tag'}\n        size",
        )],
        there: &["field-added Room.tag compatible/addition", "direction-added Tag compatible/addition"],
        back: &["field-removed Room.tag breaking/breaking", "direction-changed Tag compatible/breaking"],
    },
    Case {
        edits: &[(
            "        - {const: 2, title: Closed, description: C.}\n",
            "        - {const: 2, title: Closed, description: C.}
        - {const: 3, title: Broken, description: B.}
",
        )],
        there: &["value-added Status.Broken compatible/addition"],
        back: &["value-removed Status.Broken breaking/breaking"],
    },
    Case {
        edits: &[("title: Closed", "title: Shut")],
        there: &["value-renamed Status.Shut compatible/breaking"],
        back: &["value-renamed Status.Closed compatible/breaking"],
    },
    Case {
        edits: &[("const: 2", "const: 3")],
        there: &["value-changed Status.Closed update/compatible"],
        back: &["value-changed Status.Closed update/compatible"],
    },
    Case {
        edits: &[(
            "- {const: a, title: A, description: A.}",
            "- {const: a, title: A, description: A.}\n        - {const: b, title: B, description: B.}",
        )],
        there: &["value-added Mood.B compatible/addition"],
        back: &["value-removed Mood.B compatible/breaking"],
    },
    Case {
        edits: &[
            ("    Status:\n      type: integer", "    Status:\n      type: string"),
            ("const: 1", "const: '1'"),
            ("const: 2", "const: '2'"),
        ],
        there: &["type-changed Status breaking/breaking"],
        back: &["type-changed Status breaking/breaking"],
    },
    Case {
        edits: &[(
            "RoomId: {type: string, maxLength: 30}",
            "RoomId: {type: string, maxLength: 30, oneOf: [{const: a, title: A, description: A.}]}",
        )],
        there: &["rust-type-changed RoomId compatible/breaking", "no-default Room compatible/breaking"],
        back: &["rust-type-changed RoomId compatible/breaking"],
    },
    Case {
        edits: &[(
            "webhooks:\n",
            "webhooks:
  room.gone_v1:
    post:
      operationId: event.room_gone
      summary: A room is gone
      externalDocs: {url: https://example.com/gone}
      x-scopes: []
      x-app-types: [custom]
      x-event: {type: object, properties: {id: {type: string}}}
",
        )],
        there: &["event-added room.gone_v1 compatible/addition"],
        back: &["event-removed room.gone_v1 breaking/breaking"],
    },
    Case {
        edits: &[("event.room_made", "event.room_born")],
        there: &["event-renamed room.made_v1 compatible/breaking"],
        back: &["event-renamed room.made_v1 compatible/breaking"],
    },
    Case {
        edits: &[("room.made_v1", "room.made_v2")],
        there: &["event-moved room.made_v2 update/compatible"],
        back: &["event-moved room.made_v1 update/compatible"],
    },
    Case {
        edits: &[
            ("    Tag: {type: object, properties: {text: {type: string}}}\n", ""),
            (
                "components:\n  parameters:\n",
                "components:\n  schemas: {Tag: {type: object, properties: {text: {type: string}}}}\n  parameters:\n",
            ),
        ],
        there: &["type-renamed Tag compatible/breaking"],
        back: &["type-renamed Tag compatible/breaking"],
    },
    Case {
        edits: &[("note: {type: string}", "note: {type: string, x-rust-name: remark}")],
        there: &["field-renamed room.create.note compatible/breaking"],
        back: &["field-renamed room.create.note compatible/breaking"],
    },
    Case {
        edits: &[(
            "capacity: {type: integer}\n        size",
            "capacity: {type: integer, x-aliases: [seats]}\n        size",
        )],
        there: &["alias-added Room.capacity compatible/compatible"],
        back: &["alias-removed Room.capacity breaking/compatible"],
    },
    Case {
        edits: &[(
            "    Room:\n      type: object\n",
            "    Room:\n      type: object\n      additionalProperties: true\n",
        )],
        there: &["unknown-fields-kept Room compatible/addition"],
        back: &["unknown-fields-dropped Room compatible/breaking"],
    },
    Case {
        edits: &[("'a:write': {summary: S}}", "'a:write': {summary: S, x-rust-name: writing}}")],
        there: &["scope-renamed a:write compatible/breaking"],
        back: &["scope-renamed a:write compatible/breaking"],
    },
    Case {
        edits: &[
            (
                "          note: {type: string}\n",
                "          note: {type: string}
          kind: {type: string, oneOf: [{const: room.made_v1, title: Made, description: M.}]}\n",
            ),
            (
                "      summary: A room was made\n",
                "      summary: A room was made\n      x-subscription: {subscribe: room.create, unsubscribe: room.create}\n",
            ),
        ],
        there: &[
            "field-added room.create.kind compatible/addition",
            "type-added room::CreateKind compatible/addition",
            "subscription-needed room.made_v1 breaking/compatible",
        ],
        back: &[
            "field-removed room.create.kind breaking/breaking",
            "type-removed room::CreateKind compatible/breaking",
            "subscription-dropped room.made_v1 compatible/compatible",
        ],
    },
];
