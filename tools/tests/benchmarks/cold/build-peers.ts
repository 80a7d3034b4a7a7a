import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('peers/', import.meta.url));

/** What the functions are compared with. */
export interface Peer {
  readonly name: string;
  readonly functionName: string;
  readonly modulePath: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Bundles the peers. @param target  a folder for the bundle of the typical stack */
export async function buildPeers(target: string) {
  await build({
    entryPoints: [join(folder, 'typical.ts')],
    outfile: join(target, 'typical.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  const environment = {
    STOCK_TABLE: 'StockTable',
    POWERTOOLS_METRICS_NAMESPACE: 'bench',
    POWERTOOLS_SERVICE_NAME: 'bench',
  };
  const peer = (name: string, modulePath: string): Peer => ({
    name,
    functionName: name,
    modulePath,
    exportName: 'handler',
    environment,
  });
  return {
    bare: peer('bare node', join(folder, 'bare')),
    floor: peer('hand-signed request', join(folder, 'hand-signed')),
    typical: peer('Middy + Powertools + SDK', join(target, 'typical')),
  };
}
