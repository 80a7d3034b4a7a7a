import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { LAMBDALITH, LAMBDALITH_ENTRY } from './bundle/lambdalith-entry.ts';
import { readYaml } from './read-yaml.ts';

/** An `http` event of a function in serverless.yml. */
export interface HttpRoute {
  readonly method: string;
  /** The path in the service, such as `/products/{productId}`. */
  readonly path: string;
  /** The authorizer as declared: a `${file(…):customer}` reference, an object, or undefined for a public route. */
  readonly authorizer: unknown;
}

/** A function of serverless.yml and its handler file. */
export interface ServiceFunction {
  /** In kebab case: the key in serverless.yml and the name of the handler file. */
  readonly name: string;
  readonly handlerFile: string;
  /** The request declaration, which every function with an http event has. */
  readonly declarationFile: string | undefined;
  readonly routes: readonly HttpRoute[];
}

/** A program that runs in a container: a file in `src/tasks`. */
export interface ServiceTask {
  readonly name: string;
  readonly taskFile: string;
}

/** How the routes of a service are deployed: one function for each, which is the default, or one for all. */
const deployments = ['functions', 'lambdalith'] as const;

/** A bundle of the service, which is deployed as a function. */
export interface ServiceBundle {
  readonly name: string;
  /** A file, or the module that the build generates for all routes. */
  readonly entry: string;
}

/** The part of a service that the build reads. */
export interface ServiceManifest {
  readonly folder: string;
  readonly name: string;
  /** As serverless.yml declares them. */
  readonly functions: readonly ServiceFunction[];
  /** One for each function, or one for all functions with routes (`custom.deployment: lambdalith`). */
  readonly bundles: readonly ServiceBundle[];
  readonly tasks: readonly ServiceTask[];
}

interface DeclaredFunction {
  handler?: string;
  events?: ({ http?: string | { method: string; path: string; authorizer?: unknown } } | string)[];
}

/**
 * Reads the functions of serverless.yml, compares them with `src/handlers`, and finds the tasks.
 *
 * @param folder  the folder of the service
 * @throws CommandError if a YAML file does not parse, or a function and its handler file do not match
 */
export function readServiceManifest(folder: string): ServiceManifest {
  const serviceFolder = resolve(folder);
  const { functions: written, deployment } = readDeclaration(serviceFolder);
  const handlerFiles = findModules(join(serviceFolder, 'src/handlers'));
  const orphans = handlerFiles.filter((name) => !(name in written));
  if (orphans.length > 0) {
    const files = orphans.map((name) => `src/handlers/${name}.ts`).join(', ');
    throw new CommandError(
      `${files}: serverless.yml has no function ${orphans.join(', ')}. Declare it, or delete the file.`,
    );
  }
  const functions = Object.entries(written).map(([name, definition]) =>
    serviceFunction(serviceFolder, name, definition),
  );
  const tasks = findModules(join(serviceFolder, 'src/tasks')).map((name) =>
    serviceTask(serviceFolder, name, written),
  );
  const bundles = toBundles(functions, deployment);
  return { folder: serviceFolder, name: basename(serviceFolder), functions, bundles, tasks };
}

function toBundles(functions: readonly ServiceFunction[], deployment: Deployment): ServiceBundle[] {
  const isOneOfMany = ({ routes }: ServiceFunction) => deployment === 'lambdalith' && routes.length > 0;
  const single = functions
    .filter((each) => !isOneOfMany(each))
    .map(({ name, handlerFile }) => ({ name, entry: handlerFile }));
  if (!functions.some(isOneOfMany)) return single;
  if (single.some(({ name }) => name === LAMBDALITH))
    throw new CommandError(
      `serverless.yml: with custom.deployment lambdalith the function of all routes is named ${LAMBDALITH}. Rename your function ${LAMBDALITH}.`,
    );
  return [...single, { name: LAMBDALITH, entry: LAMBDALITH_ENTRY }];
}

