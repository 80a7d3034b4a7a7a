import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { CompiledSchema } from '#libs/schema';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** A `*.schema.ts` module as it was found, and every file whose edit may change it. */
export interface SchemaModule {
  readonly declaration: CompiledSchema & Readonly<Record<string, unknown>>;
  readonly sourceFiles: readonly string[];
}

/**
 * Packages stay outside, as absolute addresses: a `data:` module has no folder to resolve them from.
 * They are free of side effects here, so whatever the schema does not use is not even loaded.
 */
const packagesByAddress: Plugin = {
  name: 'packages-by-address',
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
  /** When those were last edited. */
  stamp: string;
}

const loaded = new Map<string, Loaded>();

/**
 * Loads a schema module in this process, again only when one of its source files was edited.
 *
 * @param file  absolute path of a `*.schema.ts`
 * @throws CommandError when the module fails to load or exports something else
 */
export async function loadSchemaModule(file: string): Promise<SchemaModule> {
  const known = loaded.get(file);
  if (known && stampOf(known.sourceFiles) === known.stamp) return known.module;
  const begunWith = stampOf([file]);
  const module = evaluate(file);
  const entry: Loaded = { module, sourceFiles: [file], stamp: begunWith };
  loaded.set(file, entry);
  const begunAt = Date.now();
  try {
    const { sourceFiles } = await module;
    entry.sourceFiles = sourceFiles;
    entry.stamp = lastEdit(sourceFiles) < begunAt ? stampOf(sourceFiles) : 'edited meanwhile';
  } catch {
    loaded.delete(file);
  }
  return module;
}

/** @returns by schema module, the source files that every schema loaded in this process was evaluated from */
export const schemaSources = (): Record<string, readonly string[]> =>
  Object.fromEntries([...loaded].map(([file, { sourceFiles }]) => [file, sourceFiles]));

const editedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const stampOf = (files: readonly string[]): string => files.map(editedAt).join();
const lastEdit = (files: readonly string[]): number => Math.max(...files.map(editedAt));

/**
 * Bundles the module before it is imported: only what the schema needs is evaluated, and an edit of any file
 * behind it is seen, where Node would serve the module from its cache.
 */
async function evaluate(file: string): Promise<SchemaModule> {
  const { code, sourceFiles } = await bundledModule(file);
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
    throw new CommandError(`${name} must export by default what httpRequest() or compiledSchema() returns.`);
  }
  return { declaration, sourceFiles };
}

async function bundledModule(file: string): Promise<{ code: string; sourceFiles: string[] }> {
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
    // Libraries make their `require` from it, and a data: address is not a place to require from.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
    plugins: [packagesByAddress],
  });
  const sourceFiles = Object.keys(metafile.inputs).map((input) =>
    fileURLToPath(new URL(input, `${pathToFileURL(workspaceRoot).href}/`)),
  );
  return { code: outputFiles[0]!.text, sourceFiles };
}
