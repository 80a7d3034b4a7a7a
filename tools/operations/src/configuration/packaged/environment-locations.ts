import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
} from 'yaml';

/** Locates where a service's YAML sets a variable of a function or task. */
export interface EnvironmentLocations {
  /** @returns `services/orders/serverless.yml:13`: the variable's line, else that of its function or task */
  of(owner: string, variable?: string): string;
}

interface Yaml {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** `${file(infra/commands.yml):environment}`, also of a value deeper in the file. */
const fileReference = /^\$\{file\(([^)]+)\)(?::([\w.-]+))?\}$/;

/**
 * @param folder  the service's folder
 * @param name    its path below the workspace, for what is answered
 */
export function environmentLocations(folder: string, name: string): EnvironmentLocations {
  const read = (path: string): Yaml | undefined => {
    if (!existsSync(join(folder, path))) return undefined;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(folder, path), 'utf8'), {
      lineCounter: lines,
      logLevel: 'silent',
    });
    return { path, document, lines };
  };
  const service = read('serverless.yml');
  const infra = existsSync(join(folder, 'infra')) ? readdirSync(join(folder, 'infra')) : [];
  const others = infra.filter((file) => file.endsWith('.yml')).map((file) => read(join('infra', file))!);

  const inFunction = (owner: string, variable: string | undefined): string | undefined => {
    const found = service && pairAt(service.document, ['functions', owner]);
    if (!found) return undefined;
    const inOwner = variable && followed(service, ['functions', owner, 'environment'], variable);
    return inOwner || placeOf(service, found);
  };
  const followed = (yaml: Yaml, path: readonly string[], variable: string): string | undefined => {
    const node = yaml.document.getIn(path, true);
    if (isMap(node)) return placeIn(yaml, node, variable);
    const [, file, key = ''] = (isScalar(node) && fileReference.exec(String(node.value))) || [];
    const other = file ? read(file) : undefined;
    const given = other?.document.getIn(key === '' ? [] : key.split('.'), true);
    return other && isMap(given) ? placeIn(other, given, variable) : undefined;
  };
  const inTask = (owner: string, variable: string | undefined): string | undefined => {
    for (const yaml of others)
      for (const container of containersIn(yaml.document.contents).filter(
        (each) => each.get('Name') === owner,
      )) {
        const environment = container.get('Environment', true);
        const given = isSeq(environment) ? environment.items.filter(isMap) : [];
        const item = given.find((each) => each.get('Name') === variable);
        return place(yaml, (item ?? container).range?.[0] ?? 0);
      }
    return undefined;
  };
  const place = ({ path, lines }: Yaml, offset: number) => `${name}/${path}:${lines.linePos(offset).line}`;
  const placeOf = (yaml: Yaml, pair: Pair) => place(yaml, offsetOf(pair));
  const placeIn = (yaml: Yaml, map: YAMLMap, variable: string) => {
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === variable);
    return pair && placeOf(yaml, pair);
  };
  return {
    of: (owner, variable) =>
      inFunction(owner, variable) ?? inTask(owner, variable) ?? `${name}/serverless.yml:1`,
  };
}

const offsetOf = ({ key }: Pair): number => (key as { range?: readonly number[] }).range?.[0] ?? 0;

function pairAt(document: Document, path: readonly string[]): Pair | undefined {
  const map = document.getIn(path.slice(0, -1), true);
  return isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
}

/** Every map of a file that is a container's definition. */
function containersIn(node: unknown): YAMLMap[] {
  if (isSeq(node)) return node.items.flatMap(containersIn);
  if (!isMap(node)) return [];
  const own = node.has('Image') && node.has('Name') ? [node] : [];
  return [...own, ...node.items.flatMap(({ value }) => containersIn(value))];
}
