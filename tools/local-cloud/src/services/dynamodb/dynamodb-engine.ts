import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { tendStreamRecords } from './dynoxide-stream-records.ts';

/** How to start a DynamoDB on this machine. */
export interface DynamoDbEngine {
  readonly name: string;
  readonly command: string;
  /** The arguments that make it serve 127.0.0.1 at the port and keep its data in the folder. */
  arguments(options: { readonly port: number; readonly folder: string }): readonly string[];
  /** The file it keeps its data in. */
  databaseFile(folder: string): string;
  /** What its data needs once it runs. */
  tend?(folder: string): void;
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
  tend: (folder) => tendStreamRecords(dynoxideFile(folder)),
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

const whatToInstall = [
  'No DynamoDB was found for this machine. Install one of:',
  `  - dynoxide for ${process.platform}-${process.arch}: npm install --no-save @dynoxide/${process.platform}-${process.arch}, or put a "dynoxide" binary on the PATH (https://github.com/nubo-db/dynoxide)`,
  '  - DynamoDB Local: install Java 17 or newer, unpack https://d1ni2b6xgvw0s0.cloudfront.net/v2.x/dynamodb_local_latest.tar.gz, and set DYNAMODB_LOCAL_JAR to its DynamoDBLocal.jar',
].join('\n');

interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of an installed package, or undefined. */
  readonly packageFolder: (name: string) => string | undefined;
  readonly fileExists: (path: string) => boolean;
}

const require = createRequire(import.meta.url);
const thisMachine: Machine = {
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

/**
 * Finds the DynamoDB to run: the `dynoxide` package, else the platform's
 * `@dynoxide/…` package, else a binary on the PATH, else DynamoDB Local where Java and DYNAMODB_LOCAL_JAR are.
 *
 * @throws Error that says what to install, when there is none.
 */
export function findDynamoDbEngine(machine: Machine = thisMachine): DynamoDbEngine {
  const { environment, packageFolder, fileExists } = machine;
  const folders = [packageFolder('dynoxide'), packageFolder(`@dynoxide/${process.platform}-${process.arch}`)];
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const find = (name: string, places: readonly (string | undefined)[]) =>
    places
      .filter((place) => place !== undefined)
      .map((place) => join(place, process.platform === 'win32' ? `${name}.exe` : name))
      .find((file) => fileExists(file));

  const binary = find('dynoxide', [...folders, ...onPath]);
  if (binary !== undefined) return dynoxide(binary);

  const java = find('java', onPath);
  const jar = environment['DYNAMODB_LOCAL_JAR'];
  if (java !== undefined && jar !== undefined && fileExists(jar)) return dynamoDbLocal(java, jar);
  throw new Error(whatToInstall);
}
