import { describe, expect, it } from '@jest/globals';
import { documentFrame } from '../../../build/src/bundler/openapi/openapi.ts';
import { redocly } from './redocly.ts';
import { spectral } from './spectral.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const operation = {
  operationId: 'getThing',
  tags: ['Things'],
  summary: 'Get a thing',
  description: 'Returns it.',
  parameters: [
    { name: 'id', in: 'path', required: true, description: 'The id.', schema: { type: 'string' } },
  ],
  responses: {
    200: {
      description: 'OK',
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Thing' },
          examples: { Thing: { value: { id: '1' } } },
        },
      },
    },
    404: { description: 'Not Found' },
  },
  security: [],
};
const documentWith = (changes: object) => ({
  ...documentFrame('Things', 'All things.'),
  tags: [{ name: 'Things', description: 'What there is.' }],
  paths: { '/things/{id}': { get: { ...operation, ...changes } } },
  components: { schemas: { Thing: thing } },
});

describe.each([
  ['Redocly', redocly, 'no-invalid-media-type-examples'],
  ['Spectral', spectral, 'oas3-valid-media-example'],
] as const)('%s', (_, lint, exampleRule) => {
  const rulesOf = async (changes: object) => (await lint(documentWith(changes))).map(({ rule }) => rule);

  it('finds nothing in a complete document', async () => {
    expect(await lint(documentWith({}))).toEqual([]);
  });

  it('finds an example that violates its schema, with its path', async () => {
    const invalid = structuredClone(operation.responses);
    invalid[200].content['application/json'].examples.Thing.value = {} as never;
    const [problem] = await lint(documentWith({ responses: invalid }));
    expect(problem).toMatchObject({ rule: exampleRule, path: expect.stringContaining('examples') });
  });

  it('finds a missing operation id', async () => {
    expect(await rulesOf({ operationId: undefined })).toContain('operation-operationId');
  });
});
