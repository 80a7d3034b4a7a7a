import { createRequire } from 'node:module';
import type { Ajv2020, Options } from 'ajv/dist/2020.js';

// Ajv is CommonJS with `exports.default`; `require` loads it the same way under Node, Jest and esbuild.
const require = createRequire(import.meta.url);

/**
 * Creates the validator that tests use at run time and the bundler uses to compile validators ahead of time.
 *
 * @param code  Ajv's code generation options; the bundler generates standalone ES modules
 * @returns an Ajv instance for JSON Schema 2020-12 that reports all errors and fills in defaults
 */
export const createAjv = (code: Options['code'] = {}): Ajv2020 => {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as { Ajv2020: new (options: Options) => Ajv2020 };
  const ajv = new Ajv({ strict: true, allErrors: true, useDefaults: true, code });
  (require('ajv-formats') as { default: (ajv: Ajv2020) => void }).default(ajv);
  return ajv;
};
