import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { DataStoreFactory } from 'cognito-local/lib/services/dataStore/factory.js';
import { CorruptState } from '../../contract/corrupt-state.ts';

type Branch = Record<string, unknown>;

/**
 * Stores cognito-local's data in JSON files that survive a kill: each change is written to a new file that replaces the old
 * one, while the package's own store overwrites the file.
 */
export function createJsonDataStores(folder: string): DataStoreFactory {
  mkdirSync(folder, { recursive: true });
  return {
    create: async (_context, id, defaults) => openStore(join(folder, `${id}.json`), defaults as Branch),
  };
}

function openStore(file: string, defaults: Branch): DataStore {
  const root: Branch = { ...structuredClone(defaults), ...read(file) };
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(root, null, 2));
    renameSync(`${file}.new`, file);
  };
  save();

  return {
    async get(_context: unknown, key: string | string[], defaultValue?: unknown) {
      return (
        [key].flat().reduce<unknown>((value, name) => (value as Branch | undefined)?.[name], root) ??
        defaultValue ??
        null
      );
    },
    async getRoot() {
      return root as never;
    },
    async set(_context, key, value) {
      const [branch, name] = placeOf(root, key);
      branch[name] = value;
      save();
    },
    async delete(_context, key) {
      const [branch, name] = placeOf(root, key);
      delete branch[name];
      save();
    },
  } as DataStore;
}

function placeOf(root: Branch, key: string | string[]): [Branch, string] {
  const names = [key].flat();
  const branch = names.slice(0, -1).reduce<Branch>((value, name) => (value[name] ??= {}) as Branch, root);
  return [branch, names.at(-1)!];
}

/** The package stores times in fields that end in `Date`. */
function read(file: string): Branch {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    return JSON.parse(text, (key, value: unknown) =>
      key.endsWith('Date') && typeof value === 'string' ? new Date(value) : value,
    ) as Branch;
  } catch (error) {
    throw new CorruptState(dirname(file), `${file}: ${(error as Error).message}`, { cause: error });
  }
}
