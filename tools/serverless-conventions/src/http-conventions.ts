import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEvent, OslsService } from './osls.ts';

/** Any origin may call: tokens travel in a header, never in a cookie that a foreign page could ride on. */
const cors = {
  origin: '*',
  headers: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Prefer',
    'X-Correlation-Id',
  ],
  // Chromium keeps a preflight two hours at most.
  maxAge: 7200,
};

/**
 * Gives every http event the request schema and parameters that the build made of its declaration, and CORS.
 *
 * @param service  changed in place, before osls compiles it
 * @param folder   the service's folder, built
 * @throws Error naming the function whose declaration or build is missing
 */
export function applyHttpConventions(service: OslsService, folder: string): void {
  for (const [name, { events = [] }] of Object.entries(service.functions)) {
    for (const { http } of events) if (http) applyToEvent(name, http, folder);
  }
}

function applyToEvent(name: string, http: HttpEvent, folder: string): void {
  if (typeof http === 'string') {
    throw new Error(
      `serverless.yml: write the http event of ${name} as { method, path }, not as "${String(http)}".`,
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
    ? `The service is not built: dist/${name}.parameters.json is missing. Package it with "nx package", which builds first.`
    : `The function ${name} answers HTTP, but src/handlers/${name}.schema.ts does not exist: declare its request there.`;

const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
