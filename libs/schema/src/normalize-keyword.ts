import { createRequire } from 'node:module';
import type { CodeKeywordDefinition } from 'ajv';
import { normalizations, type Normalization } from './validator-functions.ts';

const require = createRequire(import.meta.url);
const { _, getProperty } =
  require('ajv/dist/compile/codegen') as typeof import('ajv/dist/compile/codegen/index.js');

/** The keyword that normalizes a text before it is validated: `trim`, `lines`, `utc` (an instant) or `email`. */
export const NORMALIZE = 'x-normalize';

/**
 * Normalizes a text in the validated data itself, before the keywords that follow, so that what is stored is what was
 * validated. A normalization never throws and changes nothing when it is applied again.
 */
export const normalizeKeyword: CodeKeywordDefinition = {
  keyword: NORMALIZE,
  type: 'string',
  schemaType: 'string',
  // Before all other keywords of strings.
  before: 'maxLength',
  code({ gen, data, schema, it: { parentData, parentDataProperty } }) {
    const name = schema as Normalization;
    const normalize = gen.scopeValue('func', {
      key: name,
      ref: normalizations[name],
      code: _`normalizations${getProperty(name)}`,
    });
    // A text that is the whole document has no parent to change it in.
    gen.if(_`${parentData} !== undefined`, () => {
      gen.assign(data, _`${normalize}(${data})`);
      gen.assign(_`${parentData}[${parentDataProperty}]`, data);
    });
  },
  metaSchema: { enum: Object.keys(normalizations) },
};
