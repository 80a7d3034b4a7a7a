import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketsService, temporaryService, type TemporaryService } from './temporary-service.ts';

describe('a built service', () => {
  let service: TemporaryService;
  const dist = (file: string) => join(service.folder, 'dist', file);
  const read = (file: string) => readFileSync(dist(file), 'utf8');
  const answer = (handler: string, event: object, environment: Record<string, string> = {}) => {
    const code = `
      Object.assign(process.env, ${JSON.stringify(environment)});
      const { handler } = await import(${JSON.stringify(dist(handler))});
      console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
    return JSON.parse(service.run('--input-type=module', '--eval', code).output) as Record<string, unknown>;
  };

  beforeAll(() => {
    service = temporaryService('tickets', ticketsService);
    service.build();
  });
  afterAll(() => service.remove());

  it('validates with precompiled schemas, including formats', () => {
    const request = {
      pathParameters: { showId: 's' },
      queryStringParameters: {},
      headers: { 'idempotency-key': 'k' },
    };
    const sound = answer('book-ticket.mjs', { ...request, body: { seat: '1A', email: 'a@example.com' } });
    expect(sound).toMatchObject({ fits: true, errors: null, label: 'seat 1A' });
    const rejected = answer('book-ticket.mjs', { ...request, body: { seat: '', email: 'invalid', row: 0 } });
    expect(rejected['fits']).toBe(false);
    expect(
      (rejected['errors'] as { instancePath: string }[]).map(({ instancePath }) => instancePath),
    ).toEqual(['/body/seat', '/body/email', '/body/row']);
  });

  it('keeps only the runtime data of a declaration', () => {
    const { declared } = answer('book-ticket.mjs', {});
    expect(declared).toEqual(['access', 'hasBody', 'maxItems', 'names', 'queryTypes', 'schema', 'validate']);
  });

  it("contains neither TypeBox nor Ajv's compiler", () => {
    expect(statSync(dist('book-ticket.mjs')).size).toBeLessThan(20_000);
    expect(
      service.run(join(import.meta.dirname, '../src/bundler/check-bundles.ts'), join(service.folder, '..')),
    ).toEqual({
      status: 0,
      output: '',
    });
  });

  it('reads credentials from the environment', () => {
    const credentials = { AWS_ACCESS_KEY_ID: 'from-environment', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(answer('on-sold.mjs', {}, credentials)).toBe('from-environment');
  });

  it('writes the model, the parameters and the OpenAPI document', () => {
    expect(JSON.parse(read('book-ticket.model.json'))).toMatchObject({
      $schema: 'http://json-schema.org/draft-04/schema#',
      properties: { row: { minimum: 0, exclusiveMinimum: true } },
    });
    expect(JSON.parse(read('book-ticket.parameters.json'))).toEqual({
      paths: { showId: true },
      // It has a default, so it need not be sent.
      querystrings: { copies: false },
      headers: { 'Idempotency-Key': true },
    });
    expect(Object.keys((JSON.parse(read('openapi.json')) as { paths: object }).paths)).toEqual([
      '/tickets/shows/{showId}/tickets',
    ]);
  });

  it('writes source maps without the sources', () => {
    expect(JSON.parse(read('book-ticket.mjs.map'))).not.toHaveProperty('sourcesContent');
  });

  it('lists the environment variables of each bundle', () => {
    service.write({
      'src/gateways/prices.ts': `
import { environment } from '#libs/config';
export const prices = environment({ PRICES_URL: 'url' });
`,
      'src/handlers/on-sold.ts': `
import { environment } from '#libs/config';
import { prices } from '../gateways/prices.ts';
const env = environment({ SOLD_TABLE: 'text' });
export const handler = async () => [env, prices];
`,
    });
    service.build();
    expect(JSON.parse(read('on-sold.environment.json'))).toEqual([
      { variable: 'PRICES_URL', kind: 'url', source: 'services/tickets/src/gateways/prices.ts:3' },
      { variable: 'SOLD_TABLE', kind: 'text', source: 'services/tickets/src/handlers/on-sold.ts:4' },
    ]);
    expect(JSON.parse(read('book-ticket.environment.json'))).toEqual([]);
  });

  it('names the lines of the sources in stack traces, from the first module on and without options of Node.js', () => {
    const load = `await import(${JSON.stringify(dist('on-sold.mjs'))});`;
    const { output } = service.run('--input-type=module', '--eval', load);
    expect(output).toContain('Environment: PRICES_URL (url) is missing');
    expect(output).toMatch(/ at .*services\/tickets\/src\/gateways\/prices\.ts:3:\d+/);
  });

  it('loads a handler when its initialization is done', () => {
    service.write({
      'src/handlers/on-sold.ts': `
import { duringInitialization } from '#libs/config';
let isConnected = false;
duringInitialization(async () => {
  await new Promise(setImmediate);
  isConnected = true;
});
export const handler = async () => isConnected;
`,
    });
    service.build();
    expect(answer('on-sold.mjs', {}, { AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' })).toBe(true);
    expect(answer('on-sold.mjs', {})).toBe(false);
  });

  it('deletes the bundle of a removed function', () => {
    const { 'src/handlers/on-sold.ts': _gone, ...files } = ticketsService;
    const without = temporaryService('tickets', {
      ...files,
      'dist/on-sold.mjs': 'stale',
      'serverless.yml': files['serverless.yml']!.replace(/ {2}on-sold:[^]*(?=resources:)/, ''),
    });
    without.build();
    expect(existsSync(join(without.folder, 'dist/on-sold.mjs'))).toBe(false);
    without.remove();
  });
});

describe('a failing build', () => {
  let service: TemporaryService;
  afterEach(() => service.remove());
  const build = (changed: Record<string, string>) => {
    service = temporaryService('tickets', { ...ticketsService, ...changed });
    return service.run();
  };

  it('shows file and line of a syntax error', () => {
    const { status, output } = build({ 'src/models/ticket.ts': 'export const label = (;\n' });
    expect(status).toBe(1);
    expect(output).toMatch(/src\/models\/ticket\.ts:1:22/);
  });

  it('shows an unresolved import', () => {
    const { status, output } = build({
      'src/handlers/on-sold.ts': "export { handler } from './nowhere.ts';\n",
    });
    expect(status).toBe(1);
    expect(output).toMatch(/src\/handlers\/on-sold\.ts:1:\d+[^]*nowhere/);
  });

  it('names the file of a schema that does not compile', () => {
    const { status, output } = build({
      'src/handlers/book-ticket.schema.ts': `
        import { compiledSchema } from '#libs/schema';
        export default compiledSchema({ type: 'object', minimun: 1 }, {});`,
    });
    expect(status).toBe(1);
    expect(output).toContain('book-ticket.schema.ts');
  });

  it('names the file of a schema module that throws', () => {
    const { status, output } = build({
      'src/handlers/book-ticket.schema.ts': "throw new Error('no such schema');\n",
    });
    expect(status).toBe(1);
    expect(output).toMatch(/book-ticket\.schema\.ts[^]*no such schema/);
  });

  it('shows file and line of a computed declaration', () => {
    const { status, output } = build({
      'src/handlers/on-sold.ts': `
import { environment } from '#libs/config';
const names = { SOLD_TABLE: 'text' } as const;
export const handler = async () => environment(names);
`,
    });
    expect(status).toBe(1);
    expect(output).toMatch(
      /^services\/tickets\/src\/handlers\/on-sold\.ts:4: The build parses environment\(\) without running it\./m,
    );
    expect(output).not.toContain('    at ');
  });

  it.each([
    [
      'a handler without a function',
      { 'src/handlers/refund.ts': 'export const handler = 1;' },
      'src/handlers/refund.ts',
    ],
    [
      'a function without a handler',
      {
        'serverless.yml': ticketsService['serverless.yml']!.replace(
          'functions:',
          'functions:\n  on-sale: { handler: dist/on-sale.handler }',
        ),
      },
      'src/handlers/on-sale.ts does not exist',
    ],
    [
      'a handler of another name',
      { 'serverless.yml': ticketsService['serverless.yml']!.replace('dist/on-sold', 'dist/sold') },
      'dist/on-sold.handler',
    ],
    [
      'a path parameter that is not declared',
      { 'serverless.yml': ticketsService['serverless.yml']!.replace('{showId}', '{show}') },
      'has [show]',
    ],
  ])('explains %s', (_case, changed, message) => {
    const { status, output } = build(changed);
    expect(status).toBe(1);
    expect(output).toContain(message);
    expect(output).not.toContain('    at ');
  });

  it('requires the request declaration of a function with an http event', () => {
    const { 'src/handlers/book-ticket.schema.ts': _missing, ...files } = ticketsService;
    service = temporaryService('tickets', files);
    const { status, output } = service.run();
    expect(status).toBe(1);
    expect(output).toContain('src/handlers/book-ticket.schema.ts does not exist');
  });
});
