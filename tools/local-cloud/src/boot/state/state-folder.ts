import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptState } from '../../contract/corrupt-state.ts';
import { lockFiles, lockState } from './lock.ts';

// Raise it when older state can no longer be read.
const FORMAT = 1;
const MARKER = 'state.json';

// Facts of the workspace, not state of the cloud: what was packaged, what the tests saw, what checks of deploys and
// templates installed and wrote. Clearing keeps them.
const kept = new Set([
  ...lockFiles,
  'packaged.json',
  'packaging-lock',
  'test-record',
  'deploy-proof',
  'ministack-venv',
  'template-lint',
  'cfn-lint-venv',
]);

/** A seed that was interrupted leaves half of its data: such a state is started over. */
export type Seeding = 'none' | 'begun' | 'done';

interface Marker {
  readonly format: number;
  readonly seeding: Seeding;
}

export interface StateFolder {
  readonly folder: string;
  readonly seeding: Seeding;
  recordSeeding(seeding: Seeding): void;
  /** Gives the folder free for the next run. */
  release(): void;
}

/**
 * Opens the folder that holds everything the local cloud remembers, and keeps others off it.
 * @throws StateInUse where another run has it, CorruptState where it cannot be read
 */
export function openStateFolder(folder: string, { isFresh = false } = {}): StateFolder {
  mkdirSync(folder, { recursive: true });
  const release = isFresh ? lockAnew(folder) : lockState(folder);
  try {
    if (isFresh || readMarker(folder).seeding === 'begun') clear(folder);
    let marker = readMarker(folder);
    writeMarker(folder, marker);
    return {
      folder,
      get seeding() {
        return marker.seeding;
      },
      recordSeeding(seeding) {
        marker = { ...marker, seeding };
        writeMarker(folder, marker);
      },
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Starting over must not fail on a damaged lock. */
function lockAnew(folder: string): () => void {
  try {
    return lockState(folder);
  } catch (error) {
    if (!(error instanceof CorruptState)) throw error;
    for (const name of lockFiles) rmSync(join(folder, name), { recursive: true, force: true });
    return lockState(folder);
  }
}

function readMarker(folder: string): Marker {
  const isNew = readdirSync(folder).every((name) => kept.has(name));
  if (isNew) return { format: FORMAT, seeding: 'none' };
  const file = join(folder, MARKER);
  let marker: Marker;
  try {
    marker = JSON.parse(readFileSync(file, 'utf8')) as Marker;
  } catch (error) {
    throw new CorruptState(folder, `${file}: ${(error as Error).message}`, { cause: error });
  }
  if (marker?.format !== FORMAT)
    throw new CorruptState(folder, `${file} has format ${marker?.format}, and this version reads ${FORMAT}`);
  return marker;
}

function writeMarker(folder: string, marker: Marker): void {
  const file = join(folder, MARKER);
  writeFileSync(`${file}.new`, `${JSON.stringify(marker)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
}

function clear(folder: string): void {
  for (const name of readdirSync(folder))
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}
