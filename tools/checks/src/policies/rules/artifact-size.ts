import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';

/** Zips of functions and layers, and the modules that went into a bundle. The bundle itself: `npm run bundles`. */
export const artifactSize: Rule = ({ folder, template, artifacts }) => {
  const layers = new Set(
    resourcesOfType(template, 'AWS::Lambda::LayerVersion').map(([, { Properties }]) =>
      basename(String((Properties?.['Content'] as { S3Key?: unknown } | undefined)?.S3Key)),
    ),
  );
  return [
    ...artifacts.flatMap((file) => {
      const { size } = statSync(file);
      const limit = layers.has(basename(file)) ? limits.layerZipBytes : limits.functionZipBytes;
      return size > limit ? [error(`${basename(file)} has ${size} bytes, of ${limit}.`)] : [];
    }),
    ...moduleFaults(join(folder, 'dist/meta.json')),
  ];
};

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly entryPoint?: string; readonly inputs: Readonly<Record<string, unknown>> }>
  >;
}

function moduleFaults(metafile: string) {
  if (!existsSync(metafile)) return [];
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
  return Object.entries(outputs).flatMap(([bundle, { entryPoint, inputs }]) => {
    const modules = Object.keys(inputs).length;
    return entryPoint !== undefined && modules > limits.modulesPerFunction
      ? [error(`${basename(bundle)} is made of ${modules} modules, of ${limits.modulesPerFunction}.`)]
      : [];
  });
}
