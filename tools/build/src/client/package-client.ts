import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { API_VERSION } from '../bundler/openapi/openapi.ts';

const library = join(workspaceRoot, 'libs/client');

/**
 * Writes the npm package `@tradewind/client`: ES modules with declarations, package.json, README and license. It compiles
 * with the types of browsers and without those of Node, so that an import of a Node module fails.
 *
 * @param folder  is emptied first
 * @throws CommandError if the sources do not compile
 */
export function packageClient(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  compile(folder);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(library, 'README.md'), join(folder, 'README.md'));
  cpSync(join(workspaceRoot, 'LICENSE'), join(folder, 'LICENSE'));
}

const manifest = {
  name: '@tradewind/client',
  version: API_VERSION,
  description: 'The typed client of the Tradewind API.',
  license: 'MIT',
  repository: {
    type: 'git',
    url: 'git+https://github.com/tradewind/tradewind.git',
    directory: 'libs/client',
  },
  type: 'module',
  // Bundlers drop the operations that nothing imports.
  sideEffects: false,
  exports: { '.': { types: './esm/index.d.ts', default: './esm/index.js' } },
  files: ['esm'],
  // AbortSignal.any and the global crypto.
  engines: { node: '>=20.3' },
  publishConfig: { access: 'public' },
};

function compile(folder: string): void {
  const config = join(folder, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    allowImportingTsExtensions: false,
    rewriteRelativeImportExtensions: true,
    target: 'es2022',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: [],
    rootDir: join(library, 'src'),
    outDir: join(folder, 'esm'),
  };
  const files = [join(library, 'src/index.ts')];
  writeFileSync(
    config,
    JSON.stringify({ extends: join(workspaceRoot, 'tsconfig.base.json'), compilerOptions, files }),
  );
  const compiler = join(workspaceRoot, 'node_modules/typescript-7/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
  rmSync(config);
  if (status !== 0) throw new CommandError(`libs/client does not compile for browsers:\n${stdout}`);
  for (const declarations of globSync('**/*.d.ts', { cwd: join(folder, 'esm') }))
    nameModules(join(folder, 'esm', declarations));
}

/** The compiler rewrites `./x.ts` to `./x.js` in modules, but not in declarations. */
function nameModules(file: string): void {
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replaceAll(/(from '[.][^']*)[.]ts';/g, "$1.js';"));
}
