//! What the tests of the ESLint package do not show.

use super::{assert_counts, reported};

/// The rule and a use that it reports, for what holds of all globals.
const USES: [(&str, &str); 9] = [
    ("browser-dialog", "alert(a)"),
    ("browser-storage", "localStorage.getItem(a)"),
    ("dom-access", "document.body"),
    ("native-http", "fetch(a)"),
    ("native-http", "new XMLHttpRequest()"),
    ("require-call", "require(a)"),
    ("restricted-console", "console.log(a)"),
    ("restricted-global", "location.href"),
    ("restricted-global", "addEventListener(a, b)"),
];

/// A table for one of the uses.
fn with_name(table: &str, usage: &str) -> String {
    let written = usage.strip_prefix("new ").unwrap_or(usage);
    let end = written.find(['.', '(']).unwrap();
    table.replace("USE", usage).replace("NAME", &written[..end])
}

#[test]
fn a_global_is_reported_wherever_it_is_used_as_a_value() {
    for (rule, usage) in USES {
        let table = r#"
            1 USE;
            1 const a = (USE);
            1 const a = () => () => USE;
            1 const a = `${USE}`;
            1 const a = { NAME: USE };
            1 const a = { [USE]: 1 };
            1 const a = b ?? USE;
            1 function f(a = USE) {}
            1 class A { a = USE; }
            1 class A { static { USE; } }
            1 const A = () => <Text a={USE}>b</Text>;
            1 const A = () => <>{USE}</>;
            1 enum A { B = USE }
            1 const a = USE as unknown as string;
            1 const a = (USE)!;
            1 for (const a of [USE]) {}
            1 switch (USE) {}
            1 export default USE;
            2 { USE; } { const NAME = 1; } USE;
            2 function f(NAME) {} USE; try {} catch (NAME) {} USE;
            1 interface NAME {} USE;
            1 type NAME = 1; USE;
        "#;
        assert_counts(rule, &with_name(table, usage));
    }
}

