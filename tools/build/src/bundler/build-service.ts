import { apiDocuments } from './api-documents.ts';
import { readableFailure } from './build-failure.ts';
import { bundleService } from './bundle-service.ts';
import { environmentDocuments } from './environment-documents.ts';
import { replaceDist } from './service-build.ts';
import { readServiceManifest } from './service-manifest.ts';
import { taskImages } from './task-images.ts';

/**
 * Builds a service into its `dist`: one bundle per function and task with its source map, the models and
 * parameters for API Gateway, the OpenAPI page, what each bundle declares of its environment, and the tags of its tasks'
 * images.
 *
 * @param folder  the service's folder
 * @throws CommandError, or esbuild's BuildFailure, when the service has a mistake
 */
export async function buildService(folder: string): Promise<void> {
  const service = readServiceManifest(folder);
  const [bundles, documents] = await Promise.all([bundleService(service), apiDocuments(service)]);
  const declarations = environmentDocuments(service.folder, bundles.metafile);
  await replaceDist(
    service,
    bundles,
    new Map([...documents, ...declarations, ...taskImages(service, bundles)]),
  );
}

if (import.meta.main) {
  try {
    await buildService(process.argv[2] ?? process.cwd());
  } catch (error) {
    process.stderr.write(await readableFailure(error));
    process.exitCode = 1;
  }
}
