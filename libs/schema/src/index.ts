export { createAjv } from './ajv.ts';
export { compiledSchema, type CompiledSchema, type Validate } from './compiled-schema.ts';