#[test]
fn what_only_has_the_name_of_a_global_is_not_reported() {
    for (rule, usage) in USES {
        let table = r#"
            0 /* USE */ const a = 'USE' + "USE" + `USE` + /NAME/.source; // USE
            0 const A = () => <Text NAME="USE">USE NAME</Text>;
            0 const A = () => <NAME />;
            0 const a = { NAME: 1, 'NAME': 2 }; a.NAME; a?.NAME; a['NAME']; this.NAME;
            0 const a = { NAME() {}, get NAME() { return 1; } };
            0 class A { NAME = 1; static NAME = 2; m() { this.NAME; A.NAME; } }
            0 class A { NAME() {} get NAME() { return 1; } #NAME = 1; }
            0 interface A { NAME: string; NAME(): void } type B = { NAME?: 1 };
            0 type A = typeof NAME; let a: NAME; function f(): NAME {} const b = c as NAME;
            0 type F = (NAME: string) => void; abstract class A { abstract NAME(): void; }
            0 NAME: for (;;) { break NAME; }
            0 enum A { NAME } A.NAME;
            0 export { a as NAME } from './own'; export { NAME } from './own';
            0 import { NAME as a } from './own'; a();
            0 import { NAME } from './own'; USE;
            0 const { NAME: a } = context; a;
            0 const { a: { NAME } } = context; USE;
            0 const [NAME] = a; USE;
            0 const { NAME = 1 } = a; USE;
            0 const { ...NAME } = a; USE;
            0 function f({ NAME }) { return () => USE; }
            0 const f = (NAME) => USE;
            0 const f = async NAME => USE;
            0 function f(...NAME) { USE; }
            0 try {} catch (NAME) { USE; }
            0 for (const NAME of []) USE;
            0 USE; var NAME = 1;
            0 USE; function NAME() {}
            0 class NAME {} USE;
            0 const a = function NAME() { USE; };
            0 enum NAME { A } USE;
            0 namespace NAME { export const a = 1; } USE;
            0 declare const NAME: any; USE;
            0 declare function NAME(): void; USE;
            0 declare let NAME: any; USE;
            0 import NAME = require('./own'); USE;
            0 import * as NAME from './own'; USE;
        "#;
        assert_counts(rule, &with_name(table, usage));
    }
}

#[test]
fn members_of_the_global_object_are_globals() {
    for code in [
        "window.document;",
        "window?.document?.body;",
        "window['document'];",
        "window[`document`];",
        "window!.document;",
        "(window as any).document;",
        "(window).document;",
        "window.window.document;",
        "globalThis.window.self.document;",
        "const a = window.document.location;",
        "window.document = 1;",
    ] {
        assert_counts("dom-access", &format!("1 {code}"));
        assert_counts("restricted-global", &format!("0 {code}"));
    }
    assert_counts(
        "dom-access",
        r#"
            0 const window = {}; window.document;
            0 function f(self) { self.document; }
            0 const self = this; self.document;
            0 frames.document; a.window.document; window[document2];
            0 const name = 'document'; window[name];
            0 window; window.title; typeof window !== 'undefined';
        "#,
    );
}

#[test]
fn only_calls_of_functions_are_reported() {
    assert_counts(
        "native-http",
        r#"
            1 fetch?.('a');
            1 window.fetch?.('a');
            1 window?.fetch('a');
            1 (fetch as any)('a');
            1 fetch<string>('a');
            1 fetch('a').then((a) => a.json()).catch(() => {});
            1 new window.XMLHttpRequest();
            1 new XMLHttpRequest;
            0 typeof fetch === 'function'; if (window.fetch) {}
            0 const a = { fetch }; f(fetch);
            0 XMLHttpRequest.DONE; fetch.name;
            0 api.fetch('a'); hubspot?.fetch('a'); refetch(); fetchOrders(); Fetch();
        "#,
    );
    assert_counts(
        "browser-dialog",
        r#"
            1 confirm('a') && f();
            1 <Button onClick={() => window.alert('a')} />
            0 typeof alert; const a = { confirm }; <Modal onConfirm={confirm} />
            0 actions.alert(); Alert('a'); modal.prompt('a');
        "#,
    );
    assert_counts(
        "require-call",
        r#"
            1 const { a } = require('b').c;
            1 () => { require(a); }
            1 require.call(a, './own'); require('./own');
            0 require.resolve('a'); typeof require; module.require('a');
            0 import a from './own'; import('./own');
            0 import { createRequire } from 'module'; const require = createRequire(a); require('b');
        "#,
    );
    assert_counts(
        "restricted-console",
        r#"
            1 console?.log?.('a');
            1 console[`log`]('a');
            1 f().catch((e) => console.error(e));
            0 console.table([]); console.time('a'); console.group(); console.trace();
            0 f().catch(console.error); const { log } = console;
            0 console.log.name; console.log.call(console, 'a'); console[method]('a');
        "#,
    );
}

#[test]
fn other_globals_are_reported_wherever_they_are_used() {
    assert_counts(
        "dom-access",
        r#"
            1 typeof document !== 'undefined';
            2 typeof document !== 'undefined' && document.body;
            1 const a = { document };
            1 export { document };
            1 export { document as a };
            1 document = 1;
            1 [document] = a;
            1 ({ a: document } = b);
            1 createPortal(<Text />, document.body);
            1 a[document];
            1 class A extends document {}
            1 const doc = document; doc.body; doc.head;
        "#,
    );
    assert_counts(
        "restricted-global",
        r#"
            1 const on = addEventListener;
            1 location = 'https://a.io';
            1 window.location.assign('a');
            1 navigator?.clipboard?.writeText('a');
            1 const { language } = navigator;
            0 const { location } = useExtensionContext(); location;
            0 useEffect(() => emitter.addEventListener('a', b));
        "#,
    );
}

#[test]
fn an_alias_of_the_global_object_is_not_followed() {
    assert_counts(
        "native-http",
        r#"
            0 const w = window; w.fetch('a');
        "#,
    );
    assert_counts(
        "dom-access",
        r#"
            0 const w = globalThis; w.document;
        "#,
    );
}

#[test]
fn a_fetch_that_is_imported_is_reported_if_a_package_sends_the_request() {
    assert_counts(
        "native-http",
        r#"
            0 import { fetch } from './own'; fetch('a');
            0 import { fetch } from '@hubspot/ui-extensions'; fetch('a');
            0 import { hubspot } from '@hubspot/ui-extensions'; hubspot.fetch('a');
            0 import { hubspot } from '@hubspot/ui-extensions'; const { fetch } = hubspot; fetch('a');
            0 import send from 'node-fetch'; send('a');
            0 import { fetch } from '@/api'; import { fetch as other } from 'unlisted'; fetch(other);
            1 import fetch from 'cross-fetch'; fetch('a');
        "#,
    );
}

#[test]
fn other_keys_of_import_meta_are_not_reported() {
    assert_counts(
        "unknown-meta-env",
        r#"
            1 import.meta.env?.VITE_A;
            1 import.meta.env.VITE_A.length;
            1 (import.meta as any).env.VITE_A;
            1 const a = `${import.meta.env.VITE_A}/b`;
            0 import.meta.env.MODE.length; import.meta.env.DEV ? 1 : 2;
            0 'import.meta.env.VITE_A'; // import.meta.env.VITE_A
            0 const a = { env: {} }; a.env.VITE_A; process.env.VITE_A; import.meta.hot;
        "#,
    );
}

#[test]
fn what_is_taken_of_the_global_object_or_of_a_global_is_reported() {
    assert_counts(
        "browser-storage",
        r#"
            1 const { localStorage } = window;
            1 const { localStorage: store } = window; store.clear();
            2 const { localStorage, sessionStorage } = globalThis;
            0 const { ...all } = window; const { [key]: a } = window;
        "#,
    );
    assert_counts(
        "restricted-global",
        r#"
            1 const { href, search } = location;
            2 const { href } = location; const { search } = location;
            2 const { location, history } = window;
        "#,
    );
    assert_counts(
        "unknown-meta-env",
        r#"
            1 const { VITE_A, MODE } = import.meta.env;
            2 const { VITE_A, VITE_B: b } = import.meta.env;
            0 const { env } = import.meta; const { ...all } = import.meta.env;
        "#,
    );
}

#[test]
fn a_use_is_reported_from_the_global_object_to_its_name() {
    for (rule, code, expected) in [
        ("dom-access", "f(document.body);", "document"),
        ("dom-access", "f(window.document.body);", "window.document"),
        (
            "dom-access",
            "window['document'].body;",
            "window['document']",
        ),
        (
            "dom-access",
            "(window as any).document?.body;",
            "(window as any).document",
        ),
        (
            "native-http",
            "window?.fetch('a').then(f);",
            "window?.fetch",
        ),
        (
            "native-http",
            "new window.XMLHttpRequest();",
            "window.XMLHttpRequest",
        ),
        (
            "restricted-console",
            "self.console.log('a');",
            "self.console.log",
        ),
        (
            "browser-storage",
            "const { localStorage: a } = window;",
            "localStorage",
        ),
        (
            "unknown-meta-env",
            "f(import.meta.env.A.b);",
            "import.meta.env.A",
        ),
        (
            "unknown-meta-env",
            "f(import.meta.env[a]);",
            "import.meta.env",
        ),
    ] {
        assert_eq!(reported(rule, code), [expected], "{code}");
    }
}
