import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEvent, OslsService } from './osls.ts';

/** Allows any origin: tokens are sent in a header, so there is no cookie that another site could abuse. */
const cors = {
  origin: '*',
  headers: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Prefer',
    'Session-Token',
    'X-Correlation-Id',
  ],
  // The maximum of Chromium: two hours.
  maxAge: 7200,
};

/**
 * Gives every http event the request schema and parameters that the build generated, and CORS, and adds HEAD to every route
 * with GET: the same function answers, without a body (RFC 9110, section 9.3.2).
 *
 * @param service  changed in place, before osls compiles it
 * @param folder   the folder of the built service
 * @throws Error if the request schema or the build of a function is missing
 */
export function applyHttpConventions(service: OslsService, folder: string): void {
  for (const [name, { events = [] }] of Object.entries(service.functions)) {
    for (const { http } of events) if (http) applyToEvent(name, http, folder);
    events.push(...events.flatMap(({ http }) => (http && isGet(http) ? [{ http: toHead(http) }] : [])));
  }
}

const isGet = ({ method }: HttpEvent): boolean => method.toLowerCase() === 'get';

const toHead = (get: HttpEvent): HttpEvent => ({ ...get, method: 'head' });

function applyToEvent(name: string, http: HttpEvent, folder: string): void {
  if (typeof http === 'string') {
    throw new Error(
      `serverless.yml: the http event of ${name} is "${String(http)}". Write it as { method, path }.`,
    );
  }
  const parameters = join(folder, 'dist', `${name}.parameters.json`);
  if (!existsSync(parameters)) throw new Error(missing(name, folder));
  const model = join(folder, 'dist', `${name}.model.json`);
  http.request ??= {
    parameters: read(parameters),
    ...(existsSync(model) && { schemas: { 'application/json': { schema: read(model) } } }),
  };
  http.cors ??= { ...cors };
}

const missing = (name: string, folder: string): string =>
  existsSync(join(folder, 'src/handlers', `${name}.schema.ts`))
    ? `The service is not built: dist/${name}.parameters.json is missing. Run "nx package", which builds it.`
    : `The function ${name} has an http event, but src/handlers/${name}.schema.ts does not exist. Declare its request there.`;

const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