function serviceTask(
  folder: string,
  name: string,
  functions: Readonly<Record<string, DeclaredFunction>>,
): ServiceTask {
  if (name in functions)
    throw new CommandError(`src/tasks/${name}.ts has the same name as a function. Rename one of them.`);
  if (!existsSync(join(folder, 'Dockerfile')))
    throw new CommandError(
      `src/tasks/${name}.ts runs in a container, but the service has no Dockerfile. Add one.`,
    );
  return { name, taskFile: join(folder, 'src/tasks', `${name}.ts`) };
}

type Deployment = (typeof deployments)[number];

interface Declaration {
  readonly functions: Record<string, DeclaredFunction>;
  readonly deployment: Deployment;
}

/** Reads serverless.yml without resolving CloudFormation tags and osls variables. */
function readDeclaration(folder: string): Declaration {
  const file = join(folder, 'serverless.yml');
  if (!existsSync(file))
    throw new CommandError(`${file} does not exist. A service is a folder with a serverless.yml.`);
  const written = readYaml(file);
  for (const other of infraFiles(folder)) readYaml(other);
  const { functions = {}, custom } = (written.content ?? {}) as {
    functions?: Record<string, DeclaredFunction>;
    custom?: { deployment?: Deployment } | null;
  };
  const deployment = custom?.deployment ?? 'functions';
  if (!deployments.includes(deployment))
    throw new CommandError(
      `${written.locationOf('custom', 'deployment')}: custom.deployment is "${deployment}". Write ${deployments.join(' or ')}.`,
    );
  for (const [name, definition] of Object.entries(functions ?? {}))
    if (typeof definition !== 'object' || definition === null)
      throw new CommandError(
        `${written.locationOf('functions', name)}: ${
          definition === null
            ? `The function ${name} is empty. Indent its handler and other settings below it.`
            : `functions contains "${name}: ${definition as string}", which is no function. Indent it below its function.`
        }`,
      );
  return { functions: functions ?? {}, deployment };
}

const infraFiles = (folder: string): string[] =>
  existsSync(join(folder, 'infra'))
    ? readdirSync(join(folder, 'infra'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yml'))
        .map((name) => join(folder, 'infra', name))
    : [];

const findModules = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !/\.(schema|test)\.ts$/.test(file))
        .map((file) => basename(file, '.ts'))
    : [];

function serviceFunction(
  folder: string,
  name: string,
  { handler, events = [] }: DeclaredFunction,
): ServiceFunction {
  const handlerFile = join(folder, 'src/handlers', `${name}.ts`);
  if (!existsSync(handlerFile)) {
    throw new CommandError(
      `serverless.yml declares the function ${name}, but src/handlers/${name}.ts does not exist. Add the file.`,
    );
  }
  if (handler !== `dist/${name}.handler`) {
    throw new CommandError(
      `serverless.yml: the handler of ${name} is "${handler}". Write "handler: dist/${name}.handler".`,
    );
  }
  const routes = events.flatMap((event) =>
    typeof event === 'object' && event?.http ? [route(event.http)] : [],
  );
  const declaration = join(folder, 'src/handlers', `${name}.schema.ts`);
  if (routes.length > 0 && !existsSync(declaration)) {
    throw new CommandError(
      `The function ${name} has an http event, but src/handlers/${name}.schema.ts does not exist. ` +
        'Declare its request there.',
    );
  }
  return { name, handlerFile, declarationFile: existsSync(declaration) ? declaration : undefined, routes };
}

type DeclaredRoute = string | { method: string; path: string; authorizer?: unknown };

function route(written: DeclaredRoute): HttpRoute {
  const { method, path, authorizer } = typeof written === 'string' ? splitRoute(written) : written;
  return { method: method.toLowerCase(), path: path.startsWith('/') ? path : `/${path}`, authorizer };
}

function splitRoute(written: string): { method: string; path: string; authorizer?: undefined } {
  const [method = '', path = ''] = written.split(' ');
  return { method, path };
}
