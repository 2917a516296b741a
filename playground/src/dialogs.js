// Questions in a modal `<dialog>`: the browser keeps the focus inside and gives it back.

import { element } from './markdown.js';

/** Requests a line of text. `check` says what is wrong with it, or undefined. Resolves to undefined if canceled. */
export function askText({ title, label, value, action, check }) {
  const input = element('input');
  input.type = 'text';
  input.id = 'dialog-input';
  input.value = value;
  input.spellcheck = false;
  input.autocomplete = 'off';
  const error = element('p');
  error.id = 'dialog-error';
  error.className = 'error';
  error.setAttribute('role', 'alert');
  input.setAttribute('aria-describedby', error.id);
  const caption = element('label', label);
  caption.htmlFor = input.id;
  const isValid = () => {
    error.textContent = check(input.value.trim()) ?? '';
    return error.textContent === '';
  };
  const answer = ask({ title, content: [caption, input, error], action, isValid });
  // Only the name: the folder and the extensions usually stay.
  const start = value.lastIndexOf('/') + 1;
  const dot = value.indexOf('.', start);
  input.focus();
  input.setSelectionRange(start, dot === -1 ? value.length : dot);
  return answer.then((isAccepted) => (isAccepted ? input.value.trim() : undefined));
}

/** Asks whether to go on. */
export function confirm({ title, text, action }) {
  return ask({ title, content: [element('p', text)], action, isValid: () => true });
}

function ask({ title, content, action, isValid }) {
  const heading = element('h2', title);
  heading.id = 'dialog-title';
  const accept = element('button', action);
  accept.className = 'primary';
  const cancel = element('button', 'Cancel');
  cancel.type = 'button';
  const buttons = element('div', cancel, accept);
  buttons.className = 'buttons';
  const form = element('form', heading, ...content, buttons);
  const dialog = element('dialog', form);
  dialog.setAttribute('aria-labelledby', heading.id);
  document.body.append(dialog);
  return new Promise((resolve) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (isValid()) dialog.close('accepted');
    });
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'accepted');
    });
    dialog.showModal();
  });
}
