// The parts of the page that belong to no component: the message at the top, the state, and which section a phone shows.

import { EngineError } from './engine.js';
import { Refused } from './files.js';

export const byId = (id) => document.getElementById(id);

export function on(id, type, listener) {
  byId(id).addEventListener(type, listener);
}

export function say(text, isError = false) {
  const message = byId('message');
  message.hidden = false;
  message.classList.toggle('error', isError);
  message.querySelector('p').textContent = text;
}

export function dismiss() {
  byId('message').hidden = true;
}

/** Shows an error that the user is told; any other is a defect of the page. */
export function report(error) {
  if (!(error instanceof Refused || error instanceof EngineError)) throw error;
  say(error.message, true);
}

/** What nobody requested fails without a message; the next check has one. */
export async function quietly(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** For tests, and for styles: `loading`, `ready` or `failed`. */
export function setState(state) {
  document.documentElement.dataset.state = state;
}

/** On a narrow screen one section is shown at a time. */
export function setView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll('.views button')) {
    button.setAttribute('aria-current', String(button.dataset.view === view));
  }
}

export function initPage() {
  for (const button of document.querySelectorAll('.views button')) {
    button.addEventListener('click', () => setView(button.dataset.view));
  }
  byId('message').querySelector('button').addEventListener('click', dismiss);
}
