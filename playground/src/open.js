// Opens what the user drops on the page, or chooses in the dialog *Open*.

import { limits, Refused } from './files.js';
import { byId, dismiss, on, report, say } from './page.js';
import { chosenFiles, droppedFiles, readFiles, toProject } from './read.js';

/** `unzip` resolves to the contents of a zip; `replace` opens a project instead of the current one, if the user agrees. */
export function initOpen({ unzip, replace }) {
  on('open', 'click', () => byId('open-dialog').showModal());
  for (const kind of ['folder', 'zip']) {
    const input = byId(`${kind}-input`);
    on(`open-${kind}`, 'click', () => input.click());
    input.addEventListener('change', async () => {
      await open(chosenFiles(input));
      // The same folder can be chosen again.
      input.value = '';
    });
  }
  initDrop();

  async function open(chosen) {
    byId('open-dialog').close();
    try {
      const { files, notes } = toProject(await contents(await chosen));
      if (!(await replace(files))) return;
      if (notes.length > 0) say(notes.join(' '));
      else dismiss();
    } catch (error) {
      report(error);
    }
  }

  async function contents(chosen) {
    const isZip = chosen.length === 1 && chosen[0].path.toLowerCase().endsWith('.zip');
    if (!isZip) return readFiles(chosen);
    const [{ file }] = chosen;
    if (file.size > limits.readBytes) throw new Refused('The zip is over the 64 MB limit.');
    return unzip(new Uint8Array(await file.arrayBuffer()));
  }

  function initDrop() {
    const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
    addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      byId('drop').hidden = false;
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) byId('drop').hidden = true;
    });
    addEventListener('drop', (event) => {
      byId('drop').hidden = true;
      if (!hasFiles(event)) return;
      event.preventDefault();
      open(droppedFiles(event.dataTransfer));
    }, { capture: true });
  }
}
