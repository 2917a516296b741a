// The item in the status bar: whether the server runs, and how many problems there are.

import { type Diagnostic, DiagnosticSeverity, type StatusBarItem, ThemeColor } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { isAlive } from './server';

/** Shows a client as it is now; none when there is no server to talk to. */
export function showStatus(item: StatusBarItem, client: LanguageClient | undefined): void {
  switch (client?.state) {
    case State.Starting:
      item.text = '$(loading~spin) hsmeta';
      item.tooltip = 'hsmeta: server is starting';
      break;
    case State.Running: {
      const problems = [...(client.diagnostics ?? [])].flatMap(([, diagnostics]) => diagnostics);
      item.text = `$(${problems.length > 0 ? 'warning' : 'pass'}) hsmeta: ${counted(problems.length, 'problem')}`;
      item.tooltip = `hsmeta ${client.initializeResult?.serverInfo?.version}: ${bySeverity(problems)}`;
      break;
    }
    default:
      item.text = '$(error) hsmeta: stopped';
      item.tooltip = 'hsmeta: server is not running; click to show the log';
  }
  item.command = isAlive(client) ? 'workbench.actions.view.problems' : 'hsmeta.showLog';
  item.backgroundColor = isAlive(client) ? undefined : new ThemeColor('statusBarItem.errorBackground');
  item.show();
}

function bySeverity(problems: Diagnostic[]): string {
  const severities: [DiagnosticSeverity, string][] = [
    [DiagnosticSeverity.Error, 'error'],
    [DiagnosticSeverity.Warning, 'warning'],
    [DiagnosticSeverity.Information, 'info'],
  ];
  const counts = severities.map(([severity, name]) =>
    counted(problems.filter((problem) => problem.severity === severity).length, name),
  );
  return counts.join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
