import type { Tree } from '@nx/devkit';
import type { Names } from '../names.ts';
import type { addResources } from '../resource-files.ts';

export interface Options {
  readonly name: string;
  readonly service: string;
  readonly trigger: string;
  readonly method?: string;
  readonly path?: string;
  readonly event?: string;
  readonly from?: string;
  readonly table?: string;
  readonly rate?: string;
}

/** The service that gets the function, and the function's names. */
export interface FunctionContext {
  readonly tree: Tree;
  readonly folder: string;
  readonly names: Names;
  readonly logicalId: string;
}

/** What a trigger adds. */
export interface Trigger {
  /** Files under `src` that the templates write: none may exist. */
  readonly files: readonly string[];
  /** The folder with its templates. Default: `files-{trigger}`. */
  readonly templates?: string;
  /** Folders with more templates. */
  readonly moreFiles?: readonly string[];
  /** For the templates. */
  readonly substitutions: object;
  /** Fields of the log event `NAME.done`, as source. Default: there is no such event. */
  readonly logFields?: string;
  /** Its entry in `functions`. */
  readonly yaml: string;
  /** Makes changes outside that entry. */
  readonly prepare?: () => void;
  readonly resources?: readonly Omit<Parameters<typeof addResources>[1], 'folder'>[];
}
