export { createAjv } from './ajv.ts';
export { compiledSchema, type CompiledSchema, type Validate } from './compiled-schema.ts';
export { formatMessages } from './format-messages.ts';
export { formatModules, formats } from './formats.ts';
export { NORMALIZE, normalizationModule } from './normalize-keyword.ts';
export { toAsciiEmailAddress } from './values/email-address.ts';
