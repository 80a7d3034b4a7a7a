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

export type NewVersion = Pick<ParameterVersion, 'name' | 'type' | 'value' | 'tier'> & {
  description?: string | undefined;
};

export interface ParameterStore {
  /** Adds a version, and returns its number. */
  put(parameter: NewVersion): number;
  /** The newest version, or the one asked for. */
  get(name: string, version?: number): ParameterVersion | undefined;
  history(name: string): readonly ParameterVersion[];
  /** The newest version of each, by name. */
  list(): readonly ParameterVersion[];
  remove(name: string): boolean;
  /** Writes what a template declares: again only where the template's words changed, so that an edit by hand stays. */
  declare(parameter: NewVersion): void;
  isDeclared(name: string): boolean;
  /** Deletes what templates declared once and declare no more. */
  dropDeclaredExcept(names: readonly string[]): void;
  close(): void;
}

// Parameter Store keeps a hundred versions and drops the oldest: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
const KEPT_VERSIONS = 100;

/** Parameters in `parameters.sqlite` of the state folder: what was put is there after a restart, and after a kill. */
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
  const newest = database.prepare(
    `SELECT ${columns} FROM versions WHERE name = ? ORDER BY version DESC LIMIT 1`,
  );
  const exact = database.prepare(`SELECT ${columns} FROM versions WHERE name = ? AND version = ?`);
  const all = database.prepare(`SELECT ${columns} FROM versions WHERE name = ? ORDER BY version`);
  const latest = database.prepare(
    `SELECT ${columns} FROM versions AS v WHERE version = (SELECT max(version) FROM versions WHERE name = v.name) ORDER BY name`,
  );
  const dropOld = database.prepare('DELETE FROM versions WHERE name = ? AND version <= ?');
  const drop = database.prepare('DELETE FROM versions WHERE name = ?');
  const declared = database.prepare('SELECT declaration FROM declarations WHERE name = ?');
  const allDeclared = database.prepare('SELECT name FROM declarations');
  const recordDeclaration = database.prepare(
    'INSERT OR REPLACE INTO declarations (name, declaration) VALUES (?, ?)',
  );
  const dropDeclaration = database.prepare('DELETE FROM declarations WHERE name = ?');

  const store: ParameterStore = {
    put({ name, type, value, tier, description }) {
      const version = (store.get(name)?.version ?? 0) + 1;
      insert.run(name, version, type, value, description ?? null, tier, Date.now() / 1000);
      dropOld.run(name, version - KEPT_VERSIONS);
      return version;
    },
    get: (name, version) =>
      (version === undefined ? newest.get(name) : exact.get(name, version)) as ParameterVersion | undefined,
    history: (name) => all.all(name) as unknown as ParameterVersion[],
    list: () => latest.all() as unknown as ParameterVersion[],
    remove(name) {
      dropDeclaration.run(name);
      return drop.run(name).changes > 0;
    },
    declare(parameter) {
      const declaration = JSON.stringify(parameter);
      const isAsBefore = declared.get(parameter.name)?.['declaration'] === declaration;
      if (isAsBefore && store.get(parameter.name) !== undefined) return;
      validateParameter(parameter);
      store.put(parameter);
      recordDeclaration.run(parameter.name, declaration);
    },
    isDeclared: (name) => declared.get(name) !== undefined,
    dropDeclaredExcept(names) {
      const still = new Set(names);
      for (const { name } of allDeclared.all()) if (!still.has(String(name))) store.remove(String(name));
    },
    close: () => database.close(),
  };
  return store;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
const MAX_BYTES = { Standard: 4096, Advanced: 8192 };
const MAX_LEVELS = 15;

/** @throws AwsError in the words of PutParameter for a name or value that it refuses */
export function validateParameter({ name, value, tier }: NewVersion): void {
  if (!/^[\w./-]+$/.test(name))
    throw new AwsError(
      'ValidationException',
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
