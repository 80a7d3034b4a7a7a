import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { hasValue, insertEntry, insertItem, insertSectionBefore } from './yaml-insertion.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const written = globSync('services/*/{serverless.yml,infra/*.yml}', { cwd: workspaceRoot }).map((file) => ({
  file,
  text: readFileSync(resolve(workspaceRoot, file), 'utf8'),
}));

const read = (text: string) => parse(text, { logLevel: 'silent' }) as Record<string, Record<string, unknown>>;

/** Comments and empty lines where a person might leave them. */
const annotated = (text: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('', '# why', '  # of the function', '      # - { no: entry }', '\t'),
      ),
      { maxLength: 8 },
    )
    .map((notes) => {
      const lines = text.split('\n');
      for (const [at, note] of notes) {
        const index = at % lines.length;
        lines.splice(index, 0, note);
      }
      return lines.join('\n');
    })
    .filter((candidate) => {
      try {
        return JSON.stringify(read(candidate)) === JSON.stringify(read(text));
      } catch {
        return false;
      }
    });

/** What one text has that the other lacks, where the other comes of it by removing one stretch. */
function insertionOf(before: string, after: string): string | undefined {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return start + end === before.length ? after.slice(start, after.length - end) : undefined;
}

const functionYaml = `new-one:
  handler: dist/new-one.handler
  events:
    - sqs: { arn: !GetAtt NewQueue.Arn } # a comment of its own`;

describe('an entry that is added', () => {
  const services = written.filter(
    ({ file, text }) => file.endsWith('serverless.yml') && 'functions' in read(text),
  );

  it.each(services)('leaves every byte of $file, with any comments', ({ text }) => {
    fc.assert(
      fc.property(annotated(text), (before) => {
        const after = insertEntry(before, {
          path: ['functions'],
          key: 'new-one',
          entry: functionYaml,
          spacing: true,
        });
        expect(insertionOf(before, after)).toBeDefined();
        const { functions, ...rest } = read(after);
        const { functions: known, ...others } = read(before);
        expect(rest).toEqual(others);
        expect(functions).toEqual({ ...known, ...read(functionYaml) });
        expect(Object.keys(functions!).at(-1)).toBe('new-one');
      }),
      { numRuns: 10 },
    );
  });

  const infra = written.filter(({ file, text }) => file.includes('infra') && 'Resources' in read(text));
  it.each(infra)('becomes the last resource of $file', ({ text }) => {
    const after = insertEntry(text, {
      path: ['Resources'],
      key: 'NewQueue',
      entry: 'NewQueue:\n  Type: AWS::SQS::Queue',
    });
    expect(insertionOf(text, after)).toContain('NewQueue');
    expect(read(after)).toEqual({
      ...read(text),
      Resources: { ...read(text)['Resources'], NewQueue: { Type: 'AWS::SQS::Queue' } },
    });
  });

  it('goes behind the comment that ends the last line', () => {
    const before = 'functions:\n  a:\n    timeout: 5 # seconds\n\n# the rest\nresources: []\n';
    expect(insertEntry(before, { path: ['functions'], key: 'b', entry: 'b: {}' })).toBe(
      'functions:\n  a:\n    timeout: 5 # seconds\n  b: {}\n\n# the rest\nresources: []\n',
    );
  });

  it('is refused where its key is taken', () => {
    const taken = () =>
      insertEntry('functions:\n  a: {}\n', { path: ['functions'], key: 'a', entry: 'a: {}' });
    expect(taken).toThrow('functions.a exists already. Choose another name.');
  });

  it.each(['functions: {}\n', 'functions: { a: {} }\n', 'functions:\n', 'service: a\n'])(
    'is refused where there is no block to add to: %j',
    (text) => {
      const added = () => insertEntry(text, { path: ['functions'], key: 'b', entry: 'b: {}' });
      expect(added).toThrow('functions cannot be extended');
    },
  );

  it('is refused where the text is no YAML', () => {
    const added = () => insertEntry('functions: {\n', { path: ['functions'], key: 'b', entry: 'b: {}' });
    expect(added).toThrow('Invalid YAML');
  });
});

describe('an item that is added', () => {
  it.each(written.filter(({ file }) => file.endsWith('serverless.yml')))(
    'becomes the last resource file of $file, and nothing else changes',
    ({ text }) => {
      fc.assert(
        fc.property(annotated(text), (before) => {
          const after = insertItem(before, { path: ['resources'], item: '${file(infra/new.yml)}' });
          expect(insertionOf(before, after)).toBeDefined();
          expect(read(after)['resources']).toEqual([
            ...(read(before)['resources'] as unknown as string[]),
            '${file(infra/new.yml)}',
          ]);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('is refused where the list is in brackets', () => {
    expect(() => insertItem('resources: [a]\n', { path: ['resources'], item: 'b' })).toThrow(
      'resources cannot be extended',
    );
  });
});

describe('a section that is added', () => {
  it('is inserted before the key and the comment above it', () => {
    const text = 'service: a\n\n# its tables\nresources:\n  - b\n';
    expect(insertSectionBefore(text, 'resources', 'functions:\n  c: {}')).toBe(
      'service: a\n\nfunctions:\n  c: {}\n\n# its tables\nresources:\n  - b\n',
    );
  });

  it('is appended when there is no such key', () => {
    expect(insertSectionBefore('service: a\n', 'resources', 'functions:\n  c: {}')).toBe(
      'service: a\n\nfunctions:\n  c: {}\n',
    );
  });
});

it('knows what is there', () => {
  expect(hasValue('functions:\n  a:\n', ['functions', 'a'])).toBe(true);
  expect(hasValue('functions:\n  a:\n', ['functions', 'b'])).toBe(false);
  expect(hasValue('service: a\n', ['functions', 'a'])).toBe(false);
});
