import { join } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import type { Names } from '../names.ts';

interface RepositorySource {
  readonly gateway: Names;
  readonly service: string;
  /** The doc comment of the interface. */
  readonly summary: string;
  /** Logical id of the table. */
  readonly table: string;
  /** Type of the stored record, and the module under `src/models` that declares it. */
  readonly recordType: string;
  readonly recordModule: string;
  /** The table's key attribute. */
  readonly key: string;
  /** A record for tests, as an expression; the id is `newId(…)`, of a listed record at the time `milliseconds`. */
  readonly sample: string;
  /** Whether it also lists the records of a customer, by the table's index `byCustomer`. */
  readonly isListed: boolean;
}

/** Writes the interface, its implementation on DynamoDB, the in-memory fake and their contract test. */
export const writeRepository = (tree: Tree, folder: string, substitutions: RepositorySource): void =>
  generateFiles(tree, join(import.meta.dirname, 'files'), folder, {
    ...substitutions,
    name: substitutions.gateway.kebab,
  });

/** @returns the files that {@link writeRepository} writes */
export const repositoryFiles = (folder: string, name: string): string[] => [
  `${folder}/src/gateways/${name}.ts`,
  `${folder}/src/gateways/dynamodb-${name}.ts`,
  `${folder}/test/in-memory-${name}.ts`,
  `${folder}/test/${name}.test.ts`,
];
