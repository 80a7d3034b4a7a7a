import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** One `http` event of a function, as serverless.yml writes it. */
export interface HttpRoute {
  readonly method: string;
  /** Path inside the service, such as `/products/{productId}`. */
  readonly path: string;
  /** The authorizer as written: a `${file(…):signedIn}` reference, an object, or nothing for a public route. */
  readonly authorizer: unknown;
}

/** A function of serverless.yml together with the handler that bears its name. */
export interface ServiceFunction {
  /** Kebab-case; the key in serverless.yml and the handler's file name. */
  readonly name: string;
  readonly handlerFile: string;
  /** Its request declaration, present for every function that answers HTTP. */
  readonly declarationFile: string | undefined;
  readonly routes: readonly HttpRoute[];
}

/** A program that runs in a container: a file of `src/tasks`. */
export interface ServiceTask {
  readonly name: string;
  readonly taskFile: string;
}

/** What the build reads of a service: its folder, its name, its functions and its tasks. */
export interface ServiceManifest {
  readonly folder: string;
  readonly name: string;
  readonly functions: readonly ServiceFunction[];
  readonly tasks: readonly ServiceTask[];
}

interface WrittenFunction {
  handler?: string;
  events?: ({ http?: string | { method: string; path: string; authorizer?: unknown } } | string)[];
}

/**
 * Reads serverless.yml and holds it against `src/handlers`; finds the tasks.
 *
 * @param folder  the service's folder
 * @throws CommandError naming both sides when a function and its file do not match
 */
export function readServiceManifest(folder: string): ServiceManifest {
  const serviceFolder = resolve(folder);
  const written = functionsOf(join(serviceFolder, 'serverless.yml'));
  const handlerFiles = modulesIn(join(serviceFolder, 'src/handlers'));
  const orphans = handlerFiles.filter((name) => !(name in written));
  if (orphans.length > 0) {
    const files = orphans.map((name) => `src/handlers/${name}.ts`).join(', ');
    throw new CommandError(
      `${files}: no function of serverless.yml is called ${orphans.join(', ')}. Declare it, or delete the file.`,
    );
  }
  const functions = Object.entries(written).map(([name, definition]) =>
    serviceFunction(serviceFolder, name, definition),
  );
  const tasks = modulesIn(join(serviceFolder, 'src/tasks')).map((name) =>
    serviceTask(serviceFolder, name, written),
  );
  return { folder: serviceFolder, name: basename(serviceFolder), functions, tasks };
}

function serviceTask(
  folder: string,
  name: string,
  functions: Readonly<Record<string, WrittenFunction>>,
): ServiceTask {
  if (name in functions)
    throw new CommandError(
      `src/tasks/${name}.ts: a function is called ${name} too. Name one of them otherwise.`,
    );
  if (!existsSync(join(folder, 'Dockerfile')))
    throw new CommandError(`src/tasks/${name}.ts runs in a container, but the service has no Dockerfile.`);
  return { name, taskFile: join(folder, 'src/tasks', `${name}.ts`) };
}

/** serverless.yml carries CloudFormation's short tags and osls' variables; both stay as they are written. */
function functionsOf(file: string): Record<string, WrittenFunction> {
  if (!existsSync(file))
    throw new CommandError(`${file} does not exist: a service is a folder with a serverless.yml.`);
  try {
    const written = parse(readFileSync(file, 'utf8'), { logLevel: 'silent' }) as {
      functions?: Record<string, WrittenFunction>;
    };
    return written?.functions ?? {};
  } catch (error) {
    throw new CommandError(`${file}: ${(error as Error).message}`);
  }
}

const modulesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !/\.(schema|test)\.ts$/.test(file))
        .map((file) => basename(file, '.ts'))
    : [];

function serviceFunction(
  folder: string,
  name: string,
  { handler, events = [] }: WrittenFunction,
): ServiceFunction {
  const handlerFile = join(folder, 'src/handlers', `${name}.ts`);
  if (!existsSync(handlerFile)) {
    throw new CommandError(
      `serverless.yml declares the function ${name}, but src/handlers/${name}.ts does not exist.`,
    );
  }
  if (handler !== `dist/${name}.handler`) {
    throw new CommandError(
      `serverless.yml: the function ${name} needs "handler: dist/${name}.handler", not "${handler}".`,
    );
  }
  const routes = events.flatMap((event) =>
    typeof event === 'object' && event?.http ? [route(event.http)] : [],
  );
  const declaration = join(folder, 'src/handlers', `${name}.schema.ts`);
  if (routes.length > 0 && !existsSync(declaration)) {
    throw new CommandError(
      `The function ${name} answers HTTP, but src/handlers/${name}.schema.ts does not exist: ` +
        'declare its request there, so that API Gateway can refuse what does not fit.',
    );
  }
  return { name, handlerFile, declarationFile: existsSync(declaration) ? declaration : undefined, routes };
}

type WrittenRoute = string | { method: string; path: string; authorizer?: unknown };

function route(written: WrittenRoute): HttpRoute {
  const { method, path, authorizer } = typeof written === 'string' ? splitRoute(written) : written;
  return { method: method.toLowerCase(), path: path.startsWith('/') ? path : `/${path}`, authorizer };
}

function splitRoute(written: string): { method: string; path: string; authorizer?: undefined } {
  const [method = '', path = ''] = written.split(' ');
  return { method, path };
}
