import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptState } from '../../contract/corrupt-state.ts';
import { lockFiles, lockState } from './lock.ts';

// Increase it when this version can no longer read older state.
const FORMAT = 1;
const MARKER = 'state.json';

// Files of packaging, tests and checks, which are not state of the local cloud. Clearing keeps them.
const kept = new Set([
  ...lockFiles,
  'packaged.json',
  'packaging-lock',
  'test-record',
  'deployment-test',
  'openapi-test',
  'schemathesis-venv',
  'ministack-venv',
  'template-lint',
  'cfn-lint-venv',
]);

/** A state whose seeding was interrupted (`begun`) is incomplete: the next start clears it. */
export type Seeding = 'none' | 'begun' | 'done';

interface Marker {
  readonly format: number;
  readonly seeding: Seeding;
}

export interface StateFolder {
  readonly folder: string;
  readonly seeding: Seeding;
  recordSeeding(seeding: Seeding): void;
  /** Releases the lock. */
  release(): void;
}

/**
 * Opens and locks the folder that holds the whole state of the local cloud.
 * @throws StateInUse if another run has locked it, CorruptState if it cannot be read
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

/** Replaces a damaged lock, which must not prevent a fresh start. */
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
    throw new CorruptState(
      folder,
      `${file} has format ${marker?.format}, but this version reads format ${FORMAT}`,
    );
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
