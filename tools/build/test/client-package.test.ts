import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { packageClient } from '../src/client/package-client.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';

/** What the examples in documents expect of the code around them. */
const givenInExamples = [
  ...'baseUrl token productId customerId sessionId email password code secret nextSecret'.split(' '),
  ...'clientId clientSecret tokenUrl userPoolUrl'.split(' '),
]
  .map((name) => `declare const ${name}: string;`)
  .concat(
    'declare const request: Request;',
    "declare const tradewind: ReturnType<typeof import('@tradewind/client').createTradewind>;",
    'declare const cart: object;',
    'declare function savedKey(cart: object): Promise<string>;',
    'declare function showStockMessage(detail: string | undefined): void;',
    'declare function save(items: readonly object[]): Promise<void>;',
    'declare function isNew(deliveryId: string): Promise<boolean>;',
    'declare function handle(event: object): Promise<void>;',
  )
  .join('\n');

const examplesOf = (document: string): string[] =>
  [...readFileSync(join(workspaceRoot, document), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
    ([, code]) => code!,
  );

/** Minified and not compressed. */
const MAX_KILOBYTES = { oneOperation: 9, allOperations: 20 };

describe('the package of the client', () => {
  const inConsumer = (path: string) => join(consumer, path);
  let consumer: string;
  beforeAll(() => {
    consumer = temporaryFolder('client-consumer-');
    packageClient(inConsumer('node_modules/@tradewind/client'));
    writeFileSync(inConsumer('package.json'), '{"type":"module"}');
  });

  /** Bundles a module for browsers; an import of a Node module fails. */
  async function bundle(source: string): Promise<string> {
    writeFileSync(inConsumer('app.js'), source);
    const { outputFiles } = await build({
      entryPoints: [inConsumer('app.js')],
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'esm',
      write: false,
    });
    return outputFiles[0]!.text;
  }
  /** Compiles files of a consumer, with the types of browsers and of Node. */
  function typeErrors(sources: Readonly<Record<string, string>>): string {
    for (const [name, source] of Object.entries(sources)) writeFileSync(inConsumer(name), source);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2024', 'dom', 'dom.iterable'],
      types: ['node'],
      typeRoots: [join(workspaceRoot, 'node_modules/@types')],
    };
    const config = { compilerOptions, files: Object.keys(sources) };
    writeFileSync(inConsumer('tsconfig.json'), JSON.stringify(config));
    const compiler = join(workspaceRoot, 'node_modules/typescript-7/bin/tsc');
    return spawnSync(process.execPath, [compiler, '-p', consumer], { encoding: 'utf8' }).stdout;
  }
  const kilobytes = (text: string) => Buffer.byteLength(text) / 1024;

  it('contains modules, declarations, README and license, and nothing else', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: inConsumer('node_modules/@tradewind/client'),
      encoding: 'utf8',
    });
    const [{ name, files }] = JSON.parse(stdout) as [{ name: string; files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(name).toBe('@tradewind/client');
    expect(paths).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'esm/index.js', 'esm/index.d.ts']),
    );
    expect(paths.filter((path) => /test/.test(path))).toEqual([]);
  });

  it('is typed for consumers that check declarations too', () => {
    const source = `
      import { createTradewind, isProblem, type Order } from '@tradewind/client';
      const { orders } = createTradewind({ baseUrl: 'https://api.example' });
      export async function list(): Promise<Order[]> {
        const found: Order[] = [];
        for await (const order of orders.listOrders({ limit: 10 })) found.push(order);
        return found;
      }
      // @ts-expect-error -- an order has no such option
      void orders.getOrder('ord_1', { waitSeconds: 1 });
      // @ts-expect-error -- with ifNoneMatch the order can be missing
      export const unchanged: Promise<Order> = orders.getOrder('ord_1', { ifNoneMatch: '"1"' });
      export const missing = (error: unknown) => isProblem(error, 'order.not-found') && error.code;
    `;
    expect(typeErrors({ 'app.ts': source })).toBe('');
  });

  it.each<[document: string, expected: { atLeast: number }]>([
    ['libs/client/README.md', { atLeast: 4 }],
    ['docs/guides/api/authentication.md', { atLeast: 3 }],
    ['docs/guides/api/errors.md', { atLeast: 1 }],
    ['docs/guides/api/idempotency.md', { atLeast: 1 }],
    ['docs/guides/api/paging.md', { atLeast: 2 }],
    ['docs/guides/api/webhooks.md', { atLeast: 1 }],
  ])('compiles the examples of %s', (document, { atLeast }) => {
    const examples = examplesOf(document);
    expect(examples.length).toBeGreaterThanOrEqual(atLeast);
    const files = examples.map((code, index) => [`example-${index}.ts`, `${code}\nexport {};\n`]);
    expect(typeErrors({ ...Object.fromEntries(files), 'globals.d.ts': givenInExamples })).toBe('');
  });

  it('loads in Node', () => {
    const script = `import { createTradewind } from '@tradewind/client';
      console.log(Object.keys(createTradewind({ baseUrl: '' }).orders).join());`;
    writeFileSync(inConsumer('main.js'), script);
    const { stdout, stderr } = spawnSync(process.execPath, [inConsumer('main.js')], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('getOrder');
  });

  it('has bundles with the operations that are used only', async () => {
    const one = await bundle(`import { createClient, getOrder } from '@tradewind/client';
      console.log(createClient({ baseUrl: '' }, { getOrder }));`);
    const all = await bundle(`import { createTradewind } from '@tradewind/client';
      console.log(createTradewind({ baseUrl: '' }));`);
    expect(one).toContain('/orders/{orderId}');
    for (const other of ['/orders/{orderId}/cancel', '/checkout/sessions', 'InitiateAuth', 'HMAC'])
      expect(one).not.toContain(other);
    expect(all).toContain('/checkout/sessions');
    expect(kilobytes(one)).toBeLessThan(MAX_KILOBYTES.oneOperation);
    expect(kilobytes(all)).toBeLessThan(MAX_KILOBYTES.allOperations);
  });

  it('has the version of the API', () => {
    const { version } = JSON.parse(
      readFileSync(inConsumer('node_modules/@tradewind/client/package.json'), 'utf8'),
    ) as { version: string };
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
