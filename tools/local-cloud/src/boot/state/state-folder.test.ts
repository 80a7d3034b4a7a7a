import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../contract/database.ts';
import { openStateFolder } from './state-folder.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';

const newFolder = () => join(temporaryFolder('state-folder-'), 'state');

describe('the state folder', () => {
  it('records whether it was seeded', () => {
    const folder = newFolder();
    const first = openStateFolder(folder);
    expect(first.seeding).toBe('none');
    first.recordSeeding('done');
    first.release();
    const second = openStateFolder(folder);
    expect(second.seeding).toBe('done');
    second.release();
  });

  it('is cleared if seeding was interrupted', () => {
    const folder = newFolder();
    const first = openStateFolder(folder);
    first.recordSeeding('begun');
    writeFileSync(join(folder, 'half'), '');
    first.release();
    const second = openStateFolder(folder);
    expect(second.seeding).toBe('none');
    expect(existsSync(join(folder, 'half'))).toBe(false);
    second.release();
  });

  it('is cleared on request, except for the packaging record', () => {
    const folder = newFolder();
    const first = openStateFolder(folder);
    first.recordSeeding('done');
    writeFileSync(join(folder, 'packaged.json'), '{}');
    first.release();
    const second = openStateFolder(folder, { isFresh: true });
    expect(second.seeding).toBe('none');
    expect(existsSync(join(folder, 'packaged.json'))).toBe(true);
    second.release();
  });

  it('counts as new if it holds only files of tests and checks', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'test-record'), { recursive: true });
    const first = openStateFolder(folder);
    expect(first.seeding).toBe('none');
    first.release();
    openStateFolder(folder, { isFresh: true }).release();
    expect(existsSync(join(folder, 'test-record'))).toBe(true);
  });

  it('can be opened by a second run only after the first released it', () => {
    const folder = newFolder();
    const first = openStateFolder(folder);
    expect(() => openStateFolder(folder)).toThrow(`already running on ${folder} (process ${process.pid})`);
    expect(() => openStateFolder(folder, { isFresh: true })).toThrow('already running');
    first.release();
    openStateFolder(folder).release();
  });

  it('ignores the process id of a process that was killed', () => {
    const folder = newFolder();
    openStateFolder(folder).release();
    writeFileSync(join(folder, 'pid'), '1\n');
    const second = openStateFolder(folder);
    expect(readFileSync(join(folder, 'pid'), 'utf8')).toBe(`${process.pid}\n`);
    second.release();
  });

  it.each([
    ['a marker that is not JSON', 'state.json', 'garbage'],
    ['an empty marker', 'state.json', ''],
    ['a marker of another format', 'state.json', '{"format":99}'],
    ['a damaged lock', 'lock', 'garbage'.repeat(1000)],
  ])('names the folder and how to start over for %s', (_, file, content) => {
    const folder = newFolder();
    openStateFolder(folder).release();
    writeFileSync(join(folder, file), content);
    expect(() => openStateFolder(folder)).toThrow(folder);
    expect(() => openStateFolder(folder)).toThrow('npm start -- --fresh');
    openStateFolder(folder, { isFresh: true }).release();
  });
});

describe('openDatabase', () => {
  it.each([
    ['truncated', (file: string) => truncateSync(file, 5000)],
    ['overwritten', (file: string) => writeFileSync(file, 'garbage'.repeat(1000))],
  ])('names the file that was %s and how to start over', (_, damage) => {
    const folder = newFolder();
    openStateFolder(folder).release();
    const file = join(folder, 'some.sqlite');
    const database = openDatabase(file);
    database.exec('CREATE TABLE seats (id TEXT)');
    for (let row = 0; row < 1000; row++) database.exec(`INSERT INTO seats VALUES ('${row}')`);
    database.close();
    damage(file);
    expect(() => openDatabase(file)).toThrow(folder);
    expect(() => openDatabase(file)).toThrow('npm start -- --fresh');
  });
});
