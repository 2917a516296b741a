// The command that shows the page of a rule. The page is the server's.

import { commands, type Diagnostic, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** The scheme of the documents that hold a page. */
export const ruleScheme = 'hsmeta-rule';

/** Shows the page of the rule whose finding is at the cursor; asks which one if there are several. */
export async function explainRule(client: LanguageClient | undefined): Promise<void> {
  const rules = [...new Set(findingsAtCursor(client).map(ruleOf))];
  const rule = rules.length > 1 ? await window.showQuickPick(rules, { title: 'Which rule?' }) : rules[0];
  if (rule !== undefined) {
    await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: ruleScheme, path: `/${rule}.md` }));
  } else if (rules.length === 0) {
    window.showInformationMessage('hsmeta has found nothing at the cursor.');
  }
}

/** The text of a page, for VS Code's preview. */
export async function rulePage(client: LanguageClient | undefined, page: Uri): Promise<string> {
  const rule = page.path.slice(1).replace(/\.md$/, '');
  return (await client?.sendRequest<string | null>('hsmeta/explain', { rule })) ?? '';
}

function ruleOf({ code }: Diagnostic): string {
  // With a link to the documentation it is an object.
  return String(typeof code === 'object' ? code.value : code);
}

function findingsAtCursor(client: LanguageClient | undefined): Diagnostic[] {
  const editor = window.activeTextEditor;
  const findings = editor && client?.diagnostics?.get(editor.document.uri);
  return (findings ?? []).filter((finding) => finding.range.contains(editor!.selection.active));
}
