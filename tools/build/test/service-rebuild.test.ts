import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { createServiceRebuild, type ServiceRebuild } from '../src/bundler/service-rebuild.ts';
import { ticketsService, temporaryService, type TemporaryService } from './temporary-service.ts';

describe('an edited service', () => {
  let service: TemporaryService;
  let rebuild: ServiceRebuild;
  let events: string[];
  let rebuilt: (readonly string[])[];
  let errors: string[];

  beforeEach(async () => {
    service = temporaryService('tickets', ticketsService);
    service.build();
    rebuilt = [];
    errors = [];
    events = [];
    rebuild = createServiceRebuild(service.folder, {
      onWriting: (files) => events.push(`writing ${files.filter((file) => !file.endsWith('.map')).join()}`),
      onRebuilt(functions) {
        events.push(`rebuilt ${functions.join()}`);
        rebuilt.push(functions);
      },
      onError: (message) => errors.push(message),
      onFixed: () => events.push('fixed'),
    });
    await rebuild.start();
  });

  afterEach(async () => {
    await rebuild.stop();
    service.remove();
  });

  const edit = (file: string, from: string, to: string) => {
    service.write({ [file]: ticketsService[file]!.replace(from, to) });
    rebuild.edited(join(service.folder, file));
  };

  it('rebuilds only the functions that contain an edited file', async () => {
    expect(rebuilt).toEqual([]);
    edit('src/models/ticket.ts', "'seat '", "'chair '");
    await waitUntil(() => rebuilt.length > 0);
    expect(rebuilt).toEqual([['book-ticket']]);
    expect(readFileSync(join(service.folder, 'dist/book-ticket.mjs'), 'utf8')).toContain('chair');
  });

  it('rebuilds a bundle into which esbuild inlines a constant of an edited file', async () => {
    service.write({ 'src/models/row.ts': "export const ROW = 'A';" });
    const handler = "import { ROW } from '../models/row.ts';\nexport const handler = async () => ROW;";
    service.write({ 'src/handlers/on-sold.ts': handler });
    rebuild.edited(join(service.folder, 'src/handlers/on-sold.ts'));
    await waitUntil(() => rebuilt.length > 0);
    service.write({ 'src/models/row.ts': "export const ROW = 'B';" });
    rebuild.edited(join(service.folder, 'src/models/row.ts'));
    await waitUntil(() => rebuilt.length > 1);
    expect(readFileSync(join(service.folder, 'dist/on-sold.mjs'), 'utf8')).toContain('"B"');
  });

  it('bundles packages once, and imports the result', async () => {
    edit('src/handlers/on-sold.ts', 'eu-west-1', 'eu-west-2');
    await waitUntil(() => rebuilt.length > 0);
    const bundle = join(service.folder, 'dist/on-sold.mjs');
    expect(statSync(bundle).size).toBeLessThan(3000);
    const call = `process.env.AWS_ACCESS_KEY_ID = 'own'; process.env.AWS_SECRET_ACCESS_KEY = 's';
      console.log(await (await import(${JSON.stringify(bundle)})).handler());`;
    expect(service.run('--input-type=module', '--eval', call)).toEqual({ status: 0, output: 'own\n' });
  });

  it('applies an edit of a schema to the validator and the API model', async () => {
    edit('src/models/ticket.ts', 'minLength: 1', 'minLength: 7');
    await waitUntil(() => rebuilt.length > 0);
    expect(rebuilt).toEqual([['book-ticket']]);
    expect(readFileSync(join(service.folder, 'dist/book-ticket.model.json'), 'utf8')).toContain(
      '"minLength": 7',
    );
  });

  it('reports a failed build, keeps the previous one, and recovers', async () => {
    const bundle = join(service.folder, 'dist/on-sold.mjs');
    const built = readFileSync(bundle, 'utf8');
    edit('src/handlers/on-sold.ts', 'export', 'exp ort');
    await waitUntil(() => errors.length > 0);
    expect(errors[0]).toContain('src/handlers/on-sold.ts:4');
    expect(readFileSync(bundle, 'utf8')).toBe(built);
    edit('src/handlers/on-sold.ts', 'eu-west-1', 'eu-west-2');
    await waitUntil(() => rebuilt.length > 0);
    expect(rebuilt).toEqual([['on-sold']]);
    expect(events).toEqual(['writing on-sold.mjs', 'fixed', 'rebuilt on-sold']);
  });

  it('reports that an error is fixed, also by undoing the edit', async () => {
    edit('src/handlers/on-sold.ts', 'eu-west-1', 'eu-west-2');
    await waitUntil(() => rebuilt.length > 0);
    edit('src/handlers/on-sold.ts', 'export', 'exp ort');
    await waitUntil(() => errors.length > 0);
    events.length = 0;
    edit('src/handlers/on-sold.ts', 'eu-west-1', 'eu-west-2');
    await waitUntil(() => events.length > 0);
    expect(events).toEqual(['fixed']);
  });

  it('reports the files of the template before it writes a bundle', async () => {
    edit('src/models/ticket.ts', 'minLength: 1', 'minLength: 7');
    await waitUntil(() => rebuilt.length > 0);
    expect(events[0]).toMatch(/^writing .*book-ticket\.model\.json/);
    expect(events[0]).toContain('book-ticket.mjs');
  });

  it('writes nothing if an edit does not change a bundle', async () => {
    edit('src/models/ticket.ts', "'seat '", "'chair '");
    await waitUntil(() => rebuilt.length > 0);
    rebuilt.length = 0;
    edit('src/models/ticket.ts', "'seat '", "/* a comment */ 'chair '");
    edit('src/handlers/on-sold.ts', 'eu-west-1', 'eu-west-3');
    await waitUntil(() => rebuilt.length > 0);
    expect(rebuilt.flat()).toEqual(['on-sold']);
  });
});
