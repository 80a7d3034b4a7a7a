import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readNxOutput } from './nx-output.ts';

const output = `
 NX   Running target package for 3 projects and 3 tasks they depend on:

- catalog
- payments
- platform

With additional flags:
  --stage=local

> nx run platform:build  [local cache]

> node ../../tools/build/src/bundler/build-service.ts\r

> nx run platform:package --stage=local  [existing outputs match the cache, left as is]

Packaging tradewind-platform for stage local
Packaged platform for local.

> nx run payments:build

> nx run catalog:build

payments: Built payments.

> nx run payments:package --stage=local

catalog: src/handlers/list-products.ts: serverless.yml has no function list-products.
payments: Packaging tradewind-payments for stage local \u001B[90m(us-east-1)\u001B[0m
catalog:   Declare it, or delete the file.
payments: Packaged payments for local.

 NX   Running target package for 3 projects and 3 tasks they depend on failed

Tasks not run because their dependencies failed or --nx-bail=true:

- catalog:package

Failed tasks:

- catalog:build

  Run duration:      1.9s
`;

function read(chunks: readonly string[]) {
  const events: string[] = [];
  const nx = readNxOutput({
    onBegin: (service, activity) => events.push(`${service} ${activity}`),
    onEnd: (service, result) => events.push(`${service} ${result}`),
  });
  chunks.forEach(nx.reader());
  return { events, failure: nx.failure() };
}

describe('the output of Nx', () => {
  it('says which service is built, packaged or unchanged', () => {
    expect(read([output]).events).toEqual([
      'platform unchanged',
      'payments building',
      'catalog building',
      'payments built',
      'payments packaging',
      'payments packaged',
    ]);
  });

  it('holds the failed services and what their tasks printed', () => {
    expect(read([output]).failure).toEqual({
      projects: ['catalog'],
      text:
        'catalog:\n  src/handlers/list-products.ts: serverless.yml has no function list-products.\n' +
        '    Declare it, or delete the file.',
    });
  });

  it('is the failure as a whole if Nx itself failed', () => {
    expect(read(['\nCannot find configuration\n']).failure).toEqual({
      projects: [],
      text: 'Cannot find configuration',
    });
  });

  it('may arrive in chunks of any size', () => {
    const whole = read([output]);
    fc.assert(
      fc.property(fc.array(fc.nat(output.length), { maxLength: 20 }), (cuts) => {
        const at = [0, ...cuts.toSorted((left, right) => left - right), output.length];
        expect(read(at.slice(1).map((end, index) => output.slice(at[index], end)))).toEqual(whole);
      }),
    );
  });
});
