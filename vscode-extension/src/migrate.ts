// The plan for converting a project of the old layout, as a document that cannot be edited. The server asks VS Code to show it
// before it asks whether to convert.

import type { Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** The scheme of the documents of plans. */
export const planScheme = 'hsmeta-plan';

/** The text of a plan. */
export async function migrationPlan(client: LanguageClient | undefined, plan: Uri): Promise<string> {
  return (await client?.sendRequest<string | null>('hsmeta/migrationPlan', { uri: plan.toString() })) ?? '';
}
