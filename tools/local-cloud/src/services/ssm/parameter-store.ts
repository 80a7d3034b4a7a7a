import { join } from 'node:path';
import { AwsError } from '../../contract/aws-error.ts';
import { openDatabase } from '../../contract/database.ts';

export type ParameterType = 'String' | 'StringList' | 'SecureString';

export interface ParameterVersion {
  readonly name: string;
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly description: string | null;
  readonly tier: 'Standard' | 'Advanced';
  readonly lastModifiedSeconds: number;
}

export type NewParameterVersion = Pick<ParameterVersion, 'name' | 'type' | 'value' | 'tier'> & {
  description?: string | undefined;
};

export interface ParameterStore {
  /** Adds a version and returns its number. */
  put(parameter: NewParameterVersion): number;
  /** Returns the latest version, or the given one. */
  get(name: string, version?: number): ParameterVersion | undefined;
  history(name: string): readonly ParameterVersion[];
  /** The latest version of each parameter, sorted by name. */
  list(): readonly ParameterVersion[];
  remove(name: string): boolean;
  /** Stores a parameter of a template. It is updated only when the template changes, so that manual changes are kept. */
  declare(parameter: NewParameterVersion): void;
  isDeclared(name: string): boolean;
  /** Deletes parameters that are no longer declared in a template. */
  deleteDeclaredExcept(names: readonly string[]): void;
  close(): void;
}

// Parameter Store keeps 100 versions and deletes the oldest: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
const MAX_VERSIONS = 100;

/** Stores parameters in `parameters.sqlite` in the state folder; they survive a restart and a SIGKILL. */
export function createParameterStore(stateFolder: string): ParameterStore {
  const database = openDatabase(join(stateFolder, 'parameters.sqlite'));
  database.exec(`
    CREATE TABLE IF NOT EXISTS versions (
      name TEXT, version INTEGER, type TEXT, value TEXT, description TEXT, tier TEXT, lastModifiedSeconds REAL,
      PRIMARY KEY (name, version)
    );
    CREATE TABLE IF NOT EXISTS declarations (name TEXT PRIMARY KEY, declaration TEXT);
  `);
  const columns = 'name, version, type, value, description, tier, lastModifiedSeconds';
  const insert = database.prepare(`INSERT INTO versions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const selectLatest = database.prepare(
    `SELECT ${columns} FROM versions WHERE name = ? ORDER BY version DESC LIMIT 1`,
  );
  const selectVersion = database.prepare(`SELECT ${columns} FROM versions WHERE name = ? AND version = ?`);
  const all = database.prepare(`SELECT ${columns} FROM versions WHERE name = ? ORDER BY version`);
  const latest = database.prepare(
    `SELECT ${columns} FROM versions AS v WHERE version = (SELECT max(version) FROM versions WHERE name = v.name) ORDER BY name`,
  );
  const deleteOld = database.prepare('DELETE FROM versions WHERE name = ? AND version <= ?');
  const deleteAll = database.prepare('DELETE FROM versions WHERE name = ?');
  const declared = database.prepare('SELECT declaration FROM declarations WHERE name = ?');
  const allDeclared = database.prepare('SELECT name FROM declarations');
  const saveDeclaration = database.prepare(
    'INSERT OR REPLACE INTO declarations (name, declaration) VALUES (?, ?)',
  );
  const deleteDeclaration = database.prepare('DELETE FROM declarations WHERE name = ?');

  const store: ParameterStore = {
    put({ name, type, value, tier, description }) {
      const version = (store.get(name)?.version ?? 0) + 1;
      insert.run(name, version, type, value, description ?? null, tier, Date.now() / 1000);
      deleteOld.run(name, version - MAX_VERSIONS);
      return version;
    },
    get: (name, version) =>
      (version === undefined ? selectLatest.get(name) : selectVersion.get(name, version)) as
        ParameterVersion | undefined,
    history: (name) => all.all(name) as unknown as ParameterVersion[],
    list: () => latest.all() as unknown as ParameterVersion[],
    remove(name) {
      deleteDeclaration.run(name);
      return deleteAll.run(name).changes > 0;
    },
    declare(parameter) {
      const declaration = JSON.stringify(parameter);
      const isUnchanged = declared.get(parameter.name)?.['declaration'] === declaration;
      if (isUnchanged && store.get(parameter.name) !== undefined) return;
      validateParameter(parameter);
      store.put(parameter);
      saveDeclaration.run(parameter.name, declaration);
    },
    isDeclared: (name) => declared.get(name) !== undefined,
    deleteDeclaredExcept(names) {
      const declaredNames = new Set(names);
      for (const { name } of allDeclared.all())
        if (!declaredNames.has(String(name))) store.remove(String(name));
    },
    close: () => database.close(),
  };
  return store;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
const MAX_BYTES = { Standard: 4096, Advanced: 8192 };
const MAX_LEVELS = 15;

/** @throws AwsError of PutParameter for an invalid name or value */
export function validateParameter({ name, value, tier }: NewParameterVersion): void {
  if (!/^[\w./-]+$/.test(name))
    throw new AwsError(
      'ValidationException',
      // cspell:ignore letters -- the error text of AWS
      `Parameter name: can't contain other than letters, numbers and .-_/: ${name}`,
    );
  if (name.includes('/') && !name.startsWith('/'))
    throw new AwsError('ValidationException', 'Parameter name must be a fully qualified name.');
  if (/^\/?(aws|ssm)/i.test(name))
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  if (name.split('/').length - 1 > MAX_LEVELS)
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${MAX_LEVELS} levels.`,
    );
  if (value === '') throw new AwsError('ValidationException', 'Parameter value must not be empty.');
  if (Buffer.byteLength(value) > MAX_BYTES[tier])
    throw new AwsError(
      'ValidationException',
      `${tier} tier parameters support a maximum parameter value of ${MAX_BYTES[tier]} characters.`,
    );
}
