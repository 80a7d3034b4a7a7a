import { build } from 'esbuild';
import { apiDocuments } from './api-documents.ts';
import { readableFailure } from './build-failure.ts';
import { bundleOptions } from './bundle-options.ts';
import { replaceDist } from './service-build.ts';
import { readServiceManifest } from './service-manifest.ts';

/**
 * Builds a service into its `dist`: one bundle per function with its source map, the models and parameters for
 * API Gateway, and the OpenAPI page.
 *
 * @param folder  the service's folder
 * @throws BuildError, or esbuild's BuildFailure, when the service has a mistake
 */
export async function buildService(folder: string): Promise<void> {
  const service = readServiceManifest(folder);
  const [bundles, documents] = await Promise.all([build(bundleOptions(service)), apiDocuments(service)]);
  await replaceDist(service, bundles, documents);
}

if (import.meta.main) {
  try {
    await buildService(process.argv[2] ?? process.cwd());
  } catch (error) {
    process.stderr.write(await readableFailure(error));
    process.exitCode = 1;
  }
}
