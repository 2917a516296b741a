// The command that shows the page of a rule. The server provides the page.

import { commands, type Diagnostic, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** The scheme of the documents of rule pages. */
export const ruleScheme = 'hsmeta-rule';

/** Shows the page of the rule whose problem is at the cursor; lets the user pick one of several. */
export async function explainRule(client: LanguageClient | undefined): Promise<void> {
  const rules = [...new Set(problemsAtCursor(client).map(ruleOf))];
  const rule = rules.length > 1 ? await window.showQuickPick(rules, { title: 'Which rule?' }) : rules[0];
  if (rule !== undefined) {
    await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: ruleScheme, path: `/${rule}.md` }));
  } else if (rules.length === 0) {
    window.showInformationMessage('hsmeta: no problem at the cursor');
  }
}

/** The text of a page, for VS Code's preview. */
export async function rulePage(client: LanguageClient | undefined, page: Uri): Promise<string> {
  const rule = page.path.slice(1).replace(/\.md$/, '');
  return (await client?.sendRequest<string | null>('hsmeta/explain', { rule })) ?? '';
}

function ruleOf({ code }: Diagnostic): string {
  // An object if it has a link to the documentation.
  return String(typeof code === 'object' ? code.value : code);
}

function problemsAtCursor(client: LanguageClient | undefined): Diagnostic[] {
  const editor = window.activeTextEditor;
  const problems = editor && client?.diagnostics?.get(editor.document.uri);
  return (problems ?? []).filter((problem) => problem.range.contains(editor!.selection.active));
}
