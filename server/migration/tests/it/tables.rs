//! What random projects are made of: alternatives for each property, and files.

pub(crate) const UIDS: &[&str] = &[
    "",
    r#""uid": "one""#,
    r#""uid": "two""#,
    r#""uid": "bad uid!""#,
    r#""uid": """#,
    r#""uid": 12"#,
];

pub(crate) const APP: &[&[&str]] = &[
    UIDS,
    &["", r#""name": "Orchard""#, r#""name": " Trim ""#],
    &["", r#""description": "Fruit""#, r#""description": """#],
    &["", r#""scopes": ["a", "b"]"#, r#""scopes": []"#],
    &[r#""public": false"#, r#""public": true"#],
    &[
        "",
        r#""extensions": {}"#,
        r#""extensions": {"crm": {"cards": [{"file": "extensions/a.json"}, {"file": "./extensions/deep/b.json", "version": 2}]}}"#,
        r#""extensions": {"crm": {"cards": [{"file": "c.json"}, {"file": "../../../out.json"}]}}"#,
    ],
    &["", r#""webhooks": {"file": "./webhooks/webhooks.json"}"#],
    &[
        "",
        r#""logo": "./logo.png""#,
        r#""logo": "..\\logo.png""#,
        r#""logo": 1"#,
    ],
    &[
        "",
        r#""allowedUrls": ["https://a.example", "https://b.example"]"#,
    ],
    &[
        "",
        r#""permittedUrls": {"fetch": ["https://a.example"]}"#,
        r#""permittedUrls": {"fetch": "https://c.example", "img": {"a": 1}}"#,
        r#""permittedUrls": []"#,
    ],
    &[
        "",
        r#""auth": {"redirectUrls": ["https://a.example/cb"], "requiredScopes": ["oauth"], "advancedScopeSettingsEnabled": true}"#,
        r#""auth": {"additionalScopes": ["x"]}"#,
    ],
    &["", r#""support": {"supportEmail": "a@example.com"}"#],
    &[
        "",
        r#""unknown": {"deep": [1, {"x": null}]}"#,
        r#""a.b": [[]], "": 1"#,
        r#""name": 1, "allowedUrls": "https://d.example", "auth": []"#,
    ],
];

pub(crate) const CARD_DATA: &[&[&str]] = &[
    UIDS,
    &["", r#""title": "Orders""#],
    &[
        r#""location": "crm.record.tab""#,
        r#""location": "crm.preview""#,
        r#""location": "crm.record.contact.right""#,
        "",
    ],
    &[
        r#""module": {"file": "Card.jsx"}"#,
        r#""module": {"file": "../Card.jsx", "x": 1}"#,
        "",
    ],
    &[
        r#""objectTypes": [{"name": "contacts"}, {"name": "deals", "propertiesToSend": ["a"]}]"#,
        r#""objectTypes": ["CONTACT", 1]"#,
        "",
    ],
    &[
        "",
        r#""previewImage": {"file": "./img/a.png", "altText": "a", "x": []}"#,
    ],
    &[
        "",
        r#""actions": {"baseUrls": []}"#,
        r#""description": "d""#,
    ],
];

pub(crate) const FUNCTIONS: &[&[&str]] = &[
    &["", r#""runtime": "nodejs16.x""#],
    &["", r#""version": "1.0""#],
    &["", r#""environment": {"MODE": "x"}"#],
    &["", r#""secrets": ["SHARED"]"#],
    &[
        "",
        r#""appFunctions": {}"#,
        r#""appFunctions": {"one": {"file": "one.js", "secrets": ["K", "PRIVATE_APP_ACCESS_TOKEN"]}, "bad name/x": {"file": "lib/two.js", "endpoint": {"path": "a/b", "method": "GET"}}}"#,
        r#""appFunctions": {"two": {"file": "../gone.js", "secrets": "pat-na1", "endpoint": {"path": "p"}}, "none": {}}"#,
        r#""appFunctions": {"one": {"file": "one.js", "timeout": 3}, "one": {"file": "two.js"}}"#,
    ],
    &[
        "",
        r#""endpoints": {"pick/it": {"file": "pick.js", "method": ["GET", "POST"]}}"#,
        r#""endpoints": ["pick.js"]"#,
        r#""endpoints": {"a": {"file": "one.js", "endpoint": "x", "secrets": [1, "A", "pat-na1-00000000-1111-2222-3333-444444444444"]}}"#,
    ],
];

pub(crate) const WEBHOOKS: &[&[&str]] = &[
    &[
        r#""settings": {"targetUrl": "https://a.example", "maxConcurrentRequests": 1}"#,
        r#""settings": {}"#,
        "",
    ],
    &[
        r#""subscriptions": {"crmObjects": [{"subscriptionType": "object.creation", "objectName": "deal", "active": true}, 1], "hubEvents": []}"#,
        r#""subscriptions": {"crm": [{"a": 1}], "legacyCrmObjects": [{"propertyName": "x"}]}"#,
        r#""subscriptions": []"#,
        "",
    ],
];

pub(crate) const HALF: &[&[&str]] = &[
    UIDS,
    &[
        "",
        r#""type": "card""#,
        r#""type": "app""#,
        r#""type": "crm-card""#,
        r#""type": "app-function""#,
        r#""type": "app-page""#,
        r#""type": "workflowAction""#,
        r#""type": "page""#,
        r#""type": "crmCard""#,
    ],
    &[
        "",
        r#""scopes": ["a"], "name": "Half""#,
        r#""file": "./Card.jsx""#,
        r#""data": {"uid": "one", "title": "D", "location": "crm.record.tab", "module": {"file": "Card.jsx"}}"#,
    ],
    &[
        "",
        r#""config": {"title": "T", "location": "crm.record.tab", "module": {"file": "Card.jsx"}, "objectTypes": [{"name": "deals"}]}"#,
        r#""config": {"entrypoint": "/extensions/Card.jsx", "name": "X", "location": "crm.record.tab"}"#,
        r#""config": {"scopes": ["a"], "public": false, "isUserLevel": true}"#,
        r#""config": {"auth": {"type": "static", "redirectUrls": ["https://a.example"]}, "logo": "/app/logo.png", "name": "N"}"#,
        r#""config": {"auth": {"type": "private", "scopes": ["a"]}}"#,
        r#""config": {"published": true, "supportedClients": ["WORKFLOWS", 1], "objectTypes": [{"name": "a"}, {"name": "b", "x": 1}, "c"]}"#,
        r#""config": {"title": "T", "name": "N", "location": "crm.record.tab", "file": "Card.jsx", "x": 1}"#,
        r#""config": {"supportedClients": ["WORKFLOWS"], "outputFields": [{"name": "a", "type": "string"}, {"typeDefinition": {}}, 1]}"#,
        r#""config": {"entrypoint": "Card.jsx", "secrets": "pat-na1-00000000-1111-2222-3333-444444444444", "secretKeys": ["B"]}"#,
        r#""config": {"entrypoint": "Card.jsx", "endpoint": {"path": "p", "method": "GET", "file": "one.js"}, "secrets": ["A"]}"#,
    ],
];

pub(crate) const OTHERS: &[&str] = &[
    "app/extensions/Card.jsx",
    "app/extensions/deep/Card.jsx",
    "app/extensions/package.json",
    "app/extensions/node_modules/react/index.js",
    "app/cards/Card.jsx",
    "app/cards/package.json",
    "app/app.functions/one.js",
    "app/app.functions/package.json",
    "app/other.functions/package.json",
    "app/functions/one.js",
    "app/logo.png",
    "app/app-hsmeta.json",
    "app/a.json",
    "theme/x.css",
    "theme/theme.json",
    "theme/other-hsmeta.json",
    "theme.json",
    "cms/assets/cms-assets.json",
    "main/Card.jsx",
    "App/notes.md",
    "app/Extensions/Card.jsx",
    "app/app.functions/.env",
    "app/app.functions/package-lock.json",
    "app/cards/card.jsx",
    "app/extensions/package-lock.json",
    "app/extensions/page-hsmeta.json",
    "app/functions/ONE.js",
    "app/other.functions/one.js",
    "app/other.functions/package-lock.json",
    "app/pages/Card.jsx",
    "extensions/Card.jsx",
    "extensions/package.json",
    "local.json",
    "logo.png",
    "other.functions/package.json",
    "templates/a.html",
];

pub(crate) const PAGE: &str =
    r#"{"uid": "page", "type": "page", "config": {"entrypoint": "/app/extensions/Card.jsx"}}"#;
