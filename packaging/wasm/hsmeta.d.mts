export type Source = BufferSource | WebAssembly.Module | Response;
export type Content = string | Uint8Array;

/** From 0; characters in UTF-16. */
export interface Position {
    line: number;
    character: number;
}

export interface Range {
    start: Position;
    end: Position;
}

export interface Markdown {
    kind: "markdown";
    value: string;
}

export interface TextEdit {
    range: Range;
    newText: string;
}

/** `CompletionItem` of the language server protocol. */
export interface CompletionItem {
    label: string;
    kind: number;
    detail?: string;
    documentation?: Markdown;
    tags?: number[];
    preselect?: boolean;
    sortText: string;
    filterText: string;
    insertTextFormat?: number;
    insertTextMode: number;
    textEdit: TextEdit;
    additionalTextEdits?: TextEdit[];
}

/** Offsets are in bytes. */
export interface Edit {
    file: string;
    offset: { start: number; end: number };
    newText: string;
}

export interface Fix {
    title: string;
    safety: "safe" | "unsafe";
    edits: Edit[];
}

/** Lines and columns from 1. */
export interface Diagnostic {
    rule: string;
    severity: "error" | "warning" | "info";
    message: string;
    project: string | null;
    file: string;
    range: { start: { line: number; column: number }; end: { line: number; column: number } };
    offset: { start: number; end: number };
    help: string | null;
    url: string | null;
    related: { file: string; range: Diagnostic["range"]; message: string }[];
    fixes: Fix[];
}

/** What `hsmeta check --format json` prints; docs/output.md has the details. */
export interface Report {
    version: 1;
    diagnostics: Diagnostic[];
    fixed: object[];
    summary: Record<string, unknown>;
}

export interface Answer {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** A bug in hsmeta. The next call starts anew. */
export class HsmetaError extends Error {}

/** Indices of the text of a file, in UTF-16. Behind a byte that is not UTF-8 they are off. */
export interface Positions {
    atByte(offset: number): number;
    at(position: { line: number; column: number }): number;
}

export class Hsmeta {
    private constructor();
    static load(source: Source | Promise<Source>): Promise<Hsmeta>;
    open(files: Record<string, Content> | Iterable<[string, Content]>): void;
    write(path: string, content: Content): void;
    remove(path: string): boolean;
    rename(from: string, to: string): boolean;
    readonly files: Map<string, Uint8Array>;
    text(path: string): string | undefined;
    positions(path: string): Positions;
    run(args: string[], options?: { stdin?: string }): Answer;
    check(): Report;
    fixAll(): { changed: Record<string, string>; report: Report };
    applyEdits(edits: Edit[]): Record<string, string>;
    hover(path: string, position: Position): { contents: Markdown; range: Range } | null;
    completion(path: string, position: Position): { isIncomplete: false; items: CompletionItem[] } | null;
    definition(path: string, position: Position): { path: string; range: Range }[];
    explain(query: string): { markdown: string } | { error: string };
    rules(): { id: string }[];
    schema(type: string): object | { error: string };
}
