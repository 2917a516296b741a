//! What the tests of npm @hubspot/eslint-config-ui-extensions 1.2.0 (`dist/__tests__/rules`) expect, with the number of
//! errors that they expect of ESLint.

use super::assert_counts;

#[test]
fn native_http_reports_what_no_native_http_reports() {
    assert_counts(
        "native-http",
        r#"
            0 () => hubspot.fetch('https://a.io')
            0 const api = { fetch: () => 'data' }; () => api.fetch();
            0 /* new XMLHttpRequest() */ // fetch()
            0 const a = 'fetch()'; const b = "new XMLHttpRequest()";
            0 const { fetch } = hubspot; () => fetch('https://a.io');
            0 const { fetch: other } = hubspot; other('https://a.io');
            0 function f(fetch) { return fetch('https://a.io'); }
            0 () => { const fetch = (url) => hubspot.fetch(url); fetch('a'); }
            0 function f(XMLHttpRequest) { return new XMLHttpRequest(); }
            0 const XMLHttpRequest = class { constructor() {} }; new XMLHttpRequest();
            0 function f(fetch) { function g() { return fetch('a'); } return g(); }
            0 () => { const fetch = hubspot.fetch; const g = () => fetch('a'); }
            0 type A = typeof fetch; type B = typeof XMLHttpRequest;
            0 interface A { request: typeof fetch; xhr: typeof XMLHttpRequest }
            0 function f(): typeof fetch { return hubspot.fetch; }
            1 () => fetch('https://a.io')
            1 () => window.fetch('https://a.io')
            1 () => globalThis.fetch('https://a.io')
            1 () => self.fetch('https://a.io')
            1 () => { const xhr = new XMLHttpRequest(); xhr.open('GET', 'a'); }
            1 window['fetch']('a')
            1 globalThis['fetch']('a')
            1 self['fetch']('a')
            4 fetch('a'); window.fetch('b'); globalThis.fetch('c'); self.fetch('d');
            1 const A = () => { const data = fetch('a'); return <Text>a</Text>; };
            1 import fetch from 'node-fetch'; () => fetch('a');
            1 import { fetch } from 'node-fetch'; () => fetch('a');
            1 async () => await fetch('a')
            1 try { fetch('a'); } catch (e) { console.error(e); }
            1 class A { m() { return fetch('a'); } }
            1 class A { m() { const xhr = new XMLHttpRequest(); } }
            1 type A = typeof fetch; () => fetch('a');
            1 type A = typeof XMLHttpRequest; () => new XMLHttpRequest();
            1 () => { function f() { return fetch('a'); } return f(); }
        "#,
    );
}

#[test]
fn dom_access_reports_what_no_dom_access_reports() {
    assert_counts(
        "dom-access",
        r#"
            0 const document = { body: null }; document.querySelector('.a');
            0 function f(document) { return document.body; }
            0 const { document } = parser; document.parse();
            0 const parser = { document: {} }; parser.document.parse();
            0 const a = 'document.body'; // document
            0 type A = typeof document; interface B { doc: typeof document }
            0 function f(): typeof document { return {} as any; }
            0 interface A extends Document { m(): void }
            1 const a = document.querySelector('.a');
            4 document.a(); document.b('c'); document.d('e'); document.f('g');
            3 const a = document.body, b = document.head, c = document.cookie;
            1 const doc = document; doc.querySelector('.a');
            3 window.document.a(); window.document.body; window['document'].b();
            2 globalThis.document.a(); globalThis['document'].body;
            2 self.document.a(); self['document'].b();
            1 const A = () => { document.a(); return <Text>a</Text>; };
            2 async function f() { document.a(); } const g = () => document.body;
            1 class A { m() { return document.head; } }
            2 try { document.a(); } catch (e) {} () => { () => document.body; }
            1 document.body.firstChild
            1 if (document.body) {}
            1 type A = typeof document; () => document.a();
            1 const a: HTMLElement | null = document.querySelector('.a');
        "#,
    );
}

