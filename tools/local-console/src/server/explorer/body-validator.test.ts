import { expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../../../build/src/bundler/openapi/openapi.ts';
import { bodyValidator } from './body-validator.ts';

const document = {
  components: {
    schemas: {
      Seat: {
        type: 'object',
        required: ['row'],
        additionalProperties: false,
        properties: { row: { type: 'integer' }, kind: { $ref: '#/components/schemas/Kind' } },
      },
      Kind: { enum: ['aisle', 'window'] },
    },
  },
} as unknown as OpenApiDocument;
const violations = bodyValidator(document);

it('accepts a body that fits, and a schema that the document does not name', () => {
  expect(violations('Seat', { row: 1, kind: 'aisle' })).toEqual([]);
  expect(violations('Unknown', 5)).toEqual([]);
});

it('names every field that violates the schema', () => {
  expect(violations('Seat', { kind: 'roof', color: 'red' })).toEqual([
    { field: '', message: "must have required property 'row'" },
    { field: '', message: 'must not have the property color' },
    { field: '/kind', message: 'must be one of aisle, window' },
  ]);
});
