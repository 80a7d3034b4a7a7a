import { basename } from 'node:path';
import { apiDocuments } from './openapi/api-documents.ts';
import { formatBuildError } from './format-build-error.ts';
import { bundleService } from './bundle/bundle-service.ts';
import { environmentDocuments } from './environment/environment-documents.ts';
import { replaceDist } from './dist-folder.ts';
import { readServiceManifest } from './service-manifest.ts';
import { taskImages } from './task-images.ts';

/**
 * Builds a service into its `dist`: a bundle with a source map for each function and task, the models and parameters for
 * API Gateway, the OpenAPI document, the environment variables of each bundle, and the image tags of the tasks.
 *
 * @param folder  the folder of the service
 * @throws CommandError, or esbuild's BuildFailure, if the service has an error
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
    const folder = process.argv[2] ?? process.cwd();
    await buildService(folder);
    // `npm start` reads this line: tools/local-cloud/src/boot/packaging/nx-output.ts
    process.stdout.write(`Built ${basename(folder)}.\n`);
  } catch (error) {
    process.stderr.write(await formatBuildError(error));
    process.exitCode = 1;
  }
}
