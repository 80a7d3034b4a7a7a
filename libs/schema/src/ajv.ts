import { createRequire } from 'node:module';
import type { Ajv2020, Options } from 'ajv/dist/2020.js';

// Ajv is CommonJS with `exports.default`; required, it is the same thing under Node, Jest and esbuild.
const require = createRequire(import.meta.url);

/**
 * The one validator configuration: what the tests compile at run time and what the bundler compiles ahead.
 *
 * @param code  Ajv's code generation options; the bundler asks for stand-alone ES modules
 * @returns an Ajv for JSON Schema 2020-12 that reports every error and fills in defaults
 */
export const createAjv = (code: Options['code'] = {}): Ajv2020 => {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as { Ajv2020: new (options: Options) => Ajv2020 };
  const ajv = new Ajv({ strict: true, allErrors: true, useDefaults: true, code });
  (require('ajv-formats') as { default: (ajv: Ajv2020) => void }).default(ajv);
  return ajv;
};
