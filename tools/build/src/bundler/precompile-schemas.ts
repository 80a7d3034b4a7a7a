import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';
import { createAjv } from '#libs/schema';
import { withCompactErrors } from './compact-errors.ts';
import { loadSchemaModule, type SchemaModule } from './schema-module.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const require = createRequire(import.meta.url);
const { default: standaloneCode } =
  require('ajv/dist/standalone') as typeof import('ajv/dist/standalone/index.js');
const { fullFormats } = require('ajv-formats/dist/formats') as typeof import('ajv-formats/dist/formats.js');

/**
 * An esbuild plugin that replaces every `*.schema.ts` by the validator Ajv generates for it and the declaration's
 * run-time data. Neither Ajv's compiler (100 ms of a cold start) nor TypeBox reaches a bundle that way.
 *
 * A schema that does not compile fails the build, naming its file.
 */
export const precompileSchemas = (): Plugin => ({
  name: 'precompile-schemas',
  setup(build) {
    build.onLoad({ filter: /\.schema\.ts$/ }, async ({ path }) => {
      try {
        const { declaration, sourceFiles } = await loadSchemaModule(path);
        return {
          contents: precompiled(declaration),
          loader: 'js',
          // The generated code requires parts of Ajv and ajv-formats, which belong to the workspace.
          resolveDir: workspaceRoot,
          watchFiles: [...sourceFiles],
        };
      } catch (error) {
        return { errors: [{ text: (error as Error).message, location: { file: path } }], watchFiles: [path] };
      }
    });
  },
});

/**
 * @returns the ES module that stands in for a declaration: `{ ...runtime, schema: undefined, validate }`
 */
function precompiled({ schema, runtime }: SchemaModule['declaration']): string {
  const ajv = createAjv({ source: true, esm: true, lines: false });
  // TypeBox hides markers of its own in the schema; what is validated is the plain JSON.
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
  const code = withCompactErrors(withPatternsInline(standaloneCode(ajv, validate)))
    .replace('"use strict";', '')
    .replace(/export const validate = (\w+);export default \1;/, 'const validate = $1;');
  return `${code}\nexport default { ...${JSON.stringify(runtime)}, schema: undefined, validate };\n`;
}

/** A format that is a pattern stands for itself: the module of all formats would add 8 KB. */
const withPatternsInline = (code: string): string =>
  code.replaceAll(
    /require\("ajv-formats\/dist\/formats"\)\.fullFormats(?:\.(\w+)|\["([\w-]+)"\])/g,
    (required, plain: string | undefined, quoted: string | undefined) => {
      const format = fullFormats[(plain ?? quoted) as keyof typeof fullFormats];
      return format instanceof RegExp ? String(format) : required;
    },
  );
