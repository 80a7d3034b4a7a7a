import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import type { Route } from './routes.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

// Nothing listens there, so that a handler that passes the checks of its request reaches nothing.
const NOWHERE = 'http://127.0.0.1:9';
const valueOf: Readonly<Record<string, string>> = {
  text: 'example',
  integer: '1',
  boolean: 'true',
  url: NOWHERE,
  arn: 'arn:aws:sqs:us-east-1:000000000000:example',
  parameter: '/example',
  secretParameter: '/example',
};

/**
 * Sets every environment variable that the services declare (libs/config) to a value of its type, so that any handler can be
 * imported.
 */
export function setEnvironment(): void {
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['AWS_ENDPOINT_URL'] = NOWHERE;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'example';
  for (const file of globSync('services/*/src/**/*.ts', { cwd: workspaceRoot }))
    for (const [, name, type] of readFileSync(join(workspaceRoot, file), 'utf8').matchAll(
      /\b([A-Z][A-Z0-9_]+): '(\w+)'/g,
    ))
      if (valueOf[type!] !== undefined) process.env[name!] = valueOf[type!];
}

/** Imports the handler of a route. Its environment must be set. */
export async function loadHandler({ service, functionName }: Route): Promise<Handler> {
  const file = join(workspaceRoot, 'services', service, 'src/handlers', `${functionName}.ts`);
  return ((await import(file)) as { handler: Handler }).handler;
}

/** Returns the source of the handler of a route. */
export const handlerSource = ({ service, functionName }: Route): string =>
  readFileSync(join(workspaceRoot, 'services', service, 'src/handlers', `${functionName}.ts`), 'utf8');

interface Declaration {
  readonly headers?: {
    readonly properties: Readonly<Record<string, object>>;
  };
  readonly sends?: readonly string[];
}

/** Imports the declaration of a route from its schema.ts. */
export async function loadDeclaration({ service, functionName }: Route): Promise<Declaration> {
  const file = join(workspaceRoot, 'services', service, 'src/handlers', `${functionName}.schema.ts`);
  return ((await import(file)) as { default: { declaration: Declaration } }).default.declaration;
}