#[test]
fn browser_dialog_reports_what_no_browser_dialogs_reports() {
    assert_counts(
        "browser-dialog",
        r#"
            0 const a = { alert: () => {}, confirm() {} }; a.alert('b'); a.confirm('b');
            0 function f(alert, confirm, prompt) { alert(); confirm(); prompt(); }
            0 const alert = (m) => actions.addAlert(m); alert('a');
            0 const { alert, confirm, prompt } = a; alert(); confirm(); prompt();
            0 const a = 'confirm()'; /* prompt() */ actions.addAlert('a'); // alert()
            0 type A = typeof alert; type B = typeof confirm; type C = typeof prompt;
            0 interface A { alert: typeof alert; confirm: typeof confirm }
            0 function f(): typeof prompt { return actions.addPrompt; }
            3 alert('a'); confirm('b'); prompt('c');
            3 window.alert('a'); window['confirm']('b'); window.prompt('c');
            3 globalThis['alert']('a'); globalThis.confirm(); globalThis['prompt']();
            3 self.alert('a'); self['confirm']('b'); self.prompt('c');
            1 const A = () => { alert('a'); return <Text>a</Text>; };
            2 async function f() { alert('a'); } const g = () => confirm('b');
            1 class A { m() { prompt('a'); } }
            2 try { alert('a'); } catch (e) { confirm('b'); }
            1 function f() { function g() { prompt('a'); } }
            3 type A = typeof alert; () => { alert('a'); confirm('b'); prompt('c'); }
        "#,
    );
}

#[test]
fn browser_storage_reports_what_no_browser_storage_reports() {
    for name in ["localStorage", "sessionStorage"] {
        let table = r#"
            0 const NAME = { getItem: () => null }; NAME.getItem('a');
            0 function f(NAME) { return NAME.getItem('a'); }
            0 const { NAME } = storage; NAME.getItem('a');
            0 const a = { NAME: {} }; a.NAME.getItem('b');
            0 const a = 'NAME.data'; // NAME
            0 type A = typeof NAME; interface B { local: typeof NAME }
            0 function f(): typeof NAME { return {} as any; }
            0 interface A extends Storage { m(): void }
            4 NAME.getItem('a'); NAME.setItem('a', 'b'); NAME.c('a'); NAME.d();
            2 const a = NAME.length; const b = NAME.key(0);
            1 const a = NAME; a.setItem('b', 'c');
            3 window.NAME.a('b'); window.NAME.c('d'); window['NAME'].clear();
            2 globalThis.NAME.a('b'); globalThis['NAME'].c('d');
            2 self.NAME.a('b'); self['NAME'].c('d');
            1 const A = () => { NAME.getItem('a'); return <Text>a</Text>; };
            2 async function f() { NAME.a('b'); } const g = () => NAME.c('d');
            1 class A { m() { return NAME.length; } }
            2 try { NAME.a('b'); } catch (e) {} () => { () => NAME.c('d'); }
            2 if (NAME.length > 0) { NAME.clear(); }
            1 type A = typeof NAME; () => NAME.getItem('a');
            2 const a: string | null = NAME.getItem('a'); const b: number = NAME.length;
        "#;
        assert_counts("browser-storage", &table.replace("NAME", name));
    }
}

