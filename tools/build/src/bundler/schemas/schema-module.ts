import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { CompiledSchema } from '#libs/schema';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** A loaded `*.schema.ts` module, and every file that it depends on. */
export interface SchemaModule {
  readonly declaration: CompiledSchema & Readonly<Record<string, unknown>>;
  readonly sourceFiles: readonly string[];
}

/**
 * Imports packages by absolute URL, because a `data:` module has no folder to resolve them from. They are treated as
 * free of side effects, so that unused packages are not loaded.
 */
const packagesByUrl: Plugin = {
  name: 'packages-by-url',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('node:')
        ? undefined
        : { path: import.meta.resolve(path), external: true, sideEffects: false },
    );
  },
};

interface Loaded {
  readonly module: Promise<SchemaModule>;
  sourceFiles: readonly string[];
  /** The modification times of the source files. */
  stamp: string;
}

const loaded = new Map<string, Loaded>();

/**
 * Loads a schema module in this process, and reloads it after one of its source files changed.
 *
 * @param file  absolute path of a `*.schema.ts`
 * @throws CommandError if the module fails to load or does not export a schema
 */
export async function loadSchemaModule(file: string): Promise<SchemaModule> {
  const known = loaded.get(file);
  if (known && toStamp(known.sourceFiles) === known.stamp) return known.module;
  const begunWith = toStamp([file]);
  const module = evaluate(file);
  const entry: Loaded = { module, sourceFiles: [file], stamp: begunWith };
  loaded.set(file, entry);
  const begunAt = Date.now();
  try {
    const { sourceFiles } = await module;
    entry.sourceFiles = sourceFiles;
    entry.stamp = lastEdit(sourceFiles) < begunAt ? toStamp(sourceFiles) : 'edited while loading';
  } catch {
    loaded.delete(file);
  }
  return module;
}

/** @returns the source files of every schema module that this process loaded, by module */
export const schemaSources = (): Record<string, readonly string[]> =>
  Object.fromEntries([...loaded].map(([file, { sourceFiles }]) => [file, sourceFiles]));

const editedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const toStamp = (files: readonly string[]): string => files.map(editedAt).join();
const lastEdit = (files: readonly string[]): number => Math.max(...files.map(editedAt));

/**
 * Bundles the module before importing it, so that only what the schema uses is evaluated, and edits of any source file
 * take effect although Node caches modules.
 */
async function evaluate(file: string): Promise<SchemaModule> {
  const { code, sourceFiles } = await bundleModule(file);
  const name = relative(process.cwd(), file);
  let exported: { default?: SchemaModule['declaration'] };
  try {
    exported = (await import(
      `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
    )) as typeof exported;
  } catch (error) {
    throw new CommandError(`${name}: ${(error as Error).message}`);
  }
  const declaration = exported.default;
  if (typeof declaration?.schema !== 'object' || typeof declaration.runtime !== 'object') {
    throw new CommandError(
      `${name} has no schema. Export the result of httpRequest() or compiledSchema() by default.`,
    );
  }
  return { declaration, sourceFiles };
}

async function bundleModule(file: string): Promise<{ code: string; sourceFiles: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    absWorkingDir: workspaceRoot,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'silent',
    // Libraries create `require` from import.meta.url, which does not work with a data: URL.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
    plugins: [packagesByUrl],
  });
  const sourceFiles = Object.keys(metafile.inputs).map((input) =>
    fileURLToPath(new URL(input, `${pathToFileURL(workspaceRoot).href}/`)),
  );
  return { code: outputFiles[0]!.text, sourceFiles };
}
