import { createRequire } from 'node:module';
import type { CodeKeywordDefinition } from 'ajv';
import { objectNormalizations, type ObjectNormalization } from './validator-functions.ts';

const require = createRequire(import.meta.url);
const { _, getProperty } =
  require('ajv/dist/compile/codegen') as typeof import('ajv/dist/compile/codegen/index.js');

/** The keyword that normalizes an object after its properties were validated: `address`. */
export const NORMALIZE_OBJECT = 'x-normalize-object';

/** Normalizes fields that depend on each other, in the validated data itself. It never throws. */
export const normalizeObjectKeyword: CodeKeywordDefinition = {
  keyword: NORMALIZE_OBJECT,
  // Without `before`, it is the last keyword of objects.
  type: 'object',
  schemaType: 'string',
  code({ gen, data, schema }) {
    const name = schema as ObjectNormalization;
    const normalize = gen.scopeValue('func', {
      key: name,
      ref: objectNormalizations[name],
      code: _`objectNormalizations${getProperty(name)}`,
    });
    gen.code(_`${normalize}(${data})`);
  },
  metaSchema: { enum: Object.keys(objectNormalizations) },
};
