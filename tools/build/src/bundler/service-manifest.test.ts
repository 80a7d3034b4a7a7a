import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { readServiceManifest } from './service-manifest.ts';

let folder: string;

const write = (file: string, content: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
};
const errorOf = (serverlessYml: string): string => {
  write('serverless.yml', serverlessYml);
  try {
    readServiceManifest(folder);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

beforeEach(() => {
  folder = join(temporaryFolder('manifest-'), 'services/seats');
  for (const name of ['sell', 'refund']) write(`src/handlers/${name}.ts`, '');
});

describe('readServiceManifest', () => {
  it('reads functions with the tags of CloudFormation', () => {
    const functions = ['sell', 'refund'].map((name) => `  ${name}: { handler: dist/${name}.handler }`);
    expect(errorOf(['functions:', ...functions, 'x: !Sub "${A}"'].join('\n'))).toBe('none');
  });

  it('names file, line and column of broken YAML, instead of all handlers', () => {
    expect(errorOf('functions:\n  sell:\n    handler: dist/sell.handler\n   events: []\n')).toMatch(
      /^services\/seats\/serverless\.yml:4:\d+: All mapping items must start at the same column\. Fix the YAML\.$/,
    );
  });

  it('names file and line of broken YAML in infra', () => {
    write('infra/tables.yml', 'Resources:\n  Seats: [\n');
    expect(errorOf('functions: {}\n')).toMatch(/^services\/seats\/infra\/tables\.yml:3:1: /);
  });

  it('explains a handler that is not indented', () => {
    expect(errorOf('functions:\n  sell:\n  handler: dist/sell.handler\n')).toBe(
      'services/seats/serverless.yml:2: The function sell is empty. Indent its handler and other settings below it.',
    );
    expect(errorOf('functions:\n  handler: dist/sell.handler\n')).toBe(
      'services/seats/serverless.yml:2: functions contains "handler: dist/sell.handler", which is no function. ' +
        'Indent it below its function.',
    );
  });

  describe('the bundles', () => {
    const declare = (custom: string, handlers: readonly string[] = ['sell', 'refund']) =>
      [
        custom,
        'functions:',
        ...handlers.map((name) => {
          const events = name === 'refund' ? '' : `, events: [{ http: { method: post, path: /${name} } }]`;
          return `  ${name}: { handler: dist/${name}.handler${events} }`;
        }),
      ].join('\n');
    const bundles = () => readServiceManifest(folder).bundles.map(({ name }) => name);
    beforeEach(() => write('src/handlers/sell.schema.ts', ''));

    it('are one for each function by default', () => {
      for (const custom of ['', 'custom: {}', 'custom: { deployment: functions }']) {
        write('serverless.yml', declare(custom));
        expect(bundles()).toEqual(['sell', 'refund']);
      }
    });

    it('are one for all routes, and one for each other function, of a lambdalith', () => {
      write('serverless.yml', declare('custom: { deployment: lambdalith }'));
      expect(bundles()).toEqual(['refund', 'api']);
      expect(readServiceManifest(folder).functions.map(({ name }) => name)).toEqual(['sell', 'refund']);
    });

    it('are rejected for an unknown deployment', () =>
      expect(errorOf(declare('custom:\n  deployment: monolith'))).toBe(
        'services/seats/serverless.yml:2: custom.deployment is "monolith". Write functions or lambdalith.',
      ));

    it('are rejected if another function has the name of the one for all routes', () => {
      write('src/handlers/api.ts', '');
      const functions = `${declare('custom: { deployment: lambdalith }')}\n  api: { handler: dist/api.handler }`;
      expect(errorOf(functions)).toMatch(/Rename your function api\.$/);
    });
  });
});