#[test]
fn restricted_global_reports_what_no_restricted_globals_reports() {
    for name in ["importScripts", "addEventListener", "removeEventListener"] {
        let table = r#"
            0 const NAME = (a, b) => {}; NAME('a', () => {});
            0 const a = { NAME(b, c) {} }; a.NAME('b', () => {});
            0 function f(): typeof NAME { return () => {}; }
            1 NAME('a', b);
            1 window.NAME('a', b);
            1 self.NAME('a', (e) => {});
            1 globalThis.NAME('a', b);
            1 self['NAME']('a', b);
            1 async () => { NAME('a'); }
            1 const a: EventListener = (e) => console.log(e); NAME('b', a);
        "#;
        assert_counts("restricted-global", &table.replace("NAME", name));
    }
    for name in ["location", "history", "navigator"] {
        let table = r#"
            0 const NAME = { a: 'b' }; console.log(NAME.a);
            0 function f(NAME) { return NAME.a; }
            0 const { NAME } = router; NAME.push('a');
            0 const a = { NAME: { b: 'c' } }; a.NAME.b;
            0 const A = ({ context }) => context.NAME.pathname;
            0 type A = typeof NAME; interface Router { NAME: typeof NAME }
            0 interface A extends Location { b: string }
            1 const a = NAME.b;
            1 console.log(NAME.a);
            1 NAME.a.b('c');
            1 const a = window.NAME.b;
            1 console.log(self.NAME.a);
            1 globalThis.NAME.a.b(c);
            1 const a = window['NAME'].b;
            1 const a = globalThis['NAME'].b;
            1 const A = () => { const a = NAME.b; return <Text>{a}</Text>; };
            1 const f = () => NAME.a;
            1 class A { m() { NAME.a({}, '', '/b'); } }
            1 () => { () => NAME.a; }
            1 try { const a = NAME.b; } catch (e) { console.error(e); }
            1 if (NAME.a === '/b') {}
            1 type A = typeof NAME; () => NAME.a;
            1 const a: any = {}; NAME.b(a, '', '/c');
        "#;
        assert_counts("restricted-global", &table.replace("NAME", name));
    }
    assert_counts(
        "restricted-global",
        r#"
            0 const A = () => <Button onClick={() => {}}>a</Button>;
            0 const A = ({ actions }) => { actions.openLink('/a'); };
            3 history.a({}, location.b); addEventListener('c', () => {});
        "#,
    );
}

#[test]
fn restricted_console_reports_what_no_console_reports() {
    let all = "5 X.log('a'); X.info('b'); X.warn('c'); X.debug('d'); X.error('e');";
    for console in [
        "console",
        "window.console",
        "globalThis.console",
        "self.console",
    ] {
        assert_counts("restricted-console", &all.replace('X', console));
    }
    assert_counts(
        "restricted-console",
        r#"
            0 const own = { log: () => {} }; own.log('a'); own.error('b');
            0 const console = { log: () => {} }; console.log('a');
            0 logger.debug('a'); logger.info('b'); logger.error('c');
            0 type A = typeof console.log; interface B { log: typeof console.log }
            0 function f(): typeof console.error { return logger.error; }
            1 console.log('a');
            2 console['log']('a'); console['info']('b');
            2 window.console['warn']('a'); self.console['error']('b');
            2 const A = () => { console.log('a'); console.error('b'); return <Text />; };
            2 async function f() { console.log('a'); } const g = () => console.warn('b');
            1 class A { m() { console.error('a'); } }
            2 try { console.error('a'); } catch (e) { console.warn('b'); }
            1 function f() { function g() { console.debug('a'); } }
            2 type A = typeof console.log; () => { console.log('a'); console.error('b'); }
        "#,
    );
}

#[test]
fn unknown_meta_env_reports_what_no_import_meta_env_reports() {
    assert_counts(
        "unknown-meta-env",
        r#"
            0 const a = import.meta.env.MODE;
            0 const a = import.meta.env.DEV;
            0 const a = import.meta.env.PROD;
            0 const a = import.meta.env.SSR;
            0 const a = import.meta.env.BASE_URL;
            0 const a = import.meta.env['MODE'];
            0 const a = import.meta.env;
            0 const a = import.meta.url;
            1 const a = import.meta.env.VITE_KEY;
            1 const a = import.meta.env['VITE_KEY'];
            1 const key = 'VITE_A'; const a = import.meta.env[key];
            2 const a = import.meta.env.VITE_A; const b = import.meta.env.VITE_B;
            1 const A = () => <Text>{import.meta.env.VITE_A}</Text>;
            1 const a = import.meta.env[getKey()];
        "#,
    );
}
