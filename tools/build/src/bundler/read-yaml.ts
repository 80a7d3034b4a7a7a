import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

export interface YamlFile {
  readonly content: unknown;
  /** @returns `services/orders/serverless.yml:12`, or the file alone if the path does not exist */
  locationOf(...path: string[]): string;
}

/**
 * Reads a YAML file of a service without resolving its tags.
 *
 * @param file  an absolute path
 * @throws CommandError with file, line and column if it does not parse
 */
export function readYaml(file: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter, prettyErrors: false });
  const name = displayName(file);
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new CommandError(`${name}:${line}:${col}: ${error.message}. Fix the YAML.`);
  }
  return {
    content: document.toJS(),
    locationOf(...path) {
      const parent = document.getIn(path.slice(0, -1), true) as { items?: { key: unknown }[] } | undefined;
      const key = parent?.items?.find(({ key: each }) => String(each) === path.at(-1))?.key;
      const position = isNode(key) ? key.range?.[0] : undefined;
      return position === undefined ? name : `${name}:${lineCounter.linePos(position).line}`;
    },
  };
}

/** The path from the root of the workspace: a service is in `services/NAME`. */
function displayName(file: string): string {
  let folder = dirname(file);
  while (basename(dirname(folder)) !== 'services' && dirname(folder) !== folder) folder = dirname(folder);
  return dirname(folder) === folder ? file : relative(join(folder, '../..'), file);
}
