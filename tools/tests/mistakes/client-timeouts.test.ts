import { describe, expect, it } from '@jest/globals';
import { findEnd, readSources } from './sources.ts';

interface Call {
  readonly place: string;
  readonly text: string;
}

const sources = readSources('{libs,services}/*/src/**/*.ts').filter(
  ({ file }) => !file.startsWith('libs/testing/'),
);

/** The calls that begin with a pattern, with their arguments. */
const findCalls = (begin: RegExp, files = sources): Call[] =>
  files.flatMap(({ file, source }) =>
    [...source.matchAll(begin)].map(({ index, 0: { length } }) => ({
      place: `${file}:${source.slice(0, index).split('\n').length}`,
      text: source.slice(index, findEnd(source, index + length)),
    })),
  );

// A call that only passes its arguments on, `fetch(...request)`, or a function of this name without arguments is no request.
const FETCH = /(?<!async )\bfetch\((?!\)|\.\.\.)/g;
const usesNodeClient = sources.filter(({ source }) =>
  /^import (?!type)[^;]*\b(?:request|get)\b[^;]*from 'node:https?'/m.test(source),
);

/** The functions that a file imports from node:http and node:https, by their names in the file. */
const sendingFunctions = (source: string): string[] =>
  [...source.matchAll(/\b(?:request|get) as (\w+)/g)].map(([, name]) => name!);

/** The clients of the AWS SDK that a file imports. */
const sdkClients = (source: string): string[] =>
  [...source.matchAll(/^import \{([^}]*)\} from '@aws-sdk\/client-/gm)].flatMap(
    ([, names]) => names!.match(/\b\w+Client\b/g) ?? [],
  );

describe('every request has a deadline', () => {
  const requests = findCalls(FETCH);

  it('of fetch', () => {
    expect(requests.length).toBeGreaterThanOrEqual(3);
    expect(requests.filter(({ text }) => !/\bsignal\b/.test(text)).map(({ place }) => place)).toEqual([]);
  });

  it("of Node's HTTP client", () => {
    expect(usesNodeClient.length).toBeGreaterThanOrEqual(3);
    const without = usesNodeClient.filter(({ file, source }) => {
      const names = [...sendingFunctions(source), 'send', 'get'];
      const calls = findCalls(new RegExp(`\\b(?:${names.join('|')})\\((?=url\\b)`, 'g'), [{ file, source }]);
      return calls.length === 0 || !calls.every(({ text }) => /\bsignal\b/.test(text));
    });
    expect(without.map(({ file }) => file)).toEqual([]);
  });

  it('of the AWS SDK', () => {
    const clients = sources.flatMap((file) =>
      sdkClients(file.source).flatMap((name) => findCalls(new RegExp(`\\bnew ${name}\\(`, 'g'), [file])),
    );
    expect(clients.length).toBeGreaterThanOrEqual(5);
    // Without `throwOnRequestTimeout`, the SDK only logs a warning at the timeout.
    const settings = [/\bconnectionTimeout: /, /\brequestTimeout: /, /\bthrowOnRequestTimeout: true\b/];
    const without = clients.filter(({ text }) => !settings.every((setting) => setting.test(text)));
    expect(without.map(({ place }) => place)).toEqual([]);
  });
});
