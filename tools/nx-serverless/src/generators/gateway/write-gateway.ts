import { join } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import type { Names } from '../names.ts';

interface Gateway {
  readonly gateway: Names;
  readonly service: string;
  /** What the interface's comment says. */
  readonly summary: string;
  /** Logical id of the table. */
  readonly table: string;
  /** Type of what is kept, and the module under `src/models` that declares it. */
  readonly entryType: string;
  readonly entryModule: string;
  /** The table's key attribute. */
  readonly key: string;
  /** An entry for tests, as an expression; the id is `newId(…)`. */
  readonly sample: string;
}

/** Writes the interface, its implementation on DynamoDB, the fake, and their contract test. */
export const writeGateway = (tree: Tree, folder: string, substitutions: Gateway): void =>
  generateFiles(tree, join(import.meta.dirname, 'files'), folder, {
    ...substitutions,
    name: substitutions.gateway.kebab,
  });

/** @returns the files that {@link writeGateway} writes */
export const gatewayFiles = (folder: string, name: string): string[] => [
  `${folder}/src/gateways/${name}.ts`,
  `${folder}/src/gateways/dynamodb-${name}.ts`,
  `${folder}/test/in-memory-${name}.ts`,
  `${folder}/test/${name}.test.ts`,
];
