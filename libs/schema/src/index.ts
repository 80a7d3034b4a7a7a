export { createAjv } from './ajv.ts';
export { compiledSchema, type CompiledSchema, type Validate } from './compiled-schema.ts';
export { formatMessages } from './format-messages.ts';
export { formats } from './formats.ts';
export { NORMALIZE } from './normalize-keyword.ts';
export { NORMALIZE_OBJECT } from './normalize-object-keyword.ts';
export { countryPattern } from './values/code-lists.ts';
export { validatorFunctionsModule } from './validator-functions.ts';
export { toAsciiEmailAddress } from './values/email-address.ts';
