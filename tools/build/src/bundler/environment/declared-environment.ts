import { variableTypes, type VariableType } from '#libs/config';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/** A variable that a module asks for: `environment({ STOCK_TABLE: 'text' })`. */
export interface DeclaredVariable {
  readonly variable: string;
  readonly kind: VariableType;
  /** The location of the declaration: `services/inventory/src/handlers/get-stock.ts:8`. */
  readonly source: string;
}

const configImport = /import\s+([^;'"]*?)\s+from\s+['"]#libs\/config['"]/g;
const commentOrString = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
const mention = /(?<![.\w$'"-])environment\b(?!\s*:)/g;
const opening = /\s*\(\s*\{/y;
const entry =
  /\s*(?:([A-Za-z_$][\w$]*)|'([^'\\]+)'|"([^"\\]+)")\s*:\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*(?:,|(?=\}))/y;
const closing = /\s*\}\s*,?\s*\)/y;

/**
 * Finds the environment variables that a module declares, by parsing it: names and types are literals where `environment`
 * of #libs/config is called. A computed declaration cannot be compared with a template.
 *
 * @param code  the source of the module
 * @param file  its path in the workspace, for messages
 * @throws CommandError with file and line if a declaration cannot be parsed
 */
export function declaredEnvironment(code: string, file: string): DeclaredVariable[] {
  const names = [...code.matchAll(configImport)].map(([, imported = '']) => imported);
  if (!names.some((imported) => /\benvironment\b|\*/.test(imported))) return [];
  const readable = withoutComments(code);
  const fail = (at: number, why: string): never => {
    throw new CommandError(`${file}:${lineAt(readable, at)}: ${why}`);
  };
  for (const { 1: imported = '', index } of code.matchAll(configImport))
    if (/\*|\benvironment\s+as\b/.test(imported))
      fail(
        index,
        "The build does not find renamed imports of environment. Write import { environment } from '#libs/config'.",
      );
  const rest = readable.replaceAll(configImport, blank);
  return [...rest.matchAll(mention)].flatMap(({ index }) =>
    parseVariables(rest, index + 'environment'.length, { file, fail }),
  );
}

interface Context {
  readonly file: string;
  readonly fail: (at: number, why: string) => never;
}

/** Parses the object literal after `environment`. */
function parseVariables(code: string, begin: number, { file, fail }: Context): DeclaredVariable[] {
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(code);
  };
  const literal =
    "The build parses environment() without running it. Write { NAME: 'type' } with literals at the call.";
  const opened = take(opening, begin) ?? fail(begin, literal);
  const variables: DeclaredVariable[] = [];
  let at = begin + opened[0].length;
  for (let next = take(entry, at); next; next = take(entry, at)) {
    const [all, bare, single, double, kindSingle, kindDouble] = next;
    const line = lineAt(code, at + all.length - all.trimStart().length);
    const kind = kindSingle ?? kindDouble ?? '';
    if (!Object.hasOwn(variableTypes, kind))
      fail(
        at + all.length,
        `"${kind}" is no form of a variable: write one of ${Object.keys(variableTypes).join(', ')}.`,
      );
    variables.push({
      variable: (bare ?? single ?? double)!,
      kind: kind as VariableType,
      source: `${file}:${line}`,
    });
    at += all.length;
  }
  if (!take(closing, at)) fail(at + (/^\s*/.exec(code.slice(at))?.[0].length ?? 0), literal);
  return variables;
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** Keeps lines and columns. */
const withoutComments = (code: string): string =>
  code.replaceAll(commentOrString, (found) => (found.startsWith('/') ? blank(found) : found));

const lineAt = (code: string, at: number): number => code.slice(0, at).split('\n').length;
