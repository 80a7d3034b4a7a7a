import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';

/** The image that one task of a service runs in. */
export interface TaskImage {
  /** A file of `src/tasks`: `run-job`. */
  readonly task: string;
  /** A hash of what goes into it, by tools/build: the same tag is the same image. */
  readonly tag: string;
}

/**
 * @returns the images that a service needs; none where it has no Dockerfile or no tasks. They are listed by the build in
 *   `dist/images.json`, where the template takes their tags from
 */
export function taskImages({ folder }: Pick<ServicePackage, 'folder'>): TaskImage[] {
  const list = join(folder, 'dist/images.json');
  if (!existsSync(join(folder, 'Dockerfile')) || !existsSync(list)) return [];
  const images = JSON.parse(readFileSync(list, 'utf8')) as Record<string, { readonly tag: string }>;
  return Object.entries(images).map(([task, { tag }]) => ({ task, tag }));
}

/** @returns the name that the `AWS::ECR::Repository` of a service has to have */
export const repositoryOf = ({ name, stage }: Pick<ServicePackage, 'name' | 'stage'>): string =>
  `tradewind-${name}-${stage}`;
