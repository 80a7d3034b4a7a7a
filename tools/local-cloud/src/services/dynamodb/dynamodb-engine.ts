import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { maintainStreamRecords } from './dynoxide-stream-records.ts';

/** A DynamoDB implementation that can run on this machine. */
export interface DynamoDbEngine {
  readonly name: string;
  readonly command: string;
  /** The arguments to listen on 127.0.0.1 at the port and to store data in the folder. */
  arguments(options: { readonly port: number; readonly folder: string }): readonly string[];
  /** The file that contains the data. */
  databaseFile(folder: string): string;
  /** Maintenance of the data, run once after each start. */
  maintain?(folder: string): void;
}

const dynoxideFile = (folder: string) => join(folder, 'dynamodb.sqlite');

const dynoxide = (command: string): DynamoDbEngine => ({
  name: 'dynoxide',
  command,
  arguments: ({ port, folder }) => [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--db-path',
    dynoxideFile(folder),
  ],
  databaseFile: dynoxideFile,
  maintain: (folder) => maintainStreamRecords(dynoxideFile(folder)),
});

const dynamoDbLocal = (java: string, jar: string): DynamoDbEngine => ({
  name: 'DynamoDB Local',
  command: java,
  arguments: ({ port, folder }) => [
    `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
    '-jar',
    jar,
    '-port',
    String(port),
    '-dbPath',
    folder,
    '-sharedDb',
    '-disableTelemetry',
  ],
  databaseFile: (folder) => join(folder, 'shared-local-instance.db'),
});

/** No DynamoDB implementation runs on this machine; the message says what to install. */
export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';

  constructor({ platform, arch }: Pick<Machine, 'platform' | 'arch'>) {
    super(
      [
        `No DynamoDB implementation found for ${platform}-${arch}. Install one of:`,
        '  - dynoxide: put its binary on the PATH (https://dynoxide.dev)',
        '  - DynamoDB Local: install Java 17 or newer, unpack https://d1ni2b6xgvw0s0.cloudfront.net/v2.x/dynamodb_local_latest.tar.gz, and set DYNAMODB_LOCAL_JAR to its DynamoDBLocal.jar',
      ].join('\n'),
    );
  }
}

/** What is searched for an implementation. */
export interface Machine {
  /** As in `process.platform` and `process.arch`. */
  readonly platform: string;
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of an installed package, or undefined. */
  readonly packageFolder: (name: string) => string | undefined;
  readonly fileExists: (path: string) => boolean;
}

const require = createRequire(import.meta.url);
export const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  environment: process.env,
  fileExists: existsSync,
  packageFolder(name) {
    try {
      return dirname(require.resolve(`${name}/package.json`));
    } catch {
      return undefined;
    }
  },
};

/** @returns the package with the binary for a platform */
export const enginePackage = ({ platform, arch }: Pick<Machine, 'platform' | 'arch'>): string =>
  `@dynoxide/${platform}-${arch}`;

/**
 * Finds the DynamoDB implementation to run: the `dynoxide` package, else the `@dynoxide/…` package of the platform,
 * else a `dynoxide` binary on the PATH, else DynamoDB Local when Java and DYNAMODB_LOCAL_JAR are available.
 *
 * @returns undefined when none is found
 */
export function findDynamoDbEngine(machine: Machine = thisMachine): DynamoDbEngine | undefined {
  const { environment, packageFolder, fileExists, platform } = machine;
  const folders = [packageFolder('dynoxide'), packageFolder(enginePackage(machine))];
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const find = (name: string, candidates: readonly (string | undefined)[]) =>
    candidates
      .filter((candidate) => candidate !== undefined)
      .map((candidate) => join(candidate, platform === 'win32' ? `${name}.exe` : name))
      .find((file) => fileExists(file));

  const binary = find('dynoxide', [...folders, ...onPath]);
  if (binary !== undefined) return dynoxide(binary);

  const java = find('java', onPath);
  const jar = environment['DYNAMODB_LOCAL_JAR'];
  if (java !== undefined && jar !== undefined && fileExists(jar)) return dynamoDbLocal(java, jar);
  return undefined;
}
