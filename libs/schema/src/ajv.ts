import { createRequire } from 'node:module';
import type { Ajv2020, Options } from 'ajv/dist/2020.js';
import { formats } from './formats.ts';
import { normalizeKeyword } from './normalize-keyword.ts';
import { normalizeObjectKeyword } from './normalize-object-keyword.ts';

// Ajv is CommonJS with `exports.default`; `require` loads it the same way under Node, Jest and esbuild.
const require = createRequire(import.meta.url);
const { _ } = require('ajv/dist/compile/codegen') as typeof import('ajv/dist/compile/codegen/index.js');

/**
 * Creates the validator that tests use at run time and the bundler uses to compile validators ahead of time.
 *
 * @param code  Ajv's code generation options; the bundler generates standalone ES modules
 * @returns an Ajv instance for JSON Schema 2020-12 that reports all errors, fills in defaults and normalizes texts
 */
export const createAjv = (code: Options['code'] = {}): Ajv2020 => {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as { Ajv2020: new (options: Options) => Ajv2020 };
  return new Ajv({
    strict: true,
    allErrors: true,
    useDefaults: true,
    formats,
    keywords: [normalizeKeyword, normalizeObjectKeyword],
    code: { formats: _`formatFunctions`, ...code },
  });
};
